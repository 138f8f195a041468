/* Rationals that are finite decimals. */
#ifndef ANSWER_PROBLEM_DECIMAL_H
#define ANSWER_PROBLEM_DECIMAL_H

#include <flint/fmpq.h>

/* 1 if x has a finite decimal expansion. */
int answer_is_decimal(const fmpq_t x);

/* That expansion, without an exponent, for x >= 0.  Free with flint_free. */
char *answer_exact_decimal(const fmpq_t x);

/* x becomes the nearest number of `digits` significant decimal digits, 0 <= x within the range of doubles. */
void answer_round_decimal(fmpq_t x, slong digits);

#endif
