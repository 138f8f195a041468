#include <math.h>

#include "sgd/kernel/artanh.h"
#include "sgd/flow/flows.h"
#include "sgd/noise/expected_chain.h"
#include "sgd/kernel/flow_kernels.h"
#include "sgd/flow/ode.h"
#include "sgd/noise/sample_moments.h"

/* The symmetric flow (sgd/flow/symmetric_flow.c) with what batches add to first order, derivations/20 (16):
     rho' += -chi a^2 e R/(2 (1-R^2)),   q' += chi a^2 (e' - e q)/(1-R^2).
   A single neuron has no pair, and q stays 0. */
#define STATE 3

typedef struct {
    const flow_kernels_struct *kernels;
    wane_simulation_t simulation; /* what the rule needs of it */
    sample_rule_t *rule;
    double chi, eps;
    double *R, *a, *Q;
} noisy_t;

static double overlap(correlation_t c, double q)
{
    return c.R * c.R + c.sech2 * q;
}

static int noisy_derivative(double t, const double y[], double dydt[], void *parameters)
{
    (void)t;
    const noisy_t *flow = parameters;
    const double n = (double)flow->simulation.width, others = (n - 1) / n, q = y[1], a = y[2];
    const correlation_t c = correlation_at(y[0]);
    double P[KERNEL_JETS], K[KERNEL_JETS];
    sample_moments_t e;
    kernel_P_near(P, flow->kernels, c.R, c.sech2);
    kernel_K_near(K, flow->kernels, overlap(c, q), c.sech2 * (1 - q));
    sample_moments(&e, flow->rule, c.R, c.sech2, q, a);
    const double kick = flow->chi * a * a / c.sech2;
    dydt[0] = a * (P[1] - a * others * K[1] * c.R * (1 - q)) - 0.5 * kick * e.own * c.R;
    dydt[1] = n > 1 ? -2 * a * a / n * K[1] * (1 - q) * (1 + (n - 1) * q) + kick * (e.cross - e.own * q) : 0;
    dydt[2] =
        flow->eps * (P[0] - a * (others * K[0] + flow->kernels->student_norm2 / n + flow->kernels->decay));
    return 0;
}

/* By differences: the moments are integrals without derivatives at hand. */
static int noisy_jacobian(double t, const double y[], double *dfdy, double dfdt[], void *parameters)
{
    for (int j = 0; j < STATE; j++) {
        const double h = 1e-6 * (1 + fabs(y[j]));
        double shifted[STATE] = {y[0], y[1], y[2]}, above[STATE], below[STATE];
        shifted[j] = y[j] + h;
        noisy_derivative(t, shifted, above, parameters);
        shifted[j] = y[j] - h;
        noisy_derivative(t, shifted, below, parameters);
        for (int i = 0; i < STATE; i++) dfdy[i * STATE + j] = (above[i] - below[i]) / (2 * h);
        dfdt[j] = 0;
    }
    return 0;
}

static void noisy_see(void *context, size_t i, const double *y)
{
    noisy_t *flow = context;
    const correlation_t c = correlation_at(y[0]);
    flow->R[i] = c.R;
    flow->a[i] = y[2];
    if (flow->Q != NULL) flow->Q[i] = overlap(c, y[1]);
}

static wane_status_t noisy_init(noisy_t *flow, const flow_kernels_struct *kernels, slong width, double eps,
                                const batch_noise_t *noise, wane_message_t message)
{
    if (width < 1)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "width is %ld: expected at least 1", (long)width);
    if (!(eps > 0 && isfinite(eps)))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "eps is %g: expected a positive number", eps);
    if (!(noise->chi >= 0 && noise->label_noise >= 0 && isfinite(noise->chi + noise->label_noise)))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "chi is %g, the label noise %g: expected finite numbers >= 0", noise->chi,
                                noise->label_noise);
    flow->kernels = kernels;
    flow->chi = noise->chi;
    flow->eps = eps;
    flow->simulation =
        (wane_simulation_t){.width = width, .noise = noise->label_noise, .eps = eps, .decay = kernels->decay};
    flow->rule = sample_rule_new(&flow->simulation, noise->network);
    if (flow->rule != NULL) return WANE_OK;
    return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the quadrature of the noise");
}

