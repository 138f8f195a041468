/* Zeros of an argument, factor by factor, in order on a stretch. */
#include "function/breakpoints.h"
#include "function/product.h"
#include "function/sum.h"

#define PREC 96

/* ---- factors ---- */

typedef struct {
    wane_zeros_struct *found, *pool;
    wane_stretch_t stretch;
    int even_too; /* zeros without a change of sign as well */
    double where;
} search_t;

/* NULL when done, or why not. */
static const char *factor(search_t *search, const wane_node_t *u);

static int has_sign(const wane_node_t *constant)
{
    wane_function_t f = {{constant}};
    arb_t value;
    int result;

    arb_init(value);
    wane_function_evaluate_real(value, f, value, PREC);
    result = arb_is_finite(value) && !arb_contains_zero(value);
    arb_clear(value);
    return result;
}

static const char *product(search_t *search, const wane_node_t *u)
{
    const char *reason = NULL;

    for (slong i = 0; i < u->count && reason == NULL; i++)
        if (search->even_too || u->exponent[i] % 2 != 0) reason = factor(search, u->operand[i]);
    return reason;
}

/* The exponent of base in a term of a sum. */
static slong exponent_in(const wane_node_t *base, const wane_node_t *term)
{
    if (wane_node_equal(base, term)) return 1;
    for (slong i = 0; i < term->count && term->kind == WANE_NODE_PRODUCT; i++)
        if (term->exponent[i] > 0 && wane_node_equal(base, term->operand[i])) return term->exponent[i];
    return 0;
}

/* term base^shift for a base that term holds to a power of the same sign, or not at all. */
static const wane_node_t *times_power(const wane_node_t *term, const wane_node_t *base, slong shift)
{
    wane_product_t product;
    int merged = 0;

    wane_product_init(product);
    if (term->kind != WANE_NODE_PRODUCT) {
        merged = shift < 0; /* the term is the base */
        if (!merged) wane_product_multiply(product, term, 1);
    }
    for (slong i = 0; i < term->count && term->kind == WANE_NODE_PRODUCT; i++) {
        int here =
            !merged && (term->exponent[i] > 0) == (shift < 0) && wane_node_equal(base, term->operand[i]);

        wane_product_multiply(product, term->operand[i], term->exponent[i] + (here ? shift : 0));
        merged |= here;
    }
    if (!merged) wane_product_multiply(product, base, shift);
    return wane_product_finish(product);
}

/* A base that divides every term of a sum, or NULL. */
static const wane_node_t *common_factor(const wane_node_t *u)
{
    const wane_node_t *first = u->operand[0];
    slong candidates = first->kind == WANE_NODE_PRODUCT ? first->count : 1;

    if (!fmpq_is_zero(u->value) || u->count < 2) return NULL;
    for (slong i = 0; i < candidates; i++) {
        const wane_node_t *base = first->kind == WANE_NODE_PRODUCT ? first->operand[i] : first;
        int common = !base->is_constant;

        for (slong j = 0; j < u->count && common; j++) common = exponent_in(base, u->operand[j]) > 0;
        if (common) return base;
    }
    return NULL;
}

/* u base^shift, term by term. */
static const wane_node_t *sum_times_power(const wane_node_t *u, const wane_node_t *base, slong shift)
{
    const wane_node_t *constant = wane_node_power(wane_node_keep(base), FLINT_MAX(shift, 0));
    wane_sum_t sum;

    wane_sum_init(sum);
    if (!fmpq_is_zero(u->value)) wane_sum_add(sum, u->value, constant);
    for (slong i = 0; i < u->count; i++) {
        const wane_node_t *term = times_power(u->operand[i], base, shift);

        wane_sum_add(sum, u->coefficient + i, term);
        wane_node_release(term);
    }
    wane_node_release(constant);
    return wane_sum_finish(sum);
}

