#include "verify/data/normal.h"

#include <flint/arb_hypgeom.h>

#include "base/scoped.h"

void verify_normal_density(arb_t phi, const arb_t x, slong prec)
{
    SCOPED(arb, t);
    arb_sqr(phi, x, prec);
    arb_mul_2exp_si(phi, phi, -1);
    arb_neg(phi, phi);
    arb_exp(phi, phi, prec);
    arb_const_pi(t, prec);
    arb_mul_2exp_si(t, t, 1);
    arb_rsqrt(t, t, prec);
    arb_mul(phi, phi, t, prec);
}

void verify_normal_tail(arb_t Q, const arb_t x, slong prec)
{
    SCOPED(arb, t);
    arb_sqrt_ui(t, 2, prec);
    arb_div(t, x, t, prec);
    arb_hypgeom_erfc(Q, t, prec);
    arb_mul_2exp_si(Q, Q, -1);
}

void verify_unit_ends(arb_t lo, arb_t hi, const arb_t x, slong prec)
{
    arb_get_lbound_arf(arb_midref(lo), x, prec);
    arb_get_ubound_arf(arb_midref(hi), x, prec);
    mag_zero(arb_radref(lo));
    mag_zero(arb_radref(hi));
    if (arf_sgn(arb_midref(lo)) < 0) arb_zero(lo);
    if (arf_cmp_si(arb_midref(hi), 1) > 0) arb_one(hi);
}
