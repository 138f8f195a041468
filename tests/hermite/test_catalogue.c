#include <criterion/criterion.h>
#include <string.h>

#include "independent.h"
#include "independent_table.h"
#include "random_function.h"
#include "hermite/kernel/kernels.h"

#define LENGTH 61
#define PREC 80
#define RANGE 40 /* the mass beyond is below 2^-TRUTH_PREC for all that follows */
#define TRUTH_PREC 112

/* The integrals of a function given stretch by stretch: formula, breakpoint, formula, …, NULL. */
static void truth_of_stretches(arb_ptr truth, const char *const *stretch, slong prec)
{
    arb_t left, right;
    wane_function_t f, b;
    arb_ptr part = _arb_vec_init(LENGTH);
    arb_init(left);
    arb_init(right);
    wane_function_init(f);
    wane_function_init(b);
    _arb_vec_zero(truth, LENGTH);
    arb_set_si(left, -RANGE);
    for (;; stretch += 2) {
        function_of(f, stretch[0]);
        if (stretch[1] == NULL) {
            arb_set_si(right, RANGE);
        } else {
            function_of(b, stretch[1]); /* a constant */
            wane_function_evaluate_real(right, b, left, 2 * prec);
        }
        cr_assert(independent_table(part, LENGTH, f, left, right, prec), "%s", stretch[0]);
        _arb_vec_add(truth, truth, part, LENGTH, 2 * prec);
        if (stretch[1] == NULL) break;
        arb_swap(left, right);
    }
    for (slong k = 0; k < LENGTH; k++) arb_add_error_2exp_si(truth + k, -prec);
    _arb_vec_clear(part, LENGTH);
    arb_clear(left);
    arb_clear(right);
    wane_function_clear(b);
    wane_function_clear(f);
}

static void expect(const char *text, arb_srcptr truth)
{
    wane_function_t f;
    wane_message_t message;
    slong k;
    arb_ptr c = _arb_vec_init(LENGTH);
    wane_function_init(f);
    function_of(f, text);
    cr_assert(wane_function_check(f, message) == WANE_OK, "%s: %s", text, message->text);
    cr_assert(hermite_coefficients(c, LENGTH, f, PREC, NULL, message) == WANE_OK, "%s: %s", text,
              message->text);
    const char *wrong = disagreement(&k, c, truth, LENGTH, PREC);
    cr_assert(wrong == NULL, "%s: c_%ld %s", text, (long)k, wrong);
    _arb_vec_clear(c, LENGTH);
    wane_function_clear(f);
}

/* The stretches are given by hand, so nothing of the search for breakpoints is shared. */
typedef struct {
    const char *text, *stretch[10];
} entry_t;

static void expect_entries(const entry_t *entry, slong count)
{
    arb_ptr truth = _arb_vec_init(LENGTH);
    for (slong i = 0; i < count; i++) {
        truth_of_stretches(truth, entry[i].stretch, TRUTH_PREC);
        expect(entry[i].text, truth);
    }
    _arb_vec_clear(truth, LENGTH);
}

#define EXPECT_ENTRIES(...)                                                                                  \
    do {                                                                                                     \
        const entry_t entries[] = {__VA_ARGS__};                                                             \
        expect_entries(entries, (slong)(sizeof entries / sizeof *entries));                                  \
    } while (0)
#define SMOOTH(f)                                                                                            \
    {                                                                                                        \
        f,                                                                                                   \
        {                                                                                                    \
            f                                                                                                \
        }                                                                                                    \
    }

Test(catalogue, elementary_functions)
{
    EXPECT_ENTRIES(SMOOTH("tanh"), SMOOTH("sin"), SMOOTH("cos(2*x+1/3)"), SMOOTH("sinh(x/2)"),
                   SMOOTH("cosh(x)"), SMOOTH("exp(x/4)"), SMOOTH("exp(-x)"), SMOOTH("atan"), SMOOTH("asinh"),
                   SMOOTH("erf"), SMOOTH("erfc"), SMOOTH("Phi(2*x-1)"), SMOOTH("sqrt(1+x^2)"),
                   SMOOTH("log(1+x^2)"), SMOOTH("1/(1+x^2)"), SMOOTH("tan(sin(x))"), SMOOTH("exp(-x^2)"),
                   SMOOTH("(1+x^2)^(-1/2)"));
}

