/* Arithmetic with functions, as users of the library do it: what a proof can simplify is simplified. */
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/facts/range.h"
#include "function/tree/expression.h"
#include "function/facts/node_facts.h"
#include "function/tree/node_map.h"

static void store(wane_function_t h, const wane_node_t *node)
{
    wane_node_store(h, wane_node_simplify(node));
}

void wane_function_add(wane_function_t h, const wane_function_t f, const wane_function_t g)
{
    store(h, wane_node_add(wane_node_root(f), wane_node_root(g)));
}

void wane_function_mul(wane_function_t h, const wane_function_t f, const wane_function_t g)
{
    store(h, wane_node_mul(wane_node_root(f), wane_node_root(g)));
}

void wane_function_scalar_mul(wane_function_t h, const wane_function_t f, const fmpq_t c)
{
    store(h, wane_node_scale(wane_node_root(f), c));
}

void wane_function_derivative(wane_function_t h, const wane_function_t f)
{
    const wane_node_t *root = wane_node_root(f);

    store(h, wane_node_derivative(root));
    wane_node_release(root);
}

void wane_function_reflect(wane_function_t h, const wane_function_t f)
{
    const wane_node_t *root = wane_node_root(f);

    store(h, wane_node_reflect(root));
    wane_node_release(root);
}

int wane_function_split(wane_function_t even, wane_function_t odd, const wane_function_t f)
{
    const wane_node_t *root = wane_node_root(f), *even_part, *odd_part;
    int done = wane_node_split(&even_part, &odd_part, root);

    if (done) {
        wane_node_store(even, even_part);
        wane_node_store(odd, odd_part);
    }
    wane_node_release(root);
    return done;
}

static int depends_on(const wane_node_t *node, const char *parameter)
{
    const wane_function_t f = {{node}};
    return wane_function_parameter_degree(f, parameter) != 0;
}

/* 2 where the parameter enters smoothly, 1 where it moves kinks, 0 where it moves jumps, ends of domains or
   expectations. */
static int order_of(const wane_node_t *node, const char *parameter, wane_node_map_t done)
{
    const void *known;
    double where;
    int order = 2;
    if (wane_node_map_get(&known, done, node) || !depends_on(node, parameter))
        return 2; /* or taken in before */
    wane_node_map_put(done, node, node);
    if (node->kind == WANE_NODE_EXPECTATION) return 0;
    for (slong i = 0; i < node->count; i++) {
        const int inner = order_of(node->operand[i], parameter, done);
        order = FLINT_MIN(order, inner);
    }
    if (node->kind != WANE_NODE_UNARY) return order;
    const wane_elementary_t *f = wane_elementary[node->function];
    SCOPED(mag, bound);
    if (f->domain == WANE_DOMAIN_NONNEGATIVE &&
        !wane_node_prove_sign(bound, &where, node->operand[0], WANE_POSITIVE))
        return 0;
    if (f->is_kinked) order = FLINT_MIN(order, f->jumps ? 0 : 1);
    return order;
}

int wane_function_parameter_order(const wane_function_t f, const char *parameter)
{
    if (f->root == NULL) return 2;
    SCOPED(wane_node_map, done);
    return order_of(f->root, parameter, done);
}

int wane_function_parameter_derivative(wane_function_t h, const wane_function_t f, const char *parameter)
{
    const wane_node_t *root;

    if (wane_function_parameter_order(f, parameter) == 0) return 0;
    root = wane_node_root(f);
    store(h, wane_node_parameter_derivative(root, parameter));
    wane_node_release(root);
    return 1;
}
