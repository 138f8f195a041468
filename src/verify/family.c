/* A family with one interval in its functions, as certificates of pieces of that interval: derivations/15
 * (25). */
#include "verify/family.h"

#include <string.h>

#define MOST_MEMBERS 4096
#define LONGEST_INTERVAL 400

/* A text cut at its one interval "[lo, hi]". */
typedef struct {
    const char *text;
    const char *open, *close; /* of the interval: at '[' and behind ']' */
    fmpq lo, hi;
} cut_t;

static int read_end(fmpq_t x, const char *from, const char *to)
{
    json_t *json = json_stringn(from, (size_t)(to - from));
    int good = json != NULL && verify_read_rational(x, json);
    json_decref(json);
    return good;
}

/* The only interval of the text, with its two rational ends in order. */
static int cut_text(cut_t *cut, const char *text)
{
    cut->text = text;
    cut->open = strchr(text, '[');
    if (cut->open == NULL || strchr(cut->open + 1, '[') != NULL) return 0;
    const char *end = strchr(cut->open, ']'), *comma = strstr(cut->open, ", ");
    if (end == NULL || comma == NULL || comma > end || end - cut->open > LONGEST_INTERVAL) return 0;
    cut->close = end + 1;
    return read_end(&cut->lo, cut->open + 1, comma) && read_end(&cut->hi, comma + 2, end) &&
           fmpq_cmp(&cut->lo, &cut->hi) < 0;
}

/* The same text around the interval. */
static int same_around(const cut_t *x, const cut_t *y)
{
    size_t before = (size_t)(x->open - x->text);
    return before == (size_t)(y->open - y->text) && strncmp(x->text, y->text, before) == 0 &&
           strcmp(x->close, y->close) == 0;
}

/* Whether the member is the family on an interval that begins where the last ended; then *reached is its end.
 */
static int continues(fmpq_t reached, const json_t *member, const json_t *family, const cut_t *whole,
                     const char *varying, const char *fixed)
{
    static const char *const common[] = {"a0", "R0", "verdict", NULL};
    const char *text = json_string_value(json_object_get(member, varying));
    cut_t cut;
    if (text == NULL || !json_equal(json_object_get(member, fixed), json_object_get(family, fixed))) return 0;
    for (int i = 0; common[i] != NULL; i++)
        if (!json_equal(json_object_get(member, common[i]), json_object_get(family, common[i]))) return 0;
    fmpq_init(&cut.lo);
    fmpq_init(&cut.hi);
    int good = cut_text(&cut, text) && same_around(&cut, whole) && fmpq_equal(&cut.lo, reached);
    if (good) fmpq_set(reached, &cut.hi);
    fmpq_clear(&cut.lo);
    fmpq_clear(&cut.hi);
    return good;
}

static int check_members(run_struct *run, const json_t *family, const cut_t *whole, const char *varying,
                         const char *fixed, verify_member_t check)
{
    const json_t *members = json_object_get(family, "members");
    fmpq_t reached;
    fmpq_init(reached);
    fmpq_set(reached, &whole->lo);
    size_t count = json_is_array(members) ? json_array_size(members) : 0;
    int good = (count >= 1 && count <= MOST_MEMBERS) ||
               verify_refuse(run, "members: expected between 1 and %d certificates", MOST_MEMBERS);
    for (size_t i = 0; good && i < count; i++) {
        const json_t *member = json_array_get(members, i);
        good = continues(reached, member, family, whole, varying, fixed) ||
               verify_refuse(run, "member %lu does not continue the family", (unsigned long)i);
        good = good && check(run, member);
    }
    good = good && (fmpq_equal(reached, &whole->hi) ||
                    verify_refuse(run, "the members do not reach the end of the interval"));
    if (good)
        verify_proved(run, "the intervals of the %lu members make up %.*s: the verdict holds for all of it",
                      (unsigned long)count, (int)(whole->close - whole->open), whole->open);
    fmpq_clear(reached);
    return good;
}

int verify_is_family(const json_t *root)
{
    const char *format = json_string_value(json_object_get(root, "format"));
    const json_t *version = json_object_get(root, "version");
    return format != NULL && strcmp(format, "wane certificate family") == 0 && json_is_integer(version) &&
           json_integer_value(version) == 1;
}

int verify_family(run_struct *run, const json_t *family, verify_member_t check)
{
    static const char *const keys[] = {"format", "version", "student", "teacher", "a0",
                                       "R0",     "verdict", "members", NULL};
    static const char *const names[] = {"student", "teacher"};
    const char *text[2];
    if (!verify_has_exactly(family, keys)) return verify_refuse(run, "a field is missing or not known");
    for (int i = 0; i < 2; i++) {
        const json_t *json = json_object_get(family, names[i]);
        text[i] = json_string_value(json);
        if (text[i] == NULL || strlen(text[i]) != json_string_length(json))
            return verify_refuse(run, "%s: expected the text of a function", names[i]);
    }
    const int varying = strchr(text[0], '[') == NULL;
    cut_t whole;
    fmpq_init(&whole.lo);
    fmpq_init(&whole.hi);
    int good = (strchr(text[1 - varying], '[') == NULL && cut_text(&whole, text[varying])) ||
               verify_refuse(run, "expected one interval with rational ends in the two functions");
    good = good && check_members(run, family, &whole, names[varying], names[1 - varying], check);
    fmpq_clear(&whole.lo);
    fmpq_clear(&whole.hi);
    return good;
}
