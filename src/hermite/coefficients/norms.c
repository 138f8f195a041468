#include "function/exact/surd.h"
#include "function/tree/scoped_function.h"
#include "hermite/closed/normal_law.h"
#include "hermite/coefficients/norms.h"
#include "hermite/coefficients/power_sum.h"

#include "function/facts/facts.h"
#include "function/pieces/continuity.h"
#include "function/pieces/pieces.h"

void hermite_falling_factorial(fmpz_t value, slong k, slong order)
{
    fmpz_one(value);
    for (slong i = 0; i < order; i++) fmpz_mul_si(value, value, k - i);
}

/* The finite sum when one of the two is a polynomial. */
static wane_status_t product_with_polynomial(arb_t value, const surd_poly_t p, const wane_function_t other,
                                             slong order, slong prec, wane_message_t message)
{
    SCOPED_VEC(arb, c, p->length);
    wane_status_t status = hermite_coefficients(c, p->length, other, prec, NULL, message);
    SCOPED(fmpz, falling);
    SCOPED(arb, t);
    arb_zero(value);
    for (slong k = order; status == WANE_OK && k < p->length; k++) {
        surd_get_arb(t, p->coefficient + k, prec);
        arb_mul(t, t, c + k, prec);
        hermite_falling_factorial(falling, k, order);
        arb_addmul_fmpz(value, t, falling, prec);
    }
    return status;
}

/* h = x f' - f'', the operator that multiplies c_k by k. */
static void number_operator(wane_function_t h, const wane_function_t f)
{
    SCOPED(wane_function, x, first, second);
    SCOPED(fmpq, minus);
    fmpq_set_si(minus, -1, 1);
    wane_function_parse(x, "x", NULL, 0, NULL);
    wane_function_derivative(first, f);
    wane_function_derivative(second, first);
    function_mul(first, first, x);
    function_scalar_mul(second, second, minus);
    function_add(h, first, second);
}

/* With c_k(f) known to `steps` derivatives only, the rest of the falling factorial falls on g: with l = k -
   steps, k(k-1)…(k-order+1) = [k…(k-steps+1)] l(l-1)…(l-(order-steps)+1), derivations/06 (20). */
static wane_status_t product_by_parts(arb_t value, const wane_function_t f, const wane_function_t g,
                                      slong steps, slong order, slong prec, wane_message_t message)
{
    SCOPED(wane_function, df, dg, shifted);
    SCOPED(fmpq, minus);
    wane_function_set(df, f);
    wane_function_set(dg, g);
    for (slong i = 0; i < steps; i++) {
        wane_function_derivative(df, df);
        wane_function_derivative(dg, dg);
    }
    for (slong i = 0; i < order - steps; i++) { /* dg := (number operator - i) dg */
        fmpq_set_si(minus, -i, 1);
        function_scalar_mul(shifted, dg, minus);
        number_operator(dg, dg);
        function_add(dg, dg, shifted);
    }
    function_mul(df, df, dg);
    return hermite_expectation(value, df, prec, message);
}

/* The mean of f' on both sides of y; where it is open whether f has a kink there, a ball of both. */
static void mean_slope(arb_t slope, const wane_function_t f, const pieces_t pieces, const arb_t y, slong prec)
{
    SCOPED(wane_function, derivative);
    SCOPED(arb, right);
    slong i = 0;
    while (i < pieces->count && arb_lt(pieces->breakpoint + i, y)) i++;
    wane_function_derivative(derivative, &pieces->piece[i]);
    wane_function_evaluate_real(slope, derivative, y, prec);
    for (; i < pieces->count && arb_overlaps(pieces->breakpoint + i, y); i++) {
        wane_function_derivative(derivative, &pieces->piece[i + 1]);
        wane_function_evaluate_real(right, derivative, y, prec);
        if (arb_is_exact(y) && arb_equal(pieces->breakpoint + i, y)) {
            arb_add(slope, slope, right, prec);
            arb_mul_2exp_si(slope, slope, -1);
        } else {
            arb_union(slope, slope, right, prec);
        }
    }
}

