/* C6: finite networks follow the flow; measured. */
#include <math.h>

#include "function/tree/scoped_function.h"
#include "claims/evidence/evidence.h"

#define BULK_BITS 96

/* The functions of a network on arrays. */
typedef struct {
    wane_bulk_t student, derivative, teacher;
    wane_network_t network;
} bulk_t;

static void bulk_clear(bulk_t *bulk)
{
    if (bulk->student != NULL) wane_bulk_free(bulk->student);
    if (bulk->derivative != NULL) wane_bulk_free(bulk->derivative);
    if (bulk->teacher != NULL) wane_bulk_free(bulk->teacher);
}

static wane_status_t bulk_init(bulk_t *bulk, const wane_function_t student, const wane_function_t teacher,
                               wane_message_t message)
{
    *bulk = (bulk_t){.student = NULL};
    wane_status_t status = wane_hermite_resolve(student, BULK_BITS, message);
    if (status == WANE_OK) status = wane_hermite_resolve(teacher, BULK_BITS, message);
    if (status != WANE_OK) return status;
    SCOPED(wane_function, derivative);
    wane_function_derivative(derivative, student);
    bulk->student = wane_bulk_new(student);
    bulk->derivative = wane_bulk_new(derivative);
    bulk->teacher = wane_bulk_new(teacher);
    if (bulk->student == NULL || bulk->derivative == NULL || bulk->teacher == NULL)
        return wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    bulk->network = (wane_network_t){.student = wane_pointwise_bulk(bulk->student),
                                     .student_derivative = wane_pointwise_bulk(bulk->derivative),
                                     .teacher = wane_pointwise_bulk(bulk->teacher)};
    return WANE_OK;
}

static wane_simulation_t sizes(const claims_pair_t pair, int quick)
{
    wane_simulation_t simulation;
    wane_simulation_default(&simulation);
    simulation.a0 = fmpq_get_d(pair->a0->lo);
    if (quick) {
        simulation.width = 60;
        simulation.dim = 150;
        simulation.batch = 1000;
        simulation.time = 100;
    }
    return simulation;
}

/* ---- stochastic gradient descent ---- */

static void add_comparison(wane_claim_t *claim, const claims_problem_t *problem,
                           const wane_simulation_t *simulation, const wane_comparison_t comparison)
{
    const wane_comparison_row_t *last = comparison->row + comparison->length - 1;
    wane_claim_evidence_t *evidence = claim_add(
        claim, claim_measured(comparison->passed > 0), 1,
        "%s | %s, a0 = %s: stochastic gradient descent with N = %ld, d = %ld, B = %ld, step %g, eps = %g, "
        "seed %lu, to t = %g, stays within what is allowed of the flows at all of %zu times.  Rule "
        "(docs/comparison.md): every deviation within the predicted effects of N, d, B and the step, plus a "
        "sampling allowance with a false-alarm rate of 1/1000 over all times",
        problem->student, problem->teacher, problem->a0, (long)simulation->width, (long)simulation->dim,
        (long)simulation->batch, simulation->lr, simulation->eps, simulation->seed, simulation->time,
        comparison->length);
    for (int i = 0; i < comparison->level_count; i++) {
        const wane_level_t *level = comparison->level + i;
        evidence_value(evidence, level->max_dev_R, "%s: largest deviation of R for its allowance",
                       level->name);
        evidence_value(evidence, level->allowed_R, "%s: allowed", level->name);
    }
    evidence_value(evidence, last->R_simulated, "R at the end, simulated");
    evidence_value(evidence, last->R_planar, "R at the end, infinitely wide");
    evidence_value(evidence, comparison->noise_number, "noise number");
}

static void simulate(wane_claim_t *claim, const claims_problem_t *problem, const claims_pair_t pair,
                     const bulk_t *bulk, const wane_flow_kernels_t kernels, const claims_setting_t *setting)
{
    wane_observations_t table;
    wane_comparison_t comparison;
    wane_message_t message = {{.text = ""}};
    wane_simulation_t simulation = sizes(pair, setting->quick);
    wane_observations_init(table);
    wane_comparison_init(comparison);
    wane_status_t status =
        wane_simulate(table, &simulation, &bulk->network, setting->progress, setting->context, message);
    if (status == WANE_OK)
        status = wane_compare(comparison, table, &simulation, kernels, &bulk->network, NULL, message);
    if ((status == WANE_OK || status == WANE_REJECTED) && comparison->length > 0)
        add_comparison(claim, problem, &simulation, comparison);
    else claim_add_failure(claim, problem->teacher, message);
    wane_comparison_clear(comparison);
    wane_observations_clear(table);
}

static void one_problem(wane_claim_t *claim, const claims_problem_t *problem, const char *simulated_teacher,
                        const claims_setting_t *setting)
{
    wane_kernels_t exact;
    wane_flow_kernels_t kernels;
    bulk_t bulk = {.student = NULL};
    wane_message_t message = {{.text = ""}};
    claims_problem_t taught = *problem;
    if (simulated_teacher != NULL) taught.teacher = simulated_teacher;
    SCOPED(claims_pair, pair, simulated);
    wane_kernels_init(exact);
    wane_flow_kernels_init(kernels);
    wane_status_t status = claims_pair_read(pair, problem, NULL, message);
    if (status == WANE_OK) status = claims_pair_read(simulated, &taught, NULL, message);
    if (status == WANE_OK) status = claims_kernels(exact, pair, &setting->effort, message);
    if (status == WANE_OK) status = wane_flow_kernels_set(kernels, exact, message);
    if (status == WANE_OK) status = bulk_init(&bulk, simulated->student, simulated->teacher, message);
    if (status == WANE_OK) simulate(claim, problem, pair, &bulk, kernels, setting);
    else claim_add_failure(claim, problem->teacher, message);
    bulk_clear(&bulk);
    wane_flow_kernels_clear(kernels);
    wane_kernels_clear(exact);
}

void claims_finite_networks(wane_claim_t *claim, const claims_problem_t *problems, slong count,
                            const char *simulated_teacher, const claims_setting_t *setting)
{
    for (slong i = 0; i < count; i++) one_problem(claim, problems + i, simulated_teacher, setting);
}
