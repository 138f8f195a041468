#include "library/handle.h"
#include "library/verdict.h"
#include "sgd/flow/flows.h"
#include "sgd/network/bulk_network.h"

LIBRARY_HANDLE(observations)
LIBRARY_HANDLE(comparison)

/* ---- functions and kernels ---- */

struct wane_network_data {
    bulk_network_t functions;
    flow_kernels_t kernels;
};

void wane_network_init(wane_network_t network)
{
    network->data = flint_malloc(sizeof *network->data);
    bulk_network_init(network->data->functions);
    flow_kernels_init(network->data->kernels);
}

void wane_network_clear(wane_network_t network)
{
    bulk_network_clear(network->data->functions);
    flow_kernels_clear(network->data->kernels);
    flint_free(network->data);
}

wane_status_t wane_network_set(wane_network_t network, const wane_function_t student,
                               const wane_function_t teacher, const wane_kernels_t kernels,
                               wane_message_t message)
{
    struct wane_network_data *data = network->data;
    wane_network_clear(network);
    wane_network_init(network);
    data = network->data;
    wane_status_t status = bulk_network_set(data->functions, student, teacher, message);
    if (status != WANE_OK || kernels == NULL) return status;
    status = flow_kernels_set(data->kernels, kernels->data, message);
    if (status == WANE_OK) data->functions->network.kernels = data->kernels;
    return status;
}

static wane_status_t need_kernels(const wane_network_t network, wane_message_t message)
{
    if (network->data->functions->network.kernels != NULL) return WANE_OK;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "expected a network with kernels");
}

/* ---- population flows ---- */

wane_status_t wane_planar_flow(double *R, double *a, const double *times, size_t n,
                               const wane_network_t network, double R0, double a0, double eps,
                               wane_message_t message)
{
    wane_status_t status = need_kernels(network, message);
    if (status != WANE_OK) return status;
    return planar_flow(R, a, times, n, network->data->kernels, R0, a0, eps, message);
}

wane_status_t wane_symmetric_flow(double *R, double *a, double *Q, const double *times, size_t n,
                                  const wane_network_t network, slong width, double R0, double a0, double eps,
                                  wane_message_t message)
{
    wane_status_t status = need_kernels(network, message);
    if (status != WANE_OK) return status;
    return symmetric_flow(R, a, Q, times, n, network->data->kernels, width, R0, a0, eps, message);
}

wane_status_t wane_symmetric_floor(double *R, double *a, const wane_network_t network, slong width,
                                   double R_near, wane_message_t message)
{
    wane_status_t status = need_kernels(network, message);
    if (status != WANE_OK) return status;
    return symmetric_floor(R, a, network->data->kernels, width, R_near, message);
}

/* ---- simulation ---- */

wane_status_t wane_simulate(wane_observations_t table, const wane_simulation_t *simulation,
                            const wane_network_t network, wane_simulation_observer_t observer, void *context,
                            wane_message_t message)
{
    return simulate_network(table->data, simulation, &network->data->functions->network, observer, context,
                            message);
}

const wane_observation_t *wane_observations_row(const wane_observations_t table, size_t index)
{
    return index < table->data->length ? table->data->row + index : NULL;
}

/* ---- comparison ---- */

wane_status_t wane_compare(wane_comparison_t comparison, const wane_observations_t table,
                           const wane_simulation_t *simulation, const wane_network_t network,
                           const wane_verdict_t verdict, wane_message_t message)
{
    wane_status_t status = need_kernels(network, message);
    if (status != WANE_OK) return status;
    return comparison_compute(comparison->data, table->data, simulation, network->data->kernels,
                              &network->data->functions->network,
                              verdict == NULL ? NULL : library_verdict_in_the_limit(verdict), message);
}

const wane_level_t *wane_comparison_level(const wane_comparison_t comparison, size_t index)
{
    return index < (size_t)comparison->data->level_count ? comparison->data->level + index : NULL;
}

const wane_comparison_row_t *wane_comparison_row(const wane_comparison_t comparison, size_t index)
{
    return index < comparison->data->length ? comparison->data->row + index : NULL;
}
