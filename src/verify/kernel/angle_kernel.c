#include "verify/kernel/angle_kernel.h"

#include "base/scoped.h"
#include "verify/data/normal.h"
#include "verify/kernel/bend.h"

#define FLAT_BITS 110
#define INTEGRATION_PREC 90

/* Two kinks x, y with the product of their slope jumps. */
typedef struct {
    const arb_struct *x, *y;
    int same;   /* x = y, the same kink */
    int y_sign; /* y stands for y_sign * y */
    slong prec;
} kink_pair_t;

/* e = exp(-(x - y)^2/(2 sin^2 t) - x y/(1 + cos t)), holomorphic where finite. */
static void e_holomorphic(acb_t e, void *context, const acb_t t, slong prec)
{
    const kink_pair_t *k = context;
    SCOPED(acb, c, s);
    SCOPED(arb, y, delta);
    acb_sin_cos(s, c, t, prec);
    arb_mul_si(y, k->y, k->y_sign, prec);
    acb_add_ui(c, c, 1, prec);
    arb_mul(delta, k->x, y, prec);
    acb_inv(e, c, prec);
    acb_mul_arb(e, e, delta, prec);
    if (!k->same) {
        arb_sub(delta, k->x, y, prec);
        arb_sqr(delta, delta, prec);
        arb_mul_2exp_si(delta, delta, -1);
        acb_sqr(s, s, prec);
        acb_inv(s, s, prec);
        acb_mul_arb(s, s, delta, prec);
        acb_add(e, e, s, prec);
    }
    acb_neg(e, e);
    if (acb_is_finite(e)) acb_exp(e, e, prec);
}

typedef struct {
    kink_pair_t *pair;
    const arb_struct *q;
} moment_context_t;

/* (cos t - q) e(t) */
static void first_moment(acb_t value, void *context, const acb_t t, slong prec)
{
    const moment_context_t *m = context;
    SCOPED(acb, c);
    acb_cos(c, t, prec);
    acb_sub_arb(c, c, m->q, prec);
    e_holomorphic(value, m->pair, t, prec);
    acb_mul(value, value, c, prec);
}

/* e on a ball of t in [0, pi/2], which may reach 0: derivations/15 (11). */
static void e_on_ball(arb_t e, const kink_pair_t *k, const arb_t t, slong prec)
{
    SCOPED(acb, z, value);
    acb_set_arb(z, t);
    e_holomorphic(value, (void *)k, z, prec);
    if (acb_is_finite(value)) {
        acb_get_real(e, value);
    } else { /* between 0 and its bound at the upper end */
        SCOPED(arb, x, y);
        arb_get_ubound_arf(arb_midref(x), t, prec);
        mag_zero(arb_radref(x));
        arb_sin(x, x, prec);
        arb_sqr(x, x, prec);
        arb_mul_2exp_si(x, x, 1);
        arb_mul_si(y, k->y, k->y_sign, prec);
        arb_sub(e, k->x, y, prec);
        arb_sqr(e, e, prec);
        arb_div(e, e, x, prec);
        arb_neg(e, e);
        arb_mul(y, y, k->x, prec);
        arb_abs(y, y);
        arb_add(e, e, y, prec);
        arb_exp(e, e, prec);
        arb_zero(x);
        arb_union(e, e, x, prec);
    }
}

/* tau > 0 such that e is below 2^-FLAT_BITS on [0, tau];
   0 if none is found.  Not for one and the same kink. */
static int flat_range(arb_t tau, const kink_pair_t *k)
{
    int flat = 0;
    SCOPED(arb, e, range);
    SCOPED(mag, size);
    for (slong i = 0; i < 60 && !flat; i++) {
        arb_set_si(tau, 3);
        arb_mul_2exp_si(tau, tau, -2 - i);
        arb_zero(e);
        arb_union(range, tau, e, 64);
        e_on_ball(e, k, range, 64);
        arb_get_mag(size, e);
        flat = mag_cmp_2exp_si(size, -FLAT_BITS) < 0;
    }
    return flat;
}

