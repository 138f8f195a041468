/* wane thresholds: the initial scales a0 > 0 cut where the verdict changes. */
#include "cli/print/certified.h"
#include "cli/command/commands.h"
#include "cli/input/problem.h"

static const char *const quantities[] = {"a0", NULL};

/* The intervals cover all a0 > 0, so that no interval means that nothing is known. */
static json_t *intervals_json(const wane_thresholds_t thresholds, slong digits)
{
    if (thresholds->count == 0) return json_null();
    json_t *intervals = json_array();
    for (slong i = 0; i < thresholds->count; i++) {
        const wane_scale_interval_t *interval = &thresholds->interval[i];
        json_t *object = json_pack("{s:[o,o],s:s}", "a0", cli_certified_json(interval->from, NULL, digits),
                                   cli_certified_json(interval->to, NULL, digits), "verdict",
                                   wane_outcome_name(interval->outcome));
        if (interval->reason != NULL) json_object_set_new(object, "reason", json_string(interval->reason));
        json_array_append_new(intervals, object);
    }
    return intervals;
}

static json_t *ties_json(const wane_thresholds_t thresholds, slong digits)
{
    if (thresholds->count == 0) return json_null();
    json_t *ties = json_array();
    for (slong i = 0; i < thresholds->tie_count; i++)
        json_array_append_new(ties, cli_certified_json(thresholds->tie + i, NULL, digits));
    return ties;
}

static void print_json(FILE *out, json_t *answer, const wane_thresholds_t thresholds, wane_status_t status,
                       slong digits)
{
    json_t *own = json_pack("{s:s,s:s,s:b,s:o,s:o}", "over", "a0", "regime", "singular-limit", "proved",
                            status == WANE_OK, "intervals", intervals_json(thresholds, digits), "ties",
                            ties_json(thresholds, digits));
    json_object_update(answer, own);
    json_decref(own);
    cli_answer_print(out, answer);
}

static void print_text(FILE *out, const wane_thresholds_t thresholds, slong digits)
{
    if (thresholds->count == 0) fputs("a0 > 0: not determined\n", out);
    for (slong i = 0; i < thresholds->count; i++) {
        const wane_scale_interval_t *interval = &thresholds->interval[i];
        cli_certified_print(out, interval->from, digits);
        fputs(" < a0 < ", out);
        cli_certified_print(out, interval->to, digits);
        fprintf(out, ": %s%s%s\n", wane_outcome_name(interval->outcome), interval->reason != NULL ? ": " : "",
                interval->reason != NULL ? interval->reason : "");
    }
    for (slong i = 0; i < thresholds->tie_count; i++) {
        fputs(i == 0 ? "the verdict is the same on both sides of the tie a0 = " : "and of a0 = ", out);
        cli_certified_print(out, thresholds->tie + i, digits);
        fputc('\n', out);
    }
}

static wane_status_t compute(wane_thresholds_t thresholds, slong *digits, const cli_settings_t settings,
                             wane_message_t message)
{
    cli_pair_t pair;
    wane_start_t start;
    int quantity;
    cli_pair_init(pair);
    wane_start_init(start);
    wane_status_t status = cli_get_pair(pair, settings, message);
    if (status == WANE_OK) status = cli_get_choice(&quantity, settings, CLI_OVER, quantities, message);
    if (status == WANE_OK) status = cli_get_start(start, settings, message);
    *digits = pair->effort.digits;
    if (status == WANE_OK)
        status =
            wane_thresholds_compute(thresholds, pair->student, pair->teacher, start, &pair->effort, message);
    cli_pair_clear(pair);
    wane_start_clear(start);
    return status;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    wane_thresholds_t thresholds;
    slong digits;
    wane_thresholds_init(thresholds);
    wane_status_t status = compute(thresholds, &digits, settings, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        if (format == CLI_JSON)
            print_json(out, cli_answer(command, settings), thresholds, status, digits + CLI_GUARD_DIGITS);
        else print_text(out, thresholds, digits);
    }
    wane_thresholds_clear(thresholds);
    return status;
}

static const cli_key_t keys[] = {CLI_STUDENT, CLI_TEACHER, CLI_SET, CLI_R0, CLI_OVER, CLI_KEYS};

const cli_command_t cli_command_thresholds = {
    .name = "thresholds",
    .usage = " --over a0 [PROBLEM.json] [FLAGS]",
    .summary = "All initial scales a0 > 0 by verdict, with certified boundaries",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON),
    .usual_format = CLI_TEXT,
    .run = run,
};
