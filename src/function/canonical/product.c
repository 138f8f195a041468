/* Canonical products. */
#include "base/scoped.h"
#include "function/canonical/product.h"
#include "function/node/hash.h"
#include "function/canonical/identity.h"

void product_init(product_t product)
{
    fmpq_init(product->coefficient);
    fmpq_one(product->coefficient);
    product->count = product->alloc = 0;
    product->base = NULL;
    product->exponent = NULL;
    product->exp_argument = NULL;
    product->exp_column = 0;
}

static void append(product_t product, const wane_node_t *base, slong exponent)
{
    if (product->count == product->alloc) {
        product->alloc = 2 * product->alloc + 4;
        product->base = flint_realloc(product->base, product->alloc * sizeof(*product->base));
        product->exponent = flint_realloc(product->exponent, product->alloc * sizeof(slong));
    }
    product->base[product->count] = node_keep(base);
    product->exponent[product->count++] = exponent;
}

static void remove_factor(product_t product, slong i)
{
    node_release(product->base[i]);
    product->count--;
    product->base[i] = product->base[product->count];
    product->exponent[i] = product->exponent[product->count];
}

static void multiply_coefficient(product_t product, const fmpq_t c, slong exponent)
{

    SCOPED(fmpq, power);
    fmpq_pow_si(power, c, exponent);
    fmpq_mul(product->coefficient, product->coefficient, power);
}

/* sqrt(r)^n = r^floor(n/2) sqrt(r)^(n mod 2) for rational r > 0; returns n mod 2. */
static slong reduce_rational_root(product_t product, const wane_node_t *root, slong exponent)
{
    slong parity = exponent & 1;

    multiply_coefficient(product, root->operand[0]->value, (exponent - parity) / 2);
    return parity;
}

static int is_rational_root(const wane_node_t *node)
{
    return node->kind == NODE_UNARY && node->function == UNARY_SQRT &&
           node->operand[0]->kind == NODE_RATIONAL && fmpq_sgn(node->operand[0]->value) > 0;
}

/* Powers of one base are merged where that loses no pole: b^2 b^-1 stays, unless b is a known constant. */
static void multiply_base(product_t product, const wane_node_t *base, slong exponent)
{
    for (slong i = 0; i < product->count; i++) {
        int same_sign = (product->exponent[i] > 0) == (exponent > 0);

        if (!(same_sign || is_rational_root(base)) || !node_equal(product->base[i], base)) continue;
        product->exponent[i] += exponent;
        if (is_rational_root(base))
            product->exponent[i] = reduce_rational_root(product, base, product->exponent[i]);
        if (product->exponent[i] == 0) remove_factor(product, i);
        return;
    }
    if (is_rational_root(base)) exponent = reduce_rational_root(product, base, exponent);
    if (exponent != 0) append(product, base, exponent);
}

static void multiply_exp(product_t product, const wane_node_t *argument, slong exponent)
{
    const wane_node_t *u = node_scale_ratio(node_keep(argument), exponent, 1);

    product->exp_argument = product->exp_argument == NULL ? u : node_add(product->exp_argument, u);
}

/* A sum as a factor has leading coefficient 1; c*g is taken apart. */
static void multiply_sum(product_t product, const wane_node_t *sum, slong exponent)
{
    const wane_node_t *monic;

    SCOPED(fmpq, c);
    node_leading(c, sum);
    multiply_coefficient(product, c, exponent);
    fmpq_inv(c, c);
    monic = node_scale(node_keep(sum), c);
    if (monic->kind == NODE_SUM) multiply_base(product, monic, exponent);
    else product_multiply(product, monic, exponent);
    node_release(monic);
}

int product_hides_a_pole(const wane_node_t *node, slong exponent)
{
    int inverse = 0;

    if (node->kind != NODE_PRODUCT || exponent > 0 || node->is_total) return 0;
    for (slong i = 0; i < node->count; i++) inverse |= node->exponent[i] < 0;
    return inverse;
}

