/* f = even + odd, where the structure allows it. */
#include "base/scoped.h"
#include "function/facts/growth.h"
#include "function/facts/facts.h"
#include "function/facts/node_facts.h"

typedef struct {
    const wane_node_t *even, *odd;
} parts_t;

/* A power of a mixed factor is expanded up to this exponent. */
#define EXPANDED_POWER 4

static int split(parts_t *parts, const wane_node_t *node);

static void release(parts_t parts)
{
    node_release(parts.even);
    node_release(parts.odd);
}

/* a *= b, b kept. */
static void multiply(parts_t *a, const parts_t *b)
{
    const wane_node_t *even = node_add(node_mul(node_keep(a->even), node_keep(b->even)),
                                       node_mul(node_keep(a->odd), node_keep(b->odd)));
    const wane_node_t *odd = node_add(node_mul(node_keep(a->even), node_keep(b->odd)),
                                      node_mul(node_keep(a->odd), node_keep(b->even)));

    release(*a);
    a->even = even;
    a->odd = odd;
}

static int split_sum(parts_t *parts, const wane_node_t *node)
{
    parts_t term;

    parts->even = node_rational(node->value);
    parts->odd = node_ratio(0, 1);
    for (slong i = 0; i < node->count; i++) {
        if (!split(&term, node->operand[i])) {
            release(*parts);
            return 0;
        }
        parts->even = node_add(parts->even, node_scale(term.even, node->coefficient + i));
        parts->odd = node_add(parts->odd, node_scale(term.odd, node->coefficient + i));
    }
    return 1;
}

/* f(x) + f(-x) or f(x) - f(-x) a polynomial, as 1 for (|x+3| - |x-3| + 6)/12: derivations/11 (25). */
static int split_by_reflection(parts_t *parts, const wane_node_t *node)
{
    const wane_node_t *mirrored = node_reflect(node), *part[2];
    int found = 0;

    part[0] = node_add(node_keep(node), node_keep(mirrored));
    part[1] = node_sub(node_keep(node), mirrored);
    for (int i = 0; i < 2 && !found; i++) {
        const wane_node_t *known, *rest;

        if (part[i]->degree == NOT_A_POLYNOMIAL) continue;
        known = node_scale_ratio(node_keep(part[i]), 1, 2);
        rest = node_sub(node_keep(node), node_keep(known));
        found = node_parity(rest) == (i == 0 ? WANE_PARITY_ODD : WANE_PARITY_EVEN);
        *parts = i == 0 ? (parts_t){known, rest} : (parts_t){rest, known};
        if (!found) release(*parts);
    }
    node_release(part[0]);
    node_release(part[1]);
    return found;
}

static int split_power(parts_t *parts, const wane_node_t *base, slong exponent)
{
    wane_parity_t parity = node_parity(base);
    parts_t factor;

    if (parity != WANE_PARITY_NONE) {
        const wane_node_t *power = node_power(node_keep(base), exponent);
        int odd = parity == WANE_PARITY_ODD && exponent % 2 != 0;

        parts->even = odd ? node_ratio(0, 1) : power;
        parts->odd = odd ? power : node_ratio(0, 1);
        return 1;
    }
    if (exponent < 0 || exponent > EXPANDED_POWER || !split(&factor, base)) return 0;
    parts->even = node_ratio(1, 1);
    parts->odd = node_ratio(0, 1);
    for (slong i = 0; i < exponent; i++) multiply(parts, &factor);
    release(factor);
    return 1;
}

static int split_product(parts_t *parts, const wane_node_t *node)
{
    parts_t factor;

    parts->even = node_ratio(1, 1);
    parts->odd = node_ratio(0, 1);
    for (slong i = 0; i < node->count; i++) {
        if (!split_power(&factor, node->operand[i], node->exponent[i])) {
            release(*parts);
            return 0;
        }
        multiply(parts, &factor);
        release(factor);
    }
    return 1;
}

/* exp(x^3 - x^4) is tame, cosh(x^3) is not: such a split would help nobody. */
static int has_bounded_cosh(const wane_node_t *u)
{
    const wane_node_t *cosh = node_unary(UNARY_COSH, node_keep(u));
    int result;

    SCOPED(growth_context, context);
    SCOPED(growth, growth);
    result = node_growth(growth, cosh, context) && mag_cmp_2exp_si(growth->quadratic, -2) < 0;
    node_release(cosh);
    return result;
}

/* The parts of f(u), u odd or itself split, by the formulas of f (derivations/11 (3)). */
static int split_unary(parts_t *parts, const wane_node_t *node)
{
    const elementary_t *f = elementary_table[node->function];
    const wane_node_t *u = node->operand[0];
    parts_t inner;
    int done = f->sum_part[0] != NULL;

    if (f->part[0] != NULL && node_parity(u) == WANE_PARITY_ODD) {
        *parts = (parts_t){node_of_rule(f->part[0], u, NULL), node_of_rule(f->part[1], u, NULL)};
        return 1;
    }
    if (!done || !split(&inner, u)) return 0;
    if (f->growth == GROWS_AS_EXP) done = has_bounded_cosh(inner.odd);
    if (done)
        *parts = (parts_t){node_of_rule(f->sum_part[0], inner.even, inner.odd),
                           node_of_rule(f->sum_part[1], inner.even, inner.odd)};
    release(inner);
    return done;
}

static int split(parts_t *parts, const wane_node_t *node)
{
    wane_parity_t parity = node_parity(node);

    if (parity != WANE_PARITY_NONE) {
        *parts = (parts_t){parity == WANE_PARITY_ODD ? node_ratio(0, 1) : node_keep(node),
                           parity == WANE_PARITY_ODD ? node_keep(node) : node_ratio(0, 1)};
        return 1;
    }
    switch (node->kind) {
    case NODE_SUM:
        return split_sum(parts, node) || split_by_reflection(parts, node);
    case NODE_PRODUCT:
        return split_product(parts, node);
    case NODE_UNARY:
        return split_unary(parts, node);
    default:
        return 0;
    }
}

int node_split(const wane_node_t **even, const wane_node_t **odd, const wane_node_t *node)
{
    parts_t parts;

    if (!split(&parts, node)) return 0;
    *even = node_simplify(parts.even);
    *odd = node_simplify(parts.odd);
    return 1;
}
