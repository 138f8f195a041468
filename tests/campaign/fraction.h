/* Small rational numbers with the text a person would type. */
#ifndef CAMPAIGN_FRACTION_H
#define CAMPAIGN_FRACTION_H

#include <stddef.h>

typedef struct {
    long numerator, denominator; /* denominator > 0 */
} fraction_t;

fraction_t fraction(long numerator, long denominator);
long double fraction_value(fraction_t x);
int fraction_is_zero(fraction_t x);
int fraction_compare(fraction_t x, fraction_t y);
fraction_t fraction_add(fraction_t x, fraction_t y);
fraction_t fraction_negative(fraction_t x);
/* A decimal where the denominator divides 10^6, else n/d. */
void fraction_print(char *text, size_t size, fraction_t x);

#endif
