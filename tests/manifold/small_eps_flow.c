#include "small_eps_flow.h"

#include <math.h>
#include <string.h>

#define MOST_STEPS 4000000
#define TOLERANCE 1e-9L

typedef long double real;

void small_eps_flow_set(small_eps_flow_t *flow, const wane_kernels_t kernels, double eps)
{
    memset(flow, 0, sizeof *flow);
    flow->length = (int)FLINT_MIN(kernels->length, SMALL_EPS_TERMS);
    flow->eps = eps;
    for (int k = 0; k < flow->length; k++) {
        flow->p[k] = arf_get_d(arb_midref(kernels->p + k), ARF_RND_NEAR);
        flow->s[k] = arf_get_d(arb_midref(kernels->s + k), ARF_RND_NEAR);
    }
}

static void slopes(real *f, const small_eps_flow_t *flow, const real *x)
{
    real R = tanhl(x[0]), a = x[1], q = R * R, P = 0, dP = 0, K = 0, dK = 0;
    for (int k = flow->length - 1; k >= 0; k--) {
        dP = dP * R + P;
        P = P * R + flow->p[k];
        dK = dK * q + K;
        K = K * q + flow->s[k];
    }
    f[0] = a * dP - a * a * R * dK;
    f[1] = flow->eps * (P - a * K);
}

/* Dormand and Prince's pair; the error relative to the size of rho, which may be tiny beside R = 0. */
static real step(real *next, const small_eps_flow_t *flow, const real *x, real h, real least_rho)
{
    static const real b[7][6] = {
        {0},
        {1.0L / 5},
        {3.0L / 40, 9.0L / 40},
        {44.0L / 45, -56.0L / 15, 32.0L / 9},
        {19372.0L / 6561, -25360.0L / 2187, 64448.0L / 6561, -212.0L / 729},
        {9017.0L / 3168, -355.0L / 33, 46732.0L / 5247, 49.0L / 176, -5103.0L / 18656},
        {35.0L / 384, 0, 500.0L / 1113, 125.0L / 192, -2187.0L / 6784, 11.0L / 84}};
    static const real e[7] = {71.0L / 57600,      0,           -71.0L / 16695, 71.0L / 1920,
                              -17253.0L / 339200, 22.0L / 525, -1.0L / 40};
    real k[7][2], error[2] = {0, 0};
    for (int i = 0; i < 7; i++) {
        for (int c = 0; c < 2; c++) {
            next[c] = x[c];
            for (int j = 0; j < i; j++) next[c] += h * b[i][j] * k[j][c];
        }
        slopes(k[i], flow, next);
        for (int c = 0; c < 2; c++) error[c] += h * e[i] * k[i][c];
    }
    real of_rho = fabsl(error[0]) / (fabsl(x[0]) + least_rho), of_a = fabsl(error[1]) / (fabsl(x[1]) + 1e-9L);
    return fmaxl(of_rho, of_a) / TOLERANCE;
}

small_eps_end_t small_eps_flow_follow(const small_eps_flow_t *flow, double R0, double a0, double tau)
{
    real x[2] = {atanhl(R0), a0}, next[2], t = 0, h = 1e-3L, end = tau / flow->eps;
    real least_rho = flow->length > 1 && flow->p[1] != 0 ? 1e-12L : 1e-4000L;
    small_eps_end_t result = {0, R0, R0, R0, a0};
    for (int i = 0; i < MOST_STEPS && t < end; i++) {
        real error = step(next, flow, x, h, least_rho);
        if (!(error <= 1)) {
            h *= isfinite(error) ? fmaxl(0.2L, 0.9L * powl(error, -0.2L)) : 0.2L;
            continue;
        }
        t += h;
        h *= fminl(5, 0.9L * powl(error + 1e-10L, -0.2L));
        if (x[0] * next[0] < 0) result.peak = 0;
        memcpy(x, next, sizeof x);
        double R = (double)tanhl(x[0]);
        if (fabs(R) > fabs(result.peak)) result.peak = R;
        if (t < end / 2) result.half = R;
        result.R = R;
        result.a = (double)x[1];
    }
    result.done = t >= end;
    return result;
}
