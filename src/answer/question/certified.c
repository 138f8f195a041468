#include "answer/question/certified.h"

#include <flint/fmpq.h>
#include <math.h>

#include "base/decimal.h"
#include "base/scoped.h"
#include "base/text.h"

/* An exact ball with at most this many bits before or after the point is worth spelling as a fraction. */
#define SHORT_BITS 64

int answer_is_infinity(const arb_t x)
{
    return arf_is_inf(arb_midref(x)) && mag_is_zero(arb_radref(x));
}

/* A rational that the ball proves: its midpoint, if it is exact and short.  Otherwise NULL. */
static char *exact_text(const arb_t x)
{
    if (!arb_is_exact(x) || !arb_is_finite(x) || arb_bits(x) > SHORT_BITS) return NULL;
    if (!arf_is_zero(arb_midref(x)) && (arf_cmpabs_2exp_si(arb_midref(x), SHORT_BITS) > 0 ||
                                        arf_cmpabs_2exp_si(arb_midref(x), -SHORT_BITS) < 0))
        return NULL;
    SCOPED(fmpq, value);
    arf_get_fmpq(value, arb_midref(x));
    return fmpq_get_str(NULL, 10, value);
}

/* The two texts as the format says; both are let go. */
static json_t *bounds_json(const char *format, char *lower, char *upper)
{
    json_t *bounds =
        *format == '{' ? json_pack(format, "lo", lower, "hi", upper) : json_pack(format, lower, upper);
    flint_free(lower);
    flint_free(upper);
    return bounds;
}

json_t *answer_certified_json(const arb_t x, const char *exact, slong digits)
{
    if (answer_is_infinity(x)) return json_string(arf_sgn(arb_midref(x)) > 0 ? "infinity" : "-infinity");
    if (!arb_is_finite(x)) return json_null();
    char *lower, *upper, *dyadic = exact == NULL ? exact_text(x) : NULL;
    base_decimal_bounds(&lower, &upper, x, digits);
    json_t *object = bounds_json("{s:s,s:s}", lower, upper);
    if (exact != NULL || dyadic != NULL)
        json_object_set_new(object, "exact", json_string(exact != NULL ? exact : dyadic));
    flint_free(dyadic);
    return object;
}

json_t *answer_interval_json(const wane_interval_t interval, slong digits)
{
    json_t *object = bounds_json("{s:s,s:s}", base_decimal_rational(interval->lo, digits, -1),
                                 base_decimal_rational(interval->hi, digits, 1));
    if (fmpq_equal(interval->lo, interval->hi)) {
        char *exact = fmpq_get_str(NULL, 10, interval->lo);
        json_object_set_new(object, "exact", json_string(exact));
        flint_free(exact);
    }
    return object;
}

json_t *answer_certified_range_json(const arb_t from, const arb_t to, slong digits)
{
    char *lower, *upper, *inner[2];
    base_decimal_bounds(&lower, &inner[0], from, digits);
    base_decimal_bounds(&inner[1], &upper, to, digits);
    flint_free(inner[0]);
    flint_free(inner[1]);
    return bounds_json("[s,s]", lower, upper);
}

json_t *answer_at_least_json(const arb_t bound, slong digits)
{
    char *lower, *upper;
    if (!arb_is_finite(bound)) return json_null();
    base_decimal_bounds(&lower, &upper, bound, digits);
    json_t *object = json_pack("{s:s}", "at_least", lower);
    flint_free(lower);
    flint_free(upper);
    return object;
}

json_t *answer_inner_range_json(const arb_t lo, const arb_t hi, slong digits)
{
    char *lower, *upper;
    base_decimal_inside(&lower, &upper, lo, hi, digits);
    return bounds_json("[s,s]", lower, upper);
}

