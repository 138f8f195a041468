/* Kernels at given correlations and on intervals of them, to the digits wanted. */
#ifndef ANSWER_SHAPE_KERNEL_POINTS_H
#define ANSWER_SHAPE_KERNEL_POINTS_H

#include <jansson.h>

#include "answer/problem/ranges.h"
#include "hermite/point/kernel_point.h"

typedef struct {
    const answer_ranges_struct *R;
    kernel_point_t *at; /* one for each */
} kernel_points_struct;
typedef kernel_points_struct kernel_points_t[1];
/* R must outlive it. */
void kernel_points_init(kernel_points_t points, const answer_ranges_t R);
void kernel_points_clear(kernel_points_t points);

/* Of intervals, each enclosure is as wide as it is; effort's digits are those of the values at numbers. */
wane_status_t kernel_points_compute(kernel_points_t points, const wane_function_t student,
                                    const wane_function_t teacher, const wane_effort_t *effort,
                                    wane_message_t message);

/* R and what is made of P and S there: "R", "A" = 2 P'/S', the interior branch, "N" = P S' - 2 P' S, whose zeros are
   the equilibria, and "Phi" = P^2/S, the landscape; null where it is not finite or not known. */
json_t *kernel_points_shape_json(const kernel_points_t points, slong i, slong digits);

#endif
