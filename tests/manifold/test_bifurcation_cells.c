/* Thresholds found by cutting: tanh, and polynomials against the exact ones. */
#include "families.h"
#include "pairs.h"

#include <flint/fmpq_vec.h>

#include <criterion/criterion.h>

#include "manifold/family/cells/bifurcation_cells.h"

static const parameter_range_t *range_at(const bifurcations_t found, const char *b)
{
    const parameter_range_t *result = NULL;
    fmpq_t value;
    arb_t x;
    fmpq_init(value);
    arb_init(x);
    cr_assert_eq(fmpq_set_str(value, b, 10), 0);
    arb_set_fmpq(x, value, 100);
    for (slong i = 0; i < found->range_count; i++)
        if (arb_lt(found->ranges[i].lo, x) && arb_gt(found->ranges[i].hi, x)) result = found->ranges + i;
    fmpq_clear(value);
    arb_clear(x);
    cr_assert_not_null(result, "no range holds %s", b);
    return result;
}

/* derivations/14 (12) */
static void critical_value(arb_t b, slong prec)
{
    kernels_t kernels;
    arb_t x, y;
    kernels_init(kernels);
    arb_init(x);
    arb_init(y);
    pair_kernels(kernels, "tanh", "h1");
    const arb_t *E = kernels->student_moment;
    arb_sub(b, E[1], E[0], prec);
    arb_mul(b, b, kernels->student->c + 1, prec);
    arb_mul_ui(x, E[0], 3, prec);
    arb_sub(x, x, E[1], prec);
    arb_mul(x, x, kernels->student->c + 3, prec);
    arb_div(b, b, x, prec);
    arb_clear(x);
    arb_clear(y);
    kernels_clear(kernels);
}

Test(bifurcation_cells, tanh)
{
    bifurcations_t found;
    wane_message_t message;
    arb_t b;
    bifurcations_init(found);
    arb_init(b);
    cr_assert_eq(search_family(found, "tanh", "h1+b*h3", "-1", "1", 1, "1/2", message), WANE_OK, "%s",
                 message->text);
    cr_assert_not(found->exact);
    cr_assert_eq(count_events(found, WANE_EVENT_EQUILIBRIUM_AT_ONE), 1);
    cr_assert_eq(count_events_at(found, WANE_EVENT_EQUILIBRIUM_AT_ZERO, "0"), 1);
    cr_assert_eq(found->threshold_count, 2 + count_events(found, WANE_EVENT_VERDICT_CHANGES));
    critical_value(b, 200);
    for (slong i = 0; i < found->threshold_count; i++) {
        const wane_bifurcation_t *threshold = found->thresholds + i;
        if (threshold->event == WANE_EVENT_EQUILIBRIUM_AT_ONE) {
            cr_assert(arb_overlaps(threshold->b, b), "%s", arb_get_str(threshold->b, 30, 0));
            cr_assert_geq(arb_rel_accuracy_bits(threshold->b), 90);
        }
        if (threshold->event == WANE_EVENT_EQUILIBRIUM_AT_ZERO) {
            cr_assert(threshold->exact);
            cr_assert(arb_is_zero(threshold->b));
        }
    }
    const parameter_range_t *low = range_at(found, "-2/3"), *middle = range_at(found, "-1/5"),
                            *high = range_at(found, "1/3");
    cr_assert_eq(low->verdict, WANE_OUTCOME_LEARNING);
    cr_assert_eq(middle->verdict, WANE_OUTCOME_PARTIAL_UNLEARNING);
    cr_assert_eq(high->verdict, WANE_OUTCOME_UNLEARNING);
    cr_assert_eq(low->picture->stable_as_point, 1);
    cr_assert_eq(middle->picture->point_count, 1);
    cr_assert_eq(middle->picture->points[0].kind, POINT_SINK);
    cr_assert_eq(high->picture->Q, 4);
    arb_clear(b);
    bifurcations_clear(found);
}

/* relu: c_1 = 1/2, c_2 = 1/(2 sqrt(pi)), so that P'(1) = 0
   at b = -sqrt(pi)/2; A' at R = 1 changes its sign there. */
