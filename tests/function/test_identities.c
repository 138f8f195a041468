/* One function in many spellings: they become one expression, which has the values of what was typed and prints
   to what reads back as itself. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "function/pieces/same.h"
#include "plain_evaluation.h"
#include "random_function.h"

typedef struct {
    const char *spelling, *name; /* U stands for the argument */
} identity_t;

static const identity_t identities[] = {
    {"1/(1+exp(-U))", "sigmoid(U)"},
    {"exp(U)/(1+exp(U))", "sigmoid(U)"},
    {"1-sigmoid(-U)", "sigmoid(U)"},
    {"(1+tanh(U/2))/2", "sigmoid(U)"},
    {"1/(1+exp(-U))^3", "sigmoid(U)^3"},
    {"exp(-U)/(1+exp(-U))^2", "sigmoid(U)*sigmoid(-U)"},
    {"exp(-(2*U))*sigmoid(U)^2", "sigmoid(-U)^2"},
    {"log(1+exp(U))", "softplus(U)"},
    {"U+log(1+exp(-U))", "softplus(U)"},
    {"-log(sigmoid(-U))", "softplus(U)"},
    {"exp(softplus(U))", "1+exp(U)"},
    {"exp(-softplus(U))", "sigmoid(-U)"},
    {"U/(1+exp(-U))", "silu(U)"},
    {"2/(1+exp(-2*U))-1", "tanh(U)"},
    {"1-2/(1+exp(2*U))", "tanh(U)"},
    {"(1-exp(-2*U))/(1+exp(-2*U))", "tanh(U)"},
    {"(exp(2*U)-1)/(exp(2*U)+1)", "tanh(U)"},
    {"(exp(U)-exp(-U))/(exp(U)+exp(-U))", "tanh(U)"},
    {"sinh(U)/cosh(U)", "tanh(U)"},
    {"tanh(U)*cosh(U)", "sinh(U)"},
    {"(exp(U)+exp(-U))/2", "cosh(U)"},
    {"(exp(U)-exp(-U))/2", "sinh(U)"},
    {"2/(exp(U)+exp(-U))", "sech(U)"},
    {"2*exp(U)/(1+exp(2*U))", "sech(U)"},
    {"2*atan(exp(U))-pi/2", "2*atan(tanh(U/2))"},
    {"atan(sinh(U))", "2*atan(tanh(U/2))"},
    {"log(exp(U)+exp(-U))", "softplus(2*U)-U"},
    {"log(2*cosh(U))", "softplus(2*U)-U"},
    {"log(cosh(U))+log(2)", "softplus(2*U)-U"},
    {"U*tanh(log(1+exp(U)))", "mish(U)"},
    {"U/2*(1+erf(U/sqrt(2)))", "gelu(U)"},
    {"U*(1-erfc(U/sqrt(2))/2)", "gelu(U)"},
    {"U*erfc(-U/sqrt(2))/2", "gelu(U)"},
    {"2*Phi(U)-1", "erf(U/sqrt(2))"},
    {"1-erf(U)", "erfc(U)"},
    {"1-Phi(U)", "Phi(-U)"},
    {"2-erfc(U)", "erfc(-U)"},
    {"U/2*(1+tanh(sqrt(2/pi)*(U+0.044715*U^3)))", "gelu_tanh(U)"},
    {"sin(U+pi/2)", "cos(U)"},
    {"cos(U-pi/2)", "sin(U)"},
    {"sin(U+pi)", "-sin(U)"},
    {"cos(U-3*pi)", "-cos(U)"},
    {"sin(pi/2-U)", "cos(U)"},
    {"sigmoid(U)+sigmoid(-U)", "1+0*U"},
    {"sigmoid(U)-sigmoid(-U)", "tanh(U/2)"},
    {"Phi(U)+Phi(-U)", "1+0*U"},
    {"erfc(U)+erfc(-U)", "2+0*U"},
    {"relu(U)-relu(-U)", "U"},
    {"relu(U)+relu(-U)", "abs(U)"},
    {"softplus(U)-softplus(-U)", "U"},
    {"(U+abs(U))/2", "relu(U)"},
    {"U-relu(U)", "-relu(-U)"},
    {"2*relu(U)-U", "abs(U)"},
    {"relu(U)-relu(-U)/100", "leaky_relu(U)"},
    {"max(U,0)", "relu(U)"},
    {"max(0,U)", "relu(U)"},
    {"min(U,0)", "-relu(-U)"},
    {"U*step(U)", "relu(U)"},
    {"U*sign(U)", "abs(U)"},
    {"abs(U)^3*U", "U^3*abs(U)"},
    {"sqrt(U^2)", "abs(U)"},
    {"sqrt(9*U^4)", "3*U^2"},
    {"sqrt(exp(U))", "exp(U/2)"},
    {"asinh(sinh(U))", "U"},
    {"sinh(asinh(U))", "U"},
    {"cosh(asinh(U))", "sqrt(1+U^2)"},
    {"tan(atan(U))", "U"},
    {"log(exp(U))", "U"},
    {"abs(U^2)", "U^2"},
    {"abs(1+cos(U))", "1+cos(U)"},
    {"abs(cos(U)-1)", "1-cos(U)"},
    {"relu(tanh(U)-1)", "0*U"},
    {"hardtanh(cos(U))", "cos(U)"},
    {"abs(abs(U)+exp(U))", "abs(U)+exp(U)"},
    {"sqrt(abs(U))^2", "abs(U)"},
    {"sqrt(abs(U))^5", "U^2*sqrt(abs(U))"},
    {"relu(abs(U)+1)", "abs(U)+1"},
    {"relu(3-2*relu(U))", "relu(3-2*U)-2*relu(-U)"},
    {"relu(2*relu(U)-1)", "relu(2*U-1)"},
};

