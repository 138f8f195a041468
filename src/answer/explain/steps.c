/* The proof as a chain of steps, from an answer with the account of its proof. */
#include <string.h>

#include "answer/explain/explain.h"
#include "answer/question/account.h"
#include "base/text.h"

json_t *explain_step(json_t *steps, int note, const char *formulas)
{
    json_t *step = json_pack("{s:[],s:[]}", "says", "references");
    if (formulas != NULL)
        json_array_append_new(json_object_get(step, "references"), answer_reference_json(note, formulas));
    json_array_append_new(steps, step);
    return json_object_get(step, "says");
}

/* R = [0.1, 0.2] in the language of the library, R in [0.1, 0.2] in that of lemmas. */
static void say_enclosures(json_t *sentences, const char *sentence)
{
    char *text = base_text("%s", "");
    for (const char *at = sentence, *found; *at != 0; at = found) {
        found = strstr(at, " = [");
        const size_t length = found == NULL ? strlen(at) : (size_t)(found - at);
        char *longer = base_text("%s%.*s%s", text, (int)length, at, found == NULL ? "" : " in ");
        flint_free(text);
        text = longer;
        found = found == NULL ? at + length : found + 3;
    }
    explain_say(sentences, "%s", text);
    flint_free(text);
}

/* A sentence begins with a capital, unless it begins with a symbol. */
static void say_sentence(json_t *sentences, const char *before, const char *text, const char *after)
{
    static const char *const words[] = {"the ",   "this ", "no ",   "on ",    "while ", "sub-",
                                        "there ", "for ",  "with ", "every ", "where "};
    char *sentence = base_text("%s%s%s", before, text, after);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(sentence, words[i], strlen(words[i])) == 0) sentence[0] = (char)(sentence[0] - 'a' + 'A');
    say_enclosures(sentences, sentence);
    flint_free(sentence);
}

/* ---- where a phase leads, in numbers ---- */

static char *change(const char *name, const json_t *ends, slong digits)
{
    char *from = explain_number(json_array_get(ends, 0), digits),
         *to = explain_number(json_array_get(ends, 1), digits);
    const int stays = json_equal(json_array_get(ends, 0), json_array_get(ends, 1)) && *from != '[';
    char *text = stays ? base_text("%s = %s", name, from) : base_text("%s from %s to %s", name, from, to);
    flint_free(from);
    flint_free(to);
    return text;
}

static void say_phase(json_t *sentences, const json_t *itinerary, json_int_t number, slong digits)
{
    const json_t *phase = json_array_get(itinerary, (size_t)number - 1),
                 *time = json_object_get(phase, "slow_time");
    if (phase == NULL) return;
    const int is_slow = strcmp(explain_string(phase, "phase"), "slow") == 0;
    char *R = change("R", json_object_get(phase, "R"), digits),
         *a = change("a", json_object_get(phase, "a"), digits);
    if (!is_slow) explain_say(sentences, "Phase %d, fast: %s, %s.", (int)number, R, a);
    else if (json_is_string(time))
        explain_say(sentences, "Phase %d, slow: %s, %s, as eps t -> infinity.", (int)number, R, a);
    else if (!json_is_object(time)) explain_say(sentences, "Phase %d, slow: %s, %s.", (int)number, R, a);
    else {
        char *took = explain_number(time, digits);
        explain_say(sentences, "Phase %d, slow: %s, %s, in a slow time eps t %s %s.", (int)number, R, a,
                    *took == '[' ? "in" : "=", took);
        flint_free(took);
    }
    flint_free(R);
    flint_free(a);
}

/* ---- one step ---- */

const char *explain_conclusion(const char *outcome)
{
    return strcmp(outcome, "unlearning") == 0
               ? "Hence R tends to 0 after having been away from 0: the feature is unlearned."
           : strcmp(outcome, "partial-unlearning") == 0
               ? "Hence |R| ends away from 0 and below its largest value: the feature is unlearned in part."
           : strcmp(outcome, "learning") == 0 ? "Hence |R| ends at its largest value (since R last changed "
                                                "sign, if it did), at given eps up to the "
                                                "drop: the feature is learned."
           : strcmp(outcome, "not-learned") == 0 ? "Hence R stays at 0: the feature is not learned."
                                                 : "Hence the state comes to rest on a line of equilibria.";
}

