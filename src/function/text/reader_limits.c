/* Powers, and the refusal of what would grow too large. */
#include "base/scoped.h"
#include "function/facts/node_facts.h"
#include "function/text/reader.h"

/* Bits of the largest rational in a node, its operands aside. */
static slong rational_bits(const wane_node_t *node)
{
    slong bits = 0;

    if (node->kind == NODE_RATIONAL || node->kind == NODE_SUM)
        bits = fmpz_bits(fmpq_numref(node->value)) + fmpz_bits(fmpq_denref(node->value));
    for (slong i = 0; i < node->count && node->kind == NODE_SUM; i++) {
        const fmpq *c = node->coefficient + i;
        bits = FLINT_MAX(bits, (slong)(fmpz_bits(fmpq_numref(c)) + fmpz_bits(fmpq_denref(c))));
    }
    return bits;
}

/* The degree of the largest polynomial below that is neither a power of x nor He_n(x) nor a sum of such. */
static slong dense_degree(const wane_node_t *node)
{
    slong degree = 0;

    if (node->degree <= 0 || node->kind == NODE_X) return 0;
    switch (node->kind) {
    case NODE_SUM:
        for (slong i = 0; i < node->count; i++) degree = FLINT_MAX(degree, dense_degree(node->operand[i]));
        return degree;
    case NODE_HERMITE:
        return node->operand[0]->kind == NODE_X ? 0 : node->degree;
    default: /* constants times one sparse factor is sparse */
        for (slong i = 0; i < node->count; i++) {
            const wane_node_t *base = node->operand[i];
            int alone = node->exponent[i] * base->degree == node->degree;

            if (!base->is_constant && alone && (node->exponent[i] == 1 || base->kind == NODE_X))
                return dense_degree(base);
        }
        return node->degree;
    }
}

const wane_node_t *reader_limited(reader_t *r, slong column, const wane_node_t *node)
{
    node = node_simplify(node);
    if (rational_bits(node) > LARGEST_RATIONAL)
        reader_fail(r, column, "a number grows too large here: expected at most %d bits", LARGEST_RATIONAL);
    else if (node->size > LARGEST_SIZE)
        reader_fail(r, column, "the expression grows too large here: expected at most %d operations",
                    LARGEST_SIZE);
    else if (node->degree > LARGEST_DEGREE)
        reader_fail(r, column, "polynomial degree too large: expected at most %d", LARGEST_DEGREE);
    else if (node->degree > LARGEST_DENSE_DEGREE && dense_degree(node) > LARGEST_DENSE_DEGREE)
        reader_fail(r, column, "polynomial degree too large: expected at most %d for powers and products",
                    LARGEST_DENSE_DEGREE);
    if (!r->failed) return node_at(node, column);
    node_release(node);
    return NULL;
}

/* The bits of the numbers that a power multiplies by its exponent. */
static slong coefficient_bits(const wane_node_t *base)
{
    slong bits;

    SCOPED(fmpq, c);
    if (base->kind == NODE_RATIONAL) fmpq_set(c, base->value);
    else node_leading(c, base);
    bits = fmpz_bits(fmpq_numref(c)) + fmpz_bits(fmpq_denref(c));
    return bits <= 2 ? 0 : bits;
}

static slong largest_exponent(const wane_node_t *base)
{
    slong largest = 1;

    if (base->kind == NODE_SUM && base->count == 1 && fmpq_is_zero(base->value))
        return largest_exponent(base->operand[0]);
    for (slong i = 0; i < base->count && base->kind == NODE_PRODUCT; i++)
        largest = FLINT_MAX(largest, FLINT_ABS(base->exponent[i]));
    return largest;
}

/* 1 if base^exponent is too large to be handled. */
static int is_excessive(const wane_node_t *base, const fmpz_t exponent)
{
    slong size;

    if (!fmpz_fits_si(exponent) || FLINT_ABS(fmpz_get_si(exponent)) > LARGEST_DEGREE) return 1;
    size = FLINT_ABS(fmpz_get_si(exponent));
    if (size <= 1) return 0;
    return size * FLINT_MAX(base->degree, largest_exponent(base)) > LARGEST_POWER ||
           size * coefficient_bits(base) > LARGEST_RATIONAL;
}

/* The same of a rational number. */
static int is_excessive_rational(const wane_node_t *base, const fmpz_t exponent)
{
    const slong bits = coefficient_bits(base);
    return !fmpz_fits_si(exponent) ||
           FLINT_ABS(fmpz_get_si(exponent)) > LARGEST_RATIONAL / (bits > 0 ? bits : 1);
}

static const wane_node_t *integer_power(reader_t *r, slong column, const wane_node_t *base,
                                        const fmpz_t exponent)
{
    slong n;

    if (base->kind == NODE_RATIONAL ? is_excessive_rational(base, exponent) : is_excessive(base, exponent)) {
        node_release(base);
        return reader_fail(r, column, "exponent too large: expected powers up to %d of moderate numbers",
                           LARGEST_POWER);
    }
    n = fmpz_get_si(exponent);
    if (n < 0 && node_is_rational(base, 0)) {
        node_release(base);
        return reader_fail(r, column, "division by zero");
    }
    return reader_limited(r, column, node_power(base, n));
}

/* |u|^(n/3) and max(u, 0)^(n/3), which exp(log) would not define at 0, through the cube root. */
static int is_power_of_cube_root(const wane_node_t *base, const wane_node_t *exponent)
{
    return exponent->kind == NODE_RATIONAL && fmpz_equal_ui(fmpq_denref(exponent->value), 3) &&
           fmpq_sgn(exponent->value) > 0 && base->kind == NODE_UNARY &&
           (base->function == UNARY_ABS || base->function == UNARY_RELU);
}

/* b^c = exp(c log b), for c = p/2 through the square root. */
static const wane_node_t *real_power(reader_t *r, slong column, const wane_node_t *base,
                                     const wane_node_t *exponent)
{
    const wane_node_t *node;

    if (exponent->kind == NODE_RATIONAL && fmpz_equal_ui(fmpq_denref(exponent->value), 2)) {
        node = node_at(node_unary(UNARY_SQRT, base), column);
        node = integer_power(r, column, node, fmpq_numref(exponent->value));
        node_release(exponent);
        return node;
    }
    if (is_power_of_cube_root(base, exponent)) {
        node = node_at(node_unary(UNARY_CBRT, base), column);
        node = integer_power(r, column, node, fmpq_numref(exponent->value));
        node_release(exponent);
        return node;
    }
    node = node_at(node_unary(UNARY_LOG, base), column);
    node = node_unary(UNARY_EXP, node_mul(exponent, node));
    return node_at(node, column);
}

const wane_node_t *reader_power(reader_t *r, slong column, const wane_node_t *base,
                                const wane_node_t *exponent)
{
    if (exponent->kind == NODE_RATIONAL && fmpz_is_one(fmpq_denref(exponent->value))) {
        base = integer_power(r, column, base, fmpq_numref(exponent->value));
        node_release(exponent);
        return base;
    }
    if (base->kind == NODE_E) {
        node_release(base);
        return node_at(node_unary(UNARY_EXP, exponent), column);
    }
    if (base->is_constant || exponent->is_constant) return real_power(r, column, base, exponent);
    node_release(base);
    node_release(exponent);
    return reader_fail(r, column, "expected a constant exponent or a constant base");
}
