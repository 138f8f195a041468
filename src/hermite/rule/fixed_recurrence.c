#include "hermite/rule/fixed_recurrence.h"

#include "base/scoped.h"

#include <gmp.h>
#include <string.h>

void hermite_scaling_init(hermite_scaling_t scaling, slong length, slong prec)
{
    scaling->length = length;
    scaling->exponent = flint_malloc((size_t)(length + 2) * sizeof(slong));
    scaling->factorial = _arb_vec_init(length + 2);
    for (slong k = 0; k < length + 2; k++) {
        if (k == 0) arb_one(scaling->factorial);
        else arb_mul_ui(scaling->factorial + k, scaling->factorial + k - 1, (ulong)k, prec);
        /* k! lies in [2^(b-1), 2^b), so sqrt(k!) 2^(-floor((b-1)/2)) lies in [1, 2) */
        slong bits = arf_abs_bound_lt_2exp_si(arb_midref(scaling->factorial + k));
        scaling->exponent[k] = (bits - 1) / 2;
    }
}

void hermite_scaling_clear(hermite_scaling_t scaling)
{
    flint_free(scaling->exponent);
    _arb_vec_clear(scaling->factorial, scaling->length + 2);
}

void hermite_scaling_normalisation(arb_t factor, const hermite_scaling_t scaling, slong k, slong prec)
{
    arb_rsqrt(factor, scaling->factorial + k, prec);
    arb_mul_2exp_si(factor, factor, scaling->exponent[k]);
}

void hermite_accumulator_init(hermite_accumulator_t sum, slong length, slong limbs)
{
    sum->length = length;
    sum->limbs = limbs;
    sum->total = flint_calloc((size_t)(length * limbs), sizeof(mp_limb_t));
    /* Workspace in cache lines of its own: threads that
       write into one another's lines wait for each other. */
    size_t words = (size_t)(6 * limbs + 2), line = 128 / sizeof(mp_limb_t);
    sum->previous = flint_aligned_alloc(128, (words + line - 1) / line * 128);
    sum->current = sum->previous + limbs;
    sum->next = sum->current + limbs;
    sum->factor = sum->next + limbs;
    sum->product = sum->factor + limbs;
}

void hermite_accumulator_clear(hermite_accumulator_t sum)
{
    flint_free(sum->total);
    flint_aligned_free(sum->previous);
}

static int is_negative(mp_srcptr x, slong limbs)
{
    return (mp_limb_signed_t)x[limbs - 1] < 0;
}

static void set_fmpz(mp_ptr x, slong limbs, const fmpz_t value)
{
    memset(x, 0, (size_t)limbs * sizeof(mp_limb_t));
    mpz_t z;
    mpz_init(z);
    fmpz_get_mpz(z, value);
    size_t used = mpz_size(z);
    memcpy(x, mpz_limbs_read(z), used * sizeof(mp_limb_t));
    if (mpz_sgn(z) < 0) mpn_neg(x, x, limbs);
    mpz_clear(z);
}

/* value = x, two's complement */
static void get_fmpz(fmpz_t value, mp_srcptr x, slong limbs)
{
    fmpz_set_ui_array(value, x, limbs);
    if (is_negative(x, limbs)) {
        SCOPED(fmpz, wrap);
        fmpz_one(wrap);
        fmpz_mul_2exp(wrap, wrap, (ulong)limbs * FLINT_BITS);
        fmpz_sub(value, value, wrap);
    }
}

void hermite_accumulator_get(fmpz_t value, const hermite_accumulator_struct *sum, slong count, slong k)
{
    SCOPED(fmpz, part);
    fmpz_zero(value);
    for (slong i = 0; i < count; i++) {
        get_fmpz(part, sum[i].total + k * sum[i].limbs, sum[i].limbs);
        fmpz_add(value, value, part);
    }
}

/* y = floor(c x / 2^shift), 0 <= shift < 64, two's complement; product has one limb more. */
static void scale(mp_ptr y, mp_ptr product, mp_srcptr x, slong limbs, mp_limb_t c, unsigned shift)
{
    product[limbs] = mpn_mul_1(product, x, limbs, c);
    if (is_negative(x, limbs)) product[limbs] -= c;
    if (shift > 0) {
        mp_limb_t top = product[limbs];
        mpn_rshift(y, product, limbs, shift);
        y[limbs - 1] |= top << (FLINT_BITS - shift);
    } else {
        memcpy(y, product, (size_t)limbs * sizeof(mp_limb_t));
    }
}

/* total += floor(x / 2^lift), two's complement. */
static void add_shifted(mp_ptr total, mp_ptr work, mp_srcptr x, slong limbs, slong lift)
{
    slong whole = lift / FLINT_BITS, bits = lift % FLINT_BITS, kept = limbs - whole;
    mp_limb_t sign = is_negative(x, limbs) ? ~(mp_limb_t)0 : 0;
    if (kept <= 0) {
        if (sign) mpn_sub_1(total, total, limbs, 1);
        return;
    }
    if (bits > 0) {
        mpn_rshift(work, x + whole, kept, (unsigned)bits);
        work[kept - 1] |= sign << (FLINT_BITS - bits);
    } else {
        memcpy(work, x + whole, (size_t)kept * sizeof(mp_limb_t));
    }
    for (slong i = kept; i < limbs; i++) work[i] = sign;
    mpn_add_n(total, total, work, limbs);
}

