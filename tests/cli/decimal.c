/* Decimal bounds enclose, are tight, and printed digits
   are right: on random balls, against exact rationals. */
#include <criterion/criterion.h>
#include <flint/arb.h>
#include <flint/fmpq.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/number.h"

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
        base_decimal_bounds(&low, &high, x, digits);
        exact_ends(lower, upper, x);
        cr_assert(base_number_read(shown, low), "%s is not a number", low);
        cr_assert(fmpq_cmp(shown, lower) <= 0 && is_near(shown, lower, digits), "lower bound %s of %s", low,
                  arb_get_str(x, 50, 0));
        cr_assert_leq(significant_digits(low), digits);
        cr_assert(base_number_read(shown, high), "%s is not a number", high);
        cr_assert(fmpq_cmp(shown, upper) >= 0 && is_near(shown, upper, digits), "upper bound %s", high);
        cr_assert_leq(significant_digits(high), digits);
        flint_free(low);
        flint_free(high);
    }
    flint_rand_clear(state);
    arb_clear(x);
    fmpq_clear(lower);
    fmpq_clear(upper);
    fmpq_clear(shown);
}

/* A printed end, finite, as a ball so narrow that only equality is left open. */
static void read_end(arb_t end, const char *text)
{
    cr_assert_eq(arb_set_str(end, text, 3000), 0, "%s is not a number", text);
}

/* What a printed text says: lo <= x <= hi. */
static void read_text(arb_t lo, arb_t hi, const char *text)
{
    char *copy = strdup(text), *cut = strstr(copy, "…"), *comma = strchr(copy, ',');
    if (*copy == '[') {
        cr_assert(comma != NULL && comma[1] == ' ' && text[strlen(text) - 1] == ']', "%s", text);
        copy[strlen(copy) - 1] = 0;
        *comma = 0;
        read_end(lo, copy + 1);
        read_end(hi, comma + 2);
    } else if (cut != NULL) {
        char unit[400], *point = memchr(copy, '.', (size_t)(cut - copy));
        long places = point == NULL ? 0 : cut - point - 1;
        memmove(cut, cut + strlen("…"), strlen(cut + strlen("…")) + 1);
        arb_t width;
        arb_init(width);
        /* Only numbers without an exponent may have trailing zeros before the point. */
        snprintf(unit, sizeof unit, "1e-%ld", places);
        read_end(width, unit);
        if (*cut == 'e') {
            snprintf(unit, sizeof unit, "1%s", cut);
            read_end(lo, unit);
            arb_mul(width, width, lo, 3000);
        }
        read_end(lo, copy);
        arb_set(hi, lo);
        if (*copy == '-') arb_sub(lo, lo, width, 3000);
        else arb_add(hi, hi, width, 3000);
        arb_clear(width);
    } else {
        read_end(lo, copy);
        arb_set(hi, lo);
    }
    free(copy);
}

/* x <= y, where balls that touch are taken to be equal numbers. */
static int at_most(const arb_t x, const arb_t y)
{
    return !arb_gt(x, y);
}

static void expect_enclosure(const char *text, const arb_t x)
{
    arb_t lo, hi, end;
    arb_init(lo);
    arb_init(hi);
    arb_init(end);
    read_text(lo, hi, text);
    arb_get_lbound_arf(arb_midref(end), x, ARF_PREC_EXACT);
    cr_assert(at_most(lo, end), "%s does not enclose", text);
    arb_get_ubound_arf(arb_midref(end), x, ARF_PREC_EXACT);
    cr_assert(at_most(end, hi), "%s does not enclose", text);
    if (!arb_contains_zero(x))
        cr_assert(!arb_contains_zero(lo) && !arb_contains_zero(hi), "%s: no sign", text);
    if (arb_is_positive(x)) cr_assert(arb_is_positive(lo), "%s: no sign", text);
    if (arb_is_negative(x)) cr_assert(arb_is_negative(hi), "%s: no sign", text);
    arb_clear(lo);
    arb_clear(hi);
    arb_clear(end);
}

