#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print/memory.h"

_Noreturn void cli_out_of_memory(void)
{
    fputs("wane: out of memory\n", stderr);
    _Exit(1);
}

void *cli_realloc(void *block, size_t size)
{
    void *grown = realloc(block, size > 0 ? size : 1);
    if (grown == NULL) cli_out_of_memory();
    return grown;
}

char *cli_strdup(const char *text)
{
    return strcpy(cli_realloc(NULL, strlen(text) + 1), text);
}

char *cli_format(const char *format, ...)
{
    char *text;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0) cli_out_of_memory();
    return text;
}
