/* From a problem to a map: two quantities become intervals, all others are as they were given. */
#include "answer/map/map.h"

#include <string.h>

#include "answer/problem/flow.h"
#include "answer/problem/pair.h"
#include "answer/problem/text.h"
#include "base/interval.h"
#include "base/number.h"
#include "base/text.h"
#include "function/text/reader.h"
#include "function/tree/expression.h"

const char *const answer_map_quantities[] = {"verdict", "R_final", "R_peak", "Q", "slow_time", "floor", NULL};

static const answer_key_t axis_key[2] = {ANSWER_X, ANSWER_Y};

/* Quantities of a problem that are no parameters of its functions.  Another one takes a row here, its kind in
   unknown_kind_t with its reading in family_box.c, and its place in map_prover.c. */
typedef enum { RANGE_ANY, RANGE_INSIDE, RANGE_ABOVE, RANGE_FROM } range_kind_t;
static const struct {
    const char *name;
    answer_key_t key;
    range_kind_t kind; /* any, or within (-1, 1), (0, infinity), [0, infinity) */
    const char *range;
} quantities[] = {
    {"a0", ANSWER_A0, RANGE_ANY, NULL},
    {"R0", ANSWER_R0, RANGE_INSIDE, "a range of R0 inside (-1,1)"},
    {"eps", ANSWER_EPS, RANGE_ABOVE, "a range of eps above 0"},
    {"decay", ANSWER_DECAY, RANGE_FROM, "a range of decay from 0 on"},
};
#define QUANTITIES (sizeof quantities / sizeof *quantities)
#define NAMES "a0, R0, eps or decay"

static int quantity_of(const char *name)
{
    for (size_t i = 0; i < QUANTITIES; i++)
        if (strcmp(quantities[i].name, name) == 0) return (int)i;
    return -1;
}

/* ---- the axes ---- */

static int is_within(const answer_axis_t *axis, range_kind_t kind)
{
    switch (kind) {
    case RANGE_INSIDE:
        return fmpq_cmp_si(axis->lo, -1) > 0 && fmpq_cmp_si(axis->hi, 1) < 0;
    case RANGE_ABOVE:
        return fmpq_sgn(axis->lo) > 0;
    case RANGE_FROM:
        return fmpq_sgn(axis->lo) >= 0;
    default:
        return 1;
    }
}

static wane_status_t get_axis(answer_axis_t *axis, const answer_problem_t problem, answer_key_t key,
                              wane_message_t message)
{
    static const char what[] = "NAME=LO:HI with LO < HI, NAME a parameter of the expressions, " NAMES;
    const char *text = answer_text(problem, key), *equals = text == NULL ? NULL : strchr(text, '='),
               *colon = equals == NULL ? NULL : strchr(equals, ':');
    if (colon == NULL || equals == text) return answer_expected(problem, key, what, message);
    axis->name = base_text("%.*s", (int)(equals - text), text);
    char *lo = base_text("%.*s", (int)(colon - equals - 1), equals + 1);
    const int good = base_number_read(axis->lo, lo) && base_number_read(axis->hi, colon + 1);
    flint_free(lo);
    if (good && fmpq_equal(axis->lo, axis->hi))
        return answer_expected(problem, key, "a range LO:HI with LO < HI: this one is empty", message);
    if (good && fmpq_cmp(axis->lo, axis->hi) > 0)
        return answer_expected(problem, key, "a range LO:HI with LO < HI: this one is reversed", message);
    if (!good) return answer_expected(problem, key, what, message);
    const int index = quantity_of(axis->name);
    if (index >= 0 && !is_within(axis, quantities[index].kind))
        return answer_expected(problem, key, quantities[index].range, message);
    return WANE_OK;
}

static wane_status_t get_log(answer_axis_t axis[2], const answer_problem_t problem, wane_message_t message)
{
    static const char *const choices[] = {"x", "y", "xy", NULL};
    int choice;
    if (!answer_given(problem, ANSWER_LOG)) return WANE_OK;
    wane_status_t status = answer_get_choice(&choice, problem, ANSWER_LOG, choices, message);
    if (status != WANE_OK) return status;
    axis[0].is_log = choice != 1;
    axis[1].is_log = choice != 0;
    for (int i = 0; i < 2; i++)
        if (axis[i].is_log && fmpq_sgn(axis[i].lo) <= 0)
            return answer_expected(problem, ANSWER_LOG,
                                   i == 0 ? "a range of x above 0 for its logarithm"
                                          : "a range of y above 0 for its logarithm",
                                   message);
    return WANE_OK;
}

static wane_status_t get_axes(answer_axis_t axis[2], const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (int i = 0; i < 2 && status == WANE_OK; i++)
        status = get_axis(&axis[i], problem, axis_key[i], message);
    if (status == WANE_OK && strcmp(axis[0].name, axis[1].name) == 0)
        return answer_expected(problem, ANSWER_Y, "another quantity than that of `x`", message);
    return status == WANE_OK ? get_log(axis, problem, message) : status;
}

/* ---- the problem with the axes as intervals ---- */

