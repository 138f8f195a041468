/* Random functions, every coefficient up to 60, against adaptive integration. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "independent_table.h"
#include "random_function.h"
#include "hermite/kernel/kernels.h"

#define LENGTH 61
#define PREC 80
#define RANGE 40
#define TRUTH_PREC 112

static int truth_between(arb_ptr truth, const wane_function_t f, slong left_end, slong right_end)
{
    arb_t left, right;
    arb_init(left);
    arb_init(right);
    arb_set_si(left, left_end);
    arb_set_si(right, right_end);
    int sharp = independent_table(truth, LENGTH, f, left, right, TRUTH_PREC);
    arb_clear(left);
    arb_clear(right);
    return sharp;
}

/* The coefficients of the function to PREC bits; 0 if it is refused. */
static int coefficients_of(arb_ptr c, const char *text)
{
    wane_function_t f;
    wane_message_t message;
    wane_function_init(f);
    function_of(f, text);
    int known = wane_function_check(f, message) == WANE_OK &&
                hermite_coefficients(c, LENGTH, f, PREC, NULL, message) == WANE_OK;
    wane_function_clear(f);
    return known;
}

static void expect_agreement(arb_srcptr c, arb_ptr truth, const char *text)
{
    slong k;
    for (k = 0; k < LENGTH; k++) arb_add_error_2exp_si(truth + k, -TRUTH_PREC);
    const char *wrong = disagreement(&k, c, truth, LENGTH, PREC);
    cr_assert(wrong == NULL, "%s: c_%ld %s", text, (long)k, wrong);
}

static int check_analytic(random_t random)
{
    wane_function_t f;
    char *text = random_text(random, 3, 0);
    arb_ptr c = _arb_vec_init(2 * LENGTH), truth = c + LENGTH;
    wane_function_init(f);
    int known = coefficients_of(c, text);
    if (known) {
        function_of(f, text);
        known = truth_between(truth, f, -RANGE, RANGE);
        if (known) expect_agreement(c, truth, text);
    }
    wane_function_clear(f);
    _arb_vec_clear(c, 2 * LENGTH);
    free(text);
    return known;
}

Test(random_functions, contain_independent_integrals)
{
    random_t random;
    random_seed(random, 20260101);
    slong wanted = random_repetitions(200), checked = 0;
    for (slong tries = 0; checked < wanted && tries < 20 * wanted; tries++) checked += check_analytic(random);
    cr_assert(checked == wanted, "only %ld random functions could be compared", (long)checked);
}

/* u + v abs(x - r) with random analytic u, v and an integer r: the kink is where the text says, and the
   function is u -+ v (x - r) beside it. */
static int check_kinked(random_t random)
{
    wane_function_t f;
    char *u = random_text(random, 2, RANDOM_TAME), *v = random_text(random, 2, RANDOM_TAME), text[4000];
    const slong r = random_below(random, 7) - 3;
    arb_ptr c = _arb_vec_init(3 * LENGTH), truth = c + LENGTH, part = truth + LENGTH;
    wane_function_init(f);
    snprintf(text, sizeof text, "(%s)+(%s)*abs(x-(%ld))", u, v, (long)r);
    int known = coefficients_of(c, text);
    if (known) {
        char side[4000];
        snprintf(side, sizeof side, "(%s)-(%s)*(x-(%ld))", u, v, (long)r);
        function_of(f, side);
        known = truth_between(truth, f, -RANGE, r);
        snprintf(side, sizeof side, "(%s)+(%s)*(x-(%ld))", u, v, (long)r);
        function_of(f, side);
        known = known && truth_between(part, f, r, RANGE);
        _arb_vec_add(truth, truth, part, LENGTH, 2 * TRUTH_PREC);
        if (known) expect_agreement(c, truth, text);
    }
    wane_function_clear(f);
    _arb_vec_clear(c, 3 * LENGTH);
    free(u);
    free(v);
    return known;
}

Test(random_functions, with_a_kink_contain_independent_integrals)
{
    random_t random;
    random_seed(random, 20260102);
    slong wanted = random_repetitions(40), checked = 0;
    for (slong tries = 0; checked < wanted && tries < 20 * wanted; tries++) checked += check_kinked(random);
    cr_assert(checked == wanted, "only %ld random functions could be compared", (long)checked);
}
