#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/progress.h"

#define BAR_WIDTH 40
#define SILENT_SECONDS 1.0
#define REDRAW_SECONDS 0.1

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void cli_progress_start(cli_progress_t *progress, const cli_settings_t settings)
{
    progress->visible = !cli_given(settings, CLI_QUIET) && isatty(STDERR_FILENO);
    progress->drawn = 0;
    progress->start = progress->last = seconds();
}

int cli_progress_advance(void *context, double fraction_done)
{
    cli_progress_t *progress = context;
    double now = seconds(), elapsed = now - progress->start;
    char bar[BAR_WIDTH + 1];
    if (!progress->visible || elapsed < SILENT_SECONDS || now - progress->last < REDRAW_SECONDS) return 0;
    progress->last = now;
    progress->drawn = 1;
    for (int i = 0; i < BAR_WIDTH; i++) bar[i] = i < (int)(fraction_done * BAR_WIDTH) ? '#' : '.';
    bar[BAR_WIDTH] = 0;
    fprintf(stderr, "\r[%s] %3.0f %%", bar, 100 * fraction_done);
    if (fraction_done > 0.01) fprintf(stderr, ", %.0f s left  ", elapsed * (1 / fraction_done - 1));
    fflush(stderr);
    return 0;
}

void cli_progress_end(cli_progress_t *progress)
{
    if (progress->drawn) fputs("\r\033[K", stderr);
    progress->drawn = 0;
}
