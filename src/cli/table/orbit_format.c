#include <stdlib.h>

#include "cli/print/certified.h"
#include "cli/print/correlation.h"
#include "base/decimal.h"
#include "cli/input/exact_decimal.h"
#include "cli/table/orbit_table.h"

void cli_orbit_csv(FILE *out, const cli_orbit_table_t table)
{
    fputs("t,R_lo,R_hi,a_lo,a_hi\n", out);
    for (slong i = 0; i < table->filled; i++) {
        char *time = cli_exact_decimal(table->time + i), *bound[4];
        cli_correlation_bounds(&bound[0], &bound[1], table->R + i, CLI_FROM_MINUS_ONE_TO_ONE,
                               table->digits + CLI_GUARD_DIGITS);
        base_decimal_bounds(&bound[2], &bound[3], table->a + i, table->digits + CLI_GUARD_DIGITS);
        fprintf(out, "%s,%s,%s,%s,%s\n", time, bound[0], bound[1], bound[2], bound[3]);
        for (int j = 0; j < 4; j++) flint_free(bound[j]);
        free(time);
    }
}

void cli_orbit_text(FILE *out, const cli_orbit_table_t table)
{
    for (slong i = 0; i < table->filled; i++) {
        char *time = cli_exact_decimal(table->time + i);
        fprintf(out, "t = %-12s R = ", time);
        cli_correlation_print(out, table->R + i, CLI_FROM_MINUS_ONE_TO_ONE, table->digits);
        fputs("  a = ", out);
        cli_certified_print(out, table->a + i, table->digits);
        fputc('\n', out);
        free(time);
    }
}

json_t *cli_orbit_json(json_t *answer, const cli_orbit_table_t table)
{
    json_t *rows = json_array();
    for (slong i = 0; i < table->filled; i++) {
        char *time = cli_exact_decimal(table->time + i);
        const slong digits = table->digits + CLI_GUARD_DIGITS;
        json_array_append_new(rows,
                              json_pack("{s:s,s:o,s:o}", "t", time, "R",
                                        cli_correlation_json(table->R + i, CLI_FROM_MINUS_ONE_TO_ONE, digits),
                                        "a", cli_certified_json(table->a + i, NULL, digits)));
        free(time);
    }
    json_object_set_new(answer, "steps", json_integer((json_int_t)table->steps));
    json_object_set_new(answer, "pieces", json_integer((json_int_t)table->pieces));
    json_object_set_new(answer, "complete", json_boolean(table->filled == table->length));
    json_object_set_new(answer, "rows", rows);
    return answer;
}
