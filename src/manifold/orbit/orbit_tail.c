/* What the terms not summed amount to: in the kernels, derivations/17 (3) and derivations/13 (11), in the
   field, derivations/17 (4), and in the values from which closed forms start. */
#include "base/scoped.h"
#include "hermite/kernel/kernels_near_one.h"
#include "hermite/kernel/parseval_tail.h"
#include "manifold/orbit/orbit_field.h"

/* The slope by whichever theorem is the sharper: derivations/07 (5), derivations/09 (17). */
static void tails_of_P(mag_ptr tail, const arb_t *student, const arb_t *teacher, slong used, const mag_t size)
{
    SCOPED_VEC(mag, T, 2 * TAIL_MOMENTS);
    mag_ptr U = T + TAIL_MOMENTS;
    SCOPED(mag, other);
    SCOPED(arb, R);
    arf_set_mag(arb_midref(R), size);
    tail_moments(T, student);
    tail_moments(U, teacher);
    for (slong j = 0; j < 2; j++) tail_P(tail + j, T, U, j, used, R);
    tail_rough(other, T, U, 1, used, 1, R);
    mag_min(tail + 1, tail + 1, other);
}

static void tails_of_S(mag_ptr tail, const arb_t *student, slong used, const mag_t size)
{
    SCOPED_VEC(mag, T, TAIL_MOMENTS);
    SCOPED(arb, R);
    arf_set_mag(arb_midref(R), size);
    tail_moments(T, student);
    for (slong j = 0; j < 2; j++) tail_S(tail + j, T, j, used, R);
}

/* tail[j], j < 2, of the series beside a closed form, where |q| <= size. */
static void tails_of_rest(mag_ptr tail, const orbit_field_t field, const orbit_kernel_t *kernel, int reflect,
                          const fmpq_t ratio, const mag_t size)
{
    int negative;
    const kink_side_t *side = kink_path_side(kernel->kink, reflect, &negative);
    SCOPED(arb, t);
    SCOPED(mag, factor);
    arb_set_fmpq(t, ratio, field->prec);
    arb_get_mag(factor, t);
    for (slong j = 0; j < 2; j++) {
        mag_mul(tail + j, &side->tail[j], factor);
        tail_multiply_power(tail + j, size, side->tail_from - j);
    }
}

static void tails_of_closed_P(mag_ptr tail, const orbit_field_t field, const mag_t size)
{
    SCOPED(fmpq, ratio);
    fmpq_one(ratio);
    if (field->kernels->pair_kink == NULL) fmpq_set(ratio, field->kernels->ratio);
    tails_of_rest(tail, field, &field->P, field->reflected, ratio, size);
}

static void tails_of_closed_K(mag_ptr tail, const orbit_field_t field, const mag_t size)
{
    SCOPED(fmpq, one);
    fmpq_one(one);
    tails_of_rest(tail, field, &field->K, 0, one, size);
}

/* S = K(R^2), S' = 2 R K'(R^2) */
static void tails_of_closed_S(mag_ptr tail, const orbit_field_t field, const mag_t size)
{
    SCOPED(mag, square);
    mag_mul(square, size, size);
    tails_of_closed_K(tail, field, square);
    mag_mul(tail + 1, tail + 1, size);
    mag_mul_2exp_si(tail + 1, tail + 1, 1);
}

void orbit_field_tails(mag_ptr tail, const orbit_field_t field, const mag_t size)
{
    const kernels_struct *k = field->kernels;
    const orbit_polynomial_t *P = &field->P.series, *K = &field->K.series;
    for (int i = 0; i < 4; i++) mag_zero(tail + i);
    /* With every stored term summed the tail starts at `length`, whatever zeros end the stored part. */
    if (orbit_field_is_closed(field, &field->P)) tails_of_closed_P(tail, field, size);
    else if (P->used < P->length) tails_of_P(tail, k->student_moment, k->teacher_moment, P->used, size);
    else if (!k->p_finite) tails_of_P(tail, k->student_tail, k->teacher_tail, k->length, size);
    if (orbit_field_is_closed(field, &field->K)) tails_of_closed_S(tail + 2, field, size);
    else if (K->used < K->length) tails_of_S(tail + 2, k->student_moment, K->used, size);
    else if (!k->s_finite) tails_of_S(tail + 2, k->student_tail, k->length, size);
}

void orbit_field_closed_values(arb_ptr P, arb_ptr K, const orbit_field_t field, const arb_t R, const arb_t D,
                               slong prec)
{
    SCOPED_VEC(arb, value, WANE_KERNEL_DERIVATIVES);
    SCOPED_VEC(mag, tail, 3);
    SCOPED(mag, size, one);
    SCOPED(arb, complement);
    mag_one(one);
    arb_get_mag(size, R);
    mag_min(size, size, one);
    if (orbit_field_is_closed(field, &field->P)) {
        arb_abs(complement, R);
        arb_add_ui(complement, complement, 1, prec);
        arb_div(complement, D, complement, prec); /* 1 - |R| */
        hermite_kink_kernel_of_pair(value, field->kernels, field->reflected, complement, 0, prec);
        if (field->reflected) arb_neg(value + 1, value + 1);
        tails_of_closed_P(tail, field, size);
        for (int j = 0; j < 2; j++) {
            arb_set(P + j, value + j);
            arb_add_error_mag(P + j, tail + j);
            if (field->reflected ? !arb_is_negative(R) : !arb_is_positive(R)) arb_indeterminate(P + j);
        }
    }
    if (orbit_field_is_closed(field, &field->K)) {
        hermite_kink_kernel_evaluate(value, field->K.kink, 0, D, prec);
        mag_mul(size, size, size);
        tails_of_closed_K(tail, field, size);
        for (int j = 0; j < 2; j++) {
            arb_set(K + j, value + j);
            arb_add_error_mag(K + j, tail + j);
            if (!arb_is_positive(D)) arb_indeterminate(K + j);
        }
    }
}

void orbit_field_displacement(mag_ptr displacement, const orbit_field_t field, const arb_t R, const arb_t a,
                              const arb_t eps)
{
    SCOPED_VEC(mag, tail, 4);
    SCOPED(mag, alpha, size, t);
    arb_get_mag(size, R);
    arb_get_mag(alpha, a);
    orbit_field_tails(tail, field, size);
    /* |a| P' + a^2 S'/2 */
    mag_mul(t, alpha, tail + 3);
    mag_mul_2exp_si(t, t, -1);
    mag_add(t, t, tail + 1);
    mag_mul(displacement, t, alpha);
    /* eps (P + |a| S) */
    mag_mul(t, alpha, tail + 2);
    mag_add(t, t, tail);
    arb_get_mag(alpha, eps);
    mag_mul(displacement + 1, t, alpha);
}
