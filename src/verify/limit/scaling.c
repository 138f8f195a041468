#include "verify/limit/scaling.h"

#include "base/scoped.h"

/* derivations/04: alpha = p_s/s_s, kappa = nu/(2 s^2 p_s), Q = n - s + 1, the prefactors of R and a. */
static void scaling_values(arb_ptr value, const pair_struct *pair, const profile_t *N, slong s, slong Q,
                           int a_sign, int R_sign, slong prec)
{
    SCOPED(arb, x);
    arb_div(value, pair->p + s, pair->s + s, prec);
    arb_div(value + 1, N->coefficient, pair->p + s, prec);
    arb_div_si(value + 1, value + 1, 2 * s * s, prec);
    arb_mul_si(x, value + 1, Q, prec);
    arb_root_ui(x, x, (ulong)Q, prec);
    arb_inv(value + 2, x, prec);
    arb_pow_ui(x, x, (ulong)s, prec);
    arb_mul(value + 3, value, x, prec);
    arb_mul_si(value, value, a_sign, prec);
    arb_mul_si(value + 2, value + 2, R_sign, prec);
    arb_mul_si(value + 3, value + 3, a_sign, prec);
}

static int integer_is(const json_t *json, slong value)
{
    return json_is_integer(json) && json_integer_value(json) == value;
}

int verify_check_scaling(run_struct *run, int holds, const pair_struct *pair, const profile_t *N, slong s,
                         int a_sign, int R_sign)
{
    static const char *const keys[] = {"n", "Q", "s", "alpha", "kappa", "R_prefactor", "a_prefactor", NULL};
    const json_t *json = json_object_get(run->root, "scaling");
    if (!holds || N->least < N->leading)
        return json_is_null(json) || verify_refuse(run, "scaling: R does not tend to 0 so");
    slong n = N->leading, Q = n - s + 1;
    if (n < 0 || Q < 1) return verify_refuse(run, "scaling is not confirmed");
    SCOPED_VEC(arb, value, 4);
    SCOPED(verify_claim, claim);
    scaling_values(value, pair, N, s, Q, a_sign, R_sign, run->prec);
    int good = verify_has_exactly(json, keys) && integer_is(json_object_get(json, "n"), n) &&
               integer_is(json_object_get(json, "Q"), Q) && integer_is(json_object_get(json, "s"), s);
    for (int i = 0; good && i < 4; i++)
        good = verify_claim_read(claim, json_object_get(json, keys[3 + i]), 0) &&
               verify_confirms(run, claim, value + i);
    return good || verify_refuse(run, "scaling is not confirmed");
}
