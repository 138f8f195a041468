/* Rebuilding an expression bottom up with some of its nodes replaced. */
#include "function/facts/node_facts.h"
#include "function/tree/node_map.h"
#include "function/tree/product.h"
#include "function/tree/sum.h"

typedef struct {
    wane_node_map_t done;
    const wane_node_t *x; /* what the variable becomes; NULL: it stays */
    int drop_zeros;       /* 0*g is 0 here */
    int in_expectations;  /* replace inside their integrands too */
} context_t;

static const wane_node_t *replaced(const wane_node_t *node, context_t *context);

static const wane_node_t *without_zero_terms(const wane_node_t *node)
{
    wane_sum_t sum;
    int any = 0;

    if (node->kind != WANE_NODE_SUM) return node;
    for (slong i = 0; i < node->count; i++) any |= fmpq_is_zero(node->coefficient + i);
    if (!any) return node;
    wane_sum_init(sum);
    fmpq_set(sum->constant, node->value);
    for (slong i = 0; i < node->count; i++)
        if (!fmpq_is_zero(node->coefficient + i)) wane_sum_add(sum, node->coefficient + i, node->operand[i]);
    wane_node_release(node);
    return wane_sum_finish(sum);
}

#define LARGEST_ORDER 1000

/* He_n(c) = c He_(n-1)(c) - (n-1) He_(n-2)(c), h_n = He_n/sqrt(n!). */
static const wane_node_t *hermite_at_rational(slong order, int orthonormal, const fmpq_t c)
{
    const wane_node_t *node;
    fmpq_t value, previous, next;

    fmpq_init(value);
    fmpq_init(previous);
    fmpq_init(next);
    fmpq_one(previous);
    fmpq_set(value, c);
    for (slong n = 2; n <= order; n++) {
        fmpq_mul(next, c, value);
        fmpq_mul_si(previous, previous, 1 - n);
        fmpq_add(next, next, previous);
        fmpq_swap(previous, value);
        fmpq_swap(value, next);
    }
    node = wane_node_rational(value);
    if (orthonormal && !fmpq_is_zero(value)) {
        fmpz_fac_ui(fmpq_numref(next), order);
        fmpz_one(fmpq_denref(next));
        node = wane_node_div(node, wane_node_unary(WANE_UNARY_SQRT, wane_node_rational(next)));
    }
    fmpq_clear(value);
    fmpq_clear(previous);
    fmpq_clear(next);
    return node;
}

static const wane_node_t *rebuild_hermite(const wane_node_t *node, const wane_node_t *u)
{
    if (u->kind == WANE_NODE_RATIONAL && node->order <= LARGEST_ORDER)
        return hermite_at_rational(node->order, node->orthonormal, u->value);
    return wane_node_hermite(node->order, node->orthonormal, wane_node_keep(u));
}

static const wane_node_t *rebuild(const wane_node_t *node, context_t *context)
{
    switch (node->kind) {
    case WANE_NODE_SUM: {
        wane_sum_t sum;

        wane_sum_init(sum);
        fmpq_set(sum->constant, node->value);
        for (slong i = 0; i < node->count; i++)
            wane_sum_add(sum, node->coefficient + i, replaced(node->operand[i], context));
        return wane_sum_finish(sum);
    }
    case WANE_NODE_PRODUCT: {
        wane_product_t product;

        wane_product_init(product);
        for (slong i = 0; i < node->count; i++)
            wane_product_multiply(product, replaced(node->operand[i], context), node->exponent[i]);
        return wane_product_finish(product);
    }
    case WANE_NODE_UNARY:
        return wane_node_unary(node->function, wane_node_keep(replaced(node->operand[0], context)));
    case WANE_NODE_EXPECTATION:
        return wane_node_mean(wane_node_keep(replaced(node->operand[0], context)));
    default:
        return rebuild_hermite(node, replaced(node->operand[0], context));
    }
}

static int has_parts(const wane_node_t *node)
{
    return node->kind == WANE_NODE_SUM || node->kind == WANE_NODE_PRODUCT || node->kind == WANE_NODE_UNARY ||
           node->kind == WANE_NODE_HERMITE;
}

/* A borrowed reference, owned by the table. */
static const wane_node_t *replaced(const wane_node_t *node, context_t *context)
{
    const void *known;
    const wane_node_t *result;
    int changed = 0;

    if (wane_node_map_get(&known, context->done, node)) return known;
    int enters = has_parts(node) || (context->in_expectations && node->kind == WANE_NODE_EXPECTATION);
    for (slong i = 0; i < node->count && enters; i++)
        changed |= replaced(node->operand[i], context) != node->operand[i];
    if (node->kind == WANE_NODE_X && context->x != NULL) result = wane_node_keep(context->x);
    else if (changed) result = rebuild(node, context);
    else result = wane_node_keep(node);
    if (context->drop_zeros) result = without_zero_terms(result);
    wane_node_at(result, node->column);
    wane_node_map_put(context->done, node, result);
    return result;
}

static const wane_node_t *run(const wane_node_t *node, context_t *context)
{
    const wane_node_t *result = wane_node_simplify(wane_node_keep(replaced(node, context)));

    for (slong i = 0; i < context->done->size; i++)
        if (context->done->key[i] != NULL) wane_node_release(context->done->value[i]);
    wane_node_map_clear(context->done);
    return result;
}

const wane_node_t *wane_node_substitute(const wane_node_t *node, const wane_node_t *const *from,
                                        const wane_node_t *const *to, slong count)
{
    context_t context = {.x = NULL, .drop_zeros = 1};

    wane_node_map_init(context.done);
    for (slong i = 0; i < count; i++) wane_node_map_put(context.done, from[i], wane_node_keep(to[i]));
    return run(node, &context);
}

const wane_node_t *wane_node_replace(const wane_node_t *node, const wane_node_t *const *from,
                                     const wane_node_t *const *to, slong count)
{
    context_t context = {.x = NULL, .drop_zeros = 1, .in_expectations = 1};

    wane_node_map_init(context.done);
    for (slong i = 0; i < count; i++) wane_node_map_put(context.done, from[i], wane_node_keep(to[i]));
    return run(node, &context);
}

/* node at x = c, as a constant expression. */
static const wane_node_t *at_rational(const wane_node_t *node, const fmpq_t c)
{
    const wane_node_t *x = wane_node_rational(c), *result;
    context_t context = {.x = x, .drop_zeros = 0};

    wane_node_map_init(context.done);
    result = run(node, &context);
    wane_node_release(x);
    return result;
}

int wane_node_vanishes_at(const wane_node_t *node, const fmpq_t c)
{
    const wane_node_t *value = at_rational(node, c);
    int result = wane_node_is_rational(value, 0);

    wane_node_release(value);
    return result;
}
