/* Rationals that are finite decimals. */
#ifndef CLI_INPUT_EXACT_DECIMAL_H
#define CLI_INPUT_EXACT_DECIMAL_H

#include <flint/fmpq.h>

/* 1 if x has a finite decimal expansion. */
int cli_is_decimal(const fmpq_t x);

/* That expansion, without an exponent, for x >= 0.  Free with free. */
char *cli_exact_decimal(const fmpq_t x);

/* x becomes the nearest number of `digits` significant decimal digits, 0 <= x within the range of doubles. */
void cli_round_decimal(fmpq_t x, slong digits);

#endif
