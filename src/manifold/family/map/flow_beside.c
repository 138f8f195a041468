/* derivations/18 (32), (33) */
#include "manifold/family/map/flow_beside.h"

#include <math.h>

#include "base/scoped.h"

#define PREC 96
#define FIRST_STEP 0.03125 /* of artanh R; all steps are powers of 2 */
#define LARGEST_STEP 0.5
#define SHORT_STEP 0.0009765625
#define LEAST_STEP 0.0001220703125
#define BUDGET 400

/* ---- one rise ---- */

typedef struct {
    flow_beside_struct *beside;
    arb_t eps;
    double rho, step, tolerance;
    int has[2], is_sharp; /* upper and lower bound, which hold for all eps on their side */
    bound_piece_t piece[2];
    int below, above;
} march_t;

/* A choice of place: the same for all rises of the pair. */
static const kernel_jet_struct *jet_at(const march_t *march, double rho)
{
    SCOPED(arf, R);
    arf_set_d(R, tanh(rho));
    return jet_cache_get(march->beside->jets, R);
}

/* D >= 0 on the box that the piece sweeps: D is, or D at the left end and D_R all over. */
static int keeps_D(const bound_piece_struct *piece, const rise_cell_t cell)
{
    SCOPED(arb, a, D);
    bound_piece_range(a, piece, cell->width, PREC);
    nullcline_form(D, cell->P, cell->S, a, PREC);
    if (arb_is_nonnegative(D)) return 1;
    nullcline_form(D, cell->left->P, cell->left->S, a, PREC);
    if (!arb_is_nonnegative(D)) return 0;
    nullcline_form(D, cell->P + 1, cell->S + 1, a, PREC);
    return arb_is_nonnegative(D);
}

/* Whether there is a bound over the cell, sharp enough, that holds for all eps on its side. */
static int bound_over(march_t *march, bound_side_t side, const rise_cell_t cell)
{
    bound_piece_struct *piece = march->piece[side];
    const double h = march->step;
    if (bound_over_cell(piece, side, cell, march->eps, PREC)) {
        const double scale = fabs(arf_get_d(piece->value, ARF_RND_NEAR)) +
                             fabs(arf_get_d(piece->slope, ARF_RND_NEAR)),
                     allowed = march->tolerance * h * scale;
        march->is_sharp = march->is_sharp && piece->error < 0.1 * allowed;
        return (piece->error <= allowed || h <= SHORT_STEP) && keeps_D(piece, cell);
    }
    march->is_sharp = 0;
    return h <= SHORT_STEP && straight_bound_over_cell(piece, side, cell, march->eps, PREC) &&
           keeps_D(piece, cell);
}

/* The cell from rho on; 0: a shorter one is to be tried. */
static int pass_cell(march_t *march, const kernel_jet_struct *left, const kernel_jet_struct *right)
{
    int good[2] = {1, 1};
    SCOPED(rise_cell, cell);
    rise_cell_set(cell, left, right, PREC);
    march->is_sharp = 1;
    for (int side = 0; side < 2; side++) {
        good[side] = !march->has[side] || bound_over(march, (bound_side_t)side, cell);
        if (!good[side] && march->step > LEAST_STEP) return 0;
    }
    for (int side = 0; side < 2; side++) {
        march->has[side] = march->has[side] && good[side];
        arf_swap(march->piece[side]->value, march->piece[side]->next);
    }
    return 1;
}

/* The lower bound has come to a = A(R). */
static int has_turned(const march_t *march, const kernel_jet_struct *jet)
{
    SCOPED(arb, a, G);
    arb_set_arf(a, march->piece[BOUND_LOWER]->value);
    speed_form(G, jet->P, jet->S, a, PREC);
    return arb_is_nonpositive(G);
}

/* From here on, in the first piece, every solution with a >= the lower bound rises to the sink and not beyond: 18 (10).
   In a piece with N < 0 none turns before. */
