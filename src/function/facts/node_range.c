/* Ranges of expressions; at infinity the polynomial part of a sum is taken together (derivations/11 (11)). */
#include <flint/fmpz_vec.h>

#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/elementary/ball.h"
#include "function/facts/hermite_polynomial.h"
#include "function/node/node_map.h"
#include "function/facts/growth.h"
#include "function/facts/range.h"
#include "function/canonical/sum.h"

#define PREC 64
#define MODERATE_DEGREE 100

/* ---- polynomials at infinity ---- */

/* h[] holds the integer coefficients of He_k, previous[] of He_(k-1): one step up. */
static void step_up(fmpz *h, fmpz *previous, slong k, slong length)
{

    SCOPED(fmpz, t);
    for (slong i = length - 1; i >= 0; i--) {
        fmpz_mul_si(t, previous + i, -k);
        if (i > 0) fmpz_add(t, t, h + i - 1);
        fmpz_swap(previous + i, h + i);
        fmpz_swap(h + i, t);
    }
}

arb_ptr node_monomials(slong *degree, const wane_node_t *node, slong prec)
{
    arb_ptr a = NULL;

    if (node->degree == NOT_A_POLYNOMIAL || node->degree > MODERATE_DEGREE) return NULL;
    SCOPED(surd_poly, p);
    if (node_monic_hermite_polynomial(p, node, prec)) {
        slong length = FLINT_MAX(1, p->length);
        fmpz *h = _fmpz_vec_init(length), *previous = _fmpz_vec_init(length);

        SCOPED(arb, c);
        a = _arb_vec_init(length);
        *degree = length - 1;
        fmpz_one(h);
        for (slong k = 0; k < p->length; k++) {
            surd_get_arb(c, p->coefficient + k, prec);
            for (slong i = 0; i <= k; i++) arb_addmul_fmpz(a + i, c, h + i, prec);
            step_up(h, previous, k, length);
        }
        _fmpz_vec_clear(h, length);
        _fmpz_vec_clear(previous, length);
    }
    return a;
}

/* x^d q(1/x), q(u) = sum a_(d-i) u^i, for x >= end >= 1 or, mirrored, x <= -end. */
static void polynomial_at_infinity(range_t range, arb_srcptr a, slong degree, const arf_t end, int mirrored)
{

    SCOPED(range, far, factor);
    SCOPED(arb, q, u, c);
    arf_set(arb_midref(u), end);
    arb_inv(u, u, PREC);
    arb_get_ubound_arf(factor->upper, u, PREC);
    arf_zero(factor->lower);
    arb_set_interval_arf(u, factor->lower, factor->upper, PREC);
    for (slong i = degree; i >= 0; i--) { /* Horner in u: a_(d-i), i = degree .. 0 */
        arb_set(c, a + degree - i);
        if (mirrored && (degree - i) % 2 != 0) arb_neg(c, c);
        arb_mul(q, q, u, PREC);
        arb_add(q, q, c, PREC);
    }
    range_set_arb(factor, q);
    arf_set(far->lower, end);
    arf_set(far->upper, end);
    if (degree > 0) range_power(far, far, degree);
    else arf_one(far->lower);
    if (degree > 0) arf_pos_inf(far->upper);
    else arf_one(far->upper);
    range_mul(range, far, factor);
}

static int is_half_line(const range_t x)
{
    return arf_is_inf(x->lower) != arf_is_inf(x->upper);
}

static int polynomial_range(range_t range, const wane_node_t *node, const range_t x)
{
    slong degree;
    arb_ptr a = is_half_line(x) ? node_monomials(&degree, node, PREC + 64) : NULL;

    if (a == NULL) return 0;
    SCOPED(arf, end);
    if (arf_is_inf(x->upper)) arf_set(end, x->lower);
    else arf_neg(end, x->upper);
    polynomial_at_infinity(range, a, degree, end, arf_is_inf(x->lower));
    _arb_vec_clear(a, degree + 1);
    return 1;
}

/* ---- expressions ---- */

typedef struct {
    const range_struct *x;
    int by_parts;      /* constants as well: not one ball each */
    int where_defined; /* what is undefined in x does not count */
    node_map_t known;
} context_t;

static int range_of_node(range_t range, const wane_node_t *node, context_t *context);

static void add_scaled_term(range_t range, const fmpq_t c, range_t term)
{
    range_scale(term, term, c);
    range_add(range, range, term);
}

static int constant_range(range_t range, const wane_node_t *node)
{
    wane_function_t f = {{node}};
    int defined;

    SCOPED(arb, value);
    wane_function_evaluate_real(value, f, value, PREC);
    defined = arb_is_finite(value) || node->has_expectation;
    range_set_arb(range, value);
    return defined;
}

static int sum_range(range_t range, const wane_node_t *node, context_t *context)
{
    sum_t polynomial;
    const wane_node_t *part;
    int defined = 1, together = is_half_line(context->x);

    SCOPED(range, term);
    sum_init(polynomial);
    fmpq_set(polynomial->constant, node->value);
    arf_zero(range->lower);
    arf_zero(range->upper);
    for (slong i = 0; i < node->count && defined; i++) {
        if (together && node->operand[i]->degree != NOT_A_POLYNOMIAL) {
            sum_add(polynomial, node->coefficient + i, node->operand[i]);
            continue;
        }
        defined = range_of_node(term, node->operand[i], context);
        if (defined) add_scaled_term(range, node->coefficient + i, term);
    }
    part = sum_finish(polynomial); /* the constant, and at infinity the polynomial terms */
    if (part->kind == NODE_RATIONAL || !polynomial_range(term, part, context->x)) {
        if (!constant_range(term, part)) range_everything(term);
    }
    range_add(range, range, term);
    node_release(part);
    return defined;
}

