/* Leaf groups in, rows out, by a crew: an item is the cells of a group that are to be decided, the result the same cells
   decided, and the groups of its open cells' quarters are the items that it adds.  What a group holds depends on the
   problem alone, and so does what is decided of it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "crew/crew.h"
#include "function/tree/expression.h"
#include "manifold/family/map/map_model.h"

/* A group that is to be decided. */
typedef struct {
    slong count;
    map_cell_t *cell;
} group_t;

typedef struct {
    const map_problem_struct *problem;
    const map_host_t *host;
    map_cells_struct *cells;
    int line, rows;
    slong waiting, alloc; /* groups to begin with, below those that were there */
    group_t *group;
    double done; /* the share of columns that is finished */
} run_t;

/* ---- order ---- */

static int compare_numbers(uint32_t x, uint32_t y)
{
    return (x > y) - (x < y);
}

/* By depth, then by place on both axes, the one given first. */
static int compare_along(const map_cell_t *x, const map_cell_t *y, int first)
{
    int order = compare_numbers(x->depth, y->depth);
    if (order == 0) order = compare_numbers(x->at[first], y->at[first]);
    return order != 0 ? order : compare_numbers(x->at[1 - first], y->at[1 - first]);
}

static int by_x(const void *x, const void *y)
{
    return compare_along(x, y, 0);
}

static int by_y(const void *x, const void *y)
{
    return compare_along(x, y, 1);
}

static void sort(map_cells_t cells, int first)
{
    if (cells->count > 0)
        qsort(cells->cell, (size_t)cells->count, sizeof(map_cell_t), first == 0 ? by_x : by_y);
}

/* ---- the groups below a group ---- */

static void push(run_t *run, const group_t *group)
{
    if (run->waiting == run->alloc) {
        run->alloc = 2 * run->alloc + 16;
        run->group = flint_realloc(run->group, (size_t)run->alloc * sizeof(group_t));
    }
    run->group[run->waiting++] = *group;
}

/* The quarters of the open cells that lie in the lower (0) or upper half of the column. */
static group_t divide(const run_t *run, const map_cell_t *cells, slong count, int upper)
{
    group_t group = {0, flint_malloc((size_t)(2 * count + 1) * sizeof(map_cell_t))};
    for (slong i = 0; i < count; i++) {
        if (map_cell_is_leaf(cells + i, run->problem->depth)) continue;
        for (uint32_t half = 0; half < 2; half++) {
            map_cell_t *cell = group.cell + group.count++;
            memset(cell, 0, sizeof *cell);
            cell->depth = cells[i].depth + 1;
            cell->at[run->line] = 2 * cells[i].at[run->line] + (uint32_t)upper;
            cell->at[run->rows] = 2 * cells[i].at[run->rows] + half;
        }
    }
    return group;
}

/* Where the group of that column begins in the list sorted along the line, and how long it is. */
static slong find_group(slong *count, const map_cells_t cells, int line, const map_cell_t *key)
{
    const map_cell_t *cell = cells->cell;
    slong lo = 0, hi = cells->count;
    map_cell_t first = *key;
    first.at[1 - line] = 0;
    while (lo < hi) {
        const slong middle = lo + (hi - lo) / 2;
        if (compare_along(cell + middle, &first, line) < 0) lo = middle + 1;
        else hi = middle;
    }
    for (*count = 0; lo + *count < cells->count && cell[lo + *count].depth == key->depth &&
                     cell[lo + *count].at[line] == key->at[line];)
        ++*count;
    return lo;
}

/* Adds to the list what is to be done below a group that was there: where groups are there already, below those. */
static void push_below(run_t *run, const map_cell_t *cells, slong count)
{
    for (int upper = 1; upper >= 0; upper--) {
        group_t half = divide(run, cells, count, upper);
        slong known = 0, start = 0;
        if (half.count > 0) start = find_group(&known, run->cells, run->line, half.cell);
        if (half.count == 0) run->done += ldexp(0.5, -(int)cells->depth);
        if (half.count > 0 && known == 0) push(run, &half);
        else flint_free(half.cell);
        if (known > 0) push_below(run, run->cells->cell + start, known);
    }
}

/* ---- by any hand ---- */

typedef struct {
    const run_t *run;
    map_prover_t prover;
} decider_t;

static void *begin(void *run)
{
    decider_t *own = flint_malloc(sizeof *own);
    own->run = run;
    map_prover_init(own->prover, own->run->problem);
    return own;
}

static void end(void *decider)
{
    decider_t *own = decider;
    map_prover_clear(own->prover);
    flint_free(own);
}

static void let_go(void *model)
{
    map_model_release(model);
}

static wane_status_t decide(void *decider, crew_hand_t *hand, const crew_item_t *item, wane_message_t message)
{
    decider_t *own = decider;
    map_model_t *model;
    map_cell_t *cells = (map_cell_t *)item->bytes;
    const slong count = (slong)(item->size / sizeof *cells);
    wane_status_t status = map_prover_decide(&model, own->prover, cells, count, item->near, message);
    if (status == WANE_OK) {
        crew_give(hand, cells, item->size, NULL, 0);
        for (int upper = 1; upper >= 0; upper--) {
            const group_t half = divide(own->run, cells, count, upper);
            const crew_item_t quarters = {(unsigned char *)half.cell, (size_t)half.count * sizeof *cells,
                                          half.count > 0 ? map_model_hold(model) : NULL};
            if (half.count > 0) crew_add(hand, &quarters);
            else flint_free(half.cell);
        }
    }
    map_model_release(model);
    return status;
}

