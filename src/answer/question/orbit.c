/* Certified enclosures of a trajectory of the planar flow. */
#include <math.h>

#include "base/interval.h"
#include "answer/problem/decimal.h"
#include "answer/problem/pair.h"
#include "answer/question/certified.h"
#include "answer/question/orbit_pieces.h"
#include "base/scoped.h"
#include "manifold/shape/start.h"

#define MOST_DIGITS 200
#define MOST_POINTS 100000
#define KERNEL_DIGITS 8 /* more than those of the orbit */
#define ATTEMPTS 4      /* with more digits each, until the widths are as small as asked for */

static const char *const spacings[] = {"linear", "log", NULL};

typedef struct {
    answer_pair_t pair;
    answer_orbit_box_t box;
    fmpq_t time;
    slong points;
    int spacing;
} request_t;

static void request_init(request_t *request)
{
    answer_pair_init(request->pair);
    answer_orbit_box_init(request->box);
    fmpq_init(request->time);
}

static void request_clear(request_t *request)
{
    answer_pair_clear(request->pair);
    answer_orbit_box_clear(request->box);
    fmpq_clear(request->time);
}

static wane_status_t get_time(fmpq_t time, const answer_problem_t problem, wane_message_t message)
{
    SCOPED(fmpq, most);
    fmpq_set_si(most, 1000000000000, 1);
    wane_status_t status = answer_get_rational(time, problem, ANSWER_TIME, message);
    if (status == WANE_OK && (fmpq_sgn(time) <= 0 || fmpq_cmp(time, most) > 0 || !answer_is_decimal(time)))
        status = answer_expected(problem, ANSWER_TIME, "a positive decimal number, at most 1e12", message);
    fmpq_inv(most, most);
    if (status == WANE_OK && fmpq_cmp(time, most) < 0)
        status = answer_expected(problem, ANSWER_TIME, "a time of at least 1e-12", message);
    return status;
}

static wane_status_t get_request(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    wane_interval_struct *eps = request->box[ANSWER_ORBIT_EPS], *a0 = request->box[ANSWER_ORBIT_A];
    wane_status_t status = answer_get_pair(request->pair, problem, message);
    if (status == WANE_OK && request->pair->effort.digits > MOST_DIGITS)
        status = answer_expected(problem, ANSWER_DIGITS, "at most 200 digits of an orbit", message);
    if (status == WANE_OK) status = answer_get_interval(a0->lo, a0->hi, problem, ANSWER_A0, message);
    if (status == WANE_OK) status = answer_get_start(request->pair->start, problem, message);
    if (status == WANE_OK && start_is_beside_zero(request->pair->start))
        status = answer_expected(problem, ANSWER_R0,
                                 "a number or an interval [lo,hi] inside (-1,1): 0+ and 0- start at the same "
                                 "point as 0, and no solution passes through it but that of `R0` 0",
                                 message);
    if (status == WANE_OK) status = answer_get_interval(eps->lo, eps->hi, problem, ANSWER_EPS, message);
    if (status == WANE_OK && fmpq_sgn(eps->lo) <= 0)
        status = answer_expected(problem, ANSWER_EPS, "a positive number or interval", message);
    if (status == WANE_OK && request->pair->start->kind == WANE_START_VALUE)
        interval_set(request->box[ANSWER_ORBIT_R], request->pair->start->value);
    if (status == WANE_OK) status = get_time(request->time, problem, message);
    if (status == WANE_OK)
        status = answer_get_integer(&request->points, problem, ANSWER_POINTS, 1, MOST_POINTS, message);
    if (status == WANE_OK)
        status = answer_get_choice(&request->spacing, problem, ANSWER_SPACING, spacings, message);
    return status;
}

