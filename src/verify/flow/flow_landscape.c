/* The levels of Phi = P^2/S where P > 0, from the coverings by signs of P and N: derivations/08 (2). */
#include <string.h>

#include "base/scoped.h"
#include "verify/flow/flow.h"
#include "verify/shape/verifier.h"

static const char *const kind_name[] = {"start", "sink", "saddle", "zero", "one"};

static flow_level_t *add_level(flow_struct *flow, level_kind_t kind, const verify_claim_struct *R, int N_sign)
{
    slong i = flow->level_count++;
    flow->level = flint_realloc(flow->level, (size_t)flow->level_count * sizeof(flow_level_t));
    flow_level_t *level = flow->level + i;
    memset(level, 0, sizeof *level);
    level->kind = kind;
    level->N_sign = N_sign;
    verify_claim_init(level->R);
    arb_init(level->a);
    arb_init(level->Phi);
    if (R != NULL) verify_claim_set(level->R, R);
    return level;
}

/* The interval on which P > 0 begins at that zero of P (0: at R = 0): the first one, or the one around R0. */
static slong positive_interval(const flow_struct *flow)
{
    const profile_t *P = &flow->P;
    slong first = P->sign > 0 ? 0 : 1;
    if (flow->on_line) return first;
    SCOPED(fmpq, end);
    for (; first + 1 < P->count; first += 2) {
        arf_get_fmpq(end, P->zero[first + 1].lo);
        if (fmpq_cmp(&flow->R0.hi, end) < 0) break; /* the next interval lies beyond */
    }
    return first;
}

/* The zeros of N are told apart from the ends of the interval on which P > 0. */
static int derive_levels(flow_struct *flow)
{
    run_struct *run = flow->run;
    const profile_t *P = &flow->P, *N = &flow->N;
    slong first = positive_interval(flow), i = 0;
    int sign = N->vanishes ? 0 : N->sign;
    if (first > P->count) return verify_refuse(run, "P < 0 on all of (0, 1)");
    const verify_claim_struct *left = first > 0 ? P->zero + first - 1 : NULL,
                              *right = first < P->count ? P->zero + first : NULL;
    for (; left != NULL && i < N->count && !verify_claim_below(left, N->zero + i); i++) {
        if (!verify_claim_below(N->zero + i, left))
            return verify_refuse(run, "a zero of N is not told apart from one of P");
        sign = -sign;
    }
    add_level(flow, LEVEL_START, left, sign);
    for (; i < N->count && (right == NULL || !verify_claim_below(right, N->zero + i)); i++) {
        if (right != NULL && !verify_claim_below(N->zero + i, right))
            return verify_refuse(run, "a zero of N is not told apart from one of P");
        sign = -sign;
        add_level(flow, sign > 0 ? LEVEL_SINK : LEVEL_SADDLE, N->zero + i, sign);
    }
    flow_level_t *last = add_level(flow, right != NULL ? LEVEL_ZERO : LEVEL_ONE, right, 0);
    if (right == NULL) verify_claim_set_si(last->R, 1);
    for (i = 0; i + 1 < flow->level_count; i++)
        if (!verify_claim_below(flow->level[i].R, flow->level[i + 1].R))
            return verify_refuse(run, "two levels are not told apart");
    return 1;
}

