/* f = even + odd, where the structure allows it. */
#include "function/facts/growth.h"
#include "function/tree/node.h"

#define UNARY(name, u) wane_node_unary(WANE_UNARY_##name, u)
#define HALF(u) wane_node_scale_ratio(u, 1, 2)

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

/* The parts of f(u) for odd u (derivations/11 (3)); u is kept. */
static int split_of_odd(parts_t *parts, wane_unary_t function, const wane_node_t *u)
{
    const wane_node_t *v = wane_node_keep(u), *w = wane_node_keep(u);

    switch (function) {
    case WANE_UNARY_PHI:
        w = wane_node_div(w, UNARY(SQRT, wane_node_ratio(2, 1)));
        wane_node_release(v);
        *parts = (parts_t){wane_node_ratio(1, 2), HALF(UNARY(ERF, w))};
        return 1;
    case WANE_UNARY_SIGMOID:
        wane_node_release(v);
        *parts = (parts_t){wane_node_ratio(1, 2), HALF(UNARY(TANH, HALF(w)))};
        return 1;
    case WANE_UNARY_ERFC:
        wane_node_release(v);
        *parts = (parts_t){wane_node_ratio(1, 1), wane_node_scale_ratio(UNARY(ERF, w), -1, 1)};
        return 1;
    case WANE_UNARY_STEP:
        wane_node_release(v);
        *parts = (parts_t){wane_node_ratio(1, 2), HALF(UNARY(SIGN, w))};
        return 1;
    case WANE_UNARY_SOFTPLUS:
        *parts = (parts_t){UNARY(LOG2COSH, HALF(v)), HALF(w)};
        return 1;
    case WANE_UNARY_RELU:
        *parts = (parts_t){HALF(UNARY(ABS, v)), HALF(w)};
        return 1;
    case WANE_UNARY_NEGATIVE_EXP: { /* even: (exp(-|u|) - 1)/2; odd: -sign(u) times that */
        const wane_node_t *bent = UNARY(EXP, wane_node_scale_ratio(UNARY(ABS, v), -1, 1));

        bent = HALF(wane_node_sub(bent, wane_node_ratio(1, 1)));
        w = wane_node_scale_ratio(UNARY(SIGN, w), -1, 1);
        w = wane_node_mul(w, wane_node_keep(bent));
        *parts = (parts_t){bent, w};
        return 1;
    }
    default:
        break;
    }
    wane_node_release(v);
    wane_node_release(w);
    return 0;
}

/* exp(x^3 - x^4) is tame, cosh(x^3) is not: such a split would help nobody. */
static int has_bounded_cosh(const wane_node_t *u)
{
    const wane_node_t *cosh = UNARY(COSH, wane_node_keep(u));
    wane_growth_context_t context;
    wane_growth_t growth;
    int result;

    wane_growth_context_init(context);
    wane_growth_init(growth);
    result = wane_node_growth(growth, cosh, context) && mag_cmp_2exp_si(growth->quadratic, -2) < 0;
    wane_growth_clear(growth);
    wane_growth_context_clear(context);
    wane_node_release(cosh);
    return result;
}

/* The parts of f(a + b), a even and b odd, by the addition theorems (derivations/11 (3)). */
static int split_of_mixed(parts_t *parts, wane_unary_t function, const parts_t *u)
{
    const wane_node_t *a, *b, *c, *d;

    if (function == WANE_UNARY_EXP && !has_bounded_cosh(u->odd)) return 0;
    a = wane_node_keep(u->even), b = wane_node_keep(u->odd);
    c = wane_node_keep(u->even), d = wane_node_keep(u->odd);

    switch (function) {
    case WANE_UNARY_EXP:
        *parts = (parts_t){wane_node_mul(UNARY(EXP, a), UNARY(COSH, b)),
                           wane_node_mul(UNARY(EXP, c), UNARY(SINH, d))};
        return 1;
    case WANE_UNARY_SIN:
        *parts = (parts_t){wane_node_mul(UNARY(SIN, a), UNARY(COS, b)),
                           wane_node_mul(UNARY(COS, c), UNARY(SIN, d))};
        return 1;
    case WANE_UNARY_COS:
        *parts = (parts_t){wane_node_mul(UNARY(COS, a), UNARY(COS, b)),
                           wane_node_scale_ratio(wane_node_mul(UNARY(SIN, c), UNARY(SIN, d)), -1, 1)};
        return 1;
    default:
        break;
    }
    wane_node_release(a);
    wane_node_release(b);
    wane_node_release(c);
    wane_node_release(d);
    return 0;
}

static int split_unary(parts_t *parts, const wane_node_t *node)
{
    parts_t inner;
    int done;

    if (wane_node_parity(node->operand[0]) == WANE_PARITY_ODD &&
        split_of_odd(parts, node->function, node->operand[0]))
        return 1;
    if (!split(&inner, node->operand[0])) return 0;
    done = split_of_mixed(parts, node->function, &inner);
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
        return split_sum(parts, node);
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
    *even = parts.even;
    *odd = parts.odd;
    return 1;
}
