/* wane check: the proved verdict, the flows and a simulation of one problem against each other. */
#include "cli/print/certified.h"
#include "cli/table/check_format.h"
#include "cli/command/commands.h"
#include "cli/print/progress.h"
#include "cli/command/run_simulation.h"

/* What is checked: the predictions belong to pair, the simulation to simulated if it has another teacher. */
typedef struct {
    cli_pair_t pair, simulated;
    wane_interval_t a0;
    wane_start_t start;
    wane_simulation_t simulation;
} problem_t;

static void problem_init(problem_t *problem)
{
    cli_pair_init(problem->pair);
    cli_pair_init(problem->simulated);
    wane_interval_init(problem->a0);
    wane_start_init(problem->start);
}

static void problem_clear(problem_t *problem)
{
    cli_pair_clear(problem->pair);
    cli_pair_clear(problem->simulated);
    wane_interval_clear(problem->a0);
    wane_start_clear(problem->start);
}

static wane_status_t read_problem(problem_t *problem, const cli_settings_t settings, wane_message_t message)
{
    wane_status_t status = cli_get_pair(problem->pair, settings, message);
    const int other_teacher = cli_given(settings, CLI_SIMULATED_TEACHER);
    if (status == WANE_OK && other_teacher) status = cli_get_pair(problem->simulated, settings, message);
    if (status == WANE_OK && other_teacher)
        status = cli_get_function(problem->simulated->teacher, settings, CLI_SIMULATED_TEACHER, message);
    if (status == WANE_OK)
        status = cli_get_simulation(&problem->simulation, settings, problem->pair, message);
    if (status == WANE_OK && problem->simulation.a_init != WANE_SECOND_CONSTANT)
        status = cli_expected(settings, CLI_A_INIT,
                              "constant (verdict and flow have one second layer for all neurons)", message);
    if (status == WANE_OK)
        status = cli_get_interval(problem->a0->lo, problem->a0->hi, settings, CLI_A0, message);
    if (status == WANE_OK) status = cli_get_start(problem->start, settings, message);
    return status;
}

/* The predictions: proved verdict and critical manifold on the side where the feature goes.  An undecided
   verdict stops nothing; its message is kept. */
static wane_status_t predict(cli_check_t check, const problem_t *problem, wane_message_t message)
{
    const cli_pair_struct *pair = problem->pair;
    wane_message_t ignored;
    wane_status_t status = wane_verdict_compute(check->verdict, pair->student, pair->teacher, problem->a0,
                                                problem->start, &pair->effort, message);
    if (status != WANE_OK && status != WANE_UNDECIDED) return status;
    int side = arb_is_negative(check->verdict->R_peak) ? -1 : 1;
    wane_manifold_compute(check->manifold, pair->student, pair->teacher, side, &pair->effort, ignored);
    return status;
}

static int is_answer(wane_status_t status)
{
    return status == WANE_OK || status == WANE_UNDECIDED || status == WANE_REJECTED;
}

/* A failed comparison outweighs what the fits say, failed fits that it cannot tell. */
static wane_status_t fit_scaling(cli_check_t check, const problem_t *problem, const cli_network_t simulated,
                                 const cli_network_t network, const cli_settings_t settings,
                                 wane_status_t compared, wane_message_t message)
{
    wane_message_t said = {{.text = ""}};
    cli_progress_t progress;
    cli_progress_start(&progress, settings, 0);
    wane_status_t status =
        wane_scaling_fit(&check->scaling, &problem->simulation, &simulated->network, &network->network,
                         network->kernels, check->verdict, cli_progress_advance, &progress, said);
    cli_progress_end(&progress);
    if (status == WANE_OK || (status == WANE_REJECTED && compared == WANE_REJECTED)) return compared;
    message[0] = said[0];
    return status;
}

/* The simulation may have another teacher than what it is compared with. */
static wane_status_t simulate_and_compare(cli_check_t check, const problem_t *problem,
                                          const cli_settings_t settings, wane_message_t message)
{
    cli_network_t network, simulated;
    wane_observations_t table;
    const int other_teacher = cli_given(settings, CLI_SIMULATED_TEACHER);
    wane_observations_init(table);
    wane_status_t status = cli_network_init(network, problem->pair, 1, message);
    wane_status_t second =
        other_teacher ? cli_network_init(simulated, problem->simulated, 1, message) : WANE_OK;
    if (status == WANE_OK) status = second;
    if (status == WANE_OK)
        status = cli_run_simulation(table, &problem->simulation, other_teacher ? simulated : network,
                                    settings, message);
    if (status == WANE_OK)
        status = wane_compare(check->comparison, table, &problem->simulation, network->kernels,
                              &network->network, check->verdict, message);
    if (is_answer(status))
        cli_floor_find(check->floor, check->comparison, &problem->simulation, network, problem->pair);
    if (is_answer(status) && cli_given(settings, CLI_SCALING))
        status = fit_scaling(check, problem, other_teacher ? simulated : network, network, settings, status,
                             message);
    wane_observations_clear(table);
    cli_network_clear(network);
    if (other_teacher) cli_network_clear(simulated);
    return status;
}

/* A failed comparison outweighs an undecided verdict. */
static wane_status_t carry_out(cli_check_t check, const problem_t *problem, const cli_settings_t settings,
                               wane_message_t message)
{
    wane_message_t said = {{.text = ""}};
    wane_status_t predicted = predict(check, problem, message);
    if (predicted != WANE_OK && predicted != WANE_UNDECIDED) return predicted;
    wane_status_t compared = simulate_and_compare(check, problem, settings, said);
    check->passed = compared == WANE_UNDECIDED ? -1 : predicted == WANE_OK && compared == WANE_OK;
    if (compared != WANE_OK) message[0] = said[0];
    return compared != WANE_OK ? compared : predicted;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    problem_t problem;
    cli_check_t check;
    problem_init(&problem);
    cli_check_init(check);
    wane_status_t status = read_problem(&problem, settings, message);
    if (status == WANE_OK) status = carry_out(check, &problem, settings, message);
    slong digits = problem.pair->effort.digits;
    if (is_answer(status)) {
        if (format == CLI_JSON)
            cli_answer_print(out,
                             cli_check_json(cli_answer(command, settings), check, digits + CLI_GUARD_DIGITS));
        else cli_check_text(out, check, digits);
    }
    cli_check_clear(check);
    problem_clear(&problem);
    return status;
}

static const cli_key_t keys[] = {CLI_STUDENT,           CLI_TEACHER, CLI_SET, CLI_SIMULATION_KEYS,
                                 CLI_SIMULATED_TEACHER, CLI_SCALING, CLI_KEYS};

const cli_command_t cli_command_check = {
    .name = "check",
    .usage = " [PROBLEM.json] [FLAGS]",
    .summary = "Verdict, flows and simulation of one problem against each other",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON),
    .usual_format = CLI_TEXT,
    .run = run,
};
