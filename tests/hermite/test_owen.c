/* Owen's function against its integral, and on arguments too wide to sum. */
#include <flint/acb.h>
#include <criterion/criterion.h>
#include <flint/acb_calc.h>
#include <flint/ulong_extras.h>

#include "hermite/closed/owen.h"
#include "random_function.h"

/* x = numerator / 2^bits in (0, 1) */
static void random_fraction(arb_t x, flint_rand_t state, slong bits)
{
    arb_set_ui(x, 1 + n_randbits(state, 40));
    arb_mul_2exp_si(x, x, -40 - bits);
}

/* exp(-h^2 (1 + z^2)/2)/(1 + z^2) */
static int owen_integrand(acb_ptr value, const acb_t z, void *h, slong order, slong prec)
{
    acb_t t;
    (void)order;
    acb_init(t);
    acb_sqr(t, z, prec);
    acb_add_ui(t, t, 1, prec);
    acb_mul_arb(value, t, h, prec);
    acb_mul_arb(value, value, h, prec);
    acb_mul_2exp_si(value, value, -1);
    acb_neg(value, value);
    acb_exp(value, value, prec);
    acb_div(value, value, t, prec);
    acb_clear(t);
    return 0;
}

Test(owen, is_its_integral)
{
    acb_t zero, end, integral;
    arb_t h, value, t;
    mag_t tolerance;
    flint_rand_t state;
    flint_rand_init(state);
    acb_init(zero);
    acb_init(end);
    acb_init(integral);
    arb_init(h);
    arb_init(value);
    arb_init(t);
    mag_init(tolerance);
    mag_set_ui_2exp_si(tolerance, 1, -128);
    for (slong i = 0; i < random_repetitions(150); i++) {
        random_fraction(h, state, (slong)n_randint(state, 10) - 6);
        random_fraction(acb_realref(end), state, (slong)n_randint(state, 10) - 6);
        if (n_randint(state, 2)) acb_neg(end, end);
        if (n_randint(state, 2)) arb_neg(h, h);
        if (i % 10 == 0) arb_zero(h);
        hermite_owen(value, h, acb_realref(end), 128);
        acb_calc_integrate(integral, owen_integrand, h, zero, end, 128, tolerance, NULL, 160);
        arb_const_pi(t, 160);
        arb_mul_2exp_si(t, t, 1);
        arb_div(t, acb_realref(integral), t, 160);
        cr_assert(arb_overlaps(value, t), "T at case %ld", (long)i);
        cr_assert(mag_cmp_2exp_si(arb_radref(value), -115) < 0);
    }
    acb_clear(zero);
    acb_clear(end);
    acb_clear(integral);
    arb_clear(h);
    arb_clear(value);
    arb_clear(t);
    mag_clear(tolerance);
    flint_rand_clear(state);
}

/* 0 <= T(h, a) <= 1/4 for a >= 0: the answer must hold that, and come at once. */
Test(owen, wide_arguments)
{
    arb_t h, a, value, inner;
    arb_init(h);
    arb_init(a);
    arb_init(value);
    arb_init(inner);
    for (slong bits = 0; bits < 60; bits += 5) {
        arb_zero(h);
        mag_set_ui_2exp_si(arb_radref(h), 1, bits);
        arb_one(a);
        mag_set_ui_2exp_si(arb_radref(a), 1, bits / 2);
        hermite_owen(value, h, a, 64);
        arb_zero(h);
        arb_set_d(a, 0.5);
        hermite_owen(inner, h, a, 64);
        cr_assert(arb_overlaps(value, inner), "T on a ball of radius 2^%ld", (long)bits);
    }
    arb_clear(h);
    arb_clear(a);
    arb_clear(value);
    arb_clear(inner);
}
