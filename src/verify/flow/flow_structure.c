/* What the structure of the pair says of every start: derivations/08 (15), 22. */
#include <string.h>

#include "base/scoped.h"
#include "verify/flow/flow.h"
#include "verify/shape/definite.h"
#include "verify/shape/verifier.h"

static int sign_is(const json_t *json, int sign)
{
    return json_is_integer(json) && json_integer_value(json) == sign;
}

/* The signs of a and R with which P and P' are positive on -1 < R < 1. */
static int orient(flow_struct *flow, const json_t *json)
{
    run_struct *run = flow->run;
    const pair_struct *pair = verifier_pair(run->verifier, run->student, run->teacher, 1, 1);
    const int P = verify_kernel_definite_sign(pair, 0), slope = verify_kernel_definite_sign(pair, 1);
    flow->a_sign = P;
    flow->R_sign = P * slope;
    if (flow->R_sign == 0)
        return verify_refuse(run, "that P and P' do not vanish on -1 < R < 1 is not shown");
    if (!sign_is(json_object_get(json, "a"), flow->a_sign) ||
        !sign_is(json_object_get(json, "R"), flow->R_sign))
        return verify_refuse(run, "landscape: the signs of a and R are not those with P, P' > 0");
    flow->pair = verifier_pair(run->verifier, run->student, run->teacher, flow->a_sign, flow->R_sign);
    return 1;
}

static int N_is_negative(flow_struct *flow, const json_t *json)
{
    run_struct *run = flow->run;
    if (!verify_check_values_at_one(run, flow->pair, json_object_get(json, "at_one")) ||
        !verify_profile_check(run, &flow->N, flow->pair, SHAPE_FLOW, json_object_get(json, "N")))
        return 0;
    return (!flow->N.vanishes && flow->N.count == 0 && flow->N.sign < 0) ||
           verify_refuse(run, "N < 0 on all of 0 < |R| < 1 is not shown");
}

/* 22 (17): R -> 1, a -> B(1). */
static int check_rising(flow_struct *flow, const json_t *json)
{
    static const char *const keys[] = {"structure", "a", "R", "at_one", "N", NULL};
    run_struct *run = flow->run;
    if (!verify_has_exactly(json, keys)) return verify_refuse(run, "landscape: not well formed");
    if (!orient(flow, json) || !N_is_negative(flow, json)) return 0;
    verify_proved(
        run, "P, P' > 0 on -1 < R < 1 and N < 0 for R > 0, after reflections: every solution tends to R = %d",
        flow->R_sign);
    SCOPED(verify_claim, one);
    SCOPED(arb, a);
    verify_claim_set_si(one, 1);
    arb_div(a, flow->pair->P_one[0], flow->pair->S_one[0], flow->prec);
    return verify_flow_check_verdict(run, "learning") &&
           verify_flow_check_within(run, "R_peak", one, flow->R_sign) &&
           verify_flow_check_within(run, "R_final", one, flow->R_sign) &&
           verify_flow_check_height(run, "a_final", a, flow->a_sign) &&
           verify_flow_check_null(run, "scaling");
}

/* R0 of one sign, a0 turned so that P > 0 (N = 0); the squares of a0. */
typedef struct {
    flow_struct *flow;
    arb_t R0, square, eps, scale;
    arf_t R_lo, R_hi;
    int least_sign, most_sign; /* of the a0 */
    int is_bounded;
} start_t;

