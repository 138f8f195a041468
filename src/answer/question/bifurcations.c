/* The values of a parameter at which the picture changes. */
#include "answer/question/bifurcations.h"

#include <string.h>

#include "answer/problem/number.h"
#include "answer/problem/pair.h"
#include "answer/problem/text.h"
#include "answer/question/certified.h"
#include "answer/question/question.h"

static const char *const sides[] = {"1", "-1", NULL};

/* What moves, and where it was said. */
typedef struct {
    char *name;
    char *range_text; /* "[lo, hi]", a stand-in where the whole line is meant */
    wane_parameter_t *others;
    slong other_count;
    wane_family_t family;
    answer_pair_t pair;
} request_t;

static void request_init(request_t *request)
{
    memset(request, 0, sizeof *request);
    wane_family_init(request->family);
    answer_pair_init(request->pair);
}

static void request_clear(request_t *request)
{
    flint_free(request->name);
    flint_free(request->range_text);
    flint_free(request->others);
    wane_family_clear(request->family);
    answer_pair_clear(request->pair);
}

/* "lo:hi" */
static int read_range(fmpq_t lo, fmpq_t hi, const char *text)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL) return 0;
    char *left = answer_format("%.*s", (int)(colon - text), text);
    int good = answer_number_read(lo, left) && answer_number_read(hi, colon + 1) && fmpq_cmp(lo, hi) < 0;
    flint_free(left);
    return good;
}

/* "b", with a range from "set" or none, or "b=lo:hi". */
static wane_status_t get_parameter(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    static const char what[] = "a parameter of the expressions, NAME or NAME=LO:HI with LO < HI";
    const char *text = answer_text(problem, ANSWER_PARAM);
    answer_quote_t quoted;
    if (text == NULL || *text == 0 || *text == '=')
        return answer_expected(problem, ANSWER_PARAM, what, message);
    size_t length = strcspn(text, "=");
    wane_family_struct *family = request->family;
    request->name = answer_format("%.*s", (int)length, text);
    family->whole_line = text[length] == 0;
    if (text[length] != 0 && !read_range(family->range->lo, family->range->hi, text + length + 1))
        return answer_expected(problem, ANSWER_PARAM, what, message);
    for (long i = 0; i < problem->parameter_count; i++) {
        const answer_parameter_t *given = &problem->parameter[i];
        if (strcmp(given->name, request->name) != 0 || !family->whole_line) continue;
        if (!answer_number_read_interval(family->range->lo, family->range->hi, given->value.text) ||
            fmpq_equal(family->range->lo, family->range->hi))
            return wane_message_set(
                message, WANE_BAD_INPUT, 0, "%s: expected a range [lo,hi] of %s, which is to move, found %s",
                given->value.where, request->name, answer_quote(quoted, given->value.text));
        family->whole_line = 0;
    }
    return WANE_OK;
}

static void collect_others(request_t *request, const answer_problem_t problem)
{
    size_t size = (size_t)problem->parameter_count + 1;
    request->others = flint_realloc(NULL, size * sizeof *request->others);
    for (long i = 0; i < problem->parameter_count; i++)
        if (strcmp(problem->parameter[i].name, request->name) != 0)
            request->others[request->other_count++] = (wane_parameter_t){
                .name = problem->parameter[i].name, .value = problem->parameter[i].value.text};
}

/* Reads both expressions with the parameter in its range, for the sake of the messages, and sees that it
   occurs. */
static wane_status_t check_pair(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    const wane_family_struct *family = request->family;
    char *lo = fmpq_get_str(NULL, 10, family->range->lo), *hi = fmpq_get_str(NULL, 10, family->range->hi);
    request->range_text = family->whole_line ? answer_strdup("[-1, 1]") : answer_format("[%s, %s]", lo, hi);
    /* The same problem, with other parameters. */
    answer_problem_t trial = {*problem};
    trial->parameter = flint_malloc((size_t)(request->other_count + 1) * sizeof *trial->parameter);
    trial->parameter_count = request->other_count + 1;
    for (slong i = 0; i < request->other_count; i++)
        trial->parameter[i] = (answer_parameter_t){.name = (char *)request->others[i].name,
                                                   .value.text = (char *)request->others[i].value};
    trial->parameter[request->other_count] =
        (answer_parameter_t){.name = request->name, .value.text = request->range_text};
    wane_status_t status = answer_get_pair(request->pair, trial, message);
    if (status == WANE_OK && wane_function_parameter_degree(request->pair->student, request->name) == 0 &&
        wane_function_parameter_degree(request->pair->teacher, request->name) == 0)
        status = wane_message_set(
            message, WANE_BAD_INPUT, 0,
            "`param`: expected a parameter that occurs in `student` or `teacher`, found '%s'", request->name);
    flint_free(trial->parameter);
    flint_free(lo);
    flint_free(hi);
    return status;
}

static wane_status_t get_request(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    int side = 0;
    wane_family_struct *family = request->family;
    wane_status_t status = get_parameter(request, problem, message);
    if (status != WANE_OK) return status;
    collect_others(request, problem);
    status = check_pair(request, problem, message);
    if (status == WANE_OK) status = answer_get_choice(&side, problem, ANSWER_SIDE, sides, message);
    family->student = answer_text(problem, ANSWER_STUDENT);
    family->teacher = answer_text(problem, ANSWER_TEACHER);
    family->name = request->name;
    family->parameters = request->others;
    family->parameter_count = request->other_count;
    family->side = side == 0 ? 1 : -1;
    family->with_verdict = answer_given(problem, ANSWER_A0);
    if (status == WANE_OK && family->with_verdict)
        status = answer_get_interval(family->a0->lo, family->a0->hi, problem, ANSWER_A0, message);
    if (status == WANE_OK && family->with_verdict) status = answer_get_start(family->start, problem, message);
    return status;
}

wane_status_t answer_bifurcations(json_t *answer, const answer_problem_t problem,
                                  const wane_answer_host_t *host, wane_message_t message)
{
    request_t request;
    wane_bifurcations_t bifurcations;
    request_init(&request);
    wane_bifurcations_init(bifurcations);
    wane_status_t status = get_request(&request, problem, message);
    if (status == WANE_OK)
        status = wane_bifurcations_compute(bifurcations, request.family, &request.pair->effort, message);
    if (answer_is_known(status))
        answer_add(answer, answer_bifurcations_json(bifurcations, request.name,
                                                    request.pair->effort.digits + ANSWER_GUARD_DIGITS));
    wane_bifurcations_clear(bifurcations);
    request_clear(&request);
    return status;
}
