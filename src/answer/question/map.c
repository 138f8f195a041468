/* The verdict over a rectangle of two quantities. */
#include "answer/question/map.h"

#include "answer/question/question.h"

/* Where the cells are kept says nothing of the map. */
static void forget_place(json_t *answer)
{
    json_t *problem = json_object_get(answer, "problem");
    json_object_del(problem, "store");
    json_object_del(problem, "resume");
}

wane_status_t answer_map(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                         wane_message_t message)
{
    answer_map_request_t request;
    answer_progress_t progress = {host, 0};
    map_cells_t cells;
    map_cells_init(cells);
    wane_status_t status = answer_map_request_init(&request, problem, message);
    const map_host_t map_host = {.progress = answer_progress_advance, .context = &progress};
    if (status == WANE_OK) status = map_run(cells, request.problem, &map_host, message);
    if (status == WANE_OK) {
        forget_place(answer);
        answer_add(answer, answer_map_json(&request, cells));
        answer_add_lines(answer, "cells", answer_map_lines(&request, cells));
    }
    map_cells_clear(cells);
    answer_map_request_clear(&request);
    return status;
}
