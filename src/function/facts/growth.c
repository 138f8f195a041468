/* |f(x)| <= factor (1+|x|)^degree exp(linear |x| + quadratic x^2), by recursion: derivations/11 (12)-(14). */
#include <flint/arb.h>

#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/facts/growth.h"
#include "function/facts/node_facts.h"

#define MOST_EXPONENT 2000

static void set_constant(growth_t growth, const mag_t factor)
{
    mag_set(growth->factor, factor);
    mag_zero(growth->linear);
    mag_zero(growth->quadratic);
    growth->degree = 0;
}

/* |a| + |b| */
static void add(growth_t a, const growth_t b)
{
    mag_add(a->factor, a->factor, b->factor);
    mag_max(a->linear, a->linear, b->linear);
    mag_max(a->quadratic, a->quadratic, b->quadratic);
    a->degree = FLINT_MAX(a->degree, b->degree);
}

static void multiply(growth_t a, const growth_t b)
{
    mag_mul(a->factor, a->factor, b->factor);
    mag_add(a->linear, a->linear, b->linear);
    mag_add(a->quadratic, a->quadratic, b->quadratic);
    a->degree += b->degree;
}

static void power(growth_t a, ulong n)
{
    mag_pow_ui(a->factor, a->factor, n);
    mag_mul_ui(a->linear, a->linear, n);
    mag_mul_ui(a->quadratic, a->quadratic, n);
    a->degree *= n;
}

static void absolute_rational(mag_t size, const fmpq_t q)
{

    SCOPED(arb, x);
    arb_set_fmpq(x, q, 64);
    arb_get_mag(size, x);
}

static int constant(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    wane_function_t f = {{node}};
    int result = 1;

    SCOPED(arb, value);
    SCOPED(mag, size);
    wane_function_evaluate_real(value, f, value, 64);
    if (arb_is_finite(value)) {
        arb_get_mag(size, value);
        result = node_prove_defined(node, context);
    } else if (node->has_expectation) { /* finite, as E g is for every g admitted here, but not known yet */
        context->unresolved = 1;
        mag_one(size);
    } else {
        result = growth_refuse(context, node, "", "this constant is not defined");
    }
    set_constant(growth, size);
    return result;
}

static int sum(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    int result = 1;

    SCOPED(growth, term);
    SCOPED(mag, size);
    absolute_rational(size, node->value);
    set_constant(growth, size);
    for (slong i = 0; i < node->count && result; i++) {
        result = node_growth(term, node->operand[i], context);
        absolute_rational(size, node->coefficient + i);
        mag_mul(term->factor, term->factor, size);
        if (result) add(growth, term);
    }
    return result;
}

/* |b^n|, or 1/m^|n| for |b| >= m > 0. */
static int factor_growth(growth_t growth, const wane_node_t *base, slong exponent, growth_context_t context)
{
    int result;

    if (exponent > 0) {
        result = node_growth(growth, base, context);
        if (result) power(growth, exponent);
        return result;
    }
    SCOPED(mag, bound);
    result = node_prove_defined(base, context) && node_prove_nonzero(bound, base, context);
    mag_inv(bound, bound);
    mag_pow_ui(bound, bound, -exponent);
    set_constant(growth, bound);
    return result;
}

static void logarithm(growth_t growth, const mag_t least);

/* |b^m log(c |b|)| <= (B + 1/c)^m (1 + L): B bounds |b|, L log(c |b|) where that is at least 0, and (c |b|)^m |log(c |b|)|
   is at most 1 elsewhere.  The bound of the factor i, be it the logarithm or b. */
static int tame_growth(growth_t growth, const wane_node_t *node, slong i, growth_context_t context)
{
    SCOPED(fmpq, c);
    SCOPED(mag, extra);
    int is_tamer = 0, result;

    mag_one(extra);
    if (node_tamer_of_logarithm(c, node, i) >= 0) {
        result = node_growth(growth, node->operand[i]->operand[0], context);
        if (result) logarithm(growth, extra);
        if (result) mag_add(growth->factor, growth->factor, extra);
        return result;
    }
    for (slong j = 0; j < node->count && !is_tamer; j++) is_tamer = node_tamer_of_logarithm(c, node, j) == i;
    if (!is_tamer) return factor_growth(growth, node->operand[i], node->exponent[i], context);
    result = node_growth(growth, node->operand[i], context);
    fmpq_inv(c, c);
    absolute_rational(extra, c);
    mag_add(growth->factor, growth->factor, extra);
    if (result) power(growth, (ulong)node->exponent[i]);
    return result;
}

