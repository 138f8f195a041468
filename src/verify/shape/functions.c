/* Student and teacher: their coefficients and tails. */
#include <string.h>

#include "function/tree/scoped_function.h"
#include "verify/claim/parameters.h"
#include "verify/shape/run.h"
#include "verify/shape/verifier.h"

#define MOST_TERMS 512
#define LONGEST_FUNCTION 10000

int verify_sign_of_p(int *sign, run_struct *run, slong k)
{
    const arb_struct *c = verify_function_data_coefficient(run->student, k);
    const arb_struct *d = verify_function_data_coefficient(run->teacher, k);
    int zero = arb_is_zero(c) || arb_is_zero(d);
    *sign = zero ? 0 : verify_ball_sign(c) * verify_ball_sign(d);
    return zero || *sign != 0;
}

static int parse_function(run_struct *run, wane_function_t f, const char *key)
{
    const json_t *json = json_object_get(run->root, key);
    const char *text = json_string_value(json);
    wane_message_t own = {{.text = ""}};
    int is_canonical;
    if (text == NULL || strlen(text) != json_string_length(json) || strlen(text) > LONGEST_FUNCTION)
        return verify_refuse(run, "%s: expected the text of a function", key);
    if (run->version == 1 && strchr(text, '[') != NULL)
        return verify_refuse(run,
                             "%s: version 1 does not say which intervals are one unknown number: "
                             "write the certificate again, with version 2",
                             key);
    if (verify_parse(f, &is_canonical, text, key, run->parameters, own) != WANE_OK)
        return verify_refuse(run, "%s: %s", key, own->text);
    return is_canonical || verify_refuse(run, "%s: the text is not in its canonical form", key);
}

static int read_function(run_struct *run, function_data_struct **data, const wane_function_t f,
                         const char *key)
{
    wane_message_t own = {{.text = ""}};
    *data = verifier_function(run->verifier, run->trusts, f,
                              json_string_value(json_object_get(run->root, key)), run->terms, run->prec, own);
    return *data != NULL || verify_refuse(run, "%s: %s", key, own->text);
}

static int read_functions(run_struct *run)
{
    SCOPED(wane_function, student, teacher);
    int good = parse_function(run, student, "student") && parse_function(run, teacher, "teacher");
    if (good && run->version > 1 && !verify_parameters_are_used(run->parameters, student, teacher))
        good = verify_refuse(run, "parameters: one of them stands in neither function");
    good = good && read_function(run, &run->student, student, "student") &&
           read_function(run, &run->teacher, teacher, "teacher");
    return good;
}

/* Each coefficient lies in its claimed interval; "0" claims an exact zero. */
static int check_coefficients(run_struct *run, function_data_struct *f, const json_t *list, const char *key)
{
    int good = 1;
    SCOPED(verify_claim, claim);
    for (slong k = 0; good && k < run->terms; k++) {
        const json_t *json = json_array_get(list, (size_t)k);
        const arb_struct *c = verify_function_data_coefficient(f, k);
        if (json_is_string(json)) good = strcmp(json_string_value(json), "0") == 0 && arb_is_zero(c);
        else
            good = verify_claim_read(claim, json, 0) && verify_claim_holds(claim, c, run->prec) &&
                   !arb_is_zero(c);
        if (!good) verify_refuse(run, "coefficient %ld of the %s is not confirmed", (long)k, key);
    }
    return good;
}

/* T_j <= its claimed bound; null claims nothing and stands exactly where nothing is known. */
static int check_tails(run_struct *run, function_data_struct *f, const json_t *list, const char *key)
{
    SCOPED_VEC(mag, T, MOMENTS);
    int good = (json_is_array(list) && json_array_size(list) == MOMENTS) ||
               verify_refuse(run, "tails of the %s: expected %d", key, MOMENTS);
    SCOPED(arf, bound, t);
    verify_function_data_need_moments(f);
    verify_function_data_tails(T, f);
    for (slong j = 0; good && j < MOMENTS; j++) {
        const json_t *json = json_array_get(list, (size_t)j);
        arf_set_mag(t, T + j);
        good = mag_is_inf(T + j) ? json_is_null(json)
                                 : verify_read_dyadic(bound, json) && arf_cmp(t, bound) <= 0;
        if (!good) verify_refuse(run, "tail %ld of the %s is not confirmed", (long)j, key);
    }
    return good;
}

/* derivations/01: sigma, sigma' and sigma* are square integrable. */
static int check_integrable(run_struct *run)
{
    return (arb_is_finite(run->student->moment[0]) && arb_is_finite(run->student->moment[1]) &&
            arb_is_finite(run->teacher->moment[0])) ||
           verify_refuse(run,
                         "the functions or the student's derivative are not seen to be square integrable");
}

int verify_check_functions(run_struct *run)
{
    static const char *const keys[] = {"student", "teacher", NULL};
    const json_t *coefficients = json_object_get(run->root, "coefficients"), *list[2];
    const json_t *tails = json_object_get(run->root, "tails");
    if (!verify_has_exactly(coefficients, keys) || !verify_has_exactly(tails, keys))
        return verify_refuse(run, "coefficients, tails: expected lists for student and teacher");
    for (int i = 0; i < 2; i++) {
        list[i] = json_object_get(coefficients, keys[i]);
        run->terms = json_is_array(list[i]) ? (slong)json_array_size(list[i]) : 0;
        if (run->terms < 2 || run->terms > MOST_TERMS || json_array_size(list[i]) != json_array_size(list[0]))
            return verify_refuse(run, "coefficients: expected two lists of one length between 2 and %d",
                                 MOST_TERMS);
    }
    if (!read_functions(run)) return 0;
    for (int i = 0; i < 2; i++) {
        function_data_struct *f = i == 0 ? run->student : run->teacher;
        const json_t *beyond = json_object_get(tails, keys[i]);
        if (run->trusts) {
            if (!verify_function_data_believe(f, list[i], beyond))
                return verify_refuse(run, "coefficients or tails of the %s are not well formed", keys[i]);
            continue;
        }
        if (!check_coefficients(run, f, list[i], keys[i]) || !check_tails(run, f, beyond, keys[i])) return 0;
        verify_proved(
            run, "%s %s: %ld Hermite coefficients, each by its own integral or exactly, and the tails beyond",
            keys[i], f->text, (long)run->terms);
    }
    return run->trusts || check_integrable(run);
}
