#include "base/number.h"

#include "base/scoped.h"

#include <ctype.h>
#include <string.h>

#include <flint/arf.h>

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

int base_number_scan(base_number_t *decimal, const char *text)
{
    const size_t whole = count_digits(text);
    const char *at = text + whole;
    *decimal = (base_number_t){.text = text, .places = *at == '.' ? count_digits(at + 1) : 0};
    decimal->digits = whole + decimal->places;
    if (*at == '.') at += 1 + decimal->places;
    if (*at == 'e' || *at == 'E') {
        const int sign = at[1] == '-' || at[1] == '+';
        const size_t count = count_digits(at + 1 + sign);
        if (count > 0) {
            decimal->exponent = at + 1;
            at += 1 + (size_t)sign + count;
        }
    }
    decimal->end = at;
    return decimal->digits > 0;
}

/* The integer in decimal from text to end, without the points on the way and a leading plus sign. */
static void read_integer(fmpz_t value, const char *text, const char *end)
{
    char *digits = flint_malloc((size_t)(end - text) + 1), *last = digits;
    for (; text < end; text++)
        if (*text != '.' && *text != '+') *last++ = *text;
    *last = 0;
    fmpz_set_str(value, digits, 10);
    flint_free(digits);
}

void base_number_digits(fmpz_t number, fmpz_t unit, const base_number_t *decimal)
{
    read_integer(number, decimal->text, decimal->exponent == NULL ? decimal->end : decimal->exponent - 1);
    fmpz_zero(unit);
    if (decimal->exponent != NULL) read_integer(unit, decimal->exponent, decimal->end);
    fmpz_sub_ui(unit, unit, decimal->places);
}

int base_number_value(fmpq_t value, const base_number_t *decimal, slong most_digits, slong greatest_exponent)
{
    if (decimal->digits > (size_t)most_digits) return 0;
    SCOPED(fmpz, number, unit, exponent);
    base_number_digits(number, unit, decimal);
    fmpz_add_ui(exponent, unit, decimal->places);
    const int moderate = fmpz_fits_si(exponent) && FLINT_ABS(fmpz_get_si(exponent)) <= greatest_exponent;
    if (moderate) {
        const slong power = fmpz_get_si(unit);
        fmpz_ui_pow_ui(exponent, 10, (ulong)FLINT_ABS(power));
        fmpq_set_fmpz(value, number);
        if (power >= 0) fmpq_mul_fmpz(value, value, exponent);
        else fmpq_div_fmpz(value, value, exponent);
    }
    return moderate;
}

static const char *skip_blanks(const char *text)
{
    while (isspace((unsigned char)*text)) text++;
    return text;
}

/* Reads an unsigned decimal and returns what follows it, or NULL. */
static const char *take_decimal(fmpq_t value, const char *text)
{
    base_number_t decimal;
    if (!base_number_scan(&decimal, text)) return NULL;
    return base_number_value(value, &decimal, BASE_LONGEST_NUMBER, BASE_GREATEST_EXPONENT) ? decimal.end
                                                                                           : NULL;
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

int base_number_read(fmpq_t value, const char *text)
{
    text = take_number(value, text);
    return text != NULL && *text == 0;
}

int base_number_exceeds_limits(const char *text)
{
    base_number_t decimal;
    SCOPED(fmpq, value);
    while (*text != 0) {
        const int found = base_number_scan(&decimal, text);
        if (found && !base_number_value(value, &decimal, BASE_LONGEST_NUMBER, BASE_GREATEST_EXPONENT))
            return 1;
        text = found ? decimal.end : text + 1;
    }
    return 0;
}

int base_number_read_ends(fmpq_t lower, fmpq_t upper, const char *text)
{
    text = skip_blanks(text);
    if (*text != '[') return 0;
    text = take_number(lower, text + 1);
    if (text == NULL || *text != ',') return 0;
    text = take_number(upper, text + 1);
    if (text == NULL || *text != ']') return 0;
    return *skip_blanks(text + 1) == 0;
}

int base_number_read_interval(fmpq_t lower, fmpq_t upper, const char *text)
{
    return base_number_read_ends(lower, upper, text) && fmpq_cmp(lower, upper) <= 0;
}

double base_number_to_double(const fmpq_t value)
{
    SCOPED(arf, nearest);
    arf_set_fmpq(nearest, value, 53, ARF_RND_NEAR);
    return arf_get_d(nearest, ARF_RND_NEAR);
}

int base_number_read_range(fmpq_t lower, fmpq_t upper, const char *text)
{
    if (!base_number_read(lower, text)) return base_number_read_interval(lower, upper, text);
    fmpq_set(upper, lower);
    return 1;
}
