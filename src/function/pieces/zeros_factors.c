/* Zeros of an argument, factor by factor: what cannot vanish is left aside, what is monotone is undone;
   derivations/12 (2)-(6). */
#include <math.h>

#include "base/scoped.h"
#include "function/facts/node_facts.h"
#include "function/pieces/breakpoints.h"
#include "function/canonical/product.h"
#include "function/canonical/sum.h"

#define PREC 96

typedef struct {
    zeros_struct *found, *pool;
    function_stretch_t stretch;
    int even_too; /* zeros without a change of sign as well */
    double where;
} factors_t;

/* NULL when done, or why not. */
static const char *factor(factors_t *factors, const wane_node_t *u);

static const char *isolate(factors_t *factors, const wane_node_t *u)
{
    return zeros_by_isolation(factors->found, &factors->where, factors->pool, u, factors->stretch,
                              factors->even_too);
}

static int has_sign(const wane_node_t *constant)
{
    wane_function_t f = {{constant}};
    int result;

    SCOPED(arb, value);
    wane_function_evaluate_real(value, f, value, PREC);
    result = arb_is_finite(value) && !arb_contains_zero(value);
    return result;
}

static const char *product(factors_t *factors, const wane_node_t *u)
{
    const char *reason = NULL;

    for (slong i = 0; i < u->count && reason == NULL; i++)
        if (factors->even_too || u->exponent[i] % 2 != 0) reason = factor(factors, u->operand[i]);
    return reason;
}

/* The exponent of base in a term of a sum. */
static slong exponent_in(const wane_node_t *base, const wane_node_t *term)
{
    if (node_equal(base, term)) return 1;
    for (slong i = 0; i < term->count && term->kind == NODE_PRODUCT; i++)
        if (term->exponent[i] > 0 && node_equal(base, term->operand[i])) return term->exponent[i];
    return 0;
}

/* term base^shift for a base that term holds to a power of the same sign, or not at all. */
static const wane_node_t *times_power(const wane_node_t *term, const wane_node_t *base, slong shift)
{
    product_t product;
    int merged = 0;

    product_init(product);
    if (term->kind != NODE_PRODUCT) {
        merged = shift < 0; /* the term is the base */
        if (!merged) product_multiply(product, term, 1);
    }
    for (slong i = 0; i < term->count && term->kind == NODE_PRODUCT; i++) {
        int here = !merged && (term->exponent[i] > 0) == (shift < 0) && node_equal(base, term->operand[i]);

        product_multiply(product, term->operand[i], term->exponent[i] + (here ? shift : 0));
        merged |= here;
    }
    if (!merged) product_multiply(product, base, shift);
    return product_finish(product);
}

/* A base that divides every term of a sum, or NULL. */
static const wane_node_t *common_factor(const wane_node_t *u)
{
    const wane_node_t *first = u->operand[0];
    slong candidates = first->kind == NODE_PRODUCT ? first->count : 1;

    if (!fmpq_is_zero(u->value) || u->count < 2) return NULL;
    for (slong i = 0; i < candidates; i++) {
        const wane_node_t *base = first->kind == NODE_PRODUCT ? first->operand[i] : first;
        int common = !base->is_constant;

        for (slong j = 0; j < u->count && common; j++) common = exponent_in(base, u->operand[j]) > 0;
        if (common) return base;
    }
    return NULL;
}

/* u base^shift, term by term. */
static const wane_node_t *sum_times_power(const wane_node_t *u, const wane_node_t *base, slong shift)
{
    const wane_node_t *constant = node_power(node_keep(base), FLINT_MAX(shift, 0));
    sum_t sum;

    sum_init(sum);
    if (!fmpq_is_zero(u->value)) sum_add(sum, u->value, constant);
    for (slong i = 0; i < u->count; i++) {
        const wane_node_t *term = times_power(u->operand[i], base, shift);

        sum_add(sum, u->coefficient + i, term);
        node_release(term);
    }
    node_release(constant);
    return node_simplify(sum_finish(sum));
}

static const char *divided(factors_t *factors, const wane_node_t *u, const wane_node_t *base)
{
    const wane_node_t *rest = sum_times_power(u, base, -1);
    const char *reason = factor(factors, base);

    if (reason == NULL) reason = factor(factors, rest);
    node_release(rest);
    return reason;
}

