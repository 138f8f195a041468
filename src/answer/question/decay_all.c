/* One verdict for every decay > 0, at given eps and in the limit: derivations/23 (11) (ii), (15), (21). */
#include "answer/question/decay.h"

#include "answer/question/account.h"
#include "answer/question/certified.h"
#include "base/text.h"
#include "manifold/family/line/line_theorems.h"
#include "manifold/flow/flow_problem.h"

/* eps NULL: what is proved for every eps is what holds in the limit. */
static char *theorem(const answer_pair_t pair, const quantifier_struct *eps, const quantifier_struct *a0)
{
    static const quantifier_struct every = {.all = 1};
    const flow_subject_t subject = {pair->student, pair->teacher, eps != NULL ? eps : &every, a0, NULL, NULL};
    char *words = subject_words(&subject);
    char *text = base_text(
        "For every decay > 0, %s, from R(0) = 0: R(t) increases to 1, and a(t) -> P(1)/(S(1) + decay).",
        words);
    flint_free(words);
    return text;
}

static const char *regime_name(const quantifier_struct *eps)
{
    return eps != NULL ? "finite-eps" : "singular-limit";
}

static const char *const reasons[] = {"p_1 > 0: R leaves 0 at once towards 1",
                                      "N < 0 < P and P' > 0 for 0 < R < 1 without decay, and decay takes 2 "
                                      "decay P' from N: so N < 0 < P for every decay, R "
                                      "cannot turn back below a = A(R), and no equilibrium lies inside"};

static json_t *learning_json(const answer_pair_t pair, const quantifier_struct *eps,
                             const quantifier_struct *a0)
{
    const slong digits = pair->effort.digits + ANSWER_GUARD_DIGITS;
    SCOPED(arb, one);
    arb_one(one);
    char *words = theorem(pair, eps, a0);
    json_t *answer = json_pack(
        "{s:s,s:b,s:s,s:s,s:s,s:s,s:o,s:o,s:n,s:n,s:[s,s]}", "verdict", "learning", "proved", 1, "regime",
        regime_name(eps), "theorem", words, "region", "0 < R < 1, 0 < a <= A(R), where N < 0 and R rises",
        "entered", "at once", "R_peak", answer_certified_json(one, NULL, digits), "R_final",
        answer_certified_json(one, NULL, digits), "a_final", "scaling", "reasons", reasons[0], reasons[1]);
    flint_free(words);
    return answer;
}

/* The theorems that this is read off. */
static json_t *account_json(void)
{
    return json_pack("{s:n,s:[{s:s,s:s,s:o},{s:s,s:s,s:o},{s:s,s:o,s:s}]}", "where", "steps", "rule",
                     "leaves zero", "says", reasons[0], "reference", answer_reference_json(18, "(5)"), "rule",
                     "every decay", "says", reasons[1], "reference",
                     answer_reference_json(23, "(11), (15), (21)"), "rule", "learning", "reference",
                     answer_reference_json(18, "(29)"), "outcome", "learning");
}

static json_t *undecided_json(const quantifier_struct *eps)
{
    return json_pack("{s:s,s:b,s:s,s:n,s:n,s:n,s:n,s:n,s:n,s:n,s:[]}", "verdict", "undecided", "proved", 0,
                     "regime", regime_name(eps), "theorem", "region", "entered", "R_peak", "R_final",
                     "a_final", "scaling", "reasons");
}

wane_status_t answer_decay_all(json_t *answer, const answer_pair_t pair, const quantifier_struct *eps,
                               const quantifier_struct *a0, wane_message_t message)
{
    const int holds = line_decay_learns(pair->student, pair->teacher, a0, pair->start, &pair->effort);
    if (eps == NULL) answer_add(answer, json_pack("{s:n,s:n,s:n}", "itinerary", "exit", "separation"));
    answer_add(answer, holds ? learning_json(pair, eps, a0) : undecided_json(eps));
    if (holds) json_object_set_new(answer, "account", account_json());
    if (holds) return WANE_OK;
    return wane_message_set(
        message, WANE_UNDECIDED, 0,
        "one verdict for every decay > 0 is proved from R0 = 0 and a0 > 0 where N < 0 < P' on (0, 1) "
        "without decay, which is not so here; give `decay` as an interval, or ask `bifurcations` "
        "where the picture changes (`param` decay=LO:HI)");
}
