/* Numbers as users type them, read exactly. */
#ifndef ANSWER_PROBLEM_NUMBER_H
#define ANSWER_PROBLEM_NUMBER_H

#include <flint/fmpq.h>

/* Reads "-3", "0.25", "1/3", "2e-3" (blanks around are fine); 0 if text is no such number or absurdly long.
 */
int answer_number_read(fmpq_t value, const char *text);
/* Reads "[lo, hi]" with lo <= hi. */
int answer_number_read_interval(fmpq_t lower, fmpq_t upper, const char *text);
/* The double nearest to value (infinite or zero out of range). */
double answer_number_to_double(const fmpq_t value);

#endif
