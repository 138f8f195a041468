/* The verdicts of many problems that differ in numbers: lists of one length, their first values together, their second
   ones, and so on.  In the limit a student that stays has its coefficients computed once. */
#include <stdlib.h>
#include <string.h>

#include "answer/problem/form.h"
#include "answer/problem/pair.h"
#include "answer/problem/text.h"
#include "answer/question/certified.h"
#include "answer/question/decay.h"
#include "answer/question/question.h"
#include "base/scoped.h"
#include "function/node/node.h"
#include "manifold/family/boxes/box_verdict.h"
#include "manifold/limit/verdict.h"

#define MOST_ROWS 1000000

/* ---- rows ---- */

typedef struct {
    const answer_problem_struct *problem;
    json_t *lists; /* by place: first the keys, then the parameters; null for what is no list */
    size_t count;
} rows_t;

static wane_status_t add_list(rows_t *rows, const char *text, const char *where, wane_message_t message)
{
    json_t *list = answer_list(text);
    if (list == NULL) return json_array_append_new(rows->lists, json_null()) == 0 ? WANE_OK : WANE_FAILURE;
    const size_t length = json_array_size(list);
    json_array_append_new(rows->lists, list);
    if (length > MOST_ROWS || (rows->count > 0 && length != rows->count))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected a list of %zu values, found %zu",
                                where, length > MOST_ROWS ? (size_t)MOST_ROWS : rows->count, length);
    rows->count = length;
    return WANE_OK;
}

static wane_status_t get_rows(rows_t *rows, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    *rows = (rows_t){.problem = problem, .lists = json_array()};
    for (int key = 0; key < ANSWER_KEYS && status == WANE_OK; key++)
        status = add_list(rows, answer_text(problem, (answer_key_t)key),
                          answer_where(problem, (answer_key_t)key), message);
    for (long i = 0; i < problem->parameter_count && status == WANE_OK; i++)
        status = add_list(rows, problem->parameter[i].value.text, problem->parameter[i].value.where, message);
    if (status == WANE_OK && rows->count == 0)
        return wane_message_set(
            message, WANE_BAD_INPUT, 0,
            "expected a list of numbers in at least one of `a0`, `R0`, `eps`, `decay` and `set`");
    return status;
}

/* Problem number i, to be initialised before. */
static void get_row(answer_problem_t row, const rows_t *rows, size_t i)
{
    const answer_problem_struct *problem = rows->problem;
    answer_problem_put_all(row, problem);
    for (int key = 0; key < ANSWER_KEYS; key++) {
        const char *text = json_string_value(json_array_get(json_array_get(rows->lists, (size_t)key), i));
        if (text != NULL)
            answer_problem_put(row, (answer_key_t)key, text, answer_where(problem, (answer_key_t)key));
    }
    for (long j = 0; j < problem->parameter_count; j++) {
        json_t *list = json_array_get(rows->lists, (size_t)(ANSWER_KEYS + j));
        const char *text = json_string_value(json_array_get(list, i));
        if (text != NULL)
            answer_problem_put_parameter(row, problem->parameter[j].name, text,
                                         problem->parameter[j].value.where);
    }
}

/* ---- one verdict ---- */

/* What the last row leaves to the next. */
typedef struct {
    kernels_t kernels;
    wane_function_t student; /* whose kernels they are */
    int is_known;
} shared_t;

static int take_kernels(shared_t *shared, const answer_pair_t pair, wane_message_t message)
{
    if (shared->is_known && node_equal(shared->student->root, pair->student->root) &&
        kernels_replace_teacher(shared->kernels, pair->student, pair->teacher))
        return 1;
    wane_function_set(shared->student, pair->student);
    shared->is_known =
        kernels_compute(shared->kernels, pair->student, pair->teacher, &pair->effort, message) == WANE_OK;
    return shared->is_known;
}

