/* From a problem to what moves. */
#include "answer/thresholds/thresholds.h"

#include <string.h>

#include "answer/problem/flow.h"
#include "answer/problem/text.h"
#include "base/interval.h"
#include "base/number.h"
#include "base/text.h"
#include "function/text/reader.h"
#include "function/tree/expression.h"

#define FLOW_DIGITS 4         /* of boundaries at given eps, unless more are asked for */
#define STAND_IN "[1/4, 1/2]" /* for a range that is not given, while the rest is read */

/* Quantities of a problem that are no parameters of its functions. */
static const struct {
    const char *name;
    answer_key_t key;
    int has_least, has_greatest; /* the range lies in [least, greatest] … */
    slong least, greatest;
    int is_half_line; /* … and is (0, infinity) or [0, infinity) if none is given */
    const char *range;
} quantities[] = {
    [ANSWER_OVER_A0] = {"a0", ANSWER_A0, 0, 0, 0, 0, 1, NULL},
    [ANSWER_OVER_R0] = {"R0", ANSWER_R0, 1, 1, -1, 1, 0, "a range of R0 inside (-1,1)"},
    [ANSWER_OVER_EPS] = {"eps", ANSWER_EPS, 1, 0, 0, 0, 1, "a range of eps above 0"},
    [ANSWER_OVER_DECAY] = {"decay", ANSWER_DECAY, 1, 0, 0, 0, 1, "a range of decays, none below 0"},
};
#define QUANTITIES (sizeof quantities / sizeof *quantities)

static answer_over_t quantity_of(const char *name)
{
    for (size_t i = 1; i < QUANTITIES; i++)
        if (strcmp(quantities[i].name, name) == 0) return (answer_over_t)i;
    return ANSWER_OVER_PARAMETER;
}

static wane_status_t unknown_name(const answer_problem_t problem, wane_message_t message)
{
    return answer_expected(problem, ANSWER_OVER,
                           "a0, R0, eps, decay or a parameter of `student` or `teacher`", message);
}

static wane_status_t read_range(answer_thresholds_request_t *request, const answer_problem_t problem,
                                wane_message_t message)
{
    static const char what[] = "LO:HI with LO < HI";
    const char *text = answer_text(problem, ANSWER_RANGE), *colon = strchr(text, ':');
    if (colon == NULL) return answer_expected(problem, ANSWER_RANGE, what, message);
    char *lo = base_text("%.*s", (int)(colon - text), text);
    const int good = base_number_read(request->lo, lo) && base_number_read(request->hi, colon + 1);
    const int order = good ? fmpq_cmp(request->lo, request->hi) : 0;
    flint_free(lo);
    if (!good) return answer_expected(problem, ANSWER_RANGE, what, message);
    if (order == 0)
        return answer_expected(problem, ANSWER_RANGE, "LO:HI with LO < HI: this range is empty", message);
    if (order > 0)
        return answer_expected(problem, ANSWER_RANGE, "LO:HI with LO < HI: this range is reversed", message);
    const int i = (int)request->over;
    if (i != ANSWER_OVER_PARAMETER &&
        ((quantities[i].has_least && fmpq_cmp_si(request->lo, quantities[i].least) < 0) ||
         (quantities[i].has_greatest && fmpq_cmp_si(request->hi, quantities[i].greatest) > 0)))
        return answer_expected(problem, ANSWER_RANGE, quantities[i].range, message);
    return WANE_OK;
}

static wane_status_t get_range(answer_thresholds_request_t *request, const answer_problem_t problem,
                               wane_message_t message)
{
    const int i = (int)request->over;
    request->has_range = answer_given(problem, ANSWER_RANGE);
    if (request->has_range) return read_range(request, problem, message);
    if (i == ANSWER_OVER_PARAMETER) return WANE_OK; /* it is asked for once the name is known to be one */
    request->is_unbounded = quantities[i].is_half_line;
    fmpq_set_si(request->lo, quantities[i].least, 1);
    fmpq_set_si(request->hi, quantities[i].greatest, 1);
    return WANE_OK;
}

/* ---- the problem with the range in place of a value ---- */

