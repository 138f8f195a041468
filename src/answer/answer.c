#include "wane/version.h"
#include "wane/answer.h"

#include <stdlib.h>
#include <string.h>

#include "answer/problem/form.h"
#include "answer/problem/read.h"
#include "answer/problem/text.h"
#include "answer/question/question.h"
#include "answer/question/resume.h"

/* In the order of answer_forms. */
static answer_question_t *const questions[] = {
    answer_coeffs, answer_manifold, answer_verdict, answer_thresholds, answer_bifurcations, answer_verify,
    answer_orbit,  answer_simulate, answer_check,   answer_claims,     answer_kernel,       answer_sweep};

static wane_status_t unknown_question(const char *name, wane_message_t message)
{
    char all[200] = "";
    answer_quote_t quoted;
    for (int i = 0; answer_forms[i].question != NULL; i++)
        strcat(strcat(all, i > 0 ? ", " : ""), answer_forms[i].question);
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: unknown question; expected one of %s",
                            answer_quote(quoted, name), all);
}

/* The frame of every answer. */
static json_t *frame(const answer_form_t *form, const answer_problem_t problem)
{
    return json_pack("{s:s,s:s,s:o}", "wane", WANE_VERSION, "command", form->question, "problem",
                     answer_problem_json(problem, form->keys, 0));
}

static wane_status_t dump(char **text, const json_t *answer, wane_message_t message)
{
    char *lines = json_dumps(answer, JSON_INDENT(2) | JSON_REAL_PRECISION(9));
    const size_t length = lines == NULL ? 0 : strlen(lines);
    *text = lines == NULL ? NULL : realloc(lines, length + 2);
    if (*text == NULL) {
        free(lines);
        return wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    }
    strcpy(*text + length, "\n");
    return WANE_OK;
}

static int takes(const answer_form_t *form, answer_key_t key)
{
    const answer_key_t *given = form->keys;
    while (*given != ANSWER_KEYS && *given != key) given++;
    return *given == key;
}

static wane_status_t ask(char **text, const answer_form_t *form, const answer_problem_t problem,
                         const wane_answer_host_t *host, wane_message_t message)
{
    if (answer_given(problem, ANSWER_DECAY) && !takes(form, ANSWER_DECAY))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "%s: expected no decay: '%s' does not know of it, and would answer as if "
                                "there were none",
                                answer_where(problem, ANSWER_DECAY), form->question);
    json_t *answer = frame(form, problem);
    wane_status_t status = questions[form - answer_forms](answer, problem, host, message);
    if (answer_is_known(status)) {
        wane_status_t dumped = dump(text, answer, message);
        if (dumped != WANE_OK) status = dumped;
    }
    json_decref(answer);
    return status;
}

wane_status_t wane_answer(char **answer, const char *question, const char *problem,
                          const wane_answer_host_t *host, wane_message_t message)
{
    wane_message_t unread; /* what is said to nobody is composed all the same */
    if (message == NULL) message = unread;
    *answer = NULL;
    message->text[0] = 0;
    message->column = 0;
    const answer_form_t *form = answer_form_find(question);
    if (form == NULL) return unknown_question(question, message);
    answer_problem_t inputs;
    answer_problem_init(inputs);
    inputs->takes_lists = form->takes_lists;
    wane_status_t status = answer_problem_read(inputs, NULL, problem, strlen(problem), message);
    if (status == WANE_OK) status = answer_resume_read(inputs, form->keys, message);
    if (status == WANE_OK && form->usual_digits != NULL && !answer_given(inputs, ANSWER_DIGITS))
        answer_problem_put(inputs, ANSWER_DIGITS, form->usual_digits, "default");
    if (status == WANE_OK) status = ask(answer, form, inputs, host, message);
    answer_problem_clear(inputs);
    return status;
}

void wane_answer_free(char *answer)
{
    free(answer);
}