static void add_step(json_t *steps, const json_t *told, const json_t *itinerary, slong digits)
{
    const char *says = explain_string(told, "says"), *region = explain_string(told, "region"),
               *entered = explain_string(told, "entered"), *outcome = explain_string(told, "outcome");
    json_t *sentences = explain_step(steps, 0, NULL), *phase = json_object_get(told, "phase");
    json_array_append(json_object_get(json_array_get(steps, json_array_size(steps) - 1), "references"),
                      json_object_get(told, "reference"));
    if (says != NULL) say_sentence(sentences, "", says, ".");
    if (phase != NULL) say_phase(sentences, itinerary, json_integer_value(phase), digits);
    if (region != NULL)
        say_sentence(sentences,
                     strncmp(region, "the ", 4) == 0 ? "The solution ends in "
                                                     : "The solution ends in the set ",
                     region, ".");
    if (entered != NULL) say_sentence(sentences, "That set is entered ", entered, ".");
    if (outcome != NULL) explain_say(sentences, "%s", explain_conclusion(outcome));
    if (json_array_size(sentences) == 0)
        explain_say(sentences, "On the way R passes 0, and goes on as in the reflected problem.");
}

void explain_say_shifted(json_t *steps)
{
    explain_say(explain_step(steps, 23, "(2)"), "The flow with weight decay L is that of a pair shifted by "
                                                "constants, with c_0^2 + L in place of c_0^2 and the same "
                                                "c_0 c*_0: c_0, c*_0, S, N and B below are that pair's.");
}

/* What is said before the steps themselves: of the shifted pair, of boxes, of two sides of a height. */
static void add_frame(json_t *steps, const json_t *answer, const json_t *account)
{
    size_t i, j;
    const json_t *reason, *told, *known = json_object_get(account, "steps");
    const char *where = explain_string(account, "where");
    json_array_foreach(json_object_get(answer, "reasons"), i, reason)
    {
        int is_step = 0;
        const char *text = json_string_value(reason);
        json_array_foreach(known, j, told) is_step =
            is_step ||
            (explain_string(told, "says") != NULL && strcmp(explain_string(told, "says"), text) == 0);
        if (is_step) continue;
        if (strncmp(text, "with decay", 10) == 0) {
            explain_say_shifted(steps);
            continue;
        }
        const int is_cut = strncmp(text, "the intervals", 13) == 0;
        json_t *sentences = strstr(text, "critical height") != NULL
                                ? explain_step(steps, 16, "(11)")
                                : explain_step(steps, 15, is_cut ? "(25)" : NULL);
        const size_t length = strlen(text);
        char *sentence =
            base_text("%.*s", (int)(text[length - 1] == ':' ? strcspn(text, ";") : length), text);
        say_sentence(sentences, "", sentence, ".");
        flint_free(sentence);
    }
    if (where != NULL)
        explain_say(explain_step(steps, 0, NULL),
                    "The steps below are those for %s, as an example; for others they %s.", where,
                    json_is_array(json_object_get(answer, "itinerary")) ? "differ in their numbers alone"
                                                                        : "may differ");
}

json_t *explain_steps(const json_t *answer, slong digits)
{
    size_t i;
    const json_t *told, *account = json_object_get(answer, "account");
    const json_t *itinerary =
        explain_string(account, "where") == NULL ? json_object_get(answer, "itinerary") : NULL;
    json_t *steps = json_array();
    add_frame(steps, answer, account);
    for (int concludes = 0; concludes < 2; concludes++) /* as what is shown last, the outcome */
        json_array_foreach(json_object_get(account, "steps"), i,
                           told) if ((explain_string(told, "outcome") != NULL) == concludes)
            add_step(steps, told, itinerary, digits);
    return steps;
}