static int product(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    int result = 1;

    SCOPED(growth, factor);
    SCOPED(mag, one);
    mag_one(one);
    set_constant(growth, one);
    for (slong i = 0; i < node->count && result; i++) {
        result = tame_growth(factor, node, i, context);
        if (result) multiply(growth, factor);
    }
    return result;
}

/* sqrt(F (1+r)^n e^(a r + b r^2)) <= sqrt F (1+r)^ceil(n/2) e^(a/2 r + b/2 r^2) */
static void square_root(growth_t growth)
{
    mag_sqrt(growth->factor, growth->factor);
    growth->degree = (growth->degree + 1) / 2;
    mag_mul_2exp_si(growth->linear, growth->linear, -1);
    mag_mul_2exp_si(growth->quadratic, growth->quadratic, -1);
}

/* m <= g <= F (1+r)^n e^(a r + b r^2): |log g| <= |log m| + |log F| + n r + a r + b r^2. */
static void logarithm(growth_t growth, const mag_t least)
{

    SCOPED(mag, inverse, total);
    mag_inv(inverse, least); /* log(1/m) <= log1p(1/m), log m and log F <= log1p(F) since m <= F */
    mag_log1p(total, inverse);
    mag_log1p(inverse, growth->factor);
    mag_add(total, total, inverse);
    mag_add_ui(total, total, growth->degree);
    mag_add(total, total, growth->linear);
    mag_add(total, total, growth->quadratic);
    growth->degree = !mag_is_zero(growth->quadratic)                      ? 2
                     : growth->degree > 0 || !mag_is_zero(growth->linear) ? 1
                                                                          : 0;
    mag_set(growth->factor, total);
    mag_zero(growth->linear);
    mag_zero(growth->quadratic);
}

static int log_growth(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    int result;

    SCOPED(mag, least);
    result = node_prove_defined(node, context) && node_growth(growth, node->operand[0], context) &&
             node_prove_nonzero(least, node->operand[0], context);
    if (result) logarithm(growth, least);
    return result;
}

/* |f(u)| <= 1/m where the denominator of f, at u, is at least m in size. */
static int growth_off_poles(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    const wane_node_t *denominator =
        node_unary(elementary_table[node->function]->denominator, node_keep(node->operand[0]));
    int result = node_prove_defined(node, context) && factor_growth(growth, denominator, -1, context);

    node_release(denominator);
    return result;
}

/* |f(u)| <= e^u + e^-u */
static int hyperbolic_growth(growth_t growth, const wane_node_t *u, growth_context_t context)
{
    const wane_node_t *mirrored = node_scale_ratio(node_keep(u), -1, 1);
    int result;

    SCOPED(growth, other);
    result = node_exp_growth(growth, u, context) && node_exp_growth(other, mirrored, context);
    if (result) add(growth, other);
    node_release(mirrored);
    return result;
}

/* |f(u)| <= offset + slope |u| */
static int affine_growth(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    const elementary_t *f = elementary_table[node->function];
    int result;

    SCOPED(mag, size);
    mag_set_d(size, f->offset);
    if (f->slope == 0) {
        set_constant(growth, size);
        result = node_prove_defined(node->operand[0], context);
    } else {
        result = node_growth(growth, node->operand[0], context);
        if (result) mag_add(growth->factor, growth->factor, size);
    }
    return result;
}

/* u^c <= max(1, |u|)^(c rounded up) */
static int powers_growth(growth_t growth, const powers_t powers, growth_context_t context)
{
    int result = node_exp_growth(growth, powers->rest, context);

    SCOPED(growth, factor);
    SCOPED(mag, one);
    SCOPED(fmpz, n);
    SCOPED(arf, top);
    mag_one(one);
    for (slong i = 0; i < powers->count && result; i++) {
        result = node_growth(factor, powers->base[i], context);
        arb_get_ubound_arf(top, powers->exponent + i, 64);
        arf_get_fmpz(n, top, ARF_RND_CEIL);
        result = result && fmpz_cmp_ui(n, MOST_EXPONENT) <= 0;
        if (!result) break;
        mag_max(factor->factor, factor->factor, one);
        power(factor, fmpz_get_ui(n));
        multiply(growth, factor);
    }
    return result;
}

