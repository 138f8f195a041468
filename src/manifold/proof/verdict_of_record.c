/* The verdict in the singular limit, as its proof shows it. */
#include "manifold/proof/record.h"
#include "manifold/shape/small_R.h"
#include "manifold/shape/interior_branch.h"

static void proof_phase_init(wane_phase_t *phase)
{
    arb_init(phase->R_from);
    arb_init(phase->R_to);
    arb_init(phase->a_from);
    arb_init(phase->a_to);
    arb_init(phase->slow_time);
    arb_init(phase->loss_from);
    arb_init(phase->loss_to);
    arb_init(phase->separation);
    arb_indeterminate(phase->separation);
    phase->stretch_count = 0;
    for (int i = 0; i < WANE_MOST_STRETCHES; i++) {
        arb_init(phase->stretch[i].lo);
        arb_init(phase->stretch[i].hi);
    }
}

void proof_phase_clear(wane_phase_t *phase)
{
    arb_clear(phase->R_from);
    arb_clear(phase->R_to);
    arb_clear(phase->a_from);
    arb_clear(phase->a_to);
    arb_clear(phase->slow_time);
    arb_clear(phase->loss_from);
    arb_clear(phase->loss_to);
    arb_clear(phase->separation);
    for (int i = 0; i < WANE_MOST_STRETCHES; i++) {
        arb_clear(phase->stretch[i].lo);
        arb_clear(phase->stretch[i].hi);
    }
}

static wane_branch_t branch_of(const proof_step_t *step)
{
    const wane_branch_t branch = proof_rule_row(step->rule)->branch;
    return branch == WANE_BRANCH_ALIGNED && step->R_sign < 0 ? WANE_BRANCH_ANTI_ALIGNED : branch;
}

static void set_phase(wane_phase_t *phase, const proof_step_t *step)
{
    const proof_rule_row_t *row = proof_rule_row(step->rule);
    proof_phase_init(phase);
    phase->kind = row->phase;
    phase->branch = branch_of(step);
    phase->end = row->end;
    proof_turn(phase->R_from, step->R_from, step->R_sign);
    proof_turn(phase->R_to, step->R_to, step->R_sign);
    proof_turn(phase->a_from, step->a_from, step->a_sign);
    proof_turn(phase->a_to, step->a_to, step->a_sign);
    arb_set(phase->loss_from, step->loss_from);
    arb_set(phase->loss_to, step->loss_to);
    if (row->phase == WANE_PHASE_SLOW) arb_indeterminate(phase->slow_time);
}

static void set_exit(verdict_t verdict, const proof_step_t *step)
{
    verdict->has_exit = 1;
    verdict->exit_branch = branch_of(step);
    proof_turn(verdict->a_static, step->turn, step->a_sign);
    proof_turn(verdict->a_delayed, step->a_to, step->a_sign);
}

static void set_end(verdict_t verdict, const proof_record_t record)
{
    const proof_step_t *last = proof_record_phase(record, record->phase_count - 1);
    proof_turn(verdict->R_final, last->R_to, last->R_sign);
    proof_turn(verdict->a_final, last->a_to, last->a_sign);
    proof_turn(verdict->R_peak, record->R_peak, last->R_sign);
    if (last->law == NULL) return;
    verdict->has_scaling = 1;
    small_R_set(verdict->scaling, last->law);
    small_correlation_turn(verdict->scaling, last->a_sign, last->R_sign);
}

void proof_verdict(verdict_t verdict, const proof_record_t record)
{
    if (record->phase_count > 0)
        verdict->phases = flint_malloc((size_t)record->phase_count * sizeof(wane_phase_t));
    verdict->phase_count = record->phase_count;
    proof_account_take(verdict->account, record);
    proof_take_reasons(&verdict->reasons, &verdict->reason_count, verdict->account);
    for (slong i = 0; i < record->count; i++) {
        const proof_step_t *step = record->step + i;
        if (step->phase >= 0) set_phase(verdict->phases + step->phase, step);
        if (step->has_exit) set_exit(verdict, step);
        if (proof_rule_row(step->rule)->kind != PROOF_CONCLUDES) continue;
        verdict->outcome = proof_rule_row(step->rule)->outcome;
        verdict->proved = 1;
    }
    if (record->has_end) set_end(verdict, record);
}
