/* Certified reals in answers. */
#ifndef CLI_PRINT_CERTIFIED_H
#define CLI_PRINT_CERTIFIED_H

#include <flint/arb.h>
#include <jansson.h>
#include <stdio.h>

/* Bounds carry some digits more than were asked for, so that rounding outward spoils none of those. */
#define CLI_GUARD_DIGITS 3

/* {"lo": "…", "hi": "…"} with bounds rounded outward to `digits` digits, plus "exact" when the caller knows
   the value exactly (exact != NULL) or the ball is a short dyadic number.  An exact infinity is "infinity" or
   "-infinity", an undetermined value null. */
json_t *cli_certified_json(const arb_t x, const char *exact, slong digits);

/* The two bounds [lo of from, hi of to] as an array of strings. */
json_t *cli_certified_range_json(const arb_t from, const arb_t to, slong digits);

/* {"at_least": "…"}: a lower bound, rounded down; null if it is undetermined. */
json_t *cli_at_least_json(const arb_t bound, slong digits);
/* [lo, hi] of exact numbers, rounded inward, as an array of strings: a range of which something is claimed.
 */
json_t *cli_inner_range_json(const arb_t lo, const arb_t hi, slong digits);

/* Prints x as base_decimal_text spells it. */
void cli_certified_print(FILE *out, const arb_t x, slong digits);

/* A rational that the ball proves: its midpoint, if it is exact and short.  Otherwise NULL; free with
 * flint_free. */
char *cli_certified_exact(const arb_t x);

#endif
