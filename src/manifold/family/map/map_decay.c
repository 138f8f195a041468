/* Rows of decay in the limit, where the branch falls from infinity all along (0, 1): the verdict changes at one decay,
   l(R_0), R_0 being where the state lands: derivations/25 (7) to (9). */
#include "base/scoped.h"
#include "manifold/family/map/map_model.h"
#include "manifold/shape/precision_loop.h"

#define BISECTIONS 8
#define MOST_STEPS 12

/* A pair, or a column of them, with the decay of the kernels, in the orientation in which a, R > 0. */
typedef struct {
    interior_branch_t branch;
    arb_t scale; /* a_0 */
    arb_t decay;
    slong prec;
    arb_t place; /* R_0 of every member */
    int is_one;  /* R_0 = 1 for every member */
} landing_t;

/* 0: the state does not leave R = 0. */
static int landing_init(landing_t *landing, const kernels_t kernels, const map_prover_t prover)
{
    const wane_interval_struct *a0 = prover->problem->space->a0->value;
    const int sign = fmpq_sgn(a0->lo) > 0   ? 1
                     : fmpq_sgn(a0->hi) < 0 ? -1
                                            : 0,
              side = sign * (kernels->length > 1 ? decided_sign(kernels->p + 1) : 0);
    const wane_interval_struct *decay = prover->problem->axis[prover->rows].range;
    landing->prec = kernels->prec;
    arb_init(landing->scale);
    arb_init(landing->decay);
    arb_init(landing->place);
    interior_branch_init_unmarked(landing->branch, kernels, sign < 0 ? -1 : 1, side < 0 ? -1 : 1);
    wane_interval_get_arb(landing->scale, a0, landing->prec);
    arb_abs(landing->scale, landing->scale);
    arb_set_fmpq(landing->decay, decay->hi, landing->prec);
    return side != 0;
}

static void landing_clear(landing_t *landing)
{
    interior_branch_clear(landing->branch);
    arb_clear(landing->scale);
    arb_clear(landing->decay);
    arb_clear(landing->place);
}

/* ---- what is asked of every member ---- */

static int has_sign(interior_branch_t branch, shape_function_t f, int expected)
{
    int sign = interior_branch_structural_sign(branch, f);
    SCOPED(bracket_list, zeros);
    if (sign != 0) return sign == expected;
    return interior_branch_zeros(zeros, &sign, branch, f) && zeros->count == 0 && sign == expected;
}

/* p_0 >= 0 < p_1, P' > 0 on (0, 1], A' < 0 on (0, 1). */
static int falls_all_along(interior_branch_t branch)
{
    const oriented_kernels_struct *kernels = branch->kernels;
    return !branch->neutral && kernels->length > 1 && arb_is_nonnegative(kernels->p) &&
           arb_is_positive(kernels->p + 1) && arb_is_positive(kernels->P_at_one[1]) &&
           arb_is_finite(kernels->P_at_one[0]) && arb_is_finite(kernels->S_at_one[0]) &&
           arb_is_positive(kernels->S_at_one[1]) && has_sign(branch, SHAPE_P_PRIME, 1) &&
           has_sign(branch, SHAPE_F, -1);
}

/* ---- where the state lands ---- */

/* Of 2 P' - a_0 S' for all members; 0 is no claim. */
static int side_of_branch(const landing_t *landing, const arf_t R)
{
    const oriented_kernels_struct *kernels = landing->branch->kernels;
    SCOPED(kernel_values, at);
    SCOPED(arb, place, H);
    if (arf_is_one(R)) {
        fibre_form(H, *kernels->P_at_one, *kernels->S_at_one, landing->scale, landing->prec);
    } else {
        arb_set_arf(place, R);
        oriented_kernels_evaluate(at, kernels, place, landing->prec);
        fibre_form(H, at->P, at->S, landing->scale, landing->prec);
    }
    return decided_sign(H);
}

