/* A map as certificates: leaves of one verdict that lie side by side in a column are one box. */
#include "answer/map/map_certificate.h"

#include <math.h>
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
#include "manifold/shape/start.h"
#include "verify/map.h"
#include "wane/version.h"

#define DIGITS 12
#define MOST_PREC 192
#define MOST_HALVINGS 4 /* of a cell, on each side */

/* A part of a group's box. */
typedef struct {
    family_box_t box;
    int is_certified;
} part_t;

/* Cells from first to last, side by side along the rows of the map, and the boxes they were cut into. */
typedef struct {
    map_cell_t first, last;
    slong count;
    part_t *part;
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

static int says(const char *text, wane_outcome_t outcome)
{
    json_t *certificate = json_loads(text, 0, NULL);
    const char *verdict = json_string_value(json_object_get(certificate, "verdict"));
    const int same = verdict != NULL && strcmp(verdict, wane_outcome_name(outcome)) == 0;
    json_decref(certificate);
    return same;
}

typedef struct {
    const flow_subject_t *subject;
    char *text;
} shown_t;

static void show(void *context, const flow_problem_t proof, slong terms)
{
    shown_t *shown = context;
    json_t *json = shown->text == NULL ? flow_certificate_of_proof(shown->subject, proof, terms) : NULL;
    if (json != NULL) shown->text = certificate_text(json, JSON_INDENT(1));
}

/* By the theorems and bounds of the rise, at one precision, or by whatever way a checker can follow where these prove it;
   NULL: none was found. */
static char *certify_flow(const flow_subject_t *subject, const wane_effort_t *effort)
{
    shown_t shown = {subject, NULL};
    const flow_witness_t witness = {certificate_terms, show, &shown};
    wane_message_t unused;
    kernels_t kernels;
    finite_eps_t result;
    int final;
    kernels_init(kernels);
    finite_eps_init(result);
    const int is_proved =
        kernels_compute(kernels, subject->student, subject->teacher, effort, unused) == WANE_OK &&
        finite_eps_prove(result, &final, NULL, kernels, subject, FLOW_BY_BOUNDS, effort->digits, unused) ==
            WANE_OK;
    if (is_proved)
        finite_eps_prove(result, &final, &witness, kernels, subject, FLOW_BY_BOUNDS, effort->digits, unused);
    if (is_proved && shown.text == NULL) {
        json_t *json = flow_certificate_from_kernels(subject, kernels, effort->digits);
        if (json != NULL) shown.text = certificate_text(json, JSON_INDENT(1));
    }
    finite_eps_clear(result);
    kernels_clear(kernels);
    return shown.text;
}

/* Of the box, for the flow of the pair; NULL: none was found. */
static char *certify(const answer_map_request_t *request, const family_box_t *box, wane_outcome_t outcome)
{
    const map_problem_struct *problem = request->problem;
    const family_space_struct *space = problem->space;
    wane_effort_t effort = problem->effort;
    wane_message_t unused;
    char *text = NULL;
    SCOPED(wane_function, student, teacher, f, g);
    SCOPED(quantifier, eps, a0);
    SCOPED(wane_start, start);
    effort.digits = FLINT_MIN(effort.digits, DIGITS);
    effort.max_prec = FLINT_MIN(effort.max_prec, MOST_PREC);
    effort.threads = 1;
    family_box_function(f, box, space, 0);
    family_box_function(g, box, space, 1);
    certificate_name_intervals(student, teacher, f, g);
    family_box_scale(a0, box, space);
    family_box_start(start, box, space);
    if (space->is_limit) {
        if (certificate_of_box(&text, student, teacher, a0->value, start, &effort, unused) != WANE_OK)
            return NULL;
    } else {
        family_box_ratio(eps, box, space);
        const flow_subject_t subject = {student, teacher, eps, a0, start, problem->drop};
        text = certify_flow(&subject, &effort);
    }
    if (text == NULL || says(text, outcome)) return text;
    flint_free(text);
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
static void add_part(run_t *run, slong i, const family_box_t *box, const char *text)
{
    const family_space_struct *space = run->request->problem->space;
    group_t *group = run->group + i;
    group->part = flint_realloc(group->part, (size_t)(group->count + 1) * sizeof(part_t));
    part_t *part = group->part + group->count;
    family_box_init_set(&part->box, box, space);
    part->is_certified = text != NULL;
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

/* The sides of the least parts, in cells: halves of cells of the map's depth, no more than some halvings. */
static double least_part(const run_t *run, slong i)
{
    const slong halvings = run->request->problem->depth - run->group[i].first.depth + 1;
    return ldexp(1, -(int)FLINT_MIN(halvings, MOST_HALVINGS));
}

/* As a whole, or else in halves; the sides are measured in cells. */
static void cover(run_t *run, slong i, const family_box_t *box, double line, double rows)
{
    const map_problem_struct *problem = run->request->problem;
    const wane_outcome_t outcome = (wane_outcome_t)run->group[i].first.outcome;
    const int is_decided = outcome != WANE_OUTCOME_UNDECIDED;
    char *text = is_decided ? with_decay(certify(run->request, box, outcome), run->request, box) : NULL;
    if (text != NULL || !is_decided || fmax(line, rows) <= least_part(run, i)) {
        add_part(run, i, box, text);
        flint_free(text);
        return;
    }
    const int along = rows >= line ? map_rows(problem) : 1 - map_rows(problem);
    for (int upper = 0; upper < 2; upper++) {
        family_box_t half;
        family_box_init_set(&half, box, problem->space);
        family_box_halve(&half, problem->axis[along].unknown, upper, problem->space);
        cover(run, i, &half, rows >= line ? line : line / 2, rows >= line ? rows / 2 : rows);
        family_box_clear(&half, problem->space);
    }
}

static void work(void *data, int thread, int threads)
{
    (void)thread, (void)threads;
    run_t *run = data;
    const map_problem_struct *problem = run->request->problem;
    const int rows = map_rows(problem);
    answer_progress_t progress = {run->host, 0};
    family_box_t box;
    family_box_init(&box, problem->space);
    pthread_mutex_lock(&run->mutex);
    while (run->next < run->count && run->status == WANE_OK) {
        const slong i = run->next++;
        pthread_mutex_unlock(&run->mutex);
        set_box(&box, problem, &run->group[i]);
        cover(run, i, &box, 1, (double)(run->group[i].last.at[rows] - run->group[i].first.at[rows] + 1));
        pthread_mutex_lock(&run->mutex);
        if (run->status == WANE_OK &&
            answer_progress_advance(&progress, (double)run->next / (double)run->count) != 0)
            run->status = wane_message_set(run->message, WANE_FAILURE, 0, "stopped");
    }
    pthread_mutex_unlock(&run->mutex);
    family_box_clear(&box, problem->space);
}

static void add_to_manifest(json_t *groups, json_t *open, const run_t *run, slong i, slong j)
{
    const map_axis_t *axis = run->request->problem->axis;
    const group_t *group = run->group + i;
    const part_t *part = group->part + j;
    json_t *x = side_json(part->box.end + 2 * axis[0].unknown),
           *y = side_json(part->box.end + 2 * axis[1].unknown);
    char *name = file_name(i, j);
    if (part->is_certified)
        json_array_append_new(groups, json_pack("{s:s,s:o,s:o,s:s}", "file", name, "x", x, "y", y, "verdict",
                                                wane_outcome_name(group->first.outcome)));
    else json_array_append_new(open, json_pack("{s:o,s:o}", "x", x, "y", y));
    flint_free(name);
}

static wane_status_t hand_over_manifest(json_t *answer, const run_t *run, wane_message_t message)
{
    json_t *groups = json_array(), *open = json_array();
    json_int_t missing = 0;
    for (slong i = 0; i < run->count; i++)
        for (slong j = 0; j < run->group[i].count; j++) {
            add_to_manifest(groups, open, run, i, j);
            missing += !run->group[i].part[j].is_certified && map_cell_is_decided(&run->group[i].first);
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
    for (slong i = 0; i < run.count; i++) {
        for (slong j = 0; j < run.group[i].count; j++) family_box_clear(&run.group[i].part[j].box, space);
        flint_free(run.group[i].part);
    }
    flint_free(run.group);
    json_decref(run.manifest);
    return status;
}
