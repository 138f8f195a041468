#include <math.h>

#include "base/scoped.h"
#include "hermite/rule/fixed_recurrence.h"
#include "function/facts/facts.h"
#include "hermite/rule/legendre_panel.h"
#include "hermite/rule/legendre_rule.h"
#include "hermite/rule/mehler.h"
#include "hermite/closed/normal_law.h"
#include "base/threads.h"
#include "hermite/rule/piecewise.h"
#include "hermite/closed/rounding.h"
#include "hermite/rule/tail_range.h"

#define MOST_LOST 24 /* bits */
#define MOST_RANGE_BY_SQUARES 0x1p30
#define MOST_SIZE 65536 /* binary logarithm of |f| at a node up to which precision follows it */

/* A node x = point / 2^point_bits, or by squares the root of that; start = floor(2^(unit + lift) x^first weight
   f(x) phi(x)) up to error. */
typedef struct {
    slong panel;
    fmpz_t point;
    mag_t inverse; /* by squares: >= 1/x */
    arb_t weight;
    slong lift;
    fmpz_t start;
    mag_t error;
} point_t;

/* The recurrence: in one step for all degrees, or in two for those of one parity. */
typedef enum { ALL_DEGREES = -1, EVEN_DEGREES, ODD_DEGREES } chain_t;

typedef struct {
    slong length, unit, point_bits, limbs, count;
    chain_t chain;
    mag_srcptr omitted; /* the integral of |f| beside singular ends */
    legendre_panels_struct *panels;
    point_t *point;
    mag_t *displacement; /* of the nodes of each panel: |x - true node| <= */
    hermite_scaling_struct *scaling;
    hermite_accumulator_struct *sum;
} quadrature_t;

/* --- nodes ------------------------------------------------------------------------------------------ */

/* x, exactly or to so many bits */
static void set_x(arb_t x, const quadrature_t *q, const point_t *point, slong prec)
{
    arb_set_fmpz(x, point->point);
    arb_mul_2exp_si(x, x, -q->point_bits);
    if (q->chain != ALL_DEGREES) arb_sqrt(x, x, prec);
}

static void set_inverse(const quadrature_t *q, point_t *point)
{
    SCOPED(arb, x);
    set_x(x, q, point, MAG_BITS + 2);
    arb_get_mag_lower(point->inverse, x);
    mag_inv(point->inverse, point->inverse);
}

static void place_node(quadrature_t *q, point_t *point, const arb_t centre, const arb_t half,
                       const legendre_rule_t *rule, slong i, slong prec)
{
    const slong order = rule->order, mirrored = order - 1 - i;
    const int negative = i > mirrored;
    const slong j = negative ? mirrored : i;
    SCOPED(arb, x);
    SCOPED(mag, off);
    arb_mul(x, rule->node + j, half, prec);
    if (negative) arb_neg(x, x);
    arb_add(x, x, centre, prec);
    arb_mul(point->weight, rule->weight + j, half, prec);

    if (q->chain != ALL_DEGREES) arb_sqr(x, x, prec);
    arb_mul_2exp_si(x, x, q->point_bits);
    arf_get_fmpz(point->point, arb_midref(x), ARF_RND_NEAR);
    mag_add_ui(off, arb_radref(x), 1);
    mag_mul_2exp_si(off, off, -q->point_bits);
    if (q->chain != ALL_DEGREES) { /* |x - y| <= |x^2 - y^2|/x */
        set_inverse(q, point);
        mag_mul(off, off, point->inverse);
    }
    mag_max(q->displacement[point->panel], q->displacement[point->panel], off);
}

static void place_nodes(quadrature_t *q, slong prec)
{
    legendre_rules_t rules;
    slong at = 0;
    legendre_rules_init(rules, prec);
    SCOPED(arb, centre, half);
    for (slong p = 0; p < q->panels->length; p++) {
        const legendre_panel_t *panel = &q->panels->panel[p];
        const legendre_rule_t *rule = legendre_rules_get(rules, panel->order);
        arb_add(centre, &panel->left, &panel->right, prec);
        arb_sub(half, &panel->right, &panel->left, prec);
        arb_mul_2exp_si(centre, centre, -1);
        arb_mul_2exp_si(half, half, -1);
        for (slong i = 0; i < panel->order; i++, at++) {
            q->point[at].panel = p;
            place_node(q, &q->point[at], centre, half, rule, i, prec);
        }
    }
    legendre_rules_clear(rules);
}

