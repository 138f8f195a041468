#include "verify/shape/corners.h"

#include "function/tree/scoped_function.h"
#include "verify/shape/run.h"
#include "verify/shape/verifier.h"

/* The pair with the teacher at that corner; NULL if it is not admissible. */
static const pair_struct *pair_at(run_struct *run, const pair_struct *pair, slong index)
{
    wane_message_t unused;
    SCOPED(wane_function, g);
    verify_function_at_corner(g, pair->teacher->f, index);
    function_data_struct *teacher =
        verifier_function(run->verifier, 0, g, "", pair->teacher->length, run->prec, unused);
    if (teacher == NULL) return NULL;
    verify_function_data_need_moments(teacher);
    return verifier_pair(run->verifier, pair->student, teacher, pair->a_sign, pair->R_sign);
}

/* One corner more: the same sign, and the powers with which f begins. */
static int add_corner(profile_t *profile, const profile_t *corner, int first, slong prec)
{
    if (corner->vanishes || corner->count > 0 || corner->sign == 0) return 0;
    if (first) {
        profile->sign = corner->sign;
        profile->leading = corner->leading;
        profile->least = corner->least;
        profile->vanishes_at_one = corner->vanishes_at_one;
        arb_set(profile->coefficient, corner->coefficient);
    } else if (corner->leading != profile->leading || corner->least != profile->least) {
        profile->leading = FLINT_MAX(profile->leading, corner->leading);
        profile->least = FLINT_MIN(profile->least, corner->least);
        arb_indeterminate(profile->coefficient);
    } else {
        arb_union(profile->coefficient, profile->coefficient, corner->coefficient, prec);
    }
    profile->vanishes_at_one = profile->vanishes_at_one && corner->vanishes_at_one;
    return profile->sign == corner->sign;
}

int verify_profile_of_corners(run_struct *run, profile_t *profile, const pair_struct *pair, shape_t f,
                              const json_t *list)
{
    const slong count = verify_function_corner_count(pair->teacher->f);
    if (count == 0) return verify_refuse(run, "corners: the teacher is not affine in each of its parameters");
    if (!json_is_array(list) || json_array_size(list) != (size_t)count)
        return verify_refuse(run, "corners: expected %ld", (long)count);
    for (slong i = 0; i < count; i++) {
        profile_t corner;
        const pair_struct *at = pair_at(run, pair, i);
        if (at == NULL) return verify_refuse(run, "corners: the teacher is not admissible at one of them");
        verify_profile_init(&corner);
        const int good =
            verify_profile_check(run, &corner, at, f, json_array_get(list, (size_t)i)) &&
            (add_corner(profile, &corner, i == 0, run->prec) ||
             verify_refuse(run, "%s: not one sign on all of (0, 1) at the corners", verify_shape_name(f)));
        verify_profile_clear(&corner);
        if (!good) return 0;
    }
    return f == SHAPE_FLOW || profile->least == profile->leading ||
           verify_refuse(run, "%s: it does not begin with one power at the corners", verify_shape_name(f));
}
