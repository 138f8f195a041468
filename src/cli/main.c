/* wane: the command.  Reads what was asked, runs it, delivers the answer, and maps outcomes to exit codes. */
#include <ctype.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <flint/flint.h>

#include "answer/problem/text.h"
#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/command/run.h"
#include "cli/input/arguments.h"
#include "cli/input/help.h"
#include "cli/input/problem_file.h"
#include "cli/print/interrupt.h"
#include "cli/print/output.h"
#include "cli/print/stopped.h"
#include "crew/crew.h"
#include "wane/version.h"

/* A closed standard stream must not become the first file that is opened: hold its place with a descriptor on
   which every read and write fails. */
static void hold_standard_streams(void)
{
    for (int descriptor = 0; descriptor < 3; descriptor++)
        if (fcntl(descriptor, F_GETFD) == -1) {
            int mode = descriptor == 0 ? O_WRONLY : O_RDONLY;
            if (open("/dev/null", mode) != descriptor) _exit(WANE_FAILURE);
        }
}

/* One line on standard error, whatever the message holds. */
static void print_message(const wane_message_t message)
{
    fputs("wane: ", stderr);
    for (const char *c = message->text; *c != 0; c++) fputc(iscntrl((unsigned char)*c) ? ' ' : *c, stderr);
    fputc('\n', stderr);
}

static wane_status_t print_text(const cli_command_t *command, int version, int start, wane_message_t message)
{
    cli_output_t output;
    cli_output_init(output);
    if (version) fprintf(output->stream, "wane %s\n", WANE_VERSION);
    else if (command != NULL) cli_help_command(output->stream, command);
    else if (start) cli_help_start(output->stream);
    else cli_help_overview(output->stream, cli_commands());
    wane_status_t status = cli_output_deliver(output, NULL, message);
    cli_output_clear(output);
    return status;
}

/* The command that the next arguments name, and how many of them: "plot" takes what to plot. */
static const cli_command_t *find_command(int *words, int argc, char **argv)
{
    const cli_command_t *command = argc > 0 ? cli_command_find(argv[0]) : NULL;
    *words = 1;
    if (command != NULL || argc < 2) return command;
    char *both = base_text("%s %s", argv[0], argv[1]);
    command = cli_command_find(both);
    flint_free(both);
    *words = 2;
    return command;
}

static wane_status_t unknown_command(int argc, char **argv, wane_message_t message)
{
    if (argc > 0 && strcmp(argv[0], "plot") == 0)
        return cli_command_unknown_picture(argc > 1 ? argv[1] : NULL, message);
    return cli_command_unknown(argc > 0 ? argv[0] : NULL, message);
}

/* "wane help", "wane help COMMAND". */
static wane_status_t help(int argc, char **argv, wane_message_t message)
{
    answer_quote_t quoted;
    int words;
    const cli_command_t *command = find_command(&words, argc - 1, argv + 1);
    if (argc > 2 && (command == NULL || argc > 1 + words))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected no further argument after help %s",
                                answer_quote(quoted, argv[2]), argv[1]);
    if (argc > 1 && command == NULL) return unknown_command(argc - 1, argv + 1, message);
    return print_text(command, 0, 0, message);
}

/* ---- the processes of an mpirun ---- */

typedef struct {
    int rank; /* only the first, 0, speaks */
    crew_post_t *post;
} run_t;

#define HEARING 300000 /* microseconds for the first to speak: the first to leave ends them all */

/* Without MPI, started by another MPI than that of this build: each would do all of the work. */
static wane_status_t refuse_run(const run_t *run, const char *why, wane_message_t message)
{
    if (run->rank > 0) usleep(HEARING);
    return wane_message_set(message, WANE_FAILURE, 0,
                            "cannot share the work of processes that were started together: %s", why);
}

/* Where several were started together, they share the work. */
static wane_status_t join(run_t *run, wane_message_t message)
{
    const char *why;
    const int size = crew_post_started(&run->rank);
    if (size < 2) return WANE_OK;
    cli_interrupt_of_many(run->rank == 0);
    crew_post_t *post = crew_post_open(&why);
    if (post == NULL) return refuse_run(run, why, message);
    if (post->size != size || post->rank != run->rank)
        return refuse_run(run, "they were started by another MPI than that of this wane", message);
    run->post = post;
    return WANE_OK;
}

static void give_up(int signal_number)
{
    (void)signal_number;
    _exit(WANE_FAILURE);
}

/* A process that was lost is waited for no longer than this. */
#define FAREWELL 5

static wane_status_t leave(const run_t *run, wane_status_t status, const wane_message_t message)
{
    if (run->post == NULL) return status;
    cli_interrupt_ignore();
    if (run->rank == 0 && status == WANE_FAILURE) {
        signal(SIGALRM, give_up);
        alarm(FAREWELL);
    }
    return crew_leave(run->post, status, message);
}

static wane_status_t read_problem_file(cli_request_t *request, const run_t *run, const cli_command_t *command,
                                       wane_message_t message)
{
    if (request->problem_file == NULL) return WANE_OK;
    if (run->post != NULL && strcmp(request->problem_file, "-") == 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "-: expected a file: only the first of several processes has standard input");
    return cli_problem_file_read(request->problem, request->problem_file,
                                 command->takes == CLI_TAKES_FUNCTION, message);
}

static wane_status_t answer(run_t *run, cli_request_t *request, int argc, char **argv, wane_message_t message)
{
    int position;
    wane_status_t status = cli_arguments_before_command(request, &position, argc, argv, message);
    if (status != WANE_OK) return status;
    if (request->version || request->help) return print_text(NULL, request->version, 0, message);
    if (argc == 1) return print_text(NULL, 0, 1, message);
    if (position < argc && strcmp(argv[position], "help") == 0)
        return help(argc - position, argv + position, message);
    int words;
    const cli_command_t *command = find_command(&words, argc - position, argv + position);
    if (command != NULL) position += words - 1;
    if (command == NULL) return unknown_command(argc - position, argv + position, message);
    if (command->is_shared) status = join(run, message);
    if (status == WANE_OK)
        status = cli_arguments_of_command(request, command, argc - position, argv + position, message);
    if (status != WANE_OK) return status;
    if ((request->version || request->help) && run->rank > 0) return WANE_OK;
    if (request->version || request->help) return print_text(command, !request->help, 0, message);
    request->problem->takes_lists = cli_command_form(command)->takes_lists;
    status = read_problem_file(request, run, command, message);
    return status == WANE_OK ? cli_command_run(command, request->problem, run->post, message) : status;
}

int main(int argc, char **argv)
{
    cli_request_t request = {.problem_file = NULL};
    run_t run = {0, NULL};
    wane_message_t message = {{.text = ""}};
    hold_standard_streams();
    cli_interrupt_install();
    cli_stopped_install();
    answer_problem_init(request.problem);
    wane_status_t status = answer(&run, &request, argc, argv, message);
    if (status != WANE_OK && message->text[0] == 0 && !cli_output_is_closed())
        wane_message_set(message, status, 0, "%s", status == WANE_UNDECIDED ? "undecided" : "failed");
    if (message->text[0] != 0 && run.rank == 0 && !cli_interrupt_is_told()) print_message(message);
    status = leave(&run, status, message);
    answer_problem_clear(request.problem);
    flint_cleanup_master();
    return (int)status;
}
