/* Another teacher beside the same student. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "wane/hermite.h"

#include "function/facts/facts.h"
#include "hermite/kernel/kernels_private.h"
#include "hermite/coefficients/norms.h"

static void set_teacher_coefficients(wane_kernels_t kernels, const wane_surd_poly_t polynomial)
{
    wane_coefficients_struct *teacher = kernels->teacher;
    for (slong k = 0; k < kernels->length; k++) {
        if (k < polynomial->length)
            wane_surd_get_arb(teacher->c + k, polynomial->coefficient + k, kernels->prec);
        else arb_zero(teacher->c + k);
        arb_mul(kernels->p + k, kernels->student->c + k, teacher->c + k, kernels->prec);
    }
}

/* The finite sums Σ k(k-1)…(k-j+1) c*_k^2, and no tails. */
static void set_teacher_moments(wane_kernels_t kernels)
{
    SCOPED(fmpz, falling);
    SCOPED(arb, square);
    for (slong j = 0; j < WANE_TAIL_MOMENTS; j++) {
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

/* P is a polynomial: its derivatives, and their values at 1. */
static void set_series(wane_kernels_t kernels)
{
    SCOPED(fmpz, falling);
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_ptr derivative = kernels->p_derivative[j];
        arb_zero(kernels->P_at_one[j]);
        _arb_vec_zero(derivative, kernels->length);
        for (slong k = j; k < kernels->length; k++) {
            hermite_falling_factorial(falling, k, j);
            arb_mul_fmpz(derivative + k - j, kernels->p + k, falling, kernels->prec);
            arb_add(kernels->P_at_one[j], kernels->P_at_one[j], derivative + k - j, kernels->prec);
        }
    }
}

int wane_kernels_replace_teacher(wane_kernels_t kernels, const wane_function_t student,
                                 const wane_function_t teacher)
{
    wane_coefficients_struct *table = kernels->teacher;
    if (kernels->pair_kink != NULL || kernels->length == 0) return 0;
    SCOPED(wane_surd_poly, polynomial);
    int possible = wane_function_hermite_polynomial(polynomial, teacher, kernels->prec) &&
                   polynomial->length <= kernels->length;
    if (possible) {
        set_teacher_coefficients(kernels, polynomial);
        table->parity = wane_function_parity(teacher);
        table->is_polynomial = 1;
        table->information_exponent = -1;
        wane_surd_poly_struct swap = *table->polynomial;
        *table->polynomial = *polynomial;
        *polynomial = swap;
        kernels->p_finite = 1;
        hermite_kernels_set_structure(kernels, student, teacher);
        set_teacher_moments(kernels);
        set_series(kernels);
    }
    return possible;
}
