#include "manifold/limit/delayed_exit.h"

#include "base/scoped.h"
#include "base/zero_isolation.h"

#define THIN_BITS 30

/* u = log |a - target|, where the sign of a - target is side. */
static void logarithmic_distance(arb_t u, const entry_exit_t growth, int side, const arb_t a, slong prec)
{
    arb_sub(u, a, growth->target, prec);
    arb_mul_si(u, u, side, prec);
    arb_log(u, u, prec);
}

static int excess_sign(const entry_exit_t growth, int side, const arb_t u, const arb_t W_in, slong prec)
{
    SCOPED(arb, W);
    growth_at(W, growth, side, u, prec);
    arb_sub(W, W, W_in, prec);
    return decided_sign(W);
}

/* The sign of the midpoint: for guesses only. */
static int likely_sign(const entry_exit_t growth, int side, const arb_t u, const arb_t W_in, slong prec)
{
    SCOPED(arb, W);
    growth_at(W, growth, side, u, prec);
    return arf_cmp(arb_midref(W), arb_midref(W_in));
}

/* A guess of the solution u below u_turn, where the excess has sign sign_turn: bisection, then Newton's
   method on midpoints.  It lies above u_limit, at which the excess has the other sign (NULL: no limit);
   beyond the limit the excess may turn again.  Nothing here is rigorous. */
static int guess_solution(arb_t u, const entry_exit_t growth, int side, const arb_t u_turn,
                          const arb_struct *u_limit, int sign_turn, const arb_t W_in, slong prec)
{
    int found = 0;
    SCOPED(arb, lo, hi, x, slope);
    arb_get_mid_arb(hi, u_turn);
    for (slong step = -8; step < 60 && !found; step++) {
        arb_one(x);
        arb_mul_2exp_si(x, x, step);
        arb_get_mid_arb(lo, u_turn);
        arb_sub(lo, lo, x, prec);
        arb_get_mid_arb(lo, lo);
        if (u_limit != NULL && arb_lt(lo, u_limit)) {
            arb_get_mid_arb(lo, u_limit);
            found = 1;
            break;
        }
        found = likely_sign(growth, side, lo, W_in, prec) == -sign_turn;
        if (!found) arb_set(hi, lo);
    }
    for (int i = 0; i < 50 && found; i++) {
        arb_add(x, lo, hi, prec);
        arb_mul_2exp_si(x, x, -1);
        arb_get_mid_arb(x, x);
        arb_swap(likely_sign(growth, side, x, W_in, prec) == sign_turn ? hi : lo, x);
    }
    for (slong bits = 40; bits < 2 * prec && found; bits *= 2) {
        /* dW/du = -a (a - zero), or -a */
        arb_exp(slope, lo, prec);
        arb_mul_si(slope, slope, side, prec);
        arb_add(slope, slope, growth->target, prec);
        if (growth->has_zero) {
            arb_sub(x, slope, growth->zero, prec);
            arb_mul(slope, slope, x, prec);
        }
        arb_get_mid_arb(slope, slope);
        growth_at(x, growth, side, lo, prec);
        arb_sub(x, x, W_in, prec);
        arb_get_mid_arb(x, x);
        arb_div(x, x, slope, prec);
        if (!arb_is_finite(x)) break;
        arb_add(lo, lo, x, prec);
        arb_get_mid_arb(lo, lo);
    }
    arb_set(u, lo);
    return found;
}

/* The nearest point tried on one side of the guess (way = 1, -1) where the excess has the given certified
   sign, strictly inside the range. */
static int certified_end(arb_t end, const entry_exit_t growth, int side, const arb_t guess, int way,
                         const arb_t range_end, int sign, const arb_t W_in, slong prec)
{
    int found = 0;
    SCOPED(arb, gap);
    for (slong bits = prec; bits > -8 && !found; bits -= bits > 24 ? 4 : 1) {
        arb_set_si(gap, way);
        arb_mul_2exp_si(gap, gap, -bits);
        arb_add(end, guess, gap, prec);
        if (range_end != NULL && !(way > 0 ? arb_lt(end, range_end) : arb_gt(end, range_end))) break;
        found = excess_sign(growth, side, end, W_in, prec) == sign;
    }
    return found;
}

