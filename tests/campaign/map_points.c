/* Random points of a map against single verdicts: map_points MAP [DEPTH [COUNT [SEED]]], MAP one of tanh (b, a0), eps (b,
   eps), decay (b, decay), all of tanh | h1 + b h3.  Points of undecided cells are drawn again.  Prints one JSON line;
   exit 1: a point contradicts its cell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/interval.h"
#include "hermite/coefficients/shifted_pair.h"
#include "manifold/family/from_functions.h"
#include "manifold/family/map/map.h"
#include "manifold/limit/verdict.h"

#define BITS 30 /* of a point, as a part of the axis */

typedef struct {
    const char *name, *axis, *lo, *hi;
    int is_limit, is_log;
} map_t;

static const map_t maps[] = {{"tanh", "a0", "1/10", "3", 1, 0},
                             {"eps", "eps", "1/1000", "10", 0, 1},
                             {"decay", "decay", "0", "3/10", 1, 0}};

static unsigned long state;

static unsigned long draw(void)
{
    state = state * 6364136223846793005ul + 1442695040888963407ul;
    return state >> (64 - BITS);
}

static void fail(const char *what)
{
    fprintf(stderr, "map_points: %s\n", what);
    exit(2);
}

/* Of the map, whose parameters are intervals, or of one point, whose are numbers. */
typedef struct {
    wane_function_t student, teacher;
    quantifier_t eps, a0;
    wane_start_t start;
    fmpq_t drop;
    flow_subject_t subject;
} problem_t;

static void set(quantifier_t range, const fmpq_t lo, const fmpq_t hi)
{
    fmpq_set(range->value->lo, lo);
    fmpq_set(range->value->hi, hi);
}

static void problem_init(problem_t *p, const map_t *map, const fmpq *b, const fmpq *y)
{
    wane_message_t message;
    fmpq_t half;
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    char *lo = fmpq_get_str(NULL, 10, b), *hi = fmpq_get_str(NULL, 10, b + 1), text[200];
    if (fmpq_equal(b, b + 1)) snprintf(text, sizeof text, "%s", lo);
    else snprintf(text, sizeof text, "[%s, %s]", lo, hi);
    const wane_parameter_t parameter = {.name = "b", .value = text};
    wane_function_init(p->student);
    wane_function_init(p->teacher);
    quantifier_init(p->eps);
    quantifier_init(p->a0);
    wane_start_init(p->start);
    fmpq_init(p->drop);
    fmpq_set_si(p->drop, 1, 100);
    if (wane_function_parse(p->student, "tanh", NULL, 0, message) != WANE_OK ||
        wane_function_parse(p->teacher, "h1+b*h3", &parameter, 1, message) != WANE_OK)
        fail(message->text);
    set(p->a0, half, half);
    if (strcmp(map->axis, "a0") == 0) set(p->a0, y, y + 1);
    if (strcmp(map->axis, "eps") == 0) set(p->eps, y, y + 1);
    if (strcmp(map->axis, "decay") == 0) {
        wane_interval_t decay;
        wane_interval_init(decay);
        fmpq_set(decay->lo, y);
        fmpq_set(decay->hi, y + 1);
        wane_shifted_pair(p->student, p->teacher, p->student, p->teacher, decay);
        wane_interval_clear(decay);
    }
    p->subject =
        (flow_subject_t){p->student, p->teacher, map->is_limit ? NULL : p->eps, p->a0, p->start, p->drop};
    flint_free(lo);
    flint_free(hi);
    fmpq_clear(half);
}

static void problem_clear(problem_t *p)
{
    wane_function_clear(p->student);
    wane_function_clear(p->teacher);
    quantifier_clear(p->eps);
    quantifier_clear(p->a0);
    wane_start_clear(p->start);
    fmpq_clear(p->drop);
}

static wane_outcome_t outcome_at(const problem_t *p, const wane_effort_t *effort)
{
    wane_outcome_t outcome = WANE_OUTCOME_UNDECIDED;
    wane_message_t message;
    if (p->subject.eps == NULL) {
        verdict_t verdict;
        verdict_init(verdict);
        if (verdict_compute(verdict, p->student, p->teacher, p->a0->value, p->start, effort, message) ==
            WANE_OK)
            outcome = verdict->outcome;
        verdict_clear(verdict);
    } else {
        finite_eps_t result;
        finite_eps_init(result);
        if (finite_eps_compute(result, p->student, p->teacher, p->eps, p->a0, p->start, p->drop, effort,
                               message) == WANE_OK)
            outcome = result->outcome;
        finite_eps_clear(result);
    }
    return outcome;
}

