#include "cli/table/formats.h"

#include "base/decimal.h"
#include "base/number.h"
#include "base/scoped.h"
#include <string.h>

#include "cli/table/table.h"

#define SHARE_DIGITS 4

/* In percent, to a few digits, never rounded down to nothing. */
static void print_share(FILE *out, const char *name, const json_t *share)
{
    SCOPED(fmpq, value);
    if (!json_is_string(share) || fmpq_set_str(value, json_string_value(share), 10) != 0 ||
        fmpq_is_zero(value))
        return;
    fmpq_mul_ui(value, value, 100);
    char *text = base_decimal_rational(value, SHARE_DIGITS, 0);
    fprintf(out, "  %-20s %s %%\n", name, text);
    flint_free(text);
}

static void print_area(FILE *out, const json_t *area, slong digits)
{
    const char *name;
    json_t *share;
    (void)digits;
    fputs("shares of the rectangle:\n", out);
    json_object_foreach((json_t *)area, name, share) print_share(out, name, share);
}

static void print_axis(FILE *out, const json_t *axis, slong digits)
{
    const json_t *range = cli_at(axis, "range");
    (void)digits;
    fprintf(out, "%s from %s to %s%s", cli_string_at(axis, "name"),
            json_string_value(json_array_get(range, 0)), json_string_value(json_array_get(range, 1)),
            cli_is_true(axis, "log") ? ", in equal ratios" : "");
}

static void print_count(FILE *out, const json_t *count, slong digits)
{
    (void)digits;
    fprintf(out, "%ld decided, %ld undecided", (long)cli_integer_at(count, "decided"),
            (long)cli_integer_at(count, "undecided"));
}

static void print_regime(FILE *out, const json_t *regime, slong digits)
{
    (void)digits;
    const char *name = json_string_value(regime);
    fputs(name != NULL && name[0] == 's' ? "the limit eps -> 0" : "the flow at given eps", out);
}

void cli_map_text(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {{"of", "regime", print_regime}, {"x", "x", print_axis},
                                         {"y", "y", print_axis},         {"cells", "count", print_count},
                                         {NULL, "area", print_area},     {0}};
    cli_table_print(out, fields, 8, answer);
}

void cli_map_csv(FILE *out, const json_t *answer)
{
    const char *quantity = cli_string_at(answer, "quantity");
    const int has_value = quantity != NULL && strcmp(quantity, "verdict") != 0;
    fprintf(out, "x_lo,x_hi,y_lo,y_hi,verdict%s\n", has_value ? ",value_lo,value_hi" : "");
}

void cli_map_csv_line(FILE *out, const json_t *cell)
{
    static const char *const axes[] = {"x", "y"};
    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++)
            fprintf(out, "%s,", json_string_value(json_array_get(cli_at(cell, axes[i]), j)));
    fputs(cli_string_at(cell, "verdict"), out);
    const json_t *value = cli_at(cell, "value");
    if (value != NULL) {
        const char *lo = cli_string_at(value, "lo"), *hi = cli_string_at(value, "hi");
        fprintf(out, ",%s,%s", lo != NULL ? lo : "", hi != NULL ? hi : "");
    }
    fputc('\n', out);
}