/* Replaces the guess by an interval over which the excess certainly changes sign, inside the given range. */
static int verify_solution(arb_t u, const entry_exit_t growth, int side, const arb_t u_turn,
                           const arb_t u_limit, int sign_turn, const arb_t W_in, slong prec)
{
    SCOPED(arb, guess, lo, hi);
    arb_set(guess, u);
    int found = certified_end(hi, growth, side, guess, 1, u_turn, sign_turn, W_in, prec) &&
                certified_end(lo, growth, side, guess, -1, u_limit, -sign_turn, W_in, prec);
    if (found) arb_union(u, lo, hi, prec);
    return found;
}

static int solve_thin(arb_t a_out, const entry_exit_t growth, const arb_t a_in, const arb_t turn,
                      const arb_t limit, slong prec)
{
    int result = 0;
    SCOPED(arb, u, u_turn, u_limit, W_in);
    arb_sub(u, turn, growth->target, prec);
    int side = decided_sign(u);
    if (side != 0) {
        logarithmic_distance(u, growth, side, a_in, prec);
        growth_at(W_in, growth, side, u, prec);
        logarithmic_distance(u_turn, growth, side, turn, prec);
        if (limit != NULL) logarithmic_distance(u_limit, growth, side, limit, prec);
        int sign_turn = excess_sign(growth, side, u_turn, W_in, prec);
        int sign_limit = limit == NULL ? -sign_turn : excess_sign(growth, side, u_limit, W_in, prec);
        if (sign_turn != 0 && sign_limit == sign_turn) result = -1;
        else if (sign_turn != 0 && sign_limit != 0)
            result = guess_solution(u, growth, side, u_turn, limit == NULL ? NULL : u_limit, sign_turn, W_in,
                                    prec) &&
                     verify_solution(u, growth, side, u_turn, limit == NULL ? NULL : u_limit, sign_turn, W_in,
                                     prec);
        if (result == 1) {
            arb_exp(u, u, prec);
            arb_mul_si(u, u, side, prec);
            arb_add(a_out, growth->target, u, prec);
        }
    }
    return result;
}

/* Whether W' = a (a - zero)/(target - a), or a/(target - a), has one sign on the ball, 0 at its end but for that. */
static int is_monotone_on(const entry_exit_t growth, const arb_t a, slong prec)
{
    SCOPED(arb, x);
    arb_sub(x, growth->target, a, prec);
    int monotone = arb_is_nonzero(x) && (arb_is_nonnegative(a) || arb_is_nonpositive(a));
    arb_sub(x, a, growth->zero, prec);
    if (growth->has_zero) monotone = monotone && arb_is_nonzero(x);
    return monotone;
}

/* a_out is a monotone function of a_in while W is monotone around both (derivations/05 (9)): an interval goes
   to the interval between the images of its ends. */
int delayed_exit_solve(arb_t a_out, const entry_exit_t growth, const arb_t a_in, const arb_t turn,
                       const arb_t limit, slong prec)
{
    if (arb_rel_accuracy_bits(a_in) >= THIN_BITS || !is_monotone_on(growth, a_in, prec))
        return solve_thin(a_out, growth, a_in, turn, limit, prec);
    arf_t end[2];
    int result[2];
    arf_init(end[0]);
    arf_init(end[1]);
    SCOPED(arb, x, y);
    arb_get_interval_arf(end[0], end[1], a_in, prec);
    for (int i = 0; i < 2; i++) {
        arb_set_arf(x, end[i]);
        result[i] = solve_thin(i == 0 ? a_out : y, growth, x, turn, limit, prec);
    }
    if (result[0] == 1 && result[1] == 1) arb_union(a_out, a_out, y, prec);
    arf_clear(end[0]);
    arf_clear(end[1]);
    return result[0] == result[1] ? result[0] : 0;
}
