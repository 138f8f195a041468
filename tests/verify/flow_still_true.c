#include "flow_still_true.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

#include "certify.h"
#include "still_true.h"

#define OF(json, key) json_object_get(json, key)

static double number(const json_t *json)
{
    fmpq_t x;
    fmpq_init(x);
    double value = read_exact(x, json) ? fmpq_get_d(x) : NAN;
    fmpq_clear(x);
    return value;
}

static int overlap(const json_t *x, const json_t *y)
{
    if (!json_is_array(x) || !json_is_array(y)) return json_equal(x, y);
    fmpq_t end[4];
    int good = json_array_size(x) == 2 && json_array_size(y) == 2;
    for (size_t i = 0; i < 4; i++) {
        fmpq_init(end[i]);
        good = good && read_exact(end[i], json_array_get(i < 2 ? x : y, i % 2));
    }
    good = good && fmpq_cmp(end[0], end[3]) <= 0 && fmpq_cmp(end[2], end[1]) <= 0;
    for (size_t i = 0; i < 4; i++) fmpq_clear(end[i]);
    return good;
}

static int same_levels(const json_t *original, const json_t *changed)
{
    if (json_array_size(original) != json_array_size(changed)) return 0;
    for (size_t i = 0; i < json_array_size(original); i++) {
        const json_t *a = json_array_get(original, i), *b = json_array_get(changed, i);
        if (!json_equal(OF(a, "kind"), OF(b, "kind")) || !same_claim(OF(a, "R"), OF(b, "R")) ||
            !same_claim(OF(a, "a"), OF(b, "a")) || !same_claim(OF(a, "Phi"), OF(b, "Phi")))
            return 0;
    }
    return 1;
}

/* What the structure of the pair decides. */
static int same_structure(const json_t *original, const json_t *changed)
{
    if (OF(original, "N") == NULL) return json_equal(original, changed);
    return json_equal(OF(original, "structure"), OF(changed, "structure")) &&
           json_equal(OF(original, "a"), OF(changed, "a")) &&
           json_equal(OF(original, "R"), OF(changed, "R")) &&
           same_claims_of(OF(original, "at_one"), OF(changed, "at_one")) &&
           same_profile(OF(original, "N"), OF(changed, "N"));
}

static int same_landscape(const json_t *original, const json_t *changed)
{
    if (!json_is_object(original) || !json_is_object(changed)) return json_equal(original, changed);
    if (OF(original, "structure") != NULL) return same_structure(original, changed);
    return json_equal(OF(original, "a"), OF(changed, "a")) &&
           json_equal(OF(original, "R"), OF(changed, "R")) &&
           same_claims_of(OF(original, "at_one"), OF(changed, "at_one")) &&
           same_profile(OF(original, "P"), OF(changed, "P")) &&
           same_profile(OF(original, "N"), OF(changed, "N")) &&
           same_levels(OF(original, "levels"), OF(changed, "levels"));
}

#define MOST 4000

/* The cells of a rise as doubles. */
typedef struct {
    slong count;
    double R[MOST + 1], side[MOST][2][3]; /* NAN where there is none */
} rise_t;

static rise_t *read_rise(const json_t *json)
{
    rise_t *rise = malloc(sizeof *rise);
    const json_t *cells = OF(json, "cells");
    rise->count = (slong)json_array_size(cells) < MOST ? (slong)json_array_size(cells) : MOST;
    for (slong i = 0; i < rise->count; i++) {
        const json_t *cell = json_array_get(cells, (size_t)i);
        rise->R[i] = number(json_array_get(cell, 0));
        for (size_t k = 0; k < 2; k++)
            for (size_t j = 0; j < 3; j++)
                rise->side[i][k][j] = number(json_array_get(json_array_get(cell, k + 1), j));
    }
    rise->R[rise->count] = number(OF(json, "end"));
    return rise;
}

