/* A certificate of a family: certificates of the boxes on which its verdict was proved: derivations/15 (25). */
#include "base/interval.h"
#include "function/tree/scoped_function.h"
#include "manifold/certificate/certificate.h"
#include "manifold/certificate/certify.h"
#include "manifold/family/boxes/box_witness.h"
#include "manifold/family/from_functions.h"
#include "manifold/shape/start.h"

#define FAMILY_VERSION 3
#define MOST_MEMBERS 4096
#define LARGEST (60L << 20) /* bytes, of the 64 MiB that are read */

/* What a witness has kept. */
typedef struct {
    family_space_t space; /* of the functions with a name for every interval */
    reader_means_t means;
    slong digits;     /* at given eps */
    const fmpq *drop; /* NULL: in the limit */
    json_t *members;
    size_t size;
} members_t;

static int is_too_large(const members_t *members)
{
    return members->size > LARGEST || json_array_size(members->members) > MOST_MEMBERS;
}

/* Takes the member over; content if there is one. */
static int take_member(members_t *members, int keep, json_t *member)
{
    const int is_content = member != NULL;
    if (is_content && keep) {
        members->size += json_dumpb(member, NULL, 0, JSON_COMPACT);
        json_array_append(members->members, member);
    }
    json_decref(member);
    return is_content;
}

/* Cutting further would not make a list shorter that is too long. */
static int write_member(void *context, const family_box_t *box, int keep, const itinerary_t proof)
{
    members_t *members = context;
    if (is_too_large(members)) return 1;
    SCOPED(wane_function, student, teacher);
    SCOPED(quantifier, a0);
    SCOPED(wane_start, start);
    family_box_function(student, box, members->space, 0);
    family_box_function(teacher, box, members->space, 1);
    family_box_scale(a0, box, members->space);
    family_box_start(start, box, members->space);
    const certificate_question_t question = {student, teacher, members->means, a0->value, start, NULL};
    return take_member(members, keep, certificate_of_proof(&question, proof));
}

/* Of the box at given eps: of the proof, or else from the kernels. */
static int write_flow_member(members_t *members, const family_box_t *box, int keep,
                             const flow_problem_struct *proof, slong terms, const kernels_struct *kernels)
{
    if (is_too_large(members)) return 1;
    SCOPED(wane_function, student, teacher);
    SCOPED(quantifier, eps, a0);
    SCOPED(wane_start, start);
    family_box_function(student, box, members->space, 0);
    family_box_function(teacher, box, members->space, 1);
    family_box_ratio(eps, box, members->space);
    family_box_scale(a0, box, members->space);
    family_box_start(start, box, members->space);
    const flow_subject_t subject = {student, teacher, eps, a0, start, members->drop};
    return take_member(members, keep,
                       proof != NULL ? flow_certificate_of_proof(&subject, proof, terms)
                                     : flow_certificate_from_kernels(&subject, kernels, members->digits));
}

static int show_flow(void *context, const family_box_t *box, int keep, const flow_problem_t proof,
                     slong terms)
{
    return write_flow_member(context, box, keep, proof, terms, NULL);
}

static int search_flow(void *context, const family_box_t *box, int keep, const kernels_t kernels)
{
    return write_flow_member(context, box, keep, NULL, 0, kernels);
}

static void forget(void *context)
{
    members_t *members = context;
    json_array_clear(members->members);
    members->size = 0;
}

static int have_one_verdict(const json_t *members)
{
    const json_t *verdict = json_object_get(json_array_get(members, 0), "verdict");
    for (size_t i = 1; i < json_array_size(members); i++)
        if (!json_equal(verdict, json_object_get(json_array_get(members, i), "verdict"))) return 0;
    return 1;
}

