#include "hermite/coefficients/table.h"

#include <math.h>

#include "function/tree/scoped_function.h"
#include "function/facts/facts.h"
#include "function/pieces/same.h"
#include "hermite/closed/closed_form.h"
#include "hermite/coefficients/parametric.h"
#include "hermite/coefficients/power_sum.h"
#include "hermite/rule/piecewise.h"
#include "hermite/rule/trapezoid.h"

#define LARGEST_RANGE 1000 /* within which breakpoints are looked for */

/* What vanishes by parity is exactly zero, whatever method found a ball around zero. */
static void zero_by_parity(arb_ptr c, slong length, wane_parity_t parity)
{
    if (parity == WANE_PARITY_NONE) return;
    for (slong k = parity == WANE_PARITY_EVEN ? 1 : 0; k < length; k += 2) arb_zero(c + k);
}

static int closed_form(arb_ptr c, slong length, const wane_function_t f, slong prec)
{
    const int known = hermite_closed_form(c, length, f, prec);
    if (known) zero_by_parity(c, length, wane_function_parity(f));
    return known;
}

/* Where the line is not cut into analytic pieces: what matters of it, with panels graded towards singular ends. */
static wane_status_t coefficients_within(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                         int threads)
{
    const double range = hermite_piecewise_range(f, length, prec);
    if (!(range < LARGEST_RANGE)) return WANE_UNDECIDED;
    SCOPED(pieces, pieces);
    wane_message_t own;
    wane_status_t status = function_pieces_within(pieces, f, range, prec + 32, own);
    if (status != WANE_OK) return status;
    return hermite_piecewise_quadrature(c, length, f, pieces, range, wane_function_parity(f), prec, threads,
                                        own);
}

#define FEW_NODES(prec) (4096 + 16 * (prec))

/* One trapezoidal rule; where its strip is thin, panels that are narrow only where they have to be. */
static wane_status_t coefficients_of_analytic(arb_ptr c, slong length, const wane_function_t f,
                                              wane_parity_t parity, slong prec, int threads,
                                              wane_message_t message)
{
    wane_status_t status = hermite_trapezoid(c, length, f, parity, prec, FEW_NODES(prec), threads, message);
    if (status != WANE_UNDECIDED) return status;
    SCOPED(pieces, line);
    wane_message_t own;
    wane_function_set(line->piece, f);
    status = hermite_piecewise_quadrature(c, length, f, line, INFINITY, parity, prec, threads, own);
    if (status == WANE_OK) return status;
    if (hermite_trapezoid(c, length, f, parity, prec, TRAPEZOID_MOST_NODES, threads, NULL) == WANE_OK)
        return WANE_OK;
    return wane_message_set(message, status, own->column, "%s", own->text);
}

/* What is even or odd piece by piece, though not as an expression: derivations/12 (15). */
static void zero_by_mirrored_pieces(arb_ptr c, slong length, const wane_function_t f)
{
    SCOPED(wane_function, mirrored);
    SCOPED(fmpq, ratio);
    for (slong parity = 0; parity < 2; parity++) {
        int open = 0, small = 1;
        for (slong k = parity; k < length && small; k += 2) {
            small = arb_contains_zero(c + k);
            open |= !arb_is_zero(c + k);
        }
        if (!small || !open) continue;
        function_reflect(mirrored, f);
        if (!function_is_multiple(ratio, mirrored, f) || !fmpz_is_one(fmpq_denref(ratio)) ||
            !fmpz_equal_si(fmpq_numref(ratio), parity == 0 ? -1 : 1))
            continue;
        for (slong k = parity; k < length; k += 2) arb_zero(c + k);
    }
}

static wane_status_t coefficients_of_pieces(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                            int threads, wane_message_t message)
{
    SCOPED(pieces, pieces);
    wane_message_t own;
    wane_status_t status = function_pieces(pieces, f, prec + 32, own);
    if (status == WANE_UNDECIDED && power_sum_coefficients(c, length, f, prec)) {
        status = WANE_OK;
    } else if (status == WANE_UNDECIDED) {
        status = coefficients_within(c, length, f, prec, threads);
        if (status != WANE_OK) return wane_message_set(message, status, own->column, "%s", own->text);
    } else if (status == WANE_OK && !hermite_piecewise_polynomial(c, length, pieces, prec)) {
        if (pieces->count == 0)
            status = coefficients_of_analytic(c, length, &pieces->piece[0], wane_function_parity(f), prec,
                                              threads, message);
        else
            status = hermite_piecewise_quadrature(c, length, f, pieces, INFINITY, wane_function_parity(f),
                                                  prec, threads, message);
    }
    if (status == WANE_OK) zero_by_parity(c, length, wane_function_parity(f));
    if (status == WANE_OK) zero_by_mirrored_pieces(c, length, f);
    return status;
}

static wane_status_t coefficients_by_quadrature(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                                int threads, wane_message_t message)
{
    const char *kink;
    slong column;
    if (function_has_kinks(f, &kink, &column))
        return coefficients_of_pieces(c, length, f, prec, threads, message);
    return coefficients_of_analytic(c, length, f, wane_function_parity(f), prec, threads, message);
}

static wane_status_t coefficients_of_part(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                          int threads, wane_message_t message)
{
    if (closed_form(c, length, f, prec)) return WANE_OK;
    return coefficients_by_quadrature(c, length, f, prec, threads, message);
}

/* f = even + odd: each part gives the coefficients of its parity, and its structure the exact zeros. */
static wane_status_t coefficients_of_split(arb_ptr c, slong length, const wane_function_t even,
                                           const wane_function_t odd, slong prec, int threads,
                                           wane_message_t message)
{
    SCOPED_VEC(arb, part, length);
    wane_status_t status = coefficients_of_part(c, length, even, prec, threads, message);
    if (status == WANE_OK) status = coefficients_of_part(part, length, odd, prec, threads, message);
    for (slong k = 1; status == WANE_OK && k < length; k += 2) arb_swap(c + k, part + k);
    return status;
}

wane_status_t hermite_plain_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                         int threads, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    SCOPED(wane_function, even, odd);
    if (closed_form(c, length, f, prec)) status = WANE_OK;
    else if (wane_function_parity(f) == WANE_PARITY_NONE && length > 1 && function_split(even, odd, f))
        status = coefficients_of_split(c, length, even, odd, prec, threads, message);
    else status = coefficients_by_quadrature(c, length, f, prec, threads, message);
    if (status == WANE_OK && length > 0 && function_is_centered(f)) arb_zero(c);
    return status;
}

wane_status_t hermite_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                   const wane_effort_t *effort, wane_message_t message)
{
    const int threads = effort ? effort->threads : 1;
    wane_status_t status = wane_hermite_resolve(f, prec, message);
    if (status != WANE_OK) return status;
    const int order = hermite_parametric_coefficients(c, length, f, prec, effort);
    if (order == 2) return WANE_OK;
    if (order == 0) return hermite_plain_coefficients(c, length, f, prec, threads, message);
    SCOPED_VEC(arb, plain, length);
    if (hermite_plain_coefficients(plain, length, f, prec, threads, NULL) != WANE_OK) return WANE_OK;
    for (slong k = 0; k < length; k++)
        if (arb_is_finite(plain + k)) arb_intersection(c + k, c + k, plain + k, prec);
    return WANE_OK;
}
