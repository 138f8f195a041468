#include "hermite/kernel/kernels.h"

#include "base/decimal.h"
#include "base/hull.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/pieces/affine.h"
#include "function/tree/scoped_function.h"

kernel_corners_struct *kernel_corners_new(const wane_function_t student, const wane_function_t teacher)
{
    SCOPED(wane_function, named, hull);
    function_name_unknowns(named, teacher, "teacher");
    const affine_t kind = function_affine_hull(hull, named);
    const slong count = kind == AFFINE_NOT ? 0 : function_corner_count(hull);
    if (count == 0 || count > MOST_CORNERS) return NULL;
    kernel_corners_struct *corners = flint_calloc(1, sizeof *corners);
    corners->count = count;
    corners->is_tight = kind == AFFINE_ITSELF;
    corners->kernels = flint_calloc((size_t)corners->count, sizeof(kernels_struct));
    pthread_mutex_init(&corners->lock, NULL);
    wane_function_init(corners->student);
    wane_function_set(corners->student, student);
    for (slong i = 0; i < corners->count; i++) {
        wane_function_init(corners->teacher[i]);
        function_at_corner(corners->teacher[i], hull, i);
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
    effort.digits = FLINT_MAX(10, (slong)((double)(prec - 64) / BASE_BITS_PER_DIGIT));
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
    const slong count = kernels->corners == NULL || !kernels->corners->is_tight ? 0 : kernels->corners->count;
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
