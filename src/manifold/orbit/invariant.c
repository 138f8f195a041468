#include "manifold/orbit/invariant.h"

#include "base/scoped.h"

#include <math.h>

#define PREC 96
#define CELLS_PER_SCALE (-7) /* log2 of the width of a cell against the distance to 0 and 1 */
#define FURTHEST 60          /* halvings of the distance to 0 and to 1 */
#define BISECTIONS 40
#define CLOSEST 1e-9 /* of what is bisected */

static void evaluate(arb_ptr P, arb_ptr S, const kernels_t kernels, const arb_t R)
{
    kernels_evaluate(P, S, kernels, R, FLINT_MAX(kernels->prec, PREC));
}

/* H', H'', H'''/2 on the ball. */
static void slope_of_H(arb_poly_t slope, const kernels_t kernels, const arb_t R)
{
    SCOPED_VEC(arb, P, WANE_KERNEL_DERIVATIVES);
    SCOPED_VEC(arb, S, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb_poly, below, distance);
    SCOPED(arb, c);
    evaluate(P, S, kernels, R);
    arb_poly_zero(slope);
    for (slong j = 0; j < 3; j++) { /* 4S and S' */
        arb_mul_2exp_si(c, S + j, j == 2 ? 1 : 2);
        arb_poly_set_coeff_arb(slope, j, c);
        arb_mul_2exp_si(c, S + j + 1, j == 2 ? -1 : 0);
        arb_poly_set_coeff_arb(below, j, c);
    }
    arb_mul(c, R, R, PREC); /* 1 - (R + t)^2 */
    arb_sub_si(c, c, 1, PREC);
    arb_neg(c, c);
    arb_poly_set_coeff_arb(distance, 0, c);
    arb_mul_si(c, R, -2, PREC);
    arb_poly_set_coeff_arb(distance, 1, c);
    arb_poly_set_coeff_si(distance, 2, -1);
    arb_poly_mullow(below, below, distance, 3, PREC);
    arb_poly_div_series(slope, slope, below, 3, PREC);
}

/* By the value in the middle and the second derivative of H' on the cell; by its values where that is not bounded. */
static void add_cell(arb_t sum, const kernels_t kernels, const arf_t l, const arf_t r)
{
    SCOPED(arb_poly, at, on);
    SCOPED(arb, R, width, middle, c);
    arb_set_interval_arf(R, l, r, PREC);
    arb_set_arf(width, r);
    arb_set_arf(c, l);
    arb_sub(width, width, c, PREC);
    arb_set_arf(middle, r);
    arb_add(middle, middle, c, ARF_PREC_EXACT);
    arb_mul_2exp_si(middle, middle, -1);
    slope_of_H(on, kernels, R);
    slope_of_H(at, kernels, middle);
    arb_poly_get_coeff_arb(c, on, 2);
    if (arb_is_finite(c)) {
        arb_mul(c, c, width, PREC);
        arb_mul(c, c, width, PREC);
        arb_div_si(c, c, 12, PREC);
        arb_poly_get_coeff_arb(R, at, 0);
        arb_add(c, c, R, PREC);
    } else {
        arb_poly_get_coeff_arb(c, on, 0);
    }
    arb_addmul(sum, c, width, PREC);
}

void invariant_increase(arb_t increase, const kernels_t kernels, const arf_t l, const arf_t r)
{
    SCOPED(arf, x, next, rest);
    arf_set(x, l);
    arb_zero(increase);
    while (arf_cmp(x, r) < 0) {
        arf_sub_si(rest, x, 1, PREC, ARF_RND_DOWN);
        arf_neg(rest, rest);
        arf_min(rest, rest, x);
        arf_mul_2exp_si(rest, rest, CELLS_PER_SCALE);
        arf_add(next, x, rest, PREC, ARF_RND_UP);
        arf_min(next, next, r);
        add_cell(increase, kernels, x, next);
        arf_set(x, next);
    }
}

/* s = min{k >= 1: c_k != 0}; 0 if it is not known. */
static slong least_degree(const kernels_t kernels)
{
    for (slong k = 1; k < kernels->length; k++)
        if (!arb_is_zero(kernels->s + k)) return arb_is_positive(kernels->s + k) ? k : 0;
    return 0;
}

/* S/(RS') falls from 1/(2s), being the inverse of a mean of 2k that rises with R: between that and its value at
   r it is a factor of 4R/(1 - R^2).  derivations/22 (18) */
int invariant_from_zero(arb_t increase, const kernels_t kernels, const arf_t r)
{
    const slong s = least_degree(kernels);
    SCOPED_VEC(arb, P, WANE_KERNEL_DERIVATIVES);
    SCOPED_VEC(arb, S, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, R, share, rest);
    SCOPED(arf, from);
    if (s == 0) return 0;
    arf_mul_2exp_si(from, r, 2 * CELLS_PER_SCALE);
    arb_set_arf(R, from);
    evaluate(P, S, kernels, R);
    arb_mul(rest, R, S + 1, PREC);
    arb_div(rest, S, rest, PREC);
    arb_set_si(share, 2 * s);
    arb_inv(share, share, PREC);
    arb_union(share, share, rest, PREC);
    arb_sqr(R, R, PREC);
    arb_neg(R, R);
    arb_log1p(R, R, PREC);
    arb_mul(R, R, share, PREC);
    arb_mul_si(R, R, -2, PREC);
    invariant_increase(increase, kernels, from, r);
    arb_add(increase, increase, R, PREC);
    return 1;
}

