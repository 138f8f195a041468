/* Derivatives, parity, parts, ratios, centring, expectations: structure against values. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "function/evaluate/evaluate.h"
#include "function/facts/facts.h"
#include "function/pieces/affine.h"
#include "function/pieces/same.h"
#include "function/tree/expression.h"
#include "random_function.h"

static void value_at(arb_t value, const wane_function_t f, double x, slong prec)
{
    arb_t point;

    arb_init(point);
    arb_set_d(point, x);
    wane_function_evaluate_real(value, f, point, prec);
    arb_clear(point);
}

/* f(b) - f(a) lies in (b - a) f'([a, b]). */
Test(derivative, mean_value_theorem)
{
    random_t random;
    slong repetitions = random_repetitions(1500), used = 0;

    random_seed(random, 31);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f, d;
        arb_t x, slope, a, b;
        double left = random_uniform(random, -3, 3), width = random_uniform(random, 0, 0.01);

        wane_function_init(f);
        wane_function_init(d);
        arb_init(x);
        arb_init(slope);
        arb_init(a);
        arb_init(b);
        random_function(f, random, 3, RANDOM_KINKS);
        for (slong order = random_below(random, 3); order > 0; order--) wane_function_derivative(f, f);
        wane_function_derivative(d, f);
        arb_set_d(x, left + width);
        mag_set_d(arb_radref(x), width);
        {
            acb_t z; /* only where no kink is near */
            acb_init(z);
            arb_set(acb_realref(z), x);
            function_evaluate_holomorphic(z, f, z, 128);
            if (acb_is_finite(z)) {
                char *text = wane_function_print(f);
                wane_function_evaluate_real(slope, d, x, 128);
                value_at(a, f, left + width / 4, 128);
                value_at(b, f, left + width / 2, 128);
                arb_sub(b, b, a, 128);
                arb_set_d(a, left + width / 2);
                arb_set_d(x, left + width / 4);
                arb_sub(a, a, x, 128);
                arb_mul(slope, slope, a, 128);
                cr_expect(!arb_is_finite(slope) || arb_overlaps(slope, b), "%s", text);
                used += arb_is_finite(slope);
                flint_free(text);
            }
            acb_clear(z);
        }
        arb_clear(x);
        arb_clear(slope);
        arb_clear(a);
        arb_clear(b);
        wane_function_clear(f);
        wane_function_clear(d);
    }
    cr_expect(2 * used > repetitions, "only %ld used", (long)used);
}

/* Six derivatives of the activations stay small enough to print and evaluate. */
Test(derivative, repeated)
{
    static const char *const texts[] = {"gelu",     "mish",      "silu", "tanh",
                                        "softplus", "gelu_tanh", "selu", "1/(1+x^2)"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        wane_function_t f;
        arb_t value;

        wane_function_init(f);
        arb_init(value);
        function_of(f, texts[i]);
        for (int order = 0; order < 6; order++) wane_function_derivative(f, f);
        value_at(value, f, 0.3, 128);
        cr_expect(arb_rel_accuracy_bits(value) > 60, "%s", texts[i]);
        arb_clear(value);
        wane_function_clear(f);
    }
}

