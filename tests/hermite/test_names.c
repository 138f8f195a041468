/* Each activation of PyTorch, JAX and TensorFlow by its name, its coefficients to 50 digits against adaptive
   integration of its definition, stretch by stretch. */
#include <criterion/criterion.h>

#include "hermite/kernel/kernels.h"
#include "independent_table.h"
#include "random_function.h"

#define LENGTH 21
#define PREC 170
#define TRUTH_PREC 190
#define RANGE 40 /* the mass beyond is below 2^-TRUTH_PREC for all that follows */

typedef struct {
    const char *text, *stretch[12]; /* formula, breakpoint, formula, … */
} entry_t;

static void integrate(arb_ptr truth, const entry_t *entry)
{
    wane_function_t f, b;
    arb_t left, right;
    arb_ptr part = _arb_vec_init(LENGTH);
    wane_function_init(f);
    wane_function_init(b);
    arb_init(left);
    arb_init(right);
    _arb_vec_zero(truth, LENGTH);
    arb_set_si(left, -RANGE);
    for (const char *const *stretch = entry->stretch; *stretch != NULL; stretch += 2) {
        function_of(f, stretch[0]);
        arb_set_si(right, RANGE);
        if (stretch[1] != NULL) {
            function_of(b, stretch[1]);
            wane_function_evaluate_real(right, b, left, 2 * TRUTH_PREC);
        }
        cr_assert(independent_table(part, LENGTH, f, left, right, TRUTH_PREC), "%s", stretch[0]);
        _arb_vec_add(truth, truth, part, LENGTH, 2 * TRUTH_PREC);
        arb_swap(left, right);
        if (stretch[1] == NULL) break;
    }
    for (slong k = 0; k < LENGTH; k++) arb_add_error_2exp_si(truth + k, -TRUTH_PREC);
    _arb_vec_clear(part, LENGTH);
    arb_clear(left);
    arb_clear(right);
    wane_function_clear(b);
    wane_function_clear(f);
}

static void expect(const entry_t *entry, slong count)
{
    arb_ptr truth = _arb_vec_init(LENGTH), c = _arb_vec_init(LENGTH);
    wane_function_t f;
    wane_message_t message;
    slong k;
    wane_function_init(f);
    for (; count > 0; entry++, count--) {
        integrate(truth, entry);
        function_of(f, entry->text);
        cr_assert(wane_function_check(f, message) == WANE_OK, "%s: %s", entry->text, message->text);
        cr_assert(hermite_coefficients(c, LENGTH, f, PREC, NULL, message) == WANE_OK, "%s: %s", entry->text,
                  message->text);
        const char *wrong = disagreement(&k, c, truth, LENGTH, PREC);
        cr_expect(wrong == NULL, "%s: c_%ld %s", entry->text, (long)k, wrong);
    }
    wane_function_clear(f);
    _arb_vec_clear(truth, LENGTH);
    _arb_vec_clear(c, LENGTH);
}

#define EXPECT(...)                                                                                          \
    do {                                                                                                     \
        const entry_t entries[] = {__VA_ARGS__};                                                             \
        expect(entries, (slong)(sizeof entries / sizeof *entries));                                          \
    } while (0)

Test(names, rectified)
{
    EXPECT({"relu6", {"0", "0", "x", "6", "6"}}, {"prelu", {"x/4", "0", "x"}},
           {"rrelu", {"11*x/48", "0", "x"}}, {"threshold(x,1,2)", {"2", "1", "x"}},
           {"celu(x,2)", {"2*(exp(x/2)-1)", "0", "x"}}, {"celu(x,-2)", {"-2*(exp(-x/2)-1)", "0", "x"}},
           {"clip(x,-1,2)", {"-1", "-1", "x", "2", "2"}}, {"hardtanh(x,-1,2)", {"-1", "-1", "x", "2", "2"}},
           {"sparse_plus", {"0", "-1", "(x+1)^2/4", "1", "x"}});
}

Test(names, gates)
{
    EXPECT({"hardsigmoid", {"0", "-3", "x/6+1/2", "3", "1"}},
           {"hardswish", {"0", "-3", "x*(x+3)/6", "3", "x"}},
           {"sparse_sigmoid", {"0", "-1", "(x+1)/2", "1", "1"}}, {"logsigmoid", {"x-log(1+exp(x))"}},
           {"quick_gelu", {"x/(1+exp(-1702*x/1000))"}}, {"swish(x,2)", {"x/(1+exp(-2*x))"}},
           {"logistic", {"1/(1+exp(-x))"}}, {"softplus(x,2)", {"log(1+exp(2*x))/2"}});
}

