#include <math.h>
#include <stdlib.h>

#include "sgd/flow_kernels.h"
#include "sgd/symmetric_floor.h"

/* At an equilibrium of the symmetric flow with R in (0,1) the u_i are as spread out as they can be, q =
   -1/(N-1), so Q = (N R^2 - 1)/(N-1),   a = P'/(R K'(Q)),   F := P R K'(Q) - P' [((N-1)/N) K(Q) + K(1)/N] =
   0. It attracts where a > 0 and F grows through 0: F = (a_null - a_branch) up to a positive factor, as N(R)
   is for infinite width. */
static double floor_function(double *a, const wane_flow_kernels_struct *kernels, double width, double R)
{
    double P[KERNEL_JETS], K[KERNEL_JETS];
    kernel_P(P, kernels, R);
    kernel_K(K, kernels, (width * R * R - 1) / (width - 1));
    *a = P[1] / (R * K[1]);
    return P[0] * R * K[1] - P[1] * ((width - 1) / width * K[0] + kernels->student_norm2 / width);
}

static double bisect(const wane_flow_kernels_struct *kernels, double width, double below, double above)
{
    double a;
    for (int i = 0; i < 100 && below < above; i++) {
        double middle = below + (above - below) / 2;
        if (floor_function(&a, kernels, width, middle) < 0) below = middle;
        else above = middle;
    }
    return above;
}

#define SCAN 4096

wane_status_t wane_symmetric_floor(double *R, double *a, const wane_flow_kernels_t kernels, slong width,
                                   double R_near, wane_message_t message)
{
    if (width < 2)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "width is %ld: a floor needs at least 2",
                                (long)width);
    const double n = (double)width;
    double previous = NAN, root_a;
    *R = *a = NAN;
    for (int i = 1; i < SCAN; i++) {
        double point = (double)i / SCAN, value = floor_function(&root_a, kernels, n, point);
        if (previous < 0 && value >= 0) {
            double root = bisect(kernels, n, (double)(i - 1) / SCAN, point);
            floor_function(&root_a, kernels, n, root);
            if (root_a > 0 && !(fabs(root - R_near) > fabs(*R - R_near))) {
                *R = root;
                *a = root_a;
            }
        }
        previous = value;
    }
    if (isnan(*R))
        return wane_message_set(message, WANE_UNDECIDED, 0,
                                "no stable equilibrium of %ld neurons with 0 < R < 1", (long)width);
    return WANE_OK;
}

wane_status_t flow_floor(double *R, double *a, const wane_flow_kernels_t kernels, slong width, int side,
                         int a_sign, double R_near)
{
    wane_flow_kernels_struct reflected = *kernels;
    double *p = malloc(((size_t)kernels->p_length + 1) * sizeof *p);
    *R = *a = NAN;
    if (p == NULL) return WANE_FAILURE;
    for (slong k = 0; k < kernels->p_length; k++) p[k] = kernels->p[k] * a_sign * (k % 2 ? side : 1);
    reflected.p = p;
    wane_status_t status = wane_symmetric_floor(R, a, &reflected, width, R_near, NULL);
    *R *= side;
    *a *= a_sign;
    free(p);
    return status;
}
