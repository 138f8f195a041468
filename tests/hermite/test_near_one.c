/* The kernels near R = 1 through the library: digits, balls that contain 1 - R = 0, and reflection. */
#include <criterion/criterion.h>
#include <flint/ulong_extras.h>

#include "random_function.h"
#include "hermite/kernel/kernels_near_one.h"
#include "hermite/kernel/kernels.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

static void compute(kernels_t kernels, const char *student, const char *teacher, slong digits)
{
    wane_function_t f, g;
    wane_message_t message;
    wane_effort_t effort;
    wane_effort_default(&effort);
    effort.digits = digits;
    wane_function_init(f);
    wane_function_init(g);
    cr_assert(wane_function_parse(f, student, NULL, 0, message) == WANE_OK);
    cr_assert(wane_function_parse(g, teacher, NULL, 0, message) == WANE_OK);
    kernels_init(kernels);
    cr_assert(kernels_compute(kernels, f, g, &effort, message) == WANE_OK, "%s", message->text);
    wane_function_clear(f);
    wane_function_clear(g);
}

/* Right to 25 digits, or 0 (within 10^-25). */
static int has_digits(const arb_t x)
{
    return arb_rel_accuracy_bits(x) >= 83 ||
           (arb_contains_zero(x) && mag_cmp_2exp_si(arb_radref(x), -83) < 0 && arb_is_finite(x));
}

/* P, P', P'', S, S', S'' at R = 1 - 10^-j to 25 digits when 30 are asked for. */
static void check_digits(const char *student, const char *teacher)
{
    kernels_t kernels;
    arb_ptr value = _arb_vec_init(4 * DERIVATIVES);
    arb_ptr P = value, S = P + DERIVATIVES, near_P = S + DERIVATIVES, near_S = near_P + DERIVATIVES;
    arb_t R, complement;
    arb_init(R);
    arb_init(complement);
    compute(kernels, student, teacher, 30);
    for (ulong j = 1; j <= 12; j += 2) {
        arb_set_ui(complement, 10);
        arb_pow_ui(complement, complement, j, 64);
        arb_inv(complement, complement, 64);
        arb_get_mid_arb(complement, complement);
        arb_sub_ui(R, complement, 1, ARF_PREC_EXACT);
        arb_neg(R, R);
        kernels_evaluate(P, S, kernels, R, 128);
        kernels_evaluate_near_one(near_P, near_S, kernels, 0, complement, 128);
        for (slong k = 0; k < 3; k++) {
            cr_assert(has_digits(P + k), "%s | %s: P^(%ld) at 1 - 10^-%lu", student, teacher, (long)k, j);
            cr_assert(has_digits(S + k), "%s | %s: S^(%ld) at 1 - 10^-%lu", student, teacher, (long)k, j);
            cr_assert(has_digits(near_P + k), "%s | %s: near one, P^(%ld), 10^-%lu", student, teacher,
                      (long)k, j);
            cr_assert(has_digits(near_S + k), "%s | %s: near one, S^(%ld), 10^-%lu", student, teacher,
                      (long)k, j);
        }
    }
    arb_clear(R);
    arb_clear(complement);
    kernels_clear(kernels);
    _arb_vec_clear(value, 4 * DERIVATIVES);
}

Test(near_one, digits)
{
    check_digits("relu", "relu");
    check_digits("relu", "h1+0.3*h3");
    check_digits("center(relu)", "h1+0.3*h3");
    check_digits("hardtanh", "tanh");
    check_digits("elu", "elu");
    check_digits("elu", "3/2*elu");
    check_digits("tanh", "relu");
    check_digits("tanh", "sign");
    check_digits("relu", "tanh(x-1)");
    check_digits("gelu", "abs");
    check_digits("relu", "selu");
}

/* A random number in (0, 1), often tiny. */
static void random_complement(arb_t x, flint_rand_t state)
{
    arb_set_ui(x, 1 + n_randbits(state, 30));
    arb_mul_2exp_si(x, x, -30 - (slong)n_randint(state, n_randint(state, 2) ? 4 : 40));
}

/* The values at points are in the values on balls around
   them, which agree with the ordinary kernels there. */
