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
    wane_node_release(parts.even);
    wane_node_release(parts.odd);
}

/* a *= b, b kept. */
static void multiply(parts_t *a, const parts_t *b)
{
    const wane_node_t *even = wane_node_add(wane_node_mul(wane_node_keep(a->even), wane_node_keep(b->even)),
                                            wane_node_mul(wane_node_keep(a->odd), wane_node_keep(b->odd)));
    const wane_node_t *odd = wane_node_add(wane_node_mul(wane_node_keep(a->even), wane_node_keep(b->odd)),
                                           wane_node_mul(wane_node_keep(a->odd), wane_node_keep(b->even)));

    release(*a);
    a->even = even;
    a->odd = odd;
}

static int split_sum(parts_t *parts, const wane_node_t *node)
{
    parts_t term;

    parts->even = wane_node_rational(node->value);
    parts->odd = wane_node_ratio(0, 1);
    for (slong i = 0; i < node->count; i++) {
        if (!split(&term, node->operand[i])) {
            release(*parts);
            return 0;
        }
        parts->even = wane_node_add(parts->even, wane_node_scale(term.even, node->coefficient + i));
        parts->odd = wane_node_add(parts->odd, wane_node_scale(term.odd, node->coefficient + i));
    }
    return 1;
}

/* f(x) + f(-x) or f(x) - f(-x) a polynomial, as 1 for (|x+3| - |x-3| + 6)/12: derivations/11 (25). */
static int split_by_reflection(parts_t *parts, const wane_node_t *node)
{
    const wane_node_t *mirrored = wane_node_reflect(node), *part[2];
    int found = 0;

    part[0] = wane_node_add(wane_node_keep(node), wane_node_keep(mirrored));
    part[1] = wane_node_sub(wane_node_keep(node), mirrored);
    for (int i = 0; i < 2 && !found; i++) {
        const wane_node_t *known, *rest;

        if (part[i]->degree == WANE_NOT_A_POLYNOMIAL) continue;
        known = wane_node_scale_ratio(wane_node_keep(part[i]), 1, 2);
        rest = wane_node_sub(wane_node_keep(node), wane_node_keep(known));
        found = wane_node_parity(rest) == (i == 0 ? WANE_PARITY_ODD : WANE_PARITY_EVEN);
        *parts = i == 0 ? (parts_t){known, rest} : (parts_t){rest, known};
        if (!found) release(*parts);
    }
    wane_node_release(part[0]);
    wane_node_release(part[1]);
    return found;
}

static int split_power(parts_t *parts, const wane_node_t *base, slong exponent)
{
    wane_parity_t parity = wane_node_parity(base);
    parts_t factor;

    if (parity != WANE_PARITY_NONE) {
        const wane_node_t *power = wane_node_power(wane_node_keep(base), exponent);
        int odd = parity == WANE_PARITY_ODD && exponent % 2 != 0;

        parts->even = odd ? wane_node_ratio(0, 1) : power;
        parts->odd = odd ? power : wane_node_ratio(0, 1);
        return 1;
    }
    if (exponent < 0 || exponent > EXPANDED_POWER || !split(&factor, base)) return 0;
    parts->even = wane_node_ratio(1, 1);
    parts->odd = wane_node_ratio(0, 1);
    for (slong i = 0; i < exponent; i++) multiply(parts, &factor);
    release(factor);
    return 1;
}

static int split_product(parts_t *parts, const wane_node_t *node)
{
    parts_t factor;

    parts->even = wane_node_ratio(1, 1);
    parts->odd = wane_node_ratio(0, 1);
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
    const wane_node_t *cosh = wane_node_unary(WANE_UNARY_COSH, wane_node_keep(u));
    int result;

    SCOPED(wane_growth_context, context);
    SCOPED(wane_growth, growth);
    result = wane_node_growth(growth, cosh, context) && mag_cmp_2exp_si(growth->quadratic, -2) < 0;
    wane_node_release(cosh);
    return result;
}

/* The parts of f(u), u odd or itself split, by the formulas of f (derivations/11 (3)). */
static int split_unary(parts_t *parts, const wane_node_t *node)
{
    const wane_elementary_t *f = wane_elementary[node->function];
    const wane_node_t *u = node->operand[0];
    parts_t inner;
    int done = f->sum_part[0] != NULL;

    if (f->part[0] != NULL && wane_node_parity(u) == WANE_PARITY_ODD) {
        *parts = (parts_t){wane_node_of_rule(f->part[0], u, NULL), wane_node_of_rule(f->part[1], u, NULL)};
        return 1;
    }
    if (!done || !split(&inner, u)) return 0;
    if (f->growth == WANE_GROWS_AS_EXP) done = has_bounded_cosh(inner.odd);
    if (done)
        *parts = (parts_t){wane_node_of_rule(f->sum_part[0], inner.even, inner.odd),
                           wane_node_of_rule(f->sum_part[1], inner.even, inner.odd)};
    release(inner);
    return done;
}

static int split(parts_t *parts, const wane_node_t *node)
{
    wane_parity_t parity = wane_node_parity(node);

    if (parity != WANE_PARITY_NONE) {
        *parts = (parts_t){parity == WANE_PARITY_ODD ? wane_node_ratio(0, 1) : wane_node_keep(node),
                           parity == WANE_PARITY_ODD ? wane_node_keep(node) : wane_node_ratio(0, 1)};
        return 1;
    }
    switch (node->kind) {
    case WANE_NODE_SUM:
        return split_sum(parts, node) || split_by_reflection(parts, node);
    case WANE_NODE_PRODUCT:
        return split_product(parts, node);
    case WANE_NODE_UNARY:
        return split_unary(parts, node);
    default:
        return 0;
    }
}

int wane_node_split(const wane_node_t **even, const wane_node_t **odd, const wane_node_t *node)
{
    parts_t parts;

    if (!split(&parts, node)) return 0;
    *even = wane_node_simplify(parts.even);
    *odd = wane_node_simplify(parts.odd);
    return 1;
}
