#include "verify/claim/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "verify/derive.h"
#include "verify/family.h"
#include "verify/flow/flow.h"
#include "verify/claim/parameters.h"
#include "verify/verifier.h"

#define PREC 128
#define LONGEST_TEXT (16 * 1024 * 1024)
#define MOST_TERMS 512
#define LONGEST_FUNCTION 10000

int verify_refuse(run_struct *run, const char *format, ...)
{
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    wane_message_set(run->message, WANE_REJECTED, 0, "rejected: %s", text);
    return 0;
}

void verify_proved(run_struct *run, const char *format, ...)
{
    char text[1000];
    va_list arguments;
    if (run->listener == NULL || run->listener->step == NULL) return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    run->listener->step(run->listener->context, text);
}

int verify_confirms(const run_struct *run, const claim_t claim, const arb_t ball)
{
    if (!run->trusts) return verify_claim_holds(claim, ball, run->prec);
    arb_t range;
    arb_init(range);
    verify_claim_get_arb(range, claim, run->prec);
    int overlap = arb_overlaps(range, ball);
    arb_clear(range);
    return overlap;
}

int verify_has_exactly(const json_t *json, const char *const *keys)
{
    size_t count = 0;
    if (!json_is_object(json)) return 0;
    for (; keys[count] != NULL; count++)
        if (json_object_get(json, keys[count]) == NULL) return 0;
    return json_object_size(json) == count;
}

slong verify_version(const json_t *root, const char *format)
{
    const char *text = json_string_value(json_object_get(root, "format"));
    const json_t *version = json_object_get(root, "version");
    if (text == NULL || strcmp(text, format) != 0 || !json_is_integer(version)) return 0;
    const json_int_t number = json_integer_value(version);
    return number == 1 || number == 2 ? (slong)number : 0;
}

int verify_has_fields(run_struct *run, const char *const *keys)
{
    const json_t *wane = json_object_get(run->root, "wane");
    run->version = json_integer_value(json_object_get(run->root, "version"));
    run->parameters = json_object_get(run->root, "parameters");
    if (!verify_has_exactly(run->root, run->version == 1 ? keys + 2 : keys))
        return verify_refuse(run, "a field is missing or not known");
    if (run->version == 1) return 1;
    if (!json_is_string(wane) || json_string_length(wane) > 100)
        return verify_refuse(run, "wane: expected the version that wrote the certificate");
    return verify_parameters_are_well_formed(run->parameters) ||
           verify_refuse(run, "parameters: expected names, each with two rational numbers in order");
}

int verify_read_range(range_t *range, const json_t *json)
{
    return json_is_array(json) && json_array_size(json) == 2 &&
           verify_read_rational(&range->lo, json_array_get(json, 0)) &&
           verify_read_rational(&range->hi, json_array_get(json, 1)) && fmpq_cmp(&range->lo, &range->hi) <= 0;
}

int verify_check_start(run_struct *run)
{
    static const char *const kinds[] = {"0", "0+", "0-"};
    const json_t *R0 = json_object_get(run->root, "R0");
    run->R0_kind = NULL;
    for (int i = 0; json_is_string(R0) && i < 3; i++)
        if (strcmp(json_string_value(R0), kinds[i]) == 0) run->R0_kind = kinds[i];
    if (run->R0_kind != NULL) return 1;
    fmpq_t one;
    fmpq_init(one);
    fmpq_one(one);
    int good = verify_read_range(&run->R0, R0) && fmpq_cmp(&run->R0.hi, one) < 0;
    fmpq_neg(one, one);
    good = good && fmpq_cmp(&run->R0.lo, one) > 0;
    good = good && (fmpq_sgn(&run->R0.lo) > 0 || fmpq_sgn(&run->R0.hi) < 0);
    fmpq_clear(one);
    return good ||
           verify_refuse(
               run, "R0: expected \"0\", \"0+\", \"0-\" or two rational numbers inside (-1, 0) or (0, 1)");
}

int verify_check_problem(run_struct *run)
{
    if (!verify_read_range(&run->a0, json_object_get(run->root, "a0")))
        return verify_refuse(run, "a0: expected two rational numbers in order");
    return verify_check_start(run);
}

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
    wane_function_t student, teacher;
    wane_function_init(student);
    wane_function_init(teacher);
    int good = parse_function(run, student, "student") && parse_function(run, teacher, "teacher");
    if (good && run->version > 1 && !verify_parameters_are_used(run->parameters, student, teacher))
        good = verify_refuse(run, "parameters: one of them stands in neither function");
    good = good && read_function(run, &run->student, student, "student") &&
           read_function(run, &run->teacher, teacher, "teacher");
    wane_function_clear(student);
    wane_function_clear(teacher);
    return good;
}

