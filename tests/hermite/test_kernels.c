#include <criterion/criterion.h>
#include <flint/ulong_extras.h>
#include <string.h>

#include "base/scoped.h"
#include "base/threads.h"
#include "hermite/kernel/kernel_share.h"
#include "independent.h"
#include "random_function.h"

static void compute(kernels_t kernels, const char *student, const char *teacher, slong digits)
{
    wane_function_t f, g;
    wane_message_t message;
    wane_effort_t effort;
    wane_effort_default(&effort);
    effort.digits = digits;
    wane_function_init(f);
    wane_function_init(g);
    cr_assert(wane_function_parse(f, student, NULL, 0, message) == WANE_OK, "%s", message->text);
    cr_assert(wane_function_parse(g, teacher, NULL, 0, message) == WANE_OK, "%s", message->text);
    kernels_init(kernels);
    cr_assert(kernels_compute(kernels, f, g, &effort, message) == WANE_OK, "%s", message->text);
    wane_function_clear(f);
    wane_function_clear(g);
}

static double uniform(flint_rand_t state)
{
    return (double)n_randbits(state, 30) / (1 << 30);
}

/* The kernel of few digits must contain the one of many,
   on points and on wide balls, at both ends of [-1,1]. */
static void check_pair(const char *student, const char *teacher, flint_rand_t state)
{
    kernels_t rough, fine;
    compute(rough, student, teacher, 10);
    compute(fine, student, teacher, 25);
    arb_ptr P = _arb_vec_init(4 * WANE_KERNEL_DERIVATIVES);
    arb_ptr S = P + WANE_KERNEL_DERIVATIVES, P_fine = S + WANE_KERNEL_DERIVATIVES;
    arb_ptr S_fine = P_fine + WANE_KERNEL_DERIVATIVES;
    arb_t R, point;
    arb_init(R);
    arb_init(point);
    slong count = random_repetitions(60);
    for (slong i = 0; i < count; i++) {
        double centre = 2 * uniform(state) - 1, radius = i % 3 ? 0 : 0.1 * uniform(state);
        if (i == 1) centre = 1;
        if (i == 2) centre = -1;
        if (centre + radius > 1) centre = 1 - radius;
        if (centre - radius < -1) centre = -1 + radius;
        arb_set_d(R, centre);
        mag_set_d(arb_radref(R), radius);
        arb_set_d(point, centre + radius * (i % 2 ? 0.9 : -0.5));
        kernels_evaluate(P, S, rough, R, 64);
        kernels_evaluate(P_fine, S_fine, fine, point, 160);
        for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
            cr_assert(arb_overlaps(P + j, P_fine + j), "%s|%s P^(%ld) at %g", student, teacher, (long)j,
                      centre);
            cr_assert(arb_overlaps(S + j, S_fine + j), "%s|%s S^(%ld) at %g", student, teacher, (long)j,
                      centre);
            cr_assert(radius == 0 || (arb_contains(P + j, P_fine + j) && arb_contains(S + j, S_fine + j)),
                      "%s|%s: a wide ball at %g misses a point of its own", student, teacher, centre);
        }
    }
    arb_clear(R);
    arb_clear(point);
    _arb_vec_clear(P, 4 * WANE_KERNEL_DERIVATIVES);
    kernels_clear(rough);
    kernels_clear(fine);
}

Test(kernels, few_digits_contain_many)
{
    flint_rand_t state;
    flint_rand_init(state);
    check_pair("tanh", "h1+0.3*h3", state);
    check_pair("tanh", "sin(2*x)", state);
    check_pair("gelu", "h1+0.2*h2", state);
    check_pair("erf", "tanh", state);
    check_pair("h1+0.5*h2+0.3*h3", "h1+0.2*h3", state);
    check_pair("silu", "2*silu(x)", state);
    flint_rand_clear(state);
}

/* P(R) = E sigma(u) sigma*(v): sin and exp have closed forms. */
Test(kernels, closed_forms)
{
    kernels_t kernels;
    compute(kernels, "sin(x)", "exp(x/2)", 20);
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    arb_t R, t, truth;
    arb_init(R);
    arb_init(t);
    arb_init(truth);
    for (int i = 0; i <= 20; i++) {
        arb_set_d(R, i / 20.0);
        kernels_evaluate(P, S, kernels, R, 128);
        /* E sin(u) e^(v/2) = e^(-1/2 + 1/8) sin(R/2) */
        arb_mul_2exp_si(t, R, -1);
        arb_sin(truth, t, 128);
        arb_set_d(t, -0.375);
        arb_exp(t, t, 128);
        arb_mul(truth, truth, t, 128);
        cr_assert(arb_overlaps(P, truth) && arb_rel_accuracy_bits(P) > (i ? 60 : -100), "P at %d/20", i);
        /* E sin(u) sin(v) = e^-1 sinh(R^2) */
        arb_sqr(t, R, 128);
        arb_sinh(truth, t, 128);
        arb_set_si(t, -1);
        arb_exp(t, t, 128);
        arb_mul(truth, truth, t, 128);
        cr_assert(arb_overlaps(S, truth), "S at %d/20", i);
    }
    arb_clear(R);
    arb_clear(t);
    arb_clear(truth);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
    kernels_clear(kernels);
}

