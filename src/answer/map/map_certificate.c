/* A map as certificates: leaves of one verdict that lie side by side in a column are one box. */
#include "answer/map/map_certificate.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "answer/question/question.h"
#include "base/interval.h"
#include "base/scoped.h"
#include "base/text.h"
#include "base/threads.h"
#include "function/tree/expression.h"
#include "function/tree/scoped_function.h"
#include "manifold/certificate/certify.h"
#include "manifold/shape/start.h"
#include "verify/map.h"
#include "wane/version.h"

#define GROUP_DIGITS 12

/* Cells from first to last, side by side along the rows of the map. */
typedef struct {
    map_cell_t first, last;
    int is_certified;
} group_t;

typedef struct {
    const answer_map_request_t *request;
    const wane_answer_host_t *host;
    slong count, next;
    group_t *group;
    json_t *manifest; /* of the first certificate that was written, without groups */
    pthread_mutex_t mutex;
    wane_status_t status;
    wane_message_struct *message;
} run_t;

/* ---- groups ---- */

static int along_rows(const void *x, const void *y, int line)
{
    const map_cell_t *a = x, *b = y;
    if (a->depth != b->depth) return a->depth < b->depth ? -1 : 1;
    if (a->at[line] != b->at[line]) return a->at[line] < b->at[line] ? -1 : 1;
    return (a->at[1 - line] > b->at[1 - line]) - (a->at[1 - line] < b->at[1 - line]);
}

static int along_y(const void *x, const void *y)
{
    return along_rows(x, y, 0);
}

static int along_x(const void *x, const void *y)
{
    return along_rows(x, y, 1);
}

static int continues(const group_t *group, const map_cell_t *cell, int rows)
{
    return group->last.depth == cell->depth && group->last.outcome == cell->outcome &&
           group->last.at[1 - rows] == cell->at[1 - rows] && group->last.at[rows] + 1 == cell->at[rows];
}

/* All leaves, the undecided ones each by itself. */
static void find_groups(run_t *run, const map_cells_t cells)
{
    const map_problem_struct *problem = run->request->problem;
    const int rows = map_rows(problem);
    map_cell_t *leaf = flint_malloc((size_t)(cells->count + 1) * sizeof(map_cell_t));
    slong count = 0;
    for (slong i = 0; i < cells->count; i++)
        if (map_cell_is_leaf(cells->cell + i, problem->depth)) leaf[count++] = cells->cell[i];
    if (count > 0) qsort(leaf, (size_t)count, sizeof(map_cell_t), rows == 1 ? along_y : along_x);
    run->group = flint_calloc((size_t)(count + 1), sizeof(group_t));
    for (slong i = 0; i < count; i++) {
        group_t *last = run->group + run->count - 1;
        if (run->count > 0 && map_cell_is_decided(leaf + i) && continues(last, leaf + i, rows)) {
            last->last = leaf[i];
        } else {
            run->group[run->count].first = run->group[run->count].last = leaf[i];
            run->count++;
        }
    }
    flint_free(leaf);
}

static void set_box(family_box_t *box, const map_problem_t problem, const group_t *group)
{
    for (int i = 0; i < 2; i++) {
        fmpq *end = box->end + 2 * problem->axis[i].unknown;
        map_axis_node(end, &problem->axis[i], group->first.at[i], group->first.depth);
        map_axis_node(end + 1, &problem->axis[i], group->last.at[i] + UWORD(1), group->last.depth);
    }
}

/* ---- one certificate ---- */

