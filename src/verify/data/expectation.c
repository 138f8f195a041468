#include "function/evaluate/evaluate.h"
#include "verify/data/expectation.h"

#include <flint/acb_calc.h>

#include "function/tree/scoped_function.h"
#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "function/pieces/pieces.h"

#define EVALUATIONS_OF_ONE 30000
#define LONGEST_RANGE 1000

typedef struct {
    holomorphic_t f;
    void *context;
    allowance_t *allowance;
} integrand_t;

/* acb_calc's convention: order > 0 asks for a value that is finite only where the function is holomorphic,
   which our integrands always respect. */
static int integrand(acb_ptr value, const acb_t z, void *data, slong order, slong prec)
{
    integrand_t *item = data;
    if (item->allowance->evaluations-- > 0) item->f(value, item->context, z, prec);
    else acb_indeterminate(value);
    (void)order;
    return 0;
}

void verify_integrate_holomorphic(arb_t value, holomorphic_t f, void *context, const arb_t from,
                                  const arb_t to, allowance_t *allowance, slong prec)
{
    integrand_t item = {f, context, allowance};
    acb_calc_integrate_opt_t options;
    SCOPED(acb, a, b, sum);
    SCOPED(mag, tolerance);
    acb_set_arb(a, from);
    acb_set_arb(b, to);
    mag_set_ui_2exp_si(tolerance, 1, -prec);
    acb_calc_integrate_opt_init(options);
    options->eval_limit = EVALUATIONS_OF_ONE;
    options->depth_limit = 4 * prec;
    acb_calc_integrate(sum, integrand, &item, a, b, prec, tolerance, options, prec + 30);
    arb_set(value, acb_realref(sum));
}

typedef struct {
    const wane_function_struct *f;
    slong k;
    arb_t scale; /* 1/sqrt(2 pi k!) */
} weighted_t;

/* f(z) h_k(z) phi(z).  The recurrence on a ball loses bits with k. */
static void weighted(acb_t value, void *context, const acb_t z, slong prec)
{
    const weighted_t *item = context;
    slong more = prec + 2 * item->k;
    function_evaluate_holomorphic(value, item->f, z, prec);
    if (!acb_is_finite(value)) return;
    SCOPED(acb, previous, current, next);
    acb_one(current);
    for (slong i = 0; i < item->k; i++) {
        acb_mul(next, z, current, more);
        acb_submul_ui(next, previous, (ulong)i, more);
        acb_swap(previous, current);
        acb_swap(current, next);
    }
    acb_mul_arb(current, current, item->scale, prec);
    acb_mul(value, value, current, prec);
    acb_mul(next, z, z, prec);
    acb_mul_2exp_si(next, next, -1);
    acb_neg(next, next);
    acb_exp(next, next, prec);
    acb_mul(value, value, next, prec);
}

/* Bounds the integral of |f h_k| phi beyond [-L, L] by derivations/15 (2); infinite if L is too short. */
static void tail_beyond(arb_t tail, const growth_t growth, slong k, slong L, slong prec)
{
    SCOPED(arb, linear, gamma, decay, t);
    arb_set_ui(linear, (ulong)k);
    arb_sqrt(linear, linear, prec);
    arf_set_mag(arb_midref(t), growth->linear);
    arb_add(linear, linear, t, prec);
    arf_set_mag(arb_midref(t), growth->quadratic);
    arb_one(gamma);
    arb_mul_2exp_si(gamma, gamma, -1);
    arb_sub(gamma, gamma, t, prec);
    /* decay = 2 gamma L - linear - degree/(1 + L) */
    arb_mul_si(decay, gamma, 2 * L, prec);
    arb_sub(decay, decay, linear, prec);
    arb_set_si(t, growth->degree);
    arb_div_si(t, t, 1 + L, prec);
    arb_sub(decay, decay, t, prec);
    /* exponent = linear L - gamma L^2 */
    arb_mul_si(tail, gamma, L, prec);
    arb_sub(tail, linear, tail, prec);
    arb_mul_si(tail, tail, L, prec);
    arb_exp(tail, tail, prec);
    arb_set_si(t, 1 + L);
    arb_pow_ui(t, t, (ulong)growth->degree, prec);
    arb_mul(tail, tail, t, prec);
    arf_set_mag(arb_midref(t), growth->factor);
    arb_mul(tail, tail, t, prec);
    /* 2 sqrt(e) (1 + k)^(1/4) / sqrt(2 pi) < 2 (1 + k) */
    arb_mul_si(tail, tail, 2 * (1 + k), prec);
    if (arb_is_positive(decay) && arb_is_positive(gamma)) arb_div(tail, tail, decay, prec);
    else arb_pos_inf(tail);
}

