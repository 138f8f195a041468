#include "hermite/kink_pair.h"

#include "hermite/normal_law.h"
#include "hermite/owen.h"

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

/* P(u > x, v > y) at correlation 1 less the same at q, for X > 0 and X > Y, where (X, Y) or (Y, X) is (x, y)
   or
   (-x, -y): derivations/09 (5), with k = gap/s + Y w. */
static void lost_between(arb_t value, const arb_t X, const arb_t Y, const correlation_t at, slong prec)
{
    arb_t steep, k, slope, X_beyond, Y_beyond;
    arb_init(steep);
    arb_init(k);
    arb_init(slope);
    arb_init(X_beyond);
    arb_init(Y_beyond);
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
    arb_clear(steep);
    arb_clear(k);
    arb_clear(slope);
    arb_clear(X_beyond);
    arb_clear(Y_beyond);
}

/* P(u > x, v > y); x, y are equal or apart. */
static void both_beyond(arb_t value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    arb_t larger, smaller;
    arb_init(larger);
    arb_init(smaller);
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
    arb_clear(larger);
    arb_clear(smaller);
}

/* P(v > y | u = x) with gap = x - y, P(u > x | v = y) with the roles exchanged: Q(-gap/s + x w). */
static void beyond_given(arb_t value, const arb_t gap, const arb_t x, const correlation_t at, slong prec)
{
    arb_t z;
    arb_init(z);
    arb_mul(z, x, at->half_tangent, prec);
    if (is_one(at) && !arb_contains_zero(gap)) {
        arb_set_ui(value, arb_is_positive(gap) ? 1 : 0);
    } else {
        if (!arb_is_zero(gap)) {
            arb_div(value, gap, at->sine, prec);
            arb_sub(z, z, value, prec);
        }
        if (arb_is_finite(z)) hermite_normal_beyond(value, z, prec);
        else arb_unit_interval(value);
    }
    arb_clear(z);
}

static void both_beyond_given(arb_t y_given_x, arb_t x_given_y, const kink_pair_t pair,
                              const correlation_t at, slong prec)
{
    arb_t gap;
    arb_init(gap);
    beyond_given(y_given_x, pair->gap, pair->x, at, prec);
    arb_neg(gap, pair->gap);
    beyond_given(x_given_y, gap, pair->y, at, prec);
    arb_clear(gap);
}

/* e = 2 pi s phi_2(x, y; q) = exp(-gap^2/(8 w^2) - (x^2 + y^2)/4 - (x + y)^2 w^2/8): derivations/09 (3). */
static void scaled_density(arb_t e, const kink_pair_t pair, const correlation_t at, slong prec)
{
    arb_t t, square;
    arb_init(t);
    arb_init(square);
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
    arb_clear(t);
    arb_clear(square);
}

/* phi_2(x, y; q) and its q-derivative phi_2 (q + x y w^2 - q gap^2/s^2)/s^2: derivations/09 (10).  Infinite
   or 0 at q = 1. */
static void density_and_derivative(arb_ptr value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    arb_t t, sine_square;
    arb_init(t);
    arb_init(sine_square);
    scaled_density(value, pair, at, prec);
    if (is_one(at)) {
        for (int j = 0; j < 2; j++)
            if (arb_contains_zero(pair->gap)) arb_indeterminate(value + j);
            else arb_zero(value + j);
    } else {
        hermite_divide_by_two_pi(value, prec);
        arb_div(value, value, at->sine, prec);
        arb_sqr(sine_square, at->sine, prec);
        arb_sqr(t, pair->gap, prec);
        arb_div(t, t, sine_square, prec);
        arb_sub_ui(t, t, 1, prec);
        arb_mul(t, t, at->q, prec);
        arb_mul(value + 1, pair->x, at->half_tangent, prec);
        arb_mul(value + 1, value + 1, pair->y, prec);
        arb_mul(value + 1, value + 1, at->half_tangent, prec);
        arb_sub(value + 1, value + 1, t, prec);
        arb_div(value + 1, value + 1, sine_square, prec);
        arb_mul(value + 1, value + 1, value, prec);
    }
    arb_clear(t);
    arb_clear(sine_square);
}

/* derivations/09 (8): (q + x y) A + s^2 phi_2 - y phi(x) P(v > y | u = x) - x phi(y) P(u > x | v = y), and A.
 */