Test(bifurcation_cells, relu)
{
    bifurcations_t found;
    wane_message_t message;
    arb_t b;
    bifurcations_init(found);
    arb_init(b);
    cr_assert_eq(search_family(found, "relu", "h1+b*h2", "-1", "-3/4", 1, NULL, message), WANE_OK, "%s",
                 message->text);
    arb_const_sqrt_pi(b, 200);
    arb_div_si(b, b, -2, 200);
    cr_assert_eq(found->threshold_count, 2);
    for (slong i = 0; i < 2; i++) cr_assert(arb_overlaps(found->thresholds[i].b, b));
    cr_assert_eq(count_events(found, WANE_EVENT_CROSSING_AT_ONE), 1);
    cr_assert_eq(count_events(found, WANE_EVENT_FOLD_AT_ONE), 1);
    arb_clear(b);
    bifurcations_clear(found);
}

static void check_overlap(arb_srcptr x, arb_srcptr y, slong length, const char *what)
{
    for (slong i = 0; i < length; i++)
        cr_assert(arb_overlaps(x + i, y + i), "%s %ld: %s, %s", what, (long)i, arb_get_str(x + i, 20, 0),
                  arb_get_str(y + i, 20, 0));
}

/* Of P and S and their derivatives. */
static void check_values(const kernels_t replaced, const kernels_t computed)
{
    static const double places[] = {-0.9, -0.25, 0, 0.5, 0.875};
    arb_ptr x = _arb_vec_init(4 * WANE_KERNEL_DERIVATIVES + 1), y = x + 2 * WANE_KERNEL_DERIVATIVES;
    arb_ptr R = y + 2 * WANE_KERNEL_DERIVATIVES;
    for (int i = 0; i < 5; i++) {
        arb_set_d(R, places[i]);
        kernels_evaluate(x, x + WANE_KERNEL_DERIVATIVES, replaced, R, 128);
        kernels_evaluate(y, y + WANE_KERNEL_DERIVATIVES, computed, R, 128);
        check_overlap(x, y, 2 * WANE_KERNEL_DERIVATIVES, "value");
        for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) cr_assert_gt(arb_rel_accuracy_bits(x + j), 40);
    }
    _arb_vec_clear(x, 4 * WANE_KERNEL_DERIVATIVES + 1);
}

/* Kernels with another teacher are those computed for it. */
Test(bifurcation_cells, replaced_teacher)
{
    static const char *students[] = {"tanh", "gelu", "h1+0.5*h4", "center(relu)"};
    wane_function_t student, teacher;
    wane_message_t message;
    wane_function_init(student);
    wane_function_init(teacher);
    cr_assert_eq(wane_function_parse(teacher, "h1+0.3*h3-0.2*h6+1", NULL, 0, message), WANE_OK);
    for (int i = 0; i < 4; i++) {
        kernels_t replaced, computed;
        kernels_init(replaced);
        kernels_init(computed);
        cr_assert_eq(wane_function_parse(student, students[i], NULL, 0, message), WANE_OK);
        pair_kernels(replaced, students[i], "h1-h2");
        pair_kernels(computed, students[i], "h1+0.3*h3-0.2*h6+1");
        cr_assert(kernels_replace_teacher(replaced, student, teacher));
        check_overlap(replaced->p, computed->p, FLINT_MIN(replaced->length, computed->length), students[i]);
        for (int j = 0; j < 2; j++) {
            check_overlap(replaced->P_at_one[j], computed->P_at_one[j], 1, "P at 1");
            check_overlap(replaced->teacher_moment[j], computed->teacher_moment[j], 1, "moment");
        }
        check_values(replaced, computed);
        check_overlap(replaced->teacher->norm2, computed->teacher->norm2, 1, "norm");
        cr_assert_eq(replaced->teacher->parity, computed->teacher->parity);
        cr_assert_eq(replaced->homogeneous, computed->homogeneous);
        cr_assert_eq(replaced->p_finite, computed->p_finite);
        kernels_clear(replaced);
        kernels_clear(computed);
    }
    wane_function_clear(student);
    wane_function_clear(teacher);
}

