#include "function/pieces/same.h"

#include "function/facts/facts.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"

#define PREC 64

static int vanishes(const wane_function_t f)
{
    SCOPED(surd_poly, p);
    return wane_function_parity(f) == WANE_PARITY_ZERO ||
           (function_hermite_polynomial(p, f, PREC) && p->length == 0);
}

/* Of the first piece of g that is not 0. */
static int ratio_of_pieces(fmpq_t ratio, const wane_function_t f, const wane_function_t g)
{
    SCOPED(pieces, of_f, of_g);
    if (function_pieces(of_f, f, PREC, NULL) != WANE_OK || function_pieces(of_g, g, PREC, NULL) != WANE_OK)
        return 0;
    if (!vanishes(of_g->piece)) return function_ratio(ratio, of_f->piece, of_g->piece);
    return function_ratio(ratio, of_f->piece + of_f->count, of_g->piece + of_g->count);
}

int function_is_multiple(fmpq_t ratio, const wane_function_t f, const wane_function_t g)
{
    const char *name;
    slong column;
    if (function_ratio(ratio, f, g)) return 1;
    if (!function_has_kinks(f, &name, &column) || !function_has_kinks(g, &name, &column)) return 0;
    SCOPED(wane_function, difference);
    SCOPED(pieces, pieces);
    SCOPED(fmpq, minus);
    if (!ratio_of_pieces(ratio, f, g)) return 0;
    fmpq_neg(minus, ratio);
    function_scalar_mul(difference, g, minus);
    function_add(difference, f, difference);
    int same = function_pieces(pieces, difference, PREC, NULL) == WANE_OK;
    for (slong i = 0; same && i <= pieces->count; i++) same = vanishes(&pieces->piece[i]);
    return same;
}
