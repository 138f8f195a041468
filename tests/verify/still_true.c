#include "still_true.h"

#include <stdlib.h>
#include <string.h>

#include <flint/arf.h>
#include <flint/fmpq.h>

/* Exact values as rationals; 0 if the text is none. */
int read_exact(fmpq_t x, const json_t *json)
{
    const char *text = json_string_value(json);
    char mantissa[1400];
    if (text == NULL) return 0;
    const char *power = strstr(text, "*2^");
    snprintf(mantissa, sizeof mantissa, "%.*s", power == NULL ? 1399 : (int)(power - text), text);
    if (fmpq_set_str(x, mantissa, 10) != 0) return 0;
    slong e = power == NULL ? 0 : atol(power + 3);
    if (e > 0) fmpq_mul_2exp(x, x, (flint_bitcnt_t)e);
    if (e < 0) fmpq_div_2exp(x, x, (flint_bitcnt_t)-e);
    return 1;
}

static int is_interval(const json_t *json)
{
    return json_is_array(json) && json_array_size(json) == 2 && json_is_string(json_array_get(json, 0)) &&
           json_is_string(json_array_get(json, 1));
}

static void middle(fmpq_t m, const json_t *interval)
{
    fmpq_t x;
    fmpq_init(x);
    read_exact(m, json_array_get(interval, 0));
    read_exact(x, json_array_get(interval, 1));
    fmpq_add(m, m, x);
    fmpq_div_2exp(m, m, 1);
    fmpq_clear(x);
}

static int contains(const json_t *interval, const fmpq_t x)
{
    fmpq_t end;
    fmpq_init(end);
    int inside = read_exact(end, json_array_get(interval, 0)) && fmpq_cmp(end, x) <= 0;
    inside = inside && read_exact(end, json_array_get(interval, 1)) && fmpq_cmp(x, end) <= 0;
    fmpq_clear(end);
    return inside;
}

int same_claim(const json_t *original, const json_t *changed)
{
    if (!is_interval(original) || !is_interval(changed)) return json_equal(original, changed);
    fmpq_t m;
    fmpq_init(m);
    middle(m, original);
    int same = contains(changed, m);
    fmpq_clear(m);
    return same;
}

int same_claims(const json_t *original, const json_t *changed)
{
    if (json_array_size(original) != json_array_size(changed)) return 0;
    for (size_t i = 0; i < json_array_size(original); i++)
        if (!same_claim(json_array_get(original, i), json_array_get(changed, i))) return 0;
    return 1;
}

int same_claims_of(const json_t *original, const json_t *changed)
{
    const char *key;
    json_t *value;
    if (!json_is_object(original)) return json_equal(original, changed);
    if (json_object_size(original) != json_object_size(changed)) return 0;
    json_object_foreach((json_t *)original, key, value)
    {
        if (!same_claim(value, json_object_get(changed, key))) return 0;
    }
    return 1;
}

/* A smaller range of starts is covered by the same proof. */
static int smaller_range(const json_t *original, const json_t *changed)
{
    if (!is_interval(original) || !is_interval(changed)) return json_equal(original, changed);
    fmpq_t x;
    fmpq_init(x);
    int smaller = 1;
    for (size_t i = 0; i < 2; i++)
        smaller = smaller && fmpq_set_str(x, json_string_value(json_array_get(changed, i)), 10) == 0 &&
                  contains(original, x);
    fmpq_clear(x);
    return smaller;
}

/* A bound of a tail may be raised, or lowered while it stays above the half of it that is true. */
int same_tails(const json_t *original, const json_t *changed)
{
    fmpq_t x, y, room;
    int same = json_array_size(original) == json_array_size(changed);
    fmpq_init(x);
    fmpq_init(y);
    fmpq_init(room);
    for (size_t i = 0; same && i < json_array_size(original); i++) {
        const json_t *a = json_array_get(original, i), *b = json_array_get(changed, i);
        if (!read_exact(x, a) || !read_exact(y, b)) {
            same = json_equal(a, b);
        } else {
            fmpq_set_si(room, 1, 1);
            fmpq_div_2exp(room, room, 39);
            fmpq_sub(x, x, room);
            fmpq_div_2exp(x, x, 1);
            same = fmpq_cmp(y, x) >= 0 && fmpq_sgn(y) >= 0;
        }
    }
    fmpq_clear(x);
    fmpq_clear(y);
    fmpq_clear(room);
    return same;
}

/* The sign at x that the pieces claim, the first being `sign`; 0 where they leave it open or do not reach. */
static int sign_claimed(const json_t *pieces, int sign, const fmpq_t x)
{
    fmpq_t end;
    int result = 0, found = 0;
    fmpq_init(end);
    for (size_t i = 0; !found && i < json_array_size(pieces); i++) {
        const json_t *piece = json_array_get(pieces, i), *zero = json_object_get(piece, "zero");
        read_exact(end, json_object_get(piece, "to"));
        found = fmpq_cmp(x, end) < 0;
        if (zero == NULL) {
            sign = (int)json_integer_value(json_object_get(piece, "sign"));
            if (found) result = sign;
            continue;
        }
        if (found && contains(zero, x)) result = 0;
        else if (found) {
            read_exact(end, json_array_get(zero, 0));
            result = fmpq_cmp(x, end) < 0 ? sign : -sign;
        }
        sign = -sign;
    }
    fmpq_clear(end);
    return result;
}

