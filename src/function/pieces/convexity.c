#include "function/pieces/convexity.h"

#include "function/facts/facts.h"
#include "function/facts/range.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"

#define PREC 64

static int is_nonnegative(const wane_function_t f)
{
    double where;
    SCOPED(mag, bound);
    return wane_node_prove_sign(bound, &where, f->root, WANE_NONNEGATIVE);
}

/* At a kink the slope jumps upwards. */
static int kinks_are_convex(const wane_function_t f)
{
    SCOPED(wane_pieces, pieces);
    SCOPED(wane_function, slope);
    SCOPED(arb, left, right);
    int convex = wane_function_pieces(pieces, f, PREC, NULL) == WANE_OK;
    for (slong i = 0; convex && i < pieces->count; i++) {
        wane_function_derivative(slope, &pieces->piece[i]);
        wane_function_evaluate_real(left, slope, pieces->breakpoint + i, PREC);
        wane_function_derivative(slope, &pieces->piece[i + 1]);
        wane_function_evaluate_real(right, slope, pieces->breakpoint + i, PREC);
        convex = arb_le(left, right);
    }
    return convex;
}

int wane_function_derivative_is_nonnegative(const wane_function_t f, int order)
{
    SCOPED(wane_function, derivative);
    const slong smoothness = wane_function_smoothness(f);
    wane_function_set(derivative, f);
    for (int j = 0; j < order; j++) wane_function_derivative(derivative, derivative);
    return (order == 0 || smoothness >= 0) && is_nonnegative(derivative) &&
           (order < 2 || smoothness >= 1 || kinks_are_convex(f));
}

static int vanishes(const wane_function_t f)
{
    SCOPED(wane_surd_poly, p);
    return wane_function_parity(f) == WANE_PARITY_ZERO ||
           (wane_function_hermite_polynomial(p, f, PREC) && p->length == 0);
}

int wane_functions_live_apart(const wane_function_t f, const wane_function_t g)
{
    SCOPED(wane_pieces, pieces);
    SCOPED(wane_function, product);
    wane_function_reflect(product, g);
    wane_function_mul(product, product, f);
    int apart = wane_function_smoothness(f) >= 0 && wane_function_smoothness(g) >= 0 &&
                wane_function_pieces(pieces, product, PREC, NULL) == WANE_OK;
    for (slong i = 0; apart && i <= pieces->count; i++) apart = vanishes(&pieces->piece[i]);
    return apart;
}
