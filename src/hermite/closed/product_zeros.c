#include "hermite/closed/product_zeros.h"

#include "function/facts/hermite_polynomial.h"

#define MOST_DEGREE 200 /* of both polynomials */
#define PREC 64

/* s = beta (turns = 0) or i beta (turns = 1); parity of the powers of s that count, -1: all */
typedef struct {
    surd_t slope;
    fmpq_t square;
    int turns, parity;
} line_t;

/* Exact slope with a rational square; of exp a constant term is a factor. */
static int set_line(line_t *line, unary_t f, const wane_node_t *u)
{
    SCOPED(surd_poly, p);
    SCOPED(surd, square);
    if (f != UNARY_EXP && f != UNARY_COSH && f != UNARY_SINH && f != UNARY_COS && f != UNARY_SIN) return 0;
    line->turns = f == UNARY_COS || f == UNARY_SIN;
    line->parity = f == UNARY_EXP ? -1 : f == UNARY_SINH || f == UNARY_SIN;
    if (!node_monic_hermite_polynomial(p, u, PREC) || p->length != 2) return 0;
    if (f != UNARY_EXP && !surd_is_zero(p->coefficient)) return 0;
    surd_set(line->slope, p->coefficient + 1);
    surd_mul(square, line->slope, line->slope, PREC);
    return surd_is_rational(line->square, square);
}

/* sum_r r! C(j,r) C(k,r) s^(j+k-2r), without the factor s where j + k is odd */
static void pair(fmpq_t value, slong j, slong k, const line_t *line)
{
    SCOPED(fmpq, term, power, square);
    SCOPED(fmpz, factor, binomial);
    fmpq_set(square, line->square);
    if (line->turns) fmpq_neg(square, square);
    fmpq_zero(value);
    fmpq_one(power);
    for (slong r = FLINT_MIN(j, k); r >= 0; r--) {
        if (r == FLINT_MIN(j, k)) fmpq_pow_si(power, square, (j + k) / 2 - r);
        else fmpq_mul(power, power, square);
        fmpz_fac_ui(factor, (ulong)r);
        fmpz_bin_uiui(binomial, (ulong)j, (ulong)r);
        fmpz_mul(factor, factor, binomial);
        fmpz_bin_uiui(binomial, (ulong)k, (ulong)r);
        fmpz_mul(factor, factor, binomial);
        fmpq_mul_fmpz(term, power, factor);
        fmpq_add(value, value, term);
    }
}

static int vanishes(const surd_poly_t p, slong k, const line_t *line)
{
    SCOPED(surd, sum, term);
    SCOPED(fmpq, value);
    for (slong j = 0; j < p->length; j++) {
        const int odd = (int)((j + k) % 2);
        if (!p->coefficient[j].exact) return 0;
        if (line->parity >= 0 && odd != line->parity) continue;
        pair(value, j, k, line);
        surd_scale(term, p->coefficient + j, value, PREC);
        if (odd && line->parity < 0) surd_mul(term, term, line->slope, PREC);
        surd_add(sum, sum, term, PREC);
    }
    return surd_is_zero(sum);
}

void hermite_product_zeros(arb_ptr c, slong length, const surd_poly_t p, unary_t f, const wane_node_t *u)
{
    line_t line;
    if (p->length > MOST_DEGREE) return;
    surd_init(line.slope);
    fmpq_init(line.square);
    if (set_line(&line, f, u))
        for (slong k = 0; k < FLINT_MIN(length, MOST_DEGREE); k++)
            if (!arb_is_zero(c + k) && arb_contains_zero(c + k) && vanishes(p, k, &line)) arb_zero(c + k);
    surd_clear(line.slope);
    fmpq_clear(line.square);
}
