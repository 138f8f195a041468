/* Admission: which functions are accepted and why others are not; growth bounds at many points. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "function/facts/facts.h"
#include "function/tree/expression.h"
#include "random_function.h"

static void accepted(const char *text)
{
    wane_function_t f;
    wane_message_t message = {{"", 0}};
    growth_t growth;

    wane_function_init(f);
    growth_init(growth);
    function_of(f, text);
    cr_expect(wane_function_check(f, message) == WANE_OK, "%s: %s", text, message->text);
    cr_expect(function_expectation_count(f) > 0 || function_growth(growth, f), "growth of %s", text);
    growth_clear(growth);
    wane_function_clear(f);
}

static void refused(const char *text, long column, const char *fragment)
{
    wane_function_t f;
    wane_message_t message = {{"", 0}};

    wane_function_init(f);
    function_of(f, text);
    cr_expect(wane_function_check(f, message) == WANE_BAD_INPUT, "%s was accepted", text);
    cr_expect(message->column == column, "%s: column %ld, not %ld (%s)", text, message->column, column,
              message->text);
    cr_expect(strstr(message->text, fragment) != NULL, "%s: \"%s\" lacks \"%s\"", text, message->text,
              fragment);
    wane_function_clear(f);
}

Test(check, accepted)
{
    static const char *const texts[] = {"1/(1+x^2)",
                                        "1/(1+exp(-x))",
                                        "log(1+x^2)",
                                        "sqrt(1+x^2)",
                                        "sqrt([0, 1])*x",
                                        "x+sqrt(1-[0, 1])",
                                        "x+sqrt(sin(pi))",
                                        "x/(1+abs(x))",
                                        "exp(-x^2)",
                                        "exp(x^2/8)",
                                        "exp(3*x)",
                                        "tanh(20*x)",
                                        "tanh(x/20)",
                                        "sin(30*x)",
                                        "x^30",
                                        "log(2+sin(x))",
                                        "1/cosh(x)",
                                        "1/(x^2-x+1)",
                                        "sqrt(abs(x))",
                                        "sqrt(x^2)",
                                        "log(1+exp(-x))",
                                        "tanh(exp(x^2))",
                                        "exp(-x^4+x^3)",
                                        "exp(-x^2)*exp(x^2/8)",
                                        "tan(sin(x))",
                                        "exp(-abs(x))",
                                        "1/(2+cos(x))^3",
                                        "x^2/(1+x^4)",
                                        "exp(0.2*x^2+5*x)",
                                        "sinh(3*x)",
                                        "cosh(x)^2",
                                        "relu",
                                        "step",
                                        "sign",
                                        "elu",
                                        "selu",
                                        "gelu",
                                        "gelu_tanh",
                                        "mish",
                                        "hardtanh",
                                        "softsign",
                                        "leaky_relu(x,-0.5)",
                                        "center(relu)",
                                        "normalize(gelu)",
                                        "normalize(center(relu))",
                                        "max(x,0,-x)",
                                        "h100",
                                        "h3(2*x)",
                                        "0*x",
                                        "exp(x)/(1+exp(x))",
                                        "[1,2]*x/([1,2]+x^2)",
                                        "2^x",
                                        "(1+x^2)^(1/3)",
                                        "(1+x^2)^-1.5",
                                        "exp([0.1,0.2]*x^2)",
                                        "sqrt(1-cos(x))",
                                        "1/(1/(1+x^2))"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) accepted(texts[i]);
}

Test(check, refused)
{
    refused("exp(x^2)", 1, "exp(x^2)");
    refused("exp(x^2/2)", 1, "grows too fast");
    refused("exp(x^2/4)", 1, "grows too fast");
    refused("1+tanh(x)*exp(x^2/3)", 11, "grows too fast");
    refused("exp(x^3)", 1, "grows too fast");
    refused("sinh(x^2)", 1, "sinh(x^2)");
    refused("exp(exp(x))", 1, "grows too fast");
    refused("exp([0.2,0.3]*x^2)", 1, "grows too fast");
    refused("1/x", 3, "division by x: not bounded away from 0 near x = 0");
    refused("log(x)", 1, "log(x)");
    refused("sqrt(x)", 1, "negative near x = 0");
    refused("1+tan(x)", 3, "pole");
    refused("tanh(1/x)", 8, "division by x");
    refused("log(sin(x))", 1, "log(sin(x))");
    refused("1/sin(x)", 3, "sin(x)");
    refused("x^(1/2)", 2, "sqrt(x)");
    refused("1/(x^2-2)", 4, "near x = ");
    refused("log(abs(x))", 1, "near x = 0");
    refused("0*log(x)", 3, "log(x)");
    refused("x/x", 3, "division by x");
    refused("center(exp(x^2))", 8, "grows too fast");
    refused("1/(1/x)", 6, "division by x");
    refused("1/(1/(1+x^2)+1/(1+x^4))", 9, "large |x|");
    refused("sqrt(x^3+1)", 1, "negative");
    refused("sqrt([-1, 1])*x", 1, "sqrt([-1, 1]): its argument may be negative");
    refused("x+sqrt(1-2*[0, 1])", 3, "its argument may be negative");
    refused("step(log(-5/2))*x", 1, "this constant is not defined");
    refused("x/(1+abs(sqrt([-1, 1])))", 10, "its argument may be negative");
    refused("log(-2)*x", 1, "not defined");
    refused("1/[-1,1]", 3, "not defined");
}

/* |f(x)| <= factor (1+|x|)^degree exp(linear |x| + quadratic x^2), near and far. */
/* Nothing of a part that is gone is taken for the part that has its place in memory. */
Test(check, what_grows_too_fast_beside_other_terms)
{
    char text[80];
    for (int k = 2; k < 60; k++) {
        snprintf(text, sizeof text, "exp(0.1*sqrt(%d+x^2)+0.4*x^2*sin(x))", k);
        refused(text, 1, "grows too fast");
    }
}

