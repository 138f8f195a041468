#include <math.h>
#include <stdlib.h>

#include "sgd/kernel/flow_kernels.h"
#include "sgd/kernel/kernel_curve.h"

void flow_kernels_init(flow_kernels_t kernels)
{
    *kernels = (flow_kernels_struct){0};
}

void flow_kernels_clear(flow_kernels_t kernels)
{
    free(kernels->p);
    free(kernels->s);
    kernel_curve_free(kernels->student_curve);
    kernel_curve_free(kernels->pair_curve);
    flow_kernels_init(kernels);
}

flow_kernels_struct flow_kernels_with_decay(const flow_kernels_struct *kernels, double decay)
{
    flow_kernels_struct with = *kernels;
    with.decay = decay;
    return with;
}

static wane_status_t allocate(flow_kernels_t kernels, slong length, wane_message_t message)
{
    flow_kernels_clear(kernels);
    kernels->p = calloc((size_t)length + 1, sizeof(double));
    kernels->s = calloc((size_t)length + 1, sizeof(double));
    if (kernels->p != NULL && kernels->s != NULL) return WANE_OK;
    flow_kernels_clear(kernels);
    return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %ld kernel coefficients",
                            (long)length);
}

static slong significant_length(const double *coefficient, slong length)
{
    while (length > 0 && coefficient[length - 1] == 0) length--;
    return length;
}

wane_status_t flow_kernels_set_coefficients(flow_kernels_t kernels, const double *c, const double *c_star,
                                            slong length, wane_message_t message)
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

/* What the series lacks of its slope at correlation 1, from the tails T of one function and U of the other,
   relative to the slope's own size there. */
#define NEGLIGIBLE 1e-13
static int series_suffices(const arb_t *T, const arb_t *U, const arb_t *M, const arb_t *N)
{
    const double tail = sqrt(mag_get_d(arb_radref(T[1])) + fabs(midpoint(T[1]))) *
                        sqrt(mag_get_d(arb_radref(U[1])) + fabs(midpoint(U[1])));
    return tail <= NEGLIGIBLE * sqrt(fabs(midpoint(M[1])) * fabs(midpoint(N[1])));
}

static wane_status_t set_curve(kernel_curve_t **curve, const kernels_t exact, int pair,
                               wane_message_t message)
{
    *curve = kernel_curve_new(exact, pair);
    if (*curve == NULL)
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the kernels");
    if (kernel_curve_error(*curve) <= 0.01) return WANE_OK;
    return wane_message_set(
        message, WANE_UNDECIDED, 0,
        "the kernel %s near correlation 1 is known to a relative error of %.2g only: a flow "
        "needs 0.01 at least",
        pair ? "P" : "K", kernel_curve_error(*curve));
}

static wane_status_t set_curves(flow_kernels_t kernels, const kernels_t exact, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    const arb_t *T = exact->student_tail, *U = exact->teacher_tail;
    const arb_t *M = exact->student_moment, *N = exact->teacher_moment;
    const int pair = exact->pair_kink != NULL || (exact->same_up_to_ratio && exact->student_kink != NULL);
    if (!exact->s_finite && (exact->student_kink != NULL || !series_suffices(T, T, M, M)))
        status = set_curve(&kernels->student_curve, exact, 0, message);
    if (status == WANE_OK && !exact->p_finite && (pair || !series_suffices(T, U, M, N)))
        status = set_curve(&kernels->pair_curve, exact, 1, message);
    return status;
}

wane_status_t flow_kernels_set(flow_kernels_t kernels, const kernels_t exact, wane_message_t message)
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
    status = set_curves(kernels, exact, message);
    if (status != WANE_OK) flow_kernels_clear(kernels);
    return status;
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

void kernel_P_near(double P[KERNEL_JETS], const flow_kernels_t kernels, double R, double z)
{
    if (kernels->pair_curve != NULL) kernel_curve_jet(P, kernels->pair_curve, R, z / (1 + fabs(R)));
    else derivatives(P, kernels->p, kernels->p_length, R);
}

void kernel_K_near(double K[KERNEL_JETS], const flow_kernels_t kernels, double q, double apart)
{
    if (kernels->student_curve != NULL) kernel_curve_jet(K, kernels->student_curve, q, q < 0 ? 1 + q : apart);
    else derivatives(K, kernels->s, kernels->s_length, q);
}

void kernel_P(double P[KERNEL_JETS], const flow_kernels_t kernels, double R)
{
    kernel_P_near(P, kernels, R, (1 - R) * (1 + R));
}

void kernel_K(double K[KERNEL_JETS], const flow_kernels_t kernels, double q)
{
    kernel_K_near(K, kernels, q, 1 - q);
}
