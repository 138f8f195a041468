/* The rows of wane orbit for whole ranges of starts and ratios of the learning rates: the ranges are cut into
   pieces, each is followed, and a row is the hull of the pieces' rows. */
#ifndef CLI_COMMAND_ORBIT_PIECES_H
#define CLI_COMMAND_ORBIT_PIECES_H

#include "cli/table/orbit_table.h"
#include "cli/print/progress.h"
#include "wane/manifold.h"

/* What is cut: [lo, hi] of eps, R(0), a(0). */
typedef enum { CLI_ORBIT_EPS, CLI_ORBIT_R, CLI_ORBIT_A, CLI_ORBIT_RANGES } cli_orbit_range_t;
typedef wane_interval_t cli_orbit_box_t[CLI_ORBIT_RANGES];
void cli_orbit_box_init(cli_orbit_box_t box);
void cli_orbit_box_clear(cli_orbit_box_t box);
int cli_orbit_box_is_point(cli_orbit_box_t box);

/* Fills the rows for the solutions from everything in the box; table->pieces counts the pieces.
   WANE_UNDECIDED if some piece could not be followed to the end however small, or the work allowed was used
   up: the rows that are filled hold all the same. */
wane_status_t cli_orbit_follow(cli_orbit_table_t table, cli_orbit_box_t box, const wane_kernels_t kernels,
                               slong digits, cli_progress_t *progress, wane_message_t message);

#endif
