#include <math.h>
#include <criterion/criterion.h>
#include <stdlib.h>

#include "function/facts/facts.h"
#include "hermite/closed/closed_form.h"
#include "hermite/coefficients/coefficients.h"
#include "hermite/rule/piecewise.h"
#include "hermite/rule/trapezoid.h"
#include "random_function.h"

#define LENGTH 48

/* Balls of the same numbers by different methods must meet, and none may be absurdly wide. */
static void compare(arb_srcptr a, arb_srcptr b, slong length, const char *text, const char *what)
{
    for (slong k = 0; k < length; k++)
        cr_assert(arb_overlaps(a + k, b + k), "%s: c_%ld differs between %s", text, (long)k, what);
}

/* The trapezoidal rule on the line, Gauss-Legendre panels and
   closed forms share no quadrature and no error bound. */
Test(methods, agree_on_random_analytic_functions)
{
    random_t random;
    wane_function_t f;
    pieces_t pieces;
    wane_message_t message;
    arb_ptr trapezoid = _arb_vec_init(3 * LENGTH), panels = trapezoid + LENGTH, closed = panels + LENGTH;
    slong compared = 0, closed_forms = 0, wanted = random_repetitions(15);
    random_seed(random, 77);
    wane_function_init(f);
    for (slong tries = 0; compared < wanted && tries < 20 * wanted; tries++) {
        char *text = random_text(random, 3, 0);
        function_of(f, text);
        pieces_init(pieces);
        wane_parity_t parity = wane_function_parity(f);
        if (wane_function_check(f, message) == WANE_OK && wane_hermite_resolve(f, 120, message) == WANE_OK &&
            hermite_trapezoid(trapezoid, LENGTH, f, parity, 70, TRAPEZOID_MOST_NODES, 1, message) ==
                WANE_OK &&
            function_pieces(pieces, f, 100, message) == WANE_OK &&
            hermite_piecewise_quadrature(panels, LENGTH, f, pieces, INFINITY, parity, 90, 1, message) ==
                WANE_OK) {
            compare(trapezoid, panels, LENGTH, text, "the trapezoidal rule and panels");
            if (hermite_closed_form(closed, LENGTH, f, 110)) {
                closed_forms++;
                compare(trapezoid, closed, LENGTH, text, "the trapezoidal rule and the closed form");
                compare(panels, closed, LENGTH, text, "panels and the closed form");
            }
            compared++;
        }
        pieces_clear(pieces);
        free(text);
    }
    cr_assert(compared == wanted && closed_forms > 0, "%ld compared, %ld in closed form", (long)compared,
              (long)closed_forms);
    wane_function_clear(f);
    _arb_vec_clear(trapezoid, 3 * LENGTH);
}

/* Kinked functions: few bits must contain many. */
Test(methods, few_bits_contain_many_on_random_kinked_functions)
{
    random_t random;
    wane_function_t f;
    wane_message_t message;
    arb_ptr rough = _arb_vec_init(2 * LENGTH), fine = rough + LENGTH;
    slong compared = 0, wanted = random_repetitions(40);
    const char *name;
    slong column;
    random_seed(random, 78);
    wane_function_init(f);
    for (slong tries = 0; compared < wanted && tries < 40 * wanted; tries++) {
        char *text = random_text(random, 3, RANDOM_KINKS | RANDOM_TAME);
        function_of(f, text);
        if (function_has_kinks(f, &name, &column) && wane_function_check(f, message) == WANE_OK &&
            hermite_coefficients(rough, LENGTH, f, 50, NULL, message) == WANE_OK &&
            hermite_coefficients(fine, LENGTH, f, 110, NULL, message) == WANE_OK) {
            compare(rough, fine, LENGTH, text, "50 and 110 bits");
            for (slong k = 0; k < LENGTH; k++)
                cr_assert(mag_cmp(arb_radref(fine + k), arb_radref(rough + k)) <= 0 ||
                              arb_is_exact(rough + k) || mag_cmp_2exp_si(arb_radref(fine + k), -80) < 0,
                          "%s: c_%ld is wider with more bits", text, (long)k);
            compared++;
        }
        free(text);
    }
    cr_assert(compared == wanted, "only %ld kinked functions could be compared", (long)compared);
    wane_function_clear(f);
    _arb_vec_clear(rough, 2 * LENGTH);
}
