#include "hermite/oriented/kernel_blur.h"

#include "base/scoped.h"
#include "hermite/kernel/parseval_tail.h"

#define MOMENTS TAIL_MOMENTS
#define NARROW_BITS 30 /* a wide ball is as wide for everybody */

void tails_extend(mag_ptr T, const coefficients_t table, slong from, slong to)
{
    SCOPED(mag, term); /* k(k-1)…(k-j+1) c_k^2 */
    for (slong k = from; k < FLINT_MIN(to, table->length); k++) {
        if (arb_is_zero(table->c + k)) continue;
        arb_get_mag(term, table->c + k);
        mag_mul(term, term, term);
        for (slong j = 0; j < MOMENTS && j <= k; j++) {
            mag_add(T + j, T + j, term);
            mag_mul_ui(term, term, (ulong)(k - j));
        }
    }
}

void tails_beyond(mag_ptr T, const coefficients_t table, const arb_t *tail, slong length, slong terms)
{
    tail_moments(T, tail);
    tails_extend(T, table, terms, length);
}

void kernel_blur_init_set(kernel_blur_t blur, const kernels_t source, slong terms)
{
    blur->terms = terms;
    blur->value_is_open = 0;
    /* beside kinks a reader has to use other means than the series */
    blur->p_exact = source->p_finite || source->pair_kink != NULL;
    blur->s_exact = source->s_finite || source->student_kink != NULL;
    blur->student = _mag_vec_init(4 * MOMENTS);
    blur->teacher = blur->student + MOMENTS;
    blur->student_tail = blur->teacher + MOMENTS;
    blur->teacher_tail = blur->student_tail + MOMENTS;
    tails_beyond(blur->student_tail, source->student, source->student_tail, source->length, terms);
    tail_plain_moments(blur->student, blur->student_tail);
    tails_beyond(blur->teacher_tail, source->teacher, source->teacher_tail, source->length, terms);
    tail_plain_moments(blur->teacher, blur->teacher_tail);
}

void kernel_blur_clear(kernel_blur_t blur)
{
    _mag_vec_clear(blur->student, 4 * MOMENTS);
}

/* Twice the tail from `terms` on, where it is finite. */
void kernel_blur_bounds(mag_t P, mag_t S, const kernel_blur_t blur, slong j, const mag_t r)
{
    mag_mul(P, blur->student + j, blur->teacher + j);
    mag_sqrt(P, P);
    tail_multiply_power(P, r, blur->terms - j);
    mag_mul_2exp_si(P, P, 1);
    if (blur->p_exact || mag_is_inf(P)) mag_zero(P);
    mag_mul_2exp_si(S, blur->student + j, j + 1);
    tail_multiply_power(S, r, 2 * blur->terms - j);
    if (blur->s_exact || mag_is_inf(S)) mag_zero(S);
}

void kernel_blur_make_room(arb_t x)
{
    if (arb_rel_accuracy_bits(x) > NARROW_BITS) mag_mul_2exp_si(arb_radref(x), arb_radref(x), 1);
}

void kernel_blur_add(kernel_values_t at, const kernel_blur_t blur, const arb_t R)
{
    SCOPED(mag, r, of_P, of_S);
    arb_get_mag(r, R);
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        kernel_blur_bounds(of_P, of_S, blur, j, r);
        kernel_blur_make_room(at->P + j);
        kernel_blur_make_room(at->S + j);
        arb_add_error_mag(at->P + j, of_P);
        arb_add_error_mag(at->S + j, of_S);
    }
}

void kernel_blur_add_best(kernel_values_t at, const kernel_blur_t blur, const arb_t R)
{
    SCOPED(mag, bound);
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        kernel_blur_make_room(at->P + j);
        kernel_blur_make_room(at->S + j);
        tail_P(bound, blur->student_tail, blur->teacher_tail, j, blur->terms, R);
        mag_mul_2exp_si(bound, bound, 1);
        if (!blur->p_exact || (j == 0 && blur->value_is_open && !mag_is_inf(bound)))
            arb_add_error_mag(at->P + j, bound);
        tail_S(bound, blur->student_tail, j, blur->terms, R);
        mag_mul_2exp_si(bound, bound, 1);
        if (!blur->s_exact) arb_add_error_mag(at->S + j, bound);
    }
}