/* The least L tried whose tail is below 2^-prec; 0 if there is none. */
static slong integration_range(mag_t bound, const wane_function_t f, slong k, slong prec)
{
    slong L = 0;
    SCOPED(growth, growth);
    SCOPED(arb, tail);
    if (function_growth(growth, f) && growth->degree >= 0 && growth->degree < 10000) {
        for (L = 8; L <= LONGEST_RANGE; L += L / 8) {
            tail_beyond(tail, growth, k, L, 64);
            arb_get_mag(bound, tail);
            if (mag_cmp_2exp_si(bound, -prec) < 0) break;
        }
        if (L > LONGEST_RANGE) L = 0;
    }
    return L;
}

/* A cut replaced by its midpoint moves at most radius * (|left piece| + |right piece|) * |h_k phi|. */
static void add_cut_error(arb_t sum, weighted_t *item, const pieces_t pieces, slong i, slong prec)
{
    const arb_struct *cut = pieces->breakpoint + i;
    if (arb_is_exact(cut)) return;
    SCOPED(acb, z, value);
    SCOPED(mag, radius, bound);
    acb_set_arb(z, cut);
    for (slong side = 0; side < 2; side++) {
        item->f = pieces->piece + i + side;
        weighted(value, item, z, prec);
        if (acb_is_finite(value)) acb_get_mag(bound, value);
        else mag_inf(bound);
        mag_mul(bound, bound, arb_radref(cut));
        arb_add_error_mag(sum, bound);
    }
}

/* Sums the integrals over the pieces within [from, L]. */
static void integrate_pieces(arb_t sum, weighted_t *item, const pieces_t pieces, slong from, slong L,
                             allowance_t *allowance, slong prec)
{
    SCOPED(arb, left, right, end, part);
    arb_set_si(left, from);
    arb_set_si(end, L);
    arb_zero(sum);
    for (slong i = 0; i <= pieces->count; i++) {
        if (i < pieces->count) arb_get_mid_arb(right, pieces->breakpoint + i);
        if (i == pieces->count || arb_ge(right, end)) arb_set(right, end);
        if (arb_gt(right, left)) {
            item->f = pieces->piece + i;
            verify_integrate_holomorphic(part, weighted, item, left, right, allowance, prec);
            arb_add(sum, sum, part, prec + 30);
            arb_set(left, right);
        }
        if (i < pieces->count) add_cut_error(sum, item, pieces, i, prec);
    }
}

/* 1, -1 if f h_k is even, odd by structure; 0 otherwise. */
static int product_parity(const wane_function_t f, slong k)
{
    switch (wane_function_parity(f)) {
    case WANE_PARITY_EVEN:
        return k % 2 ? -1 : 1;
    case WANE_PARITY_ODD:
        return k % 2 ? 1 : -1;
    case WANE_PARITY_ZERO:
        return -1;
    default:
        return 0;
    }
}

void verify_gaussian_expectation(arb_t value, const wane_function_t f, slong k, allowance_t *allowance,
                                 slong prec)
{
    int parity = product_parity(f, k);
    if (parity < 0) {
        arb_zero(value);
        return;
    }
    weighted_t item = {.f = NULL, .k = k};
    SCOPED(mag, bound);
    SCOPED(pieces, pieces);
    arb_init(item.scale);
    arb_fac_ui(item.scale, (ulong)k, prec + 60);
    arb_const_pi(value, prec + 60);
    arb_mul(item.scale, item.scale, value, prec + 60);
    arb_mul_2exp_si(item.scale, item.scale, 1);
    arb_rsqrt(item.scale, item.scale, prec + 60);
    slong L = integration_range(bound, f, k, prec);
    /* infinitely many kinks: those in reach, the end a little beyond at a place where none is likely to lie */
    if (L > 0 && (function_pieces(pieces, f, prec + 30, NULL) == WANE_OK ||
                  function_pieces_within(pieces, f, (double)L + 0.4140625, prec + 30, NULL) == WANE_OK)) {
        integrate_pieces(value, &item, pieces, parity > 0 ? 0 : -L, L, allowance, prec);
        if (parity > 0) arb_mul_2exp_si(value, value, 1);
        arb_add_error_mag(value, bound);
    } else {
        arb_indeterminate(value);
    }
    arb_clear(item.scale);
}

int verify_resolve_expectations(const wane_function_t f, allowance_t *allowance, slong prec)
{
    slong count = function_expectation_count(f);
    int known = 1;
    for (slong i = 0; known && i < count; i++) {
        SCOPED(wane_function, g);
        SCOPED(arb, value);
        function_expectation_integrand(g, f, i);
        verify_gaussian_expectation(value, g, 0, allowance, prec);
        known = arb_is_finite(value);
        if (known) function_expectation_set(f, i, value);
    }
    return known;
}