Test(parity, truth)
{
    random_t random;
    slong repetitions = random_repetitions(2000), claimed = 0, split = 0;

    random_seed(random, 32);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f, even, odd, mirrored;
        arb_t plus, minus, sum;
        double x = random_uniform(random, 0, 3);
        char *text;
        wane_parity_t parity;

        wane_function_init(f);
        wane_function_init(even);
        wane_function_init(odd);
        wane_function_init(mirrored);
        arb_init(plus);
        arb_init(minus);
        arb_init(sum);
        random_function(f, random, 3, RANDOM_KINKS | RANDOM_INTERVALS);
        text = wane_function_print(f);
        parity = wane_function_parity(f);
        function_reflect(mirrored, f);
        value_at(plus, f, x, 100);
        value_at(minus, f, -x, 100);
        value_at(sum, mirrored, x, 100);
        cr_expect(!arb_is_finite(minus) || !arb_is_finite(sum) || arb_overlaps(minus, sum),
                  "reflection of %s", text);
        if (parity == WANE_PARITY_ODD) arb_neg(minus, minus);
        if (parity == WANE_PARITY_ZERO) arb_zero(minus);
        if (parity != WANE_PARITY_NONE && arb_is_finite(plus) && arb_is_finite(minus)) {
            cr_expect(arb_overlaps(plus, minus), "parity of %s", text);
            claimed++;
        }
        if (function_split(even, odd, f)) {
            wane_parity_t e = wane_function_parity(even), o = wane_function_parity(odd);

            cr_expect(e == WANE_PARITY_EVEN || e == WANE_PARITY_ZERO, "even part of %s", text);
            cr_expect(o == WANE_PARITY_ODD || o == WANE_PARITY_ZERO, "odd part of %s", text);
            function_add(even, even, odd);
            value_at(sum, even, x, 100);
            cr_expect(!arb_is_finite(sum) || !arb_is_finite(plus) || arb_overlaps(sum, plus), "parts of %s",
                      text);
            split += parity == WANE_PARITY_NONE;
        }
        flint_free(text);
        arb_clear(plus);
        arb_clear(minus);
        arb_clear(sum);
        wane_function_clear(f);
        wane_function_clear(even);
        wane_function_clear(odd);
        wane_function_clear(mirrored);
    }
    cr_expect(5 * claimed > repetitions && 20 * split > repetitions, "%ld claimed, %ld split", (long)claimed,
              (long)split);
}

static void has_parity(const char *text, wane_parity_t parity)
{
    wane_function_t f;

    wane_function_init(f);
    function_of(f, text);
    cr_expect(wane_function_parity(f) == parity, "%s", text);
    wane_function_clear(f);
}

Test(parity, recognised)
{
    has_parity("tanh", WANE_PARITY_ODD);
    has_parity("hardtanh", WANE_PARITY_ODD);
    has_parity("softsign", WANE_PARITY_ODD);
    has_parity("h1+0.3*h3", WANE_PARITY_ODD);
    has_parity("abs(x+1)+abs(x-1)", WANE_PARITY_EVEN);
    has_parity("x*sin(x)+cos(tanh(x))", WANE_PARITY_EVEN);
    has_parity("tanh-tanh(x)", WANE_PARITY_ZERO);
    has_parity("gelu", WANE_PARITY_NONE);
    has_parity("(x+1)^2-(x-1)^2", WANE_PARITY_ODD);
    has_parity("[1,2]*x^2+pi", WANE_PARITY_EVEN);
}

static void odd_part_is(const char *text, const char *expected)
{
    wane_function_t f, even, odd, truth;
    fmpq_t ratio;

    wane_function_init(f);
    wane_function_init(even);
    wane_function_init(odd);
    wane_function_init(truth);
    fmpq_init(ratio);
    function_of(f, text);
    function_of(truth, expected);
    cr_expect(function_split(even, odd, f), "%s is not split", text);
    cr_expect(function_ratio(ratio, odd, truth) && fmpq_is_one(ratio), "odd part of %s", text);
    fmpq_clear(ratio);
    wane_function_clear(f);
    wane_function_clear(even);
    wane_function_clear(odd);
    wane_function_clear(truth);
}

Test(parity, odd_parts)
{
    odd_part_is("gelu", "x/2");
    odd_part_is("silu", "x/2");
    odd_part_is("gelu_tanh", "x/2");
    odd_part_is("relu", "x/2");
    odd_part_is("softplus", "x/2");
    odd_part_is("sigmoid", "tanh(x/2)/2");
    odd_part_is("exp", "sinh");
    odd_part_is("leaky_relu(x,-0.5)", "x/4");
    odd_part_is("center(gelu)", "x/2");
    odd_part_is("sin(x+x^2)", "cos(x^2)*sin(x)");
}

static void ratio_is(const char *a, const char *b, slong p, ulong q)
{
    wane_function_t f, g;
    fmpq_t ratio, expected;

    wane_function_init(f);
    wane_function_init(g);
    fmpq_init(ratio);
    fmpq_init(expected);
    function_of(f, a);
    function_of(g, b);
    if (q == 0) {
        cr_expect(!function_ratio(ratio, f, g), "%s over %s", a, b);
    } else {
        fmpq_set_si(expected, p, q);
        cr_expect(function_ratio(ratio, f, g) && fmpq_equal(ratio, expected), "%s over %s", a, b);
    }
    fmpq_clear(ratio);
    fmpq_clear(expected);
    wane_function_clear(f);
    wane_function_clear(g);
}

