/* Interval Newton with bisection as a fallback: derivations/07 (14). */
#include "base/scoped.h"
#include "base/zero_isolation.h"

#include <math.h>

#define MAX_STEPS 400
#define BOUND_PREC 64
#define GUESS_ACCURACY 1e-7 /* of the bracket */
#define GUESS_MARGIN (-20)

static void bracket_width(mag_t width, const bracket_t *bracket)
{
    SCOPED(arf, w);
    arf_sub(w, bracket->r, bracket->l, 30, ARF_RND_UP);
    arf_get_mag(width, w);
}

/* Correct bits of the midpoint, roughly. */
static slong accuracy_bits(const bracket_t *bracket)
{
    SCOPED(mag, w);
    bracket_width(w, bracket);
    slong bits = WORD_MAX / 4;
    if (!mag_is_zero(w)) bits = (slong)((double)ARF_EXP(bracket->r) - mag_get_d_log2_approx(w));
    return bits;
}

static int slope_range(arb_t slope, const sampler_t *sampler, const bracket_t *bracket)
{
    SCOPED(sample, l, r);
    SCOPED(sample_range, range);
    const arf_struct *lo = range->slope_lo, *hi = range->slope_hi;
    sampler->sample(l, sampler->context, bracket->l, BOUND_PREC);
    sampler->sample(r, sampler->context, bracket->r, BOUND_PREC);
    sampler_range(range, sampler, l, r);
    int definite = (arf_sgn(lo) > 0 || arf_sgn(hi) < 0) && arf_is_finite(lo) && arf_is_finite(hi);
    if (definite) arb_set_interval_arf(slope, lo, hi, BOUND_PREC);
    return definite;
}

