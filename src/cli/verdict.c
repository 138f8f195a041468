/* wane verdict: what happens to the feature, proved, in the limit of a slow second layer, or at a given eps.
 */
#include "cli/certificate_file.h"
#include "cli/certified.h"
#include "cli/commands.h"
#include "cli/finite_eps.h"
#include "cli/problem.h"
#include "cli/verdict_format.h"

static wane_status_t compute(wane_verdict_t verdict, slong *digits, const cli_settings_t settings,
                             wane_message_t message)
{
    cli_pair_t pair;
    wane_interval_t a0;
    wane_start_t start;
    cli_pair_init(pair);
    wane_interval_init(a0);
    wane_start_init(start);
    wane_status_t status = cli_certificate_possible(settings, message);
    if (status == WANE_OK) status = cli_get_pair(pair, settings, message);
    if (status == WANE_OK) status = cli_get_interval(a0->lo, a0->hi, settings, CLI_A0, message);
    if (status == WANE_OK) status = cli_get_start(start, settings, message);
    *digits = pair->effort.digits;
    if (status == WANE_OK)
        status =
            wane_verdict_compute(verdict, pair->student, pair->teacher, a0, start, &pair->effort, message);
    if (status == WANE_OK && cli_given(settings, CLI_CERTIFICATE))
        status = cli_certificate_write(settings, pair, a0, start, message);
    cli_pair_clear(pair);
    wane_interval_clear(a0);
    wane_start_clear(start);
    return status;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    if (cli_asks_for_finite_eps(settings)) return cli_finite_eps_run(out, command, settings, format, message);
    wane_verdict_t verdict;
    slong digits;
    wane_verdict_init(verdict);
    wane_status_t status = compute(verdict, &digits, settings, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        if (format == CLI_JSON) {
            cli_answer_print(
                out, cli_verdict_json(cli_answer(command, settings), verdict, digits + CLI_GUARD_DIGITS));
        } else {
            cli_verdict_summary_text(out, verdict, digits);
            cli_verdict_story_text(out, verdict);
        }
    }
    wane_verdict_clear(verdict);
    return status;
}

static const cli_key_t keys[] = {CLI_STUDENT, CLI_TEACHER, CLI_SET,         CLI_A0,  CLI_R0,
                                 CLI_EPS,     CLI_DROP,    CLI_CERTIFICATE, CLI_KEYS};

const cli_command_t cli_command_verdict = {
    .name = "verdict",
    .usage = " [PROBLEM.json] [FLAGS]",
    .summary = "Is the feature kept or unlearned?  Proved, step by step",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON),
    .usual_format = CLI_TEXT,
    .run = run,
};
