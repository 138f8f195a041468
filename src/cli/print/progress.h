/* A progress bar on standard error, or the seconds passed where the work does not tell how far it is: on a terminal
   only, and only for what takes over a second. */
#ifndef CLI_PRINT_PROGRESS_H
#define CLI_PRINT_PROGRESS_H

#include <pthread.h>

typedef struct {
    int visible; /* may be drawn at all; then a thread shows that time passes, and the lock is for drawing */
    int ended;
    pthread_t clock;
    pthread_mutex_t lock;
    pthread_cond_t end;
    double begin; /* seconds on the monotonic clock, of all work */
    int drawn;
    double start, last; /* seconds on the monotonic clock */
    double already;     /* fraction done at the first call, -1 before */
    double reached;     /* fraction done at the last call */
} cli_progress_t;

void cli_progress_start(cli_progress_t *progress, int quiet);
/* Draws the bar if it is time.  Work of `steps` steps (0: of no steps) also shows their rate.  What was done
   before the first call counts neither for the rate nor for the time left; when less is done than before,
   other work has begun. Non-zero when an interruption is pending (interrupt.h): stop. */
int cli_progress_advance(cli_progress_t *progress, double fraction_done, double steps);
/* Removes the bar. */
void cli_progress_end(cli_progress_t *progress);

#endif
