#include "manifold/orbit/orbit_one_step.h"
#include "base/scoped.h"
#include "manifold/orbit/orbit_work.h"
#include "manifold/shape/shape_function.h"

void orbit_gain(arb_t V, const orbit_t orbit)
{
    const orbit_set_struct *set = orbit->work->now;
    const slong prec = orbit->prec;
    SCOPED_VEC(arb, slope, 4);
    SCOPED_VEC(arb, offset, 2);
    SCOPED_VEC(arb, hull, 2);
    SCOPED(kernel_values, at);
    SCOPED(arb, R, D, q);
    /* Mean value form, derivations/17 (15): V(y) is V(x) + grad V . (y - x), the gradient on the hull:
       dV/drho = D a (2 P' - a S'), dV/da = 2 (P - a S). */
    orbit_set_hull(hull, set, prec);
    orbit_correlation(R, D, q, hull, prec);
    kernels_evaluate(at->P, at->S, orbit->kernels, R, prec);
    gain_form(slope, at->P + 1, at->S + 1, hull + 1, prec);
    arb_mul(slope, slope, D, prec);
    nullcline_form(slope + 1, at->P, at->S, hull + 1, prec);
    arb_mul_2exp_si(slope + 1, slope + 1, 1);
    orbit_set_offset(offset, set, slope, prec); /* the second row of the matrix is zero */
    orbit_correlation(R, D, q, set->x, prec);
    kernels_evaluate(at->P, at->S, orbit->kernels, R, prec);
    gain_form(V, at->P, at->S, set->x + 1, prec);
    arb_add(V, V, offset, prec);
}
