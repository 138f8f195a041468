/* The statement: of which functions, for which values, from where, and what. */
#include "answer/explain/explain.h"

#include <flint/flint.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/number.h"
#include "base/scoped.h"
#include "base/text.h"
#include "function/tree/expression.h"
#include "function/tree/scoped_function.h"

const char *explain_string(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

void explain_say(json_t *sentences, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = base_text_list(format, arguments);
    va_end(arguments);
    json_array_append_new(sentences, json_string(text));
    flint_free(text);
}

char *explain_number(const json_t *real, slong digits)
{
    const char *exact = json_string_value(json_object_get(real, "exact")),
               *lo = json_string_value(json_object_get(real, "lo")),
               *hi = json_string_value(json_object_get(real, "hi"));
    if (json_is_string(real)) return base_text("%s", json_string_value(real)); /* an infinity */
    if (exact != NULL && strlen(exact) <= (size_t)digits) return base_text("%s", exact);
    if (lo == NULL || hi == NULL) return base_text("a number that is not determined");
    return base_decimal_text_of(lo, hi, digits);
}

/* ---- what is spoken of ---- */

/* The text of an interval that begins with the value: what is seen of a name on it holds at the value, too. */
static char *beside(const char *value)
{
    SCOPED(fmpq, lo, hi, room);
    if (!base_number_read_range(lo, hi, value)) return base_text("%s", value);
    fmpq_set_si(room, 1, 1000);
    if (fmpq_equal(lo, hi)) fmpq_add(hi, hi, room);
    char *begin = fmpq_get_str(NULL, 10, lo), *end = fmpq_get_str(NULL, 10, hi),
         *text = base_text("[%s, %s]", begin, end);
    flint_free(begin);
    flint_free(end);
    return text;
}

/* The function in x, with the names of its parameters; as it was given where it cannot be read. */
static char *function_text(const char *given, const json_t *values)
{
    const char *name;
    json_t *value;
    slong count = 0;
    wane_message_t unread;
    SCOPED(wane_function, f);
    wane_parameter_t *parameters = flint_malloc((json_object_size(values) + 1) * sizeof *parameters);
    json_object_foreach((json_t *)values, name, value) parameters[count++] =
        (wane_parameter_t){name, beside(json_string_value(value))};
    char *text = wane_function_parse(f, given, parameters, count, unread) == WANE_OK ? function_print_named(f)
                                                                                     : base_text("%s", given);
    while (count > 0) flint_free((char *)parameters[--count].value);
    flint_free(parameters);
    return text;
}

static int has_hermite(const char *text, char letter)
{
    for (const char *at = text; *at != 0; at++)
        if (*at == letter && at[1] >= '0' && at[1] <= '9') return 1;
    return 0;
}

static void say_functions(json_t *sentences, const explain_claim_t *claim)
{
    const char *name;
    json_t *value;
    char *student = function_text(claim->student, claim->values),
         *teacher = function_text(claim->teacher, claim->values), *values = base_text("%s", "");
    json_object_foreach((json_t *)claim->values, name, value)
    {
        if (*json_string_value(value) == '[') continue; /* the statement names it */
        char *longer = base_text("%s%s%s = %s", values, *values == 0 ? ", where " : " and ", name,
                                 json_string_value(value));
        flint_free(values);
        values = longer;
    }
    explain_say(sentences, "Let sigma(x) = %s be the student's function and sigma*(x) = %s the teacher's%s.",
                student, teacher, values);
    if (has_hermite(student, 'h') || has_hermite(teacher, 'h'))
        explain_say(sentences, "Here h_k is the orthonormal Hermite polynomial of degree k.");
    flint_free(student);
    flint_free(teacher);
    flint_free(values);
}

/* ---- what is claimed ---- */

static const char *meaning(const explain_claim_t *claim, char **own)
{
    const char *outcome = claim->outcome, *drop = claim->drop,
               *since =
                   strstr(claim->theorem, "last changed sign") != NULL ? " since R last changed sign" : "";
    *own = NULL;
    if (strcmp(outcome, "unlearning") == 0)
        return "So the feature is unlearned: R tends to 0 after having been away from 0.";
    if (strcmp(outcome, "not-learned") == 0) return "So the feature is not learned: R stays at 0.";
    if (strcmp(outcome, "neutral") == 0) return "So the state comes to rest on a line of equilibria.";
    if (strcmp(outcome, "learning") == 0 && drop == NULL)
        return *own = base_text("So the feature is learned: |R| ends at its largest value%s.", since);
    if (strcmp(outcome, "learning") == 0)
        return *own = base_text("So the feature is learned: |R| ends at most %s below its supremum%s.", drop,
                                since);
    if (drop == NULL)
        return "So the feature is unlearned in part: |R| ends below its largest value, away from 0.";
    return *own = base_text(
               "So the feature is unlearned in part: |R| ends more than %s below its supremum, away from 0.",
               drop);
}

static void say_number(json_t *sentences, const char *format, const json_t *real, slong digits)
{
    if (real == NULL || json_is_null(real)) return;
    char *number = explain_number(real, digits), *says = base_text("%s %s.", format, number);
    explain_say(sentences, "%s", says);
    flint_free(says);
    flint_free(number);
}

static int is_interval(const json_t *real)
{
    char *number = explain_number(real, 12);
    const int is_one = *number == '[';
    flint_free(number);
    return is_one;
}

/* Between 0 and 1 or -1: that says nothing. */
static int is_all(const json_t *real)
{
    char *number = explain_number(real, 12);
    const int says_nothing =
        strcmp(number, "[0, 1]") == 0 || strcmp(number, "[-1, 0]") == 0 || strcmp(number, "[-1, 1]") == 0;
    flint_free(number);
    return says_nothing;
}

static void say_exit(json_t *sentences, const json_t *exit, slong digits)
{
    if (!json_is_object(exit)) return;
    const char *line = json_string_value(json_object_get(exit, "branch"));
    char *lost = explain_number(json_object_get(exit, "a_static"), digits),
         *left = explain_number(json_object_get(exit, "a_delayed"), digits);
    const int between[] = {is_interval(json_object_get(exit, "a_static")),
                           is_interval(json_object_get(exit, "a_delayed"))};
    explain_say(sentences,
                "The line R = %s loses its stability at a %s %s, and the state leaves it at a %s %s.",
                line == NULL || strcmp(line, "uncorrelated") == 0 ? "0"
                : strcmp(line, "aligned") == 0                    ? "1"
                                                                  : "-1",
                between[0] ? "in" : "=", lost, between[1] ? "in" : "=", left);
    flint_free(lost);
    flint_free(left);
}

static void say_law(json_t *sentences, const json_t *law, slong digits)
{
    if (!json_is_object(law)) return;
    const json_t *R = json_object_get(law, "R_prefactor"), *a = json_object_get(law, "a_prefactor");
    const char *R_power = json_string_value(json_object_get(law, "R_exponent")),
               *a_power = json_string_value(json_object_get(law, "a_exponent"));
    if (R_power == NULL || a_power == NULL) return;
    if (!json_is_object(R) || !json_is_object(a)) {
        explain_say(sentences, "As t -> infinity, R falls like a power of eps t with exponent %s.", R_power);
        return;
    }
    char *of_R = explain_number(R, digits), *of_a = explain_number(a, digits);
    if (is_interval(R) || is_interval(a))
        explain_say(
            sentences,
            "As t -> infinity, R(t) ~ r (eps t)^(%s) and a(t) ~ c (eps t)^(%s) with r in %s and c in %s.",
            R_power, a_power, of_R, of_a);
    else
        explain_say(sentences, "As t -> infinity, R(t) ~ %s (eps t)^(%s) and a(t) ~ %s (eps t)^(%s).", of_R,
                    R_power, of_a, a_power);
    flint_free(of_R);
    flint_free(of_a);
}

static json_t *numbers(const explain_claim_t *claim)
{
    json_t *sentences = json_array();
    const json_t *peak = json_object_get(claim->numbers, "R_peak");
    if (claim->drop != NULL && strcmp(claim->outcome, "not-learned") != 0 && peak != NULL &&
        !json_is_null(peak) && !is_all(peak))
        say_number(
            sentences,
            is_interval(peak)
                ? "The peak of R, the supremum of |R| since R last changed its sign, with that sign, lies in"
                : "The peak of R, the supremum of |R| since R last changed its sign, with that sign, is",
            peak, claim->digits);
    say_exit(sentences, json_object_get(claim->numbers, "exit"), claim->digits);
    say_law(sentences, json_object_get(claim->numbers, "scaling"), claim->digits);
    return sentences;
}

static const char *title(const char *outcome)
{
    return strcmp(outcome, "unlearning") == 0           ? "Unlearning"
           : strcmp(outcome, "partial-unlearning") == 0 ? "Partial unlearning"
           : strcmp(outcome, "learning") == 0           ? "Learning"
           : strcmp(outcome, "not-learned") == 0        ? "Not learned"
                                                        : "Neutral";
}

json_t *explain_lemma(const explain_claim_t *claim)
{
    char *own;
    json_t *setting = json_array(), *notation = json_array(), *statement = json_array();
    const char *decay = claim->decay, *brake = decay != NULL ? " - eps L a" : "";
    say_functions(setting, claim);
    explain_say(setting, "Let P(R) = E sigma(u)sigma*(v) for standard normal u, v of correlation R, and S(R) "
                         "= E sigma(u)sigma(v) for "
                         "those of correlation R^2. The pair (R, a) of alignment and second layer follows");
    explain_say(notation, "With c_k and c*_k the Hermite coefficients of sigma and sigma*, P(R) = sum_k p_k "
                          "R^k with p_k = c_k c*_k and "
                          "S(R) = sum_k s_k R^(2k) with s_k = c_k^2.");
    explain_say(notation, "Let A = 2P'/S', B = P/S, N = P S' - 2P'S, a_c = A(1) and a_eq = B(1), and let p "
                          "and s be the least k >= 1 "
                          "with p_k != 0 and with s_k != 0.");
    if (decay != NULL && *decay >= '0' && *decay <= '9')
        explain_say(notation, "The weight decay of the second layer is L = %s.", decay);
    else if (decay != NULL)
        explain_say(notation, "Here L is the weight decay of the second layer, decay in the statement.");
    if (claim->drop == NULL)
        explain_say(notation, "The limit eps -> 0 is told by a singular itinerary: fast phases, in which a "
                              "is constant, alternate "
                              "with slow phases along a = A(R), |R| = 1 or R = 0, in the slow time eps t.");
    explain_say(statement, "%s", claim->theorem);
    explain_say(statement, "%s", meaning(claim, &own));
    flint_free(own);
    char *flow =
        base_text("R' = (1 - R^2)(a P'(R) - a^2 S'(R)/2), a' = eps (P(R) - a S(R))%s, a(0) = a0.", brake);
    json_t *lemma =
        json_pack("{s:s,s:o,s:s,s:o,s:o,s:o}", "title", title(claim->outcome), "setting", setting, "flow",
                  flow, "notation", notation, "statement", statement, "numbers", numbers(claim));
    flint_free(flow);
    return lemma;
}
