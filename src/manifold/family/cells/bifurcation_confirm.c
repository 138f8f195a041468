/* Thresholds found by cutting: is what explains the difference of the pictures also proved? */
#include "base/scoped.h"
#include "manifold/family/cells/bifurcation_cells.h"
#include "manifold/shape/interior_branch.h"
#include "manifold/shape/rough_range.h"

typedef struct {
    wane_event_t event;
    int side;
    int proved;
} confirmation_t;

/* Neither the leading coefficient at R = 0 nor the value at |R| = 1 vanishes for any of the kernels. */
static int ends_are_clear(const interior_branch_t branch, shape_function_t f)
{
    SCOPED_VEC(arb, P, 3);
    SCOPED_VEC(arb, S, 3);
    SCOPED(arb, value);
    for (int j = 0; j < 3; j++) {
        arb_set(P + j, branch->kernels->P_at_one[j]);
        arb_set(S + j, branch->kernels->S_at_one[j]);
    }
    if (f == SHAPE_F && branch->kernels->steep)
        rough_fold_value_at_one(value, branch->kernels, branch->kernels->prec);
    else shape_function_value(value, f, P, S, branch->kernels->prec);
    int clear = branch->small[f]->status == LEADING_DECIDED && decided_sign(branch->small[f]->g) != 0 &&
                decided_sign(value) != 0;
    return clear;
}

static int zeros_are_simple(interior_branch_t branch, shape_function_t f)
{
    int sign;
    SCOPED(bracket_list, zeros);
    return interior_branch_zeros(zeros, &sign, branch, f);
}

/* derivations/14 (7): (ii) for one function, (iii) for two. */
static wane_status_t answer_claim(void *context, const kernels_t kernels, const wane_effort_t *effort,
                                  wane_message_t message)
{
    confirmation_t *claim = context;
    unsigned functions = functions_of_event(claim->event);
    int two = (functions & (functions - 1)) != 0;
    interior_branch_t branch;
    interior_branch_init_unmarked(branch, kernels, 1, claim->side);
    claim->proved = 1;
    for (int f = 0; f < SHAPE_COUNT && claim->proved; f++)
        if (functions >> f & 1)
            claim->proved = ends_are_clear(branch, f) && (!two || zeros_are_simple(branch, f));
    interior_branch_clear(branch);
    return claim->proved ? WANE_OK : WANE_UNDECIDED;
}

wane_status_t confirm_thresholds(bifurcations_t bifurcations, members_t members, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (slong i = 0; i < bifurcations->threshold_count && status == WANE_OK; i++) {
        wane_bifurcation_t *threshold = bifurcations->thresholds + i;
        confirmation_t claim = {threshold->event, members->family->side, 0};
        inquiry_t inquiry = {answer_claim, &claim, 1};
        if (inside_events(EVENT_BIT(threshold->event)) == 0) continue;
        status = members_ask(&inquiry, members, threshold->bracket, message);
        if (!claim.proved) threshold->event = WANE_EVENT_PICTURE_CHANGES;
        if (status == WANE_UNDECIDED) status = WANE_OK;
    }
    return status;
}
