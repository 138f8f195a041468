#include "cli/print/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <flint/flint.h>

#include "base/text.h"
#include "answer/problem/text.h"

/* The temporary of the delivery under way, for the signal handler. */
static char *volatile temporary_in_use;
static int is_closed;

/* "-" is standard output, too. */
static int is_standard(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

void cli_output_init(cli_output_t output)
{
    output->text = NULL;
    output->length = 0;
    output->stream = open_memstream(&output->text, &output->length);
    if (output->stream == NULL) flint_abort();
}

void cli_output_clear(cli_output_t output)
{
    if (output->stream != NULL) fclose(output->stream);
    free(output->text);
}

static wane_status_t failure(const char *path, int error, wane_message_t message)
{
    answer_quote_t quoted;
    return wane_message_set(message, WANE_FAILURE, 0, "cannot write %s: %s",
                            is_standard(path) ? "standard output" : answer_quote(quoted, path),
                            strerror(error));
}

/* Whether path is to be replaced by rename: absent, or a regular file. */
static int is_replaceable(const char *path)
{
    struct stat about;
    return stat(path, &about) != 0 ? errno == ENOENT : S_ISREG(about.st_mode);
}

wane_status_t cli_output_possible(const char *path, wane_message_t message)
{
    struct stat about;
    if (is_standard(path)) return WANE_OK;
    if (*path == 0) return failure(path, ENOENT, message);
    if (stat(path, &about) == 0) {
        if (S_ISDIR(about.st_mode)) return failure(path, EISDIR, message);
        if (access(path, W_OK) != 0) return failure(path, errno, message);
    } else if (errno != ENOENT) {
        return failure(path, errno, message);
    }
    if (!is_replaceable(path)) return WANE_OK;
    char *copy = answer_strdup(path);
    int error = access(dirname(copy), W_OK | X_OK) != 0 ? errno : 0;
    flint_free(copy);
    return error != 0 ? failure(path, error, message) : WANE_OK;
}

/* 0, or the errno of the first error. */
static int write_all(int descriptor, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, text, length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text += written;
        length -= (size_t)written;
    }
    return 0;
}

static int write_directly(const char *path, const cli_output_t output)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    int error = write_all(descriptor, output->text, output->length);
    if (close(descriptor) != 0 && error == 0) error = errno;
    return error;
}

static int write_temporary(const char *temporary, const char *path, const cli_output_t output)
{
    struct stat about;
    int descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) return errno;
    int error = write_all(descriptor, output->text, output->length);
    if (error == 0 && stat(path, &about) == 0 && fchmod(descriptor, about.st_mode & 07777) != 0)
        error = errno;
    if (error == 0 && fsync(descriptor) != 0) error = errno;
    if (close(descriptor) != 0 && error == 0) error = errno;
    if (error == 0 && rename(temporary, path) != 0) error = errno;
    if (error != 0) unlink(temporary);
    return error;
}

static int replace_file(const char *path, const cli_output_t output)
{
    char *target = realpath(path, NULL); /* a symbolic link stays one */
    char *temporary = base_text("%s.%ld.partial", target != NULL ? target : path, (long)getpid());
    temporary_in_use = temporary;
    int error = write_temporary(temporary, target != NULL ? target : path, output);
    temporary_in_use = NULL;
    flint_free(temporary);
    free(target);
    return error;
}

void cli_output_abandon(void)
{
    if (temporary_in_use != NULL) unlink(temporary_in_use);
}

int cli_output_is_closed(void)
{
    return is_closed;
}

wane_status_t cli_output_deliver(cli_output_t output, const char *path, wane_message_t message)
{
    int error = fclose(output->stream) != 0 ? errno : 0;
    output->stream = NULL;
    const int standard = is_standard(path);
    if (error == 0 && standard) error = write_all(STDOUT_FILENO, output->text, output->length);
    else if (error == 0)
        error = is_replaceable(path) ? replace_file(path, output) : write_directly(path, output);
    /* Some file systems report a failed write only here. */
    if (error == 0 && standard && fsync(STDOUT_FILENO) != 0 && (errno == EIO || errno == ENOSPC))
        error = errno;
    is_closed = error == EPIPE && standard;
    return is_closed ? WANE_FAILURE : error != 0 ? failure(path, error, message) : WANE_OK;
}

wane_status_t cli_output_write(const char *path, const char *text, wane_message_t message)
{
    cli_output_t output;
    cli_output_init(output);
    fputs(text, output->stream);
    wane_status_t status = cli_output_deliver(output, path, message);
    cli_output_clear(output);
    return status;
}
