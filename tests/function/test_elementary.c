/* Every row of the table of elementary functions against itself: its facts against its values. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "function/elementary/elementary.h"
#include "function/node/node.h"
#include "random_function.h"

#define PREC 128
#define LENGTH 4

static const char *label(int i)
{
    const char *name = elementary_blamed((unary_t)i);

    return name != NULL ? name : "?";
}

/* A ball where f is defined, mostly narrow, now and then wide. */
static void random_ball(arb_t x, random_t random, const elementary_t *f)
{
    static const double radius[] = {0, 0, 1e-20, 1e-6, 0.01, 0.4};
    double centre = random_uniform(random, -4, 4), r = radius[random_below(random, 6)];

    if (f->domain == DOMAIN_POSITIVE || f->domain == DOMAIN_NONNEGATIVE) centre = fabs(centre) + 2 * r + 1e-3;
    arb_set_d(x, centre);
    mag_set_d(arb_radref(x), r);
}

/* A point of x. */
static void random_point(arb_t point, random_t random, const arb_t x)
{
    arb_t offset;

    arb_init(offset);
    arf_set_mag(arb_midref(offset), arb_radref(x));
    arb_set_d(point, random_uniform(random, -1, 1));
    arb_mul(offset, offset, point, PREC);
    arb_get_mid_arb(point, x);
    arb_add(point, point, offset, PREC);
    arb_get_mid_arb(point, point);
    if (!arb_contains(x, point)) arb_get_mid_arb(point, x);
    arb_clear(offset);
}

static void apply_rule(arb_t value, const rule_t *rule, const arb_t x)
{
    const wane_node_t *variable = node_x(), *node = node_of_rule(rule, variable, NULL);
    wane_function_t f = {{node}};

    wane_function_evaluate_real(value, f, x, PREC);
    node_release(variable);
    node_release(node);
}

static void plus(arb_t x, double offset)
{
    arb_t t;

    arb_init(t);
    arb_set_d(t, offset);
    arb_add(x, x, t, PREC);
    arb_clear(t);
}

Test(elementary, rows_are_complete)
{
    for (int i = 0; i < UNARY_COUNT; i++) {
        const elementary_t *f = elementary_table[i];

        cr_assert_not_null(f);
        cr_assert(f->ball != NULL && f->box != NULL && f->series != NULL, "%s", label(i));
        cr_assert((f->name != NULL) != (f->formula != NULL && f->part_of != NULL), "%s: how is it printed?",
                  label(i));
        cr_assert(f->lower < f->upper, "%s", label(i));
        cr_assert((f->derivative == NULL) == f->jumps, "%s: only jumps have no derivative", label(i));
        cr_assert_eq(f->branch[0] != NULL && f->branch[1] != NULL, f->is_kinked, "%s: branches", label(i));
        cr_assert(f->slope == 0 || f->slope == 1, "%s: slope", label(i));
        cr_assert_eq(f->is_kinked, f->jumps || f->slope_jump != 0, "%s: what kink?", label(i));
        cr_assert_eq(f->part[0] == NULL, f->part[1] == NULL, "%s: parts", label(i));
        cr_assert_eq(f->sum_part[0] == NULL, f->sum_part[1] == NULL, "%s: parts of sums", label(i));
        cr_assert_eq(f->growth == GROWS_AT_POLES, f->domain == DOMAIN_OFF_POLES, "%s: growth", label(i));
        if (f->jumps)
            cr_assert(f->lower == floor(f->lower) && f->upper == floor(f->upper), "%s: values at a jump",
                      label(i));
        if (f->fills_range)
            cr_assert((f->monotone == MONOTONE_INCREASING || f->monotone == MONOTONE_DECREASING) &&
                          f->domain == DOMAIN_LINE && f->lower == floor(f->lower),
                      "%s: range", label(i));
        for (int j = 0; j < i; j++)
            cr_assert(f->name == NULL || elementary_table[j]->name == NULL ||
                          strcmp(f->name, elementary_table[j]->name) != 0,
                      "%s: twice", f->name);
    }
}

/* The bounds that are no straight lines. */
static void check_growth(int i, const arb_t x, const arb_t value)
{
    const elementary_t *f = elementary_table[i];
    arb_t bound, t;

    arb_init(bound);
    arb_init(t);
    arb_exp(bound, x, PREC);
    if (f->growth == GROWS_AS_COSH) {
        arb_inv(t, bound, PREC);
        arb_add(bound, bound, t, PREC);
    }
    if (f->growth == GROWS_AT_POLES) {
        elementary_ball(bound, f->denominator, x, PREC);
        arb_inv(bound, bound, PREC);
        arb_abs(bound, bound);
    }
    arb_abs(t, value);
    if (f->growth != GROWS_AFFINE && f->growth != GROWS_AS_LOG && f->growth != GROWS_AS_SQRT)
        cr_assert(!arb_gt(t, bound), "%s: grows faster", label(i));
    arb_clear(bound);
    arb_clear(t);
}

