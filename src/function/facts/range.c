/* Arithmetic with intervals whose ends may be infinite. */
#include "base/scoped.h"
#include "function/facts/range.h"

#define PREC 64

void range_init(range_t range)
{
    arf_init(range->lower);
    arf_init(range->upper);
}

void range_clear(range_t range)
{
    arf_clear(range->lower);
    arf_clear(range->upper);
}

void range_set(range_t range, const range_t other)
{
    arf_set(range->lower, other->lower);
    arf_set(range->upper, other->upper);
}

void range_everything(range_t range)
{
    arf_neg_inf(range->lower);
    arf_pos_inf(range->upper);
}

void range_set_arb(range_t range, const arb_t x)
{
    if (!arb_is_finite(x)) {
        range_everything(range);
        return;
    }
    arb_get_lbound_arf(range->lower, x, PREC);
    arb_get_ubound_arf(range->upper, x, PREC);
}

void range_add(range_t c, const range_t a, const range_t b)
{
    arf_add(c->lower, a->lower, b->lower, PREC, ARF_RND_FLOOR);
    arf_add(c->upper, a->upper, b->upper, PREC, ARF_RND_CEIL);
    /* inf - inf: nothing is known. */
    if (arf_is_nan(c->lower)) arf_neg_inf(c->lower);
    if (arf_is_nan(c->upper)) arf_pos_inf(c->upper);
}

/* 0 times infinity is 0: the ends are limits that are not attained. */
static void multiply_ends(arf_t c, const arf_t a, const arf_t b, arf_rnd_t rounding)
{
    if (arf_is_zero(a) || arf_is_zero(b)) arf_zero(c);
    else arf_mul(c, a, b, PREC, rounding);
}

void range_mul(range_t c, const range_t a, const range_t b)
{
    const arf_struct *end[2][2] = {{a->lower, a->upper}, {b->lower, b->upper}};

    SCOPED(range, product);
    SCOPED(arf, t);
    arf_pos_inf(product->lower);
    arf_neg_inf(product->upper);
    for (int i = 0; i < 4; i++) {
        multiply_ends(t, end[0][i / 2], end[1][i % 2], ARF_RND_FLOOR);
        arf_min(product->lower, product->lower, t);
        multiply_ends(t, end[0][i / 2], end[1][i % 2], ARF_RND_CEIL);
        arf_max(product->upper, product->upper, t);
    }
    range_set(c, product);
}

void range_scale(range_t c, const range_t a, const fmpq_t q)
{

    SCOPED(range, factor);
    SCOPED(arb, value);
    arb_set_fmpq(value, q, PREC);
    range_set_arb(factor, value);
    range_mul(c, a, factor);
}

static void absolute(range_t c, const range_t a)
{

    SCOPED(arf, t);
    if (arf_sgn(a->lower) >= 0) {
        range_set(c, a);
    } else if (arf_sgn(a->upper) <= 0) {
        arf_neg(t, a->lower);
        arf_neg(c->lower, a->upper);
        arf_set(c->upper, t);
    } else {
        arf_neg(t, a->lower);
        arf_max(c->upper, t, a->upper);
        arf_zero(c->lower);
    }
}

void range_power(range_t c, const range_t a, ulong n)
{

    SCOPED(range, power, base);
    if (n % 2 == 0) absolute(base, a);
    else range_set(base, a);
    /* Monotone on base: the powers of the ends, by repeated multiplication of one-point ranges. */
    for (int end = 0; end < 2; end++) {
        const arf_struct *point = end == 0 ? base->lower : base->upper;

        SCOPED(range, p);
        arf_set(p->lower, point);
        arf_set(p->upper, point);
        for (int bit = FLINT_BIT_COUNT(n) - 2; bit >= 0; bit--) {
            range_mul(p, p, p);
            if (n >> bit & 1) {

                SCOPED(range, factor);
                arf_set(factor->lower, point);
                arf_set(factor->upper, point);
                range_mul(p, p, factor);
            }
        }
        if (end == 0) arf_set(power->lower, p->lower);
        else arf_set(power->upper, p->upper);
    }
    range_set(c, power);
}

