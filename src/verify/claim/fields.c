#include "verify/claim/fields.h"

#include <string.h>

#include "base/scoped.h"
#include "verify/claim/number.h"

int verify_has_exactly(const json_t *json, const char *const *keys)
{
    size_t count = 0;
    if (!json_is_object(json)) return 0;
    for (; keys[count] != NULL; count++)
        if (json_object_get(json, keys[count]) == NULL) return 0;
    return json_object_size(json) == count;
}

slong verify_version(const json_t *root, const char *format, slong newest)
{
    const char *text = json_string_value(json_object_get(root, "format"));
    const json_t *version = json_object_get(root, "version");
    if (text == NULL || strcmp(text, format) != 0 || !json_is_integer(version)) return 0;
    const json_int_t number = json_integer_value(version);
    return number >= 1 && (number <= newest || number == newest + 2) ? (slong)number : 0;
}

int verify_read_ends(fmpq_t lo, fmpq_t hi, const json_t *json)
{
    return json_is_array(json) && json_array_size(json) == 2 &&
           verify_read_rational(lo, json_array_get(json, 0)) &&
           verify_read_rational(hi, json_array_get(json, 1)) && fmpq_cmp(lo, hi) <= 0;
}

int verify_read_range(range_t *range, const json_t *json)
{
    return verify_read_ends(&range->lo, &range->hi, json);
}

void verify_range_get_arb(arb_t ball, const range_t *range, slong prec)
{
    SCOPED(arb, end);
    arb_set_fmpq(ball, &range->lo, prec);
    arb_set_fmpq(end, &range->hi, prec);
    arb_union(ball, ball, end, prec);
}
