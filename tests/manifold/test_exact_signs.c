/* Verdicts that no digits decide: N(1) = 0 beside homogeneous students, jumps of teachers, parity, mirror images, exact
   polynomials and ties: derivations/22. */
#include "manifold/family/from_functions.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "base/number.h"

typedef struct {
    char student[24], teacher[24], a0[8], R0[8];
    wane_outcome_t outcome;
} question_of_signs_t;

#define LEARNING WANE_OUTCOME_LEARNING
#define PARTIAL WANE_OUTCOME_PARTIAL_UNLEARNING
#define UNLEARNING WANE_OUTCOME_UNLEARNING
#define NOT_LEARNED WANE_OUTCOME_NOT_LEARNED

static question_of_signs_t questions[] = {
    /* near ties, and sparse polynomials */
    {"h1+1.41421*h2+h3", "h1+h3", "0.4", "0", LEARNING},
    {"h1+1.41421356*h2+h3", "h1+h3", "0.4", "0", LEARNING},
    {"h1+1e-8*h2", "h1+h2", "0.4", "0", LEARNING},
    {"h1+h50", "h1-h50", "0.4", "0", UNLEARNING},
    /* a homogeneous student and a teacher that vanishes at 0 */
    {"relu", "gelu", "0.5", "0", LEARNING},
    {"leaky_relu", "mish", "0.5", "0", LEARNING},
    {"abs", "elu", "0.5", "0.5", LEARNING},
    {"relu", "x^2+x", "0.5", "0", LEARNING},
    {"relu", "x^2", "0.5", "0", NOT_LEARNED},
    {"relu", "softplus", "0.5", "0", PARTIAL},
    /* teachers that jump */
    {"relu", "sign", "0.5", "0", LEARNING},
    {"relu", "step", "0.5", "0", PARTIAL},
    {"relu(x-1)", "step(x-1)", "0.5", "0", PARTIAL},
    {"hardtanh", "sign", "0.5", "0", PARTIAL},
    {"x^3", "sign", "0.5", "0", UNLEARNING},
    {"tanhshrink", "sign", "3", "0", UNLEARNING},
    {"softshrink", "step", "0.5", "0", UNLEARNING},
    {"threshold(x,1/2,1/2)", "sign", "0.5", "0", LEARNING},
    /* multiples, rational or not, and up to constants */
    {"center(relu)", "relu", "0.5", "0", LEARNING},
    {"normalize(gelu)", "gelu", "3", "0", LEARNING},
    {"pi*tanh(x)", "tanh(x)", "0.5", "0", LEARNING},
    /* parity */
    {"abs", "sigmoid", "0.5", "0.5", UNLEARNING},
    {"abs", "sigmoid", "0.5", "0", NOT_LEARNED},
    {"1+h1", "2+0.5*h2", "0", "0.5", UNLEARNING},
    /* mirror images */
    {"gelu", "gelu(-x)", "0.5", "0", LEARNING},
    {"softplus", "softplus(-x)", "0.5", "0", LEARNING},
    {"gelu", "gelu(-x)", "0.5", "0.5", LEARNING},
    /* R = -1 */
    {"relu", "relu", "-0.5", "0", LEARNING},
    {"relu(x)^2", "relu(x)^2", "-0.5", "0", LEARNING},
    {"sigmoid", "sigmoid", "-0.5", "0", LEARNING},
    {"relu(x-1)", "relu(x-1)", "-0.5", "0", LEARNING},
    {"softsign", "softsign", "-0.5", "0", LEARNING},
    {"relu", "-2*relu(-x)", "0.5", "0", LEARNING},
    /* critical heights met exactly */
    {"relu", "h1", "1", "0", LEARNING},
    {"hardtanh", "h1", "1", "0", UNLEARNING},
    {"tanh", "-tanh(x)", "1", "0", LEARNING},
    {"hardtanh", "gelu", "0.5", "0", UNLEARNING},
    {"1+h1", "1+0.5*h1", "1", "0", LEARNING},
    {"1+h1", "1+0.5*h1", "1", "0.9", PARTIAL},
    {"0.1-h1", "-1+3*h1", "3", "0.99", LEARNING},
    {"1+h1+h2+h3", "2+h2-h3", "3", "0+", NOT_LEARNED},
    /* ties whose limits do not commute */
    {"h1+1.5*h2+h3", "h1+h3", "0.4", "0", WANE_OUTCOME_UNDECIDED},
    {"h1+1.5*h2+h3", "h1+h3", "0.5", "0", UNLEARNING},
    {"2-h1", "-1+2*h1+h2/2", "1", "0.5", WANE_OUTCOME_UNDECIDED},
    {"1+h1+h2+h3", "2+h2+h3", "3", "0+", WANE_OUTCOME_UNDECIDED},
};

ParameterizedTestParameters(exact_signs, verdicts)
{
    return cr_make_param_array(question_of_signs_t, questions, sizeof questions / sizeof *questions);
}

ParameterizedTest(question_of_signs_t *p, exact_signs, verdicts)
{
    wane_effort_t effort;
    wane_message_t message = {{.text = ""}};
    wane_function_t student, teacher;
    wane_interval_t a0;
    wane_start_t start;
    verdict_t verdict;
    wane_effort_default(&effort);
    wane_function_init(student);
    wane_function_init(teacher);
    wane_interval_init(a0);
    wane_start_init(start);
    verdict_init(verdict);
    cr_assert_eq(wane_function_parse(student, p->student, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(teacher, p->teacher, NULL, 0, message), WANE_OK);
    cr_assert(base_number_read(a0->lo, p->a0));
    fmpq_set(a0->hi, a0->lo);
    const int beside_zero = strcmp(p->R0, "0+") == 0, is_tie = p->outcome == WANE_OUTCOME_UNDECIDED;
    start->kind = beside_zero ? WANE_START_ZERO_PLUS : WANE_START_VALUE;
    cr_assert(beside_zero || base_number_read(start->value->lo, p->R0));
    fmpq_set(start->value->hi, start->value->lo);
    cr_expect_eq(verdict_compute(verdict, student, teacher, a0, start, &effort, message),
                 is_tie ? WANE_UNDECIDED : WANE_OK, "%s | %s: %s", p->student, p->teacher, message->text);
    cr_expect(!is_tie || strncmp(message->text, "a tie that no digits decide", 27) == 0, "%s", message->text);
    cr_expect_eq(verdict->outcome, p->outcome, "%s | %s: %s", p->student, p->teacher,
                 wane_outcome_name(verdict->outcome));
    wane_function_clear(student);
    wane_function_clear(teacher);
    wane_interval_clear(a0);
    wane_start_clear(start);
    verdict_clear(verdict);
}