/* The bound of that side (0: upper, 1: lower) at R; NAN if there is none. */
static double bound_at(const rise_t *rise, size_t side, double R)
{
    slong l = 0, r = rise->count;
    if (r == 0 || !(R >= rise->R[0] && R < rise->R[r])) return NAN;
    while (r - l > 1) {
        slong m = (l + r) / 2;
        *(rise->R[m] <= R ? &l : &r) = m;
    }
    const double *c = rise->side[l][side];
    double x = atanh(R) - atanh(rise->R[l]);
    return c[0] + c[1] * x + c[2] * x * x / 2;
}

/* No upper bound of one lies below a lower bound of the other. */
static int agree(const json_t *original, const json_t *changed)
{
    rise_t *x = read_rise(original), *y = read_rise(changed);
    int good = 1;
    for (slong i = 0; i < x->count; i++) {
        for (int k = 0; k < 3; k++) {
            double R = x->R[i] + (x->R[i + 1] - x->R[i]) * (0.1 + 0.4 * k), room = 1e-10;
            if (bound_at(x, 0, R) < bound_at(y, 1, R) - room || bound_at(y, 0, R) < bound_at(x, 1, R) - room)
                good = 0;
        }
    }
    free(x);
    free(y);
    return good;
}

static int same_rises(const json_t *original, const json_t *changed)
{
    if (json_array_size(original) != json_array_size(changed)) return 1; /* another way */
    for (size_t i = 0; i < json_array_size(original); i++)
        if (!agree(json_array_get(original, i), json_array_get(changed, i))) return 0;
    return 1;
}

/* What `changed` says, where `original` answers the same question. */
static int says_the_same(const json_t *original, const json_t *changed)
{
    static const char *const functions[] = {"student", "teacher"};
    for (int i = 0; i < 2; i++)
        if (!same_claims(OF(OF(original, "coefficients"), functions[i]),
                         OF(OF(changed, "coefficients"), functions[i])) ||
            !same_tails(OF(OF(original, "tails"), functions[i]), OF(OF(changed, "tails"), functions[i])))
            return 0;
    return json_equal(OF(original, "verdict"), OF(changed, "verdict")) &&
           same_landscape(OF(original, "landscape"), OF(changed, "landscape")) &&
           same_rises(OF(original, "rises"), OF(changed, "rises")) &&
           overlap(OF(original, "R_peak"), OF(changed, "R_peak")) &&
           overlap(OF(original, "R_final"), OF(changed, "R_final")) &&
           same_claim(OF(original, "a_final"), OF(changed, "a_final")) &&
           same_claims_of(OF(original, "scaling"), OF(changed, "scaling"));
}

static const char *range_text(char *text, size_t size, const json_t *json)
{
    if (json_is_string(json)) return json_string_value(json);
    snprintf(text, size, "%s,%s", json_string_value(json_array_get(json, 0)),
             json_string_value(json_array_get(json, 1)));
    return text;
}

int flow_still_true(const json_t *original, const json_t *changed)
{
    static const char *const question[] = {"format", "version", "student", "teacher",
                                           "eps",    "a0",      "R0",      "drop"};
    int same = 1;
    for (int i = 0; i < 8; i++)
        same = same && json_equal(OF(original, question[i]), OF(changed, question[i]));
    if (same) return says_the_same(original, changed);
    wane_message_t message;
    char eps[400], a0[400], R0[400];
    char *text = certify_flow(
        json_string_value(OF(changed, "student")), json_string_value(OF(changed, "teacher")),
        range_text(eps, sizeof eps, OF(changed, "eps")), range_text(a0, sizeof a0, OF(changed, "a0")),
        range_text(R0, sizeof R0, OF(changed, "R0")), json_string_value(OF(changed, "drop")), message);
    json_t *other = text == NULL ? NULL : json_loads(text, 0, NULL);
    same = other != NULL && says_the_same(other, changed);
    json_decref(other);
    flint_free(text);
    return same;
}
