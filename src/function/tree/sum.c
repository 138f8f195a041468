/* Canonical sums. */
#include "base/scoped.h"
#include "function/tree/sum.h"
#include "function/tree/hash.h"
#include "function/tree/identity.h"

void wane_sum_init(wane_sum_t sum)
{
    fmpq_init(sum->constant);
    sum->count = sum->alloc = 0;
    sum->term = NULL;
    sum->coefficient = NULL;
}

/* The first `known` terms are compared with the new one; the others are known to be different. */
static void add_term(wane_sum_t sum, const fmpq_t c, const wane_node_t *term, slong known)
{
    for (slong i = 0; i < known; i++)
        if (wane_node_equal(sum->term[i], term)) {
            fmpq_add(sum->coefficient + i, sum->coefficient + i, c);
            return;
        }
    if (sum->count == sum->alloc) {
        sum->alloc = 2 * sum->alloc + 4;
        sum->term = flint_realloc(sum->term, sum->alloc * sizeof(*sum->term));
        sum->coefficient = flint_realloc(sum->coefficient, sum->alloc * sizeof(fmpq));
    }
    sum->term[sum->count] = wane_node_keep(term);
    fmpq_init(sum->coefficient + sum->count);
    fmpq_set(sum->coefficient + sum->count, c);
    sum->count++;
}

void wane_sum_add(wane_sum_t sum, const fmpq_t c, const wane_node_t *node)
{
    if (node->kind == WANE_NODE_RATIONAL) {
        fmpq_addmul(sum->constant, c, node->value);
    } else if (node->kind == WANE_NODE_SUM) {
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

void wane_sum_add_si(wane_sum_t sum, slong c, const wane_node_t *node)
{

    SCOPED(fmpq, q);
    fmpq_set_si(q, c, 1);
    wane_sum_add(sum, q, node);
}

/* Drops the terms that cancelled; 0*g stays where g is not defined by structure. */
static void drop_zeros(wane_sum_t sum)
{
    slong kept = 0;

    for (slong i = 0; i < sum->count; i++) {
        if (fmpq_is_zero(sum->coefficient + i) && sum->term[i]->is_total) {
            wane_node_release(sum->term[i]);
            continue;
        }
        sum->term[kept] = sum->term[i];
        fmpq_swap(sum->coefficient + kept, sum->coefficient + i);
        kept++;
    }
    for (slong i = kept; i < sum->count; i++) fmpq_clear(sum->coefficient + i);
    sum->count = kept;
}

static const wane_node_t *sum_node(wane_sum_t sum)
{
    wane_node_t *node = wane_node_allocate(WANE_NODE_SUM, sum->count);
    uint64_t hash = wane_hash_mix(100 + WANE_NODE_SUM) + wane_hash_fmpq(sum->constant);

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
        if (term->degree == WANE_NOT_A_POLYNOMIAL) node->degree = WANE_NOT_A_POLYNOMIAL;
        if (node->degree != WANE_NOT_A_POLYNOMIAL) node->degree = FLINT_MAX(node->degree, term->degree);
        if (node->column == 0 || (term->column > 0 && term->column < node->column))
            node->column = term->column;
        hash += wane_hash_pair(wane_hash_fmpq(node->coefficient + i), term->hash);
    }
    node->hash = wane_hash_mix(hash);
    return node;
}

const wane_node_t *wane_sum_finish(wane_sum_t sum)
{
    const wane_node_t *node;

    do drop_zeros(sum);
    while (wane_sum_identity(sum));
    if (sum->count == 0) {
        node = wane_node_rational(sum->constant);
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
    wane_sum_t sum;

    wane_sum_init(sum);
    wane_sum_add_si(sum, 1, a);
    wane_sum_add_si(sum, c, b);
    wane_node_release(a);
    wane_node_release(b);
    return wane_sum_finish(sum);
}

const wane_node_t *wane_node_add(const wane_node_t *a, const wane_node_t *b)
{
    return combine(a, b, 1);
}

const wane_node_t *wane_node_sub(const wane_node_t *a, const wane_node_t *b)
{
    return combine(a, b, -1);
}

const wane_node_t *wane_node_scale(const wane_node_t *a, const fmpq_t c)
{
    wane_sum_t sum;

    wane_sum_init(sum);
    wane_sum_add(sum, c, a);
    wane_node_release(a);
    return wane_sum_finish(sum);
}

const wane_node_t *wane_node_scale_ratio(const wane_node_t *a, slong numerator, ulong denominator)
{

    SCOPED(fmpq, c);
    fmpq_set_si(c, numerator, denominator);
    a = wane_node_scale(a, c);
    return a;
}
