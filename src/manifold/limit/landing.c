/* Where a fast fibre a = const meets the interior branch: derivations/02. */
#include "base/scoped.h"
#include "manifold/limit/itinerary.h"
#include "manifold/shape/rough_range.h"

#define RANGE_PREC 64
#define THIN_BITS 30

/* The limit R -> 0+ from the leading powers: 2 p p_p R^(p-1) against 2 s a s_s R^(2s-1).  a exactly 0 stands
   for 0+; for p > 2s and p_p > 0 it is not said then which of the two is the smaller: derivations/05 (20). */
static int sign_near_zero(const interior_branch_t branch, const arb_t a)
{
    const small_series_struct *P_prime = branch->small[SHAPE_P_PRIME];
    slong s = branch->small_R->s;
    if (P_prime->status == LEADING_ZERO) return -1;
    if (P_prime->status == LEADING_UNDECIDED || s < 0) return 0;
    slong p = P_prime->leading + 1;
    if (p < 2 * s) return decided_sign(P_prime->g);
    if (p > 2 * s) return arb_is_positive(a) || (arb_is_zero(a) && arb_is_negative(P_prime->g)) ? -1 : 0;
    SCOPED(arb, x);
    arb_mul(x, a, branch->kernels->s + s, branch->kernels->prec);
    arb_submul_ui(x, branch->kernels->p + p, 2, branch->kernels->prec);
    return -decided_sign(x);
}

int fibre_sign_at(const interior_branch_t branch, const arb_t R, const arb_t a)
{
    slong prec = branch->kernels->prec;
    if (arb_is_zero(a) && branch->small[SHAPE_P_PRIME]->status == LEADING_ZERO && branch->small_R->s > 0)
        return -1; /* a = 0+, S' > 0 */
    SCOPED(kernel_values, at);
    SCOPED(arb, H);
    oriented_kernels_evaluate(at, branch->kernels, R, prec);
    fibre_form(H, at->P, at->S, a, prec);
    return decided_sign(H);
}

int fibre_sign_at_mark(const interior_branch_t branch, slong mark, const arb_t a)
{
    if (branch->mark[mark].kind == MARK_ZERO) return sign_near_zero(branch, a);
    if (branch->mark[mark].kind == MARK_CROSSING && arb_is_zero(a)) return -1; /* a = 0+ */
    return fibre_sign_at(branch, branch->mark[mark].R, a);
}

int fibre_ends_at_corner(const interior_branch_t branch, const arb_t a)
{
    const slong prec = branch->kernels->prec;
    SCOPED(arb, gap);
    fibre_form(gap, branch->kernels->P_at_one[0], branch->kernels->S_at_one[0], a, prec);
    return branch->neutral && arb_is_zero(gap);
}

/* |a0| of a single number that a still is. */
static int exact_scale(fmpq_t a, const itinerary_t state)
{
    if (state->scale == NULL || state->record->phase_count > 0 ||
        !fmpq_equal(state->scale->lo, state->scale->hi))
        return 0;
    fmpq_abs(a, state->scale->lo);
    return 1;
}

int fibre_meets_mark(const itinerary_t state, const interior_branch_t branch, slong mark)
{
    const mark_t *m = branch->mark + mark;
    SCOPED(fmpq, a);
    return m->kind == MARK_EQUILIBRIUM && exact_scale(a, state) &&
           exact_fibre_meets_zero(branch->exact, SHAPE_N, m->R, a, state->prec);
}

int fibre_meets_start(const itinerary_t state, const interior_branch_t branch, const wane_interval_t R)
{
    SCOPED(fmpq, a, x);
    if (!exact_scale(a, state) || !fmpq_equal(R->lo, R->hi)) return 0;
    fmpq_abs(x, R->lo);
    return exact_fibre_meets_point(branch->exact, x, a);
}

typedef struct {
    const interior_branch_struct *branch;
    const arb_struct *a;
} fibre_context_t;

