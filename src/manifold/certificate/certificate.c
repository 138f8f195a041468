#include "manifold/certificate/certify.h"

#include "function/exact/surd.h"
#include "function/facts/facts.h"
#include "function/pieces/continuity.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"
#include "manifold/certificate/certificate.h"
#include "manifold/family/from_functions.h"
#include "manifold/shape/precision_loop.h"

#define PREC 128 /* of kinks */

static json_t *head_json(const certificate_question_t *q, const kernels_t kernels, slong terms)
{
    json_t *json = certificate_head_json("wane certificate", q->student, q->teacher);
    json_object_set_new(json, "a0", certificate_range_json(q->a0));
    json_object_set_new(json, "R0", certificate_start_json(q->start));
    certificate_add_tables(json, kernels, terms);
    return json;
}

static void writer_free(writer_struct *writer)
{
    if (writer == NULL) return;
    writer_clear(writer);
    flint_free(writer);
}

static int is_linear(const wane_function_t f)
{
    SCOPED(pieces, pieces);
    SCOPED(surd_poly, p);
    int linear = function_pieces(pieces, f, PREC, NULL) == WANE_OK;
    for (slong i = 0; linear && i <= pieces->count; i++)
        linear = function_hermite_polynomial(p, pieces->piece + i, PREC) && p->length <= 2;
    return linear;
}

reader_means_t certificate_reader_means(const wane_function_t student, const wane_function_t teacher)
{
    const slong smoothness[2] = {function_continuity(student), function_continuity(teacher)};
    return (reader_means_t){.student_is_linear = is_linear(student),
                            .teacher_is_linear = is_linear(teacher),
                            .S_is_kinked = smoothness[0] == 0,
                            .P_is_kinked = smoothness[0] == 0 || (smoothness[0] > 0 && smoothness[1] <= 0),
                            .value_is_open = smoothness[1] < 0};
}

/* Of all orientations that the itinerary has met, but those whose marks cannot be written down, which no phase
   may be in. */
static void start_writers(writer_struct *writers[2][2], const certificate_question_t *q,
                          const itinerary_t state, slong terms)
{
    for (int i = 0; i < 4; i++) {
        const interior_branch_struct *branch = state->branches[i / 2][i % 2];
        if (branch == NULL) continue;
        writer_struct *writer = flint_malloc(sizeof(writer_struct));
        writer_init_set(writer, branch, terms);
        writer_expect_series(writer, q->means);
        if (writer_isolate_marks(writer)) writers[i / 2][i % 2] = writer;
        else writer_free(writer);
    }
}

static int has_steps_in(const proof_record_t record, int a_is_negative, int R_is_negative)
{
    for (slong i = 0; i < record->count; i++)
        if ((record->step[i].a_sign < 0) == a_is_negative && (record->step[i].R_sign < 0) == R_is_negative)
            return 1;
    return 0;
}

/* 0 if one is missing in which the proof has a step. */
static int add_orientations(json_t *list, writer_struct *writers[2][2], const proof_record_t record)
{
    int found = 1;
    for (int i = 0; i < 4 && found; i++) {
        json_t *entry = writers[i / 2][i % 2] != NULL ? writer_orientation(writers[i / 2][i % 2]) : NULL;
        if (entry != NULL) json_array_append_new(list, entry);
        else found = writers[i / 2][i % 2] == NULL || !has_steps_in(record, i / 2, i % 2);
    }
    return found;
}

/* The coverings last: they take longest. */
json_t *certificate_of_proof(const certificate_question_t *q, const itinerary_t proof)
{
    writer_struct *writers[2][2] = {{NULL, NULL}, {NULL, NULL}};
    slong terms = certificate_terms(proof->source);
    json_t *json = head_json(q, proof->source, terms), *orientations = json_array();
    json_object_set_new(json, "orientations", orientations);
    start_writers(writers, q, proof, terms);
    int found = certificate_add_itinerary(json, proof->record, proof->verdict, writers, q->a0, q->start) &&
                add_orientations(orientations, writers, proof->record);
    for (int i = 0; i < 4; i++) writer_free(writers[i / 2][i % 2]);
    certificate_set_version(json);
    if (found) return json;
    json_decref(json);
    return NULL;
}

/* The first proof that can be written down is. */
static void write_once(void *question, const itinerary_t proof)
{
    certificate_question_t *q = question;
    json_t *json = q->text == NULL ? certificate_of_proof(q, proof) : NULL;
    if (json != NULL) q->text = certificate_text(json, JSON_INDENT(1));
}

static wane_status_t answer(void *question, const kernels_t kernels, const wane_effort_t *effort,
                            wane_message_t message)
{
    certificate_question_t *q = question;
    const verdict_witness_t witness = {write_once, q};
    verdict_t verdict;
    verdict_init(verdict);
    wane_status_t status = verdict_prove(verdict, 0, &witness, kernels, q->a0, q->start, message);
    verdict_clear(verdict);
    if (status != WANE_OK || q->text != NULL) return status;
    return wane_message_set(message, WANE_UNDECIDED, 0,
                            "no certificate: plain evaluation does not confirm every sign; raise `digits`");
}

static certificate_question_t question_of(const wane_function_t student, const wane_function_t teacher,
                                          const wane_interval_t a0, const wane_start_t start)
{
    return (certificate_question_t){student, teacher, certificate_reader_means(student, teacher),
                                    a0,      start,   NULL};
}

wane_status_t certificate_of_box(char **text, const wane_function_t student, const wane_function_t teacher,
                                 const wane_interval_t a0, const wane_start_t start,
                                 const wane_effort_t *effort, wane_message_t message)
{
    certificate_question_t q = question_of(student, teacher, a0, start);
    question_t question = {answer, NULL, &q, 0};
    wane_message_t own;
    wane_status_t status = drive(&question, student, teacher, effort, message != NULL ? message : own);
    *text = status == WANE_OK ? q.text : NULL;
    if (status != WANE_OK) flint_free(q.text);
    return status;
}

wane_status_t certificate_compute(char **text, const wane_function_t student, const wane_function_t teacher,
                                  const wane_interval_t a0, const wane_start_t start,
                                  const wane_effort_t *effort, wane_message_t message)
{
    if (box_verdict_is_needed(student, teacher, a0, start)) {
        box_verdict_t family;
        box_verdict_init(family);
        wane_status_t status =
            box_verdict_certify(family, text, student, teacher, a0, start, effort, message);
        box_verdict_clear(family);
        return status;
    }
    return certificate_of_box(text, student, teacher, a0, start, effort, message);
}

wane_status_t verdict_certify(verdict_t verdict, char **text, const wane_function_t student,
                              const wane_function_t teacher, const wane_interval_t a0,
                              const wane_start_t start, const wane_effort_t *effort, wane_message_t message)
{
    SCOPED(wane_function, sigma, target);
    certificate_name_intervals(sigma, target, student, teacher);
    certificate_question_t q = question_of(sigma, target, a0, start);
    const verdict_witness_t witness = {write_once, &q};
    wane_status_t status =
        verdict_compute_before(verdict, &witness, student, teacher, a0, start, effort, message);
    *text = status == WANE_OK ? q.text : NULL;
    if (status != WANE_OK) flint_free(q.text);
    else if (q.text ==
             NULL) /* the digits asked for were known before the signs are seen by plain evaluation */
        status = certificate_of_box(text, sigma, target, a0, start, effort, message);
    return status;
}
