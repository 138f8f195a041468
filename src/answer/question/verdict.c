/* What happens to the feature, proved, in the limit of a slow second layer, or at a given eps. */
#include "answer/question/verdict.h"

#include <string.h>

#include "answer/problem/flow.h"
#include "answer/problem/pair.h"
#include "answer/problem/text.h"
#include "answer/question/account.h"
#include "answer/question/certified.h"
#include "answer/question/decay.h"
#include "base/interval.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "verify/derive.h"
#include "wane/verify.h"
#include "manifold/certificate/certify.h"
#include "manifold/flow/flow_problem.h"

static int is_certificate_wanted(const answer_problem_t problem, const wane_answer_host_t *host)
{
    return answer_given(problem, ANSWER_CERTIFICATE) && host != NULL && host->document != NULL;
}

/* What the checker derives from the steps of the proof, if it derives anything, must be what is answered. */
static wane_status_t cross_check(const char *certificate, wane_outcome_t outcome, wane_message_t message)
{
    const char *derived = NULL;
    wane_message_t why;
    verify_derive(&derived, certificate, strlen(certificate), why);
    if (derived == NULL || strcmp(derived, wane_outcome_name(outcome)) == 0) return WANE_OK;
    return wane_message_set(message, WANE_FAILURE, 0,
                            "%s was proved, but %s follows from the steps of the proof: a defect of wane",
                            wane_outcome_name(outcome), derived);
}

/* Says of a certificate that was wanted what became of it. */
static wane_status_t without_certificate(const answer_problem_t problem, wane_message_t message)
{
    answer_quote_t quoted;
    wane_message_t said = {message[0]};
    return wane_message_set(message, WANE_UNDECIDED, 0, "%s; %s is not written", said->text,
                            answer_quote(quoted, answer_text(problem, ANSWER_CERTIFICATE)));
}

/* Where an interval of decays stands in both functions the checker may know p_0, which does not depend on it, less
   closely than the proof: it is asked. */
static wane_status_t ask_checker(const char *certificate, const answer_pair_t pair, wane_message_t message)
{
    wane_message_t why;
    if (fmpq_equal(pair->decay->lo, pair->decay->hi) || function_is_centered(pair->typed[0]) ||
        function_is_centered(pair->typed[1]))
        return WANE_OK;
    wane_verifier_t verifier = wane_verifier_new();
    const wane_status_t status = wane_verify(certificate, strlen(certificate), verifier, NULL, NULL, why);
    wane_verifier_free(verifier);
    if (status == WANE_OK) return WANE_OK;
    return wane_message_set(
        message, WANE_UNDECIDED, 0,
        "no certificate: of so wide an interval of decays the checker does not confirm the proof "
        "(%.200s); narrow it",
        why->text);
}

/* Hands over the text of the certificate, which it lets go, under the name that the problem gives it: only
   one of what is answered. */
static wane_status_t hand_over_certificate(const answer_problem_t problem, const wane_answer_host_t *host,
                                           const answer_pair_t pair, char *text, wane_outcome_t outcome,
                                           wane_message_t message)
{
    if (answer_has_decay(pair))
        text = certificate_with_decay(text, pair->typed[0], pair->typed[1], pair->decay);
    wane_status_t status = cross_check(text, outcome, message);
    if (status == WANE_OK) status = ask_checker(text, pair, message);
    if (status == WANE_OK)
        status = answer_hand_over(host, answer_text(problem, ANSWER_CERTIFICATE), text, message);
    flint_free(text);
    return status;
}

static void add_family(json_t *answer, int is_family, slong boxes)
{
    json_object_set_new(answer, "family", json_boolean(is_family));
    if (is_family) json_object_set_new(answer, "boxes", json_integer(boxes));
}

/* ---- in the limit ---- */

static void add_limit_theorem(json_t *answer, const answer_pair_t pair, const verdict_t verdict)
{
    SCOPED(quantifier, a0);
    interval_set(a0->value, pair->a0);
    const flow_subject_t subject = {pair->student, pair->teacher, NULL, a0, pair->start, NULL};
    char *theorem = verdict->proved ? limit_theorem(&subject, verdict) : NULL;
    json_object_set_new(answer, "theorem", answer_text_json(theorem));
    flint_free(theorem);
}

static wane_status_t verdict_in_the_limit(json_t *answer, answer_pair_t pair, const answer_problem_t problem,
                                          const wane_answer_host_t *host, wane_message_t message)
{
    char *text;
    box_verdict_t result;
    box_verdict_init(result);
    wane_status_t status = answer_get_a0_and_start(pair, problem, message);
    const int certify = is_certificate_wanted(problem, host);
    if (status == WANE_OK)
        status = box_verdict_decide(result, certify ? &text : NULL, pair->student, pair->teacher, pair->a0,
                                    pair->start, &pair->effort, message);
    if (status == WANE_OK && certify)
        status = hand_over_certificate(problem, host, pair, text, result->verdict->outcome, message);
    if (status == WANE_UNDECIDED && certify) without_certificate(problem, message);
    if (answer_is_known(status)) {
        answer_decay_correct_verdict(result->verdict, pair);
        add_limit_theorem(answer, pair, result->verdict);
        json_object_set_new(answer, "account", answer_account_json(result->verdict->account));
        answer_add(answer, answer_verdict_json(result->verdict, pair->effort.digits + ANSWER_GUARD_DIGITS));
        answer_decay_add(answer, pair, result->verdict);
        add_family(answer, result->is_family, result->boxes);
    }
    box_verdict_clear(result);
    return status;
}

