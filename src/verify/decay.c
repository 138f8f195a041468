#include "verify/decay.h"

#include <string.h>

#include "base/scoped.h"
#include "base/text.h"
#include "function/tree/expression.h"
#include "function/tree/scoped_function.h"
#include "verify/claim/fields.h"
#include "verify/claim/number.h"
#include "verify/claim/parameters.h"

#define UNKNOWN "decay"

/* The formats, and the versions that know of decay. */
static const struct {
    const char *format;
    slong version;
} formats[] = {{"wane certificate", 3}, {"wane flow certificate", 3}, {"wane certificate family", 4}};

/* One less than the version that knows of decay; 0 if this is none. */
static slong version_without_decay(const json_t *root)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const slong version = verify_version(root, formats[i].format, formats[i].version);
        if (version >= formats[i].version) return version - 1;
    }
    return 0;
}

int verify_has_decay(const json_t *root)
{
    return json_object_get(root, "decay") != NULL && version_without_decay(root) != 0;
}

/* A positive number, or the parameter, whose values are not negative, that stands for it. */
static int is_decay(const char *text, const json_t *parameters)
{
    SCOPED(fmpq, lo, hi);
    if (strcmp(text, UNKNOWN) == 0)
        return verify_parameter_get(lo, hi, parameters, UNKNOWN) && fmpq_sgn(lo) >= 0;
    json_t *number = json_string(text);
    const int good = verify_read_rational(lo, number) && fmpq_sgn(lo) > 0;
    json_decref(number);
    return good;
}

/* How the text prints once it is read, free with flint_free; NULL if it is no function. */
static char *normal_text(const char *text, const json_t *parameters)
{
    int is_canonical;
    wane_message_t unused;
    SCOPED(wane_function, f);
    return verify_parse(f, &is_canonical, text, "decay", parameters, unused) == WANE_OK
               ? function_print_named(f)
               : NULL;
}

/* Whether both read as the same expression; lets go of the first. */
static int are_one(char *composed, const char *claimed, const json_t *parameters)
{
    char *x = normal_text(composed, parameters), *y = normal_text(claimed, parameters);
    const int same = x != NULL && y != NULL && strcmp(x, y) == 0;
    flint_free(x);
    flint_free(y);
    flint_free(composed);
    return same;
}

static int has_mean_zero(const char *f, const json_t *parameters)
{
    return are_one(base_text("mean(%s)", f), "0", parameters);
}

/* The shifted pair of f and g: derivations/23 (2). */
static int is_shifted_pair(const char *student, const char *teacher, const char *f, const char *g,
                           const char *decay, const json_t *parameters)
{
    const int no_product = has_mean_zero(f, parameters) || has_mean_zero(g, parameters);
    char *shifted =
        no_product ? base_text("(%s)-mean(%s)", g, g)
                   : base_text("(%s)-mean(%s)+mean(%s)*mean(%s)/sqrt(mean(%s)^2+%s)", g, g, f, g, f, decay);
    return are_one(shifted, teacher, parameters) &&
           are_one(base_text("(%s)-mean(%s)+sqrt(mean(%s)^2+%s)", f, f, f, decay), student, parameters);
}

/* The unknown stands in none of them. */
static int is_free_of_decay(const char *f, const json_t *parameters)
{
    json_t *others = json_copy((json_t *)parameters);
    json_object_del(others, UNKNOWN);
    char *text = normal_text(f, others);
    flint_free(text);
    json_decref(others);
    return text != NULL;
}

int verify_take_decay(run_struct *run, json_t *root)
{
    const json_t *entry = json_object_get(root, "decay"), *parameters = json_object_get(root, "parameters");
    const char *f = json_string_value(json_object_get(entry, "student")),
               *g = json_string_value(json_object_get(entry, "teacher")),
               *decay = json_string_value(json_object_get(entry, "lambda")),
               *student = json_string_value(json_object_get(root, "student")),
               *teacher = json_string_value(json_object_get(root, "teacher"));
    const slong version = version_without_decay(root);
    if (json_object_size(entry) != 3 || f == NULL || g == NULL || decay == NULL)
        return verify_refuse(run, "decay: expected lambda, student and teacher");
    if (student == NULL || teacher == NULL || !verify_parameters_are_well_formed(parameters))
        return verify_refuse(run, "decay: expected student, teacher and parameters beside it");
    if (!is_decay(decay, parameters) || !is_free_of_decay(f, parameters) || !is_free_of_decay(g, parameters))
        return verify_refuse(
            run,
            "decay: expected a positive number, or '%s', which is a parameter >= 0 of neither "
            "function",
            UNKNOWN);
    if (!is_shifted_pair(student, teacher, f, g, decay, parameters))
        return verify_refuse(
            run, "decay: the functions are not seen to be the pair of %.60s and %.60s with decay %.60s", f, g,
            decay);
    verify_proved(run, "the flow of %.200s and %.200s with weight decay %.60s is that of the pair below", f,
                  g, decay);
    json_object_del(root, "decay");
    json_object_set_new(root, "version", json_integer(version));
    return 1;
}
