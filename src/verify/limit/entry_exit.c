#include "verify/limit/entry_exit.h"

#include "base/scoped.h"

void verify_entry_exit_init(entry_exit_t growth)
{
    arb_init(growth->target);
    arb_init(growth->zero);
    growth->linear = 0;
}

void verify_entry_exit_clear(entry_exit_t growth)
{
    arb_clear(growth->target);
    arb_clear(growth->zero);
}

/* ln((target - x)/(target - y)); not finite unless x, y lie on one side. */
static void set_logarithm(arb_t logarithm, const arb_t target, const arb_t x, const arb_t y, slong prec)
{
    SCOPED(arb, gap);
    arb_sub(logarithm, target, x, prec);
    arb_sub(gap, target, y, prec);
    arb_div(logarithm, logarithm, gap, prec);
    arb_log(logarithm, logarithm, prec);
}

/* W(x) - W(y) by derivations/05 (6), free of cancellation; indeterminate unless x, y lie on one side. */
static void difference_at(arb_t value, const entry_exit_t growth, const arb_t target, const arb_t zero,
                          const arb_t x, const arb_t y, slong prec)
{
    SCOPED(arb, logarithm, gap, t);
    set_logarithm(logarithm, target, x, y, prec);
    arb_mul(logarithm, logarithm, target, prec);
    arb_sub(t, x, y, prec);
    if (growth->linear) {
        arb_add(value, t, logarithm, prec);
    } else {
        /* (x - y)((x + y)/2 + target - zero) + target (target - zero) ln(…) */
        arb_sub(gap, target, zero, prec);
        arb_mul(logarithm, logarithm, gap, prec);
        arb_add(value, x, y, prec);
        arb_mul_2exp_si(value, value, -1);
        arb_add(value, value, gap, prec);
        arb_mul(value, value, t, prec);
        arb_add(value, value, logarithm, prec);
    }
    arb_neg(value, value);
}

/* -d/d target and, unless linear, d/d zero of W(x) - W(y): derivations/15 (43). */
static void set_slopes(arb_t falls, arb_t rises, const entry_exit_t growth, const arb_t x, const arb_t y,
                       slong prec)
{
    const arb_struct *e = growth->target;
    SCOPED(arb, logarithm, t, gap);
    set_logarithm(logarithm, e, x, y, prec);
    arb_sub(t, e, x, prec);
    arb_sub(gap, e, y, prec);
    arb_mul(t, t, gap, prec);
    arb_sub(gap, x, y, prec);
    arb_div(falls, gap, t, prec);
    arb_mul(falls, falls, e, prec); /* e (x - y)/((e - x)(e - y)) */
    if (growth->linear) {
        arb_add(falls, falls, logarithm, prec);
        return;
    }
    arb_mul(rises, logarithm, e, prec);
    arb_add(rises, rises, gap, prec);
    arb_sub(t, e, growth->zero, prec);
    arb_mul(falls, falls, t, prec);
    arb_add(falls, falls, gap, prec);
    arb_add(t, t, e, prec);
    arb_addmul(falls, t, logarithm, prec);
}

/* Target and zero may be wide: then by the mean value theorem in both, too. */
static void difference(arb_t value, const entry_exit_t growth, const arb_t x, const arb_t y, slong prec)
{
    difference_at(value, growth, growth->target, growth->zero, x, y, prec);
    if (!arb_is_finite(value) || !arb_contains_zero(value)) return;
    SCOPED(arb, e, z, falls, rises, t);
    arb_get_mid_arb(e, growth->target);
    arb_get_mid_arb(z, growth->zero);
    difference_at(value, growth, e, z, x, y, prec);
    set_slopes(falls, rises, growth, x, y, prec);
    arb_sub(t, growth->target, e, prec);
    arb_submul(value, falls, t, prec);
    arb_sub(t, growth->zero, z, prec);
    if (!growth->linear) arb_addmul(value, rises, t, prec);
}

static int sign_at(const entry_exit_t growth, const arb_t x, const arb_t y, slong prec)
{
    SCOPED(arb, value);
    difference(value, growth, x, y, prec);
    return arb_is_positive(value) ? 1 : arb_is_negative(value) ? -1 : 0;
}

/* W' = a (a - zero)/(target - a), or a/(target - a), keeps its sign between the ends of y, in the ball a; 0 may be one. */
static int is_monotone(const entry_exit_t growth, const verify_claim_t y, const arb_t a)
{
    return (arf_sgn(y->lo) >= 0 || arf_sgn(y->hi) <= 0) && !arb_overlaps(a, growth->target) &&
           (growth->linear || !arb_overlaps(a, growth->zero));
}

/* By the mean value theorem, where W may turn on the ball: derivations/15 (41). */
static int sign_beside_turn(const entry_exit_t growth, const arb_t x, const arb_t ball, slong prec)
{
    SCOPED(arb, middle, value, slope, t);
    arb_get_mid_arb(middle, ball);
    difference(value, growth, x, middle, prec);
    arb_sub(t, growth->target, ball, prec);
    arb_div(slope, ball, t, prec); /* not finite unless the ball lies on one side of the target */
    if (!growth->linear) {
        arb_sub(t, ball, growth->zero, prec);
        arb_mul(slope, slope, t, prec);
    }
    arb_sub(t, ball, middle, prec);
    arb_submul(value, slope, t, prec);
    return arb_is_positive(value) ? 1 : arb_is_negative(value) ? -1 : 0;
}

int verify_entry_exit_difference_sign(const entry_exit_t growth, const arb_t x, const verify_claim_t y,
                                      slong prec)
{
    SCOPED(arb, ball);
    verify_claim_get_arb(ball, y, prec);
    int sign = sign_at(growth, x, ball, prec);
    if (sign == 0 && is_monotone(growth, y, ball)) {
        arb_set_arf(ball, y->lo);
        sign = sign_at(growth, x, ball, prec);
        arb_set_arf(ball, y->hi);
        if (sign_at(growth, x, ball, prec) != sign) sign = 0;
    } else if (sign == 0) {
        sign = sign_beside_turn(growth, x, ball, prec);
    }
    return sign;
}
