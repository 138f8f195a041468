#include "cli/table/formats.h"
#include "cli/table/table.h"

void cli_verify_text(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *step;
    json_array_foreach(cli_at(answer, "steps"), i, step)
        fprintf(out, "proved: %s\n", json_string_value(step));
    if (cli_is_true(answer, "accepted")) fputs("accepted\n", out);
}