Test(decimal, text_encloses_and_keeps_signs)
{
    flint_rand_t state;
    arb_t x;
    flint_rand_init(state);
    arb_init(x);
    for (slong i = 0; i < repetitions(20000); i++) {
        random_ball(x, state, i);
        if (!arb_is_finite(x)) continue;
        char *text = base_decimal_text(x, 1 + (slong)n_randint(state, 60));
        expect_enclosure(text, x);
        cr_assert(strstr(text, "+/-") == NULL, "%s", text);
        flint_free(text);
        text = base_number_text(x);
        expect_enclosure(text, x);
        flint_free(text);
    }
    flint_rand_clear(state);
    arb_clear(x);
}

/* Magnitudes 2^(+-2^40) and beyond the range of machine integers. */
Test(decimal, enclosures_of_any_size)
{
    flint_rand_t state;
    arb_t x, factor, end, shown;
    fmpz_t exponent;
    flint_rand_init(state);
    arb_init(x);
    arb_init(factor);
    arb_init(end);
    arb_init(shown);
    fmpz_init(exponent);
    for (slong i = 0; i < repetitions(2000); i++) {
        char *low, *high;
        const slong digits = 1 + (slong)n_randint(state, 60);
        random_ball(x, state, 4 * i + 3 - (i % 3)); /* not from arb_randtest alone */
        if (!arb_is_finite(x)) continue;
        fmpz_randtest(exponent, state, i % 2 == 0 ? 25 : 90);
        arb_mul_2exp_fmpz(x, x, exponent);
        char *text = base_decimal_text(x, digits);
        expect_enclosure(text, x);
        flint_free(text);
        base_decimal_bounds(&low, &high, x, digits);
        read_end(shown, low);
        arb_get_lbound_arf(arb_midref(end), x, ARF_PREC_EXACT);
        cr_assert(at_most(shown, end) && arf_sgn(arb_midref(end)) == arf_sgn(arb_midref(shown)), "%s", low);
        arb_sub(factor, end, shown, 3000); /* tight: by less than a unit of the last digit */
        arb_div(factor, factor, end, 3000);
        arb_set_si(shown, -digits + 2);
        arb_set_si(end, 10);
        arb_pow(end, end, shown, 100);
        arb_abs(factor, factor);
        cr_assert(arb_is_zero(x) || !arb_gt(factor, end), "%s is not tight", low);
        flint_free(low);
        flint_free(high);
    }
    flint_rand_clear(state);
    arb_clear(x);
    arb_clear(factor);
    arb_clear(end);
    arb_clear(shown);
    fmpz_clear(exponent);
}

/* The ends are short enough to be spelt whole. */
static void expect_text(double lo, double hi, slong digits, const char *expected)
{
    arf_t l, h;
    arf_init(l);
    arf_init(h);
    arf_set_d(l, lo);
    arf_set_d(h, hi);
    char *lower = base_decimal(l, 400, -1), *upper = base_decimal(h, 400, 1);
    char *text = base_decimal_text_of(lower, upper, digits);
    cr_assert_str_eq(text, expected);
    flint_free(text);
    flint_free(lower);
    flint_free(upper);
    arf_clear(l);
    arf_clear(h);
}

/* What is printed of bounds in an answer is what is printed of the ball, but where the ball ends beside a
   number with few digits: then it is a decimal with all digits right, or an interval, all the same. */
Test(decimal, text_of_bounds)
{
    flint_rand_t state;
    arb_t x;
    slong same = 0;
    const slong count = repetitions(3000);
    flint_rand_init(state);
    arb_init(x);
    for (slong i = 0; i < count; i++) {
        const slong digits = 1 + (slong)n_randint(state, 40);
        char *lower, *upper;
        arb_randtest(x, state, 2 + (slong)n_randint(state, 200), 20);
        if (n_randint(state, 2)) mag_mul_2exp_si(arb_radref(x), arb_radref(x), -(slong)n_randint(state, 300));
        base_decimal_bounds(&lower, &upper, x, digits + 3);
        char *expected = base_decimal_text(x, digits), *text = base_decimal_text_of(lower, upper, digits);
        same += strcmp(expected, text) == 0;
        const size_t shown = strcspn(text, "…e");
        if (*text != '[' && text[shown] != 0 && strchr(text, 'e') == NULL)
            cr_assert(strncmp(lower, text, shown) == 0 || strncmp(upper, text, shown) == 0, "%s of [%s, %s]",
                      text, lower, upper);
        flint_free(lower);
        flint_free(upper);
        flint_free(expected);
        flint_free(text);
    }
    cr_assert(10 * same >= 9 * count, "%ld of %ld", (long)same, (long)count);
    arb_clear(x);
    flint_rand_clear(state);
}

