/* The kernels of a pair where they are asked for: the dual activation. */
#include "answer/shape/kernel_points.h"
#include "answer/problem/pair.h"
#include "answer/problem/ranges.h"
#include "answer/question/certified.h"
#include "answer/question/question.h"
#include "base/interval.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

static const char letters[] = "PSK";

static arb_srcptr values_of(const kernel_point_t at, int which)
{
    return which == 0 ? at->P : which == 1 ? at->S : at->K;
}

/* The order of the first derivative that ought to be known and is not; DERIVATIVES if there is none.  At
   |R| = 1 it may be infinite: behind it there are none, and none on a range that comes so far. */
static int first_unknown(arb_srcptr value, const wane_interval_t R)
{
    const int to_the_end = fmpq_cmp_si(R->lo, -1) == 0 || fmpq_cmp_si(R->hi, 1) == 0;
    int j = 0;
    while (j < DERIVATIVES && arb_is_finite(value + j)) j++;
    if (j < DERIVATIVES && (answer_is_infinity(value + j) || (to_the_end && !interval_is_number(R))))
        return DERIVATIVES;
    return j;
}

static wane_status_t see_that_all_is_known(const kernel_points_t points, wane_message_t message)
{
    for (slong i = 0; i < points->R->count; i++)
        for (int which = 0; which < 3; which++) {
            const wane_interval_struct *R = points->R->range[i];
            const int order = first_unknown(values_of(points->at[i], which), R);
            if (order == DERIVATIVES) continue;
            char *text = fmpq_get_str(NULL, 10, R->lo);
            wane_message_set(
                message, WANE_UNDECIDED, 0,
                "%c%.*s %s R = %s is not enclosed, nor seen to be infinite: kinks or jumps of the "
                "functions are in the way",
                letters[which], order, "'''", interval_is_number(R) ? "at" : "from", text);
            flint_free(text);
            return WANE_UNDECIDED;
        }
    return WANE_OK;
}

/* ---- JSON ---- */

static json_t *values_json(arb_srcptr value, slong digits)
{
    json_t *values = json_array();
    for (int j = 0; j < DERIVATIVES; j++)
        json_array_append_new(values, answer_certified_json(value + j, NULL, digits));
    return values;
}

static json_t *points_json(const kernel_points_t points, slong digits)
{
    json_t *list = json_array();
    for (slong i = 0; i < points->R->count; i++) {
        json_t *point = kernel_points_shape_json(points, i, digits);
        for (int which = 0; which < 3; which++) {
            const char name[] = {letters[which], 0};
            json_object_set_new(point, name, values_json(values_of(points->at[i], which), digits));
        }
        json_array_append_new(list, point);
    }
    return list;
}

static wane_status_t compute(json_t *answer, const answer_ranges_t R, const answer_pair_t pair,
                             wane_message_t message)
{
    kernel_points_t points;
    kernel_points_init(points, R);
    wane_status_t status =
        kernel_points_compute(points, pair->student, pair->teacher, &pair->effort, message);
    if (status == WANE_OK) status = see_that_all_is_known(points, message);
    if (answer_is_known(status))
        answer_add(answer,
                   json_pack("{s:o}", "at", points_json(points, pair->effort.digits + ANSWER_GUARD_DIGITS)));
    kernel_points_clear(points);
    return status;
}

wane_status_t answer_kernel(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                            wane_message_t message)
{
    SCOPED(answer_pair, pair);
    answer_ranges_t R;
    answer_ranges_init(R);
    wane_status_t status = answer_get_functions(pair, problem, message);
    if (status == WANE_OK) status = answer_get_ranges(R, problem, ANSWER_AT, -1, 1, message);
    if (status == WANE_OK) status = compute(answer, R, pair, message);
    answer_ranges_clear(R);
    return status;
}
