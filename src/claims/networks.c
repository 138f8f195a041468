/* C6: finite networks follow the flow; measured. */
#include "claims/evidence/evidence.h"

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

static void add_comparison(claim_t *claim, const claims_problem_t *problem,
                           const wane_simulation_t *simulation, const wane_comparison_t comparison,
                           int passed)
{
    const wane_comparison_row_t *last = NULL, *row;
    const wane_level_t *level;
    size_t length = 0;
    for (; (row = wane_comparison_row(comparison, length)) != NULL; length++) last = row;
    claim_evidence_t *evidence = claim_add(
        claim, claim_measured(passed), 1,
        "%s | %s, a0 = %s: stochastic gradient descent with N = %ld, d = %ld, B = %ld, step %g, eps = %g, "
        "seed %lu, to t = %g, stays within what is allowed of the flows at all of %zu times.  Rule "
        "(docs/comparison.md): every deviation within the predicted effects of N, d, B and the step, plus a "
        "sampling allowance with a false-alarm rate of 1/1000 over all times",
        problem->student, problem->teacher, problem->a0, (long)simulation->width, (long)simulation->dim,
        (long)simulation->batch, simulation->lr, simulation->eps, simulation->seed, simulation->time, length);
    for (size_t i = 0; (level = wane_comparison_level(comparison, i)) != NULL; i++) {
        evidence_value(evidence, level->max_dev_R, "%s: largest deviation of R for its allowance",
                       level->name);
        evidence_value(evidence, level->allowed_R, "%s: allowed", level->name);
    }
    evidence_value(evidence, last->R_simulated, "R at the end, simulated");
    evidence_value(evidence, last->R_planar, "R at the end, infinitely wide");
    evidence_value(evidence, simulation->lr * (double)simulation->dim / (double)simulation->batch,
                   "noise number");
}

static void simulate(claim_t *claim, const claims_problem_t *problem, const claims_pair_t pair,
                     const wane_network_t network, const claims_setting_t *setting)
{
    wane_observations_t table;
    wane_comparison_t comparison;
    wane_message_t message = {{.text = ""}};
    wane_simulation_t simulation = sizes(pair, setting->quick);
    wane_observations_init(table);
    wane_comparison_init(comparison);
    wane_status_t status =
        wane_simulate(table, &simulation, network, setting->progress, setting->context, message);
    if (status == WANE_OK) status = wane_compare(comparison, table, &simulation, network, NULL, message);
    if ((status == WANE_OK || status == WANE_REJECTED) && wane_comparison_row(comparison, 0) != NULL)
        add_comparison(claim, problem, &simulation, comparison, status == WANE_OK);
    else claim_add_failure(claim, problem->teacher, message);
    wane_comparison_clear(comparison);
    wane_observations_clear(table);
}

static void one_problem(claim_t *claim, const claims_problem_t *problem, const char *simulated_teacher,
                        const claims_setting_t *setting)
{
    wane_kernels_t exact;
    wane_network_t network;
    wane_message_t message = {{.text = ""}};
    claims_problem_t taught = *problem;
    if (simulated_teacher != NULL) taught.teacher = simulated_teacher;
    SCOPED(claims_pair, pair, simulated);
    wane_kernels_init(exact);
    wane_network_init(network);
    wane_status_t status = claims_pair_read(pair, problem, NULL, message);
    if (status == WANE_OK) status = claims_pair_read(simulated, &taught, NULL, message);
    if (status == WANE_OK) status = claims_kernels(exact, pair, &setting->effort, message);
    if (status == WANE_OK)
        status = wane_network_set(network, simulated->student, simulated->teacher, exact, message);
    if (status == WANE_OK) simulate(claim, problem, pair, network, setting);
    else claim_add_failure(claim, problem->teacher, message);
    wane_network_clear(network);
    wane_kernels_clear(exact);
}

void claims_finite_networks(claim_t *claim, const claims_problem_t *problems, slong count,
                            const char *simulated_teacher, const claims_setting_t *setting)
{
    for (slong i = 0; i < count; i++) one_problem(claim, problems + i, simulated_teacher, setting);
}
