#include "library/handle.h"
#include "manifold/family/from_functions.h"
#include "manifold/family/thresholds.h"

LIBRARY_HANDLE(manifold)
LIBRARY_HANDLE(thresholds)

/* ---- the critical manifold ---- */

wane_status_t wane_manifold_compute(wane_manifold_t manifold, const wane_function_t student,
                                    const wane_function_t teacher, int side, const wane_effort_t *effort,
                                    wane_message_t message)
{
    return manifold_compute(manifold->data, student, teacher, side, effort, message);
}

int wane_manifold_aligned(arb_t a_c, arb_t a_eq, const wane_manifold_t manifold)
{
    arb_set(a_c, manifold->data->a_c);
    arb_set(a_eq, manifold->data->a_eq);
    return manifold->data->stable_as_point;
}

const wane_small_R_struct *wane_manifold_small_R(const wane_manifold_t manifold)
{
    return manifold->data->small_R;
}

/* A list that is not known has a count of -1. */
const wane_fold_t *wane_manifold_fold(const wane_manifold_t manifold, slong index)
{
    return index >= 0 && index < manifold->data->fold_count ? manifold->data->folds + index : NULL;
}

const wane_equilibrium_t *wane_manifold_equilibrium(const wane_manifold_t manifold, slong index)
{
    return index >= 0 && index < manifold->data->equilibrium_count ? manifold->data->equilibria + index
                                                                   : NULL;
}

const wane_stretch_t *wane_manifold_stretch(const wane_manifold_t manifold, slong index)
{
    return index >= 0 && index < manifold->data->flow_count ? manifold->data->flow + index : NULL;
}

/* ---- thresholds ---- */

wane_status_t wane_thresholds_compute(wane_thresholds_t thresholds, const wane_function_t student,
                                      const wane_function_t teacher, const wane_start_t start,
                                      const wane_effort_t *effort, wane_message_t message)
{
    return thresholds_compute(thresholds->data, student, teacher, start, effort, message);
}

const wane_scale_interval_t *wane_thresholds_interval(const wane_thresholds_t thresholds, slong index)
{
    return index >= 0 && index < thresholds->data->count ? thresholds->data->interval + index : NULL;
}

const arb_struct *wane_thresholds_tie(const wane_thresholds_t thresholds, slong index)
{
    return index >= 0 && index < thresholds->data->tie_count ? thresholds->data->tie + index : NULL;
}
