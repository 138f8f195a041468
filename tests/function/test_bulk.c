/* Machine arithmetic against balls, and its independence of position. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "function/evaluate/evaluate.h"
#include "function/tree/expression.h"
#include "random_function.h"

#define COUNT 1500

static const char *const texts[] = {
    "tanh",          "erf",        "gelu",        "silu",      "mish",       "relu",
    "softplus",      "h1+0.3*h3",  "h5",          "sigmoid",   "gelu_tanh",  "elu",
    "selu",          "leaky_relu", "hardtanh",    "softsign",  "sin(3*x)",   "cos",
    "atan",          "asinh",      "exp(-x^2/2)", "1/(1+x^2)", "log(1+x^2)", "sqrt(1+x^2)",
    "erfc",          "sinh",       "cosh(x/2)",   "abs",       "sign",       "step",
    "tan(sin(x)/2)", "x^7",        "3",           "x",         "x-x",        "softplus(2*x)-x",
    "pi*x^2-e",      "He4(x/2)"};

/* The error allowed is that of the elementary steps: relative to the largest value nearby, and to the
   condition of f in x, whose rounding to float is not at issue (both see the same x). */
Test(bulk, accuracy)
{
    float *x = malloc(COUNT * sizeof(float)), *y = malloc(COUNT * sizeof(float));
    double *u = malloc(COUNT * sizeof(double)), *v = malloc(COUNT * sizeof(double));
    random_t random;

    random_seed(random, 61);
    for (int i = 0; i < COUNT; i++) u[i] = x[i] = (float)random_uniform(random, -6, 6);
    for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
        wane_function_t f;
        bulk_t bulk;
        arb_t point, value;

        wane_function_init(f);
        arb_init(point);
        arb_init(value);
        function_of(f, texts[t]);
        bulk = bulk_new(f);
        bulk_evaluate_float(y, x, COUNT, bulk);
        bulk_evaluate_double(v, u, COUNT, bulk);
        for (int i = 0; i < COUNT; i += 7) {
            double truth, scale;

            arb_set_d(point, u[i]);
            wane_function_evaluate_real(value, f, point, 100);
            truth = arf_get_d(arb_midref(value), ARF_RND_NEAR);
            scale = fabs(truth) + (strstr(texts[t], "h") != NULL || strchr(texts[t], '-') != NULL ? 1 : 0.02);
            cr_expect(fabs(v[i] - truth) <= 64 * 0x1p-53 * scale * (1 + u[i] * u[i]),
                      "%s(%g) = %.17g, not %.17g", texts[t], u[i], v[i], truth);
            cr_expect(fabs(y[i] - truth) <= 64 * 0x1p-24 * scale * (1 + u[i] * u[i]),
                      "%s(%g) = %.9g, not %.9g", texts[t], u[i], y[i], truth);
        }
        bulk_free(bulk);
        arb_clear(point);
        arb_clear(value);
        wane_function_clear(f);
    }
    free(x);
    free(y);
    free(u);
    free(v);
}

/* However an array is cut, and in place too, each element comes out the same to the last bit. */
Test(bulk, position_independence)
{
    random_t random;

    random_seed(random, 62);
    for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
        float x[COUNT], whole[COUNT], pieces[COUNT];
        double u[COUNT], whole_double[COUNT], pieces_double[COUNT];
        wane_function_t f;
        bulk_t bulk;

        wane_function_init(f);
        function_of(f, texts[t]);
        bulk = bulk_new(f);
        for (int i = 0; i < COUNT; i++) u[i] = x[i] = (float)random_uniform(random, -8, 8);
        bulk_evaluate_float(whole, x, COUNT, bulk);
        bulk_evaluate_double(whole_double, u, COUNT, bulk);
        for (int start = 0; start < COUNT;) {
            int length = 1 + (int)random_below(random, 40);

            if (start + length > COUNT) length = COUNT - start;
            memcpy(pieces + start, x + start, length * sizeof(float));
            bulk_evaluate_float(pieces + start, pieces + start, length, bulk);
            bulk_evaluate_double(pieces_double + start, u + start, length, bulk);
            start += length;
        }
        cr_expect(memcmp(whole, pieces, sizeof(whole)) == 0, "%s", texts[t]);
        cr_expect(memcmp(whole_double, pieces_double, sizeof(whole_double)) == 0, "%s", texts[t]);
        bulk_free(bulk);
        wane_function_clear(f);
    }
}

Test(bulk, expectations)
{
    wane_function_t f;
    bulk_t bulk;
    arb_t value;
    double x = 2, y;

    wane_function_init(f);
    arb_init(value);
    function_of(f, "center(relu)");
    arb_set_d(value, 0.375);
    function_expectation_set(f, 0, value);
    bulk = bulk_new(f);
    bulk_evaluate_double(&y, &x, 1, bulk);
    cr_expect(y == 1.625);
    bulk_free(bulk);
    arb_clear(value);
    wane_function_clear(f);
}

/* A function and its derivative at once are what they are one by one, whether or not one is on the way to the other. */
Test(bulk, pairs)
{
    static const char *const texts[] = {"tanh",   "sigmoid",     "erf", "relu",     "gelu",       "h3",
                                        "sin(x)", "exp(-x^2/2)", "x",   "softplus", "tanh(2*x)^2"};
    enum { LENGTH = 1100 };
    static float x[LENGTH], y[LENGTH], z[LENGTH], one[LENGTH], other[LENGTH];
    static double u[LENGTH], v[LENGTH], w[LENGTH], single[LENGTH], second[LENGTH];
    int shared = 0;
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        wane_function_t f, derivative;
        wane_function_init(f);
        wane_function_init(derivative);
        function_of(f, texts[t]);
        wane_function_derivative(derivative, f);
        bulk_t bulk[2] = {bulk_new(f), bulk_new(derivative)};
        const bulk_pair_t pair = bulk_pair(bulk[0], bulk[1]);
        shared += pair.at >= 0;
        for (int i = 0; i < LENGTH; i++) u[i] = x[i] = (float)(0.01 * i - 5);
        bulk_evaluate_pair_float(y, z, x, LENGTH, &pair);
        bulk_evaluate_float(one, x, LENGTH, bulk[0]);
        bulk_evaluate_float(other, x, LENGTH, bulk[1]);
        cr_expect(memcmp(y, one, sizeof y) == 0 && memcmp(z, other, sizeof z) == 0, "%s", texts[t]);
        bulk_evaluate_pair_double(v, w, u, LENGTH, &pair);
        bulk_evaluate_double(single, u, LENGTH, bulk[0]);
        bulk_evaluate_double(second, u, LENGTH, bulk[1]);
        cr_expect(memcmp(v, single, sizeof v) == 0 && memcmp(w, second, sizeof w) == 0, "%s", texts[t]);
        bulk_free(bulk[0]);
        bulk_free(bulk[1]);
        wane_function_clear(f);
        wane_function_clear(derivative);
    }
    cr_expect(shared >= 3, "tanh, sigmoid, exp(-x^2/2) are on the way to their derivatives: %d", shared);
}
