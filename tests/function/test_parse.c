/* Reading: what expressions mean, and where and why others are refused. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "function/facts/facts.h"
#include "random_function.h"

static void same(const char *a, const char *b)
{
    wane_function_t f, g;
    fmpq_t ratio;

    wane_function_init(f);
    wane_function_init(g);
    fmpq_init(ratio);
    function_of(f, a);
    function_of(g, b);
    cr_expect(function_ratio(ratio, f, g) && fmpq_is_one(ratio), "%s is not %s", a, b);
    fmpq_clear(ratio);
    wane_function_clear(f);
    wane_function_clear(g);
}

Test(parse, meaning)
{
    same("1+2*3^2", "19");
    same("2^3^2", "512");
    same("-x^2", "-(x^2)");
    same("2^-1*x", "x/2");
    same("--x", "x");
    same("6/2/3*x", "x");
    same("0.3*x", "3/10*x");
    same(".5*x", "x/2");
    same("1.*x", "x");
    same("1e-3*x", "x/1000");
    same("2E+2*x", "200*x");
    same("tanh", "tanh(x)");
    same("h1 + 0.3 * h3", "h1(x)+3/10*h3(x)");
    same("He3", "x^3-3*x");
    same("h2", "(x^2-1)/sqrt(2)");
    same("h3(2*x)", "((2*x)^3-3*(2*x))/sqrt(6)");
    same("swish", "silu");
    same("quad", "x^2");
    same("max(x,0)", "relu");
    same("min(x,0)", "-relu(-x)");
    same("x^2-2*x+1", "(x-1)^2");
    same("relu(3*x)", "3*relu");
    same("abs(-2*x)", "2*abs");
    same("tanh(-x)", "-tanh");
    same("e^x", "exp");
    same("x^(3/2)", "sqrt(x)^3");
    same("sqrt(4)*x", "2*x");
    same("sqrt(2)^2*x", "2*x");
    same("max(1,2,x)", "2+relu(x-2)");
}

/* Names as people type them. */
Test(parse, spellings)
{
    same("ReLU", "relu");
    same("GELU", "gelu");
    same("LeakyReLU(x, 0.2)", "leaky_relu(x,1/5)");
    same("Hard_Tanh", "hardtanh");
    same("X**2", "x^2");
    same("x ** -2 * x**3", "x^(-2) * x^3");
    same("-x**2", "-(x^2)");
    same("PI*x", "pi*x");
    same("he3+HE2", "He3+He2");
    same("sgn", "sign");
    same("ln(1+x^2)", "log(1+x^2)");
    same("logistic", "sigmoid");
    same("arctan+arcsinh", "atan+asinh");
    same("heaviside(x, 1/2)", "step");
    same("swish(x, 2)", "x*sigmoid(2*x)");
    same("prelu", "leaky_relu(x, 1/4)");
    same("rrelu", "leaky_relu(x, 11/48)");
    same("rrelu(x, 0, 1/2)", "leaky_relu(x, 1/4)");
    same("celu(x, 1)", "elu");
    same("relu6(x+3)/6", "hardsigmoid");
    same("clip(x, 0, 1)", "min(max(x,0),1)");
    same("clamp(x, 0, 1)", "min(max(0,x),1)");
    same("softplus(x, 2)", "softplus(2*x)/2");
    same("hardtanh(x, -2, 3)", "clip(x,-2,3)");
    same("max(x,0,x^2)", "max(0,x,x^2)");
}

Test(parse, conditions)
{
    same("indicator(x>1)", "step(x-1)");
    same("indicator(x<=1)", "step(1-x)");
    same("indicator(-1<x<2)", "step(x+1)-step(x-2)");
    same("indicator(2 >= x >= -1)", "step(x+1)-step(x-2)");
    same("indicator(2<x<1)", "step(x-2)*step(1-x)");
    same("indicator(0<x<x^2)", "step(x)*step(x^2-x)");
    same("piecewise(x<0, 0, x^2)", "step(x)*x^2");
    same("piecewise(x>0, x)", "x*step(x)");
}

