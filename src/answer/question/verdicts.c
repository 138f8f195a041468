/* The verdicts of many problems that differ in numbers: lists of one length, their first values together, their second
   ones, and so on.  In the limit a student that stays has its coefficients computed once. */
#include "answer/problem/form.h"
#include "answer/problem/lists.h"
#include "answer/problem/pair.h"
#include "answer/question/certified.h"
#include "answer/question/question.h"
#include "base/scoped.h"
#include "function/node/node.h"
#include "manifold/family/boxes/box_verdict.h"
#include "manifold/limit/verdict.h"

#define MOST_ROWS 1000000

/* How many entries all lists have. */
static wane_status_t count_rows(size_t *count, const answer_lists_t *lists, wane_message_t message)
{
    *count = lists->count > 0 ? json_array_size(lists->listed->value) : 0;
    for (size_t j = 0; j < lists->count; j++) {
        const size_t length = json_array_size(lists->listed[j].value);
        if (length > MOST_ROWS || length != *count)
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "%s: expected a list of %zu values, found %zu", lists->listed[j].where,
                                    length > MOST_ROWS ? (size_t)MOST_ROWS : *count, length);
    }
    if (*count > 0) return WANE_OK;
    return wane_message_set(
        message, WANE_BAD_INPUT, 0,
        "expected a list of numbers in at least one of `a0`, `R0`, `eps`, `decay` and `set`");
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
    size_t count;
    answer_lists_t lists;
    shared_t shared = {.is_known = 0};
    answer_progress_t progress = {host, 0};
    json_t *verdicts = json_array();
    size_t undecided = 0;
    kernels_init(shared.kernels);
    wane_function_init(shared.student);
    answer_lists_init(&lists, problem, answer_form_find("verdicts")->keys);
    wane_status_t status = count_rows(&count, &lists, message);
    progress.steps = (double)count;
    for (size_t i = 0; status == WANE_OK && i < count; i++) {
        answer_problem_t row;
        answer_problem_init(row);
        answer_problem_put_all(row, problem);
        for (size_t j = 0; j < lists.count; j++) answer_listed_put(row, lists.listed + j, i);
        json_t *found = quick_row(&shared, row);
        if (found == NULL) status = full_row(&found, row, message);
        if (status == WANE_UNDECIDED) undecided++, status = WANE_OK;
        json_array_append_new(verdicts, found);
        answer_problem_clear(row);
        if (status == WANE_OK && answer_progress_advance(&progress, (double)(i + 1) / (double)count) != 0)
            status =
                wane_message_set(message, WANE_FAILURE, 0, "stopped after %zu of %zu verdicts", i + 1, count);
    }
    if (status == WANE_OK && undecided > 0)
        status = wane_message_set(message, WANE_UNDECIDED, 0, "%zu of %zu verdicts are not decided",
                                  undecided, count);
    else if (status == WANE_OK) message->text[0] = 0;
    json_object_set_new(answer, "verdicts", verdicts);
    answer_lists_clear(&lists);
    kernels_clear(shared.kernels);
    wane_function_clear(shared.student);
    return status;
}
