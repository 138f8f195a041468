/* What an accepted certificate claims, and the steps by which the checker has proved it: derivations/15 and 08. */
#include <string.h>

#include <flint/ulong_extras.h>

#include "answer/explain/explain.h"
#include "answer/question/certified.h"
#include "answer/question/decay.h"
#include "base/decimal.h"
#include "base/scoped.h"
#include "base/text.h"
#include "function/tree/scoped_function.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/limit/verdict.h"
#include "manifold/shape/start.h"
#include "verify/claim/fields.h"
#include "verify/claim/number.h"
#include "verify/claim/parameters.h"
#include "wane/verify.h"

#define PREC 256
#define FEW 10 /* digits of numbers on the way */

/* ---- numbers ---- */

/* Not finite where nothing is claimed. */
static void claim_get(arb_t ball, const json_t *json)
{
    SCOPED(verify_claim, claim);
    arb_indeterminate(ball);
    if (json == NULL || json_is_null(json) || !verify_claim_read(claim, json, 1)) return;
    if (!verify_claim_is_infinite(claim)) verify_claim_get_arb(ball, claim, PREC);
    else if (arf_sgn(claim->lo) > 0) arb_pos_inf(ball);
    else arb_neg_inf(ball);
}

static char *claim_text(const json_t *json, slong digits)
{
    SCOPED(arb, ball);
    claim_get(ball, json);
    return base_decimal_text(ball, digits);
}

/* A correlation: no rounding leads beyond 1. */
static char *correlation_text(const json_t *json, slong digits)
{
    SCOPED(arb, ball);
    claim_get(ball, json);
    json_t *real = answer_correlation_json(ball, ANSWER_FROM_MINUS_ONE_TO_ONE, digits);
    char *text = explain_number(real, digits);
    json_decref(real);
    return text;
}

/* The hull of what all members claim; not finite if one claims nothing, unless all claim one infinity. */
static void hull(arb_t ball, const json_t *certificates, const char *name)
{
    size_t i;
    json_t *one;
    SCOPED(arb, own);
    json_array_foreach(certificates, i, one)
    {
        claim_get(own, json_object_get(one, name));
        if (i == 0) arb_set(ball, own);
        else if (arb_is_finite(own) && arb_is_finite(ball)) arb_union(ball, ball, own, PREC);
        else if (!arb_equal(own, ball)) arb_indeterminate(ball);
    }
}

/* ---- the statement ---- */

static wane_outcome_t outcome_named(const char *name)
{
    int outcome = 0;
    while (outcome < (int)WANE_OUTCOME_UNDECIDED &&
           strcmp(wane_outcome_name((wane_outcome_t)outcome), name) != 0)
        outcome++;
    return (wane_outcome_t)outcome;
}

static void read_quantifier(quantifier_t range, const json_t *json)
{
    range->all = json_is_string(json);
    if (!range->all) verify_read_ends(range->value->lo, range->value->hi, json);
}

static void read_start(wane_start_t start, const json_t *json)
{
    const char *text = json_string_value(json);
    start->kind = text == NULL              ? WANE_START_VALUE
                  : strcmp(text, "0+") == 0 ? WANE_START_ZERO_PLUS
                  : strcmp(text, "0-") == 0 ? WANE_START_ZERO_MINUS
                                            : WANE_START_ZERO;
    if (text == NULL) verify_read_ends(start->value->lo, start->value->hi, json);
}

static char *flow_claim(const flow_subject_t *subject, const json_t *root, const json_t *all)
{
    finite_eps_t result;
    SCOPED(arb, peak);
    finite_eps_init(result);
    result->outcome = outcome_named(explain_string(root, "verdict"));
    hull(result->R_final, all, "R_final");
    hull(result->a_final, all, "a_final");
    hull(peak, all, "R_peak");
    result->proof.R_sign = arb_is_nonnegative(peak) ? 1 : -1;
    result->proof.a_sign = 0;
    char *theorem = flow_theorem(subject, result);
    finite_eps_clear(result);
    return theorem;
}