void product_multiply(product_t product, const wane_node_t *node, slong exponent)
{
    if (exponent == 0) return;
    if (node->kind == NODE_RATIONAL && (exponent > 0 || !fmpq_is_zero(node->value))) {
        multiply_coefficient(product, node->value, exponent);
    } else if (node->kind == NODE_SUM) {
        multiply_sum(product, node, exponent);
    } else if (node->kind == NODE_PRODUCT && !product_hides_a_pole(node, exponent)) {
        for (slong i = 0; i < node->count; i++)
            product_multiply(product, node->operand[i], node->exponent[i] * exponent);
    } else if (node->kind == NODE_UNARY && node->function == UNARY_EXP) {
        multiply_exp(product, node->operand[0], exponent);
        if (product->exp_column == 0) product->exp_column = node->column;
    } else {
        multiply_base(product, node, exponent);
    }
}

static slong degree_times(slong degree, slong exponent)
{
    if (degree == 0 || exponent < DEGREE_HUGE / degree) return degree * exponent;
    return DEGREE_HUGE;
}

static const wane_node_t *product_node(product_t product)
{
    wane_node_t *node = node_allocate(NODE_PRODUCT, product->count);
    uint64_t hash = hash_mix(100 + NODE_PRODUCT);

    node->exponent = flint_malloc(product->count * sizeof(slong));
    node->degree = 0;
    for (slong i = 0; i < product->count; i++) {
        const wane_node_t *base = product->base[i];
        slong exponent = product->exponent[i];

        node->operand[i] = base;
        node->size += base->size;
        node->exponent[i] = exponent;
        node->is_constant &= base->is_constant;
        node->is_total &= base->is_total && (exponent > 0 || node_is_positive_constant(base));
        node->is_provisional |= base->is_provisional || product_hides_a_pole(base, exponent);
        node->has_expectation |= base->has_expectation;
        if (base->degree == NOT_A_POLYNOMIAL || (exponent < 0 && !base->is_constant))
            node->degree = NOT_A_POLYNOMIAL;
        if (node->degree != NOT_A_POLYNOMIAL)
            node->degree =
                FLINT_MIN(DEGREE_HUGE, node->degree + degree_times(base->degree, FLINT_ABS(exponent)));
        if (node->column == 0 || (base->column > 0 && base->column < node->column))
            node->column = base->column;
        hash += hash_pair(base->hash, (uint64_t)exponent);
    }
    node->hash = hash_mix(hash);
    return node;
}

static void append_exp(product_t product)
{
    const wane_node_t *factor;

    if (product->exp_argument == NULL) return;
    factor = node_at(node_unary(UNARY_EXP, product->exp_argument), product->exp_column);
    if (!node_is_rational(factor, 1)) append(product, factor, 1);
    node_release(factor);
}

const wane_node_t *product_finish(product_t product)
{
    const wane_node_t *node;

    while (product_identity(product)) continue;
    append_exp(product);
    if (product->count == 0) {
        node = node_ratio(1, 1);
    } else if (product->count == 1 && product->exponent[0] == 1) {
        node = product->base[0];
    } else {
        node = product_node(product);
    }
    node = node_scale(node, product->coefficient);
    flint_free(product->base);
    flint_free(product->exponent);
    fmpq_clear(product->coefficient);
    return node;
}

static const wane_node_t *combine(const wane_node_t *a, const wane_node_t *b, slong exponent)
{
    product_t product;

    product_init(product);
    product_multiply(product, a, 1);
    product_multiply(product, b, exponent);
    node_release(a);
    node_release(b);
    return product_finish(product);
}

const wane_node_t *node_mul(const wane_node_t *a, const wane_node_t *b)
{
    /* A rational factor is not distributed into the leading coefficient of a product. */
    if (a->kind == NODE_RATIONAL || b->kind == NODE_RATIONAL) {
        const wane_node_t *c = a->kind == NODE_RATIONAL ? a : b, *g = c == a ? b : a;
        const wane_node_t *scaled = node_scale(g, c->value);

        node_release(c);
        return scaled;
    }
    return combine(a, b, 1);
}

const wane_node_t *node_div(const wane_node_t *a, const wane_node_t *b)
{
    return combine(a, b, -1);
}

const wane_node_t *node_power(const wane_node_t *a, slong exponent)
{
    const wane_node_t *one = node_ratio(1, 1);

    if (exponent == 0) return node_add(one, node_scale_ratio(a, 0, 1)); /* 1, with the domain of a */
    return combine(one, a, exponent);
}