static void set_heights(flow_level_t *level, const flow_struct *flow)
{
    const pair_struct *pair = flow->pair;
    slong prec = flow->prec, k = arb_is_zero(pair->s) ? flow->s : 0;
    int at_zero = level->kind == LEVEL_START && arf_is_zero(level->R->hi);
    level->has_height = 1;
    if (at_zero) {
        level->has_height = k == 0 || !arb_is_zero(pair->p + k);
        arb_div(level->a, pair->p + k, pair->s + k, prec);
        arb_mul(level->Phi, level->a, pair->p + k, prec);
        if (k > 0) arb_pos_inf(level->a);
    } else if (level->kind == LEVEL_ONE) {
        arb_div(level->a, pair->P_one[0], pair->S_one[0], prec);
        arb_mul(level->Phi, level->a, pair->P_one[0], prec);
    } else if (level->kind == LEVEL_SINK || level->kind == LEVEL_SADDLE) {
        arb_ptr P = _arb_vec_init(2 * DERIVATIVES + 1), S = P + DERIVATIVES, R = P + 2 * DERIVATIVES;
        verify_claim_get_arb(R, level->R, prec);
        verify_pair_evaluate(P, S, pair, R, prec);
        arb_div(level->a, P, S, prec);
        arb_mul(level->Phi, level->a, P, prec);
        _arb_vec_clear(P, 2 * DERIVATIVES + 1);
    } /* else P = 0 there */
}

/* x lies in the interval claimed, or is infinite as claimed. */
static int height_is_claimed(const run_struct *run, const arb_t x, const json_t *json)
{
    SCOPED(verify_claim, claim);
    int good = verify_claim_read(claim, json, 1);
    if (good && arf_is_pos_inf(arb_midref(x))) good = arf_is_pos_inf(claim->lo);
    else good = good && verify_confirms(run, claim, x);
    return good;
}

static int check_level(flow_struct *flow, flow_level_t *level, const json_t *json)
{
    static const char *const keys[] = {"kind", "R", "a", "Phi", NULL};
    const char *kind = json_string_value(json_object_get(json, "kind"));
    const json_t *a = json_object_get(json, "a"), *Phi = json_object_get(json, "Phi");
    set_heights(level, flow);
    SCOPED(verify_claim, R);
    int good = verify_has_exactly(json, keys) && kind != NULL && strcmp(kind, kind_name[level->kind]) == 0 &&
               verify_claim_read(R, json_object_get(json, "R"), 0) && verify_claim_equal(R, level->R);
    if (!good) return verify_refuse(flow->run, "a level's kind or place is not confirmed");
    if (level->has_height)
        good = height_is_claimed(flow->run, level->a, a) && height_is_claimed(flow->run, level->Phi, Phi);
    else good = json_is_null(a) && json_is_null(Phi);
    return good || verify_refuse(flow->run, "a level's a or Phi is not confirmed");
}

static int check_levels(flow_struct *flow, const json_t *list)
{
    if (!derive_levels(flow)) return 0;
    if (!json_is_array(list) || json_array_size(list) != (size_t)flow->level_count)
        return verify_refuse(flow->run, "levels: expected %ld", (long)flow->level_count);
    for (slong i = 0; i < flow->level_count; i++)
        if (!check_level(flow, flow->level + i, json_array_get(list, (size_t)i))) return 0;
    return 1;
}

int verify_set_least_degree(flow_struct *flow)
{
    const pair_struct *pair = flow->pair;
    flow->s = 1;
    while (flow->s < pair->length && arb_is_zero(pair->s + flow->s)) flow->s++;
    return (flow->s < pair->length && arb_is_positive(pair->s + flow->s)) ||
           verify_refuse(flow->run, "the student's least degree is not confirmed");
}

static int sign_is(const json_t *json, int sign)
{
    return json_is_integer(json) && json_integer_value(json) == sign;
}