Test(decimal, rounded_again)
{
    static const struct {
        const char *text;
        slong digits;
        int direction;
        const char *expected;
    } cases[] = {{"0.99996", 4, 1, "1"},     {"0.99996", 4, -1, "0.9999"},
                 {"-0.99996", 4, -1, "-1"},  {"-1.25e-7000000", 2, 0, "-1.2e-7000000"},
                 {"123456", 2, 1, "130000"}, {"0", 3, 1, "0"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = base_decimal_round(cases[i].text, cases[i].digits, cases[i].direction);
        cr_assert_str_eq(text, cases[i].expected);
        flint_free(text);
    }
}

Test(decimal, wide_enclosures_are_intervals)
{
    expect_text(1.0625, 18.9375, 10, "[1.0625, 18.938]");
    expect_text(0.015625, 1, 30, "[0.015625, 1]");
    expect_text(-0.583, 0.583, 10, "[-0.583, 0.583]");
    expect_text(ldexp(1, -200), 1, 10, "[6.223e-61, 1]");
    expect_text(0.5, 0.5, 3, "0.5");
    expect_text(1.2345678, 1.2345679, 10, "1.234567…");
    expect_text(0.99999999, 1.00000001, 10, "[0.9999999899, 1.00000001]");
}

static void expect_decimal(const char *value, slong digits, int direction, const char *expected)
{
    fmpq_t exact;
    arf_t x;
    fmpq_init(exact);
    arf_init(x);
    cr_assert(base_number_read(exact, value));
    arf_set_fmpq(x, exact, 200, ARF_RND_DOWN);
    char *text = base_decimal(x, digits, direction);
    cr_assert_str_eq(text, expected);
    flint_free(text);
    fmpq_clear(exact);
    arf_clear(x);
}

/* Of a rational: the bound in that direction, at most one
   unit of the last digit away, exact where it can be. */
Test(decimal, rationals)
{
    flint_rand_t state;
    fmpq_t x, shown;
    flint_rand_init(state);
    fmpq_init(x);
    fmpq_init(shown);
    for (slong i = 0; i < repetitions(5000); i++) {
        const slong digits = 1 + (slong)n_randint(state, 40);
        fmpq_randtest(x, state, 1 + (slong)n_randint(state, 120));
        for (int direction = -1; direction <= 1; direction += 2) {
            char *text = base_decimal_rational(x, digits, direction);
            cr_assert(base_number_read(shown, text), "%s", text);
            cr_assert(direction * fmpq_cmp(shown, x) >= 0 && is_near(shown, x, digits), "%s", text);
            cr_assert_leq(significant_digits(text), digits);
            flint_free(text);
        }
    }
    fmpq_set_si(x, -1, 200);
    char *text = base_decimal_rational(x, 12, 1);
    cr_assert_str_eq(text, "-0.005");
    flint_free(text);
    fmpq_clear(x);
    fmpq_clear(shown);
    flint_rand_clear(state);
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
    arb_set_str(x, "1.25e21714724", 300);
    char *text = base_decimal_text(x, 30);
    cr_assert(strcmp(text, "1.25e21714724") != 0 && strstr(text, "e21714724") != NULL, "%s", text);
    flint_free(text);
    arb_set_str(x, "-7.125e-98765432109876543210987", 300);
    base_decimal_bounds(&low, &high, x, 5);
    cr_assert_str_eq(low, "-7.1251e-98765432109876543210987");
    cr_assert_str_eq(high, "-7.1249e-98765432109876543210987");
    flint_free(low);
    flint_free(high);
    arb_pos_inf(x);
    text = base_decimal_text(x, 10);
    cr_assert_str_eq(text, "infinity");
    flint_free(text);
    arb_neg_inf(x);
    base_decimal_bounds(&low, &high, x, 10);
    cr_assert_str_eq(low, "-infinity");
    flint_free(low);
    flint_free(high);
    arb_indeterminate(x);
    text = base_decimal_text(x, 10);
    cr_assert_str_eq(text, "not determined");
    flint_free(text);
    base_decimal_bounds(&low, &high, x, 10);
    cr_assert_str_neq(low, "0");
    flint_free(low);
    flint_free(high);
    arb_clear(x);
}
