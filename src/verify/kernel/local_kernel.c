#include "verify/kernel/local_kernel.h"

#include "base/hull.h"
#include "base/scoped.h"

#define PARTS_BITS 4
#define LENGTH (LOCAL_LENGTH + 1)

void verify_local_kernel_init(local_kernel_t local)
{
    local->is_known = 0;
    arf_init(local->lo);
    arf_init(local->hi);
    arb_init(local->q);
    arb_init(local->value);
    arb_init(local->slope);
    local->c = _arb_vec_init(LENGTH);
}

void verify_local_kernel_clear(local_kernel_t local)
{
    arf_clear(local->lo);
    arf_clear(local->hi);
    arb_clear(local->q);
    arb_clear(local->value);
    arb_clear(local->slope);
    _arb_vec_clear(local->c, LENGTH);
}

/* phi_2(x, y; q + z) = exp(-(x^2 + y^2 - 2 x y (q + z))/(2 s))/(2 pi sqrt s), s = 1 - (q + z)^2, as a series in z. */
static void density_series(arb_poly_t density, const arb_t x, const arb_t y, const arb_t q, slong prec)
{
    SCOPED(arb_poly, s, t);
    SCOPED(arb, a, b);
    arb_poly_set_coeff_arb(t, 0, q);
    arb_poly_set_coeff_si(t, 1, 1);
    arb_poly_mullow(s, t, t, LENGTH, prec);
    arb_poly_neg(s, s);
    arb_one(a);
    arb_sub(b, a, q, prec);
    arb_add(a, a, q, prec);
    arb_mul(a, a, b, prec); /* 1 - q^2 */
    arb_poly_set_coeff_arb(s, 0, a);
    arb_mul(a, x, y, prec);
    arb_mul_2exp_si(a, a, 1);
    arb_poly_scalar_mul(t, t, a, prec);
    arb_sqr(a, x, prec);
    arb_sqr(b, y, prec);
    arb_add(a, a, b, prec);
    arb_poly_neg(density, t);
    arb_poly_get_coeff_arb(b, density, 0);
    arb_add(a, a, b, prec);
    arb_poly_set_coeff_arb(density, 0, a);
    arb_poly_inv_series(t, s, LENGTH, prec);
    arb_poly_mullow(density, density, t, LENGTH, prec);
    arb_poly_scalar_mul_2exp_si(density, density, -1);
    arb_poly_neg(density, density);
    arb_poly_exp_series(density, density, LENGTH, prec);
    arb_poly_rsqrt_series(s, s, LENGTH, prec);
    arb_poly_mullow(density, density, s, LENGTH, prec);
    arb_const_pi(a, prec);
    arb_mul_2exp_si(a, a, 1);
    arb_inv(a, a, prec);
    arb_poly_scalar_mul(density, density, a, prec);
}

/* That of the second derivative. */
static void second_series(arb_poly_t second, const kernel_t *kernel, const arb_t q, slong prec)
{
    SCOPED(arb_poly, one);
    SCOPED(arb, y, jump);
    arb_poly_zero(second);
    for (slong i = 0; i < kernel->f->kinks; i++)
        for (slong j = 0; j < kernel->g->kinks; j++) {
            arb_mul_si(y, kernel->g->kink + j, kernel->g_sign, prec);
            arb_mul(jump, kernel->f->slope + i, kernel->g->slope + j, prec);
            arb_mul_si(jump, jump, kernel->sign, prec);
            density_series(one, kernel->f->kink + i, y, q, prec);
            arb_poly_scalar_mul(one, one, jump, prec);
            arb_poly_add(second, second, one, prec);
        }
}

/* The hull of the coefficient over [lo, hi], part by part. */
static void set_rest(arb_t rest, const kernel_t *kernel, const arf_t lo, const arf_t hi, slong prec)
{
    SCOPED(arb_poly, second);
    SCOPED(arb, part, one);
    SCOPED(arf, from, to, step);
    arf_sub(step, hi, lo, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(step, step, -PARTS_BITS);
    arf_set(from, lo);
    for (slong i = 0; i < 1 << PARTS_BITS; i++) {
        arf_add(to, from, step, ARF_PREC_EXACT, ARF_RND_DOWN);
        arb_set_interval_arf(part, from, to, prec);
        second_series(second, kernel, part, prec);
        arb_poly_get_coeff_arb(one, second, LOCAL_LENGTH);
        base_hull_add(rest, one, i == 0, prec);
        arf_swap(from, to);
    }
}

static int is_linear(const function_data_struct *f)
{
    return f->kinks >= 0 && !f->is_bent && !f->has_jumps;
}

void verify_local_kernel_set(local_kernel_t local, const kernel_t *kernel, const arf_t lo, const arf_t hi,
                             slong prec)
{
    SCOPED(arb_poly, second);
    SCOPED(arb, range);
    local->is_known = 0;
    if (!is_linear(kernel->f) || !is_linear(kernel->g) || arf_sgn(lo) < 0 || arf_cmp_si(hi, 1) >= 0 ||
        arf_cmp(lo, hi) > 0)
        return;
    arf_set(local->lo, lo);
    arf_set(local->hi, hi);
    arb_set_interval_arf(range, lo, hi, prec);
    arb_get_mid_arb(local->q, range);
    verify_kernel_at(local->value, local->slope, kernel, local->q, prec);
    second_series(second, kernel, local->q, prec);
    for (slong l = 0; l < LOCAL_LENGTH; l++) arb_poly_get_coeff_arb(local->c + l, second, l);
    set_rest(local->c + LOCAL_LENGTH, kernel, lo, hi, prec);
    local->is_known =
        _arb_vec_is_finite(local->c, LENGTH) && arb_is_finite(local->value) && arb_is_finite(local->slope);
}

int verify_local_kernel_evaluate(arb_ptr K, const local_kernel_t local, const arb_t q, slong prec)
{
    if (!local->is_known) return 0;
    SCOPED(arf, lo, hi);
    SCOPED(arb, d, t);
    arb_get_interval_arf(lo, hi, q, prec);
    if (arf_cmp(lo, local->lo) < 0 || arf_cmp(hi, local->hi) > 0) return 0;
    arb_sub(d, q, local->q, prec);
    for (int j = 0; j < 4; j++) arb_zero(K + j);
    for (slong l = LOCAL_LENGTH; l >= 0; l--) {
        arb_mul(K + 2, K + 2, d, prec);
        arb_add(K + 2, K + 2, local->c + l, prec);
        arb_mul(K + 1, K + 1, d, prec);
        arb_div_si(t, local->c + l, l + 1, prec);
        arb_add(K + 1, K + 1, t, prec);
        arb_mul(K, K, d, prec);
        arb_div_si(t, t, l + 2, prec);
        arb_add(K, K, t, prec);
        if (l == 0) continue;
        arb_mul(K + 3, K + 3, d, prec);
        arb_addmul_si(K + 3, local->c + l, l, prec);
    }
    arb_mul(K + 1, K + 1, d, prec);
    arb_mul(K, K, d, prec);
    arb_add(K, K, local->slope, prec);
    arb_mul(K, K, d, prec);
    arb_add(K, K, local->value, prec);
    arb_add(K + 1, K + 1, local->slope, prec);
    return 1;
}
