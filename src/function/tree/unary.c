/* Applying an elementary function, with the simplifications that hold exactly. */
#include "base/scoped.h"
#include "function/tree/hash.h"
#include "function/tree/identity.h"
#include "function/tree/node.h"

/* 1 if the constant u is by structure where f is defined. */
static int in_domain(wane_unary_t function, const wane_node_t *u)
{
    return wane_elementary[function]->domain != WANE_DOMAIN_OFF_POLES && wane_node_is_positive_constant(u);
}

static const wane_node_t *plain(wane_unary_t function, const wane_node_t *u)
{
    wane_node_t *node = wane_node_allocate(WANE_NODE_UNARY, 1);

    node->function = function;
    node->operand[0] = u;
    node->size = 1 + u->size;
    node->is_constant = u->is_constant;
    node->has_expectation = u->has_expectation;
    node->is_total =
        u->is_total && (wane_elementary[function]->domain == WANE_DOMAIN_LINE || in_domain(function, u));
    node->is_provisional = u->is_provisional;
    node->degree = u->is_constant ? 0 : WANE_NOT_A_POLYNOMIAL;
    node->hash = wane_hash_pair(wane_hash_mix(200 + function), u->hash);
    return node;
}

/* f at a rational, where that is rational. */
static int value_at_rational(fmpq_t value, const wane_elementary_t *f, const fmpq_t u)
{
    if (!fmpq_is_zero(u)) return f->at_rational != NULL && f->at_rational(value, u);
    fmpq_set_si(value, f->twice_at_zero, 2);
    return f->twice_at_zero >= 0;
}

/* f(c u) = c f(u) or f(u), c = |leading coefficient|. */
static const wane_node_t *homogeneous(wane_unary_t function, const wane_node_t *u, const fmpq_t c)
{
    const wane_node_t *node;

    SCOPED(fmpq, inverse);
    fmpq_inv(inverse, c);
    node = wane_node_unary(function, wane_node_scale(u, inverse));
    if (wane_elementary[function]->scaling == WANE_SCALING_LINEAR) node = wane_node_scale(node, c);
    return node;
}

/* f(u) with leading coefficient c of u negative, rewritten in f(-u). */
static const wane_node_t *negated(wane_unary_t function, const wane_node_t *u)
{
    const wane_node_t *node = wane_node_unary(function, wane_node_scale_ratio(u, -1, 1));

    switch (wane_elementary[function]->symmetry) {
    case WANE_SYMMETRY_EVEN:
        return node;
    case WANE_SYMMETRY_COMPLEMENT:
        return wane_node_sub(wane_node_ratio(1, 1), node);
    default:
        return wane_node_scale_ratio(node, -1, 1);
    }
}

const wane_node_t *wane_node_unary(wane_unary_t function, const wane_node_t *u)
{
    const wane_elementary_t *f = wane_elementary[function];
    const wane_node_t *node = NULL;

    SCOPED(fmpq, c);
    if (u->kind == WANE_NODE_RATIONAL) {
        if (value_at_rational(c, f, u->value)) node = wane_node_rational(c);
        if (node != NULL) wane_node_release(u);
    } else if (f->is_idempotent && u->kind == WANE_NODE_UNARY && u->function == function) {
        node = u;
    } else {
        node = wane_unary_identity(function, u);
    }
    if (node == NULL) {
        if (u->kind == WANE_NODE_RATIONAL) fmpq_set(c, u->value);
        else wane_node_leading(c, u);
        if (f->symmetry != WANE_SYMMETRY_NONE && fmpq_sgn(c) < 0) {
            node = negated(function, u);
        } else {
            fmpq_abs(c, c);
            if (f->scaling != WANE_SCALING_NONE && u->kind == WANE_NODE_SUM && !fmpq_is_one(c))
                node = homogeneous(function, u, c);
            else node = plain(function, u);
        }
    }
    return node;
}