/* lift >= log2(e) x^2/4: log2(e)/4 < 0.36067376023, derivations/06 (10) */
static slong lift_of(const arb_t x)
{
    SCOPED(arb, t);
    SCOPED(fmpz, n);
    arb_sqr(t, x, 64);
    arb_mul_ui(t, t, 36067376023, 64);
    arb_div_ui(t, t, 100000000000, 64);
    arb_get_ubound_arf(arb_midref(t), t, 64);
    arf_get_fmpz(n, arb_midref(t), ARF_RND_CEIL);
    return fmpz_get_si(n) + 1;
}

static void evaluate_point(quadrature_t *q, point_t *point)
{
    const wane_function_struct *f = q->panels->panel[point->panel].f;
    SCOPED(arb, x, value, t);
    set_x(x, q, point, q->point_bits);
    point->lift = lift_of(x);

    wane_function_evaluate_real(value, f, x, 64);
    slong size = arb_is_finite(value) ? FLINT_MAX(arf_abs_bound_lt_2exp_si(arb_midref(value)), 0) : 0;
    slong prec = FLINT_MAX(q->unit - point->lift + FLINT_MIN(size, MOST_SIZE) + 16, 32);
    if (prec > 64) wane_function_evaluate_real(value, f, x, prec);
    hermite_normal_density(t, x, prec + 16);
    arb_mul(value, value, t, prec);
    arb_mul(value, value, point->weight, prec);
    if (q->chain == ODD_DEGREES) arb_mul(value, value, x, prec);
    if (arb_is_finite(value)) hermite_to_fixed(point->start, point->error, value, q->unit + point->lift);
    else mag_inf(point->error);
}

static void evaluate_points(void *data, int thread, int threads)
{
    quadrature_t *q = data;
    for (slong i = thread; i < q->count; i += threads) evaluate_point(q, &q->point[i]);
}

/* --- the sum ---------------------------------------------------------------------------------------- */

/* steps >= what the steps of the recurrence at one node make, and scale >= what errors of its start are multiplied
   by, per unit of amplitude: derivations/06 (17), (13). */
static void bound_steps(mag_t steps, mag_t scale, const quadrature_t *q, const point_t *point)
{
    mag_one(scale);
    if (q->chain == ALL_DEGREES) {
        mag_set_ui(steps, (ulong)q->length);
        mag_mul_ui(steps, steps, (ulong)q->length);
        mag_mul_ui(steps, steps, 5);
    } else {
        hermite_two_step_rounding(steps, q->length, point->inverse);
        if (q->chain == ODD_DEGREES) mag_set(scale, point->inverse);
    }
}

/* Rounding of every c_k in units 2^-unit, and the limbs that hold every number: derivations/06 (14), (17). */
static void bound_rounding(mag_t total, quadrature_t *q)
{
    SCOPED(mag, amplitude, steps, scale, error, t);
    mag_zero(total);
    hermite_amplitude(amplitude, q->length);
    slong bits = 64;
    for (slong i = 0; i < q->count; i++) {
        const point_t *point = &q->point[i];
        bound_steps(steps, scale, q, point);
        mag_mul(error, point->error, scale);
        mag_add(error, error, steps);
        mag_mul(t, error, amplitude);
        mag_add_ui(t, t, 1);
        mag_add(total, total, t);
        mag_set_fmpz(t, point->start);
        mag_mul(t, t, scale);
        mag_add(t, t, error);
        mag_mul(t, t, amplitude);
        mag_mul_2exp_si(t, t, point->lift + 1);
        if (mag_is_finite(t)) bits = FLINT_MAX(bits, MAG_EXP(t));
    }
    slong from_values = (bits + (slong)FLINT_BIT_COUNT(q->count) + 3) / FLINT_BITS + 1;
    /* the point needs its fraction and, above it, one limb */
    q->limbs = FLINT_MAX(from_values, (q->point_bits + FLINT_BITS - 1) / FLINT_BITS + 1);
}

static void sum_points(void *data, int thread, int threads)
{
    quadrature_t *q = data;
    mp_ptr x = flint_calloc((size_t)q->limbs, sizeof(mp_limb_t));
    SCOPED(fmpz, scaled);
    for (slong i = thread; i < q->count; i += threads) {
        const point_t *point = &q->point[i];
        fmpz_abs(scaled, point->point);
        fmpz_mul_2exp(scaled, scaled, (ulong)(FLINT_BITS * (q->limbs - 1) - q->point_bits));
        fmpz_get_ui_array(x, q->limbs, scaled);
        if (q->chain == ALL_DEGREES)
            hermite_accumulator_add_point(&q->sum[thread], q->scaling, point->start, x,
                                          fmpz_sgn(point->point) < 0, point->lift);
        else
            hermite_accumulator_add_square(&q->sum[thread], q->scaling, (int)q->chain, point->start, x,
                                           point->lift);
    }
    flint_free(x);
}

