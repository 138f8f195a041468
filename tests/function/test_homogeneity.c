/* Positive homogeneity: what is claimed must hold at points; what is homogeneous must be recognised. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "function/pieces/homogeneity.h"
#include "random_function.h"

static void value_at(arb_t value, const wane_function_t f, slong numerator)
{
    arb_t point;
    arb_init(point);
    arb_set_si(point, numerator);
    arb_mul_2exp_si(point, point, -5);
    wane_function_evaluate_real(value, f, point, 128);
    arb_clear(point);
}

/* f(2 x) = 2^degree f(x) */
static void check_claim(const char *text)
{
    wane_function_t f;
    slong degree;
    arb_t x, y;
    wane_function_init(f);
    arb_init(x);
    arb_init(y);
    function_of(f, text);
    if (function_homogeneity(&degree, f)) {
        cr_assert_geq(degree, 1);
        for (slong i = -40; i <= 40; i += 3) {
            value_at(x, f, i);
            value_at(y, f, 2 * i);
            arb_mul_2exp_si(x, x, degree);
            cr_assert(arb_overlaps(x, y), "%s is not homogeneous of degree %ld", text, (long)degree);
        }
    }
    arb_clear(x);
    arb_clear(y);
    wane_function_clear(f);
}

Test(homogeneity, claims_hold)
{
    random_t random;
    random_seed(random, 20260301);
    slong repetitions = random_repetitions(1500);
    for (slong i = 0; i < repetitions; i++) {
        char *text = random_text(random, 2, RANDOM_KINKS);
        check_claim(text);
        free(text);
    }
}

Test(homogeneity, recognised)
{
    static const struct {
        const char *text;
        slong degree; /* 0: not homogeneous */
    } cases[] = {{"relu", 1},
                 {"abs(x)", 1},
                 {"leaky_relu(x,-1/2)", 1},
                 {"x", 1},
                 {"-3*x", 1},
                 {"max(x,2*x)", 1},
                 {"relu(x)^2", 2},
                 {"x^2", 2},
                 {"x*abs(x)", 2},
                 {"x^3-abs(x)^3", 3},
                 {"leaky_relu(x,[0.1,0.2])", 1},
                 {"relu(x)+1", 0},
                 {"center(relu)", 0},
                 {"relu(x-1)", 0},
                 {"x+x^2", 0},
                 {"tanh", 0},
                 {"hardtanh", 0},
                 {"sign(x)", 0},
                 {"1", 0},
                 {"h2", 0},
                 {"relu(x)+relu(x)^2", 0},
                 {"elu", 0},
                 {"abs(x+1/7)", 0},
                 {"x*step(x-1)", 0},
                 {"x^2+x^2*step(1/2-x)", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wane_function_t f;
        slong degree = 0;
        wane_function_init(f);
        function_of(f, cases[i].text);
        int found = function_homogeneity(&degree, f);
        cr_assert_eq(found, cases[i].degree > 0, "%s", cases[i].text);
        if (found) cr_assert_eq(degree, cases[i].degree, "%s: degree %ld", cases[i].text, (long)degree);
        wane_function_clear(f);
    }
}
