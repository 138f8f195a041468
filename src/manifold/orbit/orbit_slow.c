#include "manifold/orbit/orbit_slow.h"

#include "base/hull.h"
#include "base/scoped.h"

#include <flint/arb_poly.h>
#include <math.h>

#define LOW_PREC 64
#define TUBE 8        /* the tube is wider than the first distance by this factor */
#define TUBE_FLOOR 64 /* and never narrower than this many tolerances */
#define ALLOWANCE 4   /* tolerances that the defect may cost */

/* What is known on one piece of the curve: rates (2 x 2, by rows), exact
   upper bounds of the field's derivative (off the diagonal: of its size),
   and push (2), bounds of the defect and of the terms not summed. */
typedef struct {
    arb_ptr rate, push;
    double fast_rate, cost[2]; /* cost: what the defect alone amounts to */
} piece_t;

void orbit_slow_init(orbit_slow_t slow, const orbit_field_t field, slong order, slong prec)
{
    orbit_collocation_init(slow->guess, field, order, prec);
    orbit_series_init(slow->along, field, order);
    orbit_series_init(slow->over, field, order);
    for (int i = 0; i < 2; i++) slow->distance[i] = _arb_vec_init(ORBIT_PIECES);
    slow->h = 0;
    slow->active = 0;
}

void orbit_slow_clear(orbit_slow_t slow, const orbit_field_t field)
{
    orbit_collocation_clear(slow->guess, field);
    orbit_series_clear(slow->along, field);
    orbit_series_clear(slow->over, field);
    for (int i = 0; i < 2; i++) _arb_vec_clear(slow->distance[i], ORBIT_PIECES);
}

/* x = an exact upper bound of it */
static void round_up(arb_t x)
{
    arb_get_ubound_arf(arb_midref(x), x, LOW_PREC);
    mag_zero(arb_radref(x));
}

static void magnitude(arb_t bound, const arb_t x)
{
    arb_abs(bound, x);
    round_up(bound);
}

