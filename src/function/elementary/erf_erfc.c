/* erf u and erfc u */
#include <flint/acb_hypgeom.h>
#include <flint/arb_hypgeom.h>

#include "base/scoped.h"
#include "function/elementary/row.h"

/* value = f(m) + error, m the centre of Re z, error >= |f(w) - f(m)| for w in z: derivations/11 (26). */
static void around_centre(acb_t value, ball_map_t *f, const acb_t z, slong prec)
{
    SCOPED(arb, least, t);
    SCOPED(mag, height, distance, size);
    arb_get_mag(height, acb_imagref(z));
    mag_hypot(distance, height, arb_radref(acb_realref(z)));
    mag_mul(height, height, height);
    arb_get_abs_lbound_arf(arb_midref(least), acb_realref(z), prec);
    arb_sqr(least, least, prec);
    arf_set_mag(arb_midref(t), height);
    arb_sub(t, t, least, prec);
    arb_exp(t, t, prec);
    arb_get_mag(size, t);
    mag_mul(size, size, distance);
    mag_mul_ui(size, size, 8); /* 2/sqrt(pi) < 8/7 */
    mag_div_ui(size, size, 7);
    arb_get_mid_arb(t, acb_realref(z));
    f(acb_realref(value), t, prec);
    arb_zero(acb_imagref(value));
    acb_add_error_mag(value, size);
}

static void erf_box(acb_t value, const acb_t z, slong prec)
{
    acb_hypgeom_erf(value, z, prec);
    if (!acb_is_finite(value)) around_centre(value, arb_hypgeom_erf, z, prec);
}

void box_erfc(acb_t value, const acb_t z, slong prec)
{
    acb_hypgeom_erfc(value, z, prec);
    if (!acb_is_finite(value)) around_centre(value, arb_hypgeom_erfc, z, prec);
}

/* factor 2 exp(-u^2)/sqrt(pi) */
#define GAUSSIAN(factor)                                                                                     \
    RULE(U, POWER(2), SCALE(-1, 1), APPLY(EXP), PI, APPLY(SQRT), DIV, SCALE(2 * (factor), 1))

const elementary_t elementary_erf = {
    .name = "erf",
    .symmetry = SYMMETRY_ODD,
    .monotone = MONOTONE_INCREASING,
    .lower = -1,
    .upper = 1,
    .fills_range = 1,
    .offset = 1,
    .zeros = ZEROS_CROSSING_0,
    .derivative = GAUSSIAN(1),
    .ball = arb_hypgeom_erf,
    .box = erf_box,
    .series = arb_hypgeom_erf_series,
};

const elementary_t elementary_erfc = {
    .name = "erfc",
    .monotone = MONOTONE_DECREASING,
    .lower = 0,
    .upper = 2,
    .fills_range = 1,
    .offset = 2,
    .zeros = ZEROS_NONE,
    .twice_at_zero = 2,
    .derivative = GAUSSIAN(-1),
    .part = {RULE(INTEGER(1)), RULE(U, APPLY(ERF), SCALE(-1, 1))},
    .ball = arb_hypgeom_erfc,
    .box = box_erfc,
    .series = arb_hypgeom_erfc_series,
};
