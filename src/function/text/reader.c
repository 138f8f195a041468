/* Characters, numbers and messages. */
#include "base/scoped.h"
#include "function/text/named_functions.h"
#include "function/text/reader.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

const wane_node_t *reader_fail(reader_t *r, slong column, const char *format, ...)
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

char reader_peek(reader_t *r)
{
    while (r->text[r->position] == ' ' || r->text[r->position] == '\t') r->position++;
    return r->text[r->position];
}

int reader_accept(reader_t *r, char c)
{
    if (reader_peek(r) != c) return 0;
    r->position++;
    return 1;
}

/* Of UTF-8 beyond ASCII. */
int reader_letter(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    int length = c[0] >= 0xc2 && c[0] < 0xe0   ? 2
                 : c[0] >= 0xe0 && c[0] < 0xf0 ? 3
                 : c[0] >= 0xf0 && c[0] < 0xf5 ? 4
                                               : 0;

    for (int i = 1; i < length; i++)
        if ((c[i] & 0xc0) != 0x80) return 0;
    return length == 2 && c[0] == 0xc2 && c[1] < 0xa0 ? 0 : length; /* controls are not shown */
}

static int word_length(const char *text)
{
    int length = 0;

    while (length < 30 && (isalnum((unsigned char)text[length]) || text[length] == '_')) length++;
    return length;
}

const char *reader_found(char buffer[48], reader_t *r)
{
    unsigned char c = reader_peek(r);
    const char *start = r->text + r->position;
    int length = reader_letter(start);

    if (c == '\0') return "the end";
    if (!isprint(c) && length == 0) {
        snprintf(buffer, 48, "the byte 0x%02x", c);
        return buffer;
    }
    if (length == 0) length = word_length(start);
    snprintf(buffer, 48, "\"%.*s\"", length > 0 ? length : 1, start);
    return buffer;
}

/* The hint "3*x" for 3x, "tanh(x)" for tanh x; nothing if neither fits. */
static void hint(char buffer[96], const reader_t *r)
{
    const char *next = r->text + r->position, *end = next, *start;
    int length = word_length(next), calls;
    name_t name;
    char word[32];

    while (end > r->text && isspace((unsigned char)end[-1])) end--;
    start = end;
    while (start > r->text && end - start < 30 &&
           (isalnum((unsigned char)start[-1]) || start[-1] == '_' || start[-1] == '.'))
        start--;
    if (end > r->text && end[-1] == ')') start = end - 1;
    if (start == end || (length == 0 && *next != '(')) return;
    snprintf(word, sizeof(word), "%.*s", (int)(end - start), start);
    calls = length > 0 && name_find(&name, word);
    snprintf(buffer, 96, ": did you mean %s%s%s%.*s%s?", *word == ')' ? "(…" : "", word, calls ? "(" : "*",
             length, next,
             calls                 ? ")"
             : next[length] == '(' ? "(…)"
                                   : "");
}

const wane_node_t *reader_expected(reader_t *r, const char *what)
{
    char buffer[48], proposal[96] = "";
    const char *found = reader_found(buffer, r);

    hint(proposal, r);
    return reader_fail(r, r->position + 1, "expected %s, found %s%s", what, found, proposal);
}

const wane_node_t *reader_number(reader_t *r)
{
    const slong column = r->position + 1;
    const wane_node_t *node;
    base_number_t decimal;

    if (!base_number_scan(&decimal, r->text + r->position))
        return reader_fail(r, column, "expected a digit beside the decimal point");
    r->position = decimal.end - r->text;
    SCOPED(fmpq, q);
    node =
        base_number_value(q, &decimal, LONGEST_NUMBER, LARGEST_EXPONENT)
            ? node_at(node_rational(q), column)
            : reader_fail(r, column, "number too long: expected at most %d digits and an exponent up to %d",
                          LONGEST_NUMBER, LARGEST_EXPONENT);
    return node;
}
