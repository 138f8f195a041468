/* What happens to the feature, proved, in the limit of a slow second layer, or at a given eps. */
#include "answer/question/verdict.h"

#include "answer/problem/number.h"
#include "answer/problem/pair.h"
#include "answer/question/certified.h"
#include "wane/certificate.h"

int answer_certificate_is_wanted(const answer_problem_t problem, const wane_answer_host_t *host)
{
    return answer_given(problem, ANSWER_CERTIFICATE) && host != NULL && host->document != NULL;
}

wane_status_t answer_certificate(const answer_problem_t problem, const wane_answer_host_t *host, char *text,
                                 wane_message_t message)
{
    wane_status_t status = answer_hand_over(host, answer_text(problem, ANSWER_CERTIFICATE), text, message);
    flint_free(text);
    return status;
}

typedef struct {
    answer_pair_t pair;
    wane_interval_t a0;
    wane_start_t start;
} request_t;

static wane_status_t get_request(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_pair(request->pair, problem, message);
    if (status == WANE_OK)
        status = answer_get_interval(request->a0->lo, request->a0->hi, problem, ANSWER_A0, message);
    if (status == WANE_OK) status = answer_get_start(request->start, problem, message);
    return status;
}

/* Intervals among the inputs make a family; one verdict for all its members then. */
static wane_status_t compute(wane_box_verdict_t result, const request_t *request, wane_message_t message)
{
    const answer_pair_struct *pair = request->pair;
    if (wane_box_verdict_is_needed(pair->student, pair->teacher, request->a0, request->start))
        return wane_box_verdict_compute(result, pair->student, pair->teacher, request->a0, request->start,
                                        &pair->effort, message);
    return wane_verdict_compute(result->verdict, pair->student, pair->teacher, request->a0, request->start,
                                &pair->effort, message);
}

static wane_status_t certify(const request_t *request, const answer_problem_t problem,
                             const wane_answer_host_t *host, wane_message_t message)
{
    char *text;
    wane_status_t status =
        wane_certificate_compute(&text, request->pair->student, request->pair->teacher, request->a0,
                                 request->start, &request->pair->effort, message);
    return status == WANE_OK ? answer_certificate(problem, host, text, message) : status;
}

static wane_status_t verdict_in_the_limit(json_t *answer, const answer_problem_t problem,
                                          const wane_answer_host_t *host, wane_message_t message)
{
    request_t request;
    wane_box_verdict_t result;
    answer_pair_init(request.pair);
    wane_interval_init(request.a0);
    wane_start_init(request.start);
    wane_box_verdict_init(result);
    wane_status_t status = get_request(&request, problem, message);
    if (status == WANE_OK) status = compute(result, &request, message);
    if (status == WANE_OK && answer_certificate_is_wanted(problem, host))
        status = certify(&request, problem, host, message);
    if (answer_is_known(status)) {
        answer_add(answer,
                   answer_verdict_json(result->verdict, request.pair->effort.digits + ANSWER_GUARD_DIGITS));
        json_object_set_new(answer, "family", json_boolean(result->is_family));
        if (result->is_family) json_object_set_new(answer, "boxes", json_integer(result->boxes));
    }
    answer_pair_clear(request.pair);
    wane_interval_clear(request.a0);
    wane_start_clear(request.start);
    wane_box_verdict_clear(result);
    return status;
}

/* eps is given and is not 0, which stands for the limit. */
static int is_about_the_flow(const answer_problem_t problem)
{
    fmpq_t eps;
    fmpq_init(eps);
    int limit = answer_given(problem, ANSWER_EPS) &&
                answer_number_read(eps, answer_text(problem, ANSWER_EPS)) && fmpq_is_zero(eps);
    fmpq_clear(eps);
    return answer_given(problem, ANSWER_EPS) && !limit;
}

wane_status_t answer_verdict(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                             wane_message_t message)
{
    return (is_about_the_flow(problem) ? answer_verdict_of_flow : verdict_in_the_limit)(answer, problem, host,
                                                                                        message);
}
