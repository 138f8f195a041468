/* C2: the sign of N = PS' - 2P'S decides the verdict. */
#include "base/scoped.h"
#include "claims/evidence/evidence.h"
#include "base/text.h"
#include "wane/thresholds.h"

static const char *const patterns[] = {"N > 0 on (0, 1)", "N < 0 on (0, 1)",
                                       "N < 0, then N > 0: one zero R*, the sink", "N with several signs"};

static const char *const consequences[] = {"R -> 0 and |a| -> infinity", "R increases to 1", "R -> R*",
                                           "R tends to some attractor"};

/* Where R must end by the sign of N alone (derivations/18 (9)): 0, 1 or the one zero of N. */
static void predicted_limit(arb_t R, claims_N_t pattern, const wane_manifold_t manifold)
{
    if (pattern == CLAIMS_N_POSITIVE) arb_zero(R);
    else if (pattern == CLAIMS_N_NEGATIVE) arb_one(R);
    else if (claims_only_equilibrium(manifold) != NULL) arb_set(R, claims_only_equilibrium(manifold)->R);
    else arb_indeterminate(R);
}

static wane_outcome_t predicted_outcome(claims_N_t pattern)
{
    return pattern == CLAIMS_N_POSITIVE   ? WANE_OUTCOME_UNLEARNING
           : pattern == CLAIMS_N_NEGATIVE ? WANE_OUTCOME_LEARNING
                                          : WANE_OUTCOME_UNDECIDED;
}

/* With a zero of N the height of the peak, and so the outcome, depends on a0 and eps; the limit does not. */
static int outcome_matters(claims_N_t pattern)
{
    return pattern != CLAIMS_N_RISING;
}

static int agrees(claims_N_t pattern, const arb_t limit, const arb_t R_final, wane_outcome_t outcome)
{
    if (!arb_is_finite(limit) || !arb_is_finite(R_final) || !arb_overlaps(limit, R_final)) return 0;
    return !outcome_matters(pattern) ||
           (outcome != WANE_OUTCOME_UNDECIDED && outcome == predicted_outcome(pattern));
}

static int contradicts(claims_N_t pattern, const arb_t limit, const arb_t R_final, wane_outcome_t outcome)
{
    if (!arb_is_finite(limit)) return 0;
    if (arb_is_finite(R_final) && !arb_overlaps(limit, R_final)) return 1;
    return outcome_matters(pattern) && outcome != WANE_OUTCOME_UNDECIDED &&
           outcome != predicted_outcome(pattern);
}

void claims_sign_against_verdict(claim_t *claim, const char *name, const wane_manifold_t manifold,
                                 const wane_verdict_t verdict)
{
    SCOPED(arb, limit, R_final);
    const wane_outcome_t outcome = wane_verdict_outcome(verdict);
    wane_verdict_R_final(R_final, verdict);
    claims_N_t pattern = claims_sign_pattern(manifold);
    predicted_limit(limit, pattern, manifold);
    claim_evidence_t *evidence =
        claim_add(claim,
                  claim_decided(agrees(pattern, limit, R_final, outcome),
                                contradicts(pattern, limit, R_final, outcome)),
                  1, "%s: %s, and for every eps > 0 and every a0 > 0, from R(0) = 0, %s", name,
                  patterns[pattern], consequences[pattern]);
    evidence_ball(evidence, R_final, "limit of R");
}

/* The attractors the signs of N leave: whether R can stop at 0, and elsewhere. */
static void attractors(int *at_zero, int *elsewhere, const wane_manifold_t manifold)
{
    const wane_stretch_t *flow;
    const wane_equilibrium_t *equilibrium;
    *at_zero = wane_manifold_small_R(manifold)->tends_to_zero == 1;
    *elsewhere = 0;
    for (slong i = 0; (flow = wane_manifold_stretch(manifold, i)) != NULL; i++) /* the last one counts */
        *elsewhere = flow->a_direction < 0;
    for (slong i = 0; (equilibrium = wane_manifold_equilibrium(manifold, i)) != NULL; i++)
        *elsewhere |= equilibrium->kind == WANE_EQUILIBRIUM_SINK;
}

static int possible(wane_outcome_t outcome, int at_zero, int elsewhere)
{
    if (outcome == WANE_OUTCOME_UNLEARNING) return at_zero;
    return elsewhere && (outcome == WANE_OUTCOME_LEARNING || outcome == WANE_OUTCOME_PARTIAL_UNLEARNING);
}

/* Several attractors: the initial scale chooses, and the partition of the scales says how. */
static void several_signs(claim_t *claim, const char *name, const wane_manifold_t manifold,
                          const claims_pair_t pair, const claims_setting_t *setting)
{
    int at_zero, elsewhere, holds, fails = 0;
    wane_thresholds_t thresholds;
    const wane_scale_interval_t *scales, *next;
    wane_message_t message = {{.text = ""}};
    wane_thresholds_init(thresholds);
    attractors(&at_zero, &elsewhere, manifold);
    holds = wane_thresholds_compute(thresholds, pair->student, pair->teacher, pair->start, &setting->effort,
                                    message) == WANE_OK;
    for (slong i = 0; holds && (scales = wane_thresholds_interval(thresholds, i)) != NULL; i++)
        fails |= !possible(scales->outcome, at_zero, elsewhere);
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(holds && !fails, fails), 1,
        "%s: N changes its sign more than once, or downwards; in the limit eps -> 0 the initial scale "
        "chooses between the attractors that these signs leave",
        name);
    scales = wane_thresholds_interval(thresholds, 0);
    for (slong i = 1; (next = wane_thresholds_interval(thresholds, i)) != NULL; i++, scales = next)
        evidence_ball(evidence, scales->to, "a0 where %s gives way to %s", wane_outcome_name(scales->outcome),
                      wane_outcome_name(next->outcome));
    wane_thresholds_clear(thresholds);
}

static void one_pair(claim_t *claim, const claims_problem_t *problem, const claims_setting_t *setting)
{
    wane_manifold_t manifold;
    wane_verdict_t verdict;
    wane_message_t message = {{.text = ""}};
    char *name = base_text("%s | %s", problem->student, problem->teacher);
    SCOPED(claims_pair, pair);
    wane_manifold_init(manifold);
    wane_verdict_init(verdict);
    wane_status_t status = claims_pair_read(pair, problem, NULL, message);
    if (status == WANE_OK) status = claims_manifold(manifold, pair, &setting->effort, message);
    if (status == WANE_OK && claims_sign_pattern(manifold) == CLAIMS_N_MIXED) {
        several_signs(claim, name, manifold, pair, setting);
    } else if (status == WANE_OK) {
        status = claims_verdict_at_eps(verdict, pair, NULL, NULL, &setting->effort, message);
        if (status == WANE_OK || status == WANE_UNDECIDED)
            claims_sign_against_verdict(claim, name, manifold, verdict);
        else claim_add_failure(claim, name, message);
    } else {
        claim_add_failure(claim, name, message);
    }
    flint_free(name);
    wane_verdict_clear(verdict);
    wane_manifold_clear(manifold);
}

void claims_sign_of_N(claim_t *claim, const claims_problem_t *pairs, slong count,
                      const claims_setting_t *setting)
{
    for (slong i = 0; i < count; i++) one_pair(claim, pairs + i, setting);
}