int verify_flow_landscape(flow_struct *flow, const json_t *json)
{
    static const char *const keys[] = {"a", "R", "at_one", "P", "N", "levels", NULL};
    run_struct *run = flow->run;
    if (!verify_has_exactly(json, keys)) return verify_refuse(run, "landscape: not well formed");
    if (!sign_is(json_object_get(json, "a"), flow->a_sign) ||
        !sign_is(json_object_get(json, "R"), flow->R_sign))
        return verify_refuse(run, "landscape: the signs of a and R are not those of the start");
    flow->pair = verifier_pair(run->verifier, run->student, run->teacher, flow->a_sign, flow->R_sign);
    if (!verify_check_values_at_one(run, flow->pair, json_object_get(json, "at_one")) ||
        !verify_profile_check(run, &flow->P, flow->pair, SHAPE_VALUE, json_object_get(json, "P")) ||
        !verify_profile_check(run, &flow->N, flow->pair, SHAPE_FLOW, json_object_get(json, "N")) ||
        !verify_set_least_degree(flow))
        return 0;
    if (flow->P.vanishes) return verify_refuse(run, "P = 0 identically");
    if (!check_levels(flow, json_object_get(json, "levels"))) return 0;
    verify_proved(run, "for a %c 0, R %c 0: the signs of P and N on 0 < |R| < 1; levels where P > 0: %ld",
                  flow->a_sign > 0 ? '>' : '<', flow->R_sign > 0 ? '>' : '<', (long)flow->level_count);
    return 1;
}

int verify_level_attracts(const flow_struct *flow, slong i)
{
    const flow_level_t *level = flow->level + i;
    const pair_struct *pair = flow->pair;
    if (flow->N.vanishes) return 0;
    if (level->kind == LEVEL_SINK) return 1;
    if (level->kind == LEVEL_ONE) return level[-1].N_sign < 0;
    if (level->kind != LEVEL_START || !arf_is_zero(level->R->hi)) return 0;
    return level->N_sign > 0 && level->has_height && (arb_is_zero(pair->s) || arb_is_zero(pair->p + 1));
}

#define DEEPEST 24

/* D = P - c S over [l, r], c = B(sink), by its sign; at the sink, where D = 0, and at R = 0, where D >= 0 if
   c_0 = 0, by the slope's. */
static int positive_on(flow_struct *flow, const arf_t l, const arf_t r, slong sink, int depth)
{
    const arb_struct *c = flow->level[sink].a;
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES + 2), S = P + DERIVATIVES, R = S + DERIVATIVES, D = R + 1;
    arb_set_interval_arf(R, l, r, flow->prec);
    int allowed = verify_flow_evaluate(P, S, flow, R), positive = 0;
    if (allowed) {
        verify_nullcline_form(D, P, S, c, flow->prec);
        positive = arb_is_positive(D);
        verify_nullcline_form(D, P + 1, S + 1, c, flow->prec);
        if (!positive && arf_equal(r, flow->level[sink].R->hi)) positive = arb_is_negative(D);
        else if (!positive && arf_is_zero(l) && arb_is_zero(flow->pair->s))
            positive = arb_is_nonnegative(flow->pair->p) && arb_is_positive(D);
    }
    _arb_vec_clear(P, 2 * DERIVATIVES + 2);
    if (!allowed || positive || depth == DEEPEST) return positive;
    SCOPED(arf, m);
    arf_add(m, l, r, flow->prec, ARF_RND_NEAR);
    arf_mul_2exp_si(m, m, -1);
    positive = arf_cmp(l, m) < 0 && arf_cmp(m, r) < 0 && positive_on(flow, m, r, sink, depth + 1) &&
               positive_on(flow, l, m, sink, depth + 1);
    return positive;
}

int verify_nullcline_above(flow_struct *flow, const arf_t from, slong sink)
{
    return arf_cmp(from, flow->level[sink].R->hi) < 0 &&
           positive_on(flow, from, flow->level[sink].R->hi, sink, 0);
}

int verify_gain_exceeds(flow_struct *flow, const arf_t r, const arb_t V)
{
    const slong prec = flow->prec;
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES + 1), S = P + DERIVATIVES, R = S + DERIVATIVES;
    arb_set_arf(R, r);
    int exceeds = verify_flow_evaluate(P, S, flow, R);
    arb_sqr(P, P, prec);
    arb_div(P, P, S, prec);
    exceeds = exceeds && arb_gt(V, P);
    _arb_vec_clear(P, 2 * DERIVATIVES + 1);
    return exceeds;
}
