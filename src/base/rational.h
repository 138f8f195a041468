/* Balls times exact rationals. */
#ifndef BASE_RATIONAL_H
#define BASE_RATIONAL_H

#include <flint/arb.h>

static inline void base_mul_fmpq(arb_t y, const arb_t x, const fmpq_t r, slong prec)
{
    arb_mul_fmpz(y, x, fmpq_numref(r), prec);
    arb_div_fmpz(y, y, fmpq_denref(r), prec);
}

#endif
