#include "fraction.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIMALS 1000000

static long common_divisor(long a, long b)
{
    return b == 0 ? labs(a) : common_divisor(b, a % b);
}

fraction_t fraction(long numerator, long denominator)
{
    long divisor = common_divisor(numerator, denominator);
    if (divisor == 0) divisor = 1;
    fraction_t x = {numerator / divisor, denominator / divisor};
    return x;
}

long double fraction_value(fraction_t x)
{
    return (long double)x.numerator / (long double)x.denominator;
}

int fraction_is_zero(fraction_t x)
{
    return x.numerator == 0;
}

int fraction_compare(fraction_t x, fraction_t y)
{
    long left = x.numerator * y.denominator, right = y.numerator * x.denominator;
    return (left > right) - (left < right);
}

fraction_t fraction_add(fraction_t x, fraction_t y)
{
    return fraction(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator);
}

fraction_t fraction_negative(fraction_t x)
{
    x.numerator = -x.numerator;
    return x;
}

void fraction_print(char *text, size_t size, fraction_t x)
{
    if (x.denominator == 1 || DECIMALS % x.denominator != 0) {
        snprintf(text, size, x.denominator == 1 ? "%ld" : "%ld/%ld", x.numerator, x.denominator);
        return;
    }
    long scaled = labs(x.numerator) * (DECIMALS / x.denominator);
    snprintf(text, size, "%s%ld.%06ld", x.numerator < 0 ? "-" : "", scaled / DECIMALS, scaled % DECIMALS);
    for (size_t last = strlen(text); last > 0 && text[last - 1] == '0'; last--) text[last - 1] = 0;
}
