#include "manifold/certificate/certify.h"

#include "function/tree/scoped_function.h"
#include "manifold/certificate/certificate.h"
#include "manifold/family/from_functions.h"
#include "manifold/shape/precision_loop.h"

static json_t *head_json(const certificate_question_t *q, const kernels_t kernels, slong terms)
{
    json_t *json = certificate_head_json("wane certificate", q->student, q->teacher);
    json_object_set_new(json, "a0", certificate_range_json(q->a0));
    json_object_set_new(json, "R0", certificate_start_json(q->start));
    certificate_add_tables(json, kernels, terms);
    return json;
}

/* Of all orientations that the itinerary has met. */
static int start_writers(writer_struct *writers[2][2], const itinerary_t state, slong terms)
{
    int found = 1;
    for (int i = 0; i < 4 && found; i++) {
        const interior_branch_struct *branch = state->branches[i / 2][i % 2];
        if (branch == NULL) continue;
        writer_struct *writer = writers[i / 2][i % 2] = flint_malloc(sizeof(writer_struct));
        writer_init_set(writer, branch, terms);
        found = writer_isolate_marks(writer);
    }
    return found;
}

static int add_orientations(json_t *list, writer_struct *writers[2][2])
{
    int found = 1;
    for (int i = 0; i < 4 && found; i++) {
        json_t *entry = writers[i / 2][i % 2] != NULL ? writer_orientation(writers[i / 2][i % 2]) : NULL;
        found = entry != NULL || writers[i / 2][i % 2] == NULL;
        if (entry != NULL) json_array_append_new(list, entry);
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
    int found = start_writers(writers, proof, terms) &&
                certificate_add_itinerary(json, proof->record, proof->verdict, writers, q->a0, q->start) &&
                add_orientations(orientations, writers);
    for (int i = 0; i < 4; i++) {
        writer_struct *writer = writers[i / 2][i % 2];
        if (writer == NULL) continue;
        writer_clear(writer);
        flint_free(writer);
    }
    if (found) return json;
    json_decref(json);
    return NULL;
}

/* The first proof that can be written down is. */
static void write_once(void *question, const itinerary_t proof)
{
    certificate_question_t *q = question;
    json_t *json = q->text == NULL ? certificate_of_proof(q, proof) : NULL;
    if (json != NULL) q->text = certificate_text(json);
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

wane_status_t certificate_of_box(char **text, const wane_function_t student, const wane_function_t teacher,
                                 const wane_interval_t a0, const wane_start_t start,
                                 const wane_effort_t *effort, wane_message_t message)
{
    certificate_question_t q = {student, teacher, a0, start, NULL};
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
    wane_message_t why = {{.text = ""}};
    SCOPED(wane_function, sigma, target);
    certificate_name_intervals(sigma, target, student, teacher);
    wane_status_t status = certificate_of_box(text, sigma, target, a0, start, effort, why);
    if (status == WANE_UNDECIDED && box_verdict_is_needed(sigma, target, a0, start))
        status = certificate_of_family(text, sigma, target, a0, start, effort, why);
    if (message != NULL) *message = *why;
    return status;
}

wane_status_t verdict_certify(verdict_t verdict, char **text, const wane_function_t student,
                              const wane_function_t teacher, const wane_interval_t a0,
                              const wane_start_t start, const wane_effort_t *effort, wane_message_t message)
{
    wane_function_t sigma, target;
    certificate_question_t q = {sigma, target, a0, start, NULL};
    const verdict_witness_t witness = {write_once, &q};
    wane_function_init(sigma);
    wane_function_init(target);
    certificate_name_intervals(sigma, target, student, teacher);
    wane_status_t status =
        verdict_compute_before(verdict, &witness, student, teacher, a0, start, effort, message);
    wane_function_clear(sigma);
    wane_function_clear(target);
    *text = status == WANE_OK ? q.text : NULL;
    if (status != WANE_OK) flint_free(q.text);
    else if (q.text ==
             NULL) /* the digits asked for were known before the signs are seen by plain evaluation */
        status = certificate_compute(text, student, teacher, a0, start, effort, message);
    return status;
}

wane_status_t box_verdict_decide(box_verdict_t result, char **text, const wane_function_t student,
                                 const wane_function_t teacher, const wane_interval_t a0,
                                 const wane_start_t start, const wane_effort_t *effort,
                                 wane_message_t message)
{
    if (text != NULL) *text = NULL;
    if (!box_verdict_is_needed(student, teacher, a0, start))
        return text == NULL
                   ? verdict_compute(result->verdict, student, teacher, a0, start, effort, message)
                   : verdict_certify(result->verdict, text, student, teacher, a0, start, effort, message);
    return text == NULL ? box_verdict_compute(result, student, teacher, a0, start, effort, message)
                        : box_verdict_certify(result, text, student, teacher, a0, start, effort, message);
}
