/* The limit, the peak and the outcome: derivations/08 (12) to (14), 18 (8), (9), (15). */
#include <string.h>

#include "base/scoped.h"
#include "verify/flow/flow.h"

/* The first level that sup R is not known to have come to: sup R >= the R of every one before. */
static slong first_not_reached(const flow_struct *flow, const rise_facts_t *facts)
{
    slong i = 0;
    while (i < flow->level_count && arf_cmp(flow->level[i].R->hi, facts->reach) <= 0) i++;
    /* where N < 0 there is no turn before the next level */
    if (i > 0 && i < flow->level_count && flow->level[i - 1].N_sign < 0 &&
        arf_cmp(facts->reach, flow->level[i].R->lo) < 0)
        i++;
    return i;
}

/* sup R is less than the R of that level. */
static int stays_below(const flow_struct *flow, const rise_facts_t *facts, slong i)
{
    return facts->turns && arf_cmp(facts->turn, flow->level[i].R->lo) < 0;
}

/* Whether the level is not the limit; *blocks: it may be that the solution ends there or leaves through it,
   which settles nothing. */
static int is_ruled_out(int *blocks, const flow_struct *flow, const rise_facts_t *facts, slong i)
{
    const flow_level_t *level = flow->level + i;
    slong open = first_not_reached(flow, facts);
    *blocks = 0;
    if (level->kind == LEVEL_ZERO) return 1;
    if (level->kind == LEVEL_ONE) return facts->turns || level[-1].N_sign >= 0;
    if (level->kind == LEVEL_START && level->N_sign < 0) return 1;
    if (level->kind == LEVEL_SADDLE) {
        *blocks = 1;
        return arf_cmp(level->R->hi, facts->reach) <= 0 || i + 1 < open || stays_below(flow, facts, i);
    }
    *blocks = !verify_level_attracts(flow, i);
    return i + 1 < open || (level->kind == LEVEL_SINK && stays_below(flow, facts, i));
}

/* -1 if more than one is possible. */
slong verify_flow_limit(const flow_struct *flow, const rise_facts_t *facts)
{
    slong found = -1;
    if (facts->settles >= 0) return facts->settles;
    for (slong i = 0; i < flow->level_count; i++) {
        int blocks;
        if (is_ruled_out(&blocks, flow, facts, i)) continue;
        if (blocks || found >= 0) return -1;
        found = i;
    }
    return found;
}

void verify_flow_peak(verify_claim_t peak, const flow_struct *flow, const rise_facts_t *facts, slong limit)
{
    arf_set(peak->lo, facts->reach);
    if (facts->turns) arf_set(peak->hi, facts->turn);
    else arf_one(peak->hi);
    if (limit < 0) return;
    const flow_level_t *level = flow->level + limit;
    if (facts->settles >= 0 || level->kind == LEVEL_ONE) {
        arf_set(peak->lo, level->R->lo);
        arf_set(peak->hi, level->R->hi);
        return;
    }
    arf_max(peak->lo, peak->lo, level->R->lo);
    arf_min(peak->hi, peak->hi, level[1].R->hi);
}

/* x - y against the drop. */
static int compare_drop(const flow_struct *flow, const arf_t x, const arf_t y)
{
    SCOPED(fmpq, p, q);
    arf_get_fmpq(p, x);
    arf_get_fmpq(q, y);
    fmpq_sub(p, p, q);
    return fmpq_cmp(p, &flow->drop);
}

/* NULL if it is not proved. */
static const char *outcome_of(const flow_struct *flow, slong limit, const verify_claim_t peak, int settles)
{
    if (flow->N.vanishes) return "neutral";
    const flow_level_t *level = flow->level + limit;
    if (limit == 0) return "unlearning";
    if (settles || level->kind == LEVEL_ONE || compare_drop(flow, peak->hi, level->R->lo) <= 0)
        return "learning";
    return compare_drop(flow, peak->lo, level->R->hi) > 0 ? "partial-unlearning" : NULL;
}

static int add_conclusion(flow_struct *flow, slong limit, const verify_claim_t peak, int settles, int first)
{
    const char *outcome = outcome_of(flow, limit, peak, settles);
    if (outcome == NULL)
        return verify_refuse(flow->run, "whether R exceeds its limit by more than the drop is not shown");
    if (!first && (flow->limit != limit || strcmp(flow->outcome, outcome) != 0))
        return verify_refuse(flow->run, "the limits are not the same for all of eps");
    if (first) {
        verify_claim_set(flow->peak, peak);
    } else {
        arf_min(flow->peak->lo, flow->peak->lo, peak->lo);
        arf_max(flow->peak->hi, flow->peak->hi, peak->hi);
    }
    flow->limit = limit;
    flow->outcome = outcome;
    return 1;
}

int verify_flow_conclude(flow_struct *flow, const rise_facts_t *facts, int first)
{
    slong limit = flow->N.vanishes ? -1 : verify_flow_limit(flow, facts);
    if (limit < 0 && !flow->N.vanishes)
        return verify_refuse(flow->run, "the bounds leave more than one limit of R possible");
    SCOPED(verify_claim, peak);
    verify_flow_peak(peak, flow, facts, limit);
    return add_conclusion(flow, limit, peak, facts->settles >= 0, first);
}

int verify_flow_conclude_falling(flow_struct *flow)
{
    const flow_level_t *level = flow->level + flow->limit;
    arb_t R;
    if (flow->N.vanishes) return verify_refuse(flow->run, "N = 0, and R falls first");
    SCOPED(verify_claim, peak);
    arb_init(R);
    arb_set_fmpq(R, &flow->R0.lo, flow->prec);
    arb_get_lbound_arf(peak->lo, R, flow->prec);
    arb_set_fmpq(R, &flow->R0.hi, flow->prec);
    arb_get_ubound_arf(peak->hi, R, flow->prec);
    arf_max(peak->lo, peak->lo, level->R->lo);
    arf_max(peak->hi, peak->hi, level->R->hi);
    int good = add_conclusion(flow, flow->limit, peak, 0, 1);
    arb_clear(R);
    return good;
}

int verify_conclude_arrived(flow_struct *flow, const verify_claim_t peak, int settles)
{
    return add_conclusion(flow, flow->limit, peak, settles, 1);
}
