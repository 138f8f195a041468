/* At an exact tie the answer is that of both sides, if they agree, or "undecided"; arbitrarily close to it, the right
   one or "undecided". */
#include "manifold/shape/precision_loop.h"
#include "finite_eps_question.h"
#include "pairs.h"

#include <criterion/criterion.h>

static wane_status_t outcome_of(wane_outcome_t *outcome, const char *student, const char *teacher,
                                const char *a0)
{
    verdict_t verdict;
    wane_message_t message;
    verdict_init(verdict);
    wane_status_t status = decide(verdict, student, teacher, a0, "0", message);
    *outcome = verdict->outcome;
    cr_assert_eq(verdict->proved, status == WANE_OK);
    cr_assert_eq(verdict->outcome == WANE_OUTCOME_UNDECIDED, status != WANE_OK);
    verdict_clear(verdict);
    return status;
}

/* a_c = 2/3: below it the fibre reaches R = 1, above it lands on the branch. */
Test(near_ties, landing_at_the_corner)
{
    wane_outcome_t outcome;
    cr_assert_eq(outcome_of(&outcome, "h1+0.5*h2+0.3*h3", "h1+0.2*h3", "2/3"), WANE_OK);
    cr_assert_eq(outcome, WANE_OUTCOME_UNLEARNING);
    static const char *near[] = {
        "66666666666666666666666666666666666666666666/100000000000000000000000000000000000000000000",
        "66666666666666666666666666666666666666666667/100000000000000000000000000000000000000000000"};
    for (int i = 0; i < 2; i++) {
        wane_status_t status = outcome_of(&outcome, "h1+0.5*h2+0.3*h3", "h1+0.2*h3", near[i]);
        cr_assert(status == WANE_UNDECIDED || outcome == WANE_OUTCOME_UNLEARNING);
    }
}

/* N(1) of h1 + h3 | h1 + b h3 changes sign at the realizable b = 1. */
Test(near_ties, realizable_teacher_and_its_neighbours)
{
    wane_outcome_t outcome;
    cr_assert_eq(outcome_of(&outcome, "h1+h3", "h1+h3", "1/2"), WANE_OK);
    cr_assert_eq(outcome, WANE_OUTCOME_LEARNING);
    cr_assert_eq(outcome_of(&outcome, "h1+h3", "h1+1.000000000000000000000000000001*h3", "1/2"), WANE_OK);
    cr_assert_eq(outcome, WANE_OUTCOME_LEARNING);
    wane_status_t status = outcome_of(&outcome, "h1+h3", "h1+0.999999999999999999999999999999*h3", "1/2");
    cr_assert(status == WANE_UNDECIDED || outcome == WANE_OUTCOME_PARTIAL_UNLEARNING);
}

/* The leading coefficient 4 p_1 s_3 - 8 p_5 s_1 of N
   vanishes exactly at p_5 = 1/2; the next power decides. */
Test(near_ties, vanishing_leading_coefficient)
{
    wane_outcome_t exact, below, above;
    wane_status_t status = outcome_of(&exact, "h1+h3+h5", "h1+0.5*h5", "1/2");
    cr_assert(status == WANE_OK || status == WANE_UNDECIDED);
    cr_assert_eq(outcome_of(&below, "h1+h3+h5", "h1+0.4999999999*h5", "1/2"), WANE_OK);
    cr_assert_eq(outcome_of(&above, "h1+h3+h5", "h1+0.5000000001*h5", "1/2"), WANE_OK);
    cr_assert_eq(below, WANE_OUTCOME_UNLEARNING);
    cr_assert_eq(above, WANE_OUTCOME_PARTIAL_UNLEARNING);
}

/* A = 1/(2R) and N = 2R - 1: from a0 = 1 the fibre ends at the sink R = 1/2 exactly; from below 1 it lands beyond the sink, to
   which R falls. */