static const char *divided(search_t *search, const wane_node_t *u, const wane_node_t *base)
{
    const wane_node_t *rest = sum_times_power(u, base, -1);
    const char *reason = factor(search, base);

    if (reason == NULL) reason = factor(search, rest);
    wane_node_release(rest);
    return reason;
}

/* A denominator in a term of a sum and its power there, or NULL. */
static const wane_node_t *denominator(slong *power, const wane_node_t *u)
{
    for (slong i = 0; i < u->count; i++) {
        const wane_node_t *term = u->operand[i];

        for (slong j = 0; j < term->count && term->kind == WANE_NODE_PRODUCT; j++)
            if (term->exponent[j] < 0 && !term->operand[j]->is_constant) {
                *power = -term->exponent[j];
                return term->operand[j];
            }
    }
    return NULL;
}

/* u has the zeros of u base^power that are no poles of u; zeros too many only cut where nothing changes. */
static const char *multiplied(search_t *search, const wane_node_t *u, const wane_node_t *base, slong power)
{
    const wane_node_t *numerator = sum_times_power(u, base, power);
    const char *reason = factor(search, numerator);

    wane_node_release(numerator);
    return reason;
}

#define UNBOUNDED WORD_MAX

/* The open range of a strictly monotone function with rational ends, the upper perhaps UNBOUNDED; 0 if that
 * is not what it is. */
static int open_range(slong *lower, slong *upper, wane_unary_t function)
{
    switch (function) {
    case WANE_UNARY_TANH:
    case WANE_UNARY_ERF:
        *lower = -1;
        *upper = 1;
        return 1;
    case WANE_UNARY_SIGMOID:
    case WANE_UNARY_PHI:
        *lower = 0;
        *upper = 1;
        return 1;
    case WANE_UNARY_ERFC:
        *lower = 0;
        *upper = 2;
        return 1;
    case WANE_UNARY_EXP:
    case WANE_UNARY_SOFTPLUS:
        *lower = 0;
        *upper = UNBOUNDED;
        return 1;
    default:
        return 0;
    }
}

/* c + d g(v) with -c/d outside the open range of g: never 0, though perhaps in the limit. */
static int misses_open_range(const wane_node_t *u)
{
    slong lower, upper;
    fmpq_t value;
    int misses;

    if (u->kind != WANE_NODE_SUM || u->count != 1 || u->operand[0]->kind != WANE_NODE_UNARY ||
        !open_range(&lower, &upper, u->operand[0]->function))
        return 0;
    fmpq_init(value);
    fmpq_div(value, u->value, u->coefficient);
    fmpq_neg(value, value);
    misses = fmpq_cmp_si(value, lower) <= 0 || (upper != UNBOUNDED && fmpq_cmp_si(value, upper) >= 0);
    fmpq_clear(value);
    return misses;
}

/* c + d g(v) with c + d g(0) = 0 and strictly monotone g vanishes where v does. */
static int vanishes_with_argument(const wane_node_t *u)
{
    const wane_node_t *at_zero;
    slong lower, upper;
    fmpq_t value;
    int result;

    if (u->kind != WANE_NODE_SUM || u->count != 1 || u->operand[0]->kind != WANE_NODE_UNARY ||
        !open_range(&lower, &upper, u->operand[0]->function))
        return 0;
    at_zero = wane_node_unary(u->operand[0]->function, wane_node_ratio(0, 1));
    fmpq_init(value);
    fmpq_mul(value, u->coefficient, at_zero->value);
    fmpq_add(value, value, u->value);
    result = at_zero->kind == WANE_NODE_RATIONAL && fmpq_is_zero(value);
    fmpq_clear(value);
    wane_node_release(at_zero);
    return result;
}

