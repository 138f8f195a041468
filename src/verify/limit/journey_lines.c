/* Slow phases on the invariant lines |R| = 1 and R = 0: derivations/05. */
#include "base/scoped.h"
#include "verify/limit/entry_exit.h"
#include "verify/limit/journey.h"

/* Takes a slow phase that stays on its line. */
static int take(phase_t *phase, journey_struct *journey, const char *branch, const char *end)
{
    return verify_journey_take(phase, journey, 1, branch, end) &&
           (verify_claim_equal(phase->R_from, phase->R_to) ||
            verify_refuse(journey->run, "R changes on an invariant line"));
}

/* a tends to the value, the end. */
static int settle(journey_struct *journey, const char *branch, const char *end, const arb_t value)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = take(&phase, journey, branch, end) &&
               (verify_claimed(journey, phase.a_to, value) ||
                verify_refuse(journey->run, "a at the end of a phase is not confirmed"));
    if (good) verify_journey_move(journey, &phase, 0);
    journey->next = NEXT_END;
    verify_phase_clear(&phase);
    return good;
}

/* a_out lies in (low, high), where W - W(a_in) has the sign below to the left of it and -below to the right,
   with one zero. */
typedef struct {
    const arb_struct *low, *high;
    int below;
} window_t;

static int check_exit(journey_struct *journey, const phase_t *phase, const entry_exit_t growth,
                      const window_t *window)
{
    SCOPED(arb, lo, hi);
    arb_set_arf(lo, phase->a_to->lo);
    arb_set_arf(hi, phase->a_to->hi);
    int good = !verify_claim_is_infinite(phase->a_to) && arb_gt(lo, window->low) && arb_lt(hi, window->high);
    int at_lo = verify_entry_exit_difference_sign(growth, lo, journey->a, journey->prec) * window->below,
        at_hi = verify_entry_exit_difference_sign(growth, hi, journey->a, journey->prec) * window->below;
    good = good && (journey->run->trusts ? at_lo >= 0 && at_hi <= 0 : at_lo > 0 && at_hi < 0);
    return good || verify_refuse(journey->run, "the delayed exit is not confirmed");
}

/* The state leaves the line late, stability having been lost at turn. */
static int leave(journey_struct *journey, const char *branch, const entry_exit_t growth,
                 const window_t *window, const arb_t turn, int direction)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = take(&phase, journey, branch, "exit") && check_exit(journey, &phase, growth, window);
    if (good) {
        verify_journey_move(journey, &phase, 0);
        journey->has_exit = 1;
        arb_mul_si(journey->a_static, turn, journey->a_sign, journey->prec);
        verify_claim_set(journey->a_delayed, journey->a);
        verify_claim_turn(journey->a_delayed, journey->a_sign);
        if (arf_sgn(journey->a->hi) < 0) verify_journey_reflect_a(journey);
        orientation_struct *o = verify_journey_orientation(journey);
        good = o != NULL;
        journey->direction = direction;
        journey->gap = good && direction < 0 ? o->mark_count - 2 : 0;
        journey->next = NEXT_FIBRE;
    }
    verify_phase_clear(&phase);
    return good;
}

/* N(1) = 0 exactly, or N = 0: derivations/05 (v). */
static int exact_corner(journey_struct *journey, const orientation_struct *o, const char *branch,
                        const arb_t a_eq)
{
    const profile_t *flow = o->shape + SHAPE_FLOW;
    if (!flow->vanishes && o->sign[o->mark_count - 2][SHAPE_FLOW] >= 0)
        return verify_refuse(journey->run, "the corner does not attract");
    return settle(journey, branch, "corner", a_eq);
}

