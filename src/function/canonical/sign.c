#include "function/canonical/sign.h"

#include <math.h>

#include "base/scoped.h"

/* The infimum or the supremum of a term, if it is a small integer: those of the elementary functions, which are
   rounded outward. */
static int bound_of(fmpq_t bound, const wane_node_t *term, int upper)
{
    double value = upper ? INFINITY : -INFINITY;

    if (term->kind == NODE_UNARY && !elementary_table[term->function]->jumps) {
        value = upper ? elementary_table[term->function]->upper : elementary_table[term->function]->lower;
    } else if (!upper && node_is_nonnegative(term)) {
        value = 0;
    }
    if (!isfinite(value)) return 0;
    fmpq_set_si(bound, (slong)(upper ? ceil(value) : floor(value)), 1);
    return 1;
}

/* sign times the sum is not negative. */
static int sum_has_sign(const wane_node_t *node, int sign)
{
    int bounded = 1;

    SCOPED(fmpq, total, bound);
    fmpq_mul_si(total, node->value, sign);
    for (slong i = 0; i < node->count && bounded; i++) {
        fmpq_mul_si(bound, node->coefficient + i, sign);
        const int falls = fmpq_cmp_si(bound, 0) < 0;

        SCOPED(fmpq, end);
        bounded = bound_of(end, node->operand[i], falls);
        fmpq_addmul(total, bound, end);
    }
    return bounded && fmpq_cmp_si(total, 0) >= 0;
}

int node_is_nonnegative(const wane_node_t *node)
{
    int result = 1;

    switch (node->kind) {
    case NODE_UNARY:
        return elementary_table[node->function]->lower >= 0 && !elementary_table[node->function]->jumps;
    case NODE_PRODUCT:
        for (slong i = 0; i < node->count && result; i++)
            result = node->exponent[i] % 2 == 0 || node_is_nonnegative(node->operand[i]);
        return result;
    case NODE_SUM:
        return sum_has_sign(node, 1);
    default:
        return 0;
    }
}

int node_is_nonpositive(const wane_node_t *node)
{
    return node->kind == NODE_SUM && sum_has_sign(node, -1);
}

static int is_logarithm(const wane_node_t *node)
{
    return node->kind == NODE_UNARY && node->function == UNARY_LOG && !node->is_constant;
}

int node_is_logarithmic(const wane_node_t *w)
{
    int any = is_logarithm(w);

    for (slong i = 0; i < w->count && !any && (w->kind == NODE_SUM || w->kind == NODE_PRODUCT); i++)
        any = node_is_logarithmic(w->operand[i]);
    return any;
}
