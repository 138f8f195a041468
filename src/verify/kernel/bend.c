#include "verify/kernel/bend.h"

#include "base/scoped.h"
#include "verify/data/curvature.h"
#include "verify/data/normal.h"

#define PARTS 8

/* The weight of a kink, (J + j x) phi(x). */
static void weight_of_kink(arb_t weight, const function_data_struct *f, slong i, slong prec)
{
    SCOPED(arb, t);
    arb_set(weight, f->slope + i);
    if (f->has_jumps) arb_addmul(weight, f->jump + i, f->kink + i, prec);
    verify_normal_density(t, f->kink + i, prec);
    arb_mul(weight, weight, t, prec);
}

/* sum += weights of the kinks of f times E g''(sign x cos t + sin(t) Z) */
static void add_kinks(arb_t sum, const function_data_struct *f, const function_data_struct *g, int sign,
                      const arb_t t, slong prec)
{
    SCOPED(arb, weight, x, mean, moment);
    for (slong i = 0; i < f->kinks; i++) {
        weight_of_kink(weight, f, i, prec);
        arb_mul_si(x, f->kink + i, sign, prec);
        verify_curvature_means(mean, moment, g->curvature, x, t);
        arb_addmul(sum, weight, mean, prec);
    }
}

void verify_bend_rest(arb_t rest, const kernel_t *kernel, const arb_t t, slong prec)
{
    const function_data_struct *f = kernel->f, *g = kernel->g;
    SCOPED(arb, q, product);
    arb_zero(rest);
    if (verify_curvature_is_zero(f->curvature) && verify_curvature_is_zero(g->curvature)) return;
    add_kinks(rest, f, g, kernel->g_sign, t, prec);
    if (kernel->own) arb_mul_2exp_si(rest, rest, 1);
    else add_kinks(rest, g, f, kernel->g_sign, t, prec);
    arb_cos(q, t, prec);
    verify_curvature_product(product, f->curvature, g->curvature, kernel->own, kernel->g_sign, q, prec);
    arb_add(rest, rest, product, prec);
    arb_mul_si(rest, rest, kernel->sign, prec);
}

void verify_bend_integrals(arb_t zeroth, arb_t first, const kernel_t *kernel, const arb_t psi, const arb_t q,
                           slong prec)
{
    SCOPED(arb, rest, from, to, part, c, next, t);
    arb_zero(zeroth);
    arb_zero(first);
    if (verify_curvature_is_zero(kernel->f->curvature) && verify_curvature_is_zero(kernel->g->curvature))
        return;
    arb_one(c);
    for (slong i = 0; i < PARTS; i++) {
        arb_mul_si(to, psi, i + 1, prec);
        arb_div_si(to, to, PARTS, prec);
        arb_union(part, from, to, prec);
        verify_bend_rest(rest, kernel, part, prec);
        if (i + 1 < PARTS) arb_cos(next, to, prec);
        else arb_set(next, q);
        arb_sub(t, c, next, prec);
        arb_addmul(zeroth, rest, t, prec);
        /* ((c - q)^2 - (next - q)^2)/2 = (c - next)((c + next)/2 - q) */
        arb_add(part, c, next, prec);
        arb_mul_2exp_si(part, part, -1);
        arb_sub(part, part, q, prec);
        arb_mul(t, t, part, prec);
        arb_addmul(first, rest, t, prec);
        arb_swap(from, to);
        arb_swap(c, next);
    }
}

/* -cos t sum j phi(y) E Z f''(y cos t + sin(t) Z) */
void verify_bend_spread(arb_t spread, const kernel_t *kernel, const arb_t t, slong prec)
{
    const function_data_struct *f = kernel->f, *g = kernel->g;
    SCOPED(arb, weight, y, mean, moment);
    arb_zero(spread);
    for (slong i = 0; g->has_jumps && i < g->kinks; i++) {
        verify_normal_density(weight, g->kink + i, prec);
        arb_mul(weight, weight, g->jump + i, prec);
        arb_mul_si(y, g->kink + i, kernel->g_sign, prec);
        verify_curvature_means(mean, moment, f->curvature, y, t);
        arb_submul(spread, weight, moment, prec);
    }
    arb_cos(weight, t, prec);
    arb_mul(spread, spread, weight, prec);
    arb_mul_si(spread, spread, kernel->sign * kernel->g_sign, prec);
}

void verify_bend_spread_integral(arb_t value, const kernel_t *kernel, const arb_t lo, const arb_t hi,
                                 slong prec)
{
    SCOPED(arb, from, to, part, spread, zero);
    arb_zero(value);
    for (slong i = 0; i <= PARTS; i++) {
        arb_mul_si(to, lo, i + 1, prec);
        arb_div_si(to, to, PARTS, prec);
        if (i == PARTS) arb_set(to, hi);
        arb_union(part, from, to, prec);
        verify_bend_spread(spread, kernel, part, prec);
        arb_sub(part, to, from, prec);
        if (i == PARTS) arb_union(part, part, zero, prec);
        arb_addmul(value, spread, part, prec);
        arb_swap(from, to);
    }
}

/* speed += |weights| of the kinks of f times the speeds of g'' */
static void add_speeds(mag_t speed, const function_data_struct *f, const function_data_struct *g, int sign,
                       slong prec)
{
    SCOPED(arb, weight, x);
    SCOPED(mag, size);
    for (slong i = 0; i < f->kinks && !verify_curvature_is_zero(g->curvature); i++) {
        weight_of_kink(weight, f, i, prec);
        arb_get_mag(size, weight);
        arb_mul_si(x, f->kink + i, sign, prec);
        mag_addmul(speed, size, verify_curvature_speed(g->curvature, x)->mean);
    }
}

void verify_bend_speed(mag_t speed, const kernel_t *kernel, slong prec)
{
    const function_data_struct *f = kernel->f, *g = kernel->g;
    verify_curvature_product_speed(speed, f->curvature, g->curvature, kernel->g_sign);
    add_speeds(speed, f, g, kernel->g_sign, prec);
    add_speeds(speed, g, f, kernel->g_sign, prec);
}
