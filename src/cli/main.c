/* wane: the command.  Reads what was asked, runs it, delivers the answer, and maps outcomes to exit codes. */
#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <flint/flint.h>

#include "wane/version.h"
#include "cli/input/arguments.h"
#include "cli/command/commands.h"
#include "cli/print/interrupt.h"
#include "cli/print/output.h"
#include "cli/input/problem_file.h"

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

/* FLINT stops the program where memory runs out or a number outgrows it. */
static _Noreturn void library_stopped(void)
{
    _exit(WANE_FAILURE);
}

/* One line on standard error, whatever the message holds. */
static void print_message(const wane_message_t message)
{
    fputs("wane: ", stderr);
    for (const char *c = message->text; *c != 0; c++) fputc(iscntrl((unsigned char)*c) ? ' ' : *c, stderr);
    fputc('\n', stderr);
}

static wane_status_t get_format(cli_format_id_t *format, const cli_command_t *command,
                                const cli_settings_t settings, wane_message_t message)
{
    static const char *const names[] = {"text", "json", "csv", "latex", NULL};
    const char *offered[5];
    int offered_format[5], count = 0, choice;
    for (int i = 0; names[i] != NULL; i++)
        if (command->formats & CLI_FORMAT_BIT(i)) {
            offered_format[count] = i;
            offered[count++] = names[i];
        }
    offered[count] = NULL;
    *format = command->usual_format;
    if (!cli_given(settings, CLI_FORMAT)) return WANE_OK;
    wane_status_t status = cli_get_choice(&choice, settings, CLI_FORMAT, offered, message);
    if (status == WANE_OK) *format = (cli_format_id_t)offered_format[choice];
    return status;
}

/* Runs the command into memory; what it wrote is delivered unless it failed or refused its input. */
static wane_status_t run(const cli_command_t *command, const cli_settings_t settings, wane_message_t message)
{
    cli_format_id_t format;
    cli_output_t output;
    wane_message_t said;
    const char *path = cli_text(settings, CLI_OUTPUT);
    wane_status_t status = get_format(&format, command, settings, message);
    if (status == WANE_OK) status = cli_output_possible(path, message);
    if (status != WANE_OK) return status;
    cli_output_init(output);
    status = command->run(output->stream, command, settings, format, message);
    if (status != WANE_FAILURE && status != WANE_BAD_INPUT) {
        wane_status_t delivered = cli_output_deliver(output, path, said);
        if (delivered != WANE_OK) {
            memcpy(message, said, sizeof said);
            status = delivered;
        }
    }
    cli_output_clear(output);
    return status;
}

static wane_status_t print_text(const cli_command_t *command, int version, wane_message_t message)
{
    cli_output_t output;
    cli_output_init(output);
    if (version) fprintf(output->stream, "wane %s\n", WANE_VERSION);
    else cli_help(output->stream, command);
    wane_status_t status = cli_output_deliver(output, NULL, message);
    cli_output_clear(output);
    return status;
}

static wane_status_t answer(cli_settings_t settings, int argc, char **argv, wane_message_t message)
{
    int position;
    const char *problem_file;
    wane_status_t status = cli_arguments_before_command(settings, &position, argc, argv, message);
    if (status != WANE_OK) return status;
    if (cli_given(settings, CLI_VERSION)) return print_text(NULL, 1, message);
    if (cli_given(settings, CLI_HELP)) return print_text(NULL, 0, message);
    const cli_command_t *command = position < argc ? cli_command_find(argv[position]) : NULL;
    if (command == NULL) return cli_command_unknown(position < argc ? argv[position] : NULL, message);
    status =
        cli_arguments_of_command(settings, &problem_file, command, argc - position, argv + position, message);
    if (status != WANE_OK) return status;
    if (cli_given(settings, CLI_HELP)) return print_text(command, 0, message);
    if (cli_given(settings, CLI_VERSION)) return print_text(NULL, 1, message);
    if (problem_file != NULL) status = cli_problem_file_read(settings, problem_file, message);
    if (command->usual_digits != NULL && !cli_given(settings, CLI_DIGITS))
        cli_settings_put(settings, CLI_DIGITS, command->usual_digits, "default");
    return status == WANE_OK ? run(command, settings, message) : status;
}

int main(int argc, char **argv)
{
    cli_settings_t settings;
    wane_message_t message = {{.text = ""}};
    hold_standard_streams();
    cli_interrupt_install();
    flint_set_abort(library_stopped);
    cli_settings_init(settings);
    wane_status_t status = answer(settings, argc, argv, message);
    if (status != WANE_OK && message->text[0] == 0)
        wane_message_set(message, status, 0, "%s", status == WANE_UNDECIDED ? "undecided" : "failed");
    if (message->text[0] != 0) print_message(message);
    cli_settings_clear(settings);
    flint_cleanup_master();
    return (int)status;
}
