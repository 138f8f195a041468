/* Slow times beside kinks, where no complex neighbourhood is at hand: the midpoint rule with bounds of the
   integrand's slope, derivations/07 (20), on pieces that are halved where most is left open. */
#include "base/scoped.h"
#include "hermite/oriented/jet_cache.h"
#include "manifold/limit/phase_rates.h"
#include "manifold/shape/rough_range.h"

#define TIME_PREC 80
#define ACCURACY (-20) /* relative, of the sum */
#define MOST_PIECES 384

/* f = 2 F/(S' N) and, for slope != NULL, its derivative, from the kernels. */
static void integrand(arb_t f, arb_t slope, arb_srcptr P, arb_srcptr S)
{
    SCOPED(arb, F, N, D, D_slope);
    shape_function_value(F, SHAPE_F, P, S, TIME_PREC);
    shape_function_value(N, SHAPE_N, P, S, TIME_PREC);
    arb_mul(D, N, S + 1, TIME_PREC);
    arb_div(f, F, D, TIME_PREC);
    if (slope != NULL) { /* (F' - (F/D) D')/D */
        shape_function_slope(D_slope, SHAPE_N, P, S, TIME_PREC);
        arb_mul(D_slope, D_slope, S + 1, TIME_PREC);
        arb_addmul(D_slope, N, S + 2, TIME_PREC);
        shape_function_slope(slope, SHAPE_F, P, S, TIME_PREC);
        arb_submul(slope, f, D_slope, TIME_PREC);
        arb_div(slope, slope, D, TIME_PREC);
        arb_mul_2exp_si(slope, slope, 1);
    }
    arb_mul_2exp_si(f, f, 1);
}

/* The integral over [l, r]. */
typedef struct {
    arf_t l, m, r;
    arb_t value;
} piece_t;

static void piece_init(piece_t *piece, jet_cache_t jets, const arf_t l, const arf_t r)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, f, slope, middle);
    SCOPED(arf, width);
    SCOPED(mag, error, size);
    arf_init(piece->l);
    arf_init(piece->m);
    arf_init(piece->r);
    arb_init(piece->value);
    arf_set(piece->l, l);
    arf_set(piece->r, r);
    arf_add(piece->m, l, r, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(piece->m, piece->m, -1);
    rough_kernels_between(at, jets->kernels, jet_cache_get(jets, l), jet_cache_get(jets, r));
    integrand(f, slope, at->P, at->S);
    if (arb_is_finite(slope)) { /* |integral - width f(m)| <= (greatest - least slope) width^2/8 */
        const kernel_jet_struct *jet = jet_cache_get(jets, piece->m);
        integrand(middle, NULL, jet->P, jet->S);
        arf_sub(width, r, l, TIME_PREC, ARF_RND_UP);
        mag_mul_2exp_si(error, arb_radref(slope), 1);
        arf_get_mag(size, width);
        mag_mul(error, error, size);
        mag_mul_2exp_si(error, error, -3);
        arb_add_error_mag(middle, error);
    } else {
        arb_set(middle, f);
    }
    arf_sub(width, r, l, ARF_PREC_EXACT, ARF_RND_DOWN);
    arb_mul_arf(piece->value, middle, width, TIME_PREC);
}

static void piece_clear(piece_t *piece)
{
    arf_clear(piece->l);
    arf_clear(piece->m);
    arf_clear(piece->r);
    arb_clear(piece->value);
}

static slong widest(const piece_t *piece, slong count)
{
    slong found = 0;
    for (slong i = 1; i < count; i++)
        if (mag_cmp(arb_radref(piece[i].value), arb_radref(piece[found].value)) > 0) found = i;
    return found;
}

static void add_up(arb_t sum, const piece_t *piece, slong count)
{
    arb_zero(sum);
    for (slong i = 0; i < count; i++) arb_add(sum, sum, piece[i].value, TIME_PREC);
}

static void integrate(arb_t sum, const oriented_kernels_t kernels, const arf_t l, const arf_t r)
{
    piece_t piece[MOST_PIECES];
    slong count = 0;
    jet_cache_t jets;
    SCOPED(mag, allowed);
    jet_cache_init(jets, kernels, TIME_PREC);
    piece_init(piece + count++, jets, l, r);
    for (;;) {
        add_up(sum, piece, count);
        arb_get_mag_lower(allowed, sum);
        mag_mul_2exp_si(allowed, allowed, ACCURACY);
        if (count == MOST_PIECES || mag_cmp(arb_radref(sum), allowed) <= 0) break;
        piece_t *open = piece + widest(piece, count), whole = *open;
        piece_init(open, jets, whole.l, whole.m);
        piece_init(piece + count++, jets, whole.m, whole.r);
        piece_clear(&whole);
    }
    for (slong i = 0; i < count; i++) piece_clear(piece + i);
    jet_cache_clear(jets);
}

/* sum += what the ends' uncertainty contributes: the integral over each end ball lies within its diameter
   times the integrand there. */
static void add_end(arb_t sum, const oriented_kernels_t kernels, const arb_t end)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, f);
    SCOPED(mag, size);
    if (!arb_is_exact(end)) {
        oriented_kernels_evaluate(at, kernels, end, TIME_PREC);
        integrand(f, NULL, at->P, at->S);
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
    integrate(time, kernels, l, r);
    if (!rising) arb_neg(time, time);
    add_end(time, kernels, from);
    add_end(time, kernels, to);
}
