/* Arithmetic with functions, as users of the library do it: what a proof can simplify is simplified. */
#include <string.h>

#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/facts/range.h"
#include "function/tree/expression.h"
#include "function/facts/node_facts.h"
#include "function/node/node_map.h"

static void store(wane_function_t h, const wane_node_t *node)
{
    node_store(h, node_simplify(node));
}

void function_add(wane_function_t h, const wane_function_t f, const wane_function_t g)
{
    store(h, node_add(node_root(f), node_root(g)));
}

void function_mul(wane_function_t h, const wane_function_t f, const wane_function_t g)
{
    store(h, node_mul(node_root(f), node_root(g)));
}

void function_scalar_mul(wane_function_t h, const wane_function_t f, const fmpq_t c)
{
    store(h, node_scale(node_root(f), c));
}

void wane_function_derivative(wane_function_t h, const wane_function_t f)
{
    const wane_node_t *root = node_root(f);

    store(h, node_derivative(root));
    node_release(root);
}

void function_reflect(wane_function_t h, const wane_function_t f)
{
    const wane_node_t *root = node_root(f);

    store(h, node_reflect(root));
    node_release(root);
}

int function_split(wane_function_t even, wane_function_t odd, const wane_function_t f)
{
    const wane_node_t *root = node_root(f), *even_part, *odd_part;
    int done = node_split(&even_part, &odd_part, root);

    if (done) {
        node_store(even, even_part);
        node_store(odd, odd_part);
    }
    node_release(root);
    return done;
}

static intptr_t order_of(const wane_node_t *node, const char *parameter, node_map_t seen);

/* 2 where the parameter enters smoothly, 1 where it moves kinks, 0 where it moves jumps, ends of domains or
   expectations; more where it does not enter. */
static intptr_t compute_order(const wane_node_t *node, const char *parameter, node_map_t seen)
{
    double where;
    intptr_t order =
        node->kind == NODE_INTERVAL && node->name != NULL && strcmp(node->name, parameter) == 0 ? 2 : 3;
    for (slong i = 0; i < node->count; i++) {
        const intptr_t inner = order_of(node->operand[i], parameter, seen);
        order = FLINT_MIN(order, inner);
    }
    if (order > 2) return order;
    if (node->kind == NODE_EXPECTATION) return 0;
    if (node->kind != NODE_UNARY) return order;
    const elementary_t *f = elementary_table[node->function];
    SCOPED(mag, bound);
    if (f->domain == DOMAIN_NONNEGATIVE && !node_prove_sign(bound, &where, node->operand[0], SIGN_POSITIVE))
        return 0;
    return f->is_kinked ? FLINT_MIN(order, f->jumps ? 0 : 1) : order;
}

static intptr_t order_of(const wane_node_t *node, const char *parameter, node_map_t seen)
{
    const void *known;
    if (node_map_get(&known, seen, node)) return (intptr_t)known;
    const intptr_t order = compute_order(node, parameter, seen);
    node_map_put(seen, node, (const void *)order);
    return order;
}

int function_parameter_order(const wane_function_t f, const char *parameter)
{
    if (f->root == NULL) return 2;
    SCOPED(node_map, seen);
    const int order = (int)order_of(f->root, parameter, seen);
    return FLINT_MIN(order, 2);
}

int function_parameter_derivative(wane_function_t h, const wane_function_t f, const char *parameter)
{
    const wane_node_t *root;

    if (function_parameter_order(f, parameter) == 0) return 0;
    root = node_root(f);
    store(h, node_parameter_derivative(root, parameter));
    node_release(root);
    return 1;
}