/* An R in (0, 1) on that side of R_0 of all members, as near as is cheaply had; 0 or 1 at worst. */
static void approach(arf_t R, const landing_t *landing, int side)
{
    SCOPED(arf, other, middle);
    arf_set_si(R, side > 0 ? 0 : 1);
    arf_set_si(other, side > 0 ? 1 : 0);
    for (int i = 0; i < BISECTIONS; i++) {
        arf_add(middle, R, other, landing->prec, ARF_RND_NEAR);
        arf_mul_2exp_si(middle, middle, -1);
        arf_set(side_of_branch(landing, middle) == side ? R : other, middle);
    }
}

/* One step of Newton's method on the ball; 0 if it gained little. */
static int narrow(arb_t place, const landing_t *landing)
{
    const slong prec = landing->prec;
    SCOPED(kernel_values, at);
    SCOPED(arb, H, slope, middle);
    oriented_kernels_evaluate(at, landing->branch->kernels, place, prec);
    fibre_form(slope, at->P + 1, at->S + 1, landing->scale, prec);
    if (!arb_is_nonzero(slope)) return 0;
    arb_get_mid_arb(middle, place);
    oriented_kernels_evaluate(at, landing->branch->kernels, middle, prec);
    fibre_form(H, at->P, at->S, landing->scale, prec);
    arb_div(H, H, slope, prec);
    arb_sub(middle, middle, H, prec);
    if (!arb_intersection(middle, middle, place, prec)) return 0;
    const int gained = 2 * mag_get_d(arb_radref(middle)) < mag_get_d(arb_radref(place));
    arb_set(place, middle);
    return gained;
}

static void land(landing_t *landing)
{
    SCOPED(arf, lo, hi);
    arf_one(hi);
    const int at_one = side_of_branch(landing, hi);
    landing->is_one = at_one > 0;
    arb_one(landing->place);
    if (landing->is_one) return;
    approach(lo, landing, 1);
    if (at_one < 0) approach(hi, landing, -1);
    arb_set_interval_arf(landing->place, lo, hi, landing->prec);
    for (int i = 0; at_one < 0 && i < MOST_STEPS && narrow(landing->place, landing);) i++;
}

/* The decay at which N vanishes where the state lands. */
static void critical_decay(arb_t decay, const landing_t *landing)
{
    const slong prec = landing->prec;
    const oriented_kernels_struct *kernels = landing->branch->kernels;
    SCOPED(kernel_values, at);
    SCOPED(arf, hi);
    oriented_kernels_evaluate(at, kernels, landing->place, prec);
    for (int j = 0; j < 2 && landing->is_one; j++) {
        arb_set(at->P + j, kernels->P_at_one[j]);
        arb_set(at->S + j, kernels->S_at_one[j]);
    }
    arb_get_ubound_arf(hi, landing->place, prec);
    if (arf_cmp_si(hi, 1) < 0) {
        arb_div(decay, at->P, landing->scale, prec);
    } else {
        arb_mul(decay, at->P, at->S + 1, prec);
        arb_div(decay, decay, at->P + 1, prec);
        arb_mul_2exp_si(decay, decay, -1);
    }
    arb_sub(decay, decay, at->S, prec);
    arb_add(decay, decay, landing->decay, prec);
}

/* ---- how it moves with the parameter ---- */

/* derivations/25 (8) */
static void decay_slope(arb_t slope, arb_t R_slope, const moving_t *moving, const arb_t R, const arb_t offset)
{
    const slong prec = moving->member->kernels->prec;
    SCOPED(kernel_values, at);
    SCOPED_VEC(arb, Q, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, x);
    moving_evaluate(at, Q, moving, R, offset);
    if (moving->kind == MARK_ONE) {
        arb_zero(R_slope);
        arb_mul(slope, Q, at->P + 1, prec);
        arb_submul(slope, at->P, Q + 1, prec);
        arb_mul(slope, slope, at->S + 1, prec);
        arb_sqr(x, at->P + 1, prec);
        arb_div(slope, slope, x, prec);
        arb_mul_2exp_si(slope, slope, -1);
        return;
    }
    arb_mul(x, &moving->scale, at->S + 2, prec);
    arb_mul_2exp_si(x, x, -1);
    arb_sub(x, x, at->P + 2, prec);
    arb_div(R_slope, Q + 1, x, prec);
    arb_mul(x, at->S + 1, R_slope, prec);
    arb_mul_2exp_si(x, x, -1);
    arb_div(slope, Q, &moving->scale, prec);
    arb_sub(slope, slope, x, prec);
}