/* Where coefficients cannot be had nothing is claimed of any, not even that it is 0. */
Test(kernels, incomplete_ones_claim_nothing)
{
    static const char *const hard[] = {"tanh(10^200*x)", "sin(exp(x^2))", "min(sin(exp(x^3)),1)"};
    for (size_t i = 0; i < 2 * sizeof hard / sizeof *hard; i++) {
        wane_function_t f, g;
        kernels_t kernels;
        wane_message_t message;
        wane_effort_t effort;
        wane_effort_default(&effort);
        wane_function_init(f);
        wane_function_init(g);
        kernels_init(kernels);
        cr_assert_eq(wane_function_parse(f, hard[i / 2], NULL, 0, message), WANE_OK);
        cr_assert_eq(wane_function_parse(g, "1+h1+h3", NULL, 0, message), WANE_OK);
        cr_assert_eq(kernels_compute(kernels, i % 2 ? g : f, i % 2 ? f : g, &effort, message),
                     WANE_UNDECIDED);
        cr_assert_geq(kernels->length, 2);
        cr_expect(kernels->prec > 0 && !kernels->p_finite && !kernels->s_finite);
        for (slong k = 0; k < kernels->length; k++)
            cr_expect(!arb_is_finite(kernels->p + k) && !arb_is_finite(kernels->s + k), "%s, k = %ld",
                      hard[i / 2], (long)k);
        wane_function_clear(f);
        wane_function_clear(g);
        kernels_clear(kernels);
    }
}

/* Nor where a function is refused, whatever the kernels held before. */
Test(kernels, refused_functions_leave_nothing)
{
    wane_function_t f, g;
    kernels_t kernels;
    hermite_share_t share;
    wane_message_t message;
    wane_effort_t effort;
    wane_effort_default(&effort);
    wane_function_init(f);
    wane_function_init(g);
    kernels_init(kernels);
    hermite_share_init(share);
    cr_assert_eq(wane_function_parse(f, "tanh", NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(g, "exp(x^2)", NULL, 0, message), WANE_OK);
    for (int i = 0; i < 5; i++) { /* asked afresh, and after good ones */
        SCOPED(arb, R);
        SCOPED_VEC(arb, P, 2 * WANE_KERNEL_DERIVATIVES);
        const wane_function_struct *student = i % 2 ? g : f, *teacher = i % 2 ? f : g;
        if (i > 0) cr_assert_eq(kernels_compute(kernels, f, f, &effort, message), WANE_OK);
        cr_assert_neq(i < 3
                          ? kernels_compute(kernels, student, teacher, &effort, message)
                          : kernels_compute_up_to_factor(kernels, share, student, teacher, &effort, message),
                      WANE_OK);
        kernels_evaluate(P, P + WANE_KERNEL_DERIVATIVES, kernels, R, 64);
        cr_expect(!arb_is_finite(P) && !arb_is_finite(P + WANE_KERNEL_DERIVATIVES), "asked %d times", i);
        cr_expect(kernels->prec > 0 && !kernels->same_up_to_ratio);
    }
    wane_function_clear(f);
    wane_function_clear(g);
    hermite_share_clear(share);
    kernels_clear(kernels);
}

typedef struct {
    const kernels_struct *source;
    const kernels_struct *corner[8]; /* as each thread got it */
} asked_t;

static void ask_for_corner(void *data, int thread, int threads)
{
    asked_t *asked = data;
    asked->corner[thread] = kernel_corner(asked->source, thread % 2);
}

/* Threads that share kernels find one corner each, whoever computes it. */
Test(kernels, corners_in_threads)
{
    for (int i = 0; i < 20; i++) {
        kernels_t kernels, end[2];
        compute(kernels, "tanh", "h1+[0,1/2]*h3", 10);
        compute(end[0], "tanh", "h1", 20);
        compute(end[1], "tanh", "h1+1/2*h3", 20);
        asked_t asked = {.source = kernels};
        base_parallel(ask_for_corner, &asked, 8);
        for (int j = 0; j < 8; j++) {
            cr_assert_not_null(asked.corner[j]);
            cr_assert_eq(asked.corner[j], kernel_corner(kernels, j % 2));
            cr_expect(arb_contains(asked.corner[j]->P_at_one[0], end[j % 2]->P_at_one[0]));
            cr_expect(asked.corner[j]->length > 0);
        }
        for (int j = 0; j < 2; j++) kernels_clear(end[j]);
        kernels_clear(kernels);
    }
}
