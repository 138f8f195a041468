#include "wane/certificate.h"

#include <stdlib.h>
#include <string.h>

#include "manifold/certificate.h"
#include "manifold/driver.h"

#define USUAL_TERMS 128
#define MOST_TERMS 512
#define FORMAT_VERSION 1

typedef struct {
    const wane_function_struct *student, *teacher;
    const wane_interval_struct *a0;
    const wane_start_struct *start;
    char *text;
} certificate_question_t;

static slong terms_needed(const wane_kernels_t kernels)
{
    slong terms = FLINT_MIN(kernels->length, USUAL_TERMS);
    if (kernels->student->is_polynomial) terms = kernels->student->polynomial->length;
    else if (kernels->teacher->is_polynomial) terms = FLINT_MAX(terms, kernels->teacher->polynomial->length);
    return FLINT_MIN(FLINT_MAX(terms, 2), MOST_TERMS);
}

static json_t *coefficients_json(const wane_coefficients_t table, slong terms)
{
    json_t *list = json_array();
    for (slong k = 0; k < terms; k++)
        json_array_append_new(list, k >= table->length || arb_is_zero(table->c + k)
                                        ? json_string("0")
                                        : ball_claim_json(table->c + k));
    return list;
}

/* Bounds with room: twice the tail and a little more, so that fewer bits suffice to see it. */
static json_t *tails_json(const wane_coefficients_t table, const arb_t *tail, slong length, slong terms)
{
    json_t *list = json_array();
    mag_ptr T = _mag_vec_init(WRITER_MOMENTS);
    arf_t bound, more;
    arf_init(bound);
    arf_init(more);
    writer_tails(T, table, tail, length, terms);
    int finite = table->is_polynomial && table->polynomial->length <= terms;
    for (slong j = 0; j < WRITER_MOMENTS; j++) {
        arf_set_mag(bound, T + j);
        arf_mul_2exp_si(bound, bound, 1);
        arf_set_si_2exp_si(more, 1, -40);
        if (!finite) arf_add(bound, bound, more, 20, ARF_RND_CEIL);
        if (mag_is_inf(T + j)) json_array_append_new(list, json_null());
        else json_array_append_new(list, finite ? json_string("0") : dyadic_json(bound));
    }
    _mag_vec_clear(T, WRITER_MOMENTS);
    arf_clear(bound);
    arf_clear(more);
    return list;
}

static json_t *function_json(const wane_function_t f)
{
    char *text = wane_function_print(f);
    json_t *json = json_string(text);
    flint_free(text);
    return json;
}

static json_t *start_json(const wane_start_t start)
{
    switch (start->kind) {
    case WANE_START_ZERO_PLUS:
        return json_string("0+");
    case WANE_START_ZERO_MINUS:
        return json_string("0-");
    case WANE_START_VALUE:
        if (!fmpq_is_zero(start->value->lo) || !fmpq_is_zero(start->value->hi))
            return json_pack("[o,o]", rational_json(start->value->lo), rational_json(start->value->hi));
        /* fall through */
    default:
        return json_string("0");
    }
}

static json_t *head_json(const certificate_question_t *q, const wane_kernels_t kernels, slong terms)
{
    json_t *json = json_pack("{s:s,s:i}", "format", "wane certificate", "version", FORMAT_VERSION);
    json_object_set_new(json, "student", function_json(q->student));
    json_object_set_new(json, "teacher", function_json(q->teacher));
    json_object_set_new(json, "a0", json_pack("[o,o]", rational_json(q->a0->lo), rational_json(q->a0->hi)));
    json_object_set_new(json, "R0", start_json(q->start));
    json_object_set_new(json, "coefficients",
                        json_pack("{s:o,s:o}", "student", coefficients_json(kernels->student, terms),
                                  "teacher", coefficients_json(kernels->teacher, terms)));
    json_object_set_new(
        json, "tails",
        json_pack(
            "{s:o,s:o}", "student",
            tails_json(kernels->student, (const arb_t *)kernels->student_tail, kernels->length, terms),
            "teacher",
            tails_json(kernels->teacher, (const arb_t *)kernels->teacher_tail, kernels->length, terms)));
    return json;
}

/* All orientations that the itinerary has met. */
static int add_orientations(json_t *certificate, writer_struct *writers[2][2], const itinerary_t state,
                            slong terms)
{
    json_t *list = json_array();
    int found = 1;
    for (int i = 0; i < 4 && found; i++) {
        const interior_branch_struct *branch = state->branches[i / 2][i % 2];
        if (branch == NULL) continue;
        writer_struct *writer = writers[i / 2][i % 2] = flint_malloc(sizeof(writer_struct));
        writer_init_set(writer, branch, terms);
        json_t *entry = writer_orientation(writer);
        found = entry != NULL;
        if (found) json_array_append_new(list, entry);
    }
    json_object_set_new(certificate, "orientations", list);
    return found;
}

static wane_status_t write_certificate(certificate_question_t *q, const itinerary_t state,
                                       const wane_kernels_t kernels, wane_message_t message)
{
    writer_struct *writers[2][2] = {{NULL, NULL}, {NULL, NULL}};
    slong terms = terms_needed(kernels);
    json_t *json = head_json(q, kernels, terms);
    int found = add_orientations(json, writers, state, terms) &&
                certificate_add_itinerary(json, state, writers, q->a0, q->start);
    for (int i = 0; i < 4; i++) {
        writer_struct *writer = writers[i / 2][i % 2];
        if (writer == NULL) continue;
        writer_clear(writer);
        flint_free(writer);
    }
    if (found) {
        char *text = json_dumps(json, JSON_INDENT(1));
        flint_free(q->text);
        q->text = flint_malloc(strlen(text) + 2);
        strcat(strcpy(q->text, text), "\n");
        free(text);
    }
    json_decref(json);
    return found ? WANE_OK
                 : wane_message_set(
                       message, WANE_UNDECIDED, 0,
                       "no certificate: plain evaluation does not confirm every sign; raise --digits");
}

static wane_status_t answer(void *question, const wane_kernels_t kernels, const wane_effort_t *effort,
                            wane_message_t message)
{
    certificate_question_t *q = question;
    wane_verdict_t verdict;
    itinerary_t state;
    wane_verdict_init(verdict);
    itinerary_init(state, verdict, kernels, message);
    wane_status_t status = itinerary_run(state, q->a0, q->start);
    if (status == WANE_OK) status = write_certificate(q, state, kernels, message);
    itinerary_clear(state);
    wane_verdict_clear(verdict);
    return status;
}

static slong no_accuracy(const void *question)
{
    return WORD_MAX;
}

wane_status_t certificate_of_box(char **text, const wane_function_t student, const wane_function_t teacher,
                                 const wane_interval_t a0, const wane_start_t start,
                                 const wane_effort_t *effort, wane_message_t message)
{
    certificate_question_t q = {student, teacher, a0, start, NULL};
    question_t question = {answer, no_accuracy, &q, 0};
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
    wane_status_t status = certificate_of_box(text, student, teacher, a0, start, effort, why);
    if (status == WANE_UNDECIDED && wane_box_verdict_is_needed(student, teacher, a0, start))
        status = certificate_of_family(text, student, teacher, a0, start, effort, why);
    if (message != NULL) *message = *why;
    return status;
}
