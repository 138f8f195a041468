/* Verdicts at given eps that hold for every start by the structure of the pair, against an independent solution:
   derivations/22 (17) to (22). */
#include "finite_eps_question.h"
#include "long_flow.h"
#include "pairs.h"

#include <math.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

typedef struct {
    char student[28], teacher[28], eps[12], a0[16], R0[14];
    double ratio, scale, start; /* one of these questions; a ratio of 0: none is followed */
    wane_outcome_t outcome;
} structure_case_t;

#define LEARNING WANE_OUTCOME_LEARNING
#define PARTIAL WANE_OUTCOME_PARTIAL_UNLEARNING
#define UNLEARNING WANE_OUTCOME_UNLEARNING
#define NEUTRAL WANE_OUTCOME_NEUTRAL

static structure_case_t cases[] = {
    /* P, P' > 0 */
    {"relu", "relu", "1/10", "-1/2", "0", 0.1, -0.5, 0, LEARNING},
    {"relu", "relu", "all", "all", "0", 1, 2, 0, LEARNING},
    {"relu", "relu", "all", "[-2,1]", "[-9/10,1/2]", 1, -2, -0.5, LEARNING},
    {"relu", "-2*relu(-x)", "all", "1/2", "1/4", 1, 0.5, 0.25, LEARNING},
    {"relu(x)^2", "relu(x)^2", "1/10", "-1/2", "0", 0, 0, 0, LEARNING},
    {"relu(x-1)", "relu(x-1)", "1/10", "-1/2", "-1/2", 0, 0, 0, LEARNING},
    {"sigmoid", "-sigmoid(x)", "1/2", "1", "-1/3", 0.5, 1, -1.0 / 3, LEARNING},
    {"softplus", "relu", "all", "-1", "1/2", 0.5, -1, 0.5, LEARNING},
    /* P' = 0 */
    {"1+h1", "2+0.5*h2", "all", "all", "[1/5,1/2]", 1, 2, 0.5, UNLEARNING},
    {"1+h1", "2+0.5*h2", "1/2", "[-1,1]", "-1/2", 0.5, -1, -0.5, UNLEARNING},
    {"tanh", "cos", "1/10", "1/2", "1/2", 0.1, 0.5, 0.5, UNLEARNING},
    {"tanh", "cos", "1/10", "-1/2", "-1/2", 0.1, -0.5, -0.5, UNLEARNING},
    {"tanh", "cos", "2", "1/2", "1/2", 2, 0.5, 0.5, PARTIAL},
    {"tanh", "cos", "20", "1/10", "1/2", 20, 0.1, 0.5, LEARNING},
    {"cosh(x/2)", "tanh", "1/100", "1/2", "1/2", 0.01, 0.5, 0.5, PARTIAL},
    {"cosh(x/2)", "tanh", "1/10", "[-1/100,1/100]", "1/2", 0.1, 0.01, 0.5, LEARNING},
    {"3+0.1*h1", "h2", "1", "0", "1/2", 1, 0, 0.5, LEARNING},
    {"3+0.1*h1", "h2", "all", "0", "[1/3,1/2]", 1, 0, 0.4, LEARNING},
    {"tanh", "cos", "all", "1/2", "1/2", 0, 0, 0, WANE_OUTCOME_UNDECIDED},
    {"tanh", "cos", "[1/10,10]", "1/2", "1/2", 0, 0, 0, WANE_OUTCOME_UNDECIDED},
    {"tanh", "cos", "1", "1/2", "0", 1, 0.5, 0, WANE_OUTCOME_NOT_LEARNED},
    /* N = 0 */
    {"h1", "h1", "1", "2", "1/2", 1, 2, 0.5, NEUTRAL},
    {"h1", "h1", "1", "3", "1/2", 1, 3, 0.5, NEUTRAL},
    {"h1", "h1", "[1/2,2]", "[2,3]", "[2/5,1/2]", 1, 2.5, 0.45, NEUTRAL},
    {"h1", "h1", "all", "all", "1/2", 1, 3, 0.5, NEUTRAL},
    {"h1", "-2*h1", "1", "1/2", "9/10", 1, 0.5, 0.9, NEUTRAL},
    {"h1", "-2*h1", "1/10", "1/2", "9/10", 0.1, 0.5, 0.9, NEUTRAL},
    {"h1", "-2*h1", "1", "0", "9/10", 1, 0, 0.9, NEUTRAL},
    {"h1", "-2*h1", "[1/10,1]", "1/2", "9/10", 0, 0, 0, WANE_OUTCOME_UNDECIDED},
    {"h2", "h2", "1/10", "-2", "1/2", 0.1, -2, 0.5, UNLEARNING},
    {"h2", "h2", "1/10", "2", "-1/2", 0.1, 2, -0.5, NEUTRAL},
    {"h2", "h2", "2", "-1/10", "1/2", 2, -0.1, 0.5, NEUTRAL},
    {"1+sqrt(2)*h1+h2", "1+h2", "1", "-1", "-1/2", 1, -1, -0.5, NEUTRAL},
    {"1+sqrt(2)*h1+h2", "-1-h2", "1", "[-1,2]", "1/2", 1, 2, 0.5, NEUTRAL},
};

ParameterizedTestParameters(flow_structure, outcomes)
{
    return cr_make_param_array(structure_case_t, cases, sizeof cases / sizeof *cases);
}

static int is_within(double x, const arb_t claim, double room)
{
    return !arb_is_finite(claim) || (x >= lower_end(claim) - room && x <= upper_end(claim) + room);
}

ParameterizedTest(structure_case_t *p, flow_structure, outcomes)
{
    kernels_t kernels;
    finite_eps_t result;
    wane_message_t message = {{.text = ""}};
    long_flow_t flow;
    kernels_init(kernels);
    finite_eps_init(result);
    pair_kernels(kernels, p->student, p->teacher);
    decide_flow(result, kernels, p->eps, p->a0, p->R0, "1/100", message);
    cr_expect_eq(result->outcome, p->outcome, "%s | %s: %s, %s", p->student, p->teacher,
                 wane_outcome_name(result->outcome), message->text);
    cr_expect_eq(result->proved, p->outcome != WANE_OUTCOME_UNDECIDED);
    if (p->ratio > 0) {
        long_flow_set(&flow, kernels, 0, p->ratio);
        const long_journey_t journey = long_flow_follow(&flow, p->start, p->scale, 400);
        cr_expect(is_within(journey.end, result->R_final, 0.01), "%s | %s: R -> %.6g", p->student, p->teacher,
                  journey.end);
        /* beside 0 rounding changes the sign of R */
        cr_expect(fabs(journey.peak) < 1e-9 || is_within(journey.peak, result->R_peak, 0.01),
                  "%s | %s: peak %.6g", p->student, p->teacher, journey.peak);
        cr_expect(is_within(journey.scale, result->a_final, 0.01), "%s | %s: a -> %.6g", p->student,
                  p->teacher, journey.scale);
    }
    kernels_clear(kernels);
    finite_eps_clear(result);
}
