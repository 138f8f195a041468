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
#include "manifold/certificate/certificate.h"
#include "manifold/certificate/certify.h"
#include "manifold/family/boxes/family_kernels.h"
#include "manifold/shape/start.h"
#include "verify/map.h"
#include "wane/version.h"

#define DIGITS 12
#define MOST_HALVINGS 8    /* of a cell, on each side */
#define MOST_ATTEMPTS 4096 /* of a group */
#define MOST_NAMED 8       /* boxes without a certificate, in the answer */

/* A part of a group's box. */
typedef struct {
    family_box_t box;
    int is_certified;
    char *why_not; /* or NULL */
} part_t;

/* Cells from first to last, side by side along the rows of the map, and the boxes they were cut into. */
typedef struct {
    map_cell_t first, last;
    slong count;
    part_t *part;
} group_t;

/* Parts of a group that wait for a certificate. */
typedef struct {
    slong count, next, attempts;
    family_box_t *box;
} queue_t;

typedef struct {
    const answer_map_request_t *request;
    const wane_answer_host_t *host;
    slong count, next;
    group_t *group;
    reader_means_t means;
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

static int says(const char *text, wane_outcome_t outcome)
{
    json_t *certificate = json_loads(text, 0, NULL);
    const char *verdict = json_string_value(json_object_get(certificate, "verdict"));
    const int same = verdict != NULL && strcmp(verdict, wane_outcome_name(outcome)) == 0;
    json_decref(certificate);
    return same;
}

/* Who writes: one for each thread. */
typedef struct {
    run_t *run;
    family_kernels_t kernels;
} scribe_t;

/* What is asked of a box, of functions with a name for every interval, and its certificate. */
typedef struct {
    certificate_question_t limit;
    const flow_subject_t *flow;
    char *text;
} shown_t;

static void take(shown_t *shown, json_t *json)
{
    if (json != NULL) shown->text = certificate_text(json, JSON_INDENT(1));
}

static void show(void *context, const itinerary_t proof)
{
    shown_t *shown = context;
    if (shown->text == NULL) take(shown, certificate_of_proof(&shown->limit, proof));
}

static void show_flow(void *context, const flow_problem_t proof, slong terms)
{
    shown_t *shown = context;
    if (shown->text == NULL) take(shown, flow_certificate_of_proof(shown->flow, proof, terms));
}

static wane_status_t certify_limit(shown_t *shown, const kernels_t kernels, wane_message_t why)
{
    const verdict_witness_t witness = {show, shown};
    verdict_t verdict;
    verdict_init(verdict);
    wane_status_t status =
        verdict_prove(verdict, 0, &witness, kernels, shown->limit.a0, shown->limit.start, why);
    verdict_clear(verdict);
    return status;
}

/* By the theorems and bounds of the rise, or by whatever way a checker can follow where these prove it. */
static wane_status_t certify_flow(shown_t *shown, const kernels_t kernels, wane_message_t why)
{
    const flow_witness_t witness = {certificate_terms, show_flow, shown};
    finite_eps_t result;
    int final;
    finite_eps_init(result);
    wane_status_t status =
        finite_eps_prove(result, &final, &witness, kernels, shown->flow, FLOW_BY_BOUNDS, DIGITS, why);
    if (shown->text == NULL)
        status = finite_eps_prove(result, &final, NULL, kernels, shown->flow, FLOW_BY_BOUNDS, DIGITS, why);
    if (status == WANE_OK && shown->text == NULL)
        take(shown, flow_certificate_from_kernels(shown->flow, kernels, DIGITS));
    finite_eps_clear(result);
    return status;
}

/* Of the box, for the flow of the pair; NULL: none was found, and why. */
static char *certify(scribe_t *scribe, const family_box_t *box, wane_outcome_t outcome, wane_message_t why)
{
    const map_problem_struct *problem = scribe->run->request->problem;
    const family_space_struct *space = problem->space;
    const kernels_struct *kernels;
    SCOPED(wane_function, student, teacher);
    SCOPED(quantifier, eps, a0);
    SCOPED(wane_start, start);
    wane_status_t status = family_kernels_compute(&kernels, scribe->kernels, box, why);
    if (status != WANE_OK) return NULL;
    family_box_function(student, box, space, 0);
    family_box_function(teacher, box, space, 1);
    family_box_scale(a0, box, space);
    family_box_start(start, box, space);
    if (!space->is_limit) family_box_ratio(eps, box, space);
    const flow_subject_t flow = {student, teacher, eps, a0, start, problem->drop};
    shown_t shown = {{student, teacher, scribe->run->means, a0->value, start, NULL}, &flow, NULL};
    status = space->is_limit ? certify_limit(&shown, kernels, why) : certify_flow(&shown, kernels, why);
    if (shown.text != NULL && says(shown.text, outcome)) return shown.text;
    if (status == WANE_OK)
        wane_message_set(why, WANE_UNDECIDED, 0, "%s",
                         shown.text != NULL ? "the proof found has another verdict"
                                            : "plain evaluation does not confirm every sign");
    flint_free(shown.text);
    return NULL;
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

static json_t *range_json(const fmpq_t lo, const fmpq_t hi)
{
    char *l = fmpq_get_str(NULL, 10, lo), *h = fmpq_get_str(NULL, 10, hi);
    json_t *json = json_pack("[s,s]", l, h);
    flint_free(l);
    flint_free(h);
    return json;
}

static json_t *side_json(const fmpq *end)
{
    return range_json(end, end + 1);
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
        json_object_set_new(holder, axis->name, range_json(axis->lo, axis->hi));
        json_object_set_new(head, i == 0 ? "x" : "y", json_string(axis->name));
    }
    json_decref(certificate);
    return head;
}

static char *file_name(slong group, slong part)
{
    return base_text("%06ld%03ld.json", (long)group + 1, (long)part + 1);
}

/* The box is a part of its group, with a certificate or without. */
static void add_part(run_t *run, slong i, const family_box_t *box, const char *text, const char *why_not)
{
    const family_space_struct *space = run->request->problem->space;
    group_t *group = run->group + i;
    group->part = flint_realloc(group->part, (size_t)(group->count + 1) * sizeof(part_t));
    part_t *part = group->part + group->count;
    family_box_init_set(&part->box, box, space);
    part->is_certified = text != NULL;
    part->why_not = why_not == NULL ? NULL : base_text("%s", why_not);
    if (text != NULL) {
        char *name = file_name(i, group->count);
        pthread_mutex_lock(&run->mutex);
        if (run->manifest == NULL) run->manifest = head_json(run, text);
        if (run->status == WANE_OK) run->status = answer_hand_over(run->host, name, text, run->message);
        pthread_mutex_unlock(&run->mutex);
        flint_free(name);
    }
    group->count++;
}

static void push(queue_t *queue, const family_box_t *box, const family_space_t space)
{
    queue->box = flint_realloc(queue->box, (size_t)(queue->count + 1) * sizeof(family_box_t));
    family_box_init_set(queue->box + queue->count++, box, space);
}

/* Whether that axis may be cut: parts of cells are cut no further than so often. */
static int may_cut(const run_t *run, slong i, const family_box_t *box, int axis)
{
    const group_t *group = run->group + i;
    const ulong cells = (ulong)(group->last.at[axis] - group->first.at[axis]) + 1;
    return box->halvings[run->request->problem->axis[axis].unknown] <
           MOST_HALVINGS + (slong)FLINT_BIT_COUNT(cells);
}

/* Whether a single column of the box has a certificate: then the width of the column is in the way. */
static int is_too_wide(scribe_t *scribe, const family_box_t *box, wane_outcome_t outcome)
{
    const map_problem_struct *problem = scribe->run->request->problem;
    family_box_t centre;
    wane_message_t unused;
    family_box_init_set(&centre, box, problem->space);
    family_box_centre(&centre, problem->axis[1 - map_rows(problem)].unknown, problem->space);
    char *text = certify(scribe, &centre, outcome, unused);
    family_box_clear(&centre, problem->space);
    flint_free(text);
    return text != NULL;
}

/* The axis to cut; -1: none, where even a single column that is as short as may be has no certificate. */
static int axis_to_cut(scribe_t *scribe, slong i, const family_box_t *box, queue_t *queue)
{
    const run_t *run = scribe->run;
    const int rows = map_rows(run->request->problem), line = 1 - rows;
    if (queue->attempts++ > MOST_ATTEMPTS) return -1;
    if (may_cut(run, i, box, line) && is_too_wide(scribe, box, (wane_outcome_t)run->group[i].first.outcome))
        return line;
    return may_cut(run, i, box, rows) ? rows : -1;
}

/* One part: as a whole, or else its halves wait. */
static void cover_part(scribe_t *scribe, slong i, queue_t *queue, const family_box_t *box)
{
    run_t *run = scribe->run;
    const map_problem_struct *problem = run->request->problem;
    wane_message_t why;
    queue->attempts++;
    char *text =
        with_decay(certify(scribe, box, (wane_outcome_t)run->group[i].first.outcome, why), run->request, box);
    const int axis = text != NULL ? -1 : axis_to_cut(scribe, i, box, queue);
    if (axis < 0) add_part(run, i, box, text, text != NULL ? NULL : why->text);
    for (int upper = 0; upper < 2 && axis >= 0; upper++) {
        family_box_t half;
        family_box_init_set(&half, box, problem->space);
        family_box_halve(&half, problem->axis[axis].unknown, upper, problem->space);
        push(queue, &half, problem->space);
        family_box_clear(&half, problem->space);
    }
    flint_free(text);
}

/* Asks the host, too: one group may take long. */
static int is_stopped(run_t *run)
{
    answer_progress_t progress = {run->host, 0};
    pthread_mutex_lock(&run->mutex);
    if (run->status == WANE_OK &&
        answer_progress_advance(&progress, (double)run->next / (double)run->count) != 0)
        run->status = wane_message_set(run->message, WANE_FAILURE, 0, "stopped");
    const int stopped = run->status != WANE_OK;
    pthread_mutex_unlock(&run->mutex);
    return stopped;
}

/* The widest parts first. */
static void cover(scribe_t *scribe, slong i, const family_box_t *box)
{
    run_t *run = scribe->run;
    const family_space_struct *space = run->request->problem->space;
    queue_t queue = {0};
    if (!map_cell_is_decided(&run->group[i].first)) {
        add_part(run, i, box, NULL, NULL);
        return;
    }
    push(&queue, box, space);
    for (; queue.next < queue.count && !is_stopped(run); queue.next++) {
        const family_box_t part = queue.box[queue.next]; /* pushing may move the list */
        cover_part(scribe, i, &queue, &part);
    }
    for (slong j = 0; j < queue.count; j++) family_box_clear(queue.box + j, space);
    flint_free(queue.box);
}

static void work(void *data, int thread, int threads)
{
    (void)thread, (void)threads;
    run_t *run = data;
    const map_problem_struct *problem = run->request->problem;
    scribe_t scribe = {.run = run};
    wane_effort_t effort = problem->effort;
    family_box_t box;
    effort.digits = FLINT_MIN(effort.digits, DIGITS);
    effort.threads = 1;
    family_kernels_init(scribe.kernels, problem->space, &effort);
    family_box_init(&box, problem->space);
    pthread_mutex_lock(&run->mutex);
    while (run->next < run->count && run->status == WANE_OK) {
        const slong i = run->next++;
        pthread_mutex_unlock(&run->mutex);
        set_box(&box, problem, &run->group[i]);
        cover(&scribe, i, &box);
        pthread_mutex_lock(&run->mutex);
    }
    pthread_mutex_unlock(&run->mutex);
    family_box_clear(&box, problem->space);
    family_kernels_clear(scribe.kernels);
}

static void add_to_manifest(json_t *groups, json_t *open, json_t *resisting, const run_t *run, slong i,
                            slong j)
{
    const map_axis_t *axis = run->request->problem->axis;
    const group_t *group = run->group + i;
    const part_t *part = group->part + j;
    const char *verdict = wane_outcome_name(group->first.outcome);
    json_t *x = side_json(part->box.end + 2 * axis[0].unknown),
           *y = side_json(part->box.end + 2 * axis[1].unknown);
    char *name = file_name(i, j);
    if (part->is_certified)
        json_array_append_new(
            groups, json_pack("{s:s,s:O,s:O,s:s}", "file", name, "x", x, "y", y, "verdict", verdict));
    else json_array_append_new(open, json_pack("{s:O,s:O}", "x", x, "y", y));
    if (part->why_not != NULL && json_array_size(resisting) < MOST_NAMED)
        json_array_append_new(resisting, json_pack("{s:O,s:O,s:s,s:s}", "x", x, "y", y, "verdict", verdict,
                                                   "why", part->why_not));
    json_decref(x);
    json_decref(y);
    flint_free(name);
}

static wane_status_t hand_over_manifest(json_t *answer, const run_t *run, wane_message_t message)
{
    json_t *groups = json_array(), *open = json_array(), *resisting = json_array();
    json_int_t missing = 0;
    for (slong i = 0; i < run->count; i++)
        for (slong j = 0; j < run->group[i].count; j++) {
            add_to_manifest(groups, open, resisting, run, i, j);
            missing += run->group[i].part[j].why_not != NULL;
        }
    json_object_set_new(answer, "certificates",
                        json_pack("{s:I,s:I,s:o}", "written", (json_int_t)json_array_size(groups), "missing",
                                  missing, "resisting", resisting));
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
    run.means = certificate_reader_means(space->function[0], space->function[1]);
    pthread_mutex_init(&run.mutex, NULL);
    find_groups(&run, cells);
    base_parallel(work, &run, threads);
    wane_status_t status = run.status == WANE_OK ? hand_over_manifest(answer, &run, message) : run.status;
    pthread_mutex_destroy(&run.mutex);
    for (slong i = 0; i < run.count; i++) {
        for (slong j = 0; j < run.group[i].count; j++) {
            family_box_clear(&run.group[i].part[j].box, space);
            flint_free(run.group[i].part[j].why_not);
        }
        flint_free(run.group[i].part);
    }
    flint_free(run.group);
    json_decref(run.manifest);
    return status;
}
