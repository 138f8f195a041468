#include "hermite/kernel/kernel_blur.h"

#define MOMENTS WANE_TAIL_MOMENTS

void tails_beyond(mag_ptr T, const wane_coefficients_t table, const arb_t *tail, slong length, slong terms)
{
    arb_t sum, term;
    arb_init(sum);
    arb_init(term);
    for (slong j = 0; j < MOMENTS; j++) {
        arb_set(sum, tail[j]);
        for (slong k = FLINT_MAX(terms, j); k < FLINT_MIN(length, table->length); k++) {
            arb_sqr(term, table->c + k, 64);
            for (slong i = 0; i < j; i++) arb_mul_si(term, term, k - i, 64);
            arb_add(sum, sum, term, 64);
        }
        arb_get_mag(T + j, sum);
    }
    arb_clear(sum);
    arb_clear(term);
}

/* From falling factorials to powers. */
static void plain_powers(mag_t *N, mag_srcptr T)
{
    mag_t t;
    mag_init(t);
    mag_set(N[0], T);
    mag_set(N[1], T + 1);
    mag_add(N[2], T + 1, T + 2);
    mag_mul_ui(t, T + 2, 3);
    mag_add(N[3], T + 1, t);
    mag_add(N[3], N[3], T + 3);
    mag_clear(t);
}

void kernel_blur_init_set(kernel_blur_t blur, const wane_kernels_t source, slong terms)
{
    mag_ptr T = _mag_vec_init(MOMENTS);
    blur->terms = terms;
    /* beside kinks a reader has to use other means than the series */
    blur->p_exact = source->p_finite || source->pair_kink != NULL;
    blur->s_exact = source->s_finite || source->student_kink != NULL;
    for (int i = 0; i < WANE_KERNEL_DERIVATIVES; i++) {
        mag_init(blur->student[i]);
        mag_init(blur->teacher[i]);
    }
    tails_beyond(T, source->student, source->student_tail, source->length, terms);
    plain_powers(blur->student, T);
    tails_beyond(T, source->teacher, source->teacher_tail, source->length, terms);
    plain_powers(blur->teacher, T);
    _mag_vec_clear(T, MOMENTS);
}

void kernel_blur_clear(kernel_blur_t blur)
{
    for (int i = 0; i < WANE_KERNEL_DERIVATIVES; i++) {
        mag_clear(blur->student[i]);
        mag_clear(blur->teacher[i]);
    }
}

/* Twice the tail from `terms` on, where it is finite. */
void kernel_blur_bounds(mag_t P, mag_t S, const kernel_blur_t blur, slong j, const mag_t r)
{
    mag_t power;
    mag_init(power);
    mag_mul(P, blur->student[j], blur->teacher[j]);
    mag_sqrt(P, P);
    mag_pow_ui(power, r, (ulong)FLINT_MAX(blur->terms - j, 0));
    mag_mul(P, P, power);
    mag_mul_2exp_si(P, P, 1);
    if (blur->p_exact || mag_is_inf(P)) mag_zero(P);
    mag_pow_ui(power, r, (ulong)FLINT_MAX(2 * blur->terms - j, 0));
    mag_mul(S, blur->student[j], power);
    mag_mul_2exp_si(S, S, j + 1);
    if (blur->s_exact || mag_is_inf(S)) mag_zero(S);
    mag_clear(power);
}

void kernel_blur_add_first(arb_ptr P, arb_ptr S, const kernel_blur_t blur, slong count, const arb_t R)
{
    mag_t r, t, one;
    mag_init(r);
    mag_init(t);
    mag_init(one);
    arb_get_mag(r, R);
    mag_one(one);
    mag_min(r, r, one);
    for (slong j = 0; j < count; j++) {
        kernel_blur_bounds(t, one, blur, j, r);
        arb_add_error_mag(P + j, t);
        arb_add_error_mag(S + j, one);
    }
    mag_clear(r);
    mag_clear(t);
    mag_clear(one);
}

void kernel_blur_add(arb_ptr P, arb_ptr S, const kernel_blur_t blur, const arb_t R)
{
    kernel_blur_add_first(P, S, blur, WANE_KERNEL_DERIVATIVES, R);
}