static int settles(const march_t *march, const kernel_jet_struct *jet)
{
    const flow_beside_struct *beside = march->beside;
    const landscape_struct *landscape = beside->problem->landscape;
    const arf_struct *lower = march->piece[BOUND_LOWER]->value;
    if (beside->sink != 1 || landscape->level[0].N_sign >= 0 || arf_cmp(lower, beside->height) < 0 ||
        level_before(landscape, beside->problem->R_lo) != 0 || level_before(landscape, jet->R) != 0)
        return 0;
    return beside->is_highest_first || nullcline_stays_above_sink(landscape, 1, jet->R, lower);
}

/* What has been proved at this R. */
static void conclude(march_t *march, const kernel_jet_struct *jet)
{
    const flow_beside_struct *beside = march->beside;
    if (march->has[BOUND_UPPER] && arf_cmp(jet->R, beside->passed) >= 0) {
        march->below = 1;
        march->has[BOUND_UPPER] = 0;
    }
    if (!march->has[BOUND_LOWER]) return;
    const int in_time = arf_cmp(jet->R, beside->turned) <= 0;
    march->above = in_time && (has_turned(march, jet) || settles(march, jet));
    if (!in_time || march->above) march->has[BOUND_LOWER] = 0;
}

/* The longest step that is a power of 2 and leads to a multiple of itself. */
static void lengthen(march_t *march)
{
    const double twice = 2 * march->step;
    if (march->is_sharp && twice <= LARGEST_STEP && fmod(march->rho, twice) == 0) march->step = twice;
}

static void run(march_t *march)
{
    const kernel_jet_struct *left = jet_at(march, march->rho);
    march->step = FIRST_STEP;
    for (slong count = 0; count < BUDGET && (march->has[0] || march->has[1]); count++) {
        const kernel_jet_struct *right = jet_at(march, march->rho + march->step);
        if (arf_cmp_si(right->R, 1) >= 0) return;
        if (!pass_cell(march, left, right)) {
            march->step /= 2;
            continue;
        }
        march->rho += march->step;
        left = right;
        conclude(march, left);
        lengthen(march);
    }
}

void flow_beside_at(int *below, int *above, flow_beside_t beside, const fmpq_t ratio, double tolerance)
{
    march_t march = {.beside = beside, .tolerance = tolerance, .has = {1, 1}};
    arb_init(march.eps);
    arb_set_fmpq(march.eps, ratio, PREC);
    for (int side = 0; side < 2; side++) bound_piece_init(march.piece[side]);
    arf_set(march.piece[BOUND_UPPER]->value, beside->problem->a_hi);
    arf_set(march.piece[BOUND_LOWER]->value, beside->problem->a_lo);
    run(&march);
    *below = march.below;
    *above = march.above;
    for (int side = 0; side < 2; side++) bound_piece_clear(march.piece[side]);
    arb_clear(march.eps);
}

/* ---- what does not depend on eps ---- */

/* The only sink that a rise can end at, whatever its peak; -1: there are several ends, or another one. */
static slong only_sink(const flow_problem_t problem)
{
    rise_record_t record;
    rise_record_init(&record);
    arb_set_arf(record.peak_lo, problem->R_lo);
    const slong limit = rise_limit(&record, problem->landscape);
    rise_record_clear(&record);
    return limit > 0 && problem->landscape->level[limit].kind == LEVEL_SINK ? limit : -1;
}

/* From R = 0 with a > 0, P > 0 at once. */
static int can_march(const flow_problem_t problem)
{
    return problem->landscape != NULL && !problem->landscape->neutral && problem->entry == ENTRY_RISING &&
           !problem->a0->all && arf_sgn(problem->a_lo) > 0 && arf_is_zero(problem->R_hi) &&
           problem->landscape->P_sign_near_zero > 0 && !problem->landscape->branch->kernels->rough;
}

