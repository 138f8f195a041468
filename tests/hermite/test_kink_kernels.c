/* Kernels of piecewise linear functions against closed forms,
   power series, the mean value theorem and integrals. */
#include <criterion/criterion.h>
#include <flint/ulong_extras.h>
#include <stdio.h>
#include <string.h>

#include "function/pieces/pieces.h"
#include "hermite/kink/kink_kernel.h"
#include "hermite/coefficients/norms.h"
#include "hermite/kernel/parseval_tail.h"
#include "independent.h"
#include "random_function.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES
#define PREC 192

static void parse(wane_function_t f, const char *text)
{
    wane_message_t message;
    wane_function_init(f);
    cr_assert(wane_function_parse(f, text, NULL, 0, message) == WANE_OK, "%s: %s", text, message->text);
}

static int complete(hermite_spline_t spline, const wane_function_t f, slong length)
{
    wane_message_t message;
    arb_t norm2;
    arb_init(norm2);
    cr_assert(hermite_derivative_product(norm2, f, f, 0, PREC, message) == WANE_OK);
    const int done = hermite_spline_choose(spline, length, PREC, PREC) &&
                     hermite_spline_complete(spline, norm2, PREC, NULL, message) == WANE_OK;
    arb_clear(norm2);
    return done;
}

/* The kernel of the pair; of the student alone if the texts are the same. */
static hermite_kink_kernel_t *make(const char *student, const char *teacher)
{
    wane_function_t f, g;
    hermite_spline_t spline, other;
    parse(f, student);
    parse(g, teacher);
    hermite_spline_init(spline);
    hermite_spline_init(other);
    hermite_kink_kernel_t *kernel = NULL;
    if (hermite_spline_analyse(spline, f, PREC, PREC) && hermite_spline_analyse(other, g, PREC, PREC)) {
        const slong length = FLINT_MAX(64, FLINT_MAX(spline->least_length, other->least_length));
        const int same = strcmp(student, teacher) == 0;
        if (complete(spline, f, length) && (same || complete(other, g, length)))
            kernel = hermite_kink_kernel_new(spline, same ? spline : other, PREC);
    }
    hermite_spline_clear(spline);
    hermite_spline_clear(other);
    wane_function_clear(f);
    wane_function_clear(g);
    return kernel;
}

/* x = numerator / 2^bits in (0, 1) */
static void random_fraction(arb_t x, flint_rand_t state, slong bits)
{
    arb_set_ui(x, 1 + n_randbits(state, 40));
    arb_mul_2exp_si(x, x, -40 - bits);
}

static int accurate(const arb_t x, slong bits)
{
    return arb_rel_accuracy_bits(x) >= bits;
}

/* K(cos t) = (sin t + (pi - t) cos t)/(2 pi), K' = (pi - t)/(2
   pi), K'' = 1/(2 pi sin t), K''' = cos t/(2 pi sin^3 t) */
static void arc_cosine_kernel(arb_ptr K, const arb_t t, slong prec)
{
    arb_t sine, cosine, rest;
    arb_init(sine);
    arb_init(cosine);
    arb_init(rest);
    arb_sin_cos(sine, cosine, t, prec);
    arb_const_pi(rest, prec);
    arb_sub(rest, rest, t, prec);
    arb_mul(K, rest, cosine, prec);
    arb_add(K, K, sine, prec);
    arb_set(K + 1, rest);
    arb_inv(K + 2, sine, prec);
    arb_pow_ui(K + 3, K + 2, 3, prec);
    arb_mul(K + 3, K + 3, cosine, prec);
    arb_const_pi(rest, prec);
    arb_mul_2exp_si(rest, rest, 1);
    for (slong j = 0; j < DERIVATIVES; j++) arb_div(K + j, K + j, rest, prec);
    arb_clear(sine);
    arb_clear(cosine);
    arb_clear(rest);
}

