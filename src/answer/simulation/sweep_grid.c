#include "answer/simulation/sweep_grid.h"

#include <stdlib.h>
#include <string.h>

#define MOST_PROBLEMS 100000

static wane_status_t add_axis(sweep_grid_t *grid, answer_key_t key, const char *name, const char *text,
                              const char *where, wane_message_t message)
{
    json_t *list = answer_list(text);
    if (list == NULL) return WANE_OK;
    grid->axis[grid->axes++] = (sweep_axis_t){list, key, name, where};
    grid->count *= json_array_size(list);
    if (grid->count <= MOST_PROBLEMS) return WANE_OK;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "`%s`: expected a grid of at most %d problems", name,
                            MOST_PROBLEMS);
}

wane_status_t sweep_grid_init(sweep_grid_t *grid, const answer_problem_t problem, const answer_key_t *keys,
                              wane_message_t message)
{
    wane_status_t status = WANE_OK;
    *grid = (sweep_grid_t){.problem = problem, .count = 1};
    grid->axis = calloc(ANSWER_KEYS + (size_t)problem->parameter_count, sizeof *grid->axis);
    if (grid->axis == NULL) return wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    for (; *keys != ANSWER_KEYS && status == WANE_OK; keys++) {
        const char *text = answer_text(problem, *keys);
        if (*keys == ANSWER_SET)
            for (long i = 0; i < problem->parameter_count && status == WANE_OK; i++)
                status =
                    add_axis(grid, ANSWER_SET, problem->parameter[i].name, problem->parameter[i].value.text,
                             problem->parameter[i].value.where, message);
        else if (*keys == ANSWER_TIME || *keys == ANSWER_SEEDS || *keys == ANSWER_STORE ||
                 *keys == ANSWER_SAVE_EVERY) {
            json_t *list = answer_list(text);
            if (list != NULL) status = answer_expected(problem, *keys, "one value for all problems", message);
            json_decref(list);
        } else
            status = add_axis(grid, *keys, answer_key_rows[*keys].name, text, answer_where(problem, *keys),
                              message);
    }
    return status;
}

void sweep_grid_clear(sweep_grid_t *grid)
{
    for (size_t j = 0; grid->axis != NULL && j < grid->axes; j++) json_decref(grid->axis[j].value);
    free(grid->axis);
}

const char *sweep_grid_value(const sweep_grid_t *grid, size_t axis, size_t i)
{
    for (size_t j = grid->axes - 1; j > axis; j--) i /= json_array_size(grid->axis[j].value);
    json_t *value = grid->axis[axis].value;
    return json_string_value(json_array_get(value, i % json_array_size(value)));
}

void sweep_grid_problem(answer_problem_t point, const sweep_grid_t *grid, size_t i)
{
    answer_problem_put_all(point, grid->problem);
    for (size_t j = 0; j < grid->axes; j++) {
        const sweep_axis_t *axis = grid->axis + j;
        const char *text = sweep_grid_value(grid, j, i);
        if (axis->key == ANSWER_SET) answer_problem_put_parameter(point, axis->name, text, axis->where);
        else answer_problem_put(point, axis->key, text, axis->where);
    }
}
