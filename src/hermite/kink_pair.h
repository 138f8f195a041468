/* Kernels of one kink against another: a ramp (u - x)_+ at x against a ramp (v - y)_+ or a step 1_{v > y} at
 * y. */
#ifndef WANE_HERMITE_KINK_PAIR_H
#define WANE_HERMITE_KINK_PAIR_H

#include "hermite/correlation.h"

#define KINK_DERIVATIVES 4

typedef struct {
    arb_t x, y;
    arb_t gap; /* x - y, exactly 0 where x = y is known */
    arb_t x_density, y_density, x_beyond, y_beyond;
} kink_pair_struct;
typedef kink_pair_struct kink_pair_t[1];

void kink_pair_init(kink_pair_t pair);
void kink_pair_clear(kink_pair_t pair);
/* coincide: x = y is known.  Otherwise it may be open whether the balls x, y hold the same number. */
void kink_pair_set(kink_pair_t pair, arb_srcptr x, arb_srcptr y, int coincide, slong prec);

/* The q-derivatives 0, …, 3 of E (u - x)_+ (v - y)_+ and of E (u - x)_+ 1_{v > y}: derivations/09 (8)-(11).
   What is infinite or not seen to be finite is not finite. */
void kink_pair_ramps(arb_ptr value, const kink_pair_t pair, const correlation_t at, slong prec);
void kink_pair_ramp_step(arb_ptr value, const kink_pair_t pair, const correlation_t at, slong prec);

#endif