static void check_balls(const char *student, const char *teacher, flint_rand_t state)
{
    kernels_t kernels, fine;
    arb_ptr value = _arb_vec_init(4 * DERIVATIVES);
    arb_ptr P = value, S = P + DERIVATIVES, ball_P = S + DERIVATIVES, ball_S = ball_P + DERIVATIVES;
    arb_t R, complement, end, sine;
    arb_init(R);
    arb_init(complement);
    arb_init(end);
    arb_init(sine);
    compute(kernels, student, teacher, 15);
    compute(fine, student, teacher, 25);
    for (slong i = 0; i < random_repetitions(12); i++) {
        const int reflect = (int)(i % 2);
        random_complement(complement, state);
        random_complement(end, state);
        if (i % 3 == 0) arb_zero(end);
        const int narrow = i % 4 == 1; /* the point then at an end of a short ball */
        if (narrow) {
            arb_mul_2exp_si(end, complement, -35);
            arb_add(end, end, complement, ARF_PREC_EXACT);
        }
        arb_union(end, end, complement, 128);
        arb_sub_ui(R, complement, 1, ARF_PREC_EXACT);
        if (!reflect) arb_neg(R, R);
        kernels_evaluate(P, S, fine, R, 160);
        if (reflect) arb_neg(P + 1, P + 1);
        if (reflect) arb_neg(S + 1, S + 1);
        arb_sub_ui(sine, complement, 2, ARF_PREC_EXACT);
        arb_neg(sine, sine);
        arb_mul(sine, sine, complement, ARF_PREC_EXACT);
        arb_sqrt(sine, sine, 160);
        arb_mul(P + 2, P + 2, sine, 160);
        arb_mul(S + 2, S + 2, sine, 160);
        kernels_evaluate_near_one(ball_P, ball_S, kernels, reflect, end, 64);
        for (slong k = 0; narrow && k < 2; k++)
            cr_assert(mag_cmp_2exp_si(arb_radref(ball_P + k), -18) < 0 &&
                          mag_cmp_2exp_si(arb_radref(ball_S + k), -18) < 0,
                      "%s | %s: %ld, wide on a short ball", student, teacher, (long)k);
        for (slong k = 0; k < 3; k++) {
            cr_assert(arb_is_finite(ball_P + k) && arb_overlaps(ball_P + k, P + k),
                      "%s | %s: P, %ld, case %ld", student, teacher, (long)k, (long)i);
            cr_assert(arb_is_finite(ball_S + k) && arb_overlaps(ball_S + k, S + k),
                      "%s | %s: S, %ld, case %ld", student, teacher, (long)k, (long)i);
        }
    }
    arb_clear(R);
    arb_clear(complement);
    arb_clear(end);
    arb_clear(sine);
    kernels_clear(kernels);
    kernels_clear(fine);
    _arb_vec_clear(value, 4 * DERIVATIVES);
}

Test(near_one, balls)
{
    flint_rand_t state;
    flint_rand_init(state);
    check_balls("relu", "relu", state);
    check_balls("relu", "h1+0.3*h3", state);
    check_balls("relu(x-1)", "sign(x-1)+abs(x)", state);
    check_balls("hardtanh", "step(x-1)-relu(2*x)", state);
    check_balls("relu", "2*x^2+x", state);
    check_balls("elu", "selu(1-x)", state);
    check_balls("tanh", "sign", state);
    check_balls("tanh", "h1+0.3*h3", state);
    check_balls("gelu", "tanh(x+1)", state);
    check_balls("min(exp(x/2),2)", "min(exp(x/2),2)", state);
    check_balls("softsign", "relu(x-1/3)", state);
    check_balls("abs(tanh(x/2))", "abs(tanh(x/2))", state);
    check_balls("relu(3*x-1)", "hardtanh(x+2/3)", state);
    flint_rand_clear(state);
}

/* relu on 1 - R in [0, 1/64]: sqrt(1 - R^2) P'' = 1/(2 pi)
   throughout, P' from 1/2 - arccos(R)/(2 pi) to 1/2. */
Test(near_one, wide_balls_are_sharp)
{
    kernels_t kernels;
    arb_ptr value = _arb_vec_init(2 * DERIVATIVES);
    arb_ptr P = value, S = P + DERIVATIVES;
    arb_t ball, t;
    arb_init(ball);
    arb_init(t);
    compute(kernels, "relu", "relu", 20);
    arb_one(ball);
    arb_mul_2exp_si(ball, ball, -7);
    mag_set_ui_2exp_si(arb_radref(ball), 1, -7);
    kernels_evaluate_near_one(P, S, kernels, 0, ball, 64);
    arb_const_pi(t, 64);
    arb_mul_2exp_si(t, t, 1);
    arb_inv(t, t, 64);
    cr_assert(arb_overlaps(P + 2, t) && mag_cmp_2exp_si(arb_radref(P + 2), -30) < 0);
    cr_assert(mag_cmp_2exp_si(arb_radref(P), -6) < 0, "P on [0, 1/64]");
    cr_assert(mag_cmp_2exp_si(arb_radref(P + 1), -5) < 0, "P' on [0, 1/64]");
    cr_assert(mag_cmp_2exp_si(arb_radref(S), -5) < 0, "S on [0, 1/64]");
    cr_assert(mag_cmp_2exp_si(arb_radref(S + 1), -3) < 0, "S' on [0, 1/64]");
    cr_assert(mag_cmp_2exp_si(arb_radref(S + 2), -1) < 0, "S'' on [0, 1/64]");
    kernels_clear(kernels);
    compute(kernels, "elu", "elu", 20);
    kernels_evaluate_near_one(P, S, kernels, 0, ball, 64);
    for (slong j = 0; j < 3; j++) {
        cr_assert(mag_cmp_2exp_si(arb_radref(P + j), j == 2 ? -4 : -6) < 0, "elu | elu: P, %ld", (long)j);
        cr_assert(mag_cmp_2exp_si(arb_radref(S + j), j == 2 ? 0 : -4) < 0, "elu | elu: S, %ld", (long)j);
    }
    kernels_clear(kernels);
    arb_clear(ball);
    arb_clear(t);
    _arb_vec_clear(value, 2 * DERIVATIVES);
}
