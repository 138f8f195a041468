#include "cli/table/formats.h"
#include "cli/table/table.h"

/* What is not known has a word of its own. */
static void print_rows(FILE *out, const json_t *answer, const char *separator, const char *heading,
                       const char *number, const char *unknown)
{
    size_t i, j;
    json_t *name, *row, *value;
    json_array_foreach(cli_at(answer, "columns"), i, name)
    {
        if (i > 0) fputs(separator, out);
        fprintf(out, heading, json_string_value(name));
    }
    fputc('\n', out);
    json_array_foreach(cli_at(answer, "rows"), j, row)
    {
        json_array_foreach(row, i, value)
        {
            if (i > 0) fputs(separator, out);
            if (json_is_number(value)) fprintf(out, number, json_number_value(value));
            else fprintf(out, heading, unknown);
        }
        fputc('\n', out);
    }
}

void cli_simulate_csv(FILE *out, const json_t *answer)
{
    print_rows(out, answer, ",", "%s", "%.9g", "nan");
}

void cli_simulate_text(FILE *out, const json_t *answer)
{
    print_rows(out, answer, "", "%12s", "%12.5g", "-");
}
