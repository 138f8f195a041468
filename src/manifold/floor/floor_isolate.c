#include "base/zero_isolation.h"
#include "base/scoped.h"
#include "manifold/floor/floor_isolate.h"

#define DEEPEST 48
#define MOST_EVALUATIONS 6000

void floor_list_init(floor_list_t list)
{
    list->count = 0;
    list->complete = 0;
    for (int i = 0; i < FLOOR_BRACKETS; i++) {
        arf_init(list->bracket[i].lo);
        arf_init(list->bracket[i].hi);
    }
}

void floor_list_clear(floor_list_t list)
{
    for (int i = 0; i < FLOOR_BRACKETS; i++) {
        arf_clear(list->bracket[i].lo);
        arf_clear(list->bracket[i].hi);
    }
}

typedef struct {
    floor_list_struct *list;
    const floor_problem_t *problem;
    slong budget, prec;
} isolation_t;

/* The sign of F at an end of an interval on which F' has the sign `slope`.  Where F is exactly zero, R = 0
   and R = 1 (no equilibria themselves), that is its sign next to the end, inside the interval. */
static int sign_at_end(isolation_t *isolation, const arf_t end, int right, int slope)
{
    const kernels_struct *kernels = isolation->problem->kernels;
    SCOPED(arb, R);
    SCOPED(floor_value, value);
    arb_set_arf(R, end);
    isolation->budget--;
    floor_value_set(value, isolation->problem, R, isolation->prec);
    int sign = decided_sign(value->F);
    const int is_zero = arf_is_zero(end)  ? arb_is_zero(value->F)
                        : arf_is_one(end) ? isolation->problem->side > 0 &&
                                                (kernels->same_up_to_ratio || kernels->homogeneous)
                                          : 0;
    if (is_zero) sign = right ? -slope : slope;
    return sign;
}

static int add_bracket(floor_list_t list, const arf_t lo, const arf_t hi, int rising)
{
    if (list->count == FLOOR_BRACKETS) return 0;
    floor_bracket_t *bracket = &list->bracket[list->count++];
    arf_set(bracket->lo, lo);
    arf_set(bracket->hi, hi);
    bracket->rising = rising;
    return 1;
}

/* 1: all zeros in (lo, hi) are in the list; 0: not isolated; -1: to be split. */
static int examine(isolation_t *isolation, const arf_t lo, const arf_t hi)
{
    int outcome = -1;
    SCOPED(arb, R);
    SCOPED(floor_value, value);
    arb_set_interval_arf(R, lo, hi, isolation->prec);
    isolation->budget--;
    floor_value_set(value, isolation->problem, R, isolation->prec);
    const int slope = decided_sign(value->slope);
    if (decided_sign(value->F) != 0) {
        outcome = 1;
    } else if (slope != 0) {
        const int left = sign_at_end(isolation, lo, 0, slope), right = sign_at_end(isolation, hi, 1, slope);
        if (left != 0 && right != 0)
            outcome = left == right ? 1 : add_bracket(isolation->list, lo, hi, slope > 0);
    }
    return outcome;
}

/* derivations/20 (9) */
static int isolate(isolation_t *isolation, const arf_t lo, const arf_t hi, int depth)
{
    if (isolation->budget <= 0) return 0;
    int outcome = examine(isolation, lo, hi);
    if (outcome >= 0) return outcome;
    if (depth == DEEPEST) return 0;
    SCOPED(arf, middle);
    arf_add(middle, lo, hi, ARF_PREC_EXACT, ARF_RND_NEAR);
    arf_mul_2exp_si(middle, middle, -1);
    /* off the middle, so that no zero of simple problems falls on an end */
    SCOPED(arf, nudge);
    arf_sub(nudge, hi, lo, ARF_PREC_EXACT, ARF_RND_NEAR);
    arf_mul_2exp_si(nudge, nudge, -5);
    arf_add(middle, middle, nudge, isolation->prec, ARF_RND_NEAR);
    const int below = isolate(isolation, lo, middle, depth + 1),
              above = isolate(isolation, middle, hi, depth + 1);
    return below && above;
}

void floor_isolate(floor_list_t list, const floor_problem_t *problem, slong prec)
{
    isolation_t isolation = {list, problem, MOST_EVALUATIONS, prec};
    SCOPED(arf, zero, one);
    arf_one(one);
    list->count = 0;
    list->complete = isolate(&isolation, zero, one, 0);
}

#define NEWTON_STEPS 40

/* Interval Newton: the zero is in m - F(m)/F'(R) for every m in R; F' has no zero on the bracket. */
void floor_refine(arb_t R, const floor_problem_t *problem, const floor_bracket_t *bracket, slong prec)
{
    SCOPED(arb, middle, next);
    SCOPED(floor_value, on_ball, at_middle);
    arb_set_interval_arf(R, bracket->lo, bracket->hi, prec + 32);
    for (int step = 0; step < NEWTON_STEPS && arb_rel_accuracy_bits(R) < prec; step++) {
        const slong bits = arb_rel_accuracy_bits(R);
        arb_get_mid_arb(middle, R);
        floor_value_set(on_ball, problem, R, prec + 32);
        floor_value_set(at_middle, problem, middle, prec + 32);
        arb_div(next, at_middle->F, on_ball->slope, prec + 32);
        arb_sub(next, middle, next, prec + 32);
        if (!arb_is_finite(next) || !arb_intersection(next, next, R, prec + 32)) break;
        arb_set(R, next);
        if (arb_rel_accuracy_bits(R) <= bits && step > 4) break;
    }
}