static void put_range(answer_problem_t trial, const answer_thresholds_request_t *request, const char *where)
{
    char *text = interval_text(request->lo, request->hi);
    if (request->over == ANSWER_OVER_PARAMETER)
        answer_problem_put_parameter(trial, request->name, request->has_range ? text : STAND_IN, where);
    else answer_problem_put(trial, quantities[request->over].key, STAND_IN, where);
    flint_free(text);
}

static int stands_in_functions(const answer_thresholds_request_t *request)
{
    return function_parameter_degree(request->pair->student, request->name) != 0 ||
           function_parameter_degree(request->pair->teacher, request->name) != 0;
}

/* At given eps a0 may be all. */
static wane_status_t get_flow(answer_thresholds_request_t *request, const answer_problem_t trial,
                              wane_message_t message)
{
    answer_pair_struct *pair = request->pair;
    wane_status_t status;
    if (request->is_limit) {
        status = answer_get_a0_and_start(pair, trial, message);
        interval_set(request->a0->value, pair->a0);
        return status;
    }
    status = answer_get_eps(request->eps, trial, message);
    if (status == WANE_OK) status = answer_get_quantifier(request->a0, trial, ANSWER_A0, message);
    return status == WANE_OK ? answer_get_start(pair->start, trial, message) : status;
}

/* Undecided stretches are to be narrower than 10^-digits. */
static void set_width(answer_thresholds_request_t *request, const answer_problem_t problem)
{
    if (!request->is_limit && !answer_given(problem, ANSWER_DIGITS))
        request->pair->effort.digits = FLOW_DIGITS;
    fmpz_one(fmpq_numref(request->width));
    fmpz_ui_pow_ui(fmpq_denref(request->width), 10, (ulong)request->pair->effort.digits);
}

static wane_status_t read_problem(answer_thresholds_request_t *request, const answer_problem_t trial,
                                  const answer_problem_t problem, wane_message_t message)
{
    request->is_limit = !answer_is_about_flow(trial);
    wane_status_t status = answer_get_pair(request->pair, trial, message);
    if (status == WANE_OK && request->over == ANSWER_OVER_PARAMETER && !stands_in_functions(request))
        return unknown_name(problem, message);
    if (status == WANE_OK && request->over == ANSWER_OVER_PARAMETER && !request->has_range)
        return answer_expected(problem, ANSWER_RANGE, "LO:HI with LO < HI for the parameter of `over`",
                               message);
    if (status == WANE_OK) status = get_flow(request, trial, message);
    if (status == WANE_OK) status = answer_get_drop(request->drop, problem, message);
    if (status == WANE_OK) set_width(request, problem);
    return status;
}

wane_status_t answer_thresholds_request_init(answer_thresholds_request_t *request,
                                             const answer_problem_t problem, wane_message_t message)
{
    answer_problem_t trial;
    memset(request, 0, sizeof *request);
    fmpq_init(request->lo);
    fmpq_init(request->hi);
    fmpq_init(request->drop);
    fmpq_init(request->width);
    quantifier_init(request->eps);
    quantifier_init(request->a0);
    answer_pair_init(request->pair);
    request->name = base_text("%s", answer_text(problem, ANSWER_OVER));
    request->over = quantity_of(request->name);
    if (request->over == ANSWER_OVER_PARAMETER &&
        (!reader_is_name(request->name) || reader_is_known(request->name)))
        return unknown_name(problem, message);
    wane_status_t status = get_range(request, problem, message);
    if (status != WANE_OK) return status;
    answer_problem_init(trial);
    answer_problem_put_all(trial, problem);
    put_range(trial, request, answer_where(problem, ANSWER_OVER));
    status = read_problem(request, trial, problem, message);
    answer_problem_clear(trial);
    return status;
}

void answer_thresholds_request_clear(answer_thresholds_request_t *request)
{
    flint_free(request->name);
    fmpq_clear(request->lo);
    fmpq_clear(request->hi);
    fmpq_clear(request->drop);
    fmpq_clear(request->width);
    quantifier_clear(request->eps);
    quantifier_clear(request->a0);
    answer_pair_clear(request->pair);
}
