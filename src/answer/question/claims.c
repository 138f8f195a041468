/* The claims of the abstract of arXiv:2602.07378, each proved, measured or refuted. */
#include "claims/evidence/claims.h"

#include "answer/problem/pair.h"
#include "answer/question/certified.h"
#include "answer/question/question.h"

#define MOST_DIGITS 50

static json_t *number_json(const claim_number_t *number, slong digits)
{
    if (number->is_lower_bound) return answer_at_least_json(number->ball, digits);
    if (number->is_certified) return answer_certified_json(number->ball, NULL, digits);
    return answer_number_json(number->value);
}

/* A certificate is worth a file only if what it says is proved. */
static const char *certificate_name(const claim_evidence_t *evidence)
{
    return evidence->status == CLAIM_PROVED ? evidence->certificate_name : NULL;
}

static json_t *evidence_json(const claim_evidence_t *evidence, slong digits)
{
    json_t *numbers = json_object();
    for (slong i = 0; i < evidence->number_count; i++)
        json_object_set_new(numbers, evidence->numbers[i].name, number_json(evidence->numbers + i, digits));
    json_t *object = json_pack("{s:s,s:b,s:s,s:o}", "status", claim_status_name(evidence->status), "supports",
                               evidence->supports, "text", evidence->text, "numbers", numbers);
    if (certificate_name(evidence) != NULL)
        json_object_set_new(object, "certificate", json_string(certificate_name(evidence)));
    return object;
}

static json_t *claim_json(const claim_t *claim, slong digits)
{
    json_t *evidence = json_array();
    for (slong i = 0; i < claim->evidence_count; i++)
        json_array_append_new(evidence, evidence_json(claim->evidence + i, digits));
    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o}", "id", claim->id, "title", claim->title, "status",
                     claim_status_name(claim->status), "statement", claim->statement, "symbols",
                     claim->symbols, "source", claim->source, "comparison", claim->comparison, "evidence",
                     evidence);
}

static json_t *claims_json(const claims_t claims, slong digits)
{
    json_t *list = json_array();
    for (int i = 0; i < CLAIM_COUNT; i++) json_array_append_new(list, claim_json(claims->claim + i, digits));
    return json_pack("{s:s,s:o}", "scope", claims_scope(), "claims", list);
}

/* The certificates of what is proved. */
static wane_status_t hand_over_certificates(const claims_t claims, const wane_answer_host_t *host,
                                            wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (int i = 0; i < CLAIM_COUNT; i++)
        for (slong j = 0; status == WANE_OK && j < claims->claim[i].evidence_count; j++) {
            const claim_evidence_t *evidence = claims->claim[i].evidence + j;
            if (evidence->certificate != NULL && certificate_name(evidence) != NULL)
                status = answer_hand_over(host, evidence->certificate_name, evidence->certificate, message);
        }
    return status;
}

static wane_status_t get_request(claims_request_t *request, const answer_problem_t problem,
                                 wane_message_t message)
{
    claims_request_default(request);
    request->quick = answer_given(problem, ANSWER_QUICK);
    request->certificates = answer_given(problem, ANSWER_CERTIFICATES);
    wane_status_t status = answer_get_effort(&request->effort, problem, message);
    if (status == WANE_OK && request->effort.digits > MOST_DIGITS)
        status = answer_expected(problem, ANSWER_DIGITS, "at most 50 digits", message);
    return status;
}

wane_status_t answer_claims(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                            wane_message_t message)
{
    claims_t claims;
    claims_request_t request;
    answer_progress_t progress = {host, 0};
    claims_init(claims);
    wane_status_t status = get_request(&request, problem, message);
    request.progress = answer_progress_advance;
    request.context = &progress;
    if (status == WANE_OK) status = claims_compute(claims, &request, message);
    if (answer_is_known(status)) {
        wane_message_t said;
        answer_add(answer, claims_json(claims, request.effort.digits + ANSWER_GUARD_DIGITS));
        if (request.certificates && hand_over_certificates(claims, host, said) != WANE_OK) {
            message[0] = said[0];
            status = WANE_FAILURE;
        }
    }
    claims_clear(claims);
    return status;
}
