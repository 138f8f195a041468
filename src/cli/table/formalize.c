#include "cli/table/formats.h"
#include "cli/table/table.h"

void cli_formalize_text(FILE *out, const json_t *answer)
{
    const char *theorem = json_string_value(cli_at(answer, "theorem"));
    if (theorem != NULL) fputs(theorem, out);
}
