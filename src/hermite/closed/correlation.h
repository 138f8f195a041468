/* A correlation q in [0, 1] with what keeps its digits near q = 1. */
#ifndef HERMITE_CLOSED_CORRELATION_H
#define HERMITE_CLOSED_CORRELATION_H

#include <flint/arb.h>

#include "base/scoped.h"

typedef struct {
    arb_t q, complement; /* 1 - q */
    arb_t sine;          /* sqrt(1 - q^2) */
    arb_t half_tangent;  /* sqrt((1 - q)/(1 + q)) */
} correlation_struct;
typedef correlation_struct correlation_t[1];

void correlation_init(correlation_t at);
void correlation_clear(correlation_t at);
SCOPED_TYPE(correlation)
/* From complement = 1 - q >= 0. */
void correlation_set_complement(correlation_t at, const arb_t complement, slong prec);

#endif
