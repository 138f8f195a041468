#include "function/tree/expression.h"

#include "function/tree/scoped_function.h"
#include "hermite/coefficients/table.h"

wane_status_t hermite_expectation(arb_t value, const wane_function_t f, slong prec, wane_message_t message)
{
    return hermite_coefficients(value, 1, f, prec, NULL, message);
}

static int is_resolved(const arb_t value, slong prec)
{
    return arb_is_finite(value) && mag_cmp_2exp_si(arb_radref(value), -prec) <= 0;
}

wane_status_t wane_hermite_resolve(const wane_function_t f, slong prec, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    slong count = function_expectation_count(f);
    SCOPED(wane_function, integrand);
    SCOPED(arb, value);
    for (slong i = 0; status == WANE_OK && i < count; i++) {
        function_expectation_get(value, f, i);
        if (is_resolved(value, prec)) continue;
        function_expectation_integrand(integrand, f, i);
        status = hermite_expectation(value, integrand, prec + 16, message);
        if (status == WANE_OK) function_expectation_set(f, i, value);
    }
    return status;
}
