#include "manifold/orbit/orbit_field.h"

#include "base/scoped.h"

#include <math.h>

#define LEAST_RHO_OF_CLOSED_FORM 0.5
#define MARGIN_OF_RHO 0.25 /* about what a step may cover */

static slong length_without_zeros(arb_srcptr c, slong length)
{
    while (length > 0 && arb_is_zero(c + length - 1)) length--;
    return length;
}

/* table[j][k] = binomial(k + j, j) c[k + j] */
static arb_ptr *shift_table(arb_srcptr c, slong length, slong count, slong prec)
{
    SCOPED(fmpz, binomial);
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
    return table;
}

static void polynomial_init(orbit_polynomial_t *f, arb_srcptr c, slong length, slong count, slong prec)
{
    f->length = f->used = length_without_zeros(c, length);
    f->table = shift_table(c, f->length, count, prec);
}

static void polynomial_clear(orbit_polynomial_t *f, slong count)
{
    for (slong j = 0; j < count; j++) _arb_vec_clear(f->table[j], FLINT_MAX(f->length - j, 0));
    flint_free(f->table);
}

/* What the closed form for R > 0 or R < 0 leaves to a series, as a polynomial in R: the side's, at -R where R
   < 0, times the teacher's ratio if it is the student up to that. */
static void rest_init(orbit_polynomial_t *rest, const hermite_kink_kernel_t *kink, int reflect,
                      const fmpq_t ratio, slong count, slong prec)
{
    if (kink == NULL) {
        polynomial_init(rest, NULL, 0, count, prec);
        return;
    }
    int negative;
    const kink_side_t *side = kink_path_side(kink, reflect, &negative);
    SCOPED_VEC(arb, c, side->length);
    for (slong k = 0; k < side->length; k++) {
        arb_mul_fmpz(c + k, side->rest + k, fmpq_numref(ratio), prec);
        arb_div_fmpz(c + k, c + k, fmpq_denref(ratio), prec);
        if (negative != (reflect && k % 2 == 1)) arb_neg(c + k, c + k);
    }
    polynomial_init(rest, c, side->length, count, prec);
}

static void kernel_init(orbit_kernel_t *kernel, arb_srcptr c, slong length, const hermite_kink_kernel_t *kink,
                        const fmpq_t ratio, slong count, slong prec)
{
    kernel->kink = kink;
    polynomial_init(&kernel->series, c, length, count, prec);
    for (int i = 0; i < 2; i++) rest_init(&kernel->rest[i], kink, i, ratio, count, prec);
}

static void kernel_clear(orbit_kernel_t *kernel, slong count)
{
    polynomial_clear(&kernel->series, count);
    for (int i = 0; i < 2; i++) polynomial_clear(&kernel->rest[i], count);
}

void orbit_field_init(orbit_field_t field, const kernels_t kernels, slong count, slong prec)
{
    const int by_ratio = kernels->pair_kink == NULL && kernels->same_up_to_ratio;
    slong most = kernels->length;
    SCOPED(fmpq, one);
    fmpq_one(one);
    field->kernels = kernels;
    field->count = count;
    field->prec = prec;
    field->closed = field->reflected = 0;
    field->effort = 0;
    kernel_init(&field->P, kernels->p, kernels->length, by_ratio ? kernels->student_kink : kernels->pair_kink,
                by_ratio ? kernels->ratio : one, count, prec);
    kernel_init(&field->K, kernels->s, kernels->length, kernels->student_kink, one, count, prec);
    for (int i = 0; i < 2; i++)
        most = FLINT_MAX(most, FLINT_MAX(field->P.rest[i].length, field->K.rest[i].length));
    field->power = _arb_vec_init(most + 1);
}

void orbit_field_clear(orbit_field_t field)
{
    slong most = field->kernels->length;
    for (int i = 0; i < 2; i++)
        most = FLINT_MAX(most, FLINT_MAX(field->P.rest[i].length, field->K.rest[i].length));
    _arb_vec_clear(field->power, most + 1);
    kernel_clear(&field->P, field->count);
    kernel_clear(&field->K, field->count);
}