/* (1/2 pi) times the integrals of e and (cos t - q) e over [0, psi], q = cos psi a thin ball. */
static void angle_integrals(arb_t zeroth, arb_t first, kink_pair_t *k, const arb_t psi, const arb_t q)
{
    slong prec = INTEGRATION_PREC;
    SCOPED(arb, t);
    if (k->same && arb_is_zero(k->x)) { /* e = 1 */
        arb_set(zeroth, psi);
        arb_sin(first, psi, k->prec);
        arb_submul(first, q, psi, k->prec);
    } else {
        allowance_t allowance = {40000};
        moment_context_t m = {k, q};
        SCOPED(arb, tau);
        int known = k->same || flat_range(tau, k);
        if (known && arb_lt(tau, psi)) {
            verify_integrate_holomorphic(zeroth, e_holomorphic, k, tau, psi, &allowance, prec);
            verify_integrate_holomorphic(first, first_moment, &m, tau, psi, &allowance, prec);
        } else if (known && arb_le(psi, tau)) {
            arb_zero(zeroth);
            arb_zero(first);
        } else {
            arb_indeterminate(zeroth);
            arb_indeterminate(first);
        }
        if (!k->same) { /* what is left out: angles below 1, e < 2^-FLAT_BITS, |cos t - q| <= 1 */
            arb_add_error_2exp_si(zeroth, -FLAT_BITS);
            arb_add_error_2exp_si(first, -FLAT_BITS);
        }
    }
    arb_const_pi(t, k->prec);
    arb_mul_2exp_si(t, t, 1);
    arb_div(zeroth, zeroth, t, k->prec);
    arb_div(first, first, t, k->prec);
}

/* Kinks i of f and j of g at one place, whatever its value. */
static int same_kink(const kernel_t *kernel, slong i, slong j)
{
    const arb_struct *x = kernel->f->kink + i, *y = kernel->g->kink + j;
    if (kernel->own && i == j) return 1;
    if (!arb_is_exact(x) || !arb_is_exact(y)) return 0;
    SCOPED(arb, turned);
    arb_mul_si(turned, y, kernel->g_sign, ARF_PREC_EXACT);
    return arb_equal(x, turned);
}

/* arccos, exactly 0 at 1. */
void verify_angle_of(arb_t t, const arb_t q, slong prec)
{
    if (arb_is_one(q)) arb_zero(t);
    else arb_acos(t, q, prec);
}

static int has_jumps(const kernel_t *kernel)
{
    return kernel->g->has_jumps;
}

/* P(q y + w Z > x) less its limit as q -> 1, on a ball of q in [0, 1]: derivations/15 (35). */
static void passage(arb_t value, const kink_pair_t *k, const arb_t q, slong prec)
{
    SCOPED(arb, y, u, w, t);
    arb_mul_si(y, k->y, k->y_sign, prec);
    /* w = sqrt(1 - q^2), u = (x - q y)/w */
    arb_sqr(w, q, prec);
    arb_sub_si(w, w, 1, prec);
    arb_neg(w, w);
    arb_sqrtpos(w, w, prec);
    if (k->same) { /* u = x w/(1 + q) */
        arb_add_si(t, q, 1, prec);
        arb_div(u, w, t, prec);
        arb_mul(u, u, k->x, prec);
        verify_normal_tail(value, u, prec);
        arb_set_d(t, 0.5);
        arb_sub(value, value, t, prec);
        return;
    }
    arb_mul(u, q, y, prec);
    arb_sub(u, k->x, u, prec);
    arb_sub(t, k->x, y, prec);
    int side = arb_is_positive(t) ? 1 : arb_is_negative(t) ? -1 : 0;
    arb_mul_si(u, u, side, prec);
    if (side == 0) {
        arb_indeterminate(value);
    } else if (arb_is_positive(w)) {
        arb_div(u, u, w, prec);
        verify_normal_tail(value, u, prec);
    } else if (arb_is_positive(u)) { /* from 0 at q = 1 to no more than at the least u, the greatest w */
        arb_get_lbound_arf(arb_midref(u), u, prec);
        mag_zero(arb_radref(u));
        arb_get_ubound_arf(arb_midref(t), w, prec);
        mag_zero(arb_radref(t));
        arb_zero(value);
        if (!arb_is_zero(t)) {
            arb_div(u, u, t, prec);
            verify_normal_tail(t, u, prec);
            arb_union(value, value, t, prec);
        }
    } else { /* a probability */
        arb_one(t);
        arb_zero(value);
        arb_union(value, value, t, prec);
    }
    arb_mul_si(value, value, side, prec);
}

