#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/decimal.h"
#include "cli/memory.h"

/* Beyond 2^±LARGEST_EXPONENT a bound is replaced by a coarser one rather than spelt out. */
#define LARGEST_EXPONENT 10000000

/* value := round(m 2^e 10^k) in the direction given (0 towards zero). */
static void scale_and_round(fmpz_t value, const fmpz_t m, slong e, slong k, int direction)
{
    fmpz_t numerator, denominator;
    fmpz_init(numerator);
    fmpz_init(denominator);
    fmpz_ui_pow_ui(k >= 0 ? numerator : denominator, 10, (ulong)labs(k));
    fmpz_one(k >= 0 ? denominator : numerator);
    fmpz_mul_2exp(e >= 0 ? numerator : denominator, e >= 0 ? numerator : denominator, (ulong)labs(e));
    fmpz_mul(numerator, numerator, m);
    if (direction < 0) fmpz_fdiv_q(value, numerator, denominator);
    else if (direction > 0) fmpz_cdiv_q(value, numerator, denominator);
    else fmpz_tdiv_q(value, numerator, denominator);
    fmpz_clear(numerator);
    fmpz_clear(denominator);
}

/* Spells significand * 10^-k, without the significand's trailing zeros unless asked; plain where that is
 * short. */
static char *spell(const fmpz_t significand, slong k, int keep_zeros)
{
    char *digits = fmpz_get_str(NULL, 10, significand), *first = digits + (*digits == '-'), *text;
    const char *sign = *digits == '-' ? "-" : "";
    slong count = (slong)strlen(first), point = count - k; /* 0.first * 10^point */
    while (!keep_zeros && count > 1 && first[count - 1] == '0') count--;
    first[count] = 0;
    if (strcmp(first, "0") == 0) text = cli_strdup("0");
    else if (point > 0 && point <= 21 && count > point)
        text = cli_format("%s%.*s.%s", sign, (int)point, first, first + point);
    else if (point > 0 && point <= 21 && (count == point || !keep_zeros))
        text = cli_format("%s%s%.*s", sign, first, (int)(point - count), "000000000000000000000");
    else if (point <= 0 && point > -5) text = cli_format("%s0.%.*s%s", sign, (int)-point, "00000", first);
    else text = cli_format("%s%c%s%se%ld", sign, *first, count > 1 ? "." : "", first + 1, (long)point - 1);
    flint_free(digits);
    return text;
}

/* x is finite, not zero, and tiny or huge beyond measure. */
static char *spell_extreme(const arf_t x, int direction)
{
    int away_from_zero = direction == arf_sgn(x), tiny = arf_cmpabs_2exp_si(x, 0) < 0;
    const char *sign = arf_sgn(x) < 0 ? "-" : "";
    if (tiny) return away_from_zero ? cli_format("%s1e-3000000", sign) : cli_strdup("0");
    return away_from_zero ? cli_format("%sinf", sign) : cli_format("%s1e3000000", sign);
}

/* Whether |n| < 10^(digits - 1). */
static int is_short(const fmpz_t n, slong digits)
{
    fmpz_t power;
    fmpz_init(power);
    fmpz_ui_pow_ui(power, 10, (ulong)digits - 1);
    int is_less = fmpz_cmpabs(n, power) < 0;
    fmpz_clear(power);
    return is_less;
}