/* Of these, one spelling is one expression for arguments of degree 1. */
static const identity_t of_lines[] = {
    {"max(0,min(1,U/6+1/2))", "hardsigmoid(U)"},
    {"min(max(U/6+1/2,0),1)", "hardsigmoid(U)"},
    {"min(max(0,U+3),6)/6", "hardsigmoid(U)"},
    {"U*min(max(0,U+3),6)/6", "hardswish(U)"},
    {"min(max(0,U),6)", "relu6(U)"},
    {"max(-1,min(1,U))", "hardtanh(U)"},
    {"min(max(U,-1),1)", "hardtanh(U)"},
    {"relu(U+1)-relu(U-1)-1", "hardtanh(U)"},
    {"max(U,U/100)", "leaky_relu(U)"},
    {"U-min(max(U,-1/2),1/2)", "softshrink(U)"},
    {"piecewise(U<-1,-1,U<1,U,1)", "hardtanh(U)"},
    {"piecewise(U>1,1,U>-1,U,-1)", "hardtanh(U)"},
    {"piecewise(U<0,0,U)", "relu(U)"},
    {"piecewise(U<0,U/100,U)", "leaky_relu(U)"},
    {"piecewise(U<-3,0,U<3,U/6+1/2,1)", "hardsigmoid(U)"},
};

static const char *const arguments[] = {"x",       "(2*x)",  "(x/3-1)",    "(1/2-x)",     "(-x)",
                                        "(x^2-1)", "sin(x)", "(x-exp(x))", "(2+x*cos(x))"};

static void put(char *text, const char *pattern, const char *argument)
{
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == 'U' && (pattern[1] != 'n')) text += sprintf(text, "%s", argument);
        else *text++ = *pattern;
    }
    *text = '\0';
}

static int are_equal(const wane_function_t f, const wane_function_t g)
{
    int result;

    SCOPED(fmpq, ratio);
    result = function_ratio(ratio, f, g) && fmpq_is_one(ratio);
    return result;
}

static void expect_values(const wane_function_t f, const char *text, random_t random)
{
    SCOPED(arb, x, value);
    for (int i = 0; i < 20; i++) {
        double point = random_uniform(random, -4, 4), found;
        long double largest, truth = plain_evaluation(&largest, text, point);

        arb_set_d(x, point);
        wane_function_evaluate_real(value, f, x, 128);
        found = arf_get_d(arb_midref(value), ARF_RND_NEAR);
        cr_assert(arb_rel_accuracy_bits(value) > 60 || mag_cmp_2exp_si(arb_radref(value), -60) < 0,
                  "%s at %g", text, point);
        cr_assert(fabsl(truth - (long double)found) <= 1e-12L * (1 + largest),
                  "%s at %.17g: %.17g, not %.17Lg", text, point, found, truth);
    }
}

static void expect_identity(const identity_t *identity, const char *argument, random_t random)
{
    char left[400], right[400], *printed;

    SCOPED(wane_function, f, g, again);
    put(left, identity->spelling, argument);
    put(right, identity->name, argument);
    function_of(f, left);
    function_of(g, right);
    printed = wane_function_print(f);
    cr_expect(are_equal(f, g), "%s is %s, not %s", left, printed, right);
    function_of(again, printed);
    cr_expect(are_equal(f, again), "%s prints as %s", left, printed);
    flint_free(printed);
    if (strstr(left, "piecewise") == NULL) expect_values(f, left, random);
    expect_values(g, right, random);
}

Test(identities, spellings)
{
    random_t random;

    random_seed(random, 1);
    for (size_t i = 0; i < sizeof(identities) / sizeof(identities[0]); i++)
        for (size_t j = 0; j < sizeof(arguments) / sizeof(arguments[0]); j++)
            expect_identity(identities + i, arguments[j], random);
}

Test(identities, spellings_of_lines)
{
    random_t random;

    random_seed(random, 2);
    for (size_t i = 0; i < sizeof(of_lines) / sizeof(of_lines[0]); i++)
        for (size_t j = 0; j < 5; j++) expect_identity(of_lines + i, arguments[j], random);
}

/* Kinked functions whose expressions differ and whose pieces are the same. */
Test(identities, pieces)
{
    static const struct {
        const char *f, *g;
        int expected;
    } cases[] = {{"piecewise(x<0,exp(x)-1,x)", "elu", 1},
                 {"piecewise(x<0,2-2*exp(x),-2*x)", "elu", 1},
                 {"piecewise(-1<x<1,x,sign(x))", "hardtanh", 1},
                 {"step(x+1)*step(1-x)", "indicator(-1<x<1)", 1},
                 {"abs(abs(x)-1)", "piecewise(x<-1,-x-1,x<0,x+1,x<1,1-x,x-1)", 1},
                 {"max(x,-x,1)", "max(abs(x),1)", 1},
                 {"x^2*step(x)", "relu(x)^2", 1},
                 {"piecewise(x<0,exp(x)-1,x+1)", "elu", 0},
                 {"piecewise(x<1,exp(x)-1,x)", "elu", 0},
                 {"abs(x)*sin(x)", "abs(sin(x))*x", 0}};

    SCOPED(wane_function, f, g);
    SCOPED(fmpq, ratio);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        function_of(f, cases[i].f);
        function_of(g, cases[i].g);
        cr_expect_eq(function_is_multiple(ratio, f, g), cases[i].expected, "%s, %s", cases[i].f, cases[i].g);
        if (cases[i].expected) cr_expect(fmpq_cmp_si(ratio, i == 1 ? -2 : 1) == 0, "%s", cases[i].f);
    }
}
