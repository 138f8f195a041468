#include "wane/certificate.h"

#include "function/exact/surd.h"
#include "function/facts/facts.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"
#include "manifold/certificate/certificate.h"
#include "manifold/family/from_functions.h"
#include "manifold/shape/precision_loop.h"

typedef struct {
    const wane_function_struct *student, *teacher;
    const wane_interval_struct *a0;
    const wane_start_struct *start;
    char *text;
} certificate_question_t;

static json_t *head_json(const certificate_question_t *q, const wane_kernels_t kernels, slong terms)
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

/* Between its kinks. */
static int is_linear(const wane_function_t f, slong prec)
{
    SCOPED(wane_pieces, pieces);
    SCOPED(wane_surd_poly, p);
    int linear = wane_function_smoothness(f) >= 0 && wane_function_pieces(pieces, f, prec, NULL) == WANE_OK;
    for (slong i = 0; linear && i <= pieces->count; i++)
        linear = wane_function_hermite_polynomial(p, pieces->piece + i, prec) && p->length <= 2;
    return linear;
}

/* All orientations that the itinerary has met, but those that cannot be written down, which no phase may be
   in. */
static void add_orientations(json_t *certificate, writer_struct *writers[2][2],
                             const certificate_question_t *q, const itinerary_t state, slong terms)
{
    json_t *list = json_array();
    int student_is_linear = is_linear(q->student, state->prec),
        teacher_is_linear = is_linear(q->teacher, state->prec);
    for (int i = 0; i < 4; i++) {
        const interior_branch_struct *branch = state->branches[i / 2][i % 2];
        if (branch == NULL) continue;
        writer_struct *writer = writers[i / 2][i % 2] = flint_malloc(sizeof(writer_struct));
        writer_init_set(writer, branch, terms);
        writer_expect_series(writer, student_is_linear, teacher_is_linear);
        json_t *entry = writer_orientation(writer);
        if (entry != NULL) {
            json_array_append_new(list, entry);
        } else {
            writer_free(writer);
            writers[i / 2][i % 2] = NULL;
        }
    }
    json_object_set_new(certificate, "orientations", list);
}

/* The first proof that can be written down is. */
static void write_once(void *question, const itinerary_t proof)
{
    certificate_question_t *q = question;
    if (q->text != NULL) return;
    writer_struct *writers[2][2] = {{NULL, NULL}, {NULL, NULL}};
    slong terms = certificate_terms(proof->source);
    json_t *json = head_json(q, proof->source, terms);
    add_orientations(json, writers, q, proof, terms);
    int found = certificate_add_itinerary(json, proof->record, proof->verdict, writers, q->a0, q->start);
    for (int i = 0; i < 4; i++) writer_free(writers[i / 2][i % 2]);
    if (found) q->text = certificate_text(json);
    else json_decref(json);
}

static wane_status_t answer(void *question, const wane_kernels_t kernels, const wane_effort_t *effort,
                            wane_message_t message)
{
    certificate_question_t *q = question;
    const verdict_witness_t witness = {write_once, q};
    wane_verdict_t verdict;
    wane_verdict_init(verdict);
    wane_status_t status = verdict_prove(verdict, &witness, kernels, q->a0, q->start, message);
    wane_verdict_clear(verdict);
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

wane_status_t wane_certificate_compute(char **text, const wane_function_t student,
                                       const wane_function_t teacher, const wane_interval_t a0,
                                       const wane_start_t start, const wane_effort_t *effort,
                                       wane_message_t message)
{
    wane_message_t why = {{.text = ""}};
    SCOPED(wane_function, sigma, target);
    certificate_name_intervals(sigma, target, student, teacher);
    wane_status_t status = certificate_of_box(text, sigma, target, a0, start, effort, why);
    if (status == WANE_UNDECIDED && wane_box_verdict_is_needed(sigma, target, a0, start))
        status = certificate_of_family(text, sigma, target, a0, start, effort, why);
    if (message != NULL) *message = *why;
    return status;
}

wane_status_t wane_verdict_certify(wane_verdict_t verdict, char **text, const wane_function_t student,
                                   const wane_function_t teacher, const wane_interval_t a0,
                                   const wane_start_t start, const wane_effort_t *effort,
                                   wane_message_t message)
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
        status = wane_certificate_compute(text, student, teacher, a0, start, effort, message);
    return status;
}