Test(kink_kernels, relu_is_the_arc_cosine_kernel_to_50_digits)
{
    hermite_kink_kernel_t *kernel = make("relu", "relu");
    arb_ptr K = _arb_vec_init(2 * DERIVATIVES), truth = K + DERIVATIVES;
    arb_t t, complement;
    flint_rand_t state;
    flint_rand_init(state);
    arb_init(t);
    arb_init(complement);
    cr_assert(kernel != NULL);
    for (slong i = 0; i < random_repetitions(400); i++) {
        random_fraction(t, state, i % 4 ? 0 : (slong)n_randint(state, 500));
        arb_mul_2exp_si(complement, t, -1);
        arb_sin(complement, complement, 4 * PREC);
        arb_sqr(complement, complement, 4 * PREC);
        arb_mul_2exp_si(complement, complement, 1);
        arc_cosine_kernel(truth, t, 4 * PREC);
        hermite_kink_kernel_evaluate(K, kernel, 0, complement, PREC);
        for (slong j = 0; j < DERIVATIVES; j++) {
            cr_assert(arb_overlaps(K + j, truth + j), "K^(%ld) at angle 2^%ld", (long)j, (long)i);
            cr_assert(accurate(K + j, 170), "K^(%ld): %ld bits", (long)j, (long)arb_rel_accuracy_bits(K + j));
        }
    }
    arb_clear(t);
    arb_clear(complement);
    flint_rand_clear(state);
    _arb_vec_clear(K, 2 * DERIVATIVES);
    hermite_kink_kernel_free(kernel);
}

/* sum_{k < length} c_k d_k k(k-1)…(k-order+1) x^(k-order), and room for the rest. */
static void power_series(arb_t value, arb_srcptr c, arb_srcptr d, slong length, slong order, const arb_t x)
{
    fmpz_t falling;
    arb_t term;
    fmpz_init(falling);
    arb_init(term);
    arb_zero(value);
    for (slong k = length - 1; k >= order; k--) {
        hermite_falling_factorial(falling, k, order);
        arb_mul(term, c + k, d + k, PREC);
        arb_mul_fmpz(term, term, falling, PREC);
        arb_mul(value, value, x, PREC);
        arb_add(value, value, term, PREC);
    }
    /* |x| <= 3/4, norms below 2^12, length 500: the rest is below 2^24 500^3 (3/4)^497 < 2^-150 */
    arb_add_error_2exp_si(value, -150);
    fmpz_clear(falling);
    arb_clear(term);
}

static void check_against_series(const char *student, const char *teacher, flint_rand_t state)
{
    const slong length = 500;
    wane_function_t f, g;
    wane_message_t message;
    hermite_kink_kernel_t *kernel = make(student, teacher);
    arb_ptr c = _arb_vec_init(length), d = _arb_vec_init(length), value = _arb_vec_init(DERIVATIVES);
    arb_t q, x, complement, truth;
    arb_init(q);
    arb_init(x);
    arb_init(complement);
    arb_init(truth);
    parse(f, student);
    parse(g, teacher);
    cr_assert(kernel != NULL, "%s | %s has no closed form", student, teacher);
    cr_assert(hermite_coefficients(c, length, f, PREC, NULL, message) == WANE_OK, "%s", message->text);
    cr_assert(hermite_coefficients(d, length, g, PREC, NULL, message) == WANE_OK, "%s", message->text);
    for (int i = 0; i < 6; i++) {
        random_fraction(q, state, 0);
        arb_mul_ui(q, q, i == 0 ? 0 : 3, PREC);
        arb_mul_2exp_si(q, q, -2);
        arb_sub_ui(complement, q, 1, PREC);
        arb_neg(complement, complement);
        const int reflect = i % 2;
        hermite_kink_kernel_evaluate(value, kernel, reflect, complement, PREC);
        for (slong j = 0; j < DERIVATIVES; j++) {
            arb_set(x, q);
            if (reflect) arb_neg(x, x);
            power_series(truth, c, d, length, j, x);
            if (reflect && j % 2) arb_neg(truth, truth);
            cr_assert(arb_overlaps(value + j, truth), "%s | %s, derivative %ld, side %d", student, teacher,
                      (long)j, reflect);
            cr_assert(mag_cmp_2exp_si(arb_radref(value + j), -130) < 0, "%s | %s, derivative %ld: wide",
                      student, teacher, (long)j);
        }
    }
    _arb_vec_clear(c, length);
    _arb_vec_clear(d, length);
    _arb_vec_clear(value, DERIVATIVES);
    arb_clear(q);
    arb_clear(x);
    arb_clear(complement);
    arb_clear(truth);
    wane_function_clear(f);
    wane_function_clear(g);
    hermite_kink_kernel_free(kernel);
}

