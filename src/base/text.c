#include "base/text.h"

#include <stdio.h>
#include <string.h>

#include <flint/flint.h>

char *base_text_list(const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const size_t size = (size_t)vsnprintf(NULL, 0, format, again) + 1;
    va_end(again);
    char *text = flint_malloc(size);
    vsnprintf(text, size, format, arguments);
    return text;
}

char *base_text(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = base_text_list(format, arguments);
    va_end(arguments);
    return text;
}

size_t base_text_mark(const char *text, size_t length)
{
    return length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

int base_text_characters(const char *text)
{
    int count = 0;
    for (; *text != 0; text++) count += ((unsigned char)*text & 0xC0) != 0x80; /* the others continue one */
    return count;
}
