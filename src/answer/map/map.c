/* The verdict over a rectangle of two quantities. */
#include "answer/map/map.h"

#include "answer/map/map_certificate.h"
#include "answer/map/map_store.h"
#include "answer/problem/text.h"
#include "answer/question/question.h"

/* Where the cells are kept says nothing of the map. */
static void forget_place(json_t *answer)
{
    json_t *problem = json_object_get(answer, "problem");
    json_object_del(problem, "store");
    json_object_del(problem, "resume");
    json_object_del(problem, "certificate");
}

/* Whose turn it is while the map is made. */
typedef struct {
    answer_progress_t progress;
    answer_map_store_t *store;
    int is_stopped;
} host_t;

static int advance(void *context, double fraction_done)
{
    host_t *host = context;
    host->is_stopped = answer_progress_advance(&host->progress, fraction_done);
    return host->is_stopped;
}

static wane_status_t keep(void *context, const map_cell_t *cells, slong count, wane_message_t message)
{
    host_t *host = context;
    return host->store == NULL ? WANE_OK : answer_map_store_keep(host->store, cells, count, message);
}

wane_status_t answer_map(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                         wane_message_t message)
{
    answer_map_request_t request;
    host_t own = {{host, 0}, NULL, 0};
    crew_post_t *post = host == NULL ? NULL : host->crew;
    const int leads = post == NULL || post->rank == 0;
    map_cells_t cells;
    map_cells_init(cells);
    wane_status_t status = answer_map_request_init(&request, problem, message);
    const map_host_t map_host = {keep, advance, &own, post};
    if (status == WANE_OK && leads)
        status = answer_map_store_open(&own.store, cells, problem, &request, message);
    if (status == WANE_OK) status = map_run(cells, request.problem, &map_host, message);
    const int is_partial = status != WANE_OK && own.is_stopped && own.store != NULL && post == NULL;
    if (is_partial)
        status =
            wane_message_set(message, WANE_UNDECIDED, 0,
                             "stopped after %ld cells, which are kept in %s: `resume` goes on from there",
                             (long)cells->count, answer_text(problem, ANSWER_STORE));
    else if (status != WANE_OK && own.is_stopped)
        wane_message_set(message, status, 0, "interrupted after %ld cells%s%s", (long)cells->count,
                         own.store == NULL ? "" : "; they are kept in ",
                         own.store == NULL ? "" : answer_text(problem, ANSWER_STORE));
    const wane_status_t closed = answer_map_store_close(own.store, message);
    if (answer_is_known(status) && closed != WANE_OK) status = closed;
    if (is_partial) map_cells_fill(cells, request.problem);
    if (answer_is_known(status) && leads) {
        forget_place(answer);
        answer_add(answer, answer_map_json(&request, cells, !is_partial));
        if (answer_given(problem, ANSWER_CERTIFICATE) && !is_partial)
            status = answer_map_certify(answer, &request, cells, host, message);
        if (answer_is_known(status)) answer_add_lines(answer, "cells", answer_map_lines(&request, cells));
    }
    map_cells_clear(cells);
    answer_map_request_clear(&request);
    return status;
}
