#include "hermite/norms.h"

void hermite_falling_factorial(fmpz_t value, slong k, slong order)
{
    fmpz_one(value);
    for (slong i = 0; i < order; i++) fmpz_mul_si(value, value, k - i);
}

/* The finite sum when one of the two is a polynomial. */
static wane_status_t product_with_polynomial(arb_t value, const wane_surd_poly_t p,
                                             const wane_function_t other, slong order, slong prec,
                                             wane_message_t message)
{
    arb_ptr c = _arb_vec_init(p->length);
    wane_status_t status = wane_hermite_coefficients(c, p->length, other, prec, NULL, message);
    fmpz_t falling;
    arb_t t;
    fmpz_init(falling);
    arb_init(t);
    arb_zero(value);
    for (slong k = order; status == WANE_OK && k < p->length; k++) {
        wane_surd_get_arb(t, p->coefficient + k, prec);
        arb_mul(t, t, c + k, prec);
        hermite_falling_factorial(falling, k, order);
        arb_addmul_fmpz(value, t, falling, prec);
    }
    fmpz_clear(falling);
    arb_clear(t);
    _arb_vec_clear(c, p->length);
    return status;
}

wane_status_t hermite_derivative_product(arb_t value, const wane_function_t f, const wane_function_t g,
                                         slong order, slong prec, wane_message_t message)
{
    wane_surd_poly_t p;
    wane_function_t df, dg;
    wane_status_t status = wane_hermite_resolve(f, prec, message);
    if (status == WANE_OK) status = wane_hermite_resolve(g, prec, message);
    if (status != WANE_OK) return status;

    wane_surd_poly_init(p);
    wane_function_init(df);
    wane_function_init(dg);
    if (wane_function_hermite_polynomial(p, g, prec)) {
        status = product_with_polynomial(value, p, f, order, prec, message);
    } else if (wane_function_hermite_polynomial(p, f, prec)) {
        status = product_with_polynomial(value, p, g, order, prec, message);
    } else {
        wane_function_set(df, f);
        wane_function_set(dg, g);
        for (slong i = 0; i < order; i++) {
            wane_function_derivative(df, df);
            wane_function_derivative(dg, dg);
        }
        wane_function_mul(df, df, dg);
        status = wane_hermite_expectation(value, df, prec, message);
    }
    wane_surd_poly_clear(p);
    wane_function_clear(df);
    wane_function_clear(dg);
    return status;
}
