/* Functions whose coefficients and kernels are known from elsewhere: classical closed forms, and integrals
   where there are none. */
#include <criterion/criterion.h>

#include <flint/arb_hypgeom.h>

#include "independent.h"
#include "random_function.h"
#include "hermite/kernel/kernels.h"

#define PREC 160
#define LENGTH 41

static void coefficients(arb_ptr c, slong length, const char *text)
{
    wane_function_t f;
    wane_message_t message;
    wane_effort_t effort;
    wane_function_init(f);
    function_of(f, text);
    wane_effort_default(&effort);
    cr_assert_eq(hermite_coefficients(c, length, f, PREC, &effort, message), WANE_OK, "%s: %s", text,
                 message->text);
    wane_function_clear(f);
}

/* He_k(x) phi(x)/sqrt((k + shift)!). */
static void density_term(arb_t value, const arb_t x, slong k, slong shift)
{
    arb_t below, now, above;
    arb_init(below);
    arb_init(now);
    arb_init(above);
    arb_one(now);
    for (slong i = 0; i < k; i++) {
        arb_mul(above, x, now, 2 * PREC);
        arb_submul_si(above, below, i, 2 * PREC);
        arb_swap(below, now);
        arb_swap(now, above);
    }
    arb_sqr(below, x, 2 * PREC);
    arb_mul_2exp_si(below, below, -1);
    arb_neg(below, below);
    arb_exp(below, below, 2 * PREC);
    arb_mul(now, now, below, 2 * PREC);
    arb_const_pi(below, 2 * PREC);
    arb_mul_2exp_si(below, below, 1);
    arb_rsqrt(below, below, 2 * PREC);
    arb_mul(now, now, below, 2 * PREC);
    arb_fac_ui(below, (ulong)(k + shift), 2 * PREC);
    arb_rsqrt(below, below, 2 * PREC);
    arb_mul(value, now, below, 2 * PREC);
    arb_clear(below);
    arb_clear(now);
    arb_clear(above);
}

static void expect_all(const char *text, arb_srcptr truth)
{
    arb_ptr c = _arb_vec_init(LENGTH);
    coefficients(c, LENGTH, text);
    for (slong k = 0; k < LENGTH; k++) {
        cr_expect(arb_contains(c + k, truth + k) || arb_overlaps(c + k, truth + k), "c_%ld of %s", (long)k,
                  text);
        cr_expect(arb_rel_accuracy_bits(c + k) > 60 || arb_contains_zero(truth + k), "c_%ld of %s is wide",
                  (long)k, text);
    }
    _arb_vec_clear(c, LENGTH);
}

/* Where tables end: tanh, against adaptive integration of the single coefficient. */
Test(textbook, high_degrees)
{
    static const slong degree[] = {101, 301, 501, 700, 999};
    arb_ptr c = _arb_vec_init(1001);
    wane_function_t f;
    arb_t truth;
    wane_function_init(f);
    arb_init(truth);
    function_of(f, "tanh");
    coefficients(c, 1001, "tanh");
    for (int i = 0; i < 5; i++) {
        slong k = degree[i];
        if (k % 2 == 1)
            independent_coefficient(truth, f, k, 44, 620); /* the recurrence loses some 450 bits */
        cr_expect(k % 2 == 0 || arb_overlaps(c + k, truth), "c_%ld of tanh", (long)k);
        cr_expect(k % 2 == 0 ? arb_is_zero(c + k) : !arb_contains_zero(c + k) && !arb_contains_zero(truth),
                  "c_%ld of tanh: its sign", (long)k);
    }
    _arb_vec_clear(c, 1001);
    arb_clear(truth);
    wane_function_clear(f);
}

/* |x|'' is twice a point mass at 0: c_k = 2 He_(k-2)(0) phi(0)/sqrt(k!) for k >= 2. */
Test(textbook, absolute_value)
{
    arb_ptr truth = _arb_vec_init(LENGTH);
    arb_t zero;
    arb_init(zero);
    density_term(truth, zero, 0, 0);
    arb_mul_2exp_si(truth, truth, 1);
    for (slong k = 2; k < LENGTH; k++) {
        density_term(truth + k, zero, k - 2, 2);
        arb_mul_2exp_si(truth + k, truth + k, 1);
    }
    expect_all("abs", truth);
    expect_all("relu(x)+relu(-x)", truth);
    arb_clear(zero);
    _arb_vec_clear(truth, LENGTH);
}

