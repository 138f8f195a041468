/* wane simulate: stochastic gradient descent on a network of finite width. */
#include <math.h>

#include "cli/command/commands.h"
#include "cli/print/output.h"
#include "cli/command/run_simulation.h"

#define COLUMNS 10
static const char *const columns[COLUMNS] = {"t",    "R_mean", "R_se",   "R_sd",      "a_mean",
                                             "a_se", "a_sd",   "Q_mean", "loss_mean", "loss_se"};

static void get_columns(double value[COLUMNS], const wane_observation_t *row)
{
    const double all[COLUMNS] = {row->t,    row->R_mean, row->R_se,   row->R_sd,      row->a_mean,
                                 row->a_se, row->a_sd,   row->Q_mean, row->loss_mean, row->loss_se};
    for (int i = 0; i < COLUMNS; i++) value[i] = all[i];
}

static void print_csv(FILE *out, const wane_observations_t table)
{
    double value[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) fprintf(out, "%s%s", i > 0 ? "," : "", columns[i]);
    fputc('\n', out);
    for (size_t j = 0; j < table->length; j++) {
        get_columns(value, &table->row[j]);
        for (int i = 0; i < COLUMNS; i++)
            fprintf(out, isnan(value[i]) ? "%snan" : "%s%.9g", i > 0 ? "," : "", value[i]);
        fputc('\n', out);
    }
}

static void print_text(FILE *out, const wane_observations_t table)
{
    double value[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) fprintf(out, "%12s", columns[i]);
    fputc('\n', out);
    for (size_t j = 0; j < table->length; j++) {
        get_columns(value, &table->row[j]);
        for (int i = 0; i < COLUMNS; i++)
            if (isnan(value[i])) fprintf(out, "%12s", "-");
            else fprintf(out, "%12.5g", value[i]);
        fputc('\n', out);
    }
}

/* --histogram and --bins. */
static wane_status_t get_histogram(wane_simulation_t *simulation, const cli_settings_t settings,
                                   wane_message_t message)
{
    slong bins = 0;
    const char *path = cli_text(settings, CLI_HISTOGRAM);
    wane_status_t status = cli_get_integer(&bins, settings, CLI_BINS, 1, 1000000, message);
    if (path == NULL || status != WANE_OK) return status;
    simulation->histogram_bins = bins;
    return cli_output_possible(path, message);
}

static wane_status_t write_histogram(const wane_observations_t table, const char *path,
                                     wane_message_t message)
{
    cli_output_t output;
    if (path == NULL) return WANE_OK;
    cli_output_init(output);
    fputs("t,quantity,lo,hi,count\n", output->stream);
    for (size_t i = 0; i < table->bins; i++) {
        const wane_histogram_bin_t *bin = table->bin + i;
        fprintf(output->stream, "%.9g,%c,%.9g,%.9g,%lu\n", bin->t, bin->quantity, bin->lo, bin->hi,
                bin->count);
    }
    wane_status_t status = cli_output_deliver(output, path, message);
    cli_output_clear(output);
    return status;
}

static json_t *table_json(json_t *answer, const wane_observations_t table,
                          const wane_simulation_t *simulation)
{
    double value[COLUMNS];
    json_t *names = json_array(), *rows = json_array();
    for (int i = 0; i < COLUMNS; i++) json_array_append_new(names, json_string(columns[i]));
    for (size_t j = 0; j < table->length; j++) {
        json_t *row = json_array();
        get_columns(value, &table->row[j]);
        for (int i = 0; i < COLUMNS; i++)
            json_array_append_new(row, isfinite(value[i]) ? json_real(value[i]) : json_null());
        json_array_append_new(rows, row);
    }
    json_object_set_new(answer, "noise_number", json_real(wane_simulation_noise_number(simulation)));
    json_object_set_new(answer, "columns", names);
    json_object_set_new(answer, "rows", rows);
    return answer;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    cli_pair_t pair;
    cli_network_t network = {{.student = NULL}};
    wane_simulation_t simulation;
    wane_observations_t table;
    cli_pair_init(pair);
    wane_observations_init(table);
    wane_status_t status = cli_get_pair(pair, settings, message);
    if (status == WANE_OK) status = cli_get_simulation(&simulation, settings, pair, message);
    if (status == WANE_OK) status = get_histogram(&simulation, settings, message);
    if (status == WANE_OK)
        status = cli_network_init(network, pair, simulation.method == WANE_METHOD_POPULATION, message);
    if (status == WANE_OK) status = cli_run_simulation(table, &simulation, network, settings, message);
    if (status == WANE_OK) status = write_histogram(table, cli_text(settings, CLI_HISTOGRAM), message);
    if (status == WANE_OK) {
        if (format == CLI_JSON)
            cli_answer_print(out, table_json(cli_answer(command, settings), table, &simulation));
        else if (format == CLI_TEXT) print_text(out, table);
        else print_csv(out, table);
    }
    wane_observations_clear(table);
    cli_network_clear(network);
    cli_pair_clear(pair);
    return status;
}

static const cli_key_t keys[] = {CLI_STUDENT,   CLI_TEACHER, CLI_SET, CLI_SIMULATION_KEYS,
                                 CLI_HISTOGRAM, CLI_BINS,    CLI_KEYS};

const cli_command_t cli_command_simulate = {
    .name = "simulate",
    .usage = " [PROBLEM.json] [FLAGS]",
    .summary = "A network of finite width, trained by stochastic gradient descent",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON) | CLI_FORMAT_BIT(CLI_CSV),
    .usual_format = CLI_CSV,
    .run = run,
};