/* NULL: none was found. */
static char *certify(const answer_map_request_t *request, const family_box_t *box, wane_outcome_t outcome)
{
    const map_problem_struct *problem = request->problem;
    const family_space_struct *space = problem->space;
    wane_effort_t effort = problem->effort;
    wane_message_t unused;
    char *text = NULL;
    wane_outcome_t proved = WANE_OUTCOME_UNDECIDED;
    SCOPED(wane_function, student, teacher);
    SCOPED(quantifier, eps, a0);
    SCOPED(wane_start, start);
    effort.digits = FLINT_MIN(effort.digits, GROUP_DIGITS);
    effort.threads = 1;
    family_box_function(student, box, space, 0);
    family_box_function(teacher, box, space, 1);
    family_box_scale(a0, box, space);
    family_box_start(start, box, space);
    if (space->is_limit) {
        box_verdict_t result;
        box_verdict_init(result);
        if (box_verdict_decide(result, &text, student, teacher, a0->value, start, &effort, unused) == WANE_OK)
            proved = result->verdict->outcome;
        box_verdict_clear(result);
    } else {
        box_flow_t result;
        family_box_ratio(eps, box, space);
        const flow_subject_t subject = {student, teacher, eps, a0, start, problem->drop};
        box_flow_init(result);
        if (box_flow_decide(result, &text, &subject, &effort, unused) == WANE_OK)
            proved = result->flow->outcome;
        box_flow_clear(result);
    }
    if (proved != outcome) {
        flint_free(text);
        return NULL;
    }
    return text;
}

/* As one of the flow with decay, if there is any. */
static char *with_decay(char *text, const answer_map_request_t *request, const family_box_t *box)
{
    const map_problem_struct *problem = request->problem;
    SCOPED(wane_interval, decay);
    if (text == NULL || !request->has_decay) return text;
    interval_set(decay, request->decay);
    for (int i = 0; i < 2; i++) {
        if (!problem->axis[i].is_decay) continue;
        fmpq_set(decay->lo, box->end + 2 * problem->axis[i].unknown);
        fmpq_set(decay->hi, box->end + 2 * problem->axis[i].unknown + 1);
    }
    return certificate_with_decay(text, request->typed[0], request->typed[1], decay);
}

/* ---- all of them ---- */

static json_t *side_json(const map_axis_t *axis, const group_t *group, int i)
{
    SCOPED(fmpq, lo, hi);
    map_axis_node(lo, axis, group->first.at[i], group->first.depth);
    map_axis_node(hi, axis, group->last.at[i] + UWORD(1), group->last.depth);
    char *l = fmpq_get_str(NULL, 10, lo), *h = fmpq_get_str(NULL, 10, hi);
    json_t *json = json_pack("[s,s]", l, h);
    flint_free(l);
    flint_free(h);
    return json;
}

static json_t *range_json(const answer_axis_t *axis)
{
    char *l = fmpq_get_str(NULL, 10, axis->lo), *h = fmpq_get_str(NULL, 10, axis->hi);
    json_t *json = json_pack("[s,s]", l, h);
    flint_free(l);
    flint_free(h);
    return json;
}

/* What a certificate says of the problem, with the whole ranges of the axes. */
static json_t *head_json(const run_t *run, const char *text)
{
    static const char *const fields[] = {"student", "teacher", "parameters", "decay",
                                         "a0",      "R0",      "eps",        "drop"};
    json_t *certificate = json_loads(text, 0, NULL),
           *head = json_pack("{s:s,s:i,s:s}", "format", "wane map certificate", "version", 1, "wane",
                             WANE_VERSION);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        json_t *field = json_object_get(certificate, fields[i]);
        if (field != NULL) json_object_set_new(head, fields[i], json_deep_copy(field));
    }
    for (int i = 0; i < 2; i++) {
        const answer_axis_t *axis = &run->request->axis[i];
        json_t *parameters = json_object_get(head, "parameters"),
               *holder = json_object_get(parameters, axis->name) != NULL ? parameters : head;
        json_object_set_new(holder, axis->name, range_json(axis));
        json_object_set_new(head, i == 0 ? "x" : "y", json_string(axis->name));
    }
    json_decref(certificate);
    return head;
}

static char *file_name(slong i)
{
    return base_text("%06ld.json", (long)i + 1);
}