Test(catalogue, smooth_activations)
{
    EXPECT_ENTRIES(SMOOTH("gelu"), SMOOTH("gelu_tanh"), SMOOTH("silu"), SMOOTH("softplus"), SMOOTH("sigmoid"),
                   SMOOTH("mish"), {"swish(x-1/2)", {"(x-1/2)/(1+exp(1/2-x))"}}, {"quad", {"x^2"}},
                   {"gelu(2*x)", {"x*(1+erf(sqrt(2)*x))"}}, {"sigmoid(-3*x)", {"(1-tanh(3*x/2))/2"}},
                   {"softplus(x)-x/2", {"log(2*cosh(x/2))"}});
}

Test(catalogue, polynomials)
{
    EXPECT_ENTRIES({"h1+0.3*h3", {"x+3/10*(x^3-3*x)/sqrt(6)"}}, {"He4(x)", {"x^4-6*x^2+3"}},
                   {"h2(2*x-1)", {"((2*x-1)^2-1)/sqrt(2)"}}, SMOOTH("x^30"), SMOOTH("(x-1)^7/100+pi*x-e"));
}

Test(catalogue, closed_forms)
{
    EXPECT_ENTRIES(SMOOTH("erf(2*x-1)"), SMOOTH("erfc(x/3)+x^2"), SMOOTH("(x^3-x+1/2)*exp(x/2-x^2/3)"),
                   SMOOTH("exp(x^2/8+x/2)*x"), SMOOTH("x^2*sin(3*x+1/5)"), SMOOTH("cos(2*x)*exp(1)+x*erf(x)"),
                   SMOOTH("exp(1-x^2)"));
}

Test(catalogue, combinations)
{
    EXPECT_ENTRIES(SMOOTH("x*tanh(x-1)"), SMOOTH("cos(x)*tanh(3*x)"), SMOOTH("atan(x)+sqrt(1+x^2)/3"),
                   SMOOTH("exp(sin(2*x))"), SMOOTH("log(2+sin(x))*x^2"), SMOOTH("1/cosh(x)"));
}

Test(catalogue, kinked_activations)
{
    EXPECT_ENTRIES({"relu", {"0", "0", "x"}}, {"leaky_relu", {"x/100", "0", "x"}},
                   {"leaky_relu(x,0.1)", {"x/10", "0", "x"}}, {"abs", {"-x", "0", "x"}},
                   {"sign", {"-1", "0", "1"}}, {"step", {"0", "0", "1"}},
                   {"hardtanh", {"-1", "-1", "x", "1", "1"}}, {"elu", {"exp(x)-1", "0", "x"}},
                   {"elu(x,1/3)", {"(exp(x)-1)/3", "0", "x"}},
                   {"selu",
                    {"1.0507009873554804934193349852946*1.6732632423543772848170429916717*(exp(x)-1)", "0",
                     "1.0507009873554804934193349852946*x"}},
                   {"softsign", {"x/(1-x)", "0", "x/(1+x)"}});
}

Test(catalogue, other_kinks)
{
    EXPECT_ENTRIES({"abs(x-1/3)", {"1/3-x", "1/3", "x-1/3"}}, {"max(x,x^2)", {"x^2", "0", "x", "1", "x^2"}},
                   {"min(x,x^2,1/4)", {"x", "0", "x^2", "1/2", "1/4"}},
                   {"sign(x)*x^2+step(x-1)", {"-x^2", "0", "x^2", "1", "x^2+1"}},
                   {"abs(abs(x)-1)", {"-x-1", "-1", "x+1", "0", "1-x", "1", "x-1"}},
                   {"abs(x^2-2)", {"x^2-2", "-sqrt(2)", "2-x^2", "sqrt(2)", "x^2-2"}},
                   {"relu(x)^3", {"0", "0", "x^3"}},
                   {"hardtanh(2*x+1/2)", {"-1", "-3/4", "2*x+1/2", "1/4", "1"}});
}

