#include "function/evaluate/evaluate.h"
#include "hermite/kink/decay.h"

#include <math.h>

#include "function/tree/scoped_function.h"
#include "function/facts/facts.h"
#include "hermite/rule/mehler.h"
#include "hermite/rule/tail_range.h"

#define COVER_PREC 30
#define LEAST_RANGE 48.0
#define LARGEST_RANGE 400.0
#define MOST_EVALUATIONS 400

/* exact dyadic numbers, increasing */
static const double radius[DECAY_RADII] = {0.125, 0.25, 0.375, 0.5, 0.75, 0.875, 1,  1.25,
                                           1.5,   2.0,  3.0,   4.0, 6.0,  8.0,   12, 16};

void decay_init(decay_t decay)
{
    decay->range = 0;
    decay->count = decay->alloc = 0;
    decay->box = NULL;
    for (slong i = 0; i < DECAY_RADII; i++) mag_init(&decay->edge[i]);
    mag_init(decay->far);
}

static void forget_boxes(decay_t decay)
{
    for (slong b = 0; b < decay->count; b++) {
        mag_clear(decay->box[b].mass);
        for (slong i = 0; i < DECAY_RADII; i++) mag_clear(&decay->box[b].supremum[i]);
    }
    decay->count = 0;
}

void decay_clear(decay_t decay)
{
    forget_boxes(decay);
    flint_free(decay->box);
    for (slong i = 0; i < DECAY_RADII; i++) mag_clear(&decay->edge[i]);
    mag_clear(decay->far);
}

/* ---- suprema over rectangles ---- */

typedef struct {
    const wane_function_struct *f;
    slong evaluations;
    mag_struct supremum;
} cover_t;

static void set_interval(arb_t x, double lower, double upper)
{
    SCOPED(arf, a, b);
    arf_set_d(a, lower);
    arf_set_d(b, upper);
    arb_set_interval_arf(x, a, b, COVER_PREC);
}

/* f is holomorphic on the rectangle, with |f| <= supremum; halves it until that is seen. */
static int cover_rectangle(cover_t *cover, double left, double right, double bottom, double top, int depth)
{
    if (++cover->evaluations > MOST_EVALUATIONS) return 0;
    SCOPED(acb, box, value);
    SCOPED(mag, here);
    set_interval(acb_realref(box), left, right);
    set_interval(acb_imagref(box), bottom, top);
    function_evaluate_holomorphic(value, cover->f, box, COVER_PREC);
    int covered = acb_is_finite(value) && (depth <= 0 || right - left <= 0.5 || top - bottom <= 0);
    /* one level deeper even where the value is finite: wide boxes overestimate */
    if (covered) {
        acb_get_mag(here, value);
        mag_max(&cover->supremum, &cover->supremum, here);
    } else if (depth > -6) {
        const double middle = right - left >= top - bottom ? 0.5 * (left + right) : 0.5 * (bottom + top);
        if (right - left >= top - bottom)
            covered = cover_rectangle(cover, left, middle, bottom, top, depth - 1) &&
                      cover_rectangle(cover, middle, right, bottom, top, depth - 1);
        else
            covered = cover_rectangle(cover, left, right, bottom, middle, depth - 1) &&
                      cover_rectangle(cover, left, right, middle, top, depth - 1);
    }
    return covered;
}

/* Suprema of |f| within each radius of [left, right]; f is real on the line, so the upper half is enough.
   Returns the number of radii that could be covered. */
static slong suprema(mag_struct *supremum, const wane_function_t f, double left, double right)
{
    slong i;
    for (i = 0; i < DECAY_RADII; i++) {
        cover_t cover = {.f = f, .evaluations = 0};
        mag_init(&cover.supremum);
        const int covered = cover_rectangle(&cover, left - radius[i], right + radius[i], 0, radius[i], 3);
        if (covered) mag_set(&supremum[i], &cover.supremum);
        mag_clear(&cover.supremum);
        if (!covered) break;
    }
    for (slong j = i; j < DECAY_RADII; j++) mag_inf(&supremum[j]);
    return i;
}

/* ---- boxes ---- */

/* mass >= the integral of the normal density over [left, right], (2 pi)^(-1/2) < 2/5 */
static void normal_mass(mag_t mass, double left, double right)
{
    SCOPED(mag, width);
    mehler_gaussian(mass, left > 0 ? left : right < 0 ? right : 0, 0);
    mag_set_d(width, right - left);
    mag_mul(mass, mass, width);
    mag_mul_ui(mass, mass, 2);
    mag_div_ui(mass, mass, 5);
}

/* Beyond the range. */
static void add_to_edge(decay_t decay, const decay_box_t *box)
{
    for (slong i = 0; i < DECAY_RADII; i++) mag_max(&decay->edge[i], &decay->edge[i], &box->supremum[i]);
}

