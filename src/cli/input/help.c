#include "cli/input/help.h"

#include <string.h>

#include <flint/flint.h>

#include "cli/input/flag.h"
#include "cli/input/width.h"

const char *const cli_format_names[] = {"text", "json", "csv", "latex", "markdown"};

const char *cli_command_question(const cli_command_t *command)
{
    return command->question != NULL ? command->question : command->name;
}

const answer_form_t *cli_command_form(const cli_command_t *command)
{
    return answer_form_find(cli_command_question(command));
}

int cli_command_offers(const cli_command_t *command, cli_format_id_t format)
{
    return format == CLI_JSON || command->print[format] != NULL;
}

static void print_flag(FILE *out, const cli_command_t *command, int flag)
{
    const cli_flag_row_t *row = &cli_flag_rows[flag];
    char left[40], letter[5] = "";
    if (row->letter != 0) snprintf(letter, sizeof letter, "-%c, ", row->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, cli_flag_name(flag), row->argument != NULL ? " " : "",
             row->argument != NULL ? row->argument : "");
    char text[400];
    const char *fallback = flag >= ANSWER_KEYS ? NULL
                           : command == NULL
                               ? answer_key_rows[flag].fallback
                               : answer_form_fallback(cli_command_form(command), (answer_key_t)flag);
    snprintf(text, sizeof text, fallback != NULL ? "%s (default: %s)" : "%s", row->help, fallback);
    fprintf(out, "  %-22s  ", left);
    cli_print_wrapped(out, text, (int)FLINT_MAX(26, strlen(left) + 4), 26);
}

static void print_global_flags(FILE *out, const cli_command_t *command)
{
    fputs("\nEvery command:\n", out);
    for (int flag = 0; flag < CLI_FLAGS; flag++)
        if (cli_flag_is_global(flag)) print_flag(out, command, flag);
    fputs("\nExit status: 0 answered, proved or passed; 1 could not finish; 2 bad input;\n"
          "3 undecided at the precision and effort allowed; 4 a check failed.\n",
          out);
}

void cli_help_command(FILE *out, const cli_command_t *command)
{
    fprintf(out, "Usage: wane %s%s\n\n", command->name, command->usage);
    char summary[200];
    snprintf(summary, sizeof summary, "%s.", command->summary);
    cli_print_wrapped(out, summary, 0, 0);
    fputc('\n', out);
    for (const answer_key_t *key = cli_command_form(command)->keys; *key != ANSWER_KEYS; key++)
        print_flag(out, command, (int)*key);
    fputs(command->is_picture ? "\nThe name of the file of --output says what is drawn: .svg, .pdf, .png,\n"
                                "or .gp, gnuplot's script."
          : command->is_page  ? "\nThe file of --output is FILE.html."
                              : "\nFormats:",
          out);
    for (int format = 0; format < CLI_FORMATS && !command->is_picture && !command->is_page; format++)
        if (cli_command_offers(command, format))
            fprintf(out, " %s%s", cli_format_names[format],
                    (int)command->usual_format == format ? " (default)" : "");
    if (command->takes != CLI_TAKES_CERTIFICATE)
        fputs("\nA problem file is a JSON object with these names as keys; flags win over it.\n", out);
    else fputc('\n', out);
    print_global_flags(out, command);
}

void cli_help_start(FILE *out)
{
    fputs("wane: does a learned feature wax or wane?  Proofs about networks trained by SGD.\n\n"
          "Try:  wane verdict --student tanh --teacher 'h1+0.3*h3' --a0 0.5\n"
          "      wane coeffs gelu\n"
          "      wane help\n",
          out);
}

void cli_help_overview(FILE *out, const cli_command_t *commands)
{
    fputs("Usage: wane COMMAND [FLAGS] [PROBLEM.json]\n\n"
          "Proves whether a two-layer network trained by SGD keeps or unlearns its feature.\n\nCommands:\n",
          out);
    for (; commands->name != NULL; commands++) {
        fprintf(out, "  %-17s  ", commands->name);
        cli_print_wrapped(out, commands->summary, 21, 21);
    }
    fputs("\n'wane COMMAND --help' lists the flags of a command.\n", out);
    print_global_flags(out, NULL);
}
