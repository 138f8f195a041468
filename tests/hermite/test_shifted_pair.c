/* Weight decay as a shift of constants: the kernels of the shifted pair are P and S + decay. */
#include <criterion/criterion.h>

#include "base/interval.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "hermite/coefficients/shifted_pair.h"
#include "hermite/kernel/kernels.h"
#include "random_function.h"

#define PREC 128

static const char *const students[] = {"tanh",       "relu",      "center(relu)", "gelu",    "h1+0.3*h3",
                                       "softplus-2", "1+2*h1+h2", "abs",          "elu-1/3", "sin(x)+x^2"};
static const char *const teachers[] = {"h1+0.3*h3",        "relu",   "tanh",     "x^2+x",     "cos(x)+x",
                                       "center(exp(x/2))", "h2-1/2", "softplus", "relu(x-1)", "1"};
static const char *const decays[] = {"1/100", "0", "3", "1/7"};

static void set_decay(wane_interval_t decay, const char *text)
{
    fmpq_set_str(decay->lo, text, 10);
    fmpq_set(decay->hi, decay->lo);
}

static void compare_at(const kernels_t plain, const kernels_t shifted, const arb_t decay, slong numerator,
                       const char *what)
{
    SCOPED(arb, R, difference);
    SCOPED_VEC(arb, P, 4);
    SCOPED_VEC(arb, S, 4);
    SCOPED_VEC(arb, Q, 4);
    SCOPED_VEC(arb, T, 4);
    arb_set_si(R, numerator);
    arb_div_si(R, R, 8, PREC);
    kernels_evaluate(P, S, plain, R, PREC);
    kernels_evaluate(Q, T, shifted, R, PREC);
    arb_add(S, S, decay, PREC);
    for (int j = 0; j < 2; j++) {
        arb_sub(difference, P + j, Q + j, PREC);
        cr_assert(arb_contains_zero(difference) && mag_cmp_2exp_si(arb_radref(difference), -20) < 0,
                  "%s: P, derivative %d, at %ld/8", what, j, (long)numerator);
        arb_sub(difference, S + j, T + j, PREC);
        cr_assert(arb_contains_zero(difference) && mag_cmp_2exp_si(arb_radref(difference), -20) < 0,
                  "%s: S, derivative %d, at %ld/8", what, j, (long)numerator);
    }
}

static void compare(const char *student, const char *teacher, const char *text)
{
    kernels_t plain, shifted;
    wane_effort_t effort;
    wane_message_t message;
    char what[200];
    SCOPED(wane_function, f, g, h, k);
    SCOPED(arb, ball);
    wane_interval_t decay;
    wane_interval_init(decay);
    snprintf(what, sizeof what, "%s | %s, decay %s", student, teacher, text);
    wane_effort_default(&effort);
    effort.digits = 15;
    set_decay(decay, text);
    function_of(f, student);
    function_of(g, teacher);
    wane_shifted_pair(h, k, f, g, decay);
    kernels_init(plain);
    kernels_init(shifted);
    cr_assert_eq(kernels_compute(plain, f, g, &effort, message), WANE_OK, "%s: %s", what, message->text);
    cr_assert_eq(kernels_compute(shifted, h, k, &effort, message), WANE_OK, "%s: %s", what, message->text);
    wane_interval_get_arb(ball, decay, PREC);
    for (slong i = -7; i <= 7; i += 3) compare_at(plain, shifted, ball, i, what);
    kernels_clear(plain);
    kernels_clear(shifted);
    wane_interval_clear(decay);
}

Test(shifted_pair, kernels)
{
    for (int i = 0; i < 10; i++) compare(students[i], teachers[i], decays[i % 4]);
    for (int i = 0; i < 10; i++) compare(students[i], teachers[(i + 3) % 10], decays[(i + 2) % 4]);
}

/* The loss of the pair, half of E teacher^2, is that of the flow with decay but for what is said. */
Test(shifted_pair, loss)
{
    wane_interval_t decay;
    wane_coefficients_t table;
    wane_effort_t effort;
    wane_message_t message;
    SCOPED(wane_function, f, g, h, k);
    SCOPED(arb, more, norm, shifted);
    wane_interval_init(decay);
    wane_coefficients_init(table);
    wane_effort_default(&effort);
    for (int i = 0; i < 10; i++) {
        set_decay(decay, decays[i % 4]);
        function_of(f, students[i]);
        function_of(g, teachers[i]);
        wane_shifted_pair(h, k, f, g, decay);
        cr_assert_eq(shifted_pair_loss(more, f, g, decay, PREC, message), WANE_OK, "%s", message->text);
        cr_assert_eq(wane_coefficients_compute(table, g, 4, &effort, message), WANE_OK);
        wane_coefficients_norm2(norm, table);
        cr_assert_eq(wane_coefficients_compute(table, k, 4, &effort, message), WANE_OK);
        wane_coefficients_norm2(shifted, table);
        arb_sub(norm, norm, shifted, PREC);
        arb_mul_2exp_si(norm, norm, -1);
        cr_assert(arb_overlaps(norm, more) && mag_cmp_2exp_si(arb_radref(more), -60) < 0, "%s | %s",
                  students[i], teachers[i]);
    }
    wane_coefficients_clear(table);
    wane_interval_clear(decay);
}

/* Hypotheses are asked of the pair: what is exact by structure stays so where it is true, and no more. */
Test(shifted_pair, structure)
{
    wane_interval_t decay;
    fmpq_t ratio;
    SCOPED(wane_function, f, g, h, k);
    wane_interval_init(decay);
    fmpq_init(ratio);
    set_decay(decay, "1/100");
    function_of(f, "tanh");
    wane_shifted_pair(h, k, f, f, decay);
    cr_expect(!function_ratio(ratio, k, h), "a teacher is no multiple of its student");
    cr_expect(function_is_centered(k));
    cr_expect_not(function_is_centered(h));
    function_of(f, "relu");
    wane_shifted_pair(h, k, f, f, decay);
    cr_expect(!function_ratio(ratio, k, h));
    /* x^2 - 1 with decay 1 is x^2. */
    set_decay(decay, "1");
    function_of(f, "x^2-1");
    function_of(g, "x^2");
    wane_shifted_pair(h, k, f, f, decay);
    cr_expect(function_ratio(ratio, h, g) && fmpq_is_one(ratio));
    /* An unknown decay is one unknown in both. */
    fmpq_set_si(decay->hi, 2, 1);
    function_of(f, "relu");
    wane_shifted_pair(h, k, f, f, decay);
    cr_expect_eq(function_unknown_count(h), 1);
    cr_expect_eq(function_unknown_count(k), 1);
    wane_interval_clear(decay);
    fmpq_clear(ratio);
}
