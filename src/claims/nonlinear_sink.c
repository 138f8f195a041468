/* C4 at one b between b_c and 0: one sink, and the initial scale decides whether it is overshot. */
#include "base/scoped.h"
#include "claims/nonlinear.h"
#include "base/text.h"
#include "wane/thresholds.h"

/* 64 x rounded upwards, over 64. */
static char *rational_above(const arb_t x)
{
    SCOPED(fmpz, n);
    SCOPED(arf, high);
    arb_get_ubound_arf(high, x, 64);
    arf_mul_2exp_si(high, high, 6);
    arf_get_fmpz(n, high, ARF_RND_CEIL);
    char *digits = fmpz_get_str(NULL, 10, n), *text = base_text("%s/64", digits);
    flint_free(digits);
    return text;
}

static void add_sink(claim_t *claim, const char *name, const wane_manifold_t manifold,
                     const wane_verdict_t any)
{
    const wane_equilibrium_t *sink = claims_only_equilibrium(manifold);
    SCOPED(arb, R_final);
    wane_verdict_R_final(R_final, any);
    int one = claims_sign_pattern(manifold) == CLAIMS_N_RISING && sink != NULL &&
              sink->kind == WANE_EQUILIBRIUM_SINK;
    int ends_there = one && arb_is_finite(R_final) && arb_overlaps(R_final, sink->R);
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(ends_there, !one), 1,
        "%s: one interior equilibrium, a sink; R tends to it for every eps > 0 and every a0 > 0", name);
    if (!one) return;
    evidence_ball(evidence, sink->R, "R*");
    evidence_ball(evidence, sink->a, "a*");
}

/* The partition of the initial scales in the limit eps -> 0. */
static void add_partition(claim_t *claim, const char *name, const claims_pair_t pair,
                          const wane_equilibrium_t *sink, const claims_setting_t *setting)
{
    wane_thresholds_t list;
    wane_message_t message = {{.text = ""}};
    wane_thresholds_init(list);
    wane_status_t status =
        wane_thresholds_compute(list, pair->student, pair->teacher, pair->start, &setting->effort, message);
    const wane_scale_interval_t *first = wane_thresholds_interval(list, 0);
    const wane_scale_interval_t *second = wane_thresholds_interval(list, 1);
    int holds = status == WANE_OK && second != NULL && wane_thresholds_interval(list, 2) == NULL &&
                sink != NULL && first->outcome == WANE_OUTCOME_PARTIAL_UNLEARNING &&
                second->outcome == WANE_OUTCOME_LEARNING && arb_overlaps(first->to, sink->a);
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(holds, status == WANE_OK && !holds), 1,
        "%s, eps -> 0: partial unlearning for every a0 below a* (ties apart), learning for every a0 above",
        name);
    if (second != NULL) evidence_ball(evidence, first->to, "a*");
    wane_thresholds_clear(list);
}

/* The verdict on a box of eps and a0. */
static void add_box(claim_t *claim, const char *name, const claims_pair_t pair, const char *eps,
                    const char *a0, wane_outcome_t outcome, const claims_setting_t *setting)
{
    wane_verdict_t verdict;
    wane_message_t message = {{.text = ""}};
    wane_verdict_init(verdict);
    wane_status_t status = claims_verdict_at_eps(verdict, pair, eps, a0, &setting->effort, message);
    const char *theorem = wane_verdict_theorem(verdict);
    claim_add(claim,
              claim_decided(status == WANE_OK && wane_verdict_outcome(verdict) == outcome,
                            status == WANE_OK && wane_verdict_outcome(verdict) != outcome),
              1, "%s: %s. %s", name, wane_outcome_name(outcome), theorem != NULL ? theorem : message->text);
    wane_verdict_clear(verdict);
}

void nonlinear_sink(claim_t *claim, const char *student, const char *b, const claims_setting_t *setting)
{
    wane_manifold_t manifold;
    wane_verdict_t any;
    wane_message_t message = {{.text = ""}};
    char *name = base_text("%s | h1 + b h3, b = %s", student, b);
    SCOPED(claims_pair, pair);
    wane_manifold_init(manifold);
    wane_verdict_init(any);
    wane_status_t status = nonlinear_pair(pair, student, b, message);
    if (status == WANE_OK) status = claims_manifold(manifold, pair, &setting->effort, message);
    if (status == WANE_OK) {
        /* Undecided as a whole, since the peak depends on a0; the limit of R is proved nonetheless. */
        claims_verdict_at_eps(any, pair, NULL, NULL, &setting->effort, message);
        const wane_equilibrium_t *sink = claims_only_equilibrium(manifold);
        add_sink(claim, name, manifold, any);
        add_partition(claim, name, pair, sink, setting);
        if (sink != NULL) {
            char *above = rational_above(sink->a);
            char *range = base_text("[%s, 5]", above);
            add_box(claim, name, pair, NULL, range, WANE_OUTCOME_LEARNING, setting);
            add_box(claim, name, pair, "[1/1000, 1/10]", "[1/100, 1]", WANE_OUTCOME_PARTIAL_UNLEARNING,
                    setting);
            flint_free(above);
            flint_free(range);
        }
    } else {
        claim_add_failure(claim, name, message);
    }
    flint_free(name);
    wane_verdict_clear(any);
    wane_manifold_clear(manifold);
}
