#include <signal.h>
#include <unistd.h>

#include "cli/print/interrupt.h"
#include "cli/print/output.h"
#include "wane/status.h"

static volatile sig_atomic_t deferred, pending, of_many, silent, told;

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
    cli_output_abandon();
    if (told) _exit(WANE_FAILURE);
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) _exit(WANE_FAILURE);
    _exit(WANE_FAILURE);
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
