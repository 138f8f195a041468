/* Rebuilding an expression bottom up with some of its nodes replaced. */
#include "base/scoped.h"
#include "function/facts/node_facts.h"
#include "function/tree/rewrite.h"
#include "function/canonical/sum.h"

/* What is replaced beside the nodes in the map. */
typedef struct {
    const wane_node_t *x; /* what the variable becomes; NULL: it stays */
    int drop_zeros;       /* 0*g is 0 here */
    int in_expectations;  /* replace inside their integrands too */
} substitution_t;

static const wane_node_t *without_zero_terms(const wane_node_t *node)
{
    sum_t sum;
    int any = 0;

    if (node->kind != NODE_SUM) return node;
    for (slong i = 0; i < node->count; i++) any |= fmpq_is_zero(node->coefficient + i);
    if (!any) return node;
    sum_init(sum);
    fmpq_set(sum->constant, node->value);
    for (slong i = 0; i < node->count; i++)
        if (!fmpq_is_zero(node->coefficient + i)) sum_add(sum, node->coefficient + i, node->operand[i]);
    node_release(node);
    return sum_finish(sum);
}

#define LARGEST_ORDER 1000

/* He_n(c) = c He_(n-1)(c) - (n-1) He_(n-2)(c), h_n = He_n/sqrt(n!). */
static const wane_node_t *hermite_at_rational(slong order, int orthonormal, const fmpq_t c)
{
    const wane_node_t *node;

    SCOPED(fmpq, value, previous, next);
    fmpq_one(previous);
    fmpq_set(value, c);
    for (slong n = 2; n <= order; n++) {
        fmpq_mul(next, c, value);
        fmpq_mul_si(previous, previous, 1 - n);
        fmpq_add(next, next, previous);
        fmpq_swap(previous, value);
        fmpq_swap(value, next);
    }
    node = node_rational(value);
    if (orthonormal && !fmpq_is_zero(value)) {
        fmpz_fac_ui(fmpq_numref(next), order);
        fmpz_one(fmpq_denref(next));
        node = node_div(node, node_unary(UNARY_SQRT, node_rational(next)));
    }
    return node;
}

static const wane_node_t *at_once(const wane_node_t *node, const rewriting_t *rewriting)
{
    const substitution_t *substitution = rewriting->context;

    if (node->kind == NODE_X && substitution->x != NULL) return node_keep(substitution->x);
    if (node->count == 0 || (node->kind == NODE_EXPECTATION && !substitution->in_expectations))
        return node_keep(node);
    return NULL;
}

/* log(0), times constants that are positive by structure */
static int is_logarithm_of_0(const wane_node_t *node)
{
    int any = 0;

    if (node->kind == NODE_UNARY) return node->function == UNARY_LOG && node_is_rational(node->operand[0], 0);
    for (slong i = 0; i < node->count && node->kind == NODE_PRODUCT; i++) {
        if (node_is_positive_constant(node->operand[i])) continue;
        if (any || node->exponent[i] != 1 || !is_logarithm_of_0(node->operand[i])) return 0;
        any = 1;
    }
    return any;
}

/* e^u with u = v + c log 0, c > 0: the power 0^c times e^v, derivations/11 (27) */
static int is_power_of_0(const wane_node_t *u)
{
    int any = 0;

    if (u->kind != NODE_SUM) return is_logarithm_of_0(u);
    for (slong i = 0; i < u->count; i++) {
        const int is_0 = is_logarithm_of_0(u->operand[i]) && fmpq_sgn(u->coefficient + i) > 0;

        if (!is_0 && !u->operand[i]->is_total) return 0;
        any |= is_0;
    }
    return any;
}

static const wane_node_t *build(const wane_node_t *node, const wane_node_t *const *operand,
                                const rewriting_t *rewriting)
{
    const substitution_t *substitution = rewriting->context;
    const wane_node_t *u = operand[0], *result;
    const int changed = u != node->operand[0];

    if (changed && node->kind == NODE_UNARY && node->function == UNARY_EXP && is_power_of_0(u))
        return node_ratio(0, 1);
    if (changed && node->kind == NODE_EXPECTATION) result = node_mean(node_keep(u));
    else if (changed && node->kind == NODE_HERMITE && u->kind == NODE_RATIONAL &&
             node->order <= LARGEST_ORDER)
        result = hermite_at_rational(node->order, node->orthonormal, u->value);
    else result = node_with_operands(node, operand);
    if (substitution->drop_zeros) result = without_zero_terms(result);
    return node_at(result, node->column);
}

static const wane_node_t *substituted(const wane_node_t *node, const wane_node_t *const *from,
                                      const wane_node_t *const *to, slong count, substitution_t substitution)
{
    rewriting_t rewriting = {.at_once = at_once, .build = build, .context = &substitution};

    node_map_init(rewriting.done);
    for (slong i = 0; i < count; i++) node_map_put(rewriting.done, from[i], node_keep(to[i]));
    return node_simplify(node_rewrite(node, &rewriting));
}

const wane_node_t *node_substitute(const wane_node_t *node, const wane_node_t *const *from,
                                   const wane_node_t *const *to, slong count)
{
    return substituted(node, from, to, count, (substitution_t){.drop_zeros = 1});
}

const wane_node_t *node_replace(const wane_node_t *node, const wane_node_t *const *from,
                                const wane_node_t *const *to, slong count)
{
    return substituted(node, from, to, count, (substitution_t){.drop_zeros = 1, .in_expectations = 1});
}

const wane_node_t *node_compose(const wane_node_t *node, const wane_node_t *v)
{
    return substituted(node, NULL, NULL, 0, (substitution_t){.x = v});
}

const wane_node_t *node_shift(const wane_node_t *node, const fmpq_t c)
{
    const wane_node_t *x = node_add(node_x(), node_rational(c));
    const wane_node_t *result = node_compose(node, x);

    node_release(x);
    return result;
}

int node_vanishes_at(const wane_node_t *node, const fmpq_t c)
{
    const wane_node_t *x = node_rational(c);
    const wane_node_t *value = node_compose(node, x);
    int result = node_is_rational(value, 0);

    node_release(value);
    node_release(x);
    return result;
}
