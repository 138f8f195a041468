#include "manifold/shape/growth.h"

void growth_init(growth_t growth)
{
    arb_init(growth->target);
    arb_init(growth->zero);
    growth->has_zero = 1;
}

void growth_clear(growth_t growth)
{
    arb_clear(growth->target);
    arb_clear(growth->zero);
}

void growth_set(growth_t growth, const growth_t other)
{
    arb_set(growth->target, other->target);
    arb_set(growth->zero, other->zero);
    growth->has_zero = other->has_zero;
}

/* -square/2 - (target - zero)(linear + target logarithm), or -linear - target logarithm: W for linear = a,
   square = a^2 and logarithm = log |target - a|, and a difference of two W for the differences of these. */
static void growth_form(arb_t W, const growth_t growth, const arb_t linear, const arb_t square,
                        const arb_t logarithm, slong prec)
{
    arb_t sum, t;
    arb_init(sum);
    arb_init(t);
    arb_mul(sum, growth->target, logarithm, prec);
    arb_add(sum, sum, linear, prec);
    if (growth->has_zero) {
        arb_sub(t, growth->target, growth->zero, prec);
        arb_mul(sum, sum, t, prec);
        arb_mul_2exp_si(t, square, -1);
        arb_add(sum, sum, t, prec);
    }
    arb_neg(W, sum);
    arb_clear(sum);
    arb_clear(t);
}

void growth_value(arb_t W, const growth_t growth, const arb_t a, slong prec)
{
    arb_t square, u;
    arb_init(square);
    arb_init(u);
    arb_sub(u, growth->target, a, prec);
    arb_abs(u, u);
    arb_log(u, u, prec);
    arb_mul(square, a, a, prec);
    growth_form(W, growth, a, square, u, prec);
    arb_clear(square);
    arb_clear(u);
}

void growth_at(arb_t W, const growth_t growth, int side, const arb_t u, slong prec)
{
    arb_t a, square;
    arb_init(a);
    arb_init(square);
    arb_exp(a, u, prec);
    arb_mul_si(a, a, side, prec);
    arb_add(a, a, growth->target, prec);
    arb_mul(square, a, a, prec);
    growth_form(W, growth, a, square, u, prec);
    arb_clear(a);
    arb_clear(square);
}

void growth_difference(arb_t W, const growth_t growth, const arb_t x, const arb_t y, slong prec)
{
    arb_t gap, square, ratio;
    arb_init(gap);
    arb_init(square);
    arb_init(ratio);
    arb_sub(ratio, growth->target, x, prec);
    arb_sub(gap, growth->target, y, prec);
    arb_div(ratio, ratio, gap, prec);
    arb_log(ratio, ratio, prec);
    arb_sub(gap, x, y, prec);
    arb_add(square, x, y, prec);
    arb_mul(square, square, gap, prec);
    growth_form(W, growth, gap, square, ratio, prec);
    arb_clear(gap);
    arb_clear(square);
    arb_clear(ratio);
}