Test(ratio, recognised)
{
    ratio_is("2*tanh(x)", "tanh", 2, 1);
    ratio_is("tanh", "tanh(x)*2", 1, 2);
    ratio_is("3*relu", "relu", 3, 1);
    ratio_is("tanh+x", "2*x+2*tanh", 1, 2);
    ratio_is("-gelu", "gelu(x)/3", -3, 1);
    ratio_is("h1+h3", "2*h3+2*x", 1, 2);
    ratio_is("(x+1)^2", "3*x^2+6*x+3", 1, 3);
    ratio_is("sqrt(2)*h2", "x^2-1", 1, 1);
    ratio_is("tanh", "tanh(2*x)", 0, 0);
    ratio_is("h1+0.3*h3", "h1+0.31*h3", 0, 0);
    ratio_is("[1,2]*x", "[1,2]*x", 0, 0);
    ratio_is("pi*tanh", "tanh", 0, 0);
    ratio_is("tanh", "x-x", 0, 0);
    ratio_is("center(relu)", "2*relu-2*mean(relu)", 1, 2);
    ratio_is("x*tanh(x)*(2+2*exp(x))", "tanh(x)*x*(exp(x)+1)", 2, 1);
}

static void centered(const char *text, int expected)
{
    wane_function_t f;

    wane_function_init(f);
    function_of(f, text);
    cr_expect(function_is_centered(f) == expected, "%s", text);
    wane_function_clear(f);
}

Test(centered, recognised)
{
    centered("tanh", 1);
    centered("center(relu)", 1);
    centered("3*center(gelu)-center(relu)/2+h4", 1);
    centered("h3+0.5*h2", 1);
    centered("x^2-1", 1);
    centered("normalize(center(relu))", 1);
    centered("center(gelu)+tanh", 1);
    centered("[1,2]*h2", 1);
    centered("relu", 0);
    centered("x^2", 0);
    centered("center(relu)+1/1000", 0);
    centered("normalize(relu)", 0);
    centered("center(relu)^2", 0);
}

Test(expectation, nested)
{
    wane_function_t f, g, d;
    arb_t value, x;

    wane_function_init(f);
    wane_function_init(g);
    wane_function_init(d);
    arb_init(value);
    arb_init(x);
    function_of(f, "normalize(center(relu))+x");
    cr_assert(function_expectation_count(f) == 2);
    function_expectation_integrand(g, f, 0);
    cr_expect(function_expectation_count(g) == 0);
    function_expectation_integrand(g, f, 1);
    cr_expect(function_expectation_count(g) == 1);
    function_expectation_get(value, f, 0);
    cr_expect(!arb_is_finite(value));
    arb_one(x);
    wane_function_evaluate_real(value, f, x, 64);
    cr_expect(!arb_is_finite(value));
    /* f = (relu - 1/4)/sqrt(1/9) + x with stand-ins for the two expectations. */
    wane_function_derivative(d, f);
    arb_set_d(value, 0.25);
    function_expectation_set(f, 0, value);
    arb_one(value);
    arb_div_ui(value, value, 9, 64);
    function_expectation_set(f, 1, value);
    wane_function_evaluate_real(value, f, x, 64);
    arb_sub_ui(value, value, 3, 64);
    arb_mul_2exp_si(value, value, 2);
    cr_expect(arb_contains_si(value, 1) && arb_rel_accuracy_bits(value) > 40);
    wane_function_evaluate_real(value, d, x, 64); /* set through f, seen by f' */
    cr_expect(arb_contains_si(value, 4) && arb_rel_accuracy_bits(value) > 40);
    function_of(f, "center(h3+x^2)");
    cr_expect(function_expectation_count(f) == 0);
    function_of(f, "center(tanh)");
    cr_expect(function_expectation_count(f) == 0);
    arb_clear(value);
    arb_clear(x);
    wane_function_clear(f);
    wane_function_clear(g);
    wane_function_clear(d);
}

static void parse_with(wane_function_t f, const char *text, const char *b, const char *c)
{
    wane_message_t message;
    const wane_parameter_t parameters[] = {{"b", b}, {"c", c}};

    cr_assert_eq(wane_function_parse(f, text, parameters, 2, message), WANE_OK, "%s: %s", text,
                 message->text);
}