/* Whether x had to be changed. */
static int clip(arf_t x, answer_side_t side)
{
    const slong lo = side == ANSWER_FROM_ZERO_TO_ONE ? 0 : -1,
                hi = side == ANSWER_FROM_MINUS_ONE_TO_ZERO ? 0 : 1;
    const int below = arf_cmp_si(x, lo)<0, above = arf_cmp_si(x, hi)> 0;
    if (below) arf_set_si(x, lo);
    if (above) arf_set_si(x, hi);
    return below || above;
}

json_t *answer_correlation_json(const arb_t R, answer_side_t side, slong digits)
{
    if (!arb_is_finite(R)) return answer_certified_json(R, NULL, digits);
    SCOPED(arf, lo, hi);
    arb_get_lbound_arf(lo, R, digits * 4 + 64);
    arb_get_ubound_arf(hi, R, digits * 4 + 64);
    const int lower_sticks_out = clip(lo, side), upper_sticks_out = clip(hi, side);
    json_t *object = lower_sticks_out || upper_sticks_out
                         ? bounds_json("{s:s,s:s}", base_decimal(lo, digits, -1), base_decimal(hi, digits, 1))
                         : answer_certified_json(R, NULL, digits);
    return object;
}

json_t *answer_number_json(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *answer_text_json(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

json_t *answer_decided_json(int value)
{
    return value < 0 ? json_null() : json_boolean(value);
}

json_t *answer_index_json(slong value)
{
    return value >= 0 ? json_integer(value) : value == WANE_NONE ? json_string("none") : json_null();
}

/* ---- the law of unlearning ---- */

/* "numerator/denominator" in lowest terms; of the law with either denominator, "-1/4 or -1/6". */
static char *fraction(slong numerator, slong least, slong most)
{
    SCOPED(fmpq, value);
    fmpq_set_si(value, numerator, (ulong)least);
    char *text = fmpq_get_str(NULL, 10, value);
    if (least == most) return text;
    fmpq_set_si(value, numerator, (ulong)most);
    char *other = fmpq_get_str(NULL, 10, value), *both = base_text("%s or %s", text, other);
    flint_free(text);
    flint_free(other);
    return both;
}

static void add_law(json_t *object, const wane_small_R_t small, slong digits)
{
    char *R_exponent = fraction(-1, small->Q_least, small->Q),
         *a_exponent = fraction(small->s, small->Q_least, small->Q);
    json_t *law =
        json_pack("{s:I,s:o,s:o,s:s,s:o,s:s,s:o}", "Q", (json_int_t)small->Q, "alpha",
                  answer_certified_json(small->alpha, NULL, digits), "kappa",
                  answer_certified_json(small->kappa, NULL, digits), "R_exponent", R_exponent, "R_prefactor",
                  answer_certified_json(small->R_prefactor, NULL, digits), "a_exponent", a_exponent,
                  "a_prefactor", answer_certified_json(small->a_prefactor, NULL, digits));
    if (small->Q_least != small->Q) json_object_set_new(law, "Q_least", json_integer(small->Q_least));
    json_object_update(object, law);
    json_decref(law);
    flint_free(R_exponent);
    flint_free(a_exponent);
}

json_t *answer_small_R_json(const wane_small_R_t small, slong digits)
{
    json_t *object = json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "n", answer_index_json(small->n), "nu",
                               small->n >= 0 ? answer_certified_json(small->nu, NULL, digits) : json_null(),
                               "s", answer_index_json(small->s), "p", answer_index_json(small->p), "m",
                               answer_index_json(small->m), "m_prime", answer_index_json(small->m_prime),
                               "tends_to_zero", answer_decided_json(small->tends_to_zero));
    static const char *const law[] = {"Q",           "alpha",      "kappa",      "R_exponent",
                                      "R_prefactor", "a_exponent", "a_prefactor"};
    if (small->n_least != small->n) json_object_set_new(object, "n_least", answer_index_json(small->n_least));
    if (small->tends_to_zero == 1) add_law(object, small, digits);
    else
        for (size_t i = 0; i < sizeof law / sizeof *law; i++)
            json_object_set_new(object, law[i], json_null());
    return object;
}