static void ramps_and_quadrant(arb_ptr value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    arb_t t, y_given_x, x_given_y;
    arb_init(t);
    arb_init(y_given_x);
    arb_init(x_given_y);
    both_beyond_given(y_given_x, x_given_y, pair, at, prec);
    both_beyond(value + 1, pair, at, prec);
    scaled_density(value, pair, at, prec);
    hermite_divide_by_two_pi(value, prec);
    arb_mul(value, value, at->sine, prec);
    arb_set(t, at->q);
    arb_addmul(t, pair->x, pair->y, prec);
    arb_addmul(value, t, value + 1, prec);
    arb_mul(t, pair->y, pair->x_density, prec);
    arb_submul(value, t, y_given_x, prec);
    arb_mul(t, pair->x, pair->y_density, prec);
    arb_submul(value, t, x_given_y, prec);
    arb_clear(t);
    arb_clear(y_given_x);
    arb_clear(x_given_y);
}

/* derivations/09 (9): phi(x) P(v > y | u = x) + q phi(y) P(u > x | v = y) - x A. */
static void ramp_and_step(arb_ptr value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    arb_t y_given_x, x_given_y;
    arb_init(y_given_x);
    arb_init(x_given_y);
    both_beyond_given(y_given_x, x_given_y, pair, at, prec);
    both_beyond(value, pair, at, prec);
    arb_mul(value, value, pair->x, prec);
    arb_neg(value, value);
    arb_addmul(value, pair->x_density, y_given_x, prec);
    arb_mul(x_given_y, x_given_y, pair->y_density, prec);
    arb_addmul(value, at->q, x_given_y, prec);
    arb_clear(y_given_x);
    arb_clear(x_given_y);
}

typedef void (*formula_t)(arb_ptr, const kink_pair_t, const correlation_t, slong);

/* A formula that decreases in x and in y.  Where it is open whether x = y, its values at x = y = z for all z
   in the hull of both balls bound it: derivations/09 (13). */
static void decreasing(arb_ptr value, formula_t formula, const kink_pair_t pair, const correlation_t at,
                       slong prec)
{
    if (arb_is_zero(pair->gap) || !arb_contains_zero(pair->gap)) {
        formula(value, pair, at, prec);
    } else {
        kink_pair_t merged;
        arb_t both;
        arb_init(both);
        kink_pair_init(merged);
        arb_union(both, pair->x, pair->y, prec);
        kink_pair_set(merged, both, both, 1, prec);
        formula(value, merged, at, prec);
        kink_pair_clear(merged);
        arb_clear(both);
    }
}

void kink_pair_ramps(arb_ptr value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    decreasing(value, ramps_and_quadrant, pair, at, prec);
    density_and_derivative(value + 2, pair, at, prec);
}

/* The third and fourth entries: phi_2 r, phi_2' r + phi_2 r' with r = (y - q x)/s^2 = x/(1 + q) - gap/s^2,
   r' = (2 q r - x)/s^2, derivations/09 (11). */
static void ramp_step_curvature(arb_ptr value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    arb_ptr density = _arb_vec_init(2);
    arb_t r, t, sine_square;
    arb_init(r);
    arb_init(t);
    arb_init(sine_square);
    density_and_derivative(density, pair, at, prec);
    if (is_one(at) && !arb_contains_zero(pair->gap)) {
        _arb_vec_zero(value, 2);
    } else {
        arb_sqr(sine_square, at->sine, prec);
        arb_add_ui(t, at->q, 1, prec);
        arb_div(r, pair->x, t, prec);
        if (!arb_is_zero(pair->gap)) {
            arb_div(t, pair->gap, sine_square, prec);
            arb_sub(r, r, t, prec);
        }
        arb_mul(t, at->q, r, prec);
        arb_mul_2exp_si(t, t, 1);
        arb_sub(t, t, pair->x, prec);
        arb_div(t, t, sine_square, prec);
        arb_mul(value, density, r, prec);
        arb_mul(value + 1, density + 1, r, prec);
        arb_addmul(value + 1, density, t, prec);
        if (arb_is_zero(pair->x) && arb_is_zero(pair->gap)) _arb_vec_zero(value, 2);
    }
    arb_clear(r);
    arb_clear(t);
    arb_clear(sine_square);
    _arb_vec_clear(density, 2);
}

void kink_pair_ramp_step(arb_ptr value, const kink_pair_t pair, const correlation_t at, slong prec)
{
    arb_t gap;
    arb_init(gap);
    decreasing(value, ramp_and_step, pair, at, prec);
    arb_neg(gap, pair->gap);
    beyond_given(value + 1, gap, pair->y, at, prec);
    arb_mul(value + 1, value + 1, pair->y_density, prec);
    ramp_step_curvature(value + 2, pair, at, prec);
    arb_clear(gap);
}