/* 1 on (a, b): c_k = (He_(k-1)(a) phi(a) - He_(k-1)(b) phi(b))/sqrt(k!) for k >= 1. */
Test(textbook, indicator_windows)
{
    static const struct {
        const char *text;
        slong a, b, parts;
    } window[] = {{"step(x+1/2)-step(x-3/2)", -1, 3, 2},
                  {"step(x-1/4)-step(x-1)", 1, 4, 4},
                  {"step(x+2)-step(x-2)", -2, 2, 1},
                  {"step(x+5)-step(x-7)", -5, 7, 1}};
    arb_ptr truth = _arb_vec_init(LENGTH);
    arb_t a, b, term;
    arb_init(a);
    arb_init(b);
    arb_init(term);
    for (int i = 0; i < 4; i++) {
        arb_set_si(a, window[i].a);
        arb_div_si(a, a, window[i].parts, 2 * PREC);
        arb_set_si(b, window[i].b);
        arb_div_si(b, b, window[i].parts, 2 * PREC);
        for (slong k = 1; k < LENGTH; k++) {
            density_term(truth + k, a, k - 1, 1);
            density_term(term, b, k - 1, 1);
            arb_sub(truth + k, truth + k, term, 2 * PREC);
        }
        arb_sqrt_ui(term, 2, 2 * PREC);
        arb_div(a, a, term, 2 * PREC);
        arb_div(b, b, term, 2 * PREC);
        arb_hypgeom_erf(a, a, 2 * PREC);
        arb_hypgeom_erf(b, b, 2 * PREC);
        arb_sub(truth, b, a, 2 * PREC);
        arb_mul_2exp_si(truth, truth, -1);
        expect_all(window[i].text, truth);
    }
    arb_clear(a);
    arb_clear(b);
    arb_clear(term);
    _arb_vec_clear(truth, LENGTH);
}

/* E step(u) u^n step(v) v^n = J_n(theta)/(2 pi) at correlation cos theta (Cho and Saul 2009):
   J_0 = pi - theta, J_1 = sin theta + (pi - theta) cos theta,
   J_2 = 3 sin theta cos theta + (pi - theta)(1 + 2 cos^2 theta). */
static void arc_cosine(arb_t value, slong n, const arb_t R)
{
    arb_t theta, sine, pi;
    arb_init(theta);
    arb_init(sine);
    arb_init(pi);
    arb_acos(theta, R, PREC);
    arb_sin(sine, theta, PREC);
    arb_const_pi(pi, PREC);
    arb_sub(theta, pi, theta, PREC);
    if (n == 0) {
        arb_set(value, theta);
    } else if (n == 1) {
        arb_mul(value, theta, R, PREC);
        arb_add(value, value, sine, PREC);
    } else {
        arb_sqr(value, R, PREC);
        arb_mul_2exp_si(value, value, 1);
        arb_add_si(value, value, 1, PREC);
        arb_mul(value, value, theta, PREC);
        arb_mul(sine, sine, R, PREC);
        arb_addmul_si(value, sine, 3, PREC);
    }
    arb_mul_2exp_si(pi, pi, 1);
    arb_div(value, value, pi, PREC);
    arb_clear(theta);
    arb_clear(sine);
    arb_clear(pi);
}

