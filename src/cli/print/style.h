/* Words that stand out on a terminal. */
#ifndef CLI_PRINT_STYLE_H
#define CLI_PRINT_STYLE_H

#include <stdio.h>

typedef enum {
    CLI_PLAIN,
    CLI_BOLD,
    CLI_GOOD,
    CLI_BAD,
    CLI_OPEN
} cli_style_t; /* all but the first are bold */

/* Whether what goes to that path (NULL or "-": standard output) is read by someone at a terminal who has not set NO_COLOR:
   styles are printed from now on only then. */
void cli_style_decide(const char *path);
/* Whether it is read at a terminal, whatever NO_COLOR says. */
int cli_style_is_terminal(void);
/* The text in that style. */
void cli_print_styled(FILE *out, cli_style_t style, const char *text);

#endif
