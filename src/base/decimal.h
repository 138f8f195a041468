/* Certified reals in decimal, rounded outward: one spelling for answers, sentences and messages. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <flint/arb.h>
#include <flint/fmpq.h>

#define BASE_BITS_PER_DIGIT 3.3219280948873626

/* Every text below is freed with flint_free. */

/* The decimal number of at most `digits` significant digits (digits >= 1) nearest to x from below (direction
   < 0), from above (direction > 0), or the one truncated towards zero (direction = 0), with an exponent of
   any size: 0 only if x = 0.  "infinity", "-infinity", "nan" where x is that. */
char *base_decimal(const arf_t x, slong digits, int direction);

/* The same of a rational number. */
char *base_decimal_rational(const fmpq_t x, slong digits, int direction);

/* lower <= x <= upper for every x in the ball, both at most `digits` significant digits. */
void base_decimal_bounds(char **lower, char **upper, const arb_t x, slong digits);

/* lo <= lower < upper <= hi for exact numbers lo < hi: what holds between these holds between those.  At most
   `digits` significant digits and those that tell the two apart. */
void base_decimal_inside(char **lower, char **upper, const arb_t lo, const arb_t hi, slong digits);

/* For people: an exact number plainly if `digits` or 21 digits show it; else 0.6057… , every digit shown
   right; or, if the ball is too wide for that, [lo, hi], rounded outward, which excludes 0 if the ball does.
   Exact infinities are "infinity" and "-infinity", any other ball that is not finite "not determined". */
char *base_decimal_text(const arb_t x, slong digits);
/* As base_decimal_text, with the digits that sentences show. */
char *base_number_text(const arb_t x);

/* "at most 3.1e-150 in size", or "not seen to be finite". */
char *base_size_text(const arb_t x);

/* Of decimals that are text already, such as the above spell
   them.  Rounded to at most `digits` significant digits. */
char *base_decimal_round(const char *text, slong digits, int direction);
/* For people, as base_decimal_text: the real numbers in [lower, upper]. */
char *base_decimal_text_of(const char *lower, const char *upper, slong digits);
/* As base_decimal_inside. */
void base_decimal_inside_of(char **lower, char **upper, const char *lo, const char *hi, slong digits);

#endif