/* A denominator in a term of a sum and its power there, or NULL. */
static const wane_node_t *denominator(slong *power, const wane_node_t *u)
{
    for (slong i = 0; i < u->count; i++) {
        const wane_node_t *term = u->operand[i];

        for (slong j = 0; j < term->count && term->kind == NODE_PRODUCT; j++)
            if (term->exponent[j] < 0 && !term->operand[j]->is_constant) {
                *power = -term->exponent[j];
                return term->operand[j];
            }
    }
    return NULL;
}

/* u has the zeros of u base^power that are no poles of u; zeros too many only cut where nothing changes. */
static const char *multiplied(factors_t *factors, const wane_node_t *u, const wane_node_t *base, slong power)
{
    const wane_node_t *numerator = sum_times_power(u, base, power);
    const char *reason = factor(factors, numerator);

    node_release(numerator);
    return reason;
}

/* The g of c + d g(v), if it fills an open range strictly monotonically; NULL if u is no such thing. */
static const elementary_t *filling(const wane_node_t *u)
{
    const elementary_t *g;

    if (u->kind != NODE_SUM || u->count != 1 || u->operand[0]->kind != NODE_UNARY) return NULL;
    g = elementary_table[u->operand[0]->function];
    return g->fills_range ? g : NULL;
}

/* c + d g(v) with -c/d outside the open range of g: 0 at most in the limit, derivations/12 (5). */
static int misses_open_range(const wane_node_t *u)
{
    const elementary_t *g = filling(u);
    int misses;

    if (g == NULL) return 0;
    SCOPED(fmpq, value);
    fmpq_div(value, u->value, u->coefficient);
    fmpq_neg(value, value);
    misses = fmpq_cmp_si(value, (slong)g->lower) <= 0 ||
             (!isinf(g->upper) && fmpq_cmp_si(value, (slong)g->upper) >= 0);
    return misses;
}

/* c + d g(v) with c + d g(0) = 0 and strictly monotone g vanishes where v does: derivations/12 (5). */
static int vanishes_with_argument(const wane_node_t *u)
{
    const elementary_t *g = filling(u);
    int result;

    if (g == NULL || g->twice_at_zero < 0) return 0;
    SCOPED(fmpq, value);
    fmpq_set_si(value, g->twice_at_zero, 2);
    fmpq_mul(value, value, u->coefficient);
    fmpq_add(value, value, u->value);
    result = fmpq_is_zero(value);
    return result;
}

static const char *unary(factors_t *factors, const wane_node_t *u)
{
    const wane_node_t *shifted;
    const char *reason;

    switch (elementary_table[u->function]->zeros) {
    case ZEROS_NONE:
        return NULL;
    case ZEROS_CROSSING_0:
        return factor(factors, u->operand[0]);
    case ZEROS_TOUCHING_0:
        return factors->even_too ? factor(factors, u->operand[0]) : NULL;
    case ZEROS_CROSSING_1:
        shifted = node_sub(node_keep(u->operand[0]), node_ratio(1, 1));
        shifted = node_simplify(shifted);
        reason = factor(factors, shifted);
        node_release(shifted);
        return reason;
    default:
        return isolate(factors, u);
    }
}

static const char *factor(factors_t *factors, const wane_node_t *u)
{
    const wane_node_t *base;
    slong power;
    int vanishes;

    if (u->is_constant) return has_sign(u) ? NULL : "a factor of it is a constant of unknown sign";
    if (zeros_of_polynomial(factors->found, &vanishes, factors->pool, u, factors->even_too))
        return vanishes ? "it vanishes everywhere" : NULL;
    if (u->kind == NODE_PRODUCT) return product(factors, u);
    if (u->kind == NODE_UNARY) return unary(factors, u);
    if (u->kind == NODE_SUM) {
        if (u->count == 1 && fmpq_is_zero(u->value)) return factor(factors, u->operand[0]);
        if (misses_open_range(u)) return NULL;
        if (vanishes_with_argument(u)) return factor(factors, u->operand[0]->operand[0]);
        base = common_factor(u);
        if (base != NULL) return divided(factors, u, base);
        base = denominator(&power, u);
        if (base != NULL) return multiplied(factors, u, base, power);
    }
    return isolate(factors, u);
}

const char *zeros_of_factor(zeros_t found, double *where, zeros_t pool, const wane_node_t *u,
                            function_stretch_t stretch, int even_too)
{
    factors_t factors = {.found = found, .pool = pool, .stretch = stretch, .even_too = even_too};
    const char *reason = factor(&factors, u);

    *where = factors.where;
    return reason;
}
