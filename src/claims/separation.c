/* C1: on slow phases the fast flow contracts faster than the slow flow moves. */
#include "base/decimal.h"
#include "base/scoped.h"
#include "base/text.h"
#include "claims/evidence/certify.h"
#include "claims/evidence/evidence.h"

#define STRETCH_DIGITS 6

/* Whether the phase needs a bound of its own: one that stays on R = 0 until it leaves is covered by the
   integrated contraction alone. */
static int needs_bound(const wane_phase_t *phase)
{
    return phase->kind == WANE_PHASE_SLOW &&
           !(phase->branch == WANE_BRANCH_UNCORRELATED && phase->end == WANE_END_EXIT);
}

/* "R from 0 to 0.9, from …": where the bound of a phase holds; free with flint_free. */
static char *stretches_text(const wane_phase_t *phase)
{
    char *text = base_text("%s", phase->branch == WANE_BRANCH_INTERIOR ? "R" : "a");
    for (slong i = 0; i < phase->stretch_count; i++) {
        char *lower, *upper, *longer;
        base_decimal_inside(&lower, &upper, phase->stretch[i].lo, phase->stretch[i].hi, STRETCH_DIGITS);
        longer = base_text("%s%s from %s to %s", text, i > 0 ? " and" : "", lower, upper);
        flint_free(lower);
        flint_free(upper);
        flint_free(text);
        text = longer;
    }
    return text;
}

static void add_bounds(claim_t *claim, const claims_problem_t *problem, const wane_verdict_t verdict)
{
    const wane_phase_t *phase;
    const wane_outcome_t outcome = wane_verdict_outcome(verdict);
    int bounded = outcome != WANE_OUTCOME_UNDECIDED;
    for (slong i = 0; (phase = wane_verdict_phase(verdict, i)) != NULL; i++)
        bounded &= !needs_bound(phase) || arb_is_positive(phase->separation);
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(bounded, 0), 1,
        "%s | %s, a0 = %s, R0 = %s (%s): on the parts of its slow phases that are named, which exclude "
        "exits, folds, corners and a = 0, the fast rate is at least the number given divided by eps times "
        "the relative slow rate",
        problem->student, problem->teacher, problem->a0, problem->R0, wane_outcome_name(outcome));
    for (slong i = 0; (phase = wane_verdict_phase(verdict, i)) != NULL; i++)
        if (needs_bound(phase)) {
            char *where = stretches_text(phase);
            evidence_at_least(evidence, phase->separation, "phase %ld, %s branch, until %s, %s", (long)i + 1,
                              wane_branch_name(phase->branch), wane_phase_end_name(phase->end), where);
            flint_free(where);
        }
}

static void add_certificate(claim_t *claim, const claims_problem_t *problem, const claims_pair_t pair,
                            slong number, const claims_setting_t *setting)
{
    char *text, *name = base_text("%s | %s, a0 = %s", problem->student, problem->teacher, problem->a0);
    wane_verdict_t verdict;
    wane_message_t message = {{.text = ""}};
    wane_verdict_init(verdict);
    if (wane_verdict_certify(verdict, &text, pair->student, pair->teacher, pair->a0, pair->start,
                             &setting->effort, message) == WANE_OK)
        claims_certify(claim, name, text, number);
    else claim_add_failure(claim, "the certificate of this verdict", message);
    wane_verdict_clear(verdict);
    flint_free(name);
}

static void one_problem(claim_t *claim, const claims_problem_t *problem, slong number,
                        const claims_setting_t *setting)
{
    wane_verdict_t verdict;
    wane_kernels_t kernels;
    wane_message_t message = {{.text = ""}};
    SCOPED(claims_pair, pair);
    wane_verdict_init(verdict);
    wane_kernels_init(kernels);
    wane_status_t status = claims_pair_read(pair, problem, NULL, message);
    if (status == WANE_OK)
        status = wane_verdict_compute(verdict, pair->student, pair->teacher, pair->a0, pair->start,
                                      &setting->effort, message);
    if (status == WANE_OK) status = claims_kernels(kernels, pair, &setting->effort, message);
    if (status == WANE_OK) {
        add_bounds(claim, problem, verdict);
        claims_exit(claim, problem, verdict, kernels);
        if (setting->certificates) add_certificate(claim, problem, pair, number, setting);
    } else {
        claim_add_failure(claim, problem->teacher, message);
    }
    wane_kernels_clear(kernels);
    wane_verdict_clear(verdict);
}

void claims_separation(claim_t *claim, const claims_problem_t *problems, slong count,
                       const claims_setting_t *setting)
{
    for (slong i = 0; i < count; i++) one_problem(claim, problems + i, i + 1, setting);
}
