#include <stdlib.h>

#include "cli/print/certified.h"
#include "cli/print/memory.h"
#include "cli/table/scaling.h"

char *cli_fraction(slong numerator, slong denominator)
{
    fmpq_t fraction;
    fmpq_init(fraction);
    fmpq_set_si(fraction, numerator, (ulong)denominator);
    char *text = fmpq_get_str(NULL, 10, fraction), *copy = cli_strdup(text);
    flint_free(text);
    fmpq_clear(fraction);
    return copy;
}

json_t *cli_index_json(slong value)
{
    return value >= 0 ? json_integer(value) : value == WANE_NONE ? json_string("none") : json_null();
}

static void add_law(json_t *object, const wane_small_R_t small, slong digits)
{
    char *R_exponent = cli_fraction(-1, small->Q), *a_exponent = cli_fraction(small->s, small->Q);
    json_t *law = json_pack("{s:I,s:o,s:o,s:s,s:o,s:s,s:o}", "Q", (json_int_t)small->Q, "alpha",
                            cli_certified_json(small->alpha, NULL, digits), "kappa",
                            cli_certified_json(small->kappa, NULL, digits), "R_exponent", R_exponent,
                            "R_prefactor", cli_certified_json(small->R_prefactor, NULL, digits), "a_exponent",
                            a_exponent, "a_prefactor", cli_certified_json(small->a_prefactor, NULL, digits));
    json_object_update(object, law);
    json_decref(law);
    free(R_exponent);
    free(a_exponent);
}

json_t *cli_scaling_json(const wane_small_R_t small, slong digits)
{
    json_t *tends = small->tends_to_zero < 0 ? json_null() : json_boolean(small->tends_to_zero);
    json_t *object =
        json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "n", cli_index_json(small->n), "nu",
                  small->n >= 0 ? cli_certified_json(small->nu, NULL, digits) : json_null(), "s",
                  cli_index_json(small->s), "p", cli_index_json(small->p), "m", cli_index_json(small->m),
                  "m_prime", cli_index_json(small->m_prime), "tends_to_zero", tends);
    static const char *const law[] = {"Q",           "alpha",      "kappa",      "R_exponent",
                                      "R_prefactor", "a_exponent", "a_prefactor"};
    if (small->tends_to_zero == 1) add_law(object, small, digits);
    else
        for (size_t i = 0; i < sizeof law / sizeof *law; i++)
            json_object_set_new(object, law[i], json_null());
    return object;
}

void cli_scaling_print(FILE *out, const char *name, const wane_small_R_t small, slong digits)
{
    char *R_exponent = cli_fraction(-1, small->Q), *a_exponent = cli_fraction(small->s, small->Q);
    fprintf(out, "%-18s R ~ ", name);
    cli_certified_print(out, small->R_prefactor, digits);
    fprintf(out, " (eps t)^(%s)\n%-18s a ~ ", R_exponent, "");
    cli_certified_print(out, small->a_prefactor, digits);
    fprintf(out, " (eps t)^(%s)\n", a_exponent);
    free(R_exponent);
    free(a_exponent);
}