Test(names, shrinking)
{
    EXPECT({"tanhshrink", {"x-tanh(x)"}}, {"softshrink", {"x+1/2", "-1/2", "0", "1/2", "x-1/2"}},
           {"softshrink(x,1)", {"x+1", "-1", "0", "1", "x-1"}},
           {"hardshrink", {"x", "-1/2", "0", "1/2", "x"}}, {"hardshrink(x,2)", {"x", "-2", "0", "2", "x"}});
}

Test(names, others)
{
    EXPECT({"squareplus", {"x/2+sqrt(1+x^2/4)"}}, {"squareplus(x,1)", {"x/2+sqrt(1+x^2)/2"}},
           {"snake", {"x+sin(x)^2"}}, {"snake(x,3)", {"x+sin(3*x)^2/3"}}, {"sech", {"2/(exp(x)+exp(-x))"}},
           {"arctan", {"atan(x)"}}, {"sgn", {"-1", "0", "1"}}, {"heaviside(x,1)", {"0", "0", "1"}},
           {"ln(2+cos(x))", {"log(2+cos(x))"}});
}

Test(names, conditions)
{
    EXPECT({"indicator(-1<x<2)", {"0", "-1", "1", "2", "0"}}, {"indicator(x>=1/3)", {"0", "1/3", "1"}},
           {"indicator(x^2<2)", {"0", "-sqrt(2)", "1", "sqrt(2)", "0"}},
           {"piecewise(x<0,exp(x),x<1,1+x,2*x)", {"exp(x)", "0", "1+x", "1", "2*x"}},
           {"piecewise(x>0,x^2)", {"0", "0", "x^2"}},
           {"piecewise(-1<x<1,x,sign(x))", {"-1", "-1", "x", "1", "1"}});
}

/* Zeros of Hermite polynomials at kinks and jumps: exactly 0, and the others as they are. */
Test(names, zeros_at_breakpoints)
{
    static const struct {
        const char *text;
        slong zero[4]; /* the only ones below LENGTH, -1 at the end; parity aside */
    } cases[] = {{"step(x-1)", {3, -1}},
                 {"step(x+1)", {3, -1}},
                 {"relu(x-1)", {4, -1}},
                 {"abs(x-1)", {4, -1}},
                 {"indicator(x>sqrt(3))", {4, -1}},
                 {"step(x^2-3)*(1+0*x)", {4, -1}},
                 {"h1*step(x-1)+step(x-1)*sqrt(6)", {-1}},
                 {"relu(x-1/2)", {-1}},
                 {"step(x-1)-3*step(x+1)", {3, -1}},
                 {"2*step(x-1)-step(x-1)*x+relu(x-1)", {3, -1}},
                 {"relu(x-1)-relu(x-1)*step(x-3)+3*step(x-3)", {-1}}};
    arb_ptr c = _arb_vec_init(LENGTH);
    wane_function_t f;
    wane_message_t message;
    wane_function_init(f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const slong *zero = cases[i].zero;
        function_of(f, cases[i].text);
        const int even = wane_function_parity(f) == WANE_PARITY_EVEN;
        cr_assert(hermite_coefficients(c, LENGTH, f, PREC, NULL, message) == WANE_OK, "%s", cases[i].text);
        for (slong k = 0; k < LENGTH; k++) {
            const int expected = *zero == k || (even && k % 2 != 0);
            cr_expect_eq(arb_is_zero(c + k), expected, "%s: c_%ld", cases[i].text, (long)k);
            cr_expect(expected || !arb_contains_zero(c + k), "%s: c_%ld", cases[i].text, (long)k);
            if (*zero == k) zero++;
        }
    }
    wane_function_clear(f);
    _arb_vec_clear(c, LENGTH);
}

/* ---- singular ends and infinitely many kinks, against series ---- */

static void expect_series(const char *text, arb_srcptr truth)
{
    arb_ptr c = _arb_vec_init(LENGTH);
    wane_function_t f;
    wane_message_t message;
    wane_function_init(f);
    function_of(f, text);
    cr_assert(wane_function_check(f, message) == WANE_OK, "%s: %s", text, message->text);
    cr_assert(hermite_coefficients(c, LENGTH, f, PREC, NULL, message) == WANE_OK, "%s: %s", text,
              message->text);
    for (slong k = 0; k < LENGTH; k++) {
        cr_expect(arb_overlaps(c + k, truth + k), "%s: c_%ld", text, (long)k);
        cr_expect(mag_cmp_2exp_si(arb_radref(c + k), -PREC + 12) < 0, "%s: c_%ld is wide", text, (long)k);
    }
    wane_function_clear(f);
    _arb_vec_clear(c, LENGTH);
}

