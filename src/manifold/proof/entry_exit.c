#include "manifold/proof/entry_exit.h"

#include "base/scoped.h"

void entry_exit_init(entry_exit_t growth)
{
    arb_init(growth->target);
    arb_init(growth->zero);
    growth->has_zero = 1;
}

void entry_exit_clear(entry_exit_t growth)
{
    arb_clear(growth->target);
    arb_clear(growth->zero);
}

void entry_exit_set(entry_exit_t growth, const entry_exit_t other)
{
    arb_set(growth->target, other->target);
    arb_set(growth->zero, other->zero);
    growth->has_zero = other->has_zero;
}

/* derivations/05 (4): W = -a^2/2 - (target - zero) a - target (target - zero) u, or -a - target u, for
   u = log |target - a|. */
static void growth_form(arb_t W, const entry_exit_t growth, const arb_t a, const arb_t u, slong prec)
{
    SCOPED(arb, sum, t);
    arb_mul(sum, growth->target, u, prec);
    arb_add(sum, sum, a, prec);
    if (growth->has_zero) {
        arb_sub(t, growth->target, growth->zero, prec);
        arb_mul(sum, sum, t, prec);
        arb_mul(t, a, a, prec);
        arb_mul_2exp_si(t, t, -1);
        arb_add(sum, sum, t, prec);
    }
    arb_neg(W, sum);
}

void entry_exit_value(arb_t W, const entry_exit_t growth, const arb_t a, slong prec)
{
    SCOPED(arb, u);
    arb_sub(u, growth->target, a, prec);
    arb_abs(u, u);
    arb_log(u, u, prec);
    growth_form(W, growth, a, u, prec);
}

void growth_at(arb_t W, const entry_exit_t growth, int side, const arb_t u, slong prec)
{
    SCOPED(arb, a);
    arb_exp(a, u, prec);
    arb_mul_si(a, a, side, prec);
    arb_add(a, a, growth->target, prec);
    growth_form(W, growth, a, u, prec);
}

static void set_logarithm(arb_t logarithm, const arb_t target, const arb_t x, const arb_t y, slong prec)
{
    SCOPED(arb, gap);
    arb_sub(logarithm, target, x, prec);
    arb_sub(gap, target, y, prec);
    arb_div(logarithm, logarithm, gap, prec);
    arb_log(logarithm, logarithm, prec);
}

/* Factor by factor as in the formula: whoever checks a claim evaluates it so, over the same wide balls. */
static void difference_over(arb_t W, const entry_exit_t growth, const arb_t x, const arb_t y, slong prec)
{
    SCOPED(arb, sum, gap, logarithm);
    set_logarithm(logarithm, growth->target, x, y, prec);
    arb_mul(logarithm, logarithm, growth->target, prec);
    arb_sub(sum, x, y, prec);
    if (growth->has_zero) {
        SCOPED(arb, mean);
        arb_sub(gap, growth->target, growth->zero, prec);
        arb_mul(logarithm, logarithm, gap, prec);
        arb_add(mean, x, y, prec);
        arb_mul_2exp_si(mean, mean, -1);
        arb_add(mean, mean, gap, prec);
        arb_mul(sum, sum, mean, prec);
    }
    arb_add(sum, sum, logarithm, prec);
    arb_neg(W, sum);
}

/* What target and zero leave open of W(x) - W(y), beside its value at their middles: derivations/15 (43). */
static void add_openness(arb_t W, const entry_exit_t growth, const arb_t x, const arb_t y, slong prec)
{
    const arb_struct *e = growth->target;
    SCOPED(arb, L, gap, by_target, t);
    SCOPED(mag, error);
    set_logarithm(L, e, x, y, prec);
    arb_sub(gap, x, y, prec);
    arb_sub(by_target, e, x, prec);
    arb_sub(t, e, y, prec);
    arb_mul(t, t, by_target, prec);
    arb_div(by_target, gap, t, prec);
    arb_mul(by_target, by_target, e, prec);
    if (growth->has_zero) {
        arb_mul(t, L, e, prec);
        arb_add(t, t, gap, prec); /* by zero */
        arb_get_mag(error, t);
        mag_mul(error, error, arb_radref(growth->zero));
        arb_add_error_mag(W, error);
        arb_sub(t, e, growth->zero, prec);
        arb_mul(by_target, by_target, t, prec);
        arb_add(by_target, by_target, gap, prec);
        arb_add(t, t, e, prec);
        arb_addmul(by_target, t, L, prec);
    } else {
        arb_add(by_target, by_target, L, prec);
    }
    arb_get_mag(error, by_target);
    mag_mul(error, error, arb_radref(growth->target));
    arb_add_error_mag(W, error);
}

void entry_exit_difference(arb_t W, const entry_exit_t growth, const arb_t x, const arb_t y, slong prec)
{
    difference_over(W, growth, x, y, prec);
    if (!arb_is_finite(W) || !arb_contains_zero(W)) return;
    SCOPED(entry_exit, middle);
    entry_exit_set(middle, growth);
    mag_zero(arb_radref(middle->target));
    mag_zero(arb_radref(middle->zero));
    difference_over(W, middle, x, y, prec);
    add_openness(W, growth, x, y, prec);
}
