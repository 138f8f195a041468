#include "answer/shape/kernel_points.h"

#include "answer/question/certified.h"
#include "base/interval.h"
#include "manifold/shape/precision_loop.h"
#include "manifold/shape/shape_function.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

void kernel_points_init(kernel_points_t points, const answer_ranges_t R)
{
    points->R = R;
    points->at = flint_malloc((size_t)FLINT_MAX(R->count, 1) * sizeof *points->at);
    for (slong i = 0; i < R->count; i++) kernel_point_init(points->at[i]);
}

void kernel_points_clear(kernel_points_t points)
{
    for (slong i = 0; i < points->R->count; i++) kernel_point_clear(points->at[i]);
    flint_free(points->at);
}

typedef struct {
    kernel_points_struct *points;
    const wane_function_struct *student, *teacher;
} request_t;

static wane_status_t evaluate(void *question, const kernels_t kernels, const wane_effort_t *effort,
                              wane_message_t message)
{
    const request_t *request = question;
    kernel_points_struct *points = request->points;
    SCOPED(arb, R);
    for (slong i = 0; i < points->R->count; i++) {
        const wane_interval_struct *range = points->R->range[i];
        if (interval_is_number(range)) {
            wane_interval_get_arb(R, range, 2 * kernels->prec);
            kernel_point_evaluate(points->at[i], kernels, request->student, request->teacher, R,
                                  kernels->prec);
        } else
            kernel_point_evaluate_range(points->at[i], kernels, request->student, request->teacher, range->lo,
                                        range->hi, kernels->prec);
    }
    return WANE_OK;
}

/* Of a value that may be 0, the absolute accuracy. */
static slong bits_of(const arb_t x)
{
    if (!arb_is_finite(x) || arb_is_exact(x) || !arb_contains_zero(x)) return value_accuracy(x);
    return -(slong)mag_get_d_log2_approx(arb_radref(x));
}

static slong accuracy(const void *question)
{
    const kernel_points_struct *points = ((const request_t *)question)->points;
    slong bits = WORD_MAX;
    for (slong i = 0; i < points->R->count; i++)
        for (int j = 0; interval_is_number(points->R->range[i]) && j < DERIVATIVES; j++) {
            bits = FLINT_MIN(bits, bits_of(points->at[i]->P + j));
            bits = FLINT_MIN(bits, bits_of(points->at[i]->S + j));
            bits = FLINT_MIN(bits, bits_of(points->at[i]->K + j));
        }
    return bits;
}

wane_status_t kernel_points_compute(kernel_points_t points, const wane_function_t student,
                                    const wane_function_t teacher, const wane_effort_t *effort,
                                    wane_message_t message)
{
    request_t request = {points, student, teacher};
    const question_t question = {evaluate, accuracy, &request, 1};
    return drive(&question, student, teacher, effort, message);
}

json_t *kernel_points_shape_json(const kernel_points_t points, slong i, slong digits)
{
    SCOPED(arb, A, N, Phi);
    kernel_point_struct *at = points->at[i];
    const slong prec = 4 * digits + 64;
    branch_function_value(A, at->P, at->S, prec);
    shape_function_value(N, SHAPE_N, at->P, at->S, prec);
    landscape_function_value(Phi, at->P, at->S, prec);
    return json_pack("{s:o,s:o,s:o,s:o}", "R", answer_interval_json(points->R->range[i], digits), "A",
                     answer_certified_json(A, NULL, digits), "N", answer_certified_json(N, NULL, digits),
                     "Phi", answer_certified_json(Phi, NULL, digits));
}
