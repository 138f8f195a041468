#include "answer/problem/flow.h"

#include <string.h>

#include "base/number.h"
#include "base/scoped.h"

int answer_is_about_flow(const answer_problem_t problem)
{
    SCOPED(fmpq, eps);
    const int is_limit = !answer_given(problem, ANSWER_EPS) ||
                         (base_number_read(eps, answer_text(problem, ANSWER_EPS)) && fmpq_is_zero(eps));
    return !is_limit;
}

wane_status_t answer_get_quantifier(quantifier_t quantifier, const answer_problem_t problem, answer_key_t key,
                                    wane_message_t message)
{
    const char *text = answer_text(problem, key);
    quantifier->all = text != NULL && strcmp(text, "all") == 0;
    if (quantifier->all) return WANE_OK;
    return answer_get_interval(quantifier->value->lo, quantifier->value->hi, problem, key, message);
}

wane_status_t answer_get_eps(quantifier_t eps, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_quantifier(eps, problem, ANSWER_EPS, message);
    if (status == WANE_OK && !eps->all && fmpq_sgn(eps->value->lo) <= 0)
        return answer_expected(problem, ANSWER_EPS,
                               "a positive number, an interval [lo,hi] of such, all, or 0 for the limit",
                               message);
    return status;
}

wane_status_t answer_get_drop(fmpq_t drop, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_rational(drop, problem, ANSWER_DROP, message);
    if (status == WANE_OK && (fmpq_sgn(drop) <= 0 || fmpq_cmp_si(drop, 1) >= 0))
        return answer_expected(problem, ANSWER_DROP, "a number between 0 and 1", message);
    return status;
}
