#include "hermite/kernel/kernels.h"

#include "base/hull.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/tree/expression.h"
#include "function/tree/scoped_function.h"

#define BITS_PER_DIGIT 3.3219280949

static int is_affine(const wane_function_t f)
{
    SCOPED(fmpq, lo, hi);
    const slong count = function_unknown_count(f);
    if (count == 0 || (WORD(1) << count) > MOST_CORNERS || function_expectation_count(f) > 0) return 0;
    for (slong i = 0; i < count; i++) {
        const slong degree = function_parameter_degree(f, function_unknown(lo, hi, f, i));
        if (degree != 0 && degree != 1) return 0;
    }
    return 1;
}

/* Every parameter at the lower or upper end that the bits of the index say. */
static void set_corner(wane_function_t g, const wane_function_t f, slong index)
{
    SCOPED(fmpq, lo, hi);
    wane_function_set(g, f);
    for (slong i = 0; i < function_unknown_count(f); i++) {
        const char *name = function_unknown(lo, hi, f, i);
        const fmpq *end = (index >> i) & 1 ? hi : lo;
        function_narrow(g, g, name, end, end);
    }
}

kernel_corners_struct *kernel_corners_new(const wane_function_t student, const wane_function_t teacher)
{
    SCOPED(wane_function, named);
    function_name_unknowns(named, teacher, "teacher");
    if (!is_affine(named)) return NULL;
    kernel_corners_struct *corners = flint_calloc(1, sizeof *corners);
    corners->count = WORD(1) << function_unknown_count(named);
    corners->kernels = flint_calloc((size_t)corners->count, sizeof(kernels_struct));
    pthread_mutex_init(&corners->lock, NULL);
    wane_function_init(corners->student);
    wane_function_set(corners->student, student);
    for (slong i = 0; i < corners->count; i++) {
        wane_function_init(corners->teacher[i]);
        set_corner(corners->teacher[i], named, i);
    }
    return corners;
}

void kernel_corners_free(kernel_corners_struct *corners)
{
    if (corners == NULL) return;
    wane_function_clear(corners->student);
    for (slong i = 0; i < corners->count; i++) {
        wane_function_clear(corners->teacher[i]);
        if (corners->is_known[i] != 0) kernels_clear(corners->kernels + i);
    }
    flint_free(corners->kernels);
    pthread_mutex_destroy(&corners->lock);
    flint_free(corners);
}

static int compute_corner(kernel_corners_struct *corners, slong index, slong prec)
{
    wane_message_t message;
    wane_effort_t effort;
    wane_effort_default(&effort);
    effort.max_prec = prec;
    effort.digits = FLINT_MAX(10, (slong)((double)(prec - 64) / BITS_PER_DIGIT));
    kernels_init(corners->kernels + index);
    return wane_function_check(corners->teacher[index], message) == WANE_OK &&
           kernels_compute(corners->kernels + index, corners->student, corners->teacher[index], &effort,
                           message) == WANE_OK;
}

const kernels_struct *kernel_corner(const kernels_t source, slong index)
{
    kernel_corners_struct *corners = source->corners;
    pthread_mutex_lock(&corners->lock);
    if (corners->is_known[index] == 0)
        corners->is_known[index] = compute_corner(corners, index, source->prec) ? 1 : -1;
    const int known = corners->is_known[index];
    pthread_mutex_unlock(&corners->lock);
    return known > 0 ? corners->kernels + index : NULL;
}

void kernel_corners_sharpen(kernels_t kernels)
{
    const slong count = kernels->corners == NULL ? 0 : kernels->corners->count;
    const kernels_struct *corner[MOST_CORNERS];
    slong length = count == 0 ? 0 : kernels->length;
    for (slong i = 0; i < count; i++) {
        corner[i] = kernel_corner(kernels, i);
        if (corner[i] == NULL) return;
        length = FLINT_MIN(length, corner[i]->length);
    }
    for (slong k = 0; k < length; k++) {
        for (slong i = 0; i < count; i++)
            base_hull_add(kernels->teacher->c + k, corner[i]->teacher->c + k, i == 0, kernels->prec);
        arb_mul(kernels->p + k, kernels->student->c + k, kernels->teacher->c + k, kernels->prec);
    }
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++)
        for (slong i = 0; i < count; i++)
            base_hull_add(kernels->P_at_one[j], corner[i]->P_at_one[j], i == 0, kernels->prec);
}