/* E f'g' for a continuous f with pieces and a g that jumps: derivations/22 (24). */
static wane_status_t product_beside_jumps(arb_t value, const wane_function_t f, const wane_function_t g,
                                          slong prec, wane_message_t message)
{
    SCOPED(pieces, f_pieces, g_pieces);
    SCOPED(arb, jump, slope, density);
    wane_status_t status = product_by_parts(value, f, g, 1, 1, prec, message);
    if (status != WANE_OK) return status;
    if (function_pieces(f_pieces, f, prec, NULL) != WANE_OK ||
        function_pieces(g_pieces, g, prec, NULL) != WANE_OK) {
        arb_indeterminate(value);
        return WANE_OK;
    }
    for (slong i = 0; i < g_pieces->count; i++) {
        const arb_struct *y = g_pieces->breakpoint + i;
        wane_function_evaluate_real(jump, &g_pieces->piece[i + 1], y, prec);
        wane_function_evaluate_real(slope, &g_pieces->piece[i], y, prec);
        arb_sub(jump, jump, slope, prec);
        mean_slope(slope, f, f_pieces, y, prec);
        arb_mul(jump, jump, slope, prec);
        hermite_normal_density(density, y, prec);
        arb_addmul(value, jump, density, prec);
    }
    return WANE_OK;
}

wane_status_t hermite_derivative_product(arb_t value, const wane_function_t f, const wane_function_t g,
                                         slong order, slong prec, wane_message_t message)
{
    wane_status_t status = wane_hermite_resolve(f, prec, message);
    if (status == WANE_OK) status = wane_hermite_resolve(g, prec, message);
    if (status != WANE_OK) return status;

    SCOPED(surd_poly, p);
    /* f^(j) is a function in L2, and its own almost-everywhere derivative, for j <= smoothness + 1 */
    slong f_steps = function_continuity(f) + 1, g_steps = function_continuity(g) + 1;
    if (function_hermite_polynomial(p, g, prec))
        status = product_with_polynomial(value, p, f, order, prec, message);
    else if (function_hermite_polynomial(p, f, prec))
        status = product_with_polynomial(value, p, g, order, prec, message);
    else if (order <= f_steps && order <= g_steps)
        status = product_by_parts(value, f, g, order, order, prec, message);
    else if (f_steps < order && f_steps + 2 * (order - f_steps) <= g_steps)
        status = product_by_parts(value, f, g, f_steps, order, prec, message);
    else if (g_steps < order && g_steps + 2 * (order - g_steps) <= f_steps)
        status = product_by_parts(value, g, f, g_steps, order, prec, message);
    else if (order == 1 && f_steps > 0 && g_steps == 0)
        status = product_beside_jumps(value, f, g, prec, message);
    else if (order == 1 && g_steps > 0 && f_steps == 0)
        status = product_beside_jumps(value, g, f, prec, message);
    else arb_indeterminate(value); /* infinite, or not seen to be finite */
    if (status == WANE_OK && arb_is_finite(value)) return WANE_OK;
    SCOPED(arb, of_powers);
    if (f != g || !power_sum_norm(of_powers, f, (int)order, prec)) return status;
    arb_set(value, of_powers);
    return WANE_OK;
}

#define JUMP_PREC 128

#define JUMP_RANGE 8.4140625 /* within which one is looked for where breakpoints may be infinitely many */

int hermite_has_jump(arb_t place, const wane_function_t f)
{
    int jumps = 0;
    if (function_smoothness(f) >= 0) return 0;
    SCOPED(pieces, pieces);
    SCOPED(arb, left, right);
    if (function_pieces(pieces, f, JUMP_PREC, NULL) == WANE_OK ||
        function_pieces_within(pieces, f, JUMP_RANGE, JUMP_PREC, NULL) == WANE_OK)
        for (slong i = 0; i < pieces->count && !jumps; i++) { /* each piece is continuous up to its ends */
            arb_set(place, pieces->breakpoint + i);
            wane_function_evaluate_real(left, &pieces->piece[i], place, JUMP_PREC);
            wane_function_evaluate_real(right, &pieces->piece[i + 1], place, JUMP_PREC);
            jumps = arb_is_finite(left) && arb_is_finite(right) && !arb_overlaps(left, right);
        }
    return jumps;
}
