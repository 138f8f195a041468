/* Functions that are steep somewhere, or turn very often: against adaptive integration. */
#include <criterion/criterion.h>

#include "hermite/coefficients/coefficients.h"
#include "independent_table.h"
#include "random_function.h"

#define LENGTH 13

/* The coefficients to prec bits, against the integral from left to right and what is left out, at most 2^-outside. */
static void expect(const char *text, slong left_end, slong right_end, slong length, slong prec, slong outside)
{
    wane_function_t f;
    wane_message_t message;
    slong k;
    arb_t left, right;
    arb_ptr c = _arb_vec_init(length), truth = _arb_vec_init(length);
    wane_function_init(f);
    arb_init(left);
    arb_init(right);
    arb_set_si(left, left_end);
    arb_set_si(right, right_end);
    function_of(f, text);
    cr_assert(hermite_coefficients(c, length, f, prec, NULL, message) == WANE_OK, "%s: %s", text,
              message->text);
    cr_assert(independent_table(truth, length, f, left, right, prec + 32), "%s", text);
    for (k = 0; k < length; k++) arb_add_error_2exp_si(truth + k, -outside);
    const char *wrong = disagreement(&k, c, truth, length, prec);
    cr_assert(wrong == NULL, "%s: c_%ld %s", text, (long)k, wrong);
    _arb_vec_clear(c, length);
    _arb_vec_clear(truth, length);
    arb_clear(left);
    arb_clear(right);
    wane_function_clear(f);
}

/* The mass beyond 40 is below 2^-1000. */
static void expect_on_line(const char *text)
{
    expect(text, -40, 40, LENGTH, 80, 1000);
}

Test(steep, compositions_of_the_error_function)
{
    expect_on_line("Phi(Phi(x))");
    expect_on_line("gelu(gelu(x))");
    expect_on_line("erf(gelu(x))");
    expect_on_line("erf(erf(erf(x)))");
}

Test(steep, thin_strips)
{
    expect_on_line("tanh(300*x)");
    expect_on_line("tanh(10^6*x-1)");
    expect_on_line("tanh(10^20*x)");
    expect_on_line("1/(1+10^12*x^2)");
    expect_on_line("exp(-x^40)");
    expect_on_line("tanh(tanh(tanh(x^3)))");
}

/* |f| <= 1 and |h_k| <= |x|^3 for k <= 3, |x| >= 9: beyond 9 at most 2 * 9^2 phi(9) (1 + 2/81) < 2^-50 */
Test(steep, many_turns)
{
    expect("sin(exp(x))", -12, 9, 4, 36, 50);
}

/* A kink beside a function that oscillates in the complex plane; truth on either side of 2. */
Test(steep, enclosures_beside_a_kink_are_narrow)
{
    wane_function_t f;
    wane_message_t message;
    const slong length = 61;
    slong k;
    arb_t end[3];
    arb_ptr c = _arb_vec_init(length), truth = _arb_vec_init(length), part = _arb_vec_init(length);
    static const char *const side[] = {"h4-(erf(He5)+gelu_tanh(sqrt(2)))*(x-2)",
                                       "h4+(erf(He5)+gelu_tanh(sqrt(2)))*(x-2)"};
    wane_function_init(f);
    for (int i = 0; i < 3; i++) {
        arb_init(end[i]);
        arb_set_si(end[i], (slong[]){-40, 2, 40}[i]);
    }
    function_of(f, "(h4)+((erf(He5)+gelu_tanh(sqrt(2))))*abs(x-(2))");
    cr_assert(hermite_coefficients(c, length, f, 80, NULL, message) == WANE_OK, "%s", message->text);
    for (int i = 0; i < 2; i++) {
        function_of(f, side[i]);
        cr_assert(independent_table(part, length, f, end[i], end[i + 1], 112));
        _arb_vec_add(truth, truth, part, length, 200);
    }
    const char *wrong = disagreement(&k, c, truth, length, 80);
    cr_assert(wrong == NULL, "c_%ld %s", (long)k, wrong);
    for (int i = 0; i < 3; i++) arb_clear(end[i]);
    _arb_vec_clear(c, length);
    _arb_vec_clear(truth, length);
    _arb_vec_clear(part, length);
    wane_function_clear(f);
}
