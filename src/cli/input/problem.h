/* From settings to the objects of the library. */
#ifndef CLI_INPUT_PROBLEM_H
#define CLI_INPUT_PROBLEM_H

#include "cli/input/settings.h"
#include "wane/hermite.h"
#include "wane/manifold.h"

/* Reads and checks the function of that key; messages name its flag or place, and the column. */
wane_status_t cli_get_function(wane_function_t f, const cli_settings_t settings, cli_key_t key,
                               wane_message_t message);
/* --digits, --prec and --threads. */
wane_status_t cli_get_effort(wane_effort_t *effort, const cli_settings_t settings, wane_message_t message);
/* --R0. */
wane_status_t cli_get_start(wane_start_t start, const cli_settings_t settings, wane_message_t message);

/* Student, teacher and effort, which most commands need. */
typedef struct {
    wane_function_t student, teacher;
    wane_effort_t effort;
} cli_pair_struct;
typedef cli_pair_struct cli_pair_t[1];
void cli_pair_init(cli_pair_t pair);
void cli_pair_clear(cli_pair_t pair);
wane_status_t cli_get_pair(cli_pair_t pair, const cli_settings_t settings, wane_message_t message);

#endif