wane_status_t noisy_symmetric_flow(double *R, double *a, double *Q, const double *times, size_t n,
                                   const flow_kernels_t kernels, slong width, double R0, double a0,
                                   double eps, const batch_noise_t *noise, wane_message_t message)
{
    noisy_t flow = {.R = R, .a = a, .Q = Q};
    if (!(fabs(R0) < 1 && isfinite(a0)))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "R0 is %g, a0 is %g: expected |R0| < 1 and a finite number", R0, a0);
    wane_status_t status = noisy_init(&flow, kernels, width, eps, noise, message);
    if (status != WANE_OK) return status;
    const gsl_odeiv2_system system = {noisy_derivative, noisy_jacobian, STATE, &flow};
    double y[STATE] = {atanh(R0), 0, a0};
    status = ode_integrate(&system, y, times, n, noisy_see, &flow, message);
    sample_rule_free(flow.rule);
    return status;
}

/* Time at rate eps = 1 after which the flow stands at its equilibrium, and what standing means. */
#define SETTLING_TIME 1e7
#define STANDSTILL 1e-7

static wane_status_t settle(double y[STATE], noisy_t *flow, wane_message_t message)
{
    const gsl_odeiv2_system system = {noisy_derivative, noisy_jacobian, STATE, flow};
    double time = SETTLING_TIME, velocity[STATE];
    wane_status_t status = ode_integrate(&system, y, &time, 1, noisy_see, flow, message);
    if (status != WANE_OK) return status;
    noisy_derivative(0, y, velocity, flow);
    if (fabs(velocity[0]) + fabs(velocity[1]) + fabs(velocity[2]) < STANDSTILL) return WANE_OK;
    return wane_message_set(message, WANE_UNDECIDED, 0,
                            "the flow of %ld neurons with noise number %g does not come to rest",
                            (long)flow->simulation.width, flow->chi);
}

/* Dimension and batch of the network whose noise number is chi at that step. */
#define LARGE_DIM 1e12

static wane_status_t rest_with_steps(double *R, double *a, const double y[STATE], noisy_t *flow,
                                     const batch_noise_t *noise, wane_message_t message)
{
    wane_simulation_t simulation = flow->simulation;
    const correlation_t c = correlation_at(y[0]);
    double state[3] = {c.R, c.sech2 * y[1], y[2]};
    simulation.lr = noise->lr;
    simulation.dim = (slong)LARGE_DIM;
    simulation.batch = (slong)fmin(LARGE_DIM * noise->lr / noise->chi, 1e18);
    if (!expected_chain_rest(state, &simulation, flow->kernels, noise->network))
        return wane_message_set(message, WANE_UNDECIDED, 0,
                                "%ld neurons with noise number %g and steps of %g do not come to rest",
                                (long)simulation.width, noise->chi, noise->lr);
    *R = state[0];
    *a = state[2];
    return WANE_OK;
}

wane_status_t noise_floor(double *R, double *a, const flow_kernels_t kernels, slong width, double R_near,
                          const batch_noise_t *noise, wane_message_t message)
{
    noisy_t flow = {.R = R, .a = a};
    wane_status_t status = symmetric_floor(R, a, kernels, width, R_near, message);
    if (status == WANE_OK) status = noisy_init(&flow, kernels, width, 1, noise, message);
    if (status != WANE_OK) return status;
    double y[STATE] = {atanh(*R), -1 / ((double)width - 1), *a};
    status = settle(y, &flow, message);
    if (status == WANE_OK && noise->lr > 0) status = rest_with_steps(R, a, y, &flow, noise, message);
    sample_rule_free(flow.rule);
    return status;
}