/* The verdict at random members is that of the cells that hold them. */
Test(bifurcation_cells, verdicts_of_members)
{
    bifurcations_t found;
    wane_message_t message;
    flint_rand_t state;
    fmpq_t b;
    bifurcations_init(found);
    flint_rand_init(state);
    fmpq_init(b);
    cr_assert_eq(search_family(found, "tanh", "h1+b*h3", "-1", "1", 1, "3", message), WANE_OK);
    cr_assert_gt(found->verdict_count, 2);
    for (slong i = 0; i < found->verdict_count; i++) {
        const wane_verdict_range_t *range = found->verdicts + i;
        char teacher[400];
        verdict_t verdict;
        verdict_init(verdict);
        fmpq_sub(b, range->b->hi, range->b->lo);
        fmpz_mul_ui(fmpq_numref(b), fmpq_numref(b), n_randint(state, 1000));
        fmpz_mul_ui(fmpq_denref(b), fmpq_denref(b), 1000);
        fmpq_canonicalise(b);
        fmpq_add(b, b, range->b->lo);
        char *text = fmpq_get_str(NULL, 10, b);
        snprintf(teacher, sizeof teacher, "h1+(%s)*h3", text);
        cr_assert_eq(decide(verdict, "tanh", teacher, "3", "0", message), WANE_OK, "%s: %s", teacher,
                     message->text);
        cr_assert_eq(verdict->outcome, range->verdict, "%s", teacher);
        flint_free(text);
        verdict_clear(verdict);
    }
    fmpq_clear(b);
    flint_rand_clear(state);
    bifurcations_clear(found);
}

/* ---- against the exact thresholds ---- */

#define DEGREE 3

static void cut(bifurcations_t found, const char *student, const char *teacher)
{
    bifurcation_problem_t family;
    wane_effort_t effort;
    wane_message_t message;
    members_t members;
    bifurcation_problem_init(family);
    family->student = student;
    family->teacher = teacher;
    family->name = "b";
    fmpq_set_si(family->range->lo, -2, 1);
    fmpq_set_si(family->range->hi, 2, 1);
    wane_effort_default(&effort);
    members_init(members, family, &effort);
    cr_assert_eq(cell_bifurcations(found, members, message), WANE_OK, "%s", message->text);
    cr_assert_eq(confirm_thresholds(found, members, message), WANE_OK);
    cr_assert_eq(sharpen_thresholds(found, members, message), WANE_OK);
    members_clear(members);
    bifurcation_problem_clear(family);
}

/* The same event, or what the exact search knows to be its cause. */
static int is_explained(wane_event_t event, wane_event_t exact)
{
    if (event == exact || event == WANE_EVENT_PICTURE_CHANGES) return 1;
    return without_consequences(EVENT_BIT(event) | EVENT_BIT(exact)) == EVENT_BIT(exact);
}

/* No range found by cutting holds a threshold inside; every bracket holds one, with the same event. */
static void compare(const bifurcations_t cells, const bifurcations_t exact, const char *what)
{
    for (slong i = 0; i < cells->range_count; i++)
        for (slong j = 0; j < exact->threshold_count; j++)
            cr_assert_not(arb_lt(cells->ranges[i].lo, exact->thresholds[j].b) &&
                              arb_gt(cells->ranges[i].hi, exact->thresholds[j].b),
                          "%s: %s inside a range", what, arb_get_str(exact->thresholds[j].b, 20, 0));
    for (slong i = 0; i < cells->threshold_count; i++) {
        int found = 0;
        for (slong j = 0; j < exact->threshold_count; j++)
            found |= arb_overlaps(cells->thresholds[i].b, exact->thresholds[j].b) &&
                     is_explained(cells->thresholds[i].event, exact->thresholds[j].event);
        cr_assert(found, "%s: %s at %s is none", what, wane_event_name(cells->thresholds[i].event),
                  arb_get_str(cells->thresholds[i].b, 20, 0));
    }
}

Test(bifurcation_cells, agree_with_exact_thresholds)
{
    flint_rand_t state;
    fmpq *unused = _fmpq_vec_init(2 * (DEGREE + 1));
    slong thresholds = 0;
    flint_rand_init(state);
    for (slong i = 0; i < repetitions(8); i++) {
        char student[600], teacher[600], what[1300];
        bifurcations_t cells, exact;
        wane_message_t message;
        random_polynomial(student, unused, 1 + (slong)n_randint(state, DEGREE), state);
        random_family(teacher, unused, unused + DEGREE + 1, 1 + (slong)n_randint(state, DEGREE), state);
        snprintf(what, sizeof what, "%s | %s", student, teacher);
        bifurcations_init(cells);
        bifurcations_init(exact);
        if (search_family(exact, student, teacher, "-2", "2", 1, NULL, message) == WANE_OK) {
            cut(cells, student, teacher);
            compare(cells, exact, what);
            thresholds += cells->threshold_count;
        }
        bifurcations_clear(cells);
        bifurcations_clear(exact);
    }
    cr_assert_gt(thresholds, 5);
    _fmpq_vec_clear(unused, 2 * (DEGREE + 1));
    flint_rand_clear(state);
}