static int sign_of(const arb_t x)
{
    return arb_is_positive(x) - arb_is_negative(x);
}

static void check_zeros(int i, const arb_t x, const arb_t value)
{
    arb_t shifted;

    arb_init(shifted);
    arb_set(shifted, x);
    switch (elementary_table[i]->zeros) {
    case ZEROS_NONE:
        cr_assert(!arb_contains_zero(value), "%s: a zero", label(i));
        break;
    case ZEROS_CROSSING_1:
        plus(shifted, -1);
        __attribute__((fallthrough));
    case ZEROS_CROSSING_0:
        cr_assert(sign_of(value) == sign_of(shifted), "%s: sign", label(i));
        break;
    default:
        break;
    }
    arb_clear(shifted);
}

/* Balls, boxes and points agree; the range, the growth, the symmetry and the monotony hold. */
Test(elementary, facts_hold_on_random_balls)
{
    slong repetitions = random_repetitions(300);
    arb_t x, y, value, other, point;
    acb_t z, w;
    random_t random;

    arb_init(x);
    arb_init(y);
    arb_init(value);
    arb_init(other);
    arb_init(point);
    acb_init(z);
    acb_init(w);
    random_seed(random, 20260402);
    for (int i = 0; i < UNARY_COUNT; i++) {
        const elementary_t *f = elementary_table[i];
        slong holomorphic = 0;

        for (slong n = 0; n < repetitions; n++) {
            random_ball(x, random, f);
            random_point(point, random, x);
            elementary_ball(value, i, x, PREC);
            if (!arb_is_finite(value)) continue; /* near a pole */
            elementary_ball(other, i, point, PREC);
            cr_assert(arb_overlaps(value, other), "%s: ball and point", label(i));

            acb_set_arb(z, x);
            if (n % 2) arb_set_d(acb_imagref(z), 1e-3), mag_set_d(arb_radref(acb_imagref(z)), 2e-3);
            elementary_box(w, i, z, PREC);
            if (acb_is_finite(w)) {
                holomorphic++;
                cr_assert(arb_overlaps(acb_realref(w), other) && arb_contains_zero(acb_imagref(w)),
                          "%s: box and point", label(i));
            }

            arb_set_d(y, f->lower);
            if (isfinite(f->lower)) cr_assert(!arb_lt(other, y), "%s: below its range", label(i));
            arb_set_d(y, f->upper);
            if (isfinite(f->upper)) cr_assert(!arb_gt(other, y), "%s: above its range", label(i));
            if (f->growth == GROWS_AFFINE) {
                arb_abs(y, point);
                arb_set_d(value, f->slope);
                arb_mul(y, y, value, PREC);
                plus(y, f->offset);
                arb_abs(value, other);
                cr_assert(!arb_gt(value, y), "%s: grows faster", label(i));
            }

            check_growth(i, point, other);
            check_zeros(i, point, other);

            arb_neg(y, point);
            if (f->domain == DOMAIN_LINE || f->domain == DOMAIN_OFF_POLES) elementary_ball(value, i, y, PREC);
            if (f->symmetry == SYMMETRY_ODD) arb_neg(value, value);
            if (f->symmetry == SYMMETRY_COMPLEMENT) {
                arb_neg(value, value);
                plus(value, 1);
            }
            if (f->symmetry != SYMMETRY_NONE) cr_assert(arb_overlaps(value, other), "%s: symmetry", label(i));

            arb_set(y, point);
            plus(y, arb_is_negative(point) && f->monotone == MONOTONE_IN_SIZE ? -0.125 : 0.125);
            elementary_ball(value, i, y, PREC);
            if (f->monotone == MONOTONE_DECREASING)
                cr_assert(!arb_gt(value, other), "%s: not decreasing", label(i));
            else if (f->monotone != MONOTONE_NOT)
                cr_assert(!arb_lt(value, other), "%s: not increasing", label(i));
        }
        cr_assert_geq(4 * holomorphic, repetitions, "%s: seldom holomorphic", label(i));
    }
    arb_clear(x);
    arb_clear(y);
    arb_clear(value);
    arb_clear(other);
    arb_clear(point);
    acb_clear(z);
    acb_clear(w);
}

/* The coefficients of the series are the value, the derivative and that of the derivative: two formulas and
   two ways of computing. */