static wane_status_t attempt(answer_orbit_table_t table, request_t *request, slong digits,
                             const wane_answer_host_t *host, wane_message_t message)
{
    answer_progress_t progress = {host, 0};
    kernels_t kernels;
    wane_effort_t effort = request->pair->effort;
    effort.digits = digits + KERNEL_DIGITS;
    kernels_init(kernels);
    wane_status_t status =
        kernels_compute(kernels, request->pair->student, request->pair->teacher, &effort, message);
    if (status == WANE_OK)
        status = answer_orbit_follow(table, request->box, kernels, digits, &progress, message);
    kernels_clear(kernels);
    return status;
}

/* Repeats with more digits as long as that narrows rows that are too wide. */
static wane_status_t compute(answer_orbit_table_t table, request_t *request, const wane_answer_host_t *host,
                             wane_message_t message)
{
    const slong wanted = request->pair->effort.digits;
    slong digits = wanted;
    double before = INFINITY;
    wane_status_t status = WANE_OK;
    for (int i = 0; i < ATTEMPTS; i++) {
        table->filled = 0;
        status = attempt(table, request, digits, host, message);
        const double width = answer_orbit_table_width(table);
        if (status != WANE_OK || !answer_orbit_box_is_point(request->box) || width <= (double)-wanted ||
            width > before - 1)
            break;
        before = width;
        digits += (slong)ceil(width + (double)wanted) + 1;
        if (digits > MOST_DIGITS || 4 * digits > request->pair->effort.max_prec) break;
    }
    return status;
}

/* A gap lies in [0, 1], which rounding may leave. */
static json_t *gap_json(const arb_t gap, slong digits)
{
    return answer_correlation_json(gap, ANSWER_FROM_ZERO_TO_ONE, digits);
}

static json_t *table_json(const answer_orbit_table_t table, const char *reason)
{
    const slong digits = table->digits + ANSWER_GUARD_DIGITS;
    json_t *rows = json_array();
    for (slong i = 0; i < table->filled; i++) {
        char *time = answer_exact_decimal(table->time + i);
        json_array_append_new(
            rows, json_pack("{s:s,s:o,s:o,s:o}", "t", time, "R",
                            answer_correlation_json(table->R + i, ANSWER_FROM_MINUS_ONE_TO_ONE, digits), "a",
                            answer_certified_json(table->a + i, NULL, digits), "one_minus_absR",
                            gap_json(table->gap + i, digits)));
        flint_free(time);
    }
    return json_pack("{s:I,s:I,s:b,s:o,s:o}", "steps", (json_int_t)table->steps, "pieces",
                     (json_int_t)table->pieces, "complete", table->filled == table->length, "reason",
                     answer_text_json(reason), "rows", rows);
}

/* "the rows end at t = 200, before 400: <why>" */
static void say_where_rows_end(const answer_orbit_table_t table, wane_message_t message)
{
    const wane_message_t said = {message[0]};
    char *last = answer_exact_decimal(table->time + FLINT_MAX(table->filled - 1, 0)),
         *wanted = answer_exact_decimal(table->time + table->length - 1);
    if (table->filled < table->length)
        wane_message_set(message, WANE_UNDECIDED, 0, "%s t = %s, before t = %s: %s",
                         table->filled > 0 ? "the rows end at" : "there is no row, not for", last, wanted,
                         said->text);
    flint_free(last);
    flint_free(wanted);
}

wane_status_t answer_orbit(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                           wane_message_t message)
{
    request_t request;
    answer_orbit_table_t table;
    request_init(&request);
    wane_status_t status = get_request(&request, problem, message);
    if (status == WANE_OK) {
        answer_orbit_table_init(table, request.time, request.points, (answer_spacing_t)request.spacing,
                                request.pair->effort.digits);
        status = compute(table, &request, host, message);
        if (status == WANE_UNDECIDED) say_where_rows_end(table, message);
        if (answer_is_known(status))
            answer_add(answer, table_json(table, status == WANE_UNDECIDED ? message->text : NULL));
        answer_orbit_table_clear(table);
    }
    request_clear(&request);
    return status;
}