/* The picture at one value, of a pair without a parameter. */
static void picture_at(portrait_t picture, const char *student, const char *teacher, const fmpq_t b)
{
    char *value = fmpq_get_str(NULL, 10, b);
    const wane_parameter_t parameter = {"b", value};
    wane_function_t sigma, target;
    wane_effort_t effort;
    wane_message_t message;
    kernels_t kernels;
    kernels_init(kernels);
    wane_function_init(sigma);
    wane_function_init(target);
    wane_effort_default(&effort);
    cr_assert_eq(wane_function_parse(sigma, student, &parameter, 1, message), WANE_OK);
    cr_assert_eq(wane_function_parse(target, teacher, &parameter, 1, message), WANE_OK);
    cr_assert_eq(kernels_compute(kernels, sigma, target, &effort, message), WANE_OK);
    cr_assert_eq(portrait_from_kernels(picture, kernels, 1, &effort, message), WANE_OK, "%s at %s: %s",
                 student, value, message->text);
    wane_function_clear(sigma);
    wane_function_clear(target);
    kernels_clear(kernels);
    flint_free(value);
}

/* The parameter inside a function that is no polynomial in it: the pictures are those at values of b, taken one by one, also next to the
   thresholds. */
Test(bifurcation_cells, inside_a_function)
{
    static const struct {
        const char *student, *teacher, *lo, *hi;
        slong thresholds;
    } families[] = {
        {"tanh(b*x)", "h1+0.3*h3", "1/2", "2", 0},       {"tanh(b*x)", "h1+0.1*h3", "1/5", "1", 0},
        {"-tanh(b*x)", "h1+b*h3/9", "1/2", "1", 0},      {"sin(b*x)", "h1+0.1*h3", "1/2", "3/2", 0},
        {"tanh", "sin(b*x)", "1/2", "3/5", 0},             /* the teacher, up to a factor too */
        {"tanh(x+b)", "h1+0.1*h3", "49/100", "13/25", 1}}; /* takes a while */
    const slong count = FLINT_MIN(repetitions(5), (slong)(sizeof families / sizeof *families));
    for (slong i = 0; i < count; i++) {
        bifurcations_t found;
        portrait_t picture;
        wane_message_t message;
        fmpq_t b;
        bifurcations_init(found);
        fmpq_init(b);
        cr_assert_eq(search_family(found, families[i].student, families[i].teacher, families[i].lo,
                                   families[i].hi, 1, NULL, message),
                     WANE_OK, "%s: %s", families[i].student, message->text);
        cr_assert_eq(found->threshold_count, families[i].thresholds, "%s", families[i].student);
        for (slong j = 0; j < found->range_count; j++)
            for (int k = 0; k < 3; k++) {
                const parameter_range_t *range = found->ranges + j;
                portrait_init(picture);
                arf_get_fmpq(b, arb_midref(k == 0 ? range->lo : range->hi));
                if (k == 2) fmpq_set(b, range->sample);
                picture_at(picture, families[i].student, families[i].teacher, b);
                cr_assert(portrait_equal(picture, range->picture), "%s, range %ld, value %d",
                          families[i].student, (long)j, k);
                portrait_clear(picture);
            }
        fmpq_clear(b);
        bifurcations_clear(found);
    }
}

/* A student that is free of the parameter, but holds an interval of its own: pictures may see it up to a factor, verdicts
   may not. */
Test(bifurcation_cells, interval_beside_the_parameter)
{
    static const struct {
        const char *a0;
        wane_outcome_t outcome;
    } starts[] = {{"1", WANE_OUTCOME_PARTIAL_UNLEARNING},
                  {"2", WANE_OUTCOME_PARTIAL_UNLEARNING},
                  {"11/5", WANE_OUTCOME_PARTIAL_UNLEARNING},
                  {"3", WANE_OUTCOME_LEARNING}};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        bifurcations_t found;
        wane_message_t message;
        bifurcations_init(found);
        cr_assert_eq(search_family(found, "tanh([9999/10000,10001/10000]*x)", "h1+b*h3", "-101/1000",
                                   "-99/1000", 1, starts[i].a0, message),
                     WANE_OK, "%s", message->text);
        cr_assert_gt(found->range_count, 0);
        for (slong j = 0; j < found->range_count; j++)
            cr_expect_eq(found->ranges[j].verdict, starts[i].outcome, "a0 = %s", starts[i].a0);
        bifurcations_clear(found);
    }
}