static int product_range(range_t range, const wane_node_t *node, context_t *context)
{
    int defined = 1;

    SCOPED(range, factor);
    arf_one(range->lower);
    arf_one(range->upper);
    for (slong i = 0; i < node->count && defined; i++) {
        defined = range_of_node(factor, node->operand[i], context);
        if (defined && node->exponent[i] < 0) defined = range_inverse(factor, factor);
        if (!defined) break;
        range_power(factor, factor, FLINT_ABS(node->exponent[i]));
        range_mul(range, range, factor);
    }
    return defined;
}

static void hermite_range(range_t range, const wane_node_t *node, const range_t u)
{

    range_everything(range);
    if (!arf_is_finite(u->lower) || !arf_is_finite(u->upper)) return;
    SCOPED(arb, x, value);
    arb_set_interval_arf(x, u->lower, u->upper, PREC);
    ball_hermite(value, node->order, node->orthonormal, x, PREC);
    range_set_arb(range, value);
}

/* e^rest prod u^c, u >= 0 wherever the function is defined. */
static int powers_range(range_t range, const powers_t powers, context_t *context)
{
    SCOPED(range, factor);
    SCOPED(arb, x, value);
    if (!range_of_node(factor, powers->rest, context) || !range_unary(range, UNARY_EXP, factor)) return 0;
    for (slong i = 0; i < powers->count; i++) {
        if (!range_of_node(factor, powers->base[i], context)) return 0;
        if (arf_sgn(factor->lower) < 0) arf_zero(factor->lower);
        if (arf_sgn(factor->upper) < 0) return 0;
        for (int end = 0; end < 2; end++) {
            arf_struct *at = end == 0 ? factor->lower : factor->upper;
            if (!arf_is_finite(at)) continue;
            arb_set_arf(x, at);
            power_ball(value, x, powers->exponent + i, PREC);
            if (end == 0) arb_get_lbound_arf(at, value, PREC);
            else arb_get_ubound_arf(at, value, PREC);
        }
        range_mul(range, range, factor);
    }
    return 1;
}

static int compute(range_t range, const wane_node_t *node, context_t *context)
{
    int defined;

    if (node->kind == NODE_X) {
        range_set(range, context->x);
        return 1;
    }
    if (context->by_parts && node->kind == NODE_INTERVAL) {
        arf_set_fmpq(range->lower, node->value, PREC, ARF_RND_FLOOR);
        arf_set_fmpq(range->upper, node->upper, PREC, ARF_RND_CEIL);
        return 1;
    }
    if (node->is_constant && !(context->by_parts && node->count > 0 && !node->has_expectation))
        return constant_range(range, node);
    if (node->kind == NODE_SUM) return sum_range(range, node, context);
    if (node->kind == NODE_PRODUCT) return product_range(range, node, context);
    if (node->kind == NODE_HERMITE && polynomial_range(range, node, context->x)) return 1;
    SCOPED(range, u);
    SCOPED(powers, powers);
    if (context->where_defined ? node_powers_where_defined(powers, node, PREC) : node_powers(powers, node))
        return powers_range(range, powers, context);
    defined = range_of_node(u, node->operand[0], context);
    if (defined && node->kind == NODE_UNARY) defined = range_unary(range, node->function, u);
    else if (defined) hermite_range(range, node, u);
    return defined;
}

static int range_of_node(range_t range, const wane_node_t *node, context_t *context)
{
    const void *known;
    range_struct *stored = NULL;
    int defined;

    if (node_map_get(&known, context->known, node)) {
        if (known != NULL) range_set(range, known);
        return known != NULL;
    }
    defined = compute(range, node, context);
    if (defined) {
        stored = flint_malloc(sizeof(*stored));
        range_init(stored);
        range_set(stored, range);
    }
    node_map_put(context->known, node, stored);
    return defined;
}

static int whole_range(range_t range, const wane_node_t *node, const range_t x, int by_parts,
                       int where_defined)
{
    context_t context = {x, by_parts, where_defined, {{0}}};
    int defined;

    node_map_init(context.known);
    defined = range_of_node(range, node, &context);
    for (slong i = 0; i < context.known->size; i++)
        if (context.known->key[i] != NULL && context.known->value[i] != NULL) {
            range_clear((range_struct *)context.known->value[i]);
            flint_free((void *)context.known->value[i]);
        }
    node_map_clear(context.known);
    return defined;
}

int node_range(range_t range, const wane_node_t *node, const range_t x)
{
    return whole_range(range, node, x, 0, 0);
}

int node_range_where_defined(range_t range, const wane_node_t *node, const range_t x)
{
    return whole_range(range, node, x, 0, 1);
}

int node_constant_range(range_t range, const wane_node_t *node)
{
    int defined;

    SCOPED(range, anywhere);
    defined = whole_range(range, node, anywhere, 1, 0);
    return defined;
}
