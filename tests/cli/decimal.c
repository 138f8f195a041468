/* Decimal bounds enclose, are tight, and printed digits are right: on random balls, against exact rationals.
 */
#include <criterion/criterion.h>
#include <flint/arb.h>
#include <flint/fmpq.h>
#include <stdlib.h>
#include <string.h>

#include "cli/decimal.h"
#include "cli/number.h"

static slong repetitions(slong usual)
{
    const char *multiplier = getenv("WANE_TEST_MULTIPLIER");
    return multiplier == NULL ? usual : (slong)(atof(multiplier) * (double)usual);
}

/* The exact ends of a ball. */
static void exact_ends(fmpq_t lower, fmpq_t upper, const arb_t x)
{
    arf_t end;
    arf_init(end);
    arb_get_lbound_arf(end, x, ARF_PREC_EXACT);
    arf_get_fmpq(lower, end);
    arb_get_ubound_arf(end, x, ARF_PREC_EXACT);
    arf_get_fmpq(upper, end);
    arf_clear(end);
}

/* |a - b| <= 10^(1 - digits) |b|. */
static int is_near(const fmpq_t a, const fmpq_t b, slong digits)
{
    fmpq_t difference, allowed;
    fmpq_init(difference);
    fmpq_init(allowed);
    fmpq_sub(difference, a, b);
    fmpq_abs(difference, difference);
    fmpz_ui_pow_ui(fmpq_denref(allowed), 10, (ulong)digits - 1);
    fmpz_one(fmpq_numref(allowed));
    fmpq_mul(allowed, allowed, b);
    fmpq_abs(allowed, allowed);
    int near = fmpq_cmp(difference, allowed) <= 0;
    fmpq_clear(difference);
    fmpq_clear(allowed);
    return near;
}

static slong significant_digits(const char *decimal)
{
    slong count = 0, pending = 0;
    for (; *decimal != 0 && *decimal != 'e'; decimal++) {
        if (*decimal < '0' || *decimal > '9') continue;
        pending += count > 0 || *decimal != '0';
        if (*decimal != '0') count = pending;
    }
    return count;
}

static void random_ball(arb_t x, flint_rand_t state, slong i)
{
    if (i % 4 == 0) arb_randtest(x, state, 1 + (slong)n_randint(state, 300), 10);
    else if (i % 4 == 1) arb_randtest_exact(x, state, 1 + (slong)n_randint(state, 100), 12);
    else arb_randtest_precise(x, state, 1 + (slong)n_randint(state, 400), i % 4 == 2 ? 4 : 9);
    if (i % 7 == 0) arb_set_si(x, (slong)n_randint(state, 2000000) - 1000000);
}

Test(decimal, bounds_enclose_and_are_tight)
{
    flint_rand_t state;
    arb_t x;
    fmpq_t lower, upper, shown;
    flint_rand_init(state);
    arb_init(x);
    fmpq_init(lower);
    fmpq_init(upper);
    fmpq_init(shown);
    for (slong i = 0; i < repetitions(20000); i++) {
        slong digits = 1 + (slong)n_randint(state, 60);
        char *low, *high;
        random_ball(x, state, i);
        if (!arb_is_finite(x)) continue;
        cli_decimal_bounds(&low, &high, x, digits);
        exact_ends(lower, upper, x);
        cr_assert(cli_number_read(shown, low), "%s is not a number", low);
        cr_assert(fmpq_cmp(shown, lower) <= 0 && is_near(shown, lower, digits), "lower bound %s of %s", low,
                  arb_get_str(x, 50, 0));
        cr_assert_leq(significant_digits(low), digits);
        cr_assert(cli_number_read(shown, high), "%s is not a number", high);
        cr_assert(fmpq_cmp(shown, upper) >= 0 && is_near(shown, upper, digits), "upper bound %s", high);
        cr_assert_leq(significant_digits(high), digits);
        free(low);
        free(high);
    }
    flint_rand_clear(state);
    arb_clear(x);
    fmpq_clear(lower);
    fmpq_clear(upper);
    fmpq_clear(shown);
}