/* A sum of one to three kinked terms with rational numbers, with jumps if asked. */
static void random_broken_line(char *text, size_t size, flint_rand_t state, int jumps)
{
    static const char *const continuous[] = {"relu", "abs", "hardtanh", "min(1,max(0,2*y))", "max(y,-2*y+1)"};
    static const char *const all[] = {"relu", "abs", "hardtanh", "sign", "step"};
    size_t used =
        (size_t)snprintf(text, size, "%d/%d*x", (int)n_randint(state, 5) - 2, 1 + (int)n_randint(state, 3));
    for (slong terms = 1 + (slong)n_randint(state, 2); terms >= 0; terms--) {
        const char *name = jumps ? all[n_randint(state, 5)] : continuous[n_randint(state, 5)];
        int weight = 1 + (int)n_randint(state, 4), slope = (int)n_randint(state, 2) ? 1 : -2;
        int shift = (int)n_randint(state, 9) - 4, part = 1 + (int)n_randint(state, 3);
        used += (size_t)snprintf(text + used, size - used, "+%d/3*", weight);
        if (name[0] != 'm') {
            used += (size_t)snprintf(text + used, size - used, "%s(%d*x+%d/%d)", name, slope, shift, part);
        } else {
            for (const char *c = name; *c; c++) /* y is the argument */
                if (*c == 'y' && (c == name || c[-1] < 'a'))
                    used += (size_t)snprintf(text + used, size - used, "(%d*x+%d/%d)", slope, shift, part);
                else used += (size_t)snprintf(text + used, size - used, "%c", *c);
        }
    }
}

Test(kink_kernels, series_far_from_one)
{
    flint_rand_t state;
    flint_rand_init(state);
    check_against_series("abs", "abs", state);
    check_against_series("hardtanh", "hardtanh", state);
    check_against_series("leaky_relu(x,0.1)", "leaky_relu(x,0.1)", state);
    check_against_series("relu", "sign", state);
    check_against_series("hardtanh", "step(x-1/3)+sign(x+1)", state);
    check_against_series("center(relu)", "center(abs)", state);
    check_against_series("relu(sqrt(2)*x-1)", "abs", state);
    char student[300], teacher[300];
    for (slong i = 0; i < random_repetitions(12); i++) {
        random_broken_line(student, sizeof(student), state, 0);
        random_broken_line(teacher, sizeof(teacher), state, i % 2);
        check_against_series(student, i % 5 ? teacher : student, state);
    }
    flint_rand_clear(state);
}

/* value(b) - value(a) = derivative(somewhere in [a, b]) (b
   - a), for every derivative, arbitrarily near q = 1. */