static int set_start(start_t *start, flow_struct *flow)
{
    run_struct *run = flow->run;
    const slong prec = flow->prec;
    if (run->R0_kind != NULL || fmpq_sgn(&run->R0.lo) * fmpq_sgn(&run->R0.hi) <= 0)
        return verify_refuse(run, "R0: expected numbers of one sign where the structure decides");
    flow->R_sign = fmpq_sgn(&run->R0.lo);
    flow->a_sign = 1;
    flow->pair = verifier_pair(run->verifier, run->student, run->teacher, 1, flow->R_sign);
    verify_range_get_arb(start->R0, &run->R0, prec);
    arb_abs(start->R0, start->R0);
    arb_get_interval_arf(start->R_lo, start->R_hi, start->R0, prec);
    start->flow = flow;
    start->is_bounded = !flow->eps.all && !flow->a0.all;
    start->least_sign = start->most_sign = 1;
    if (!flow->eps.all) verify_range_get_arb(start->eps, &flow->eps.range, prec);
    if (!flow->a0.all) {
        SCOPED(arf, least, most);
        verify_range_get_arb(start->scale, &flow->a0.range, prec);
        arb_get_abs_lbound_arf(least, start->scale, prec);
        arb_get_abs_ubound_arf(most, start->scale, prec);
        arb_set_interval_arf(start->square, least, most, prec);
        arb_sqr(start->square, start->square, prec);
        start->least_sign = fmpq_sgn(&flow->a0.range.lo);
        start->most_sign = fmpq_sgn(&flow->a0.range.hi);
    }
    return verify_set_least_degree(flow);
}

static void turn_scale(start_t *start)
{
    const int least = start->least_sign;
    start->flow->a_sign = -1;
    arb_neg(start->scale, start->scale);
    start->least_sign = -start->most_sign;
    start->most_sign = -least;
}

/* The sign of a0^2 - eps (H(R0) - H(0)), c_0 = 0; 0 if it is not one, or refused. */
static int sign_at_zero(arb_t rest, start_t *start)
{
    const slong prec = start->flow->prec;
    SCOPED(arb, H, most);
    if (!start->is_bounded || !verify_invariant_from_zero(H, start->flow, start->R_lo) ||
        !verify_invariant_from_zero(most, start->flow, start->R_hi))
        return 0;
    arb_union(H, H, most, prec);
    arb_mul(rest, start->eps, H, prec);
    arb_sub(rest, start->square, rest, prec);
    return verify_ball_sign(rest);
}

/* The sign of a0^2 + eps (H(R) - H(R0)) - (P/S)^2, the last where N = 0 alone. */
static int sign_of_root_at(start_t *start, const arf_t R, int has_branch)
{
    const slong prec = start->flow->prec;
    SCOPED(arb, value, other, x);
    SCOPED_VEC(arb, P, 2 * DERIVATIVES);
    for (int i = 0; i < 2; i++) { /* H(R) - H(R0) against both ends of R0 */
        const arf_struct *R0 = i == 0 ? start->R_lo : start->R_hi;
        const int above = arf_cmp(R, R0) > 0;
        arb_struct *H = i == 0 ? value : other;
        if (!verify_invariant_increase(H, start->flow, above ? R0 : R, above ? R : R0)) return 0;
        if (!above) arb_neg(H, H);
    }
    arb_union(value, value, other, prec);
    arb_mul(value, value, start->eps, prec);
    arb_add(value, value, start->square, prec);
    if (has_branch) {
        arb_set_arf(x, R);
        verify_pair_evaluate(P, P + DERIVATIVES, start->flow->pair, x, prec);
        arb_div(x, P, P + DERIVATIVES, prec);
        arb_sqr(x, x, prec);
        arb_sub(value, value, x, prec);
    }
    return verify_ball_sign(value);
}

/* The claim for R_final, turned, holds the root: what is claimed to be 0 or at least `beyond` (1, or R0) holds by
   itself. */
static int check_root(verify_claim_t root, start_t *start, const arf_t beyond, int has_branch, int R_sign)
{
    run_struct *run = start->flow->run;
    int good = verify_claim_read(root, json_object_get(run->root, "R_final"), 0);
    verify_claim_turn(root, R_sign);
    good = good && arf_sgn(root->lo) >= 0 && arf_cmp(root->lo, root->hi) <= 0;
    if (good && arf_sgn(root->lo) > 0)
        good = start->is_bounded && arf_cmp_si(root->lo, 1) < 0 &&
               sign_of_root_at(start, root->lo, has_branch) < 0;
    if (good && arf_cmp(root->hi, beyond) < 0)
        good = start->is_bounded && arf_sgn(root->hi) > 0 && sign_of_root_at(start, root->hi, has_branch) > 0;
    return good || verify_refuse(run, "R_final is not confirmed");
}

