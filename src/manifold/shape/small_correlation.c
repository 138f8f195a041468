/* R -> 0 on the interior branch: derivations/04. */
#include "base/scoped.h"
#include "manifold/shape/interior_branch.h"

/* The least k >= from with x_k != 0; -1 if that is left open, by a ball or by what is not stored. */
static slong first_nonzero(arb_srcptr x, slong length, slong from, int finite)
{
    for (slong k = from; k < length; k++) {
        if (arb_is_zero(x + k)) continue;
        return arb_contains_zero(x + k) ? -1 : k;
    }
    return finite ? WANE_NONE : -1;
}

/* The branch rises to a = +infinity towards R = 0 with a rising on it: c_0 = 0, p = s, p_s > 0, nu > 0. */
static int branch_tends_to_zero(const wane_small_R_t small, const oriented_kernels_t kernels)
{
    int c_0_is_zero = arb_is_zero(kernels->s);
    if (small->s < 0) return -1;
    if (!c_0_is_zero && !arb_contains_zero(kernels->s)) return 0;
    if (small->p < 0) {
        /* No p_k at all, or one that is not decided; p > s and p_k = 0 for all k both exclude it. */
        int none = 1;
        for (slong k = 1; k <= small->s; k++) none = none && arb_is_zero(kernels->p + k);
        return none ? 0 : -1;
    }
    if (small->p != small->s || arb_is_negative(kernels->p + small->p)) return 0;
    if (small->n < 0) return -1;
    if (!arb_is_positive(small->nu)) return 0;
    return c_0_is_zero ? 1 : -1;
}

/* derivations/04: kappa = nu/(2 s^2 p_s), Q = n - s + 1, R ~ (Q kappa eps t)^(-1/Q), a ~ alpha R^(-s). */
static void set_scaling(wane_small_R_t small, const oriented_kernels_t kernels)
{
    slong prec = kernels->prec, s = small->s;
    SCOPED(arb, x);
    small->Q = small->n - s + 1;
    small->Q_least = small->n_least - s + 1;
    arb_div(small->alpha, kernels->p + s, kernels->s + s, prec);
    arb_div(small->kappa, small->nu, kernels->p + s, prec);
    arb_div_si(small->kappa, small->kappa, 2 * s * s, prec);
    arb_mul_si(x, small->kappa, small->Q, prec);
    arb_root_ui(x, x, (ulong)small->Q, prec);
    arb_inv(small->R_prefactor, x, prec);
    arb_pow_ui(x, x, (ulong)s, prec);
    arb_mul(small->a_prefactor, small->alpha, x, prec);
}

int small_correlation_nu_factor(slong n, int a_sign, int R_sign)
{
    return R_sign > 0 || n % 2 != 0 ? a_sign : -a_sign;
}

void small_correlation_turn(wane_small_R_t small, int a_sign, int R_sign)
{
    arb_mul_si(small->nu, small->nu, small_correlation_nu_factor(small->n, a_sign, R_sign), ARF_PREC_EXACT);
    arb_mul_si(small->alpha, small->alpha, a_sign, ARF_PREC_EXACT);
    arb_mul_si(small->a_prefactor, small->a_prefactor, a_sign, ARF_PREC_EXACT);
    arb_mul_si(small->R_prefactor, small->R_prefactor, R_sign, ARF_PREC_EXACT);
}

void small_correlation_set(wane_small_R_t small, const oriented_kernels_t kernels, const small_series_t N)
{
    const slong length = kernels->length;
    const int p_finite = kernels->p_finite, s_finite = kernels->s_finite;
    small->s = first_nonzero(kernels->s, length, 1, s_finite);
    small->p = first_nonzero(kernels->p, length, 1, p_finite);
    small->m = small->p < 0 ? small->p : first_nonzero(kernels->p, length, small->p + 1, p_finite);
    small->m_prime = small->s < 0 ? small->s : first_nonzero(kernels->s, length, small->s + 1, s_finite);
    if (N->status == LEADING_DECIDED) {
        small->n = small->n_least = N->leading;
        arb_set(small->nu, N->g);
    } else {
        small->n = small->n_least = N->status == LEADING_ZERO ? WANE_NONE : -1;
        arb_indeterminate(small->nu);
    }
    small->tends_to_zero = N->status == LEADING_ZERO ? 0 : branch_tends_to_zero(small, kernels);
    if (small->tends_to_zero == 1) set_scaling(small, kernels);
}

void small_correlation_set_range(wane_small_R_t small, const oriented_kernels_t kernels, slong least,
                                 slong most)
{
    const slong s = small->s;
    if (s < 1 || small->p != s || !arb_is_positive(kernels->p + s)) return;
    small->n = most;
    small->n_least = least;
    small->tends_to_zero = 1;
    small->Q = most - s + 1;
    small->Q_least = least - s + 1;
    arb_div(small->alpha, kernels->p + s, kernels->s + s, kernels->prec);
}
