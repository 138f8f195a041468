#include "library/verdict.h"

#include "base/interval.h"
#include "base/scoped.h"
#include "manifold/certificate/certify.h"
#include "manifold/limit/verdict.h"

/* One of the two: in the limit, or at given eps. */
struct wane_verdict_data {
    int at_eps;
    box_verdict_t limit;
    box_flow_t flow;
};

void wane_verdict_init(wane_verdict_t verdict)
{
    verdict->data = flint_malloc(sizeof *verdict->data);
    verdict->data->at_eps = 0;
    box_verdict_init(verdict->data->limit);
    box_flow_init(verdict->data->flow);
}

void wane_verdict_clear(wane_verdict_t verdict)
{
    box_verdict_clear(verdict->data->limit);
    box_flow_clear(verdict->data->flow);
    flint_free(verdict->data);
}

/* ---- in the limit ---- */

static void forget(wane_verdict_t verdict)
{
    wane_verdict_clear(verdict);
    wane_verdict_init(verdict);
}

wane_status_t wane_verdict_compute(wane_verdict_t verdict, const wane_function_t student,
                                   const wane_function_t teacher, const wane_interval_t a0,
                                   const wane_start_t start, const wane_effort_t *effort,
                                   wane_message_t message)
{
    forget(verdict);
    return box_verdict_decide(verdict->data->limit, NULL, student, teacher, a0, start, effort, message);
}

wane_status_t wane_verdict_certify(wane_verdict_t verdict, char **certificate, const wane_function_t student,
                                   const wane_function_t teacher, const wane_interval_t a0,
                                   const wane_start_t start, const wane_effort_t *effort,
                                   wane_message_t message)
{
    forget(verdict);
    return box_verdict_decide(verdict->data->limit, certificate, student, teacher, a0, start, effort,
                              message);
}

wane_status_t wane_verdict_from_kernels(wane_verdict_t verdict, const wane_kernels_t kernels,
                                        const wane_interval_t a0, const wane_start_t start,
                                        const wane_effort_t *effort, wane_message_t message)
{
    forget(verdict);
    return verdict_from_kernels(verdict->data->limit->verdict, kernels->data, a0, start, effort, message);
}

/* ---- at given eps ---- */

/* NULL: every positive value. */
static void set_range(quantifier_t quantifier, const wane_interval_struct *range)
{
    quantifier->all = range == NULL;
    if (range != NULL) interval_set(quantifier->value, range);
}

/* certificate NULL: none is asked for. */
static wane_status_t compute_at_eps(wane_verdict_t verdict, char **certificate, const wane_function_t student,
                                    const wane_function_t teacher, const wane_interval_t eps,
                                    const wane_interval_t a0, const wane_start_t start, const fmpq_t drop,
                                    const wane_effort_t *effort, wane_message_t message)
{
    forget(verdict);
    verdict->data->at_eps = 1;
    SCOPED(quantifier, rates, scales);
    set_range(rates, eps);
    set_range(scales, a0);
    const flow_subject_t subject = {student, teacher, rates, scales, start, drop};
    return box_flow_decide(verdict->data->flow, certificate, &subject, effort, message);
}

wane_status_t wane_verdict_compute_at_eps(wane_verdict_t verdict, const wane_function_t student,
                                          const wane_function_t teacher, const wane_interval_t eps,
                                          const wane_interval_t a0, const wane_start_t start,
                                          const fmpq_t drop, const wane_effort_t *effort,
                                          wane_message_t message)
{
    return compute_at_eps(verdict, NULL, student, teacher, eps, a0, start, drop, effort, message);
}

wane_status_t wane_verdict_certify_at_eps(wane_verdict_t verdict, char **certificate,
                                          const wane_function_t student, const wane_function_t teacher,
                                          const wane_interval_t eps, const wane_interval_t a0,
                                          const wane_start_t start, const fmpq_t drop,
                                          const wane_effort_t *effort, wane_message_t message)
{
    return compute_at_eps(verdict, certificate, student, teacher, eps, a0, start, drop, effort, message);
}

/* ---- what was computed ---- */

const verdict_struct *library_verdict_in_the_limit(const wane_verdict_t verdict)
{
    return verdict->data->at_eps ? NULL : verdict->data->limit->verdict;
}

static const verdict_struct *limit_of(const wane_verdict_t verdict)
{
    return verdict->data->limit->verdict;
}

static const finite_eps_struct *flow_of(const wane_verdict_t verdict)
{
    return verdict->data->flow->flow;
}

wane_outcome_t wane_verdict_outcome(const wane_verdict_t verdict)
{
    return verdict->data->at_eps ? flow_of(verdict)->outcome : limit_of(verdict)->outcome;
}

void wane_verdict_R_peak(arb_t R, const wane_verdict_t verdict)
{
    arb_set(R, verdict->data->at_eps ? flow_of(verdict)->R_peak : limit_of(verdict)->R_peak);
}

void wane_verdict_R_final(arb_t R, const wane_verdict_t verdict)
{
    arb_set(R, verdict->data->at_eps ? flow_of(verdict)->R_final : limit_of(verdict)->R_final);
}

void wane_verdict_a_final(arb_t a, const wane_verdict_t verdict)
{
    arb_set(a, verdict->data->at_eps ? flow_of(verdict)->a_final : limit_of(verdict)->a_final);
}

const wane_small_R_struct *wane_verdict_scaling(const wane_verdict_t verdict)
{
    const finite_eps_struct *flow = flow_of(verdict);
    if (verdict->data->at_eps) return flow->has_scaling ? flow->scaling : NULL;
    return limit_of(verdict)->has_scaling ? limit_of(verdict)->scaling : NULL;
}

int wane_verdict_exit(wane_branch_t *line, arb_t a_static, arb_t a_delayed, const wane_verdict_t verdict)
{
    const verdict_struct *limit = limit_of(verdict);
    if (!limit->has_exit) return 0;
    *line = limit->exit_branch;
    arb_set(a_static, limit->a_static);
    arb_set(a_delayed, limit->a_delayed);
    return 1;
}

const wane_phase_t *wane_verdict_phase(const wane_verdict_t verdict, slong index)
{
    const verdict_struct *limit = limit_of(verdict);
    return index >= 0 && index < limit->phase_count ? limit->phases + index : NULL;
}

const char *wane_verdict_reason(const wane_verdict_t verdict, slong index)
{
    const finite_eps_struct *flow = flow_of(verdict);
    const slong count = verdict->data->at_eps ? flow->reason_count : limit_of(verdict)->reason_count;
    if (index < 0 || index >= count) return NULL;
    return verdict->data->at_eps ? flow->reasons[index] : limit_of(verdict)->reasons[index];
}

const char *wane_verdict_theorem(const wane_verdict_t verdict)
{
    return verdict->data->at_eps ? flow_of(verdict)->theorem : NULL;
}
