#include "claims/evidence/problem.h"

#include <string.h>

#include "base/number.h"
#include "base/scoped.h"
#include "claims/evidence/claim.h"

void claims_pair_init(claims_pair_t pair)
{
    wane_function_init(pair->student);
    wane_function_init(pair->teacher);
    wane_interval_init(pair->a0);
    wane_start_init(pair->start);
}

void claims_pair_clear(claims_pair_t pair)
{
    wane_function_clear(pair->student);
    wane_function_clear(pair->teacher);
    wane_interval_clear(pair->a0);
    wane_start_clear(pair->start);
}

static wane_status_t read_function(wane_function_t f, const char *text, const char *b, wane_message_t message)
{
    wane_parameter_t parameter = {.name = "b", .value = b};
    wane_status_t status = wane_function_parse(f, text, &parameter, b != NULL, message);
    return status == WANE_OK ? wane_function_check(f, message) : status;
}

wane_status_t claims_pair_read(claims_pair_t pair, const claims_problem_t *problem, const char *b,
                               wane_message_t message)
{
    wane_status_t status = WANE_OK;
    if (problem->a0 != NULL) status = claims_interval(pair->a0, problem->a0, message);
    pair->start->kind =
        problem->R0 != NULL && strcmp(problem->R0, "0+") == 0 ? WANE_START_ZERO_PLUS : WANE_START_ZERO;
    if (status == WANE_OK) status = read_function(pair->student, problem->student, b, message);
    return status == WANE_OK ? read_function(pair->teacher, problem->teacher, b, message) : status;
}

wane_status_t claims_interval(wane_interval_t interval, const char *text, wane_message_t message)
{
    if (base_number_read_range(interval->lo, interval->hi, text)) return WANE_OK;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "expected a number or an interval, not '%s'", text);
}

wane_status_t claims_kernels(wane_kernels_t kernels, const claims_pair_t pair, const wane_effort_t *effort,
                             wane_message_t message)
{
    return wane_kernels_compute(kernels, pair->student, pair->teacher, effort, message);
}

wane_status_t claims_manifold(wane_manifold_t manifold, const claims_pair_t pair, const wane_effort_t *effort,
                              wane_message_t message)
{
    return wane_manifold_compute(manifold, pair->student, pair->teacher, 1, effort, message);
}

wane_status_t claims_verdict_at_eps(wane_verdict_t result, const claims_pair_t pair, const char *eps,
                                    const char *a0, const wane_effort_t *effort, wane_message_t message)
{
    wane_start_t start;
    wane_start_init(start);
    SCOPED(wane_interval, eps_range, a0_range);
    SCOPED(fmpq, drop);
    fmpq_set_si(drop, 1, 100);
    wane_status_t status = eps != NULL ? claims_interval(eps_range, eps, message) : WANE_OK;
    if (status == WANE_OK && a0 != NULL) status = claims_interval(a0_range, a0, message);
    if (status == WANE_OK)
        status =
            wane_verdict_compute_at_eps(result, pair->student, pair->teacher, eps != NULL ? eps_range : NULL,
                                        a0 != NULL ? a0_range : NULL, start, drop, effort, message);
    wane_start_clear(start);
    return status;
}

claims_N_t claims_sign_pattern(const wane_manifold_t manifold)
{
    const wane_stretch_t *flow;
    slong count = 0, falling = 0;
    for (; (flow = wane_manifold_stretch(manifold, count)) != NULL; count++) {
        if (flow->a_direction == 0 || (flow->a_direction < 0 && falling < count)) return CLAIMS_N_MIXED;
        falling += flow->a_direction < 0;
    }
    if (count == 0) return CLAIMS_N_MIXED;
    if (falling == count) return CLAIMS_N_NEGATIVE;
    return falling == 0 ? CLAIMS_N_POSITIVE : CLAIMS_N_RISING;
}

const wane_equilibrium_t *claims_only_equilibrium(const wane_manifold_t manifold)
{
    return wane_manifold_equilibrium(manifold, 1) == NULL ? wane_manifold_equilibrium(manifold, 0) : NULL;
}
