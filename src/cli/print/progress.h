/* A progress bar on standard error: on a terminal only, and only for what takes over a second. */
#ifndef CLI_PRINT_PROGRESS_H
#define CLI_PRINT_PROGRESS_H

#include "cli/input/settings.h"

typedef struct {
    int visible; /* may be drawn at all */
    int drawn;
    double start, last; /* seconds on the monotonic clock */
    double steps;       /* in all of the work, 0 if it has none to count */
    double already;     /* fraction done at the first call, -1 before */
} cli_progress_t;

/* Nothing is drawn when --quiet was given.  Work of `steps` steps (0: of no steps) also shows their rate. */
void cli_progress_start(cli_progress_t *progress, const cli_settings_t settings, double steps);
/* Draws the bar if it is time; context is a cli_progress_t.  What was done before the first call counts
   neither for the rate nor for the time left.  Non-zero when an interruption is pending (cli/interrupt.h):
   stop. */
int cli_progress_advance(void *context, double fraction_done);
/* Removes the bar. */
void cli_progress_end(cli_progress_t *progress);

#endif
