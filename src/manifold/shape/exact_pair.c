#include <flint/arb_poly.h>
#include <flint/fmpq_poly.h>

#include "function/exact/surd.h"
#include "base/scoped.h"
#include "manifold/shape/exact_pair.h"

static int all_exact(const coefficients_t table)
{
    if (!table->is_polynomial) return 0;
    for (slong k = 0; k < table->polynomial->length; k++)
        if (!table->polynomial->coefficient[k].exact) return 0;
    return 1;
}

void exact_pair_init_set(exact_pair_t pair, const oriented_kernels_t kernels)
{
    const coefficients_struct *student = kernels->source->student, *teacher = kernels->source->teacher;
    pair->known = all_exact(student) && all_exact(teacher);
    pair->length = pair->known ? student->polynomial->length : 0;
    pair->p = flint_malloc(FLINT_MAX(pair->length, 1) * sizeof(surd_struct));
    pair->s = flint_malloc(FLINT_MAX(pair->length, 1) * sizeof(surd_struct));
    for (slong k = 0; k < pair->length; k++) {
        const surd_struct *c = student->polynomial->coefficient + k;
        surd_init(pair->p + k);
        surd_init(pair->s + k);
        surd_mul(pair->s + k, c, c, kernels->prec);
        if (k < teacher->polynomial->length)
            surd_mul(pair->p + k, c, teacher->polynomial->coefficient + k, kernels->prec);
        if (oriented_kernels_sign(kernels, k) < 0) surd_neg(pair->p + k, pair->p + k);
    }
}

void exact_pair_clear(exact_pair_t pair)
{
    for (slong k = 0; k < pair->length; k++) {
        surd_clear(pair->p + k);
        surd_clear(pair->s + k);
    }
    flint_free(pair->p);
    flint_free(pair->s);
}

/* The coefficient of R^(j + 2k - shift) += weight p_j s_k; P and P' have no s_k. */
static void add_product(surd_poly_t f, const exact_pair_t pair, shape_function_t shape, slong j, slong k)
{
    const slong weight = shape_weight(shape, j, k);
    if (weight == 0 || surd_is_zero(pair->p + j)) return;
    surd_struct *coefficient = f->coefficient + j + 2 * k - shape_shift(shape);
    SCOPED(fmpq, w);
    SCOPED(surd, term);
    fmpq_set_si(w, weight, 1);
    surd_scale(term, pair->p + j, w, 0);
    if (shape_involves_student(shape)) surd_mul(term, term, pair->s + k, 0);
    surd_add(coefficient, coefficient, term, 0);
}

void exact_shape_expand(surd_poly_t f, const exact_pair_t pair, shape_function_t shape)
{
    const slong students = shape_involves_student(shape) ? pair->length : 1;
    f->length = 0;
    surd_poly_set_length(f, 3 * pair->length);
    for (slong k = 0; k < students; k++) {
        if (shape_involves_student(shape) && surd_is_zero(pair->s + k)) continue;
        for (slong j = 0; j < pair->length; j++) add_product(f, pair, shape, j, k);
    }
    surd_poly_normalise(f);
}

int exact_polynomial_vanishes_at_one(const surd_poly_t f)
{
    SCOPED(surd, sum);
    for (slong e = 0; e < f->length; e++) surd_add(sum, sum, f->coefficient + e, 0);
    return surd_is_zero(sum);
}

int exact_shape_vanishes_at_one(const exact_pair_t pair, shape_function_t shape)
{
    SCOPED(surd_poly, f);
    if (!pair->known) return 0;
    exact_shape_expand(f, pair, shape);
    return exact_polynomial_vanishes_at_one(f);
}

/* 1 if all coefficients are rational. */
static int get_rational(fmpq_poly_t f, const surd_poly_t exact)
{
    SCOPED(fmpq, c);
    for (slong e = 0; e < exact->length; e++) {
        if (!surd_is_rational(c, exact->coefficient + e)) return 0;
        fmpq_poly_set_coeff_fmpq(f, e, c);
    }
    return 1;
}

/* 2P' - aS' */
static int rational_fibre(fmpq_poly_t H, const exact_pair_t pair, const fmpq_t a)
{
    int rational = pair->known;
    SCOPED(fmpq_poly, S);
    SCOPED(fmpq, c);
    for (slong k = 0; rational && k < pair->length; k++) {
        rational = surd_is_rational(c, pair->p + k);
        fmpq_poly_set_coeff_fmpq(H, k, c);
        rational = rational && surd_is_rational(c, pair->s + k);
        fmpq_poly_set_coeff_fmpq(S, 2 * k, c);
    }
    fmpq_poly_scalar_mul_si(H, H, 2);
    fmpq_poly_scalar_mul_fmpq(S, S, a);
    fmpq_poly_sub(H, H, S);
    fmpq_poly_derivative(H, H);
    return rational;
}

int exact_fibre_meets_zero(const exact_pair_t pair, shape_function_t f, const arb_t R, const fmpq_t a,
                           slong prec)
{
    SCOPED(fmpq_poly, H, shape, common);
    SCOPED(surd_poly, exact);
    SCOPED(arb_poly, rest);
    SCOPED(arb, value);
    if (!rational_fibre(H, pair, a)) return 0;
    exact_shape_expand(exact, pair, f);
    if (!get_rational(shape, exact) || fmpq_poly_is_zero(shape)) return 0;
    fmpq_poly_gcd(common, shape, H);
    fmpq_poly_div(shape, shape, common); /* exactly; where this is not 0, the common factor is */
    arb_poly_set_fmpq_poly(rest, shape, prec);
    arb_poly_evaluate(value, rest, R, prec);
    return !arb_contains_zero(value);
}

int exact_fibre_meets_point(const exact_pair_t pair, const fmpq_t x, const fmpq_t a)
{
    SCOPED(fmpq_poly, H);
    SCOPED(fmpq, value);
    if (!rational_fibre(H, pair, a)) return 0;
    fmpq_poly_evaluate_fmpq(value, H, x);
    return fmpq_is_zero(value);
}
