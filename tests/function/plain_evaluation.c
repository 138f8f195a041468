/* Recursive descent over what random_text writes. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plain_evaluation.h"

typedef struct {
    const char *at;
    long double x, largest;
} reader_t;

static long double sum(reader_t *r);

static long double noted(reader_t *r, long double value)
{
    if (!(fabsl(value) <= r->largest)) r->largest = fabsl(value);
    return value;
}

static long double sigmoid(long double u)
{
    return 1 / (1 + expl(-u));
}

static long double softplus(long double u)
{
    return u > 0 ? u + log1pl(expl(-u)) : log1pl(expl(u));
}

static long double phi(long double u)
{
    return erfcl(-u / sqrtl(2)) / 2;
}

static long double call(const char *name, long double u)
{
    static const struct {
        const char *name;
        long double (*function)(long double);
    } simple[] = {{"exp", expl},          {"log", logl},   {"sqrt", sqrtl},   {"sin", sinl},
                  {"cos", cosl},          {"tan", tanl},   {"sinh", sinhl},   {"cosh", coshl},
                  {"tanh", tanhl},        {"atan", atanl}, {"asinh", asinhl}, {"erf", erfl},
                  {"erfc", erfcl},        {"abs", fabsl},  {"Phi", phi},      {"sigmoid", sigmoid},
                  {"softplus", softplus}, {"cbrt", cbrtl}};

    for (size_t i = 0; i < sizeof(simple) / sizeof(simple[0]); i++)
        if (strcmp(name, simple[i].name) == 0) return simple[i].function(u);
    if (strcmp(name, "gelu") == 0) return u * phi(u);
    if (strcmp(name, "silu") == 0) return u * sigmoid(u);
    if (strcmp(name, "mish") == 0) return u * tanhl(softplus(u));
    if (strcmp(name, "gelu_tanh") == 0)
        return u / 2 * (1 + tanhl(sqrtl(2 / acosl(-1)) * (u + 0.044715L * u * u * u)));
    if (strcmp(name, "sign") == 0) return (u > 0) - (u < 0);
    if (strcmp(name, "step") == 0) return u > 0;
    if (strcmp(name, "relu") == 0) return u > 0 ? u : 0;
    if (strcmp(name, "leaky_relu") == 0) return u > 0 ? u : u / 100;
    if (strcmp(name, "elu") == 0) return u > 0 ? u : expm1l(u);
    if (strcmp(name, "selu") == 0)
        return 1.0507009873554804934193349852946L *
               (u > 0 ? u : 1.6732632423543772848170429916717L * expm1l(u));
    if (strcmp(name, "hardtanh") == 0) return u > 1 ? 1 : u < -1 ? -1 : u;
    if (strcmp(name, "softsign") == 0) return u / (1 + fabsl(u));
    if (strcmp(name, "relu6") == 0) return u > 6 ? 6 : u > 0 ? u : 0;
    if (strcmp(name, "hardsigmoid") == 0) return u > 3 ? 1 : u > -3 ? (u + 3) / 6 : 0;
    if (strcmp(name, "hardswish") == 0) return u > 3 ? u : u > -3 ? u * (u + 3) / 6 : 0;
    if (strcmp(name, "softshrink") == 0) return u > 0.5L ? u - 0.5L : u < -0.5L ? u + 0.5L : 0;
    if (strcmp(name, "hardshrink") == 0) return fabsl(u) > 0.5L ? u : 0;
    if (strcmp(name, "logsigmoid") == 0) return -softplus(-u);
    if (strcmp(name, "quick_gelu") == 0) return u * sigmoid(1.702L * u);
    if (strcmp(name, "tanhshrink") == 0) return u - tanhl(u);
    if (strcmp(name, "squareplus") == 0) return (u + sqrtl(u * u + 4)) / 2;
    if (strcmp(name, "snake") == 0) return u + sinl(u) * sinl(u);
    if (strcmp(name, "prelu") == 0) return u > 0 ? u : u / 4;
    if (strcmp(name, "rrelu") == 0) return u > 0 ? u : 11 * u / 48;
    if (strcmp(name, "celu") == 0) return u > 0 ? u : expm1l(u);
    if (strcmp(name, "sech") == 0) return 1 / coshl(u);
    if (strcmp(name, "heaviside") == 0) return u > 0;
    abort();
}

static long double hermite(const char *name, long double u)
{
    int orthonormal = name[0] == 'h', n = atoi(name + (orthonormal ? 1 : 2));
    long double previous = 0, value = 1, norm = 1;

    for (int k = 0; k < n; k++) {
        long double next = u * value - k * previous;

        previous = value;
        value = next;
        norm *= k + 1;
    }
    return orthonormal ? value / sqrtl(norm) : value;
}

static long double named(reader_t *r)
{
    char name[32];
    int length = 0;
    long double u = r->x;

    while (isalnum((unsigned char)*r->at) || *r->at == '_') name[length++] = *r->at++;
    name[length] = '\0';
    if (strcmp(name, "x") == 0) return r->x;
    if (strcmp(name, "pi") == 0) return acosl(-1);
    if (*r->at == '(') {
        r->at++;
        u = sum(r);
        while (*r->at == ',') { /* of max and min */
            long double v;

            r->at++;
            v = sum(r);
            u = (u < v) == (strcmp(name, "max") == 0) ? v : u;
        }
        r->at++;
    }
    if (strcmp(name, "max") == 0 || strcmp(name, "min") == 0) return noted(r, u);
    if ((name[0] == 'h' && isdigit((unsigned char)name[1])) || name[0] == 'H')
        return noted(r, hermite(name, u));
    return noted(r, call(name, u));
}

static long double factor(reader_t *r)
{
    long double value;

    if (*r->at == '-') {
        r->at++;
        return -factor(r);
    }
    if (*r->at == '(') {
        r->at++;
        value = sum(r);
        r->at++;
    } else if (isdigit((unsigned char)*r->at)) {
        value = strtold(r->at, (char **)&r->at);
    } else {
        value = named(r);
    }
    if (*r->at == '^') {
        r->at++;
        value = powl(value, strtol(r->at, (char **)&r->at, 10));
    }
    return noted(r, value);
}

static long double product(reader_t *r)
{
    long double value = factor(r);

    while (*r->at == '*' || *r->at == '/') {
        int divides = *r->at++ == '/';
        long double next = factor(r);

        value = noted(r, divides ? value / next : value * next);
        if (divides) noted(r, 1 / next);
    }
    return value;
}

static long double sum(reader_t *r)
{
    long double value = product(r);

    while (*r->at == '+' || *r->at == '-') {
        int subtracts = *r->at++ == '-';
        long double next = product(r);

        value = noted(r, subtracts ? value - next : value + next);
    }
    return value;
}

long double plain_evaluation(long double *largest, const char *text, long double x)
{
    reader_t r = {text, x, 1};
    long double value = sum(&r);

    *largest = r.largest;
    return value;
}
