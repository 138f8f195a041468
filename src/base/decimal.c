#include "base/decimal.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/scoped.h"
#include "base/text.h"

#define SENTENCE_DIGITS 10
#define PLAIN_DIGITS 21  /* exact numbers are shown whole up to this length */
#define FEWEST_COMMON 4  /* 0.6057… rather than [lo, hi] only from this many digits on */
#define INTERVAL_EXTRA 5 /* digits of [lo, hi] beyond those that both ends share */
#define INTERVAL_FEWEST 3

/* n = numerator/denominator rounded in the direction given (0 towards zero). */
static void round_quotient(fmpz_t n, const fmpz_t numerator, const fmpz_t denominator, int direction)
{
    if (direction < 0) fmpz_fdiv_q(n, numerator, denominator);
    else if (direction > 0) fmpz_cdiv_q(n, numerator, denominator);
    else fmpz_tdiv_q(n, numerator, denominator);
}

/* Whether |n| < 10^(digits - 1). */
static int is_short(const fmpz_t n, slong digits)
{
    SCOPED(fmpz, power);
    fmpz_ui_pow_ui(power, 10, (ulong)digits - 1);
    return fmpz_cmpabs(n, power) < 0;
}

/* n := round(x 10^-unit). */
static void round_scaled(fmpz_t n, const fmpq_t x, slong unit, int direction)
{
    fmpz_t numerator, denominator;
    SCOPED(fmpz, power);
    fmpz_init_set(numerator, fmpq_numref(x));
    fmpz_init_set(denominator, fmpq_denref(x));
    fmpz_ui_pow_ui(power, 10, (ulong)FLINT_ABS(unit));
    fmpz_mul(unit < 0 ? numerator : denominator, unit < 0 ? numerator : denominator, power);
    round_quotient(n, numerator, denominator, direction);
    fmpz_clear(numerator);
    fmpz_clear(denominator);
}

/* x rounded to n 10^unit. */
static void round_rational(fmpz_t n, fmpz_t unit, const fmpq_t x, slong digits, int direction)
{
    /* |x| < 2^bits: one digit too few rather than too many, then one more if there is room. */
    const slong bits = (slong)fmpz_bits(fmpq_numref(x)) - (slong)fmpz_bits(fmpq_denref(x)) + 1;
    slong u = (slong)floor((double)bits * 0.30102999566398119521) + 1 - digits;
    round_scaled(n, x, u, 0);
    if (is_short(n, digits)) u--;
    round_scaled(n, x, u, direction);
    fmpz_set_si(unit, u);
}

/* Beyond this no m 2^e 10^-unit is an integer: with positive e more fives would have to divide m than its
   bits allow, with negative e the odd m would have to be even.  So balls find the digits in the end. */
static int is_moderate(const fmpz_t m, const fmpz_t e, slong digits)
{
    return fmpz_bits(e) < 40 && FLINT_ABS(fmpz_get_si(e)) <= 4 * (slong)fmpz_bits(m) + 16 * digits + 4096;
}

/* floor(log10 |m 2^e|), if prec bits tell it. */
static int leading_exponent(fmpz_t exponent, const arb_t x, const fmpz_t e, slong prec)
{
    SCOPED(arb, log, term);
    arb_log(log, x, prec);
    arb_const_log2(term, prec);
    arb_addmul_fmpz(log, term, e, prec);
    arb_const_log10(term, prec);
    arb_div(log, log, term, prec);
    arb_floor(log, log, prec);
    return arb_get_unique_fmpz(exponent, log);
}

/* floor(m 2^e 10^-unit) for m > 0, with unit such that it has `digits` digits, if prec bits tell it. */
static int floor_extreme(fmpz_t n, fmpz_t unit, const fmpz_t m, const fmpz_t e, slong digits, slong prec)
{
    SCOPED(arb, x, power);
    SCOPED(fmpz, positive);
    arb_set_fmpz(x, m);
    int known = leading_exponent(unit, x, e, prec);
    if (known) {
        fmpz_sub_si(unit, unit, digits - 1);
        fmpz_abs(positive, unit);
        arb_set_ui(power, 10);
        arb_pow_fmpz(power, power, positive, prec);
        arb_mul_2exp_fmpz(x, x, e);
        if (fmpz_sgn(unit) > 0) arb_div(x, x, power, prec);
        else arb_mul(x, x, power, prec);
        arb_floor(x, x, prec);
        known = arb_get_unique_fmpz(n, x);
    }
    return known;
}

