/* Checks the coverings of a certificate and draws the marks of the interior branch from them. */
#include "verify/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verify/exact.h"
#include "verify/verifier.h"

static const char *const shape_name[SHAPE_COUNT] = {"N", "A'", "P'"};

void verify_orientation_free(orientation_struct *orientation)
{
    if (orientation == NULL) return;
    for (int f = 0; f < SHAPE_COUNT; f++) {
        profile_t *profile = orientation->shape + f;
        for (slong i = 0; i < profile->count; i++) verify_claim_clear(profile->zero + i);
        flint_free(profile->zero);
        arb_clear(profile->coefficient);
    }
    for (slong i = 0; i < orientation->mark_count; i++) verify_claim_clear(orientation->mark[i].R);
    flint_free(orientation->mark);
    flint_free(orientation->sign);
    flint_free(orientation);
}

static orientation_struct *orientation_new(run_struct *run, int a_sign, int R_sign)
{
    orientation_struct *orientation = flint_malloc(sizeof *orientation);
    memset(orientation, 0, sizeof *orientation);
    orientation->pair = verifier_pair(run->verifier, run->student, run->teacher, a_sign, R_sign);
    orientation->a_sign = a_sign;
    orientation->R_sign = R_sign;
    for (int f = 0; f < SHAPE_COUNT; f++) arb_init(orientation->shape[f].coefficient);
    return orientation;
}

/* {"power": n, "coefficient": [lo, hi], "until": d}; sets until. */
static int check_leading(run_struct *run, arf_t until, profile_t *profile, const pair_struct *pair, shape_t f,
                         const json_t *json)
{
    static const char *const keys[] = {"power", "coefficient", "until", NULL};
    claim_t claim;
    verify_claim_init(claim);
    const json_t *power = json_object_get(json, "power");
    profile->leading = verify_shape_leading(profile->coefficient, pair, f);
    profile->sign = verify_ball_sign(profile->coefficient);
    int good = verify_has_exactly(json, keys) && json_is_integer(power) && profile->leading >= 0 &&
               json_integer_value(power) == profile->leading &&
               verify_claim_read(claim, json_object_get(json, "coefficient"), 0) &&
               verify_claim_holds(claim, profile->coefficient, run->prec);
    if (!good)
        good = verify_refuse(run, "%s: the leading power or its coefficient is not confirmed", shape_name[f]);
    else if (!verify_read_dyadic(until, json_object_get(json, "until")) || arf_sgn(until) <= 0 ||
             verify_shape_sign_near_zero(pair, f, profile->leading, until) != profile->sign)
        good = verify_refuse(run, "%s: its sign near R = 0 is not confirmed", shape_name[f]);
    verify_claim_clear(claim);
    return good;
}

/* One zero in [l, r]: opposite signs at the ends, monotone between; it lies in the claimed interval. */
static int check_zero(run_struct *run, profile_t *profile, const pair_struct *pair, shape_t f, int sign,
                      const arf_t l, const arf_t r, const json_t *json)
{
    profile->zero = flint_realloc(profile->zero, (profile->count + 1) * sizeof(claim_struct));
    claim_struct *zero = profile->zero + profile->count++;
    verify_claim_init(zero);
    int good = verify_claim_read(zero, json, 0) && arf_cmp(l, zero->lo) <= 0 && arf_cmp(zero->hi, r) <= 0 &&
               arf_cmp(zero->lo, zero->hi) < 0 && verify_shape_sign_at(pair, f, zero->lo) == sign &&
               verify_shape_sign_at(pair, f, zero->hi) == -sign &&
               verify_shape_sign(pair, f, 1, l, r) == -sign;
    return good || verify_refuse(run, "%s: an isolating interval is not confirmed", shape_name[f]);
}

/* {"to": r, "sign": ±1} or {"to": r, "zero": [lo, hi]}; at R = 1 with an exact zero the slope decides. */
static int check_piece(run_struct *run, int *sign, arf_t from, profile_t *profile, const pair_struct *pair,
                       shape_t f, const json_t *json)
{
    static const char *const sign_keys[] = {"to", "sign", NULL}, *const zero_keys[] = {"to", "zero", NULL};
    const json_t *claimed = json_object_get(json, "sign"), *zero = json_object_get(json, "zero");
    arf_t to;
    int good;
    arf_init(to);
    if (!verify_has_exactly(json, zero != NULL ? zero_keys : sign_keys) ||
        !verify_read_dyadic(to, json_object_get(json, "to")) || arf_cmp(to, from) <= 0 ||
        arf_cmp_si(to, 1) > 0) {
        good = verify_refuse(run, "%s: a piece of its covering is not well formed", shape_name[f]);
    } else if (zero != NULL) {
        good = check_zero(run, profile, pair, f, *sign, from, to, zero);
        *sign = -*sign;
    } else {
        int at_exact_zero = arf_is_one(to) && profile->vanishes_at_one;
        int found = at_exact_zero ? -verify_shape_sign(pair, f, 1, from, to)
                                  : verify_shape_sign(pair, f, 0, from, to);
        good = json_is_integer(claimed) && json_integer_value(claimed) == *sign && found == *sign;
        if (!good)
            good = verify_refuse(run, "%s: its sign on a piece of (0, 1) is not confirmed", shape_name[f]);
    }
    arf_set(from, to);
    arf_clear(to);
    return good;
}

