#include "answer/problem/lists.h"

#include <flint/flint.h>

static void add(answer_lists_t *lists, answer_key_t key, const char *name, const char *text,
                const char *where)
{
    json_t *list = answer_list(text);
    if (list != NULL) lists->listed[lists->count++] = (answer_listed_t){list, key, name, where};
}

void answer_lists_init(answer_lists_t *lists, const answer_problem_t problem, const answer_key_t *keys)
{
    const size_t most = ANSWER_KEYS + (size_t)problem->parameter_count;
    *lists = (answer_lists_t){flint_malloc(most * sizeof *lists->listed), 0};
    for (; *keys != ANSWER_KEYS; keys++) {
        if (*keys != ANSWER_SET) {
            add(lists, *keys, answer_key_rows[*keys].name, answer_text(problem, *keys),
                answer_where(problem, *keys));
            continue;
        }
        for (long i = 0; i < problem->parameter_count; i++)
            add(lists, ANSWER_SET, problem->parameter[i].name, problem->parameter[i].value.text,
                problem->parameter[i].value.where);
    }
}

void answer_lists_clear(answer_lists_t *lists)
{
    for (size_t i = 0; i < lists->count; i++) json_decref(lists->listed[i].value);
    flint_free(lists->listed);
}

void answer_listed_put(answer_problem_t point, const answer_listed_t *listed, size_t i)
{
    const char *text = json_string_value(json_array_get(listed->value, i));
    if (listed->key == ANSWER_SET) answer_problem_put_parameter(point, listed->name, text, listed->where);
    else answer_problem_put(point, listed->key, text, listed->where);
}
