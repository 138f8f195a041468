/* The certified floor: known digits, random polynomial problems against exact evaluation at higher precision,
   all equilibria counted, attraction against a numerical Jacobian, and the law of large widths. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <flint/arb_poly.h>

#include "example_network.h"
#include "sgd/flow/flows.h"
#include "manifold/shape/manifold.h"
#include "manifold/floor/law.h"
#include "manifold/floor/floor.h"
#include "sgd/network/network.h"

static void kernels_of(kernels_t kernels, const char *student, const char *teacher)
{
    wane_function_t f, g;
    wane_effort_t effort;
    wane_message_t message;
    wane_function_init(f);
    wane_function_init(g);
    wane_effort_default(&effort);
    cr_assert_eq(wane_function_parse(f, student, NULL, 0, message), WANE_OK, "%s", message->text);
    cr_assert_eq(wane_function_parse(g, teacher, NULL, 0, message), WANE_OK, "%s", message->text);
    cr_assert_eq(kernels_compute(kernels, f, g, &effort, message), WANE_OK, "%s", message->text);
    wane_function_clear(f);
    wane_function_clear(g);
}

/* |x - digits| < half a unit of their last place, proved; and known to many digits. */
static void assert_digits(const arb_t x, const char *digits, const char *what)
{
    arb_t printed;
    arb_init(printed);
    arb_set_str(printed, digits, 128);
    const slong places = (slong)strlen(strchr(digits, '.')) - 1;
    arb_t unit;
    arb_init(unit);
    arb_set_ui(unit, 10);
    arb_pow_ui(unit, unit, (ulong)places, 128);
    arb_inv(unit, unit, 128);
    arb_mul_2exp_si(unit, unit, -1);
    arb_sub(printed, printed, x, 128);
    arb_abs(printed, printed);
    cr_assert(arb_le(printed, unit), "%s: not %s", what, digits);
    cr_assert_geq(arb_rel_accuracy_bits(x), 90, "%s: only %ld bits", what, (long)arb_rel_accuracy_bits(x));
    arb_clear(unit);
    arb_clear(printed);
}

Test(floor, known_digits)
{
    const slong width[] = {10, 50, 200, 1000, 10000};
    const char *const digits[] = {"0.46086", "0.31143", "0.22201", "0.14933", "0.08428"};
    kernels_t kernels;
    floor_t floor;
    wane_message_t message;
    kernels_init(kernels);
    floor_init(floor);
    kernels_of(kernels, "tanh", "h1+0.3*h3");
    for (int i = 0; i < 5; i++) {
        cr_assert_eq(floor_compute(floor, kernels, width[i], 1, 1, 0, 100, message), WANE_OK);
        assert_digits(floor->R, digits[i], "floor");
        cr_assert_eq(floor->equilibria, 1);
        cr_assert_eq(floor->sink, 1);
        cr_assert(arb_lt(floor->bracket_lo, floor->R) && arb_lt(floor->R, floor->bracket_hi));
        cr_assert_eq(floor_compute(floor, kernels, width[i], 1, -1, 0, 100, message), WANE_UNDECIDED);
        cr_assert_eq(floor->equilibria, 1, "with a of the other sign there is the same zero, not a floor");
    }
    floor_clear(floor);
    kernels_clear(kernels);
}

Test(floor, law_of_large_widths)
{
    kernels_t kernels;
    manifold_t manifold;
    floor_t floor;
    wane_effort_t effort;
    wane_message_t message;
    arb_t prefactor, ratio;
    kernels_init(kernels);
    manifold_init(manifold);
    floor_init(floor);
    wane_effort_default(&effort);
    arb_init(prefactor);
    arb_init(ratio);
    const struct {
        const char *student, *teacher, *digits;
        int Q;
    } problem[] = {{"tanh", "h1+0.3*h3", "0.844325", 4},
                   {"tanh", "h1", NULL, 6},
                   {"h2+0.3*h3", "h2+0.2*h4", NULL, 6},
                   {"center(abs)", "h2+0.2*h4", NULL, 6}};
    for (int i = 0; i < 4; i++) {
        kernels_of(kernels, problem[i].student, problem[i].teacher);
        cr_assert_eq(manifold_from_kernels(manifold, kernels, 1, &effort, message), WANE_OK);
        cr_assert_eq(floor_law(prefactor, manifold->small_R, kernels, 100, message), WANE_OK);
        cr_assert_eq(manifold->small_R->Q, problem[i].Q);
        if (problem[i].digits != NULL) assert_digits(prefactor, problem[i].digits, "prefactor");
        double last = 1;
        for (slong width = 10000; width <= 100000000; width *= 100) {
            cr_assert_eq(floor_compute(floor, kernels, width, 1, 1, 0, 100, message), WANE_OK,
                         "%s, N %ld: %s", problem[i].student, (long)width, message->text);
            const double law =
                arf_get_d(arb_midref(prefactor), ARF_RND_NEAR) * pow((double)width, -1.0 / problem[i].Q);
            const double off = fabs(arf_get_d(arb_midref(floor->R), ARF_RND_NEAR) / law - 1);
            cr_assert_lt(off, last, "%s, N %ld: off by %g", problem[i].student, (long)width, off);
            last = off;
        }
        cr_assert_lt(last, 2e-2, "%s: %g", problem[i].student, last);
    }
    arb_clear(prefactor);
    arb_clear(ratio);
    floor_clear(floor);
    manifold_clear(manifold);
    kernels_clear(kernels);
}

