/* Certificates re-proved by independent means: single ones, and the folders of maps. */
#include "verify/map.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <flint/flint.h>

#include "answer/problem/pair.h"
#include "answer/problem/text.h"
#include "answer/question/question.h"
#include "base/text.h"
#include "base/threads.h"

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

static int add_step(void *steps, const char *sentence)
{
    json_array_append_new(steps, json_string(sentence));
    return 0;
}

static const char *quote(answer_quote_t quoted, const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : answer_quote(quoted, path);
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
    answer_quote_t quoted;
    if (status == WANE_OK) return WANE_OK;
    return wane_message_set(message, status, said->column, "%s: %s",
                            quote(quoted, answer_text(problem, ANSWER_CERTIFICATE)), said->text);
}

static wane_status_t verify_text(json_t *answer, const char *path, const char *text, size_t length,
                                 wane_message_t message)
{
    answer_quote_t quoted;
    json_t *steps = json_array();
    wane_message_t said = {{.text = ""}};
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(text, length, verifier, add_step, steps, said);
    wane_verifier_free(verifier);
    answer_add(answer, json_pack("{s:b,s:o}", "accepted", status == WANE_OK, "steps", steps));
    if (status == WANE_OK) return WANE_OK;
    return wane_message_set(message, status, said->column, "%s: %s", quote(quoted, path), said->text);
}

/* ---- the folder of a map ---- */

typedef struct {
    const verify_map_struct *map;
    const char *folder;
    answer_progress_t progress;
    pthread_mutex_t mutex;
    slong next, failed; /* the first group that is not accepted; count: none */
    wane_status_t status;
    wane_message_struct *message;
} folder_t;

static wane_status_t check_group(const folder_t *run, slong group, wane_verifier_t verifier,
                                 wane_message_t message)
{
    char *path = base_text("%s/%s", run->folder, verify_map_file(run->map, group)), *text;
    size_t length;
    answer_quote_t quoted;
    wane_message_t said = {{.text = ""}};
    wane_status_t status = read_certificate(&text, &length, path, said);
    if (status == WANE_OK) status = verify_map_group(run->map, group, text, length, verifier, said);
    else status = WANE_REJECTED; /* a file that is missing, too */
    if (status != WANE_OK)
        wane_message_set(message, status == WANE_BAD_INPUT ? WANE_REJECTED : status, said->column, "%s: %s",
                         answer_quote(quoted, path), said->text);
    flint_free(text);
    flint_free(path);
    return status == WANE_BAD_INPUT ? WANE_REJECTED : status;
}

static void check_groups(void *data, int thread, int threads)
{
    (void)thread, (void)threads;
    folder_t *run = data;
    wane_verifier_t verifier = wane_verifier_new();
    pthread_mutex_lock(&run->mutex);
    while (run->next < run->failed) {
        const slong group = run->next++;
        wane_message_t said = {{.text = ""}};
        pthread_mutex_unlock(&run->mutex);
        wane_status_t status = check_group(run, group, verifier, said);
        pthread_mutex_lock(&run->mutex);
        if (status == WANE_OK &&
            answer_progress_advance(&run->progress, (double)run->next / (double)run->map->count) != 0)
            status = wane_message_set(said, WANE_FAILURE, 0, "stopped");
        if (status != WANE_OK && group < run->failed) {
            run->failed = group;
            run->status = status;
            *run->message = *said;
        }
    }
    pthread_mutex_unlock(&run->mutex);
    wane_verifier_free(verifier);
}

static wane_status_t verify_folder(json_t *answer, const char *folder, const answer_problem_t problem,
                                   const wane_answer_host_t *host, wane_message_t message)
{
    wane_effort_t effort;
    verify_map_t map;
    char *path = base_text("%s/%s", folder, VERIFY_MAP_MANIFEST), *text = NULL;
    size_t length;
    answer_quote_t quoted;
    wane_message_t said = {{.text = ""}};
    wane_status_t status = answer_get_effort(&effort, problem, message);
    if (status == WANE_OK) status = read_certificate(&text, &length, path, message);
    flint_free(path);
    if (status != WANE_OK) {
        flint_free(text);
        return status;
    }
    status = verify_map_init(map, text, length, said);
    flint_free(text);
    if (status == WANE_OK) {
        folder_t run = {
            .map = map, .folder = folder, .progress = {host, 0}, .failed = map->count, .message = message};
        pthread_mutex_init(&run.mutex, NULL);
        base_parallel(check_groups, &run, FLINT_MAX(1, effort.threads));
        pthread_mutex_destroy(&run.mutex);
        status = run.status;
    } else {
        wane_message_set(message, status, said->column, "%s: %s", answer_quote(quoted, folder), said->text);
    }
    json_t *steps = json_array();
    if (status == WANE_OK) json_array_append_new(steps, json_string(map->sentence));
    answer_add(answer, json_pack("{s:b,s:o,s:I,s:O}", "accepted", status == WANE_OK, "steps", steps,
                                 "certificates", (json_int_t)map->count, "area", map->area));
    verify_map_clear(map);
    return status;
}

/* ---- one after another ---- */

static wane_status_t verify_path(json_t *answer, const char *path, const answer_problem_t problem,
                                 const wane_answer_host_t *host, wane_message_t message)
{
    struct stat about;
    char *text;
    size_t length;
    if (strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return verify_folder(answer, path, problem, host, message);
    wane_status_t status = read_certificate(&text, &length, path, message);
    if (status == WANE_OK) status = verify_text(answer, path, text, length, message);
    flint_free(text);
    return status;
}

/* All of them, whatever becomes of one; the message is about the first that is not accepted. */
static wane_status_t verify_all(json_t *answer, const json_t *paths, const answer_problem_t problem,
                                const wane_answer_host_t *host, wane_message_t message)
{
    size_t i;
    json_t *path, *list = json_array();
    wane_status_t status = WANE_OK;
    json_array_foreach(paths, i, path)
    {
        json_t *one = json_pack("{s:O}", "certificate", path);
        wane_message_t said = {{.text = ""}};
        const wane_status_t outcome = verify_path(one, json_string_value(path), problem, host, said);
        if (outcome != WANE_OK && status == WANE_OK) {
            *message = *said;
            status = outcome;
        }
        json_array_append_new(list, one);
        if (status == WANE_FAILURE || status == WANE_BAD_INPUT) break;
    }
    answer_add(answer, json_pack("{s:b,s:o}", "accepted", status == WANE_OK, "certificates", list));
    return status;
}

wane_status_t answer_verify(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                            wane_message_t message)
{
    const char *path = answer_text(problem, ANSWER_CERTIFICATE);
    if (path == NULL)
        return answer_expected(problem, ANSWER_CERTIFICATE,
                               "the file of a certificate, or the folder of a map", message);
    json_t *paths = answer_list(path);
    const wane_status_t status = paths != NULL ? verify_all(answer, paths, problem, host, message)
                                               : verify_path(answer, path, problem, host, message);
    json_decref(paths);
    return status;
}
