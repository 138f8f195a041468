#include <criterion/criterion.h>
#include <stdlib.h>

#include "independent.h"
#include "random_function.h"

#define PREC 80

static void largest_value(mag_t bound, arb_srcptr c, slong length)
{
    mag_t t;
    mag_init(t);
    mag_zero(bound);
    for (slong k = 0; k < length; k++) {
        arb_get_mag(t, c + k);
        mag_max(bound, bound, t);
    }
    mag_clear(t);
}

/* Three coefficients of a random analytic function against adaptive integration. */
static int check_one(random_t random)
{
    wane_function_t f;
    wane_message_t message;
    char *text = random_text(random, 3, 0);
    const slong length = 61;
    arb_ptr c = _arb_vec_init(length);
    arb_t truth;
    mag_t width;
    int checked = 0;
    arb_init(truth);
    mag_init(width);
    wane_function_init(f);
    function_of(f, text);
    if (wane_function_check(f, message) == WANE_OK &&
        wane_hermite_coefficients(c, length, f, PREC, NULL, message) == WANE_OK) {
        for (int i = 0; i < 3; i++) {
            slong k = random_below(random, length);
            independent_coefficient(truth, f, k, 40, PREC + 32);
            if (!arb_is_finite(truth) || mag_cmp_2exp_si(arb_radref(truth), -PREC) > 0) continue;
            checked = 1;
            cr_assert(arb_overlaps(c + k, truth), "%s: c_%ld is outside the independent enclosure", text,
                      (long)k);
            mag_mul_2exp_si(width, arb_radref(truth), 10);
            cr_assert(mag_cmp(arb_radref(c + k), width) < 0 || arb_contains(c + k, truth), "%s: c_%ld", text,
                      (long)k);
            /* no more than 100 times what was asked, for a function of about unit size */
            largest_value(width, c, length);
            mag_add_ui(width, width, 1);
            mag_mul_2exp_si(width, width, -PREC + 6);
            cr_assert(mag_cmp(arb_radref(c + k), width) < 0, "%s: c_%ld is too wide", text, (long)k);
        }
    }
    wane_function_clear(f);
    arb_clear(truth);
    mag_clear(width);
    _arb_vec_clear(c, length);
    free(text);
    return checked;
}

Test(random_functions, contain_independent_integrals)
{
    random_t random;
    random_seed(random, 20260101);
    slong wanted = random_repetitions(15), checked = 0;
    for (slong tries = 0; checked < wanted && tries < 20 * wanted; tries++) checked += check_one(random);
    cr_assert(checked == wanted, "only %ld random functions could be compared", (long)checked);
}
