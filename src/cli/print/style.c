#include "cli/print/style.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_terminal, is_shown;

void cli_style_decide(const char *path)
{
    const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
    is_terminal = (path == NULL || strcmp(path, "-") == 0) && isatty(STDOUT_FILENO);
    is_shown = is_terminal && (refused == NULL || *refused == 0) && terminal != NULL &&
               strcmp(terminal, "dumb") != 0;
}

int cli_style_is_terminal(void)
{
    return is_terminal;
}

void cli_print_styled(FILE *out, cli_style_t style, const char *text)
{
    static const char *const codes[] = {"", "1", "1;32", "1;31", "1;33"}; /* bold; green, red, yellow */
    if (is_shown && style != CLI_PLAIN) fprintf(out, "\033[%sm%s\033[0m", codes[style], text);
    else fputs(text, out);
}
