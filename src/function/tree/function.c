/* Functions as users of the library hold them. */
#include "function/tree/node.h"

void wane_function_init(wane_function_t f)
{
    f->root = NULL;
}

void wane_function_clear(wane_function_t f)
{
    wane_node_release(f->root);
    f->root = NULL;
}

void wane_function_set(wane_function_t f, const wane_function_t g)
{
    if (f->root != g->root) wane_node_store(f, g->root == NULL ? NULL : wane_node_keep(g->root));
}

void wane_function_add(wane_function_t h, const wane_function_t f, const wane_function_t g)
{
    wane_node_store(h, wane_node_add(wane_node_root(f), wane_node_root(g)));
}

void wane_function_mul(wane_function_t h, const wane_function_t f, const wane_function_t g)
{
    wane_node_store(h, wane_node_mul(wane_node_root(f), wane_node_root(g)));
}

void wane_function_scalar_mul(wane_function_t h, const wane_function_t f, const fmpq_t c)
{
    wane_node_store(h, wane_node_scale(wane_node_root(f), c));
}

void wane_function_derivative(wane_function_t h, const wane_function_t f)
{
    const wane_node_t *root = wane_node_root(f);

    wane_node_store(h, wane_node_derivative(root));
    wane_node_release(root);
}

void wane_function_reflect(wane_function_t h, const wane_function_t f)
{
    const wane_node_t *root = wane_node_root(f);

    wane_node_store(h, wane_node_reflect(root));
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
