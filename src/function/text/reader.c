/* Characters, numbers and messages. */
#include "base/scoped.h"
#include "function/text/reader.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

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

int wane_reader_letter(const char *text)
{
    const unsigned char first = (unsigned char)*text;
    const int length = first >= 0xF0 && first < 0xF8 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    for (int i = 1; i < length; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80) return 0;
    return first >= 0xF8 ? 0 : length;
}

const char *wane_reader_found(char buffer[48], wane_reader_t *r)
{
    unsigned char c = wane_reader_peek(r);
    const char *start = r->text + r->position;
    int length = 0;

    if (c == '\0') return "the end";
    if (wane_reader_letter(start) > 0) {
        snprintf(buffer, 48, "\"%.*s\"", wane_reader_letter(start), start);
        return buffer;
    }
    if (!isprint(c)) {
        snprintf(buffer, 48, "the byte 0x%02x", c);
        return buffer;
    }
    while (length < 30 && (isalnum((unsigned char)start[length]) || start[length] == '_')) length++;
    snprintf(buffer, 48, "\"%.*s\"", length > 0 ? length : 1, start);
    return buffer;
}

const wane_node_t *wane_reader_number(wane_reader_t *r)
{
    const slong column = r->position + 1;
    const wane_node_t *node;
    base_number_t decimal;

    if (!base_number_scan(&decimal, r->text + r->position))
        return wane_reader_fail(r, column, "expected a digit beside the decimal point");
    r->position = decimal.end - r->text;
    SCOPED(fmpq, q);
    node = base_number_value(q, &decimal, WANE_LONGEST_NUMBER, WANE_LARGEST_EXPONENT)
               ? wane_node_at(wane_node_rational(q), column)
               : wane_reader_fail(r, column,
                                  "number too long: expected at most %d digits and an exponent up to %d",
                                  WANE_LONGEST_NUMBER, WANE_LARGEST_EXPONENT);
    return node;
}
