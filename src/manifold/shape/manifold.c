#include "manifold/shape/manifold.h"
#include "base/scoped.h"
#include "manifold/shape/small_R.h"
#include "manifold/shape/interior_branch.h"
#include "manifold/shape/precision_loop.h"

#include <string.h>

void manifold_init(manifold_t manifold)
{
    memset(manifold, 0, sizeof(manifold_struct));
    manifold->side = 1;
    manifold->stable_as_point = manifold->neutral = -1;
    manifold->fold_count = manifold->equilibrium_count = manifold->flow_count = -1;
    arb_init(manifold->a_c);
    arb_init(manifold->a_eq);
    arb_indeterminate(manifold->a_c);
    arb_indeterminate(manifold->a_eq);
    small_R_init(manifold->small_R);
}

static void clear_lists(manifold_t manifold)
{
    for (slong i = 0; i < manifold->fold_count; i++) {
        arb_clear(manifold->folds[i].R);
        arb_clear(manifold->folds[i].a);
    }
    for (slong i = 0; i < manifold->equilibrium_count; i++) {
        arb_clear(manifold->equilibria[i].R);
        arb_clear(manifold->equilibria[i].a);
        arb_clear(manifold->equilibria[i].loss);
    }
    for (slong i = 0; i < manifold->flow_count; i++) {
        arb_clear(manifold->flow[i].R_lo);
        arb_clear(manifold->flow[i].R_hi);
    }
    flint_free(manifold->folds);
    flint_free(manifold->equilibria);
    flint_free(manifold->flow);
}

void manifold_clear(manifold_t manifold)
{
    clear_lists(manifold);
    arb_clear(manifold->a_c);
    arb_clear(manifold->a_eq);
    small_R_clear(manifold->small_R);
}

static void add_fold(manifold_t manifold, const interior_branch_t branch, slong mark)
{
    manifold->folds = flint_realloc(manifold->folds, (manifold->fold_count + 1) * sizeof(wane_fold_t));
    wane_fold_t *fold = manifold->folds + manifold->fold_count++;
    arb_init(fold->R);
    arb_init(fold->a);
    branch_height(fold->a, branch, branch->mark[mark].R);
    arb_mul_si(fold->R, branch->mark[mark].R, manifold->side, branch->kernels->prec);
    fold->a_is_minimum = branch->piece[mark - 1].fold_sign < 0;
}

/* R in the branch's orientation. */
static void add_equilibrium(manifold_t manifold, const interior_branch_t branch, const arb_t R, const arb_t a,
                            wane_equilibrium_kind_t kind)
{
    slong count = ++manifold->equilibrium_count;
    manifold->equilibria = flint_realloc(manifold->equilibria, count * sizeof(wane_equilibrium_t));
    wane_equilibrium_t *equilibrium = manifold->equilibria + count - 1;
    arb_init(equilibrium->R);
    arb_init(equilibrium->a);
    arb_init(equilibrium->loss);
    arb_mul_si(equilibrium->R, R, manifold->side, branch->kernels->prec);
    arb_set(equilibrium->a, a);
    equilibrium->kind = kind;
    loss_at(equilibrium->loss, branch, R, a);
}

/* Zeros of N; a sink iff P N' > 0, and P has the sign of A there: derivations/03. */
static void add_zero_of_N(manifold_t manifold, const interior_branch_t branch, slong mark)
{
    const piece_signs_t *before = branch->piece + mark - 1;
    SCOPED(arb, a);
    branch_height(a, branch, branch->mark[mark].R);
    add_equilibrium(manifold, branch, branch->mark[mark].R, a,
                    before->A_sign * before->N_sign < 0 ? WANE_EQUILIBRIUM_SINK : WANE_EQUILIBRIUM_SADDLE);
}

/* Zeros of P, saddles at a = 0: derivations/03. */
static wane_status_t add_zeros_of_P(manifold_t manifold, interior_branch_t branch, wane_message_t message)
{
    if (branch->small[SHAPE_P]->status == LEADING_ZERO) return WANE_OK;
    arb_t R;
    int sign;
    SCOPED(bracket_list, zeros);
    arb_init(R);
    SCOPED(arb, a);
    int done = interior_branch_zeros(zeros, &sign, branch, SHAPE_P);
    for (slong i = 0; done && i < zeros->count; i++) {
        interior_branch_refine(R, branch, SHAPE_P, zeros->bracket + i);
        add_equilibrium(manifold, branch, R, a, WANE_EQUILIBRIUM_SADDLE);
    }
    arb_clear(R);
    if (done) return WANE_OK;
    return undecided_at(message, branch->kernels->source, "the sign of P %s is not decided",
                        interior_branch_where(branch));
}

/* Insertion sort by |R|; the few equilibria come as two sorted runs. */
static void sort_equilibria(manifold_t manifold)
{
    wane_equilibrium_t *e = manifold->equilibria;
    for (slong i = 1; i < manifold->equilibrium_count; i++) {
        for (slong j = i; j > 0 && arf_cmpabs(arb_midref(e[j - 1].R), arb_midref(e[j].R)) > 0; j--) {
            wane_equilibrium_t swap = e[j];
            e[j] = e[j - 1];
            e[j - 1] = swap;
        }
    }
}

