/* Allocation that ends the command (exit 1) when there is no memory. */
#ifndef CLI_PRINT_MEMORY_H
#define CLI_PRINT_MEMORY_H

#include <stddef.h>

_Noreturn void cli_out_of_memory(void);
void *cli_realloc(void *block, size_t size);
char *cli_strdup(const char *text);
/* A new string, as printf would print it. */
char *cli_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