int verify_journey_aligned(journey_struct *journey)
{
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    const char *branch = journey->R_sign > 0 ? "aligned" : "anti-aligned";
    const profile_t *flow = o->shape + SHAPE_FLOW;
    slong prec = journey->prec;
    entry_exit_t growth;
    SCOPED(arb, a_eq, a_c, gap, zero);
    verify_entry_exit_init(growth);
    arb_div(a_eq, o->pair->P_one[0], o->pair->S_one[0], prec);
    arb_div(a_c, o->pair->P_one[1], o->pair->S_one[1], prec);
    arb_mul_2exp_si(a_c, a_c, 1);
    arb_sub(gap, a_eq, a_c, prec);
    arb_set(growth->target, a_eq);
    arb_set(growth->zero, a_c);
    int good;
    if (!arb_is_positive(a_c)) good = verify_refuse(journey->run, "R = 1 is not seen to attract for any a");
    else if (flow->vanishes || flow->vanishes_at_one) good = exact_corner(journey, o, branch, a_eq);
    else if (arb_is_positive(gap)) { /* (ii) */ window_t window = {a_c, a_eq, -1};
        good = journey->joined ? verify_refuse(journey->run, "the branch does not join R = 1 here")
                               : leave(journey, branch, growth, &window, a_c, -1);
    } else if (!arb_is_negative(gap) && o->sign[o->mark_count - 2][SHAPE_FLOW] < 0 && arb_is_positive(a_eq))
        good = settle(journey, branch, "equilibrium", a_eq); /* N(1) <= 0: (i), or the corner */
    else if (!arb_is_negative(gap)) good = verify_refuse(journey->run, "the sign of a_eq - a_c is not shown");
    else if (arb_is_positive(a_eq)) good = settle(journey, branch, "equilibrium", a_eq); /* (i) */
    else if (arb_is_negative(a_eq)) { /* (iii) */ window_t window = {a_eq, zero, 1};
        good = leave(journey, branch, growth, &window, zero, -1);
    } else good = verify_refuse(journey->run, "the sign of a_eq is not shown");
    verify_entry_exit_clear(growth);
    return good;
}

static const char uncorrelated[] = "uncorrelated";

static int stand_still(journey_struct *journey)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = take(&phase, journey, uncorrelated, "standstill") &&
               (verify_claim_equal(phase.a_from, phase.a_to) ||
                verify_refuse(journey->run, "a moves where it stands still"));
    if (good) verify_journey_move(journey, &phase, 0);
    journey->next = NEXT_END;
    verify_phase_clear(&phase);
    return good;
}

/* p = 2s, a falling from a_in > 0, b_0 != 0: the window between 0 and alpha repels. */
static int cross_window(journey_struct *journey, const entry_exit_t growth)
{
    const arb_struct *b_0 = growth->target, *alpha = growth->zero;
    SCOPED(arb, zero);
    int good, alpha_sign = verify_ball_sign(alpha), b_sign = verify_ball_sign(b_0);
    const arb_struct *turn = alpha_sign > 0 ? alpha : zero, *end = alpha_sign > 0 ? zero : alpha;
    if (alpha_sign == 0 || b_sign == 0)
        good = verify_refuse(journey->run, "the order of 0, alpha and b_0 is not shown");
    else if (arb_gt(b_0, turn)) good = settle(journey, uncorrelated, "equilibrium", b_0);
    else if (!arb_lt(b_0, turn))
        good = verify_refuse(journey->run, "the order of 0, alpha and b_0 is not shown");
    else if (arb_gt(b_0, end)) { /* b_0 inside the window: one exit above it */
        window_t window = {b_0, turn, -1};
        good = leave(journey, uncorrelated, growth, &window, turn, 1);
    } else if (!arb_lt(b_0, end))
        good = verify_refuse(journey->run, "the order of 0, alpha and b_0 is not shown");
    else {
        int beyond = verify_entry_exit_difference_sign(growth, end, journey->a, journey->prec);
        window_t window = {end, turn, -1};
        if (beyond < 0) good = leave(journey, uncorrelated, growth, &window, turn, 1);
        else if (beyond > 0) good = settle(journey, uncorrelated, "equilibrium", b_0);
        else good = verify_refuse(journey->run, "whether the state leaves R = 0 is not shown");
    }
    return good;
}

