/* Rises that begin at a = 0, and those that end there: derivations/18 (20), (21). */
#include <math.h>

#include "base/scoped.h"
#include "manifold/flow/rise.h"

/* sqrt(2 kappa width), kappa a bound of eps D/(P' - a S'/2) over 0 <= a <= reach. */
static void corner_value(arb_t value, bound_side_t side, const rise_cell_t cell, const arf_t reach,
                         const arb_t eps, slong prec)
{
    SCOPED(arb, a, D, H);
    SCOPED(arf, zero, end);
    arb_set_interval_arf(a, zero, reach, prec);
    nullcline_form(D, cell->P, cell->S, a, prec);
    climb_form(H, cell->P, cell->S, a, prec);
    if (arb_is_positive(D) && arb_is_positive(H)) {
        arb_mul(D, D, eps, prec);
        arb_div(D, D, H, prec);
        arb_mul(D, D, cell->width, prec);
        arb_mul_2exp_si(D, D, 1);
        if (side == BOUND_UPPER) arb_get_ubound_arf(end, D, prec);
        else arb_get_lbound_arf(end, D, prec);
        if (arf_sgn(end) < 0) arf_zero(end);
        arb_set_arf(value, end);
        arb_sqrt(value, value, prec);
    } else {
        arb_indeterminate(value);
    }
}

int corner_bound(arf_t bound, bound_side_t side, const rise_cell_t cell, const arb_t eps, slong prec)
{
    SCOPED(arb, value);
    SCOPED(arf, reach);
    corner_value(value, BOUND_UPPER, cell, reach, eps, prec); /* reach = 0: a guess */
    arb_mul_ui(value, value, 2, prec);
    arb_get_ubound_arf(reach, value, 64);
    int proved = arb_is_finite(value);
    if (proved) {
        corner_value(value, side, cell, reach, eps, prec);
        if (side == BOUND_UPPER) arb_get_ubound_arf(bound, value, 64);
        else arb_get_lbound_arf(bound, value, 64);
        proved = arb_is_finite(value) && arf_sgn(bound) > 0 && arf_cmp(bound, reach) <= 0;
    }
    return proved;
}

/* upper^2 P'/(2 eps |P|) with bounds over the cell. */
static int falls_within(const rise_cell_t cell, const arf_t upper, const arb_t eps, slong prec)
{
    SCOPED(arb, needed, available);
    arb_set_arf(needed, upper);
    arb_sqr(needed, needed, prec);
    arb_mul(needed, needed, cell->P + 1, prec);
    arb_mul(available, cell->width, cell->P, prec);
    arb_mul(available, available, eps, prec);
    arb_mul_2exp_si(available, available, 1);
    arb_neg(available, available);
    return arb_is_negative(cell->P) && arb_lt(needed, available);
}

int scale_reaches_zero(arf_t R, double within, const landscape_t landscape, const kernel_jet_t at_R,
                       const arf_t upper, const arb_t eps, slong prec)
{
    if (landscape->P_sign_near_zero > 0 || !arb_is_negative(at_R->P)) return 0;
    double a = arf_get_d(upper, ARF_RND_NEAR), P = arf_get_d(arb_midref(at_R->P), ARF_RND_NEAR);
    double P1 = arf_get_d(arb_midref(at_R->P + 1), ARF_RND_NEAR),
           ratio = arf_get_d(arb_midref(eps), ARF_RND_NEAR);
    double h = 1.2 * a * a * P1 / (2 * ratio * fabs(P));
    if (!(h > 0 && h < within)) return 0;
    SCOPED(kernel_jet, end);
    SCOPED(rise_cell, cell);
    orbit_advance(R, at_R->R, h);
    orbit_jet_evaluate(end, landscape->branch->kernels, R, prec);
    rise_cell_set(cell, at_R, end, prec);
    int reaches = (landscape->count == 0 || level_before(landscape, at_R->R) < 0) &&
                  falls_within(cell, upper, eps, prec);
    return reaches;
}

