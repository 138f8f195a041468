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

/* Factor by factor as in the formula: whoever checks a claim evaluates it so, over the same wide balls. */
void entry_exit_difference(arb_t W, const entry_exit_t growth, const arb_t x, const arb_t y, slong prec)
{
    SCOPED(arb, sum, gap, logarithm);
    arb_sub(logarithm, growth->target, x, prec);
    arb_sub(gap, growth->target, y, prec);
    arb_div(logarithm, logarithm, gap, prec);
    arb_log(logarithm, logarithm, prec);
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
