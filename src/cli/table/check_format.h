/* The outcome of a check as JSON and as text. */
#ifndef CLI_TABLE_CHECK_FORMAT_H
#define CLI_TABLE_CHECK_FORMAT_H

#include <jansson.h>
#include <stdio.h>

#include "cli/table/check_floor.h"
#include "wane/sgd.h"
#include "wane/manifold.h"

typedef struct {
    wane_verdict_t verdict;
    wane_manifold_t manifold;
    wane_comparison_t comparison;
    cli_floor_t floor;
    wane_scaling_t scaling; /* count 0 unless it was asked for */
    int passed;             /* 1: the verdict is proved and every level agrees; 0: no; -1: cannot tell */
} cli_check_struct;
typedef cli_check_struct cli_check_t[1];

void cli_check_init(cli_check_t check);
void cli_check_clear(cli_check_t check);

json_t *cli_check_json(json_t *answer, const cli_check_t check, slong digits);
void cli_check_text(FILE *out, const cli_check_t check, slong digits);

#endif