static const char *unary(search_t *search, const wane_node_t *u)
{
    const wane_node_t *shifted;
    const char *reason;

    switch (u->function) {
    case WANE_UNARY_SINH: /* odd and increasing */
    case WANE_UNARY_TANH:
    case WANE_UNARY_ATAN:
    case WANE_UNARY_ASINH:
    case WANE_UNARY_ERF:
        return factor(search, u->operand[0]);
    case WANE_UNARY_SQRT: /* never negative */
        return search->even_too ? factor(search, u->operand[0]) : NULL;
    case WANE_UNARY_EXP: /* positive */
    case WANE_UNARY_COSH:
    case WANE_UNARY_ERFC:
    case WANE_UNARY_PHI:
    case WANE_UNARY_SIGMOID:
    case WANE_UNARY_SOFTPLUS:
    case WANE_UNARY_LOG2COSH:
        return NULL;
    case WANE_UNARY_LOG:
        shifted = wane_node_sub(wane_node_keep(u->operand[0]), wane_node_ratio(1, 1));
        reason = factor(search, shifted);
        wane_node_release(shifted);
        return reason;
    default:
        return wane_isolate_zeros(search->found, &search->where, search->pool, u, search->stretch,
                                  search->even_too);
    }
}

static const char *factor(search_t *search, const wane_node_t *u)
{
    const wane_node_t *base;
    slong power;
    int vanishes;

    if (u->is_constant) return has_sign(u) ? NULL : "a factor of it is a constant of unknown sign";
    if (wane_polynomial_zeros(search->found, &vanishes, search->pool, u, search->even_too))
        return vanishes ? "it vanishes everywhere" : NULL;
    if (u->kind == WANE_NODE_PRODUCT) return product(search, u);
    if (u->kind == WANE_NODE_UNARY) return unary(search, u);
    if (u->kind == WANE_NODE_SUM) {
        if (u->count == 1 && fmpq_is_zero(u->value)) return factor(search, u->operand[0]);
        if (misses_open_range(u)) return NULL;
        if (vanishes_with_argument(u)) return factor(search, u->operand[0]->operand[0]);
        base = common_factor(u);
        if (base != NULL) return divided(search, u, base);
        base = denominator(&power, u);
        if (base != NULL) return multiplied(search, u, base, power);
    }
    return wane_isolate_zeros(search->found, &search->where, search->pool, u, search->stretch,
                              search->even_too);
}

/* ---- order ---- */

/* 1 inside the open stretch, 0 outside or at its ends, -1 unknown. */
static int is_inside(wane_zero_struct *zero, wane_stretch_t stretch)
{
    int left = stretch.left == NULL ? 1 : wane_zero_compare(zero, stretch.left, PREC);
    int right = stretch.right == NULL ? -1 : wane_zero_compare(zero, stretch.right, PREC);

    if (left == -1 || left == 0 || right == 0 || right == 1) return 0;
    return left == 1 && right == -1 ? 1 : -1;
}

int wane_breakpoints_insert(wane_zeros_t sorted, wane_zero_struct *zero, wane_stretch_t stretch)
{
    int inside = is_inside(zero, stretch);
    slong i;

    if (inside <= 0) return inside == 0;
    for (i = sorted->count; i > 0; i--) {
        int order = wane_zero_compare(sorted->zero[i - 1], zero, PREC);

        if (order == 0) return 1;
        if (order == WANE_ZERO_UNKNOWN) return 0;
        if (order < 0) break;
    }
    wane_zeros_append(sorted, zero);
    for (slong j = sorted->count - 1; j > i; j--) sorted->zero[j] = sorted->zero[j - 1];
    sorted->zero[i] = zero;
    return 1;
}

/* 1 if an expectation in u has not been enclosed yet. */
static int is_unresolved(const wane_node_t *u)
{
    wane_function_t f = {{u}};
    slong count = u->has_expectation ? wane_function_expectation_count(f) : 0;
    int unresolved = 0;
    arb_t value;

    arb_init(value);
    for (slong i = 0; i < count && !unresolved; i++) {
        wane_function_expectation_get(value, f, i);
        unresolved = !arb_is_finite(value);
    }
    arb_clear(value);
    return unresolved;
}

