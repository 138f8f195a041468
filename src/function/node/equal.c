/* Structural equality, up to the order of terms and factors, and what else is seen by structure. */
#include <string.h>

#include "base/scoped.h"
#include "function/node/node.h"
#include "function/node/node_map.h"

static int equal(const wane_node_t *a, const wane_node_t *b, node_map_t known);

static int same_payload(const wane_node_t *a, const wane_node_t *b)
{
    switch (a->kind) {
    case NODE_RATIONAL:
    case NODE_SUM:
        return fmpq_equal(a->value, b->value);
    case NODE_INTERVAL: /* two unnamed intervals are two unknowns */
        return a->name != NULL && b->name != NULL && strcmp(a->name, b->name) == 0 &&
               fmpq_equal(a->value, b->value) && fmpq_equal(a->upper, b->upper);
    case NODE_UNARY:
        return a->function == b->function;
    case NODE_HERMITE:
        return a->order == b->order && a->orthonormal == b->orthonormal;
    default:
        return 1;
    }
}

/* Operands of a sum or product are distinct (a product may hold a base twice, with exponents of opposite
   sign), so any partner found is the partner. */
static int has_partner(const wane_node_t *a, slong i, const wane_node_t *b, node_map_t known)
{
    for (slong j = 0; j < b->count; j++) {
        if (a->operand[i]->hash != b->operand[j]->hash) continue;
        if (a->kind == NODE_SUM && !fmpq_equal(a->coefficient + i, b->coefficient + j)) continue;
        if (a->kind == NODE_PRODUCT && a->exponent[i] != b->exponent[j]) continue;
        if (equal(a->operand[i], b->operand[j], known)) return 1;
    }
    return 0;
}

static int equal(const wane_node_t *a, const wane_node_t *b, node_map_t known)
{
    const void *partner;

    if (a == b) return 1;
    if (a->hash != b->hash || a->kind != b->kind || a->count != b->count || !same_payload(a, b)) return 0;
    if (a->count == 0) return 1;
    if (node_map_get(&partner, known, a) && partner == b) return 1;
    for (slong i = 0; i < a->count; i++)
        if (!has_partner(a, i, b, known)) return 0;
    node_map_put(known, a, b);
    return 1;
}

int node_equal(const wane_node_t *a, const wane_node_t *b)
{
    int result;

    if (a == b) return 1;
    if (a->hash != b->hash) return 0;
    SCOPED(node_map, known);
    result = equal(a, b, known);
    return result;
}

int node_is_rational(const wane_node_t *node, slong value)
{
    return node->kind == NODE_RATIONAL && fmpz_equal_si(fmpq_numref(node->value), value) &&
           fmpz_is_one(fmpq_denref(node->value));
}

/* 1 if a leads b: the higher degree, then the smaller hash. */
static int leads(const wane_node_t *a, const wane_node_t *b)
{
    return a->degree != b->degree ? a->degree > b->degree : a->hash < b->hash;
}

void node_leading(fmpq_t c, const wane_node_t *node)
{
    slong first = -1;

    fmpq_one(c);
    if (node->kind != NODE_SUM) return;
    for (slong i = 0; i < node->count; i++)
        if (!fmpq_is_zero(node->coefficient + i) &&
            (first < 0 || leads(node->operand[i], node->operand[first])))
            first = i;
    if (first >= 0) fmpq_set(c, node->coefficient + first);
}

int node_is_positive_constant(const wane_node_t *node)
{
    const elementary_t *f;

    if (!node->is_constant || !node->is_total) return 0;
    switch (node->kind) {
    case NODE_RATIONAL:
    case NODE_INTERVAL:
        return fmpq_sgn(node->value) > 0;
    case NODE_PI:
    case NODE_E:
        return 1;
    case NODE_SUM:
        if (fmpq_sgn(node->value) < 0) return 0;
        for (slong i = 0; i < node->count; i++)
            if (fmpq_sgn(node->coefficient + i) <= 0 || !node_is_positive_constant(node->operand[i]))
                return 0;
        return 1;
    case NODE_PRODUCT:
        for (slong i = 0; i < node->count; i++)
            if (!node_is_positive_constant(node->operand[i])) return 0;
        return 1;
    case NODE_UNARY:
        f = elementary_table[node->function];
        if (f->lower > 0 || (f->fills_range && f->lower == 0)) return 1;
        return f->domain == DOMAIN_NONNEGATIVE && node_is_positive_constant(node->operand[0]);
    default:
        return 0;
    }
}
