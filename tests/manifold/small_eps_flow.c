#include "small_eps_flow.h"

#include <math.h>
#include <string.h>

#define MOST_STEPS 400000
#define TOLERANCE 1e-7L

typedef long double real;

void small_eps_flow_set(small_eps_flow_t *flow, const kernels_t kernels, double eps)
{
    memset(flow, 0, sizeof *flow);
    flow->length = (int)FLINT_MIN(kernels->length, SMALL_EPS_TERMS);
    flow->eps = eps;
    for (int k = 0; k < flow->length; k++) {
        flow->p[k] = arf_get_d(arb_midref(kernels->p + k), ARF_RND_NEAR);
        flow->s[k] = arf_get_d(arb_midref(kernels->s + k), ARF_RND_NEAR);
    }
}

/* f and its Jacobian. */
static void slopes(real *f, real (*J)[2], const small_eps_flow_t *flow, const real *x)
{
    real R = tanhl(x[0]), a = x[1], q = R * R, w = 1 - q, P[3] = {0, 0, 0}, K[3] = {0, 0, 0};
    for (int k = flow->length - 1; k >= 0; k--) {
        P[2] = P[2] * R + 2 * P[1];
        P[1] = P[1] * R + P[0];
        P[0] = P[0] * R + flow->p[k];
        K[2] = K[2] * q + 2 * K[1];
        K[1] = K[1] * q + K[0];
        K[0] = K[0] * q + flow->s[k];
    }
    f[0] = a * P[1] - a * a * R * K[1];
    f[1] = flow->eps * (P[0] - a * K[0]);
    if (J == NULL) return;
    J[0][0] = w * (a * P[2] - a * a * (K[1] + 2 * q * K[2]));
    J[0][1] = P[1] - 2 * a * R * K[1];
    J[1][0] = flow->eps * w * J[0][1];
    J[1][1] = -flow->eps * K[0];
}

/* g: (1/(h/2) - J) g = f. */
static void solve(real *g, real (*J)[2], real h, const real *f)
{
    real x = 2 / h - J[0][0], y = 2 / h - J[1][1], det = x * y - J[0][1] * J[1][0];
    g[0] = (y * f[0] + J[0][1] * f[1]) / det;
    g[1] = (J[1][0] * f[0] + x * f[1]) / det;
}

/* The Rosenbrock rule of Kaps and Rentrop with Shampine's coefficients; the error relative to the size of
   rho, which may be tiny beside R = 0. */
static real step(real *next, const small_eps_flow_t *flow, const real *x, real h, real least_rho)
{
    static const real a[4][2] = {{0, 0}, {2, 0}, {48.0L / 25, 6.0L / 25}, {48.0L / 25, 6.0L / 25}};
    static const real c[4][3] = {
        {0, 0, 0}, {-8, 0, 0}, {372.0L / 25, 12.0L / 5, 0}, {-112.0L / 125, -54.0L / 125, -2.0L / 5}};
    static const real b[4] = {19.0L / 9, 0.5L, 25.0L / 108, 125.0L / 108};
    static const real e[4] = {17.0L / 54, 7.0L / 36, 0, 125.0L / 108};
    real J[2][2], g[4][2] = {{0}}, f[2], error[2] = {0, 0};
    slopes(f, J, flow, x);
    for (int i = 0; i < 4; i++) {
        for (int d = 0; d < 2; d++) next[d] = x[d] + a[i][0] * g[0][d] + a[i][1] * g[1][d];
        slopes(f, NULL, flow, next);
        for (int d = 0; d < 2; d++)
            for (int j = 0; j < i; j++) f[d] += c[i][j] * g[j][d] / h;
        solve(g[i], J, h, f);
    }
    for (int d = 0; d < 2; d++) {
        next[d] = x[d];
        for (int i = 0; i < 4; i++) {
            next[d] += b[i] * g[i][d];
            error[d] += e[i] * g[i][d];
        }
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
            h *= isfinite(error) ? fmaxl(0.2L, 0.9L * powl(error, -0.25L)) : 0.2L;
            continue;
        }
        t += h;
        h *= fminl(5, 0.9L * powl(error + 1e-10L, -0.25L));
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