static void check_mean_values(const char *student, const char *teacher, flint_rand_t state)
{
    hermite_kink_kernel_t *kernel = make(student, teacher);
    arb_ptr at_a = _arb_vec_init(3 * DERIVATIVES), at_b = at_a + DERIVATIVES, between = at_b + DERIVATIVES;
    arb_t a, b, interval, t;
    arb_init(a);
    arb_init(b);
    arb_init(interval);
    arb_init(t);
    cr_assert(kernel != NULL, "%s | %s has no closed form", student, teacher);
    for (slong i = 0; i < 40; i++) {
        random_fraction(a, state, i < 10 ? 0 : (slong)n_randint(state, 120));
        arb_set_ui(b, 1);
        arb_mul_2exp_si(b, b, -1 - (slong)n_randint(state, 30));
        if (i % 8 == 0) arb_zero(b);
        else {
            arb_neg(b, b);
            arb_addmul(a, a, b, ARF_PREC_EXACT); /* 1 - q shrinks from a to b */
            arb_swap(a, b);
            random_fraction(t, state, 10);
            arb_mul(a, b, t, ARF_PREC_EXACT);
            arb_add(a, b, a, ARF_PREC_EXACT);
        }
        const int reflect = (int)n_randint(state, 2);
        hermite_kink_kernel_evaluate(at_a, kernel, reflect, a, PREC);
        hermite_kink_kernel_evaluate(at_b, kernel, reflect, b, PREC);
        arb_union(interval, a, b, PREC);
        hermite_kink_kernel_evaluate(between, kernel, reflect, interval, PREC);
        arb_sub(t, a, b, PREC);
        for (slong j = 0; j < DERIVATIVES; j++) {
            cr_assert(!arb_is_finite(between + j) ||
                          (arb_overlaps(between + j, at_a + j) && arb_overlaps(between + j, at_b + j)),
                      "%s | %s: derivative %ld leaves its range", student, teacher, (long)j);
            if (j == DERIVATIVES - 1 || !arb_is_finite(at_b + j)) continue;
            arb_sub(at_b + j, at_b + j, at_a + j, PREC);
            arb_mul(interval, between + j + 1, t, PREC);
            cr_assert(!arb_is_finite(interval) || arb_overlaps(at_b + j, interval),
                      "%s | %s: derivative %ld of side %d", student, teacher, (long)j + 1, reflect);
        }
    }
    _arb_vec_clear(at_a, 3 * DERIVATIVES);
    arb_clear(a);
    arb_clear(b);
    arb_clear(interval);
    arb_clear(t);
    hermite_kink_kernel_free(kernel);
}

Test(kink_kernels, derivatives_fit_the_values_up_to_one)
{
    flint_rand_t state;
    flint_rand_init(state);
    check_mean_values("relu", "relu", state);
    check_mean_values("relu(x-1)", "abs(x-1)", state);
    check_mean_values("relu(x-1)", "sign(x-1)", state);
    check_mean_values("hardtanh", "step(x+1)-3*sign(x-1/3)", state);
    char student[300], teacher[300];
    for (slong i = 0; i < random_repetitions(8); i++) {
        random_broken_line(student, sizeof(student), state, 0);
        random_broken_line(teacher, sizeof(teacher), state, i % 2);
        check_mean_values(student, i % 5 ? teacher : student, state);
    }
    flint_rand_clear(state);
}

/* At q = 1: E f g and E f' g' as integrals of one variable. */
Test(kink_kernels, values_at_one)
{
    flint_rand_t state;
    flint_rand_init(state);
    char student[300], teacher[300];
    for (slong i = 0; i < random_repetitions(30); i++) {
        wane_function_t f, g;
        wane_message_t message;
        arb_ptr value = _arb_vec_init(DERIVATIVES);
        arb_t truth, zero;
        arb_init(truth);
        arb_init(zero);
        random_broken_line(student, sizeof(student), state, 0);
        random_broken_line(teacher, sizeof(teacher), state, i % 2);
        hermite_kink_kernel_t *kernel = make(student, i % 5 ? teacher : student);
        parse(f, student);
        parse(g, i % 5 ? teacher : student);
        hermite_kink_kernel_evaluate(value, kernel, 0, zero, PREC);
        cr_assert(hermite_derivative_product(truth, f, g, 0, PREC, message) == WANE_OK);
        cr_assert(accurate(truth, 120) && arb_overlaps(truth, value), "E of %s times %s", student, teacher);
        if (function_smoothness(g) >= 0) {
            cr_assert(hermite_derivative_product(truth, f, g, 1, PREC, message) == WANE_OK);
            cr_assert(arb_is_finite(truth) && arb_overlaps(truth, value + 1), "slopes of %s times %s",
                      student, teacher);
        }
        hermite_kink_kernel_free(kernel);
        wane_function_clear(f);
        wane_function_clear(g);
        arb_clear(truth);
        arb_clear(zero);
        _arb_vec_clear(value, DERIVATIVES);
    }
    flint_rand_clear(state);
}

