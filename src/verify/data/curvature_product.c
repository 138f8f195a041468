/* Means of f''(u) g''(v), from the coefficients of both: derivations/15 (45), (46), (48). */
#include "verify/data/curvature_inside.h"

#include "verify/data/normal.h"

/* sum of f_k g_k sign^k q^k, k < length */
static void partial_sum(arb_t sum, const curvature_struct *f, const curvature_struct *g, int sign,
                        const arb_t q, slong length, slong prec)
{
    SCOPED(arb, power, t);
    arb_zero(sum);
    arb_one(power);
    for (slong k = 0; k < length; k++) {
        arb_mul(t, f->c + k, g->c + k, prec);
        arb_mul(t, t, power, prec);
        if (sign < 0 && k % 2) arb_sub(sum, sum, t, prec);
        else arb_add(sum, sum, t, prec);
        arb_mul(power, power, q, prec);
    }
}

void verify_curvature_product(arb_t product, const curvature_struct *f, const curvature_struct *g, int own,
                              int sign, const arb_t q, slong prec)
{
    const slong length = FLINT_MIN(f->length, g->length);
    arb_zero(product);
    if (f->is_zero || g->is_zero) return;
    SCOPED(arb, lo, hi, power, rest);
    SCOPED(mag, tail);
    verify_unit_ends(lo, hi, q, prec);
    arb_pow_ui(power, hi, (ulong)length, prec);
    if (own) { /* increases with q, and the terms beyond are not negative */
        partial_sum(product, f, g, 1, lo, length, prec);
        partial_sum(rest, f, g, 1, hi, length, prec);
        arf_set_mag(arb_midref(lo), f->tail);
        arb_addmul(rest, power, lo, prec);
        arb_union(product, product, rest, prec);
        return;
    }
    arb_union(rest, lo, hi, prec);
    partial_sum(product, f, g, sign, rest, length, prec);
    SCOPED(mag, size, t);
    mag_one(tail);
    for (int i = 0; i < 2; i++) { /* the tail of a shorter sum is that of its own length */
        const curvature_struct *one = i == 0 ? f : g;
        mag_set(size, one->tail);
        for (slong k = length; k < one->length; k++) {
            arb_get_mag(t, one->c + k);
            mag_addmul(size, t, t);
        }
        mag_mul(tail, tail, size);
    }
    mag_sqrt(tail, tail);
    arb_get_mag(t, power);
    mag_mul(tail, tail, t);
    arb_add_error_mag(product, tail);
}

/* sum |jump| phi(x) E |h(x cos t + sin(t) Z)| of the other function's h */
static void add_speeds(mag_t speed, curvature_struct *f, curvature_struct *g, int sign)
{
    SCOPED(arb, phi, x);
    SCOPED(mag, size, t);
    for (slong i = 0; i < f->pieces->count; i++) {
        arb_get_mag(size, f->jump + i);
        if (mag_is_zero(size)) continue;
        verify_normal_density(phi, f->pieces->breakpoint + i, PREC);
        arb_get_mag(t, phi);
        mag_mul(size, size, t);
        arb_mul_si(x, f->pieces->breakpoint + i, sign, PREC);
        mag_addmul(speed, size, verify_curvature_speed(g, x)->slope);
    }
}

void verify_curvature_product_speed(mag_t speed, curvature_struct *f, curvature_struct *g, int sign)
{
    SCOPED(arb, t);
    SCOPED(mag, size, other);
    mag_zero(speed);
    if (f->is_zero || g->is_zero) return;
    mag_inf(speed);
    if (!f->has_nodes || !g->has_nodes || !f->slope_is_bounded || !g->slope_is_bounded) return;
    arb_mul(t, f->slope_square, g->slope_square, PREC);
    arb_sqrtpos(t, t, PREC);
    arb_get_mag(speed, t);
    add_speeds(speed, f, g, sign);
    add_speeds(speed, g, f, sign);
    for (slong i = 0; i < f->pieces->count; i++) /* e/(2 pi) <= exp(|xy|)/6 */
        for (slong j = 0; j < g->pieces->count; j++) {
            arb_mul(t, f->pieces->breakpoint + i, g->pieces->breakpoint + j, PREC);
            arb_abs(t, t);
            arb_exp(t, t, PREC);
            arb_get_mag(size, t);
            arb_mul(t, f->jump + i, g->jump + j, PREC);
            arb_get_mag(other, t);
            mag_mul(size, size, other);
            mag_div_ui(size, size, 6);
            mag_add(speed, speed, size);
        }
}
