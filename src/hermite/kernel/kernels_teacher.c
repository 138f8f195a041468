/* Another teacher beside the same student. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "hermite/kernel/kernels.h"

#include "function/facts/facts.h"
#include "hermite/kernel/kernels_private.h"
#include "hermite/coefficients/norms.h"
#include "hermite/kink/kernel_series.h"
#include "hermite/kernel/kernels_private.h"

static void set_teacher_coefficients(kernels_t kernels, const surd_poly_t polynomial)
{
    coefficients_struct *teacher = kernels->teacher;
    for (slong k = 0; k < kernels->length; k++) {
        if (k < polynomial->length) surd_get_arb(teacher->c + k, polynomial->coefficient + k, kernels->prec);
        else arb_zero(teacher->c + k);
        arb_mul(kernels->p + k, kernels->student->c + k, teacher->c + k, kernels->prec);
    }
}

/* The finite sums Σ k(k-1)…(k-j+1) c*_k^2, and no tails. */
static void set_teacher_moments(kernels_t kernels)
{
    SCOPED(fmpz, falling);
    SCOPED(arb, square);
    for (slong j = 0; j < TAIL_MOMENTS; j++) {
        arb_zero(kernels->teacher_tail[j]);
        arb_zero(kernels->teacher_moment[j]);
        for (slong k = j; k < kernels->length; k++) {
            if (arb_is_zero(kernels->teacher->c + k)) continue;
            arb_sqr(square, kernels->teacher->c + k, kernels->prec);
            hermite_falling_factorial(falling, k, j);
            arb_addmul_fmpz(kernels->teacher_moment[j], square, falling, kernels->prec);
        }
    }
    arb_set(kernels->teacher->norm2, kernels->teacher_moment[0]);
    arb_set(kernels->teacher->dnorm2, kernels->teacher_moment[1]);
}

/* P is a polynomial: its series, and the values at 1. */
static void set_series(kernels_t kernels)
{
    SCOPED_VEC(arb, P, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, one);
    arb_one(one);
    hermite_kernels_set_series(kernels);
    kernel_series_evaluate(P, kernels->P_series, one, kernels->prec);
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) arb_set(kernels->P_at_one[j], P + j);
}

int kernels_replace_teacher(kernels_t kernels, const wane_function_t student, const wane_function_t teacher)
{
    coefficients_struct *table = kernels->teacher;
    if (kernels->pair_kink != NULL || kernels->length == 0) return 0;
    SCOPED(surd_poly, polynomial);
    int possible = function_hermite_polynomial(polynomial, teacher, kernels->prec) &&
                   polynomial->length <= kernels->length;
    if (possible) {
        set_teacher_coefficients(kernels, polynomial);
        table->parity = wane_function_parity(teacher);
        table->is_polynomial = 1;
        table->information_exponent = -1;
        surd_poly_struct swap = *table->polynomial;
        *table->polynomial = *polynomial;
        *polynomial = swap;
        kernels->p_finite = 1;
        hermite_kernels_set_structure(kernels, student, teacher);
        set_teacher_moments(kernels);
        set_series(kernels);
    }
    return possible;
}
