#include "function/pieces/convexity.h"

#include "function/facts/facts.h"
#include "function/facts/node_facts.h"
#include "function/facts/range.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"

#define PREC 64

static int is_nonnegative(const wane_function_t f)
{
    double where;
    SCOPED(mag, bound);
    return node_prove_sign(bound, &where, f->root, SIGN_NONNEGATIVE);
}

/* At a kink the slope jumps upwards. */
static int kinks_are_convex(const wane_function_t f)
{
    SCOPED(pieces, pieces);
    SCOPED(wane_function, slope);
    SCOPED(arb, left, right);
    int convex = function_pieces(pieces, f, PREC, NULL) == WANE_OK;
    for (slong i = 0; convex && i < pieces->count; i++) {
        wane_function_derivative(slope, &pieces->piece[i]);
        wane_function_evaluate_real(left, slope, pieces->breakpoint + i, PREC);
        wane_function_derivative(slope, &pieces->piece[i + 1]);
        wane_function_evaluate_real(right, slope, pieces->breakpoint + i, PREC);
        convex = arb_le(left, right);
    }
    return convex;
}

int function_derivative_is_nonnegative(const wane_function_t f, int order)
{
    SCOPED(wane_function, derivative);
    const slong smoothness = function_smoothness(f);
    wane_function_set(derivative, f);
    for (int j = 0; j < order; j++) wane_function_derivative(derivative, derivative);
    return (order == 0 || smoothness >= 0) && is_nonnegative(derivative) &&
           (order < 2 || smoothness >= 1 || kinks_are_convex(f));
}

static int vanishes(const wane_function_t f)
{
    SCOPED(surd_poly, p);
    return wane_function_parity(f) == WANE_PARITY_ZERO ||
           (function_hermite_polynomial(p, f, PREC) && p->length == 0);
}

int functions_live_apart(const wane_function_t f, const wane_function_t g)
{
    SCOPED(pieces, pieces);
    SCOPED(wane_function, product);
    function_reflect(product, g);
    function_mul(product, product, f);
    int apart = function_smoothness(f) >= 0 && function_smoothness(g) >= 0 &&
                function_pieces(pieces, product, PREC, NULL) == WANE_OK;
    for (slong i = 0; apart && i <= pieces->count; i++) apart = vanishes(&pieces->piece[i]);
    return apart;
}

/* f(|x|) - f(-|x|) is convex on the line. */
int function_odd_part_is_convex(const wane_function_t f)
{
    if (f->root == NULL) return 0;
    const wane_node_t *size = node_unary(UNARY_ABS, node_x()),
                      *opposite = node_scale_ratio(node_keep(size), -1, 1);
    SCOPED(wane_function, folded);
    node_store(folded, node_sub(node_compose(f->root, size), node_compose(f->root, opposite)));
    node_release(size);
    node_release(opposite);
    return function_derivative_is_nonnegative(folded, 2);
}

int function_step_sign(const wane_function_t f)
{
    SCOPED(pieces, pieces);
    SCOPED(arb, zero, left, right);
    if (function_pieces(pieces, f, PREC, NULL) != WANE_OK || pieces->count != 1 ||
        !arb_is_zero(pieces->breakpoint))
        return 0;
    for (int i = 0; i < 2; i++)
        if (pieces->piece[i].root != NULL && !pieces->piece[i].root->is_constant) return 0;
    wane_function_evaluate_real(left, &pieces->piece[0], zero, PREC);
    wane_function_evaluate_real(right, &pieces->piece[1], zero, PREC);
    return arb_gt(right, left) ? 1 : arb_lt(right, left) ? -1 : 0;
}