static json_t *row_json(const verdict_t verdict, slong digits)
{
    return json_pack(
        "{s:s,s:b,s:o,s:o,s:o}", "verdict", wane_outcome_name(verdict->outcome), "proved", verdict->proved,
        "R_peak", answer_correlation_json(verdict->R_peak, ANSWER_FROM_MINUS_ONE_TO_ONE, digits), "R_final",
        answer_correlation_json(verdict->R_final, ANSWER_FROM_MINUS_ONE_TO_ONE, digits), "a_final",
        answer_certified_json(verdict->a_final, NULL, digits));
}

/* NULL if it takes more than the kernels at hand. */
static json_t *quick_row(shared_t *shared, const answer_problem_t problem)
{
    wane_message_t unread;
    SCOPED(answer_pair, pair);
    if (answer_given(problem, ANSWER_EPS)) return NULL;
    if (answer_get_pair(pair, problem, unread) != WANE_OK ||
        answer_get_a0_and_start(pair, problem, unread) != WANE_OK ||
        box_verdict_is_needed(pair->student, pair->teacher, pair->a0, pair->start) ||
        !take_kernels(shared, pair, unread))
        return NULL;
    json_t *row = NULL;
    verdict_t verdict;
    verdict_init(verdict);
    if (verdict_from_kernels(verdict, shared->kernels, pair->a0, pair->start, &pair->effort, unread) ==
        WANE_OK)
        row = row_json(verdict, pair->effort.digits + ANSWER_GUARD_DIGITS);
    verdict_clear(verdict);
    return row;
}

/* The same fields, as the question `verdict` answers. */
static wane_status_t full_row(json_t **row, const answer_problem_t problem, wane_message_t message)
{
    static const char *const fields[] = {"verdict", "proved", "R_peak", "R_final", "a_final"};
    json_t *answer = json_object();
    wane_status_t status = answer_verdict(answer, problem, NULL, message);
    *row = json_object();
    for (size_t i = 0; answer_is_known(status) && i < sizeof fields / sizeof *fields; i++) {
        json_t *field = json_object_get(answer, fields[i]);
        json_object_set(*row, fields[i], field != NULL ? field : json_null());
    }
    if (status == WANE_UNDECIDED) json_object_set_new(*row, "message", json_string(message->text));
    json_decref(answer);
    return status;
}

wane_status_t answer_verdicts(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                              wane_message_t message)
{
    rows_t rows;
    shared_t shared = {.is_known = 0};
    answer_progress_t progress = {host, 0};
    json_t *verdicts = json_array();
    size_t undecided = 0;
    kernels_init(shared.kernels);
    wane_function_init(shared.student);
    wane_status_t status = get_rows(&rows, problem, message);
    progress.steps = (double)rows.count;
    for (size_t i = 0; status == WANE_OK && i < rows.count; i++) {
        answer_problem_t row;
        answer_problem_init(row);
        get_row(row, &rows, i);
        json_t *found = quick_row(&shared, row);
        if (found == NULL) status = full_row(&found, row, message);
        if (status == WANE_UNDECIDED) undecided++, status = WANE_OK;
        json_array_append_new(verdicts, found);
        answer_problem_clear(row);
        if (status == WANE_OK &&
            answer_progress_advance(&progress, (double)(i + 1) / (double)rows.count) != 0)
            status = wane_message_set(message, WANE_FAILURE, 0, "stopped after %zu of %zu verdicts", i + 1,
                                      rows.count);
    }
    if (status == WANE_OK && undecided > 0)
        status = wane_message_set(message, WANE_UNDECIDED, 0, "%zu of %zu verdicts are not decided",
                                  undecided, rows.count);
    else if (status == WANE_OK) message->text[0] = 0;
    json_object_set_new(answer, "verdicts", verdicts);
    json_decref(rows.lists);
    kernels_clear(shared.kernels);
    wane_function_clear(shared.student);
    return status;
}
