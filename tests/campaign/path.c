#include "path.h"

#include <math.h>

#define COLUMNS 8
#define DEADBAND 1e-17L /* a difference below this part of its terms is rounding */
#define TINY 1e-4000L

long double path_R(const path_flow_t *flow, long double x)
{
    if (flow->on_side == 0) return tanhl(x);
    long double R = x > 0 ? 1 / sqrtl(1 + expl(-2 * x)) : expl(x) / sqrtl(1 + expl(2 * x));
    return flow->on_side * R;
}

long double path_weight(const path_flow_t *flow, long double x)
{
    if (flow->on_side != 0) return x > 0 ? expl(-2 * x) / (1 + expl(-2 * x)) : 1 / (1 + expl(2 * x));
    long double e = expl(-2 * fabsl(x));
    return 4 * e / ((1 + e) * (1 + e));
}

long double path_coordinate(const path_flow_t *flow, long double R)
{
    if (flow->on_side == 0) return atanhl(R);
    return logl(fabsl(R)) - 0.5L * log1pl(-R * R);
}

static long double difference(long double *scale, long double first, long double second)
{
    long double size = fabsl(first) + fabsl(second), value = first - second;
    if (scale != NULL) *scale = size;
    return fabsl(value) <= DEADBAND * size ? 0 : value;
}

static void field_of_values(long double *d, long double *scale, const path_flow_t *flow,
                            const pair_values_t *v, long double R, long double a)
{
    if (flow->on_side == 0) d[0] = difference(scale, a * v->P1, a * a * R * v->K1);
    else d[0] = difference(scale, a * v->pull, a * a * v->K1);
    d[1] = flow->eps * difference(scale == NULL ? NULL : scale + 1, v->P, a * v->K);
}

void path_field(long double *d, long double *scale, const path_flow_t *flow, const path_state_t *state)
{
    long double R = path_R(flow, state->x);
    pair_values_t v;
    pair_kernel_at(&v, flow->kernel, R, path_weight(flow, state->x));
    field_of_values(d, scale, flow, &v, R, state->a);
}

/* dR/dx is 1 - R^2 in the one coordinate, R (1 - R^2) in the other. */
void path_jacobian(long double J[2][2], long double *d, const path_flow_t *flow, const path_state_t *state)
{
    long double a = state->a, R = path_R(flow, state->x), weight = path_weight(flow, state->x), mixed;
    pair_values_t v;
    pair_kernel_at(&v, flow->kernel, R, weight);
    field_of_values(d, NULL, flow, &v, R, a);
    mixed = v.P1 - 2 * a * R * v.K1;
    if (flow->on_side == 0) {
        J[0][0] = weight * (a * v.P2 - a * a * (v.K1 + 2 * R * R * v.K2));
        J[0][1] = mixed;
        J[1][0] = flow->eps * weight * mixed;
    } else {
        J[0][0] = weight * (a * (v.P2 - v.pull) - 2 * a * a * R * R * v.K2);
        J[0][1] = v.pull - 2 * a * v.K1;
        J[1][0] = flow->eps * weight * R * mixed;
    }
    J[1][1] = -flow->eps * v.K;
}

/* n linearly implicit Euler steps of h/n: (1 - h/n J) increment = h/n f. */
static void euler(long double *y, const path_flow_t *flow, const path_state_t *state, long double J[2][2],
                  const long double *d0, long double h, int n)
{
    path_state_t now = *state;
    long double k = h / n, m00 = 1 - k * J[0][0], m01 = -k * J[0][1], m10 = -k * J[1][0],
                m11 = 1 - k * J[1][1], determinant = m00 * m11 - m01 * m10, d[2] = {d0[0], d0[1]};
    for (int i = 0; i < n; i++) {
        if (i > 0) path_field(d, NULL, flow, &now);
        now.x += k * (d[0] * m11 - m01 * d[1]) / determinant;
        now.a += k * (m00 * d[1] - m10 * d[0]) / determinant;
    }
    y[0] = now.x;
    y[1] = now.a;
}

static long double extrapolated(path_state_t *next, const path_state_t *state, const path_flow_t *flow,
                                long double J[2][2], const long double *d, long double h)
{
    long double table[COLUMNS][2], error = INFINITY;
    for (int j = 0; j < COLUMNS; j++) {
        euler(table[j], flow, state, J, d, h, j + 1);
        long double last[2] = {table[0][0], table[0][1]};
        for (int k = j - 1; k >= 0; k--) {
            long double ratio = (long double)(j + 1) / (k + 1);
            for (int i = 0; i < 2; i++)
                table[k][i] = table[k + 1][i] + (table[k + 1][i] - table[k][i]) / (ratio - 1);
        }
        if (j < COLUMNS - 1) continue;
        long double size_x =
            fabsl(state->x) + fabsl(table[0][0]) + fabsl(h * d[0]) + (flow->on_side ? 1 : TINY);
        long double size_a = fabsl(state->a) + fabsl(table[0][1]) + fabsl(h * d[1]) + TINY;
        error = fmaxl(fabsl(table[0][0] - last[0]) / size_x, fabsl(table[0][1] - last[1]) / size_a);
    }
    next->t = state->t + h;
    next->x = table[0][0];
    next->a = table[0][1];
    return isfinite(error) ? error : INFINITY;
}

long double path_exact_step(path_state_t *next, const path_state_t *state, const path_flow_t *flow,
                            long double h)
{
    long double d[2], J[2][2];
    path_jacobian(J, d, flow, state);
    return extrapolated(next, state, flow, J, d, h);
}

/* Far out the field is constant up to rounding and hides what comes nearer: no step may leap over that. */
static int leaps(const path_state_t *state, const path_state_t *next)
{
    long double far = fabsl(state->x);
    return far > 5 && next->x * (state->x > 0 ? 1 : -1) < 0.7L * far - 1.5L;
}

int path_step(path_state_t *state, const path_flow_t *flow, long double *h, long double tolerance)
{
    long double d[2], J[2][2];
    path_jacobian(J, d, flow, state);
    for (int i = 0; i < 80; i++) {
        path_state_t next;
        long double used = *h, error = extrapolated(&next, state, flow, J, d, used);
        long double factor = error > 0 ? 0.7L * powl(tolerance / error, 1.0L / COLUMNS) : 8;
        *h *= fminl(8, fmaxl(0.1L, isfinite(factor) ? factor : 0.1L));
        if (error <= tolerance && leaps(state, &next)) {
            *h = used / 2;
            continue;
        }
        if (!(error <= tolerance)) continue;
        *state = next;
        return 1;
    }
    return 0;
}
