#include "function/pieces/same.h"

#include "function/facts/facts.h"
#include "function/facts/node_facts.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"
#include "function/canonical/sum.h"

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

/* h = f up to a constant. */
static void drop_constants(wane_function_t h, const wane_function_t f)
{
    sum_t sum;
    wane_function_set(h, f);
    if (f->root == NULL || f->root->kind != NODE_SUM) return;
    sum_init(sum);
    for (slong i = 0; i < f->root->count; i++)
        if (!f->root->operand[i]->is_constant) sum_add(sum, f->root->coefficient + i, f->root->operand[i]);
    node_store(h, node_simplify(sum_finish(sum)));
}

int function_is_multiple_of_centered(fmpq_t ratio, const wane_function_t f, const wane_function_t g)
{
    SCOPED(wane_function, x, y);
    if (!function_is_centered(g)) return 0;
    drop_constants(x, f);
    drop_constants(y, g);
    return !vanishes(y) && function_is_multiple(ratio, x, y) && !fmpq_is_zero(ratio);
}
