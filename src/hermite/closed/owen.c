#include "hermite/closed/owen.h"

#include "base/scoped.h"
#include "hermite/closed/normal_law.h"

#include <flint/arb_hypgeom.h>

/* |T(h, a)| <= atan|a| exp(-m)/(2 pi) < exp(-m)/4 for m <= h^2/2. */
static void negligible(arb_t value, const arb_t half_square, slong prec)
{
    SCOPED(arb, t);
    SCOPED(mag, bound);
    arb_neg(t, half_square);
    arb_exp(t, t, prec);
    arb_get_mag(bound, t);
    mag_mul_2exp_si(bound, bound, -2);
    arb_zero(value);
    arb_add_error_mag(value, bound);
}

/* remainder >= twice the first omitted term's bound m^(n+1)/(n+1)! |a|^(2n+1) (power), infinite while the
   ratio m a^2/(n+2) of such bounds exceeds 1/2: derivations/09 (7). */
static void remainder_bound(mag_t remainder, const mag_t power, const mag_t ratio, slong n)
{
    SCOPED(mag, t);
    mag_div_ui(t, ratio, (ulong)n + 2);
    if (mag_cmp_2exp_si(t, -1) > 0) mag_inf(remainder);
    else mag_mul_2exp_si(remainder, power, 1);
}

/* derivations/09 (7): 2 pi T(h, a) = atan a - sum_j (-1)^j
   a^(2j+1)/(2j+1) (1 - exp(-m) sum_{i<=j} m^i/i!), m = h^2/2. */
static void series(arb_t value, const arb_t m, const arb_t a, slong prec)
{
    SCOPED(arb, poisson, weight, power, square, t);
    SCOPED(mag, ratio, bound, remainder);

    arb_sqr(square, a, prec);
    arb_get_mag(ratio, m);
    arb_get_mag(bound, a);
    mag_set(remainder, ratio);
    mag_mul(ratio, ratio, bound);
    mag_mul(ratio, ratio, bound);     /* m a^2 */
    mag_mul(bound, bound, remainder); /* m^(j+1)/(j+1)! |a|^(2j+1) at j = 0 */
    arb_neg(weight, m);
    arb_exp(weight, weight, prec); /* exp(-m) m^j/j! */
    arb_one(poisson);              /* P(a Poisson variable of mean m exceeds j) */
    arb_sub(poisson, poisson, weight, prec);
    arb_set(power, a);
    arb_atan(value, a, prec);
    for (slong j = 0;; j++) {
        remainder_bound(remainder, bound, ratio, j);
        if (mag_cmp_2exp_si(remainder, -prec) <= 0) break;
        arb_mul(t, power, poisson, prec);
        arb_div_ui(t, t, 2 * (ulong)j + 1, prec);
        if (j % 2 == 0) arb_sub(value, value, t, prec);
        else arb_add(value, value, t, prec);
        arb_mul(power, power, square, prec);
        arb_mul(weight, weight, m, prec);
        arb_div_ui(weight, weight, (ulong)j + 1, prec);
        arb_sub(poisson, poisson, weight, prec);
        mag_mul(bound, bound, ratio);
        mag_div_ui(bound, bound, (ulong)j + 2);
    }
    arb_add_error_mag(value, remainder);
    hermite_divide_by_two_pi(value, prec);
}

/* For a not much larger than 1. */
static void owen_of_slope(arb_t value, const arb_t h, const arb_t a, slong prec)
{
    SCOPED(arb, m);
    SCOPED(arf, low);
    arb_sqr(m, h, prec);
    arb_mul_2exp_si(m, m, -1);
    arb_get_lbound_arf(low, m, 53);
    if (arf_sgn(low) < 0) arf_zero(low); /* m is a square */
    if (!arb_is_finite(m) || !arb_is_finite(a)) {
        arb_indeterminate(value);
    } else if (arf_cmp_si(low, prec) > 0 || mag_cmp_2exp_si(arb_radref(m), 4) > 0 ||
               mag_cmp_2exp_si(arb_radref(a), 4) > 0) { /* or too wide to sum */
        arb_set_arf(m, low);
        negligible(value, m, prec);
    } else {
        series(value, m, a, prec);
    }
}

/* T(h, a) for a > 1 from T(ah, 1/a), derivations/09 (6): h may be replaced by |h|. */
static void owen_of_steep_slope(arb_t value, const arb_t h, const arb_t a, slong prec)
{
    SCOPED(arb, steep, near, far);
    arb_abs(far, h);
    hermite_normal_beyond(near, far, prec);
    arb_mul(steep, far, a, prec);
    hermite_normal_beyond(far, steep, prec);
    arb_inv(value, a, prec);
    owen_of_slope(value, steep, value, prec);
    arb_neg(value, value);
    arb_submul(value, near, far, prec);
    arb_add(near, near, far, prec);
    arb_mul_2exp_si(near, near, -1);
    arb_add(value, value, near, prec);
}

void hermite_owen(arb_t value, const arb_t h, const arb_t a, slong prec)
{
    if (!arb_is_finite(a) || !arb_is_finite(h)) {
        arb_indeterminate(value);
    } else if (arf_cmpabs_ui(arb_midref(a), 1) <= 0) {
        owen_of_slope(value, h, a, prec);
    } else {
        int negative = arf_sgn(arb_midref(a)) < 0;
        SCOPED(arb, slope);
        arb_set(slope, a);
        if (negative) arb_neg(slope, slope);
        if (arb_is_positive(slope)) owen_of_steep_slope(value, h, slope, prec);
        else owen_of_slope(value, h, slope, prec);
        if (negative) arb_neg(value, value);
    }
}
