#include "cli/print/style.h"
#include "cli/table/formats.h"
#include "cli/table/table.h"

static void print_one(FILE *out, const json_t *answer, const char *name)
{
    size_t i;
    json_t *step;
    json_array_foreach(cli_at(answer, "steps"), i, step)
        fprintf(out, "%s%sproved: %s\n", name, *name != 0 ? ": " : "", json_string_value(step));
    const int is_accepted = cli_is_true(answer, "accepted");
    if (!is_accepted && *name == 0) return;
    fprintf(out, "%s%s", name, *name != 0 ? ": " : "");
    cli_print_styled(out, is_accepted ? CLI_GOOD : CLI_BAD, is_accepted ? "accepted" : "not accepted");
    fputc('\n', out);
}

void cli_verify_text(FILE *out, const json_t *answer)
{
    const json_t *list = cli_at(answer, "certificates");
    size_t i;
    json_t *one;
    if (!json_is_array(list)) print_one(out, answer, "");
    else
        json_array_foreach(list, i, one)
            print_one(out, one, json_string_value(json_object_get(one, "certificate")));
}