static void sample_fibre(sample_t sample, void *context, const arf_t R, slong prec)
{
    const fibre_context_t *c = context;
    SCOPED(kernel_jet, jet);
    kernel_jet_evaluate(jet, c->branch->kernels, R, prec);
    fibre_function_sample(sample, jet, c->a, prec);
}

static void range_of_fibre(sample_range_t range, void *context, const sample_t l, const sample_t r)
{
    const fibre_context_t *c = context;
    SCOPED(kernel_jet, at_l, at_r);
    kernel_jet_evaluate(at_l, c->branch->kernels, l->R, RANGE_PREC);
    kernel_jet_evaluate(at_r, c->branch->kernels, r->R, RANGE_PREC);
    rough_fibre_range(range, c->branch->kernels, c->a, at_l, at_r);
}

/* A point right of 0 where H_a is positive already; needs H_a > 0 near 0. */
static int positive_point_near_zero(arf_t l, const sampler_t *sampler, const arf_t r)
{
    int found = 0;
    SCOPED(sample, sample);
    arf_set_round(l, r, 32, ARF_RND_DOWN);
    for (int i = 0; i < 2000 && !found; i++) {
        arf_mul_2exp_si(l, l, -1);
        sampler->sample(sample, sampler->context, l, 64);
        found = arb_is_positive(sample->value);
    }
    return found;
}

static int landing_at(arb_t R, const interior_branch_t branch, slong piece, const arb_t a)
{
    const mark_t *left = branch->mark + piece, *right = left + 1;
    fibre_context_t context = {branch, a};
    sampler_t sampler = {
        .sample = sample_fibre, .range = branch->kernels->rough ? range_of_fibre : NULL, .context = &context};
    bracket_t bracket;
    int found = 1;
    arf_init(bracket.l);
    arf_init(bracket.r);
    bracket.sign_left = 1;
    arb_get_lbound_arf(bracket.r, right->R, branch->kernels->prec);
    if (left->kind == MARK_ZERO) found = positive_point_near_zero(bracket.l, &sampler, bracket.r);
    else arb_get_ubound_arf(bracket.l, left->R, branch->kernels->prec);
    found = found && arf_cmp(bracket.l, bracket.r) < 0; /* in a family the marks' balls may overlap */
    if (found) refine_zero(R, &sampler, &bracket, branch->kernels->prec);
    found = found && arb_is_finite(R);
    arf_clear(bracket.l);
    arf_clear(bracket.r);
    return found;
}

/* The landing point falls as a rises, derivations/16 (2): a wide ball of a goes to the hull of its ends'
   images, if both ends certainly land on the piece. */
static int landing_between(arb_t R, const interior_branch_t branch, slong piece, const arb_t a)
{
    arb_t end[2], image;
    arf_t bound[2];
    arb_init(image);
    for (int i = 0; i < 2; i++) {
        arb_init(end[i]);
        arf_init(bound[i]);
    }
    arb_get_interval_arf(bound[0], bound[1], a, branch->kernels->prec);
    int found = 1;
    for (int i = 0; i < 2; i++) {
        arb_set_arf(end[i], bound[i]);
        found = found && fibre_sign_at_mark(branch, piece, end[i]) > 0 &&
                fibre_sign_at_mark(branch, piece + 1, end[i]) < 0;
    }
    found = found && landing_at(R, branch, piece, end[0]) && landing_at(image, branch, piece, end[1]);
    if (found) arb_union(R, R, image, branch->kernels->prec);
    for (int i = 0; i < 2; i++) {
        arb_clear(end[i]);
        arf_clear(bound[i]);
    }
    arb_clear(image);
    return found;
}