/* b_0 = 0 exactly: W = -a^2/2 + alpha a, an exit at 2 alpha - a_in inside (0, alpha): derivations/05. */
static int fall_to_zero(journey_struct *journey, const entry_exit_t growth, int quadratic)
{
    SCOPED(arb, zero, a_out);
    verify_claim_get_arb(a_out, journey->a, journey->prec);
    arb_submul_ui(a_out, growth->zero, 2, journey->prec);
    arb_neg(a_out, a_out);
    window_t window = {zero, growth->zero, -1};
    int good = quadratic && arb_is_positive(growth->zero) && arb_is_positive(a_out);
    if (good) good = leave(journey, uncorrelated, growth, &window, growth->zero, 1);
    else verify_refuse(journey->run, "on R = 0 a tends to 0: not decided in the limit");
    return good;
}

/* p < 2s, p_p < 0: the line repels for a < 0. */
static int cross_linear(journey_struct *journey, entry_exit_t growth)
{
    SCOPED(arb, zero);
    window_t window = {growth->target, zero, -1};
    growth->linear = 1;
    int good;
    if (arb_is_positive(growth->target)) good = settle(journey, uncorrelated, "equilibrium", growth->target);
    else if (arb_is_negative(growth->target)) good = leave(journey, uncorrelated, growth, &window, zero, 1);
    else good = verify_refuse(journey->run, "the sign of b_0 is not shown");
    return good;
}

/* c_0 != 0, p = 2s: b_0 = alpha, since the coefficient of R^(2s - 1) in N, 2s s_0 s_s (b_0 - alpha), vanishes exactly, and
   N > 0 beside R = 0, which attracts from a > alpha: derivations/15 (40). */
static int is_attracting_tie(const orientation_struct *o)
{
    const profile_t *flow = o->shape + SHAPE_FLOW;
    return !flow->vanishes && flow->sign > 0 && flow->least > 2 * o->s - 1;
}

static int move_on_line(journey_struct *journey, const orientation_struct *o, entry_exit_t growth,
                        int b_is_zero)
{
    const profile_t *height = o->shape + SHAPE_HEIGHT;
    int quadratic = !height->vanishes && o->p == 2 * o->s;
    if (journey->frozen || height->vanishes)
        return settle(journey, uncorrelated, "equilibrium", growth->target);
    if (quadratic) { /* alpha = 2 p_p/s_s */
        arb_div(growth->zero, height->coefficient, o->pair->s + o->s, journey->prec);
        arb_div_si(growth->zero, growth->zero, o->s, journey->prec);
    }
    int attracts = verify_journey_sign_at_mark(journey, o, 0) < 0;
    if (b_is_zero) {
        if (!attracts) return verify_refuse(journey->run, "R = 0 is not seen to attract");
        return fall_to_zero(journey, growth, quadratic);
    }
    if (o->p > 2 * o->s) {
        if (verify_ball_sign(growth->target) == 0)
            return verify_refuse(journey->run, "the sign of b_0 is not shown");
        return settle(journey, uncorrelated, "equilibrium", growth->target);
    }
    /* From the branch a arrives at alpha exactly and rises. */
    int from_branch = quadratic && arb_is_positive(growth->zero) && arb_gt(growth->target, growth->zero);
    if (!attracts && !from_branch) return verify_refuse(journey->run, "R = 0 is not seen to attract");
    if (attracts && quadratic && is_attracting_tie(o) && arb_is_positive(growth->target))
        return settle(journey, uncorrelated, "equilibrium", growth->target);
    return quadratic ? cross_window(journey, growth) : cross_linear(journey, growth);
}

int verify_journey_uncorrelated(journey_struct *journey)
{
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    if (arb_is_zero(o->pair->s)) return stand_still(journey);
    if (!arb_is_positive(o->pair->s)) return verify_refuse(journey->run, "whether c_0 = 0 is not shown");
    entry_exit_t growth;
    verify_entry_exit_init(growth);
    arb_div(growth->target, o->pair->p, o->pair->s, journey->prec);
    int good = move_on_line(journey, o, growth, arb_is_zero(o->pair->p));
    verify_entry_exit_clear(growth);
    return good;
}