/* Replaces [l, r] by its intersection with m - f(m)/f'([l, r]); returns whether it at least halved. */
static int newton_step(bracket_t *bracket, const sampler_t *sampler, const arb_t slope, slong prec)
{
    SCOPED(sample, middle);
    SCOPED(arf, m, lo, hi);
    SCOPED(arb, image);
    SCOPED(mag, before, after);
    bracket_width(before, bracket);
    arf_add(m, bracket->l, bracket->r, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(m, m, -1);
    sampler->sample(middle, sampler->context, m, prec);
    arb_div(image, middle->value, slope, prec);
    arb_sub_arf(image, image, m, prec);
    arb_neg(image, image);
    if (arb_is_finite(image)) {
        arb_get_lbound_arf(lo, image, prec);
        arb_get_ubound_arf(hi, image, prec);
        if (arf_cmp(lo, bracket->l) > 0) arf_set(bracket->l, lo);
        if (arf_cmp(hi, bracket->r) < 0) arf_set(bracket->r, hi);
    }
    bracket_width(after, bracket);
    mag_mul_2exp_si(after, after, 1);
    return mag_cmp(after, before) <= 0;
}

/* Cuts off the part of the bracket that the sign at a point in it excludes. */
static int bisection_step(bracket_t *bracket, const sampler_t *sampler, slong prec)
{
    static const int sixteenths[] = {8, 6, 10, 3, 13, 1, 15};
    int sign = 0;
    SCOPED(sample, middle);
    SCOPED(arf, m, w);
    arf_sub(w, bracket->r, bracket->l, ARF_PREC_EXACT, ARF_RND_DOWN);
    for (int i = 0; i < 7 && sign == 0; i++) {
        arf_mul_si(m, w, sixteenths[i], ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(m, m, -4);
        arf_add(m, m, bracket->l, ARF_PREC_EXACT, ARF_RND_DOWN);
        sampler->sample(middle, sampler->context, m, prec);
        sign = decided_sign(middle->value);
    }
    if (sign == bracket->sign_left) arf_set(bracket->l, m);
    if (sign == -bracket->sign_left) arf_set(bracket->r, m);
    return sign != 0;
}

static double midpoint_value(const sampler_t *sampler, const arf_t R)
{
    SCOPED(sample, sample);
    sampler->sample(sample, sampler->context, R, BOUND_PREC);
    return arf_get_d(arb_midref(sample->value), ARF_RND_NEAR);
}

/* A guess of the zero by the Illinois variant of regula falsi; nothing here is rigorous. */
static int guess_zero(arf_t guess, const sampler_t *sampler, const bracket_t *bracket)
{
    double l = arf_get_d(bracket->l, ARF_RND_UP), r = arf_get_d(bracket->r, ARF_RND_DOWN), width = r - l;
    double fl = midpoint_value(sampler, bracket->l), fr = midpoint_value(sampler, bracket->r),
           x = 0.5 * (l + r);
    int last = 0;
    for (int i = 0; i < 40; i++) {
        if (!(fl * fr < 0) || !isfinite(fl) || !isfinite(fr)) return 0;
        double next = (l * fr - r * fl) / (fr - fl);
        if (!(next > l && next < r)) next = 0.5 * (l + r);
        if (fabs(next - x) < GUESS_ACCURACY * width && i > 0) break;
        x = next;
        arf_set_d(guess, x);
        double f = midpoint_value(sampler, guess);
        if (f == 0) break;
        if (f * fl > 0) {
            l = x, fl = f;
            if (last == -1) fr *= 0.5;
            last = -1;
        } else {
            r = x, fr = f;
            if (last == 1) fl *= 0.5;
            last = 1;
        }
    }
    arf_set_d(guess, x);
    return 1;
}

/* Replaces the bracket by a narrow one around the guess, if the signs there prove it to be one. */
static void narrow_around_guess(bracket_t *bracket, const sampler_t *sampler)
{
    arf_t guess, gap, end[2];
    arf_init(guess);
    arf_init(gap);
    arf_init(end[0]);
    arf_init(end[1]);
    SCOPED(sample, sample);
    if (guess_zero(guess, sampler, bracket)) {
        arf_sub(gap, bracket->r, bracket->l, 30, ARF_RND_DOWN);
        arf_mul_2exp_si(gap, gap, GUESS_MARGIN);
        arf_sub(end[0], guess, gap, BOUND_PREC, ARF_RND_DOWN);
        arf_add(end[1], guess, gap, BOUND_PREC, ARF_RND_UP);
        for (int side = 0; side < 2; side++) {
            if (arf_cmp(end[side], bracket->l) <= 0 || arf_cmp(end[side], bracket->r) >= 0) continue;
            sampler->sample(sample, sampler->context, end[side], 2 * BOUND_PREC);
            int sign = decided_sign(sample->value);
            if (sign == bracket->sign_left) arf_set(bracket->l, end[side]);
            if (sign == -bracket->sign_left) arf_set(bracket->r, end[side]);
        }
    }
    arf_clear(guess);
    arf_clear(gap);
    arf_clear(end[0]);
    arf_clear(end[1]);
}

void refine_zero(arb_t root, const sampler_t *sampler, const bracket_t *bracket, slong prec)
{
    bracket_t narrowed;
    arf_init(narrowed.l);
    arf_init(narrowed.r);
    SCOPED(arb, slope);
    arf_set(narrowed.l, bracket->l);
    arf_set(narrowed.r, bracket->r);
    narrowed.sign_left = bracket->sign_left;
    if (accuracy_bits(&narrowed) < 24) narrow_around_guess(&narrowed, sampler);
    for (int step = 0; step < MAX_STEPS; step++) {
        slong bits = accuracy_bits(&narrowed);
        if (bits >= prec) break;
        slong working = FLINT_MIN(prec + 32, FLINT_MAX(2 * bits, 0) + 2 * BOUND_PREC);
        if (slope_range(slope, sampler, &narrowed)) {
            if (newton_step(&narrowed, sampler, slope, working)) continue;
            if (working < prec + 32 && newton_step(&narrowed, sampler, slope, prec + 32)) continue;
            if (arb_rel_accuracy_bits(slope) >= 2) break; /* the value's own uncertainty is reached */
        }
        if (!bisection_step(&narrowed, sampler, working) && !bisection_step(&narrowed, sampler, prec + 32))
            break;
    }
    if (arf_cmp(narrowed.l, narrowed.r) <= 0) arb_set_interval_arf(root, narrowed.l, narrowed.r, prec + 32);
    else arb_indeterminate(root); /* it was no bracket: values as wide as those of a family show both signs */
    arf_clear(narrowed.l);
    arf_clear(narrowed.r);
}
