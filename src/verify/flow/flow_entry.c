/* From (a0, R0) to the orientation and the way in: derivations/08 (1), 18 (5) to (7), (19). */
#include "base/scoped.h"
#include "verify/flow/flow.h"

static int sign_of(const range_t *range)
{
    if (fmpq_sgn(&range->lo) > 0) return 1;
    return fmpq_sgn(&range->hi) < 0 ? -1 : 0;
}

static int is_zero(const range_t *range)
{
    return fmpq_is_zero(&range->lo) && fmpq_is_zero(&range->hi);
}

/* From 0 on, with this sign. */
static int begins_at_zero(const range_t *range, int sign)
{
    return sign > 0 ? fmpq_is_zero(&range->lo) && fmpq_sgn(&range->hi) > 0
                    : sign < 0 && fmpq_is_zero(&range->hi) && fmpq_sgn(&range->lo) < 0;
}

static void turn(range_t *range, int sign)
{
    if (sign > 0) return;
    fmpq_swap(&range->lo, &range->hi);
    fmpq_neg(&range->lo, &range->lo);
    fmpq_neg(&range->hi, &range->hi);
}

/* p_1 = 0: the line is invariant.  a0 = 0 = p_0: an equilibrium. */
static int orient_on_line(flow_struct *flow)
{
    run_struct *run = flow->run;
    int p_0, p_1, exactly = run->R0_kind[1] == 0;
    if (!verify_sign_of_p(&p_1, run, 1)) return verify_refuse(run, "the sign of p_1 is not shown");
    if (p_1 == 0) { /* whatever a0 is */
        flow->entry = ENTRY_STILL;
        return exactly || verify_refuse(run, "p_1 = 0, and R0 is not exactly 0");
    }
    if (flow->a_sign == 0) {
        if (!verify_sign_of_p(&p_0, run, 0)) return verify_refuse(run, "the sign of p_0 is not shown");
        if (!is_zero(&flow->a0.range) && !begins_at_zero(&flow->a0.range, p_0))
            return verify_refuse(run, "a0 has no sign, that of p_0 if 0 is one of its values");
        flow->a_sign = p_0;
        if (p_0 == 0) {
            flow->entry = ENTRY_STILL;
            return exactly || verify_refuse(run, "a0 = 0 = p_0, and R0 is not exactly 0");
        }
    }
    flow->R_sign = p_1 * flow->a_sign;
    flow->entry = ENTRY_RISING;
    return 1;
}

int verify_flow_orient(flow_struct *flow)
{
    run_struct *run = flow->run;
    flow->on_line = run->R0_kind != NULL;
    flow->R_sign = 1;
    flow->a_sign = flow->a0.all ? 1 : sign_of(&flow->a0.range);
    if (flow->a_sign == 0 && !is_zero(&flow->a0.range) && !flow->on_line)
        return verify_refuse(run, "a0 has no sign");
    if (flow->on_line) {
        if (!orient_on_line(flow)) return 0;
    } else {
        flow->R_sign = sign_of(&run->R0);
        if (flow->a_sign == 0 || flow->R_sign == 0 || flow->a0.all)
            return verify_refuse(run, "from R0 other than 0, a0 has to be a range without 0");
        fmpq_set(&flow->R0.lo, &run->R0.lo);
        fmpq_set(&flow->R0.hi, &run->R0.hi);
        turn(&flow->R0, flow->R_sign);
        flow->entry = ENTRY_RISING; /* or falling: verify_flow_enter */
    }
    if (!flow->a0.all && flow->a_sign != 0) turn(&flow->a0.range, flow->a_sign);
    return 1;
}

/* The level before all of R0. */
int verify_place_start(flow_struct *flow)
{
    SCOPED(arb, R, left, right);
    verify_range_get_arb(R, &flow->R0, flow->prec);
    flow->before = -1;
    for (slong i = 0; i + 1 < flow->level_count; i++) {
        arb_set_arf(left, flow->level[i].R->hi);
        arb_set_arf(right, flow->level[i + 1].R->lo);
        if (arb_gt(R, left) && arb_lt(R, right)) flow->before = i;
    }
    return flow->before >= 0 || verify_refuse(flow->run, "R0 does not lie strictly between two levels");
}

/* Where solutions end that fall no further than the piece after level i. */
static slong end_of_piece(flow_struct *flow, slong i)
{
    const flow_level_t *level = flow->level + i;
    if (level->N_sign > 0) return i > 0 || verify_level_attracts(flow, 0) ? i : -1;
    if (level->N_sign == 0) return -1;
    if (i == 0 && !(arf_is_zero(level->R->hi) && arb_is_positive(flow->pair->p + 1))) return -1;
    if (level[1].kind == LEVEL_ONE) return i + 1;
    return level[1].kind == LEVEL_SINK && verify_nullcline_above(flow, level->R->lo, i + 1) ? i + 1 : -1;
}

/* V never falls and is at most Phi(R) at R. */
static int is_barred(const flow_struct *flow, slong i, const arb_t V)
{
    return flow->level[i].has_height && arb_gt(V, flow->level[i].Phi);
}

slong verify_limit_of_fall(flow_struct *flow, int caught, const arb_t V)
{
    slong limit = end_of_piece(flow, flow->before);
    if (caught && flow->level[flow->before].N_sign > 0) return limit;
    for (slong i = flow->before; i > 0 && limit >= 0 && !is_barred(flow, i, V); i--)
        if (end_of_piece(flow, i - 1) != limit) limit = -1;
    return limit;
}

/* D, G and V = a (P + D) for all of the ranges. */
int verify_forms_at_start(arb_t D, arb_t G, arb_t V, flow_struct *flow)
{
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES + 2), S = P + DERIVATIVES, R = S + DERIVATIVES, a = R + 1;
    verify_range_get_arb(R, &flow->R0, flow->prec);
    verify_range_get_arb(a, &flow->a0.range, flow->prec);
    int allowed = verify_flow_evaluate(P, S, flow, R);
    verify_nullcline_form(D, P, S, a, flow->prec);
    verify_branch_form(G, P, S, a, flow->prec);
    arb_add(V, P, D, flow->prec);
    arb_mul(V, V, a, flow->prec);
    _arb_vec_clear(P, 2 * DERIVATIVES + 2);
    return allowed;
}

int verify_flow_enter(flow_struct *flow)
{
    if (flow->on_line) return 1;
    if (!verify_place_start(flow)) return 0;
    SCOPED(arb, D, G, V);
    int good = verify_forms_at_start(D, G, V, flow);
    flow->entry = arb_is_positive(G) ? ENTRY_RISING : ENTRY_FALLING;
    if (good && flow->entry == ENTRY_FALLING) {
        good =
            arb_is_nonpositive(G) || verify_refuse(flow->run, "whether R rises or falls first is not shown");
        flow->limit = good ? verify_limit_of_fall(flow, arb_is_nonnegative(D), V) : -1;
        good = good && (flow->limit >= 0 || verify_refuse(flow->run, "where R falls to is not shown"));
    }
    return good;
}
