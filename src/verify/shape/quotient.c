#include "verify/shape/quotient.h"

#include <flint/arb_poly.h>

#include "base/scoped.h"

#define LONGEST 200

/* All coefficients of f, exactly; 0 if some is not known so, or f = 0. */
static int expand(surd_poly_t exact, const pair_t pair, shape_t f)
{
    const int linear = verify_shape_is_linear(f);
    if (!pair->p_finite || (!linear && !pair->s_finite) || pair->length > LONGEST) return 0;
    slong length = linear ? pair->length : 3 * pair->length;
    int known = 1;
    surd_poly_set_length(exact, length);
    for (slong e = 0; known && e < length; e++)
        known = verify_shape_exact_coefficient(exact->coefficient + e, pair, f, e);
    surd_poly_normalise(exact);
    return known && exact->length > 0;
}

/* If f(1) = 0, f/(1 - R) has the partial sums of the coefficients as its own, the last of them 0. */
static int divide_by_complement(surd_poly_t f, slong prec)
{
    SCOPED(surd, sum);
    for (slong e = 0; e < f->length; e++) surd_add(sum, sum, f->coefficient + e, prec);
    if (!surd_is_zero(sum)) return 0;
    for (slong e = 1; e < f->length; e++)
        surd_add(f->coefficient + e, f->coefficient + e, f->coefficient + e - 1, prec);
    surd_poly_normalise(f);
    return 1;
}

static void round_quotient(arb_poly_t g, const surd_poly_t f, slong prec)
{
    SCOPED(arb, c);
    slong first = 0;
    while (surd_is_zero(f->coefficient + first)) first++;
    for (slong e = first; e < f->length; e++) {
        surd_get_arb(c, f->coefficient + e, prec);
        arb_poly_set_coeff_arb(g, e - first, c);
    }
}

/* Once for each pair: what is found stays with it. */
static const quotient_struct *quotient_of(const pair_t pair, shape_t f)
{
    quotient_struct *quotient = pair->quotient + f;
    if (quotient->is_known != 0) return quotient;
    SCOPED(surd_poly, exact);
    quotient->is_known = expand(exact, pair, f) ? 1 : -1;
    if (quotient->is_known > 0) {
        while (divide_by_complement(exact, pair->prec)) {
        }
        round_quotient(quotient->g, exact, pair->prec);
    }
    return quotient;
}

typedef struct {
    const arb_poly_struct *g, *slope;
    slong prec;
} polynomial_t;

static int sign_at(const polynomial_t *polynomial, const arf_t R)
{
    SCOPED(arb, x, value);
    arb_set_arf(x, R);
    arb_poly_evaluate(value, polynomial->g, x, polynomial->prec);
    return verify_ball_sign(value);
}

/* By the mean value theorem; monotone, by the signs at both ends. */
static int sign_on_ball(const void *context, const arf_t l, const arf_t r)
{
    const polynomial_t *polynomial = context;
    slong prec = polynomial->prec;
    if (arf_equal(l, r)) return sign_at(polynomial, l);
    SCOPED(arb, R, middle, value, slope);
    arb_set_interval_arf(R, l, r, prec);
    arb_get_mid_arb(middle, R);
    arb_poly_evaluate(value, polynomial->g, middle, prec);
    arb_poly_evaluate(slope, polynomial->slope, R, prec);
    arb_sub(R, R, middle, prec);
    arb_addmul(value, slope, R, prec);
    int sign = verify_ball_sign(value);
    if (sign == 0 && verify_ball_sign(slope) != 0) {
        sign = sign_at(polynomial, l);
        if (sign_at(polynomial, r) != sign) sign = 0;
    }
    return sign;
}

int verify_quotient_sign(const pair_t pair, shape_t f, int derivative, const arf_t l, const arf_t r)
{
    const quotient_struct *quotient = quotient_of(pair, f);
    if (quotient->is_known < 0) return 0;
    SCOPED(arb_poly, g, slope);
    if (derivative) arb_poly_derivative(g, quotient->g, pair->prec);
    else arb_poly_set(g, quotient->g);
    arb_poly_derivative(slope, g, pair->prec);
    const polynomial_t polynomial = {g, slope, pair->prec};
    return verify_sign_by_bisection(sign_on_ball, &polynomial, l, r);
}
