/* What becomes of solutions that fall from above the branch, and of all from a box of states: derivations/18 (19),
   (23), (24). */
#include "base/scoped.h"
#include "manifold/flow/flow_problem.h"

#define BISECTIONS 40
#define SPREAD_ROOM (-2) /* log2 of the part of its radius */
#define ROOM (-18)       /* log2 of the part of V by which it has to exceed Phi, so that others see it, too */

/* The height of the branch grows without bound as R -> 0: p_1 > 0. */
static int branch_is_high_at_zero(const landscape_t landscape)
{
    const oriented_kernels_struct *kernels = landscape->branch->kernels;
    return arb_is_zero(landscape->level[0].R) && kernels->length > 1 && arb_is_positive(kernels->p + 1);
}

/* Where solutions end that fall no further than the piece after level i: caught between A and B where N > 0,
   turned upwards where N < 0. */
static slong end_of_piece(const landscape_t landscape, slong i)
{
    if (landscape->level[i].N_sign > 0) return i > 0 || level_attracts(landscape, 0) ? i : -1;
    if (i == 0 && !branch_is_high_at_zero(landscape)) return -1;
    if (landscape->level[i + 1].kind == LEVEL_ONE) return i + 1;
    if (landscape->level[i + 1].kind != LEVEL_SINK) return -1;
    SCOPED(arf, R);
    arb_get_lbound_arf(R, landscape->level[i].R, landscape->branch->kernels->prec);
    if (arf_sgn(R) < 0) arf_zero(R);
    int settles = nullcline_stays_above_sink(landscape, i + 1, R, NULL);
    return settles ? i + 1 : -1;
}

slong fall_limit(const flow_problem_t problem, slong before, int caught, const arb_t V)
{
    const landscape_struct *landscape = problem->landscape;
    slong limit = end_of_piece(landscape, before);
    if (caught && landscape->level[before].N_sign > 0) return limit;
    for (slong i = before; i > 0 && limit >= 0 && !level_bars(landscape, i, V); i--)
        if (end_of_piece(landscape, i - 1) != limit) limit = -1;
    return limit;
}

static int below_level(const landscape_struct *landscape, slong i, const arf_t R)
{
    SCOPED(arb, x);
    arb_set_arf(x, R);
    return arb_lt(x, landscape->level[i].R);
}

static int above_level(const landscape_struct *landscape, slong i, const arf_t R)
{
    SCOPED(arb, x);
    arb_set_arf(x, R);
    return arb_gt(x, landscape->level[i].R);
}

/* The level whose basin, between the walls beside it, holds the whole box for good; -1 if none is seen to. */
static slong basin(const flow_problem_t problem, const arb_t gain)
{
    const landscape_struct *landscape = problem->landscape;
    for (slong i = 0; i < landscape->count; i++) {
        if (!level_attracts(landscape, i)) continue;
        int inside = 1;
        if (i > 0)
            inside = above_level(landscape, i - 1, problem->R_lo) && level_bars(landscape, i - 1, gain);
        if (i + 1 < landscape->count)
            inside =
                inside && below_level(landscape, i + 1, problem->R_hi) && level_bars(landscape, i + 1, gain);
        if (inside) return i;
    }
    return -1;
}

static int gain_exceeds(const landscape_struct *landscape, const arf_t R, const arb_t gain)
{
    const slong prec = landscape->branch->kernels->prec;
    const oriented_kernels_struct *kernels = landscape->branch->kernels;
    SCOPED(kernel_values, at);
    SCOPED(arb, x);
    arb_set_arf(x, R);
    oriented_kernels_evaluate(at, kernels, x, prec);
    if (kernels->blur != NULL) kernel_blur_add(at, kernels->blur, x);
    landscape_function_value(x, at->P, at->S, prec);
    return arb_gt(gain, x);
}

