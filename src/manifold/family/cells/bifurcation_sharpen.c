/* Thresholds found by cutting: the value itself, where it solves one equation. */
#include "base/interval.h"
#include "function/tree/scoped_function.h"
#include "manifold/family/cells/bifurcation_cells.h"
#include "manifold/shape/portrait.h"
#include "manifold/family/bifurcation_family.h"
#include "manifold/shape/shape_function.h"

/* ---- a simple rational in the bracket, tried out ---- */

/* Events that the picture at one value proves to happen there, given the pictures beside it. */
static unsigned events_of_point(const portrait_t at, const portrait_t left, const portrait_t right)
{
    unsigned events = 0;
    if (at->neutral && !left->neutral && !right->neutral) events |= EVENT_BIT(WANE_EVENT_NEUTRAL);
    if (at->A_start == 0 && left->A_start != 0 && right->A_start != 0)
        events |= EVENT_BIT(WANE_EVENT_UNCORRELATED);
    if (!at->neutral && at->n != left->n && at->n != right->n)
        events |= EVENT_BIT(WANE_EVENT_EQUILIBRIUM_AT_ZERO);
    if (at->p != left->p && at->p != right->p) events |= EVENT_BIT(WANE_EVENT_CROSSING_AT_ZERO);
    if (at->s != left->s && at->s != right->s) events |= EVENT_BIT(WANE_EVENT_STUDENT_LEADS_ELSEWHERE);
    if (at->a_eq_sign == 0 && left->a_eq_sign != 0 && right->a_eq_sign != 0)
        events |= EVENT_BIT(WANE_EVENT_ZERO_OF_P_AT_ONE);
    return events;
}

/* The range that ends at lo, or begins at hi. */
static const parameter_range_t *neighbour(const bifurcations_t bifurcations, const wane_interval_t bracket,
                                          int right)
{
    for (slong i = 0; i < bifurcations->range_count; i++) {
        const parameter_range_t *range = bifurcations->ranges + i;
        if (right ? arb_contains_fmpq(range->lo, bracket->hi) : arb_contains_fmpq(range->hi, bracket->lo))
            return range;
    }
    return NULL;
}

static void set_rational(wane_bifurcation_t *threshold, const fmpq_t b, slong prec)
{
    arb_set_fmpq(threshold->b, b, prec);
    threshold->exact = 1;
    fmpz_poly_set_coeff_fmpz(threshold->minimal_polynomial, 1, fmpq_denref(b));
    fmpz_poly_set_coeff_fmpz(threshold->minimal_polynomial, 0, fmpq_numref(b));
    fmpz_neg(threshold->minimal_polynomial->coeffs, threshold->minimal_polynomial->coeffs);
}

/* Where a function vanishes identically, what follows from that is renamed. */
static void rename_consequence(wane_bifurcation_t *threshold, unsigned events, wane_event_t cause)
{
    unsigned both = EVENT_BIT(threshold->event) | EVENT_BIT(cause);
    if (events & EVENT_BIT(cause) && without_consequences(both) == EVENT_BIT(cause)) threshold->event = cause;
}

