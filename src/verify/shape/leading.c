#include "function/exact/surd.h"
#include "base/scoped.h"
#include "verify/shape/leading.h"

#define TERMS 64
#define MOST_TERMS 600 /* of polynomials */
#define DEEPEST 12

static int is_polynomial(const pair_t pair, shape_t f)
{
    return pair->p_finite && (verify_shape_is_linear(f) || pair->s_finite);
}

/* Above the degree of a polynomial. */
static slong degree_bound(const pair_t pair, shape_t f)
{
    return verify_shape_is_linear(f) ? pair->length : 3 * pair->length;
}

/* Coefficients of R^e are finite sums of stored products for e below this. */
static slong determined(const pair_t pair, shape_t f)
{
    if (!is_polynomial(pair, f)) return FLINT_MIN(TERMS, pair->length - 3);
    return FLINT_MAX(TERMS, FLINT_MIN(degree_bound(pair, f), MOST_TERMS));
}

/* p_j, and s_k unless f = P'. */
static int exact_product(surd_t product, const pair_t pair, shape_t f, slong j, slong k)
{
    int known = verify_pair_exact_p(product, pair, j);
    if (verify_shape_is_linear(f)) return known;
    SCOPED(surd, s);
    int known_s = verify_pair_exact_s(s, pair, k);
    if (known && known_s) surd_mul(product, product, s, pair->prec);
    known = known && known_s;
    return known;
}

static int is_present(const pair_t pair, shape_t f, slong j, slong k)
{
    if (j >= pair->length || verify_shape_weight(f, j, k) == 0 || arb_is_zero(pair->p + j)) return 0;
    return verify_shape_is_linear(f) || (k < pair->length && !arb_is_zero(pair->s + k));
}

int verify_shape_exact_coefficient(surd_t sum, const pair_t pair, shape_t f, slong e)
{
    slong total = e + verify_shape_shift(f), last_k = verify_shape_is_linear(f) ? 0 : total / 2;
    int exact = 1;
    SCOPED(surd, term, weight, zero);
    SCOPED(fmpq, w);
    surd_set(sum, zero);
    for (slong k = 0; exact && k <= last_k; k++) {
        slong j = total - 2 * k;
        if (j < 0 || !is_present(pair, f, j, k)) continue;
        exact = exact_product(term, pair, f, j, k);
        if (!exact) continue;
        fmpq_set_si(w, verify_shape_weight(f, j, k), 1);
        surd_set_fmpq(weight, w);
        surd_mul(term, term, weight, pair->prec);
        surd_add(sum, sum, term, pair->prec);
    }
    return exact;
}

/* The sum of the enclosures of its terms. */
static void add_terms(arb_t value, const pair_t pair, shape_t f, slong e)
{
    slong total = e + verify_shape_shift(f), last_k = verify_shape_is_linear(f) ? 0 : total / 2;
    SCOPED(arb, t);
    arb_zero(value);
    for (slong k = 0; k <= last_k; k++) {
        slong j = total - 2 * k;
        if (j < 0 || !is_present(pair, f, j, k)) continue;
        arb_mul_si(t, pair->p + j, verify_shape_weight(f, j, k), pair->prec);
        if (!verify_shape_is_linear(f)) arb_mul(t, t, pair->s + k, pair->prec);
        arb_add(value, value, t, pair->prec);
    }
}

/* Exact numbers are rounded once, after their terms have cancelled. */
int verify_shape_coefficient(arb_t value, const pair_t pair, shape_t f, slong e)
{
    SCOPED(surd, sum);
    int exact = verify_shape_exact_coefficient(sum, pair, f, e);
    if (exact) surd_get_arb(value, sum, pair->prec);
    else add_terms(value, pair, f, e);
    int zero = exact && surd_is_zero(sum);
    return zero;
}