Test(catalogue, kinks_of_transcendental_functions)
{
    EXPECT_ENTRIES({"step(x-1)*exp(x)", {"0", "1", "exp(x)"}},
                   {"abs(tanh(x))*cos(x)", {"-tanh(x)*cos(x)", "0", "tanh(x)*cos(x)"}},
                   {"abs(exp(x)-2)", {"2-exp(x)", "log(2)", "exp(x)-2"}},
                   {"elu(2*x-1)*tanh(x)", {"(exp(2*x-1)-1)*tanh(x)", "1/2", "(2*x-1)*tanh(x)"}},
                   {"gelu(abs(x-1))", {"gelu(1-x)", "1", "gelu(x-1)"}},
                   {"softsign(x)*sign(x+1)", {"-x/(1-x)", "-1", "x/(1-x)", "0", "x/(1+x)"}});
}

/* center and normalize, their expectations integrated here too. */
Test(catalogue, centred_and_normalised_functions)
{
    arb_ptr truth = _arb_vec_init(LENGTH), square = _arb_vec_init(LENGTH);
    truth_of_stretches(truth, (const char *[]){"gelu(x)", NULL}, TRUTH_PREC);
    arb_zero(truth);
    expect("center(gelu)", truth);

    truth_of_stretches(truth, (const char *[]){"tanh(x)+1/3", NULL}, TRUTH_PREC);
    truth_of_stretches(square, (const char *[]){"(tanh(x)+1/3)^2", NULL}, TRUTH_PREC);
    arb_rsqrt(square, square, 2 * PREC);
    _arb_vec_scalar_mul(truth, truth, LENGTH, square, 2 * PREC);
    expect("normalize(tanh(x)+1/3)", truth);

    truth_of_stretches(truth, (const char *[]){"0", "0", "x", NULL}, TRUTH_PREC);
    truth_of_stretches(square, (const char *[]){"0", "0", "x^2", NULL}, TRUTH_PREC);
    arb_submul(square, truth, truth, 2 * PREC);
    arb_rsqrt(square, square, 2 * PREC);
    arb_zero(truth);
    _arb_vec_scalar_mul(truth, truth, LENGTH, square, 2 * PREC);
    expect("normalize(center(relu))", truth);
    _arb_vec_clear(truth, LENGTH);
    _arb_vec_clear(square, LENGTH);
}

/* Functions that strain the choice of range, step and precision: `digits` correct digits of every coefficient
   that is not exactly 0, however small (sin(30 x) begins at 1e-194). */
static void expect_digits(const char *text, slong digits, slong truth_prec)
{
    const slong bits = (slong)(3.3219 * (double)digits);
    wane_function_t f;
    wane_message_t message;
    wane_effort_t effort;
    coefficients_t table;
    arb_ptr truth = _arb_vec_init(LENGTH);
    wane_function_init(f);
    coefficients_init(table);
    wane_effort_default(&effort);
    effort.digits = digits;
    function_of(f, text);
    cr_assert(coefficients_compute(table, f, LENGTH, &effort, message) == WANE_OK, "%s: %s", text,
              message->text);
    truth_of_stretches(truth, (const char *[]){text, NULL}, truth_prec);
    for (slong k = 0; k < LENGTH; k++) {
        arb_srcptr c = table->c + k;
        cr_assert(arb_overlaps(c, truth + k), "%s: c_%ld", text, (long)k);
        if (arb_is_zero(c)) continue;
        cr_assert(arb_rel_accuracy_bits(c) >= bits, "%s: c_%ld has too few digits", text, (long)k);
        cr_assert(arb_rel_accuracy_bits(truth + k) > bits, "%s: no sharp enclosure of c_%ld", text, (long)k);
        cr_assert(arb_contains(c, truth + k) || arb_contains(truth + k, c), "%s: c_%ld", text, (long)k);
    }
    _arb_vec_clear(truth, LENGTH);
    coefficients_clear(table);
    wane_function_clear(f);
}

Test(catalogue, digits_of_every_coefficient)
{
    expect_digits("exp(x^2/8)", 25, 200);
    expect_digits("exp(3*x)", 25, 200);
    expect_digits("tanh(20*x)", 25, 128);
    expect_digits("tanh(x/20)", 25, 460);
    expect_digits("x^30", 25, 200);
    expect_digits("sin(30*x)", 25, 800);
}
