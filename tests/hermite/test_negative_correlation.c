/* K at correlations of either sign, against S, parity and closed forms. */
#include <criterion/criterion.h>

#include <flint/arb.h>

#include "hermite/kernel/kernels.h"

static void kernels_to(kernels_t kernels, const char *student, slong digits)
{
    wane_function_t f;
    wane_effort_t effort;
    wane_message_t message;
    wane_function_init(f);
    wane_effort_default(&effort);
    effort.digits = digits;
    cr_assert_eq(wane_function_parse(f, student, NULL, 0, message), WANE_OK);
    cr_assert_eq(kernels_compute(kernels, f, f, &effort, message), WANE_OK, "%s", message->text);
    wane_function_clear(f);
}

static void kernels_of(kernels_t kernels, const char *student)
{
    kernels_to(kernels, student, 30);
}

/* (sqrt(1-q^2) + q (pi - acos q))/(2 pi), its derivative (pi - acos q)/(2 pi), and 1/(2 pi sqrt(1-q^2)). */
static void relu_kernel(arb_ptr K, const arb_t q, slong prec)
{
    arb_t angle, sine, pi;
    arb_init(angle);
    arb_init(sine);
    arb_init(pi);
    arb_const_pi(pi, prec);
    arb_acos(angle, q, prec);
    arb_sin(sine, angle, prec);
    arb_sub(K + 1, pi, angle, prec);
    arb_mul(K, K + 1, q, prec);
    arb_add(K, K, sine, prec);
    arb_inv(K + 2, sine, prec);
    for (int j = 0; j < 3; j++) {
        arb_div(K + j, K + j, pi, prec);
        arb_mul_2exp_si(K + j, K + j, -1);
    }
    arb_clear(angle);
    arb_clear(sine);
    arb_clear(pi);
}

Test(negative_correlation, relu_in_closed_form)
{
    kernels_t kernels;
    kernels_init(kernels);
    kernels_of(kernels, "relu");
    arb_ptr K = _arb_vec_init(8), expected = K + 4;
    arb_t q;
    arb_init(q);
    for (int i = -63; i < 64; i++) {
        arb_set_si(q, i);
        arb_mul_2exp_si(q, q, -6);
        kernels_evaluate_correlation(K, kernels, q, 128);
        relu_kernel(expected, q, 256);
        for (int j = 0; j < 3; j++) {
            cr_assert(arb_overlaps(K + j, expected + j), "K^(%d)(%d/64)", j, i);
            cr_assert_geq(arb_rel_accuracy_bits(K + j), 20, "K^(%d)(%d/64): %ld bits", j, i,
                          (long)arb_rel_accuracy_bits(K + j));
        }
    }
    arb_clear(q);
    _arb_vec_clear(K, 8);
    kernels_clear(kernels);
}

/* On balls: they contain the values at the points, of S for q = R^2 and by parity for q < 0. */
static void check_balls(const char *student, int odd, flint_rand_t state)
{
    kernels_t kernels;
    kernels_init(kernels);
    kernels_of(kernels, student);
    arb_ptr K = _arb_vec_init(16), point = K + 4, P = K + 8, S = K + 12;
    arb_t R, q, ball;
    arb_init(R);
    arb_init(q);
    arb_init(ball);
    for (int trial = 0; trial < 60; trial++) {
        arb_set_d(R, 0.98 * (double)n_randint(state, 1000) / 1000);
        arb_sqr(q, R, 128);
        arb_set(ball, q);
        if (trial % 2) arb_add_error_2exp_si(ball, -6 - (slong)n_randint(state, 30));
        kernels_evaluate_correlation(K, kernels, ball, 128);
        kernels_evaluate_correlation(point, kernels, q, 128);
        kernels_evaluate(P, S, kernels, R, 128);
        cr_assert(arb_overlaps(point, S), "%s: K(R^2) is not S(R)", student);
        cr_assert_geq(arb_rel_accuracy_bits(point), 60);
        for (int j = 0; j < 3; j++)
            cr_assert(arb_overlaps(K + j, point + j), "%s: derivative %d", student, j);
        arb_neg(ball, ball);
        kernels_evaluate_correlation(K, kernels, ball, 128);
        for (int j = 0; j < 3; j++) {
            if ((j + odd) % 2) arb_neg(K + j, K + j);
            cr_assert(arb_overlaps(K + j, point + j), "%s: derivative %d at -q", student, j);
        }
    }
    arb_clear(R);
    arb_clear(q);
    arb_clear(ball);
    _arb_vec_clear(K, 16);
    kernels_clear(kernels);
}

Test(negative_correlation, parity_and_S)
{
    flint_rand_t state;
    flint_rand_init(state);
    check_balls("tanh", 1, state);
    check_balls("h1+0.5*h3", 1, state);
    check_balls("abs", 0, state);
    check_balls("cos(2*x)", 0, state);
    flint_rand_clear(state);
}

/* Where the series is cut early its tail matters. */
Test(negative_correlation, tails)
{
    kernels_t coarse, fine;
    kernels_init(coarse);
    kernels_init(fine);
    kernels_to(coarse, "tanh", 3);
    kernels_to(fine, "tanh", 40);
    cr_assert_lt(coarse->length, fine->length);
    arb_ptr K = _arb_vec_init(8), expected = K + 4;
    arb_t q;
    arb_init(q);
    for (int i = -100; i <= 100; i++) {
        arb_set_si(q, i);
        arb_div_si(q, q, 100, 200);
        kernels_evaluate_correlation(K, coarse, q, 128);
        kernels_evaluate_correlation(expected, fine, q, 200);
        for (int j = 0; j < 3; j++) cr_assert(arb_overlaps(K + j, expected + j), "K^(%d)(%d/100)", j, i);
    }
    arb_clear(q);
    _arb_vec_clear(K, 8);
    kernels_clear(coarse);
    kernels_clear(fine);
}