/* What the rule on one panel misses and, added to `moved`, what the displacement of its nodes does:
   derivations/06 (18), (19).  Apart, for a good rho of the one is a bad one of the other. */
static void bound_panel(mehler_bound_t missed, mehler_bound_t moved, const legendre_panel_t *panel,
                        const mag_t displacement)
{
    SCOPED(mag, t, width);
    mag_set_d(width, 2 * panel->half);
    mag_mul(width, width, displacement);
    mag_set_d_lower(t, ldexp(panel->half, -18)); /* less than half of what is between the ends and a node */
    if (mag_cmp(displacement, t) > 0) mag_inf(width);
    for (int i = 0; i < MEHLER_COUNT; i++) {
        legendre_panel_error(&missed->brace[i], panel, missed->rho[i]);
        legendre_panel_slope(t, panel, moved->rho[i]);
        mag_addmul(&moved->brace[i], t, width);
    }
}

/* error[k] += the best bound over the list. */
static void add_errors(mag_ptr error, const mehler_bound_t bound, slong length)
{
    SCOPED_VEC(mag, part, length);
    mehler_bound_errors(part, bound, length);
    for (slong k = 0; k < length; k++) mag_add(error + k, error + k, part + k);
}

/* error[k] >= what the rule on all panels and the tails miss; each panel has a best rho of its own. */
static void bound_quadrature(mag_ptr error, const quadrature_t *q, const growth_t growth, double range)
{
    SCOPED(mehler_bound, bound, moved);
    for (int i = 0; i < MEHLER_COUNT; i++)
        hermite_growth_tail(&bound->brace[i], growth, range, bound->rho[i]);
    for (slong k = 0; k < q->length; k++) mag_zero(error + k);
    add_errors(error, bound, q->length);
    for (slong p = 0; p < q->panels->length; p++) {
        bound_panel(bound, moved, &q->panels->panel[p], q->displacement[p]);
        add_errors(error, bound, q->length);
    }
    add_errors(error, moved, q->length);
    /* |h_k phi| <= 2/5 times the amplitude: derivations/06 (18a) */
    SCOPED(mag, beside);
    hermite_amplitude(beside, q->length);
    mag_mul(beside, beside, q->omitted);
    mag_mul_ui(beside, beside, 2);
    mag_div_ui(beside, beside, 5);
    for (slong k = 0; k < q->length; k++) mag_add(error + k, error + k, beside);
}

static void finish(arb_ptr c, const quadrature_t *q, const mag_t rounding, mag_srcptr error, int threads,
                   wane_parity_t parity)
{
    const int factor = parity == WANE_PARITY_NONE ? 1 : 2;
    SCOPED(mag, t);
    SCOPED(fmpz, value);
    SCOPED(arb, normalisation);
    mag_mul_2exp_si(t, rounding, -q->unit);
    for (slong k = 0; k < q->length; k++) {
        arb_zero(c + k);
        if ((parity == WANE_PARITY_EVEN && k % 2 == 1) || (parity == WANE_PARITY_ODD && k % 2 == 0)) continue;
        hermite_accumulator_get(value, q->sum, threads, k);
        arb_set_fmpz(c + k, value);
        arb_mul_2exp_si(c + k, c + k, -q->unit);
        hermite_scaling_normalisation(normalisation, q->scaling, k, q->unit + 8);
        arb_mul(c + k, c + k, normalisation, q->unit + 8);
        arb_add_error_mag(c + k, t);
        arb_add_error_mag(c + k, error + k);
        arb_mul_si(c + k, c + k, factor, q->unit + 8);
    }
}

static void run(arb_ptr c, quadrature_t *q, const growth_t growth, double range, wane_parity_t parity,
                int threads)
{
    SCOPED_VEC(mag, error, q->length);
    hermite_scaling_t scaling;
    SCOPED(mag, rounding);
    place_nodes(q, q->point_bits + 16);
    base_parallel(evaluate_points, q, threads);
    bound_rounding(rounding, q);
    if (mag_is_inf(rounding)) {
        for (slong k = 0; k < q->length; k++) arb_indeterminate(c + k);
    } else {
        bound_quadrature(error, q, growth, range);
        hermite_scaling_init(scaling, q->length, q->unit + 8);
        q->scaling = scaling;
        q->sum = flint_malloc((size_t)threads * sizeof(hermite_accumulator_struct));
        for (int i = 0; i < threads; i++) hermite_accumulator_init(&q->sum[i], q->length, q->limbs);
        base_parallel(sum_points, q, threads);
        finish(c, q, rounding, error, threads, parity);
        for (int i = 0; i < threads; i++) hermite_accumulator_clear(&q->sum[i]);
        flint_free(q->sum);
        hermite_scaling_clear(scaling);
    }
}

