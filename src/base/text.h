/* Fresh text, as printf would print it; freed with flint_free. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>

char *base_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *base_text_list(const char *format, va_list arguments);

#endif
