/* What follows from the last box of an orbit: derivations/18 (23), (24), (26). */
#include <string.h>

#include "base/scoped.h"
#include "verify/flow/flow.h"

static int is_kind(const json_t *json, const char *kind)
{
    const char *text = json_string_value(json_object_get(json, "kind"));
    return text != NULL && strcmp(text, kind) == 0;
}

/* Ends of the last box, as numbers. */
static void box_ends(arf_t R_lo, arf_t R_hi, const flow_struct *flow)
{
    arf_set_fmpq(R_lo, &flow->R0.lo, flow->prec, ARF_RND_FLOOR);
    arf_set_fmpq(R_hi, &flow->R0.hi, flow->prec, ARF_RND_CEIL);
}

/* {"kind": "rising", "settles": s} */
static int arrive_rising(flow_struct *flow, verify_claim_t after, int *settled, const json_t *json)
{
    static const char *const keys[] = {"kind", "settles", NULL};
    const json_t *settles = json_object_get(json, "settles");
    rise_facts_t facts = {.turns = 0, .settles = -1};
    if (!verify_has_exactly(json, keys) || !json_is_boolean(settles))
        return verify_refuse(flow->run, "arrival: not well formed");
    arf_init(facts.reach);
    arf_init(facts.turn);
    SCOPED(arf, R_hi);
    box_ends(facts.reach, R_hi, flow);
    int good = 1;
    if (json_is_true(settles)) {
        const slong sink = flow->before + 1;
        const flow_level_t *level = flow->level + sink;
        SCOPED(arb, a);
        arb_set_fmpq(a, &flow->a0.range.lo, flow->prec);
        facts.settles = sink;
        good = level->kind == LEVEL_SINK && level[-1].N_sign < 0 && arb_ge(a, level->a) &&
               verify_nullcline_above(flow, facts.reach, sink);
    }
    if (good) flow->limit = verify_flow_limit(flow, &facts);
    good = good && flow->limit >= 0;
    if (good) verify_flow_peak(after, flow, &facts, flow->limit);
    *settled = good && facts.settles >= 0;
    arf_clear(facts.reach);
    arf_clear(facts.turn);
    return good || verify_refuse(flow->run, "arrival: where R rises to is not shown");
}

/* {"kind": "falling"} */
static int arrive_falling(flow_struct *flow, verify_claim_t after, const arb_t D, const arb_t V,
                          const json_t *json)
{
    static const char *const keys[] = {"kind", NULL};
    if (!verify_has_exactly(json, keys)) return verify_refuse(flow->run, "arrival: not well formed");
    flow->limit = verify_limit_of_fall(flow, arb_is_nonnegative(D), V);
    if (flow->limit < 0) return verify_refuse(flow->run, "arrival: where R falls to is not shown");
    const flow_level_t *level = flow->level + flow->limit;
    box_ends(after->lo, after->hi, flow);
    arf_max(after->lo, after->lo, level->R->lo);
    arf_max(after->hi, after->hi, level->R->hi);
    return 1;
}

/* No solution comes to the level any more.  Phi = 0 at a zero of P, and at R = 0 where c_0 = 0 and p > s. */
static int bars(const flow_struct *flow, slong i, const arb_t V)
{
    const flow_level_t *level = flow->level + i;
    int at_zero_of_P =
        level->kind == LEVEL_ZERO || (level->kind == LEVEL_START && !arf_is_zero(level->R->hi));
    int vanishes = at_zero_of_P || (level->kind == LEVEL_START && !level->has_height);
    return vanishes ? arb_is_positive(V) : level->has_height && arb_gt(V, level->Phi);
}

/* {"kind": "confined", "limit": i, "bound": r} */
static int arrive_confined(flow_struct *flow, verify_claim_t after, const arb_t V, const json_t *json)
{
    static const char *const keys[] = {"kind", "limit", "bound", NULL};
    const json_t *limit = json_object_get(json, "limit");
    SCOPED(arf, R_lo, R_hi);
    box_ends(R_lo, R_hi, flow);
    int good = verify_has_exactly(json, keys) && json_is_integer(limit) &&
               verify_read_dyadic(after->hi, json_object_get(json, "bound")) &&
               json_integer_value(limit) >= 0 && json_integer_value(limit) < flow->level_count;
    slong i = good ? (slong)json_integer_value(limit) : 0;
    good = good && verify_level_attracts(flow, i);
    if (good && i > 0) good = arf_cmp(R_lo, flow->level[i - 1].R->hi) > 0 && bars(flow, i - 1, V);
    if (good && i + 1 < flow->level_count)
        good = arf_cmp(R_hi, flow->level[i + 1].R->lo) < 0 && bars(flow, i + 1, V);
    if (good) {
        const flow_level_t *level = flow->level + i;
        flow->limit = i;
        arf_max(after->lo, R_lo, level->R->lo);
        if (level->kind == LEVEL_ONE) {
            good = arf_is_one(after->hi);
            arf_one(after->lo);
        } else if (arf_cmp(after->hi, level[1].R->lo) < 0) {
            good = arf_cmp(after->hi, R_hi) > 0 && arf_cmp(after->hi, level->R->hi) > 0 &&
                   verify_gain_exceeds(flow, after->hi, V);
        } else {
            arf_max(after->hi, after->hi, level[1].R->hi);
        }
    }
    return good || verify_refuse(flow->run, "arrival: that V confines R is not shown");
}

