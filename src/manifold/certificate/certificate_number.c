#include "manifold/certificate/certificate_number.h"

#include "base/scoped.h"

#include <stdio.h>
#include <string.h>

#define RELATIVE_BITS 66
#define ABSOLUTE_BITS 84

void bounds_claim_init(bounds_claim_t claim)
{
    arf_init(claim->lo);
    arf_init(claim->hi);
}

void bounds_claim_clear(bounds_claim_t claim)
{
    arf_clear(claim->lo);
    arf_clear(claim->hi);
}

void bounds_claim_set(bounds_claim_t claim, const bounds_claim_t other)
{
    arf_set(claim->lo, other->lo);
    arf_set(claim->hi, other->hi);
}

void bounds_claim_set_si(bounds_claim_t claim, slong value)
{
    arf_set_si(claim->lo, value);
    arf_set_si(claim->hi, value);
}

/* Rounds an end outward to a multiple of a power of two well below the radius. */
static void round_end(arf_t end, const mag_t radius, int up)
{
    SCOPED(fmpz, n);
    slong unit = MAG_EXP(radius) - 8;
    arf_mul_2exp_si(end, end, -unit);
    arf_get_fmpz(n, end, up ? ARF_RND_CEIL : ARF_RND_FLOOR);
    arf_set_fmpz(end, n);
    arf_mul_2exp_si(end, end, unit);
}

void bounds_claim_widen(bounds_claim_t claim, const arb_t x, const mag_t radius)
{
    SCOPED(arf, r);
    arf_set_mag(r, radius);
    arf_sub(claim->lo, arb_midref(x), r, ARF_PREC_EXACT, ARF_RND_FLOOR);
    arf_add(claim->hi, arb_midref(x), r, ARF_PREC_EXACT, ARF_RND_CEIL);
    round_end(claim->lo, radius, 0);
    round_end(claim->hi, radius, 1);
}

void bounds_claim_around(bounds_claim_t claim, const arb_t x)
{
    SCOPED(mag, radius, t);
    arb_get_mag(t, x);
    mag_mul_2exp_si(t, t, -RELATIVE_BITS);
    mag_add(t, t, arb_radref(x)); /* a quarter more than the radius, and then some */
    mag_mul_2exp_si(radius, arb_radref(x), -2);
    mag_add(radius, radius, t);
    mag_set_ui_2exp_si(t, 1, -ABSOLUTE_BITS);
    mag_add(radius, radius, t);
    bounds_claim_widen(claim, x, radius);
}

void bounds_claim_get_arb(arb_t x, const bounds_claim_t claim, slong prec)
{
    if (arf_equal(claim->lo, claim->hi)) arb_set_arf(x, claim->lo);
    else arb_set_interval_arf(x, claim->lo, claim->hi, prec);
}

json_t *dyadic_json(const arf_t x)
{
    SCOPED(fmpz, mantissa, exponent);
    arf_get_fmpz_2exp(mantissa, exponent, x);
    char *m = fmpz_get_str(NULL, 10, mantissa), *e = fmpz_get_str(NULL, 10, exponent);
    json_t *json =
        fmpz_is_zero(exponent) || fmpz_is_zero(mantissa) ? json_string(m) : json_sprintf("%s*2^%s", m, e);
    flint_free(m);
    flint_free(e);
    return json;
}

/* In lowest terms, whatever the caller of the library gave. */
json_t *rational_json(const fmpq_t x)
{
    SCOPED(fmpq, reduced);
    fmpq_set(reduced, x);
    fmpq_canonicalise(reduced);
    char *text = fmpq_get_str(NULL, 10, reduced);
    json_t *json = json_string(text);
    flint_free(text);
    return json;
}

json_t *bounds_claim_json(const bounds_claim_t claim, int sign)
{
    if (!arf_is_finite(claim->lo))
        return json_string(arf_sgn(claim->lo) * sign > 0 ? "infinity" : "-infinity");
    SCOPED(arf, lo, hi);
    arf_set(sign > 0 ? lo : hi, claim->lo);
    arf_set(sign > 0 ? hi : lo, claim->hi);
    if (sign < 0) {
        arf_neg(lo, lo);
        arf_neg(hi, hi);
    }
    return json_pack("[o,o]", dyadic_json(lo), dyadic_json(hi));
}

json_t *ball_claim_json(const arb_t x)
{
    SCOPED(bounds_claim, claim);
    bounds_claim_around(claim, x);
    return bounds_claim_json(claim, 1);
}