/* The set of numbers that a printed text stands for contains the ball. */
static int text_encloses(const char *text, const fmpq_t lower, const fmpq_t upper)
{
    char *copy = strdup(text), *cut = strstr(copy, "…"), *radius = strstr(copy, "[+/- ");
    fmpq_t value, width;
    fmpq_init(value);
    fmpq_init(width);
    if (radius != NULL) {
        *strchr(radius, ']') = 0;
        *radius = 0;
        cr_assert(cli_number_read(width, radius + 5), "%s", text);
    } else if (cut != NULL) {
        char *point = memchr(copy, '.', (size_t)(cut - copy));
        long places = point == NULL ? 0 : cut - point - 1;
        memmove(cut, cut + strlen("…"), strlen(cut + strlen("…")) + 1);
        long exponent = *cut == 'e' ? atol(cut + 1) : 0;
        /* Only numbers without an exponent may have trailing zeros before the point. */
        char unit[40];
        snprintf(unit, sizeof unit, "1e%ld", exponent - places);
        cr_assert(cli_number_read(width, unit));
    }
    if (*copy == 0) fmpq_zero(value);
    else cr_assert(cli_number_read(value, copy), "%s", text);
    fmpq_t low, high;
    fmpq_init(low);
    fmpq_init(high);
    fmpq_set(low, value);
    fmpq_set(high, value);
    if (radius != NULL || (cut != NULL && *copy == '-')) fmpq_sub(low, value, width);
    if (radius != NULL || (cut != NULL && *copy != '-')) fmpq_add(high, value, width);
    int encloses = fmpq_cmp(low, lower) <= 0 && fmpq_cmp(high, upper) >= 0;
    fmpq_clear(value);
    fmpq_clear(width);
    fmpq_clear(low);
    fmpq_clear(high);
    free(copy);
    return encloses;
}

Test(decimal, text_shows_only_right_digits)
{
    flint_rand_t state;
    arb_t x;
    fmpq_t lower, upper;
    flint_rand_init(state);
    arb_init(x);
    fmpq_init(lower);
    fmpq_init(upper);
    for (slong i = 0; i < repetitions(20000); i++) {
        random_ball(x, state, i);
        if (!arb_is_finite(x)) continue;
        char *text = cli_decimal_text(x, 1 + (slong)n_randint(state, 60));
        exact_ends(lower, upper, x);
        cr_assert(text_encloses(text, lower, upper), "%s does not enclose", text);
        free(text);
    }
    flint_rand_clear(state);
    arb_clear(x);
    fmpq_clear(lower);
    fmpq_clear(upper);
}

static void expect_decimal(const char *value, slong digits, int direction, const char *expected)
{
    fmpq_t exact;
    arf_t x;
    fmpq_init(exact);
    arf_init(x);
    cr_assert(cli_number_read(exact, value));
    arf_set_fmpq(x, exact, 200, ARF_RND_DOWN);
    char *text = cli_decimal(x, digits, direction);
    cr_assert_str_eq(text, expected);
    free(text);
    fmpq_clear(exact);
    arf_clear(x);
}

Test(decimal, known_spellings)
{
    expect_decimal("0.5", 10, -1, "0.5");
    expect_decimal("1/3", 4, -1, "0.3333");
    expect_decimal("1/3", 4, 1, "0.3334");
    expect_decimal("-1/3", 4, 1, "-0.3333");
    expect_decimal("-1/3", 4, -1, "-0.3334");
    expect_decimal("-1/3", 4, 0, "-0.3333");
    expect_decimal("999.96", 4, 1, "1000");
    expect_decimal("999.96", 4, -1, "999.9");
    expect_decimal("0", 5, 1, "0");
    expect_decimal("1200000", 3, 0, "1200000");
    expect_decimal("3e30", 3, 1, "3e30");
    expect_decimal("1e-9", 3, 1, "1e-9");
    expect_decimal("1.25e-9", 2, 1, "1.3e-9");
}

Test(decimal, extreme_and_infinite_values)
{
    arb_t x;
    char *low, *high;
    arb_init(x);
    arb_one(x);
    arb_mul_2exp_si(x, x, -(WORD(1) << 40));
    cli_decimal_bounds(&low, &high, x, 10);
    cr_assert_str_eq(low, "0");
    cr_assert_str_eq(high, "1e-3000000");
    free(low);
    free(high);
    arb_inv(x, x, 64);
    arb_neg(x, x);
    cli_decimal_bounds(&low, &high, x, 10);
    cr_assert_str_eq(low, "-inf");
    cr_assert_str_eq(high, "-1e3000000");
    free(low);
    free(high);
    arb_indeterminate(x);
    cli_decimal_bounds(&low, &high, x, 10);
    cr_assert_str_neq(low, "0");
    free(low);
    free(high);
    arb_clear(x);
}