/* The terms of a recurrence under way: the one before the last, the last, and room for the next. */
typedef struct {
    mp_ptr previous, current, next;
} terms_t;

static terms_t first_terms(hermite_accumulator_t sum, const fmpz_t start)
{
    memset(sum->previous, 0, (size_t)sum->limbs * sizeof(mp_limb_t));
    set_fmpz(sum->current, sum->limbs, start);
    return (terms_t){sum->previous, sum->current, sum->next};
}

/* What `next` lacks is weight times the term before the last, whose exponent stands `back` places before e; then all move on. */
static void take_step(terms_t *terms, mp_ptr work, slong limbs, mp_limb_t weight, const slong *e, int back)
{
    mp_ptr spare = terms->previous;
    if (weight > 0) {
        scale(spare, work, spare, limbs, weight, (unsigned)(e[0] - e[-back]));
        mpn_sub_n(terms->next, terms->next, spare, limbs);
    }
    terms->previous = terms->current;
    terms->current = terms->next;
    terms->next = spare;
}

void hermite_accumulator_add_node(hermite_accumulator_t sum, const hermite_scaling_t scaling, int first,
                                  const fmpz_t start, ulong numerator, ulong shift, slong lift)
{
    const slong limbs = sum->limbs;
    const slong *e = scaling->exponent;
    mp_ptr work = sum->product;
    if (first >= sum->length) return;
    terms_t terms = first_terms(sum, start);

    for (slong k = first;; k += 2) {
        add_shifted(sum->total + k * limbs, work, terms.current, limbs, lift);
        if (k + 2 >= sum->length) break;
        /* numerator^2 < 2^62 and (2k+1) 2^(2 shift) < 2^62 by the choice of the step */
        slong factor = (slong)(numerator * numerator) - (slong)((ulong)(2 * k + 1) << (2 * shift));
        scale(terms.next, work, terms.current, limbs, (mp_limb_t)FLINT_ABS(factor),
              (unsigned)(2 * shift + (ulong)(e[k + 2] - e[k])));
        if (factor < 0) mpn_neg(terms.next, terms.next, limbs);
        take_step(&terms, work, limbs, (mp_limb_t)(k * (k - 1)), e + k + 2, 4);
    }
}

/* y = x point / 2^(64 (limbs-1) + shift), rounded towards
   zero, two's complement; product has 2 limbs of them. */
static void multiply_by_point(mp_ptr y, mp_ptr product, mp_srcptr x, mp_srcptr point, int negative,
                              slong limbs, unsigned shift)
{
    int minus = is_negative(x, limbs);
    if (minus) {
        mpn_neg(y, x, limbs);
        mpn_mul_n(product, y, point, limbs);
    } else {
        mpn_mul_n(product, x, point, limbs);
    }
    mp_ptr high = product + limbs - 1;
    if (shift > 0) mpn_rshift(high, high, limbs + 1, shift);
    if (minus != negative) mpn_neg(y, high, limbs);
    else memcpy(y, high, (size_t)limbs * sizeof(mp_limb_t));
}

void hermite_accumulator_add_point(hermite_accumulator_t sum, const hermite_scaling_t scaling,
                                   const fmpz_t start, mp_srcptr point, int negative, slong lift)
{
    const slong limbs = sum->limbs;
    const slong *e = scaling->exponent;
    mp_ptr work = sum->product;
    terms_t terms = first_terms(sum, start);
    for (slong k = 0;; k++) {
        add_shifted(sum->total + k * limbs, work, terms.current, limbs, lift);
        if (k + 1 >= sum->length) break;
        multiply_by_point(terms.next, work, terms.current, point, negative, limbs,
                          (unsigned)(e[k + 1] - e[k]));
        take_step(&terms, work, limbs, (mp_limb_t)k, e + k + 1, 2);
    }
}

/* factor = |x^2 - (2k + 1)|; 1 if it is negative. */
static int set_factor(mp_ptr factor, mp_srcptr square, slong limbs, slong k)
{
    memcpy(factor, square, (size_t)limbs * sizeof(mp_limb_t));
    factor[limbs - 1] -= (mp_limb_t)(2 * k + 1);
    const int negative = is_negative(factor, limbs);
    if (negative) mpn_neg(factor, factor, limbs);
    return negative;
}

void hermite_accumulator_add_square(hermite_accumulator_t sum, const hermite_scaling_t scaling, int first,
                                    const fmpz_t start, mp_srcptr square, slong lift)
{
    const slong limbs = sum->limbs;
    const slong *e = scaling->exponent;
    mp_ptr work = sum->product;
    if (first >= sum->length) return;
    terms_t terms = first_terms(sum, start);
    for (slong k = first;; k += 2) {
        add_shifted(sum->total + k * limbs, work, terms.current, limbs, lift);
        if (k + 2 >= sum->length) break;
        const int negative = set_factor(sum->factor, square, limbs, k);
        multiply_by_point(terms.next, work, terms.current, sum->factor, negative, limbs,
                          (unsigned)(e[k + 2] - e[k]));
        take_step(&terms, work, limbs, (mp_limb_t)(k * (k - 1)), e + k + 2, 4);
    }
}