/* m 2^e rounded to n 10^unit, |e| too large for 2^|e| to be written out. */
static void round_extreme(fmpz_t n, fmpz_t unit, const fmpz_t m, const fmpz_t e, slong digits, int direction)
{
    SCOPED(fmpz, size);
    fmpz_abs(size, m);
    slong prec = 4 * digits + 2 * (slong)fmpz_bits(e) + (slong)fmpz_bits(m) + 64;
    while (!floor_extreme(n, unit, size, e, digits, prec)) prec *= 2;
    if (direction == fmpz_sgn(m)) fmpz_add_ui(n, n, 1); /* away from 0; never exact: is_moderate */
    if (fmpz_sgn(m) < 0) fmpz_neg(n, n);
}

/* Spells n 10^unit, without the trailing zeros of n unless asked; plain where that is short. */
static char *spell(const fmpz_t n, const fmpz_t unit, int keep_zeros)
{
    char *digits = fmpz_get_str(NULL, 10, n), *first = digits + (*digits == '-'), *text;
    const char *sign = *digits == '-' ? "-" : "";
    slong count = (slong)strlen(first);
    fmpz_t top; /* the number is 0.first * 10^top */
    fmpz_init(top);
    fmpz_add_si(top, unit, count);
    const slong point = fmpz_cmp_si(top, -5) > 0 && fmpz_cmp_si(top, 21) <= 0 ? fmpz_get_si(top) : -5;
    while (!keep_zeros && count > 1 && first[count - 1] == '0') count--;
    first[count] = 0;
    if (strcmp(first, "0") == 0) {
        text = base_text("0");
    } else if (point > 0 && count > point) {
        text = base_text("%s%.*s.%s", sign, (int)point, first, first + point);
    } else if (point > 0 && (count == point || !keep_zeros)) {
        text = base_text("%s%s%.*s", sign, first, (int)(point - count), "000000000000000000000");
    } else if (point <= 0 && point > -5) {
        text = base_text("%s0.%.*s%s", sign, (int)-point, "00000", first);
    } else {
        fmpz_sub_ui(top, top, 1);
        char *exponent = fmpz_get_str(NULL, 10, top);
        text = base_text("%s%c%s%se%s", sign, *first, count > 1 ? "." : "", first + 1, exponent);
        flint_free(exponent);
    }
    flint_free(digits);
    fmpz_clear(top);
    return text;
}

static char *decimal(const arf_t x, slong digits, int direction, int keep_zeros)
{
    if (arf_is_nan(x)) return base_text("nan");
    if (arf_is_inf(x)) return base_text("%sinfinity", arf_sgn(x) < 0 ? "-" : "");
    if (arf_is_zero(x)) return base_text("0");
    SCOPED(fmpz, m, e, n, unit);
    arf_get_fmpz_2exp(m, e, x);
    if (is_moderate(m, e, digits)) {
        SCOPED(fmpq, exact);
        arf_get_fmpq(exact, x);
        round_rational(n, unit, exact, digits, direction);
    } else {
        round_extreme(n, unit, m, e, digits, (direction > 0) - (direction < 0));
    }
    return spell(n, unit, keep_zeros);
}

char *base_decimal(const arf_t x, slong digits, int direction)
{
    return decimal(x, digits, direction, 0);
}

char *base_decimal_rational(const fmpq_t x, slong digits, int direction)
{
    if (fmpq_is_zero(x)) return base_text("0");
    SCOPED(fmpz, n, unit);
    round_rational(n, unit, x, digits, direction);
    return spell(n, unit, 0);
}

/* The ends of the ball, rounded outward far below the
   digits wanted; a result that is not 0 keeps its sign. */
static void get_ends(arf_t lower, arf_t upper, const arb_t x, slong digits)
{
    slong prec = (slong)(3.33 * (double)digits) + 64;
    if (arb_is_exact(x) && arb_bits(x) > prec) prec = arb_bits(x);
    arb_get_lbound_arf(lower, x, prec);
    arb_get_ubound_arf(upper, x, prec);
}

