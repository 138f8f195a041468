#include "cli/command/command.h"

static void print_key(FILE *out, const cli_command_t *command, cli_key_t key)
{
    const cli_key_row_t *row = &cli_key_rows[key];
    char left[40], letter[5] = "";
    if (row->letter != 0) snprintf(letter, sizeof letter, "-%c, ", row->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, row->name, row->argument != NULL ? " " : "",
             row->argument != NULL ? row->argument : "");
    fprintf(out, "  %-22s  %s", left, row->help);
    const char *fallback = row->fallback;
    if (key == CLI_DIGITS && command != NULL && command->usual_digits != NULL)
        fallback = command->usual_digits;
    if (fallback != NULL) fprintf(out, " (default: %s)", fallback);
    fputc('\n', out);
}

static void print_global_keys(FILE *out, const cli_command_t *command)
{
    fputs("\nEvery command:\n", out);
    for (int key = 0; key < CLI_KEYS; key++)
        if (cli_key_rows[key].section == CLI_SECTION_GLOBAL) print_key(out, command, (cli_key_t)key);
}

static void print_command(FILE *out, const cli_command_t *command)
{
    static const char *const names[] = {"text", "json", "csv", "latex"};
    fprintf(out, "Usage: wane %s%s\n\n%s.\n\n", command->name, command->usage, command->summary);
    for (const cli_key_t *key = command->keys; *key != CLI_KEYS; key++) print_key(out, command, *key);
    fputs("\nFormats:", out);
    for (int format = 0; format < 4; format++)
        if (command->formats & CLI_FORMAT_BIT(format))
            fprintf(out, " %s%s", names[format], (int)command->usual_format == format ? " (default)" : "");
    if (!command->takes_certificate)
        fputs("\nA problem file is a JSON object with these names as keys; flags win over it.\n", out);
    else fputc('\n', out);
}

static void print_overview(FILE *out)
{
    fputs("Usage: wane COMMAND [FLAGS] [PROBLEM.json]\n\n"
          "Proves whether a two-layer network trained by SGD keeps or unlearns its feature.\n\nCommands:\n",
          out);
    for (const cli_command_t *const *command = cli_commands(); *command != NULL; command++)
        fprintf(out, "  %-12s  %s\n", (*command)->name, (*command)->summary);
    fputs("\n'wane COMMAND --help' lists the flags of a command.\n", out);
}

static void print_exit_codes(FILE *out)
{
    fputs("\nExit status: 0 answered, proved or passed; 1 could not finish; 2 bad input;\n"
          "3 undecided at the precision and effort allowed; 4 a check failed.\n",
          out);
}

void cli_help(FILE *out, const cli_command_t *command)
{
    if (command != NULL) print_command(out, command);
    else print_overview(out);
    print_global_keys(out, command);
    print_exit_codes(out);
}