static char *limit_claim(const flow_subject_t *subject, const json_t *root, const json_t *all)
{
    verdict_t verdict;
    verdict_init(verdict);
    verdict->outcome = outcome_named(explain_string(root, "verdict"));
    hull(verdict->R_final, all, "R_final");
    hull(verdict->a_final, all, "a_final");
    hull(verdict->R_peak, all, "R_peak");
    char *theorem = limit_theorem(subject, verdict);
    verdict_clear(verdict);
    return theorem;
}

/* NULL if the functions cannot be read, which the checker excludes. */
static char *theorem_text(const json_t *root, const json_t *all)
{
    int unused;
    wane_message_t unread;
    SCOPED(quantifier, eps, a0);
    SCOPED(wane_start, start);
    SCOPED(wane_function, student, teacher);
    SCOPED(fmpq, drop);
    const json_t *parameters = json_object_get(root, "parameters"), *decay = json_object_get(root, "decay");
    const int is_flow = json_object_get(root, "eps") != NULL;
    if (verify_parse(student, &unused, explain_string(root, "student"), "student", parameters, unread) !=
            WANE_OK ||
        verify_parse(teacher, &unused, explain_string(root, "teacher"), "teacher", parameters, unread) !=
            WANE_OK)
        return NULL;
    if (is_flow) read_quantifier(eps, json_object_get(root, "eps"));
    read_quantifier(a0, json_object_get(root, "a0"));
    read_start(start, json_object_get(root, "R0"));
    if (is_flow) verify_read_rational(drop, json_object_get(root, "drop"));
    const flow_subject_t subject = {student, teacher, is_flow ? eps : NULL, a0, start, drop};
    char *theorem = (is_flow ? flow_claim : limit_claim)(&subject, root, all);
    const char *lambda = explain_string(decay, "lambda");
    if (lambda == NULL || strcmp(lambda, "decay") == 0) return theorem;
    char *longer = answer_decay_theorem(lambda, theorem);
    flint_free(theorem);
    return longer;
}

static json_t *law_of(const json_t *law, slong digits)
{
    const int Q = (int)json_integer_value(json_object_get(law, "Q")),
              s = (int)json_integer_value(json_object_get(law, "s"));
    const int divisor = (int)n_gcd((ulong)s, (ulong)Q);
    char *of_R = base_text("-1/%d", Q),
         *of_a = Q == divisor ? base_text("%d", s / divisor) : base_text("%d/%d", s / divisor, Q / divisor);
    SCOPED(arb, R, a);
    claim_get(R, json_object_get(law, "R_prefactor"));
    claim_get(a, json_object_get(law, "a_prefactor"));
    json_t *scaling = json_pack("{s:s,s:s,s:o,s:o}", "R_exponent", of_R, "a_exponent", of_a, "R_prefactor",
                                answer_certified_json(R, NULL, digits + ANSWER_GUARD_DIGITS), "a_prefactor",
                                answer_certified_json(a, NULL, digits + ANSWER_GUARD_DIGITS));
    flint_free(of_R);
    flint_free(of_a);
    return scaling;
}

static json_t *numbers_of(const json_t *root, const json_t *all, slong digits)
{
    json_t *numbers = json_object();
    SCOPED(arb, ball);
    static const char *const names[] = {"R_peak", "R_final", "a_final"};
    for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
        hull(ball, all, names[j]);
        json_object_set_new(
            numbers, names[j],
            j < 2 ? answer_correlation_json(ball, ANSWER_FROM_MINUS_ONE_TO_ONE, digits + ANSWER_GUARD_DIGITS)
                  : answer_certified_json(ball, NULL, digits + ANSWER_GUARD_DIGITS));
    }
    const json_t *exit = json_object_get(root, "exit");
    static const char *const heights[] = {"a_static", "a_delayed"};
    json_t *own = json_object();
    for (size_t j = 0; json_is_object(exit) && j < 2; j++) {
        claim_get(ball, json_object_get(exit, heights[j]));
        json_object_set_new(own, heights[j], answer_certified_json(ball, NULL, digits + ANSWER_GUARD_DIGITS));
    }
    json_t *phase;
    size_t i;
    json_array_foreach(json_object_get(root, "itinerary"), i,
                       phase) if (strcmp(explain_string(phase, "end"), "exit") == 0)
        json_object_set(own, "branch", json_object_get(phase, "branch"));
    if (json_object_get(own, "a_static") != NULL) json_object_set(numbers, "exit", own);
    json_decref(own);
    const json_t *law = json_object_get(root, "scaling");
    if (json_is_object(law)) json_object_set_new(numbers, "scaling", law_of(law, digits));
    return numbers;
}

