#include "manifold/family/bifurcations.h"

#include "base/interval.h"
#include "library/handle.h"
#include "manifold/shape/start.h"

LIBRARY_HANDLE(bifurcations)

wane_status_t wane_bifurcations_compute(wane_bifurcations_t bifurcations,
                                        const wane_bifurcation_problem_t *problem,
                                        const wane_effort_t *effort, wane_message_t message)
{
    bifurcation_problem_t inside;
    bifurcation_problem_init(inside);
    inside->student = problem->student;
    inside->teacher = problem->teacher;
    inside->parameters = problem->parameters;
    inside->parameter_count = problem->parameter_count;
    inside->name = problem->name;
    inside->whole_line = problem->range == NULL;
    if (problem->range != NULL) interval_set(inside->range, problem->range);
    inside->side = problem->side == 0 ? 1 : problem->side;
    inside->with_verdict = problem->a0 != NULL;
    if (problem->a0 != NULL) interval_set(inside->a0, problem->a0);
    if (problem->start != NULL) start_set(inside->start, problem->start);
    wane_status_t status = bifurcations_compute(bifurcations->data, inside, effort, message);
    bifurcation_problem_clear(inside);
    return status;
}

const wane_bifurcation_t *wane_bifurcations_get(const wane_bifurcations_t bifurcations, slong index)
{
    const bifurcations_struct *data = bifurcations->data;
    return index >= 0 && index < data->threshold_count ? data->thresholds + index : NULL;
}

const wane_verdict_range_t *wane_bifurcations_verdict(const wane_bifurcations_t bifurcations, slong index)
{
    const bifurcations_struct *data = bifurcations->data;
    return index >= 0 && index < data->verdict_count ? data->verdicts + index : NULL;
}