static int check_pieces(run_struct *run, profile_t *profile, const pair_struct *pair, shape_t f,
                        const arf_t until, const json_t *pieces)
{
    arf_t from;
    int good = json_is_array(pieces) && json_array_size(pieces) > 0, sign = profile->sign;
    if (!good) return verify_refuse(run, "%s: expected the pieces of its covering", shape_name[f]);
    arf_init(from);
    arf_set(from, until);
    for (size_t i = 0; good && i < json_array_size(pieces); i++)
        good = check_piece(run, &sign, from, profile, pair, f, json_array_get(pieces, i));
    if (good && !arf_is_one(from))
        good = verify_refuse(run, "%s: its covering does not reach R = 1", shape_name[f]);
    arf_clear(from);
    return good;
}

/* {"vanishes": true}, {"realizable": true}, or {"leading", "pieces", "vanishes_at_one"}. */
static int check_profile(run_struct *run, profile_t *profile, const pair_struct *pair, shape_t f,
                         const json_t *json)
{
    static const char *const vanishing[] = {"vanishes", NULL}, *const realizable[] = {"realizable", NULL},
                             *const covered[] = {"leading", "pieces", "vanishes_at_one", NULL};
    if (verify_has_exactly(json, vanishing)) {
        profile->vanishes = json_is_true(json_object_get(json, "vanishes")) && verify_shape_vanishes(pair, f);
        return profile->vanishes || verify_refuse(run, "%s is not seen to vanish identically", shape_name[f]);
    }
    if (verify_has_exactly(json, realizable)) {
        profile->sign = -pair->realizable;
        profile->leading = verify_shape_leading(profile->coefficient, pair, f);
        profile->vanishes_at_one = 1;
        return (f == SHAPE_FLOW && pair->realizable != 0 &&
                json_is_true(json_object_get(json, "realizable"))) ||
               verify_refuse(run, "%s: the teacher is not seen to be a multiple of the student",
                             shape_name[f]);
    }
    if (!verify_has_exactly(json, covered))
        return verify_refuse(run, "%s: its covering is not well formed", shape_name[f]);
    const json_t *at_one = json_object_get(json, "vanishes_at_one");
    if (!json_is_boolean(at_one))
        return verify_refuse(run, "%s: expected true or false at R = 1", shape_name[f]);
    profile->vanishes_at_one = json_is_true(at_one);
    if (profile->vanishes_at_one != verify_shape_vanishes_at_one(pair, f))
        return verify_refuse(run, "%s: whether it vanishes exactly at R = 1 is not confirmed", shape_name[f]);
    arf_t until;
    arf_init(until);
    int good = check_leading(run, until, profile, pair, f, json_object_get(json, "leading")) &&
               check_pieces(run, profile, pair, f, until, json_object_get(json, "pieces"));
    arf_clear(until);
    return good;
}

static void add_mark(orientation_struct *orientation, mark_kind_t kind, const claim_struct *R)
{
    orientation->mark = flint_realloc(orientation->mark, (orientation->mark_count + 1) * sizeof(mark_t));
    mark_t *mark = orientation->mark + orientation->mark_count++;
    mark->kind = kind;
    verify_claim_init(mark->R);
    if (R != NULL) verify_claim_set(mark->R, R);
    else verify_claim_set_si(mark->R, kind == MARK_ONE);
}

static int compare_marks(const void *x, const void *y)
{
    return arf_cmp(((const mark_t *)x)->R->lo, ((const mark_t *)y)->R->lo);
}

static int draw_marks(run_struct *run, orientation_struct *orientation)
{
    static const mark_kind_t kind[SHAPE_COUNT] = {MARK_EQUILIBRIUM, MARK_FOLD, MARK_CROSSING};
    add_mark(orientation, MARK_ZERO, NULL);
    for (int f = 0; f < SHAPE_COUNT; f++)
        for (slong i = 0; i < orientation->shape[f].count; i++)
            add_mark(orientation, kind[f], orientation->shape[f].zero + i);
    add_mark(orientation, MARK_ONE, NULL);
    if (orientation->mark_count > 1)
        qsort(orientation->mark, orientation->mark_count, sizeof(mark_t), compare_marks);
    orientation->sign = flint_calloc(orientation->mark_count, sizeof(*orientation->sign));
    for (slong i = 0; i + 1 < orientation->mark_count; i++) {
        if (!verify_claim_below(orientation->mark[i].R, orientation->mark[i + 1].R))
            return verify_refuse(run, "two critical points of the branch are not told apart");
        for (int f = 0; f < SHAPE_COUNT; f++) {
            int before = i == 0 ? orientation->shape[f].sign : orientation->sign[i - 1][f];
            orientation->sign[i][f] = i > 0 && orientation->mark[i].kind == kind[f] ? -before : before;
        }
    }
    return 1;
}

