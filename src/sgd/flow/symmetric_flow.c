#include <math.h>

#include "sgd/kernel/artanh.h"
#include "sgd/kernel/flow_kernels.h"
#include "sgd/flow/ode.h"
#include "sgd/flow/symmetric_flow.h"

/* N neurons w_i = R w* + sqrt(1-R^2) u_i with <u_i,u_j> = q for i != j, so that Q = R^2 + (1-R^2) q.  In
   y = (rho, q, a) the exact flow of such a network loses its factors 1 - R^2 (derivations/20 (5)):
     rho' = a [P' - a ((N-1)/N) K'(Q) R (1-q)],   q' = -(2a^2/N) K'(Q) (1-q)(1+(N-1)q),
     a' = eps [P - a (((N-1)/N) K(Q) + K(1)/N + decay)]   (derivations/23 (1)).
   A single neuron has no pair, and q stays 0. */
typedef struct {
    const flow_kernels_struct *kernels;
    double width, eps;
    double *R, *a, *Q;
} symmetric_t;

static double overlap(correlation_t c, double q)
{
    return c.R * c.R + c.sech2 * q;
}

static int symmetric_derivative(double t, const double y[], double dydt[], void *parameters)
{
    (void)t;
    const symmetric_t *flow = parameters;
    const double others = (flow->width - 1) / flow->width, q = y[1], a = y[2];
    const correlation_t c = correlation_at(y[0]);
    double P[KERNEL_JETS], K[KERNEL_JETS];
    kernel_P_near(P, flow->kernels, c.R, c.sech2);
    kernel_K_near(K, flow->kernels, overlap(c, q), c.sech2 * (1 - q));
    dydt[0] = a * (P[1] - a * others * K[1] * c.R * (1 - q));
    dydt[1] = flow->width > 1 ? -2 * a * a / flow->width * K[1] * (1 - q) * (1 + (flow->width - 1) * q) : 0;
    dydt[2] =
        flow->eps *
        (P[0] - a * (others * K[0] + flow->kernels->student_norm2 / flow->width + flow->kernels->decay));
    return 0;
}

static int symmetric_jacobian(double t, const double y[], double *dfdy, double dfdt[], void *parameters)
{
    (void)t;
    const symmetric_t *flow = parameters;
    const double n = flow->width, others = (n - 1) / n, q = y[1], a = y[2];
    const correlation_t c = correlation_at(y[0]);
    const double Q_rho = 2 * c.R * c.sech2 * (1 - q), Q_q = c.sech2;
    const double shape = (1 - q) * (1 + (n - 1) * q), shape_q = n - 2 - 2 * (n - 1) * q;
    double P[KERNEL_JETS], K[KERNEL_JETS];
    kernel_P_near(P, flow->kernels, c.R, c.sech2);
    kernel_K_near(K, flow->kernels, overlap(c, q), c.sech2 * (1 - q));
    dfdy[0] = a * (c.sech2 * P[2] - a * others * (1 - q) * (K[2] * Q_rho * c.R + K[1] * c.sech2));
    dfdy[1] = -a * a * others * c.R * (K[2] * Q_q * (1 - q) - K[1]);
    dfdy[2] = P[1] - 2 * a * others * K[1] * c.R * (1 - q);
    const double paired = n > 1 ? 1 : 0;
    dfdy[3] = paired * -2 * a * a / n * K[2] * Q_rho * shape;
    dfdy[4] = paired * -2 * a * a / n * (K[2] * Q_q * shape + K[1] * shape_q);
    dfdy[5] = paired * -4 * a / n * K[1] * shape;
    dfdy[6] = flow->eps * (c.sech2 * P[1] - a * others * K[1] * Q_rho);
    dfdy[7] = -flow->eps * a * others * K[1] * Q_q;
    dfdy[8] = -flow->eps * (others * K[0] + flow->kernels->student_norm2 / n + flow->kernels->decay);
    dfdt[0] = dfdt[1] = dfdt[2] = 0;
    return 0;
}

static void symmetric_see(void *context, size_t i, const double *y)
{
    symmetric_t *flow = context;
    const correlation_t c = correlation_at(y[0]);
    flow->R[i] = c.R;
    flow->a[i] = y[2];
    if (flow->Q != NULL) flow->Q[i] = overlap(c, y[1]);
}

wane_status_t symmetric_flow(double *R, double *a, double *Q, const double *times, size_t n,
                             const flow_kernels_t kernels, slong width, double R0, double a0, double eps,
                             wane_message_t message)
{
    if (width < 1)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "width is %ld: expected at least 1", (long)width);
    if (!(fabs(R0) < 1))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "R0 is %g: expected |R0| < 1", R0);
    if (!(eps > 0 && isfinite(eps) && isfinite(a0)))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "eps is %g, a0 is %g: expected eps > 0 and finite numbers", eps, a0);
    symmetric_t flow = {kernels, (double)width, eps, R, a, Q};
    gsl_odeiv2_system system = {symmetric_derivative, symmetric_jacobian, 3, &flow};
    double y[3] = {atanh(R0), 0, a0};
    return ode_integrate(&system, y, times, n, symmetric_see, &flow, message);
}

static void nothing_to_see(void *context, size_t i, const double *y)
{
    (void)context;
    (void)i;
    (void)y;
}

wane_status_t symmetric_flow_move(double state[SYMMETRIC_STATE], double time,
                                  const flow_kernels_struct *kernels, slong width, double eps,
                                  wane_message_t message)
{
    symmetric_t flow = {.kernels = kernels, .width = (double)width, .eps = eps};
    gsl_odeiv2_system system = {symmetric_derivative, symmetric_jacobian, SYMMETRIC_STATE, &flow};
    return ode_integrate(&system, state, &time, 1, nothing_to_see, NULL, message);
}

void symmetric_flow_view(symmetric_view_t *view, const double state[SYMMETRIC_STATE],
                         const flow_kernels_struct *kernels, slong width, double label_noise)
{
    const correlation_t c = correlation_at(state[0]);
    const double n = (double)width, a = state[2];
    double P[KERNEL_JETS], K[KERNEL_JETS];
    view->R = c.R;
    view->a = a;
    view->Q = overlap(c, state[1]);
    kernel_P_near(P, kernels, c.R, c.sech2);
    kernel_K_near(K, kernels, view->Q, c.sech2 * (1 - state[1]));
    view->loss = 0.5 * (kernels->teacher_norm2 + label_noise * label_noise) - a * P[0] +
                 0.5 * a * a * ((n - 1) / n * K[0] + kernels->student_norm2 / n);
}
