/* A family of problems as certificates of boxes of its parameters, a0, R0 and eps,
   which together make up its own: derivations/15 (25). */
#include "verify/family.h"

#include <string.h>

#include <flint/fmpq_vec.h>

#include "verify/claim/parameters.h"
#include "verify/cover.h"

#define FORMAT "wane certificate family"
#define NEWEST 3
#define MOST_MEMBERS 4096
#define MOST_CUTS 200000
#define RANGES 3 /* that are no parameters */
#define MOST_DIMENSIONS (MOST_PARAMETERS + RANGES)

/* Boxes of what varies in the family, in its order: lower and upper ends, 2 dimension each. */
typedef struct {
    slong dimension, parameters, count; /* the parameters come first */
    const char *name[MOST_DIMENSIONS];
    fmpq **box;
} boxes_t;

/* Of the family or a member. */
static int read_box(fmpq *box, const boxes_t *boxes, const json_t *problem)
{
    const json_t *parameters = json_object_get(problem, "parameters");
    int good = json_object_size(parameters) == (size_t)boxes->parameters;
    for (slong i = 0; good && i < boxes->dimension; i++)
        good = i < boxes->parameters
                   ? verify_parameter_get(box + 2 * i, box + 2 * i + 1, parameters, boxes->name[i])
                   : verify_read_ends(box + 2 * i, box + 2 * i + 1, json_object_get(problem, boxes->name[i]));
    return good;
}

static int is_dimension(const boxes_t *boxes, const char *name)
{
    for (slong i = boxes->parameters; i < boxes->dimension; i++)
        if (strcmp(boxes->name[i], name) == 0) return 1;
    return 0;
}

/* Whether the member is the family on a box within its own. */
static int is_member(fmpq *box, const boxes_t *boxes, const fmpq *whole, const json_t *member,
                     const json_t *family)
{
    static const char *const common[] = {"student", "teacher", "a0", "R0", "eps", "drop", "verdict"};
    for (int i = 0; i < 7; i++) {
        const json_t *one = json_object_get(member, common[i]), *all = json_object_get(family, common[i]);
        const int is_there = (one != NULL) == (all != NULL);
        if (!is_there || (all != NULL && !is_dimension(boxes, common[i]) && !json_equal(one, all))) return 0;
    }
    return read_box(box, boxes, member) && cover_contains(whole, box, boxes->dimension);
}

static int check_members(run_struct *run, boxes_t *boxes, const fmpq *whole, const json_t *family,
                         verify_member_t check)
{
    const json_t *members = json_object_get(family, "members");
    for (slong i = 0; i < boxes->count; i++) {
        const json_t *member = json_array_get(members, (size_t)i);
        boxes->box[i] = _fmpq_vec_init(2 * boxes->dimension);
        if (!is_member(boxes->box[i], boxes, whole, member, family))
            return verify_refuse(run, "member %ld is not of the family", (long)i);
    }
    if (!cover_is_whole(boxes->box, boxes->count, whole, boxes->dimension, MOST_CUTS))
        return verify_refuse(run, "the members do not make up the family's intervals");
    for (slong i = 0; i < boxes->count; i++)
        if (!check(run, json_array_get(members, (size_t)i))) return 0;
    verify_proved(run, "the boxes of the %ld members make up the family's: the verdict holds for all of it",
                  (long)boxes->count);
    return 1;
}

/* Every range that is no single number is one more dimension; "all" and R0 on the line are none. */
static void list_dimensions(boxes_t *boxes, const json_t *family, slong version)
{
    static const char *const ranges[] = {"eps", "a0", "R0"};
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(family, "parameters"), name, value) boxes->name[boxes->dimension++] =
        name;
    boxes->parameters = boxes->dimension;
    for (int i = 0; version > 2 && i < RANGES; i++) {
        const json_t *range = json_object_get(family, ranges[i]);
        if (json_is_array(range) && !json_equal(json_array_get(range, 0), json_array_get(range, 1)))
            boxes->name[boxes->dimension++] = ranges[i];
    }
}

int verify_is_family(const json_t *root)
{
    return verify_version(root, FORMAT, NEWEST) != 0;
}

int verify_is_flow_family(const json_t *root)
{
    return verify_is_family(root) && json_object_get(root, "eps") != NULL;
}

int verify_family(run_struct *run, const json_t *family, verify_member_t check)
{
    static const char *const keys[] = {"wane", "parameters", "format",  "version", "student", "teacher",
                                       "a0",   "R0",         "verdict", "members", NULL};
    static const char *const flow_keys[] = {"wane",    "parameters", "format", "version", "student",
                                            "teacher", "a0",         "R0",     "verdict", "members",
                                            "eps",     "drop",       NULL};
    const slong version = verify_version(family, FORMAT, NEWEST);
    const json_t *members = json_object_get(family, "members");
    boxes_t boxes = {.dimension = 0};
    run->root = family;
    if (version == 1)
        return verify_refuse(run, "version 1 does not say which intervals are one unknown number: "
                                  "write the certificate again");
    if (!verify_has_fields(run, version > 2 && verify_is_flow_family(family) ? flow_keys : keys)) return 0;
    list_dimensions(&boxes, family, version);
    if (boxes.dimension == 0) return verify_refuse(run, "expected at least one interval");
    if (!json_is_array(members) || json_array_size(members) < 1 || json_array_size(members) > MOST_MEMBERS)
        return verify_refuse(run, "members: expected between 1 and %d certificates", MOST_MEMBERS);
    boxes.count = (slong)json_array_size(members);
    boxes.box = flint_calloc((size_t)boxes.count, sizeof(fmpq *));
    fmpq *whole = _fmpq_vec_init(2 * boxes.dimension);
    int good = read_box(whole, &boxes, family) || verify_refuse(run, "expected rational numbers in order");
    good = good && check_members(run, &boxes, whole, family, check);
    for (slong i = 0; i < boxes.count; i++)
        if (boxes.box[i] != NULL) _fmpq_vec_clear(boxes.box[i], 2 * boxes.dimension);
    flint_free(boxes.box);
    _fmpq_vec_clear(whole, 2 * boxes.dimension);
    return good;
}
