/* wane verify: re-proves a certificate by independent means. */
#include <stdlib.h>

#include "cli/input/certificate_file.h"
#include "cli/command/commands.h"
#include "cli/print/quote.h"
#include "wane/verify.h"

static void print_step(void *context, const char *sentence)
{
    fprintf(context, "proved: %s\n", sentence);
}

static void add_step(void *context, const char *sentence)
{
    json_array_append_new(context, json_string(sentence));
}

static wane_status_t verify(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                            cli_format_id_t format, const char *text, size_t length, wane_message_t message)
{
    json_t *steps = json_array();
    wane_verify_listener_t listener = {print_step, out};
    wane_verifier_t verifier = wane_verifier_new();
    if (format == CLI_JSON) listener = (wane_verify_listener_t){add_step, steps};
    wane_status_t status = wane_verify(text, length, verifier, &listener, message);
    wane_verifier_free(verifier);
    if (format == CLI_TEXT && status == WANE_OK) fputs("accepted\n", out);
    if (format == CLI_JSON && status != WANE_BAD_INPUT) {
        json_t *answer = cli_answer(command, settings);
        json_object_set_new(answer, "accepted", json_boolean(status == WANE_OK));
        json_object_set(answer, "steps", steps);
        cli_answer_print(out, answer);
    }
    json_decref(steps);
    return status;
}

static wane_status_t run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message)
{
    char *text;
    size_t length;
    const char *path = cli_text(settings, CLI_CERTIFICATE);
    if (path == NULL) return cli_expected(settings, CLI_CERTIFICATE, "the file of a certificate", message);
    wane_status_t status = cli_certificate_read(&text, &length, path, message);
    if (status == WANE_OK) status = verify(out, command, settings, format, text, length, message);
    free(text);
    return status;
}

static const cli_key_t keys[] = {CLI_CERTIFICATE, CLI_KEYS};

const cli_command_t cli_command_verify = {
    .name = "verify",
    .usage = " CERTIFICATE",
    .summary = "Re-proves every claim of a certificate by independent means",
    .keys = keys,
    .formats = CLI_FORMAT_BIT(CLI_TEXT) | CLI_FORMAT_BIT(CLI_JSON),
    .usual_format = CLI_TEXT,
    .takes_certificate = 1,
    .run = run,
};
