/* Powers, and the refusal of what would grow too large. */
#include "function/reader.h"

const wane_node_t *wane_reader_limited(wane_reader_t *r, slong column, const wane_node_t *node)
{
    slong bits = node->kind == WANE_NODE_RATIONAL || node->kind == WANE_NODE_SUM
                     ? fmpz_bits(fmpq_numref(node->value)) + fmpz_bits(fmpq_denref(node->value))
                     : 0;

    for (slong i = 0; i < node->count && node->kind == WANE_NODE_SUM; i++)
        bits = FLINT_MAX(bits, (slong)fmpz_bits(fmpq_numref(node->coefficient + i)) +
                                   (slong)fmpz_bits(fmpq_denref(node->coefficient + i)));
    if (bits > WANE_LARGEST_RATIONAL)
        wane_reader_fail(r, column, "a number grows too large here: expected at most %d bits",
                         WANE_LARGEST_RATIONAL);
    else if (node->degree > WANE_LARGEST_DEGREE)
        wane_reader_fail(r, column, "polynomial degree too large: expected at most %d", WANE_LARGEST_DEGREE);
    if (!r->failed) return wane_node_at(node, column);
    wane_node_release(node);
    return NULL;
}

/* The bits of the numbers that a power multiplies by its exponent. */
static slong coefficient_bits(const wane_node_t *base)
{
    fmpq_t c;
    slong bits;

    fmpq_init(c);
    if (base->kind == WANE_NODE_RATIONAL) fmpq_set(c, base->value);
    else wane_node_leading(c, base);
    bits = fmpz_bits(fmpq_numref(c)) + fmpz_bits(fmpq_denref(c));
    fmpq_clear(c);
    return bits <= 2 ? 0 : bits;
}

static slong largest_exponent(const wane_node_t *base)
{
    slong largest = 1;

    if (base->kind == WANE_NODE_SUM && base->count == 1 && fmpq_is_zero(base->value))
        return largest_exponent(base->operand[0]);
    for (slong i = 0; i < base->count && base->kind == WANE_NODE_PRODUCT; i++)
        largest = FLINT_MAX(largest, FLINT_ABS(base->exponent[i]));
    return largest;
}

static const wane_node_t *integer_power(wane_reader_t *r, slong column, const wane_node_t *base,
                                        const fmpz_t exponent)
{
    slong n;

    if (!fmpz_fits_si(exponent) || FLINT_ABS(fmpz_get_si(exponent)) > WANE_LARGEST_DEGREE ||
        FLINT_ABS(fmpz_get_si(exponent)) * FLINT_MAX(base->degree, largest_exponent(base)) >
            WANE_LARGEST_DEGREE ||
        FLINT_ABS(fmpz_get_si(exponent)) * coefficient_bits(base) > WANE_LARGEST_RATIONAL) {
        wane_node_release(base);
        return wane_reader_fail(r, column, "exponent too large: expected powers up to %d of moderate numbers",
                                WANE_LARGEST_DEGREE);
    }
    n = fmpz_get_si(exponent);
    if (n < 0 && wane_node_is_rational(base, 0)) {
        wane_node_release(base);
        return wane_reader_fail(r, column, "division by zero");
    }
    return wane_reader_limited(r, column, wane_node_power(base, n));
}

/* b^c = exp(c log b), for c = p/2 through the square root. */
static const wane_node_t *real_power(wane_reader_t *r, slong column, const wane_node_t *base,
                                     const wane_node_t *exponent)
{
    const wane_node_t *node;

    if (exponent->kind == WANE_NODE_RATIONAL && fmpz_equal_ui(fmpq_denref(exponent->value), 2)) {
        node = wane_node_at(wane_node_unary(WANE_UNARY_SQRT, base), column);
        node = integer_power(r, column, node, fmpq_numref(exponent->value));
        wane_node_release(exponent);
        return node;
    }
    node = wane_node_at(wane_node_unary(WANE_UNARY_LOG, base), column);
    node = wane_node_unary(WANE_UNARY_EXP, wane_node_mul(exponent, node));
    return wane_node_at(node, column);
}

const wane_node_t *wane_reader_power(wane_reader_t *r, slong column, const wane_node_t *base,
                                     const wane_node_t *exponent)
{
    if (exponent->kind == WANE_NODE_RATIONAL && fmpz_is_one(fmpq_denref(exponent->value))) {
        base = integer_power(r, column, base, fmpq_numref(exponent->value));
        wane_node_release(exponent);
        return base;
    }
    if (base->kind == WANE_NODE_E) {
        wane_node_release(base);
        return wane_node_at(wane_node_unary(WANE_UNARY_EXP, exponent), column);
    }
    if (base->is_constant || exponent->is_constant) return real_power(r, column, base, exponent);
    wane_node_release(base);
    wane_node_release(exponent);
    return wane_reader_fail(r, column, "expected a constant exponent or a constant base");
}