/* One step of Newton's method for the zero of N in the ball, of a member. */
static int narrow(arb_t zero, const oriented_kernels_t member)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, N, slope, middle);
    oriented_kernels_evaluate(at, member, zero, PREC);
    shape_function_slope(slope, SHAPE_N, at->P, at->S, PREC);
    if (!arb_is_nonzero(slope)) return 0;
    arb_get_mid_arb(middle, zero);
    oriented_kernels_evaluate(at, member, middle, PREC);
    shape_function_value(N, SHAPE_N, at->P, at->S, PREC);
    arb_div(N, N, slope, PREC);
    arb_sub(middle, middle, N, PREC);
    return arb_intersection(zero, middle, zero, PREC);
}

/* The sink of all members, which lies between those of the corners: N is a mean of theirs, and each member has one zero
   in the ball, with the same signs beside it. */
static void set_sink(arb_t R, const flow_beside_t beside)
{
    const kernels_struct *source = beside->problem->kernels;
    SCOPED(arb, hull, zero);
    arb_set(R, beside->problem->landscape->level[beside->sink].R);
    for (slong i = 0; source->corners != NULL && i < source->corners->count; i++) {
        const kernels_struct *corner = kernel_corner(source, i);
        oriented_kernels_t member;
        if (corner == NULL) return;
        oriented_kernels_init_set(member, corner, beside->problem->a_sign, beside->problem->R_sign);
        arb_set(zero, R);
        const int known = narrow(zero, member) && narrow(zero, member);
        oriented_kernels_clear(member);
        if (!known) return;
        if (i == 0) arb_set(hull, zero);
        else arb_union(hull, hull, zero, PREC);
    }
    if (source->corners != NULL) arb_intersection(R, R, hull, PREC);
}

/* sup R against its limit plus the drop. */
static void set_sides(flow_beside_t beside)
{
    SCOPED(arb, height);
    set_sink(height, beside);
    arb_add(height, height, beside->problem->drop, PREC);
    arb_get_interval_arf(beside->turned, beside->passed, height, PREC);
    jet_cache_init(beside->jets, beside->problem->landscape->branch->kernels, PREC);
    beside->has_jets = beside->has_sides = 1;
    level_height(height, beside->problem->landscape, beside->sink);
    arb_get_ubound_arf(beside->height, height, PREC);
    beside->is_highest_first =
        beside->sink == 1 && beside->problem->landscape->level[0].N_sign < 0 &&
        nullcline_stays_above_sink(beside->problem->landscape, 1, beside->problem->R_lo, NULL);
}

wane_status_t flow_beside_init(flow_beside_t beside, const kernels_t kernels, const flow_subject_t *subject)
{
    beside->is_decided = beside->has_sides = beside->has_jets = 0;
    quantifier_init(beside->eps);
    beside->eps->all = 1;
    finite_eps_init(beside->result);
    arf_init(beside->passed);
    arf_init(beside->turned);
    arf_init(beside->height);
    flow_problem_init(beside->problem, beside->result, kernels, beside->eps, subject->a0, subject->start,
                      subject->drop, beside->message);
    wane_status_t status = flow_problem_start(beside->problem);
    if (status == WANE_OK) status = flow_problem_decide(beside->problem);
    if (status == WANE_OK) status = flow_problem_check(beside->problem);
    beside->is_decided = status == WANE_OK;
    if (status != WANE_UNDECIDED || !can_march(beside->problem)) return status;
    beside->sink = only_sink(beside->problem);
    if (beside->sink < 0) return WANE_UNDECIDED;
    set_sides(beside);
    return WANE_OK;
}

void flow_beside_clear(flow_beside_t beside)
{
    if (beside->has_jets) jet_cache_clear(beside->jets);
    flow_problem_clear(beside->problem);
    finite_eps_clear(beside->result);
    quantifier_clear(beside->eps);
    arf_clear(beside->passed);
    arf_clear(beside->turned);
    arf_clear(beside->height);
}