Test(textbook, arc_cosine_kernels)
{
    static const char *const name[] = {"step", "relu", "relu(x)^2"};
    static const slong eighth[] = {-8, -7, -4, -1, 0, 3, 5, 7, 8};
    wane_function_t f;
    wane_effort_t effort;
    wane_message_t message;
    arb_ptr P = _arb_vec_init(WANE_KERNEL_DERIVATIVES), S = _arb_vec_init(WANE_KERNEL_DERIVATIVES);
    arb_t R, truth;
    arb_init(R);
    arb_init(truth);
    wane_effort_default(&effort);
    for (slong n = 0; n < 3; n++) {
        kernels_t kernels;
        wane_function_init(f);
        kernels_init(kernels);
        function_of(f, name[n]);
        wane_status_t status = kernels_compute(kernels, f, f, &effort, message);
        cr_assert_eq(status, WANE_OK, "%s: %s", name[n], message->text);
        for (int i = 0; i < 9; i++) {
            arb_set_si(R, eighth[i]);
            arb_mul_2exp_si(R, R, -3);
            kernels_evaluate(P, S, kernels, R, PREC);
            arc_cosine(truth, n, R);
            cr_expect(arb_overlaps(P, truth), "P of %s at R = %ld/8", name[n], (long)eighth[i]);
            arb_sqr(R, R, PREC);
            arc_cosine(truth, n, R);
            cr_expect(arb_overlaps(S, truth), "S of %s at R = %ld/8", name[n], (long)eighth[i]);
            /* without a jump the values are known well up to R = -1, 1, included */
            cr_expect(n == 0 || mag_cmp_2exp_si(arb_radref(P), -60) < 0, "P of %s at R = %ld/8 is wide",
                      name[n], (long)eighth[i]);
        }
        kernels_clear(kernels);
        wane_function_clear(f);
    }
    arb_clear(R);
    arb_clear(truth);
    _arb_vec_clear(P, WANE_KERNEL_DERIVATIVES);
    _arb_vec_clear(S, WANE_KERNEL_DERIVATIVES);
}

/* E phi(Z) He_m(Z) = (4 pi)^(-1/2) (-1/2)^(m/2) (m-1)!! for
   even m, as phi^2 is a normal density of variance 1/2. */
static void density_moment(arb_t value, slong m)
{
    arb_zero(value);
    if (m < 0 || m % 2 == 1) return;
    arb_const_pi(value, 2 * PREC);
    arb_mul_2exp_si(value, value, 2);
    arb_rsqrt(value, value, 2 * PREC);
    arb_mul_2exp_si(value, value, -m / 2);
    if (m % 4 == 2) arb_neg(value, value);
    for (slong i = m - 1; i > 1; i -= 2) arb_mul_si(value, value, i, 2 * PREC);
}

/* gelu'' = (2 - x^2) phi, and x^2 He_m = He_(m+2) + (2m + 1) He_m + m(m-1) He_(m-2). */
Test(textbook, gelu)
{
    arb_ptr truth = _arb_vec_init(LENGTH);
    arb_t term;
    arb_init(term);
    density_moment(truth, 0); /* E Z Phi(Z) = E phi(Z) */
    arb_one(truth + 1);
    arb_mul_2exp_si(truth + 1, truth + 1, -1);
    for (slong k = 2; k < LENGTH; k++) {
        slong m = k - 2;
        density_moment(truth + k, m);
        arb_mul_si(truth + k, truth + k, 1 - 2 * m, 2 * PREC);
        density_moment(term, m + 2);
        arb_sub(truth + k, truth + k, term, 2 * PREC);
        density_moment(term, m - 2);
        arb_submul_si(truth + k, term, m * (m - 1), 2 * PREC);
        arb_fac_ui(term, (ulong)k, 2 * PREC);
        arb_rsqrt(term, term, 2 * PREC);
        arb_mul(truth + k, truth + k, term, 2 * PREC);
    }
    expect_all("gelu", truth);
    expect_all("x*Phi(x)", truth);
    arb_clear(term);
    _arb_vec_clear(truth, LENGTH);
}

/* Its usual approximations are other functions, close and not equal. */
Test(textbook, approximations_of_gelu)
{
    static const char *const name[] = {"gelu_tanh", "x*sigmoid(1.702*x)"};
    static const slong degree[] = {0, 1, 2, 4, 10, 26};
    arb_ptr c = _arb_vec_init(LENGTH), exact = _arb_vec_init(LENGTH);
    arb_t truth;
    arb_init(truth);
    coefficients(exact, LENGTH, "gelu");
    for (int i = 0; i < 2; i++) {
        wane_function_t f;
        wane_function_init(f);
        function_of(f, name[i]);
        coefficients(c, LENGTH, name[i]);
        for (int j = 0; j < 6; j++) {
            slong k = degree[j];
            independent_coefficient(truth, f, k, 20, 110);
            cr_expect(arb_overlaps(c + k, truth), "c_%ld of %s", (long)k, name[i]);
            cr_expect(k == 1 || !arb_overlaps(c + k, exact + k), "c_%ld of %s is that of gelu", (long)k,
                      name[i]);
        }
        wane_function_clear(f);
    }
    _arb_vec_clear(c, LENGTH);
    _arb_vec_clear(exact, LENGTH);
    arb_clear(truth);
}
