#include "journey.h"

#include <math.h>
#include <string.h>

#define MOST_STEPS 4000
#define LAST_TIME 1e30L /* in eps t; and 1e30 in t where eps > 1 */
#define FAR 8           /* |x| beyond which a line counts as approached */
#define STILL 1e-7L
#define RUNS_OFF_FROM 0.03L
#define BISECTIONS 40
#define SMALL 0.3L
#define LOOKS 400

int journey_line_is_invariant(const pair_kernel_t *kernel)
{
    return kernel->p_length < 2 || kernel->p[1] == 0;
}

typedef struct {
    const path_flow_t *flow;
    journey_t *journey;
    int away; /* x beyond FAR: 1 or -1 */
    long double next_look;
    int neutral; /* N = 0 identically */
} walk_t;

static long double speed(const path_flow_t *flow, const path_state_t *state)
{
    long double d[2];
    path_field(d, NULL, flow, state);
    return d[0];
}

static void pass(walk_t *walk, long double R)
{
    journey_t *j = walk->journey;
    if (j->peak * R < 0) j->peak = 0;
    if (fabsl(R) > fabsl(j->peak)) j->peak = R;
}

/* |R| rose before the step and falls after it: looks for the top between, by bisection of the step. */
static void pass_top(walk_t *walk, const path_state_t *before, long double h)
{
    long double low = 0, high = h, first = speed(walk->flow, before);
    path_state_t middle = *before;
    for (int i = 0; i < BISECTIONS && high - low > 1e-9L * h; i++) {
        path_exact_step(&middle, before, walk->flow, (low + high) / 2);
        if (speed(walk->flow, &middle) * first > 0) low = (low + high) / 2;
        else high = (low + high) / 2;
    }
    pass(walk, path_R(walk->flow, middle.x));
}

static void watch_exits(walk_t *walk, const path_state_t *state)
{
    long double x = state->x;
    if (fabsl(x) > FAR) walk->away = x > 0 ? 1 : -1;
    if (walk->away == 0 || fabsl(x) > JOURNEY_LEFT) return;
    walk->journey->from_zero = walk->flow->on_side && walk->away < 0;
    walk->away = 0;
    walk->journey->exits++;
    walk->journey->a_out = state->a;
}

static void watch(walk_t *walk, const path_state_t *before, const path_state_t *state)
{
    const path_flow_t *flow = walk->flow;
    long double R = path_R(flow, state->x), old = path_R(flow, before->x);
    int rose = flow->on_side ? speed(flow, before) > 0 : old * speed(flow, before) > 0;
    int falls = flow->on_side ? speed(flow, state) < 0 : R * speed(flow, state) < 0;
    if (rose && falls && old * R > 0 && fmaxl(fabsl(R), fabsl(old)) > 0.9L * fabsl(walk->journey->peak))
        pass_top(walk, before, state->t - before->t);
    pass(walk, R);
    watch_exits(walk, state);
}

/* V = 2 a P - a^2 S grows along solutions: a check of the integration itself. */
static long double gain(const path_flow_t *flow, const path_state_t *state, long double *size)
{
    pair_values_t v;
    pair_kernel_at(&v, flow->kernel, path_R(flow, state->x), path_weight(flow, state->x));
    *size = fabsl(2 * state->a * v.P) + state->a * state->a * v.K;
    return 2 * state->a * v.P - state->a * state->a * v.K;
}

/* The sign of N(R) as R > 0 or R < 0 stand, near 0 by its series. */
static int sign_of_N(const pair_kernel_t *kernel, long double R)
{
    if (fabsl(R) < SMALL) {
        long double sum = 0, power = 1;
        for (int n = 0; n < 100; n++) {
            sum += pair_kernel_N(kernel, n) * power;
            power *= R;
        }
        return (sum > 0) - (sum < 0);
    }
    pair_values_t v;
    pair_kernel_at(&v, kernel, R, 1 - R * R);
    long double N = v.P * 2 * R * v.K1 - 2 * v.P1 * v.K;
    return (N > 0) - (N < 0);
}

static int is_neutral(const pair_kernel_t *kernel)
{
    for (int n = 0; n < 100; n++)
        if (pair_kernel_N(kernel, n) != 0) return 0;
    return 1;
}