void base_decimal_bounds(char **lower, char **upper, const arb_t x, slong digits)
{
    SCOPED(arf, low, high);
    get_ends(low, high, x, digits);
    *lower = base_decimal(low, digits, -1);
    *upper = base_decimal(high, digits, 1);
}

/* How many digits tell lo < hi apart. */
static slong digits_apart(const arb_t lo, const arb_t hi)
{
    SCOPED(mag, size, width);
    SCOPED(arb, gap);
    arb_sub(gap, hi, lo, 64);
    arb_get_mag_lower(width, gap);
    arb_get_mag(size, arf_cmpabs(arb_midref(lo), arb_midref(hi)) > 0 ? lo : hi);
    const double apart =
        mag_is_zero(width) ? 0 : (mag_get_d_log2_approx(size) - mag_get_d_log2_approx(width)) * 0.30103;
    return (slong)apart + 1;
}

void base_decimal_inside(char **lower, char **upper, const arb_t lo, const arb_t hi, slong digits)
{
    digits += digits_apart(lo, hi);
    *lower = base_decimal(arb_midref(lo), digits, 1);
    *upper = base_decimal(arb_midref(hi), digits, -1);
}

/* Puts … at the end of the significant digits. */
static char *with_ellipsis(const char *decimal)
{
    const size_t mantissa = strcspn(decimal, "e");
    return base_text("%.*s…%s", (int)mantissa, decimal, decimal + mantissa);
}

/* The real numbers in [lo, hi], whose ends are of any type that can be spelt with `digits` digits. */
typedef struct {
    const void *lo, *hi;
    char *(*spell)(const void *x, slong digits, int direction, int keep_zeros);
    int is_point, has_sign; /* lo = hi; both ends on the same side of 0 */
    double accurate;        /* digits that all the numbers share */
} ends_t;

/* The decimal that both ends truncate to, at the most digits up to `digits` for which they agree, with …;
   NULL if these are fewer than half of `digits` or, where more are wanted, too few to be worth it. */
static char *common_truncation(const ends_t *x, slong digits, slong wanted)
{
    char *text = NULL;
    for (slong n = digits; text == NULL && n >= FLINT_MIN(FEWEST_COMMON, wanted) && 2 * n >= digits; n--) {
        char *lower = x->spell(x->lo, n, 0, 1), *upper = x->spell(x->hi, n, 0, 1);
        if (strcmp(lower, upper) == 0) text = with_ellipsis(lower);
        flint_free(lower);
        flint_free(upper);
    }
    return text;
}

/* One number that few digits spell; NULL if it is not that. */
static char *exact_text(const ends_t *x, slong digits)
{
    if (x->is_point) digits = FLINT_MAX(digits, PLAIN_DIGITS);
    char *lower = x->spell(x->lo, digits, -1, 0), *upper = x->spell(x->hi, digits, 1, 0);
    const int exact = strcmp(lower, upper) == 0;
    flint_free(upper);
    if (exact) return lower;
    flint_free(lower);
    return NULL;
}

static char *text_between(const ends_t *x, slong digits)
{
    char *text = exact_text(x, digits);
    const slong shared = x->accurate < 0 ? 0 : x->accurate < (double)digits ? (slong)x->accurate : digits;
    if (text == NULL && x->has_sign) text = common_truncation(x, shared, digits);
    if (text != NULL) return text;
    const slong shown = FLINT_MAX(FLINT_MIN(shared + INTERVAL_EXTRA, digits), INTERVAL_FEWEST);
    char *lower = x->spell(x->lo, shown, -1, 0), *upper = x->spell(x->hi, shown, 1, 0);
    text = base_text("[%s, %s]", lower, upper);
    flint_free(lower);
    flint_free(upper);
    return text;
}

static char *spell_arf(const void *x, slong digits, int direction, int keep_zeros)
{
    return decimal(x, digits, direction, keep_zeros);
}

/* How many decimal digits the ball knows. */
static double accurate_digits(const arb_t x)
{
    return (double)arb_rel_accuracy_bits(x) * 0.30103;
}

