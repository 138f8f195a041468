#include "manifold/flow/rise_cell.h"

#include "base/scoped.h"

#include <math.h>

#define BOUND_PREC 64
#define POSITION_PREC 128
#define BLUR_BITS 60

static void set_at_zero(kernel_jet_t jet, const oriented_kernels_t kernels, int j, slong prec)
{
    monotone_bounds_t *b = &jet->bounds;
    slong factorial = j == 3 ? 6 : j == 2 ? 2 : 1;
    SCOPED(arf, negative);
    if (j < kernels->length) arb_mul_si(jet->P + j, kernels->p + j, factorial, prec);
    else arb_zero(jet->P + j);
    arb_zero(jet->S + j);
    if (j % 2 == 0 && j / 2 < kernels->length) arb_mul_si(jet->S + j, kernels->s + j / 2, factorial, prec);
    arb_get_lbound_arf(b->S_lo[j], jet->S + j, BOUND_PREC);
    arb_get_ubound_arf(b->S_hi[j], jet->S + j, BOUND_PREC);
    if (arf_sgn(b->S_lo[j]) < 0) arf_zero(b->S_lo[j]);
    /* The positive and the negative part: derivations/07, monotone parts. */
    arb_get_lbound_arf(b->plus_lo[j], jet->P + j, BOUND_PREC);
    arb_get_ubound_arf(b->plus_hi[j], jet->P + j, BOUND_PREC);
    arf_neg(b->minus_hi[j], b->plus_lo[j]);
    arf_neg(b->minus_lo[j], b->plus_hi[j]);
    arf_struct *parts[] = {b->plus_lo[j], b->plus_hi[j], b->minus_lo[j], b->minus_hi[j]};
    for (int i = 0; i < 4; i++)
        if (arf_sgn(parts[i]) < 0) arf_zero(parts[i]);
}

static void widen(arf_t lo, arf_t hi, const arf_t by)
{
    arf_sub(lo, lo, by, BOUND_PREC, ARF_RND_FLOOR);
    if (arf_sgn(lo) < 0) arf_zero(lo);
    arf_add(hi, hi, by, BOUND_PREC, ARF_RND_CEIL);
}

/* Adds the tails beyond the reader's terms, and to what is not 0 a little of its size. */
static void blur_jet(kernel_jet_t jet, const kernel_blur_struct *blur)
{
    monotone_bounds_t *b = &jet->bounds;
    mag_t r, size, more[2];
    mag_init(r);
    mag_init(size);
    mag_init(more[0]);
    mag_init(more[1]);
    SCOPED(arf, by);
    arf_get_mag(r, jet->R);
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        arb_struct *value[2] = {jet->P + j, jet->S + j};
        kernel_blur_bounds(more[0], more[1], blur, j, r);
        for (int i = 0; i < 2; i++) {
            arb_get_mag(size, value[i]);
            mag_mul_2exp_si(size, size, -BLUR_BITS);
            mag_add(more[i], more[i], size);
            arb_add_error_mag(value[i], more[i]);
        }
        arf_set_mag(by, more[0]);
        widen(b->plus_lo[j], b->plus_hi[j], by);
        widen(b->minus_lo[j], b->minus_hi[j], by);
        arf_set_mag(by, more[1]);
        widen(b->S_lo[j], b->S_hi[j], by);
    }
    mag_clear(r);
    mag_clear(size);
    mag_clear(more[0]);
    mag_clear(more[1]);
}

void orbit_jet_evaluate(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec)
{
    if (arf_is_zero(R)) {
        arf_zero(jet->R);
        for (int j = 0; j < SERIES_DERIVATIVES; j++) set_at_zero(jet, kernels, j, prec);
    } else {
        kernel_jet_sum_series(jet, kernels, R, prec);
    }
    if (kernels->blur != NULL) blur_jet(jet, kernels->blur);
}

void orbit_cell_init(orbit_cell_t cell)
{
    cell->left = cell->right = NULL;
    arb_init(cell->width);
    arb_init(cell->weight);
    for (int j = 0; j < 3; j++) {
        arb_init(cell->P + j);
        arb_init(cell->S + j);
    }
}

void orbit_cell_clear(orbit_cell_t cell)
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

void orbit_cell_set(orbit_cell_t cell, const kernel_jet_struct *left, const kernel_jet_struct *right,
                    slong prec)
{
    const monotone_bounds_t *l = &left->bounds, *r = &right->bounds;
    SCOPED(arf, lo, hi);
    cell->left = left;
    cell->right = right;
    set_width(cell->width, left->R, right->R, prec);
    set_weight(cell->weight, left->R, right->R, prec);
    for (int j = 0; j < 3; j++) {
        arf_sub(lo, l->plus_lo[j], r->minus_hi[j], BOUND_PREC, ARF_RND_FLOOR);
        arf_sub(hi, r->plus_hi[j], l->minus_lo[j], BOUND_PREC, ARF_RND_CEIL);
        set_range(cell->P + j, lo, hi, prec);
        set_range(cell->S + j, l->S_lo[j], r->S_hi[j], prec);
    }
}

void orbit_nullcline_form(arb_t D, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    arb_mul(D, a, S, prec);
    arb_sub(D, P, D, prec);
}

void orbit_branch_form(arb_t G, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    arb_mul(G, a, S + 1, prec);
    arb_mul_2exp_si(G, G, -1);
    arb_sub(G, P + 1, G, prec);
    arb_mul(G, G, a, prec);
}

void orbit_slope(arb_t slope, arb_srcptr P, arb_srcptr S, const arb_t a, const arb_t eps, slong prec)
{
    SCOPED(arb, D, G);
    orbit_nullcline_form(D, P, S, a, prec);
    orbit_branch_form(G, P, S, a, prec);
    if (arb_is_positive(G)) {
        arb_div(D, D, G, prec);
        arb_mul(slope, D, eps, prec);
    } else {
        arb_indeterminate(slope);
    }
}

void orbit_bend(arb_t bend, const orbit_cell_t cell, const arb_t a, const arb_t slope, const arb_t eps,
                slong prec)
{
    arb_srcptr P = cell->P, S = cell->S;
    SCOPED(arb, D, G, D_R, G_R, x, y);
    orbit_nullcline_form(D, P, S, a, prec);
    orbit_branch_form(G, P, S, a, prec);
    if (arb_is_positive(G)) {
        orbit_nullcline_form(D_R, P + 1, S + 1, a, prec); /* also the derivative of G in a */
        orbit_branch_form(G_R, P + 1, S + 1, a, prec);
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