/* Nothing between R and 0 at which the branch could rest. */
static int nothing_before_zero(const pair_kernel_t *kernel, long double R)
{
    int sign = sign_of_N(kernel, R);
    for (int i = 1; i <= LOOKS; i++)
        if (sign_of_N(kernel, R * expl(-30.0L * i / LOOKS)) != sign) return 0;
    return sign != 0;
}

/* The branch A = 2P'/S' grows all the way from R to 0. */
static int branch_climbs_to_zero(const pair_kernel_t *kernel, long double R)
{
    long double last = 0;
    for (int i = 0; i <= LOOKS; i++) {
        pair_values_t v;
        long double r = R * expl(-20.0L * i / LOOKS);
        pair_kernel_at(&v, kernel, r, 1 - r * r);
        long double A = journey_line_is_invariant(kernel) ? v.pull / v.K1 : v.P1 / (r * v.K1);
        if (i > 0 && !(fabsl(A) > fabsl(last) && A * last > 0)) return 0;
        last = A;
    }
    return 1;
}

static int is_stable(const path_flow_t *flow, const path_state_t *state)
{
    long double d[2], J[2][2];
    path_jacobian(J, d, flow, state);
    return J[0][0] * J[1][1] - J[0][1] * J[1][0] > 0 && J[0][0] + J[1][1] < 0;
}

static int ends(journey_t *journey, journey_end_t end, long double R, long double a)
{
    journey->end = end;
    journey->R = R;
    journey->a = a;
    return 1;
}

static int unknown(journey_t *journey, const char *why)
{
    journey->end = JOURNEY_UNKNOWN;
    journey->why = why;
    return 1;
}

/* At |R| = 1, where a rests: attracted at a certain rate, or at the corner, where a = a_c as well. */
static int ends_aligned(walk_t *walk, const path_state_t *state, const long double *d,
                        const long double *scale)
{
    const path_flow_t *flow = walk->flow;
    long double side = path_R(flow, state->x) > 0 ? 1 : -1, outward = flow->on_side ? d[0] : side * d[0];
    if (fabsl(d[1]) > 1e-12L * flow->eps * scale[1]) return 0;
    if (outward > 1e-6L * scale[0]) return ends(walk->journey, JOURNEY_RESTS, side, state->a);
    if (fabsl(outward) > 1e-8L * scale[0]) return 0;
    if (walk->neutral) return ends(walk->journey, JOURNEY_RESTS, side, state->a);
    for (int i = 10; i < 20; i++) {
        long double R = side * (1 - ldexpl(1, -i));
        if (sign_of_N(flow->kernel, R) * side * state->a >= 0)
            return unknown(walk->journey, "the corner at |R| = 1 holds for a while");
    }
    return ends(walk->journey, JOURNEY_RESTS, side, state->a);
}

/* With p_1 = 0, R = 0: attracted at a certain rate. */
static int ends_on_line(walk_t *walk, const path_state_t *state, const long double *d,
                        const long double *scale)
{
    int a_rests = walk->flow->kernel->s[0] == 0 || fabsl(d[1]) <= 1e-14L * walk->flow->eps * scale[1];
    if (!a_rests || d[0] > -1e-6L * scale[0]) return 0;
    return ends(walk->journey, JOURNEY_RESTS, 0, state->a);
}

static int ends_inside(walk_t *walk, const path_state_t *state, const long double *d,
                       const long double *scale)
{
    const path_flow_t *flow = walk->flow;
    long double R = path_R(flow, state->x);
    if (fabsl(d[0]) > 1e-13L * scale[0] || fabsl(d[1]) > 1e-13L * flow->eps * scale[1]) return 0;
    if (walk->neutral) return ends(walk->journey, JOURNEY_RESTS, R, state->a);
    if (sign_of_N(flow->kernel, R * (1 - 1e-6L)) * sign_of_N(flow->kernel, R * (1 + 1e-6L)) >= 0) return 0;
    if (!is_stable(flow, state)) return unknown(walk->journey, "rests at a saddle");
    return ends(walk->journey, JOURNEY_RESTS, R, state->a);
}

