#include <math.h>

#include "sgd/kernel/flow_kernels.h"
#include "sgd/flow/flows.h"
#include "sgd/flow/symmetric_floor.h"

/* At an equilibrium of the symmetric flow with R in (0,1) the u_i are as spread out as they can be, q =
   -1/(N-1), so Q = (N R^2 - 1)/(N-1),   a = P'/(R K'(Q)),   F := P R K'(Q) - P' [((N-1)/N) K(Q) + K(1)/N + decay] = 0
   (derivations/23 (16)). It attracts where a > 0 and F grows through 0: F = (a_null - a_branch) up to a positive factor, as N(R)
   is for infinite width. */
typedef struct {
    const flow_kernels_struct *kernels;
    double width;
    int side, a_sign; /* R and a are |R| and |a|: P(R) is a_sign P(side R) of the kernels */
} problem_t;

static double floor_function(double *a, const problem_t *problem, double R)
{
    const double width = problem->width;
    double P[KERNEL_JETS], K[KERNEL_JETS];
    kernel_P(P, problem->kernels, problem->side * R);
    kernel_K_near(K, problem->kernels, (width * R * R - 1) / (width - 1), width * (1 - R * R) / (width - 1));
    const double value = problem->a_sign * P[0], slope = problem->a_sign * problem->side * P[1];
    *a = slope / (R * K[1]);
    return value * R * K[1] - slope * ((width - 1) / width * K[0] + problem->kernels->student_norm2 / width +
                                       problem->kernels->decay);
}

static double bisect(const problem_t *problem, double below, double above)
{
    double a;
    for (int i = 0; i < 100 && below < above; i++) {
        double middle = below + (above - below) / 2;
        if (floor_function(&a, problem, middle) < 0) below = middle;
        else above = middle;
    }
    return above;
}

#define SCAN 4096

static wane_status_t find(double *R, double *a, const problem_t *problem, double R_near,
                          wane_message_t message)
{
    double previous = NAN, root_a;
    *R = *a = NAN;
    for (int i = 1; i < SCAN; i++) {
        double point = (double)i / SCAN, value = floor_function(&root_a, problem, point);
        if (previous < 0 && value >= 0) {
            double root = bisect(problem, (double)(i - 1) / SCAN, point);
            floor_function(&root_a, problem, root);
            if (root_a > 0 && !(fabs(root - R_near) > fabs(*R - R_near))) {
                *R = root;
                *a = root_a;
            }
        }
        previous = value;
    }
    if (isnan(*R))
        return wane_message_set(message, WANE_UNDECIDED, 0,
                                "no stable equilibrium of %.0f neurons with 0 < R < 1", problem->width);
    return WANE_OK;
}

static wane_status_t check_width(slong width, wane_message_t message)
{
    if (width >= 2) return WANE_OK;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "width is %ld: a floor needs at least 2",
                            (long)width);
}

wane_status_t symmetric_floor(double *R, double *a, const flow_kernels_t kernels, slong width, double R_near,
                              wane_message_t message)
{
    const problem_t problem = {kernels, (double)width, 1, 1};
    wane_status_t status = check_width(width, message);
    return status == WANE_OK ? find(R, a, &problem, R_near, message) : status;
}

wane_status_t flow_floor(double *R, double *a, const flow_kernels_t kernels, slong width, int side,
                         int a_sign, double R_near)
{
    const problem_t problem = {kernels, (double)width, side, a_sign};
    *R = *a = NAN;
    wane_status_t status = check_width(width, NULL);
    if (status == WANE_OK) status = find(R, a, &problem, R_near, NULL);
    *R *= side;
    *a *= a_sign;
    return status;
}