#define DEGREE 6
typedef struct {
    double c[DEGREE], c_star[DEGREE]; /* multiples of 1/16 */
} random_problem_t;

static void write_function(char *text, size_t size, const double *c)
{
    size_t used = (size_t)snprintf(text, size, "0");
    for (int k = 0; k < DEGREE; k++)
        if (c[k] != 0) used += (size_t)snprintf(text + used, size - used, "+(%g)*h%d(x)", c[k], k);
}

/* F from the exact coefficients, by Horner's scheme. */
static void exact_F(arb_t F, const random_problem_t *problem, slong width, const arb_t R, slong prec)
{
    arb_poly_t P, K;
    arb_t Q, t, values[4], K_at_one;
    arb_poly_init(P);
    arb_poly_init(K);
    arb_init(Q);
    arb_init(t);
    arb_init(K_at_one);
    for (int i = 0; i < 4; i++) arb_init(values[i]);
    for (int k = 0; k < DEGREE; k++) {
        arb_set_d(t, problem->c[k] * problem->c_star[k]);
        arb_poly_set_coeff_arb(P, k, t);
        arb_set_d(t, problem->c[k] * problem->c[k]);
        arb_poly_set_coeff_arb(K, k, t);
    }
    arb_one(t);
    arb_poly_evaluate(K_at_one, K, t, prec);
    arb_sqr(Q, R, prec);
    arb_mul_si(Q, Q, width, prec);
    arb_sub_ui(Q, Q, 1, prec);
    arb_div_si(Q, Q, width - 1, prec);
    arb_poly_evaluate2(values[0], values[1], P, R, prec);
    arb_poly_evaluate2(values[2], values[3], K, Q, prec);
    arb_mul_si(t, values[2], width - 1, prec);
    arb_add(t, t, K_at_one, prec);
    arb_div_si(t, t, width, prec);
    arb_mul(t, t, values[1], prec);
    arb_mul(F, values[0], R, prec);
    arb_mul(F, F, values[3], prec);
    arb_sub(F, F, t, prec);
    for (int i = 0; i < 4; i++) arb_clear(values[i]);
    arb_poly_clear(P);
    arb_poly_clear(K);
    arb_clear(Q);
    arb_clear(t);
    arb_clear(K_at_one);
}

static int sign_at(const random_problem_t *problem, slong width, const arf_t R, slong prec)
{
    arb_t F, point;
    arb_init(F);
    arb_init(point);
    arb_set_arf(point, R);
    exact_F(F, problem, width, point, prec);
    int sign = arb_is_positive(F) ? 1 : arb_is_negative(F) ? -1 : 0;
    arb_clear(F);
    arb_clear(point);
    return sign;
}

static void assert_zero_inside(const random_problem_t *problem, const floor_t floor, slong width)
{
    arf_t lo, hi;
    arf_init(lo);
    arf_init(hi);
    arb_get_lbound_arf(lo, floor->R, 300);
    arb_get_ubound_arf(hi, floor->R, 300);
    cr_assert_eq(sign_at(problem, width, lo, 400), -1, "F does not rise through the floor");
    cr_assert_eq(sign_at(problem, width, hi, 400), 1, "F does not rise through the floor");
    arf_clear(lo);
    arf_clear(hi);
}

/* Changes of sign of F over a fine grid: no more than the zeros that were counted. */
static slong sign_changes(const random_problem_t *problem, slong width)
{
    slong changes = 0;
    int last = 0;
    arf_t R;
    arf_init(R);
    for (int i = 1; i < 1000; i++) {
        arf_set_d(R, i / 1000.0);
        int sign = sign_at(problem, width, R, 100);
        changes += last != 0 && sign == -last;
        if (sign != 0) last = sign;
    }
    arf_clear(R);
    return changes;
}

