/* Lines no wider than the terminal. */
#ifndef CLI_INPUT_WIDTH_H
#define CLI_INPUT_WIDTH_H

#include <stdio.h>

/* The terminal's columns on standard output, or those that COLUMNS names; 80 if there are none. */
int cli_width(void);
/* The text, broken between words, and a newline: `column` characters stand before it on its first line, `indent` blanks
   will before the others. */
void cli_print_wrapped(FILE *out, const char *text, int column, int indent);

#endif
