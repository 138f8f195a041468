#include "function/pieces/rough_point.h"

#include "base/scoped.h"
#include "function/evaluate/taylor.h"
#include "function/facts/node_facts.h"
#include "function/pieces/breakpoints.h"
#include "function/node/node_map.h"
#include "function/tree/scoped_function.h"

#define ROOT 24 /* distances are t^ROOT: cube roots, and roots of roots of roots, have series in t */
#define LENGTH 97
#define PREC 128

/* The zeros of arguments of kinks and roots. */
static void collect(zeros_t found, zeros_t pool, const wane_node_t *node, node_map_t done)
{
    const void *known;
    int vanishes;
    if (node->is_constant || node_map_get(&known, done, node)) return;
    node_map_put(done, node, node);
    for (slong i = 0; i < node->count; i++) collect(found, pool, node->operand[i], done);
    if (node->kind == NODE_UNARY && (elementary_table[node->function]->is_kinked ||
                                     elementary_table[node->function]->domain == DOMAIN_NONNEGATIVE))
        zeros_of_polynomial(found, &vanishes, pool, node->operand[0], 1);
}

/* f(side t^ROOT) has a non-zero coefficient at a power of t up to that of the root of the distance. */
static int moves_to(int side, const wane_function_t f)
{
    int moves = 0;
    SCOPED_VEC(arb, c, LENGTH);
    function_one_sided_series(c, LENGTH, f, side, ROOT, PREC);
    for (slong k = 1; k <= ROOT / 2 && arb_is_finite(c + k); k++) moves |= !arb_contains_zero(c + k);
    return moves;
}

static int moves_at(const fmpq_t place, const wane_node_t *node)
{
    SCOPED(wane_function, f);
    node_store(f, node_shift(node, place)); /* so that what vanishes there does so exactly */
    return moves_to(1, f) || moves_to(-1, f);
}

int function_moves_like_root(fmpq_t place, const wane_function_t f)
{
    zeros_t found, pool;
    int moves = 0;
    const wane_node_t *root = node_root(f);
    zeros_init(found);
    zeros_init(pool);
    SCOPED(node_map, done);
    collect(found, pool, root, done);
    for (slong i = 0; i < found->count && !moves; i++) {
        if (found->zero[i]->kind != ZERO_RATIONAL) continue;
        fmpq_set(place, found->zero[i]->value);
        moves = moves_at(place, root);
    }
    zeros_clear(found);
    zero_pool_clear(pool);
    node_release(root);
    return moves;
}
