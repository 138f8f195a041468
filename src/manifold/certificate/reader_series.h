/* The kernels as a reader sums them: `terms` coefficients, and bounds of all that is beyond. */
#ifndef MANIFOLD_CERTIFICATE_READER_SERIES_H
#define MANIFOLD_CERTIFICATE_READER_SERIES_H

#include "hermite/kink/kernel_series.h"
#include "hermite/oriented/oriented_kernels.h"

typedef struct {
    kernel_series_t *P, *K;
    slong terms;
    mag_ptr student, teacher; /* moments of the tails */
    int P_is_whole, S_is_whole;
    int P_sign; /* of all terms beyond, R >= 0; 0: not known */
} reader_series_struct;
typedef reader_series_struct reader_series_t[1];

void reader_series_init_set(reader_series_t series, const oriented_kernels_t kernels, slong terms);
void reader_series_clear(reader_series_t series);

/* The j-th derivatives of P, and of S, on a ball R in [0, 1], with room. */
void reader_series_P(arb_ptr P, const reader_series_t series, const arb_t R, slong prec);
void reader_series_S(arb_ptr S, const reader_series_t series, const arb_t R, slong prec);

#endif