const char *wane_breakpoints_find(wane_zeros_t found, double *where, wane_zeros_t pool, const wane_node_t *u,
                                  wane_stretch_t stretch)
{
    wane_zeros_t all;
    search_t search = {.found = all, .pool = pool, .stretch = stretch};
    const char *reason;

    if (is_unresolved(u)) return "it contains an expectation that is not enclosed yet";
    wane_zeros_init(all);
    reason = factor(&search, u);
    for (slong i = 0; i < all->count && reason == NULL; i++)
        if (!wane_breakpoints_insert(found, all->zero[i], stretch)) {
            search.where = arf_get_d(arb_midref(all->zero[i]->ball), ARF_RND_NEAR);
            reason = "one near x = %.3g could not be told from another breakpoint";
        }
    *where = search.where;
    wane_zeros_clear(all);
    return reason;
}

/* ---- signs ---- */

#define SAMPLES 9

/* The i-th of a few points of the stretch, which is not empty. */
static void sample(arf_t point, wane_stretch_t stretch, int i)
{
    static const int eighths[SAMPLES] = {8, 7, 9, 5, 11, 4, 12, 2, 14};
    static const double offset[SAMPLES] = {1, 0.6875, 0.4375, 2, 3.0625, 0.0625, 8, 0.00390625, 64};
    arf_t lower, upper;

    arf_init(lower);
    arf_init(upper);
    if (stretch.left != NULL) arb_get_ubound_arf(lower, stretch.left->ball, ARF_PREC_EXACT);
    if (stretch.right != NULL) arb_get_lbound_arf(upper, stretch.right->ball, ARF_PREC_EXACT);
    if (stretch.left != NULL && stretch.right != NULL) { /* the point that divides it so */
        arf_sub(upper, upper, lower, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_si(upper, upper, eighths[i], ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(upper, upper, -4);
        arf_add(point, lower, upper, ARF_PREC_EXACT, ARF_RND_DOWN);
    } else {
        arf_set_d(point, stretch.right != NULL || (stretch.left == NULL && i % 2) ? -offset[i] : offset[i]);
        arf_add(point, point, stretch.right != NULL ? upper : lower, ARF_PREC_EXACT, ARF_RND_DOWN);
    }
    arf_clear(lower);
    arf_clear(upper);
}

int wane_stretch_sign(const wane_node_t *u, wane_stretch_t stretch)
{
    wane_function_t f = {{u}};
    arb_t x, value;
    int sign = 0;

    if (stretch.left != NULL && stretch.right != NULL &&
        wane_zero_compare(stretch.left, stretch.right, PREC) != -1)
        return 0;
    arb_init(x);
    arb_init(value);
    for (int i = 0; i < SAMPLES && sign == 0; i++)
        for (slong prec = PREC; prec <= 16 * PREC && sign == 0; prec *= 4) {
            sample(arb_midref(x), stretch, i);
            wane_function_evaluate_real(value, f, x, prec);
            if (arb_is_finite(value)) sign = arb_is_positive(value) - arb_is_negative(value);
        }
    arb_clear(x);
    arb_clear(value);
    return sign;
}

int wane_stretch_nonzero(const wane_node_t *u, wane_stretch_t stretch)
{
    wane_zeros_t all, pool;
    search_t search = {.found = all, .pool = pool, .stretch = stretch, .even_too = 1};
    int nonzero;

    wane_zeros_init(all);
    wane_zeros_init(pool);
    nonzero = factor(&search, u) == NULL;
    for (slong i = 0; i < all->count && nonzero; i++)
        nonzero = (stretch.left != NULL && wane_zero_compare(all->zero[i], stretch.left, PREC) == -1) ||
                  (stretch.right != NULL && wane_zero_compare(all->zero[i], stretch.right, PREC) == 1);
    wane_zeros_clear(all);
    wane_zero_pool_clear(pool);
    return nonzero;
}
