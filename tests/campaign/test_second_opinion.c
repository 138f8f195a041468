/* The second opinion itself, where the truth is known in closed form. */
#include <math.h>

#include <criterion/criterion.h>

#include "journey.h"

static const shape_t *shape_named(const char *pattern)
{
    for (long i = 0; i < shape_count; i++)
        if (strcmp(shapes[i].pattern, pattern) == 0) return &shapes[i];
    cr_assert_fail("%s", pattern);
    return NULL;
}

static void pair_of_shape(pair_kernel_t *kernel, const char *pattern)
{
    feature_t f;
    feature_init(&f);
    f.shape = shape_named(pattern);
    pair_kernel_set(kernel, &f, &f);
}

static void expect_close(long double x, long double truth, const char *what)
{
    cr_expect(fabsl(x - truth) <= 1e-14L * (1 + fabsl(truth)), "%s: %.18Lg for %.18Lg", what, x, truth);
}

Test(second_opinion, smooth_kernel)
{
    pair_kernel_t kernel;
    pair_values_t v;
    pair_of_shape(&kernel, "sin(@)");
    for (int i = -4; i <= 4; i++) {
        long double R = i / 4.0L;
        pair_kernel_at(&v, &kernel, R, 1 - R * R);
        expect_close(v.P, expl(-1) * sinhl(R), "P of sin");
        expect_close(v.P1, expl(-1) * coshl(R), "P' of sin");
        expect_close(v.K2, expl(-1) * sinhl(R * R), "K'' of sin");
    }
}

/* relu: (sin t + (pi - t) cos t)/(2 pi), its slope (pi - t)/(2 pi), at correlation cos t. */
Test(second_opinion, kernel_with_a_kink)
{
    pair_kernel_t kernel;
    pair_values_t v;
    pair_of_shape(&kernel, "relu(@)");
    for (int i = -8; i <= 8; i++) {
        long double R = i / 8.0L, t = acosl(R);
        pair_kernel_at(&v, &kernel, R, 1 - R * R);
        expect_close(v.P, (sinl(t) + (M_PIl - t) * cosl(t)) / (2 * M_PIl), "P of relu");
        expect_close(v.P1, (M_PIl - t) / (2 * M_PIl), "P' of relu");
    }
}

/* hardtanh: K(1) = 1 - 2 phi(1), K'(1) = 2 Phi(1) - 1; and the series where it converges fast. */
Test(second_opinion, kernel_with_two_kinks)
{
    pair_kernel_t kernel;
    pair_values_t v;
    pair_of_shape(&kernel, "hardtanh(@)");
    pair_kernel_at(&v, &kernel, 1, 0);
    expect_close(v.K, 1 - 2 * expl(-0.5L) / sqrtl(2 * M_PIl), "K(1) of hardtanh");
    expect_close(v.K1, erfl(M_SQRT1_2l), "K'(1) of hardtanh");
    pair_kernel_at(&v, &kernel, -1, 0);
    expect_close(v.P, -1 + 2 * expl(-0.5L) / sqrtl(2 * M_PIl), "P(-1) of hardtanh");
    for (int i = 3; i < 7; i++) {
        long double R = i / 10.0L, P = 0, P1 = 0, power = 1;
        pair_kernel_at(&v, &kernel, R, 1 - R * R);
        for (int k = 0; k < kernel.p_length; k++) {
            P += kernel.p[k] * power;
            if (k + 1 < kernel.p_length) P1 += (k + 1) * kernel.p[k + 1] * power;
            power *= R;
        }
        expect_close(v.P, P, "P of hardtanh");
        expect_close(v.P1, P1, "P' of hardtanh");
    }
}

static void polynomial(feature_t *f, int c0, int c1, int c2, int c3)
{
    feature_init(f);
    f->polynomial[0] = fraction(c0, 2);
    f->polynomial[1] = fraction(c1, 2);
    f->polynomial[2] = fraction(c2, 2);
    f->polynomial[3] = fraction(c3, 2);
}

/* Student 1 + h1 + 2 h2, teacher 2 + h2: leaves R = 0 at
   a = 3.148563 (derivations/05) and rests where N = 0. */
Test(second_opinion, delayed_exit)
{
    feature_t student, teacher;
    pair_kernel_t kernel;
    journey_t journey;
    polynomial(&student, 2, 2, 4, 0);
    polynomial(&teacher, 4, 0, 2, 0);
    pair_kernel_set(&kernel, &student, &teacher);
    journey_follow(&journey, &kernel, 1e-5L, 5, 1, logl(1e-4L), 1e-9L);
    cr_expect_eq(journey.end, JOURNEY_RESTS);
    cr_expect_eq(journey.exits, 1);
    cr_expect(fabsl(journey.a_out - 3.148563L) < 1e-3L, "a_out = %.9Lg", journey.a_out);
    expect_close(journey.R, 1 / sqrtl(7), "R"); /* N = 4R (7R^2 - 1) */
}

/* A realizable teacher is learned; with a negative scale it is not, but its mirror image is. */
Test(second_opinion, realizable_teacher)
{
    feature_t student;
    pair_kernel_t kernel;
    journey_t journey;
    polynomial(&student, 0, 2, 0, 1);
    pair_kernel_set(&kernel, &student, &student);
    for (int i = 0; i < 3; i++) {
        journey_follow(&journey, &kernel, powl(10, -i), 0.5L, 0, 0, 1e-9L);
        cr_expect(journey.end == JOURNEY_RESTS && journey.R == 1 && journey.peak > 0.99L, "eps = 1e-%d", i);
    }
}

/* tanh with h1 + 0.3 h3 unlearns: |R| ~ C (eps t)^(-1/4). */
Test(second_opinion, running_off)
{
    feature_t student, teacher;
    pair_kernel_t kernel;
    journey_t journey;
    feature_init(&student);
    student.shape = shape_named("tanh(@)");
    polynomial(&teacher, 0, 2, 0, 0);
    teacher.polynomial[3] = fraction(3, 10);
    pair_kernel_set(&kernel, &student, &teacher);
    journey_follow(&journey, &kernel, 0.1L, 0.5L, 0, 0, 1e-9L);
    cr_expect_eq(journey.end, JOURNEY_RUNS_OFF);
    /* kappa = 2 b |c_3| c_1, C = (4 kappa)^(-1/4) */
    long double kappa = 2 * 0.3L * 0.148437190787272704L * 0.605705509602158826L;
    long double C = powl(4 * kappa, -0.25L), seen = journey.tail_R * powl(0.1L * journey.tail_t, 0.25L);
    cr_expect(fabsl(seen / C - 1) < 0.01L, "C = %.6Lg, seen %.6Lg", C, seen);
}