static void close_to(const char *text, const char *expected)
{
    wane_function_t f;
    arb_t x, value, truth;

    wane_function_init(f);
    arb_init(x);
    arb_init(value);
    arb_init(truth);
    function_of(f, text);
    arb_set_d(x, 0.75);
    wane_function_evaluate_real(value, f, x, 100);
    arb_set_str(truth, expected, 100);
    cr_expect(arb_overlaps(value, truth) && arb_rel_accuracy_bits(value) > 80, "%s at 0.75", text);
    arb_clear(x);
    arb_clear(value);
    arb_clear(truth);
    wane_function_clear(f);
}

/* Reference values at x = 3/4 computed with another program (mpmath, 25 digits). */
Test(parse, activations_at_three_quarters)
{
    close_to("gelu", "0.5800294857173488505047034 +/- 1e-24");
    close_to("silu", "0.5093840243815447298697601 +/- 1e-24");
    close_to("softplus", "1.13687100611489994366984 +/- 1e-23");
    close_to("sigmoid", "0.6791786991753929731596801 +/- 1e-24");
    close_to("softsign", "0.428571428571428571428571428571 +/- 1e-30");
    close_to("hardtanh", "0.75");
    close_to("leaky_relu(-x)", "-0.0075");
    close_to("leaky_relu(-x,0.2)", "-0.15");
    close_to("elu(-x)", "-0.5276334472589852928619535 +/- 1e-24");
    close_to("elu(-x,2)", "-1.055266894517970585723907 +/- 1e-23");
    close_to("asinh", "0.6931471805599453094172321 +/- 1e-24");
    close_to("erfc", "0.2888443663464848684010622 +/- 1e-24");
    close_to("step(x)-step(-x)", "1");
    close_to("sign(-x)", "-1");
}

static void refused(const char *text, long column, const char *fragment)
{
    wane_function_t f, before;
    wane_message_t message = {{"", -1}};
    fmpq_t ratio;

    wane_function_init(f);
    wane_function_init(before);
    fmpq_init(ratio);
    function_of(f, "tanh");
    function_of(before, "tanh");
    cr_expect(wane_function_parse(f, text, NULL, 0, message) == WANE_BAD_INPUT, "%s was accepted", text);
    cr_expect(message->column == column, "%s: column %ld, not %ld (%s)", text, message->column, column,
              message->text);
    cr_expect(strstr(message->text, fragment) != NULL, "%s: \"%s\" lacks \"%s\"", text, message->text,
              fragment);
    cr_expect(strchr(message->text, '\n') == NULL);
    cr_expect(function_ratio(ratio, f, before), "f changed on failure");
    fmpq_clear(ratio);
    wane_function_clear(f);
    wane_function_clear(before);
}

