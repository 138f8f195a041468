/* The kernels of a pair where they are asked for: the dual activation. */
#include "answer/problem/pair.h"
#include "answer/problem/ranges.h"
#include "answer/question/certified.h"
#include "answer/question/question.h"
#include "base/decimal.h"
#include "hermite/point/kernel_point.h"
#include "manifold/shape/precision_loop.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

/* Where, and what is known there. */
typedef struct {
    const wane_function_struct *student, *teacher;
    answer_ranges_t R;
    kernel_point_t *at;
} request_t;

static const char letters[] = "PSK";

static arb_srcptr values_of(const kernel_point_t at, int which)
{
    return which == 0 ? at->P : which == 1 ? at->S : at->K;
}

static int is_point(const wane_interval_t R)
{
    return fmpq_equal(R->lo, R->hi);
}

/* The order of the first derivative that ought to be known and is not; DERIVATIVES if there is none.  At
   |R| = 1 it may be infinite: behind it there are none, and none on a range that comes so far. */
static int first_unknown(arb_srcptr value, const wane_interval_t R)
{
    const int to_the_end = fmpq_cmp_si(R->lo, -1) == 0 || fmpq_cmp_si(R->hi, 1) == 0;
    int j = 0;
    while (j < DERIVATIVES && arb_is_finite(value + j)) j++;
    if (j < DERIVATIVES && (answer_is_infinity(value + j) || (to_the_end && !is_point(R))))
        return DERIVATIVES;
    return j;
}

static wane_status_t see_that_all_is_known(const request_t *request, wane_message_t message)
{
    for (slong i = 0; i < request->R->count; i++)
        for (int which = 0; which < 3; which++) {
            const wane_interval_struct *R = request->R->range[i];
            const int order = first_unknown(values_of(request->at[i], which), R);
            if (order == DERIVATIVES) continue;
            char *text = fmpq_get_str(NULL, 10, R->lo);
            wane_message_set(
                message, WANE_UNDECIDED, 0,
                "%c%.*s %s R = %s is not enclosed, nor seen to be infinite: kinks or jumps of the "
                "functions are in the way",
                letters[which], order, "'''", is_point(R) ? "at" : "from", text);
            flint_free(text);
            return WANE_UNDECIDED;
        }
    return WANE_OK;
}

static wane_status_t evaluate(void *question, const kernels_t kernels, const wane_effort_t *effort,
                              wane_message_t message)
{
    const request_t *request = question;
    SCOPED(arb, point);
    for (slong i = 0; i < request->R->count; i++) {
        const wane_interval_struct *R = request->R->range[i];
        if (is_point(R)) {
            wane_interval_get_arb(point, R, 2 * kernels->prec);
            kernel_point_evaluate(request->at[i], kernels, request->student, request->teacher, point,
                                  kernels->prec);
        } else
            kernel_point_evaluate_range(request->at[i], kernels, request->student, request->teacher, R->lo,
                                        R->hi, kernels->prec);
    }
    return WANE_OK;
}

/* Of a value that may be 0, the absolute accuracy. */
static slong bits_of(const arb_t x)
{
    if (!arb_is_finite(x) || arb_is_exact(x) || !arb_contains_zero(x)) return value_accuracy(x);
    return -(slong)mag_get_d_log2_approx(arb_radref(x));
}

/* Of what was asked at points: an interval is as wide as it is. */
static slong accuracy(const void *question)
{
    const request_t *request = question;
    slong bits = WORD_MAX;
    for (slong i = 0; i < request->R->count; i++)
        for (int which = 0; is_point(request->R->range[i]) && which < 3; which++)
            for (int j = 0; j < DERIVATIVES; j++)
                bits = FLINT_MIN(bits, bits_of(values_of(request->at[i], which) + j));
    return bits;
}

/* ---- JSON ---- */

static json_t *values_json(arb_srcptr value, slong digits)
{
    json_t *values = json_array();
    for (int j = 0; j < DERIVATIVES; j++)
        json_array_append_new(values, answer_certified_json(value + j, NULL, digits));
    return values;
}

static json_t *points_json(const request_t *request, slong digits)
{
    json_t *points = json_array();
    for (slong i = 0; i < request->R->count; i++) {
        kernel_point_struct *at = request->at[i];
        json_array_append_new(points, json_pack("{s:o,s:o,s:o,s:o}", "R",
                                                answer_interval_json(request->R->range[i], digits), "P",
                                                values_json(at->P, digits), "S", values_json(at->S, digits),
                                                "K", values_json(at->K, digits)));
    }
    return points;
}

static wane_status_t compute(json_t *answer, request_t *request, const wane_effort_t *effort,
                             wane_message_t message)
{
    const question_t question = {evaluate, accuracy, request, 1};
    const slong count = request->R->count;
    request->at = flint_malloc((size_t)count * sizeof *request->at);
    for (slong i = 0; i < count; i++) kernel_point_init(request->at[i]);
    wane_status_t status = drive(&question, request->student, request->teacher, effort, message);
    if (status == WANE_OK) status = see_that_all_is_known(request, message);
    if (answer_is_known(status))
        answer_add(answer,
                   json_pack("{s:o}", "at", points_json(request, effort->digits + ANSWER_GUARD_DIGITS)));
    for (slong i = 0; i < count; i++) kernel_point_clear(request->at[i]);
    flint_free(request->at);
    return status;
}

wane_status_t answer_kernel(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                            wane_message_t message)
{
    SCOPED(answer_pair, pair);
    request_t request = {.student = pair->student, .teacher = pair->teacher};
    answer_ranges_init(request.R);
    wane_status_t status = answer_get_functions(pair, problem, message);
    if (status == WANE_OK) status = answer_get_ranges(request.R, problem, ANSWER_AT, -1, 1, message);
    if (status == WANE_OK) status = compute(answer, &request, &pair->effort, message);
    answer_ranges_clear(request.R);
    return status;
}
