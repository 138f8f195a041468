/* The leaves of an expression: numbers and the variable. */
#include <ctype.h>
#include <string.h>

#include "base/scoped.h"
#include "function/node/hash.h"
#include "function/node/node.h"

static wane_node_t *leaf(node_kind_t kind, slong degree)
{
    wane_node_t *node = node_allocate(kind, 0);

    node->degree = degree;
    node->hash = hash_mix(100 + kind);
    return node;
}

const wane_node_t *node_rational(const fmpq_t value)
{
    wane_node_t *node = leaf(NODE_RATIONAL, 0);

    fmpq_set(node->value, value);
    node->hash = hash_pair(node->hash, hash_fmpq(value));
    return node;
}

const wane_node_t *node_ratio(slong numerator, ulong denominator)
{
    const wane_node_t *node;

    SCOPED(fmpq, q);
    fmpq_set_si(q, numerator, denominator);
    node = node_rational(q);
    return node;
}

const wane_node_t *node_interval(const fmpq_t lower, const fmpq_t upper, const char *name)
{
    static _Atomic uint64_t serial; /* two unnamed intervals are two unknowns */
    wane_node_t *node;

    if (fmpq_equal(lower, upper)) return node_rational(lower);
    node = leaf(NODE_INTERVAL, 0);
    fmpq_set(node->value, lower);
    fmpq_set(node->upper, upper);
    if (name != NULL) {
        node->name = flint_malloc(strlen(name) + 1);
        strcpy(node->name, name);
        for (const char *c = name; *c != '\0'; c++)
            node->hash = hash_pair(node->hash, (unsigned char)*c); /* also when narrowed: the order stays */
    } else {
        node->hash = hash_pair(node->hash, 1000 + atomic_fetch_add(&serial, 1));
    }
    return node;
}

int node_is_parameter(const wane_node_t *node)
{
    if (node->kind != NODE_INTERVAL || node->name == NULL) return 0;
    if (!isalpha((unsigned char)*node->name) && *node->name != '_') return 0;
    for (const char *c = node->name; *c != 0; c++)
        if (!isalnum((unsigned char)*c) && *c != '_') return 0;
    return 1;
}

const wane_node_t *node_pi(void)
{
    return leaf(NODE_PI, 0);
}

const wane_node_t *node_e(void)
{
    return leaf(NODE_E, 0);
}

const wane_node_t *node_x(void)
{
    wane_node_t *node = leaf(NODE_X, 1);

    node->is_constant = 0;
    return node;
}
