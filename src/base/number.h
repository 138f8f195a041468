/* Decimals and fractions as people type them, read exactly. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stddef.h>

#include <flint/fmpq.h>

/* Longer inputs are refused: they are mistakes, and exact arithmetic on them would take forever. */
#define BASE_LONGEST_NUMBER 5000
#define BASE_GREATEST_EXPONENT 5000

/* The parts of an unsigned decimal such as "12.5e-3". */
typedef struct {
    const char *text;      /* its first character */
    const char *end;       /* what follows it */
    const char *exponent;  /* what follows the e; NULL if there is none */
    size_t digits, places; /* how many digits there are, and how many of them behind the point */
} base_number_t;

/* Finds the decimal with which text begins; 0 if that has no
   digit.  An e that no digit follows is not part of it. */
int base_number_scan(base_number_t *decimal, const char *text);
/* The decimal is number 10^unit. */
void base_number_digits(fmpz_t number, fmpz_t unit, const base_number_t *decimal);
/* value = the decimal; 0 if it has more digits or an exponent of greater size than allowed. */
int base_number_value(fmpq_t value, const base_number_t *decimal, slong most_digits, slong greatest_exponent);

/* Reads "-3", "0.25", "1/3", "2e-3" (blanks around are
   fine); 0 if text is no such number or absurdly long. */
int base_number_read(fmpq_t value, const char *text);
/* Whether some decimal in the text is too long to be read. */
int base_number_exceeds_limits(const char *text);
/* Reads "[lo, hi]" in whatever order lo and hi are. */
int base_number_read_ends(fmpq_t lower, fmpq_t upper, const char *text);
/* The same with lo <= hi. */
int base_number_read_interval(fmpq_t lower, fmpq_t upper, const char *text);
/* Either of the two; a number is both ends. */
int base_number_read_range(fmpq_t lower, fmpq_t upper, const char *text);
/* The double nearest to value (infinite or zero out of range). */
double base_number_to_double(const fmpq_t value);

#endif