char *base_decimal_text(const arb_t x, slong digits)
{
    if (arf_is_inf(arb_midref(x)) && mag_is_zero(arb_radref(x)))
        return base_text("%sinfinity", arf_sgn(arb_midref(x)) < 0 ? "-" : "");
    if (!arb_is_finite(x)) return base_text("not determined");
    SCOPED(arf, lo, hi);
    get_ends(lo, hi, x, digits);
    const ends_t range = {.lo = lo,
                          .hi = hi,
                          .spell = spell_arf,
                          .is_point = arf_equal(lo, hi),
                          .has_sign = arf_sgn(lo) * arf_sgn(hi) > 0,
                          .accurate = accurate_digits(x)};
    return text_between(&range, digits);
}

char *base_number_text(const arb_t x)
{
    return base_decimal_text(x, SENTENCE_DIGITS);
}

char *base_size_text(const arb_t x)
{
    if (!arb_is_finite(x)) return base_text("not seen to be finite");
    SCOPED(arf, bound);
    arb_get_abs_ubound_arf(bound, x, 64);
    char *number = base_decimal(bound, 2, 1), *text = base_text("at most %s in size", number);
    flint_free(number);
    return text;
}

/* ---- decimals that are text already ---- */

/* number 10^unit */
typedef struct {
    fmpz_t number, unit;
} decimal_t;

static void decimal_init(decimal_t *x, const char *text)
{
    base_number_t decimal;
    const int negative = *text == '-';
    fmpz_init(x->number);
    fmpz_init(x->unit);
    if (base_number_scan(&decimal, text + negative)) base_number_digits(x->number, x->unit, &decimal);
    if (negative) fmpz_neg(x->number, x->number);
}

static void decimal_clear(decimal_t *x)
{
    fmpz_clear(x->number);
    fmpz_clear(x->unit);
}

static char *spell_decimal(const void *context, slong digits, int direction, int keep_zeros)
{
    const decimal_t *x = context;
    fmpz_t n, unit;
    if (fmpz_is_zero(x->number)) return base_text("0");
    fmpz_init_set(n, x->number);
    fmpz_init_set(unit, x->unit);
    SCOPED(fmpz, power);
    char *all = fmpz_get_str(NULL, 10, n);
    const slong excess = (slong)strlen(all) - (*all == '-') - digits;
    flint_free(all);
    fmpz_ui_pow_ui(power, 10, (ulong)FLINT_ABS(excess));
    if (excess > 0) round_quotient(n, n, power, direction);
    else fmpz_mul(n, n, power);
    fmpz_add_si(unit, unit, excess);
    char *text = spell(n, unit, keep_zeros);
    fmpz_clear(n);
    fmpz_clear(unit);
    return text;
}

char *base_decimal_round(const char *text, slong digits, int direction)
{
    decimal_t x;
    decimal_init(&x, text);
    char *rounded = spell_decimal(&x, digits, direction, 0);
    decimal_clear(&x);
    return rounded;
}

char *base_decimal_text_of(const char *lower, const char *upper, slong digits)
{
    decimal_t lo, hi;
    SCOPED(arb, x, y);
    decimal_init(&lo, lower);
    decimal_init(&hi, upper);
    arb_set_str(x, lower, 4 * digits + 64);
    arb_set_str(y, upper, 4 * digits + 64);
    arb_union(x, x, y, 4 * digits + 64);
    const ends_t range = {.lo = &lo,
                          .hi = &hi,
                          .spell = spell_decimal,
                          .is_point = strcmp(lower, upper) == 0,
                          .has_sign = fmpz_sgn(lo.number) * fmpz_sgn(hi.number) > 0,
                          .accurate = accurate_digits(x)};
    char *text = text_between(&range, digits);
    decimal_clear(&lo);
    decimal_clear(&hi);
    return text;
}

void base_decimal_inside_of(char **lower, char **upper, const char *lo, const char *hi, slong digits)
{
    SCOPED(arb, x, y);
    arb_set_str(x, lo, 4 * digits + 64);
    arb_set_str(y, hi, 4 * digits + 64);
    digits += digits_apart(x, y);
    *lower = base_decimal_round(lo, digits, 1);
    *upper = base_decimal_round(hi, digits, -1);
}
