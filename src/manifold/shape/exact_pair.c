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
    pair->p = flint_malloc(FLINT_MAX(pair->length, 1) * sizeof(wane_surd_struct));
    pair->s = flint_malloc(FLINT_MAX(pair->length, 1) * sizeof(wane_surd_struct));
    for (slong k = 0; k < pair->length; k++) {
        const wane_surd_struct *c = student->polynomial->coefficient + k;
        wane_surd_init(pair->p + k);
        wane_surd_init(pair->s + k);
        wane_surd_mul(pair->s + k, c, c, kernels->prec);
        if (k < teacher->polynomial->length)
            wane_surd_mul(pair->p + k, c, teacher->polynomial->coefficient + k, kernels->prec);
        if (oriented_kernels_sign(kernels, k) < 0) wane_surd_neg(pair->p + k, pair->p + k);
    }
}

void exact_pair_clear(exact_pair_t pair)
{
    for (slong k = 0; k < pair->length; k++) {
        wane_surd_clear(pair->p + k);
        wane_surd_clear(pair->s + k);
    }
    flint_free(pair->p);
    flint_free(pair->s);
}

/* sum += weight p_j s_k */
static void add_product(wane_surd_t sum, const exact_pair_t pair, shape_function_t f, slong j, slong k)
{
    slong w = shape_weight(f, j, k);
    if (w == 0) return;
    SCOPED(fmpq, weight);
    SCOPED(wane_surd, term);
    fmpq_set_si(weight, w, 1);
    wane_surd_set_fmpq(term, weight);
    wane_surd_mul(term, term, pair->p + j, 0);
    if (shape_involves_student(f)) wane_surd_mul(term, term, pair->s + k, 0);
    wane_surd_add(sum, sum, term, 0);
}

/* Sums the coefficients of R^e, or all of them for e < 0. */
static int partial_sum_is_zero(const exact_pair_t pair, shape_function_t f, slong e)
{
    SCOPED(wane_surd, sum);
    slong students = shape_involves_student(f) ? pair->length : 1;
    for (slong j = 0; j < pair->length; j++)
        for (slong k = 0; k < students; k++)
            if (e < 0 || j + 2 * k - shape_shift(f) == e) add_product(sum, pair, f, j, k);
    return wane_surd_is_zero(sum);
}

int exact_shape_coefficient_is_zero(const exact_pair_t pair, shape_function_t f, slong e)
{
    return pair->known && partial_sum_is_zero(pair, f, e);
}

int exact_shape_is_zero(const exact_pair_t pair, shape_function_t f)
{
    if (!pair->known) return 0;
    for (slong e = 0; e <= 3 * pair->length; e++)
        if (!partial_sum_is_zero(pair, f, e)) return 0;
    return 1;
}

int exact_shape_vanishes_at_one(const exact_pair_t pair, shape_function_t f)
{
    return pair->known && partial_sum_is_zero(pair, f, -1);
}
