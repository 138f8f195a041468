#include "cli/input/problem_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <flint/flint.h>

#include "answer/problem/read.h"
#include "answer/problem/text.h"

#define LARGEST_FILE (1 << 20)

/* The whole file, or NULL with errno set; EFBIG if it is far too large for a problem. */
static char *read_whole(size_t *length, const char *path)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (file == NULL) return NULL;
    char *text = flint_malloc(LARGEST_FILE + 1);
    *length = fread(text, 1, LARGEST_FILE + 1, file);
    int problem = ferror(file) ? errno : *length > LARGEST_FILE ? EFBIG : 0;
    if (file != stdin) fclose(file);
    if (problem == 0) return text;
    flint_free(text);
    errno = problem;
    return NULL;
}

wane_status_t cli_problem_file_read(answer_problem_t problem, const char *path, wane_message_t message)
{
    size_t length;
    answer_quote_t quoted;
    char *text = read_whole(&length, path);
    if (text == NULL)
        return wane_message_set(message, errno == EIO ? WANE_FAILURE : WANE_BAD_INPUT, 0,
                                "%s: expected a readable problem file: %s", answer_quote(quoted, path),
                                strerror(errno));
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    wane_status_t status = answer_problem_read(problem, name, text, length, message);
    flint_free(text);
    return status;
}
