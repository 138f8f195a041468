/* A certificate of a family: certificates of boxes that make up that of its parameters: derivations/15 (25).
   The ranges of a0 and R0 are not cut. */
#include "function/tree/scoped_function.h"
#include "manifold/certificate/certify.h"

#include "manifold/family/from_functions.h"
#include "manifold/family/family_box.h"
#include "manifold/certificate/certificate.h"

#define MOST_PIECES 256
#define MOST_HALVINGS 16

typedef struct {
    const family_space_struct *space;
    const wane_effort_t *effort;
    json_t *members;
} pieces_t;

static wane_status_t add_member(pieces_t *pieces, json_t *member)
{
    json_array_append_new(pieces->members, member);
    return json_array_size(pieces->members) <= MOST_PIECES ? WANE_OK : WANE_UNDECIDED;
}

static wane_status_t certify_box(char **text, const pieces_t *pieces, const family_box_t *box,
                                 wane_message_t message)
{
    SCOPED(wane_function, student, teacher);
    family_box_function(student, box, pieces->space, 0);
    family_box_function(teacher, box, pieces->space, 1);
    wane_status_t status = certificate_of_box(text, student, teacher, pieces->space->a0, pieces->space->start,
                                              pieces->effort, message);
    return status;
}

/* Appends the certificate of the box, or those of its halves. */
static wane_status_t add_box(pieces_t *pieces, const family_box_t *box, wane_message_t message)
{
    char *text;
    wane_status_t status = certify_box(&text, pieces, box, message);
    if (status == WANE_OK) {
        json_t *member = json_loads(text, 0, NULL);
        flint_free(text);
        return add_member(pieces, member);
    }
    const slong parameter = family_box_widest(box, pieces->space, 1);
    if (status != WANE_UNDECIDED || parameter < 0 || box->halvings[parameter] >= MOST_HALVINGS) return status;
    status = WANE_OK;
    for (int upper = 0; upper < 2 && status == WANE_OK; upper++) {
        family_box_t half;
        family_box_init_set(&half, box, pieces->space);
        family_box_halve(&half, parameter, upper);
        status = add_box(pieces, &half, message);
        family_box_clear(&half, pieces->space);
    }
    return status;
}

/* The members' common head, and the members. */
static char *family_text(const wane_function_t student, const wane_function_t teacher, json_t *members)
{
    const json_t *first = json_array_get(members, 0);
    static const char *const common[] = {"a0", "R0", "verdict"};
    json_t *json = certificate_head_json("wane certificate family", student, teacher);
    for (int i = 0; i < 3; i++) json_object_set(json, common[i], json_object_get(first, common[i]));
    json_object_set(json, "members", members);
    return certificate_text(json);
}

static int have_one_verdict(const json_t *members)
{
    const json_t *verdict = json_object_get(json_array_get(members, 0), "verdict");
    for (size_t i = 1; i < json_array_size(members); i++)
        if (!json_equal(verdict, json_object_get(json_array_get(members, i), "verdict"))) return 0;
    return 1;
}

wane_status_t certificate_of_family(char **text, const wane_function_t student, const wane_function_t teacher,
                                    const wane_interval_t a0, const wane_start_t start,
                                    const wane_effort_t *effort, wane_message_t message)
{
    family_space_t space;
    wane_status_t status = family_space_init_set(space, student, teacher, a0, start, message);
    *text = NULL;
    int has_parameter = 0;
    for (slong i = 0; i < space->count; i++) has_parameter |= space->unknown[i].kind == UNKNOWN_PARAMETER;
    if (status == WANE_OK && !has_parameter)
        status =
            wane_message_set(message, WANE_UNDECIDED, 0,
                             "no certificate: the ranges of a0 and R0 are not cut into pieces; narrow them");
    if (status == WANE_OK) {
        pieces_t pieces = {space, effort, json_array()};
        family_box_t whole;
        family_box_init(&whole, space);
        status = add_box(&pieces, &whole, message);
        if (status == WANE_OK && !have_one_verdict(pieces.members))
            status = wane_message_set(message, WANE_UNDECIDED, 0,
                                      "no certificate: the family has no common verdict");
        if (status == WANE_OK) {
            message->text[0] = '\0'; /* of the boxes that had to be cut */
            *text = family_text(student, teacher, pieces.members);
        }
        json_decref(pieces.members);
        family_box_clear(&whole, space);
    }
    family_space_clear(space);
    return status;
}

static int is_cut_at_start(const family_box_t *box, const family_space_t space)
{
    int is_cut = 0;
    for (slong i = 0; i < space->count; i++)
        is_cut = is_cut || (space->unknown[i].kind != UNKNOWN_PARAMETER && box->halvings[i] > 0);
    return is_cut;
}

/* The box's certificate, of this proof, if plain evaluation confirms it. */
static int write_member(void *context, const family_box_t *box, const itinerary_t proof)
{
    pieces_t *pieces = context;
    if (is_cut_at_start(box, pieces->space)) return 0;
    SCOPED(wane_function, student, teacher);
    family_box_function(student, box, pieces->space, 0);
    family_box_function(teacher, box, pieces->space, 1);
    const certificate_question_t question = {student, teacher, pieces->space->a0, pieces->space->start, NULL};
    json_t *member = certificate_of_proof(&question, proof);
    return member != NULL && add_member(pieces, member) == WANE_OK;
}

wane_status_t box_verdict_certify(box_verdict_t family, char **text, const wane_function_t student,
                                  const wane_function_t teacher, const wane_interval_t a0,
                                  const wane_start_t start, const wane_effort_t *effort,
                                  wane_message_t message)
{
    family_space_t space;
    wane_message_t own;
    wane_message_struct *why = message != NULL ? message : own;
    SCOPED(wane_function, sigma, target);
    certificate_name_intervals(sigma, target, student, teacher);
    family_space_init_set(space, sigma, target, a0, start, why);
    pieces_t pieces = {space, effort, json_array()};
    const box_witness_t witness = {write_member, &pieces};
    int is_whole;
    *text = NULL;
    wane_status_t status =
        box_verdict_compute_before(family, &is_whole, &witness, student, teacher, a0, start, effort, why);
    if (status == WANE_OK && is_whole && have_one_verdict(pieces.members))
        *text = json_array_size(pieces.members) > 1
                    ? family_text(sigma, target, pieces.members)
                    : certificate_text(json_incref(json_array_get(pieces.members, 0)));
    else if (status == WANE_OK) /* with more digits, or without cuts of a0 and R0, there may be one */
        status = certificate_compute(text, student, teacher, a0, start, effort, why);
    json_decref(pieces.members);
    family_space_clear(space);
    return status;
}
