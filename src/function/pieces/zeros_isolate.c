/* Zeros of analytic expressions: none far out by ranges, none where a ball excludes 0, at most one where the
   derivative does not vanish, exactly one if the signs at the ends differ; multiple ones at simple rationals:
   derivations/12 (9)-(12). */
#include "base/scoped.h"
#include "function/pieces/breakpoints.h"
#include "function/facts/range.h"
#include "function/facts/node_facts.h"

#define PREC 96
#define MOST_PIECES 20000
#define MOST_ZEROS 600
#define DEEPEST 110
#define MOST_ENLARGEMENTS 24
#define MOST_MULTIPLICITY 12

typedef struct {
    const wane_node_t *u, *slope;
    zeros_struct *found, *pool;
    arb_ptr isolated; /* closed intervals that are dealt with: each holds exactly one zero */
    slong count, alloc, pieces;
    int even_too;
    double where;
    const char *reason;
} isolation_t;

static void evaluate(arb_t value, const wane_node_t *node, const arb_t x)
{
    wane_function_t f = {{node}};

    wane_function_evaluate_real(value, f, x, PREC);
}

static int excludes_zero(const wane_node_t *node, const arb_t x)
{
    int result;

    SCOPED(arb, value);
    evaluate(value, node, x);
    result = arb_is_finite(value) && !arb_contains_zero(value);
    return result;
}

/* The strict sign at a lower or upper end of x; 0 if unknown. */
static int sign_at_end(const wane_node_t *node, const arb_t x, int upper)
{
    wane_function_t f = {{node}};
    int sign = 0;

    SCOPED(arb, end, value);
    if (upper) arb_get_ubound_arf(arb_midref(end), x, ARF_PREC_EXACT);
    else arb_get_lbound_arf(arb_midref(end), x, ARF_PREC_EXACT);
    for (slong prec = PREC; prec <= 4 * PREC && sign == 0; prec *= 2) {
        wane_function_evaluate_real(value, f, end, prec);
        if (arb_is_finite(value)) sign = arb_is_positive(value) - arb_is_negative(value);
    }
    return sign;
}

static void set_interval(arb_t x, const arf_t lower, const arf_t upper)
{
    arb_set_interval_arf(x, lower, upper, PREC);
}

static void note_isolated(isolation_t *isolation, const arb_t x)
{
    if (isolation->count == isolation->alloc) {
        slong alloc = 2 * isolation->alloc + 4;

        isolation->isolated = flint_realloc(isolation->isolated, alloc * sizeof(arb_struct));
        for (slong i = isolation->alloc; i < alloc; i++) arb_init(isolation->isolated + i);
        isolation->alloc = alloc;
    }
    arb_set(isolation->isolated + isolation->count++, x);
}

/* u(m) + u'(x)(x - m), by the mean value theorem: derivations/12 (10). */
static int mean_value_excludes_zero(const wane_node_t *u, const wane_node_t *slope, const arb_t x)
{
    int result;

    SCOPED(arb, middle, value, d, offset);
    arb_get_mid_arb(middle, x);
    evaluate(value, u, middle);
    evaluate(d, slope, x);
    arb_sub(offset, x, middle, PREC);
    arb_addmul(value, d, offset, PREC);
    result = arb_is_finite(value) && !arb_contains_zero(value);
    return result;
}

/* ---- simple zeros ---- */

/* On x the slope does not vanish.  Settles x, perhaps enlarged, if the signs at both ends are known. */
static int settle_monotone(isolation_t *isolation, const arb_t x)
{
    int settled = 0;

    SCOPED(arb, larger);
    arb_set(larger, x);
    for (int i = 0; i < MOST_ENLARGEMENTS && !settled; i++) {
        int left, right;

        if (i > 0) { /* past a zero at an end of x; 11/8 keeps off the simple numbers */
            mag_mul_ui(arb_radref(larger), arb_radref(larger), 11);
            mag_mul_2exp_si(arb_radref(larger), arb_radref(larger), -3);
            if (!excludes_zero(isolation->slope, larger)) break;
        }
        left = sign_at_end(isolation->u, larger, 0);
        right = sign_at_end(isolation->u, larger, 1);
        if (left == 0 || right == 0) continue;
        settled = 1;
        if (left == right) continue;
        zeros_append(isolation->found,
                     zero_new_transversal(isolation->pool, isolation->u, isolation->slope, larger));
        note_isolated(isolation, larger);
    }
    return settled;
}

