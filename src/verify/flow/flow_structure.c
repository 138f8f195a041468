/* What the structure of the pair says of every start: derivations/08 (15), 22. */
#include <string.h>

#include "base/scoped.h"
#include "verify/flow/flow.h"
#include "verify/kernel/definite.h"
#include "verify/kernel/verifier.h"

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
    flow->outcome = "learning";
    return verify_flow_check_verdict(run, flow->outcome) &&
           verify_flow_check_within(run, "R_peak", one, flow->R_sign) &&
           verify_flow_check_within(run, "R_final", one, flow->R_sign) &&
           verify_flow_check_height(run, "a_final", a, flow->a_sign) &&
           verify_flow_check_null(run, "scaling");
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
    return verify_refuse(flow->run, "landscape: a structure that is not known");
}
