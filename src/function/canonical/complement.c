/* f = constant + odd function: sigmoid, Phi, erfc and step, and the odd functions tanh, erf and sign
   (derivations/11 (3), (17)). */
#include "base/scoped.h"
#include "function/canonical/terms.h"

/* sigmoid, Phi, step: 1/2 + odd; erfc: 1 - odd; returns twice the constant, 0 of any other function. */
static slong twice_the_mean(unary_t function)
{
    switch (function) {
    case UNARY_SIGMOID:
    case UNARY_PHI:
    case UNARY_STEP:
        return 1;
    case UNARY_ERFC:
        return 2;
    default:
        return 0;
    }
}

/* d = -sum of the constants: what is left is odd.  2 sigmoid(u) - 1 = tanh(u/2). */
static int is_balanced(const sum_t sum)
{
    int any = 0;

    SCOPED(fmpq, rest, mean);
    fmpq_set(rest, sum->constant);
    for (slong i = 0; i < sum->count; i++) {
        const slong twice = twice_the_mean(sum_function(sum, i));

        if (twice == 0) continue;
        any = 1;
        fmpq_set_si(mean, twice, 2);
        fmpq_addmul(rest, mean, sum->coefficient + i);
    }
    return any && fmpq_is_zero(rest);
}

static void balance(sum_t sum)
{
    SCOPED(fmpq, c);
    for (slong i = 0; i < sum->count; i++) {
        const unary_t function = sum_function(sum, i);
        const wane_node_t *u;

        if (twice_the_mean(function) == 0) continue;
        u = sum_take(c, sum, i);
        sum_put(sum, c, 1, 1, node_of_rule(elementary_table[function]->part[0], u, NULL));
        sum_put(sum, c, 1, 1, node_of_rule(elementary_table[function]->part[1], u, NULL));
        node_release(u);
        i = -1; /* terms have moved */
    }
}

/* c f(u) - c 2 mean = -c f(-u) */
static int complement(sum_t sum)
{
    const unary_t function = sum_function(sum, 0);
    const slong twice = twice_the_mean(function);
    const wane_node_t *u;

    if (twice == 0 || function == UNARY_STEP) return 0;
    SCOPED(fmpq, c, k);
    fmpq_set_si(k, -twice, 1);
    fmpq_mul(k, k, sum->coefficient);
    if (!fmpq_equal(k, sum->constant)) return 0;
    u = sum_take(c, sum, 0);
    fmpq_zero(sum->constant);
    sum_put(sum, c, -1, 1, node_unary(function, node_scale_ratio(u, -1, 1)));
    return 1;
}

/* 1 + erf(v) = 2 Phi(sqrt(2) v); which of Phi and erfc stays is decided there. */
static const wane_node_t *twice_phi(const wane_node_t *v)
{
    const wane_node_t *root = UNARY(SQRT, node_ratio(2, 1));

    return node_scale_ratio(UNARY(PHI, node_mul(root, v)), 2, 1);
}

/* c g(u) + s c, s = 1 or -1: s c (1 + g(s u)) with 1 + tanh(v) = 2 sigmoid(2v), 1 + erf(v) = 2 Phi(sqrt(2) v),
   1 + sign(v) = 2 step(v) */
static int lift(sum_t sum)
{
    const unary_t function = sum_function(sum, 0);
    const wane_node_t *v;
    int s = 1;

    if (function != UNARY_TANH && function != UNARY_ERF && function != UNARY_SIGN) return 0;
    SCOPED(fmpq, c);
    if (fmpq_is_zero(sum->constant)) return 0;
    fmpq_abs(c, sum->constant);
    if (fmpq_sgn(sum->constant) != fmpq_sgn(sum->coefficient)) s = -1;
    fmpq_mul_si(c, sum->coefficient, s);
    if (!fmpq_equal(c, sum->constant) || (s < 0 && function == UNARY_SIGN)) return 0;
    v = node_scale_ratio(sum_take(c, sum, 0), s, 1);
    fmpq_zero(sum->constant);
    if (function == UNARY_ERF) v = twice_phi(v);
    else if (function == UNARY_SIGN) v = node_scale_ratio(UNARY(STEP, v), 2, 1);
    else v = node_scale_ratio(UNARY(SIGMOID, node_scale_ratio(v, 2, 1)), 2, 1);
    sum_put(sum, c, s, 1, v);
    return 1;
}

int sum_complement(sum_t sum)
{
    if (is_balanced(sum)) {
        balance(sum);
        return 1;
    }
    return sum->count == 1 && (complement(sum) || lift(sum));
}
