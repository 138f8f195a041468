/* Expectations E g(Z), Z ~ N(0,1), as constants inside an expression. */
#include "function/tree/hash.h"
#include "function/exact/hermite_polynomial.h"
#include "function/tree/node.h"
#include "function/tree/node_map.h"

/* Above this degree a polynomial is left to the numerical enclosure. */
#define EXACT_DEGREE 200

static const wane_node_t *surd_node(const wane_surd_t a)
{
    const wane_node_t *sum = wane_node_ratio(0, 1);
    fmpq_t radicand;

    fmpq_init(radicand);
    for (slong i = 0; i < a->length; i++) {
        fmpq_set_fmpz(radicand, a->radicand + i);
        sum =
            wane_node_add(sum, wane_node_scale(wane_node_unary(WANE_UNARY_SQRT, wane_node_rational(radicand)),
                                               a->coefficient + i));
    }
    fmpq_clear(radicand);
    return sum;
}

/* E g = c_0 where g is a polynomial with exact c_0; NULL otherwise. */
static const wane_node_t *exact_expectation(const wane_node_t *g)
{
    const wane_node_t *result = NULL;
    wane_surd_poly_t p;

    if (g->degree == WANE_NOT_A_POLYNOMIAL || g->degree > EXACT_DEGREE) return NULL;
    wane_surd_poly_init(p);
    if (wane_node_hermite_polynomial(p, g, 64)) {
        if (p->length == 0) result = wane_node_ratio(0, 1);
        else if (p->coefficient[0].exact) result = surd_node(p->coefficient);
    }
    wane_surd_poly_clear(p);
    return result;
}

const wane_node_t *wane_node_expectation(const wane_node_t *g)
{
    wane_node_t *node;
    const wane_node_t *exact;

    if (g->is_constant) return g;
    exact = exact_expectation(g);
    if (exact == NULL && wane_node_parity(g) == WANE_PARITY_ODD && wane_node_is_defined(g))
        exact = wane_node_ratio(0, 1);
    if (exact != NULL) {
        wane_node_release(g);
        return exact;
    }
    node = wane_node_allocate(WANE_NODE_EXPECTATION, 1);
    node->operand[0] = g;
    node->size = 1 + g->size;
    node->has_expectation = 1;
    node->degree = 0;
    node->column = g->column;
    node->hash = wane_hash_pair(wane_hash_mix(100 + WANE_NODE_EXPECTATION), g->hash);
    node->expectation = flint_malloc(sizeof(arb_struct));
    arb_init(node->expectation);
    arb_indeterminate(node->expectation);
    return node;
}

/* Finds the wanted expectation below a node, innermost first, each counted once. */
typedef struct {
    slong seen, wanted;
    const wane_node_t *found;
} search_t;

static void walk(search_t *search, const wane_node_t *node, wane_node_map_t done)
{
    const void *known;

    if (wane_node_map_get(&known, done, node)) return;
    wane_node_map_put(done, node, node);
    for (slong i = 0; i < node->count; i++) walk(search, node->operand[i], done);
    if (node->kind == WANE_NODE_EXPECTATION && search->seen++ == search->wanted) search->found = node;
}

static search_t search_expectation(const wane_function_t f, slong index)
{
    search_t search = {0, index, NULL};
    wane_node_map_t done;

    if (f->root == NULL) return search;
    wane_node_map_init(done);
    walk(&search, f->root, done);
    wane_node_map_clear(done);
    return search;
}

slong wane_function_expectation_count(const wane_function_t f)
{
    return search_expectation(f, -1).seen;
}

void wane_function_expectation_integrand(wane_function_t g, const wane_function_t f, slong index)
{
    wane_node_store(g, wane_node_keep(search_expectation(f, index).found->operand[0]));
}

void wane_function_expectation_set(const wane_function_t f, slong index, const arb_t value)
{
    arb_set(search_expectation(f, index).found->expectation, value);
}

void wane_function_expectation_get(arb_t value, const wane_function_t f, slong index)
{
    arb_set(value, search_expectation(f, index).found->expectation);
}
