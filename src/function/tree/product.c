/* Canonical products. */
#include "base/scoped.h"
#include "function/tree/product.h"
#include "function/tree/hash.h"
#include "function/tree/identity.h"

void wane_product_init(wane_product_t product)
{
    fmpq_init(product->coefficient);
    fmpq_one(product->coefficient);
    product->count = product->alloc = 0;
    product->base = NULL;
    product->exponent = NULL;
    product->exp_argument = NULL;
    product->exp_column = 0;
}

static void append(wane_product_t product, const wane_node_t *base, slong exponent)
{
    if (product->count == product->alloc) {
        product->alloc = 2 * product->alloc + 4;
        product->base = flint_realloc(product->base, product->alloc * sizeof(*product->base));
        product->exponent = flint_realloc(product->exponent, product->alloc * sizeof(slong));
    }
    product->base[product->count] = wane_node_keep(base);
    product->exponent[product->count++] = exponent;
}

static void remove_factor(wane_product_t product, slong i)
{
    wane_node_release(product->base[i]);
    product->count--;
    product->base[i] = product->base[product->count];
    product->exponent[i] = product->exponent[product->count];
}

static void multiply_coefficient(wane_product_t product, const fmpq_t c, slong exponent)
{

    SCOPED(fmpq, power);
    fmpq_pow_si(power, c, exponent);
    fmpq_mul(product->coefficient, product->coefficient, power);
}

/* sqrt(r)^n = r^floor(n/2) sqrt(r)^(n mod 2) for rational r > 0; returns n mod 2. */
static slong reduce_rational_root(wane_product_t product, const wane_node_t *root, slong exponent)
{
    slong parity = exponent & 1;

    multiply_coefficient(product, root->operand[0]->value, (exponent - parity) / 2);
    return parity;
}

static int is_rational_root(const wane_node_t *node)
{
    return node->kind == WANE_NODE_UNARY && node->function == WANE_UNARY_SQRT &&
           node->operand[0]->kind == WANE_NODE_RATIONAL && fmpq_sgn(node->operand[0]->value) > 0;
}

/* Powers of one base are merged where that loses no pole: b^2 b^-1 stays, unless b is a known constant. */
static void multiply_base(wane_product_t product, const wane_node_t *base, slong exponent)
{
    for (slong i = 0; i < product->count; i++) {
        int same_sign = (product->exponent[i] > 0) == (exponent > 0);

        if (!(same_sign || is_rational_root(base)) || !wane_node_equal(product->base[i], base)) continue;
        product->exponent[i] += exponent;
        if (is_rational_root(base))
            product->exponent[i] = reduce_rational_root(product, base, product->exponent[i]);
        if (product->exponent[i] == 0) remove_factor(product, i);
        return;
    }
    if (is_rational_root(base)) exponent = reduce_rational_root(product, base, exponent);
    if (exponent != 0) append(product, base, exponent);
}

static void multiply_exp(wane_product_t product, const wane_node_t *argument, slong exponent)
{
    const wane_node_t *u = wane_node_scale_ratio(wane_node_keep(argument), exponent, 1);

    product->exp_argument = product->exp_argument == NULL ? u : wane_node_add(product->exp_argument, u);
}

/* A sum as a factor has leading coefficient 1; c*g is taken apart. */
static void multiply_sum(wane_product_t product, const wane_node_t *sum, slong exponent)
{
    const wane_node_t *monic;

    SCOPED(fmpq, c);
    wane_node_leading(c, sum);
    multiply_coefficient(product, c, exponent);
    fmpq_inv(c, c);
    monic = wane_node_scale(wane_node_keep(sum), c);
    if (monic->kind == WANE_NODE_SUM) multiply_base(product, monic, exponent);
    else wane_product_multiply(product, monic, exponent);
    wane_node_release(monic);
}

int wane_product_hides_a_pole(const wane_node_t *node, slong exponent)
{
    int inverse = 0;

    if (node->kind != WANE_NODE_PRODUCT || exponent > 0 || node->is_total) return 0;
    for (slong i = 0; i < node->count; i++) inverse |= node->exponent[i] < 0;
    return inverse;
}