static void compute(kernels_t kernels, const char *student, const char *teacher, slong digits)
{
    wane_function_t f, g;
    wane_message_t message;
    wane_effort_t effort;
    wane_effort_default(&effort);
    effort.digits = digits;
    parse(f, student);
    parse(g, teacher);
    kernels_init(kernels);
    cr_assert(kernels_compute(kernels, f, g, &effort, message) == WANE_OK, "%s", message->text);
    wane_function_clear(f);
    wane_function_clear(g);
}

/* P(R) = K(R), S(R) = K(R^2) with S' = 2 R K'(R^2). */
Test(kink_kernels, relu_through_the_library)
{
    kernels_t kernels;
    compute(kernels, "relu", "relu", 50);
    arb_ptr P = _arb_vec_init(3 * DERIVATIVES), S = P + DERIVATIVES, truth = S + DERIVATIVES;
    arb_t R, angle;
    flint_rand_t state;
    flint_rand_init(state);
    arb_init(R);
    arb_init(angle);
    for (slong i = 0; i < random_repetitions(100); i++) {
        random_fraction(R, state, i % 2 ? 0 : (slong)n_randint(state, 300));
        if (i % 2 == 0) {
            arb_sub_ui(R, R, 1, ARF_PREC_EXACT);
            arb_neg(R, R);
        }
        if (i % 3 == 0) arb_neg(R, R);
        kernels_evaluate(P, S, kernels, R, 256);
        arb_acos(angle, R, 1024);
        arc_cosine_kernel(truth, angle, 1024);
        for (slong j = 0; j < DERIVATIVES; j++)
            cr_assert(arb_overlaps(P + j, truth + j), "P^(%ld) in case %ld", (long)j, (long)i);
        cr_assert(arb_is_negative(R) || (accurate(P, 167) && accurate(P + 1, 167) && accurate(P + 2, 167)),
                  "P in case %ld", (long)i);
        arb_sqr(angle, R, 1024);
        arb_acos(angle, angle, 1024);
        arc_cosine_kernel(truth, angle, 1024);
        arb_mul(truth + 1, truth + 1, R, 1024);
        arb_mul_2exp_si(truth + 1, truth + 1, 1);
        cr_assert(arb_overlaps(S, truth) && arb_overlaps(S + 1, truth + 1), "S in case %ld", (long)i);
        cr_assert(accurate(S, 167) && accurate(S + 1, 167), "S in case %ld", (long)i);
    }
    arb_clear(R);
    arb_clear(angle);
    flint_rand_clear(state);
    _arb_vec_clear(P, 3 * DERIVATIVES);
    kernels_clear(kernels);
}

/* Rough and fine kernels of one pair meet, wide balls
   contain their points, and the mean value theorem holds. */