static int check_peak_of_start(start_t *start)
{
    SCOPED(verify_claim, peak);
    arf_set(peak->lo, start->R_lo);
    arf_set(peak->hi, start->R_hi);
    return verify_flow_check_within(start->flow->run, "R_peak", peak, start->flow->R_sign) &&
           verify_flow_check_null(start->flow->run, "scaling");
}

static int end_at_zero(start_t *start, const arb_t a)
{
    run_struct *run = start->flow->run;
    SCOPED(verify_claim, zero);
    return verify_flow_check_verdict(run, "unlearning") && check_peak_of_start(start) &&
           verify_flow_check_within(run, "R_final", zero, 1) &&
           verify_flow_check_height(run, "a_final", a, 1);
}

/* 22 (19) */
static int check_constant(start_t *start)
{
    run_struct *run = start->flow->run;
    int sign;
    SCOPED(arb, a);
    if (!verify_shape_vanishes(start->flow->pair, SHAPE_HEIGHT) || !verify_sign_of_p(&sign, run, 0) ||
        sign == 0)
        return verify_refuse(run, "that P is a constant other than 0 is not shown");
    verify_proved(run, "P' = 0, P != 0: R tends to 0 from every start");
    arb_div(a, verify_function_data_coefficient(run->teacher, 0),
            verify_function_data_coefficient(run->student, 0), start->flow->prec);
    return end_at_zero(start, a);
}

static const char *outcome_at_rest(const start_t *start, const verify_claim_t root)
{
    SCOPED(fmpq, x, loss);
    const range_t *R0 = &start->flow->run->R0;
    for (int i = 0; i < 2; i++) {
        fmpq_abs(loss,
                 (i == 0) == (start->flow->R_sign > 0) ? &R0->lo : &R0->hi); /* the least, the largest |R0| */
        arf_get_fmpq(x, i == 0 ? root->hi : root->lo);
        fmpq_sub(loss, loss, x);
        const int order = fmpq_cmp(loss, &start->flow->drop);
        if (i == 0 && order > 0) return "partial-unlearning";
        if (i == 1 && order <= 0) return "learning";
    }
    return NULL;
}

/* 22 (20): on a = 0. */
static int end_at_rest(start_t *start)
{
    run_struct *run = start->flow->run;
    SCOPED(verify_claim, root, R0);
    SCOPED(arb, zero);
    const char *outcome = "learning";
    int good;
    if (start->least_sign == 0 && start->most_sign == 0) {
        arf_set(R0->lo, start->R_lo);
        arf_set(R0->hi, start->R_hi);
        good = verify_flow_check_within(run, "R_final", R0, start->flow->R_sign); /* nothing moves */
    } else {
        good = check_root(root, start, start->R_hi, 0, start->flow->R_sign);
        outcome = good ? outcome_at_rest(start, root) : NULL;
        if (good && outcome == NULL)
            good = verify_refuse(run, "whether R exceeds its limit by more than the drop is not shown");
    }
    return good && verify_flow_check_verdict(run, outcome) && check_peak_of_start(start) &&
           verify_flow_check_height(run, "a_final", zero, 1);
}

static void scale_at_zero(arb_t a, const start_t *start, const arb_t rest)
{
    arb_sqrt(a, rest, start->flow->prec);
    if (arb_is_negative(start->scale)) arb_neg(a, a);
    if (start->flow->a_sign < 0) arb_neg(a, a);
}

static int check_zero(start_t *start)
{
    run_struct *run = start->flow->run;
    const arb_struct *s_0 = start->flow->pair->s;
    SCOPED(arb, rest, a);
    if (!verify_shape_vanishes(start->flow->pair, SHAPE_VALUE) || !arb_is_zero(start->flow->pair->p))
        return verify_refuse(run, "that P = 0 is not shown");
    verify_proved(run, "P = 0: a^2 - eps H(R) stays, |a| and |R| fall");
    if (start->least_sign == 0 && start->most_sign == 0) return end_at_rest(start);
    const int sign = !start->is_bounded ? 0
                     : arb_is_zero(s_0) ? sign_at_zero(rest, start)
                                        : -arb_is_positive(s_0);
    if (sign == 0) return verify_refuse(run, "whether a or R comes to 0 first is not shown");
    if (sign < 0) return end_at_rest(start);
    scale_at_zero(a, start, rest);
    return end_at_zero(start, a);
}

