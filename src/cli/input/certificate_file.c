#include "cli/input/certificate_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print/memory.h"
#include "cli/print/output.h"
#include "cli/print/quote.h"

#define LARGEST_FILE (16L << 20)

wane_status_t cli_certificate_possible(const cli_settings_t settings, wane_message_t message)
{
    const char *path = cli_text(settings, CLI_CERTIFICATE), *answer = cli_text(settings, CLI_OUTPUT);
    if (path == NULL) return WANE_OK;
    if (answer != NULL && strcmp(path, answer) == 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "--certificate: expected another file than that of --output");
    return cli_output_possible(path, message);
}

wane_status_t cli_certificate_write(const cli_settings_t settings, char *text, wane_message_t message)
{
    cli_output_t output;
    cli_output_init(output);
    fputs(text, output->stream);
    flint_free(text);
    wane_status_t status = cli_output_deliver(output, cli_text(settings, CLI_CERTIFICATE), message);
    cli_output_clear(output);
    return status;
}

static wane_status_t failure(const char *path, int error, wane_message_t message)
{
    cli_quote_t quoted;
    return wane_message_set(message, WANE_FAILURE, 0, "cannot read %s: %s", cli_quote(quoted, path),
                            strerror(error));
}

wane_status_t cli_certificate_read(char **text, size_t *length, const char *path, wane_message_t message)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    size_t room = 1 << 16, got;
    *text = NULL;
    *length = 0;
    if (file == NULL) return failure(path, errno, message);
    do {
        if (*text == NULL || *length == room) *text = cli_realloc(*text, room *= 2);
        got = fread(*text + *length, 1, room - *length, file);
        *length += got;
    } while (got > 0 && *length <= (size_t)LARGEST_FILE);
    int error = ferror(file) ? errno : 0;
    if (file != stdin) fclose(file);
    if (error != 0) return failure(path, error, message);
    if (*length > (size_t)LARGEST_FILE)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "expected a certificate of at most 16 MiB");
    return WANE_OK;
}