static int first_sign(const json_t *profile)
{
    fmpq_t x;
    fmpq_init(x);
    middle(x, json_object_get(json_object_get(profile, "leading"), "coefficient"));
    int sign = fmpq_sgn(x);
    fmpq_clear(x);
    return sign;
}

static size_t zeros_of(const json_t *pieces)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(pieces); i++)
        count += json_object_get(json_array_get(pieces, i), "zero") != NULL;
    return count;
}

/* At many points, and zero by zero. */
static int same_signs(const json_t *original, const json_t *changed)
{
    const json_t *pieces[2] = {json_object_get(original, "pieces"), json_object_get(changed, "pieces")};
    int sign = first_sign(original), same = zeros_of(pieces[0]) == zeros_of(pieces[1]);
    fmpq_t x;
    fmpq_init(x);
    for (slong i = 1; same && i < 256; i++) {
        fmpq_set_si(x, i, 256);
        int a = sign_claimed(pieces[0], sign, x), b = sign_claimed(pieces[1], sign, x);
        same = a == b || a == 0 || b == 0;
    }
    for (size_t i = 0, j = 0; same && i < json_array_size(pieces[0]); i++) {
        const json_t *zero = json_object_get(json_array_get(pieces[0], i), "zero"), *other = NULL;
        if (zero == NULL) continue;
        for (; other == NULL && j < json_array_size(pieces[1]); j++)
            other = json_object_get(json_array_get(pieces[1], j), "zero");
        same = other != NULL && same_claim(zero, other);
    }
    fmpq_clear(x);
    return same;
}

int same_profile(const json_t *original, const json_t *changed)
{
    const json_t *list = json_object_get(original, "corners"), *other = json_object_get(changed, "corners");
    if (list != NULL && json_array_size(list) == json_array_size(other)) {
        for (size_t i = 0; i < json_array_size(list); i++)
            if (!same_profile(json_array_get(list, i), json_array_get(other, i))) return 0;
        return 1;
    }
    const json_t *before = json_object_get(original, "leading"), *after = json_object_get(changed, "leading");
    if (before == NULL || after == NULL) return json_equal(original, changed);
    return json_equal(json_object_get(before, "power"), json_object_get(after, "power")) &&
           same_claim(json_object_get(before, "coefficient"), json_object_get(after, "coefficient")) &&
           json_equal(json_object_get(original, "vanishes_at_one"),
                      json_object_get(changed, "vanishes_at_one")) &&
           same_signs(original, changed);
}

static int same_orientation(const json_t *original, const json_t *changed)
{
    static const char *const shapes[] = {"N", "A'", "P'"};
    int same = json_equal(json_object_get(original, "a"), json_object_get(changed, "a")) &&
               json_equal(json_object_get(original, "R"), json_object_get(changed, "R")) &&
               same_claims_of(json_object_get(original, "at_one"), json_object_get(changed, "at_one"));
    for (int i = 0; same && i < 3; i++)
        same = same_profile(json_object_get(original, shapes[i]), json_object_get(changed, shapes[i]));
    return same;
}

/* Fewer orientations, or in another order, are still true. */
static int same_orientations(const json_t *original, const json_t *changed)
{
    for (size_t i = 0; i < json_array_size(changed); i++) {
        int found = 0;
        for (size_t j = 0; !found && j < json_array_size(original); j++)
            found = same_orientation(json_array_get(original, j), json_array_get(changed, i));
        if (!found) return 0;
    }
    return json_array_size(changed) > 0;
}

static int same_phases(const json_t *original, const json_t *changed)
{
    static const char *const texts[] = {"phase", "branch", "end"};
    if (json_array_size(original) != json_array_size(changed)) return 0;
    for (size_t i = 0; i < json_array_size(original); i++) {
        const json_t *a = json_array_get(original, i), *b = json_array_get(changed, i);
        for (int k = 0; k < 3; k++)
            if (!json_equal(json_object_get(a, texts[k]), json_object_get(b, texts[k]))) return 0;
        if (!same_claims(json_object_get(a, "R"), json_object_get(b, "R")) ||
            !same_claims(json_object_get(a, "a"), json_object_get(b, "a")))
            return 0;
    }
    return 1;
}

int still_true(const json_t *original, const json_t *changed)
{
    static const char *const equal[] = {"format", "version", "student", "teacher", "parameters", "verdict"};
    static const char *const claims[] = {"R_peak", "R_final", "a_final"};
    static const char *const functions[] = {"student", "teacher"};
#define OF(json, key) json_object_get(json, key)
    for (int i = 0; i < 6; i++)
        if (!json_equal(OF(original, equal[i]), OF(changed, equal[i]))) return 0;
    for (int i = 0; i < 3; i++)
        if (!same_claim(OF(original, claims[i]), OF(changed, claims[i]))) return 0;
    for (int i = 0; i < 2; i++)
        if (!same_claims(OF(OF(original, "coefficients"), functions[i]),
                         OF(OF(changed, "coefficients"), functions[i])) ||
            !same_tails(OF(OF(original, "tails"), functions[i]), OF(OF(changed, "tails"), functions[i])))
            return 0;
    return smaller_range(OF(original, "a0"), OF(changed, "a0")) &&
           smaller_range(OF(original, "R0"), OF(changed, "R0")) &&
           same_orientations(OF(original, "orientations"), OF(changed, "orientations")) &&
           same_phases(OF(original, "itinerary"), OF(changed, "itinerary")) &&
           same_claims_of(OF(original, "exit"), OF(changed, "exit")) &&
           same_claims_of(OF(original, "scaling"), OF(changed, "scaling"));
#undef OF
}
