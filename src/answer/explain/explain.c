/* A verdict, or a certificate, as a lemma with its proof in words. */
#include "answer/explain/explain.h"

#include <flint/flint.h>
#include <string.h>

#include "answer/problem/text.h"
#include "answer/question/verdict.h"

static json_t *values_of(const answer_problem_t problem)
{
    json_t *values = json_object();
    for (long i = 0; i < problem->parameter_count; i++)
        json_object_set_new(values, problem->parameter[i].name,
                            json_string(problem->parameter[i].value.text));
    return values;
}

static void add_verdict(json_t *answer, const answer_problem_t problem, const json_t *verdict,
                        wane_status_t status, slong digits, const wane_message_t message)
{
    json_t *values = values_of(problem);
    const int is_limit = explain_string(verdict, "regime") != NULL &&
                         strcmp(explain_string(verdict, "regime"), "singular-limit") == 0;
    if (answer_is_known(status)) {
        static const char *const kept[] = {"verdict", "proved", "regime", "theorem"};
        for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
            json_object_set(answer, kept[i], json_object_get(verdict, kept[i]));
    }
    if (status == WANE_OK) {
        const explain_claim_t claim = {.student = answer_text(problem, ANSWER_STUDENT),
                                       .teacher = answer_text(problem, ANSWER_TEACHER),
                                       .values = values,
                                       .decay = answer_text(problem, ANSWER_DECAY),
                                       .drop = is_limit ? NULL : answer_text(problem, ANSWER_DROP),
                                       .theorem = explain_string(verdict, "theorem"),
                                       .outcome = explain_string(verdict, "verdict"),
                                       .numbers = verdict,
                                       .digits = digits};
        json_object_set_new(answer, "lemma", explain_lemma(&claim));
        json_object_set_new(answer, "proof", explain_steps(verdict, digits));
    } else if (answer_is_known(status)) {
        answer_add(answer, json_pack("{s:n,s:n,s:s}", "lemma", "proof", "in_the_way", message->text));
    }
    json_decref(values);
}

static wane_status_t explain_verdict(json_t *answer, const answer_problem_t problem,
                                     const wane_answer_host_t *host, wane_message_t message)
{
    slong digits;
    json_t *verdict = json_object();
    wane_status_t status = answer_get_integer(&digits, problem, ANSWER_DIGITS, 1, 100000, message);
    if (status == WANE_OK) status = answer_verdict_with_account(verdict, problem, host, message);
    add_verdict(answer, problem, verdict, status, digits, message);
    json_decref(verdict);
    return status;
}

json_t *explain_told(const answer_problem_t problem, json_t *verdict, wane_status_t status,
                     const wane_message_t message)
{
    slong digits;
    wane_message_t unread;
    json_t *answer = json_object();
    if (answer_get_integer(&digits, problem, ANSWER_DIGITS, 1, 100000, unread) == WANE_OK) {
        add_verdict(answer, problem, verdict, status, digits, message);
        explain_add_documents(answer);
    }
    json_object_del(verdict, "account");
    return answer;
}

static wane_status_t explain_file(json_t *answer, const answer_problem_t problem, wane_message_t message)
{
    char *text;
    size_t length;
    slong digits;
    wane_message_t said = {{.text = ""}};
    static const answer_key_t said_there[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_DECAY, ANSWER_A0,
                                              ANSWER_R0,      ANSWER_EPS,     ANSWER_DROP};
    for (size_t i = 0; i < sizeof said_there / sizeof *said_there; i++)
        if (answer_given(problem, said_there[i]) || problem->parameter_count > 0)
            return answer_expected(
                problem, ANSWER_CERTIFICATE,
                "no certificate beside a problem: one of the two, for a certificate says what it proves",
                message);
    wane_status_t status = answer_get_integer(&digits, problem, ANSWER_DIGITS, 1, 100000, message);
    if (status == WANE_OK) status = answer_read_certificate(&text, &length, problem, message);
    else return status;
    if (status == WANE_OK) {
        status = answer_of_certificate(explain_certificate(answer, text, length, digits, said), problem, said,
                                       message);
        if (status == WANE_REJECTED)
            answer_add(answer, json_pack("{s:n,s:n,s:s}", "lemma", "proof", "in_the_way", message->text));
    }
    flint_free(text);
    return status;
}

wane_status_t answer_explain(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                             wane_message_t message)
{
    const wane_status_t status = answer_given(problem, ANSWER_CERTIFICATE)
                                     ? explain_file(answer, problem, message)
                                     : explain_verdict(answer, problem, host, message);
    if (answer_is_known(status)) explain_add_documents(answer);
    return status;
}
