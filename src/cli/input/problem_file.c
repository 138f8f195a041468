#include "cli/input/problem_file.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <flint/flint.h>

#include "answer/problem/read.h"
#include "answer/problem/text.h"
#include "base/text.h"

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

/* Whether the first thing in the text is the brace of a JSON object. */
static int begins_object(const char *text, size_t length)
{
    size_t i = base_text_mark(text, length);
    while (i < length && isspace((unsigned char)text[i])) i++;
    return i < length && text[i] == '{';
}

int cli_problem_file_is_one(const char *path)
{
    struct stat about;
    size_t length;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) return 0;
    char *text = read_whole(&length, path);
    const int is_one = text != NULL && begins_object(text, length);
    flint_free(text);
    return is_one;
}

/* Its first line says so. */
int cli_problem_file_is_certificate(const char *path)
{
    struct stat about;
    char start[256];
    FILE *file = stat(path, &about) == 0 && S_ISREG(about.st_mode) ? fopen(path, "rb") : NULL;
    if (file == NULL) return 0;
    start[fread(start, 1, sizeof start - 1, file)] = 0;
    fclose(file);
    const char *format = strstr(start, "\"format\"");
    return format != NULL && strstr(format, "\"wane ") != NULL;
}

/* The one line of an expression, without its end. */
static wane_status_t put_function(answer_problem_t problem, char *text, size_t length, const char *name,
                                  wane_message_t message)
{
    while (length > 0 && isspace((unsigned char)text[length - 1])) length--;
    text[length] = 0;
    if (strlen(text) != length)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected an expression in x", name);
    if (!answer_given(problem, ANSWER_FUNCTION)) answer_problem_put(problem, ANSWER_FUNCTION, text, name);
    return WANE_OK;
}

wane_status_t cli_problem_file_read(answer_problem_t problem, const char *path, int or_function,
                                    wane_message_t message)
{
    size_t length;
    answer_quote_t quoted;
    char *text = read_whole(&length, path);
    if (text == NULL)
        return wane_message_set(message, errno == EIO ? WANE_FAILURE : WANE_BAD_INPUT, 0,
                                "%s: expected a readable problem file: %s", answer_quote(quoted, path),
                                strerror(errno));
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    wane_status_t status = or_function && !begins_object(text, length)
                               ? put_function(problem, text, length, name, message)
                               : answer_problem_read(problem, name, text, length, message);
    flint_free(text);
    return status;
}