int landing_point(arb_t R, const interior_branch_t branch, slong piece, const arb_t a)
{
    const mark_t *right = branch->mark + piece + 1;
    if (arb_is_zero(a) && right->kind == MARK_CROSSING) { /* a = 0+: the limit is the zero of A */
        arb_set(R, right->R);
        return 1;
    }
    if (arb_rel_accuracy_bits(a) < THIN_BITS && arb_is_positive(a) && landing_between(R, branch, piece, a))
        return 1;
    return landing_at(R, branch, piece, a);
}

#define CORNER_MARGIN (-20)   /* of a, beside a_c */
#define CORNER_ROUNDING (-24) /* of R, so that a ball up to 1 ends there exactly */

/* A point below lo and a_c, and one above hi, a_c and the exit from that below. */
static int bounds_at_corner(arb_t low, arb_t high, const interior_branch_t branch, const arb_t a)
{
    const slong prec = branch->kernels->prec;
    SCOPED(arb, a_out);
    SCOPED(entry_exit, growth);
    arb_min(low, a, branch->a_c, prec);
    arb_get_lbound_arf(arb_midref(low), low, prec);
    mag_zero(arb_radref(low));
    arb_mul_2exp_si(a_out, low, CORNER_MARGIN);
    arb_sub(low, low, a_out, prec);
    arb_set(growth->target, branch->a_eq);
    arb_set(growth->zero, branch->a_c);
    if (!arb_is_positive(low) || delayed_exit_solve(a_out, growth, low, branch->a_c, NULL, prec) != 1)
        return 0;
    arb_max(high, a, branch->a_c, prec);
    arb_max(high, high, a_out, prec);
    arb_get_ubound_arf(arb_midref(high), high, prec);
    mag_zero(arb_radref(high));
    arb_mul_2exp_si(a_out, high, CORNER_MARGIN);
    arb_add(high, high, a_out, prec);
    return 1;
}

/* All that comes to the corner goes down the last piece, from between its point at the height `high` and 1. */
static int land_beside_corner(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    const slong last = branch->mark_count - 2;
    SCOPED(arb, low, high, R, one);
    SCOPED(arf, from);
    if (!bounds_at_corner(low, high, branch, state->a) || fibre_sign_at_mark(branch, last, high) <= 0 ||
        fibre_sign_at_mark(branch, last + 1, high) >= 0 || !landing_at(R, branch, last, high))
        return 0;
    arb_get_lbound_arf(from, R, state->prec);
    arf_mul_2exp_si(from, from, -CORNER_ROUNDING);
    arf_floor(from, from);
    arf_mul_2exp_si(from, from, CORNER_ROUNDING);
    arb_set_arf(R, from);
    arb_one(one);
    arb_union(R, R, one, state->prec);
    if (arf_sgn(from) <= 0) return 0;
    state->piece = last;
    itinerary_move(state, PROOF_FIBRE_CORNER_LANDS, R, state->a, 1)->piece = last;
    *next = STEP_BRANCH;
    return 1;
}

int itinerary_pass_corner(step_t *next, itinerary_t state)
{
    interior_branch_struct *branch;
    if (itinerary_present_branch(&branch, state) != WANE_OK || state->record->phase_count > 0) return 0;
    const piece_signs_t *last = branch->piece + branch->mark_count - 2;
    if (branch->neutral || last->A_sign <= 0 || last->fold_sign >= 0 || !arb_is_positive(branch->a_c) ||
        !arb_is_positive(state->a))
        return 0;
    SCOPED(arb, gap, one);
    arb_sub(gap, branch->a_eq, branch->a_c, state->prec);
    if (!branch->vanishes_at_one[SHAPE_N] && arb_is_positive(gap))
        return land_beside_corner(next, state, branch);
    if (last->N_sign > 0 || !(branch->vanishes_at_one[SHAPE_N] || arb_is_negative(gap))) return 0;
    arb_one(one);
    itinerary_move(state, PROOF_FIBRE_CORNER_ALIGNED, one, state->a, 1);
    *next = STEP_ALIGNED;
    return 1;
}
