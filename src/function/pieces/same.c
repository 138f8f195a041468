#include "function/pieces/same.h"

#include "function/facts/facts.h"
#include "function/facts/node_facts.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"
#include "function/canonical/product.h"
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

/* h = its factors that are not constant; the sign of the others, 0 if it is not seen. */
static int drop_factors(wane_function_t h)
{
    product_t product;
    SCOPED(arb, value, factor);
    product_init(product);
    arb_one(value);
    for (slong i = 0; i < h->root->count; i++) {
        const wane_function_struct operand = {h->root->operand[i]};
        if (!operand.root->is_constant) {
            product_multiply(product, operand.root, h->root->exponent[i]);
            continue;
        }
        wane_function_evaluate_real(factor, &operand, value, PREC);
        if (h->root->exponent[i] % 2 != 0) arb_mul(value, value, factor, PREC);
        else if (arb_contains_zero(factor)) arb_zero(value);
    }
    node_store(h, node_simplify(product_finish(product)));
    return arb_is_positive(value) ? 1 : arb_is_negative(value) ? -1 : 0;
}

/* h = f without its constant factors and, if they may go, constant terms; the sign of the factors, 0 if it is not seen. */
static int drop_constant_factors(wane_function_t h, const wane_function_t f, int terms_too)
{
    int sign = 1, done = 0;
    wane_function_set(h, f);
    while (!done && h->root != NULL) {
        const wane_node_t *node = h->root;
        int has_constant = 0;
        for (slong i = 0; i < node->count; i++) has_constant |= node->operand[i]->is_constant;
        if (terms_too) drop_constants(h, h);
        if (h->root->kind == NODE_PRODUCT && has_constant) {
            sign *= drop_factors(h);
        } else if (h->root->kind == NODE_SUM && h->root->count == 1 && fmpq_is_zero(h->root->value)) {
            sign *= fmpq_sgn(h->root->coefficient);
            node_store(h, node_keep(h->root->operand[0]));
        } else {
            done = 1;
        }
    }
    return sign;
}

int function_proportion_sign(const wane_function_t f, const wane_function_t g)
{
    SCOPED(wane_function, x, y);
    SCOPED(fmpq, ratio);
    const int may_shift = function_is_centered(g),
              sign = drop_constant_factors(x, f, may_shift) * drop_constant_factors(y, g, may_shift);
    if (sign == 0 || (x->root == f->root && y->root == g->root) || vanishes(y)) return 0;
    return function_is_multiple(ratio, x, y) ? sign * fmpq_sgn(ratio) : 0;
}
