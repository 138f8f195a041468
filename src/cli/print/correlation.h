/* Correlations in answers: no rounding may carry their bounds to where no correlation is. */
#ifndef CLI_PRINT_CORRELATION_H
#define CLI_PRINT_CORRELATION_H

#include <flint/arb.h>
#include <jansson.h>
#include <stdio.h>

/* Where a correlation is known to lie beforehand. */
typedef enum {
    CLI_FROM_MINUS_ONE_TO_ZERO = -1,
    CLI_FROM_MINUS_ONE_TO_ONE = 0,
    CLI_FROM_ZERO_TO_ONE = 1
} cli_side_t;

/* Bounds of R, rounded outward, within the side's range.  Free with flint_free. */
void cli_correlation_bounds(char **lower, char **upper, const arb_t R, cli_side_t side, slong digits);

/* As cli_certified_json. */
json_t *cli_correlation_json(const arb_t R, cli_side_t side, slong digits);

/* As cli_certified_print. */
void cli_correlation_print(FILE *out, const arb_t R, cli_side_t side, slong digits);

#endif
