#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "cli/print/interrupt.h"
#include "cli/print/output.h"
#include "wane/status.h"

#define SECONDS_TO_SAVE 30 /* after a timeout */

static volatile sig_atomic_t deferred, pending, timed_out, of_many, silent, told;
static char timeout_text[80];

_Noreturn void cli_interrupt_end(const char *text, size_t length)
{
    cli_output_abandon();
    if (write(STDERR_FILENO, text, length) < 0) _exit(WANE_FAILURE);
    _exit(WANE_FAILURE);
}

static void interrupted(int signal_number)
{
    static const char text[] = "\nwane: interrupted\n",
                      lost[] = "wane: interrupted, or a process of the run was lost; what was done is kept\n";
    if (silent) _exit(WANE_FAILURE);
    if (deferred && !pending) {
        pending = 1;
        if (of_many) told = write(STDERR_FILENO, lost, sizeof lost - 1) > 0;
        return;
    }
    cli_interrupt_end(text, told ? 0 : sizeof text - 1);
}

static void time_is_over(int signal_number)
{
    const int may_save = deferred && !timed_out;
    timed_out = 1;
    if (!may_save) cli_interrupt_end(timeout_text, strlen(timeout_text));
    pending = 1;
    alarm(SECONDS_TO_SAVE);
}

void cli_interrupt_after(double seconds)
{
    struct sigaction action = {.sa_handler = time_is_over, .sa_flags = SA_RESTART};
    struct itimerval timer = {.it_value = {(time_t)seconds, (suseconds_t)(1e6 * (seconds - floor(seconds)))}};
    if (timer.it_value.tv_sec == 0 && timer.it_value.tv_usec == 0) timer.it_value.tv_usec = 1;
    snprintf(timeout_text, sizeof timeout_text, "wane: not finished after the %g s of --timeout\n", seconds);
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

int cli_interrupt_is_timeout(void)
{
    return timed_out;
}

void cli_interrupt_install(void)
{
    struct sigaction action = {.sa_handler = interrupted, .sa_flags = SA_RESTART};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    /* A broken pipe and a file that may not grow are errors of write, and reported as such. */
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL);
}

void cli_interrupt_defer(void)
{
    deferred = 1;
}

int cli_interrupt_pending(void)
{
    return pending;
}

void cli_interrupt_undefer(void)
{
    deferred = pending = 0;
}

void cli_interrupt_of_many(int is_first)
{
    of_many = 1;
    silent = !is_first;
}

int cli_interrupt_is_told(void)
{
    return told;
}

void cli_interrupt_ignore(void)
{
    signal(SIGTERM, SIG_IGN);
}
