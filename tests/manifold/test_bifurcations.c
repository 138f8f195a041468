/* Thresholds of families of polynomials: known ones, and random families against Sturm's theorem. */
#include "families.h"
#include "manifold/shape/portrait.h"
#include "pairs.h"
#include "sturm.h"

#include <string.h>

#include <flint/fmpq_vec.h>

#include <criterion/criterion.h>

/* ---- known answers ---- */

typedef struct {
    wane_event_t event;
    const char *polynomial; /* minimal, as FLINT writes it */
} known_t;

static void expect_thresholds(const char *student, const char *teacher, int side, const known_t *known,
                              slong count)
{
    bifurcations_t found;
    wane_message_t message;
    bifurcations_init(found);
    cr_assert_eq(search_family(found, student, teacher, NULL, NULL, side, NULL, message), WANE_OK,
                 "%s | %s: %s", student, teacher, message->text);
    cr_assert(found->exact);
    cr_assert_eq(found->threshold_count, count, "%s | %s: %ld thresholds", student, teacher,
                 (long)found->threshold_count);
    for (slong i = 0; i < count; i++) {
        char *polynomial = fmpz_poly_get_str_pretty(found->thresholds[i].minimal_polynomial, "b");
        cr_assert_eq(found->thresholds[i].event, known[i].event, "%s | %s, %ld: %s", student, teacher,
                     (long)i, wane_event_name(found->thresholds[i].event));
        cr_assert_str_eq(polynomial, known[i].polynomial);
        flint_free(polynomial);
    }
    cr_assert_eq(found->unresolved_count, 0);
    bifurcations_clear(found);
}

#define EXPECT(student, teacher, side, known)                                                                \
    expect_thresholds(student, teacher, side, known, sizeof(known) / sizeof(known[0]))

/* By hand: N = 4 R^6 - 4 b R^4, P = R + b R^3, F = -2 + 6 b R^2 - 30 R^4 - 54 b R^6. */
Test(bifurcations, thresholds_by_hand)
{
    static const known_t known[] = {
        {WANE_EVENT_FOLD_MEETS_ZERO_OF_P, "b^2-3"}, {WANE_EVENT_ZERO_OF_P_AT_ONE, "b+1"},
        {WANE_EVENT_FOLD_AT_ONE, "3*b+2"},          {WANE_EVENT_CROSSING_AT_ONE, "3*b+1"},
        {WANE_EVENT_EQUILIBRIUM_AT_ZERO, "b"},      {WANE_EVENT_EQUILIBRIUM_AT_ONE, "b-1"},
        {WANE_EVENT_FOLDS_COLLIDE, "9*b^2-125"},
    };
    EXPECT("h1+h3", "h1+b*h3", 1, known);
    EXPECT("h1+h3", "h1+b*h3", -1, known); /* both are odd */
    EXPECT("sqrt(2)*(h1+h3)", "sqrt(3)*(h1+b*h3)", 1, known);
}

/* The student's own parameter: nu = 2 (b^2 - 2*(3/50)) changes sign (derivations/04 (8)). */
Test(bifurcations, parameter_in_the_student)
{
    static const known_t known[] = {{WANE_EVENT_EQUILIBRIUM_AT_ZERO, "25*b^2-3"},
                                    {WANE_EVENT_EQUILIBRIUM_AT_ZERO, "25*b^2-3"}};
    EXPECT("h1+b*h2+0.3*h3", "h1+0.2*h3", 1, known);
}

/* s_3 = 4/45 and p_3 = 10/9 + …: F has a double zero at R^2 = 1/2 exactly at b = 0, where the two folds touch
   and part again, appear from nothing, or touch without there being any beside. */
