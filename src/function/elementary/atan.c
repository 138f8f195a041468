/* atan u */
#include "function/elementary/row.h"

static void box(acb_t value, const acb_t z, slong prec)
{
    if (box_meets_imaginary_cut(z)) acb_indeterminate(value);
    else acb_atan(value, z, prec);
}

const elementary_t elementary_atan = {
    .name = "atan",
    .symmetry = SYMMETRY_ODD,
    .monotone = MONOTONE_INCREASING,
    .lower = -1.5708, /* 1.5708 > pi/2 */
    .upper = 1.5708,
    .offset = 1.5708,
    .zeros = ZEROS_CROSSING_0,
    .derivative = RULE(INTEGER(1), U, POWER(2), ADD, POWER(-1)),
    .ball = arb_atan,
    .box = box,
    .series = arb_poly_atan_series,
};
