#include "long_flow.h"

#include <math.h>
#include <quadmath.h>
#include <string.h>

typedef __float128 real;
#define COLUMNS 9

static real midpoint(const arb_t x)
{
    real value = 0;
    arf_t rest, part;
    arf_init(rest);
    arf_init(part);
    arf_set(rest, arb_midref(x));
    for (int i = 0; i < 3; i++) {
        double d = arf_get_d(rest, ARF_RND_NEAR);
        value += d;
        arf_set_d(part, d);
        arf_sub(rest, rest, part, ARF_PREC_EXACT, ARF_RND_DOWN);
    }
    arf_clear(rest);
    arf_clear(part);
    return value;
}

void long_flow_set(long_flow_t *flow, const kernels_t kernels, int centered_relu, double eps)
{
    memset(flow, 0, sizeof *flow);
    flow->eps = eps;
    flow->K_abs = centered_relu ? 0.25 : 0;
    for (slong k = 0; k < FLINT_MIN(kernels->length, LONG_FLOW_TERMS); k++) {
        flow->p[k] = midpoint(kernels->p + k);
        flow->s[k] = midpoint(kernels->s + k);
        if (flow->p[k] != 0) flow->p_length = (int)k + 1;
        if (flow->s[k] != 0) flow->s_length = (int)k + 1;
    }
}

real long_flow_R(real rho)
{
    return tanhq(rho);
}

/* K and K' at q by Horner's rule. */
static void horner(real *value, real *slope, const real *c, int length, real x)
{
    *value = *slope = 0;
    for (int k = length - 1; k >= 0; k--) {
        *slope = *slope * x + *value;
        *value = *value * x + c[k];
    }
}

/* c0 + c1 x + beta (2/pi)(root + x asin x - 1), the last but for beta being E |u||v| - E|u| E|v|, and its
   slope, at a correlation x, 1 - x^2 given without cancellation. */
static void absolute_kernel(real *value, real *slope, const real *c, double beta, real x, real weight)
{
    real root = sqrtq(weight), angle = atan2q(x, root), factor = beta * 2 / M_PIq;
    *value = c[0] + c[1] * x + factor * (root + x * angle - 1);
    *slope = c[1] + factor * angle;
}

static void field(real *d, const real *x, const long_flow_t *flow)
{
    real R = tanhq(x[0]), a = x[1], E = expq(-2 * fabsq(x[0])), weight = 4 * E / ((1 + E) * (1 + E));
    real P, P1, K, K1;
    if (flow->P_abs != 0) absolute_kernel(&P, &P1, flow->p, flow->P_abs, R, weight);
    else horner(&P, &P1, flow->p, flow->p_length, R);
    if (flow->K_abs != 0) absolute_kernel(&K, &K1, flow->s, flow->K_abs, R * R, weight * (2 - weight));
    else horner(&K, &K1, flow->s, flow->s_length, R * R);
    d[0] = a * P1 - a * a * R * K1;
    d[1] = flow->eps * (P - a * K);
}

static void midpoint_rule(real *y, const real *x, const real *d0, real h, int steps, const long_flow_t *flow)
{
    real a[2], b[2], d[2], step = h / steps;
    for (int i = 0; i < 2; i++) {
        a[i] = x[i];
        b[i] = x[i] + step * d0[i];
    }
    for (int n = 1; n < steps; n++) {
        field(d, b, flow);
        for (int i = 0; i < 2; i++) {
            real next = a[i] + 2 * step * d[i];
            a[i] = b[i];
            b[i] = next;
        }
    }
    field(d, b, flow);
    for (int i = 0; i < 2; i++) y[i] = (a[i] + b[i] + step * d[i]) / 2;
}

/* Extrapolates in h^2; returns the error estimate relative to 1 + |x|. */
static double extrapolated(real *y, const real *x, real h, const long_flow_t *flow)
{
    real table[COLUMNS][2], d0[2], last[2];
    double error = INFINITY;
    field(d0, x, flow);
    for (int j = 0; j < COLUMNS; j++) {
        midpoint_rule(table[j], x, d0, h, 2 * (j + 1), flow);
        for (int i = 0; i < 2; i++) last[i] = table[0][i];
        for (int k = j - 1; k >= 0; k--) {
            real ratio = (real)(j + 1) / (k + 1);
            for (int i = 0; i < 2; i++)
                table[k][i] = table[k + 1][i] + (table[k + 1][i] - table[k][i]) / (ratio * ratio - 1);
        }
        if (j == 0) continue;
        error = 0;
        for (int i = 0; i < 2; i++) {
            double e = (double)(fabsq(table[0][i] - last[i]) / (1 + fabsq(x[i])));
            error = isfinite(e) ? fmax(error, e) : INFINITY;
        }
    }
    y[0] = table[0][0];
    y[1] = table[0][1];
    return error;
}

int long_flow_step(long_state_t *state, const long_flow_t *flow, double *h, double tolerance)
{
    real x[2] = {state->rho, state->a}, y[2];
    for (int i = 0; i < 60; i++) {
        double error = extrapolated(y, x, *h, flow), used = *h;
        double factor = error > 0 ? 0.8 * pow(tolerance / error, 1.0 / (2 * COLUMNS - 1)) : 2;
        *h *= fmin(2, fmax(0.2, isfinite(factor) ? factor : 0.2));
        if (!(error <= tolerance)) continue;
        state->rho = y[0];
        state->a = y[1];
        state->t += used;
        return 1;
    }
    return 0;
}

#define TOLERANCE 1e-20
#define REST 1e-6

static void pass(long_journey_t *journey, const long_state_t *state)
{
    double R = (double)long_flow_R(state->rho);
    if (R * journey->peak < 0) journey->peak = 0;
    if (fabs(R) > fabs(journey->peak)) journey->peak = R;
    journey->end = R;
}

/* Again from a state to a time, in many short steps: so that no peak is missed by much. */
static void pass_slowly(long_journey_t *journey, long_state_t state, double time, const long_flow_t *flow)
{
    double least = (double)(time - state.t) / 200, h = least;
    while (state.t < time && long_flow_step(&state, flow, &h, TOLERANCE)) {
        h = fmin(h, least);
        pass(journey, &state);
    }
}

long_journey_t long_flow_follow(const long_flow_t *flow, double R0, double a0, int steps)
{
    long_state_t state = {0, atanhq(R0), a0}, before = state, earlier = state;
    long_journey_t journey = {R0, R0, R0, a0};
    double h = 0.01;
    for (int i = 0; i < steps && long_flow_step(&state, flow, &h, TOLERANCE); i++) {
        int turned = fabsq(state.rho) < fabsq(before.rho) && fabsq(before.rho) >= fabsq(earlier.rho);
        /* at rest rounding turns it at every other step */
        int moves = fabsq(before.rho - earlier.rho) > REST || fabsq(before.rho - state.rho) > REST;
        if (turned && moves) pass_slowly(&journey, earlier, (double)state.t, flow);
        pass(&journey, &state);
        if (i <= steps / 2) journey.half = journey.end;
        earlier = before;
        before = state;
    }
    journey.scale = (double)state.a;
    return journey;
}
