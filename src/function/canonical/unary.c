/* Applying an elementary function, with the simplifications that hold exactly. */
#include "base/scoped.h"
#include "function/node/hash.h"
#include "function/canonical/identity.h"
#include "function/node/node.h"

/* 1 if the constant u is by structure where f is defined. */
static int in_domain(unary_t function, const wane_node_t *u)
{
    return elementary_table[function]->domain != DOMAIN_OFF_POLES && node_is_positive_constant(u);
}

static const wane_node_t *plain(unary_t function, const wane_node_t *u)
{
    wane_node_t *node = node_allocate(NODE_UNARY, 1);

    node->function = function;
    node->operand[0] = u;
    node->size = 1 + u->size;
    node->is_constant = u->is_constant;
    node->has_expectation = u->has_expectation;
    node->is_total =
        u->is_total && (elementary_table[function]->domain == DOMAIN_LINE || in_domain(function, u));
    node->is_provisional = u->is_provisional;
    node->degree = u->is_constant ? 0 : NOT_A_POLYNOMIAL;
    node->hash = hash_pair(hash_mix(200 + function), u->hash);
    return node;
}

/* f at a rational, where that is rational. */
static int value_at_rational(fmpq_t value, const elementary_t *f, const fmpq_t u)
{
    if (!fmpq_is_zero(u)) return f->at_rational != NULL && f->at_rational(value, u);
    fmpq_set_si(value, f->twice_at_zero, 2);
    return f->twice_at_zero >= 0;
}

/* f(c u) = c f(u) or f(u), c = |leading coefficient|. */
static const wane_node_t *homogeneous(unary_t function, const wane_node_t *u, const fmpq_t c)
{
    const wane_node_t *node;

    SCOPED(fmpq, inverse);
    fmpq_inv(inverse, c);
    node = node_unary(function, node_scale(u, inverse));
    if (elementary_table[function]->scaling == SCALING_LINEAR) node = node_scale(node, c);
    return node;
}

/* f(u) with leading coefficient c of u negative, rewritten in f(-u). */
static const wane_node_t *negated(unary_t function, const wane_node_t *u)
{
    const wane_node_t *node = node_unary(function, node_scale_ratio(u, -1, 1));

    switch (elementary_table[function]->symmetry) {
    case SYMMETRY_EVEN:
        return node;
    case SYMMETRY_COMPLEMENT:
        return node_sub(node_ratio(1, 1), node);
    default:
        return node_scale_ratio(node, -1, 1);
    }
}

const wane_node_t *node_unary(unary_t function, const wane_node_t *u)
{
    const elementary_t *f = elementary_table[function];
    const wane_node_t *node = NULL;

    SCOPED(fmpq, c);
    if (u->kind == NODE_RATIONAL) {
        if (value_at_rational(c, f, u->value)) node = node_rational(c);
        if (node != NULL) node_release(u);
    } else if (f->is_idempotent && u->kind == NODE_UNARY && u->function == function) {
        node = u;
    } else {
        node = unary_identity(function, u);
    }
    if (node == NULL) {
        if (u->kind == NODE_RATIONAL) fmpq_set(c, u->value);
        else node_leading(c, u);
        if (f->symmetry != SYMMETRY_NONE && fmpq_sgn(c) < 0) {
            node = negated(function, u);
        } else {
            fmpq_abs(c, c);
            if (f->scaling != SCALING_NONE && u->kind == NODE_SUM && !fmpq_is_one(c))
                node = homogeneous(function, u, c);
            else node = plain(function, u);
        }
    }
    return node;
}
