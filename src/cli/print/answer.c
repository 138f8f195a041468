/* The frame of every JSON answer. */
#include "wane/version.h"
#include "cli/command/command.h"
#include "cli/print/memory.h"

json_t *cli_answer(const cli_command_t *command, const cli_settings_t settings)
{
    return json_pack("{s:s,s:s,s:o}", "wane", WANE_VERSION, "command", command->name, "problem",
                     cli_settings_problem(settings, command->keys));
}

static int append(const char *buffer, size_t size, void *out)
{
    return fwrite(buffer, 1, size, out) == size ? 0 : -1;
}

void cli_answer_print(FILE *out, json_t *answer)
{
    if (json_dump_callback(answer, append, out, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) != 0)
        cli_out_of_memory();
    fputc('\n', out);
    json_decref(answer);
}