/* From a state next to it the symmetric flow returns to the floor. */
static void assert_attracts(const kernels_t kernels, const floor_t floor, slong width)
{
    flow_kernels_t flow;
    flow_kernels_init(flow);
    cr_assert_eq(flow_kernels_set(flow, kernels, NULL), WANE_OK);
    const double R = arf_get_d(arb_midref(floor->R), ARF_RND_NEAR),
                 a = arf_get_d(arb_midref(floor->a), ARF_RND_NEAR), time = 1e7;
    double found_R, found_a, near_R, near_a;
    cr_assert_eq(symmetric_floor(&near_R, &near_a, flow, width, R, NULL), WANE_OK);
    cr_assert_float_eq(near_R, R, 1e-6);
    if (symmetric_flow(&found_R, &found_a, NULL, &time, 1, flow, width, R, a, 1, NULL) == WANE_OK &&
        fabs(found_R - R) < 0.05)
        cr_assert(fabs(found_R - R) < 1e-5 && fabs(found_a - a) < 1e-4 * (1 + a), "%g, %g is left for %g, %g",
                  R, a, found_R, found_a);
    flow_kernels_clear(flow);
}

Test(floor, random_polynomial_problems)
{
    flint_rand_t state;
    flint_rand_init(state);
    kernels_t kernels;
    floor_t floor;
    wane_message_t message;
    kernels_init(kernels);
    floor_init(floor);
    long found = 0, counted = 0;
    for (long trial = 0; trial < 60 * test_multiplier(); trial++) {
        random_problem_t problem;
        char student[512], teacher[512];
        for (int k = 0; k < DEGREE; k++) {
            problem.c[k] = n_randint(state, 3) ? (double)((slong)n_randint(state, 33) - 16) / 16 : 0;
            problem.c_star[k] = n_randint(state, 3) ? (double)((slong)n_randint(state, 33) - 16) / 16 : 0;
        }
        problem.c[1] += problem.c[1] == 0;
        problem.c_star[1] += problem.c_star[1] == 0;
        write_function(student, sizeof student, problem.c);
        write_function(teacher, sizeof teacher, problem.c_star);
        kernels_of(kernels, student, teacher);
        const slong width = 2 + (slong)n_randint(state, n_randint(state, 2) ? 8 : 3000);
        const double near = (double)n_randint(state, 100) / 100;
        wane_status_t status = floor_compute(floor, kernels, width, 1, 1, near, 80, message);
        if (floor->equilibria >= 0) {
            counted++;
            cr_assert_leq(sign_changes(&problem, width), floor->equilibria, "%s | %s, N = %ld", student,
                          teacher, (long)width);
        }
        if (status != WANE_OK) continue;
        found++;
        cr_assert_eq(floor->sink, 1);
        cr_assert_geq(arb_rel_accuracy_bits(floor->R), 70);
        assert_zero_inside(&problem, floor, width);
        assert_attracts(kernels, floor, width);
    }
    cr_assert_geq(counted, 50 * test_multiplier(), "only %ld problems settled", counted);
    cr_assert_geq(found, 10 * test_multiplier(), "only %ld floors", found);
    floor_clear(floor);
    kernels_clear(kernels);
    flint_rand_clear(state);
}

/* (a, p) -> (-a, -p) and (R, p_k) -> (-R, (-1)^k p_k). */
Test(floor, symmetries)
{
    kernels_t kernels;
    floor_t floor, other;
    wane_message_t message;
    kernels_init(kernels);
    floor_init(floor);
    floor_init(other);
    kernels_of(kernels, "center(gelu)", "h1+0.2*h2");
    cr_assert_eq(floor_compute(floor, kernels, 50, 1, 1, 0, 100, message), WANE_OK);
    kernels_of(kernels, "center(gelu)", "-h1-0.2*h2");
    cr_assert_eq(floor_compute(other, kernels, 50, 1, -1, 0, 100, message), WANE_OK);
    arb_neg(other->a, other->a);
    cr_assert(arb_overlaps(floor->R, other->R) && arb_overlaps(floor->a, other->a));
    kernels_of(kernels, "center(gelu)", "-h1+0.2*h2");
    cr_assert_eq(floor_compute(other, kernels, 50, -1, 1, 0, 100, message), WANE_OK);
    cr_assert(arb_is_negative(other->R));
    arb_neg(other->R, other->R);
    cr_assert(arb_overlaps(floor->R, other->R) && arb_overlaps(floor->a, other->a));
    floor_clear(floor);
    floor_clear(other);
    kernels_clear(kernels);
}

Test(floor, none_and_refused)
{
    kernels_t kernels;
    floor_t floor;
    wane_message_t message;
    kernels_init(kernels);
    floor_init(floor);
    kernels_of(kernels, "tanh", "tanh");
    cr_assert_eq(floor_compute(floor, kernels, 100, 1, 1, 0.5, 80, message), WANE_UNDECIDED);
    cr_assert_eq(floor->equilibria, 0, "a realizable teacher is learnt: %s", message->text);
    cr_assert_eq(floor_compute(floor, kernels, 1, 1, 1, 0, 80, message), WANE_BAD_INPUT);
    cr_assert_eq(floor_compute(floor, kernels, 10, 1, 1, NAN, 80, message), WANE_BAD_INPUT);
    floor_clear(floor);
    kernels_clear(kernels);
}
