#include "hermite/closed/quadrant.h"

#include "base/scoped.h"
#include "hermite/closed/normal_law.h"
#include "hermite/closed/owen.h"

/* A sine of fewer accurate bits may come near 0. */
#define NARROW_SINE_BITS 8

void kink_pair_init(kink_pair_t pair)
{
    arb_init(pair->x);
    arb_init(pair->y);
    arb_init(pair->gap);
    arb_init(pair->x_density);
    arb_init(pair->y_density);
    arb_init(pair->x_beyond);
    arb_init(pair->y_beyond);
}

void kink_pair_clear(kink_pair_t pair)
{
    arb_clear(pair->x);
    arb_clear(pair->y);
    arb_clear(pair->gap);
    arb_clear(pair->x_density);
    arb_clear(pair->y_density);
    arb_clear(pair->x_beyond);
    arb_clear(pair->y_beyond);
}

void kink_pair_set(kink_pair_t pair, arb_srcptr x, arb_srcptr y, int coincide, slong prec)
{
    arb_set(pair->x, x);
    arb_set(pair->y, y);
    hermite_normal_density(pair->x_density, x, prec);
    hermite_normal_density(pair->y_density, y, prec);
    hermite_normal_beyond(pair->x_beyond, x, prec);
    hermite_normal_beyond(pair->y_beyond, y, prec);
    arb_zero(pair->gap);
    if (!coincide) arb_sub(pair->gap, x, y, prec);
}

static int is_one(const correlation_t at)
{
    return arb_is_zero(at->complement);
}

/* P(u > x, v > y) at correlation 1 less the same at q, for X > 0 and X > Y, where
   (X, Y) or (Y, X) is (x, y) or (-x, -y): derivations/09 (5), with k = gap/s + Y w. */
static void lost_between(arb_t value, const arb_t X, const arb_t Y, const correlation_t at, slong prec)
{
    SCOPED(arb, steep, k, slope, X_beyond, Y_beyond);
    arb_sub(steep, X, Y, prec);
    arb_div(steep, steep, at->sine, prec);
    arb_set(k, steep);
    arb_addmul(k, Y, at->half_tangent, prec);
    arb_div(slope, steep, X, prec);
    arb_sub(slope, slope, at->half_tangent, prec);

    hermite_normal_beyond(X_beyond, X, prec);
    hermite_normal_beyond(Y_beyond, Y, prec);
    hermite_owen(value, X, slope, prec);
    arb_neg(value, value);
    arb_div(slope, Y, k, prec);
    hermite_owen(steep, k, slope, prec);
    arb_sub(value, value, steep, prec);
    hermite_normal_beyond(steep, k, prec);
    arb_submul(value, Y_beyond, steep, prec);
    arb_add(steep, steep, X_beyond, prec);
    arb_mul_2exp_si(steep, steep, -1);
    arb_add(value, value, steep, prec);
}

/* P(u > x, v > y); x, y are equal or apart. */
static void quadrant_apart(arb_t value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    SCOPED(arb, larger, smaller);
    const int x_larger = !arb_is_negative(pair->gap);
    arb_set(larger, x_larger ? pair->x : pair->y);
    arb_set(smaller, x_larger ? pair->y : pair->x);
    if (is_one(at)) {
        arb_zero(value);
    } else if (arb_is_zero(pair->gap)) { /* derivations/09 (4) */
        hermite_owen(value, pair->x, at->half_tangent, prec);
        arb_mul_2exp_si(value, value, 1);
    } else {
        if (!arb_is_positive(larger)) {
            arb_swap(larger, smaller);
            arb_neg(larger, larger);
            arb_neg(smaller, smaller);
        }
        if (arb_is_positive(larger)) lost_between(value, larger, smaller, at, prec);
        else arb_indeterminate(value);
    }
    arb_sub(value, x_larger ? pair->x_beyond : pair->y_beyond, value, prec);
}

void kink_pair_quadrant(arb_t value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    if (arb_is_zero(pair->gap) || !arb_contains_zero(pair->gap)) {
        quadrant_apart(value, pair, at, prec);
    } else { /* It decreases in x and y: its values at x = y = z for all z in the hull of both bound it. */
        kink_pair_t merged;
        SCOPED(arb, both);
        kink_pair_init(merged);
        arb_union(both, pair->x, pair->y, prec);
        kink_pair_set(merged, both, both, 1, prec);
        quadrant_apart(value, merged, at, prec);
        kink_pair_clear(merged);
    }
}

/* z = -gap/s + x w down to s = 0: for gap > 0 it is at most -gap/max s + |x| max w, for gap < 0 at least
   |gap|/max s - |x| max w. */
static void beyond_given_near_one(arb_t value, const arb_t gap, const arb_t x, const correlation_t at,
                                  slong prec)
{
    SCOPED(arb, z, t, end);
    const int positive = arb_is_positive(gap);
    arb_get_abs_ubound_arf(arb_midref(end), at->sine, prec);
    arb_abs(t, gap);
    arb_div(z, t, end, prec);
    arb_get_abs_ubound_arf(arb_midref(end), at->half_tangent, prec);
    arb_abs(t, x);
    arb_submul(z, t, end, prec); /* least |gap|/s - |x| w */
    hermite_normal_beyond(t, z, prec);
    arb_zero(end);
    arb_union(value, t, end, prec); /* P(Z > z) or less */
    if (positive) {
        arb_sub_ui(value, value, 1, prec);
        arb_neg(value, value);
    }
}

