/* C4 over ranges of b. */
#include "base/scoped.h"
#include "claims/nonlinear.h"
#include "base/text.h"
#include "wane/bifurcations.h"

#define DEEPEST 8

/* Parts into which the range was cut, 0 if some part resists. */
static slong cover(int *contradicted, const char *student, const fmpq_t lo, const fmpq_t hi,
                   wane_outcome_t outcome, int depth, const claims_setting_t *setting)
{
    wane_verdict_t verdict;
    wane_message_t message = {{.text = ""}};
    SCOPED(claims_pair, pair);
    wane_verdict_init(verdict);
    char *l = fmpq_get_str(NULL, 10, lo), *h = fmpq_get_str(NULL, 10, hi);
    char *b = base_text("[%s, %s]", l, h);
    slong parts = 0;
    int proved = nonlinear_pair(pair, student, b, message) == WANE_OK &&
                 claims_verdict_at_eps(verdict, pair, NULL, NULL, &setting->effort, message) == WANE_OK;
    if (proved && wane_verdict_outcome(verdict) == outcome) parts = 1;
    else if (proved) *contradicted = 1;
    flint_free(l);
    flint_free(h);
    flint_free(b);
    wane_verdict_clear(verdict);
    if (!proved && depth < DEEPEST) {
        SCOPED(fmpq, middle);
        fmpq_add(middle, lo, hi);
        fmpq_div_2exp(middle, middle, 1);
        slong left = cover(contradicted, student, lo, middle, outcome, depth + 1, setting);
        slong right = left > 0 ? cover(contradicted, student, middle, hi, outcome, depth + 1, setting) : 0;
        parts = right > 0 ? left + right : 0;
    }
    return parts;
}

void nonlinear_cover(claim_t *claim, const char *student, const char *b, wane_outcome_t outcome,
                     const claims_setting_t *setting)
{
    int contradicted = 0;
    SCOPED(wane_interval, range);
    slong parts = claims_interval(range, b, NULL) == WANE_OK
                      ? cover(&contradicted, student, range->lo, range->hi, outcome, 0, setting)
                      : 0;
    claim_add(claim, claim_decided(parts > 0, contradicted), 1,
              "%s | h1 + b h3: %s for every b in %s, every eps > 0 and every a0 > 0, from R(0) = 0, proved "
              "by machine on %ld parts of the range",
              student, wane_outcome_name(outcome), b, (long)parts);
}

/* ---- thresholds ---- */

/* Whether the list has this event where expected is, and nothing else is proved about it. */
static const wane_bifurcation_t *find_event(const wane_bifurcations_t list, wane_event_t event,
                                            const arb_t expected)
{
    const wane_bifurcation_t *threshold;
    for (slong i = 0; (threshold = wane_bifurcations_get(list, i)) != NULL; i++)
        if (threshold->event == event && arb_overlaps(threshold->b, expected)) return threshold;
    return NULL;
}

/* learning, partial unlearning, unlearning in this order, by increasing b. */
static int verdicts_in_order(const wane_bifurcations_t list)
{
    static const wane_outcome_t order[3] = {WANE_OUTCOME_LEARNING, WANE_OUTCOME_PARTIAL_UNLEARNING,
                                            WANE_OUTCOME_UNLEARNING};
    for (int i = 0; i < 3; i++) {
        const wane_verdict_range_t *range = wane_bifurcations_verdict(list, i);
        if (range == NULL || range->verdict != order[i]) return 0;
    }
    return wane_bifurcations_verdict(list, 3) == NULL;
}

static void add_thresholds(claim_t *claim, const char *student, const wane_bifurcations_t list,
                           const arb_t b_c)
{
    SCOPED(arb, zero);
    const wane_bifurcation_t *at_one = find_event(list, WANE_EVENT_EQUILIBRIUM_AT_ONE, b_c);
    const wane_bifurcation_t *at_zero = find_event(list, WANE_EVENT_EQUILIBRIUM_AT_ZERO, zero);
    const wane_verdict_range_t *range;
    int some = wane_bifurcations_get(list, 0) != NULL;
    int holds = arb_is_finite(b_c) && at_one != NULL && at_zero != NULL &&
                wane_bifurcations_get(list, 2) == NULL && verdicts_in_order(list);
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(holds, some && !holds), 1,
        "%s | h1 + b h3, -1/2 < b < 1/2: the picture changes at b_c, where the equilibrium reaches R = 1, "
        "and at b = 0, where it reaches R = 0, and nowhere else; in the limit eps -> 0 from a0 = 1/2: "
        "learning below b_c, partial unlearning between them, unlearning above 0 (ranges of b as given)",
        student);
    if (at_one != NULL) evidence_ball(evidence, at_one->b, "b_c");
    for (slong i = 0; (range = wane_bifurcations_verdict(list, i)) != NULL; i++) {
        arb_set_fmpq(zero, range->b->lo, 64);
        evidence_ball(evidence, zero, "%s from b", wane_outcome_name(range->verdict));
        arb_set_fmpq(zero, range->b->hi, 64);
        evidence_ball(evidence, zero, "%s to b", wane_outcome_name(range->verdict));
    }
}

void nonlinear_thresholds(claim_t *claim, const char *student, const arb_t b_c,
                          const claims_setting_t *setting)
{
    wane_bifurcations_t list;
    wane_message_t message = {{.text = ""}};
    SCOPED(wane_interval, range, a0);
    const wane_bifurcation_problem_t problem = {
        .student = student, .teacher = "h1+b*h3", .name = "b", .range = range, .a0 = a0};
    wane_bifurcations_init(list);
    wane_status_t status = claims_interval(range, "[-1/2, 1/2]", message);
    if (status == WANE_OK) status = claims_interval(a0, "1/2", message);
    if (status == WANE_OK) status = wane_bifurcations_compute(list, &problem, &setting->effort, message);
    if (status == WANE_OK) add_thresholds(claim, student, list, b_c);
    else claim_add_failure(claim, "the thresholds in b", message);
    wane_bifurcations_clear(list);
}
