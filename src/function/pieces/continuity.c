#include "function/pieces/continuity.h"

#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"

#define PREC 64
#define MOST 4 /* nobody asks for more */

/* Both pieces' values at the breakpoint are one number, known exactly. */
static int fit_together(const wane_function_struct *left, const wane_function_struct *right, const arb_t at)
{
    SCOPED(arb, x, y);
    wane_function_evaluate_real(x, left, at, PREC);
    wane_function_evaluate_real(y, right, at, PREC);
    return arb_is_exact(at) && arb_is_finite(x) && arb_is_exact(x) && arb_is_exact(y) && arb_equal(x, y);
}

slong function_continuity(const wane_function_t f)
{
    slong order = function_smoothness(f);
    if (order < 0 || order >= MOST) return order;
    SCOPED(pieces, pieces);
    if (function_pieces(pieces, f, PREC, NULL) != WANE_OK) return order;
    if (pieces->count == 0) return SMOOTHNESS_ANALYTIC;
    for (slong j = 0; j <= MOST; j++) { /* the pieces become their j-th derivatives */
        for (slong i = 0; j > order && i < pieces->count; i++)
            if (!fit_together(pieces->piece + i, pieces->piece + i + 1, pieces->breakpoint + i)) return j - 1;
        for (slong i = 0; i <= pieces->count; i++)
            wane_function_derivative(pieces->piece + i, pieces->piece + i);
    }
    return MOST;
}
