/* Arithmetic with functions, as users of the library do it: what a proof can simplify is simplified. */
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/facts/range.h"
#include "function/tree/expression.h"
#include "function/facts/node_facts.h"
#include "function/tree/node_map.h"

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

static int depends_on(const wane_node_t *node, const char *parameter)
{
    const wane_function_t f = {{node}};
    return function_parameter_degree(f, parameter) != 0;
}

/* 2 where the parameter enters smoothly, 1 where it moves kinks, 0 where it moves jumps, ends of domains or
   expectations. */
static int order_of(const wane_node_t *node, const char *parameter, node_map_t done)
{
    const void *known;
    double where;
    int order = 2;
    if (node_map_get(&known, done, node) || !depends_on(node, parameter)) return 2; /* or taken in before */
    node_map_put(done, node, node);
    if (node->kind == NODE_EXPECTATION) return 0;
    for (slong i = 0; i < node->count; i++) {
        const int inner = order_of(node->operand[i], parameter, done);
        order = FLINT_MIN(order, inner);
    }
    if (node->kind != NODE_UNARY) return order;
    const elementary_t *f = elementary_table[node->function];
    SCOPED(mag, bound);
    if (f->domain == DOMAIN_NONNEGATIVE && !node_prove_sign(bound, &where, node->operand[0], SIGN_POSITIVE))
        return 0;
    if (f->is_kinked) order = FLINT_MIN(order, f->jumps ? 0 : 1);
    return order;
}

int function_parameter_order(const wane_function_t f, const char *parameter)
{
    if (f->root == NULL) return 2;
    SCOPED(node_map, done);
    return order_of(f->root, parameter, done);
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