Test(elementary, derivative_and_series_agree)
{
    slong repetitions = random_repetitions(100);
    arb_poly_t u, series;
    arb_t x, value, coefficient;
    random_t random;

    arb_poly_init(u);
    arb_poly_init(series);
    arb_init(x);
    arb_init(value);
    arb_init(coefficient);
    random_seed(random, 20260403);
    for (int i = 0; i < UNARY_COUNT; i++) {
        const elementary_t *f = elementary_table[i];
        slong used = 0;

        for (slong n = 0; n < repetitions; n++) {
            random_ball(x, random, f);
            arb_poly_zero(u);
            arb_poly_set_coeff_si(u, 1, 1);
            arb_poly_set_coeff_arb(u, 0, x);
            elementary_series(series, i, u, LENGTH, PREC);
            elementary_ball(value, i, x, PREC);
            arb_poly_get_coeff_arb(coefficient, series, 0);
            if (!arb_is_finite(coefficient) || !arb_is_finite(value)) continue;
            used++;
            cr_assert(arb_overlaps(coefficient, value), "%s: value and series", label(i));
            arb_poly_get_coeff_arb(coefficient, series, 1);
            if (f->derivative == NULL) arb_zero(value);
            else apply_rule(value, f->derivative, x);
            cr_assert(arb_overlaps(coefficient, value), "%s: derivative and series", label(i));
            if (f->is_kinked) {
                apply_rule(value, f->branch[arb_is_positive(x)], x);
                arb_poly_get_coeff_arb(coefficient, series, 0);
                cr_assert(arb_overlaps(coefficient, value), "%s: branch and series", label(i));
            }
        }
        cr_assert_geq(2 * used, repetitions, "%s: seldom compared", label(i));
    }
    arb_poly_clear(u);
    arb_poly_clear(series);
    arb_clear(x);
    arb_clear(value);
    arb_clear(coefficient);
}

/* Exact values, values at 0, parts and scaling against values on balls. */
Test(elementary, exact_values_and_parts)
{
    arb_t x, value, other;
    fmpq_t u, exact;

    arb_init(x);
    arb_init(value);
    arb_init(other);
    fmpq_init(u);
    fmpq_init(exact);
    for (int i = 0; i < UNARY_COUNT; i++) {
        const elementary_t *f = elementary_table[i];
        const int half_line = f->domain == DOMAIN_POSITIVE || f->domain == DOMAIN_NONNEGATIVE;

        if (f->twice_at_zero >= 0) {
            arb_zero(x);
            elementary_ball(value, i, x, PREC);
            arb_mul_2exp_si(value, value, 1);
            cr_assert(arb_contains_si(value, f->twice_at_zero), "%s at 0", label(i));
        }
        for (slong n = half_line ? 1 : -9; n <= 9; n++) {
            fmpq_set_si(u, n, 4);
            arb_set_fmpq(x, u, PREC);
            elementary_ball(value, i, x, PREC);
            if (n != 0 && f->at_rational != NULL && f->at_rational(exact, u))
                cr_assert(arb_contains_fmpq(value, exact), "%s at %ld/4", label(i), (long)n);
            if (f->part[0] != NULL && n != 0) {
                arb_t odd;

                arb_init(odd);
                apply_rule(other, f->part[0], x);
                apply_rule(odd, f->part[1], x);
                arb_add(other, other, odd, PREC);
                cr_assert(arb_overlaps(value, other), "%s is not the sum of its parts", label(i));
                arb_clear(odd);
            }
            if (f->scaling != SCALING_NONE) {
                arb_mul_si(x, x, 3, PREC);
                elementary_ball(other, i, x, PREC);
                if (f->scaling == SCALING_LINEAR) arb_mul_si(value, value, 3, PREC);
                cr_assert(arb_overlaps(value, other), "%s does not scale", label(i));
            }
        }
    }
    arb_clear(x);
    arb_clear(value);
    arb_clear(other);
    fmpq_clear(u);
    fmpq_clear(exact);
}

/* f(u + v) = even + odd with u = 1/2 and v = x. */
Test(elementary, addition_theorems)
{
    const wane_node_t *u = node_ratio(1, 2), *v = node_x();
    arb_t x, value, part;

    arb_init(x);
    arb_init(value);
    arb_init(part);
    for (int i = 0; i < UNARY_COUNT; i++)
        for (slong n = -9; n <= 9 && elementary_table[i]->sum_part[0] != NULL; n++) {
            arb_set_d(x, n / 4.0 + 0.5);
            elementary_ball(value, i, x, PREC);
            arb_set_d(x, n / 4.0);
            for (int odd = 0; odd < 2; odd++) {
                const wane_node_t *node = node_of_rule(elementary_table[i]->sum_part[odd], u, v);
                wane_function_t f = {{node}};

                cr_assert_eq(wane_function_parity(f), odd ? WANE_PARITY_ODD : WANE_PARITY_EVEN, "%s",
                             label(i));
                wane_function_evaluate_real(part, f, x, PREC);
                arb_sub(value, value, part, PREC);
                node_release(node);
            }
            cr_assert(arb_contains_zero(value), "%s of a sum", label(i));
        }
    node_release(u);
    node_release(v);
    arb_clear(x);
    arb_clear(value);
    arb_clear(part);
}

