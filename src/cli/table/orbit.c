#include "cli/table/formats.h"
#include "cli/table/table.h"

void cli_orbit_csv(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *row;
    fputs("t,R_lo,R_hi,a_lo,a_hi,one_minus_absR_lo,one_minus_absR_hi\n", out);
    json_array_foreach(cli_at(answer, "rows"), i, row)
        fprintf(out, "%s,%s,%s,%s,%s,%s,%s\n", cli_string_at(row, "t"), cli_string_at(row, "R.lo"),
                cli_string_at(row, "R.hi"), cli_string_at(row, "a.lo"), cli_string_at(row, "a.hi"),
                cli_string_at(row, "one_minus_absR.lo"), cli_string_at(row, "one_minus_absR.hi"));
}

void cli_orbit_text(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *row;
    const slong digits = cli_digits(answer);
    json_array_foreach(cli_at(answer, "rows"), i, row)
    {
        fprintf(out, "t = %-12s R = ", cli_string_at(row, "t"));
        cli_real_at(out, row, "R", digits);
        fputs("  a = ", out);
        cli_real_at(out, row, "a", digits);
        fputs("  1 - |R| = ", out);
        cli_real_at(out, row, "one_minus_absR", digits);
        fputc('\n', out);
    }
}
