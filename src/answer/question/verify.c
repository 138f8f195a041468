/* A certificate re-proved by independent means. */
#include "wane/verify.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <flint/flint.h>

#include "answer/problem/text.h"
#include "answer/question/question.h"

#define LARGEST_FILE (64L << 20)

static wane_status_t failure(const char *path, int error, wane_message_t message)
{
    answer_quote_t quoted;
    return wane_message_set(message, WANE_FAILURE, 0, "cannot read %s: %s", answer_quote(quoted, path),
                            strerror(error));
}

/* The whole file, "-" is standard input. */
static wane_status_t read_certificate(char **text, size_t *length, const char *path, wane_message_t message)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    size_t room = 1 << 16, got;
    answer_quote_t quoted;
    *text = NULL;
    *length = 0;
    if (file == NULL) return failure(path, errno, message);
    do {
        if (*text == NULL || *length == room) *text = flint_realloc(*text, room *= 2);
        got = fread(*text + *length, 1, room - *length, file);
        *length += got;
    } while (got > 0 && *length <= (size_t)LARGEST_FILE);
    int error = ferror(file) ? errno : 0;
    if (file != stdin) fclose(file);
    if (error != 0) return failure(path, error, message);
    if (*length > (size_t)LARGEST_FILE)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected a certificate of at most 64 MiB",
                                answer_quote(quoted, path));
    return WANE_OK;
}

wane_status_t answer_read_certificate(char **text, size_t *length, const answer_problem_t problem,
                                      wane_message_t message)
{
    const char *path = answer_text(problem, ANSWER_CERTIFICATE);
    *text = NULL;
    return path == NULL ? answer_expected(problem, ANSWER_CERTIFICATE, "the file of a certificate", message)
                        : read_certificate(text, length, path, message);
}

wane_status_t answer_of_certificate(wane_status_t status, const answer_problem_t problem,
                                    const wane_message_t said, wane_message_t message)
{
    const char *path = answer_text(problem, ANSWER_CERTIFICATE);
    answer_quote_t quoted;
    if (status == WANE_OK) return WANE_OK;
    return wane_message_set(message, status, said->column, "%s: %s",
                            strcmp(path, "-") == 0 ? "standard input" : answer_quote(quoted, path),
                            said->text);
}

static int add_step(void *steps, const char *sentence)
{
    json_array_append_new(steps, json_string(sentence));
    return 0;
}

static wane_status_t verify(json_t *answer, const answer_problem_t problem, const char *text, size_t length,
                            wane_message_t message)
{
    json_t *steps = json_array();
    wane_message_t said = {{.text = ""}};
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(text, length, verifier, add_step, steps, said);
    wane_verifier_free(verifier);
    answer_add(answer, json_pack("{s:b,s:o}", "accepted", status == WANE_OK, "steps", steps));
    return answer_of_certificate(status, problem, said, message);
}

wane_status_t answer_verify(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                            wane_message_t message)
{
    char *text;
    size_t length;
    wane_status_t status = answer_read_certificate(&text, &length, problem, message);
    if (status == WANE_OK) status = verify(answer, problem, text, length, message);
    flint_free(text);
    return status;
}
