/* The verdict that follows from the phases, and the numbers claimed with it. */
#include "verify/journey.h"

#include <string.h>

static const char *derive_verdict(const journey_struct *journey, const orientation_struct *o)
{
    if (o->shape[SHAPE_FLOW].vanishes) return "neutral";
    if (verify_claim_is_zero(journey->R)) {
        if (verify_claim_is_zero(journey->peak)) return "not-learned";
        return arf_sgn(journey->peak->lo) > 0 ? "unlearning" : NULL;
    }
    if (journey->at_peak) return "learning";
    return verify_claim_below(journey->R, journey->peak) ? "partial-unlearning" : NULL;
}

/* The field's claim contains the interval, or is the same infinity. */
static int check_within(journey_struct *journey, const char *key, const claim_t inner, int infinite)
{
    claim_t claim;
    verify_claim_init(claim);
    int good = verify_claim_read(claim, json_object_get(journey->run->root, key), infinite) &&
               (verify_claim_is_infinite(inner) || verify_claim_is_infinite(claim)
                    ? verify_claim_equal(inner, claim)
                    : verify_claim_within(inner, claim));
    verify_claim_clear(claim);
    return good || verify_refuse(journey->run, "%s is not confirmed", key);
}

static int check_limits(journey_struct *journey)
{
    claim_t peak, R, a;
    verify_claim_init(peak);
    verify_claim_init(R);
    verify_claim_init(a);
    verify_claim_set(peak, journey->peak);
    verify_claim_turn(peak, journey->R_sign);
    verify_claim_set(R, journey->R);
    verify_claim_turn(R, journey->R_sign);
    verify_claim_set(a, journey->a);
    verify_claim_turn(a, journey->a_sign);
    int good = check_within(journey, "R_peak", peak, 0) && check_within(journey, "R_final", R, 0) &&
               check_within(journey, "a_final", a, 1);
    verify_claim_clear(peak);
    verify_claim_clear(R);
    verify_claim_clear(a);
    return good;
}

static int check_exit_claim(journey_struct *journey)
{
    static const char *const keys[] = {"a_static", "a_delayed", NULL};
    const json_t *json = json_object_get(journey->run->root, "exit");
    if (!journey->has_exit) return json_is_null(json) || verify_refuse(journey->run, "exit: there was none");
    claim_t claim;
    verify_claim_init(claim);
    int good = verify_has_exactly(json, keys) &&
               verify_claim_read(claim, json_object_get(json, "a_static"), 0) &&
               verify_claimed(journey, claim, journey->a_static) &&
               verify_claim_read(claim, json_object_get(json, "a_delayed"), 0) &&
               verify_claim_within(journey->a_delayed, claim);
    verify_claim_clear(claim);
    return good || verify_refuse(journey->run, "exit is not confirmed");
}

/* derivations/04: alpha = p_s/s_s, kappa = nu/(2 s^2 p_s), Q = n - s + 1, the prefactors of R and a. */
static void scaling_values(arb_ptr value, const journey_struct *journey, const orientation_struct *o, slong Q)
{
    slong prec = journey->prec, s = o->s;
    arb_t x;
    arb_init(x);
    arb_div(value, o->pair->p + s, o->pair->s + s, prec);
    arb_div(value + 1, o->shape[SHAPE_FLOW].coefficient, o->pair->p + s, prec);
    arb_div_si(value + 1, value + 1, 2 * s * s, prec);
    arb_mul_si(x, value + 1, Q, prec);
    arb_root_ui(x, x, (ulong)Q, prec);
    arb_inv(value + 2, x, prec);
    arb_pow_ui(x, x, (ulong)s, prec);
    arb_mul(value + 3, value, x, prec);
    arb_mul_si(value, value, journey->a_sign, prec);
    arb_mul_si(value + 2, value + 2, journey->R_sign, prec);
    arb_mul_si(value + 3, value + 3, journey->a_sign, prec);
    arb_clear(x);
}

static int integer_is(const json_t *json, slong value)
{
    return json_is_integer(json) && json_integer_value(json) == value;
}

static int check_scaling(journey_struct *journey, const orientation_struct *o)
{
    static const char *const keys[] = {"n", "Q", "s", "alpha", "kappa", "R_prefactor", "a_prefactor", NULL};
    const json_t *json = json_object_get(journey->run->root, "scaling");
    if (!journey->ends_small)
        return json_is_null(json) || verify_refuse(journey->run, "scaling: R does not tend to 0 so");
    slong n = o->shape[SHAPE_FLOW].leading, Q = n - o->s + 1;
    if (n < 0 || Q < 1) return verify_refuse(journey->run, "scaling is not confirmed");
    arb_ptr value = _arb_vec_init(4);
    claim_t claim;
    verify_claim_init(claim);
    scaling_values(value, journey, o, Q);
    int good = verify_has_exactly(json, keys) && integer_is(json_object_get(json, "n"), n) &&
               integer_is(json_object_get(json, "Q"), Q) && integer_is(json_object_get(json, "s"), o->s);
    for (int i = 0; good && i < 4; i++)
        good = verify_claim_read(claim, json_object_get(json, keys[3 + i]), 0) &&
               verify_claimed(journey, claim, value + i);
    _arb_vec_clear(value, 4);
    verify_claim_clear(claim);
    return good || verify_refuse(journey->run, "scaling is not confirmed");
}

int verify_journey_outcome(journey_struct *journey)
{
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    const char *verdict = derive_verdict(journey, o);
    const char *claim = json_string_value(json_object_get(journey->run->root, "verdict"));
    if (verdict == NULL) return verify_refuse(journey->run, "whether |R| ends below its peak is not shown");
    if (claim == NULL || strcmp(claim, verdict) != 0)
        return verify_refuse(journey->run, "the verdict that follows is %s", verdict);
    if (!check_limits(journey) || !check_exit_claim(journey) || !check_scaling(journey, o)) return 0;
    verify_proved(journey->run, "the verdict follows: %s", verdict);
    return 1;
}