/* The one member, or the family's ranges and its members. */
static char *family_text(const members_t *members)
{
    const family_space_struct *space = members->space;
    json_t *first = json_array_get(members->members, 0);
    if (json_array_size(members->members) == 1) return certificate_text(json_incref(first), JSON_INDENT(1));
    json_t *json = certificate_head_json("wane certificate family", space->function[0], space->function[1]);
    json_object_set_new(json, "version", json_integer(FAMILY_VERSION));
    if (!space->is_limit) json_object_set_new(json, "eps", certificate_quantifier_json(space->eps));
    json_object_set_new(json, "a0", certificate_quantifier_json(space->a0));
    json_object_set_new(json, "R0", certificate_start_json(space->start));
    if (!space->is_limit) json_object_set_new(json, "drop", rational_json(members->drop));
    json_object_set(json, "verdict", json_object_get(first, "verdict"));
    json_object_set(json, "members", members->members);
    certificate_set_version(json);
    return certificate_text(json, JSON_COMPACT);
}

/* WANE_UNDECIDED: there is no text, and why. */
static wane_status_t make_text(char **text, const members_t *members, const char *unseen,
                               wane_message_t message)
{
    if (unseen != NULL)
        return wane_message_set(message, WANE_UNDECIDED, 0,
                                "no certificate: plain evaluation does not confirm every sign for %.300s",
                                unseen);
    if (is_too_large(members))
        return wane_message_set(message, WANE_UNDECIDED, 0,
                                "no certificate: that of a family cut into so many boxes would be too large");
    if (!have_one_verdict(members->members))
        return wane_message_set(message, WANE_UNDECIDED, 0, "no certificate: its members differ");
    *text = family_text(members);
    return WANE_OK;
}

static void members_init(members_t *members, const wane_function_t student, const wane_function_t teacher,
                         const quantifier_struct *eps, const quantifier_t a0, const wane_start_t start)
{
    wane_message_t unused; /* the proof itself has complained of what is wrong */
    SCOPED(wane_function, sigma, target);
    certificate_name_intervals(sigma, target, student, teacher);
    family_space_init_set(members->space, sigma, target, eps, a0, start, unused);
    members->means = certificate_reader_means(sigma, target);
    members->members = json_array();
    members->size = 0;
    members->drop = NULL;
}

static void members_clear(members_t *members)
{
    json_decref(members->members);
    family_space_clear(members->space);
}

wane_status_t box_verdict_certify(box_verdict_t family, char **text, const wane_function_t student,
                                  const wane_function_t teacher, const wane_interval_t a0,
                                  const wane_start_t start, const wane_effort_t *effort,
                                  wane_message_t message)
{
    members_t members;
    wane_message_t own;
    wane_message_struct *why = message != NULL ? message : own;
    char *unseen = NULL;
    SCOPED(quantifier, scale);
    interval_set(scale->value, a0);
    members_init(&members, student, teacher, NULL, scale, start);
    const box_witness_t witness = {write_member, &members};
    *text = NULL;
    wane_status_t status =
        box_verdict_compute_before(family, &unseen, &witness, student, teacher, a0, start, effort, why);
    if (status == WANE_OK) status = make_text(text, &members, unseen, why);
    flint_free(unseen);
    members_clear(&members);
    return status;
}

wane_status_t box_flow_certify(box_flow_t family, char **text, const flow_subject_t *subject,
                               const wane_effort_t *effort, wane_message_t message)
{
    members_t members;
    wane_message_t own;
    wane_message_struct *why = message != NULL ? message : own;
    char *unseen = NULL;
    members_init(&members, subject->student, subject->teacher, subject->eps, subject->a0, subject->start);
    members.drop = subject->drop;
    members.digits = effort->digits;
    const flow_box_witness_t witness = {certificate_terms, show_flow, search_flow, forget, &members};
    *text = NULL;
    wane_status_t status = box_flow_compute_before(family, &unseen, &witness, subject, effort, why);
    if (status == WANE_OK) status = make_text(text, &members, unseen, why);
    flint_free(unseen);
    members_clear(&members);
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

wane_status_t box_flow_decide(box_flow_t result, char **text, const flow_subject_t *subject,
                              const wane_effort_t *effort, wane_message_t message)
{
    if (text != NULL) *text = NULL;
    if (!box_flow_is_needed(subject))
        return text == NULL ? finite_eps_compute_before(result->flow, NULL, subject, effort, message)
                            : finite_eps_certify(result->flow, text, subject, effort, message);
    return text == NULL ? box_flow_compute(result, subject, effort, message)
                        : box_flow_certify(result, text, subject, effort, message);
}
