/* tan u */
#include "base/scoped.h"
#include "function/elementary/row.h"

/* tan z = -i tanh(i z) */
static void box(acb_t value, const acb_t z, slong prec)
{

    SCOPED(acb, w);
    acb_mul_onei(w, z);
    box_tanh(value, w, prec);
    acb_div_onei(value, value);
}

const elementary_t elementary_tan = {
    .name = "tan",
    .symmetry = SYMMETRY_ODD,
    .domain = DOMAIN_OFF_POLES,
    .denominator = UNARY_COS,
    .lower = -INFINITY,
    .upper = INFINITY,
    .growth = GROWS_AT_POLES,
    .derivative = RULE(INTEGER(1), U, APPLY(TAN), POWER(2), ADD),
    .ball = arb_tan,
    .box = box,
    .series = arb_poly_tan_series,
};
