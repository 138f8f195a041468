#include "answer/problem/ranges.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

void answer_ranges_init(answer_ranges_t ranges)
{
    memset(ranges, 0, sizeof *ranges);
}

void answer_ranges_clear(answer_ranges_t ranges)
{
    for (slong i = 0; i < ranges->count; i++) wane_interval_clear(ranges->range[i]);
    flint_free(ranges->range);
}

/* How much of the text stands before the next comma that is not between brackets. */
static size_t item_length(const char *text)
{
    size_t length = 0;
    int inside = 0;
    for (; text[length] != 0 && (inside || text[length] != ','); length++)
        inside = text[length] == '[' || (inside && text[length] != ']');
    return length;
}

static wane_interval_struct *add_range(answer_ranges_t ranges)
{
    ranges->range = flint_realloc(ranges->range, (size_t)(ranges->count + 1) * sizeof *ranges->range);
    wane_interval_init(ranges->range[ranges->count]);
    return ranges->range[ranges->count++];
}

void answer_ranges_add_number(answer_ranges_t ranges, slong numerator, slong denominator)
{
    wane_interval_struct *range = add_range(ranges);
    fmpq_set_si(range->lo, numerator, (ulong)denominator);
    fmpq_set(range->hi, range->lo);
}

static int add(answer_ranges_t ranges, const char *text, size_t length, slong least, slong greatest)
{
    char *item = base_text("%.*s", (int)length, text);
    wane_interval_struct *range = add_range(ranges);
    const int good = base_number_read_range(range->lo, range->hi, item) &&
                     fmpq_cmp_si(range->lo, least) >= 0 && fmpq_cmp_si(range->hi, greatest) <= 0;
    flint_free(item);
    return good;
}

wane_status_t answer_get_ranges(answer_ranges_t ranges, const answer_problem_t problem, answer_key_t key,
                                slong least, slong greatest, wane_message_t message)
{
    const char *text = answer_text(problem, key);
    int good = text != NULL, more = 1;
    char what[120];
    while (good && more && ranges->count < ANSWER_MOST_RANGES) {
        const size_t length = item_length(text);
        good = add(ranges, text, length, least, greatest);
        more = text[length] != 0;
        text += length + (size_t)more;
    }
    if (good && !more) return WANE_OK;
    snprintf(what, sizeof what,
             "at most %d numbers or intervals [lo,hi] within [%ld,%ld], such as %ld,0,[0.5,0.6]",
             ANSWER_MOST_RANGES, (long)least, (long)greatest, (long)least);
    return answer_expected_interval(problem, key, what, message);
}
