/* Maps of tanh | h1 + b h3: certified cells (decided leaves) a second of processor time, in the limit over b and a0, and
   over b and decay, and at given eps over b and eps.  One JSON line each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hermite/coefficients/shifted_pair.h"
#include "manifold/family/map/map.h"

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void set_range(quantifier_t range, const char *lo, const char *hi)
{
    fmpq_set_str(range->value->lo, lo, 10);
    fmpq_set_str(range->value->hi, hi, 10);
}

static void run(const char *name, const char *axis, slong depth, int threads)
{
    const int is_limit = strcmp(axis, "eps") != 0, is_scale = strcmp(axis, "a0") == 0;

    const wane_parameter_t b = {.name = "b", .value = "[-1, 1]"};
    const char *const axes[2] = {"b", axis};
    const int is_log[2] = {0, !is_limit};
    wane_function_t student, teacher;
    wane_message_t message;
    wane_start_t start;
    quantifier_t eps, a0;
    map_problem_t problem;
    map_cells_t cells;
    fmpq_t drop;
    wane_function_init(student);
    wane_function_init(teacher);
    wane_start_init(start);
    quantifier_init(eps);
    quantifier_init(a0);
    fmpq_init(drop);
    map_problem_init(problem);
    map_cells_init(cells);
    fmpq_set_si(drop, 1, 100);
    set_range(eps, "1/1000", "10");
    if (is_scale) set_range(a0, "1/10", "3");
    else set_range(a0, "1/2", "1/2");
    const flow_subject_t subject = {student, teacher, is_limit ? NULL : eps, a0, start, drop};
    if (wane_function_parse(student, "tanh", NULL, 0, message) != WANE_OK ||
        wane_function_parse(teacher, "h1+b*h3", &b, 1, message) != WANE_OK)
        exit(1);
    if (strcmp(axis, "decay") == 0) {
        wane_interval_t decay;
        wane_interval_init(decay);
        fmpq_set_si(decay->hi, 3, 10);
        wane_shifted_pair(student, teacher, student, teacher, decay);
        wane_interval_clear(decay);
    }
    if (map_problem_init_set(problem, &subject, axes, is_log, message) != WANE_OK) exit(1);
    problem->depth = depth;
    problem->effort.threads = threads;
    double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (map_run(cells, problem, NULL, message) != WANE_OK) exit(1);
    wall = seconds(CLOCK_MONOTONIC) - wall;
    processor = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
    long decided = 0, undecided = 0;
    double open = 0;
    for (slong i = 0; i < cells->count; i++) {
        const map_cell_t *cell = cells->cell + i;
        if (!map_cell_is_leaf(cell, depth)) continue;
        if (map_cell_is_decided(cell)) decided++;
        else undecided++, open += 1 / ((double)(1l << cell->depth) * (double)(1l << cell->depth));
    }
    printf("{\"bench\": \"%s\", \"depth\": %ld, \"threads\": %d, \"decided\": %ld, \"undecided\": %ld, "
           "\"undecided_area\": %.6f, \"seconds\": %.3f, \"processor_seconds\": %.3f, "
           "\"decided_per_processor_second\": %.0f}\n",
           name, (long)depth, threads, decided, undecided, open, wall, processor,
           (double)decided / processor);
    fflush(stdout);
    map_cells_clear(cells);
    map_problem_clear(problem);
    fmpq_clear(drop);
    quantifier_clear(a0);
    quantifier_clear(eps);
    wane_start_clear(start);
    wane_function_clear(teacher);
    wane_function_clear(student);
}

int main(void)
{
    for (slong depth = 7; depth <= 11; depth++) run("map-tanh", "a0", depth, 1);
    for (int threads = 1; threads <= 2; threads++) run("map-tanh", "a0", 14, threads);
    for (slong depth = 6; depth <= 9; depth++) run("map-eps", "eps", depth, 1);
    for (slong depth = 9; depth <= 13; depth += 2) run("map-decay", "decay", depth, 1);
    return 0;
}