static int bounded_at(const wane_function_t f, const growth_t growth, double x)
{
    arb_t point, value, bound, size;
    int result;

    arb_init(point);
    arb_init(value);
    arb_init(bound);
    arb_init(size);
    arb_set_d(point, x);
    arb_set_d(size, fabs(x));
    wane_function_evaluate_real(value, f, point, 200);
    arf_set_mag(arb_midref(bound), growth->quadratic);
    arb_mul(bound, bound, size, 100);
    arf_set_mag(arb_midref(value), arb_radref(value)); /* scratch */
    wane_function_evaluate_real(value, f, point, 200);
    {
        arb_t linear;
        arb_init(linear);
        arf_set_mag(arb_midref(linear), growth->linear);
        arb_add(bound, bound, linear, 100);
        arb_clear(linear);
    }
    arb_mul(bound, bound, size, 100);
    arb_exp(bound, bound, 100);
    arb_add_ui(size, size, 1, 100);
    arb_pow_ui(size, size, growth->degree, 100);
    arb_mul(bound, bound, size, 100);
    arf_set_mag(arb_midref(size), growth->factor);
    mag_zero(arb_radref(size));
    arb_mul(bound, bound, size, 100);
    arb_abs(value, value);
    arb_sub(bound, value, bound, 100);
    result = !arb_is_positive(bound);
    arb_clear(point);
    arb_clear(value);
    arb_clear(bound);
    arb_clear(size);
    return result;
}

/* Functions that come close to each rule's bound. */
Test(growth, tight)
{
    static const char *const texts[] = {"log(1+x^10)",      "exp(-x^2+6*x)",    "exp(x^2/8+x)",
                                        "log(1/100+x^2)",   "sqrt(1+x^6)",      "h30",
                                        "exp(x+tanh(x))",   "exp(x*tanh(x))",   "cosh(2*x)*x^3",
                                        "log(cosh(x))",     "sqrt(exp(x^2/4))", "1/(1/10+x^2)",
                                        "exp(3-x^4+2*x^2)", "log(exp(x^2)+2)"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        wane_function_t f;
        growth_t growth;

        wane_function_init(f);
        growth_init(growth);
        function_of(f, texts[i]);
        cr_expect(function_growth(growth, f), "%s", texts[i]);
        for (int j = -400; j <= 400; j++)
            cr_expect(bounded_at(f, growth, j / 16.0), "%s at %g", texts[i], j / 16.0);
        growth_clear(growth);
        wane_function_clear(f);
    }
}

Test(growth, sampled)
{
    random_t random;
    slong repetitions = random_repetitions(1000), known = 0;

    random_seed(random, 51);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f;
        growth_t growth;

        wane_function_init(f);
        growth_init(growth);
        random_function(f, random, 3, RANDOM_KINKS | RANDOM_PARTIAL | (i % 2 == 0 ? RANDOM_INTERVALS : 0));
        if (i % 5 == 0) wane_function_derivative(f, f);
        if (function_growth(growth, f)) {
            char *text = wane_function_print(f);

            for (int j = 0; j < 20; j++) {
                double x = ldexp(random_uniform(random, -1, 1), (int)random_below(random, 9));
                cr_expect(bounded_at(f, growth, x), "%s at %g", text, x);
            }
            flint_free(text);
            known++;
        }
        growth_clear(growth);
        wane_function_clear(f);
    }
    cr_expect(2 * known > repetitions, "only %ld", (long)known);
}

/* What is admitted evaluates to finite values everywhere on the line, at enough precision. */
Test(check, admitted_is_defined)
{
    random_t random;
    slong repetitions = random_repetitions(600), admitted = 0;

    random_seed(random, 52);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f;
        wane_message_t message;

        wane_function_init(f);
        random_function(f, random, 3, RANDOM_KINKS | RANDOM_PARTIAL);
        if (wane_function_check(f, message) == WANE_OK) {
            char *text = wane_function_print(f);
            arb_t x, value;

            arb_init(x);
            arb_init(value);
            for (int j = 0; j < 10; j++) {
                arb_set_d(x, ldexp(random_uniform(random, -1, 1), (int)random_below(random, 7)));
                wane_function_evaluate_real(value, f, x, 4000);
                cr_expect(arb_is_finite(value), "%s", text);
            }
            arb_clear(x);
            arb_clear(value);
            flint_free(text);
            admitted++;
        }
        wane_function_clear(f);
    }
    cr_expect(4 * admitted > repetitions, "only %ld", (long)admitted);
}

static void kink_is(const char *text, const char *expected, long expected_column)
{
    wane_function_t f;
    const char *name = NULL;
    slong column = -1;
    int found;

    wane_function_init(f);
    function_of(f, text);
    found = function_has_kinks(f, &name, &column);
    if (expected == NULL) cr_expect(!found, "%s", text);
    else
        cr_expect(found && strcmp(name, expected) == 0 && column == expected_column, "%s: %s at %ld", text,
                  name, (long)column);
    wane_function_clear(f);
}

Test(kinks, found)
{
    kink_is("tanh", NULL, 0);
    kink_is("1+relu(x)", "relu", 3);
    kink_is("tanh(abs(x))", "abs", 6);
    kink_is("sign", "sign", 1);
    kink_is("gelu+h3", NULL, 0);
    kink_is("sqrt(1+x^2)", NULL, 0);
    kink_is("x+sqrt(x^2+x^4)", "sqrt", 3);
    kink_is("max(x,1)", "relu", 1);
    kink_is("abs(-3)*x", NULL, 0);
}
