/* Functions as users of the library hold them. */
#include "function/node/node.h"

void wane_function_init(wane_function_t f)
{
    f->root = NULL;
}

void wane_function_clear(wane_function_t f)
{
    node_release(f->root);
    f->root = NULL;
}

void wane_function_set(wane_function_t f, const wane_function_t g)
{
    if (f->root != g->root) node_store(f, g->root == NULL ? NULL : node_keep(g->root));
}

const wane_node_t *node_root(const wane_function_t f)
{
    return f->root != NULL ? node_keep(f->root) : node_ratio(0, 1);
}

void node_store(wane_function_t f, const wane_node_t *node)
{
    node_release(f->root);
    f->root = node;
}
