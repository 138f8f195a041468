#include <ctype.h>
#include <stdlib.h>

#include <flint/arf.h>

#include "answer/problem/number.h"

/* Longer inputs are refused: they are mistakes, and exact arithmetic on them would take forever. */
#define LONGEST_NUMBER 5000
#define GREATEST_EXPONENT 5000

static const char *skip_blanks(const char *text)
{
    while (isspace((unsigned char)*text)) text++;
    return text;
}

/* Appends the digits at text to digits and returns what follows them. */
static const char *take_digits(const char *text, char *digits, size_t *count)
{
    for (; isdigit((unsigned char)*text); text++)
        if (*count < LONGEST_NUMBER) digits[(*count)++] = *text;
    return text;
}

/* Reads "e-12" if it is there; NULL if the exponent is malformed or too large. */
static const char *take_exponent(long *exponent, const char *text)
{
    *exponent = 0;
    if (*text != 'e' && *text != 'E') return text;
    text++;
    int negative = *text == '-';
    if (*text == '-' || *text == '+') text++;
    if (!isdigit((unsigned char)*text)) return NULL;
    for (; isdigit((unsigned char)*text); text++) {
        *exponent = 10 * *exponent + (*text - '0');
        if (*exponent > GREATEST_EXPONENT) return NULL;
    }
    if (negative) *exponent = -*exponent;
    return text;
}

static void multiply_by_power_of_ten(fmpq_t value, long exponent)
{
    fmpz_t power;
    fmpz_init(power);
    fmpz_ui_pow_ui(power, 10, (ulong)labs(exponent));
    if (exponent >= 0) fmpq_mul_fmpz(value, value, power);
    else fmpq_div_fmpz(value, value, power);
    fmpz_clear(power);
}

/* Reads an unsigned decimal and returns what follows it, or NULL. */
static const char *take_decimal(fmpq_t value, const char *text)
{
    char digits[LONGEST_NUMBER + 1];
    size_t count = 0;
    long exponent;
    text = take_digits(text, digits, &count);
    size_t whole = count;
    if (*text == '.') text = take_digits(text + 1, digits, &count);
    if (count == 0 || count == LONGEST_NUMBER) return NULL;
    digits[count] = 0;
    text = take_exponent(&exponent, text);
    if (text == NULL) return NULL;
    fmpz_set_str(fmpq_numref(value), digits, 10);
    fmpz_one(fmpq_denref(value));
    multiply_by_power_of_ten(value, exponent - (long)(count - whole));
    return text;
}

/* Reads "-1.5/3" and returns what follows it, or NULL. */
static const char *take_number(fmpq_t value, const char *text)
{
    fmpq_t denominator;
    text = skip_blanks(text);
    int negative = *text == '-';
    if (*text == '-' || *text == '+') text = skip_blanks(text + 1);
    text = take_decimal(value, text);
    if (text == NULL) return NULL;
    text = skip_blanks(text);
    if (*text == '/') {
        fmpq_init(denominator);
        text = take_decimal(denominator, skip_blanks(text + 1));
        if (text != NULL && fmpq_is_zero(denominator)) text = NULL;
        if (text != NULL) fmpq_div(value, value, denominator);
        fmpq_clear(denominator);
        if (text == NULL) return NULL;
    }
    if (negative) fmpq_neg(value, value);
    return skip_blanks(text);
}

int answer_number_read(fmpq_t value, const char *text)
{
    text = take_number(value, text);
    return text != NULL && *text == 0;
}

int answer_number_read_interval(fmpq_t lower, fmpq_t upper, const char *text)
{
    text = skip_blanks(text);
    if (*text != '[') return 0;
    text = take_number(lower, text + 1);
    if (text == NULL || *text != ',') return 0;
    text = take_number(upper, text + 1);
    if (text == NULL || *text != ']') return 0;
    return *skip_blanks(text + 1) == 0 && fmpq_cmp(lower, upper) <= 0;
}

double answer_number_to_double(const fmpq_t value)
{
    arf_t nearest;
    arf_init(nearest);
    arf_set_fmpq(nearest, value, 53, ARF_RND_NEAR);
    double result = arf_get_d(nearest, ARF_RND_NEAR);
    arf_clear(nearest);
    return result;
}