Test(bifurcations, touching_folds)
{
    static const known_t part[] = {{WANE_EVENT_FOLD_AT_ONE, "3*b+5"},
                                   {WANE_EVENT_FOLDS_COLLIDE, "b"},
                                   {WANE_EVENT_FOLD_AT_ONE, "3*b-5"}};
    EXPECT("h1+2/sqrt(45)*h3", "h1+(10/9+b^2)*sqrt(45)/2*h3", 1, part);
    bifurcations_t found;
    wane_message_t message;
    static const char *teachers[] = {"h1+(10/9-b^2)*sqrt(45)/2*h3", "h1+(10/9+b^3)*sqrt(45)/2*h3"};
    for (int i = 0; i < 2; i++) {
        bifurcations_init(found);
        cr_assert_eq(search_family(found, "h1+2/sqrt(45)*h3", teachers[i], "-1/2", "1/2", 1, NULL, message),
                     WANE_OK);
        cr_assert_eq(found->threshold_count, 1);
        cr_assert_eq(count_events_at(found, WANE_EVENT_FOLDS_COLLIDE, "0"), 1);
        bifurcations_clear(found);
    }
}

/* N(1) = -4 b^2 touches 0 from below: the same picture on both sides, another one at b = 0. */
Test(bifurcations, touching_at_one)
{
    bifurcations_t found;
    wane_message_t message;
    bifurcations_init(found);
    cr_assert_eq(search_family(found, "h1+h3", "h1+(1+b^2)*h3", "-1", "1", 1, NULL, message), WANE_OK);
    cr_assert_eq(found->threshold_count, 1);
    cr_assert_eq(count_events_at(found, WANE_EVENT_EQUILIBRIUM_AT_ONE, "0"), 1);
    cr_assert(portrait_equal(found->ranges[0].picture, found->ranges[1].picture));
    bifurcations_clear(found);
}

/* Square roots that no common factor removes. */
Test(bifurcations, conjugates)
{
    static const known_t known[] = {
        {WANE_EVENT_FOLD_MEETS_ZERO_OF_P, "b^2-3"}, {WANE_EVENT_ZERO_OF_P_AT_ONE, "3*b^2-8"},
        {WANE_EVENT_FOLD_AT_ONE, "9747*b^2-22472"}, {WANE_EVENT_CROSSING_AT_ONE, "27*b^2-8"},
        {WANE_EVENT_EQUILIBRIUM_AT_ZERO, "b"},      {WANE_EVENT_EQUILIBRIUM_AT_ONE, "8*b^2-3"},
        {WANE_EVENT_FOLDS_COLLIDE, "9*b^2-125"},
    };
    EXPECT("x^3+x", "h1+b*h3", 1, known);
}

Test(bifurcations, vanishing_identically)
{
    static const known_t known[] = {
        {WANE_EVENT_NEUTRAL, "b"}, {WANE_EVENT_FOLDS_DEGENERATE, "b"}, {WANE_EVENT_UNCORRELATED, "b"}};
    EXPECT("h1+h2", "b*h1", 1, known);
}

/* R -> -R: the other side of a pair is this side of the pair with p_k -> (-1)^k p_k (derivations/01 (18)). */
Test(bifurcations, other_side)
{
    bifurcations_t there, here;
    wane_message_t message;
    static const char student[] = "h1+0.5*h2+0.3*h3-0.2*h4";
    bifurcations_init(there);
    bifurcations_init(here);
    cr_assert_eq(search_family(there, student, "h1-0.4*h2+b*h3+b*h4", NULL, NULL, -1, NULL, message),
                 WANE_OK);
    cr_assert_eq(search_family(here, student, "-h1-0.4*h2-b*h3+b*h4", NULL, NULL, 1, NULL, message), WANE_OK);
    cr_assert_gt(here->threshold_count, 2);
    cr_assert_eq(there->threshold_count, here->threshold_count);
    for (slong i = 0; i < here->threshold_count; i++) {
        cr_assert_eq(there->thresholds[i].event, here->thresholds[i].event);
        cr_assert(
            fmpz_poly_equal(there->thresholds[i].minimal_polynomial, here->thresholds[i].minimal_polynomial));
    }
    for (slong i = 0; i < here->range_count; i++) {
        portrait_struct *turned = there->ranges[i].picture;
        turned->side = 1; /* N and A' change their signs with R */
        turned->N_start *= -1, turned->N_end *= -1;
        turned->fold_start *= -1, turned->fold_end *= -1;
        cr_assert(portrait_equal(turned, here->ranges[i].picture));
    }
    bifurcations_clear(there);
    bifurcations_clear(here);
}