Test(near_ties, landing_at_an_equilibrium)
{
    wane_outcome_t outcome;
    cr_assert_eq(outcome_of(&outcome, "1+h1", "1+0.5*h1", "1"), WANE_OK);
    cr_assert_eq(outcome, WANE_OUTCOME_LEARNING);
    static const char *below[] = {
        "999999999999999999999999999999/1000000000000000000000000000000",
        "9999999999999999999999999999999999999999999999999999999999999999999999999999999999/"
        "10000000000000000000000000000000000000000000000000000000000000000000000000000000000"};
    for (int i = 0; i < 2; i++) {
        wane_status_t status = outcome_of(&outcome, "1+h1", "1+0.5*h1", below[i]);
        cr_assert(status == WANE_UNDECIDED || outcome == WANE_OUTCOME_PARTIAL_UNLEARNING, "%s", below[i]);
    }
}

/* From a0 = 0 at a zero of P the state stays, but not for the reason that P = 0 identically; beside it a takes a sign. */
Test(near_ties, start_at_a_zero_of_P)
{
    static const char *const R0[] = {
        "1/2",
        "5000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001/"
        "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"};
    for (int i = 0; i < 2; i++) {
        verdict_t verdict;
        wane_message_t message;
        verdict_init(verdict);
        wane_status_t status = decide(verdict, "1+h1", "-1+2*h1", "0", R0[i], message);
        cr_expect_eq(status, i == 0 ? WANE_UNDECIDED : WANE_OK, "from %s", R0[i]);
        cr_expect(i == 0 || arb_is_one(verdict->R_final), "from %s", R0[i]);
        verdict_clear(verdict);
    }
}

/* c_1 is 10^-60, less than the radius with which it is first known: P is not the constant p_0, and R does not fall to 0. */
Test(near_ties, more_than_the_means_correlate)
{
    finite_eps_t result;
    finite_eps_init(result);
    wane_status_t status =
        decide_flow_of(result, "1+sin(x)-exp(-1/2)*x+10^(-60)*x", "1+h1", "all", "1", "1/2", "1/100");
    cr_assert(status == WANE_UNDECIDED || !arb_contains_zero(result->R_final));
    finite_eps_clear(result);
}

/* |R| = 1 is invariant: refused. */
Test(near_ties, start_on_the_invariant_line)
{
    static const char *refused[] = {"1", "-1", "3/2"};
    for (int i = 0; i < 3; i++) {
        verdict_t verdict;
        wane_message_t message;
        verdict_init(verdict);
        cr_assert_eq(decide(verdict, "tanh", "h1", "1/2", refused[i], message), WANE_BAD_INPUT);
        verdict_clear(verdict);
    }
}

static wane_status_t count_questions(void *question, const kernels_t kernels, const wane_effort_t *effort,
                                     wane_message_t message)
{
    (void)kernels, (void)effort, (void)message;
    return ++*(int *)question < 20 ? WANE_OK : WANE_BAD_INPUT;
}

static slong never_enough(const void *question)
{
    (void)question;
    return 0;
}

/* The teacher's coefficients are known to 83 bits whatever is asked of them; nothing is gained by going on. */
Test(near_ties, precision_that_kernels_do_not_follow_ends)
{
    int asked = 0;
    const question_t question = {count_questions, never_enough, &asked, 1};
    wane_function_t student, teacher;
    wane_effort_t effort;
    wane_message_t message;
    wane_function_init(student);
    wane_function_init(teacher);
    wane_effort_default(&effort);
    effort.max_prec = 512;
    cr_assert_eq(wane_function_parse(student, "-2*h1+0.3*h4-0.2*h6", NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(teacher, "exp(-x^2)+[1/2,21/40]", NULL, 0, message), WANE_OK);
    cr_assert_eq(drive(&question, student, teacher, &effort, message), WANE_OK, "asked %d times", asked);
    wane_function_clear(student);
    wane_function_clear(teacher);
}
