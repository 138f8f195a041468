/* Stochastic gradient descent on a network of finite width. */
#include <stdio.h>
#include <stdlib.h>

#include "answer/question/certified.h"
#include "base/scoped.h"
#include "sgd/chain/simulation.h"
#include "answer/simulation/simulation.h"

#define COLUMNS 10
static const char *const columns[COLUMNS] = {"t",    "R_mean", "R_se",   "R_sd",      "a_mean",
                                             "a_se", "a_sd",   "Q_mean", "loss_mean", "loss_se"};

static void get_columns(double value[COLUMNS], const wane_observation_t *row)
{
    const double all[COLUMNS] = {row->t,    row->R_mean, row->R_se,   row->R_sd,      row->a_mean,
                                 row->a_se, row->a_sd,   row->Q_mean, row->loss_mean, row->loss_se};
    for (int i = 0; i < COLUMNS; i++) value[i] = all[i];
}

json_t *answer_columns_json(void)
{
    json_t *names = json_array();
    for (int i = 0; i < COLUMNS; i++) json_array_append_new(names, json_string(columns[i]));
    return names;
}

json_t *answer_table_json(const observations_t table, const wane_simulation_t *simulation, json_t *names)
{
    double value[COLUMNS];
    json_t *rows = json_array();
    for (size_t j = 0; j < table->length; j++) {
        json_t *row = json_array();
        get_columns(value, &table->row[j]);
        for (int i = 0; i < COLUMNS; i++) json_array_append_new(row, answer_number_json(value[i]));
        json_array_append_new(rows, row);
    }
    return json_pack("{s:f,s:o*,s:o}", "noise_number", simulation_noise_number(simulation), "columns", names,
                     "rows", rows);
}

/* "histogram" and "bins"; a file keeps histograms for later, too. */
static wane_status_t get_histogram(wane_simulation_t *simulation, const answer_problem_t problem,
                                   wane_message_t message)
{
    slong bins = 0;
    wane_status_t status = answer_get_integer(&bins, problem, ANSWER_BINS, 1, 1000000, message);
    const int kept = answer_given(problem, ANSWER_RESUME) && answer_given(problem, ANSWER_BINS);
    if (status == WANE_OK && (kept || answer_given(problem, ANSWER_HISTOGRAM)))
        simulation->histogram_bins = bins;
    return status;
}

static wane_status_t hand_over_histogram(const observations_t table, const answer_problem_t problem,
                                         const wane_answer_host_t *host, wane_message_t message)
{
    char *text = NULL;
    size_t length = 0;
    if (!answer_given(problem, ANSWER_HISTOGRAM)) return WANE_OK;
    FILE *out = open_memstream(&text, &length);
    if (out == NULL) return wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    fputs("t,quantity,lo,hi,count\n", out);
    for (size_t i = 0; i < table->bins; i++) {
        const histogram_bin_t *bin = table->bin + i;
        fprintf(out, "%.9g,%c,%.9g,%.9g,%lu\n", bin->t, bin->quantity, bin->lo, bin->hi, bin->count);
    }
    wane_status_t status = fclose(out) == 0
                               ? answer_hand_over(host, answer_text(problem, ANSWER_HISTOGRAM), text, message)
                               : wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    free(text);
    return status;
}

wane_status_t answer_simulate(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                              wane_message_t message)
{
    answer_network_t network = {{.text = {NULL, NULL}}};
    wane_simulation_t simulation;
    observations_t table;
    SCOPED(answer_pair, pair);
    observations_init(table);
    wane_status_t status = answer_get_functions(pair, problem, message);
    if (status == WANE_OK) status = answer_get_simulation(&simulation, problem, pair, message);
    if (status == WANE_OK && simulation.method == WANE_METHOD_POPULATION)
        status = answer_check_student(pair, problem, message);
    if (status == WANE_OK) status = get_histogram(&simulation, problem, message);
    if (status == WANE_OK)
        status = answer_network_init(network, pair, simulation.method == WANE_METHOD_POPULATION, message);
    if (status == WANE_OK)
        status = answer_run_simulation(table, &simulation, network, problem, host, message);
    if (status == WANE_OK) status = hand_over_histogram(table, problem, host, message);
    if (status == WANE_OK) answer_add(answer, answer_table_json(table, &simulation, answer_columns_json()));
    observations_clear(table);
    answer_network_clear(network);
    return status;
}
