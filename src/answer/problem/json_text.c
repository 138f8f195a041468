#include "answer/problem/json_text.h"

#include <ctype.h>
#include <string.h>

#include <flint/flint.h>

/* The index just after the string that starts at text[start] == '"'. */
static size_t string_end(const char *text, size_t length, size_t start)
{
    size_t i = start + 1;
    while (i < length && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
    return i < length ? i + 1 : length;
}

static int in_number(char c)
{
    return isdigit((unsigned char)c) || (c != 0 && strchr("+-.eE", c) != NULL);
}

char *answer_json_quote_numbers(const char *text, size_t length)
{
    char *copy = flint_realloc(NULL, 3 * length + 1), *out = copy;
    for (size_t i = 0, end; i < length; i = end) {
        end = i + 1;
        int number = text[i] == '-' || isdigit((unsigned char)text[i]);
        if (text[i] == '"') end = string_end(text, length, i);
        while (number && end < length && in_number(text[end])) end++;
        if (number) *out++ = '"';
        memcpy(out, text + i, end - i);
        out += end - i;
        if (number) *out++ = '"';
    }
    *out = 0;
    return copy;
}

long *answer_json_key_lines(size_t *count, const char *text, size_t length)
{
    long *lines = NULL, line = 1;
    *count = 0;
    for (size_t i = 0, end; i < length; i = end) {
        end = i + 1;
        if (text[i] == '\n') line++;
        if (text[i] != '"') continue;
        end = string_end(text, length, i);
        size_t next = end;
        while (next < length && isspace((unsigned char)text[next])) next++;
        if (next < length && text[next] == ':') {
            lines = flint_realloc(lines, (*count + 1) * sizeof *lines);
            lines[(*count)++] = line;
        }
    }
    return lines;
}