/* What jumps of g add to the slope on a ball of q: derivations/15 (35). */
static void jump_slope(arb_t slope, const kernel_t *kernel, const arb_t q, slong prec)
{
    SCOPED(arb, t, phi, psi, lo, hi);
    arb_zero(slope);
    if (!has_jumps(kernel)) return;
    for (slong j = 0; j < kernel->g->kinks; j++) {
        const arb_struct *y = kernel->g->kink + j;
        verify_normal_density(phi, y, prec);
        arb_mul(phi, phi, kernel->g->jump + j, prec);
        for (slong i = 0; i < kernel->f->kinks; i++) {
            kink_pair_t k = {kernel->f->kink + i, y, 0, kernel->g_sign, prec};
            k.same = same_kink(kernel, i, j);
            passage(t, &k, q, prec);
            arb_mul(t, t, kernel->f->slope + i, prec);
            arb_addmul(slope, t, phi, prec);
        }
    }
    arb_mul_si(slope, slope, kernel->sign * kernel->g_sign, prec);
    verify_unit_ends(lo, hi, q, prec);
    verify_angle_of(psi, lo, prec);
    verify_angle_of(t, hi, prec);
    verify_bend_spread_integral(phi, kernel, t, psi, prec);
    arb_sub(slope, slope, phi, prec);
}

/* exp(-square/(2 s) + |xy|)/s on (0, s], as which e/s is no more, 15 (36). */
static void greatest_quotient(arb_t value, const arb_t square, const arb_t xy, const arb_t s, slong prec)
{
    SCOPED(arb, top, half, bound);
    arb_get_ubound_arf(arb_midref(top), s, prec);
    mag_zero(arb_radref(top));
    arb_mul_2exp_si(half, square, -1);
    arb_get_lbound_arf(arb_midref(half), half, prec);
    mag_zero(arb_radref(half));
    arb_min(top, top, half, prec);
    arb_zero(value);
    if (!arb_is_positive(top)) return;
    arb_abs(bound, xy);
    arb_div(half, half, top, prec);
    arb_sub(bound, bound, half, prec);
    arb_exp(bound, bound, prec);
    arb_div(bound, bound, top, prec);
    arb_union(value, value, bound, prec);
}

/* The jumps' part of sin(t) times the second derivative on a ball of t in [0, pi/2]. */
static void jump_density(arb_t density, const kernel_t *kernel, const arb_t t, slong prec)
{
    SCOPED(arb, one, c, s, y, top, delta);
    arb_zero(density);
    if (!has_jumps(kernel)) return;
    for (slong j = 0; j < kernel->g->kinks; j++) {
        for (slong i = 0; i < kernel->f->kinks; i++) {
            kink_pair_t k = {kernel->f->kink + i, kernel->g->kink + j, 0, kernel->g_sign, prec};
            k.same = same_kink(kernel, i, j);
            arb_mul_si(y, k.y, k.y_sign, prec);
            arb_cos(c, t, prec);
            arb_sin(s, t, prec);
            arb_sqr(s, s, prec);
            e_on_ball(one, &k, t, prec);
            if (k.same) { /* (y - x c)/s^2 = x/(1 + c) */
                arb_mul(one, one, k.x, prec);
                arb_add_si(c, c, 1, prec);
                arb_div(one, one, c, prec);
            } else {
                arb_sub(delta, k.x, y, prec);
                arb_mul(c, c, k.x, prec);
                arb_sub(c, y, c, prec);
                if (arb_is_positive(s)) {
                    arb_div(one, one, s, prec);
                } else {
                    arb_sqr(delta, delta, prec);
                    arb_mul(top, k.x, y, prec);
                    greatest_quotient(one, delta, top, s, prec);
                }
                arb_mul(one, one, c, prec);
            }
            arb_mul(one, one, kernel->f->slope + i, prec);
            arb_addmul(density, one, kernel->g->jump + j, prec);
        }
    }
    arb_mul_si(density, density, kernel->sign * kernel->g_sign, prec);
    arb_const_pi(one, prec);
    arb_mul_2exp_si(one, one, 1);
    arb_div(density, density, one, prec);
    verify_bend_spread(one, kernel, t, prec);
    arb_add(density, density, one, prec);
}