/* ---- signs ---- */

static void say_profile(json_t *sentences, const char *name, const json_t *profile)
{
    size_t i;
    json_t *piece;
    const json_t *pieces = json_object_get(profile, "pieces"), *leading = json_object_get(profile, "leading");
    if (json_object_get(profile, "vanishes") != NULL) explain_say(sentences, "%s = 0 identically.", name);
    else if (json_object_get(profile, "realizable") != NULL)
        explain_say(sentences, "%s has one sign on (0, 1), since the teacher is the student up to a factor.",
                    name);
    else if (json_object_get(profile, "definite") != NULL)
        explain_say(sentences,
                    "%s has one sign on (0, 1), by the signs of the functions, their slopes and curvatures.",
                    name);
    else if (json_object_get(profile, "corners") != NULL)
        explain_say(sentences, "%s has one sign on (0, 1), the same at all corners of the parameters' box.",
                    name);
    if (leading == NULL) return;
    SCOPED(arb, coefficient);
    size_t zeros = 0;
    claim_get(coefficient, json_object_get(leading, "coefficient"));
    const char *sign = arb_is_positive(coefficient) ? "> 0" : "< 0";
    json_array_foreach(pieces, i, piece) zeros += json_object_get(piece, "zero") != NULL;
    if (zeros == 0)
        explain_say(sentences, "%s %s on (0, 1), shown on %zu pieces.", name, sign,
                    json_array_size(pieces) + 1);
    else
        explain_say(sentences,
                    "%s %s beside R = 0, shown on %zu pieces, and changes its sign where it vanishes, "
                    "exactly once in each of:",
                    name, sign, json_array_size(pieces) + 1);
    json_array_foreach(pieces, i, piece)
    {
        if (json_object_get(piece, "zero") == NULL) continue;
        char *zero = correlation_text(json_object_get(piece, "zero"), FEW);
        explain_say(sentences, "%s = 0 at R %s %s.", name, *zero == '[' ? "in" : "=", zero);
        flint_free(zero);
    }
}

static void add_signs(json_t *steps, const json_t *orientation)
{
    static const char *const profiles[] = {"P", "N", "A'", "P'"};
    json_t *sentences = explain_step(steps, 15, "(14), (15)");
    const char *sides[] = {json_integer_value(json_object_get(orientation, "a")) > 0 ? "> 0" : "< 0",
                           json_integer_value(json_object_get(orientation, "R")) > 0 ? "> 0" : "< 0"};
    explain_say(sentences, "Signs for a %s and R %s, after both are turned so that they are positive.",
                sides[0], sides[1]);
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++)
        if (json_is_object(json_object_get(orientation, profiles[i])))
            say_profile(sentences, profiles[i], json_object_get(orientation, profiles[i]));
}

/* ---- in the limit ---- */

