/* Zeros in order on a stretch, and the signs between them: derivations/12. */
#include "base/scoped.h"
#include "function/tree/expression.h"
#include "function/pieces/breakpoints.h"

#define PREC 96

/* ---- order ---- */

/* 1 inside the open stretch, 0 outside or at its ends, -1 unknown. */
static int is_inside(zero_struct *zero, function_stretch_t stretch)
{
    int left = stretch.left == NULL ? 1 : zero_compare(zero, stretch.left, PREC);
    int right = stretch.right == NULL ? -1 : zero_compare(zero, stretch.right, PREC);

    if (left == -1 || left == 0 || right == 0 || right == 1) return 0;
    return left == 1 && right == -1 ? 1 : -1;
}

int breakpoints_insert(zeros_t sorted, zero_struct *zero, function_stretch_t stretch)
{
    int inside = is_inside(zero, stretch);
    slong i;

    if (inside <= 0) return inside == 0;
    for (i = sorted->count; i > 0; i--) {
        int order = zero_compare(sorted->zero[i - 1], zero, PREC);

        if (order == 0) return 1;
        if (order == ZERO_UNKNOWN) return 0;
        if (order < 0) break;
    }
    zeros_append(sorted, zero);
    for (slong j = sorted->count - 1; j > i; j--) sorted->zero[j] = sorted->zero[j - 1];
    sorted->zero[i] = zero;
    return 1;
}

/* 1 if an expectation in u has not been enclosed yet. */
static int is_unresolved(const wane_node_t *u)
{
    wane_function_t f = {{u}};
    slong count = u->has_expectation ? function_expectation_count(f) : 0;
    int unresolved = 0;

    SCOPED(arb, value);
    for (slong i = 0; i < count && !unresolved; i++) {
        function_expectation_get(value, f, i);
        unresolved = !arb_is_finite(value);
    }
    return unresolved;
}

const char *breakpoints_find(zeros_t found, double *where, zeros_t pool, const wane_node_t *u,
                             function_stretch_t stretch)
{
    zeros_t all;
    const char *reason;

    if (is_unresolved(u)) return "it contains an expectation that is not enclosed yet";
    zeros_init(all);
    reason = zeros_of_factor(all, where, pool, u, stretch, 0);
    for (slong i = 0; i < all->count && reason == NULL; i++)
        if (!breakpoints_insert(found, all->zero[i], stretch)) {
            *where = arf_get_d(arb_midref(all->zero[i]->ball), ARF_RND_NEAR);
            reason = "one near x = %.3g could not be told from another breakpoint";
        }
    zeros_clear(all);
    return reason;
}

/* ---- signs ---- */

#define SAMPLES 9

/* The i-th of a few points of the stretch, which is not empty. */
static void sample(arf_t point, function_stretch_t stretch, int i)
{
    static const int eighths[SAMPLES] = {8, 7, 9, 5, 11, 4, 12, 2, 14};
    static const double offset[SAMPLES] = {1, 0.6875, 0.4375, 2, 3.0625, 0.0625, 8, 0.00390625, 64};

    SCOPED(arf, lower, upper);
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
}

int stretch_sign(const wane_node_t *u, function_stretch_t stretch)
{
    wane_function_t f = {{u}};
    int sign = 0;

    if (stretch.left != NULL && stretch.right != NULL &&
        zero_compare(stretch.left, stretch.right, PREC) != -1)
        return 0;
    SCOPED(arb, x, value);
    for (int i = 0; i < SAMPLES && sign == 0; i++)
        for (slong prec = PREC; prec <= 16 * PREC && sign == 0; prec *= 4) {
            sample(arb_midref(x), stretch, i);
            wane_function_evaluate_real(value, f, x, prec);
            if (arb_is_finite(value)) sign = arb_is_positive(value) - arb_is_negative(value);
        }
    return sign;
}

int stretch_nonzero(const wane_node_t *u, function_stretch_t stretch)
{
    zeros_t all, pool;
    double where;
    int nonzero;

    zeros_init(all);
    zeros_init(pool);
    nonzero = zeros_of_factor(all, &where, pool, u, stretch, 1) == NULL;
    for (slong i = 0; i < all->count && nonzero; i++)
        nonzero = (stretch.left != NULL && zero_compare(all->zero[i], stretch.left, PREC) == -1) ||
                  (stretch.right != NULL && zero_compare(all->zero[i], stretch.right, PREC) == 1);
    zeros_clear(all);
    zero_pool_clear(pool);
    return nonzero;
}