int orbit_field_is_closed(const orbit_field_t field, const orbit_kernel_t *kernel)
{
    return field->closed && kernel->kink != NULL;
}

orbit_polynomial_t *orbit_field_polynomial(const orbit_field_t field, const orbit_kernel_t *kernel)
{
    orbit_kernel_t *f = (orbit_kernel_t *)kernel;
    if (!orbit_field_is_closed(field, kernel)) return &f->series;
    return &f->rest[field->reflected && kernel == &field->P];
}

void orbit_expansion_init(orbit_expansion_t *expansion, const orbit_field_t field, slong entries)
{
    for (int d = 0; d < 3; d++) {
        expansion->P[d] = _arb_vec_init(field->count);
        expansion->K[d] = _arb_vec_init(field->count);
    }
    expansion->entries = entries;
    expansion->P_count = expansion->K_count = 0;
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

/* Whether only the closed form is worth a try. */
static int wants_closed_form(const orbit_kernel_t *kernel)
{
    return kernel->kink != NULL && kink_path_is_gentle(kernel->kink);
}

orbit_form_t orbit_field_choose(orbit_field_t field, orbit_form_t form, double rho)
{
    const int may_close = fabs(rho) >= LEAST_RHO_OF_CLOSED_FORM;
    const double bits = -log2(tanh(fabs(rho) + MARGIN_OF_RHO));
    orbit_polynomial_t *P = &field->P.series, *K = &field->K.series;
    if (may_close && (wants_closed_form(&field->K) || wants_closed_form(&field->P)))
        form = FLINT_MAX(form, ORBIT_CLOSED_FORM);
    if (form == ORBIT_CLOSED_FORM && !(may_close && (field->K.kink != NULL || field->P.kink != NULL)))
        return ORBIT_FORMS;
    P->used = P->length;
    K->used = K->length;
    if (form == ORBIT_FEW_TERMS || (form == ORBIT_CLOSED_FORM && field->P.kink == NULL)) {
        P->used = terms_that_matter(P->length, bits, field->prec);
        K->used = terms_that_matter(K->length, 2 * bits, field->prec);
    }
    field->closed = form == ORBIT_CLOSED_FORM;
    field->reflected = rho < 0;
    return form;
}

static slong expand(arb_ptr *value, slong entries, const orbit_polynomial_t *f, arb_ptr power, const arb_t x,
                    slong prec)
{
    const slong count = FLINT_MIN(entries, f->length);
    arb_one(power);
    for (slong k = 1; k < f->used; k++) arb_mul(power + k, power + k - 1, x, prec);
    for (slong j = 0; j < count; j++)
        arb_dot(value[0] + j, NULL, 0, f->table[j], 1, power, 1, FLINT_MAX(f->used - j, 0), prec);
    for (int d = 1; d < 3; d++)
        for (slong j = 0; j + d < count; j++) arb_mul_si(value[d] + j, value[d - 1] + j + 1, j + 1, prec);
    return count;
}

void orbit_field_expand(orbit_expansion_t *expansion, orbit_field_t field, const arb_t R, const arb_t q,
                        slong prec)
{
    const orbit_polynomial_t *P = orbit_field_polynomial(field, &field->P);
    const orbit_polynomial_t *K = orbit_field_polynomial(field, &field->K);
    field->effort += (double)expansion->entries * (double)(P->used + K->used);
    expansion->P_count = expand(expansion->P, expansion->entries, P, field->power, R, prec);
    expansion->K_count = expand(expansion->K, expansion->entries, K, field->power, q, prec);
}

const kink_side_t *orbit_field_side(arb_t factor, const orbit_field_t field, const orbit_kernel_t *kernel,
                                    slong prec)
{
    const int is_P = kernel == &field->P;
    int negative;
    const kink_side_t *side = kink_path_side(kernel->kink, is_P && field->reflected, &negative);
    if (is_P && field->kernels->pair_kink == NULL) arb_set_fmpq(factor, field->kernels->ratio, prec);
    else arb_one(factor);
    if (negative) arb_neg(factor, factor);
    return side;
}