/* A place whose H is known against that of the start. */
typedef struct {
    const invariant_t *kept;
    arf_t R;
    arb_t H;
} place_t;

static void place_init(place_t *place, const invariant_t *kept)
{
    place->kept = kept;
    arf_init(place->R);
    arb_init(place->H);
}

static void place_clear(place_t *place)
{
    arf_clear(place->R);
    arb_clear(place->H);
}

/* At the middle of R0, H against any of R0. */
static void place_start(place_t *place)
{
    const kernels_struct *kernels = place->kept->kernels;
    SCOPED(arf, lo, hi);
    SCOPED(arb, below);
    arb_get_interval_arf(lo, hi, place->kept->R0, PREC);
    arf_set_round(place->R, arb_midref(place->kept->R0), PREC, ARF_RND_NEAR);
    arf_max(place->R, place->R, lo);
    invariant_increase(below, kernels, lo, place->R);
    invariant_increase(place->H, kernels, place->R, hi);
    arb_neg(place->H, place->H);
    arb_union(place->H, place->H, below, PREC);
}

static void place_move(place_t *place, const place_t *from, const arf_t R)
{
    const kernels_struct *kernels = from->kept->kernels;
    SCOPED(arb, step);
    const int upwards = arf_cmp(R, from->R) > 0;
    if (upwards) invariant_increase(step, kernels, from->R, R);
    else invariant_increase(step, kernels, R, from->R);
    if (!upwards) arb_neg(step, step);
    arb_add(place->H, from->H, step, PREC);
    arf_set(place->R, R);
}

/* Of a0^2 + eps (H - H(R0)) - (P/S)^2: -1, 1, or 0 if it is not the same for all or not known. */
static int place_sign(const place_t *place)
{
    const invariant_t *kept = place->kept;
    SCOPED(arb, D, R);
    SCOPED_VEC(arb, P, WANE_KERNEL_DERIVATIVES);
    SCOPED_VEC(arb, S, WANE_KERNEL_DERIVATIVES);
    arb_mul(D, kept->eps, place->H, PREC);
    arb_add(D, D, kept->square, PREC);
    if (kept->has_branch) {
        arb_set_arf(R, place->R);
        evaluate(P, S, kept->kernels, R);
        arb_div(R, P, S, PREC);
        arb_sqr(R, R, PREC);
        arb_sub(D, D, R, PREC);
    }
    return arb_is_positive(D) ? 1 : arb_is_negative(D) ? -1 : 0;
}

/* Half way to 0 or to 1. */
static void step_away(arf_t R, const arf_t from, int direction)
{
    if (direction > 0) arf_add_si(R, from, 1, PREC, ARF_RND_NEAR);
    else arf_set(R, from);
    arf_mul_2exp_si(R, R, -1);
}

/* Moves away from the start until the sign is that of the direction; 0: it is not seen. */
static int find_end(place_t *end, int direction)
{
    SCOPED(arf, R);
    for (int i = 0; i < FURTHEST; i++) {
        if (place_sign(end) == direction) return 1;
        step_away(R, end->R, direction);
        place_move(end, end, R);
    }
    return 0;
}

/* The end moves towards the other place as far as its sign is seen. */
static void bring_near(place_t *end, const arf_t other, int direction)
{
    place_t middle;
    SCOPED(arf, beyond, R);
    arf_set(beyond, other);
    place_init(&middle, end->kept);
    for (int i = 0;
         i < BISECTIONS && fabs(arf_get_d(beyond, ARF_RND_NEAR) - arf_get_d(end->R, ARF_RND_NEAR)) >
                               CLOSEST * arf_get_d(end->R, ARF_RND_NEAR);
         i++) {
        arf_add(R, end->R, beyond, PREC, ARF_RND_NEAR);
        arf_mul_2exp_si(R, R, -1);
        place_move(&middle, end, R);
        if (place_sign(&middle) == direction) {
            arf_set(end->R, middle.R);
            arb_set(end->H, middle.H);
        } else {
            arf_set(beyond, R);
        }
    }
    place_clear(&middle);
}

void invariant_limit(arf_t lo, arf_t hi, const invariant_t *kept)
{
    place_t below, above;
    place_init(&below, kept);
    place_init(&above, kept);
    place_start(&below);
    place_move(&above, &below, below.R);
    const int has_lo = find_end(&below, -1), has_hi = find_end(&above, 1);
    if (!has_lo) arf_zero(below.R);
    if (!has_hi) arf_one(above.R);
    SCOPED(arf, other);
    arf_set(other, above.R);
    if (has_hi) bring_near(&above, below.R, 1);
    if (has_lo) bring_near(&below, other, -1);
    arf_set(lo, below.R);
    arf_set(hi, above.R);
    place_clear(&below);
    place_clear(&above);
}