static wane_status_t unknown_name(const answer_problem_t problem, int axis, wane_message_t message)
{
    return answer_expected(problem, axis_key[axis],
                           "NAME=LO:HI with a parameter of `student` or `teacher`, " NAMES " as NAME",
                           message);
}

static void put_axis(answer_problem_t trial, const answer_axis_t *axis, const char *where)
{
    char *text = interval_text(axis->lo, axis->hi);
    const int index = quantity_of(axis->name);
    if (index >= 0) answer_problem_put(trial, quantities[index].key, text, where);
    else answer_problem_put_parameter(trial, axis->name, text, where);
    flint_free(text);
}

/* All that was given, and the axes. */
static wane_status_t init_trial(answer_problem_t trial, const answer_axis_t axis[2],
                                const answer_problem_t problem, wane_message_t message)
{
    answer_problem_init(trial);
    answer_problem_put_all(trial, problem);
    for (int i = 0; i < 2; i++) {
        if (quantity_of(axis[i].name) < 0 && (!reader_is_name(axis[i].name) || reader_is_known(axis[i].name)))
            return unknown_name(problem, i, message);
        put_axis(trial, &axis[i], answer_where(problem, axis_key[i]));
    }
    return WANE_OK;
}

/* eps stays as it is in the limit. */
static wane_status_t get_flow(quantifier_t eps, quantifier_t a0, answer_pair_t pair,
                              const answer_problem_t trial, wane_message_t message)
{
    wane_status_t status;
    if (!answer_is_about_flow(trial)) {
        status = answer_get_a0_and_start(pair, trial, message);
        interval_set(a0->value, pair->a0);
        return status;
    }
    status = answer_get_eps(eps, trial, message);
    if (status == WANE_OK) status = answer_get_quantifier(a0, trial, ANSWER_A0, message);
    return status == WANE_OK ? answer_get_start(pair->start, trial, message) : status;
}

static wane_status_t read_problem(answer_map_request_t *request, const answer_problem_t trial,
                                  const answer_problem_t problem, wane_message_t message)
{
    const int is_limit = !answer_is_about_flow(trial);
    int quantity = 0;
    slong depth;
    SCOPED(answer_pair, pair);
    SCOPED(quantifier, eps, a0);
    SCOPED(fmpq, drop);
    const char *const name[2] = {request->axis[0].name, request->axis[1].name};
    const int is_log[2] = {request->axis[0].is_log, request->axis[1].is_log};
    wane_status_t status = answer_get_integer(&depth, problem, ANSWER_DEPTH, 0, MAP_GREATEST_DEPTH, message);
    if (status == WANE_OK)
        status = answer_get_choice(&quantity, problem, ANSWER_QUANTITY, answer_map_quantities, message);
    if (status == WANE_OK) status = answer_get_pair(pair, trial, message);
    for (int i = 0; i < 2 && status == WANE_OK; i++)
        if (quantity_of(name[i]) < 0 && function_parameter_degree(pair->student, name[i]) == 0 &&
            function_parameter_degree(pair->teacher, name[i]) == 0)
            status = unknown_name(problem, i, message);
    if (status == WANE_OK) status = get_flow(eps, a0, pair, trial, message);
    if (status == WANE_OK) status = answer_get_drop(drop, problem, message);
    if (status == WANE_OK && !is_limit && quantity == MAP_SLOW_TIME)
        return answer_expected(problem, ANSWER_QUANTITY,
                               "another quantity: slow times are those of the limit", message);
    const flow_subject_t subject = {pair->student, pair->teacher, is_limit ? NULL : eps, a0,
                                    pair->start,   drop};
    if (status == WANE_OK) status = map_problem_init_set(request->problem, &subject, name, is_log, message);
    if (status == WANE_OK) {
        request->problem->depth = depth;
        request->problem->quantity = (map_quantity_t)quantity;
        request->problem->effort = pair->effort;
        request->has_decay = answer_has_decay(pair);
        for (int i = 0; i < 2; i++) wane_function_set(request->typed[i], pair->typed[i]);
        interval_set(request->decay, pair->decay);
    }
    return status;
}

wane_status_t answer_map_request_init(answer_map_request_t *request, const answer_problem_t problem,
                                      wane_message_t message)
{
    answer_problem_t trial;
    memset(request, 0, sizeof *request);
    for (int i = 0; i < 2; i++) {
        fmpq_init(request->axis[i].lo);
        fmpq_init(request->axis[i].hi);
        wane_function_init(request->typed[i]);
    }
    wane_interval_init(request->decay);
    map_problem_init(request->problem);
    wane_status_t status = get_axes(request->axis, problem, message);
    if (status != WANE_OK) return status;
    status = init_trial(trial, request->axis, problem, message);
    if (status == WANE_OK) status = read_problem(request, trial, problem, message);
    answer_problem_clear(trial);
    return status;
}

void answer_map_request_clear(answer_map_request_t *request)
{
    for (int i = 0; i < 2; i++) {
        fmpq_clear(request->axis[i].lo);
        fmpq_clear(request->axis[i].hi);
        flint_free(request->axis[i].name);
        wane_function_clear(request->typed[i]);
    }
    wane_interval_clear(request->decay);
    map_problem_clear(request->problem);
}
