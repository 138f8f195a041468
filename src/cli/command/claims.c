/* wane claims: the claims of the abstract of arXiv:2602.07378, each proved, measured or refuted. */
#include "cli/input/certificate_folder.h"
#include "cli/print/certified.h"
#include "cli/table/claims_format.h"
#include "cli/command/commands.h"
#include "cli/input/problem.h"
#include "cli/print/progress.h"

#define MOST_DIGITS 50

static wane_status_t compute(wane_claims_t claims, slong *digits, const cli_settings_t settings,
                             wane_message_t message)
{
    wane_claims_request_t request;
    cli_progress_t progress;
    const char *folder = cli_text(settings, CLI_CERTIFICATES);
    wane_claims_request_default(&request);
    request.quick = cli_given(settings, CLI_QUICK);
    request.certificates = folder != NULL;
    request.progress = cli_progress_advance;
    request.context = &progress;
    wane_status_t status = cli_certificate_folder_possible(folder, message);
    if (status == WANE_OK) status = cli_get_effort(&request.effort, settings, message);
    if (status == WANE_OK && request.effort.digits > MOST_DIGITS)
        status = cli_expected(settings, CLI_DIGITS, "at most 50 digits", message);
    if (status != WANE_OK) return status;
    *digits = request.effort.digits;
    cli_progress_start(&progress, settings, 0);
    status = wane_claims_compute(claims, &request, message);
    cli_progress_end(&progress);
    if (status != WANE_FAILURE && folder != NULL) {
        wane_message_t said;
        if (cli_certificate_folder_write(folder, claims, said) != WANE_OK) {
            message[0] = said[0];
            return WANE_FAILURE;
        }
    }
    return status;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    wane_claims_t claims;
    slong digits = 0;
    wane_claims_init(claims);
    wane_status_t status = compute(claims, &digits, settings, message);
    if (status != WANE_FAILURE && status != WANE_BAD_INPUT) {
        if (format == CLI_JSON)
            cli_answer_print(
                out, cli_claims_json(cli_answer(command, settings), claims, digits + CLI_GUARD_DIGITS));
        else cli_claims_text(out, claims, digits);
    }
    wane_claims_clear(claims);
    return status;
}

static const cli_key_t keys[] = {CLI_QUICK, CLI_CERTIFICATES, CLI_KEYS};

const cli_command_t cli_command_claims = {
    .name = "claims",
    .usage = " [--quick] [--certificates DIR]",
    .summary = "The abstract's claims C1 to C7: proved, measured or refuted, with the evidence",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON),
    .usual_format = CLI_TEXT,
    .usual_digits = "20",
    .run = run,
};
