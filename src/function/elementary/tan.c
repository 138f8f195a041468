/* tan u */
#include "base/scoped.h"
#include "function/elementary/row.h"

/* tan z = -i tanh(i z) */
static void box(acb_t value, const acb_t z, slong prec)
{

    SCOPED(acb, w);
    acb_mul_onei(w, z);
    wane_box_tanh(value, w, prec);
    acb_div_onei(value, value);
}

const wane_elementary_t wane_elementary_tan = {
    .name = "tan",
    .symmetry = WANE_SYMMETRY_ODD,
    .domain = WANE_DOMAIN_OFF_POLES,
    .denominator = WANE_UNARY_COS,
    .lower = -INFINITY,
    .upper = INFINITY,
    .growth = WANE_GROWS_AT_POLES,
    .derivative = RULE(INTEGER(1), U, APPLY(TAN), POWER(2), ADD),
    .ball = arb_tan,
    .box = box,
    .series = arb_poly_tan_series,
};
