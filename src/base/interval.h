/* Intervals with rational ends, inside. */
#ifndef BASE_INTERVAL_H
#define BASE_INTERVAL_H

#include "wane/interval.h"

/* lo = hi */
static inline int interval_is_number(const wane_interval_t interval)
{
    return fmpq_equal(interval->lo, interval->hi);
}

void interval_set(wane_interval_t interval, const wane_interval_t other);
void interval_set_fmpq(wane_interval_t interval, const fmpq_t value);
/* "[1/10, 1/5]", as expressions have it; free with flint_free. */
char *interval_text(const fmpq_t lo, const fmpq_t hi);
/* The same, or "3/10" for a single number. */
char *interval_or_number_text(const fmpq_t lo, const fmpq_t hi);

#endif
