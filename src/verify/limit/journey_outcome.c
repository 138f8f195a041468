/* The verdict that follows from the phases, and the numbers claimed with it. */
#include "base/scoped.h"
#include "verify/limit/journey.h"

#include <string.h>

#include "verify/limit/scaling.h"

static const char *derive_verdict(const journey_struct *journey, const orientation_struct *o)
{
    const profile_t *height = o->shape + SHAPE_HEIGHT;
    const int has_line = o->shape[SHAPE_FLOW].vanishes && !height->vanishes && height->sign > 0;
    if (has_line && !verify_claim_is_zero(journey->peak)) return "neutral"; /* derivations/22 (20), (21) */
    if (verify_claim_is_zero(journey->R)) {
        if (verify_claim_is_zero(journey->peak)) return "not-learned";
        return arf_sgn(journey->peak->lo) > 0 ? "unlearning" : NULL;
    }
    if (journey->at_peak) return "learning";
    return verify_claim_below(journey->R, journey->peak) ? "partial-unlearning" : NULL;
}

/* The field's claim contains the interval, or is the same infinity. */
static int check_within(journey_struct *journey, const char *key, const verify_claim_t inner, int infinite)
{
    SCOPED(verify_claim, claim);
    int good = verify_claim_read(claim, json_object_get(journey->run->root, key), infinite) &&
               (verify_claim_is_infinite(inner) || verify_claim_is_infinite(claim)
                    ? verify_claim_equal(inner, claim)
                    : verify_claim_within(inner, claim));
    return good || verify_refuse(journey->run, "%s is not confirmed", key);
}

static int check_limits(journey_struct *journey)
{
    SCOPED(verify_claim, peak, R, a);
    verify_claim_set(peak, journey->peak);
    verify_claim_turn(peak, journey->R_sign);
    verify_claim_set(R, journey->R);
    verify_claim_turn(R, journey->R_sign);
    verify_claim_set(a, journey->a);
    verify_claim_turn(a, journey->a_sign);
    int good = check_within(journey, "R_peak", peak, 0) && check_within(journey, "R_final", R, 0) &&
               check_within(journey, "a_final", a, 1);
    return good;
}

static int check_exit_claim(journey_struct *journey)
{
    static const char *const keys[] = {"a_static", "a_delayed", NULL};
    const json_t *json = json_object_get(journey->run->root, "exit");
    if (!journey->has_exit) return json_is_null(json) || verify_refuse(journey->run, "exit: there was none");
    SCOPED(verify_claim, claim);
    int good = verify_has_exactly(json, keys) &&
               verify_claim_read(claim, json_object_get(json, "a_static"), 0) &&
               verify_claimed(journey, claim, journey->a_static) &&
               verify_claim_read(claim, json_object_get(json, "a_delayed"), 0) &&
               verify_claim_within(journey->a_delayed, claim);
    return good || verify_refuse(journey->run, "exit is not confirmed");
}

int verify_journey_outcome(journey_struct *journey)
{
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    const char *verdict = derive_verdict(journey, o);
    journey->run->derived = verdict;
    const char *claim = json_string_value(json_object_get(journey->run->root, "verdict"));
    if (verdict == NULL) return verify_refuse(journey->run, "whether |R| ends below its peak is not shown");
    if (claim == NULL || strcmp(claim, verdict) != 0)
        return verify_refuse(journey->run, "the verdict that follows is %s", verdict);
    if (!check_limits(journey) || !check_exit_claim(journey) ||
        !verify_check_scaling(journey->run, journey->ends_small, o->pair, o->shape + SHAPE_FLOW, o->s,
                              journey->a_sign, journey->R_sign))
        return 0;
    verify_proved(journey->run, "the verdict follows: %s", verdict);
    return 1;
}