Test(parse, refusals)
{
    refused("", 1, "found the end");
    refused("x+", 3, "found the end");
    refused("2*(x+1", 7, "close the parenthesis of column 3");
    refused("x)", 2, "expected an operator or the end, found \")\"");
    refused("tahn(x)", 1, "did you mean");
    refused("1+ softpluss", 4, "\"softplus\"");
    refused("wibble", 1, "unknown name \"wibble\"");
    refused("2x", 2, "did you mean 2*x?");
    refused("1+2 exp(x)", 5, "did you mean 2*exp(…)?");
    refused("2(x+1)", 2, "did you mean 2*(…)?");
    refused("(x+1)(x-1)", 6, "did you mean (…)*(…)?");
    refused("tanh x", 6, "did you mean tanh(x)?");
    refused("relu(3x)", 7, "did you mean 3*x?");
    refused("x 2^x", 3, "did you mean x*2?");
    refused("tahn", 1, "\"tanh\"");
    refused("lrelu", 1, "\"leaky_relu\"");
    refused("phi(x)", 1, "\"Phi\"");
    refused("signum", 1, "\"sign\"");
    refused("heavyside", 1, "\"heaviside\"");
    refused("log10(2+x^2)", 1, "log(x)/log(10)");
    refused("H3", 1, "\"h3\", orthonormal, or \"He3\"");
    refused("indicator(x)", 11, "expected a condition");
    refused("indicator(1<x>0)", 15, "one direction");
    refused("piecewise(x>0,1,x<1)", 20, "value after the last condition");
    refused("piecewise(x>0,1,0,x)", 18, "after the value otherwise");
    refused("piecewise(1,x)", 11, "expected a condition");
    refused("x>1", 2, "expected an operator");
    refused("x^x", 2, "constant exponent");
    refused("x^1000000", 2, "exponent too large");
    refused("(x^200)^200", 8, "exponent too large");
    refused("(sin(x)^1500)^1500", 14, "exponent too large");
    refused("3^99999999", 2, "exponent too large");
    refused("x^99999999999999999999999999", 2, "exponent too large");
    refused("h10001", 1, "degree too large");
    refused("h200(h200)", 1, "degree too large");
    refused("1/0", 2, "division by zero");
    refused("x/(1-1)", 2, "division by zero");
    refused("0^-1", 2, "division by zero");
    refused("[2,1]*x", 1, "lo <= hi");
    refused("[1,x]", 1, "rational");
    refused("[1 2]", 4, "\",\" between");
    refused("min(x)", 1, "too few");
    refused("tanh(x,1)", 7, "too many");
    refused("leaky_relu(x,x)", 1, "number as the argument 2");
    refused("rrelu(x,1,x)", 1, "argument 3");
    refused("center", 7, "expected \"(\"");
    refused("x \xc2\xa7", 3, "found \"\xc2\xa7\"");
    refused("x \xc2", 3, "0xc2");
    refused("x \xe2\x28\xa1", 3, "0xe2");
    refused("x\x01", 2, "0x01");
    refused("1e2000", 1, "number too long");
    refused("$", 1, "found \"$\"");
    refused(".", 1, "digit");
}

Test(parse, sizes)
{
    char *text = malloc(3000000);
    wane_function_t f;
    wane_message_t message;

    wane_function_init(f);
    memset(text, '7', 1000000);
    text[1000000] = '\0';
    cr_expect(wane_function_parse(f, text, NULL, 0, message) == WANE_BAD_INPUT);
    memset(text, '(', 10000);
    strcpy(text + 10000, "x");
    cr_expect(wane_function_parse(f, text, NULL, 0, message) == WANE_BAD_INPUT);
    memset(text, '-', 10000);
    cr_expect(wane_function_parse(f, text, NULL, 0, message) == WANE_BAD_INPUT);
    for (int i = 0; i < 6000; i++) memcpy(text + 3 * i, "2^x" + (i % 2), 3);
    text[18000] = '\0';
    cr_expect(wane_function_parse(f, text, NULL, 0, message) == WANE_BAD_INPUT);
    for (int i = 0; i < 9000; i++) memcpy(text + 2 * i, "x+", 2);
    strcpy(text + 18000, "x");
    cr_expect(wane_function_parse(f, text, NULL, 0, message) == WANE_OK);
    free(text);
    wane_function_clear(f);
}

