#include "cli/print/correlation.h"

#include "cli/print/certified.h"
#include "base/decimal.h"

/* Whether x had to be changed. */
static int clip(arf_t x, cli_side_t side)
{
    const slong lo = side == CLI_FROM_ZERO_TO_ONE ? 0 : -1, hi = side == CLI_FROM_MINUS_ONE_TO_ZERO ? 0 : 1;
    const int below = arf_cmp_si(x, lo)<0, above = arf_cmp_si(x, hi)> 0;
    if (below) arf_set_si(x, lo);
    if (above) arf_set_si(x, hi);
    return below || above;
}

static int bounds(arf_t lower, arf_t upper, const arb_t R, cli_side_t side, slong digits)
{
    arb_get_lbound_arf(lower, R, digits * 4 + 64);
    arb_get_ubound_arf(upper, R, digits * 4 + 64);
    const int changed = clip(lower, side);
    return clip(upper, side) || changed;
}

void cli_correlation_bounds(char **lower, char **upper, const arb_t R, cli_side_t side, slong digits)
{
    arf_t lo, hi;
    arf_init(lo);
    arf_init(hi);
    bounds(lo, hi, R, side, digits);
    *lower = base_decimal(lo, digits, -1);
    *upper = base_decimal(hi, digits, 1);
    arf_clear(lo);
    arf_clear(hi);
}

static int sticks_out(const arb_t R, cli_side_t side, slong digits)
{
    arf_t lo, hi;
    arf_init(lo);
    arf_init(hi);
    const int out = bounds(lo, hi, R, side, digits);
    arf_clear(lo);
    arf_clear(hi);
    return out;
}

json_t *cli_correlation_json(const arb_t R, cli_side_t side, slong digits)
{
    if (!arb_is_finite(R) || !sticks_out(R, side, digits)) return cli_certified_json(R, NULL, digits);
    char *lower, *upper;
    cli_correlation_bounds(&lower, &upper, R, side, digits);
    json_t *object = json_pack("{s:s,s:s}", "lo", lower, "hi", upper);
    flint_free(lower);
    flint_free(upper);
    return object;
}

void cli_correlation_print(FILE *out, const arb_t R, cli_side_t side, slong digits)
{
    if (!arb_is_finite(R) || !sticks_out(R, side, digits)) {
        cli_certified_print(out, R, digits);
        return;
    }
    arf_t lo, hi;
    arf_init(lo);
    arf_init(hi);
    bounds(lo, hi, R, side, digits);
    char *text = base_decimal_text_between(lo, hi, digits);
    fputs(text, out);
    flint_free(text);
    arf_clear(lo);
    arf_clear(hi);
}
