/* What the library writes as documents. */
#include <stdlib.h>
#include <string.h>

#include "cli/input/spell.h"
#include "cli/input/width.h"
#include "cli/table/formats.h"
#include "cli/table/table.h"

/* Paragraphs as wide as the terminal, what begins with blanks further in. */
static void print_paragraphs(FILE *out, const char *text)
{
    for (const char *line = text; *line != 0;) {
        const size_t length = strcspn(line, "\n"), blanks = strspn(line, " ");
        char *copy = blanks < length ? strndup(line + blanks, length - blanks) : NULL;
        fprintf(out, "%*s", copy == NULL ? 0 : (int)blanks, "");
        if (copy != NULL) cli_print_wrapped(out, copy, (int)blanks, (int)blanks + (blanks > 0 ? 3 : 0));
        else fputc('\n', out);
        free(copy);
        line += length + (line[length] != 0);
    }
}

void cli_explain_text(FILE *out, const json_t *answer)
{
    char *text;
    size_t size;
    FILE *spelled = open_memstream(&text, &size);
    if (spelled == NULL) flint_abort();
    cli_spell(spelled, cli_string_at(answer, "text"));
    fclose(spelled);
    print_paragraphs(out, text);
    free(text);
}

void cli_explain_markdown(FILE *out, const json_t *answer)
{
    fputs(cli_string_at(answer, "markdown"), out);
}

void cli_explain_latex(FILE *out, const json_t *answer)
{
    fputs(cli_string_at(answer, "latex"), out);
}