static int add_box(decay_t decay, const wane_function_t piece, double left, double right)
{
    if (decay->count == decay->alloc) {
        decay->alloc = 2 * decay->alloc + 64;
        decay->box = flint_realloc(decay->box, (size_t)decay->alloc * sizeof(decay_box_t));
    }
    decay_box_t *box = &decay->box[decay->count++];
    mag_init(box->mass);
    for (slong i = 0; i < DECAY_RADII; i++) mag_init(&box->supremum[i]);
    normal_mass(box->mass, left, right);
    if (suprema(box->supremum, piece, left, right) == 0) return 0;
    return 1;
}

static double width_at(double x)
{
    const double distance = fabs(x);
    return distance < 6 ? 0.5 : distance < 12 ? 1 : 4;
}

/* The stretch from left to right, both finite; no box crosses +-range. */
static int cover_stretch(decay_t decay, const wane_function_t piece, double left, double right)
{
    const double cut[2] = {-decay->range, decay->range};
    while (left < right) {
        double next = floor(left) + width_at(left);
        if (width_at(left) < 1 && next <= left) next = floor(left) + 1;
        if (next > right) next = right;
        for (int i = 0; i < 2; i++)
            if (left < cut[i] && cut[i] < next) next = cut[i];
        if (!add_box(decay, piece, left, next)) return 0;
        if (next > decay->range || left < -decay->range) add_to_edge(decay, &decay->box[decay->count - 1]);
        left = next;
    }
    return 1;
}

static int cover_line(decay_t decay, const pieces_t pieces)
{
    const double end = decay->range + 1;
    double left = -end;
    forget_boxes(decay);
    for (slong i = 0; i < DECAY_RADII; i++) mag_zero(&decay->edge[i]);
    SCOPED(arf, bound);
    int covered = 1;
    for (slong i = 0; covered && i <= pieces->count; i++) {
        double right = end, next = end;
        if (i < pieces->count) { /* the breakpoint's ball belongs to both sides */
            arb_get_ubound_arf(bound, pieces->breakpoint + i, 53);
            right = arf_get_d(bound, ARF_RND_CEIL);
            arb_get_lbound_arf(bound, pieces->breakpoint + i, 53);
            next = arf_get_d(bound, ARF_RND_FLOOR);
            if (right >= decay->range || next <= -decay->range) covered = 0;
        }
        covered = covered && cover_stretch(decay, pieces->piece + i, left, right);
        left = next;
    }
    return covered;
}

/* E f^(6)(Z)^2 1{|Z| > range} by the growth of f^(6); the tail carries (2 pi)^(1/2) too much. */
static int bound_far(decay_t decay, const growth_t growth)
{
    SCOPED(growth, square);
    mag_mul(square->factor, growth->factor, growth->factor);
    square->degree = 2 * growth->degree;
    mag_mul_2exp_si(square->linear, growth->linear, 1);
    mag_mul_2exp_si(square->quadratic, growth->quadratic, 1);
    hermite_growth_tail(decay->far, square, decay->range, 0);
    return mag_cmp_2exp_si(decay->far, -1000) < 0;
}

int decay_set_function(decay_t decay, const wane_function_t f, const pieces_t pieces)
{
    SCOPED(wane_function, derivative);
    SCOPED(growth, growth);
    wane_function_set(derivative, f);
    for (int j = 0; j < DECAY_WEIGHT; j++) wane_function_derivative(derivative, derivative);
    int bounded = function_growth(growth, derivative);
    if (bounded) {
        decay->range = LEAST_RANGE;
        while (!(bounded = bound_far(decay, growth)) && decay->range < LARGEST_RANGE) decay->range += 16;
    }
    bounded = bounded && cover_line(decay, pieces);
    return bounded;
}

/* ---- bounds ---- */

/* bound >= n! min_i supremum[i] / radius[i]^n */
static void derivative_bound(mag_t bound, const mag_struct *supremum, slong n)
{
    SCOPED(mag, t, power);
    mag_inf(bound);
    for (slong i = 0; i < DECAY_RADII && mag_is_finite(&supremum[i]); i++) {
        mag_set_d_lower(power, radius[i]);
        mag_pow_ui_lower(power, power, (ulong)n);
        mag_div(t, &supremum[i], power);
        mag_min(bound, bound, t);
    }
    mag_fac_ui(t, (ulong)n);
    mag_mul(bound, bound, t);
}

/* value >= E f^(order)(Z)^2 1{|Z| <= range + 1} */
static void mean_square(mag_t value, const decay_t decay, slong order)
{
    SCOPED(mag, t);
    mag_zero(value);
    for (slong b = 0; b < decay->count; b++) {
        derivative_bound(t, decay->box[b].supremum, order);
        mag_mul(t, t, t);
        mag_addmul(value, t, decay->box[b].mass);
    }
}

