/* The kernels in the variable 1 - R: derivations/13 (12). */
#include "hermite/kernel/kernels.h"

#include "base/rational.h"
#include "base/scoped.h"
#include "hermite/kernel/kernel_evaluate.h"
#include "hermite/kernel/kernels_near_one.h"
#include "hermite/kink/kink_kernel.h"

/* A complement of fewer accurate bits than this gains from monotonicity and the mean value theorem. */
#define NARROW_BITS 30
/* On a ball of radius 2^-n values at points need n + POINT_BITS bits only. */
#define POINT_BITS 20
#define POINT_PREC 128 /* of the points themselves */
#define COUNT 3        /* value, slope, sqrt(1 - R^2) times the curvature */

/* R = 1 - complement, sine = sqrt(1 - R^2) = sqrt(complement (1 + R)) */
static void set_angle(arb_t R, arb_t sine, const arb_t complement, slong prec)
{
    arb_sub_ui(R, complement, 1, prec);
    arb_neg(R, R);
    arb_add_ui(sine, R, 1, prec);
    arb_mul(sine, sine, complement, prec);
    arb_sqrtpos(sine, sine, prec);
}

/* From the ordinary values, finite only where P'' is. */
static void from_values(arb_ptr P, arb_ptr S, const kernels_t kernels, int reflect, const arb_t complement,
                        slong prec)
{
    SCOPED_VEC(arb, value, 2 * WANE_KERNEL_DERIVATIVES);
    arb_ptr value_S = value + WANE_KERNEL_DERIVATIVES;
    SCOPED(arb, R, sine);
    set_angle(R, sine, complement, prec);
    kernels_evaluate(value, value_S, kernels, R, prec);
    if (S != NULL) {
        _arb_vec_set(S, value_S, COUNT);
        arb_mul(S + 2, S + 2, sine, prec);
    }
    if (P != NULL) {
        if (reflect) {
            arb_neg(R, R);
            kernels_evaluate(value, value_S, kernels, R, prec);
            arb_neg(value + 1, value + 1);
        }
        _arb_vec_set(P, value, COUNT);
        arb_mul(P + 2, P + 2, sine, prec);
    }
}

/* S = K, S' = 2R K', sqrt(1 - R^2) S'' = 2 sqrt(1 - R^2) K' + 4 R^2 (1 + R^2)^(-1/2) sqrt(1 - q^2) K'' at q =
   R^2, 1 - q = complement (1 + R). */
static void evaluate_S(arb_ptr S, const kernels_t kernels, const arb_t complement, slong prec)
{
    SCOPED_VEC(arb, K, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, R, sine, t);
    set_angle(R, sine, complement, prec);
    arb_sub_ui(t, complement, 2, 4 * prec + 128); /* without rounding if the complement is short enough */
    arb_neg(t, t);
    arb_mul(t, t, complement, 4 * prec + 128);
    hermite_kink_kernel_evaluate_scaled(K, kernels->student_kink, 0, t, prec);
    arb_set(S, K);
    arb_mul(S + 1, K + 1, R, prec);
    arb_mul_2exp_si(S + 1, S + 1, 1);
    arb_sqr(R, R, prec);
    arb_add_ui(t, R, 1, prec);
    arb_rsqrt(t, t, prec);
    arb_mul(t, t, R, prec);
    arb_mul(S + 2, K + 2, t, prec);
    arb_mul_2exp_si(S + 2, S + 2, 1);
    arb_addmul(S + 2, K + 1, sine, prec);
    arb_mul_2exp_si(S + 2, S + 2, 1);
}

static void evaluate_directly(arb_ptr P, arb_ptr S, const kernels_t kernels, int reflect,
                              const arb_t complement, slong prec)
{
    SCOPED_VEC(arb, value, WANE_KERNEL_DERIVATIVES);
    if (hermite_kink_kernel_of_pair(value, kernels, reflect, complement, 1, prec))
        _arb_vec_set(P, value, COUNT);
    else from_values(P, NULL, kernels, reflect, complement, prec);
    if (kernels->student_kink != NULL) evaluate_S(S, kernels, complement, prec);
    else from_values(NULL, S, kernels, 0, complement, prec);
    if (arb_is_zero(complement)) {
        const arb_t *at_one[2] = {kernels->P_at_one, kernels->S_at_one};
        for (slong j = 0; j < 2; j++) {
            if (!reflect && arb_is_finite(at_one[0][j])) arb_set_round(P + j, at_one[0][j], prec);
            if (arb_is_finite(at_one[1][j])) arb_set_round(S + j, at_one[1][j], prec);
        }
    }
}

