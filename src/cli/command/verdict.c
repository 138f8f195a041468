/* wane verdict: what happens to the feature, proved, in the limit of a slow second layer, or at a given eps.
 */
#include "cli/input/certificate_file.h"
#include "cli/print/certified.h"
#include "cli/command/commands.h"
#include "cli/command/finite_eps.h"
#include "cli/input/problem.h"
#include "cli/table/verdict_format.h"
#include "wane/certificate.h"

/* Its certificate cuts the family on its own; text NULL: none is asked for. */
static wane_status_t compute_family(wane_box_verdict_t answer, char **text, const cli_pair_t pair,
                                    const wane_interval_t a0, const wane_start_t start,
                                    wane_message_t message)
{
    wane_status_t status =
        wane_box_verdict_compute(answer, pair->student, pair->teacher, a0, start, &pair->effort, message);
    if (status == WANE_OK && text != NULL)
        status =
            wane_certificate_compute(text, pair->student, pair->teacher, a0, start, &pair->effort, message);
    return status;
}

/* Intervals among the inputs make a family; one verdict for all its members then. */
static wane_status_t compute(wane_box_verdict_t answer, slong *digits, const cli_settings_t settings,
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
    char *text = NULL;
    const int certify = cli_given(settings, CLI_CERTIFICATE);
    if (status == WANE_OK && wane_box_verdict_is_needed(pair->student, pair->teacher, a0, start))
        status = compute_family(answer, certify ? &text : NULL, pair, a0, start, message);
    else if (status == WANE_OK && certify)
        status = wane_verdict_certify(answer->verdict, &text, pair->student, pair->teacher, a0, start,
                                      &pair->effort, message);
    else if (status == WANE_OK)
        status = wane_verdict_compute(answer->verdict, pair->student, pair->teacher, a0, start, &pair->effort,
                                      message);
    if (status == WANE_OK && certify) status = cli_certificate_write(settings, text, message);
    cli_pair_clear(pair);
    wane_interval_clear(a0);
    wane_start_clear(start);
    return status;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    if (cli_asks_for_finite_eps(settings)) return cli_finite_eps_run(out, command, settings, format, message);
    wane_box_verdict_t answer;
    slong digits;
    wane_box_verdict_init(answer);
    wane_status_t status = compute(answer, &digits, settings, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        if (format == CLI_JSON) {
            json_t *object =
                cli_verdict_json(cli_answer(command, settings), answer->verdict, digits + CLI_GUARD_DIGITS);
            json_object_set_new(object, "family", json_boolean(answer->is_family));
            if (answer->is_family) json_object_set_new(object, "boxes", json_integer(answer->boxes));
            cli_answer_print(out, object);
        } else {
            cli_verdict_summary_text(out, answer->verdict, digits);
            cli_verdict_story_text(out, answer->verdict);
        }
    }
    wane_box_verdict_clear(answer);
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