/* ---- multiple zeros ---- */

/* u, u', … u^(m-1) vanish at c and u^(m) nowhere in a ball around c: by Taylor's formula c is the only zero
   there, of multiplicity m: derivations/12 (12). */
static int settle_multiple(isolation_t *isolation, const arb_t x)
{
    const wane_node_t *d = node_keep(isolation->u), *next;
    slong m = 0;
    int settled = 0;

    SCOPED(fmpq, c);
    SCOPED(arb, ball);
    ball_simplest(c, x);
    while (m < MOST_MULTIPLICITY && node_vanishes_at(d, c)) {
        next = node_simplify(node_derivative(d));
        node_release(d);
        d = next;
        m++;
    }
    for (int i = 0; i < MOST_ENLARGEMENTS && m > 0 && !settled; i++) {
        arb_set_fmpq(ball, c, PREC);
        mag_mul_2exp_si(arb_radref(ball), arb_radref(x), 1 - i);
        settled = !mag_is_zero(arb_radref(ball)) && arb_contains_fmpq(ball, c) && excludes_zero(d, ball);
    }
    if (settled) {
        if (isolation->even_too || m % 2 != 0)
            zeros_append(isolation->found, zero_new_rational(isolation->pool, c));
        note_isolated(isolation, ball);
    }
    node_release(d);
    return settled;
}

/* ---- bisection ---- */

static int isolate(isolation_t *isolation, const arf_t lower, const arf_t upper, int depth);

/* Leaves out the intervals that are dealt with.  Returns 1 with *result if it took over. */
static int leave_out_isolated(int *result, isolation_t *isolation, const arf_t lower, const arf_t upper,
                              int depth)
{
    int taken = 0;

    SCOPED(arf, left, right);
    for (slong i = 0; i < isolation->count && !taken; i++) {
        int from, to;

        arb_get_lbound_arf(left, isolation->isolated + i, ARF_PREC_EXACT);
        arb_get_ubound_arf(right, isolation->isolated + i, ARF_PREC_EXACT);
        if (arf_cmp(right, lower) < 0 || arf_cmp(left, upper) > 0) continue;
        from = arf_cmp(left, lower) > 0;
        to = arf_cmp(right, upper) < 0;
        if (arf_equal(right, lower) || arf_equal(left, upper)) continue; /* they merely touch */
        taken = 1;
        *result = (!from || isolate(isolation, lower, left, depth)) &&
                  (!to || isolate(isolation, right, upper, depth));
    }
    return taken;
}

static int fail(isolation_t *isolation, const arf_t where, const char *reason)
{
    isolation->where = arf_get_d(where, ARF_RND_NEAR);
    isolation->reason = reason;
    return 0;
}

static int bisect(isolation_t *isolation, const arf_t lower, const arf_t upper, int depth)
{
    int result;

    SCOPED(arf, middle);
    arf_add(middle, lower, upper, PREC, ARF_RND_NEAR);
    arf_mul_2exp_si(middle, middle, -1);
    if (depth >= DEEPEST || ++isolation->pieces > MOST_PIECES || isolation->count > MOST_ZEROS ||
        arf_cmp(middle, lower) <= 0 || arf_cmp(middle, upper) >= 0)
        result = fail(isolation, middle, "it may have a multiple zero, or too many zeros, near x = %.3g");
    else
        result = isolate(isolation, lower, middle, depth + 1) && isolate(isolation, middle, upper, depth + 1);
    return result;
}

