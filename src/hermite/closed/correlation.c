#include "hermite/closed/correlation.h"

#include "base/scoped.h"

void correlation_init(correlation_t at)
{
    arb_init(at->q);
    arb_init(at->complement);
    arb_init(at->sine);
    arb_init(at->half_tangent);
}

void correlation_clear(correlation_t at)
{
    arb_clear(at->q);
    arb_clear(at->complement);
    arb_clear(at->sine);
    arb_clear(at->half_tangent);
}

void correlation_set_complement(correlation_t at, const arb_t complement, slong prec)
{
    SCOPED(arb, next);
    arb_nonnegative_part(at->complement, complement);
    arb_sub_ui(at->q, at->complement, 1, prec);
    arb_neg(at->q, at->q);
    arb_add_ui(next, at->q, 1, prec);
    arb_div(at->half_tangent, at->complement, next, prec);
    arb_sqrtpos(at->half_tangent, at->half_tangent, prec);
    arb_mul(at->sine, at->half_tangent, next, prec);
}
