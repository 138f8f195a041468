/* What certificates of all kinds have in common. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wane/version.h"
#include "base/scoped.h"
#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "hermite/coefficients/shifted_pair.h"
#include "manifold/certificate/certificate.h"
#include "manifold/certificate/certify.h"

#define USUAL_TERMS 128
#define MOST_TERMS 512
#define LEAST_TERMS 48
#define MORE_TERMS 16
#define SHARE_BITS 3

/* So few that what is beyond, T_2, is no more than what parameters leave open of the first coefficients.  A choice. */
static slong terms_for_box(const kernels_t kernels, slong most)
{
    SCOPED_VEC(mag, T, TAIL_MOMENTS);
    SCOPED(mag, open);
    slong terms = most;
    for (slong k = 0; k < FLINT_MIN(LEAST_TERMS, kernels->length); k++)
        mag_max(open, open, arb_radref(kernels->student->c + k));
    mag_mul_2exp_si(open, open, -SHARE_BITS);
    tails_beyond(T, kernels->student, (const arb_t *)kernels->student_tail, kernels->length, terms);
    while (terms > LEAST_TERMS && mag_cmp(T + 2, open) <= 0) {
        const slong fewer = terms - 1 - (terms - 1 - LEAST_TERMS) % MORE_TERMS;
        tails_extend(T, kernels->student, fewer, terms);
        if (mag_cmp(T + 2, open) > 0) break;
        terms = fewer;
    }
    return terms;
}

slong certificate_terms(const kernels_t kernels)
{
    slong terms = terms_for_box(kernels, FLINT_MIN(kernels->length, USUAL_TERMS));
    if (kernels->student->is_polynomial) terms = kernels->student->polynomial->length;
    else if (kernels->teacher->is_polynomial) terms = FLINT_MAX(terms, kernels->teacher->polynomial->length);
    return FLINT_MIN(FLINT_MAX(terms, 2), MOST_TERMS);
}

/* With the more room the higher the degree, where rounding tells more in integrals; tails are as wide at least. */
static json_t *coefficients_json(const coefficients_t table, slong terms)
{
    json_t *list = json_array();
    SCOPED(arb, c);
    for (slong k = 0; k < terms; k++) {
        const int vanishes = k >= table->length || arb_is_zero(table->c + k);
        if (!vanishes) arb_set(c, table->c + k);
        if (!vanishes && k >= LEAST_TERMS && !arb_is_exact(c)) arb_add_error_2exp_si(c, k / 8 - 84);
        json_array_append_new(list, vanishes ? json_string("0") : ball_claim_json(c));
    }
    return list;
}

/* Bounds with room: twice the tail and a little more, so that fewer bits suffice to see it. */
static json_t *tails_json(const coefficients_t table, const arb_t *tail, slong length, slong terms)
{
    json_t *list = json_array();
    SCOPED_VEC(mag, T, TAIL_MOMENTS);
    SCOPED(arf, bound, more);
    tails_beyond(T, table, tail, length, terms);
    int finite = table->is_polynomial && table->polynomial->length <= terms;
    for (slong j = 0; j < TAIL_MOMENTS; j++) {
        arf_set_mag(bound, T + j);
        arf_mul_2exp_si(bound, bound, 1);
        arf_set_si_2exp_si(more, 1, -40);
        if (!finite) arf_add(bound, bound, more, 20, ARF_RND_CEIL);
        if (mag_is_inf(T + j)) json_array_append_new(list, json_null());
        else json_array_append_new(list, finite ? json_string("0") : dyadic_json(bound));
    }
    return list;
}

#define FORMAT_VERSION 2
#define FAR 2 /* by so much is the version higher that knows of series beyond 1/4 */

static int serves_far(const json_t *json)
{
    const json_t *until = json_object_get(json, "until");
    const char *key;
    json_t *part;
    size_t i;
    double mantissa;
    int exponent, far = 0;
    if (json_is_string(until))
        return sscanf(json_string_value(until), "%lf*2^%d", &mantissa, &exponent) == 2 &&
               ldexp(mantissa, exponent) > 0.25;
    if (json_is_object(json)) {
        json_object_foreach((json_t *)json, key, part) far = far || serves_far(part);
    } else {
        json_array_foreach(json, i, part) far = far || serves_far(part);
    }
    return far;
}

void certificate_set_version(json_t *certificate)
{
    const json_int_t version = json_integer_value(json_object_get(certificate, "version"));
    if (serves_far(certificate)) json_object_set_new(certificate, "version", json_integer(version + FAR));
}

static json_t *function_json(const wane_function_t f)
{
    char *text = function_print_named(f);
    json_t *json = json_string(text);
    flint_free(text);
    return json;
}

