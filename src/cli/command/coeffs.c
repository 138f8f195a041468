/* wane coeffs: the Hermite coefficients of a function, certified. */
#include <stdlib.h>

#include "cli/table/coeffs_table.h"
#include "cli/command/commands.h"
#include "cli/print/memory.h"
#include "cli/input/problem.h"

static const char *const bases[] = {"orthonormal", "monic", "physicist", "derivative", NULL};

/* root = sqrt(ratio^power) with the factor that turns c_k into the coefficient in the basis:
     monic       f = sum b_k He_k(x),          b_k = c_k / sqrt(k!)
     physicist   f = sum b_k H_k(x/sqrt 2),    b_k = c_k / sqrt(2^k k!)
     derivative  b_k = E f^(k),                b_k = c_k sqrt(k!)
   as factor = sqrt(radicand) or its inverse. */
static void factor_of_basis(fmpz_t radicand, int *inverse, int basis, const fmpz_t factorial, slong k)
{
    *inverse = basis == CLI_BASIS_MONIC || basis == CLI_BASIS_PHYSICIST;
    fmpz_set(radicand, factorial);
    if (basis == CLI_BASIS_ORTHONORMAL) fmpz_one(radicand);
    if (basis == CLI_BASIS_PHYSICIST) fmpz_mul_2exp(radicand, radicand, (ulong)k);
}

static void scale_ball(arb_t value, const fmpz_t radicand, int inverse, slong prec)
{
    arb_t root;
    if (fmpz_is_one(radicand) || arb_is_zero(value)) return;
    arb_init(root);
    arb_sqrt_fmpz(root, radicand, prec);
    if (inverse) arb_div(value, value, root, prec);
    else arb_mul(value, value, root, prec);
    arb_clear(root);
}

/* The exact coefficient in the basis as text, and value from it; or NULL. */
static char *exact_entry(arb_t value, const wane_surd_t coefficient, const fmpz_t radicand, int inverse,
                         slong prec)
{
    wane_surd_t factor;
    fmpq_t rational;
    if (!coefficient->exact) return NULL;
    wane_surd_init(factor);
    fmpq_init(rational);
    /* sqrt(n), or 1/sqrt(n) = sqrt(n)/n. */
    fmpq_one(rational);
    if (inverse) fmpz_set(fmpq_denref(rational), radicand);
    wane_surd_set_fmpq_sqrt(factor, rational, radicand);
    wane_surd_mul(factor, factor, coefficient, prec);
    char *text = wane_surd_get_str(factor);
    wane_surd_get_arb(value, factor, prec);
    wane_surd_clear(factor);
    fmpq_clear(rational);
    return text;
}

static void fill_rows(cli_coeffs_table_t table, const wane_coefficients_t known, int basis, slong prec)
{
    fmpz_t factorial, radicand;
    int inverse;
    fmpz_init_set_ui(factorial, 1);
    fmpz_init(radicand);
    for (slong k = 0; k < table->length; k++) {
        if (k > 0) fmpz_mul_ui(factorial, factorial, (ulong)k);
        factor_of_basis(radicand, &inverse, basis, factorial, k);
        arb_set(table->value + k, known->c + k);
        scale_ball(table->value + k, radicand, inverse, prec);
        if (known->is_polynomial && k < known->polynomial->length)
            table->exact[k] =
                exact_entry(table->value + k, &known->polynomial->coefficient[k], radicand, inverse, prec);
    }
    fmpz_clear(factorial);
    fmpz_clear(radicand);
}

static wane_status_t compute(cli_coeffs_table_t table, wane_coefficients_t known,
                             const cli_settings_t settings, wane_message_t message)
{
    wane_function_t f;
    wane_effort_t effort;
    slong last = 0;
    int basis = 0;
    wane_function_init(f);
    wane_status_t status = cli_get_effort(&effort, settings, message);
    if (status == WANE_OK) status = cli_get_integer(&last, settings, CLI_COUNT, 0, 100000, message);
    if (status == WANE_OK) status = cli_get_choice(&basis, settings, CLI_BASIS, bases, message);
    if (status == WANE_OK) status = cli_get_function(f, settings, CLI_FUNCTION, message);
    if (status == WANE_OK) status = wane_coefficients_compute(known, f, last + 1, &effort, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        cli_coeffs_table_init(table, last + 1, basis, effort.digits);
        fill_rows(table, known, basis, (slong)(3.33 * (double)effort.digits) + 128);
    }
    wane_function_clear(f);
    return status;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    cli_coeffs_table_t table = {{.length = 0}};
    wane_coefficients_t known;
    wane_coefficients_init(known);
    wane_status_t status = compute(table, known, settings, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        const char *typed = cli_text(settings, CLI_FUNCTION);
        if (format == CLI_JSON)
            cli_answer_print(out, cli_coeffs_json(cli_answer(command, settings), table, known, typed));
        else if (format == CLI_CSV) cli_coeffs_csv(out, table);
        else if (format == CLI_LATEX) cli_coeffs_latex(out, table, known);
        else cli_coeffs_text(out, table, known, typed);
    }
    cli_coeffs_table_clear(table);
    wane_coefficients_clear(known);
    return status;
}

static const cli_key_t keys[] = {CLI_FUNCTION, CLI_SET, CLI_COUNT, CLI_BASIS, CLI_KEYS};

const cli_command_t cli_command_coeffs = {
    .name = "coeffs",
    .usage = " F [FLAGS]",
    .summary = "Hermite coefficients c_0 ... c_K of a function, certified",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON) | CLI_FORMAT_BIT(CLI_CSV) |
               CLI_FORMAT_BIT(CLI_LATEX),
    .usual_format = CLI_TEXT,
    .takes_function = 1,
    .run = run,
};