/* --- panels ----------------------------------------------------------------------------------------- */

/* The width of the graded panels beside an end of a piece where f is not seen to be analytic: a power of two, its
   exponent; 0 where f is analytic. */
static slong graded_width(const wane_function_t f, const arb_t end, const arb_t left, const arb_t right)
{
    if (legendre_is_analytic_at(f, end)) return 0;
    const double width =
        arf_get_d(arb_midref(right), ARF_RND_NEAR) - arf_get_d(arb_midref(left), ARF_RND_NEAR);
    return FLINT_MIN(ilogb(width) - 2, -2);
}

/* [left, right] of one piece, ends of pieces or of the range; at both it is analytic, or may not be. */
static int cover_piece(legendre_panels_t panels, mag_t omitted, const wane_function_t f, const arb_t left,
                       const arb_t right, int is_analytic, slong degree, double nats)
{
    int covered = arb_lt(left, right);
    if (!covered) return 0;
    if (is_analytic) return legendre_panels_cover(panels, f, left, right, degree, nats);
    SCOPED(arb, from, to, width);
    SCOPED(mag, t);
    const slong first = graded_width(f, left, left, right), last = graded_width(f, right, left, right);
    arb_set(from, left);
    arb_set(to, right);
    for (int side = 0; side < 2 && covered; side++) {
        const slong exponent = side == 0 ? first : last;
        if (exponent == 0) continue;
        covered = legendre_panels_grade(panels, t, f, side == 0 ? left : right, side == 0 ? 1 : -1, exponent,
                                        degree, nats);
        mag_add(omitted, omitted, t);
        arb_one(width);
        arb_mul_2exp_si(width, width, exponent);
        if (side == 0) arb_add(from, left, width, 64 + (slong)(3 * nats));
        else arb_sub(to, right, width, 64 + (slong)(3 * nats));
    }
    return covered && legendre_panels_cover(panels, f, from, to, degree, nats);
}

/* Panels over every piece between -range (0 for a function with a parity) and range. */
static int cover(legendre_panels_t panels, mag_t omitted, const pieces_t pieces, int are_analytic,
                 int symmetric, double range, slong degree, double nats)
{
    int covered = 1;
    SCOPED(arb, left, right);
    for (slong i = pieces->count; covered && i >= 0; i--) {
        if (i == 0) arb_set_d(left, -range);
        else arb_set(left, pieces->breakpoint + i - 1);
        if (i == pieces->count) arb_set_d(right, range);
        else arb_set(right, pieces->breakpoint + i);
        if (symmetric && !arb_is_positive(right)) continue;
        if (symmetric && arb_is_negative(left)) arb_zero(left);
        covered = cover_piece(panels, omitted, &pieces->piece[i], left, right, are_analytic, degree, nats);
    }
    return covered;
}

/* Of the least node of a panel that begins at 0 or beyond: about binary logarithm of 1/x, only a choice. */
static double smallness(const legendre_panel_t *panel)
{
    const double beside_end = 2.4 / ((double)panel->order + 0.5);
    return -log2(panel->centre - panel->half + panel->half * beside_end * beside_end / 2);
}

/* The parity of f if all nodes are positive and none is so small that the two-step recurrence loses much; the bits
   that it loses. */
static chain_t choose_chain(slong *lost, const legendre_panels_t panels, wane_parity_t parity, double range)
{
    double smallest = 0;
    *lost = 0;
    if (parity == WANE_PARITY_NONE || range > MOST_RANGE_BY_SQUARES) return ALL_DEGREES;
    for (slong p = 0; p < panels->length; p++) {
        if (!arb_is_nonnegative(&panels->panel[p].left)) return ALL_DEGREES;
        smallest = fmax(smallest, smallness(&panels->panel[p]));
    }
    if (!(smallest < MOST_LOST)) return ALL_DEGREES;
    *lost = (slong)ceil(smallest) + 2;
    return parity == WANE_PARITY_ODD ? ODD_DEGREES : EVEN_DEGREES;
}

static slong guard_bits(slong length, slong count)
{
    return (slong)ceil(2.25 * log2((double)length + 1) + 4 + log2((double)count + 1));
}

