#include "answer/simulation/sweep_grid.h"

#define MOST_PROBLEMS 100000

wane_status_t sweep_grid_init(sweep_grid_t *grid, const answer_problem_t problem, const answer_key_t *keys,
                              wane_message_t message)
{
    *grid = (sweep_grid_t){.problem = problem, .count = 1};
    answer_lists_init(&grid->axes, problem, keys);
    for (size_t j = 0; j < grid->axes.count; j++) {
        const answer_listed_t *axis = grid->axes.listed + j;
        if (axis->key == ANSWER_TIME || axis->key == ANSWER_SEEDS || axis->key == ANSWER_STORE ||
            axis->key == ANSWER_SAVE_EVERY)
            return answer_expected(problem, axis->key, "one value for all problems", message);
        grid->count *= json_array_size(axis->value);
        if (grid->count > MOST_PROBLEMS)
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "`%s`: expected a grid of at most %d problems", axis->name,
                                    MOST_PROBLEMS);
    }
    return WANE_OK;
}

void sweep_grid_clear(sweep_grid_t *grid)
{
    answer_lists_clear(&grid->axes);
}

/* The place in its list that an axis has in problem number i. */
static size_t place(const sweep_grid_t *grid, size_t axis, size_t i)
{
    for (size_t j = grid->axes.count - 1; j > axis; j--) i /= json_array_size(grid->axes.listed[j].value);
    return i % json_array_size(grid->axes.listed[axis].value);
}

const char *sweep_grid_value(const sweep_grid_t *grid, size_t axis, size_t i)
{
    return json_string_value(json_array_get(grid->axes.listed[axis].value, place(grid, axis, i)));
}

void sweep_grid_problem(answer_problem_t point, const sweep_grid_t *grid, size_t i)
{
    answer_problem_put_all(point, grid->problem);
    for (size_t j = 0; j < grid->axes.count; j++)
        answer_listed_put(point, grid->axes.listed + j, place(grid, j, i));
}
