#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/print/interrupt.h"
#include "cli/print/progress.h"

#define BAR_WIDTH 40
#define SILENT_SECONDS 1.0
#define REDRAW_SECONDS 0.1

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

/* Where the work is silent for a second, what is shown is that it goes on. */
static void draw_waiting(cli_progress_t *progress)
{
    const double now = base_seconds();
    if (now - progress->last < SILENT_SECONDS) return;
    progress->last = now;
    progress->drawn = 1;
    fputs("\rworking, ", stderr);
    print_duration(now - progress->begin);
    fputs("\033[K", stderr);
    fflush(stderr);
}

static void *keep_time(void *context)
{
    cli_progress_t *progress = context;
    pthread_mutex_lock(&progress->lock);
    while (!progress->ended) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += (long)(1e9 * REDRAW_SECONDS);
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        if (pthread_cond_timedwait(&progress->end, &progress->lock, &until) == ETIMEDOUT)
            draw_waiting(progress);
    }
    pthread_mutex_unlock(&progress->lock);
    return NULL;
}

/* Signals are for the thread that works. */
static int start_clock(cli_progress_t *progress)
{
    pthread_condattr_t monotonic;
    sigset_t all, before;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&progress->end, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&progress->lock, NULL);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const int started = pthread_create(&progress->clock, NULL, keep_time, progress) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

void cli_progress_start(cli_progress_t *progress, int quiet)
{
    progress->drawn = progress->ended = 0;
    progress->begin = progress->start = progress->last = base_seconds();
    progress->already = -1;
    progress->reached = 0;
    progress->visible = !quiet && isatty(STDERR_FILENO) && start_clock(progress);
}

int cli_progress_advance(cli_progress_t *progress, double fraction_done, double steps)
{
    const double now = base_seconds();
    if (fraction_done < progress->reached) {
        /* The next piece of work. */
        progress->start = now;
        progress->already = -1;
    }
    progress->reached = fraction_done;
    const double elapsed = now - progress->start;
    if (progress->already < 0) progress->already = fraction_done;
    if (progress->visible && elapsed >= SILENT_SECONDS) {
        pthread_mutex_lock(&progress->lock);
        if (now - progress->last >= REDRAW_SECONDS) {
            progress->last = now;
            progress->drawn = 1;
            draw(progress, fraction_done, steps, elapsed);
        }
        pthread_mutex_unlock(&progress->lock);
    }
    return cli_interrupt_pending();
}

void cli_progress_end(cli_progress_t *progress)
{
    if (progress->visible) {
        pthread_mutex_lock(&progress->lock);
        progress->ended = 1;
        pthread_cond_signal(&progress->end);
        pthread_mutex_unlock(&progress->lock);
        pthread_join(progress->clock, NULL);
        pthread_cond_destroy(&progress->end);
        pthread_mutex_destroy(&progress->lock);
    }
    if (progress->drawn) fputs("\r\033[K", stderr);
    progress->drawn = 0;
}
