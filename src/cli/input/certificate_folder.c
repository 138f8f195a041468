#include "cli/input/certificate_folder.h"

#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/print/memory.h"
#include "cli/print/output.h"
#include "cli/print/quote.h"

static wane_status_t failure(const char *path, int error, wane_message_t message)
{
    cli_quote_t quoted;
    return wane_message_set(message, WANE_FAILURE, 0, "cannot write the folder %s: %s",
                            cli_quote(quoted, path), strerror(error));
}

/* Without the slashes at its end; free with free. */
static char *trimmed(const char *path)
{
    char *copy = cli_strdup(path);
    for (size_t n = strlen(copy); n > 1 && copy[n - 1] == '/'; n--) copy[n - 1] = 0;
    return copy;
}

/* 0, or the errno that says why this is no empty folder. */
static int is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    int count = 0;
    if (folder == NULL) return errno;
    while (readdir(folder) != NULL) count++;
    closedir(folder);
    return count > 2 ? ENOTEMPTY : 0;
}

wane_status_t cli_certificate_folder_possible(const char *path, wane_message_t message)
{
    struct stat about;
    int error = 0;
    if (path == NULL) return WANE_OK;
    if (*path == 0) return failure(path, ENOENT, message);
    char *folder = trimmed(path), *copy = cli_strdup(folder);
    if (stat(folder, &about) == 0) error = is_empty_folder(folder);
    else if (errno != ENOENT) error = errno;
    if (error == 0 && access(dirname(copy), W_OK | X_OK) != 0) error = errno;
    free(copy);
    free(folder);
    return error != 0 ? failure(path, error, message) : WANE_OK;
}

/* Calls work on the certificate of everything that is proved until one call does not return WANE_OK. */
static wane_status_t for_each(const wane_claims_t claims, const char *folder,
                              wane_status_t (*work)(const char *, const char *, wane_message_t),
                              wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (int i = 0; i < WANE_CLAIM_COUNT; i++)
        for (slong j = 0; status == WANE_OK && j < claims->claim[i].evidence_count; j++) {
            const wane_claim_evidence_t *evidence = claims->claim[i].evidence + j;
            if (evidence->certificate == NULL || evidence->status != WANE_CLAIM_PROVED) continue;
            char *path = cli_format("%s/%s", folder, evidence->certificate_name);
            status = work(path, evidence->certificate, message);
            free(path);
        }
    return status;
}

static wane_status_t write_file(const char *path, const char *text, wane_message_t message)
{
    cli_output_t output;
    cli_output_init(output);
    fputs(text, output->stream);
    wane_status_t status = cli_output_deliver(output, path, message);
    cli_output_clear(output);
    return status;
}

static wane_status_t remove_file(const char *path, const char *text, wane_message_t message)
{
    (void)text;
    (void)message;
    unlink(path);
    return WANE_OK;
}

wane_status_t cli_certificate_folder_write(const char *path, const wane_claims_t claims,
                                           wane_message_t message)
{
    char *folder = trimmed(path);
    char *temporary = cli_format("%s.%ld.partial", folder, (long)getpid());
    wane_message_t ignored;
    wane_status_t status = mkdir(temporary, 0777) != 0 ? failure(path, errno, message) : WANE_OK;
    int made = status == WANE_OK;
    if (made) status = for_each(claims, temporary, write_file, message);
    if (status == WANE_OK && rename(temporary, folder) != 0) status = failure(path, errno, message);
    if (made && status != WANE_OK) {
        for_each(claims, temporary, remove_file, ignored);
        rmdir(temporary);
    }
    free(temporary);
    free(folder);
    return status;
}