/* The angle arccos(1 - complement) = 2 arcsin sqrt(complement/2). */
static void angle(arb_t value, const arb_t complement, slong prec)
{
    arb_mul_2exp_si(value, complement, -1);
    arb_sqrtpos(value, value, prec);
    arb_asin(value, value, prec);
    arb_mul_2exp_si(value, value, 1);
}

/* S and S' increase in R: their values at the ends bound them. */
static void sharpen_S(arb_ptr S, arb_srcptr S_far, arb_srcptr S_near, slong prec)
{
    SCOPED(arb, hull);
    for (slong j = 0; j < 2; j++) {
        arb_union(hull, S_far + j, S_near + j, prec);
        kernel_intersect(S + j, hull, prec);
    }
}

/* From the values at an inner complement: dP'/dangle = -sqrt(1 - R^2) P'', and P' = dP/dR.  A point that
   rounding has put outside says nothing: the mean value theorem needs the derivative between. */
static void sharpen_P(arb_ptr P, arb_srcptr P_inner, const arb_t complement, const arb_t inner, slong prec)
{
    if (!arb_contains(complement, inner)) return;
    SCOPED(arb, t, u);
    angle(t, inner, prec);
    angle(u, complement, prec);
    arb_sub(t, t, u, prec);
    arb_mul(t, t, P + 2, prec);
    arb_add(t, t, P_inner + 1, prec);
    kernel_intersect(P + 1, t, prec);
    arb_sub(t, inner, complement, prec);
    arb_mul(t, t, P + 1, prec);
    arb_add(t, t, P_inner, prec);
    kernel_intersect(P, t, prec);
}

static void sharpen(arb_ptr P, arb_ptr S, const kernels_t kernels, int reflect, const arb_t complement,
                    slong prec)
{
    arb_ptr P_point = _arb_vec_init(4 * COUNT), S_point = P_point + COUNT;
    arb_ptr S_far = S_point + COUNT, S_near = S_far + COUNT;
    SCOPED(arb, point);
    arb_get_ubound_arf(arb_midref(point), complement, POINT_PREC);
    prec = FLINT_MIN(prec, POINT_BITS + FLINT_MAX(0, -(slong)mag_get_d_log2_approx(arb_radref(complement))));
    evaluate_directly(P_point, S_far, kernels, reflect, point, prec);
    sharpen_P(P, P_point, complement, point, prec);
    arb_get_lbound_arf(arb_midref(point), complement, POINT_PREC);
    evaluate_directly(P_point, S_near, kernels, reflect, point, prec);
    sharpen_P(P, P_point, complement, point, prec);
    sharpen_S(S, S_far, S_near, prec);
    arb_get_mid_arb(point, complement);
    evaluate_directly(P_point, S_point, kernels, reflect, point, prec);
    sharpen_P(P, P_point, complement, point, prec);
    _arb_vec_clear(P_point, 4 * COUNT);
}

void kernels_evaluate_near_one(arb_ptr P, arb_ptr S, const kernels_t kernels, int reflect,
                               const arb_t complement, slong prec)
{
    SCOPED(arb, part);
    SCOPED(arf, lower, upper);
    arb_get_lbound_arf(lower, complement, 2 * prec);
    arb_get_ubound_arf(upper, complement, 2 * prec);
    arb_set(part, complement);
    if (arf_sgn(lower) < 0 || arf_cmp_si(upper, 1) > 0) { /* what rounding adds is outside */
        if (arf_sgn(lower) < 0) arf_zero(lower);
        if (arf_cmp_si(upper, 1) > 0) arf_one(upper);
        arb_set_interval_arf(part, lower, upper, 2 * prec);
    }
    evaluate_directly(P, S, kernels, reflect, part, prec);
    if (!arb_is_exact(part) && arb_rel_accuracy_bits(part) < NARROW_BITS)
        sharpen(P, S, kernels, reflect, part, prec);
}

int hermite_kink_kernel_of_pair(arb_ptr P, const kernels_t kernels, int reflect, const arb_t complement,
                                int scaled, slong prec)
{
    const int by_ratio = kernels->pair_kink == NULL && kernels->same_up_to_ratio;
    const hermite_kink_kernel_t *kernel = by_ratio ? kernels->student_kink : kernels->pair_kink;
    if (kernel == NULL) return 0;
    (scaled ? hermite_kink_kernel_evaluate_scaled : hermite_kink_kernel_evaluate)(P, kernel, reflect,
                                                                                  complement, prec);
    for (slong j = 0; by_ratio && j < WANE_KERNEL_DERIVATIVES; j++)
        base_mul_fmpq(P + j, P + j, kernels->ratio, prec);
    return 1;
}