/* Finds all zeros in [lower, upper]. */
static int isolate(isolation_t *isolation, const arf_t lower, const arf_t upper, int depth)
{
    int result = 1, monotone;

    if (arf_cmp(lower, upper) > 0 || leave_out_isolated(&result, isolation, lower, upper, depth))
        return result;
    SCOPED(arb, x);
    set_interval(x, lower, upper);
    if (!excludes_zero(isolation->u, x)) {
        monotone = excludes_zero(isolation->slope, x);
        if (mean_value_excludes_zero(isolation->u, isolation->slope, x)) result = 1;
        else if (monotone && settle_monotone(isolation, x)) result = 1;
        else if (mag_cmp_2exp_si(arb_radref(x), -2) < 0 && settle_multiple(isolation, x))
            result = isolate(isolation, lower, upper, depth + 1);
        else result = bisect(isolation, lower, upper, depth);
    }
    return result;
}

/* ---- far out ---- */

#define MOST_DERIVATIVES 4

/* The strict sign of u on the half-line x, or 0: seen from its range, or from the signs of u at the end of x
   and of u' on x if u moves away from 0 from there on. */
static int sign_far_out(const wane_node_t *u, const range_t x, int depth)
{
    int rightward = arf_is_inf(x->upper), sign = 0, trend;
    const wane_node_t *slope;

    SCOPED(range, range);
    if (node_range(range, u, x)) sign = (arf_sgn(range->lower) > 0) - (arf_sgn(range->upper) < 0);
    if (sign != 0 || depth == 0) return sign;
    slope = node_simplify(node_derivative(u));
    trend = sign_far_out(slope, x, depth - 1);
    node_release(slope);
    if (trend == 0) return 0;
    SCOPED(arb, end);
    arf_set(arb_midref(end), rightward ? x->lower : x->upper);
    sign = sign_at_end(u, end, rightward);
    return sign == (rightward ? trend : -trend) ? sign : 0;
}

/* end = a distance, beyond near, past which u does not vanish on the side of the sign. */
static int far_end(arf_t end, const wane_node_t *u, int sign, const function_stretch_t stretch)
{
    static const slong distance[] = {1, 2, 4, 8, 16, 64, 1024, 1048576};
    const zero_struct *near = sign > 0 ? stretch.left : stretch.right;
    int found = 0;

    SCOPED(range, x);
    for (int i = 0; i < 8 && !found; i++) {
        arf_set_si(end, sign * distance[i]);
        if (near != NULL && sign * arf_cmp(end, arb_midref(near->ball)) <= 0) continue;
        range_everything(x);
        arf_set(sign > 0 ? x->lower : x->upper, end);
        found = sign_far_out(u, x, MOST_DERIVATIVES) != 0;
    }
    return found;
}

static int ends(arf_t lower, arf_t upper, isolation_t *isolation, const function_stretch_t stretch)
{
    static const char *const beyond = "it is not seen to keep away from 0 far out";

    isolation->reason = beyond;
    if (stretch.left != NULL) arb_get_lbound_arf(lower, stretch.left->ball, PREC);
    else if (!far_end(lower, isolation->u, -1, stretch)) return 0;
    if (stretch.right != NULL) arb_get_ubound_arf(upper, stretch.right->ball, PREC);
    else if (!far_end(upper, isolation->u, 1, stretch)) return 0;
    isolation->reason = NULL;
    return 1;
}

const char *zeros_by_isolation(zeros_t found, double *where, zeros_t pool, const wane_node_t *u,
                               function_stretch_t stretch, int even_too)
{
    isolation_t isolation = {.u = u, .found = found, .pool = pool, .even_too = even_too};

    SCOPED(arf, lower, upper);
    isolation.slope = node_simplify(node_derivative(u));
    if (ends(lower, upper, &isolation, stretch)) isolate(&isolation, lower, upper, 0);
    *where = isolation.where;
    for (slong i = 0; i < isolation.alloc; i++) arb_clear(isolation.isolated + i);
    flint_free(isolation.isolated);
    node_release(isolation.slope);
    return isolation.reason;
}
