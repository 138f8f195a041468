/* h_0, …, h_K at one point, where K may be thousands and balls through the recurrence would be lost. */
#ifndef HERMITE_CLOSED_VALUES_AT_POINT_H
#define HERMITE_CLOSED_VALUES_AT_POINT_H

#include <flint/arb.h>

/* value[k] contains h_k(x), k < length, for every real x in
   the ball; absolute radius near 2^-prec for an exact x. */
void hermite_values_at_point(arb_ptr value, slong length, const arb_t x, slong prec);

#endif
