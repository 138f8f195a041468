#include "naive.h"

#include <math.h>

#define STEP (1.0 / 4096)
#define LARGE_PHASES 60

typedef struct {
    double P, P1, S, S1;
} values_t;

static values_t values(const naive_kernels_t *k, double R)
{
    values_t v = {0, 0, 0, 0};
    double power = 1, below = 0, square = 1, square_below = 0; /* R^j, R^(j-1), R^2j, R^(2j-1) */
    for (int j = 0; j < k->length; j++) {
        v.P += k->p[j] * power;
        v.P1 += j * k->p[j] * below;
        v.S += k->s[j] * square;
        v.S1 += 2 * j * k->s[j] * square_below;
        below = power;
        power *= R;
        square_below = square * R;
        square *= R * R;
    }
    return v;
}

/* R'/(1 - R^2), divided by a. */
static double pull(const naive_kernels_t *k, double R, double a)
{
    values_t v = values(k, R);
    return v.P1 - 0.5 * a * v.S1;
}

static double height(const naive_kernels_t *k, double R)
{
    values_t v = values(k, R);
    return 2 * v.P1 / v.S1;
}

typedef struct {
    const naive_kernels_t *k;
    double R, a, peak;
    int lost; /* at R = 0 with p_1 = 0, whose line of equilibria is not followed here */
} state_t;

static void move(state_t *s, double R)
{
    if (s->R * R < 0) s->peak = 0;
    s->R = R;
    if (fabs(R) > fabs(s->peak)) s->peak = R;
}

/* Along a = const until R' changes sign or |R| = 1; crosses R = 0 freely. */
static void fast(state_t *s, int direction)
{
    double R = s->R, next = R;
    while (1) {
        next = R + direction * STEP;
        if (fabs(next) >= 1) {
            move(s, next > 0 ? 1 : -1);
            return;
        }
        if (direction * s->a * pull(s->k, next, s->a) <= 0) break;
        s->lost |= s->k->p[1] == 0 && next * R <= 0;
        R = next;
    }
    for (int i = 0; i < 60; i++) {
        double middle = 0.5 * (R + next);
        if (direction * s->a * pull(s->k, middle, s->a) > 0) R = middle;
        else next = middle;
    }
    move(s, R);
}

/* On R = 1 or -1: 1 settles, 0 leaves at the new a. */
static int drift(state_t *s)
{
    values_t v = values(s->k, s->R);
    double target = v.P / v.S, growth = 0, a = s->a;
    for (int i = 0; i < 2000000; i++) {
        double rate = -2 * s->R * (a * v.P1 - 0.5 * a * a * v.S1);
        growth += rate * 1e-4;
        a += (target - a) * 1e-4;
        if (growth > 0) {
            s->a = a;
            return 0;
        }
        if (fabs(target - a) < 1e-12 && rate < 0) break;
    }
    s->a = target;
    return 1;
}

typedef enum { LEFT_BRANCH, EQUILIBRIUM, INFINITE, JOINED } slow_t;

static slow_t slow(state_t *s, int *direction)
{
    double R = s->R;
    values_t v = values(s->k, R);
    double rise = v.P - s->a * v.S;
    double slope = height(s->k, R + 1e-7) - height(s->k, R - 1e-7);
    *direction = rise * slope > 0 ? 1 : -1;
    double sign = rise > 0 ? 1 : -1;
    double step = 0.25 * STEP, a = s->a;
    while (1) {
        double next = R + *direction * step;
        if (fabs(next) < 0.02) { /* below, rounding hides the sign of N */
            s->lost |= s->k->s[0] != 0;
            s->a = a > 0 ? INFINITY : -INFINITY;
            move(s, 0);
            return INFINITE;
        }
        if (fabs(next) >= 1) {
            s->a = height(s->k, next > 0 ? 1 : -1);
            move(s, next > 0 ? 1 : -1);
            return JOINED;
        }
        double b = height(s->k, next);
        v = values(s->k, next);
        if ((v.P - b * v.S) * sign <= 0) {
            move(s, next);
            return EQUILIBRIUM;
        }
        if ((b - a) * sign <= 0) { /* fold: go on along the fibre */
            move(s, next);
            s->a = a;
            return LEFT_BRANCH;
        }
        if (a * b <= 0) { /* a passes 0: the fibre turns back */
            move(s, R);
            s->a = -1e-9 * (a > 0 ? 1 : -1);
            *direction = s->a * pull(s->k, R - *direction * 2 * step, s->a) > 0 ? 1 : -1;
            return LEFT_BRANCH;
        }
        R = next;
        a = b;
    }
}

void naive_kernels(naive_kernels_t *k, const kernels_t kernels)
{
    k->length = (int)FLINT_MIN(kernels->length, NAIVE_TERMS);
    for (int j = 0; j < k->length; j++) {
        k->p[j] = arf_get_d(arb_midref(kernels->p + j), ARF_RND_NEAR);
        k->s[j] = arf_get_d(arb_midref(kernels->s + j), ARF_RND_NEAR);
    }
}

static naive_verdict_t finish(const state_t *s)
{
    naive_verdict_t v = {WANE_OUTCOME_UNDECIDED, s->R, s->peak};
    if (s->lost) return v;
    if (s->R == 0) v.outcome = WANE_OUTCOME_UNLEARNING;
    else
        v.outcome =
            fabs(s->R) >= fabs(s->peak) - 1e-9 ? WANE_OUTCOME_LEARNING : WANE_OUTCOME_PARTIAL_UNLEARNING;
    return v;
}

naive_verdict_t naive_itinerary(const naive_kernels_t *k, double a0, double R0)
{
    state_t s = {k, R0, a0, R0, 0};
    int direction = a0 * pull(k, R0, a0) > 0 ? 1 : -1;
    int on_fibre = 1;
    for (int phase = 0; phase < LARGE_PHASES; phase++) {
        if (on_fibre) {
            fast(&s, direction);
            on_fibre = 0;
        } else if (fabs(s.R) == 1) {
            if (drift(&s)) return finish(&s);
            direction = s.R > 0 ? -1 : 1;
            on_fibre = 1;
        } else {
            slow_t end = slow(&s, &direction);
            if (end == EQUILIBRIUM || end == INFINITE) return finish(&s);
            on_fibre = end == LEFT_BRANCH;
        }
    }
    naive_verdict_t none = {WANE_OUTCOME_UNDECIDED, s.R, s.peak};
    return none;
}
