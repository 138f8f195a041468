#include "manifold/floor/floor_function.h"

#include "base/scoped.h"
#include "hermite/oriented/oriented_kernels.h"

void floor_value_init(floor_value_t value)
{
    arb_init(value->F);
    arb_init(value->slope);
    arb_init(value->Q);
    arb_init(value->a);
    arb_init(value->K1);
}

void floor_value_clear(floor_value_t value)
{
    arb_clear(value->F);
    arb_clear(value->slope);
    arb_clear(value->Q);
    arb_clear(value->a);
    arb_clear(value->K1);
}

/* ((N-1)/N) K(Q) + K(1)/N */
static void mean_kernel(arb_t E, const arb_t K, const floor_problem_t *problem, slong prec)
{
    arb_mul_si(E, K, problem->width - 1, prec);
    arb_add(E, E, problem->kernels->student->norm2, prec);
    arb_div_si(E, E, problem->width, prec);
}

/* derivations/20 (7): F' = P K' - P' R K' + P R K'' Q' - P'' E, Q' = 2 N R/(N-1). */
static void set_slope(arb_t slope, arb_srcptr P, arb_srcptr K, const arb_t R, const arb_t E, slong width,
                      slong prec)
{
    SCOPED(arb, t);
    arb_mul(t, P + 1, R, prec);
    arb_sub(t, P, t, prec);
    arb_mul(slope, t, K + 1, prec);
    arb_sqr(t, R, prec);
    arb_mul_si(t, t, 2 * width, prec);
    arb_div_si(t, t, width - 1, prec);
    arb_mul(t, t, K + 2, prec);
    arb_addmul(slope, t, P, prec);
    arb_submul(slope, P + 2, E, prec);
}

static void set_directly(floor_value_t value, const floor_problem_t *problem, const arb_t R, slong prec)
{
    SCOPED(kernel_values, at);
    SCOPED_VEC(arb, K, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, E, t);
    arb_srcptr P = at->P;
    arb_sqr(value->Q, R, prec);
    arb_mul_si(value->Q, value->Q, problem->width, prec);
    arb_sub_ui(value->Q, value->Q, 1, prec);
    arb_div_si(value->Q, value->Q, problem->width - 1, prec);
    kernels_evaluate_turned(at, problem->kernels, problem->a_sign, problem->side, R, prec);
    kernels_evaluate_correlation(K, problem->kernels, value->Q, prec);
    mean_kernel(E, K, problem, prec);
    arb_mul(t, R, K + 1, prec);
    arb_div(value->a, P + 1, t, prec);
    arb_mul(value->F, P, t, prec);
    arb_submul(value->F, P + 1, E, prec);
    set_slope(value->slope, P, K, R, E, problem->width, prec);
    arb_set(value->K1, K + 1);
}

/* A ball wider than this, relative to R, gains from the mean value theorem. */
#define NARROW_BITS 40

void floor_value_set(floor_value_t value, const floor_problem_t *problem, const arb_t R, slong prec)
{
    set_directly(value, problem, R, prec);
    if (arb_rel_accuracy_bits(R) >= NARROW_BITS || !arb_is_finite(value->slope)) return;
    SCOPED(arb, middle, offset);
    SCOPED(floor_value, at_middle);
    arb_get_mid_arb(middle, R);
    arb_sub(offset, R, middle, prec);
    set_directly(at_middle, problem, middle, prec);
    arb_addmul(at_middle->F, value->slope, offset, prec);
    if (arb_is_finite(at_middle->F) && !arb_intersection(value->F, value->F, at_middle->F, prec))
        arb_indeterminate(value->F);
}
