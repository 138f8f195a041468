/* Where unlearning stops at the width and the noise of a simulation. */
#ifndef CLI_TABLE_CHECK_FLOOR_H
#define CLI_TABLE_CHECK_FLOOR_H

#include <jansson.h>
#include <stdio.h>

#include "cli/command/run_simulation.h"
#include "wane/floor.h"

typedef struct {
    wane_floor_t floor;      /* certified; R is indeterminate where there is none */
    double noise_R, noise_a; /* with the noise of batches; NaN where not known */
    char
        warning[256]; /* empty, or that the floor lies above what infinite width predicts at the final time */
} cli_floor_struct;
typedef cli_floor_struct cli_floor_t[1];
void cli_floor_init(cli_floor_t floor);
void cli_floor_clear(cli_floor_t floor);

/* The floor nearest to the end of the comparison. */
void cli_floor_find(cli_floor_t floor, const wane_comparison_t comparison,
                    const wane_simulation_t *simulation, const cli_network_t network, const cli_pair_t pair);

/* {"R", "a", "bracket", "attracts", "noise": {"R", "a"}} */
json_t *cli_floor_json(const cli_floor_t floor, slong digits);
void cli_floor_text(FILE *out, const cli_floor_t floor, slong digits);

#endif