/* Every member lies between the least and the greatest function at the corners: derivations/22 (40). */
Test(affine, members_lie_between_the_corners)
{
    static const struct {
        const char *text;
        affine_t kind;
        slong corners;
    } expected[] = {
        {"h1+b*h3", AFFINE_ITSELF, 2},
        {"h1+b^2*h3", AFFINE_ENCLOSING, 2},
        {"b^2+sin(b)*tanh", AFFINE_ENCLOSING, 4},
        {"(1+b)*h2+cos(b)*h3", AFFINE_ENCLOSING, 4},
        {"c*h1+exp(b)*c^2*(h2+b^2*h4)", AFFINE_ENCLOSING, 8},
        {"b^2*h1+b^2*h3-b^2*relu", AFFINE_ENCLOSING, 2},
        {"x/(2+b)+tan(b)", AFFINE_ENCLOSING, 4},
        {"tanh(b*x)", AFFINE_NOT, 0},
        {"center(b^2*x^2)", AFFINE_NOT, 0},
        {"h3", AFFINE_NOT, 0},
    };
    random_t random;

    random_seed(random, 40);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        wane_function_t f, hull, corner, member;
        arb_t all, one;

        wane_function_init(f);
        wane_function_init(hull);
        wane_function_init(corner);
        wane_function_init(member);
        arb_init(all);
        arb_init(one);
        parse_with(f, expected[i].text, "[0, 3/4]", "[-1/4, 1/2]");
        cr_assert_eq(function_affine_hull(hull, f), expected[i].kind, "%s", expected[i].text);
        if (expected[i].kind != AFFINE_NOT)
            cr_assert_eq(function_corner_count(hull), expected[i].corners, "%s", expected[i].text);
        for (int j = 0; j < 20 && expected[i].kind != AFFINE_NOT; j++) {
            const double x = random_uniform(random, -3, 3);
            char b[40];

            snprintf(b, sizeof b, "%d/80", (int)random_uniform(random, 0, 60.9));
            parse_with(member, expected[i].text, b, j % 2 == 0 ? "1/3" : "-1/5");
            value_at(one, member, x, 64);
            for (slong k = 0; k < function_corner_count(hull); k++) {
                arb_t value;

                arb_init(value);
                function_at_corner(corner, hull, k);
                cr_assert(!function_has_intervals(corner));
                value_at(value, corner, x, 64);
                if (k == 0) arb_set(all, value);
                else arb_union(all, all, value, 64);
                arb_clear(value);
            }
            cr_assert(arb_overlaps(all, one), "%s: b = %s, x = %g", expected[i].text, b, x);
        }
        arb_clear(all);
        arb_clear(one);
        wane_function_clear(f);
        wane_function_clear(hull);
        wane_function_clear(corner);
        wane_function_clear(member);
    }
}

/* f - ratio g is the same at all points, and E g = 0: derivations/22 (42). */
Test(same, multiples_of_a_centered_function)
{
    static const struct {
        const char *f, *g;
        int is, ratio;
    } expected[] = {
        {"2*tanh+1", "tanh", 1, 2},
        {"leaky_relu(x,0.2)", "center(leaky_relu(x,0.2))", 1, 1},
        {"5-3*leaky_relu(-x,0.2)", "center(leaky_relu(-x,0.2))", 1, -3},
        {"center(2*gelu)+1", "center(gelu)", 1, 2},
        {"2*gelu+1", "gelu", 0, 0}, /* E gelu != 0 */
        {"2*tanh+x", "tanh", 0, 0},
        {"3", "tanh", 0, 0},
        {"leaky_relu(x,0.3)", "center(leaky_relu(x,0.2))", 0, 0},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        wane_function_t f, g;
        fmpq_t ratio;

        wane_function_init(f);
        wane_function_init(g);
        fmpq_init(ratio);
        parse_with(f, expected[i].f, "0", "0");
        parse_with(g, expected[i].g, "0", "0");
        cr_assert_eq(function_is_multiple_of_centered(ratio, f, g), expected[i].is, "%s, %s", expected[i].f,
                     expected[i].g);
        if (expected[i].is) cr_assert(fmpq_equal_si(ratio, expected[i].ratio), "%s", expected[i].f);
        fmpq_clear(ratio);
        wane_function_clear(f);
        wane_function_clear(g);
    }
}
