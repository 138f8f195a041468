#include "cli/table/formats.h"
#include "cli/table/table.h"

/* A value that holds separators stands in quotation marks. */
static void print_quoted(FILE *out, const char *text, int csv)
{
    int quote = 0;
    for (const char *c = text; csv && *c != 0; c++) quote = quote || *c == ',' || *c == '"';
    if (quote) fputc('"', out);
    for (const char *c = text; *c != 0; c++) {
        if (quote && *c == '"') fputc('"', out);
        fputc(*c, out);
    }
    if (quote) fputc('"', out);
}

/* One table: the values of the grid before each row. */
static void print_rows(FILE *out, const json_t *answer, int csv)
{
    size_t i, j, k;
    json_t *name, *problem, *row, *value;
    const char *separator = csv ? "," : " ";
    json_array_foreach(cli_at(answer, "axes"), i, name)
        fprintf(out, "%s%s", json_string_value(name), separator);
    json_array_foreach(cli_at(answer, "columns"), i, name)
        fprintf(out, csv ? "%s%s" : "%s%12s", i > 0 ? separator : "", json_string_value(name));
    fputc('\n', out);
    json_array_foreach(cli_at(answer, "problems"), k, problem)
    {
        json_array_foreach(json_object_get(problem, "rows"), j, row)
        {
            json_array_foreach(cli_at(answer, "axes"), i, name)
            {
                print_quoted(out,
                             json_string_value(
                                 json_object_get(json_object_get(problem, "at"), json_string_value(name))),
                             csv);
                fputs(separator, out);
            }
            json_array_foreach(row, i, value)
            {
                if (i > 0) fputs(separator, out);
                if (json_is_number(value)) fprintf(out, csv ? "%.9g" : "%12.5g", json_number_value(value));
                else fprintf(out, csv ? "%s" : "%12s", csv ? "nan" : "-");
            }
            fputc('\n', out);
        }
    }
}

void cli_sweep_csv(FILE *out, const json_t *answer)
{
    print_rows(out, answer, 1);
}

void cli_sweep_text(FILE *out, const json_t *answer)
{
    print_rows(out, answer, 0);
}
