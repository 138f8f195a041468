#include "manifold/orbit_field.h"

#include <math.h>

static slong length_without_zeros(arb_srcptr c, slong length)
{
    while (length > 0 && arb_is_zero(c + length - 1)) length--;
    return length;
}

/* table[j][k] = binomial(k + j, j) c[k + j] */
static arb_ptr *shift_table(arb_srcptr c, slong length, slong count, slong prec)
{
    fmpz_t binomial;
    fmpz_init(binomial);
    arb_ptr *table = flint_malloc((size_t)count * sizeof *table);
    for (slong j = 0; j < count; j++) {
        slong entries = FLINT_MAX(length - j, 0);
        table[j] = _arb_vec_init(entries);
        fmpz_one(binomial);
        for (slong k = 0; k < entries; k++) {
            arb_mul_fmpz(table[j] + k, c + k + j, binomial, prec);
            fmpz_mul_si(binomial, binomial, k + j + 1);
            fmpz_divexact_si(binomial, binomial, k + 1);
        }
    }
    fmpz_clear(binomial);
    return table;
}

static void free_table(arb_ptr *table, slong length, slong count)
{
    for (slong j = 0; j < count; j++) _arb_vec_clear(table[j], FLINT_MAX(length - j, 0));
    flint_free(table);
}

void orbit_field_init(orbit_field_t field, const wane_kernels_t kernels, slong count, slong prec)
{
    field->kernels = kernels;
    field->count = count;
    field->prec = prec;
    field->P_length = field->P_used = length_without_zeros(kernels->p, kernels->length);
    field->K_length = field->K_used = length_without_zeros(kernels->s, kernels->length);
    field->P_table = shift_table(kernels->p, field->P_length, count, prec);
    field->K_table = shift_table(kernels->s, field->K_length, count, prec);
    field->power = _arb_vec_init(kernels->length + 1);
}

void orbit_field_clear(orbit_field_t field)
{
    free_table(field->P_table, field->P_length, field->count);
    free_table(field->K_table, field->K_length, field->count);
    _arb_vec_clear(field->power, field->kernels->length + 1);
}

void orbit_expansion_init(orbit_expansion_t *expansion, const orbit_field_t field, slong entries)
{
    for (int d = 0; d < 3; d++) {
        expansion->P[d] = _arb_vec_init(field->count);
        expansion->K[d] = _arb_vec_init(field->count);
    }
    expansion->P_count = FLINT_MIN(entries, field->P_length);
    expansion->K_count = FLINT_MIN(entries, field->K_length);
}

void orbit_expansion_clear(orbit_expansion_t *expansion, const orbit_field_t field)
{
    for (int d = 0; d < 3; d++) {
        _arb_vec_clear(expansion->P[d], field->count);
        _arb_vec_clear(expansion->K[d], field->count);
    }
}

static slong terms_that_matter(slong length, double bits_per_term, slong prec)
{
    if (bits_per_term < 1e-3) return length;
    double terms = 8 + (double)prec / bits_per_term;
    return terms < (double)length ? (slong)terms : length;
}

void orbit_field_choose_terms(orbit_field_t field, double size)
{
    double bits = size > 0 ? -log2(size) : INFINITY;
    field->P_used = terms_that_matter(field->P_length, bits, field->prec);
    field->K_used = terms_that_matter(field->K_length, 2 * bits, field->prec);
}

static void expand(arb_ptr *value, slong count, arb_ptr *table, slong used, arb_ptr power, const arb_t x,
                   slong prec)
{
    arb_one(power);
    for (slong k = 1; k < used; k++) arb_mul(power + k, power + k - 1, x, prec);
    for (slong j = 0; j < count; j++)
        arb_dot(value[0] + j, NULL, 0, table[j], 1, power, 1, FLINT_MAX(used - j, 0), prec);
    for (int d = 1; d < 3; d++)
        for (slong j = 0; j + d < count; j++) arb_mul_si(value[d] + j, value[d - 1] + j + 1, j + 1, prec);
}

void orbit_field_expand(orbit_expansion_t *expansion, orbit_field_t field, const arb_t R, const arb_t q,
                        slong prec)
{
    expand(expansion->P, expansion->P_count, field->P_table, field->P_used, field->power, R, prec);
    expand(expansion->K, expansion->K_count, field->K_table, field->K_used, field->power, q, prec);
}

/* sqrt((x1 + x2) y) */
static void mean_of(mag_t z, const arb_t x1, const arb_t x2, const arb_t y)
{
    mag_t t;
    mag_init(t);
    arb_get_mag(z, x1);
    if (x2 != NULL) {
        arb_get_mag(t, x2);
        mag_add(z, z, t);
    }
    arb_get_mag(t, y);
    mag_mul(z, z, t);
    mag_sqrt(z, z);
    mag_clear(t);
}

/* bound *= size^exponent, 0 <= size <= 1 */
static void multiply_by_power(mag_t bound, const mag_t size, slong exponent)
{
    mag_t power;
    mag_init(power);
    mag_one(power);
    mag_min(power, power, size);
    mag_pow_ui(power, power, (ulong)FLINT_MAX(exponent, 0));
    mag_mul(bound, bound, power);
    mag_clear(power);
}

static void tails_of_P(mag_ptr tail, const arb_t *T, const arb_t *U, slong used, const mag_t size)
{
    mag_t other;
    mag_init(other);
    mean_of(tail, T[0], NULL, U[0]);
    mean_of(tail + 1, T[1], NULL, U[1]);
    mean_of(other, T[1], T[2], U[0]);
    mag_min(tail + 1, tail + 1, other);
    mean_of(other, U[1], U[2], T[0]);
    mag_min(tail + 1, tail + 1, other);
    multiply_by_power(tail, size, used);
    multiply_by_power(tail + 1, size, used - 1);
    mag_clear(other);
}

static void tails_of_S(mag_ptr tail, const arb_t *T, slong used, const mag_t size)
{
    arb_get_mag(tail, T[0]);
    arb_get_mag(tail + 1, T[1]);
    mag_mul_2exp_si(tail + 1, tail + 1, 1);
    multiply_by_power(tail, size, 2 * used);
    multiply_by_power(tail + 1, size, 2 * used - 1);
}

void orbit_field_tails(mag_ptr tail, const orbit_field_t field, const mag_t size)
{
    const wane_kernels_struct *k = field->kernels;
    const int all_P = field->P_used == field->P_length, all_K = field->K_used == field->K_length;
    for (int i = 0; i < 4; i++) mag_zero(tail + i);
    /* With every stored term summed the tail starts at `length`, whatever zeros end the stored part. */
    if (!all_P) tails_of_P(tail, k->student_moment, k->teacher_moment, field->P_used, size);
    else if (!k->p_finite) tails_of_P(tail, k->student_tail, k->teacher_tail, k->length, size);
    if (!all_K) tails_of_S(tail + 2, k->student_moment, field->K_used, size);
    else if (!k->s_finite) tails_of_S(tail + 2, k->student_tail, k->length, size);
}

void orbit_field_displacement(mag_ptr displacement, const orbit_field_t field, const arb_t R, const arb_t a,
                              const arb_t eps)
{
    mag_ptr tail = _mag_vec_init(4);
    mag_t alpha, size, t;
    mag_init(alpha);
    mag_init(size);
    mag_init(t);
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
    mag_clear(alpha);
    mag_clear(size);
    mag_clear(t);
    _mag_vec_clear(tail, 4);
}