/* ---- the flow itself ---- */

/* Peak and limit of R lie on the side to which R went last. */
static answer_side_t side(const finite_eps_t result)
{
    const int sign = result->proof.R_sign;
    return sign > 0   ? ANSWER_FROM_ZERO_TO_ONE
           : sign < 0 ? ANSWER_FROM_MINUS_ONE_TO_ZERO
                      : ANSWER_FROM_MINUS_ONE_TO_ONE;
}

static json_t *result_json(const finite_eps_t result, slong digits)
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

static wane_status_t verdict_of_the_flow(json_t *answer, answer_pair_t pair, const answer_problem_t problem,
                                         const wane_answer_host_t *host, wane_message_t message)
{
    char *text;
    box_flow_t result;
    SCOPED(quantifier, eps, a0);
    SCOPED(fmpq, drop);
    box_flow_init(result);
    wane_status_t status = answer_get_eps(eps, problem, message);
    if (status == WANE_OK) status = answer_get_quantifier(a0, problem, ANSWER_A0, message);
    if (status == WANE_OK) status = answer_get_start(pair->start, problem, message);
    if (status == WANE_OK) status = answer_get_drop(drop, problem, message);
    const int certify = is_certificate_wanted(problem, host);
    const flow_subject_t subject = {pair->student, pair->teacher, eps, a0, pair->start, drop};
    if (status == WANE_OK)
        status = box_flow_decide(result, certify ? &text : NULL, &subject, &pair->effort, message);
    if (status == WANE_OK && certify)
        status = hand_over_certificate(problem, host, pair, text, result->flow->outcome, message);
    if (status == WANE_UNDECIDED && certify) without_certificate(problem, message);
    if (answer_is_known(status)) {
        answer_add(answer, result_json(result->flow, pair->effort.digits + ANSWER_GUARD_DIGITS));
        json_object_set_new(answer, "account", answer_account_json(result->flow->account));
        answer_decay_add(answer, pair, NULL);
        add_family(answer, result->is_family, result->boxes);
    }
    box_flow_clear(result);
    return status;
}

/* decay is "all". */
static int is_about_every_decay(const answer_problem_t problem)
{
    const char *decay = answer_text(problem, ANSWER_DECAY);
    return decay != NULL && strcmp(decay, "all") == 0;
}

static wane_status_t verdict_for_every_decay(json_t *answer, const answer_problem_t problem,
                                             wane_message_t message)
{
    SCOPED(answer_pair, pair);
    SCOPED(quantifier, eps, a0);
    if (answer_given(problem, ANSWER_CERTIFICATE))
        return answer_expected(problem, ANSWER_DECAY,
                               "a number >= 0 or an interval [lo,hi] of such for a certificate", message);
    wane_status_t status = answer_get_functions(pair, problem, message);
    if (status == WANE_OK) status = answer_check_student(pair, problem, message);
    const int is_limit = !answer_is_about_flow(problem);
    if (status == WANE_OK && is_limit) status = answer_get_a0_and_start(pair, problem, message);
    if (is_limit) interval_set(a0->value, pair->a0);
    if (status == WANE_OK && !is_limit) status = answer_get_eps(eps, problem, message);
    if (status == WANE_OK && !is_limit) status = answer_get_quantifier(a0, problem, ANSWER_A0, message);
    if (status == WANE_OK && !is_limit) status = answer_get_start(pair->start, problem, message);
    return status == WANE_OK ? answer_decay_all(answer, pair, is_limit ? NULL : eps, a0, message) : status;
}

wane_status_t answer_verdict_with_account(json_t *answer, const answer_problem_t problem,
                                          const wane_answer_host_t *host, wane_message_t message)
{
    if (is_about_every_decay(problem)) return verdict_for_every_decay(answer, problem, message);
    SCOPED(answer_pair, pair);
    wane_status_t status = answer_get_pair(pair, problem, message);
    if (status == WANE_OK)
        status = (answer_is_about_flow(problem) ? verdict_of_the_flow
                                                : verdict_in_the_limit)(answer, pair, problem, host, message);
    answer_decay_add_words(answer, pair);
    return status;
}

wane_status_t answer_verdict(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                             wane_message_t message)
{
    const wane_status_t status = answer_verdict_with_account(answer, problem, host, message);
    json_object_del(answer, "account");
    return status;
}
