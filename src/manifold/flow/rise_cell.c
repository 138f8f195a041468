#include "manifold/flow/rise_cell.h"

#include "base/scoped.h"

#include <math.h>

#define BOUND_PREC 64
#define POSITION_PREC 128
#define BLUR_BITS 60

static void widen(monotone_range_t *range, int j, const mag_t by)
{
    SCOPED(arf, x);
    arf_set_mag(x, by);
    arf_sub(range->lo[j], range->lo[j], x, BOUND_PREC, ARF_RND_FLOOR);
    if (arf_sgn(range->lo[j]) < 0) arf_zero(range->lo[j]);
    arf_add(range->hi[j], range->hi[j], x, BOUND_PREC, ARF_RND_CEIL);
}

/* more[0], more[1] := the tails beyond the reader's terms, and of what is not 0 a little of its size; the values
   with them. */
static void blur_values(mag_ptr more, kernel_jet_t jet, const kernel_blur_struct *blur, int j)
{
    arb_struct *value[2] = {jet->P + j, jet->S + j};
    SCOPED(mag, r, size);
    arf_get_mag(r, jet->R);
    kernel_blur_bounds(more, more + 1, blur, j, r);
    for (int i = 0; i < 2; i++) {
        arb_get_mag(size, value[i]);
        mag_mul_2exp_si(size, size, -BLUR_BITS);
        mag_add(more + i, more + i, size);
        mag_add(more + i, more + i, arb_radref(value[i])); /* for another order of summation */
        arb_add_error_mag(value[i], more + i);
    }
}

void orbit_jet_evaluate(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec)
{
    kernel_jet_sum_series(jet, kernels, R, prec);
    if (kernels->blur == NULL) return;
    SCOPED_VEC(mag, more, 2);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        blur_values(more, jet, kernels->blur, j);
        widen(&jet->bounds.plus, j, more);
        widen(&jet->bounds.minus, j, more);
        widen(&jet->bounds.S, j, more + 1);
    }
}

void rise_cell_init(rise_cell_t cell)
{
    cell->left = cell->right = NULL;
    arb_init(cell->width);
    arb_init(cell->weight);
    for (int j = 0; j < 3; j++) {
        arb_init(cell->P + j);
        arb_init(cell->S + j);
    }
}

void rise_cell_clear(rise_cell_t cell)
{
    arb_clear(cell->width);
    arb_clear(cell->weight);
    for (int j = 0; j < 3; j++) {
        arb_clear(cell->P + j);
        arb_clear(cell->S + j);
    }
}

/* artanh r - artanh l = artanh((r - l)/(1 - l r)). */
static void set_width(arb_t width, const arf_t l, const arf_t r, slong prec)
{
    SCOPED(arb, x, y);
    arb_set_arf(x, l);
    arb_mul_arf(x, x, r, ARF_PREC_EXACT);
    arb_sub_ui(x, x, 1, prec);
    arb_set_arf(y, l);
    arb_sub_arf(y, y, r, prec);
    arb_div(x, y, x, prec);
    arb_atanh(width, x, prec);
}

/* 1 - R^2 for l <= R <= r. */
static void set_weight(arb_t weight, const arf_t l, const arf_t r, slong prec)
{
    SCOPED(arb, x, y);
    arb_set_arf(x, l);
    arb_mul_arf(x, x, l, ARF_PREC_EXACT);
    arb_set_arf(y, r);
    arb_mul_arf(y, y, r, ARF_PREC_EXACT);
    arb_sub_ui(x, x, 1, prec);
    arb_sub_ui(y, y, 1, prec);
    arb_union(weight, x, y, prec);
    arb_neg(weight, weight);
}

/* [lo, hi]; infinite ends make it not finite. */
static void set_range(arb_t x, const arf_t lo, const arf_t hi, slong prec)
{
    if (arf_is_finite(lo) && arf_is_finite(hi) && arf_cmp(lo, hi) <= 0) arb_set_interval_arf(x, lo, hi, prec);
    else arb_zero_pm_inf(x);
}

void rise_cell_set(rise_cell_t cell, const kernel_jet_struct *left, const kernel_jet_struct *right,
                   slong prec)
{
    const monotone_bounds_t *l = &left->bounds, *r = &right->bounds;
    SCOPED(arf, lo, hi);
    cell->left = left;
    cell->right = right;
    set_width(cell->width, left->R, right->R, prec);
    set_weight(cell->weight, left->R, right->R, prec);
    for (int j = 0; j < 3; j++) {
        arf_sub(lo, l->plus.lo[j], r->minus.hi[j], BOUND_PREC, ARF_RND_FLOOR);
        arf_sub(hi, r->plus.hi[j], l->minus.lo[j], BOUND_PREC, ARF_RND_CEIL);
        set_range(cell->P + j, lo, hi, prec);
        set_range(cell->S + j, l->S.lo[j], r->S.hi[j], prec);
    }
}

void orbit_slope(arb_t slope, arb_srcptr P, arb_srcptr S, const arb_t a, const arb_t eps, slong prec)
{
    SCOPED(arb, D, G);
    nullcline_form(D, P, S, a, prec);
    speed_form(G, P, S, a, prec);
    if (arb_is_positive(G)) {
        arb_div(D, D, G, prec);
        arb_mul(slope, D, eps, prec);
    } else {
        arb_indeterminate(slope);
    }
}

void orbit_bend(arb_t bend, const rise_cell_t cell, const arb_t a, const arb_t slope, const arb_t eps,
                slong prec)
{
    arb_srcptr P = cell->P, S = cell->S;
    SCOPED(arb, D, G, D_R, G_R, x, y);
    nullcline_form(D, P, S, a, prec);
    speed_form(G, P, S, a, prec);
    if (arb_is_positive(G)) {
        nullcline_form(D_R, P + 1, S + 1, a, prec); /* also the derivative of G in a */
        speed_form(G_R, P + 1, S + 1, a, prec);
        arb_mul(x, cell->weight, D_R, prec);
        arb_submul(x, S, slope, prec);
        arb_mul(y, cell->weight, G_R, prec);
        arb_addmul(y, D_R, slope, prec);
        /* (x - (D/G) y)/G */
        arb_div(D, D, G, prec);
        arb_submul(x, D, y, prec);
        arb_div(x, x, G, prec);
        arb_mul(bend, x, eps, prec);
    } else {
        arb_indeterminate(bend);
    }
}

void orbit_advance(arf_t next, const arf_t R, double h)
{
    SCOPED(arf, shift, x, y);
    arf_set_d(shift, tanh(h));
    arf_add(x, R, shift, POSITION_PREC, ARF_RND_NEAR);
    arf_mul(y, R, shift, POSITION_PREC, ARF_RND_NEAR);
    arf_add_ui(y, y, 1, POSITION_PREC, ARF_RND_NEAR);
    arf_div(next, x, y, POSITION_PREC, ARF_RND_NEAR);
}