static const struct {
    const char *branch, *end, *says;
} phases[] = {
    {"fibre", "branch", "The first fast equilibrium on the way attracts and lies on the branch a = A(R)."},
    {"fibre", "aligned", "No fast equilibrium stands before |R| = 1, which attracts there."},
    {"fibre", "uncorrelated", "No fast equilibrium stands before R = 0, which attracts there."},
    {"fibre", "equilibrium", "The fibre ends in an equilibrium whose height is a0 exactly."},
    {"interior", "equilibrium", "The slow flow tends to the next zero of N on its way."},
    {"interior", "fold", "The slow flow comes to the next zero of A', a fold, and leaves the branch there."},
    {"interior", "sign-change", "The slow flow comes to the next zero of P', where a changes its sign."},
    {"interior", "aligned", "The slow flow comes to |R| = 1, at the height a_c."},
    {"interior", "corner", "The slow flow tends to |R| = 1, a = a_c, where N = 0 exactly."},
    {"interior", "small-R", "The slow flow carries R to 0 and |a| to infinity."},
    {"interior", "uncorrelated", "The slow flow carries R to 0, at a finite height."},
    {"interior", "standstill", "Every point of the branch is an equilibrium."},
    {"aligned", "equilibrium", "On |R| = 1 the state tends to a = a_eq, which attracts."},
    {"aligned", "corner", "On |R| = 1 the state tends to a = a_c = a_eq, which attracts."},
    {"aligned", "exit", "On |R| = 1 the state passes the height a_c and leaves where W(a_out) = W(a_in)."},
    {"uncorrelated", "equilibrium", "On R = 0 the state tends to a = p_0/s_0, which attracts."},
    {"uncorrelated", "exit",
     "On R = 0 the state leaves where the growth gathered along the line is nil again."},
    {"uncorrelated", "standstill", "On R = 0 every point is an equilibrium."},
};

static char *change(const char *name, const json_t *ends)
{
    const int stays = json_equal(json_array_get(ends, 0), json_array_get(ends, 1));
    char *(*text_of)(const json_t *, slong) = *name == 'R' ? correlation_text : claim_text;
    char *from = text_of(json_array_get(ends, 0), FEW), *to = text_of(json_array_get(ends, 1), FEW);
    char *text = stays ? base_text("%s %s %s", name, *from == '[' ? "in" : "=", from)
                       : base_text("%s from %s to %s", name, from, to);
    flint_free(from);
    flint_free(to);
    return text;
}

static void add_phase(json_t *steps, const json_t *phase, size_t number)
{
    const char *branch = explain_string(phase, "branch"), *end = explain_string(phase, "end");
    if (strcmp(branch, "anti-aligned") == 0) branch = "aligned";
    json_t *sentences = explain_step(steps, 15,
                                     strcmp(branch, "fibre") == 0      ? "(18)"
                                     : strcmp(branch, "interior") == 0 ? "(19)"
                                     : strcmp(branch, "aligned") == 0  ? "(20)"
                                                                       : "(21)");
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++)
        if (strcmp(phases[i].branch, branch) == 0 && strcmp(phases[i].end, end) == 0)
            explain_say(sentences, "%s", phases[i].says);
    char *R = change("R", json_object_get(phase, "R")), *a = change("a", json_object_get(phase, "a"));
    explain_say(sentences, "Phase %zu, %s: %s, %s.", number, explain_string(phase, "phase"), R, a);
    flint_free(R);
    flint_free(a);
}

static void add_limit(json_t *steps, const json_t *certificate)
{
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(certificate, "orientations"), i, one) add_signs(steps, one);
    json_array_foreach(json_object_get(certificate, "itinerary"), i, one) add_phase(steps, one, i + 1);
    json_t *sentences = explain_step(steps, 15, "(22), (23)");
    explain_say(
        sentences,
        "Each phase starts where the one before it ended, and their ends say what becomes of the feature.");
    explain_say(sentences, "%s", explain_conclusion(explain_string(certificate, "verdict")));
}

/* ---- at given eps ---- */

/* Whether R or a is negative, where the landscape has both turned to be positive. */
static int is_turned(const json_t *landscape)
{
    return json_integer_value(json_object_get(landscape, "R")) < 0 ||
           json_integer_value(json_object_get(landscape, "a")) < 0;
}