static void check_pair(const char *student, const char *teacher, flint_rand_t state)
{
    kernels_t rough, fine;
    compute(rough, student, teacher, 12);
    compute(fine, student, teacher, 30);
    arb_ptr wide = _arb_vec_init(6 * DERIVATIVES), left = wide + 2 * DERIVATIVES,
            right = left + 2 * DERIVATIVES;
    arb_t R, a, b, t;
    arb_init(R);
    arb_init(a);
    arb_init(b);
    arb_init(t);
    for (slong i = 0; i < random_repetitions(12); i++) {
        random_fraction(a, state, (slong)n_randint(state, i % 2 ? 2 : 60));
        random_fraction(b, state, (slong)n_randint(state, 2));
        arb_mul(b, a, b, ARF_PREC_EXACT);
        if (i % 6 == 0) arb_zero(b);
        arb_sub_ui(a, a, 1, ARF_PREC_EXACT);
        arb_sub_ui(b, b, 1, ARF_PREC_EXACT);
        if (i % 4) {
            arb_neg(a, a);
            arb_neg(b, b);
        }
        arb_union(R, a, b, 256);
        kernels_evaluate(wide, wide + DERIVATIVES, rough, R, 128);
        kernels_evaluate(left, left + DERIVATIVES, fine, a, 192);
        kernels_evaluate(right, right + DERIVATIVES, fine, b, 192);
        arb_sub(t, b, a, 192);
        for (slong j = 0; j < 2 * DERIVATIVES; j++) {
            if (!arb_is_finite(wide + j)) continue;
            cr_assert(!arb_is_finite(left + j) || arb_overlaps(wide + j, left + j), "%s | %s: %ld", student,
                      teacher, (long)j);
            cr_assert(!arb_is_finite(right + j) || arb_overlaps(wide + j, right + j), "%s | %s: %ld", student,
                      teacher, (long)j);
            if (j % DERIVATIVES == 0 || !arb_is_finite(left + j - 1) || !arb_is_finite(right + j - 1))
                continue;
            arb_mul(R, wide + j, t, 192);
            arb_add(R, R, left + j - 1, 192);
            cr_assert(arb_overlaps(R, right + j - 1), "%s | %s: derivative %ld", student, teacher, (long)j);
        }
    }
    arb_clear(R);
    arb_clear(a);
    arb_clear(b);
    arb_clear(t);
    _arb_vec_clear(wide, 6 * DERIVATIVES);
    kernels_clear(rough);
    kernels_clear(fine);
}

Test(kink_kernels, pairs_through_the_library)
{
    flint_rand_t state;
    flint_rand_init(state);
    check_pair("relu", "relu", state);
    check_pair("relu", "abs(x-1/3)+sign(x-1/3)", state);
    check_pair("hardtanh(2*x)", "step(x-1/2)", state);
    check_pair("relu", "tanh(x-1)", state);
    check_pair("tanh(x+1/2)", "sign(x-1/4)", state);
    check_pair("elu", "abs", state);
    flint_rand_clear(state);
}

/* Mixed pairs keep their digits up to R = 1; P'(1) = E tanh' sign' = 2 phi(0). */
Test(kink_kernels, mixed_pairs_near_one)
{
    static const char *const pair[][2] = {
        {"relu", "tanh(x-1)"}, {"tanh(x+1)", "relu"}, {"tanh", "sign"}, {"hardtanh", "tanh"}};
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES);
    arb_t R, t;
    arb_init(R);
    arb_init(t);
    for (slong i = 0; i < 4; i++) {
        kernels_t kernels;
        compute(kernels, pair[i][0], pair[i][1], 30);
        for (slong bits = 4; bits <= 40; bits += 12) {
            arb_one(R);
            arb_mul_2exp_si(R, R, -bits);
            arb_sub_ui(R, R, 1, ARF_PREC_EXACT);
            arb_neg(R, R);
            if (bits == 40) arb_one(R);
            kernels_evaluate(P, P + DERIVATIVES, kernels, R, 192);
            for (slong j = 0; j < 3; j++)
                cr_assert(mag_cmp_2exp_si(arb_radref(P + j), -66) < 0, "%s | %s: P^(%ld) at 1 - 2^-%ld",
                          pair[i][0], pair[i][1], (long)j, (long)bits);
        }
        if (i == 2) {
            arb_const_pi(t, 192);
            arb_mul_2exp_si(t, t, -1);
            arb_rsqrt(t, t, 192);
            cr_assert(arb_overlaps(P + 1, t) && accurate(P + 1, 90), "tanh | sign: P'(1)");
        }
        kernels_clear(kernels);
    }
    arb_clear(R);
    arb_clear(t);
    _arb_vec_clear(P, 2 * DERIVATIVES);
}