void wane_product_multiply(wane_product_t product, const wane_node_t *node, slong exponent)
{
    if (exponent == 0) return;
    if (node->kind == WANE_NODE_RATIONAL && (exponent > 0 || !fmpq_is_zero(node->value))) {
        multiply_coefficient(product, node->value, exponent);
    } else if (node->kind == WANE_NODE_SUM) {
        multiply_sum(product, node, exponent);
    } else if (node->kind == WANE_NODE_PRODUCT && !wane_product_hides_a_pole(node, exponent)) {
        for (slong i = 0; i < node->count; i++)
            wane_product_multiply(product, node->operand[i], node->exponent[i] * exponent);
    } else if (node->kind == WANE_NODE_UNARY && node->function == WANE_UNARY_EXP) {
        multiply_exp(product, node->operand[0], exponent);
        if (product->exp_column == 0) product->exp_column = node->column;
    } else {
        multiply_base(product, node, exponent);
    }
}

static slong degree_times(slong degree, slong exponent)
{
    if (degree == 0 || exponent < WANE_DEGREE_HUGE / degree) return degree * exponent;
    return WANE_DEGREE_HUGE;
}

static const wane_node_t *product_node(wane_product_t product)
{
    wane_node_t *node = wane_node_allocate(WANE_NODE_PRODUCT, product->count);
    uint64_t hash = wane_hash_mix(100 + WANE_NODE_PRODUCT);

    node->exponent = flint_malloc(product->count * sizeof(slong));
    node->degree = 0;
    for (slong i = 0; i < product->count; i++) {
        const wane_node_t *base = product->base[i];
        slong exponent = product->exponent[i];

        node->operand[i] = base;
        node->size += base->size;
        node->exponent[i] = exponent;
        node->is_constant &= base->is_constant;
        node->is_total &= base->is_total && (exponent > 0 || wane_node_is_positive_constant(base));
        node->is_provisional |= base->is_provisional || wane_product_hides_a_pole(base, exponent);
        node->has_expectation |= base->has_expectation;
        if (base->degree == WANE_NOT_A_POLYNOMIAL || (exponent < 0 && !base->is_constant))
            node->degree = WANE_NOT_A_POLYNOMIAL;
        if (node->degree != WANE_NOT_A_POLYNOMIAL)
            node->degree =
                FLINT_MIN(WANE_DEGREE_HUGE, node->degree + degree_times(base->degree, FLINT_ABS(exponent)));
        if (node->column == 0 || (base->column > 0 && base->column < node->column))
            node->column = base->column;
        hash += wane_hash_pair(base->hash, (uint64_t)exponent);
    }
    node->hash = wane_hash_mix(hash);
    return node;
}

static void append_exp(wane_product_t product)
{
    const wane_node_t *factor;

    if (product->exp_argument == NULL) return;
    factor = wane_node_at(wane_node_unary(WANE_UNARY_EXP, product->exp_argument), product->exp_column);
    if (!wane_node_is_rational(factor, 1)) append(product, factor, 1);
    wane_node_release(factor);
}

const wane_node_t *wane_product_finish(wane_product_t product)
{
    const wane_node_t *node;

    while (wane_product_identity(product)) continue;
    append_exp(product);
    if (product->count == 0) {
        node = wane_node_ratio(1, 1);
    } else if (product->count == 1 && product->exponent[0] == 1) {
        node = product->base[0];
    } else {
        node = product_node(product);
    }
    node = wane_node_scale(node, product->coefficient);
    flint_free(product->base);
    flint_free(product->exponent);
    fmpq_clear(product->coefficient);
    return node;
}

static const wane_node_t *combine(const wane_node_t *a, const wane_node_t *b, slong exponent)
{
    wane_product_t product;

    wane_product_init(product);
    wane_product_multiply(product, a, 1);
    wane_product_multiply(product, b, exponent);
    wane_node_release(a);
    wane_node_release(b);
    return wane_product_finish(product);
}

const wane_node_t *wane_node_mul(const wane_node_t *a, const wane_node_t *b)
{
    /* A rational factor is not distributed into the leading coefficient of a product. */
    if (a->kind == WANE_NODE_RATIONAL || b->kind == WANE_NODE_RATIONAL) {
        const wane_node_t *c = a->kind == WANE_NODE_RATIONAL ? a : b, *g = c == a ? b : a;
        const wane_node_t *scaled = wane_node_scale(g, c->value);

        wane_node_release(c);
        return scaled;
    }
    return combine(a, b, 1);
}

const wane_node_t *wane_node_div(const wane_node_t *a, const wane_node_t *b)
{
    return combine(a, b, -1);
}

const wane_node_t *wane_node_power(const wane_node_t *a, slong exponent)
{
    const wane_node_t *one = wane_node_ratio(1, 1);

    if (exponent == 0)
        return wane_node_add(one, wane_node_scale_ratio(a, 0, 1)); /* 1, with the domain of a */
    return combine(one, a, exponent);
}