static void invert_end(arf_t c, const arf_t a, arf_rnd_t rounding)
{
    if (arf_is_inf(a)) arf_zero(c);
    else arf_ui_div(c, 1, a, PREC, rounding);
}

int range_inverse(range_t c, const range_t a)
{

    if (arf_sgn(a->lower) <= 0 && arf_sgn(a->upper) >= 0) return 0;
    SCOPED(arf, t);
    invert_end(t, a->upper, ARF_RND_FLOOR);
    invert_end(c->upper, a->lower, ARF_RND_CEIL);
    arf_set(c->lower, t);
    return 1;
}

void range_union(range_t c, const range_t a, const range_t b)
{
    arf_min(c->lower, a->lower, b->lower);
    arf_max(c->upper, a->upper, b->upper);
}

/* Both ends into what the function can take on at all. */
static void clip(range_t c, unary_t function)
{

    SCOPED(arf, t);
    arf_set_d(t, elementary_table[function]->lower);
    arf_max(c->lower, c->lower, t);
    arf_set_d(t, elementary_table[function]->upper);
    arf_min(c->upper, c->upper, t);
}

/* Enclosure of f at one end; at an infinite one, or if it overflows, nothing is known but f's range. */
static void at_end(range_t c, unary_t function, const arf_t end)
{

    if (!arf_is_finite(end)) {
        range_everything(c);
        return;
    }
    SCOPED(arb, x, value);
    arf_set(arb_midref(x), end);
    elementary_ball(value, function, x, PREC);
    range_set_arb(c, value);
}

/* For f monotone: lower end from one end of a, upper end from the other. */
static void monotone(range_t c, unary_t function, const range_t a, int increasing)
{

    SCOPED(range, lower, upper);
    at_end(lower, function, increasing ? a->lower : a->upper);
    at_end(upper, function, increasing ? a->upper : a->lower);
    arf_set(c->lower, lower->lower);
    arf_set(c->upper, upper->upper);
}

/* The sign of f' on the whole ball; 0 if it is not seen to have one. */
static int slope_sign(unary_t function, const arb_t x)
{
    SCOPED(arb_poly, u, f);
    SCOPED(arb, slope);
    arb_poly_set_coeff_arb(u, 0, x);
    arb_poly_set_coeff_si(u, 1, 1);
    elementary_table[function]->series(f, u, 2, PREC);
    arb_poly_get_coeff_arb(slope, f, 1);
    return arb_is_positive(slope) - arb_is_negative(slope);
}

/* By the values at the ends where f, which has no kinks, is seen to be monotone, or else by that on a ball, on a finite
   range; 0 if there may be a pole. */
static int by_ball(range_t c, unary_t function, const range_t a)
{
    const int has_poles = elementary_table[function]->domain == DOMAIN_OFF_POLES;
    int defined;

    range_everything(c);
    if (!arf_is_finite(a->lower) || !arf_is_finite(a->upper)) return !has_poles;
    SCOPED(arb, x, value);
    arb_set_interval_arf(x, a->lower, a->upper, PREC);
    elementary_ball(value, function, x, PREC);
    range_set_arb(c, value);
    defined = !has_poles || arb_is_finite(value);
    const int sign = defined ? slope_sign(function, x) : 0;
    if (sign != 0) monotone(c, function, a, sign > 0);
    return defined;
}

int range_unary(range_t c, unary_t function, const range_t a)
{
    const elementary_t *f = elementary_table[function];
    int defined = 1;

    if (f->domain == DOMAIN_POSITIVE && arf_sgn(a->lower) <= 0) return 0;
    if (f->domain == DOMAIN_NONNEGATIVE && arf_sgn(a->lower) < 0) return 0;
    SCOPED(range, value, size);
    switch (f->monotone) {
    case MONOTONE_INCREASING:
        monotone(value, function, a, 1);
        break;
    case MONOTONE_DECREASING:
        monotone(value, function, a, 0);
        break;
    case MONOTONE_IN_SIZE:
        absolute(size, a);
        monotone(value, function, size, 1);
        break;
    default:
        defined = by_ball(value, function, a);
    }
    clip(value, function);
    range_set(c, value);
    return defined;
}