slong verify_shape_leading(arb_t value, const pair_t pair, shape_t f)
{
    for (slong e = 0; e < determined(pair, f); e++) {
        if (verify_shape_coefficient(value, pair, f, e)) continue;
        return verify_ball_sign(value) != 0 ? e : -1;
    }
    return -1;
}

int verify_shape_vanishes(const pair_t pair, shape_t f)
{
    slong degree = degree_bound(pair, f);
    int zero = is_polynomial(pair, f);
    /* Without any p_j, j >= 1 (and p_0 for N and P), nothing else matters. */
    int none = pair->p_finite;
    for (slong j = f == SHAPE_FLOW || f == SHAPE_VALUE ? 0 : 1; j < pair->length; j++)
        none = none && arb_is_zero(pair->p + j);
    if (none) return 1;
    SCOPED(arb, value);
    for (slong e = 0; zero && e <= degree; e++) zero = verify_shape_coefficient(value, pair, f, e);
    return zero;
}

/* Bounds sum_{e >= E} |f_e| R^(e - leading) for 0 <= R <= until, E >= 6; infinite where the bounds of the terms do not
   fall by half from one to the next: derivations/15 (15). */
static void remainder_bound(mag_t bound, const pair_t pair, shape_t f, slong leading, slong E,
                            const arf_t until)
{
    SCOPED(mag, t, next, ratio);
    mag_set_ui_lower(t, (ulong)(E + verify_shape_shift(f)));
    mag_set_ui(next, (ulong)(E + verify_shape_shift(f) + 1));
    mag_div(next, next, t);
    mag_pow_ui(next, next, 4);
    arf_get_mag(ratio, until);
    mag_mul(ratio, ratio, next);
    mag_inf(bound);
    if (mag_cmp_2exp_si(ratio, -1) > 0) return;
    /* |f_e| <= t^4 bound */
    mag_set(bound, verify_shape_is_linear(f) ? pair->p_bound : pair->product_bound);
    mag_set_ui(t, (ulong)(E + verify_shape_shift(f)));
    mag_pow_ui(t, t, 4);
    mag_mul(bound, bound, t);
    arf_get_mag(t, until);
    mag_pow_ui(t, t, (ulong)(E - leading));
    mag_mul(bound, bound, t);
    mag_mul_2exp_si(bound, bound, 1);
}

typedef struct {
    arb_ptr g;
    slong length;
    mag_t remainder;
    slong prec;
} series_t;

static int series_sign(const series_t *series, const arf_t l, const arf_t r, int depth)
{
    SCOPED(arb, R, value);
    arb_set_interval_arf(R, l, r, series->prec);
    for (slong i = series->length - 1; i >= 0; i--) {
        arb_mul(value, value, R, series->prec);
        arb_add(value, value, series->g + i, series->prec);
    }
    arb_add_error_mag(value, series->remainder);
    int sign = verify_ball_sign(value);
    if (sign == 0 && depth < DEEPEST) {
        SCOPED(arf, m);
        arf_add(m, l, r, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(m, m, -1);
        sign = series_sign(series, l, m, depth + 1);
        if (sign != 0 && series_sign(series, m, r, depth + 1) != sign) sign = 0;
    }
    return sign;
}

int verify_shape_sign_near_zero(const pair_t pair, shape_t f, slong leading, const arf_t until)
{
    slong E = determined(pair, f);
    series_t series = {NULL, E - leading, {{0}}, pair->prec};
    if (series.length < 1 || E < 6 || arf_cmpabs_2exp_si(until, -1) > 0) return 0;
    SCOPED(arf, zero);
    mag_init(series.remainder);
    series.g = _arb_vec_init(series.length);
    for (slong i = 0; i < series.length; i++) verify_shape_coefficient(series.g + i, pair, f, leading + i);
    if (!is_polynomial(pair, f) || E < degree_bound(pair, f))
        remainder_bound(series.remainder, pair, f, leading, E, until);
    int sign = series_sign(&series, zero, until, 0);
    _arb_vec_clear(series.g, series.length);
    mag_clear(series.remainder);
    return sign;
}
