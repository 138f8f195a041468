#include "manifold/orbit/orbit_one_step.h"
#include "base/scoped.h"
#include "manifold/orbit/orbit_work.h"

#define P 0
#define S WANE_KERNEL_DERIVATIVES

/* V at (R, a) */
static void gain(arb_t V, arb_srcptr kernel, const arb_t a, slong prec)
{
    arb_mul(V, a, kernel + S, prec);
    arb_neg(V, V);
    arb_addmul_si(V, kernel + P, 2, prec);
    arb_mul(V, V, a, prec);
}

/* dV/drho = 2 D G = D a (2 P' - a S'), dV/da = 2 (P - a S) */
static void gradient(arb_ptr slope, arb_srcptr kernel, const arb_t D, const arb_t a, slong prec)
{
    arb_mul(slope, a, kernel + S + 1, prec);
    arb_neg(slope, slope);
    arb_addmul_si(slope, kernel + P + 1, 2, prec);
    arb_mul(slope, slope, a, prec);
    arb_mul(slope, slope, D, prec);
    arb_mul(slope + 1, a, kernel + S, prec);
    arb_sub(slope + 1, kernel + P, slope + 1, prec);
    arb_mul_2exp_si(slope + 1, slope + 1, 1);
}

void orbit_gain(arb_t V, const orbit_t orbit)
{
    const orbit_set_struct *set = orbit->work->now;
    SCOPED_VEC(arb, kernel, 2 * WANE_KERNEL_DERIVATIVES + 10);
    arb_ptr hull = kernel + 2 * WANE_KERNEL_DERIVATIVES, slope = hull + 2, offset = hull + 6, x = hull + 8;
    SCOPED(arb, R, D, q);
    /* Mean value form, derivations/17 (15): V(y) is V(x) + grad V . (y - x), the gradient on the hull. */
    orbit_set_hull(hull, set, orbit->prec);
    orbit_correlation(R, D, q, hull, orbit->prec);
    kernels_evaluate(kernel + P, kernel + S, orbit->kernels, R, orbit->prec);
    gradient(slope, kernel, D, hull + 1, orbit->prec);
    orbit_set_offset(offset, set, slope, orbit->prec); /* the second row of the matrix is zero */
    orbit_correlation(R, D, q, set->x, orbit->prec);
    kernels_evaluate(kernel + P, kernel + S, orbit->kernels, R, orbit->prec);
    gain(x, kernel, set->x + 1, orbit->prec);
    arb_add(V, x, offset, orbit->prec);
}