/* The least k >= 1 with c_k != 0, all before it exactly 0. */
static int set_least_degrees(run_struct *run, orientation_struct *orientation)
{
    const pair_struct *pair = orientation->pair;
    orientation->s = 1;
    while (orientation->s < pair->length && arb_is_zero(pair->s + orientation->s)) orientation->s++;
    if (orientation->s == pair->length || !arb_is_positive(pair->s + orientation->s))
        return verify_refuse(run, "the student's least degree is not confirmed");
    const profile_t *height = orientation->shape + SHAPE_HEIGHT;
    orientation->p = height->vanishes ? -1 : height->leading + 1;
    return 1;
}

static int check_values(run_struct *run, const pair_struct *pair, const json_t *json)
{
    static const char *const keys[] = {"P", "P'", "S", "S'", NULL};
    int good = verify_has_exactly(json, keys);
    claim_t claim;
    verify_claim_init(claim);
    for (int i = 0; good && i < 4; i++) {
        const arb_struct *value = i < 2 ? pair->P_one[i] : pair->S_one[i - 2];
        good = verify_claim_read(claim, json_object_get(json, keys[i]), 0) &&
               verify_claim_holds(claim, value, run->prec);
    }
    verify_claim_clear(claim);
    return good || verify_refuse(run, "a value at R = 1 is not confirmed");
}

/* The functions, how many terms, and every claim, as one text. */
static char *orientation_key(const run_struct *run, const json_t *json)
{
    char *claims = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS), terms[32];
    const char *student = run->student->text, *teacher = run->teacher->text;
    if (claims == NULL) return NULL;
    snprintf(terms, sizeof terms, "%ld", (long)run->terms);
    char *key = flint_malloc(strlen(student) + strlen(teacher) + strlen(terms) + strlen(claims) + 4);
    sprintf(key, "%s\n%s\n%s\n%s", student, teacher, terms, claims);
    free(claims);
    return key;
}

static int check_claims(run_struct *run, orientation_struct *orientation, const json_t *json)
{
    int good = check_values(run, orientation->pair, json_object_get(json, "at_one"));
    for (int f = 0; good && f < SHAPE_COUNT; f++)
        good = check_profile(run, orientation->shape + f, orientation->pair, f,
                             json_object_get(json, shape_name[f]));
    return good && draw_marks(run, orientation) && set_least_degrees(run, orientation);
}

static void announce(run_struct *run, const orientation_struct *orientation)
{
    for (int f = 0; f < SHAPE_COUNT; f++)
        verify_proved(run, "for a %c 0, R %c 0: the sign of %s on 0 < |R| < 1; its zeros: %ld",
                      orientation->a_sign > 0 ? '>' : '<', orientation->R_sign > 0 ? '>' : '<', shape_name[f],
                      (long)orientation->shape[f].count);
}

static int check_orientation(run_struct *run, const json_t *json)
{
    static const char *const keys[] = {"a", "R", "at_one", "N", "A'", "P'", NULL};
    const json_t *a = json_object_get(json, "a"), *R = json_object_get(json, "R");
    if (!verify_has_exactly(json, keys) || !json_is_integer(a) || !json_is_integer(R))
        return verify_refuse(run, "an orientation is not well formed");
    json_int_t a_sign = json_integer_value(a), R_sign = json_integer_value(R);
    if ((a_sign != 1 && a_sign != -1) || (R_sign != 1 && R_sign != -1))
        return verify_refuse(run, "the signs of an orientation are not 1 or -1");
    orientation_struct **slot = &run->orientation[a_sign < 0][R_sign < 0];
    if (*slot != NULL) return verify_refuse(run, "an orientation occurs twice");
    char *key = orientation_key(run, json);
    if (key == NULL) return verify_refuse(run, "an orientation is not well formed");
    *slot = verifier_find(run->verifier, key);
    if (*slot != NULL) {
        flint_free(key);
    } else {
        orientation_struct *fresh = orientation_new(run, (int)a_sign, (int)R_sign);
        if (!check_claims(run, fresh, json)) {
            verify_orientation_free(fresh);
            flint_free(key);
            return 0;
        }
        verifier_keep(run->verifier, key, fresh);
        *slot = fresh;
    }
    announce(run, *slot);
    return 1;
}

int verify_check_orientations(run_struct *run)
{
    const json_t *list = json_object_get(run->root, "orientations");
    if (!json_is_array(list) || json_array_size(list) < 1 || json_array_size(list) > 4)
        return verify_refuse(run, "orientations: expected a list of one to four");
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!check_orientation(run, json_array_get(list, i))) return 0;
    return 1;
}
