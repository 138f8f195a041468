/* A family of problems as certificates of boxes of its parameters,
   which together make up its own: derivations/15 (25). */
#include "verify/family.h"

#include <string.h>

#include <flint/fmpq_vec.h>

#include "verify/claim/parameters.h"

#define MOST_MEMBERS 4096
#define MOST_CUTS 200000

/* Boxes of the parameters in the family's order: lower and upper ends, 2 dimension each. */
typedef struct {
    slong dimension, count;
    const char *name[MOST_PARAMETERS];
    fmpq **box;
    slong cuts; /* still allowed */
} boxes_t;

static int read_box(fmpq *box, const boxes_t *boxes, const json_t *parameters)
{
    int good = json_object_size(parameters) == (size_t)boxes->dimension;
    for (slong i = 0; good && i < boxes->dimension; i++)
        good = verify_parameter_get(box + 2 * i, box + 2 * i + 1, parameters, boxes->name[i]);
    return good;
}

static int lies_within(const fmpq *inner, const fmpq *outer, slong dimension)
{
    for (slong i = 0; i < dimension; i++)
        if (fmpq_cmp(inner + 2 * i, outer + 2 * i) < 0 || fmpq_cmp(inner + 2 * i + 1, outer + 2 * i + 1) > 0)
            return 0;
    return 1;
}

static int interiors_meet(const fmpq *x, const fmpq *y, slong dimension)
{
    for (slong i = 0; i < dimension; i++)
        if (fmpq_cmp(x + 2 * i, y + 2 * i + 1) >= 0 || fmpq_cmp(y + 2 * i, x + 2 * i + 1) >= 0) return 0;
    return 1;
}

/* A side of the member that cuts the box, whose interior it meets without containing it. */
static const fmpq *cutting_side(slong *direction, const fmpq *member, const fmpq *box, slong dimension)
{
    for (slong i = 0; i < 2 * dimension; i++) {
        *direction = i / 2;
        if (fmpq_cmp(member + i, box + 2 * (i / 2)) > 0 && fmpq_cmp(member + i, box + 2 * (i / 2) + 1) < 0)
            return member + i;
    }
    return NULL;
}

/* Whether the boxes listed make up all of box: by one of
   them, or else both parts of it that a side of one cuts. */
static int covers(boxes_t *boxes, fmpq *const *list, slong count, const fmpq *box)
{
    const slong dimension = boxes->dimension;
    fmpq **near = flint_malloc((size_t)FLINT_MAX(count, 1) * sizeof(fmpq *));
    slong met = 0, direction;
    int covered = 0;
    for (slong i = 0; i < count; i++) {
        if (!interiors_meet(list[i], box, dimension)) continue;
        near[met++] = list[i];
        covered = covered || lies_within(box, list[i], dimension);
    }
    if (!covered && met > 0 && boxes->cuts-- > 0) {
        const fmpq *side = cutting_side(&direction, near[0], box, dimension);
        fmpq *part = _fmpq_vec_init(2 * dimension);
        covered = side != NULL;
        for (int upper = 0; upper < 2 && covered; upper++) {
            for (slong i = 0; i < 2 * dimension; i++) fmpq_set(part + i, box + i);
            fmpq_set(part + 2 * direction + (upper ? 0 : 1), side);
            covered = covers(boxes, near, met, part);
        }
        _fmpq_vec_clear(part, 2 * dimension);
    }
    flint_free(near);
    return covered;
}

/* Whether the member is the family on a box within its own. */
static int is_member(fmpq *box, const boxes_t *boxes, const fmpq *whole, const json_t *member,
                     const json_t *family)
{
    static const char *const common[] = {"student", "teacher", "a0", "R0", "verdict"};
    for (int i = 0; i < 5; i++)
        if (!json_equal(json_object_get(member, common[i]), json_object_get(family, common[i]))) return 0;
    return read_box(box, boxes, json_object_get(member, "parameters")) &&
           lies_within(box, whole, boxes->dimension);
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
    if (!covers(boxes, boxes->box, boxes->count, whole))
        return verify_refuse(run, "the members do not make up the family's intervals");
    for (slong i = 0; i < boxes->count; i++)
        if (!check(run, json_array_get(members, (size_t)i))) return 0;
    verify_proved(
        run, "the boxes of the %ld members make up that of the parameters: the verdict holds for all of it",
        (long)boxes->count);
    return 1;
}

int verify_is_family(const json_t *root)
{
    return verify_version(root, "wane certificate family") != 0;
}

int verify_family(run_struct *run, const json_t *family, verify_member_t check)
{
    static const char *const keys[] = {"wane", "parameters", "format",  "version", "student", "teacher",
                                       "a0",   "R0",         "verdict", "members", NULL};
    const json_t *members = json_object_get(family, "members");
    const char *name;
    json_t *value;
    boxes_t boxes = {.cuts = MOST_CUTS};
    run->root = family;
    if (verify_version(family, "wane certificate family") == 1)
        return verify_refuse(run, "version 1 does not say which intervals are one unknown number: "
                                  "write the certificate again, with version 2");
    if (!verify_has_fields(run, keys)) return 0;
    if (json_object_size(run->parameters) == 0)
        return verify_refuse(run, "parameters: expected at least one");
    if (!json_is_array(members) || json_array_size(members) < 1 || json_array_size(members) > MOST_MEMBERS)
        return verify_refuse(run, "members: expected between 1 and %d certificates", MOST_MEMBERS);
    json_object_foreach((json_t *)run->parameters, name, value) boxes.name[boxes.dimension++] = name;
    boxes.count = (slong)json_array_size(members);
    boxes.box = flint_calloc((size_t)boxes.count, sizeof(fmpq *));
    fmpq *whole = _fmpq_vec_init(2 * boxes.dimension);
    int good = read_box(whole, &boxes, run->parameters) && check_members(run, &boxes, whole, family, check);
    for (slong i = 0; i < boxes.count; i++)
        if (boxes.box[i] != NULL) _fmpq_vec_clear(boxes.box[i], 2 * boxes.dimension);
    flint_free(boxes.box);
    _fmpq_vec_clear(whole, 2 * boxes.dimension);
    return good;
}