int verify_flow_arrive(flow_struct *flow, const json_t *json)
{
    SCOPED(arb, D, G, V);
    SCOPED(verify_claim, after);
    int settled = 0, good = verify_forms_at_start(D, G, V, flow);
    if (good && is_kind(json, "rising"))
        good = verify_place_start(flow) &&
               (arb_is_positive(G) || verify_refuse(flow->run, "arrival: that R rises is not shown")) &&
               arrive_rising(flow, after, &settled, json);
    else if (good && is_kind(json, "falling"))
        good = verify_place_start(flow) &&
               (arb_is_nonpositive(G) || verify_refuse(flow->run, "arrival: that R falls is not shown")) &&
               arrive_falling(flow, after, D, V, json);
    else if (good && is_kind(json, "confined")) good = arrive_confined(flow, after, V, json);
    else if (good) good = verify_refuse(flow->run, "arrival: not known");
    if (good) {
        settled = settled && arf_cmp(flow->peak->hi, flow->level[flow->limit].R->lo) <= 0;
        arf_max(after->lo, after->lo, flow->peak->lo);
        arf_max(after->hi, after->hi, flow->peak->hi);
        good = verify_conclude_arrived(flow, after, settled);
    }
    return good;
}

/* P_+' at R, all powers with positive coefficients at least 2s; with the tails. */
static int positive_slope(arb_t M, const flow_struct *flow, const arb_t R)
{
    const pair_struct *pair = flow->pair;
    mag_ptr tails = _mag_vec_init(2 * DERIVATIVES + 1), size = tails + 2 * DERIVATIVES;
    int good = 1;
    SCOPED(arb, power, term);
    arb_one(power);
    arb_zero(M);
    for (slong k = 1; good && k < pair->length; k++) {
        if (!arb_is_nonpositive(pair->p + k)) {
            good = k >= 2 * flow->s;
            arb_nonnegative_part(term, pair->p + k);
            arb_mul_si(term, term, k, flow->prec);
            arb_addmul(M, term, power, flow->prec);
        }
        arb_mul(power, power, R, flow->prec);
    }
    arb_get_mag(size, R);
    verify_pair_tails(tails, tails + DERIVATIVES, pair, size);
    good = good && (pair->length >= 2 * flow->s || mag_is_zero(tails + 1)); /* or P is a polynomial */
    arb_add_error_mag(M, tails + 1);
    _mag_vec_clear(tails, 2 * DERIVATIVES + 1);
    return good;
}

/* floor^2 + w/(1 - M/floor) < a^2 and M < floor, with the least a and the greatest R. */
static int stays_above_floor(const flow_struct *flow, const arf_t floor)
{
    const pair_struct *pair = flow->pair;
    const slong prec = flow->prec;
    SCOPED(arb, R, M, t, a, low);
    arb_set_fmpq(R, &flow->R0.hi, prec);
    arb_set_fmpq(a, &flow->a0.range.lo, prec);
    arb_set_arf(low, floor);
    int good = positive_slope(M, flow, R);
    arb_pow_ui(t, R, (ulong)(2 * flow->s - 1), prec);
    arb_mul(t, t, pair->s + flow->s, prec);
    arb_mul_si(t, t, flow->s, prec);
    arb_div(M, M, t, prec);
    arb_sub(M, low, M, prec); /* floor - M */
    good = good && arb_is_positive(M);
    arb_div(M, low, M, prec); /* 1/(1 - M/floor) */
    arb_sqr(t, R, prec);
    arb_neg(t, t);
    arb_log1p(t, t, prec);
    arb_div_si(t, t, -flow->s, prec);
    arb_mul(M, M, t, prec);
    arb_set_fmpq(t, &flow->eps.range.hi, prec);
    arb_mul(M, M, t, prec);
    arb_addmul(M, low, low, prec);
    arb_sqr(a, a, prec);
    good = good && arb_lt(M, a);
    return good;
}

int verify_flow_arrives_at_line(const json_t *orbit)
{
    return is_kind(json_object_get(orbit, "arrival"), "line");
}

/* {"kind": "line", "floor": a} */
int verify_flow_line(flow_struct *flow, verify_claim_t a_final, const json_t *json)
{
    static const char *const keys[] = {"kind", "floor", NULL};
    const pair_struct *pair = flow->pair;
    if (!verify_has_exactly(json, keys) || !verify_read_dyadic(a_final->lo, json_object_get(json, "floor")) ||
        arf_sgn(a_final->lo) <= 0)
        return verify_refuse(flow->run, "arrival: not well formed");
    int on_line = pair->length > 1 && arb_is_zero(pair->s) && arb_is_zero(pair->p + 1);
    if (!on_line || !stays_above_floor(flow, a_final->lo))
        return verify_refuse(flow->run, "arrival: that R falls to the line R = 0 is not shown");
    arf_set_fmpq(a_final->hi, &flow->a0.range.hi, flow->prec, ARF_RND_CEIL);
    verify_proved(flow->run, "R falls to 0, where every point is an equilibrium");
    return 1;
}
