/* Fresh text, as printf would print it, freed with flint_free; and where the text of a file begins. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stddef.h>

char *base_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *base_text_list(const char *format, va_list arguments);

/* How many characters of UTF-8. */
int base_text_characters(const char *text);

/* How many bytes the byte order mark takes with which the text begins. */
size_t base_text_mark(const char *text, size_t length);

#endif
