#include "wane/hermite.h"

#include "hermite/size_guess.h"
#include "hermite/norms.h"

#define GUESS_PREC 64 /* of expectations inside the function, for a first look at it */

void wane_coefficients_init(wane_coefficients_t table)
{
    table->length = 0;
    table->c = NULL;
    table->parity = WANE_PARITY_NONE;
    table->information_exponent = -1;
    table->is_polynomial = 0;
    wane_surd_poly_init(table->polynomial);
    arb_init(table->norm2);
    arb_init(table->dnorm2);
}

void wane_coefficients_clear(wane_coefficients_t table)
{
    if (table->c) _arb_vec_clear(table->c, table->length);
    wane_surd_poly_clear(table->polynomial);
    arb_clear(table->norm2);
    arb_clear(table->dnorm2);
}

static void resize(wane_coefficients_t table, slong length)
{
    if (table->c) _arb_vec_clear(table->c, table->length);
    table->c = _arb_vec_init(length);
    table->length = length;
}

/* Bits missing in the worst entry for `bits` relative accuracy; 0 when every entry that is not exactly zero
   has them.  A ball that contains zero says no more than how small its entry is. */
static slong missing_bits(arb_srcptr c, slong length, slong bits)
{
    slong worst = 0;
    for (slong k = 0; k < length; k++) {
        if (arb_is_zero(c + k)) continue;
        slong have = arb_contains_zero(c + k) ? 0 : FLINT_MAX(arb_rel_accuracy_bits(c + k), 0);
        worst = FLINT_MAX(worst, bits - have);
    }
    return worst;
}

/* The two norms to `bits` relative accuracy; *missing counts the bits that stay out of reach. */
static wane_status_t compute_norms(wane_coefficients_t table, slong *missing, const wane_function_t f,
                                   slong bits, slong max_prec, wane_message_t message)
{
    arb_struct *norm[2] = {table->norm2, table->dnorm2};
    for (slong j = 0; j < 2; j++) {
        for (slong prec = bits + 16;; prec *= 2) {
            wane_status_t status =
                hermite_derivative_product(norm[j], f, f, j, FLINT_MIN(prec, max_prec), message);
            if (status != WANE_OK) return status;
            slong short_of = arb_is_finite(norm[j]) ? missing_bits(norm[j], 1, bits) : 0;
            if (short_of > 0 && prec < max_prec) continue;
            *missing = FLINT_MAX(*missing, short_of);
            break;
        }
    }
    return WANE_OK;
}

static void find_information_exponent(wane_coefficients_t table)
{
    table->information_exponent = -1;
    for (slong k = 1; k < table->length; k++) {
        if (arb_is_zero(table->c + k)) continue;
        if (!arb_contains_zero(table->c + k)) table->information_exponent = k;
        return;
    }
}

wane_status_t wane_coefficients_compute(wane_coefficients_t table, const wane_function_t f, slong length,
                                        const wane_effort_t *effort, wane_message_t message)
{
    wane_status_t status = wane_function_check(f, message);
    if (status == WANE_OK) status = wane_hermite_resolve(f, GUESS_PREC, message);
    if (status != WANE_OK) return status;
    const slong bits = (slong)(3.3219280949 * (double)effort->digits) + 4;

    resize(table, length);
    table->parity = wane_function_parity(f);
    slong prec = bits + FLINT_MAX(32, hermite_size_guess(f, length - 1) + 8), missing = 0;
    for (;;) {
        status = wane_hermite_coefficients(table->c, length, f, FLINT_MIN(prec, effort->max_prec), effort,
                                           message);
        if (status != WANE_OK) return status;
        missing = missing_bits(table->c, length, bits);
        if (missing == 0 || prec >= effort->max_prec) break;
        /* the entry is below 2^-(prec - have): what it lacks is known unless its size still is not */
        prec = missing < bits ? prec + missing + 8 : 2 * prec;
    }
    status = compute_norms(table, &missing, f, bits, effort->max_prec, message);
    if (status != WANE_OK) return status;
    find_information_exponent(table);
    table->is_polynomial = wane_function_hermite_polynomial(table->polynomial, f, prec);
    if (missing > 0)
        return wane_message_set(
            message, WANE_UNDECIDED, 0,
            "%ld correct digits were not reached at %ld bits: raise --prec or lower --digits",
            (long)effort->digits, (long)effort->max_prec);
    return WANE_OK;
}
