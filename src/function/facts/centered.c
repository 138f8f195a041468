/* E f(Z) = 0 by structure. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/facts/hermite_polynomial.h"
#include "function/facts/facts.h"
#include "function/facts/node_facts.h"
#include "function/canonical/sum.h"

static int is_centered(const wane_node_t *node);

/* E f = E g for the g that has every E[h] of the sum f replaced by h: f - E[f] becomes 0. */
static const wane_node_t *without_expectations(const wane_node_t *node)
{
    sum_t sum;

    sum_init(sum);
    fmpq_set(sum->constant, node->value);
    for (slong i = 0; i < node->count; i++) {
        const wane_node_t *term = node->operand[i];
        sum_add(sum, node->coefficient + i, term->kind == NODE_EXPECTATION ? term->operand[0] : term);
    }
    return node_simplify(sum_finish(sum));
}

static int is_centered_polynomial(const wane_node_t *node)
{
    int result;

    if (node->degree == NOT_A_POLYNOMIAL || node->has_expectation) return 0;
    SCOPED(surd_poly, p);
    result = node_hermite_polynomial(p, node, 64) && (p->length == 0 || surd_is_zero(p->coefficient));
    return result;
}

static int has_centered_even_part(const wane_node_t *node)
{
    const wane_node_t *even, *odd;
    int result;

    if (!node_split(&even, &odd, node)) return 0;
    result = is_centered_polynomial(even);
    node_release(even);
    node_release(odd);
    return result;
}

static int is_centered_sum(const wane_node_t *node)
{
    const wane_node_t *plain = without_expectations(node);
    int result = plain->kind == NODE_RATIONAL
                     ? fmpq_is_zero(plain->value)
                     : is_centered_polynomial(plain) || has_centered_even_part(plain);

    if (!result) { /* every term by itself */
        result = fmpq_is_zero(node->value);
        for (slong i = 0; i < node->count && result; i++) result = is_centered(node->operand[i]);
    }
    node_release(plain);
    return result;
}

/* A constant times a centred function. */
static int is_centered_product(const wane_node_t *node)
{
    slong varying = -1;

    for (slong i = 0; i < node->count; i++) {
        if (node->operand[i]->is_constant) continue;
        if (varying >= 0) return 0;
        varying = i;
    }
    return varying >= 0 && node->exponent[varying] == 1 && is_centered(node->operand[varying]);
}

static int is_centered(const wane_node_t *node)
{
    wane_parity_t parity = node_parity(node);

    if (parity == WANE_PARITY_ODD || parity == WANE_PARITY_ZERO || is_centered_polynomial(node)) return 1;
    if (node->kind == NODE_SUM) return is_centered_sum(node);
    if (node->kind == NODE_PRODUCT) return is_centered_product(node);
    return 0;
}

int node_is_centered(const wane_node_t *node)
{
    return is_centered(node);
}

int function_is_centered(const wane_function_t f)
{
    return f->root == NULL || is_centered(f->root);
}