/* Q(-gap/s + x w) */
void kink_pair_beyond_given(arb_t value, const arb_t gap, const arb_t x, const correlation_t at, slong prec)
{
    SCOPED(arb, z);
    if (arb_is_zero(gap) || arb_is_positive(at->sine)) {
        arb_mul(z, x, at->half_tangent, prec);
        if (!arb_is_zero(gap)) {
            arb_div(value, gap, at->sine, prec);
            arb_sub(z, z, value, prec);
        }
        hermite_normal_beyond(value, z, prec);
    } else if (arb_contains_zero(gap)) {
        arb_unit_interval(value);
    } else if (is_one(at)) {
        arb_set_ui(value, arb_is_positive(gap) ? 1 : 0);
    } else {
        beyond_given_near_one(value, gap, x, at, prec);
    }
}

/* e = 2 pi s phi_2(x, y; q) = exp(-gap^2/(8 w^2) - (x^2 + y^2)/4 - (x + y)^2 w^2/8): derivations/09 (3). */
static void scaled_density(arb_t e, const kink_pair_t pair, const correlation_t at, slong prec)
{
    SCOPED(arb, t, square);
    arb_sqr(square, at->half_tangent, prec);
    arb_add(e, pair->x, pair->y, prec);
    arb_sqr(e, e, prec);
    arb_mul(e, e, square, prec);
    if (!arb_is_zero(pair->gap)) {
        arb_sqr(t, pair->gap, prec);
        arb_div(t, t, square, prec);
        arb_add(e, e, t, prec);
    }
    arb_mul_2exp_si(e, e, -1);
    arb_addmul(e, pair->x, pair->x, prec);
    arb_addmul(e, pair->y, pair->y, prec);
    arb_mul_2exp_si(e, e, -2);
    arb_neg(e, e);
    if (is_one(at) && !arb_contains_zero(pair->gap)) arb_zero(e);
    else if (arb_is_finite(e)) arb_exp(e, e, prec);
    else arb_unit_interval(e);
}

/* bound >= w^(-power) exp(-gap^2/(8 w^2)) over the ball w >= 0, gap apart from 0: with t = gap^2/(8 w^2) this
   is (8 t/gap^2)^(power/2) exp(-t), which decreases for t >= power/2: derivations/13 (8). */
static void steep_bound(mag_t bound, slong power, const arb_t gap, const arb_t w)
{
    SCOPED(arb, t, least, square);
    arb_get_abs_ubound_arf(arb_midref(t), w, 64);
    arb_sqr(t, t, 64);
    arb_mul_2exp_si(t, t, 3);
    arb_sqr(square, gap, 64);
    arb_div(t, square, t, 64);
    arb_set_si(least, power);
    arb_mul_2exp_si(least, least, -1);
    arb_max(t, t, least, 64);
    arb_div(least, t, square, 64);
    arb_mul_2exp_si(least, least, 3);
    arb_sqrt(least, least, 64);
    arb_pow_ui(least, least, (ulong)power, 64);
    arb_neg(t, t);
    arb_exp(t, t, 64);
    arb_mul(t, t, least, 64);
    arb_get_mag(bound, t);
}

/* The same near s = 0 with x, y apart: 2 pi s^(1 - power) phi_2 lies between 0 and the bound above times
   (1 + q)^(-power) times exp(-(x^2 + y^2)/4). */
static void steep_density(arb_t value, slong power, const kink_pair_t pair, const correlation_t at,
                          slong prec)
{
    SCOPED(mag, bound);
    SCOPED(arb, t);
    steep_bound(bound, power, pair->gap, at->half_tangent);
    arb_sqr(value, pair->x, prec);
    arb_addmul(value, pair->y, pair->y, prec);
    arb_mul_2exp_si(value, value, -2);
    arb_neg(value, value);
    arb_exp(value, value, prec);
    arb_add_ui(t, at->q, 1, prec);
    arb_pow_ui(t, t, (ulong)power, prec);
    arb_div(value, value, t, prec);
    arb_zero(t);
    arb_add_error_mag(t, bound);
    arb_nonnegative_part(t, t);
    arb_mul(value, value, t, prec);
    arb_nonnegative_part(value, value);
}

void kink_pair_density(arb_t value, slong power, const kink_pair_t pair, const correlation_t at, slong prec)
{
    const int apart = !arb_contains_zero(pair->gap), away = arb_is_positive(at->sine);
    const int narrow = away && (power == 0 || arb_rel_accuracy_bits(at->sine) >= NARROW_SINE_BITS);
    if (apart ? narrow : away || power == 0) {
        SCOPED(arb, t);
        scaled_density(value, pair, at, prec);
        arb_pow_ui(t, at->sine, (ulong)power, prec);
        arb_div(value, value, t, prec);
    } else if (!apart) {
        arb_indeterminate(value);
    } else if (is_one(at)) {
        arb_zero(value);
    } else {
        steep_density(value, power, pair, at, prec);
    }
    if (arb_is_finite(value)) hermite_divide_by_two_pi(value, prec);
}
