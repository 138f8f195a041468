#include "answer/problem/text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <flint/flint.h>

char *answer_strdup(const char *text)
{
    return strcpy(flint_malloc(strlen(text) + 1), text);
}

char *answer_format(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = flint_malloc((size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

#define LONGEST_QUOTE 60

static int is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

const char *answer_quote(answer_quote_t buffer, const char *text)
{
    size_t length = strlen(text), shown = length;
    if (shown > LONGEST_QUOTE) shown = LONGEST_QUOTE;
    while (shown < length && shown > 0 && is_continuation(text[shown])) shown--;
    char *out = buffer;
    *out++ = '\'';
    for (size_t i = 0; i < shown; i++) *out++ = (char)(iscntrl((unsigned char)text[i]) ? '?' : text[i]);
    strcpy(out, shown < length ? "...'" : "'");
    return buffer;
}

#define LONGEST_NAME 32

static int minimum(int a, int b)
{
    return a < b ? a : b;
}

/* Of writing b for a: nothing, the wrong case, another letter. */
static int change(char a, char b)
{
    if (a == b) return 0;
    return tolower((unsigned char)a) == tolower((unsigned char)b) ? 1 : 2;
}

/* Half the cost is the number of insertions, deletions, changes and swaps of neighbours that turn a into b,
   where a change of case counts half. */
static int edit_distance(const char *a, const char *b)
{
    int row[3][LONGEST_NAME + 1], m = (int)strlen(a), n = (int)strlen(b);
    for (int j = 0; j <= n; j++) row[0][j] = 2 * j;
    for (int i = 1; i <= m; i++) {
        int *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = 2 * i;
        for (int j = 1; j <= n; j++) {
            now[j] = minimum(minimum(last[j], now[j - 1]) + 2, last[j - 1] + change(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = minimum(now[j], before[j - 2] + 2);
        }
    }
    return row[m % 3][n];
}

const char *answer_nearest(const char *text, const char *const *names)
{
    const char *nearest = NULL;
    if (strlen(text) > LONGEST_NAME) return NULL;
    int least = 2 * ((int)strlen(text) / 3) + 3;
    for (; *names != NULL; names++) {
        int distance = edit_distance(text, *names);
        if (distance < least && distance < 2 * (int)strlen(*names)) {
            least = distance;
            nearest = *names;
        }
    }
    return nearest;
}
