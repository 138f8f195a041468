#include <stdlib.h>

#include "cli/certified.h"
#include "cli/decimal.h"
#include "cli/exact_decimal.h"
#include "cli/orbit_table.h"

/* Bounds of R, which no rounding may carry beyond 1. */
static void correlation_bounds(char **lower, char **upper, const arb_t R, slong digits)
{
    arf_t bound;
    arf_init(bound);
    arb_get_lbound_arf(bound, R, digits * 4 + 64);
    if (arf_cmp_si(bound, -1) < 0) arf_set_si(bound, -1);
    *lower = cli_decimal(bound, digits, -1);
    arb_get_ubound_arf(bound, R, digits * 4 + 64);
    if (arf_cmp_si(bound, 1) > 0) arf_one(bound);
    *upper = cli_decimal(bound, digits, 1);
    arf_clear(bound);
}

void cli_orbit_csv(FILE *out, const cli_orbit_table_t table)
{
    fputs("t,R_lo,R_hi,a_lo,a_hi\n", out);
    for (slong i = 0; i < table->filled; i++) {
        char *time = cli_exact_decimal(table->time + i), *bound[4];
        correlation_bounds(&bound[0], &bound[1], table->R + i, table->digits + CLI_GUARD_DIGITS);
        cli_decimal_bounds(&bound[2], &bound[3], table->a + i, table->digits + CLI_GUARD_DIGITS);
        fprintf(out, "%s,%s,%s,%s,%s\n", time, bound[0], bound[1], bound[2], bound[3]);
        for (int j = 0; j < 4; j++) free(bound[j]);
        free(time);
    }
}

void cli_orbit_text(FILE *out, const cli_orbit_table_t table)
{
    for (slong i = 0; i < table->filled; i++) {
        char *time = cli_exact_decimal(table->time + i);
        fprintf(out, "t = %-12s R = ", time);
        cli_certified_print(out, table->R + i, table->digits);
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
        char *lower, *upper;
        correlation_bounds(&lower, &upper, table->R + i, digits);
        json_array_append_new(rows, json_pack("{s:s,s:{s:s,s:s},s:o}", "t", time, "R", "lo", lower, "hi",
                                              upper, "a", cli_certified_json(table->a + i, NULL, digits)));
        free(lower);
        free(upper);
        free(time);
    }
    json_object_set_new(answer, "steps", json_integer((json_int_t)table->steps));
    json_object_set_new(answer, "complete", json_boolean(table->filled == table->length));
    json_object_set_new(answer, "rows", rows);
    return answer;
}
