#include "verify/map.h"

#include <string.h>

#include <flint/fmpq_vec.h>

#include "base/scoped.h"
#include "base/text.h"
#include "verify/claim/fields.h"
#include "verify/claim/number.h"
#include "verify/claim/parameters.h"
#include "verify/cover.h"

#define FORMAT "wane map certificate"
#define CUTS_PER_BOX 64

static const char *const axes[2] = {"x", "y"};
/* What a certificate says beside its proof; an axis is one of the last three, or a parameter. */
static const char *const fields[] = {"student", "teacher", "decay", "drop", "parameters", "a0", "R0", "eps"};
#define FIELDS (sizeof fields / sizeof *fields)

static wane_status_t refuse(wane_message_t message, const char *what)
{
    return wane_message_set(message, WANE_REJECTED, 0, "%s: %s", VERIFY_MAP_MANIFEST, what);
}

static const char *axis_name(const verify_map_t map, int axis)
{
    return json_string_value(json_object_get(map->root, axes[axis]));
}

static int is_quantity(const char *name)
{
    return strcmp(name, "a0") == 0 || strcmp(name, "R0") == 0 || strcmp(name, "eps") == 0;
}

/* Where the range of an axis stands in a certificate, or in the manifest. */
static json_t *holder(json_t *root, const char *name)
{
    return is_quantity(name) ? root : json_object_get(root, "parameters");
}

/* ---- the manifest ---- */

/* A proper interval. */
static int read_side(fmpq *ends, const json_t *range)
{
    return verify_read_ends(ends, ends + 1, range) && fmpq_cmp(ends, ends + 1) < 0;
}

static int read_box(fmpq *box, const json_t *entry)
{
    return read_side(box, json_object_get(entry, "x")) && read_side(box + 2, json_object_get(entry, "y"));
}

/* Digits and ".json": nothing that leads elsewhere. */
static int is_file_name(const char *name)
{
    const size_t digits = name == NULL ? 0 : strspn(name, "0123456789");
    return digits > 0 && strcmp(name + digits, ".json") == 0;
}

static int is_group(const json_t *entry)
{
    static const char *const keys[] = {"file", "x", "y", "verdict", NULL};
    return verify_has_exactly(entry, keys) &&
           is_file_name(json_string_value(json_object_get(entry, "file"))) &&
           json_is_string(json_object_get(entry, "verdict"));
}

static int is_open(const json_t *entry)
{
    static const char *const keys[] = {"x", "y", NULL};
    return verify_has_exactly(entry, keys);
}

/* The share of the verdict grows; 0: the number is too long. */
static int add_share(json_t *area, const char *verdict, const fmpq_t share)
{
    const json_t *before = json_object_get(area, verdict);
    SCOPED(fmpq, sum);
    if (before != NULL && !verify_read_rational(sum, before)) return 0;
    fmpq_add(sum, sum, share);
    char *text = fmpq_get_str(NULL, 10, sum);
    json_object_set_new(area, verdict, json_string(text));
    flint_free(text);
    return 1;
}

static void box_area(fmpq_t area, const fmpq *box)
{
    SCOPED(fmpq, height);
    fmpq_sub(area, box + 1, box);
    fmpq_sub(height, box + 3, box + 2);
    fmpq_mul(area, area, height);
}

/* The boxes make up the whole, and their areas add up to its own: none overlaps another. */
static wane_status_t check_boxes(verify_map_t map, fmpq **list, const fmpq *whole, const json_t *open,
                                 wane_message_t message)
{
    const slong open_count = (slong)json_array_size(open), count = map->count + open_count;
    SCOPED(fmpq, area, sum, share);
    box_area(area, whole);
    for (slong i = 0; i < count; i++) {
        const json_t *entry = i < map->count ? json_array_get(map->groups, (size_t)i)
                                             : json_array_get(open, (size_t)(i - map->count));
        if (i < map->count ? !is_group(entry) : !is_open(entry))
            return refuse(message, "expected groups with file, x, y and verdict, and open boxes x, y");
        if (!read_box(list[i], entry) || !cover_contains(whole, list[i], 2))
            return refuse(message, "expected boxes of rational numbers within the rectangle");
        box_area(share, list[i]);
        fmpq_add(sum, sum, share);
        fmpq_div(share, share, area);
        if (!add_share(map->area,
                       i < map->count ? json_string_value(json_object_get(entry, "verdict")) : "undecided",
                       share))
            return refuse(message, "its numbers are too long");
    }
    if (fmpq_cmp(sum, area) > 0) return refuse(message, "its boxes overlap");
    if (!fmpq_equal(sum, area) || !cover_is_whole(list, count, whole, 2, CUTS_PER_BOX * (count + 1)))
        return refuse(message, "its boxes do not make up the rectangle");
    return WANE_OK;
}

static wane_status_t check_tiling(verify_map_t map, const fmpq *whole, const json_t *open,
                                  wane_message_t message)
{
    const slong count = map->count + (slong)json_array_size(open);
    fmpq **list = flint_malloc((size_t)(count + 1) * sizeof(fmpq *));
    for (slong i = 0; i < count; i++) list[i] = _fmpq_vec_init(4);
    wane_status_t status = check_boxes(map, list, whole, open, message);
    for (slong i = 0; i < count; i++) _fmpq_vec_clear(list[i], 4);
    flint_free(list);
    return status;
}

