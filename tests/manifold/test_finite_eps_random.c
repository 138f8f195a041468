/* Verdicts at finite eps of random problems against a long uncertified integration in 113 bits. */
#include "finite_eps_question.h"
#include "long_flow.h"
#include "pairs.h"

#include <flint/fmpq_vec.h>
#include <math.h>
#include <string.h>

#include <criterion/criterion.h>

#define PROBLEMS 40
#define UNDECIDED_ALLOWED 4
#define STEPS 300

static const char *const students[] = {"tanh", "erf", "center(gelu)", "center(relu)", "silu"};
static const char *const ratios[] = {"2", "1/2", "1/10", "1/50"};
static const char *const scales[] = {"1/10", "1/2", "2"};

typedef struct {
    const char *student, *eps, *a0;
    char teacher[400];
} problem_t;

static void draw(problem_t *problem, flint_rand_t state)
{
    fmpq *coefficient = _fmpq_vec_init(6);
    slong degree = 1 + (slong)n_randint(state, 5);
    problem->student = students[n_randint(state, 5)];
    problem->eps = ratios[n_randint(state, 4)];
    problem->a0 = scales[n_randint(state, 3)];
    do random_polynomial(problem->teacher, coefficient, degree, state);
    while (fmpq_is_zero(coefficient + 1)); /* else R = 0 for ever */
    _fmpq_vec_clear(coefficient, 6);
}

/* After the peak the solution must draw nearer to the claimed limit, never exceed the claimed peak and, as
   time goes on, pass what is proved to be passed. */
static void compare(const wane_finite_eps_t result, const long_journey_t *journey, const problem_t *p)
{
    double limit = arf_get_d(arb_midref(result->R_final), ARF_RND_NEAR), peak_lo = lower_end(result->R_peak);
    double peak_hi = upper_end(result->R_peak), slack = 1e-5; /* the peak is sampled */
    double missed = fabs(journey->end - limit), missed_before = fabs(journey->half - limit);
    const char *name = wane_outcome_name(result->outcome);
    cr_assert(missed <= missed_before + 1e-6, "%s | %s, eps %s, a0 %s: %s, limit %g, but R = %g, then %g",
              p->student, p->teacher, p->eps, p->a0, name, limit, journey->half, journey->end);
    cr_assert(missed < 0.02 || result->outcome == WANE_OUTCOME_UNLEARNING || missed < 0.9 * missed_before,
              "%s | %s, eps %s, a0 %s: %s, limit %g, but R = %g, then %g", p->student, p->teacher, p->eps,
              p->a0, name, limit, journey->half, journey->end);
    int rises_to_limit = result->outcome == WANE_OUTCOME_LEARNING;
    double reached = rises_to_limit ? fmax(missed, slack) : slack;
    cr_assert(journey->peak <= peak_hi + slack && journey->peak >= peak_lo - reached,
              "%s | %s, eps %s, a0 %s: %s, peak in [%.12g, %.12g], but %.12g", p->student, p->teacher, p->eps,
              p->a0, name, peak_lo, peak_hi, journey->peak);
    if (result->outcome == WANE_OUTCOME_UNLEARNING)
        cr_assert(fabs(journey->end) < fabs(journey->peak), "%s | %s, eps %s, a0 %s: R = %g does not fall",
                  p->student, p->teacher, p->eps, p->a0, journey->end);
}

Test(finite_eps, random_problems)
{
    flint_rand_t state;
    slong undecided = 0, problems = repetitions(PROBLEMS);
    flint_rand_init(state);
    for (slong i = 0; i < problems; i++) {
        problem_t problem;
        wane_kernels_t kernels;
        wane_finite_eps_t result;
        wane_message_t message;
        draw(&problem, state);
        wane_kernels_init(kernels);
        wane_finite_eps_init(result);
        pair_kernels(kernels, problem.student, problem.teacher);
        wane_status_t status = decide_flow(result, kernels, problem.eps, problem.a0, "0", "1/100", message);
        if (status == WANE_UNDECIDED) {
            undecided++;
        } else {
            long_flow_t flow;
            fmpq_t value;
            cr_assert_eq(status, WANE_OK);
            fmpq_init(value);
            fmpq_set_str(value, problem.eps, 10);
            long_flow_set(&flow, kernels, strstr(problem.student, "relu") != NULL, fmpq_get_d(value));
            fmpq_set_str(value, problem.a0, 10);
            long_journey_t journey = long_flow_follow(&flow, fmpq_get_d(value), STEPS);
            if (result->outcome != WANE_OUTCOME_NOT_LEARNED && result->outcome != WANE_OUTCOME_NEUTRAL)
                compare(result, &journey, &problem);
            fmpq_clear(value);
        }
        wane_kernels_clear(kernels);
        wane_finite_eps_clear(result);
    }
    flint_rand_clear(state);
    cr_log_info("finite eps: %ld of %ld random problems undecided", (long)undecided, (long)problems);
    cr_assert(undecided * PROBLEMS <= UNDECIDED_ALLOWED * problems, "%ld of %ld undecided", (long)undecided,
              (long)problems);
}
