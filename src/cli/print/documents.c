#include "cli/print/documents.h"

#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <flint/flint.h>

#include "base/text.h"
#include "answer/problem/text.h"
#include "cli/print/output.h"

static wane_status_t failure(const char *path, int error, wane_message_t message)
{
    answer_quote_t quoted;
    return wane_message_set(message, WANE_FAILURE, 0, "cannot write the folder %s: %s",
                            answer_quote(quoted, path), strerror(error));
}

/* Without the slashes at its end. */
static char *trimmed(const char *path)
{
    char *copy = answer_strdup(path);
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

wane_status_t cli_documents_init(cli_documents_t *documents, const char *folder, wane_message_t message)
{
    struct stat about;
    int error = 0;
    memset(documents, 0, sizeof *documents);
    if (folder == NULL) return WANE_OK;
    if (*folder == 0) return failure(folder, ENOENT, message);
    documents->folder = folder;
    documents->target = trimmed(folder);
    documents->temporary = base_text("%s.%ld.partial", documents->target, (long)getpid());
    char *copy = answer_strdup(documents->target);
    if (stat(documents->target, &about) == 0) error = is_empty_folder(documents->target);
    else if (errno != ENOENT) error = errno;
    if (error == 0 && access(dirname(copy), W_OK | X_OK) != 0) error = errno;
    flint_free(copy);
    return error != 0 ? failure(folder, error, message) : WANE_OK;
}

void cli_documents_clear(cli_documents_t *documents)
{
    for (long i = 0; i < documents->count; i++) {
        if (documents->made) unlink(documents->file[i]);
        flint_free(documents->file[i]);
    }
    if (documents->made) rmdir(documents->temporary);
    flint_free(documents->file);
    flint_free(documents->target);
    flint_free(documents->temporary);
}

static wane_status_t make_folder(cli_documents_t *documents, wane_message_t message)
{
    if (documents->made) return WANE_OK;
    if (mkdir(documents->temporary, 0777) != 0) return failure(documents->folder, errno, message);
    documents->made = 1;
    return WANE_OK;
}

wane_status_t cli_documents_add(cli_documents_t *documents, const char *name, const char *text,
                                wane_message_t message)
{
    if (documents->folder == NULL) return cli_output_write(name, text, message);
    wane_status_t status = make_folder(documents, message);
    if (status != WANE_OK) return status;
    documents->file = flint_realloc(documents->file, (size_t)(documents->count + 1) * sizeof(char *));
    char *path = documents->file[documents->count++] = base_text("%s/%s", documents->temporary, name);
    return cli_output_write(path, text, message);
}

wane_status_t cli_documents_finish(cli_documents_t *documents, wane_message_t message)
{
    if (documents->folder == NULL) return WANE_OK;
    wane_status_t status = make_folder(documents, message);
    if (status != WANE_OK) return status;
    if (rename(documents->temporary, documents->target) != 0)
        return failure(documents->folder, errno, message);
    documents->made = 0;
    return WANE_OK;
}
