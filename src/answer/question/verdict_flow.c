#include "answer/problem/pair.h"
#include "answer/question/certified.h"
#include "answer/question/small_R.h"
#include "answer/question/verdict.h"
#include "wane/certificate.h"

#include <string.h>

typedef struct {
    answer_pair_t pair;
    wane_quantifier_t eps, a0;
    wane_start_t start;
    fmpq_t drop;
} request_t;

static void request_init(request_t *request)
{
    answer_pair_init(request->pair);
    wane_quantifier_init(request->eps);
    wane_quantifier_init(request->a0);
    wane_start_init(request->start);
    fmpq_init(request->drop);
}

static void request_clear(request_t *request)
{
    answer_pair_clear(request->pair);
    wane_quantifier_clear(request->eps);
    wane_quantifier_clear(request->a0);
    wane_start_clear(request->start);
    fmpq_clear(request->drop);
}

/* A number, an interval, or "all". */
static wane_status_t get_quantifier(wane_quantifier_t quantifier, const answer_problem_t problem,
                                    answer_key_t key, wane_message_t message)
{
    const char *text = answer_text(problem, key);
    quantifier->all = text != NULL && strcmp(text, "all") == 0;
    if (quantifier->all) return WANE_OK;
    return answer_get_interval(quantifier->value->lo, quantifier->value->hi, problem, key, message);
}

static wane_status_t get_eps(wane_quantifier_t eps, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = get_quantifier(eps, problem, ANSWER_EPS, message);
    if (status == WANE_OK && !eps->all && fmpq_sgn(eps->value->lo) <= 0)
        return answer_expected(problem, ANSWER_EPS,
                               "a positive number, an interval [lo,hi] of such, all, or 0 for the limit",
                               message);
    return status;
}

static wane_status_t get_drop(fmpq_t drop, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_rational(drop, problem, ANSWER_DROP, message);
    if (status == WANE_OK && (fmpq_sgn(drop) <= 0 || fmpq_cmp_si(drop, 1) >= 0))
        return answer_expected(problem, ANSWER_DROP, "a number between 0 and 1", message);
    return status;
}

static wane_status_t get_request(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_pair(request->pair, problem, message);
    if (status == WANE_OK) status = get_eps(request->eps, problem, message);
    if (status == WANE_OK) status = get_quantifier(request->a0, problem, ANSWER_A0, message);
    if (status == WANE_OK) status = answer_get_start(request->start, problem, message);
    if (status == WANE_OK) status = get_drop(request->drop, problem, message);
    return status;
}

static wane_status_t certify(const request_t *request, const answer_problem_t problem,
                             const wane_answer_host_t *host, wane_message_t message)
{
    char *text;
    const answer_pair_struct *pair = request->pair;
    wane_status_t status =
        wane_flow_certificate_compute(&text, pair->student, pair->teacher, request->eps, request->a0,
                                      request->start, request->drop, &pair->effort, message);
    return status == WANE_OK ? answer_certificate(problem, host, text, message) : status;
}

/* Peak and limit of R lie on the side to which R went last. */
static answer_side_t side(const wane_finite_eps_t result)
{
    return result->proof.R_sign > 0 ? ANSWER_FROM_ZERO_TO_ONE : ANSWER_FROM_MINUS_ONE_TO_ZERO;
}

static json_t *result_json(const wane_finite_eps_t result, slong digits)
{
    return json_pack("{s:s,s:b,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "verdict",
                     wane_outcome_name(result->outcome), "proved", result->proved, "regime", "finite-eps",
                     "theorem", answer_text_json(result->theorem), "region", answer_text_json(result->region),
                     "entered", answer_text_json(result->entered), "R_peak",
                     answer_correlation_json(result->R_peak, side(result), digits), "R_final",
                     answer_correlation_json(result->R_final, side(result), digits), "a_final",
                     answer_certified_json(result->a_final, NULL, digits), "scaling",
                     result->has_scaling ? answer_small_R_json(result->scaling, digits) : json_null(),
                     "reasons", answer_sentences_json(result->reasons, result->reason_count));
}

wane_status_t answer_verdict_of_flow(json_t *answer, const answer_problem_t problem,
                                     const wane_answer_host_t *host, wane_message_t message)
{
    request_t request;
    wane_finite_eps_t result;
    request_init(&request);
    wane_finite_eps_init(result);
    wane_status_t status = get_request(&request, problem, message);
    const answer_pair_struct *pair = request.pair;
    if (status == WANE_OK)
        status = wane_finite_eps_compute(result, pair->student, pair->teacher, request.eps, request.a0,
                                         request.start, request.drop, &pair->effort, message);
    if (status == WANE_OK && answer_certificate_is_wanted(problem, host))
        status = certify(&request, problem, host, message);
    if (answer_is_known(status))
        answer_add(answer, result_json(result, pair->effort.digits + ANSWER_GUARD_DIGITS));
    wane_finite_eps_clear(result);
    request_clear(&request);
    return status;
}
