/* Simulations as users describe them. */
#ifndef CLI_COMMAND_RUN_SIMULATION_H
#define CLI_COMMAND_RUN_SIMULATION_H

#include "cli/input/problem.h"
#include "wane/sgd.h"

/* The inputs of a simulation, for a command's list of keys. */
#define CLI_SIMULATION_KEYS                                                                                  \
    CLI_WIDTH, CLI_DIM, CLI_BATCH, CLI_LR, CLI_EPS, CLI_A0, CLI_R0, CLI_TIME, CLI_SEEDS, CLI_NOISE,          \
        CLI_INIT, CLI_A_INIT, CLI_SEED, CLI_METHOD, CLI_ARITHMETIC, CLI_PER_DECADE, CLI_RESUME,              \
        CLI_SAVE_EVERY

/* The functions of a network in machine arithmetic, and where asked for the midpoints of its kernels. */
typedef struct {
    wane_bulk_t student, student_derivative, teacher;
    wane_flow_kernels_t kernels;
    char *text[2]; /* student and teacher, to be freed with flint_free */
    wane_network_t network;
} cli_network_struct;
typedef cli_network_struct cli_network_t[1];
/* Encloses the expectations inside the functions first. */
wane_status_t cli_network_init(cli_network_t network, const cli_pair_t pair, int with_kernels,
                               wane_message_t message);
void cli_network_clear(cli_network_t network);

wane_status_t cli_get_simulation(wane_simulation_t *simulation, const cli_settings_t settings,
                                 const cli_pair_t pair, wane_message_t message);

/* Runs it, with a progress bar, and with --resume in a file from which it can go on; the first interruption
   then saves. */
wane_status_t cli_run_simulation(wane_observations_t table, const wane_simulation_t *simulation,
                                 const cli_network_t network, const cli_settings_t settings,
                                 wane_message_t message);

#endif