/* The state lands inside for every member, or at 1 for every one. */
static int is_of_one_kind(const landing_t *landing)
{
    SCOPED(arb, one);
    arb_one(one);
    return landing->is_one || (arb_is_positive(landing->place) && arb_lt(landing->place, one));
}

static void set_slope(map_model_t *model, map_prover_t prover, const landing_t *column)
{
    landing_t member;
    SCOPED(fmpq, width);
    SCOPED(arb, height);
    const kernels_struct *source = column->branch->kernels->source,
                         *centre = map_model_centre(width, model, prover);
    if (centre == NULL) return;
    if (landing_init(&member, centre, prover)) {
        land(&member);
        critical_decay(height, &member);
        moving_t moving = {.kind = column->is_one ? MARK_ONE : MARK_EQUILIBRIUM, .slope = decay_slope};
        if (moving_init(&moving, member.branch, source, width)) {
            arb_set(&moving.R, member.place);
            arb_set(&moving.scale, member.scale);
            model->has_slope[0] =
                moving_set_parts(model->at, model->slope, &moving, column->place, height, width);
        }
        moving_clear(&moving);
    }
    landing_clear(&member);
}

/* ---- the partition ---- */

static int starts_at_zero(const wane_start_t start)
{
    return start->kind != WANE_START_VALUE ||
           (fmpq_is_zero(start->value->lo) && fmpq_is_zero(start->value->hi));
}

static void set_interval(wane_scale_interval_t *interval, const arb_t from, const arb_t to,
                         wane_outcome_t outcome)
{
    arb_init(interval->from);
    arb_init(interval->to);
    arb_set(interval->from, from);
    arb_set(interval->to, to);
    interval->outcome = outcome;
}

/* Below the boundary and above, or undecided without one. */
static void set_partition(map_model_t *model, const arb_t boundary, int is_known)
{
    thresholds_struct *partition = model->thresholds;
    SCOPED(arb, zero, infinity);
    arb_pos_inf(infinity);
    partition->count = is_known ? 2 : 1;
    partition->interval = flint_calloc((size_t)partition->count, sizeof(wane_scale_interval_t));
    model->is_decided = is_known;
    if (is_known) {
        set_interval(partition->interval, zero, boundary, WANE_OUTCOME_PARTIAL_UNLEARNING);
        set_interval(partition->interval + 1, boundary, infinity, WANE_OUTCOME_LEARNING);
    } else {
        set_interval(partition->interval, zero, infinity, WANE_OUTCOME_UNDECIDED);
    }
    map_model_make_room(model);
}

void map_model_of_decays(map_model_t *model, map_prover_t prover, const kernels_t kernels)
{
    landing_t column;
    SCOPED(arb, boundary, constant);
    int known = landing_init(&column, kernels, prover) && starts_at_zero(prover->problem->space->start) &&
                falls_all_along(column.branch);
    if (known) {
        land(&column);
        critical_decay(boundary, &column);
        known = arb_is_finite(boundary);
    }
    set_partition(model, boundary, known);
    if (known) arb_sub(constant, kernels->s, column.decay, column.prec);
    model->at_zero = arb_is_positive(constant) ? MAP_ZERO_ALL : MAP_ZERO_LEARNING; /* c_0 != 0 */
    if (known && is_of_one_kind(&column) && arb_is_exact(column.scale) &&
        map_model_has_slopes(prover, kernels))
        set_slope(model, prover, &column);
    landing_clear(&column);
}
