#include "hermite/closed/normal_law.h"

#include "base/scoped.h"

#include <flint/arb_hypgeom.h>

void hermite_normal_beyond(arb_t value, const arb_t x, slong prec)
{
    SCOPED(arb, t);
    arb_set_ui(t, 2);
    arb_rsqrt(t, t, prec);
    arb_mul(t, t, x, prec);
    arb_hypgeom_erfc(value, t, prec);
    arb_mul_2exp_si(value, value, -1);
}

void hermite_normal_density(arb_t value, const arb_t x, slong prec)
{
    SCOPED(arb, t);
    arb_const_pi(t, prec);
    arb_mul_2exp_si(t, t, 1);
    arb_rsqrt(t, t, prec);
    arb_sqr(value, x, prec);
    arb_mul_2exp_si(value, value, -1);
    arb_neg(value, value);
    arb_exp(value, value, prec);
    arb_mul(value, value, t, prec);
}

void hermite_divide_by_two_pi(arb_t value, slong prec)
{
    SCOPED(arb, t);
    arb_const_pi(t, prec);
    arb_mul_2exp_si(t, t, 1);
    arb_div(value, value, t, prec);
}
