/* Expectations that the structure gives exactly. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/facts/hermite_polynomial.h"
#include "function/facts/node_facts.h"

/* Above this degree a polynomial is left to the numerical enclosure. */
#define EXACT_DEGREE 200

static const wane_node_t *surd_node(const surd_t a)
{
    const wane_node_t *sum = node_ratio(0, 1);

    SCOPED(fmpq, radicand);
    for (slong i = 0; i < a->length; i++) {
        fmpq_set_fmpz(radicand, a->radicand + i);
        sum = node_add(sum, node_scale(node_unary(UNARY_SQRT, node_rational(radicand)), a->coefficient + i));
    }
    return sum;
}

/* E g = c_0 where g is a polynomial with exact c_0; NULL otherwise. */
static const wane_node_t *exact_expectation(const wane_node_t *g)
{
    const wane_node_t *result = NULL;

    if (g->degree == NOT_A_POLYNOMIAL || g->degree > EXACT_DEGREE) return NULL;
    SCOPED(surd_poly, p);
    if (node_hermite_polynomial(p, g, 64)) {
        if (p->length == 0) result = node_ratio(0, 1);
        else if (p->coefficient[0].exact) result = surd_node(p->coefficient);
    }
    return result;
}

const wane_node_t *node_mean(const wane_node_t *g)
{
    const wane_node_t *exact;

    g = node_simplify(g);
    if (g->is_constant) return g;
    exact = exact_expectation(g);
    if (exact == NULL && node_parity(g) == WANE_PARITY_ODD && node_is_defined(g)) exact = node_ratio(0, 1);
    if (exact == NULL) return node_expectation(g);
    node_release(g);
    return exact;
}
