/* asinh u */
#include "base/scoped.h"
#include "function/elementary/row.h"

static void box(acb_t value, const acb_t z, slong prec)
{
    if (box_meets_imaginary_cut(z)) {
        acb_indeterminate(value);
        return;
    }
    acb_asinh(value, z, prec);
    if (acb_is_finite(value)) return;
    SCOPED(acb, mirrored); /* odd, and on wide boxes known on one side only */
    acb_neg(mirrored, z);
    acb_asinh(value, mirrored, prec);
    acb_neg(value, value);
}

/* asinh u = asinh u_0 + integral of u'/sqrt(1 + u^2) */
static void series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    SCOPED(arb_poly, slope, root);
    SCOPED(arb, value);
    arb_poly_get_coeff_arb(value, u, 0);
    arb_asinh(value, value, prec);
    arb_poly_mullow(root, u, u, length, prec);
    arb_poly_add_si(root, root, 1, prec);
    arb_poly_rsqrt_series(root, root, length, prec);
    arb_poly_derivative(slope, u, prec);
    arb_poly_mullow(y, slope, root, length, prec);
    arb_poly_integral(y, y, prec);
    arb_poly_truncate(y, length);
    arb_poly_set_coeff_arb(y, 0, value);
}

const elementary_t elementary_asinh = {
    .name = "asinh",
    .symmetry = SYMMETRY_ODD,
    .monotone = MONOTONE_INCREASING,
    .lower = -INFINITY,
    .upper = INFINITY,
    .slope = 1,
    .zeros = ZEROS_CROSSING_0,
    .derivative = RULE(INTEGER(1), U, POWER(2), ADD, APPLY(SQRT), POWER(-1)),
    .ball = arb_asinh,
    .box = box,
    .series = series,
};
