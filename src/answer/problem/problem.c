#include <string.h>

#include "answer/problem/text.h"
#include "answer/problem/problem.h"

void answer_problem_init(answer_problem_t problem)
{
    memset(problem, 0, sizeof(answer_problem_struct));
}

static void value_clear(answer_value_t *value)
{
    flint_free(value->text);
    flint_free(value->where);
}

static void value_set(answer_value_t *value, const char *text, const char *where)
{
    value_clear(value);
    value->text = answer_strdup(text);
    value->where = answer_strdup(where);
}

void answer_problem_clear(answer_problem_t problem)
{
    for (int key = 0; key < ANSWER_KEYS; key++) value_clear(&problem->value[key]);
    for (long i = 0; i < problem->parameter_count; i++) {
        flint_free(problem->parameter[i].name);
        value_clear(&problem->parameter[i].value);
    }
    flint_free(problem->parameter);
}

void answer_problem_put(answer_problem_t problem, answer_key_t key, const char *text, const char *where)
{
    value_set(&problem->value[key], text, where);
}

void answer_problem_drop(answer_problem_t problem, answer_key_t key)
{
    value_clear(&problem->value[key]);
    problem->value[key] = (answer_value_t){NULL, NULL};
}

static answer_parameter_t *find_parameter(const answer_problem_t problem, const char *name)
{
    for (long i = 0; i < problem->parameter_count; i++)
        if (strcmp(problem->parameter[i].name, name) == 0) return &problem->parameter[i];
    return NULL;
}

int answer_problem_has_parameter(const answer_problem_t problem, const char *name)
{
    return find_parameter(problem, name) != NULL;
}

void answer_problem_put_parameter(answer_problem_t problem, const char *name, const char *text,
                                  const char *where)
{
    answer_parameter_t *parameter = find_parameter(problem, name);
    if (parameter == NULL) {
        problem->parameter = flint_realloc(problem->parameter, (size_t)(problem->parameter_count + 1) *
                                                                   sizeof(answer_parameter_t));
        parameter = &problem->parameter[problem->parameter_count++];
        *parameter = (answer_parameter_t){.name = answer_strdup(name)};
    }
    value_set(&parameter->value, text, where);
}

void answer_problem_put_all(answer_problem_t problem, const answer_problem_t given)
{
    for (int key = 0; key < ANSWER_KEYS; key++)
        if (answer_given(given, (answer_key_t)key))
            answer_problem_put(problem, (answer_key_t)key, given->value[key].text, given->value[key].where);
    for (long i = 0; i < given->parameter_count; i++)
        answer_problem_put_parameter(problem, given->parameter[i].name, given->parameter[i].value.text,
                                     given->parameter[i].value.where);
}

json_t *answer_list(const char *text)
{
    json_t *list = text != NULL && strncmp(text, "[\"", 2) == 0 ? json_loads(text, 0, NULL) : NULL;
    if (json_is_array(list)) return list;
    json_decref(list);
    return NULL;
}

int answer_given(const answer_problem_t problem, answer_key_t key)
{
    return problem->value[key].text != NULL;
}

const char *answer_text(const answer_problem_t problem, answer_key_t key)
{
    return answer_given(problem, key) ? problem->value[key].text : answer_key_rows[key].fallback;
}

const char *answer_where(const answer_problem_t problem, answer_key_t key)
{
    return answer_given(problem, key) ? problem->value[key].where : "default";
}

static int put_text(json_t *object, const char *name, const char *text)
{
    return text == NULL || json_object_set_new(object, name, json_string(text)) == 0;
}

static int put_parameters(json_t *problem_json, const answer_problem_t problem)
{
    json_t *object = json_object();
    int good = 1;
    for (long i = 0; i < problem->parameter_count; i++)
        good = good && put_text(object, problem->parameter[i].name, problem->parameter[i].value.text);
    return json_object_set_new(problem_json, "set", object) == 0 && good;
}

json_t *answer_problem_json(const answer_problem_t problem, const answer_key_t *keys, int only_given)
{
    json_t *top = json_object(), *simulation = json_object();
    int good = 1;
    for (; *keys != ANSWER_KEYS; keys++) {
        const int nested = answer_key_rows[*keys].section == ANSWER_SECTION_SIMULATION;
        if (*keys == ANSWER_SET && problem->parameter_count > 0) good = put_parameters(top, problem) && good;
        else if (answer_given(problem, *keys) || !only_given)
            good = put_text(nested ? simulation : top, answer_key_rows[*keys].name,
                            answer_text(problem, *keys)) &&
                   good;
    }
    for (int key = ANSWER_DIGITS; key <= ANSWER_THREADS; key++)
        if (only_given ? answer_given(problem, key) : key != ANSWER_THREADS)
            good = put_text(top, answer_key_rows[key].name, answer_text(problem, key)) && good;
    if (json_object_size(simulation) > 0) json_object_set(top, "simulation", simulation);
    json_decref(simulation);
    if (good) return top;
    json_decref(top);
    return NULL;
}