/* ---- by the writer ---- */

static wane_status_t next(int *found, crew_item_t *item, void *context, wane_message_t message)
{
    (void)message;
    run_t *run = context;
    *found = run->waiting > 0;
    if (!*found) return WANE_OK;
    const group_t *group = run->group + --run->waiting;
    *item = (crew_item_t){(unsigned char *)group->cell, (size_t)group->count * sizeof(map_cell_t), NULL};
    return WANE_OK;
}

static wane_status_t take(void *context, const unsigned char *bytes, size_t size, wane_message_t message)
{
    run_t *run = context;
    const map_cell_t *cells = (const map_cell_t *)bytes;
    const slong count = (slong)(size / sizeof *cells);
    int is_finished = 1;
    for (slong i = 0; i < count; i++) {
        *map_cells_add(run->cells) = cells[i];
        is_finished = is_finished && map_cell_is_leaf(cells + i, run->problem->depth);
    }
    if (is_finished) run->done += ldexp(1, -(int)cells->depth);
    return run->host == NULL || run->host->keep == NULL
               ? WANE_OK
               : run->host->keep(run->host->context, cells, count, message);
}

static wane_status_t pause_between(void *context, crew_t *crew, wane_message_t message)
{
    (void)crew;
    const run_t *run = context;
    if (run->host == NULL || run->host->progress == NULL ||
        run->host->progress(run->host->context, run->done) == 0)
        return WANE_OK;
    return wane_message_set(message, WANE_FAILURE, 0, "stopped");
}

/* Expectations inside a function are filled in where they are first needed, for all who hold it. */
static int threads_for(const map_problem_t problem)
{
    const family_space_struct *space = problem->space;
    for (int i = 0; i < 2; i++)
        if (function_expectation_count(space->function[i]) > 0) return 1;
    return FLINT_MAX(1, problem->effort.threads);
}

wane_status_t map_run(map_cells_t cells, const map_problem_t problem, const map_host_t *host,
                      wane_message_t message)
{
    run_t run = {.problem = problem,
                 .host = host,
                 .cells = cells,
                 .rows = map_rows(problem),
                 .line = 1 - map_rows(problem)};
    const crew_job_t job = {.context = &run,
                            .shared = &run,
                            .threads = threads_for(problem),
                            .begin = begin,
                            .end = end,
                            .work = decide,
                            .let_go = let_go,
                            .next = next,
                            .take = take,
                            .pause = pause_between};
    sort(cells, run.line);
    if (cells->count > 0) {
        push_below(&run, cells->cell, 1);
    } else {
        const group_t whole = {1, flint_calloc(1, sizeof(map_cell_t))};
        push(&run, &whole);
    }
    const wane_status_t status = crew_run(&job, host == NULL ? NULL : host->post, message);
    for (slong i = 0; i < run.waiting; i++) flint_free(run.group[i].cell);
    flint_free(run.group);
    sort(cells, 0);
    return status;
}

static void fill_cell(map_cells_t cells, const map_cell_t *place)
{
    map_cell_t *cell = map_cells_add(cells);
    *cell = *place;
    cell->outcome = WANE_OUTCOME_UNDECIDED;
}

void map_cells_fill(map_cells_t cells, const map_problem_t problem)
{
    const slong count = cells->count;
    map_cell_t quarter = {0};
    sort(cells, 0);
    if (count == 0) fill_cell(cells, &quarter);
    for (slong i = 0; i < count; i++) {
        if (map_cell_is_leaf(cells->cell + i, problem->depth)) continue;
        for (uint32_t j = 0; j < 4; j++) {
            quarter.depth = cells->cell[i].depth + 1;
            for (int axis = 0; axis < 2; axis++)
                quarter.at[axis] = 2 * cells->cell[i].at[axis] + (j >> axis & 1);
            if (bsearch(&quarter, cells->cell, (size_t)count, sizeof quarter, by_x) == NULL)
                fill_cell(cells, &quarter);
        }
    }
    sort(cells, 0);
}

/* The group at the start has the quarters, in its column, of all open cells of the group above, and no others. */
static int is_whole_group(const map_cells_t cells, int line, slong start, slong count)
{
    const int rows = 1 - line;
    const map_cell_t *cell = cells->cell + start;
    slong above, next = 0;
    if (cell->depth == 0) return count == 1;
    map_cell_t key = *cell;
    key.depth--;
    key.at[line] /= 2;
    const slong first = find_group(&above, cells, line, &key);
    for (slong i = first; i < first + above; i++) {
        if (!cells->cell[i].is_open) continue;
        for (uint32_t half = 0; half < 2; half++, next++)
            if (next == count || cell[next].at[rows] != 2 * cells->cell[i].at[rows] + half) return 0;
    }
    return next == count;
}

int map_cells_are_whole(map_cells_t cells, const map_problem_t problem)
{
    const int line = 1 - map_rows(problem);
    int whole = 1;
    sort(cells, line);
    for (slong start = 0, count; whole && start < cells->count; start += count) {
        find_group(&count, cells, line, cells->cell + start);
        whole = is_whole_group(cells, line, start, count);
    }
    return whole;
}