static int exponential_growth(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    const wane_node_t *u = node->operand[0];
    int result = node_prove_defined(node, context);

    SCOPED(powers, powers);
    if (result && node_powers(powers, node)) result = powers_growth(growth, powers, context);
    else if (result)
        result = elementary_table[node->function]->growth == GROWS_AS_EXP
                     ? node_exp_growth(growth, u, context)
                     : hyperbolic_growth(growth, u, context);
    if (result && mag_cmp(growth->quadratic, context->steepest_quadratic) > 0) {
        mag_set(context->steepest_quadratic, growth->quadratic);
        context->steepest = node;
    }
    if (!result) growth_refuse(context, node, "", "grows too fast, expected at most exp(b x^2) with b < 1/4");
    return result;
}

static int unary(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    switch (elementary_table[node->function]->growth) {
    case GROWS_AS_EXP:
    case GROWS_AS_COSH:
        return exponential_growth(growth, node, context);
    case GROWS_AS_LOG:
        return log_growth(growth, node, context);
    case GROWS_AT_POLES:
        return growth_off_poles(growth, node, context);
    case GROWS_AS_SQRT:
        if (!node_prove_defined(node, context) || !node_growth(growth, node->operand[0], context)) return 0;
        square_root(growth);
        return 1;
    default:
        return affine_growth(growth, node, context);
    }
}

/* |He_n(u)| <= I_n max(1,|u|)^n, I_n = I_(n-1) + (n-1) I_(n-2) the sum of the absolute coefficients. */
static int hermite(growth_t growth, const wane_node_t *node, growth_context_t context)
{

    if (!node_growth(growth, node->operand[0], context)) return 0;
    SCOPED(mag, previous, current, next);
    mag_one(previous);
    mag_one(current);
    mag_max(growth->factor, growth->factor, current);
    power(growth, node->order);
    for (slong k = 2; k <= node->order; k++) {
        mag_mul_ui(next, previous, k - 1);
        mag_add(next, next, current);
        mag_swap(previous, current);
        mag_swap(current, next);
    }
    mag_mul(growth->factor, growth->factor, current);
    if (node->orthonormal) {
        mag_rfac_ui(next, node->order);
        mag_sqrt(next, next);
        mag_mul(growth->factor, growth->factor, next);
    }
    return 1;
}

static int compute(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    mag_t one;

    if (node->is_constant) return constant(growth, node, context);
    switch (node->kind) {
    case NODE_SUM:
        return sum(growth, node, context);
    case NODE_PRODUCT:
        return product(growth, node, context);
    case NODE_UNARY:
        return unary(growth, node, context);
    case NODE_HERMITE:
        return hermite(growth, node, context);
    default: /* |x| <= 1 + |x| */
        mag_init(one);
        mag_one(one);
        set_constant(growth, one);
        mag_clear(one);
        growth->degree = 1;
        return 1;
    }
}

int node_growth(growth_t growth, const wane_node_t *node, growth_context_t context)
{
    const void *known;
    growth_struct *stored = NULL;
    slong column = context->column;
    int result;

    if (node_map_get(&known, context->growths, node)) {
        if (known != NULL) growth_set(growth, known);
        return known != NULL;
    }
    if (node->column > 0) context->column = node->column;
    result = compute(growth, node, context);
    context->column = column;
    if (result) {
        stored = flint_malloc(sizeof(*stored));
        growth_init(stored);
        growth_set(stored, growth);
    }
    node_map_put(context->growths, node, stored);
    return result;
}

int function_growth(growth_t growth, const wane_function_t f)
{
    int result;

    if (f->root == NULL) {
        mag_zero(growth->factor);
        mag_zero(growth->linear);
        mag_zero(growth->quadratic);
        growth->degree = 0;
        return 1;
    }
    SCOPED(growth_context, context);
    result = node_growth(growth, f->root, context) && !context->unresolved;
    return result;
}
