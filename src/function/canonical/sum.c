/* Canonical sums. */
#include "base/scoped.h"
#include "function/canonical/sum.h"
#include "function/node/hash.h"
#include "function/canonical/identity.h"

void sum_init(sum_t sum)
{
    fmpq_init(sum->constant);
    sum->count = sum->alloc = 0;
    sum->term = NULL;
    sum->coefficient = NULL;
}

/* The first `known` terms are compared with the new one; the others are known to be different. */
static void add_term(sum_t sum, const fmpq_t c, const wane_node_t *term, slong known)
{
    for (slong i = 0; i < known; i++)
        if (node_equal(sum->term[i], term)) {
            fmpq_add(sum->coefficient + i, sum->coefficient + i, c);
            return;
        }
    if (sum->count == sum->alloc) {
        sum->alloc = 2 * sum->alloc + 4;
        sum->term = flint_realloc(sum->term, sum->alloc * sizeof(*sum->term));
        sum->coefficient = flint_realloc(sum->coefficient, sum->alloc * sizeof(fmpq));
    }
    sum->term[sum->count] = node_keep(term);
    fmpq_init(sum->coefficient + sum->count);
    fmpq_set(sum->coefficient + sum->count, c);
    sum->count++;
}

void sum_add(sum_t sum, const fmpq_t c, const wane_node_t *node)
{
    if (node->kind == NODE_RATIONAL) {
        fmpq_addmul(sum->constant, c, node->value);
    } else if (node->kind == NODE_SUM) {
        slong known = sum->count; /* the terms of one sum differ from each other */

        SCOPED(fmpq, d);
        fmpq_addmul(sum->constant, c, node->value);
        for (slong i = 0; i < node->count; i++) {
            fmpq_mul(d, c, node->coefficient + i);
            add_term(sum, d, node->operand[i], known);
        }
    } else {
        add_term(sum, c, node, sum->count);
    }
}

void sum_add_si(sum_t sum, slong c, const wane_node_t *node)
{

    SCOPED(fmpq, q);
    fmpq_set_si(q, c, 1);
    sum_add(sum, q, node);
}

/* Drops the terms that cancelled; 0*g stays where g is not defined by structure. */
static void drop_zeros(sum_t sum)
{
    slong kept = 0;

    for (slong i = 0; i < sum->count; i++) {
        if (fmpq_is_zero(sum->coefficient + i) && sum->term[i]->is_total) {
            node_release(sum->term[i]);
            continue;
        }
        sum->term[kept] = sum->term[i];
        fmpq_swap(sum->coefficient + kept, sum->coefficient + i);
        kept++;
    }
    for (slong i = kept; i < sum->count; i++) fmpq_clear(sum->coefficient + i);
    sum->count = kept;
}

static const wane_node_t *sum_node(sum_t sum)
{
    wane_node_t *node = node_allocate(NODE_SUM, sum->count);
    uint64_t hash = hash_mix(100 + NODE_SUM) + hash_fmpq(sum->constant);

    fmpq_set(node->value, sum->constant);
    node->coefficient = flint_malloc(sum->count * sizeof(fmpq));
    node->degree = 0;
    for (slong i = 0; i < sum->count; i++) {
        const wane_node_t *term = sum->term[i];

        node->operand[i] = term;
        node->coefficient[i] = sum->coefficient[i]; /* moved */
        node->size += term->size;
        node->is_constant &= term->is_constant;
        node->is_total &= term->is_total;
        node->is_provisional |= term->is_provisional || fmpq_is_zero(node->coefficient + i);
        node->has_expectation |= term->has_expectation;
        if (term->degree == NOT_A_POLYNOMIAL) node->degree = NOT_A_POLYNOMIAL;
        if (node->degree != NOT_A_POLYNOMIAL) node->degree = FLINT_MAX(node->degree, term->degree);
        if (node->column == 0 || (term->column > 0 && term->column < node->column))
            node->column = term->column;
        hash += hash_pair(hash_fmpq(node->coefficient + i), term->hash);
    }
    node->hash = hash_mix(hash);
    return node;
}

const wane_node_t *sum_finish(sum_t sum)
{
    const wane_node_t *node;

    do drop_zeros(sum);
    while (sum_identity(sum));
    if (sum->count == 0) {
        node = node_rational(sum->constant);
    } else if (sum->count == 1 && fmpq_is_zero(sum->constant) && fmpq_is_one(sum->coefficient)) {
        node = sum->term[0];
        fmpq_clear(sum->coefficient);
    } else {
        node = sum_node(sum);
    }
    flint_free(sum->term);
    flint_free(sum->coefficient);
    fmpq_clear(sum->constant);
    return node;
}

static const wane_node_t *combine(const wane_node_t *a, const wane_node_t *b, slong c)
{
    sum_t sum;

    sum_init(sum);
    sum_add_si(sum, 1, a);
    sum_add_si(sum, c, b);
    node_release(a);
    node_release(b);
    return sum_finish(sum);
}

const wane_node_t *node_add(const wane_node_t *a, const wane_node_t *b)
{
    return combine(a, b, 1);
}

const wane_node_t *node_sub(const wane_node_t *a, const wane_node_t *b)
{
    return combine(a, b, -1);
}

const wane_node_t *node_scale(const wane_node_t *a, const fmpq_t c)
{
    sum_t sum;

    sum_init(sum);
    sum_add(sum, c, a);
    node_release(a);
    return sum_finish(sum);
}

const wane_node_t *node_scale_ratio(const wane_node_t *a, slong numerator, ulong denominator)
{

    SCOPED(fmpq, c);
    fmpq_set_si(c, numerator, denominator);
    a = node_scale(a, c);
    return a;
}