/* The kernel and its derivative at the exact point q, but for what jumps add. */
static void kink_kernel_at(arb_t value, arb_t slope, const kernel_t *kernel, const arb_t q, slong prec)
{
    SCOPED(arb, psi, zeroth, first, jump, t);
    verify_angle_of(psi, q, prec);
    arb_sub_si(t, q, 1, prec);
    arb_set(value, kernel->value_one);
    arb_addmul(value, t, kernel->slope_one, prec);
    arb_set(slope, kernel->slope_one);
    for (slong i = 0; i < kernel->f->kinks; i++) {
        for (slong j = 0; j < kernel->g->kinks; j++) {
            kink_pair_t k = {kernel->f->kink + i, kernel->g->kink + j, 0, kernel->g_sign, prec};
            k.same = same_kink(kernel, i, j);
            angle_integrals(zeroth, first, &k, psi, q);
            arb_mul(jump, kernel->f->slope + i, kernel->g->slope + j, prec);
            arb_mul_si(jump, jump, kernel->sign, prec);
            arb_addmul(value, jump, first, prec);
            arb_submul(slope, jump, zeroth, prec);
        }
    }
    verify_bend_integrals(zeroth, first, kernel, psi, q, prec);
    arb_sub(slope, slope, zeroth, prec);
    arb_add(value, value, first, prec);
}

void verify_kernel_at(arb_t value, arb_t slope, const kernel_t *kernel, const arb_t q, slong prec)
{
    kink_kernel_at(value, slope, kernel, q, prec);
    if (!has_jumps(kernel)) return;
    SCOPED(arb, t, one, jump);
    jump_slope(jump, kernel, q, prec);
    arb_add(slope, slope, jump, prec);
    /* the value loses the mean of that on [q, 1] times 1 - q */
    arb_one(one);
    arb_union(one, one, q, prec);
    jump_slope(jump, kernel, one, prec);
    arb_sub_si(t, q, 1, prec);
    arb_addmul(value, jump, t, prec);
}

/* sum of jump products times what `term` says of a pair of kinks on a ball of t, over 2 pi. */
static void sum_over_kinks(arb_t sum,
                           void (*term)(arb_t value, const kink_pair_t *k, const arb_t t, slong prec),
                           const kernel_t *kernel, const arb_t t, slong prec)
{
    SCOPED(arb, value, jump);
    arb_zero(sum);
    for (slong i = 0; i < kernel->f->kinks; i++) {
        for (slong j = 0; j < kernel->g->kinks; j++) {
            kink_pair_t k = {kernel->f->kink + i, kernel->g->kink + j, 0, kernel->g_sign, prec};
            k.same = same_kink(kernel, i, j);
            term(value, &k, t, prec);
            arb_mul(jump, kernel->f->slope + i, kernel->g->slope + j, prec);
            arb_addmul(sum, jump, value, prec);
        }
    }
    arb_mul_si(sum, sum, kernel->sign, prec);
    arb_const_pi(value, prec);
    arb_mul_2exp_si(value, value, 1);
    arb_div(sum, sum, value, prec);
}

/* Of e(t); this is sin(t) times what pairs of kinks give the second derivative. */
static void kink_density(arb_t density, const kernel_t *kernel, const arb_t t, slong prec)
{
    sum_over_kinks(density, e_on_ball, kernel, t, prec);
}

void verify_kernel_density(arb_t density, const kernel_t *kernel, const arb_t t, slong prec)
{
    SCOPED(arb, s, rest);
    kink_density(density, kernel, t, prec);
    arb_sin(s, t, prec);
    verify_bend_rest(rest, kernel, t, prec);
    arb_addmul(density, s, rest, prec);
    jump_density(s, kernel, t, prec);
    arb_add(density, density, s, prec);
}

/* de/dt on a ball of t in [0, pi/2]: derivations/15 (48). */
static void e_speed(arb_t speed, const kink_pair_t *k, const arb_t t, slong prec)
{
    SCOPED(arb, y, c, s, e, product, square, term);
    arb_mul_si(y, k->y, k->y_sign, prec);
    arb_sin_cos(s, c, t, prec);
    arb_mul(product, k->x, y, prec);
    e_on_ball(e, k, t, prec);
    /* -x y s/(1 + c)^2 e */
    arb_add_si(speed, c, 1, prec);
    arb_sqr(speed, speed, prec);
    arb_div(speed, s, speed, prec);
    arb_mul(speed, speed, product, prec);
    arb_mul(speed, speed, e, prec);
    arb_neg(speed, speed);
    if (k->same) return;
    arb_sub(square, k->x, y, prec);
    arb_sqr(square, square, prec);
    if (arb_is_positive(s)) { /* delta^2 c/s^3 e */
        arb_pow_ui(term, s, 3, prec);
        arb_div(term, c, term, prec);
        arb_mul(term, term, e, prec);
    } else { /* e/s^2 is no more than two factors, of which one and the root of the other */
        arb_sqr(s, s, prec);
        arb_mul_2exp_si(c, square, -1);
        arb_zero(y);
        greatest_quotient(term, c, y, s, prec);
        greatest_quotient(e, square, y, s, prec);
        arb_sqrtpos(e, e, prec);
        arb_mul(term, term, e, prec);
        arb_abs(product, product);
        arb_exp(product, product, prec);
        arb_mul(term, term, product, prec);
    }
    arb_addmul(speed, term, square, prec);
}

