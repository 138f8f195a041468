#include "wane/hermite.h"

#include "hermite/trapezoid.h"

/* c_k of a polynomial from its exact expansion; 1 if f is one. */
static int coefficients_of_polynomial(arb_ptr c, slong length, const wane_function_t f, slong prec)
{
    wane_surd_poly_t p;
    wane_surd_poly_init(p);
    int is_polynomial = wane_function_hermite_polynomial(p, f, prec);
    for (slong k = 0; is_polynomial && k < length; k++) {
        if (k < p->length) wane_surd_get_arb(c + k, p->coefficient + k, prec);
        else arb_zero(c + k);
    }
    wane_surd_poly_clear(p);
    return is_polynomial;
}

static wane_status_t coefficients_of_part(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                          int threads, wane_message_t message)
{
    if (coefficients_of_polynomial(c, length, f, prec)) return WANE_OK;
    return hermite_trapezoid(c, length, f, wane_function_parity(f), prec, threads, message);
}

/* f = even + odd: each part gives the coefficients of its parity, and its structure the exact zeros. */
static wane_status_t coefficients_of_split(arb_ptr c, slong length, const wane_function_t even,
                                           const wane_function_t odd, slong prec, int threads,
                                           wane_message_t message)
{
    arb_ptr part = _arb_vec_init(length);
    wane_status_t status = coefficients_of_part(c, length, even, prec, threads, message);
    if (status == WANE_OK) status = coefficients_of_part(part, length, odd, prec, threads, message);
    for (slong k = 1; status == WANE_OK && k < length; k += 2) arb_swap(c + k, part + k);
    _arb_vec_clear(part, length);
    return status;
}

wane_status_t wane_hermite_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                        const wane_effort_t *effort, wane_message_t message)
{
    const int threads = effort ? effort->threads : 1;
    const char *kink;
    slong column;
    wane_status_t status = wane_hermite_resolve(f, prec, message);
    if (status != WANE_OK) return status;
    if (coefficients_of_polynomial(c, length, f, prec)) return WANE_OK;
    if (wane_function_has_kinks(f, &kink, &column))
        return wane_message_set(message, WANE_BAD_INPUT, column,
                                "'%s' is not analytic on the line: expected a smooth function", kink);

    wane_function_t even, odd;
    wane_function_init(even);
    wane_function_init(odd);
    if (wane_function_parity(f) == WANE_PARITY_NONE && length > 1 && wane_function_split(even, odd, f))
        status = coefficients_of_split(c, length, even, odd, prec, threads, message);
    else status = coefficients_of_part(c, length, f, prec, threads, message);
    wane_function_clear(even);
    wane_function_clear(odd);
    if (status == WANE_OK && length > 0 && wane_function_is_centered(f)) arb_zero(c);
    return status;
}