/* With the mutex. */
static void take_in(run_t *run, slong i, const char *text)
{
    char *name = file_name(i);
    if (run->manifest == NULL) run->manifest = head_json(run, text);
    run->group[i].is_certified = 1;
    const wane_status_t status = answer_hand_over(run->host, name, text, run->message);
    if (status != WANE_OK) run->status = status;
    flint_free(name);
}

static void work(void *data, int thread, int threads)
{
    (void)thread, (void)threads;
    run_t *run = data;
    const map_problem_struct *problem = run->request->problem;
    family_box_t box;
    family_box_init(&box, problem->space);
    pthread_mutex_lock(&run->mutex);
    while (run->next < run->count && run->status == WANE_OK) {
        const slong i = run->next++;
        pthread_mutex_unlock(&run->mutex);
        char *text = NULL;
        if (map_cell_is_decided(&run->group[i].first)) {
            set_box(&box, problem, &run->group[i]);
            text = certify(run->request, &box, (wane_outcome_t)run->group[i].first.outcome);
            text = with_decay(text, run->request, &box);
        }
        pthread_mutex_lock(&run->mutex);
        if (text != NULL) take_in(run, i, text);
        if (run->host != NULL && run->host->progress != NULL && run->status == WANE_OK &&
            run->host->progress(run->host->context, (double)run->next / (double)run->count, 0) != 0)
            run->status = wane_message_set(run->message, WANE_FAILURE, 0, "stopped");
        flint_free(text);
    }
    pthread_mutex_unlock(&run->mutex);
    family_box_clear(&box, problem->space);
}

static wane_status_t hand_over_manifest(json_t *answer, const run_t *run, wane_message_t message)
{
    json_t *groups = json_array(), *open = json_array();
    json_int_t missing = 0;
    for (slong i = 0; i < run->count; i++) {
        const group_t *group = run->group + i;
        json_t *x = side_json(&run->request->problem->axis[0], group, 0),
               *y = side_json(&run->request->problem->axis[1], group, 1);
        char *name = file_name(i);
        if (group->is_certified)
            json_array_append_new(groups, json_pack("{s:s,s:o,s:o,s:s}", "file", name, "x", x, "y", y,
                                                    "verdict", wane_outcome_name(group->first.outcome)));
        else json_array_append_new(open, json_pack("{s:o,s:o}", "x", x, "y", y));
        missing += !group->is_certified && map_cell_is_decided(&group->first);
        flint_free(name);
    }
    json_object_set_new(
        answer, "certificates",
        json_pack("{s:I,s:I}", "written", (json_int_t)json_array_size(groups), "missing", missing));
    if (run->manifest == NULL) {
        json_decref(groups);
        json_decref(open);
        return wane_message_set(message, WANE_UNDECIDED, 0, "no certificate: none was found of any cell");
    }
    json_object_set_new(run->manifest, "groups", groups);
    json_object_set_new(run->manifest, "open", open);
    char *text = json_dumps(run->manifest, JSON_INDENT(1));
    const wane_status_t status = answer_hand_over(run->host, VERIFY_MAP_MANIFEST, text, message);
    free(text);
    return status;
}

wane_status_t answer_map_certify(json_t *answer, const answer_map_request_t *request, const map_cells_t cells,
                                 const wane_answer_host_t *host, wane_message_t message)
{
    run_t run = {.request = request, .host = host, .message = message};
    const family_space_struct *space = request->problem->space;
    int threads = FLINT_MAX(1, request->problem->effort.threads);
    for (int i = 0; i < 2; i++) /* they are filled in where they are first needed */
        if (function_expectation_count(space->function[i]) > 0) threads = 1;
    pthread_mutex_init(&run.mutex, NULL);
    find_groups(&run, cells);
    base_parallel(work, &run, threads);
    wane_status_t status = run.status == WANE_OK ? hand_over_manifest(answer, &run, message) : run.status;
    pthread_mutex_destroy(&run.mutex);
    flint_free(run.group);
    json_decref(run.manifest);
    return status;
}