/* The leaf that holds the point, given as parts of the axes in units of 2^-BITS. */
static const map_cell_t *find(const map_cells_t cells, slong depth, const unsigned long *at)
{
    for (slong d = 0; d <= depth; d++) {
        const map_cell_t key = {.depth = (uint8_t)d,
                                .at = {(uint32_t)(at[0] >> (BITS - d)), (uint32_t)(at[1] >> (BITS - d))}};
        slong lo = 0, hi = cells->count;
        while (lo < hi) { /* sorted by depth, x, y */
            const slong middle = lo + (hi - lo) / 2;
            const map_cell_t *cell = cells->cell + middle;
            const int before = cell->depth != key.depth   ? cell->depth < key.depth
                               : cell->at[0] != key.at[0] ? cell->at[0] < key.at[0]
                                                          : cell->at[1] < key.at[1];
            if (before) lo = middle + 1;
            else hi = middle;
        }
        const map_cell_t *cell = cells->cell + lo;
        if (lo < cells->count && cell->depth == key.depth && cell->at[0] == key.at[0] &&
            cell->at[1] == key.at[1] && map_cell_is_leaf(cell, depth))
            return cell;
    }
    return NULL;
}

int main(int argc, char **argv)
{
    const map_t *map = NULL;
    for (size_t i = 0; i < sizeof maps / sizeof *maps && argc > 1; i++)
        if (strcmp(argv[1], maps[i].name) == 0) map = &maps[i];
    if (map == NULL) fail("expected tanh, eps or decay");
    const slong depth = argc > 2 ? atol(argv[2]) : 7, count = argc > 3 ? atol(argv[3]) : 100;
    state = argc > 4 ? strtoul(argv[4], NULL, 10) : 1;
    wane_effort_t effort;
    wane_message_t message;
    map_problem_t problem;
    map_cells_t cells;
    problem_t whole;
    fmpq ends[4];
    for (int i = 0; i < 4; i++) fmpq_init(ends + i);
    fmpq_set_si(ends, -1, 1);
    fmpq_one(ends + 1);
    fmpq_set_str(ends + 2, map->lo, 10);
    fmpq_set_str(ends + 3, map->hi, 10);
    problem_init(&whole, map, ends, ends + 2);
    wane_effort_default(&effort);
    effort.digits = 12;
    effort.threads = 1;
    effort.max_prec = 768;
    const char *const names[2] = {"b", map->axis};
    const int is_log[2] = {0, map->is_log};
    map_problem_init(problem);
    map_cells_init(cells);
    if (map_problem_init_set(problem, &whole.subject, names, is_log, message) != WANE_OK) fail(message->text);
    problem->depth = depth;
    problem->effort = effort;
    if (map_run(cells, problem, NULL, message) != WANE_OK) fail(message->text);
    slong agree = 0, open = 0, contradicted = 0;
    while (agree + open + contradicted < count) {
        unsigned long at[2] = {draw(), draw()};
        const map_cell_t *cell = find(cells, depth, at);
        if (cell == NULL) fail("a point lies in no cell");
        if (!map_cell_is_decided(cell)) continue;
        for (int i = 0; i < 2; i++) { /* a node of greatest depth inside the cell, near the point */
            map_axis_node(ends + 2 * i, &problem->axis[i], at[i], BITS);
            fmpq_set(ends + 2 * i + 1, ends + 2 * i);
        }
        problem_t point;
        problem_init(&point, map, ends, ends + 2);
        const wane_outcome_t outcome = outcome_at(&point, &effort);
        problem_clear(&point);
        if (outcome == WANE_OUTCOME_UNDECIDED) {
            open++;
        } else if (outcome == (wane_outcome_t)cell->outcome) {
            agree++;
        } else {
            contradicted++;
            char *b = fmpq_get_str(NULL, 10, ends), *y = fmpq_get_str(NULL, 10, ends + 2);
            fprintf(stderr, "b = %s, %s = %s: %s, but the cell says %s\n", b, map->axis, y,
                    wane_outcome_name(outcome), wane_outcome_name(cell->outcome));
            flint_free(b);
            flint_free(y);
        }
    }
    printf("{\"map\": \"%s\", \"depth\": %ld, \"points\": %ld, \"agree\": %ld, \"undecided\": %ld, "
           "\"contradicted\": "
           "%ld}\n",
           map->name, (long)depth, (long)count, (long)agree, (long)open, (long)contradicted);
    problem_clear(&whole);
    map_cells_clear(cells);
    map_problem_clear(problem);
    for (int i = 0; i < 4; i++) fmpq_clear(ends + i);
    return contradicted > 0;
}