/* quotient >= 1/((length - 6)(length - 7)…(length - order + 1)) */
static void divide_by_falling(mag_t value, slong order, slong length)
{
    for (slong l = DECAY_WEIGHT; l < order; l++) mag_div_ui(value, value, (ulong)(length - l));
}

double decay_log2(const decay_t decay, slong order, slong length)
{
    SCOPED(mag, value);
    mean_square(value, decay, order);
    divide_by_falling(value, order, length);
    return mag_is_inf(value) ? INFINITY : mag_get_d_log2_approx(value);
}

/* s on the disc of radius r about x, |x| <= X: |s| <= sum |jump| (X + r +
   |x_i|)^m/m!.  value is that sum for m < order, and with lower > 0 that of
   the derivative of this order: (X + r + |x_i|)^(m - lower)/(m - lower)!. */
static void spline_size(mag_t value, const pieces_t pieces, arb_srcptr jump, slong order, slong lower,
                        double reach)
{
    SCOPED(mag, at, power, t);
    mag_zero(value);
    for (slong i = 0; jump != NULL && i < pieces->count; i++) {
        arb_get_mag(at, pieces->breakpoint + i);
        mag_set_d(t, reach);
        mag_add(at, at, t);
        mag_one(power);
        for (slong m = lower; m < order; m++) {
            arb_get_mag(t, jump + i * order + m);
            mag_addmul(value, t, power);
            mag_mul(power, power, at);
            mag_div_ui(power, power, (ulong)(m - lower + 1));
        }
    }
}

/* E (s^(6))^2 1{|Z| > range}: |s^(6)| <= C (1 + |x|)^(order - 7) with C the size at reach 1. */
static void spline_far(mag_t value, const decay_t decay, slong order, const pieces_t pieces, arb_srcptr jump)
{
    SCOPED(growth, square);
    spline_size(square->factor, pieces, jump, order, DECAY_WEIGHT, 1);
    mag_mul(square->factor, square->factor, square->factor);
    square->degree = 2 * (order - DECAY_WEIGHT - 1);
    mag_zero(square->linear);
    mag_zero(square->quadratic);
    hermite_growth_tail(value, square, decay->range, 0);
}

/* E of the square of the order-th derivative of the cut function
   over range <= |x| <= range + 1: derivations/13 (10). */
static void edge_mean_square(mag_t value, const decay_t decay, slong order, const pieces_t pieces,
                             arb_srcptr jump)
{
    const slong steps = order - DECAY_WEIGHT;
    SCOPED(mag, t, power);
    mag_inf(value);
    for (slong i = 0; i < DECAY_RADII && mag_is_finite(&decay->edge[i]); i++) {
        spline_size(t, pieces, jump, order, 0, decay->range + 1 + radius[i]);
        mag_add(t, t, &decay->edge[i]);
        mag_set_d_lower(power, radius[i]);
        mag_pow_ui_lower(power, power, DECAY_WEIGHT);
        mag_div(t, t, power);
        mag_set_d(power, 1 / radius[i]);
        mag_add_ui(power, power, 2 * (ulong)steps);
        mag_pow_ui(power, power, (ulong)steps);
        mag_mul(t, t, power);
        mag_min(value, value, t);
    }
    mag_fac_ui(t, (ulong)order);
    mag_mul(value, value, t);
    mag_mul(value, value, value);
    normal_mass(t, decay->range, decay->range + 1);
    mag_mul_2exp_si(t, t, 1); /* both ends */
    mag_mul(value, value, t);
}

void decay_bound(mag_t bound, const decay_t decay, slong order, slong length, const pieces_t pieces,
                 arb_srcptr jump)
{
    SCOPED(mag, t);
    mean_square(bound, decay, order);
    edge_mean_square(t, decay, order, pieces, jump);
    mag_add(bound, bound, t);
    divide_by_falling(bound, order, length);
    mag_sqrt(bound, bound);
    mag_sqrt(t, decay->far);
    mag_add(bound, bound, t);
    if (jump != NULL) {
        spline_far(t, decay, order, pieces, jump);
        mag_sqrt(t, t);
        mag_add(bound, bound, t);
    }
    mag_mul(bound, bound, bound);
    /* k^6 <= k(k-1)…(k-5) length^6/(length(length-1)…(length-5)) for k >= length */
    for (slong l = 1; l < DECAY_WEIGHT; l++) {
        mag_mul_ui(bound, bound, (ulong)length);
        mag_div_ui(bound, bound, (ulong)(length - l));
    }
}