/* The slopes on both sides of a kink differ by what the row says. */
Test(elementary, jumps_of_slopes)
{
    arb_poly_t u, series;
    arb_t x, jump, slope, most;

    arb_poly_init(u);
    arb_poly_init(series);
    arb_init(x);
    arb_init(jump);
    arb_init(slope);
    arb_init(most);
    arb_set_d(most, 0x1p-80);
    for (int i = 0; i < UNARY_COUNT; i++) {
        if (!elementary_table[i]->is_kinked) continue;
        arb_zero(jump);
        for (int sign = -1; sign <= 1; sign += 2) {
            arb_set_d(x, sign * 0x1p-100);
            arb_poly_zero(u);
            arb_poly_set_coeff_si(u, 1, 1);
            arb_poly_set_coeff_arb(u, 0, x);
            elementary_series(series, i, u, LENGTH, PREC);
            arb_poly_get_coeff_arb(slope, series, 1);
            arb_addmul_si(jump, slope, sign, PREC);
        }
        arb_sub_si(jump, jump, elementary_table[i]->slope_jump, PREC);
        arb_abs(jump, jump);
        cr_assert(arb_lt(jump, most), "%s", label(i));
    }
    arb_poly_clear(u);
    arb_poly_clear(series);
    arb_clear(x);
    arb_clear(jump);
    arb_clear(slope);
    arb_clear(most);
}

/* Of every size, about 0 and elsewhere, and much longer one way than the other. */
Test(elementary, error_functions_are_finite_on_every_box)
{
    static const unary_t function[] = {UNARY_ERF, UNARY_ERFC, UNARY_PHI};
    random_t random;
    acb_t z, w, point, value;
    random_seed(random, 20260412);
    acb_init(z);
    acb_init(w);
    acb_init(point);
    acb_init(value);
    for (slong n = 0; n < 2000 * random_repetitions(1); n++) {
        const unary_t f = function[n % 3];
        double size[4];

        for (int i = 0; i < 4; i++)
            size[i] = random_uniform(random, -1, 1) * ldexp(1, -(int)random_below(random, 60) + 2);
        arb_set_d(acb_realref(z), n % 2 ? size[0] : 0);
        arb_set_d(acb_imagref(z), n % 5 ? size[1] : 0);
        mag_set_d(arb_radref(acb_realref(z)), fabs(size[2]));
        mag_set_d(arb_radref(acb_imagref(z)), fabs(size[3]));
        random_point(acb_realref(point), random, acb_realref(z));
        random_point(acb_imagref(point), random, acb_imagref(z));
        elementary_box(w, f, z, 30);
        elementary_box(value, f, point, PREC);
        cr_assert(acb_is_finite(w), "%s: box %ld", label(f), (long)n);
        cr_assert(acb_overlaps(w, value), "%s: box and point %ld", label(f), (long)n);
    }
    acb_clear(z);
    acb_clear(w);
    acb_clear(point);
    acb_clear(value);
}

/* Wide, on either side of the cuts. */
Test(elementary, asinh_is_finite_off_its_cuts)
{
    random_t random;
    acb_t z, w, point, value;
    random_seed(random, 20260413);
    acb_init(z);
    acb_init(w);
    acb_init(point);
    acb_init(value);
    for (slong n = 0; n < 500 * random_repetitions(1); n++) {
        const double radius = random_uniform(random, 0, 1), centre = radius + random_uniform(random, 1, 90);

        arb_set_d(acb_realref(z), n % 2 ? centre : -centre);
        arb_set_d(acb_imagref(z), random_uniform(random, -1, 1));
        mag_set_d(arb_radref(acb_realref(z)), radius);
        mag_set_d(arb_radref(acb_imagref(z)), random_uniform(random, 0, 1));
        random_point(acb_realref(point), random, acb_realref(z));
        random_point(acb_imagref(point), random, acb_imagref(z));
        elementary_box(w, UNARY_ASINH, z, 30);
        acb_asinh(value, point, PREC);
        cr_assert(acb_is_finite(w) && acb_overlaps(w, value), "%ld", (long)n);
    }
    acb_clear(z);
    acb_clear(w);
    acb_clear(point);
    acb_clear(value);
}