static void add_flow(manifold_t manifold, const interior_branch_t branch, slong piece)
{
    const piece_signs_t *signs = branch->piece + piece;
    manifold->flow = flint_realloc(manifold->flow, (manifold->flow_count + 1) * sizeof(wane_stretch_t));
    wane_stretch_t *flow = manifold->flow + manifold->flow_count++;
    arb_init(flow->R_lo);
    arb_init(flow->R_hi);
    arb_set(flow->R_lo, branch->mark[piece].R);
    arb_set(flow->R_hi, branch->mark[piece + 1].R);
    if (manifold->side < 0) {
        arb_swap(flow->R_lo, flow->R_hi);
        arb_neg(flow->R_lo, flow->R_lo);
        arb_neg(flow->R_hi, flow->R_hi);
    }
    flow->a_sign = signs->A_sign;
    flow->a_direction = signs->N_sign;
    flow->R_direction = manifold->side * signs->N_sign * signs->fold_sign;
    flow->attracting = signs->A_sign * signs->fold_sign < 0;
}

/* (R, a) = (side, a_eq) attracts iff a_eq (a_c - a_eq) > 0; the exact corner iff a_eq N < 0 beside it; never
   if a_eq = 0: derivations/03 (23). */
static int corner_is_stable(const interior_branch_t branch)
{
    slong prec = branch->kernels->prec;
    if (branch->neutral || branch->vanishes_at_one[SHAPE_P]) return 0;
    if (branch->vanishes_at_one[SHAPE_N]) {
        int target = decided_sign(branch->a_eq), inside = branch->piece[branch->mark_count - 2].N_sign;
        return target == 0 ? -1 : target * inside < 0;
    }
    SCOPED(arb, x);
    arb_sub(x, branch->a_c, branch->a_eq, prec);
    arb_mul(x, x, branch->a_eq, prec);
    int sign = decided_sign(x);
    return sign == 0 ? -1 : sign > 0;
}

/* The law at R -> 0 concerns the sign of a for which the branch is high there, that of p_p. */
static void set_small_R(manifold_t manifold, const interior_branch_t branch)
{
    const oriented_kernels_struct *kernels = branch->kernels;
    wane_small_R_struct *small = manifold->small_R;
    small_R_set(small, branch->small_R);
    int sign = small->p < 0 ? 1 : decided_sign(kernels->p + small->p), a_sign = 1;
    if (sign < 0) {
        oriented_kernels_t turned;
        exact_pair_t exact;
        small_series_t N;
        oriented_kernels_init_set(turned, kernels->source, -kernels->a_sign, kernels->R_sign);
        exact_pair_init_set(exact, turned);
        small_series_init_set(N, SHAPE_N, turned, exact, kernels->prec);
        small_correlation_set(small, turned, N);
        a_sign = -1;
        small_series_clear(N);
        exact_pair_clear(exact);
        oriented_kernels_clear(turned);
    }
    small_correlation_turn(small, a_sign, manifold->side);
}

/* What is known without the marks. */
static void describe_ends(manifold_t manifold, const interior_branch_t branch)
{
    arb_set(manifold->a_c, branch->a_c);
    arb_set(manifold->a_eq, branch->a_eq);
    set_small_R(manifold, branch);
}

/* Of a branch whose marks are known, but not the zeros of P, nothing is listed. */
static void forget_lists(manifold_t manifold)
{
    clear_lists(manifold);
    manifold->folds = NULL;
    manifold->equilibria = NULL;
    manifold->flow = NULL;
    manifold->fold_count = manifold->equilibrium_count = manifold->flow_count = 0;
    manifold->stable_as_point = -1;
}

static wane_status_t describe(manifold_t manifold, interior_branch_t branch, wane_message_t message)
{
    manifold->neutral = branch->neutral;
    manifold->fold_count = manifold->equilibrium_count = manifold->flow_count = 0;
    for (slong i = 1; i + 1 < branch->mark_count; i++) {
        if (branch->mark[i].kind == MARK_FOLD) add_fold(manifold, branch, i);
        if (branch->mark[i].kind == MARK_EQUILIBRIUM) add_zero_of_N(manifold, branch, i);
    }
    for (slong i = 0; i + 1 < branch->mark_count; i++) add_flow(manifold, branch, i);
    manifold->stable_as_point = corner_is_stable(branch);
    wane_status_t status = add_zeros_of_P(manifold, branch, message);
    sort_equilibria(manifold);
    if (status != WANE_OK) forget_lists(manifold);
    return status;
}

/* The rest of what is asked of a manifold. */
static wane_status_t see_that_all_is_known(const manifold_t manifold, const kernels_t kernels,
                                           wane_message_t message)
{
    const char *unknown = NULL;
    if (!arb_is_finite(manifold->a_eq)) unknown = "a_eq = P(1)/S(1)";
    else if (!arb_is_finite(manifold->a_c)) unknown = "a_c = 2P'(1)/S'(1)";
    else if (manifold->stable_as_point < 0) unknown = "whether |R| = 1, a = a_eq attracts";
    else if (manifold->small_R->tends_to_zero < 0) unknown = "whether the branch carries R to 0";
    if (unknown == NULL) return WANE_OK;
    return undecided_at(message, kernels, "%s is not determined", unknown);
}

wane_status_t manifold_from_kernels(manifold_t manifold, const kernels_t kernels, int side,
                                    const wane_effort_t *effort, wane_message_t message)
{
    manifold_clear(manifold);
    manifold_init(manifold);
    manifold->side = side < 0 ? -1 : 1;
    interior_branch_struct *branch = interior_branch_new(kernels, 1, manifold->side, message);
    if (branch == NULL) {
        interior_branch_t unmarked;
        interior_branch_init_unmarked(unmarked, kernels, 1, manifold->side);
        describe_ends(manifold, unmarked);
        interior_branch_clear(unmarked);
        return WANE_UNDECIDED;
    }
    describe_ends(manifold, branch);
    wane_status_t status = describe(manifold, branch, message);
    if (status == WANE_OK) status = see_that_all_is_known(manifold, kernels, message);
    interior_branch_free(branch);
    return status;
}