/* E |Z|^p He_2m = E|Z|^p p (p - 2) ... (p - 2m + 2), E|Z|^p = 2^(p/2) Gamma((p+1)/2)/sqrt(pi), p = n/q. */
static void power_series(arb_ptr truth, slong n, slong q)
{
    arb_t t, norm;
    arb_init(t);
    arb_init(norm);
    arb_set_si(t, n + q);
    arb_div_si(t, t, 2 * q, 2 * PREC);
    arb_gamma(truth, t, 2 * PREC);
    arb_const_pi(t, 2 * PREC);
    arb_rsqrt(t, t, 2 * PREC);
    arb_mul(truth, truth, t, 2 * PREC);
    arb_set_ui(t, 2);
    arb_root_ui(t, t, (ulong)(2 * q), 2 * PREC);
    arb_pow_ui(t, t, (ulong)n, 2 * PREC);
    arb_mul(truth, truth, t, 2 * PREC);
    for (slong k = 2; k < LENGTH; k++) {
        arb_zero(truth + k);
        if (k % 2 != 0) continue;
        arb_mul_si(truth + k, truth + k - 2, n - q * (k - 2), 2 * PREC);
        arb_div_si(truth + k, truth + k, q, 2 * PREC);
        arb_sqrt_ui(norm, (ulong)(k * (k - 1)), 2 * PREC);
        arb_div(truth + k, truth + k, norm, 2 * PREC);
    }
    arb_clear(t);
    arb_clear(norm);
}

Test(names, singular_ends)
{
    arb_ptr truth = _arb_vec_init(LENGTH);
    power_series(truth, 1, 2);
    expect_series("sqrt(abs(x))", truth);
    expect_series("sqrt(relu(x))+sqrt(relu(-x))", truth);
    power_series(truth, 3, 2);
    expect_series("abs(x)^(3/2)", truth);
    expect_series("abs(x)*sqrt(abs(x))", truth);
    power_series(truth, 5, 2);
    expect_series("x^2*sqrt(abs(x))", truth);
    power_series(truth, 1, 3);
    expect_series("abs(x)^(1/3)", truth);
    expect_series("cbrt(abs(x))", truth);
    expect_series("cbrt(x)*sign(x)", truth);
    power_series(truth, 2, 3);
    expect_series("cbrt(x)^2", truth);
    expect_series("cbrt(x^2)", truth);
    power_series(truth, 4, 3);
    expect_series("x*cbrt(x)", truth);
    _arb_vec_clear(truth, LENGTH);
}

/* |sin x| = 2/pi - 4/pi sum cos(2nx)/(4n^2 - 1), sign sin(3x) = 4/pi sum sin(3(2n-1)x)/(2n - 1); of cos(wx) and
   sin(wx) the coefficients are w^k e^(-w^2/2)/sqrt(k!) with signs. */
static void wave_series(arb_ptr truth, int is_sign)
{
    arb_t t, pi;
    arb_init(t);
    arb_init(pi);
    arb_const_pi(pi, 2 * PREC);
    _arb_vec_zero(truth, LENGTH);
    for (slong n = 1; n < 40; n++)
        for (slong k = is_sign; k < LENGTH; k += 2) {
            const slong w = is_sign ? 3 * (2 * n - 1) : 2 * n;
            arb_set_si(t, -w * w);
            arb_mul_2exp_si(t, t, -1);
            arb_exp(t, t, 2 * PREC);
            for (slong j = 0; j < k; j++) arb_mul_si(t, t, w, 2 * PREC);
            arb_div_si(t, t, is_sign ? 2 * n - 1 : -(4 * n * n - 1), 2 * PREC);
            arb_mul_si(t, t, k / 2 % 2 == 0 ? 4 : -4, 2 * PREC);
            arb_add(truth + k, truth + k, t, 2 * PREC);
        }
    if (!is_sign) arb_add_ui(truth, truth, 2, 2 * PREC);
    for (slong k = 0; k < LENGTH; k++) {
        arb_div(truth + k, truth + k, pi, 2 * PREC);
        arb_fac_ui(t, (ulong)k, 2 * PREC);
        arb_rsqrt(t, t, 2 * PREC);
        arb_mul(truth + k, truth + k, t, 2 * PREC);
    }
    arb_clear(t);
    arb_clear(pi);
}

Test(names, infinitely_many_kinks)
{
    arb_ptr truth = _arb_vec_init(LENGTH);
    wave_series(truth, 0);
    expect_series("abs(sin(x))", truth);
    expect_series("relu(sin(x))+relu(-sin(x))", truth);
    wave_series(truth, 1);
    expect_series("sign(sin(3*x))", truth);
    _arb_vec_clear(truth, LENGTH);
}
