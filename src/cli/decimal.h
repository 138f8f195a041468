/* Certified reals in decimal: rounded outward, so that the printed bounds hold. */
#ifndef WANE_CLI_DECIMAL_H
#define WANE_CLI_DECIMAL_H

#include <flint/arb.h>

/* The decimal number of at most `digits` significant digits (digits >= 1) nearest to x from below (direction
   < 0), from above (direction > 0), or the one truncated towards zero (direction = 0).  "-inf", "inf", "nan"
   where no finite one serves.  Free with free. */
char *cli_decimal(const arf_t x, slong digits, int direction);

/* lower <= x <= upper for every x in the ball, both at most `digits` significant digits.  Free both with
 * free. */
void cli_decimal_bounds(char **lower, char **upper, const arb_t x, slong digits);

/* For people: a decimal whose every digit is right, followed by … where it is cut off; or, if the ball is too
   wide for that, a midpoint and a radius that enclose it: 0.60570[+/- 3.1e-6].  Free with free. */
char *cli_decimal_text(const arb_t x, slong digits);

#endif
