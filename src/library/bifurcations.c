#include "manifold/family/bifurcations.h"

#include "base/interval.h"
#include "library/handle.h"
#include "manifold/shape/start.h"

LIBRARY_HANDLE(bifurcations)

wane_status_t wane_bifurcations_compute(wane_bifurcations_t bifurcations, const wane_family_t *family,
                                        const wane_effort_t *effort, wane_message_t message)
{
    family_t inside;
    family_init(inside);
    inside->student = family->student;
    inside->teacher = family->teacher;
    inside->parameters = family->parameters;
    inside->parameter_count = family->parameter_count;
    inside->name = family->name;
    inside->whole_line = family->range == NULL;
    if (family->range != NULL) wane_interval_set(inside->range, family->range);
    inside->side = family->side == 0 ? 1 : family->side;
    inside->with_verdict = family->a0 != NULL;
    if (family->a0 != NULL) wane_interval_set(inside->a0, family->a0);
    if (family->start != NULL) wane_start_set(inside->start, family->start);
    wane_status_t status = bifurcations_compute(bifurcations->data, inside, effort, message);
    family_clear(inside);
    return status;
}

const wane_threshold_t *wane_bifurcations_threshold(const wane_bifurcations_t bifurcations, slong index)
{
    const bifurcations_struct *data = bifurcations->data;
    return index >= 0 && index < data->threshold_count ? data->thresholds + index : NULL;
}

const wane_verdict_range_t *wane_bifurcations_verdict(const wane_bifurcations_t bifurcations, slong index)
{
    const bifurcations_struct *data = bifurcations->data;
    return index >= 0 && index < data->verdict_count ? data->verdicts + index : NULL;
}