Test(parse, parameters)
{
    const wane_parameter_t parameters[] = {{"b", "3/10"}, {"c", "[-0.5, 1/4]"}, {"bad", "abc"},
                                           {"tanh", "1"}, {"late", "1 2"},      {"odd", "x"}};
    wane_function_t f, g;
    wane_message_t message;
    arb_t x, value;
    fmpq_t ratio;

    wane_function_init(f);
    wane_function_init(g);
    arb_init(x);
    arb_init(value);
    fmpq_init(ratio);
    cr_assert(wane_function_parse(f, "h1+b*h3", parameters, 6, message) == WANE_OK);
    function_of(g, "h1+0.3*h3");
    cr_expect(function_ratio(ratio, f, g) && fmpq_is_one(ratio));
    /* One parameter is one unknown, wherever it stands. */
    cr_assert(wane_function_parse(f, "c*x-x*c", parameters, 6, message) == WANE_OK);
    cr_expect(wane_function_parity(f) == WANE_PARITY_ZERO);
    cr_assert(wane_function_parse(f, "[0,1]*x-[0,1]*x", parameters, 6, message) == WANE_OK);
    cr_expect(wane_function_parity(f) != WANE_PARITY_ZERO);
    cr_assert(wane_function_parse(f, "c*x", parameters, 6, message) == WANE_OK);
    arb_set_si(x, 4);
    wane_function_evaluate_real(value, f, x, 64);
    cr_expect(arb_contains_si(value, -2) && arb_contains_si(value, 1) && !arb_contains_si(value, 2));
    cr_expect(wane_function_parse(f, "1+bad", parameters, 6, message) == WANE_BAD_INPUT &&
              message->column == 3);
    cr_expect(strstr(message->text, "\"bad\"") != NULL);
    cr_expect(wane_function_parse(f, "tanh", parameters, 6, message) == WANE_BAD_INPUT);
    cr_expect(wane_function_parse(f, "late", parameters, 6, message) == WANE_BAD_INPUT);
    cr_expect(wane_function_parse(f, "odd", parameters, 6, message) == WANE_BAD_INPUT);
    fmpq_clear(ratio);
    arb_clear(x);
    arb_clear(value);
    wane_function_clear(f);
    wane_function_clear(g);
}

/* Whatever bytes come in, a message or a function comes out. */
Test(parse, stray_bytes)
{
    static const char alphabet[] = "x0123456789.+-*/^()[], etanhrlupisqcm_$#\xff\x80\n";
    random_t random;
    slong repetitions = random_repetitions(3000);

    random_seed(random, 11);
    for (slong i = 0; i < repetitions; i++) {
        char text[40];
        slong length = random_below(random, 39);
        wane_function_t f;
        wane_message_t message = {{"", 0}};

        for (slong j = 0; j < length; j++) text[j] = alphabet[random_below(random, sizeof(alphabet) - 1)];
        text[length] = '\0';
        wane_function_init(f);
        if (wane_function_parse(f, text, NULL, 0, message) == WANE_OK) {
            char *printed = wane_function_print(f);
            flint_free(printed);
        } else {
            cr_expect(message->text[0] != '\0' && message->column >= 1 && message->column <= length + 1);
        }
        wane_function_clear(f);
    }
}

/* print, then parse: the same values, and the same text again. */
Test(print, round_trip)
{
    random_t random;
    slong repetitions = random_repetitions(400), finite = 0;

    random_seed(random, 12);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f, g;
        char *text;
        arb_t x, a, b;

        wane_function_init(f);
        wane_function_init(g);
        arb_init(x);
        arb_init(a);
        arb_init(b);
        random_function(f, random, 4, RANDOM_KINKS | RANDOM_PARTIAL | RANDOM_INTERVALS);
        if (i % 3 == 0) wane_function_derivative(f, f);
        text = wane_function_print(f);
        function_of(g, text);
        arb_set_d(x, random_uniform(random, -3, 3));
        wane_function_evaluate_real(a, f, x, 128);
        wane_function_evaluate_real(b, g, x, 128);
        cr_expect(!arb_is_finite(a) || !arb_is_finite(b) || arb_overlaps(a, b), "%s", text);
        finite += arb_is_finite(a) && arb_is_finite(b);
        flint_free(text);
        arb_clear(x);
        arb_clear(a);
        arb_clear(b);
        wane_function_clear(f);
        wane_function_clear(g);
    }
    cr_expect(2 * finite > repetitions, "only %ld of %ld finite", (long)finite, (long)repetitions);
}
