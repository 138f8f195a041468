#include "manifold/shape/small_R.h"
#include "manifold/proof/record.h"

#include <string.h>

void proof_record_init(proof_record_t record)
{
    memset(record, 0, sizeof(proof_record_struct));
    arb_init(record->R_peak);
}

static void step_init(proof_step_t *step)
{
    memset(step, 0, sizeof(proof_step_t));
    step->phase = step->piece = step->mark = -1;
    arb_init(step->R_from);
    arb_init(step->R_to);
    arb_init(step->a_from);
    arb_init(step->a_to);
    arb_init(step->loss_from);
    arb_init(step->loss_to);
    entry_exit_init(step->growth);
    arb_init(step->turn);
    arb_init(step->time);
}

static void step_clear(proof_step_t *step)
{
    arb_clear(step->R_from);
    arb_clear(step->R_to);
    arb_clear(step->a_from);
    arb_clear(step->a_to);
    arb_clear(step->loss_from);
    arb_clear(step->loss_to);
    entry_exit_clear(step->growth);
    arb_clear(step->turn);
    arb_clear(step->time);
    if (step->law != NULL) small_R_clear(step->law);
    flint_free(step->law);
}

static void premise_clear(proof_premise_t *premise)
{
    arb_clear(premise->at);
    entry_exit_clear(premise->growth);
    arb_clear(premise->turn);
}

void proof_record_clear(proof_record_t record)
{
    for (slong i = 0; i < record->count; i++) step_clear(record->step + i);
    for (slong i = 0; i < record->premise_count; i++) premise_clear(record->premise + i);
    flint_free(record->step);
    flint_free(record->premise);
    arb_clear(record->R_peak);
}

proof_step_t *proof_record_add(proof_record_t record, proof_rule_t rule, int a_sign, int R_sign)
{
    record->step = flint_realloc(record->step, (size_t)(record->count + 1) * sizeof(proof_step_t));
    proof_step_t *step = record->step + record->count++;
    step_init(step);
    step->rule = rule;
    step->a_sign = a_sign;
    step->R_sign = R_sign;
    if (proof_rule_row(rule)->kind == PROOF_MOVES) step->phase = record->phase_count++;
    return step;
}

proof_premise_t *proof_record_assume(proof_record_t record, premise_kind_t kind, slong step, int a_sign,
                                     int R_sign)
{
    record->premise =
        flint_realloc(record->premise, (size_t)(record->premise_count + 1) * sizeof(proof_premise_t));
    proof_premise_t *premise = record->premise + record->premise_count++;
    *premise = (proof_premise_t){.kind = kind, .step = step, .a_sign = a_sign, .R_sign = R_sign};
    arb_init(premise->at);
    entry_exit_init(premise->growth);
    arb_init(premise->turn);
    return premise;
}

const proof_step_t *proof_record_phase(const proof_record_t record, slong phase)
{
    for (slong i = record->count - 1; i >= 0 && phase >= 0; i--)
        if (record->step[i].phase == phase) return record->step + i;
    return NULL;
}

void proof_turn(arb_t y, const arb_t x, int sign)
{
    if (sign < 0) arb_neg(y, x);
    else arb_set(y, x);
}
