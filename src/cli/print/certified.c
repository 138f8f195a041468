#include <flint/fmpq.h>

#include "cli/print/certified.h"
#include "base/decimal.h"

/* An exact ball with at most this many bits before or after the point is worth spelling as a fraction. */
#define SHORT_BITS 64

static int is_infinity(const arb_t x)
{
    return arf_is_inf(arb_midref(x)) && mag_is_zero(arb_radref(x));
}

char *cli_certified_exact(const arb_t x)
{
    if (!arb_is_exact(x) || !arb_is_finite(x) || arb_bits(x) > SHORT_BITS) return NULL;
    if (!arf_is_zero(arb_midref(x)) && (arf_cmpabs_2exp_si(arb_midref(x), SHORT_BITS) > 0 ||
                                        arf_cmpabs_2exp_si(arb_midref(x), -SHORT_BITS) < 0))
        return NULL;
    fmpq_t value;
    fmpq_init(value);
    arf_get_fmpq(value, arb_midref(x));
    char *text = fmpq_get_str(NULL, 10, value);
    fmpq_clear(value);
    return text;
}

json_t *cli_certified_json(const arb_t x, const char *exact, slong digits)
{
    if (is_infinity(x)) return json_string(arf_sgn(arb_midref(x)) > 0 ? "infinity" : "-infinity");
    if (!arb_is_finite(x)) return json_null();
    char *lower, *upper, *dyadic = exact == NULL ? cli_certified_exact(x) : NULL;
    base_decimal_bounds(&lower, &upper, x, digits);
    json_t *object = json_pack("{s:s,s:s}", "lo", lower, "hi", upper);
    if (exact != NULL || dyadic != NULL)
        json_object_set_new(object, "exact", json_string(exact != NULL ? exact : dyadic));
    flint_free(dyadic);
    flint_free(lower);
    flint_free(upper);
    return object;
}

json_t *cli_certified_range_json(const arb_t from, const arb_t to, slong digits)
{
    char *ends[4];
    base_decimal_bounds(&ends[0], &ends[1], from, digits);
    base_decimal_bounds(&ends[2], &ends[3], to, digits);
    json_t *range = json_pack("[s,s]", ends[0], ends[3]);
    for (int i = 0; i < 4; i++) flint_free(ends[i]);
    return range;
}

json_t *cli_at_least_json(const arb_t bound, slong digits)
{
    char *lower, *upper;
    if (!arb_is_finite(bound)) return json_null();
    base_decimal_bounds(&lower, &upper, bound, digits);
    json_t *object = json_pack("{s:s}", "at_least", lower);
    flint_free(lower);
    flint_free(upper);
    return object;
}

json_t *cli_inner_range_json(const arb_t lo, const arb_t hi, slong digits)
{
    char *lower, *upper;
    base_decimal_inside(&lower, &upper, lo, hi, digits);
    json_t *range = json_pack("[s,s]", lower, upper);
    flint_free(lower);
    flint_free(upper);
    return range;
}

void cli_certified_print(FILE *out, const arb_t x, slong digits)
{
    char *text = base_decimal_text(x, digits);
    fputs(text, out);
    flint_free(text);
}