/* Steep functions need nodes that are placed more exactly; only a choice. */
static slong bits_for_slopes(const legendre_panels_t panels)
{
    double bits = 0;
    SCOPED(mag, slope);
    for (slong p = 0; p < panels->length; p++) {
        legendre_panel_slope(slope, &panels->panel[p], 0.5);
        if (mag_is_finite(slope)) bits = fmax(bits, mag_get_d_log2_approx(slope) - 10);
    }
    return (slong)bits;
}

static void run_on_panels(arb_ptr c, slong length, legendre_panels_t panels, const mag_t omitted,
                          const growth_t growth, double range, wane_parity_t parity, slong prec, int threads)
{
    quadrature_t q = {.length = length, .panels = panels, .omitted = omitted};
    for (slong p = 0; p < panels->length; p++) q.count += panels->panel[p].order;
    slong lost;
    q.chain = choose_chain(&lost, panels, parity, range);
    q.unit = prec + guard_bits(length, q.count);
    if (q.chain != ALL_DEGREES)
        q.unit += lost / 2 + (slong)FLINT_BIT_COUNT(length) / 2; /* (13) against (17) */
    q.point_bits = q.unit + 16 + (slong)(0.8 * sqrt((double)length)) + bits_for_slopes(panels) + lost;
    q.point = flint_calloc((size_t)q.count, sizeof(point_t));
    q.displacement = flint_calloc((size_t)panels->length, sizeof(mag_t));
    for (slong i = 0; i < q.count; i++) arb_init(q.point[i].weight);
    run(c, &q, growth, range, parity, threads);
    for (slong i = 0; i < q.count; i++) {
        fmpz_clear(q.point[i].point);
        fmpz_clear(q.point[i].start);
        arb_clear(q.point[i].weight);
        mag_clear(q.point[i].error);
    }
    for (slong p = 0; p < panels->length; p++) mag_clear(q.displacement[p]);
    flint_free(q.point);
    flint_free(q.displacement);
}

static double range_of(growth_t growth, const wane_function_t f, slong length, double nats)
{
    if (!function_growth(growth, f)) return INFINITY;
    return hermite_tail_range(growth, (double)(length - 1), nats);
}

/* 53/128: an end that no breakpoint is likely to meet. */
double hermite_piecewise_range(const wane_function_t f, slong length, slong prec)
{
    SCOPED(growth, growth);
    return ceil(range_of(growth, f, length, (double)prec * M_LN2 + 2)) + 0.4140625;
}

static wane_status_t not_covered(const legendre_panels_t panels, int are_analytic, wane_message_t message)
{
    if (panels->nodes > panels->most_nodes)
        return wane_message_set(message, WANE_UNDECIDED, 0,
                                "the function turns so often or so sharply that more than %ld nodes do not "
                                "suffice, near x = %.3g",
                                (long)panels->most_nodes, panels->where);
    return wane_message_set(message, WANE_UNDECIDED, 0,
                            are_analytic ? "the function is too steep, or turns too fast, near x = %.3g"
                                         : "a piece of the function is not seen to be analytic, or bounded "
                                           "where it ends, near x = %.3g",
                            panels->where);
}

wane_status_t hermite_piecewise_quadrature(arb_ptr c, slong length, const wane_function_t f,
                                           const pieces_t pieces, double range, wane_parity_t parity,
                                           slong prec, int threads, wane_message_t message)
{
    if (parity == WANE_PARITY_ZERO || length <= 0) {
        _arb_vec_zero(c, length);
        return WANE_OK;
    }
    legendre_panels_t panels;
    wane_status_t status = WANE_OK;
    const double nats = (double)prec * M_LN2 + 2;
    const int is_cut = range < INFINITY;
    SCOPED(growth, growth);
    SCOPED(mag, omitted);
    legendre_panels_init(panels);
    const double own = range_of(growth, f, length, nats);
    if (!is_cut) range = own;
    for (slong i = 0; i < pieces->count && range < INFINITY && !is_cut; i++)
        range = fmax(range, fabs(arf_get_d(arb_midref(pieces->breakpoint + i), ARF_RND_NEAR)) + 1);
    if (range == INFINITY || own == INFINITY)
        status =
            wane_message_set(message, WANE_UNDECIDED, 0, "no range holds the Gaussian mass of the function");
    else if (!cover(panels, omitted, pieces, !is_cut, parity != WANE_PARITY_NONE, range, length - 1, nats))
        status = not_covered(panels, !is_cut, message);
    else run_on_panels(c, length, panels, omitted, growth, range, parity, prec, threads < 1 ? 1 : threads);
    legendre_panels_clear(panels);
    return status;
}
