/* Checks the covering of (0, 1) by signs of one shape function. */
#include "base/scoped.h"
#include "verify/shape/profile.h"

#include <string.h>

#include "verify/shape/corners.h"
#include "verify/shape/definite.h"
#include "verify/shape/exact.h"
#include "verify/shape/quotient.h"
#include "verify/shape/run.h"

const char *verify_shape_name(shape_t f)
{
    static const char *const names[] = {"N", "A'", "P'", "P"};
    return names[f];
}

void verify_profile_init(profile_t *profile)
{
    memset(profile, 0, sizeof *profile);
    arb_init(profile->coefficient);
}

void verify_profile_clear(profile_t *profile)
{
    for (slong i = 0; i < profile->count; i++) verify_claim_clear(profile->zero + i);
    flint_free(profile->zero);
    arb_clear(profile->coefficient);
}

/* {"power": n, "coefficient": [lo, hi], "until": d}; sets until. */
static int check_leading(run_struct *run, arf_t until, profile_t *profile, const pair_struct *pair, shape_t f,
                         const json_t *json)
{
    static const char *const keys[] = {"power", "coefficient", "until", NULL};
    SCOPED(verify_claim, claim);
    const json_t *power = json_object_get(json, "power");
    if (run->trusts) {
        profile->leading = json_integer_value(power);
        if (verify_claim_read(claim, json_object_get(json, "coefficient"), 0))
            verify_claim_get_arb(profile->coefficient, claim, run->prec);
    } else {
        profile->leading = verify_shape_leading(profile->coefficient, pair, f);
    }
    profile->sign = verify_ball_sign(profile->coefficient);
    int good =
        verify_has_exactly(json, keys) && json_is_integer(power) && profile->leading >= 0 &&
        json_integer_value(power) == profile->leading &&
        verify_claim_read(claim, json_object_get(json, "coefficient"), 0) &&
        (run->trusts ? profile->sign != 0 : verify_claim_holds(claim, profile->coefficient, run->prec));
    if (!good)
        good = verify_refuse(run, "%s: the leading power or its coefficient is not confirmed",
                             verify_shape_name(f));
    else if (!verify_read_dyadic(until, json_object_get(json, "until")) || arf_sgn(until) <= 0 ||
             (!run->trusts && verify_shape_sign_near_zero(pair, f, profile->leading, until) != profile->sign))
        good = verify_refuse(run, "%s: its sign near R = 0 is not confirmed", verify_shape_name(f));
    return good;
}

static int sign_at(const pair_struct *pair, shape_t f, const arf_t R)
{
    int sign = verify_shape_sign_at(pair, f, R);
    return sign != 0 ? sign : verify_quotient_sign(pair, f, 0, R, R);
}

/* f has at most one zero in [l, r], where it changes from sign to -sign: it is monotone, or its quotient is. */
static int turns_once(const pair_struct *pair, shape_t f, int sign, const arf_t l, const arf_t r)
{
    return verify_shape_sign(pair, f, 1, l, r) == -sign || verify_quotient_sign(pair, f, 1, l, r) == -sign;
}

/* The sign on [l, r], in (0, 1) and, unless f vanishes there, at 1. */
static int sign_on_piece(const profile_t *profile, const pair_struct *pair, shape_t f, const arf_t l,
                         const arf_t r)
{
    int at_exact_zero = arf_is_one(r) && profile->vanishes_at_one;
    int sign = at_exact_zero ? -verify_shape_sign(pair, f, 1, l, r) : verify_shape_sign(pair, f, 0, l, r);
    return sign != 0 ? sign : verify_quotient_sign(pair, f, 0, l, r);
}

/* One zero in [l, r]: opposite signs at the ends, monotone between; it lies in the claimed interval. */
static int check_zero(run_struct *run, profile_t *profile, const pair_struct *pair, shape_t f, int sign,
                      const arf_t l, const arf_t r, const json_t *json)
{
    profile->zero = flint_realloc(profile->zero, (profile->count + 1) * sizeof(verify_claim_struct));
    verify_claim_struct *zero = profile->zero + profile->count++;
    verify_claim_init(zero);
    int good = verify_claim_read(zero, json, 0) && arf_cmp(l, zero->lo) <= 0 && arf_cmp(zero->hi, r) <= 0 &&
               arf_cmp(zero->lo, zero->hi) < 0 &&
               (run->trusts || (sign_at(pair, f, zero->lo) == sign && sign_at(pair, f, zero->hi) == -sign &&
                                turns_once(pair, f, sign, l, r)));
    return good || verify_refuse(run, "%s: an isolating interval is not confirmed", verify_shape_name(f));
}

