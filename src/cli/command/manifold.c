/* wane manifold: the critical manifold of a student and a teacher. */
#include "cli/print/certified.h"
#include "cli/command/commands.h"
#include "cli/table/manifold_format.h"
#include "cli/input/problem.h"

static const char *const sides[] = {"1", "-1", NULL};

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    cli_pair_t pair;
    wane_manifold_t manifold;
    int side = 0;
    cli_pair_init(pair);
    wane_manifold_init(manifold);
    wane_status_t status = cli_get_pair(pair, settings, message);
    if (status == WANE_OK) status = cli_get_choice(&side, settings, CLI_SIDE, sides, message);
    if (status == WANE_OK)
        status = wane_manifold_compute(manifold, pair->student, pair->teacher, side == 0 ? 1 : -1,
                                       &pair->effort, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        if (format == CLI_JSON)
            cli_answer_print(out, cli_manifold_json(cli_answer(command, settings), manifold,
                                                    pair->effort.digits + CLI_GUARD_DIGITS));
        else cli_manifold_text(out, manifold, pair->effort.digits);
    }
    wane_manifold_clear(manifold);
    cli_pair_clear(pair);
    return status;
}

static const cli_key_t keys[] = {CLI_STUDENT, CLI_TEACHER, CLI_SET, CLI_SIDE, CLI_KEYS};

const cli_command_t cli_command_manifold = {
    .name = "manifold",
    .usage = " [PROBLEM.json] [FLAGS]",
    .summary = "Critical manifold: folds, equilibria, slow flow, small-R law",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON),
    .usual_format = CLI_TEXT,
    .run = run,
};