static char *decimal(const arf_t x, slong digits, int direction, int keep_zeros)
{
    if (arf_is_nan(x)) return cli_strdup("nan");
    if (arf_is_inf(x)) return cli_strdup(arf_sgn(x) < 0 ? "-inf" : "inf");
    if (arf_is_zero(x)) return cli_strdup("0");
    if (arf_cmpabs_2exp_si(x, LARGEST_EXPONENT) > 0 || arf_cmpabs_2exp_si(x, -LARGEST_EXPONENT) < 0)
        return spell_extreme(x, direction);
    fmpz_t m, e, significand;
    fmpz_init(m);
    fmpz_init(e);
    fmpz_init(significand);
    arf_get_fmpz_2exp(m, e, x);
    /* |x| lies in [2^(b-1), 2^b): one digit too few rather than too many, then one more if there is room. */
    double log10_above = (double)(fmpz_get_si(e) + (slong)fmpz_bits(m)) * 0.30102999566398119521;
    slong k = digits - 1 - (slong)floor(log10_above);
    scale_and_round(significand, m, fmpz_get_si(e), k, 0);
    if (is_short(significand, digits)) k++;
    scale_and_round(significand, m, fmpz_get_si(e), k, direction);
    char *text = spell(significand, k, keep_zeros);
    fmpz_clear(m);
    fmpz_clear(e);
    fmpz_clear(significand);
    return text;
}

char *cli_decimal(const arf_t x, slong digits, int direction)
{
    return decimal(x, digits, direction, 0);
}

/* The ends of the ball, rounded outward far below the digits wanted. */
static void get_ends(arf_t lower, arf_t upper, const arb_t x, slong digits)
{
    slong prec = (slong)(3.33 * (double)digits) + 64;
    if (arb_is_exact(x) && arb_bits(x) > prec) prec = arb_bits(x);
    arb_get_lbound_arf(lower, x, prec);
    arb_get_ubound_arf(upper, x, prec);
}

void cli_decimal_bounds(char **lower, char **upper, const arb_t x, slong digits)
{
    arf_t low, high;
    arf_init(low);
    arf_init(high);
    get_ends(low, high, x, digits);
    *lower = cli_decimal(low, digits, -1);
    *upper = cli_decimal(high, digits, 1);
    arf_clear(low);
    arf_clear(high);
}

/* The decimal that both ends of the ball truncate to, at the most digits for which they agree; NULL if fewer
   than half of the digits that the ball's width allows. */
static char *common_truncation(const arb_t x, slong digits)
{
    char *common = NULL;
    arf_t low, high;
    arf_init(low);
    arf_init(high);
    slong accurate = (slong)((double)arb_rel_accuracy_bits(x) * 0.30103);
    if (accurate < digits) digits = accurate;
    get_ends(low, high, x, digits);
    for (slong n = digits; common == NULL && n >= 1 && 2 * n >= digits; n--) {
        char *lower = decimal(low, n, 0, 1), *upper = decimal(high, n, 0, 1);
        if (strcmp(lower, upper) == 0) common = cli_strdup(lower);
        free(lower);
        free(upper);
    }
    arf_clear(low);
    arf_clear(high);
    return common;
}

/* Puts … at the end of the significant digits. */
static char *with_ellipsis(char *decimal)
{
    size_t mantissa = strcspn(decimal, "e");
    char *text = cli_format("%.*s…%s", (int)mantissa, decimal, decimal + mantissa);
    free(decimal);
    return text;
}

/* Arb prints "[m +/- r]"; ours is m[+/- r]. */
static char *ball_text(const arb_t x, slong digits)
{
    char *printed = arb_get_str(x, digits, 0), *radius = strstr(printed, " +/- ");
    char *text = radius == NULL || printed[0] != '['
                     ? cli_strdup(printed)
                     : cli_format("%.*s[+/- %s", (int)(radius - printed - 1), printed + 1, radius + 5);
    flint_free(printed);
    return text;
}

char *cli_decimal_text(const arb_t x, slong digits)
{
    if (arb_is_zero(x)) return cli_strdup("0");
    char *lower, *upper;
    cli_decimal_bounds(&lower, &upper, x, digits);
    int exact = strcmp(lower, upper) == 0 && arb_is_finite(x);
    free(upper);
    if (exact) return lower;
    free(lower);
    char *common = arb_is_finite(x) && !arb_contains_zero(x) ? common_truncation(x, digits) : NULL;
    return common != NULL ? with_ellipsis(common) : ball_text(x, digits);
}