/* No solution of the basin comes to this R any more; as small as is cheaply had. */
static void confine(arb_t bound, const flow_problem_t problem, slong limit, const arb_t gain)
{
    const landscape_struct *landscape = problem->landscape;
    SCOPED(arf, lo, hi, middle);
    arb_get_ubound_arf(lo, landscape->level[limit].R, problem->prec);
    arb_get_ubound_arf(hi, landscape->level[limit + 1].R, problem->prec);
    if (arf_cmp(lo, problem->R_hi) < 0) arf_set(lo, problem->R_hi);
    for (int i = 0; i < BISECTIONS; i++) {
        arf_add(middle, lo, hi, 60, ARF_RND_NEAR);
        arf_mul_2exp_si(middle, middle, -1);
        if (arf_cmp(middle, lo) <= 0 || arf_cmp(middle, hi) >= 0) break;
        if (below_level(landscape, limit + 1, middle) && gain_exceeds(landscape, middle, gain))
            arf_set(hi, middle);
        else arf_set(lo, middle);
    }
    arb_set_arf(bound, hi);
}

/* Bounds of sup R from the box on, for a known limit. */
static void bound_peak(rise_record_t *record, const flow_problem_t problem)
{
    const level_t *limit = problem->landscape->level + record->limit;
    arb_set_arf(record->peak_lo, problem->R_lo);
    arb_max(record->peak_lo, record->peak_lo, limit->R, problem->prec);
    if (limit->kind == LEVEL_ONE) arb_one(record->peak_hi);
}

static int settle_rising(rise_record_t *record, const flow_problem_t problem)
{
    const landscape_struct *landscape = problem->landscape;
    arb_set_arf(record->peak_lo, problem->R_lo);
    rise_settle(record, landscape, problem->R_lo, problem->a_lo);
    record->limit = rise_limit(record, landscape);
    if (record->limit < 0) return 0;
    bound_peak(record, problem);
    if (record->settles < 0 && landscape->level[record->limit].kind != LEVEL_ONE)
        arb_set(record->peak_hi, landscape->level[record->limit + 1].R);
    return 1;
}

static int settle_falling(rise_record_t *record, const flow_problem_t problem, slong before, int caught,
                          const arb_t gain)
{
    record->limit = fall_limit(problem, before, caught, gain);
    if (record->limit < 0) return 0;
    bound_peak(record, problem);
    arb_set_arf(record->peak_hi, problem->R_hi);
    arb_max(record->peak_hi, record->peak_hi, problem->landscape->level[record->limit].R, problem->prec);
    return 1;
}

static int settle_confined(rise_record_t *record, const flow_problem_t problem, const arb_t gain)
{
    record->limit = basin(problem, gain);
    if (record->limit < 0) return 0;
    bound_peak(record, problem);
    if (problem->landscape->level[record->limit].kind != LEVEL_ONE)
        confine(record->peak_hi, problem, record->limit, gain);
    return 1;
}

/* V as far as others are sure to see it: they may enclose it less closely over a wide box. */
static void leave_room(arb_t V, slong prec)
{
    SCOPED(arb, room, spread);
    arb_abs(room, V);
    arb_mul_2exp_si(room, room, ROOM);
    arb_get_rad_arb(spread, V);
    arb_mul_2exp_si(spread, spread, SPREAD_ROOM);
    arb_add(room, room, spread, prec);
    arb_sub(V, V, room, prec);
}

int flow_problem_settle(arrival_t *arrival, rise_record_t *record, flow_problem_t problem, int thorough)
{
    const landscape_struct *landscape = problem->landscape;
    slong before = level_before(landscape, problem->R_lo);
    int settled = 0;
    if (landscape->neutral || landscape->count == 0) return 0;
    SCOPED(arb, D, G, V);
    flow_problem_forms(D, G, V, problem);
    leave_room(V, problem->prec);
    if (before >= 0 && before == level_before(landscape, problem->R_hi)) {
        int caught = arb_is_nonnegative(D) && landscape->level[before].N_sign > 0;
        if (arb_is_positive(G) && thorough) {
            *arrival = ARRIVAL_RISING;
            settled = settle_rising(record, problem);
        } else if (arb_is_nonpositive(G) && (caught || thorough)) {
            *arrival = ARRIVAL_FALLING;
            settled = settle_falling(record, problem, before, caught, V);
        }
    }
    if (!settled) {
        *arrival = ARRIVAL_CONFINED;
        settled = settle_confined(record, problem, V);
    }
    return settled;
}
