#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/problem/decimal.h"
#include "base/scoped.h"
#include "base/text.h"
#include "answer/problem/text.h"

int answer_is_decimal(const fmpq_t x)
{
    fmpz_t prime;
    SCOPED(fmpz, rest);
    fmpz_init_set_ui(prime, 2);
    fmpz_remove(rest, fmpq_denref(x), prime);
    fmpz_set_ui(prime, 5);
    fmpz_remove(rest, rest, prime);
    const int decimal = fmpz_is_one(rest);
    fmpz_clear(prime);
    return decimal;
}

/* The digits of value, a point before the last `places` of them. */
static char *with_point(const fmpz_t value, slong places)
{
    char *digits = fmpz_get_str(NULL, 10, value);
    const slong missing = FLINT_MAX(places + 1 - (slong)strlen(digits), 0);
    char *padded = flint_realloc(NULL, (size_t)missing + strlen(digits) + 1);
    memset(padded, '0', (size_t)missing);
    strcpy(padded + missing, digits);
    const int whole = (int)((slong)strlen(padded) - places);
    char *text = base_text(places > 0 ? "%.*s.%s" : "%.*s", whole, padded, padded + whole);
    flint_free(padded);
    flint_free(digits);
    return text;
}

char *answer_exact_decimal(const fmpq_t x)
{
    fmpz_t value;
    slong places = 0;
    fmpz_init_set(value, fmpq_numref(x));
    SCOPED(fmpz, quotient, remainder);
    for (;; places++) {
        fmpz_fdiv_qr(quotient, remainder, value, fmpq_denref(x));
        if (fmpz_is_zero(remainder)) break;
        fmpz_mul_ui(value, value, 10);
    }
    char *text = with_point(quotient, places);
    fmpz_clear(value);
    return text;
}

void answer_round_decimal(fmpq_t x, slong digits)
{
    if (fmpq_is_zero(x)) return;
    SCOPED(fmpz, scale, quotient);
    const slong exponent = digits - 1 - (slong)floor(log10(fmpq_get_d(x)));
    fmpz_ui_pow_ui(scale, 10, (ulong)labs(exponent));
    if (exponent >= 0) fmpq_mul_fmpz(x, x, scale);
    else fmpq_div_fmpz(x, x, scale);
    /* nearest integer: floor((2 p + q)/(2 q)) */
    fmpz_mul_2exp(quotient, fmpq_numref(x), 1);
    fmpz_add(quotient, quotient, fmpq_denref(x));
    fmpz_mul_2exp(fmpq_denref(x), fmpq_denref(x), 1);
    fmpz_fdiv_q(fmpq_numref(x), quotient, fmpq_denref(x));
    fmpz_one(fmpq_denref(x));
    if (exponent >= 0) fmpq_div_fmpz(x, x, scale);
    else fmpq_mul_fmpz(x, x, scale);
}
