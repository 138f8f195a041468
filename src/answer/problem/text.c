#include "answer/problem/text.h"

#include <ctype.h>
#include <string.h>

#include <flint/flint.h>

#include "base/spelling.h"

char *answer_strdup(const char *text)
{
    return strcpy(flint_malloc(strlen(text) + 1), text);
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

/* One begins with the other, as dimension with dim. */
static int abbreviates(const char *a, const char *b)
{
    const size_t shorter = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return shorter >= 3 && strncmp(a, b, shorter) == 0;
}

const char *answer_nearest(const char *text, const char *const *names)
{
    const char *nearest = NULL;
    if (strlen(text) > BASE_SPELLING_LONGEST) return NULL;
    int least = 2 * ((int)strlen(text) / 3) + 3;
    for (; *names != NULL; names++) {
        int distance = abbreviates(text, *names) ? 1 : base_spelling_cost(text, *names);
        if (distance < least && distance < 2 * (int)strlen(*names)) {
            least = distance;
            nearest = *names;
        }
    }
    return nearest;
}