/* A range cuts the line: thresholds at its ends are outside. */
Test(bifurcations, ends_of_the_range_are_outside)
{
    bifurcations_t found;
    wane_message_t message;
    bifurcations_init(found);
    cr_assert_eq(search_family(found, "h1+h3", "h1+b*h3", "-2/3", "1", 1, NULL, message), WANE_OK);
    cr_assert_eq(found->threshold_count, 2);
    cr_assert_eq(count_events_at(found, WANE_EVENT_CROSSING_AT_ONE, "-1/3"), 1);
    cr_assert_eq(count_events_at(found, WANE_EVENT_EQUILIBRIUM_AT_ZERO, "0"), 1);
    cr_assert_eq(search_family(found, "tanh", "h1+b*h3", NULL, NULL, 1, NULL, message), WANE_BAD_INPUT);
    cr_assert_eq(search_family(found, "h1+h3", "h1+b*h3", "1", "1", 1, NULL, message), WANE_BAD_INPUT);
    bifurcations_clear(found);
}

/* ---- random families ---- */

#define DEGREE 4

typedef struct {
    fmpq *value, *slope; /* of the coefficients of one function */
} affine_t;

/* The zeros of N, A', P', P at b, counted exactly; 0 if one of them has a multiple zero. */
static int counts_at(slong *count, const affine_t *student, const affine_t *teacher, const fmpq_t b)
{
    fmpq_poly_t shape[4];
    fmpq *c = _fmpq_vec_init(DEGREE + 1), *t = _fmpq_vec_init(DEGREE + 1);
    int simple = 1;
    for (int i = 0; i < 4; i++) fmpq_poly_init(shape[i]);
    for (slong k = 0; k <= DEGREE; k++) {
        fmpq_mul(c + k, student->slope + k, b);
        fmpq_add(c + k, c + k, student->value + k);
        fmpq_mul(t + k, teacher->slope + k, b);
        fmpq_add(t + k, t + k, teacher->value + k);
    }
    exact_shapes(shape[0], shape[1], shape[2], shape[3], c, t, DEGREE);
    for (int i = 0; i < 4; i++) {
        count[i] = zeros_in_unit_interval(shape[i]);
        simple = simple && is_squarefree_inside(shape[i]);
        fmpq_poly_clear(shape[i]);
    }
    _fmpq_vec_clear(c, DEGREE + 1);
    _fmpq_vec_clear(t, DEGREE + 1);
    return simple;
}

static void counts_of_picture(slong *count, const portrait_t picture)
{
    for (int i = 0; i < 4; i++) count[i] = 0;
    for (slong i = 0; i < picture->point_count; i++) {
        const portrait_point_t *point = picture->points + i;
        if (point->kind == POINT_CROSSING) count[2]++;
        else if (point->kind == POINT_FOLD_MINIMUM || point->kind == POINT_FOLD_MAXIMUM) count[1]++;
        else count[point->on_zero ? 3 : 0]++;
    }
}

static slong compared, skipped;

static void check_member(const parameter_range_t *range, const affine_t *student, const affine_t *teacher,
                         const fmpq_t b, const char *what)
{
    slong exact[4], picture[4];
    if (!counts_at(exact, student, teacher, b)) {
        skipped++;
        return;
    }
    counts_of_picture(picture, range->picture);
    compared++;
    for (int i = 0; i < 4; i++)
        cr_assert_eq(exact[i], picture[i], "%s at b = %s: %ld zeros of function %d, not %ld", what,
                     fmpq_get_str(NULL, 10, b), (long)exact[i], i, (long)picture[i]);
}

