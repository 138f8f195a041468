/* A grid of simulations. */
#include <stdlib.h>

#include "answer/problem/form.h"
#include "answer/simulation/resume.h"
#include "answer/simulation/simulation.h"
#include "answer/simulation/sweep_grid.h"
#include "base/scoped.h"
#include "sgd/chain/simulation.h"
#include "sgd/sweep/sweep.h"

/* A problem of the grid, ready to run. */
typedef struct {
    answer_network_t network;
    char *given;
} point_t;

typedef struct {
    sweep_grid_t grid;
    point_t *point;
    sweep_problem_t *problem;
    observations_t *table;
    int threads;
} request_t;

static void request_clear(request_t *request)
{
    for (size_t i = 0; request->point != NULL && i < request->grid.count; i++) {
        answer_network_clear(request->point[i].network);
        free(request->point[i].given);
    }
    for (size_t i = 0; request->table != NULL && i < request->grid.count; i++)
        observations_clear(request->table[i]);
    free(request->point);
    free(request->problem);
    free(request->table);
    sweep_grid_clear(&request->grid);
}

static wane_status_t prepare(request_t *request, size_t i, wane_message_t message)
{
    answer_problem_t problem;
    point_t *point = request->point + i;
    sweep_problem_t *run = request->problem + i;
    SCOPED(answer_pair, pair);
    answer_problem_init(problem);
    sweep_grid_problem(problem, &request->grid, i);
    wane_status_t status = answer_get_functions(pair, problem, message);
    if (status == WANE_OK) status = answer_get_simulation(&run->simulation, problem, pair, message);
    const int population = run->simulation.method == WANE_METHOD_POPULATION;
    if (status == WANE_OK && population) status = answer_check_student(pair, problem, message);
    request->threads = run->simulation.threads;
    run->simulation.threads = 1;
    if (status == WANE_OK) {
        status = answer_network_init(point->network, pair, population, message);
        point->given = answer_resume_given(problem, 0);
        run->network = &point->network->network;
        run->input = point->network->input;
        run->inputs = 2;
        run->given = point->given;
        if (status == WANE_OK && point->given == NULL)
            status = wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    }
    answer_problem_clear(problem);
    return status;
}

static wane_status_t request_init(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = sweep_grid_init(&request->grid, problem, answer_form_find("sweep")->keys, message);
    if (status != WANE_OK) return status;
    const size_t count = request->grid.count;
    request->point = calloc(count, sizeof *request->point);
    request->problem = calloc(count, sizeof *request->problem);
    request->table = calloc(count, sizeof *request->table);
    if (request->point == NULL || request->problem == NULL || request->table == NULL)
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %zu problems", count);
    for (size_t i = 0; i < count; i++) observations_init(request->table[i]);
    for (size_t i = 0; i < count && status == WANE_OK; i++) status = prepare(request, i, message);
    return status;
}

static json_t *problem_json(const request_t *request, size_t i)
{
    json_t *at = json_object(), *own;
    for (size_t j = 0; j < request->grid.axes.count; j++)
        json_object_set_new(at, request->grid.axes.listed[j].name,
                            json_string(sweep_grid_value(&request->grid, j, i)));
    if (request->problem[i].diverged[0] != 0)
        return json_pack("{s:o,s:s}", "at", at, "diverged", request->problem[i].diverged);
    own = answer_table_json(request->table[i], &request->problem[i].simulation, NULL);
    json_object_set_new(own, "at", at);
    return own;
}

static json_t *answer_json(const request_t *request)
{
    json_t *axes = json_array(), *problems = json_array();
    for (size_t j = 0; j < request->grid.axes.count; j++)
        json_array_append_new(axes, json_string(request->grid.axes.listed[j].name));
    for (size_t i = 0; i < request->grid.count; i++)
        json_array_append_new(problems, problem_json(request, i));
    return json_pack("{s:o,s:o,s:o}", "axes", axes, "columns", answer_columns_json(), "problems", problems);
}

static void warn_of_divergence(const request_t *request, wane_message_t message)
{
    size_t diverged = 0, first = 0;
    for (size_t i = request->grid.count; i-- > 0;)
        if (request->problem[i].diverged[0] != 0) {
            diverged++;
            first = i;
        }
    if (diverged > 0)
        wane_message_set(message, WANE_OK, 0,
                         "warning: %zu of %zu problems have no table, problem %zu, %.300s", diverged,
                         request->grid.count, first + 1, request->problem[first].diverged);
}

wane_status_t answer_sweep(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                           wane_message_t message)
{
    request_t request = {.grid = {.count = 0}};
    simulation_store_t store = {.path = NULL};
    answer_progress_t progress = {host, 0};
    wane_status_t status = request_init(&request, problem, message);
    if (status == WANE_OK) status = answer_get_store(&store, problem, ANSWER_STORE, message);
    for (size_t i = 0; status == WANE_OK && i < request.grid.count; i++)
        progress.steps += answer_steps(&request.problem[i].simulation);
    crew_post_t *post = host == NULL ? NULL : host->crew;
    const sweep_host_t sweep_host = {
        store.path, store.interval, request.threads, answer_progress_advance, &progress, post};
    const int leads = post == NULL || post->rank == 0;
    if (status == WANE_OK)
        status = sweep_run(request.table, request.problem, request.grid.count, &sweep_host, message);
    if (status == WANE_OK && leads) answer_add(answer, answer_json(&request));
    if (status == WANE_OK && leads) warn_of_divergence(&request, message);
    request_clear(&request);
    return status;
}