static double value(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

/* Piece j of [-1, 1]: its centre, or all of it. */
static void piece_centre(arb_t s, slong j)
{
    arb_set_si(s, 2 * j + 1 - ORBIT_PIECES);
    arb_div_ui(s, s, ORBIT_PIECES, LOW_PREC);
}

static void piece_all(arb_t s, slong j)
{
    SCOPED(arb, half);
    piece_centre(s, j);
    arb_one(half);
    arb_div_ui(half, half, ORBIT_PIECES, LOW_PREC);
    arb_add_error(s, half);
}

/* The curve's Taylor coefficients in time about s, or at every point of the ball s. */
static void expand_curve(orbit_series_t series, const orbit_slow_t slow, const arb_t s, slong prec)
{
    const slong n = slow->guess->degree + 1;
    SCOPED(arb, rate, power);
    arb_set_d(rate, 0.5 * slow->h);
    arb_inv(rate, rate, prec);
    for (int i = 0; i < 2; i++) {
        arb_ptr c = i == 0 ? series->rho : series->a;
        _arb_vec_set(c, slow->guess->curve[i], n);
        _arb_poly_taylor_shift(c, s, n, prec);
        arb_one(power);
        for (slong k = 0; k < n; k++) {
            arb_mul(c + k, c + k, power, prec);
            arb_mul(power, power, rate, prec);
        }
    }
}

/* push >= |f(p(t)) - p'(t)| over piece j: derivations/17 (18). */
static void bound_defect(arb_ptr push, orbit_slow_t slow, orbit_field_t field, const arb_t eps, slong j,
                         slong prec)
{
    const slong last = slow->along->order - 1;
    SCOPED(arb, s, w, power, t);
    piece_centre(s, j);
    expand_curve(slow->along, slow, s, prec);
    orbit_series_defect(slow->along, field, eps, prec);
    piece_all(s, j);
    expand_curve(slow->over, slow, s, LOW_PREC);
    orbit_series_defect(slow->over, field, eps, LOW_PREC);
    arb_set_d(w, 0.5 * slow->h);
    arb_div_ui(w, w, ORBIT_PIECES, LOW_PREC);
    for (int i = 0; i < 2; i++) {
        arb_zero(push + i);
        arb_one(power);
        for (slong k = 0; k <= last; k++) {
            magnitude(t, (k < last ? slow->along : slow->over)->defect[i] + k);
            arb_addmul(push + i, t, power, LOW_PREC);
            arb_mul(power, power, w, LOW_PREC);
        }
        round_up(push + i);
    }
}

/* Rates on the tube around piece j, and what the terms not summed add to the push: derivations/17 (19). */
static void bound_rates(piece_t *piece, orbit_slow_t slow, orbit_field_t field, const arb_t eps,
                        arb_srcptr tube, slong j)
{
    orbit_series_struct *node = slow->guess->at_node;
    SCOPED_VEC(arb, box, 2);
    SCOPED_VEC(mag, displacement, 2);
    SCOPED(arb, s, t);
    piece_all(s, j);
    for (int i = 0; i < 2; i++) {
        _arb_poly_evaluate(box + i, slow->guess->curve[i], slow->guess->degree + 1, s, LOW_PREC);
        arb_add_error(box + i, tube + i);
    }
    orbit_series_run(node, field, box, box + 1, eps, 0, LOW_PREC);
    orbit_series_slope(piece->rate, node, eps, LOW_PREC);
    orbit_field_displacement(displacement, field, node->R, box + 1, eps);
    for (int i = 0; i < 4; i++) {
        if (i == 1 || i == 2) magnitude(piece->rate + i, piece->rate + i);
        else round_up(piece->rate + i);
    }
    for (int i = 0; i < 2; i++) {
        arf_set_mag(arb_midref(t), displacement + i);
        arb_add(piece->push + i, piece->push + i, t, LOW_PREC);
        round_up(piece->push + i);
    }
}

/* (exp(x w) - 1)/x = w int_0^1 exp(x w theta) d theta */
static void mean_exponential(arb_t y, const arb_t x, const arb_t w)
{
    SCOPED(arb, t, zero);
    arb_mul(t, x, w, LOW_PREC);
    if (arb_contains_zero(x)) {
        arb_union(t, t, zero, LOW_PREC);
        arb_exp(t, t, LOW_PREC);
        arb_mul(y, t, w, LOW_PREC);
    } else {
        arb_expm1(t, t, LOW_PREC);
        arb_div(y, t, x, LOW_PREC);
    }
}

/* distance (2) at the end of a piece of duration w from that at its start: exp(N w) u + int exp(N s) ds g, by
   the eigenvalues of N: derivations/17 (21). */
static void propagate(arb_ptr distance, const piece_t *piece, const arb_t w)
{
    arb_srcptr N = piece->rate;
    SCOPED_VEC(arb, t, 10);
    arb_ptr root = t, mu = t + 1, e = t + 3, f = t + 5, sum = t + 7;
    arb_sub(root, N, N + 3, LOW_PREC);
    arb_sqr(root, root, LOW_PREC);
    arb_mul(sum, N + 1, N + 2, LOW_PREC);
    arb_mul_2exp_si(sum, sum, 2);
    arb_add(root, root, sum, LOW_PREC);
    arb_sqrt(root, root, LOW_PREC);
    arb_add(sum, N, N + 3, LOW_PREC);
    arb_add(mu, sum, root, LOW_PREC);
    arb_sub(mu + 1, sum, root, LOW_PREC);
    for (int i = 0; i < 2; i++) {
        arb_mul_2exp_si(mu + i, mu + i, -1);
        arb_mul(e + i, mu + i, w, LOW_PREC);
        arb_exp(e + i, e + i, LOW_PREC);
        mean_exponential(f + i, mu + i, w);
    }
    arb_zero(sum);
    arb_zero(sum + 1);
    for (int i = 0; i < 2; i++) /* row */
        for (int k = 0; k < 2;
             k++) { /* (N - mu_other) v weighted by the exponential of mu_k, minus the other */
            arb_ptr v = t + 9;
            for (int column = 0; column < 2; column++) {
                arb_mul(v, e + k, distance + column, LOW_PREC);
                arb_addmul(v, f + k, piece->push + column, LOW_PREC);
                if (k == 1) arb_neg(v, v);
                arb_addmul(sum + i, N + 2 * i + column, v, LOW_PREC);
                if (i == column) arb_submul(sum + i, mu + 1 - k, v, LOW_PREC);
            }
        }
    for (int i = 0; i < 2; i++) {
        arb_div(distance + i, sum + i, root, LOW_PREC);
        round_up(distance + i);
    }
}

/* sup (2) bounds the distances throughout the piece as long as the tube is not left: derivations/17 (20). */
static void bound_throughout(arb_ptr sup, const piece_t *piece, arb_srcptr distance, arb_srcptr tube,
                             const arb_t w, int fast)
{
    const int slow = 1 - fast;
    arb_srcptr N = piece->rate;
    SCOPED(arb, t, rate);
    arb_set(t, piece->push + slow);
    arb_addmul(t, N + 2 * slow + fast, tube + fast, LOW_PREC);
    arb_mul(t, t, w, LOW_PREC);
    arb_add(t, t, distance + slow, LOW_PREC);
    arb_nonnegative_part(rate, N + 3 * slow);
    arb_mul(rate, rate, w, LOW_PREC);
    arb_exp(rate, rate, LOW_PREC);
    arb_mul(sup + slow, t, rate, LOW_PREC);
    round_up(sup + slow);
    arb_set(t, piece->push + fast);
    arb_addmul(t, N + 2 * fast + slow, sup + slow, LOW_PREC);
    arb_div(t, t, N + 3 * fast, LOW_PREC);
    arb_neg(t, t);
    arb_max(sup + fast, t, distance + fast, LOW_PREC);
    round_up(sup + fast);
}

/* distance = that of the set from the start of the curve; the tube allows for more. */
static void start(arb_ptr distance, arb_ptr tube, const orbit_slow_t slow, const orbit_set_t set, int fast,
                  const double tolerance[2])
{
    const slong n = slow->guess->degree + 1;
    SCOPED_VEC(arb, hull, 2);
    SCOPED(arb, s);
    orbit_set_hull(hull, set, slow->guess->prec);
    arb_set_si(s, -1);
    double lean = 0; /* of the fast component on the slow one */
    for (slong i = 0; i < n; i++) {
        arb_srcptr slope = slow->guess->slope + 4 * i;
        lean = fmax(lean, fabs(value(slope + 2 * fast + 1 - fast) / value(slope + 3 * fast)));
    }
    for (int i = 0; i < 2; i++) {
        _arb_poly_evaluate(distance + i, slow->guess->curve[i], n, s, slow->guess->prec);
        arb_sub(distance + i, hull + i, distance + i, slow->guess->prec);
        magnitude(distance + i, distance + i);
        arb_set_d(tube + i, TUBE * value(distance + i) + TUBE_FLOOR * tolerance[i]);
    }
    arb_set_d(s, TUBE * lean * value(tube + 1 - fast));
    if (arb_is_finite(s)) arb_add(tube + fast, tube + fast, s, LOW_PREC);
    round_up(tube + fast);
}

static int affordable(const piece_t *piece, const arb_t w, int fast, const double tolerance[2])
{
    const double rate = -value(piece->rate + 3 * fast);
    return value(piece->push + fast) <= ALLOWANCE * tolerance[fast] * rate &&
           value(piece->push + 1 - fast) * value(w) <= ALLOWANCE * tolerance[1 - fast] / ORBIT_PIECES;
}

/* All pieces in turn; distance and during are followed. */
static int follow_pieces(arb_ptr distance, arb_ptr during, orbit_slow_t slow, orbit_field_t field,
                         const arb_t eps, int fast, arb_srcptr tube, const double tolerance[2])
{
    const slong n = slow->guess->degree + 1;
    SCOPED_VEC(arb, storage, 11);
    piece_t piece = {.rate = storage, .push = storage + 4};
    arb_ptr sup = storage + 6, w = storage + 8, s = storage + 9, range = storage + 10;
    int good = 1;
    arb_set_d(w, slow->h);
    arb_div_ui(w, w, ORBIT_PIECES, LOW_PREC);
    for (slong j = 0; good && j < ORBIT_PIECES; j++) {
        bound_defect(piece.push, slow, field, eps, j, slow->guess->prec);
        bound_rates(&piece, slow, field, eps, tube, j);
        good = arb_is_negative(piece.rate + 3 * fast) && affordable(&piece, w, fast, tolerance);
        if (!good) break;
        bound_throughout(sup, &piece, distance, tube, w, fast);
        good = arb_lt(sup, tube) && arb_lt(sup + 1, tube + 1);
        propagate(distance, &piece, w);
        piece_all(s, j);
        for (int i = 0; i < 2; i++) {
            if (!arb_lt(distance + i, sup + i)) arb_set(distance + i, sup + i); /* also if it is not finite */
            arb_set(slow->distance[i] + j, sup + i);
            _arb_poly_evaluate(range, slow->guess->curve[i], n, s, LOW_PREC);
            arb_add_error(range, sup + i);
            base_hull_add(during + i, range, j == 0, LOW_PREC);
        }
    }
    return good;
}

int orbit_slow_follow(arb_ptr end, arb_ptr during, orbit_slow_t slow, orbit_field_t field,
                      const orbit_set_t set, const arb_t eps, int fast, int anchored, arb_srcptr velocity,
                      double h, const double tolerance[2])
{
    const slong bits = 2 - (slong)floor(log2(fmin(tolerance[0], tolerance[1])));
    if (!orbit_collocation_solve(slow->guess, field, eps, fast, anchored, set->x, velocity, h, bits))
        return 0;
    arb_ptr distance = _arb_vec_init(4), tube = distance + 2;
    SCOPED(arb, s);
    slow->h = h;
    start(distance, tube, slow, set, fast, tolerance);
    const int good = follow_pieces(distance, during, slow, field, eps, fast, tube, tolerance);
    arb_one(s);
    for (int i = 0; good && i < 2; i++) {
        _arb_poly_evaluate(end + i, slow->guess->curve[i], slow->guess->degree + 1, s, slow->guess->prec);
        arb_add_error(end + i, distance + i);
    }
    _arb_vec_clear(distance, 4);
    return good;
}

void orbit_slow_state(arb_ptr state, const orbit_slow_t slow, const arb_t time)
{
    const slong prec = slow->guess->prec;
    int found = 0;
    SCOPED(arb, s, piece, half);
    arb_set_d(half, 0.5 * slow->h);
    arb_div(s, time, half, prec);
    arb_sub_ui(s, s, 1, prec);
    SCOPED_VEC(arb, reach, 2);
    for (slong j = 0; j < ORBIT_PIECES; j++) {
        piece_all(piece, j);
        if (!arb_overlaps(piece, s)) continue;
        found = 1;
        for (int i = 0; i < 2; i++) arb_max(reach + i, reach + i, slow->distance[i] + j, LOW_PREC);
    }
    for (int i = 0; i < 2; i++) {
        _arb_poly_evaluate(state + i, slow->guess->curve[i], slow->guess->degree + 1, s, prec);
        arb_add_error(state + i, reach + i);
        if (!found) arb_indeterminate(state + i);
    }
}
