/* A progress bar on standard error: on a terminal only, and only for what takes over a second. */
#ifndef WANE_CLI_PROGRESS_H
#define WANE_CLI_PROGRESS_H

#include "cli/settings.h"

typedef struct {
    int visible; /* may be drawn at all */
    int drawn;
    double start, last; /* seconds on the monotonic clock */
} cli_progress_t;

/* Nothing is drawn when --quiet was given. */
void cli_progress_start(cli_progress_t *progress, const cli_settings_t settings);
/* Draws the bar if it is time; context is a cli_progress_t.  Returns 0: go on. */
int cli_progress_advance(void *context, double fraction_done);
/* Removes the bar. */
void cli_progress_end(cli_progress_t *progress);

#endif