/* Inside the range the numbers of zeros are those of the picture, up to its very ends. */
static void check_range(const parameter_range_t *range, const affine_t *student, const affine_t *teacher,
                        const char *what)
{
    fmpq_t b, lo, hi;
    arf_t end;
    fmpq_init(b);
    fmpq_init(lo);
    fmpq_init(hi);
    arf_init(end);
    arb_get_ubound_arf(end, range->lo, 200);
    arf_get_fmpq(lo, end);
    arb_get_lbound_arf(end, range->hi, 200);
    arf_get_fmpq(hi, end);
    static const int weights[] = {1, 50, 1000, 5000, 9000, 9950, 9999};
    for (int i = 0; i < 7; i++) {
        fmpq_sub(b, hi, lo);
        fmpz_mul_si(fmpq_numref(b), fmpq_numref(b), weights[i]);
        fmpz_mul_si(fmpq_denref(b), fmpq_denref(b), 10000);
        fmpq_canonicalise(b);
        fmpq_add(b, b, lo);
        check_member(range, student, teacher, b, what);
    }
    fmpq_clear(b);
    fmpq_clear(lo);
    fmpq_clear(hi);
    arf_clear(end);
}

/* On either side of a threshold stand different pictures, or the event is one of the exact ones. */
static void check_threshold(const bifurcations_t found, slong i, const char *what)
{
    const wane_bifurcation_t *threshold = found->thresholds + i;
    cr_assert(threshold->exact);
    cr_assert_gt(fmpz_poly_degree(threshold->minimal_polynomial), 0);
    arb_t value;
    arb_init(value);
    for (slong k = fmpz_poly_degree(threshold->minimal_polynomial); k >= 0; k--) {
        arb_mul(value, value, threshold->b, 300);
        arb_add_fmpz(value, value, threshold->minimal_polynomial->coeffs + k, 300);
    }
    cr_assert(arb_contains_zero(value), "%s: not a root", what);
    arb_clear(value);
    for (slong j = 0; j + 1 < found->range_count; j++)
        if (arb_overlaps(found->ranges[j].hi, threshold->b) &&
            arb_overlaps(found->ranges[j + 1].lo, threshold->b))
            return;
    cr_assert_gt(found->unresolved_count, 0, "%s: a threshold inside a range", what);
}

static slong unresolved_families;

static void check_family(flint_rand_t state)
{
    char student[600], teacher[600], what[1300];
    affine_t sigma = {_fmpq_vec_init(DEGREE + 1), _fmpq_vec_init(DEGREE + 1)};
    affine_t target = {_fmpq_vec_init(DEGREE + 1), _fmpq_vec_init(DEGREE + 1)};
    bifurcations_t found;
    wane_message_t message;
    random_family(student, sigma.value, sigma.slope, 1 + (slong)n_randint(state, DEGREE), state);
    random_family(teacher, target.value, target.slope, 1 + (slong)n_randint(state, DEGREE), state);
    snprintf(what, sizeof what, "%s | %s", student, teacher);
    bifurcations_init(found);
    wane_status_t status = search_family(found, student, teacher, "-2", "2", 1, NULL, message);
    cr_assert(status == WANE_OK || status == WANE_UNDECIDED, "%s: %s", what, message->text);
    cr_assert(found->exact, "%s", what);
    unresolved_families += status == WANE_UNDECIDED;
    for (slong i = 0; i < found->range_count; i++) check_range(found->ranges + i, &sigma, &target, what);
    for (slong i = 0; i < found->threshold_count; i++) check_threshold(found, i, what);
    bifurcations_clear(found);
    _fmpq_vec_clear(sigma.value, DEGREE + 1);
    _fmpq_vec_clear(sigma.slope, DEGREE + 1);
    _fmpq_vec_clear(target.value, DEGREE + 1);
    _fmpq_vec_clear(target.slope, DEGREE + 1);
}

Test(bifurcations, random_families)
{
    flint_rand_t state;
    flint_rand_init(state);
    slong count = repetitions(40);
    for (slong i = 0; i < count; i++) check_family(state);
    cr_assert_leq(20 * unresolved_families, count, "%ld of %ld unresolved", (long)unresolved_families,
                  (long)count);
    cr_assert_gt(compared, 10 * count);
    cr_assert_leq(20 * skipped, compared);
    flint_rand_clear(state);
}
