/* The kernels of two functions from what each contributes. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/exact/surd_private.h"
#include "function/facts/facts.h"
#include "hermite/closed/uncorrelated_pair.h"
#include "hermite/kernel/kernel_share.h"
#include "hermite/kernel/kernels_private.h"
#include "hermite/coefficients/norms.h"
#include "base/rational.h"

/* The coefficients below the length, and the tails beyond it. */
static void cut_share(arb_ptr c, arb_t *tail, const hermite_share_t share, slong length, slong prec)
{
    SCOPED(arb, square);
    SCOPED(fmpz, falling);
    for (slong k = 0; k < FLINT_MIN(length, share->length); k++) arb_set_round(c + k, share->c + k, prec);
    for (int j = 0; j < TAIL_MOMENTS; j++) {
        arb_zero(tail[j]);
        arf_set_mag(arb_midref(tail[j]), share->tail + j);
        for (slong k = length; k < share->length; k++) {
            arb_sqr(square, share->c + k, prec);
            hermite_falling_factorial(falling, k, j);
            arb_addmul_fmpz(tail[j], square, falling, prec);
        }
    }
}

/* sum = sum_{k < length} k(k-1)…(k-j+1) a_k */
static void falling_sum(arb_t sum, arb_srcptr a, slong length, int j, slong prec)
{
    SCOPED(fmpz, falling);
    arb_zero(sum);
    for (slong k = j; k < length; k++) {
        hermite_falling_factorial(falling, k, j);
        arb_addmul_fmpz(sum, a + k, falling, prec);
    }
}

/* x += [0, upper bound of tail] */
static void add_tail(arb_t x, const arb_t tail, slong prec)
{
    SCOPED(arb, part);
    SCOPED(arf, zero, hi);
    arb_get_ubound_arf(hi, tail, prec);
    arb_set_interval_arf(part, zero, hi, prec);
    arb_add(x, x, part, prec);
}

static void set_moments(arb_t *moment, const arb_t *tail, arb_srcptr c, slong length, slong prec)
{
    SCOPED_VEC(arb, square, length);
    for (slong k = 0; k < length; k++) arb_sqr(square + k, c + k, prec);
    for (int j = 0; j < TAIL_MOMENTS; j++) {
        falling_sum(moment[j], square, length, j, prec);
        add_tail(moment[j], tail[j], prec);
    }
}

static void set_table(coefficients_t table, const hermite_share_t share, const arb_t *moment)
{
    table->parity = share->parity;
    table->is_polynomial = share->is_polynomial;
    surd_poly_set_length(table->polynomial, share->is_polynomial ? share->polynomial->length : 0);
    for (slong k = 0; k < table->polynomial->length; k++)
        surd_set(table->polynomial->coefficient + k, share->polynomial->coefficient + k);
    arb_set(table->norm2, moment[0]);
    arb_set(table->dnorm2, moment[1]);
    table->information_exponent = -1;
}

/* K^(j)(1) to S^(j)(1), S(R) = K(R^2). */
static void set_S_at_one(kernels_t kernels, slong prec)
{
    const arb_t *K = kernels->student_moment;
    arb_set(kernels->S_at_one[0], K[0]);
    arb_mul_ui(kernels->S_at_one[1], K[1], 2, prec);
    arb_mul_ui(kernels->S_at_one[2], K[2], 4, prec);
    arb_addmul_ui(kernels->S_at_one[2], K[1], 2, prec);
    arb_mul_ui(kernels->S_at_one[3], K[3], 8, prec);
    arb_addmul_ui(kernels->S_at_one[3], K[2], 12, prec);
}

/* |sum of the omitted terms| <= sqrt(T_j T*_j): derivations/07 (3). */
static void set_P_at_one(kernels_t kernels, slong prec)
{
    SCOPED(mag, rest, other);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        if (kernels->same_up_to_ratio) {
            base_mul_fmpq(kernels->P_at_one[j], kernels->student_moment[j], kernels->ratio, prec);
            continue;
        }
        falling_sum(kernels->P_at_one[j], kernels->p, kernels->length, j, prec);
        if (kernels->p_finite) continue;
        arb_get_mag(rest, kernels->student_tail[j]);
        arb_get_mag(other, kernels->teacher_tail[j]);
        mag_mul(rest, rest, other);
        mag_sqrt(rest, rest);
        arb_add_error_mag(kernels->P_at_one[j], rest);
    }
}

/* The teacher is the ratio times the student, coefficient by coefficient. */
static void scale_teacher(kernels_t kernels, slong prec)
{
    for (slong k = 0; k < kernels->length; k++)
        base_mul_fmpq(kernels->teacher->c + k, kernels->student->c + k, kernels->ratio, prec);
    for (int j = 0; j < TAIL_MOMENTS; j++) {
        base_mul_fmpq(kernels->teacher_tail[j], kernels->student_tail[j], kernels->ratio, prec);
        base_mul_fmpq(kernels->teacher_tail[j], kernels->teacher_tail[j], kernels->ratio, prec);
    }
}

static slong common_length(const hermite_share_t student, const hermite_share_t teacher)
{
    if (student->is_polynomial && teacher->is_polynomial) return FLINT_MAX(student->length, teacher->length);
    if (student->is_polynomial) return teacher->length;
    return teacher->is_polynomial ? student->length : FLINT_MIN(student->length, teacher->length);
}

void hermite_share_join(kernels_t kernels, const hermite_share_t student_share,
                        const hermite_share_t teacher_share, const wane_function_t student,
                        const wane_function_t teacher)
{
    const slong prec = FLINT_MIN(student_share->prec, teacher_share->prec);
    const slong length = common_length(student_share, teacher_share);
    kernels_clear(kernels);
    kernels_init(kernels);
    kernels->prec = prec;
    hermite_kernels_set_structure(kernels, student, teacher);
    hermite_kernels_set_length(kernels, length);
    cut_share(kernels->student->c, kernels->student_tail, student_share, length, prec);
    cut_share(kernels->teacher->c, kernels->teacher_tail, teacher_share, length, prec);
    if (kernels->same_up_to_ratio) scale_teacher(kernels, prec);
    kernels->s_finite = student_share->is_polynomial && student_share->length <= length;
    kernels->p_finite =
        kernels->s_finite || (teacher_share->is_polynomial && teacher_share->length <= length);
    hermite_kernels_set_products(kernels, prec);
    set_moments(kernels->student_moment, kernels->student_tail, kernels->student->c, length, prec);
    set_moments(kernels->teacher_moment, kernels->teacher_tail, kernels->teacher->c, length, prec);
    set_S_at_one(kernels, prec);
    set_P_at_one(kernels, prec);
    if (hermite_uncorrelated_pair(student, teacher)) hermite_kernels_set_uncorrelated(kernels);
    hermite_kernels_set_series(kernels);
    set_table(kernels->student, student_share, kernels->student_moment);
    set_table(kernels->teacher, teacher_share, kernels->teacher_moment);
}
