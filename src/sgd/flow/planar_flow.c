#include <math.h>

#include "sgd/kernel/artanh.h"
#include "sgd/kernel/flow_kernels.h"
#include "sgd/flow/ode.h"
#include "sgd/flow/planar_flow.h"

/* In y = (rho, a), rho = artanh R:  rho' = G = a P' - a^2 S'/2,  a' = eps (P - a S)   (derivations/01),
   S with the decay: derivations/23 (1). */
typedef struct {
    const flow_kernels_struct *kernels;
    double eps;
    double *R, *a;
} planar_t;

/* Derivatives of P and of S(R) = K(R^2). */
static void kernels_at(double P[KERNEL_JETS], double S[3], const flow_kernels_struct *kernels,
                       correlation_t c)
{
    double K[KERNEL_JETS];
    const double R = c.R;
    kernel_P_near(P, kernels, R, c.sech2);
    kernel_K_near(K, kernels, R * R, c.sech2);
    S[0] = K[0] + kernels->decay;
    S[1] = 2 * R * K[1];
    S[2] = 2 * K[1] + 4 * R * R * K[2];
}

static int planar_derivative(double t, const double y[], double dydt[], void *parameters)
{
    (void)t;
    const planar_t *flow = parameters;
    double P[KERNEL_JETS], S[3], a = y[1];
    kernels_at(P, S, flow->kernels, correlation_at(y[0]));
    dydt[0] = a * P[1] - 0.5 * a * a * S[1];
    dydt[1] = flow->eps * (P[0] - a * S[0]);
    return 0;
}

static int planar_jacobian(double t, const double y[], double *dfdy, double dfdt[], void *parameters)
{
    (void)t;
    const planar_t *flow = parameters;
    const correlation_t c = correlation_at(y[0]);
    double P[KERNEL_JETS], S[3], a = y[1];
    kernels_at(P, S, flow->kernels, c);
    dfdy[0] = c.sech2 * (a * P[2] - 0.5 * a * a * S[2]);
    dfdy[1] = P[1] - a * S[1];
    dfdy[2] = flow->eps * c.sech2 * (P[1] - a * S[1]);
    dfdy[3] = -flow->eps * S[0];
    dfdt[0] = dfdt[1] = 0;
    return 0;
}

static void planar_see(void *context, size_t i, const double *y)
{
    planar_t *flow = context;
    flow->R[i] = correlation_at(y[0]).R;
    flow->a[i] = y[1];
}

wane_status_t planar_flow(double *R, double *a, const double *times, size_t n, const flow_kernels_t kernels,
                          double R0, double a0, double eps, wane_message_t message)
{
    if (!(fabs(R0) < 1))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "R0 is %g: expected |R0| < 1", R0);
    if (!(eps > 0 && isfinite(eps) && isfinite(a0)))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "eps is %g, a0 is %g: expected eps > 0 and finite numbers", eps, a0);
    planar_t flow = {kernels, eps, R, a};
    gsl_odeiv2_system system = {planar_derivative, planar_jacobian, 2, &flow};
    double y[2] = {atanh(R0), a0};
    return ode_integrate(&system, y, times, n, planar_see, &flow, message);
}

void planar_velocity(double *dR, double *da, const flow_kernels_t kernels, double R, double a, double eps)
{
    double P[KERNEL_JETS], S[3];
    kernels_at(P, S, kernels, (correlation_t){R, 1 - R * R});
    *dR = (1 - R * R) * (a * P[1] - 0.5 * a * a * S[1]);
    *da = eps * (P[0] - a * S[0]);
}
