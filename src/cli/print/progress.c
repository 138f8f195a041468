#include <math.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/print/interrupt.h"
#include "cli/print/progress.h"

#define BAR_WIDTH 40
#define SILENT_SECONDS 1.0
#define REDRAW_SECONDS 0.1

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void cli_progress_start(cli_progress_t *progress, int quiet)
{
    progress->visible = !quiet && isatty(STDERR_FILENO);
    progress->drawn = 0;
    progress->start = progress->last = seconds();
    progress->already = -1;
    progress->reached = 0;
}

/* "12 s", "3 min 20 s", "5 h 7 min". */
static void print_duration(double duration)
{
    const double minutes = floor(duration / 60), hours = floor(duration / 3600);
    if (hours >= 1) fprintf(stderr, "%.0f h %.0f min", hours, minutes - 60 * hours);
    else if (minutes >= 1) fprintf(stderr, "%.0f min %.0f s", minutes, floor(duration - 60 * minutes));
    else fprintf(stderr, "%.0f s", duration);
}

static void draw(const cli_progress_t *progress, double fraction_done, double steps, double elapsed)
{
    char bar[BAR_WIDTH + 1];
    const double done = fraction_done - progress->already;
    for (int i = 0; i < BAR_WIDTH; i++) bar[i] = i < (int)(fraction_done * BAR_WIDTH) ? '#' : '.';
    bar[BAR_WIDTH] = 0;
    fprintf(stderr, "\r[%s] %3.0f %%", bar, 100 * fraction_done);
    const double rate = done * steps / elapsed;
    if (rate > 0) fprintf(stderr, rate < 100 ? ", %.3g steps/s" : ", %.0f steps/s", rate);
    if (done > 0) {
        fputs(", ", stderr);
        print_duration(elapsed * (1 - fraction_done) / done);
        fputs(" left", stderr);
    }
    fputs("\033[K", stderr);
    fflush(stderr);
}

int cli_progress_advance(cli_progress_t *progress, double fraction_done, double steps)
{
    const double now = seconds();
    if (fraction_done < progress->reached) {
        /* The next piece of work. */
        progress->start = now;
        progress->already = -1;
    }
    progress->reached = fraction_done;
    const double elapsed = now - progress->start;
    if (progress->already < 0) progress->already = fraction_done;
    if (progress->visible && elapsed >= SILENT_SECONDS && now - progress->last >= REDRAW_SECONDS) {
        progress->last = now;
        progress->drawn = 1;
        draw(progress, fraction_done, steps, elapsed);
    }
    return cli_interrupt_pending();
}

void cli_progress_end(cli_progress_t *progress)
{
    if (progress->drawn) fputs("\r\033[K", stderr);
    progress->drawn = 0;
}
