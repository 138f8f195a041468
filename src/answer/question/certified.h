/* What answers are made of: certified reals, and what may not be known. */
#ifndef ANSWER_QUESTION_CERTIFIED_H
#define ANSWER_QUESTION_CERTIFIED_H

#include <flint/arb.h>
#include <jansson.h>

#include "manifold/family/from_functions.h"

/* Bounds carry some digits more than were asked for, so that rounding outward spoils none of those. */
#define ANSWER_GUARD_DIGITS 3

/* Whether the value is known to be infinite, with its sign. */
int answer_is_infinity(const arb_t x);

/* {"lo": "…", "hi": "…"} with bounds rounded outward to `digits` digits, plus "exact" when the caller knows
   the value exactly (exact != NULL) or the ball is a short dyadic number.  An exact infinity is "infinity" or
   "-infinity", an undetermined value null. */
json_t *answer_certified_json(const arb_t x, const char *exact, slong digits);

/* The same of a rational interval, "exact" where both ends are one number. */
json_t *answer_interval_json(const wane_interval_t interval, slong digits);

/* Where a correlation is known to lie beforehand: no rounding may carry its bounds to where none is. */
typedef enum {
    ANSWER_FROM_MINUS_ONE_TO_ZERO = -1,
    ANSWER_FROM_MINUS_ONE_TO_ONE = 0,
    ANSWER_FROM_ZERO_TO_ONE = 1
} answer_side_t;
/* The same of a correlation, within the side's range. */
json_t *answer_correlation_json(const arb_t R, answer_side_t side, slong digits);

/* The two bounds [lo of from, hi of to] as an array of strings. */
json_t *answer_certified_range_json(const arb_t from, const arb_t to, slong digits);
/* [lo, hi] of exact numbers, rounded inward, as an array
   of strings: a range of which something is claimed. */
json_t *answer_inner_range_json(const arb_t lo, const arb_t hi, slong digits);
/* {"at_least": "…"}: a lower bound, rounded down; null if it is undetermined. */
json_t *answer_at_least_json(const arb_t bound, slong digits);

/* Not certified; null if it is not finite. */
json_t *answer_number_json(double value);
/* null for NULL. */
json_t *answer_text_json(const char *text);
/* true or false; null for less than 0, not known. */
json_t *answer_decided_json(int value);
/* An index, "none" if there is none, null if it is not determined. */
json_t *answer_index_json(slong value);

/* The scaling law of unlearning, R -> 0. */
json_t *answer_small_R_json(const wane_small_R_t small, slong digits);

#endif
