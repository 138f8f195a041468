/* Solutions that start above the branch, where R falls first: derivations/18 (19). */
#include "base/scoped.h"
#include "manifold/flow/flow_problem.h"

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
