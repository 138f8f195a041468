#include <stdlib.h>

#include "answer/question/certified.h"
#include "answer/problem/text.h"
#include "answer/question/small_R.h"

/* "numerator/denominator" in lowest terms. */
static char *fraction(slong numerator, slong denominator)
{
    fmpq_t value;
    fmpq_init(value);
    fmpq_set_si(value, numerator, (ulong)denominator);
    char *text = fmpq_get_str(NULL, 10, value);
    fmpq_clear(value);
    return text;
}

static void add_law(json_t *object, const wane_small_R_t small, slong digits)
{
    char *R_exponent = fraction(-1, small->Q), *a_exponent = fraction(small->s, small->Q);
    json_t *law =
        json_pack("{s:I,s:o,s:o,s:s,s:o,s:s,s:o}", "Q", (json_int_t)small->Q, "alpha",
                  answer_certified_json(small->alpha, NULL, digits), "kappa",
                  answer_certified_json(small->kappa, NULL, digits), "R_exponent", R_exponent, "R_prefactor",
                  answer_certified_json(small->R_prefactor, NULL, digits), "a_exponent", a_exponent,
                  "a_prefactor", answer_certified_json(small->a_prefactor, NULL, digits));
    json_object_update(object, law);
    json_decref(law);
    flint_free(R_exponent);
    flint_free(a_exponent);
}

json_t *answer_small_R_json(const wane_small_R_t small, slong digits)
{
    json_t *object = json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "n", answer_index_json(small->n), "nu",
                               small->n >= 0 ? answer_certified_json(small->nu, NULL, digits) : json_null(),
                               "s", answer_index_json(small->s), "p", answer_index_json(small->p), "m",
                               answer_index_json(small->m), "m_prime", answer_index_json(small->m_prime),
                               "tends_to_zero", answer_decided_json(small->tends_to_zero));
    static const char *const law[] = {"Q",           "alpha",      "kappa",      "R_exponent",
                                      "R_prefactor", "a_exponent", "a_prefactor"};
    if (small->tends_to_zero == 1) add_law(object, small, digits);
    else
        for (size_t i = 0; i < sizeof law / sizeof *law; i++)
            json_object_set_new(object, law[i], json_null());
    return object;
}