static void describe(verify_map_t map, const fmpq *whole, slong open)
{
    char *end[4];
    for (int i = 0; i < 4; i++) end[i] = fmpq_get_str(NULL, 10, whole + i);
    map->sentence = base_text(
        "the boxes of %ld certificates and %ld boxes of which nothing is said make up %s in "
        "[%s, %s], %s in [%s, %s]: each verdict holds on its box",
        (long)map->count, (long)open, axis_name(map, 0), end[0], end[1], axis_name(map, 1), end[2], end[3]);
    for (int i = 0; i < 4; i++) flint_free(end[i]);
}

static wane_status_t check_manifest(verify_map_t map, fmpq *whole, wane_message_t message)
{
    const json_t *open = json_object_get(map->root, "open");
    static const char *const known[] = {"format", "version", "wane", "x", "y", "groups", "open"};
    size_t expected = sizeof known / sizeof *known;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (json_object_get(map->root, known[i]) == NULL) return refuse(message, "a field is missing");
    for (size_t i = 0; i < FIELDS; i++) expected += json_object_get(map->root, fields[i]) != NULL;
    if (json_object_size(map->root) != expected) return refuse(message, "a field is not known");
    map->groups = json_object_get(map->root, "groups");
    map->count = (slong)json_array_size(map->groups);
    if (!json_is_array(map->groups) || !json_is_array(open) || axis_name(map, 0) == NULL ||
        axis_name(map, 1) == NULL || strcmp(axis_name(map, 0), axis_name(map, 1)) == 0)
        return refuse(message, "expected groups, open, and two names x and y");
    for (int i = 0; i < 2; i++)
        if (!read_side(whole + 2 * i,
                       json_object_get(holder(map->root, axis_name(map, i)), axis_name(map, i))))
            return refuse(message, "expected the ranges of x and y");
    wane_status_t status = check_tiling(map, whole, open, message);
    if (status == WANE_OK) describe(map, whole, (slong)json_array_size(open));
    return status;
}

wane_status_t verify_map_init(verify_map_t map, const char *text, size_t length, wane_message_t message)
{
    json_error_t error;
    memset(map, 0, sizeof(verify_map_struct));
    map->area = json_object();
    map->root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (map->root == NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: line %d, column %d: %s", VERIFY_MAP_MANIFEST,
                                error.line, error.column, error.text);
    if (verify_version(map->root, FORMAT, 1) != 1)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "%s: expected \"format\": \"" FORMAT "\", \"version\": 1",
                                VERIFY_MAP_MANIFEST);
    fmpq *whole = _fmpq_vec_init(4);
    wane_status_t status = check_manifest(map, whole, message);
    _fmpq_vec_clear(whole, 4);
    return status;
}

void verify_map_clear(verify_map_t map)
{
    json_decref(map->root);
    json_decref(map->area);
    flint_free(map->sentence);
}

const char *verify_map_file(const verify_map_t map, slong group)
{
    return json_string_value(json_object_get(json_array_get(map->groups, (size_t)group), "file"));
}

/* ---- one group ---- */

/* The fields that the certificate of the group must have: those of the manifest, with the box as the ranges of the axes. */
static json_t *expected_fields(const verify_map_t map, const json_t *group)
{
    json_t *expected = json_object();
    for (size_t i = 0; i < FIELDS; i++) {
        const json_t *field = json_object_get(map->root, fields[i]);
        if (field != NULL) json_object_set_new(expected, fields[i], json_deep_copy(field));
    }
    for (int i = 0; i < 2; i++)
        json_object_set(holder(expected, axis_name(map, i)), axis_name(map, i),
                        json_object_get(group, axes[i]));
    json_object_set(expected, "verdict", json_object_get(group, "verdict"));
    return expected;
}

static int has_fields(const json_t *certificate, const json_t *expected)
{
    for (size_t i = 0; i <= FIELDS; i++) {
        const char *name = i < FIELDS ? fields[i] : "verdict";
        const json_t *one = json_object_get(certificate, name), *other = json_object_get(expected, name);
        if ((one == NULL) != (other == NULL) || (one != NULL && !json_equal(one, other))) return 0;
    }
    return 1;
}

wane_status_t verify_map_group(const verify_map_t map, slong group, const char *text, size_t length,
                               wane_verifier_t verifier, wane_message_t message)
{
    const json_t *entry = json_array_get(map->groups, (size_t)group);
    json_t *certificate = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL),
           *expected = expected_fields(map, entry);
    const int is_about = has_fields(certificate, expected);
    json_decref(certificate);
    json_decref(expected);
    if (!is_about)
        return wane_message_set(
            message, WANE_REJECTED, 0,
            "expected a certificate of the problem of the map, on the box of the group, with "
            "its verdict");
    return wane_verify(text, length, verifier, NULL, NULL, message);
}
