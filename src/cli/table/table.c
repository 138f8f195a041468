#include "cli/table/table.h"

#include <flint/fmpq.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/number.h"
#include "base/scoped.h"
#include "cli/input/spell.h"
#include "cli/input/width.h"
#include "cli/print/style.h"

json_t *cli_at(const json_t *value, const char *path)
{
    char name[40];
    while (value != NULL && *path != 0) {
        const size_t length = strcspn(path, ".");
        snprintf(name, sizeof name, "%.*s", (int)length, path);
        value = json_object_get(value, name);
        path += length + (path[length] != 0);
    }
    return (json_t *)value;
}

const char *cli_string_at(const json_t *value, const char *path)
{
    return json_string_value(cli_at(value, path));
}

double cli_number_at(const json_t *value, const char *path)
{
    const json_t *number = cli_at(value, path);
    return json_is_number(number) ? json_number_value(number) : NAN;
}

slong cli_integer_at(const json_t *value, const char *path)
{
    return (slong)json_integer_value(cli_at(value, path));
}

int cli_is_true(const json_t *value, const char *path)
{
    return json_is_true(cli_at(value, path));
}

int cli_decided_at(const json_t *value, const char *path)
{
    const json_t *decided = cli_at(value, path);
    return json_is_boolean(decided) ? json_is_true(decided) : -1;
}

slong cli_input_at(const json_t *answer, const char *path)
{
    SCOPED(fmpq, value);
    base_number_read(value, cli_string_at(answer, path));
    return fmpz_get_si(fmpq_numref(value));
}

slong cli_digits(const json_t *answer)
{
    return cli_input_at(answer, "problem.digits");
}

/* A sentence; on a terminal, broken between words there. */
static void print_sentence(FILE *out, const json_t *value, slong digits, int column)
{
    char *text;
    size_t size;
    FILE *spelled = cli_style_is_terminal() ? open_memstream(&text, &size) : NULL;
    if (spelled == NULL) {
        cli_print_text(out, value, digits);
        fputc('\n', out);
        return;
    }
    cli_print_text(spelled, value, digits);
    fclose(spelled);
    cli_print_wrapped(out, text, column, column);
    free(text);
}

void cli_table_print(FILE *out, const cli_field_t *fields, int width, const json_t *answer)
{
    const slong digits = cli_digits(answer);
    for (; fields->print != NULL; fields++) {
        if (fields->label != NULL) fprintf(out, "%-*s ", width, fields->label);
        const json_t *value = cli_at(answer, fields->path);
        if (fields->label != NULL && fields->print == cli_print_text) {
            print_sentence(out, value, digits, width + 1);
            continue;
        }
        fields->print(out, value, digits);
        if (fields->label != NULL) fputc('\n', out);
    }
}

/* The decimal that is p/2^k, or NULL if the text is no such number. */
static char *dyadic_decimal(const char *exact)
{
    char *text = NULL;
    SCOPED(fmpq, value);
    if (exact != NULL && fmpq_set_str(value, exact, 10) == 0 &&
        fmpz_val2(fmpq_denref(value)) + 1 == fmpz_bits(fmpq_denref(value))) {
        const slong bits = (slong)(fmpz_bits(fmpq_numref(value)) + fmpz_bits(fmpq_denref(value)));
        text = base_decimal_rational(value, bits, 0); /* it has no more digits */
    }
    return text;
}

void cli_print_real(FILE *out, const json_t *value, slong digits)
{
    const char *lo = json_is_string(value) ? json_string_value(value) : cli_string_at(value, "lo");
    const char *hi = json_is_string(value) ? lo : cli_string_at(value, "hi");
    if (lo == NULL || hi == NULL) {
        fputs("not determined", out);
    } else if (strpbrk(lo, "0123456789") == NULL) {
        fputs(lo, out); /* an infinity */
    } else {
        char *exact = dyadic_decimal(cli_string_at(value, "exact"));
        char *text = base_decimal_text_of(exact != NULL ? exact : lo, exact != NULL ? exact : hi, digits);
        fputs(text, out);
        flint_free(text);
        flint_free(exact);
    }
}

char *cli_text_of(void (*print)(FILE *out, const json_t *value, slong digits), const json_t *value,
                  slong digits)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) flint_abort();
    print(out, value, digits);
    fclose(out);
    return text;
}

char *cli_real_text(const json_t *value, slong digits)
{
    return cli_text_of(cli_print_real, value, digits);
}

void cli_real_at(FILE *out, const json_t *value, const char *path, slong digits)
{
    cli_print_real(out, cli_at(value, path), digits);
}

void cli_print_text(FILE *out, const json_t *value, slong digits)
{
    cli_spell(out, json_is_string(value) ? json_string_value(value) : "not determined");
}

void cli_print_reasons(FILE *out, const json_t *reasons, slong digits)
{
    size_t i;
    json_t *reason;
    json_array_foreach(reasons, i, reason)
    {
        fputs(i == 0 ? "because:\n  - " : "  - ", out);
        print_sentence(out, reason, digits, 4);
    }
}

void cli_print_decay(FILE *out, const json_t *decay, slong digits)
{
    static const cli_field_t losses[] = {{"loss in the end", "loss.with_ridge", cli_print_real},
                                         {"  without ridge", "loss.without_ridge", cli_print_real},
                                         {"  without decay", "loss.without_decay", cli_print_real},
                                         {0}};
    if (json_is_object(cli_at(decay, "lambda_1"))) {
        fprintf(out, "%-18s ", "lambda_1");
        cli_real_at(out, decay, "lambda_1", digits);
        fputs(", the decay from which on a_eq <= a_c\n", out);
    }
    if (json_is_object(cli_at(decay, "law"))) {
        fprintf(out, "%-18s R ~ ", "small decay");
        cli_real_at(out, decay, "law.R_prefactor", digits);
        fprintf(out, " decay^(1/%ld)\n", (long)cli_integer_at(decay, "law.Q"));
    }
    for (const cli_field_t *field = losses; json_is_object(cli_at(decay, "loss")) && field->print != NULL;
         field++) {
        fprintf(out, "%-18s ", field->label);
        cli_real_at(out, decay, field->path, digits);
        fputc('\n', out);
    }
}

void cli_print_law(FILE *out, const char *label, const json_t *law, slong digits)
{
    if (json_is_null(json_object_get(law, "R_prefactor"))) { /* not one power for all */
        fprintf(out, "%-18s R ~ C (eps t)^(%s)\n%-18s a ~ C (eps t)^(%s)\n", label,
                cli_string_at(law, "R_exponent"), "", cli_string_at(law, "a_exponent"));
        return;
    }
    fprintf(out, "%-18s R ~ ", label);
    cli_real_at(out, law, "R_prefactor", digits);
    fprintf(out, " (eps t)^(%s)\n%-18s a ~ ", cli_string_at(law, "R_exponent"), "");
    cli_real_at(out, law, "a_prefactor", digits);
    fprintf(out, " (eps t)^(%s)\n", cli_string_at(law, "a_exponent"));
}

void cli_print_scaling(FILE *out, const json_t *scaling, slong digits)
{
    if (json_is_object(scaling)) cli_print_law(out, "scaling law", scaling, digits);
}

void cli_print_bounds(FILE *out, const json_t *real)
{
    const char *lo = json_is_string(real) ? json_string_value(real) : cli_string_at(real, "lo");
    const char *hi = json_is_string(real) ? lo : cli_string_at(real, "hi");
    fprintf(out, "%s,%s", lo != NULL ? lo : "", hi != NULL ? hi : "");
}