/* Tries the simplest number in the bracket: derivations/14 (10). */
static wane_status_t try_rational(bifurcations_t bifurcations, wane_bifurcation_t *threshold,
                                  members_t members, slong prec, wane_message_t message)
{
    const parameter_range_t *left = neighbour(bifurcations, threshold->bracket, 0);
    const parameter_range_t *right = neighbour(bifurcations, threshold->bracket, 1);
    portrait_t at;
    wane_status_t status = WANE_OK;
    if (left == NULL || right == NULL) return WANE_OK;
    portrait_init(at);
    SCOPED(wane_interval, point);
    fmpq_simplest_between(point->lo, threshold->bracket->lo, threshold->bracket->hi);
    fmpq_set(point->hi, point->lo);
    status = members_picture(at, members, point, message);
    if (status == WANE_OK) {
        unsigned events = events_of_point(at, left->picture, right->picture);
        rename_consequence(threshold, events, WANE_EVENT_NEUTRAL);
        rename_consequence(threshold, events, WANE_EVENT_UNCORRELATED);
        if (events & EVENT_BIT(threshold->event)) set_rational(threshold, point->lo, prec);
    }
    portrait_clear(at);
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

/* ---- R = 1 in families affine in the parameter ---- */

/* The functions at R = side for two values of the parameter; in between they are affine. */
typedef struct {
    int affine;
    fmpq_t b[2];
    arb_t value[2][SHAPE_COUNT];
} ends_t;

static void ends_init(ends_t *ends)
{
    ends->affine = 0;
    for (int i = 0; i < 2; i++) {
        fmpq_init(ends->b[i]);
        for (int f = 0; f < SHAPE_COUNT; f++) arb_init(ends->value[i][f]);
    }
}

static void ends_clear(ends_t *ends)
{
    for (int i = 0; i < 2; i++) {
        fmpq_clear(ends->b[i]);
        for (int f = 0; f < SHAPE_COUNT; f++) arb_clear(ends->value[i][f]);
    }
}

static wane_status_t values_at_end(ends_t *ends, int i, const bifurcation_problem_t family,
                                   const wane_effort_t *effort, wane_message_t message)
{
    kernels_t kernels;
    oriented_kernels_t oriented;
    SCOPED_VEC(arb, P, 3);
    SCOPED_VEC(arb, S, 3);
    SCOPED(wane_function, student, teacher);
    kernels_init(kernels);
    SCOPED(wane_interval, point);
    interval_set_fmpq(point, ends->b[i]);
    wane_status_t status = family_functions(student, teacher, family, point, message);
    if (status == WANE_OK) status = kernels_compute(kernels, student, teacher, effort, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        oriented_kernels_init_set(oriented, kernels, 1, family->side);
        for (int j = 0; j < 3; j++) {
            arb_set(P + j, oriented->P_at_one[j]);
            arb_set(S + j, oriented->S_at_one[j]);
        }
        for (int f = 0; f < SHAPE_COUNT; f++) shape_function_value(ends->value[i][f], f, P, S, kernels->prec);
        oriented_kernels_clear(oriented);
        status = WANE_OK;
    }
    kernels_clear(kernels);
    return status;
}

static wane_status_t set_ends(ends_t *ends, const bifurcation_problem_t family, const wane_effort_t *effort,
                              wane_message_t message)
{
    slong student_degree, teacher_degree;
    wane_status_t status = family_degrees(&student_degree, &teacher_degree, family, family->range, message);
    if (status != WANE_OK || student_degree != 0 || teacher_degree != 1) return status;
    ends->affine = 1;
    fmpq_set(ends->b[0], family->range->lo);
    fmpq_set(ends->b[1], family->range->hi);
    for (int i = 0; i < 2 && status == WANE_OK; i++) status = values_at_end(ends, i, family, effort, message);
    return status;
}

/* The zero of the affine function: derivations/14 (11). */
static void solve_at_one(wane_bifurcation_t *threshold, const ends_t *ends, shape_function_t f, slong prec)
{
    SCOPED(arb, lo, hi, b, slope);
    arb_set_fmpq(lo, ends->b[0], prec);
    arb_set_fmpq(hi, ends->b[1], prec);
    arb_sub(slope, ends->value[0][f], ends->value[1][f], prec);
    arb_sub(b, hi, lo, prec);
    arb_mul(b, b, ends->value[0][f], prec);
    arb_div(b, b, slope, prec);
    arb_add(b, b, lo, prec);
    /* The zero is in the bracket, since the sign at |R| = 1 differs on its sides. */
    if (arb_is_finite(b)) arb_intersection(threshold->b, threshold->b, b, prec);
}

static int shape_at_one(shape_function_t *f, wane_event_t event)
{
    switch (event) {
    case WANE_EVENT_EQUILIBRIUM_AT_ONE:
        *f = SHAPE_N;
        return 1;
    case WANE_EVENT_FOLD_AT_ONE:
        *f = SHAPE_F;
        return 1;
    case WANE_EVENT_CROSSING_AT_ONE:
        *f = SHAPE_P_PRIME;
        return 1;
    case WANE_EVENT_ZERO_OF_P_AT_ONE:
        *f = SHAPE_P;
        return 1;
    default:
        return 0;
    }
}

static int is_repeated(const bifurcations_t bifurcations, slong kept, const wane_bifurcation_t *threshold)
{
    for (slong j = 0; j < kept; j++)
        if (bifurcations->thresholds[j].event == threshold->event &&
            arb_equal(bifurcations->thresholds[j].b, threshold->b))
            return 1;
    return 0;
}

/* Different events may have been renamed to one. */
static void drop_repeated_thresholds(bifurcations_t bifurcations)
{
    slong kept = 0;
    for (slong i = 0; i < bifurcations->threshold_count; i++) {
        wane_bifurcation_t *threshold = bifurcations->thresholds + i;
        if (is_repeated(bifurcations, kept, threshold)) threshold_clear(threshold);
        else bifurcations->thresholds[kept++] = *threshold;
    }
    bifurcations->threshold_count = kept;
}

wane_status_t sharpen_thresholds(bifurcations_t bifurcations, members_t members, wane_message_t message)
{
    const wane_effort_t *effort = members->effort;
    ends_t ends;
    shape_function_t f;
    slong prec = (slong)(3.33 * (double)effort->digits) + 64;
    ends_init(&ends);
    wane_status_t status =
        bifurcations->threshold_count == 0 ? WANE_OK : set_ends(&ends, members->family, effort, message);
    for (slong i = 0; i < bifurcations->threshold_count && status == WANE_OK; i++) {
        wane_bifurcation_t *threshold = bifurcations->thresholds + i;
        status = try_rational(bifurcations, threshold, members, prec, message);
        if (status == WANE_OK && !threshold->exact && ends.affine && shape_at_one(&f, threshold->event))
            solve_at_one(threshold, &ends, f, prec);
    }
    ends_clear(&ends);
    drop_repeated_thresholds(bifurcations);
    return status;
}