/* 22 (21), (22) */
static int check_neutral(start_t *start)
{
    flow_struct *flow = start->flow;
    run_struct *run = flow->run;
    const pair_struct *pair = flow->pair;
    SCOPED(arb, leading, rest, a);
    SCOPED(verify_claim, root);
    SCOPED(arf, one);
    if (!verify_shape_vanishes(pair, SHAPE_FLOW) || verify_shape_leading(leading, pair, SHAPE_VALUE) < 0)
        return verify_refuse(run, "that N = 0 != P is not shown");
    verify_proved(run, "N = 0: a^2 - eps H(R) stays");
    if (verify_ball_sign(leading) < 0) turn_scale(start);
    int sign = -1, good; /* a comes to 0 before R does */
    if (start->least_sign < 0 && !arb_is_positive(pair->s))
        sign = arb_is_zero(pair->s) ? sign_at_zero(rest, start) : 0;
    if (sign > 0 && !arb_is_negative(start->scale)) sign = 0;
    if (sign == 0) return verify_refuse(run, "whether a or R comes to 0 first is not shown");
    const int falls = sign > 0, passes = falls && pair->length > 1 && !arb_is_zero(pair->p + 1);
    if (falls && !passes) {
        scale_at_zero(a, start, rest);
        return end_at_zero(start, a);
    }
    const int side = passes ? -flow->R_sign : flow->R_sign;
    arf_one(one);
    good = check_root(root, start, one, 1, side);
    if (!passes) {
        arf_max(root->lo, root->lo, start->R_lo);
        arf_max(root->hi, root->hi, start->R_hi);
    }
    return good && verify_flow_check_verdict(run, "neutral") &&
           verify_flow_check_within(run, "R_peak", root, side) && verify_flow_check_null(run, "a_final") &&
           verify_flow_check_null(run, "scaling");
}

/* {"structure": …}, and nothing else: which, and all that it needs, is derived. */
static int check_by_invariant(flow_struct *flow, const char *structure, const json_t *landscape)
{
    static const char *const keys[] = {"structure", NULL};
    start_t start;
    if (!verify_has_exactly(landscape, keys)) return verify_refuse(flow->run, "landscape: not well formed");
    arb_init(start.R0);
    arb_init(start.square);
    arb_init(start.eps);
    arb_init(start.scale);
    arf_init(start.R_lo);
    arf_init(start.R_hi);
    int good = set_start(&start, flow);
    if (good && strcmp(structure, "constant") == 0) good = check_constant(&start);
    else if (good && strcmp(structure, "zero") == 0) good = check_zero(&start);
    else if (good && strcmp(structure, "neutral") == 0) good = check_neutral(&start);
    else if (good) good = verify_refuse(flow->run, "landscape: a structure that is not known");
    arb_clear(start.R0);
    arb_clear(start.square);
    arb_clear(start.eps);
    arb_clear(start.scale);
    arf_clear(start.R_lo);
    arf_clear(start.R_hi);
    return good;
}

int verify_flow_is_by_structure(const json_t *landscape)
{
    return json_is_string(json_object_get(landscape, "structure"));
}

int verify_flow_by_structure(flow_struct *flow, const json_t *landscape)
{
    const char *structure = json_string_value(json_object_get(landscape, "structure"));
    if (json_array_size(json_object_get(flow->run->root, "rises")) != 0)
        return verify_refuse(flow->run, "rises: expected none where the structure decides");
    if (strcmp(structure, "rising") == 0) return check_rising(flow, landscape);
    return check_by_invariant(flow, structure, landscape);
}