/* The levels stand in the orientation of the landscape. */
static void add_levels(json_t *steps, const json_t *landscape)
{
    size_t i;
    json_t *level, *sentences = NULL;
    const json_t *levels = json_object_get(landscape, "levels");
    const char *bar = is_turned(landscape) ? "|" : "";
    json_array_foreach(levels, i, level)
    {
        const char *kind = explain_string(level, "kind");
        if (strcmp(kind, "sink") != 0 && strcmp(kind, "saddle") != 0) continue;
        char *R = correlation_text(json_object_get(level, "R"), FEW),
             *a = claim_text(json_object_get(level, "a"), FEW);
        if (sentences == NULL) sentences = explain_step(steps, 8, "(2)");
        explain_say(sentences, "There is a %s at %sR%s %s %s, %sa%s %s %s.", kind, bar, bar,
                    *R == '[' ? "in" : "=", R, bar, bar, *a == '[' ? "in" : "=", a);
        flint_free(R);
        flint_free(a);
    }
}

static void add_rise(json_t *steps, const json_t *rise, const json_t *landscape)
{
    const char *bar = is_turned(landscape) ? "|" : "";
    const json_t *cells = json_object_get(rise, "cells"), *end = json_object_get(rise, "end"),
                 *eps = json_object_get(rise, "eps");
    const int settles = json_is_true(json_object_get(rise, "settles"));
    json_t *sentences = explain_step(steps, 8,
                                     json_array_size(cells) == 0 ? (settles ? "(11)" : "(12)")
                                     : settles                   ? "(4), (5), (9), (11)"
                                                                 : "(4), (5), (9), (10)");
    if (json_array_size(cells) == 0) {
        explain_say(sentences, "No bounds of the orbit are needed: the signs decide, whatever eps > 0 is.");
    } else {
        SCOPED(arf, last);
        SCOPED(arb, reached);
        verify_read_dyadic(last, end);
        arb_set_arf(reached, last);
        char *R = base_decimal_text(reached, FEW);
        const char *lo = json_string_value(json_array_get(eps, 0)),
                   *hi = json_string_value(json_array_get(eps, 1));
        if (lo != NULL && hi != NULL && strcmp(lo, hi) != 0)
            explain_say(
                sentences,
                "For eps in [%s, %s] sub- and supersolutions enclose %sa%s while %sR%s rises, on %zu cells "
                "up to %sR%s = %s.",
                lo, hi, bar, bar, bar, bar, json_array_size(cells), bar, bar, R);
        else
            explain_say(
                sentences,
                "Sub- and supersolutions enclose %sa%s while %sR%s rises, on %zu cells up to %sR%s = %s.",
                bar, bar, bar, bar, json_array_size(cells), bar, bar, R);
        flint_free(R);
    }
    if (settles) explain_say(sentences, "From there R settles at the next sink, which it does not pass.");
}

static void add_flow(json_t *steps, const json_t *certificate)
{
    size_t i;
    json_t *rise;
    const json_t *landscape = json_object_get(certificate, "landscape"),
                 *orbit = json_object_get(certificate, "orbit");
    if (json_is_object(orbit))
        explain_say(
            explain_step(steps, 18, "(23), (25)"),
            "%zu boxes enclose every solution, one time after the other, up to where its limit is known.",
            json_array_size(json_object_get(orbit, "nodes")));
    if (explain_string(landscape, "structure") != NULL) {
        const char *structure = explain_string(landscape, "structure");
        json_t *sentences = explain_step(steps, 22,
                                         strcmp(structure, "rising") == 0     ? "(17)"
                                         : strcmp(structure, "constant") == 0 ? "(19)"
                                         : strcmp(structure, "zero") == 0     ? "(20)"
                                                                              : "(21), (22)");
        explain_say(sentences, "The structure of the pair decides for every start.");
        if (json_is_object(json_object_get(landscape, "N")))
            say_profile(sentences, "N", json_object_get(landscape, "N"));
    } else if (json_is_object(landscape)) {
        add_signs(steps, landscape);
        add_levels(steps, landscape);
    } else if (!json_is_object(orbit)) {
        explain_say(explain_step(steps, 18, "(6)"), "The state stays on R = 0.");
    }
    json_array_foreach(json_object_get(certificate, "rises"), i, rise) add_rise(steps, rise, landscape);
    char *peak = correlation_text(json_object_get(certificate, "R_peak"), FEW),
         *limit = correlation_text(json_object_get(certificate, "R_final"), FEW);
    json_t *sentences = explain_step(steps, 8, "(12), (13)");
    explain_say(sentences, "The peak of R is %s%s, its limit is %s%s.", *peak == '[' ? "in " : "", peak,
                *limit == '[' ? "in " : "", limit);
    explain_say(sentences, "%s", explain_conclusion(explain_string(certificate, "verdict")));
    flint_free(peak);
    flint_free(limit);
}

