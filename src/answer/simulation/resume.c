#include "answer/simulation/resume.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer/problem/form.h"
#include "answer/problem/read.h"
#include "sgd/record/store.h"

static int contains(const answer_key_t *keys, answer_key_t key)
{
    while (*keys != ANSWER_KEYS && *keys != key) keys++;
    return *keys == key;
}

wane_status_t answer_resume_read(answer_problem_t problem, const answer_key_t *keys, wane_message_t message)
{
    store_t *store;
    char *given = NULL;
    if (!contains(keys, ANSWER_RESUME) || !answer_given(problem, ANSWER_RESUME)) return WANE_OK;
    const char *path = answer_text(problem, ANSWER_RESUME);
    if (access(path, F_OK) != 0) return WANE_OK;
    wane_status_t status = store_open(&store, path, message);
    if (status == WANE_OK && !store_is_empty(store)) status = store_given(&given, store, message);
    store_close(store);
    if (given != NULL && *given != 0)
        status = answer_problem_read(problem, path, given, strlen(given), message);
    free(given);
    return status;
}

char *answer_resume_given(const answer_problem_t problem, long bins)
{
    static const answer_key_t not_kept[] = {ANSWER_RESUME, ANSWER_SAVE_EVERY, ANSWER_HISTOGRAM, ANSWER_BINS,
                                            ANSWER_KEYS};
    answer_key_t kept[ANSWER_KEYS + 2];
    size_t count = 0;
    for (const answer_key_t *key = answer_form_find("simulate")->keys; *key != ANSWER_KEYS; key++)
        if (!contains(not_kept, *key)) kept[count++] = *key;
    kept[count++] = ANSWER_SIMULATED_TEACHER;
    kept[count] = ANSWER_KEYS;
    json_t *json = answer_problem_json(problem, kept, 1);
    if (json == NULL) return NULL;
    json_object_del(json, answer_key_rows[ANSWER_THREADS].name);
    if (bins > 0)
        json_object_set_new(json_object_get(json, "simulation"), answer_key_rows[ANSWER_BINS].name,
                            json_sprintf("%ld", bins));
    char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    return text;
}
