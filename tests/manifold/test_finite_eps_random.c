/* Verdicts at finite eps of random problems against a long uncertified integration in 113 bits. */
#include "finite_eps_question.h"
#include "long_flow.h"
#include "pairs.h"

#include <flint/fmpq_vec.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#define PROBLEMS 40
#define UNDECIDED_ALLOWED 4
#define STEPS 300
#define STARTS 10 /* problems from R0 != 0 */
#define START_STEPS 120

static const char *const students[] = {"tanh", "erf", "center(gelu)", "center(relu)", "silu"};
static const char *const ratios[] = {"2", "1/2", "1/10", "1/50"};
static const char *const scales[] = {"1/10", "1/2", "2"};
static const char *const starts[] = {"3/10", "-3/10", "7/10"};

typedef struct {
    const char *student, *eps, *a0, *R0;
    char teacher[400];
} problem_t;

static void draw(problem_t *problem, int from_zero, flint_rand_t state)
{
    fmpq *coefficient = _fmpq_vec_init(6);
    slong degree = 1 + (slong)n_randint(state, 5);
    problem->student = students[n_randint(state, 5)];
    problem->eps = ratios[n_randint(state, 4)];
    problem->a0 = scales[n_randint(state, 3)];
    problem->R0 = from_zero ? "0" : starts[n_randint(state, 3)];
    do random_polynomial(problem->teacher, coefficient, degree, state);
    while (from_zero && fmpq_is_zero(coefficient + 1)); /* else R = 0 for ever */
    _fmpq_vec_clear(coefficient, 6);
}

static double value_of(const char *fraction)
{
    fmpq_t x;
    fmpq_init(x);
    cr_assert_eq(fmpq_set_str(x, fraction, 10), 0);
    double value = fmpq_get_d(x);
    fmpq_clear(x);
    return value;
}

/* After the peak the solution must draw nearer to the claimed limit, never exceed the claimed peak and, as
   time goes on, pass what is proved to be passed. */
static void compare(const finite_eps_t result, const long_journey_t *journey, const problem_t *p)
{
    double limit = arf_get_d(arb_midref(result->R_final), ARF_RND_NEAR),
           slack = 1e-5; /* the peak is sampled */
    double peak_lo = lower_end(result->R_peak), peak_hi = upper_end(result->R_peak);
    double missed = fabs(journey->end - limit), missed_before = fabs(journey->half - limit);
    int rises_to_limit = result->outcome == WANE_OUTCOME_LEARNING;
    double reached = rises_to_limit ? fmax(missed, slack) : slack;
    char claim[800];
    snprintf(claim, sizeof claim, "%s | %s, eps %s, a0 %s, R0 %s: %s, limit %.12g, peak in [%.12g, %.12g]",
             p->student, p->teacher, p->eps, p->a0, p->R0, wane_outcome_name(result->outcome), limit, peak_lo,
             peak_hi);
    cr_assert(missed <= missed_before + 1e-6, "%s, but R = %g, then %g", claim, journey->half, journey->end);
    cr_assert(missed < 0.02 || result->outcome == WANE_OUTCOME_UNLEARNING || missed < 0.95 * missed_before,
              "%s, but R = %g, then %g", claim, journey->half, journey->end);
    double before = peak_lo > 0 ? reached : slack, after = peak_lo > 0 ? slack : reached;
    cr_assert(journey->peak <= peak_hi + after && journey->peak >= peak_lo - before, "%s, but %.12g", claim,
              journey->peak);
    if (result->outcome == WANE_OUTCOME_UNLEARNING)
        cr_assert(fabs(journey->end) < fabs(journey->peak), "%s, but R = %g does not fall", claim,
                  journey->end);
    if (result->outcome == WANE_OUTCOME_UNLEARNING && arb_is_finite(result->a_final) &&
        fabs(journey->end) < 1e-3)
        cr_assert(journey->scale >= lower_end(result->a_final) - 0.02 &&
                      journey->scale <= upper_end(result->a_final) + 0.02,
                  "%s, but a = %g", claim, journey->scale);
}

/* Decides one problem and follows it: 0 if it is not decided. */
static int try_problem(const problem_t *problem, int steps)
{
    kernels_t kernels;
    finite_eps_t result;
    wane_message_t message;
    kernels_init(kernels);
    finite_eps_init(result);
    pair_kernels(kernels, problem->student, problem->teacher);
    wane_status_t status =
        decide_flow(result, kernels, problem->eps, problem->a0, problem->R0, "1/100", message);
    if (status != WANE_UNDECIDED) {
        long_flow_t flow;
        cr_assert_eq(status, WANE_OK);
        long_flow_set(&flow, kernels, strstr(problem->student, "relu") != NULL, value_of(problem->eps));
        long_journey_t journey = long_flow_follow(&flow, value_of(problem->R0), value_of(problem->a0), steps);
        if (result->outcome != WANE_OUTCOME_NOT_LEARNED && result->outcome != WANE_OUTCOME_NEUTRAL)
            compare(result, &journey, problem);
    }
    kernels_clear(kernels);
    finite_eps_clear(result);
    return status != WANE_UNDECIDED;
}

static void try_random_problems(int from_zero, slong count, int steps)
{
    flint_rand_t state;
    slong undecided = 0, problems = repetitions(count);
    flint_rand_init(state);
    for (slong i = 0; i < problems; i++) {
        problem_t problem;
        draw(&problem, from_zero, state);
        undecided += !try_problem(&problem, steps);
    }
    flint_rand_clear(state);
    cr_log_info("finite eps: %ld of %ld random problems undecided", (long)undecided, (long)problems);
    cr_assert(undecided * PROBLEMS <= UNDECIDED_ALLOWED * problems, "%ld of %ld undecided", (long)undecided,
              (long)problems);
}

Test(finite_eps, random_problems)
{
    try_random_problems(1, PROBLEMS, STEPS);
}

/* From R0 != 0, where often only integration leads to where the theorems say something. */
Test(finite_eps, random_starts)
{
    try_random_problems(0, STARTS, START_STEPS);
}
