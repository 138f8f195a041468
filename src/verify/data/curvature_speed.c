/* How fast the means of f'' change along the angle: derivations/15 (44). */
#include "verify/data/curvature_inside.h"

#include <math.h>

#include "verify/data/normal.h"

/* bound >= 0.4 exp(share (y^2/2 - x y/(1 + c))) exp(-share delta^2/(2 s^2))/s^2 for all s, of which phi(k)^share/s^2 is
   no more, k = (x - y c)/s: derivations/15 (44). */
static void density_bound(mag_t bound, const arb_t x, const arb_t y, double share)
{
    SCOPED(arb, t, u, top, factor);
    mag_inf(bound);
    arb_set_d(factor, share);
    arb_sub(t, x, y, PREC);
    arb_sqr(t, t, PREC);
    arb_mul(t, t, factor, PREC);
    arb_mul_2exp_si(t, t, -1); /* A = share delta^2/2 */
    if (!arb_is_positive(t)) return;
    arb_get_lbound_arf(arb_midref(t), t, PREC);
    mag_zero(arb_radref(t));
    /* exp(-A/s)/s increases up to s = A */
    arb_one(top);
    arb_min(top, top, t, PREC);
    arb_div(t, t, top, PREC);
    arb_neg(t, t);
    /* -x y/(1 + c) is at most this */
    arb_mul(u, x, y, PREC);
    if (arb_is_nonnegative(u)) {
        arb_mul_2exp_si(u, u, -1);
        arb_neg(u, u);
    } else {
        arb_abs(u, u);
    }
    arb_mul(u, u, factor, PREC);
    arb_add(t, t, u, PREC);
    arb_sqr(u, y, PREC);
    arb_mul_2exp_si(u, u, -1);
    arb_mul(u, u, factor, PREC);
    arb_add(t, t, u, PREC);
    arb_exp(t, t, PREC);
    arb_div(t, t, top, PREC);
    arb_get_mag(bound, t);
    mag_mul_ui(bound, bound, 2);
    mag_div_ui(bound, bound, 5);
}

/* What the jump of f'' at x adds to the speeds, |y| <= size_of_y. */
static void add_jump(curvature_speed_t *speed, const arb_t jump, const arb_t x, const arb_t y,
                     const mag_t size_of_y)
{
    SCOPED(mag, size, mean, moment, reach);
    arb_get_mag(size, jump);
    if (mag_is_zero(size)) return;
    arb_get_mag(reach, x);
    if (curvature_is_same(x, y)) { /* |x| phi(0), x^2 phi(0) */
        mag_mul_ui(mean, reach, 2);
        mag_div_ui(mean, mean, 5);
        mag_mul(moment, mean, reach);
    } else {
        mag_add(reach, reach, size_of_y);
        density_bound(mean, x, y, 1);
        mag_mul(mean, mean, reach);
        density_bound(moment, x, y, 0.5); /* |k| exp(-k^2/4) < 1 */
        mag_mul(moment, moment, reach);
    }
    mag_addmul(speed->mean, size, mean);
    mag_addmul(speed->moment, size, moment);
}

/* Shells |x| <= |y| + n + 1 in which |Z| >= n: what h adds. */
static void add_slope(curvature_speed_t *speed, const curvature_struct *curvature, const arb_t y)
{
    const wane_function_struct *h = curvature->f->derivative[3];
    SCOPED(arb, range, other, Q, phi, n, t);
    SCOPED(mag, size, weight, far, reach);
    SCOPED(arf, up);
    arb_get_mag(reach, y);
    arf_set_mag(up, reach);
    const slong inner = (slong)floor(arf_get_d(up, ARF_RND_DOWN) * PARTS), outer = inner + 1;
    for (slong k = 0; k < FAR; k++) {
        const slong from = k == 0 ? 0 : inner + k * PARTS, to = outer + (k + 1) * PARTS;
        curvature_range(range, h, from, to);
        curvature_range(other, h, -to, -from);
        arb_union(range, range, other, PREC);
        arb_get_mag(size, range);
        arb_set_si(n, k);
        verify_normal_tail(Q, n, PREC);
        verify_normal_density(phi, n, PREC);
        arb_get_mag(weight, Q); /* P(|Z| >= n) */
        mag_mul_2exp_si(weight, weight, 1);
        mag_addmul(speed->slope, size, weight);
        mag_mul(weight, weight, reach); /* |y| P(|Z| >= n) + E |Z| 1 */
        arb_get_mag(far, phi);
        mag_mul_2exp_si(far, far, 1);
        mag_add(weight, weight, far);
        mag_addmul(speed->mean, size, weight);
        mag_mul(weight, far, reach); /* |y| E |Z| 1 + E Z^2 1 */
        arb_mul(t, n, phi, PREC);
        arb_add(t, t, Q, PREC);
        arb_mul_2exp_si(t, t, 1);
        arb_get_mag(far, t);
        mag_add(weight, weight, far);
        mag_addmul(speed->moment, size, weight);
    }
    curvature_beyond(far, curvature->slope_growth, 2);
    mag_add(speed->slope, speed->slope, far);
    mag_add_ui(reach, reach, 1);
    mag_mul(far, far, reach);
    mag_add(speed->mean, speed->mean, far);
    mag_add(speed->moment, speed->moment, far);
}

void curvature_speed_set(curvature_speed_t *speed, const curvature_struct *curvature, const arb_t y)
{
    mag_init(speed->mean);
    mag_init(speed->moment);
    mag_init(speed->slope);
    if (curvature->has_nodes && curvature->slope_is_bounded) {
        SCOPED(mag, size);
        arb_get_mag(size, y);
        add_slope(speed, curvature, y);
        for (slong i = 0; i < curvature->pieces->count; i++)
            add_jump(speed, curvature->jump + i, curvature->pieces->breakpoint + i, y, size);
    } else {
        mag_inf(speed->mean);
        mag_inf(speed->moment);
        mag_inf(speed->slope);
    }
}
