#include "manifold/floor/floor_isolate.h"

#include "base/hull.h"
#include "base/scoped.h"

#define MOST_EVALUATIONS 6000
#define RANGE_PREC 128

/* F at R; at R = 1 exactly 0 where that is known: no equilibrium. */
static void sample_at(sample_t sample, void *context, const arf_t R, slong prec)
{
    const floor_problem_t *problem = context;
    const kernels_struct *kernels = problem->kernels;
    SCOPED(arb, ball);
    SCOPED(floor_value, value);
    arf_set(sample->R, R);
    arb_set_arf(ball, R);
    floor_value_set(value, problem, ball, prec);
    arb_set(sample->value, value->F);
    if (arf_is_one(R) && problem->side > 0 && (kernels->same_up_to_ratio || kernels->homogeneous))
        arb_zero(sample->value);
}

static void range_between(sample_range_t range, void *context, const sample_t l, const sample_t r)
{
    SCOPED(arb, ball);
    SCOPED(floor_value, value);
    arb_set_interval_arf(ball, l->R, r->R, RANGE_PREC);
    floor_value_set(value, context, ball, RANGE_PREC);
    base_hull_ends(range->f_lo, range->f_hi, value->F, RANGE_PREC);
    base_hull_ends(range->slope_lo, range->slope_hi, value->slope, RANGE_PREC);
}

static sampler_t sampler_of(const floor_problem_t *problem)
{
    return (sampler_t){
        .sample = sample_at, .range = range_between, .context = (void *)problem, .all_pieces = 1};
}

int floor_isolate(bracket_list_t list, const floor_problem_t *problem, slong prec)
{
    const sampler_t sampler = sampler_of(problem);
    slong budget = MOST_EVALUATIONS;
    SCOPED(arf, zero, one);
    arf_one(one);
    return isolate_zeros(list, &sampler, zero, one, &budget, prec);
}

void floor_refine(arb_t R, const floor_problem_t *problem, const bracket_t *bracket, slong prec)
{
    const sampler_t sampler = sampler_of(problem);
    refine_zero(R, &sampler, bracket, prec);
}
