/* Leaf groups in, rows out: threads take groups that are to be decided, and one at a time hands over what it has done
   and puts the groups of its open cells' quarters on the list.  What a group holds depends on the problem alone, and so
   does what is decided of it. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/threads.h"
#include "function/tree/expression.h"
#include "manifold/family/map/map_model.h"

typedef struct {
    slong count;
    map_cell_t *cell;
    map_model_t *wider; /* held; or NULL */
} group_t;

typedef struct {
    const map_problem_struct *problem;
    const map_host_t *host;
    map_cells_struct *cells;
    int line, rows;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    slong waiting, alloc; /* groups to be decided, the last one first */
    group_t *group;
    slong busy;  /* threads that are deciding one */
    double done; /* the share of columns that is finished */
    wane_status_t status;
    wane_message_struct *message;
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

/* ---- the list of groups ---- */

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
    group_t group = {0, flint_malloc((size_t)(2 * count + 1) * sizeof(map_cell_t)), NULL};
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

/* What is to be done below a group that is done: where groups are there already, below those.  They are looked for in
   the sorted list before the run, in which nothing has been added yet. */
static void push_below(run_t *run, const map_cell_t *cells, slong count, map_model_t *model, int may_be_there)
{
    const double share = ldexp(1, -(int)cells->depth);
    for (int upper = 1; upper >= 0; upper--) {
        group_t half = divide(run, cells, count, upper);
        slong known = 0, start = 0;
        if (may_be_there && half.count > 0) start = find_group(&known, run->cells, run->line, half.cell);
        if (half.count == 0) run->done += share / 2;
        if (half.count > 0 && known == 0) {
            half.wider = map_model_hold(model);
            push(run, &half);
            continue;
        }
        flint_free(half.cell);
        if (known > 0) push_below(run, run->cells->cell + start, known, NULL, 1);
    }
}

static void group_clear(group_t *group)
{
    flint_free(group->cell);
    map_model_release(group->wider);
}

/* ---- threads ---- */

static void stop(run_t *run, wane_status_t status, const wane_message_t why)
{
    if (run->status != WANE_OK) return;
    run->status = status;
    *run->message = why[0];
}

/* With the mutex: one writer. */
static void take_in(run_t *run, const group_t *group, map_model_t *model)
{
    wane_message_t why = {{.text = ""}};
    wane_status_t status = WANE_OK;
    if (run->host != NULL && run->host->keep != NULL)
        status = run->host->keep(run->host->context, group->cell, group->count, why);
    if (status == WANE_OK) {
        for (slong i = 0; i < group->count; i++) *map_cells_add(run->cells) = group->cell[i];
        push_below(run, group->cell, group->count, model, 0);
        if (run->host != NULL && run->host->progress != NULL &&
            run->host->progress(run->host->context, run->done) != 0)
            status = wane_message_set(why, WANE_FAILURE, 0, "stopped");
    }
    if (status != WANE_OK) stop(run, status, why);
}

/* A group to decide; 0: there will be none.  With the mutex. */
static int take(group_t *group, run_t *run)
{
    while (run->waiting == 0 && run->busy > 0 && run->status == WANE_OK)
        pthread_cond_wait(&run->changed, &run->mutex);
    if (run->waiting == 0 || run->status != WANE_OK) return 0;
    *group = run->group[--run->waiting];
    run->busy++;
    return 1;
}

static void work(void *data, int thread, int threads)
{
    (void)thread, (void)threads;
    run_t *run = data;
    map_prover_t prover;
    group_t group;
    wane_message_t why;
    map_prover_init(prover, run->problem);
    pthread_mutex_lock(&run->mutex);
    while (take(&group, run)) {
        pthread_mutex_unlock(&run->mutex);
        map_model_t *model;
        const wane_status_t status =
            map_prover_decide(&model, prover, group.cell, group.count, group.wider, why);
        pthread_mutex_lock(&run->mutex);
        if (status == WANE_OK && run->status == WANE_OK) take_in(run, &group, model);
        else if (status != WANE_OK) stop(run, status, why);
        map_model_release(model);
        group_clear(&group);
        run->busy--;
        pthread_cond_broadcast(&run->changed);
    }
    pthread_mutex_unlock(&run->mutex);
    map_prover_clear(prover);
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
                 .line = 1 - map_rows(problem),
                 .message = message};
    pthread_mutex_init(&run.mutex, NULL);
    pthread_cond_init(&run.changed, NULL);
    sort(cells, run.line);
    if (cells->count > 0) {
        push_below(&run, cells->cell, 1, NULL, 1);
    } else {
        const group_t whole = {1, flint_calloc(1, sizeof(map_cell_t)), NULL};
        push(&run, &whole);
    }
    base_parallel(work, &run, threads_for(problem));
    for (slong i = 0; i < run.waiting; i++) group_clear(run.group + i);
    flint_free(run.group);
    pthread_cond_destroy(&run.changed);
    pthread_mutex_destroy(&run.mutex);
    sort(cells, 0);
    return run.status;
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
