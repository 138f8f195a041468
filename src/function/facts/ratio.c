/* f = ratio g for a rational ratio, by structure. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/facts/hermite_polynomial.h"
#include "function/facts/facts.h"
#include "function/node/node.h"

#define COMPARED_DEGREE 1000

/* p = r q for exact surds. */
static int proportional(const surd_t p, const surd_t q, const fmpq_t r)
{
    int result;

    if (!p->exact || !q->exact) return 0;
    SCOPED(surd, scaled);
    surd_scale(scaled, q, r, 2);
    result = scaled->length == p->length;
    for (slong i = 0; i < p->length && result; i++)
        result = fmpz_equal(scaled->radicand + i, p->radicand + i) &&
                 fmpq_equal(scaled->coefficient + i, p->coefficient + i);
    return result;
}

static int polynomial_ratio(fmpq_t ratio, const surd_poly_t p, const surd_poly_t q)
{
    const surd_struct *a, *b;
    int result = p->length == q->length && q->length > 0;

    if (!result) return 0;
    a = p->coefficient + p->length - 1;
    b = q->coefficient + q->length - 1;
    if (!a->exact || !b->exact) return 0;
    fmpq_div(ratio, a->coefficient, b->coefficient);
    for (slong k = 0; k < q->length && result; k++)
        result = proportional(p->coefficient + k, q->coefficient + k, ratio);
    return result;
}

static int ratio_of_polynomials(fmpq_t ratio, const wane_node_t *f, const wane_node_t *g)
{
    int result;

    if (f->degree == NOT_A_POLYNOMIAL || g->degree == NOT_A_POLYNOMIAL || f->degree > COMPARED_DEGREE ||
        g->degree > COMPARED_DEGREE)
        return 0;
    SCOPED(surd_poly, p, q);
    result = node_hermite_polynomial(p, f, 64) && node_hermite_polynomial(q, g, 64) &&
             polynomial_ratio(ratio, p, q);
    return result;
}

/* Two canonical expressions agree up to a factor iff they do so with leading coefficients 1. */
static int ratio_of_nodes(fmpq_t ratio, const wane_node_t *f, const wane_node_t *g)
{
    const wane_node_t *scaled;
    int result;

    SCOPED(fmpq, c);
    if (f->kind == NODE_RATIONAL) fmpq_set(ratio, f->value);
    else node_leading(ratio, f);
    if (g->kind == NODE_RATIONAL) fmpq_set(c, g->value);
    else node_leading(c, g);
    fmpq_div(ratio, ratio, c);
    scaled = node_scale(node_keep(g), ratio);
    result = node_equal(f, scaled);
    node_release(scaled);
    return result;
}

int function_ratio(fmpq_t ratio, const wane_function_t f, const wane_function_t g)
{
    const wane_node_t *a = node_root(f), *b = node_root(g);
    int result;

    if (node_is_rational(b, 0)) {
        result = node_is_rational(a, 0);
        fmpq_one(ratio);
    } else if (node_is_rational(a, 0)) {
        result = 1;
        fmpq_zero(ratio);
    } else {
        result = ratio_of_nodes(ratio, a, b) || ratio_of_polynomials(ratio, a, b);
    }
    node_release(a);
    node_release(b);
    return result;
}