/* Each coefficient lies in its claimed interval; "0" claims an exact zero. */
static int check_coefficients(run_struct *run, function_data_struct *f, const json_t *list, const char *key)
{
    claim_t claim;
    int good = 1;
    verify_claim_init(claim);
    for (slong k = 0; good && k < run->terms; k++) {
        const json_t *json = json_array_get(list, (size_t)k);
        const arb_struct *c = verify_function_data_coefficient(f, k);
        if (json_is_string(json)) good = strcmp(json_string_value(json), "0") == 0 && arb_is_zero(c);
        else
            good = verify_claim_read(claim, json, 0) && verify_claim_holds(claim, c, run->prec) &&
                   !arb_is_zero(c);
        if (!good) verify_refuse(run, "coefficient %ld of the %s is not confirmed", (long)k, key);
    }
    verify_claim_clear(claim);
    return good;
}

/* T_j <= its claimed bound; null claims nothing and stands exactly where nothing is known. */
static int check_tails(run_struct *run, function_data_struct *f, const json_t *list, const char *key)
{
    mag_ptr T = _mag_vec_init(MOMENTS);
    arf_t bound, t;
    int good = (json_is_array(list) && json_array_size(list) == MOMENTS) ||
               verify_refuse(run, "tails of the %s: expected %d", key, MOMENTS);
    arf_init(bound);
    arf_init(t);
    verify_function_data_need_moments(f);
    verify_function_data_tails(T, f);
    for (slong j = 0; good && j < MOMENTS; j++) {
        const json_t *json = json_array_get(list, (size_t)j);
        arf_set_mag(t, T + j);
        good = mag_is_inf(T + j) ? json_is_null(json)
                                 : verify_read_dyadic(bound, json) && arf_cmp(t, bound) <= 0;
        if (!good) verify_refuse(run, "tail %ld of the %s is not confirmed", (long)j, key);
    }
    _mag_vec_clear(T, MOMENTS);
    arf_clear(bound);
    arf_clear(t);
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

static int check_fields(run_struct *run)
{
    static const char *const keys[] = {
        "wane",    "parameters",   "format", "version",      "student",   "teacher", "a0",
        "R0",      "coefficients", "tails",  "orientations", "itinerary", "verdict", "R_peak",
        "R_final", "a_final",      "exit",   "scaling",      NULL};
    int good = verify_has_fields(run, keys) && verify_check_problem(run) && verify_check_functions(run) &&
               verify_check_orientations(run) && verify_check_itinerary(run);
    return good;
}

static int is_certificate(const json_t *root)
{
    return verify_version(root, "wane certificate") != 0;
}

static int check_one(run_struct *run, const json_t *certificate, verify_member_t check)
{
    run->root = certificate;
    for (int i = 0; i < 4; i++) run->orientation[i / 2][i % 2] = NULL;
    fmpq_init(&run->a0.lo);
    fmpq_init(&run->a0.hi);
    fmpq_init(&run->R0.lo);
    fmpq_init(&run->R0.hi);
    int good = check(run, certificate);
    fmpq_clear(&run->a0.lo);
    fmpq_clear(&run->a0.hi);
    fmpq_clear(&run->R0.lo);
    fmpq_clear(&run->R0.hi);
    return good;
}

static int check_limit(run_struct *run, const json_t *certificate)
{
    (void)certificate;
    return check_fields(run);
}

static int check_flow(run_struct *run, const json_t *certificate)
{
    (void)certificate;
    return verify_check_flow(run);
}

/* Of one problem in the singular limit, as the members of a family are. */
static int check_certificate(run_struct *run, const json_t *certificate)
{
    if (!is_certificate(certificate)) return verify_refuse(run, "a member is no certificate");
    return check_one(run, certificate, check_limit);
}

static wane_status_t run_over(run_struct *run, const char *text, size_t length)
{
    json_error_t error;
    wane_message_struct *message = run->message;
    if (length > LONGEST_TEXT)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "expected a certificate of at most 16 MiB");
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "line %d, column %d: %s; expected a certificate in JSON", error.line,
                                error.column, error.text);
    if (!is_certificate(root) && !verify_is_family(root) && !verify_is_flow(root)) {
        json_decref(root);
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "expected a certificate: \"format\": \"wane certificate\", \"version\": 2");
    }
    int good = verify_is_family(root) ? verify_family(run, root, check_certificate)
               : verify_is_flow(root) ? check_one(run, root, check_flow)
                                      : check_certificate(run, root);
    json_decref(root);
    return good ? WANE_OK : WANE_REJECTED;
}

wane_status_t wane_verify(const char *text, size_t length, wane_verifier_t verifier,
                          const wane_verify_listener_t *listener, wane_message_t message)
{
    run_t run = {{.verifier = verifier, .listener = listener, .message = message, .prec = PREC}};
    return run_over(run, text, length);
}

wane_status_t wane_verify_derive(const char **verdict, const char *text, size_t length,
                                 wane_message_t message)
{
    wane_verifier_t verifier = wane_verifier_new(); /* of its own: what it holds is believed, not proved */
    run_t run = {{.verifier = verifier, .message = message, .prec = PREC, .trusts = 1}};
    wane_status_t status = run_over(run, text, length);
    *verdict = run->derived;
    wane_verifier_free(verifier);
    return status;
}