static void add_parameters(json_t *parameters, const wane_function_t f)
{
    SCOPED(fmpq, lo, hi);
    for (slong i = 0; i < function_unknown_count(f); i++) {
        const char *name = function_unknown(lo, hi, f, i);
        json_object_set_new(parameters, name, json_pack("[o,o]", rational_json(lo), rational_json(hi)));
    }
}

json_t *certificate_head_json(const char *format, const wane_function_t student,
                              const wane_function_t teacher)
{
    json_t *json =
               json_pack("{s:s,s:i,s:s}", "format", format, "version", FORMAT_VERSION, "wane", WANE_VERSION),
           *parameters = json_object();
    json_object_set_new(json, "student", function_json(student));
    json_object_set_new(json, "teacher", function_json(teacher));
    add_parameters(parameters, student);
    add_parameters(parameters, teacher);
    json_object_set_new(json, "parameters", parameters);
    return json;
}

static int begins_a_name(const char *stem, const wane_function_t f)
{
    int begins = 0;
    SCOPED(fmpq, lo, hi);
    for (slong i = 0; i < function_unknown_count(f); i++)
        begins = begins || strncmp(stem, function_unknown(lo, hi, f, i), strlen(stem)) == 0;
    return begins;
}

void certificate_name_intervals(wane_function_t named_student, wane_function_t named_teacher,
                                const wane_function_t student, const wane_function_t teacher)
{
    char stem[48] = "interval";
    slong count = 0;
    while ((begins_a_name(stem, student) || begins_a_name(stem, teacher)) && strlen(stem) + 1 < sizeof stem)
        strcat(stem, "_");
    function_number_unknowns(named_student, student, stem, &count);
    function_number_unknowns(named_teacher, teacher, stem, &count);
}

json_t *certificate_start_json(const wane_start_t start)
{
    switch (start->kind) {
    case WANE_START_ZERO_PLUS:
        return json_string("0+");
    case WANE_START_ZERO_MINUS:
        return json_string("0-");
    case WANE_START_VALUE:
        if (!fmpq_is_zero(start->value->lo) || !fmpq_is_zero(start->value->hi))
            return json_pack("[o,o]", rational_json(start->value->lo), rational_json(start->value->hi));
        /* fall through */
    default:
        return json_string("0");
    }
}

json_t *certificate_range_json(const wane_interval_t range)
{
    return json_pack("[o,o]", rational_json(range->lo), rational_json(range->hi));
}

void certificate_add_tables(json_t *certificate, const kernels_t kernels, slong terms)
{
    const arb_t *student = (const arb_t *)kernels->student_tail,
                *teacher = (const arb_t *)kernels->teacher_tail;
    json_object_set_new(certificate, "coefficients",
                        json_pack("{s:o,s:o}", "student", coefficients_json(kernels->student, terms),
                                  "teacher", coefficients_json(kernels->teacher, terms)));
    json_object_set_new(certificate, "tails",
                        json_pack("{s:o,s:o}", "student",
                                  tails_json(kernels->student, student, kernels->length, terms), "teacher",
                                  tails_json(kernels->teacher, teacher, kernels->length, terms)));
}

json_t *certificate_scaling_json(const wane_small_R_t law)
{
    if (law->Q_least != law->Q) return json_null();
    return json_pack("{s:I,s:I,s:I,s:o,s:o,s:o,s:o}", "n", (json_int_t)law->n, "Q", (json_int_t)law->Q, "s",
                     (json_int_t)law->s, "alpha", ball_claim_json(law->alpha), "kappa",
                     ball_claim_json(law->kappa), "R_prefactor", ball_claim_json(law->R_prefactor),
                     "a_prefactor", ball_claim_json(law->a_prefactor));
}

char *certificate_text(json_t *certificate, size_t layout)
{
    char *dumped = json_dumps(certificate, layout), *text = flint_malloc(strlen(dumped) + 2);
    strcat(strcpy(text, dumped), "\n");
    free(dumped);
    json_decref(certificate);
    return text;
}

char *certificate_with_decay(char *text, const wane_function_t student, const wane_function_t teacher,
                             const wane_interval_t decay)
{
    json_t *json = json_loads(text, 0, NULL);
    const int is_family = json_object_get(json, "members") != NULL;
    const json_int_t version = json_integer_value(json_object_get(json, "version"));
    json_object_set_new(json, "version", json_integer(version + 1));
    json_object_set_new(json, "decay",
                        json_pack("{s:o,s:o,s:o}", "lambda",
                                  fmpq_equal(decay->lo, decay->hi) ? rational_json(decay->lo)
                                                                   : json_string(SHIFTED_PAIR_UNKNOWN),
                                  "student", function_json(student), "teacher", function_json(teacher)));
    flint_free(text);
    return certificate_text(json, is_family ? JSON_COMPACT : JSON_INDENT(1));
}
