/* Slow times beside kinks, where no complex neighbourhood is at hand: the midpoint rule with bounds of the
   integrand's slope, derivations/07 (20). */
#include "base/scoped.h"
#include "manifold/limit/phase_rates.h"

#define TIME_PREC 80
#define ACCURACY (-20) /* of each piece, relative */
#define MAX_DEPTH 22

/* f = 2 F/(S' N) and, for slope != NULL, its derivative at every point of the ball R. */
static void integrand(arb_t f, arb_t slope, const oriented_kernels_t kernels, const arb_t R)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, F, N, D, D_slope);
    oriented_kernels_evaluate(at, kernels, R, TIME_PREC);
    shape_function_value(F, SHAPE_F, at->P, at->S, TIME_PREC);
    shape_function_value(N, SHAPE_N, at->P, at->S, TIME_PREC);
    arb_mul(D, N, at->S + 1, TIME_PREC);
    arb_div(f, F, D, TIME_PREC);
    if (slope != NULL) { /* (F' - (F/D) D')/D */
        shape_function_slope(D_slope, SHAPE_N, at->P, at->S, TIME_PREC);
        arb_mul(D_slope, D_slope, at->S + 1, TIME_PREC);
        arb_addmul(D_slope, N, at->S + 2, TIME_PREC);
        shape_function_slope(slope, SHAPE_F, at->P, at->S, TIME_PREC);
        arb_submul(slope, f, D_slope, TIME_PREC);
        arb_div(slope, slope, D, TIME_PREC);
        arb_mul_2exp_si(slope, slope, 1);
    }
    arb_mul_2exp_si(f, f, 1);
}

/* sum += the integral over [l, r]. */
static void add_piece(arb_t sum, const oriented_kernels_t kernels, const arf_t l, const arf_t r, int depth)
{
    SCOPED(arb, R, f, slope, middle);
    SCOPED(arf, m, width);
    SCOPED(mag, error, size);
    arb_set_interval_arf(R, l, r, TIME_PREC);
    integrand(f, slope, kernels, R);
    arf_sub(width, r, l, TIME_PREC, ARF_RND_UP);
    arf_add(m, l, r, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(m, m, -1);
    arb_set_arf(R, m);
    integrand(middle, NULL, kernels, R);
    /* |integral - width f(m)| <= (greatest - least slope) width^2/8 */
    mag_mul_2exp_si(error, arb_radref(slope), 1);
    arf_get_mag(size, width);
    mag_mul(error, error, size);
    mag_mul_2exp_si(error, error, -3);
    arb_get_mag(size, middle);
    mag_mul_2exp_si(size, size, ACCURACY);
    if ((arb_is_finite(slope) && mag_cmp(error, size) <= 0) || depth == MAX_DEPTH) {
        if (arb_is_finite(slope)) arb_add_error_mag(middle, error);
        else arb_set(middle, f);
        arf_sub(width, r, l, ARF_PREC_EXACT, ARF_RND_DOWN);
        arb_mul_arf(middle, middle, width, TIME_PREC);
        arb_add(sum, sum, middle, TIME_PREC);
    } else {
        add_piece(sum, kernels, l, m, depth + 1);
        add_piece(sum, kernels, m, r, depth + 1);
    }
}

/* sum += what the ends' uncertainty contributes: the integral over each end ball lies within its diameter
   times the integrand there. */
static void add_end(arb_t sum, const oriented_kernels_t kernels, const arb_t end)
{
    SCOPED(arb, f);
    SCOPED(mag, size);
    if (!arb_is_exact(end)) {
        integrand(f, NULL, kernels, end);
        arb_get_mag(size, f);
        mag_mul(size, size, arb_radref(end));
        arb_add_error_mag(sum, size);
    }
}

void rough_slow_time(arb_t time, const interior_branch_t branch, const arb_t from, const arb_t to)
{
    const oriented_kernels_struct *kernels = branch->kernels;
    const int rising = arf_cmp(arb_midref(from), arb_midref(to)) < 0;
    const arf_struct *l = arb_midref(rising ? from : to), *r = arb_midref(rising ? to : from);
    arb_zero(time);
    add_piece(time, kernels, l, r, 0);
    if (!rising) arb_neg(time, time);
    add_end(time, kernels, from);
    add_end(time, kernels, to);
}
