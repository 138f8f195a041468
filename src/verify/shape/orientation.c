/* Checks the coverings of a certificate and draws the marks of the interior branch from them. */
#include "base/scoped.h"
#include "verify/shape/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verify/shape/verifier.h"

void verify_orientation_free(orientation_struct *orientation)
{
    if (orientation == NULL) return;
    for (int f = 0; f < SHAPE_COUNT; f++) verify_profile_clear(orientation->shape + f);
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
    for (int f = 0; f < SHAPE_COUNT; f++) verify_profile_init(orientation->shape + f);
    return orientation;
}

static void add_mark(orientation_struct *orientation, mark_kind_t kind, const verify_claim_struct *R)
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

int verify_check_values_at_one(run_struct *run, const pair_struct *pair, const json_t *json)
{
    static const char *const keys[] = {"P", "P'", "S", "S'", NULL};
    int good = verify_has_exactly(json, keys);
    SCOPED(verify_claim, claim);
    for (int i = 0; good && i < 4; i++) {
        const arb_struct *value = i < 2 ? pair->P_one[i] : pair->S_one[i - 2];
        good = verify_claim_read(claim, json_object_get(json, keys[i]), 0);
        if (good && run->trusts) verify_claim_get_arb((arb_struct *)value, claim, run->prec);
        else good = good && verify_claim_holds(claim, value, run->prec);
    }
    return good || verify_refuse(run, "a value at R = 1 is not confirmed");
}

/* The functions, how many terms, and every claim, as one text. */
static char *orientation_key(const run_struct *run, const json_t *json)
{
    char *claims = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS), terms[32];
    const char *student = run->student->key, *teacher = run->teacher->key;
    if (claims == NULL) return NULL;
    snprintf(terms, sizeof terms, "%ld", (long)run->terms);
    char *key = flint_malloc(strlen(student) + strlen(teacher) + strlen(terms) + strlen(claims) + 4);
    sprintf(key, "%s\n%s\n%s\n%s", student, teacher, terms, claims);
    free(claims);
    return key;
}

static int check_claims(run_struct *run, orientation_struct *orientation, const json_t *json)
{
    int good = verify_check_values_at_one(run, orientation->pair, json_object_get(json, "at_one"));
    for (int f = 0; good && f < SHAPE_COUNT; f++)
        good = verify_profile_check(run, orientation->shape + f, orientation->pair, f,
                                    json_object_get(json, verify_shape_name(f)));
    return good && draw_marks(run, orientation) && set_least_degrees(run, orientation);
}

static void announce(run_struct *run, const orientation_struct *orientation)
{
    for (int f = 0; f < SHAPE_COUNT; f++)
        verify_proved(run, "for a %c 0, R %c 0: the sign of %s on 0 < |R| < 1; its zeros: %ld",
                      orientation->a_sign > 0 ? '>' : '<', orientation->R_sign > 0 ? '>' : '<',
                      verify_shape_name(f), (long)orientation->shape[f].count);
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
