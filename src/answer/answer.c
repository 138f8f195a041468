#include "wane/version.h"
#include "wane/answer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "answer/problem/form.h"
#include "answer/problem/read.h"
#include "answer/problem/text.h"
#include "answer/question/question.h"
#include "answer/simulation/resume.h"
#include "crew/post.h"

#define ANSWER_LINES_MARK "@lines"

/* In the order of answer_forms. */
static answer_question_t *const questions[] = {answer_coeffs,
                                               answer_manifold,
                                               answer_verdict,
                                               answer_thresholds,
                                               answer_bifurcations,
                                               answer_verify,
                                               answer_orbit,
                                               answer_simulate,
                                               answer_check,
                                               answer_claims,
                                               answer_kernel,
                                               answer_sweep,
                                               answer_map,
                                               answer_formalize,
                                               answer_verdicts,
                                               answer_plot_phase,
                                               answer_plot_orbit,
                                               answer_plot_potential,
                                               answer_plot_coefficients,
                                               answer_plot_check,
                                               answer_explain,
                                               answer_report};

static wane_status_t unknown_question(const char *name, wane_message_t message)
{
    char all[400] = "";
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

/* The lines that were added to the answer (NULL: none), a mark now in their place. */
static char *take_lines(json_t *answer, const char *name)
{
    const json_t *field = name == NULL ? NULL : json_object_get(answer, name);
    if (!json_is_integer(field)) return NULL;
    char *lines = (char *)(intptr_t)json_integer_value(field);
    json_object_set_new(answer, name, json_string(ANSWER_LINES_MARK));
    return lines;
}

/* text and lines, of malloc, become one: the lines, between brackets, stand for the mark in the text. */
static char *put_lines(char *text, char *lines)
{
    static const char mark[] = "\"" ANSWER_LINES_MARK "\"";
    const char *place = strstr(text, mark), *rest = place + strlen(mark);
    const size_t before = (size_t)(place - text), length = strlen(lines);
    const char *open = length > 0 ? "[\n" : "[", *close = length > 0 ? "\n  ]" : "]";
    const size_t open_length = strlen(open);
    char *all = realloc(lines, before + length + strlen(rest) + 16);
    if (all == NULL) free(lines);
    if (all != NULL) {
        memmove(all + before + open_length, all, length);
        memcpy(all, text, before);
        memcpy(all + before, open, open_length);
        strcpy(all + before + open_length + length, close);
        strcat(all + before + open_length + length, rest);
    }
    free(text);
    return all;
}

static wane_status_t dump(char **text, const json_t *answer, char *lines, wane_message_t message)
{
    char *head = json_dumps(answer, JSON_INDENT(2) | JSON_REAL_PRECISION(9));
    if (head == NULL) free(lines);
    if (head != NULL && lines != NULL) head = put_lines(head, lines);
    const size_t length = head == NULL ? 0 : strlen(head);
    *text = head == NULL ? NULL : realloc(head, length + 2);
    if (*text == NULL) {
        free(head);
        return wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    }
    strcpy(*text + length, "\n");
    return WANE_OK;
}

static wane_status_t ask(char **text, const answer_form_t *form, const answer_problem_t problem,
                         const wane_answer_host_t *host, wane_message_t message)
{
    if (answer_given(problem, ANSWER_DECAY) && !answer_form_takes(form, ANSWER_DECAY))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "%s: expected no decay: '%s' does not know of it, and would answer as if "
                                "there were none",
                                answer_where(problem, ANSWER_DECAY), form->question);
    json_t *answer = frame(form, problem);
    wane_status_t status = questions[form - answer_forms](answer, problem, host, message);
    char *lines = take_lines(answer, form->lines);
    const int is_told = host == NULL || host->crew == NULL || host->crew->rank == 0;
    if (answer_is_known(status) && is_told) {
        wane_status_t dumped = dump(text, answer, lines, message);
        if (dumped != WANE_OK) status = dumped;
    } else {
        free(lines);
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
    for (int i = 0; status == WANE_OK && i < ANSWER_MOST_USUAL && form->usual[i].value != NULL; i++)
        if (!answer_given(inputs, form->usual[i].key))
            answer_problem_put(inputs, form->usual[i].key, form->usual[i].value, "default");
    if (status == WANE_OK) status = ask(answer, form, inputs, host, message);
    answer_problem_clear(inputs);
    return status;
}

void wane_answer_free(char *answer)
{
    free(answer);
}
