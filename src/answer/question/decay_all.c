/* One verdict for every decay > 0 at given eps: derivations/23 (11) (ii), (15). */
#include "answer/question/decay.h"

#include "answer/question/certified.h"
#include "base/text.h"
#include "hermite/kernel/kernels.h"
#include "manifold/flow/flow_problem.h"

/* N < 0 < P' on (0, 1), read off the critical manifold without decay: A has the sign of P'. */
static int is_falling(const manifold_t manifold)
{
    int falls = manifold->flow_count > 0 && manifold->equilibrium_count == 0;
    for (slong i = 0; i < manifold->flow_count; i++)
        falls = falls && manifold->flow[i].a_sign > 0 && manifold->flow[i].a_direction < 0;
    return falls;
}

/* P > 0 on (0, 1) if P' > 0 there and p_0 >= 0; and p_1 > 0, so that R leaves 0 upwards. */
static int rises(const answer_pair_t pair)
{
    kernels_t kernels;
    wane_message_t unused;
    SCOPED(arb, p);
    kernels_init(kernels);
    int good = kernels_compute(kernels, pair->student, pair->teacher, &pair->effort, unused) == WANE_OK;
    for (slong k = 0; good && k < 2; k++) {
        arb_mul(p, kernels->student->c + k, kernels->teacher->c + k, 128);
        good = k == 0 ? arb_is_nonnegative(p) : arb_is_positive(p);
    }
    kernels_clear(kernels);
    return good;
}

static char *theorem(const quantifier_struct *eps, const quantifier_struct *a0)
{
    char *rate = quantifier_words("eps", eps), *scale = quantifier_words("a0", a0);
    char *text = base_text("For every decay > 0, %s and %s, from R(0) = 0: R(t) increases to 1, and a(t) -> "
                           "P(1)/(S(1) + decay).",
                           rate, scale);
    flint_free(rate);
    flint_free(scale);
    return text;
}

static json_t *learning_json(const quantifier_struct *eps, const quantifier_struct *a0, slong digits)
{
    static const char *const reasons[] = {
        "p_1 > 0: R leaves 0 at once towards 1",
        "N < 0 < P and P' > 0 for 0 < R < 1 without decay, and decay takes 2 decay P' from N: so N < 0 < P "
        "for every "
        "decay, R cannot turn back below a = A(R), and no equilibrium lies inside"};
    SCOPED(arb, one);
    arb_one(one);
    char *words = theorem(eps, a0);
    json_t *answer = json_pack(
        "{s:s,s:b,s:s,s:s,s:s,s:s,s:o,s:o,s:n,s:n,s:[s,s]}", "verdict", "learning", "proved", 1, "regime",
        "finite-eps", "theorem", words, "region", "0 < R < 1, 0 < a <= A(R), where N < 0 and R rises",
        "entered", "at once", "R_peak", answer_certified_json(one, NULL, digits), "R_final",
        answer_certified_json(one, NULL, digits), "a_final", "scaling", "reasons", reasons[0], reasons[1]);
    flint_free(words);
    return answer;
}

static json_t *undecided_json(void)
{
    return json_pack("{s:s,s:b,s:s,s:n,s:n,s:n,s:n,s:n,s:n,s:n,s:[]}", "verdict", "undecided", "proved", 0,
                     "regime", "finite-eps", "theorem", "region", "entered", "R_peak", "R_final", "a_final",
                     "scaling", "reasons");
}

wane_status_t answer_decay_all(json_t *answer, const answer_pair_t pair, const quantifier_struct *eps,
                               const quantifier_struct *a0, wane_message_t message)
{
    manifold_t manifold;
    wane_message_t unused;
    const int starts = pair->start->kind == WANE_START_ZERO && (a0->all || fmpq_sgn(a0->value->lo) > 0);
    manifold_init(manifold);
    const int holds =
        starts &&
        manifold_compute(manifold, pair->student, pair->teacher, 1, &pair->effort, unused) == WANE_OK &&
        is_falling(manifold) && rises(pair);
    manifold_clear(manifold);
    answer_add(answer,
               holds ? learning_json(eps, a0, pair->effort.digits + ANSWER_GUARD_DIGITS) : undecided_json());
    if (holds) return WANE_OK;
    return wane_message_set(
        message, WANE_UNDECIDED, 0,
        "one verdict for every decay > 0 is proved from R0 = 0 and a0 > 0 where N < 0 < P' on (0, 1) "
        "without decay, which is not so here; give `decay` as an interval, or ask `bifurcations` "
        "where the picture changes (`param` decay=LO:HI)");
}
