/* Arithmetic with functions, as users of the library do it: what a proof can simplify is simplified. */
#include "function/facts/facts.h"
#include "function/tree/expression.h"
#include "function/facts/node_facts.h"

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

int wane_function_parameter_derivative(wane_function_t h, const wane_function_t f, const char *parameter)
{
    const char *kink;
    slong column;
    const wane_node_t *root;

    if (wane_function_expectation_count(f) > 0 || wane_function_has_kinks(f, &kink, &column)) return 0;
    root = wane_node_root(f);
    store(h, wane_node_parameter_derivative(root, parameter));
    wane_node_release(root);
    return 1;
}