/* {"to": r, "sign": ±1} or {"to": r, "zero": [lo, hi]}; at R = 1 with an exact zero the slope decides. */
static int check_piece(run_struct *run, int *sign, arf_t from, profile_t *profile, const pair_struct *pair,
                       shape_t f, const json_t *json)
{
    static const char *const sign_keys[] = {"to", "sign", NULL}, *const zero_keys[] = {"to", "zero", NULL};
    const json_t *claimed = json_object_get(json, "sign"), *zero = json_object_get(json, "zero");
    int good;
    SCOPED(arf, to);
    if (!verify_has_exactly(json, zero != NULL ? zero_keys : sign_keys) ||
        !verify_read_dyadic(to, json_object_get(json, "to")) || arf_cmp(to, from) <= 0 ||
        arf_cmp_si(to, 1) > 0) {
        good = verify_refuse(run, "%s: a piece of its covering is not well formed", verify_shape_name(f));
    } else if (zero != NULL) {
        good = check_zero(run, profile, pair, f, *sign, from, to, zero);
        *sign = -*sign;
    } else {
        int found = run->trusts ? *sign : sign_on_piece(profile, pair, f, from, to);
        good = json_is_integer(claimed) && json_integer_value(claimed) == *sign && found == *sign;
        if (!good)
            good = verify_refuse(run, "%s: its sign on a piece of (0, 1) is not confirmed",
                                 verify_shape_name(f));
    }
    arf_set(from, to);
    return good;
}

static int check_pieces(run_struct *run, profile_t *profile, const pair_struct *pair, shape_t f,
                        const arf_t until, const json_t *pieces)
{
    int good = json_is_array(pieces) && json_array_size(pieces) > 0, sign = profile->sign;
    if (!good) return verify_refuse(run, "%s: expected the pieces of its covering", verify_shape_name(f));
    SCOPED(arf, from);
    arf_set(from, until);
    for (size_t i = 0; good && i < json_array_size(pieces); i++)
        good = check_piece(run, &sign, from, profile, pair, f, json_array_get(pieces, i));
    if (good && !arf_is_one(from))
        good = verify_refuse(run, "%s: its covering does not reach R = 1", verify_shape_name(f));
    return good;
}

/* {"vanishes": true}, {"realizable": true}, {"definite": true}, or {"leading", "pieces", "vanishes_at_one"}. */
static int check_profile(run_struct *run, profile_t *profile, const pair_struct *pair, shape_t f,
                         const json_t *json)
{
    static const char *const vanishing[] = {"vanishes", NULL}, *const realizable[] = {"realizable", NULL},
                             *const definite[] = {"definite", NULL},
                             *const covered[] = {"leading", "pieces", "vanishes_at_one", NULL};
    if (verify_has_exactly(json, vanishing)) {
        profile->vanishes = json_is_true(json_object_get(json, "vanishes")) &&
                            (run->trusts || verify_shape_vanishes(pair, f));
        return profile->vanishes ||
               verify_refuse(run, "%s is not seen to vanish identically", verify_shape_name(f));
    }
    if (verify_has_exactly(json, realizable)) {
        int is_value = f == SHAPE_VALUE;
        profile->sign = is_value ? pair->realizable : -pair->realizable;
        profile->leading = verify_shape_leading(profile->coefficient, pair, f);
        profile->vanishes_at_one = !is_value;
        return ((f == SHAPE_FLOW || is_value) && pair->realizable != 0 &&
                json_is_true(json_object_get(json, "realizable"))) ||
               verify_refuse(run, "%s: the teacher is not seen to be a multiple of the student",
                             verify_shape_name(f));
    }
    if (verify_has_exactly(json, definite)) {
        profile->sign = verify_shape_definite_sign(pair, f);
        profile->leading = verify_shape_leading(profile->coefficient, pair, f);
        profile->vanishes_at_one = verify_shape_vanishes_at_one(pair, f);
        return (profile->sign != 0 && json_is_true(json_object_get(json, "definite"))) ||
               verify_refuse(run, "%s: that neither function changes its sign is not shown",
                             verify_shape_name(f));
    }
    if (!verify_has_exactly(json, covered))
        return verify_refuse(run, "%s: its covering is not well formed", verify_shape_name(f));
    const json_t *at_one = json_object_get(json, "vanishes_at_one");
    if (!json_is_boolean(at_one))
        return verify_refuse(run, "%s: expected true or false at R = 1", verify_shape_name(f));
    profile->vanishes_at_one = json_is_true(at_one);
    if (!run->trusts && profile->vanishes_at_one != verify_shape_vanishes_at_one(pair, f))
        return verify_refuse(run, "%s: whether it vanishes exactly at R = 1 is not confirmed",
                             verify_shape_name(f));
    SCOPED(arf, until);
    int good = check_leading(run, until, profile, pair, f, json_object_get(json, "leading")) &&
               check_pieces(run, profile, pair, f, until, json_object_get(json, "pieces"));
    return good;
}

int verify_profile_check(run_struct *run, profile_t *profile, const pair_struct *pair, shape_t f,
                         const json_t *json)
{
    static const char *const corners[] = {"corners", NULL};
    if (verify_has_exactly(json, corners))
        return verify_profile_of_corners(run, profile, pair, f, json_object_get(json, "corners"));
    const int good = check_profile(run, profile, pair, f, json);
    profile->least = profile->leading;
    return good;
}
