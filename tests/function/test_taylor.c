/* Power series of functions against their repeated derivatives and against sums of the series. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "function/evaluate/taylor.h"
#include "random_function.h"

#define ORDER 5
#define PREC 128

/* k! c[k] is the k-th derivative at the point, by structure. */
static int check_derivatives(const char *text, const arb_t x, int narrow)
{
    wane_function_t f;
    arb_ptr c = _arb_vec_init(ORDER);
    arb_t value;
    int used = 0;
    arb_init(value);
    wane_function_init(f);
    function_of(f, text);
    function_taylor(c, ORDER, f, x, PREC);
    for (slong k = 0; k < ORDER; k++) {
        wane_function_evaluate_real(value, f, x, PREC);
        arb_mul_ui(c + k, c + k, k < 2 ? 1 : k == 2 ? 2 : k == 3 ? 6 : 24, PREC);
        if (arb_is_finite(c + k) && arb_is_finite(value)) {
            used = 1;
            cr_assert(arb_overlaps(c + k, value), "%s: derivative %ld", text, (long)k);
            if (narrow && !arb_contains_zero(value))
                cr_assert_geq(arb_rel_accuracy_bits(c + k), PREC / 4, "%s: derivative %ld is wide", text,
                              (long)k);
        }
        wane_function_derivative(f, f);
    }
    arb_clear(value);
    wane_function_clear(f);
    _arb_vec_clear(c, ORDER);
    return used;
}

Test(taylor, coefficients_are_derivatives)
{
    static const char *texts[] = {
        "tanh",       "erf(2*x)",      "gelu",         "silu",       "softplus(3*x)",
        "mish",       "log(2+sin(x))", "sqrt(1+x^2)",  "atan(x)",    "asinh(x-1)",
        "1/(1+x^2)",  "exp(-x^2)",     "h5",           "He4(x)",     "elu(x-1/7)",
        "erfc(x)*x",  "cosh(x/2)",     "relu(x+1/3)",  "abs(x-1/5)", "tan(sin(x)/2)",
        "sigmoid(x)", "gelu_tanh",     "x^7*cos(x+1)", "sinh(x)/3",  "selu(x)"};
    arb_t x;
    arb_init(x);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        for (slong n = -9; n <= 9; n += 2) {
            arb_set_si(x, n);
            arb_mul_2exp_si(x, x, -3);
            cr_assert(check_derivatives(texts[i], x, 1), "%s at %ld/8: nothing to compare", texts[i],
                      (long)n);
        }
    arb_clear(x);
}

Test(taylor, random_functions_on_points_and_balls)
{
    random_t random;
    arb_t x;
    arb_init(x);
    random_seed(random, 20260401);
    slong repetitions = random_repetitions(600), used = 0;
    for (slong i = 0; i < repetitions; i++) {
        char *text = random_text(random, 3, RANDOM_KINKS | RANDOM_TAME);
        arb_set_d(x, random_uniform(random, -3, 3));
        if (i % 3 == 0) mag_set_d(arb_radref(x), 1e-12);
        used += check_derivatives(text, x, 0);
        free(text);
    }
    cr_assert_geq(2 * used, repetitions, "only %ld compared", (long)used);
    arb_clear(x);
}
