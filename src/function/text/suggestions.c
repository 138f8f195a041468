/* What an unknown name may have meant: first by meaning, then by spelling. */
#include <limits.h>
#include <string.h>

#include "base/spelling.h"
#include "function/text/named_functions.h"

static const struct {
    const char *name, *meant;
} meanings[] = {{"phi", "Phi"},
                {"cdf", "Phi"},
                {"normcdf", "Phi"},
                {"normal_cdf", "Phi"},
                {"ncdf", "Phi"},
                {"gaussian", "exp(-x^2/2)"},
                {"pdf", "exp(-x^2/2)/sqrt(2*pi)"},
                {"lrelu", "leaky_relu"},
                {"signum", "sign"},
                {"unit_step", "step"},
                {"heavyside", "heaviside"},
                {"theta", "step"},
                {"rectifier", "relu"},
                {"ramp", "relu"},
                {"th", "tanh"},
                {"tgh", "tanh"},
                {"tg", "tan"},
                {"sh", "sinh"},
                {"ch", "cosh"},
                {"arctg", "atan"},
                {"hsigmoid", "hardsigmoid"},
                {"hswish", "hardswish"},
                {"htanh", "hardtanh"},
                {"gelu_new", "gelu_tanh"},
                {"gelu_fast", "gelu_tanh"},
                {"swiglu", "silu"},
                {"log10", "log(x)/log(10)"},
                {"log2", "log(x)/log(2)"},
                {"exp2", "2^x"},
                {"pow", "x^3"},
                {"power", "x^3"},
                {"cube", "x^3"},
                {"sqr", "x^2"},
                {"where", "piecewise"},
                {"if", "piecewise"},
                {"rect", "indicator"},
                {"asin", "atan"},
                {"arcsin", "atan"},
                {"acos", "atan"},
                {"arccos", "atan"},
                {"atanh", "tanh"},
                {"arctanh", "tanh"},
                {"acosh", "asinh"},
                {"arccosh", "asinh"},
                {"gd", "2*atan(tanh(x/2))"},
                {"hermite", "He3"}};

/* candidate, if it is closer to name than *best at the distance *least. */
static void consider(const char **best, int *least, const char *name, const char *candidate)
{
    int distance = base_spelling_cost(name, candidate);

    if (distance >= *least) return;
    *least = distance;
    *best = candidate;
}

const char *name_suggest(const char *name)
{
    static const char *const others[] = {"pi", "He3", "h3"};
    const char *best = NULL, *candidate;
    int least = 2 + 2 * FLINT_MIN(2, (int)FLINT_MIN(strlen(name), BASE_SPELLING_LONGEST) / 2);

    for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
        if (name_is(name, meanings[i].name)) return meanings[i].meant;
    for (int i = 0; (candidate = name_listed(i)) != NULL; i++) consider(&best, &least, name, candidate);
    for (int i = 0; i < 3; i++) consider(&best, &least, name, others[i]);
    return best;
}