/* Down the branch to R = 0: nothing is in the way any more. */
static int ends_running_off(walk_t *walk, const path_state_t *state, const long double *d,
                            const long double *scale)
{
    const pair_kernel_t *kernel = walk->flow->kernel;
    long double R = path_R(walk->flow, state->x), toward = walk->flow->on_side ? d[0] : d[0] * R;
    if (kernel->s[0] != 0 || toward > 1e-6L * scale[0] * fabsl(R) || d[1] * state->a <= 0 ||
        fabsl(d[0]) > 1e-2L * scale[0])
        return 0;
    if (!nothing_before_zero(kernel, R) || !branch_climbs_to_zero(kernel, R)) return 0;
    walk->journey->tail_R = R;
    walk->journey->tail_a = state->a;
    walk->journey->tail_t = state->t;
    return ends(walk->journey, JOURNEY_RUNS_OFF, 0, state->a > 0 ? INFINITY : -INFINITY);
}

static int has_ended(walk_t *walk, const path_state_t *state)
{
    const path_flow_t *flow = walk->flow;
    long double d[2], scale[2], R = fabsl(path_R(flow, state->x));
    path_field(d, scale, flow, state);
    if ((flow->on_side ? state->x : fabsl(state->x)) > 10) return ends_aligned(walk, state, d, scale);
    if (flow->on_side && state->x < -30) return ends_on_line(walk, state, d, scale);
    if (R > 2 * RUNS_OFF_FROM) walk->next_look = RUNS_OFF_FROM;
    if (R < walk->next_look) {
        walk->next_look = R / 2;
        if (ends_running_off(walk, state, d, scale)) return 1;
    }
    return ends_inside(walk, state, d, scale);
}

/* At the last time nothing has been seen to end: slow motions remain. */
static void conclude(walk_t *walk, const path_state_t *state, const path_state_t *earlier)
{
    const path_flow_t *flow = walk->flow;
    long double d[2], scale[2], R = path_R(flow, state->x), old = path_R(flow, earlier->x);
    path_field(d, scale, flow, state);
    int a_rests = fabsl(state->a - earlier->a) <= STILL * (1 + fabsl(state->a));
    int shrinks = fabsl(R) < fabsl(old) * (1 - 1e-4L);
    if (flow->on_side && a_rests && shrinks && fabsl(R) < 0.03L && d[0] <= 0)
        ends(walk->journey, JOURNEY_RESTS, 0, state->a);
    else if (!shrinks || fabsl(R) > 0.7L || !ends_running_off(walk, state, d, scale))
        unknown(walk->journey, "moves, or rests at a degenerate place, at the last time");
}

/* R = 0 for ever, or an equilibrium from the first moment on. */
static int stands(journey_t *j, const pair_kernel_t *kernel, long double a0, long double R0)
{
    if (R0 != 0 || (!journey_line_is_invariant(kernel) && (a0 != 0 || kernel->p[0] != 0))) return 0;
    j->end = JOURNEY_RESTS;
    j->R = 0;
    j->a = journey_line_is_invariant(kernel) && kernel->s[0] != 0 ? kernel->p[0] / kernel->s[0] : a0;
    return 1;
}

void journey_follow(journey_t *journey, const pair_kernel_t *kernel, long double eps, long double a0,
                    long double R0, long double log_R0, long double tolerance)
{
    memset(journey, 0, sizeof *journey);
    if (log_R0 == 0 && stands(journey, kernel, a0, R0)) return;
    path_flow_t flow = {kernel, eps, journey_line_is_invariant(kernel) ? (R0 > 0 ? 1 : -1) : 0};
    path_state_t state = {0, log_R0 != 0 ? log_R0 : path_coordinate(&flow, R0), a0}, before, earlier = state;
    if (log_R0 != 0 && flow.on_side == 0) state.x = R0 > 0 ? expl(log_R0) : -expl(log_R0);
    walk_t walk = {&flow, journey, 0, RUNS_OFF_FROM, is_neutral(kernel)};
    long double h = 1e-3L, last = LAST_TIME / fminl(eps, 1), size, V = gain(&flow, &state, &size);
    pass(&walk, path_R(&flow, state.x));
    for (int i = 0; i < MOST_STEPS; i++) {
        before = state;
        if (!path_step(&state, &flow, &h, tolerance)) {
            unknown(journey, "no step is possible");
            return;
        }
        long double now = gain(&flow, &state, &size);
        if (now < V - 1e-6L * size - 1e-12L) {
            unknown(journey, "V falls: the integration is not right");
            return;
        }
        V = now;
        watch(&walk, &before, &state);
        if (has_ended(&walk, &state)) return;
        if (state.t < last * 1e-6L) earlier = state;
        if (state.t > last) {
            conclude(&walk, &state, &earlier);
            return;
        }
    }
    unknown(journey, "too many steps");
}