void verify_kernel_density_speed(arb_t speed, const kernel_t *kernel, const arb_t t, slong prec)
{
    SCOPED(arb, e, s, c);
    SCOPED(mag, bend);
    arb_indeterminate(speed);
    if (has_jumps(kernel)) return;
    sum_over_kinks(speed, e_speed, kernel, t, prec);
    /* (s P_r)' */
    arb_sin_cos(s, c, t, prec);
    verify_bend_rest(e, kernel, t, prec);
    arb_addmul(speed, e, c, prec);
    verify_bend_speed(bend, kernel, prec);
    arb_zero(e);
    arb_add_error_mag(e, bend);
    arb_addmul(speed, e, s, prec);
}

/* The second derivative on a ball of t. */
static void second_derivative(arb_t second, const kernel_t *kernel, const arb_t t, slong prec)
{
    SCOPED(arb, s);
    kink_density(second, kernel, t, prec);
    jump_density(s, kernel, t, prec);
    arb_add(second, second, s, prec);
    arb_sin(s, t, prec);
    if (!arb_is_zero(second)) arb_div(second, second, s, prec);
    verify_bend_rest(s, kernel, t, prec);
    arb_add(second, second, s, prec);
}

/* A kernel with non-negative coefficients increases with all its derivatives: its ends bound it.  For a
   mixed kernel value and slope are widened by the slope's, the density's bound instead. */
void verify_student_kernel(arb_t value, arb_t slope, arb_t second, const kernel_t *kernel, const arb_t q,
                           slong prec)
{
    SCOPED(arb, lo, hi, v, s, t);
    verify_unit_ends(lo, hi, q, prec);
    verify_kernel_at(value, slope, kernel, lo, prec);
    verify_kernel_at(v, s, kernel, hi, prec);
    arb_union(value, value, v, prec);
    arb_union(slope, slope, s, prec);
    for (int i = 0; i < 2; i++) {
        const arb_struct *point = i == 0 ? lo : hi;
        verify_angle_of(t, point, prec);
        second_derivative(s, kernel, t, prec);
        if (i == 0) arb_set(second, s);
        else if (arb_is_finite(s)) arb_union(second, second, s, prec);
        else arb_indeterminate(second);
    }
}

/* On [lo, hi]: slope(lo) - slope(hi) is the integral of the density over the angles between, at most its
   bound times the angle, where jumps do not matter; the value likewise from the slope. */
void verify_mixed_kernel(arb_t value, arb_t slope, arb_t second, const kernel_t *kernel, const arb_t q,
                         slong prec)
{
    SCOPED(arb, lo, hi, t, u, density, angle, rest);
    verify_unit_ends(lo, hi, q, prec);
    kink_kernel_at(value, slope, kernel, lo, prec);
    verify_angle_of(t, lo, prec);
    verify_angle_of(u, hi, prec);
    arb_union(angle, t, u, prec);
    arb_sub(u, t, u, prec);
    arb_zero(t);
    arb_union(u, u, t, prec); /* [0, the angle between] */
    kink_density(density, kernel, angle, prec);
    arb_sin(t, angle, prec);
    verify_bend_rest(rest, kernel, angle, prec);
    arb_addmul(density, t, rest, prec);
    second_derivative(second, kernel, angle, prec);
    /* slope(q) = slope(lo) + integral of density over [acos q, acos lo] */
    arb_addmul(slope, density, u, prec);
    if (has_jumps(kernel)) {
        arb_union(t, lo, hi, prec);
        jump_slope(u, kernel, t, prec);
        arb_add(slope, slope, u, prec);
        verify_kernel_at(value, u, kernel, lo, prec);
    }
    arb_sub(t, hi, lo, prec);
    arb_zero(u);
    arb_union(t, t, u, prec);
    arb_addmul(value, slope, t, prec);
}
