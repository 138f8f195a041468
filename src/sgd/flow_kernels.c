#include <stdlib.h>

#include "sgd/flow_kernels.h"

void wane_flow_kernels_init(wane_flow_kernels_t kernels)
{
    *kernels = (wane_flow_kernels_struct){0};
}

void wane_flow_kernels_clear(wane_flow_kernels_t kernels)
{
    free(kernels->p);
    free(kernels->s);
    wane_flow_kernels_init(kernels);
}

static wane_status_t allocate(wane_flow_kernels_t kernels, slong length, wane_message_t message)
{
    wane_flow_kernels_clear(kernels);
    kernels->p = calloc((size_t)length + 1, sizeof(double));
    kernels->s = calloc((size_t)length + 1, sizeof(double));
    if (kernels->p != NULL && kernels->s != NULL) return WANE_OK;
    wane_flow_kernels_clear(kernels);
    return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %ld kernel coefficients",
                            (long)length);
}

static slong significant_length(const double *coefficient, slong length)
{
    while (length > 0 && coefficient[length - 1] == 0) length--;
    return length;
}

wane_status_t wane_flow_kernels_set_coefficients(wane_flow_kernels_t kernels, const double *c,
                                                 const double *c_star, slong length, wane_message_t message)
{
    wane_status_t status = allocate(kernels, length, message);
    if (status != WANE_OK) return status;
    for (slong k = length - 1; k >= 0; k--) {
        kernels->p[k] = c[k] * c_star[k];
        kernels->s[k] = c[k] * c[k];
        kernels->student_norm2 += c[k] * c[k];
        kernels->teacher_norm2 += c_star[k] * c_star[k];
    }
    kernels->p_length = significant_length(kernels->p, length);
    kernels->s_length = significant_length(kernels->s, length);
    return WANE_OK;
}

static double midpoint(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

wane_status_t wane_flow_kernels_set(wane_flow_kernels_t kernels, const wane_kernels_t exact,
                                    wane_message_t message)
{
    wane_status_t status = allocate(kernels, exact->length, message);
    if (status != WANE_OK) return status;
    for (slong k = 0; k < exact->length; k++) {
        kernels->p[k] = midpoint(exact->p + k);
        kernels->s[k] = midpoint(exact->s + k);
    }
    kernels->p_length = significant_length(kernels->p, exact->length);
    kernels->s_length = significant_length(kernels->s, exact->length);
    kernels->student_norm2 = midpoint(exact->student->norm2);
    kernels->teacher_norm2 = midpoint(exact->teacher->norm2);
    return WANE_OK;
}

/* Horner's scheme for the Taylor coefficients at x, then their factorials. */
static void derivatives(double value[KERNEL_JETS], const double *coefficient, slong length, double x)
{
    double v0 = 0, v1 = 0, v2 = 0, v3 = 0;
    for (slong k = length - 1; k >= 0; k--) {
        v3 = v3 * x + v2;
        v2 = v2 * x + v1;
        v1 = v1 * x + v0;
        v0 = v0 * x + coefficient[k];
    }
    value[0] = v0;
    value[1] = v1;
    value[2] = 2 * v2;
    value[3] = 6 * v3;
}

void kernel_P(double P[KERNEL_JETS], const wane_flow_kernels_t kernels, double R)
{
    derivatives(P, kernels->p, kernels->p_length, R);
}

void kernel_K(double K[KERNEL_JETS], const wane_flow_kernels_t kernels, double q)
{
    derivatives(K, kernels->s, kernels->s_length, q);
}
