/* Characters, numbers and messages. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "function/text/reader.h"

const wane_node_t *wane_reader_fail(wane_reader_t *r, slong column, const char *format, ...)
{
    char text[sizeof(((wane_message_struct *)0)->text)];
    va_list arguments;

    if (r->failed) return NULL;
    r->failed = 1;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    wane_message_set(r->message, WANE_BAD_INPUT, column, "%s", text);
    return NULL;
}

char wane_reader_peek(wane_reader_t *r)
{
    while (r->text[r->position] == ' ' || r->text[r->position] == '\t') r->position++;
    return r->text[r->position];
}

int wane_reader_accept(wane_reader_t *r, char c)
{
    if (wane_reader_peek(r) != c) return 0;
    r->position++;
    return 1;
}

const char *wane_reader_found(char buffer[48], wane_reader_t *r)
{
    unsigned char c = wane_reader_peek(r);
    const char *start = r->text + r->position;
    int length = 0;

    if (c == '\0') return "the end";
    if (!isprint(c)) {
        snprintf(buffer, 48, "the byte 0x%02x", c);
        return buffer;
    }
    while (length < 30 && (isalnum((unsigned char)start[length]) || start[length] == '_')) length++;
    snprintf(buffer, 48, "\"%.*s\"", length > 0 ? length : 1, start);
    return buffer;
}

/* Copies digits from the text; returns how many. */
static slong digits(char *buffer, slong *count, wane_reader_t *r)
{
    slong taken = 0;

    while (isdigit((unsigned char)r->text[r->position])) {
        if (*count < WANE_LONGEST_NUMBER) buffer[*count] = r->text[r->position];
        ++*count;
        ++taken;
        r->position++;
    }
    return taken;
}

/* e-3, E+5; an e that no digit follows is not part of the number. */
static slong decimal_exponent(wane_reader_t *r)
{
    slong ahead = r->position, value = 0, sign = 1;

    if (r->text[ahead] != 'e' && r->text[ahead] != 'E') return 0;
    ahead++;
    if (r->text[ahead] == '+' || r->text[ahead] == '-') sign = r->text[ahead++] == '-' ? -1 : 1;
    if (!isdigit((unsigned char)r->text[ahead])) return 0;
    for (; isdigit((unsigned char)r->text[ahead]); ahead++)
        if (value <= WANE_LARGEST_EXPONENT) value = 10 * value + (r->text[ahead] - '0');
    r->position = ahead;
    return sign * value;
}

static void multiply_by_power_of_ten(fmpq_t q, slong exponent)
{
    fmpz_t power;

    fmpz_init(power);
    fmpz_ui_pow_ui(power, 10, FLINT_ABS(exponent));
    if (exponent >= 0) fmpq_mul_fmpz(q, q, power);
    else fmpq_div_fmpz(q, q, power);
    fmpz_clear(power);
}

const wane_node_t *wane_reader_number(wane_reader_t *r)
{
    char buffer[WANE_LONGEST_NUMBER + 1];
    slong count = 0, fraction = 0, exponent, column = r->position + 1;
    const wane_node_t *node;
    fmpq_t q;

    digits(buffer, &count, r);
    if (r->text[r->position] == '.') {
        r->position++;
        fraction = digits(buffer, &count, r);
    }
    if (count == 0) return wane_reader_fail(r, column, "expected a digit beside the decimal point");
    exponent = decimal_exponent(r);
    if (count > WANE_LONGEST_NUMBER || FLINT_ABS(exponent) > WANE_LARGEST_EXPONENT)
        return wane_reader_fail(r, column,
                                "number too long: expected at most %d digits and an exponent up to %d",
                                WANE_LONGEST_NUMBER, WANE_LARGEST_EXPONENT);
    buffer[count] = '\0';
    fmpq_init(q);
    fmpz_set_str(fmpq_numref(q), buffer, 10);
    multiply_by_power_of_ten(q, exponent - fraction);
    node = wane_node_at(wane_node_rational(q), column);
    fmpq_clear(q);
    return node;
}