/* The terms from K on, of a function with kinks and of one without, against their bound. */
static void check_rough_tail(const char *student, const char *teacher, double R_value, slong K)
{
    const slong length = 3000;
    const char *name[2] = {student, teacher};
    arb_ptr c[2];
    arb_t T[2][TAIL_MOMENTS], R, term, sum;
    wane_message_t message;
    mag_ptr moment = _mag_vec_init(2 * TAIL_MOMENTS);
    mag_t bound;
    mag_init(bound);
    arb_init(R);
    arb_init(term);
    arb_init(sum);
    for (int i = 0; i < 2; i++) {
        wane_function_t f;
        parse(f, name[i]);
        c[i] = _arb_vec_init(length);
        cr_assert(hermite_coefficients(c[i], length, f, 128, NULL, message) == WANE_OK);
        for (slong j = 0; j < TAIL_MOMENTS; j++) {
            arb_init(T[i][j]);
            cr_assert(hermite_derivative_product(T[i][j], f, f, j, 128, message) == WANE_OK);
            for (slong k = j; k < K; k++) {
                fmpz_t falling;
                fmpz_init(falling);
                hermite_falling_factorial(falling, k, j);
                arb_sqr(term, c[i] + k, 128);
                arb_submul_fmpz(T[i][j], term, falling, 128);
                fmpz_clear(falling);
            }
        }
        wane_function_clear(f);
    }
    arb_set_d(R, R_value);
    tail_moments(moment, T[0]);
    tail_moments(moment + TAIL_MOMENTS, T[1]);
    for (slong order = 0; order < DERIVATIVES; order++)
        for (slong stride = 1; stride <= 2; stride++) {
            arb_zero(sum);
            for (slong k = K; k < length; k++) {
                arb_pow_ui(term, R, (ulong)(stride * k - order), 128);
                arb_mul(term, term, c[0] + k, 128);
                arb_mul(term, term, c[1] + k, 128);
                for (slong n = 0; n < order; n++) arb_mul_si(term, term, k, 128);
                arb_abs(term, term);
                arb_add(sum, sum, term, 128);
            }
            tail_rough(bound, moment, moment + TAIL_MOMENTS, order, K, stride, R);
            arf_set_mag(arb_midref(term), bound);
            mag_zero(arb_radref(term));
            cr_assert(arb_le(sum, term), "%s | %s: terms from %ld on at %g, order %ld", student, teacher,
                      (long)K, R_value, (long)order);
            arb_mul_2exp_si(sum, sum, 16);
            cr_assert(arb_gt(sum, term), "%s | %s: the bound from %ld on at %g, order %ld, is far off",
                      student, teacher, (long)K, R_value, (long)order);
        }
    for (int i = 0; i < 2; i++) {
        _arb_vec_clear(c[i], length);
        for (slong j = 0; j < TAIL_MOMENTS; j++) arb_clear(T[i][j]);
    }
    arb_clear(R);
    arb_clear(term);
    arb_clear(sum);
    mag_clear(bound);
    _mag_vec_clear(moment, 2 * TAIL_MOMENTS);
}

Test(kink_kernels, tails_beside_rough_functions)
{
    check_rough_tail("relu", "relu", 0.5, 20);
    check_rough_tail("relu", "relu", 0.99, 20);
    check_rough_tail("relu", "relu", 0.99, 700);
    check_rough_tail("relu(x-1)", "tanh(x-1)", 0.9, 30);
    check_rough_tail("elu", "abs(x+1)", 0.97, 50);
    check_rough_tail("tanh(x+1)", "sign(x-1/2)", 0.95, 40);
}

Test(kink_kernels, only_beside_kinks)
{
    cr_assert(make("tanh", "exp(x/2)") == NULL);
}
