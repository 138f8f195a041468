/* The way-in/way-out functions of derivations/05: W, and its linear form for p < 2s. */
#ifndef VERIFY_LIMIT_GROWTH_H
#define VERIFY_LIMIT_GROWTH_H

#include "verify/claim/number.h"

/* W(a) = -a^2/2 - (target - zero) a - target (target - zero) ln|target - a|, or, linear, -a -
   target ln|target - a|. */
typedef struct {
    arb_t target, zero;
    int linear;
} growth_struct;
typedef growth_struct growth_t[1];
void verify_growth_init(growth_t growth);
void verify_growth_clear(growth_t growth);

/* The sign of W(x) - W(y) for the ball x and every y in the
   interval, x and y on one side of target; 0 if not shown. */
int verify_growth_difference_sign(const growth_t growth, const arb_t x, const verify_claim_t y, slong prec);

#endif
