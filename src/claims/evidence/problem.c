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

static wane_status_t set_quantifier(wane_quantifier_t range, const char *text, wane_message_t message)
{
    range->all = text == NULL;
    return range->all ? WANE_OK : claims_interval(range->value, text, message);
}

wane_status_t claims_finite_eps(wane_finite_eps_t result, const claims_pair_t pair, const char *eps,
                                const char *a0, const wane_effort_t *effort, wane_message_t message)
{
    wane_quantifier_t eps_range, a0_range;
    wane_start_t start;
    wane_quantifier_init(eps_range);
    wane_quantifier_init(a0_range);
    wane_start_init(start);
    SCOPED(fmpq, drop);
    fmpq_set_si(drop, 1, 100);
    wane_status_t status = set_quantifier(eps_range, eps, message);
    if (status == WANE_OK) status = set_quantifier(a0_range, a0, message);
    if (status == WANE_OK)
        status = wane_finite_eps_compute(result, pair->student, pair->teacher, eps_range, a0_range, start,
                                         drop, effort, message);
    wane_quantifier_clear(eps_range);
    wane_quantifier_clear(a0_range);
    wane_start_clear(start);
    return status;
}

claims_N_t claims_sign_pattern(const wane_manifold_t manifold)
{
    slong count = manifold->flow_count, rises_at = 0;
    if (count <= 0 || manifold->neutral != 0) return CLAIMS_N_MIXED;
    while (rises_at < count && manifold->flow[rises_at].a_direction < 0) rises_at++;
    for (slong i = rises_at; i < count; i++)
        if (manifold->flow[i].a_direction <= 0) return CLAIMS_N_MIXED;
    if (rises_at == count) return CLAIMS_N_NEGATIVE;
    return rises_at == 0 ? CLAIMS_N_POSITIVE : CLAIMS_N_RISING;
}
