#include "manifold/family/bifurcations.h"

#include "base/decimal.h"
#include "manifold/family/cells/bifurcation_cells.h"
#include "manifold/family/exact/bifurcation_exact.h"
#include "manifold/family/bifurcation_family.h"

static wane_status_t check_range(const bifurcation_problem_t family, wane_message_t message)
{
    if (family->whole_line)
        return wane_message_set(
            message, WANE_BAD_INPUT, 0,
            "a range of %s is expected, such as %s=-1:1: the whole line is searched only for "
            "pairs of polynomials in x and %s of moderate degree",
            family->name, family->name, family->name);
    return WANE_OK;
}

/* With a verdict asked for, one at a sample may be open. */
static wane_status_t report_verdicts(const bifurcations_t bifurcations, const bifurcation_problem_t family,
                                     wane_message_t message)
{
    for (slong i = 0; i < bifurcations->range_count; i++) {
        const parameter_range_t *range = bifurcations->ranges + i;
        if (!range->has_verdict || range->verdict != WANE_OUTCOME_UNDECIDED) continue;
        char *sample = fmpq_get_str(NULL, 10, range->sample);
        wane_status_t status = wane_message_set(
            message, WANE_UNDECIDED, 0,
            "the verdict at %s = %s is not decided: the question verdict tells why", family->name, sample);
        flint_free(sample);
        return status;
    }
    return WANE_OK;
}

static wane_status_t report_unresolved(const bifurcations_t bifurcations, const bifurcation_problem_t family,
                                       wane_message_t message)
{
    if (bifurcations->unresolved_count == 0) return report_verdicts(bifurcations, family, message);
    const parameter_gap_t *gap = bifurcations->unresolved;
    char *lo = base_decimal(arb_midref(gap->lo), 9, -1), *hi = base_decimal(arb_midref(gap->hi), 9, 1);
    wane_status_t status = wane_message_set(
        message, WANE_UNDECIDED, 0, "the picture is not decided for %s from %s to %s%s; narrow the range",
        family->name, lo, hi, bifurcations->unresolved_count > 1 ? " and elsewhere (see unresolved)" : "");
    flint_free(lo);
    flint_free(hi);
    return status;
}

static wane_status_t compute(bifurcations_t bifurcations, members_t members, wane_message_t message)
{
    int applies;
    wane_status_t status = exact_bifurcations(bifurcations, &applies, members, message);
    if (!applies) {
        status = check_range(members->family, message);
        if (status == WANE_OK) status = cell_bifurcations(bifurcations, members, message);
        if (status == WANE_OK) status = confirm_thresholds(bifurcations, members, message);
        if (status == WANE_OK) status = sharpen_thresholds(bifurcations, members, message);
    }
    sort_thresholds(bifurcations);
    if (status == WANE_OK && members->family->with_verdict)
        status = verdict_bifurcations(bifurcations, members, message);
    return status == WANE_OK ? report_unresolved(bifurcations, members->family, message) : status;
}

wane_status_t bifurcations_compute(bifurcations_t bifurcations, const bifurcation_problem_t family,
                                   const wane_effort_t *effort, wane_message_t message)
{
    members_t members;
    wane_message_t said = {{"", 0}};
    bifurcations_clear(bifurcations);
    bifurcations_init(bifurcations);
    if (!family->whole_line && fmpq_cmp(family->range->lo, family->range->hi) >= 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "a range of %s with different ends is expected",
                                family->name);
    members_init(members, family, effort);
    wane_status_t status = compute(bifurcations, members, said);
    members_clear(members);
    return status == WANE_OK ? status : wane_message_set(message, status, said->column, "%s", said->text);
}