/* ---- all of it ---- */

static void add_proof(json_t *steps, const json_t *root, const json_t *all)
{
    const json_t *one = json_array_get(all, 0),
                 *student = json_object_get(json_object_get(one, "coefficients"), "student");
    const int is_flow = json_object_get(root, "eps") != NULL,
              is_family = json_object_get(root, "members") != NULL;
    if (json_is_object(json_object_get(root, "decay"))) explain_say_shifted(steps);
    if (is_family)
        explain_say(
            explain_step(steps, 15, "(25)"),
            "The ranges are covered by %zu boxes, each with a certificate of its own, all of which say %s; "
            "the steps below are those of the first.",
            json_array_size(all), explain_string(root, "verdict"));
    explain_say(explain_step(steps, 15, "(1), (2), (7)"),
                "%zu Hermite coefficients of each function, each by its own integral or exactly, and a bound "
                "of all that follow.",
                json_array_size(student));
    (is_flow ? add_flow : add_limit)(steps, one);
}

wane_status_t explain_certificate(json_t *answer, const char *text, size_t length, slong digits,
                                  wane_message_t said)
{
    const char *name;
    json_t *range;
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(text, length, verifier, NULL, NULL, said);
    wane_verifier_free(verifier);
    if (status != WANE_OK) return status;
    json_t *root = json_loadb(text, length, 0, NULL), *members = json_object_get(root, "members"),
           *all = members != NULL ? json_incref(members) : json_pack("[O]", root), *values = json_object(),
           *steps = json_array();
    const json_t *decay = json_object_get(root, "decay"), *typed = json_is_object(decay) ? decay : root;
    const int is_flow = json_object_get(root, "eps") != NULL;
    json_object_foreach(json_object_get(root, "parameters"), name, range)
    {
        char *interval = base_text("[%s, %s]", json_string_value(json_array_get(range, 0)),
                                   json_string_value(json_array_get(range, 1)));
        if (strcmp(name, "decay") != 0) json_object_set_new(values, name, json_string(interval));
        flint_free(interval);
    }
    char *theorem = theorem_text(root, all);
    json_t *numbers = numbers_of(root, all, digits);
    const explain_claim_t claim = {.student = explain_string(typed, "student"),
                                   .teacher = explain_string(typed, "teacher"),
                                   .values = values,
                                   .decay = explain_string(decay, "lambda"),
                                   .drop = is_flow ? explain_string(root, "drop") : NULL,
                                   .theorem = theorem,
                                   .outcome = explain_string(root, "verdict"),
                                   .numbers = numbers,
                                   .digits = digits};
    add_proof(steps, root, all);
    answer_add(answer, json_pack("{s:s,s:b,s:s,s:s,s:o,s:o}", "verdict", claim.outcome, "proved", 1, "regime",
                                 is_flow ? "finite-eps" : "singular-limit", "theorem", theorem, "lemma",
                                 explain_lemma(&claim), "proof", steps));
    flint_free(theorem);
    json_decref(numbers);
    json_decref(values);
    json_decref(all);
    json_decref(root);
    return WANE_OK;
}