/* 2 eps (-P - a S)/(P' + a S'/2) over the cell, for a = sqrt(y): what a^2 gains per rho on the way back. */
static void gain(arb_t F, const rise_cell_t cell, const arb_t y, const arb_t eps, slong prec)
{
    SCOPED(arb, a, H);
    arb_sqrtpos(a, y, prec);
    arb_neg(a, a);
    nullcline_form(F, cell->P, cell->S, a, prec);
    climb_form(H, cell->P, cell->S, a, prec);
    arb_div(F, F, H, prec);
    arb_mul(F, F, eps, prec);
    arb_mul_2exp_si(F, F, 1);
    arb_neg(F, F);
    if (!arb_is_positive(H)) arb_indeterminate(F);
}

/* y = y + max(0, end of F) width, rounded to that side. */
static void add_gain(arb_t y, bound_side_t side, const arb_t F, const rise_cell_t cell, slong prec)
{
    SCOPED(arf, end);
    SCOPED(arb, step);
    if (side == BOUND_UPPER) arb_get_ubound_arf(end, F, prec);
    else arb_get_lbound_arf(end, F, prec);
    if (arf_sgn(end) < 0) arf_zero(end);
    arb_mul_arf(step, cell->width, end, prec);
    arb_add(y, y, step, prec);
    if (side == BOUND_UPPER) arb_get_ubound_arf(arb_midref(y), y, prec);
    else arb_get_lbound_arf(arb_midref(y), y, prec);
    mag_zero(arb_radref(y));
}

#define CROSSING_CELLS 40 /* between R_hi and R_lo */
#define RETURN_CELLS 400  /* between R_lo and 0 */

/* R_lo i/RETURN_CELLS, from there on to R_hi in as many steps as there are. */
static void place_on_return(arf_t R, slong i, const arf_t R_lo, const arf_t R_hi, slong prec)
{
    slong beyond = i - RETURN_CELLS;
    if (beyond <= 0) {
        arf_mul_si(R, R_lo, i, prec, ARF_RND_DOWN);
        arf_div_si(R, R, RETURN_CELLS, prec, ARF_RND_DOWN);
    } else {
        arf_sub(R, R_hi, R_lo, prec, ARF_RND_DOWN);
        arf_mul_si(R, R, beyond, prec, ARF_RND_DOWN);
        arf_div_si(R, R, CROSSING_CELLS, prec, ARF_RND_DOWN);
        arf_add(R, R, R_lo, prec, ARF_RND_DOWN);
    }
}

int scale_at_return(arf_t lo, arf_t hi, const landscape_t landscape, const arf_t R_lo, const arf_t R_hi,
                    const arb_t eps, slong prec)
{
    const oriented_kernels_struct *kernels = landscape->branch->kernels;
    kernel_jet_struct jet[2];
    int done = 1, right = 0;
    kernel_jet_init(jet);
    kernel_jet_init(jet + 1);
    SCOPED(rise_cell, cell);
    SCOPED(arb, lower, upper, F);
    SCOPED(arf, R);
    orbit_jet_evaluate(jet, kernels, R_hi, prec);
    for (slong i = RETURN_CELLS + CROSSING_CELLS - 1; i >= 0 && done; i--) {
        place_on_return(R, i, R_lo, R_hi, prec);
        if (arf_cmp(R, jet[right].R) >= 0) continue;
        orbit_jet_evaluate(jet + !right, kernels, R, prec);
        rise_cell_set(cell, jet + !right, jet + right, prec);
        gain(F, cell, upper, eps, prec);
        done = arb_is_finite(F);
        if (done) add_gain(upper, BOUND_UPPER, F, cell, prec);
        if (done && i < RETURN_CELLS) {
            gain(F, cell, upper, eps, prec);
            if (arb_is_finite(F)) add_gain(lower, BOUND_LOWER, F, cell, prec);
        }
        right = !right;
    }
    arb_sqrtpos(F, lower, prec);
    arb_get_lbound_arf(lo, F, prec);
    if (arf_sgn(lo) < 0) arf_zero(lo);
    arb_sqrtpos(F, upper, prec);
    arb_get_ubound_arf(hi, F, prec);
    kernel_jet_clear(jet);
    kernel_jet_clear(jet + 1);
    return done;
}
