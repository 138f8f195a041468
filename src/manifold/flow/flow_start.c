/* From (a0, R0) to an orientation and the way in: derivations/18 (5) to (7). */
#include "base/decimal.h"
#include "base/scoped.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/shape/precision_loop.h"
#include "manifold/shape/start.h"

static void range_ends(arf_t lo, arf_t hi, const wane_interval_t value, int sign, slong prec)
{
    SCOPED(arb, ball);
    wane_interval_get_arb(ball, value, prec);
    if (sign < 0) arb_neg(ball, ball);
    arb_get_interval_arf(lo, hi, ball, prec);
}

static int interval_sign(const wane_interval_t value)
{
    int lo = fmpq_sgn(value->lo), hi = fmpq_sgn(value->hi);
    return lo > 0 ? 1 : hi < 0 ? -1 : 0;
}

/* 0 at one end, which is a number of either sign. */
static int interval_begins_at_zero(const wane_interval_t value)
{
    return fmpq_is_zero(value->lo) != fmpq_is_zero(value->hi);
}

static int interval_is_zero(const wane_interval_t value)
{
    return fmpq_is_zero(value->lo) && fmpq_is_zero(value->hi);
}

static int first_coefficient_vanishes(const kernels_struct *kernels, slong k)
{
    return k >= kernels->length || arb_is_zero(kernels->p + k);
}

static wane_status_t stay(flow_problem_t problem, proof_rule_t why)
{
    problem->entry = ENTRY_STILL;
    problem->R_sign = 1;
    if (problem->a_sign == 0) problem->a_sign = 1;
    flow_problem_state(problem, why);
    return WANE_OK;
}

/* Of all the starts; nor would another way find it. */
wane_status_t flow_problem_nothing_in_common(flow_problem_t problem, const char *what)
{
    problem->is_final = problem->is_not_integrated = 1;
    return flow_problem_undecided(problem, what);
}

/* R(0) = 0. */
static wane_status_t orient_at_zero(flow_problem_t problem, const wane_start_t start)
{
    const kernels_struct *kernels = problem->kernels;
    const int off_zero = start_is_beside_zero(start);
    arf_zero(problem->R_lo);
    arf_zero(problem->R_hi);
    if (first_coefficient_vanishes(kernels, 1)) {
        if (off_zero)
            return flow_problem_undecided(
                problem,
                "p_1 = 0: the solution from 0+ or 0- depends on how small |R0| is; give R0 as a number");
        return stay(problem, PROOF_START_STAYS_ON_ZERO);
    }
    if (problem->a_sign == 0) { /* a0 = 0: a leaves 0 towards the sign of p_0 */
        if (first_coefficient_vanishes(kernels, 0) && off_zero)
            return flow_problem_undecided(
                problem, "a0 = 0 and p_0 = 0: the solution from 0+ or 0- depends on R0; give it as a number");
        const int range_sign = fmpq_sgn(problem->a0->value->lo) + fmpq_sgn(problem->a0->value->hi);
        if (first_coefficient_vanishes(kernels, 0) && range_sign != 0)
            return flow_problem_nothing_in_common(
                problem, "no verdict is that of all a0: from a0 = 0 = R0 with p_0 = 0 "
                         "nothing moves (not-learned), from "
                         "a0 beside 0 R leaves 0 at once; leave a0 = 0 out");
        if (first_coefficient_vanishes(kernels, 0)) return stay(problem, PROOF_FLOW_START_EQUILIBRIUM);
        problem->a_sign = decided_sign(kernels->p);
        if (problem->a_sign == 0) return flow_problem_undecided(problem, "the sign of p_0 is not decided");
        if (range_sign == -problem->a_sign)
            return flow_problem_nothing_in_common(
                problem, "from a0 = 0 a takes the sign of p_0, which is not that of the other "
                         "a0: R leaves 0 to both sides; leave a0 = 0 out");
    }
    int sign = decided_sign(kernels->p + 1);
    if (sign == 0) {
        char *size = base_size_text(kernels->p + 1);
        undecided_at(problem->message, kernels, "the sign of p_1, which is %s, is not decided", size);
        flint_free(size);
        return WANE_UNDECIDED;
    }
    problem->R_sign = sign * problem->a_sign;
    problem->entry = ENTRY_RISING;
    flow_problem_state(problem, PROOF_FLOW_LEAVES_ZERO);
    return WANE_OK;
}

static wane_status_t both_signs(flow_problem_t problem, const char *what)
{
    problem->is_final = 1;
    return flow_problem_undecided(problem, what);
}

static wane_status_t orient(flow_problem_t problem, const wane_start_t start)
{
    const wane_interval_struct *a0 = problem->a0->value;
    const int on_line = start->kind != WANE_START_VALUE || interval_is_zero(start->value);
    problem->a_sign = problem->a0->all ? 1 : interval_sign(a0);
    if (problem->a_sign == 0 && !interval_is_zero(a0) && !(on_line && interval_begins_at_zero(a0)))
        return both_signs(problem, "a0 takes both signs, or 0, in its interval; narrow it");
    if (on_line) return orient_at_zero(problem, start);
    problem->R_sign = interval_sign(start->value);
    if (problem->R_sign == 0)
        return both_signs(problem, "R0 takes both signs, or 0, in its interval; narrow it");
    if (problem->a_sign == 0)
        return flow_problem_undecided(problem, "a0 = 0 together with R0 != 0 is not treated; give a0 != 0");
    problem->entry = ENTRY_RISING;
    range_ends(problem->R_lo, problem->R_hi, start->value, problem->R_sign, problem->prec);
    return WANE_OK;
}

void flow_problem_forms(arb_t D, arb_t G, arb_t V, const flow_problem_t problem)
{
    slong prec = problem->prec;
    SCOPED(kernel_values, at);
    SCOPED(arb, R, a);
    arb_set_interval_arf(R, problem->R_lo, problem->R_hi, prec);
    arb_set_interval_arf(a, problem->a_lo, problem->a_hi, prec);
    oriented_kernels_evaluate(at, problem->landscape->branch->kernels, R, prec);
    if (problem->blur != NULL) kernel_blur_add(at, problem->blur, R);
    nullcline_form(D, at->P, at->S, a, prec);
    fibre_form(G, at->P, at->S, a, prec); /* 2 G/a */
    arb_add(V, at->P, D, prec);
    arb_mul(V, V, a, prec);
}

/* The level before every R0 of the range; -1 if they do not share one. */
static slong level_before_start(const flow_problem_t problem)
{
    slong i = level_before(problem->landscape, problem->R_lo);
    return i == level_before(problem->landscape, problem->R_hi) ? i : -1;
}

/* No bounds begin there; integration may. */
static wane_status_t outside_the_levels(flow_problem_t problem)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, R);
    arb_set_interval_arf(R, problem->R_lo, problem->R_hi, problem->prec);
    oriented_kernels_evaluate(at, problem->landscape->branch->kernels, R, problem->prec);
    problem->is_final =
        arb_is_negative(at->P); /* the signs are known: no precision is lacking, but integration */
    if (problem->is_final)
        return flow_problem_undecided(
            problem,
            problem->eps->all
                ? "P < 0 at R0, with the signs of a0 and R0 turned to +: only integration leads on from "
                  "there, which is not done for all eps; give eps as a number or a range"
                : "P < 0 at R0, with the signs of a0 and R0 turned to +: only integration leads on from "
                  "there, and what was integrated says too little; narrow the intervals");
    return flow_problem_undecided(problem, "R0, or its range, meets a zero of N or P: narrow or move it");
}

static wane_status_t enter_inside(flow_problem_t problem)
{
    slong before = level_before_start(problem);
    if (problem->a0->all)
        return flow_problem_nothing_in_common(
            problem, "`a0` all is answered from R0 = 0 only: give a0 as a number or a range");
    if (before < 0) return outside_the_levels(problem);
    SCOPED(arb, G, D, V);
    wane_status_t status = WANE_OK;
    flow_problem_forms(D, G, V, problem);
    if (arb_is_positive(G)) {
        problem->entry = ENTRY_RISING;
        flow_problem_state(problem, PROOF_FLOW_RISES_FIRST);
    } else if (arb_is_nonpositive(G)) {
        problem->entry = ENTRY_FALLING;
        flow_problem_state(problem, PROOF_FLOW_FALLS_FIRST);
        problem->entry_caught = arb_is_nonnegative(D) && problem->landscape->level[before].N_sign > 0;
        problem->entry_level = fall_limit(problem, before, arb_is_nonnegative(D), V);
    } else {
        status = flow_problem_undecided(problem, "the sign of a0 - A(R0) is not decided");
    }
    return status;
}

/* From R = 0 on, or around R. */
wane_status_t flow_problem_set_landscape(flow_problem_t problem)
{
    SCOPED(arb, R);
    arb_set_interval_arf(R, problem->R_lo, problem->R_hi, problem->prec);
    landscape_free(problem->landscape);
    problem->landscape = landscape_new(problem->kernels, problem->a_sign, problem->R_sign,
                                       arf_is_zero(problem->R_hi) ? NULL : R, problem->message);
    if (problem->landscape == NULL) return WANE_UNDECIDED;
    problem->landscape->branch->kernels->blur = problem->blur;
    return WANE_OK;
}

wane_status_t flow_problem_start(flow_problem_t problem)
{
    wane_status_t status;
    if (flow_problem_by_structure(&status, problem)) return status;
    status = orient(problem, problem->start);
    if (status != WANE_OK || problem->entry == ENTRY_STILL) return status;
    if (!problem->a0->all)
        range_ends(problem->a_lo, problem->a_hi, problem->a0->value,
                   interval_is_zero(problem->a0->value) ? 1 : problem->a_sign, problem->prec);
    if (!problem->a0->all && interval_begins_at_zero(problem->a0->value))
        arf_zero(problem->a_lo); /* not beyond */
    status = flow_problem_set_landscape(problem);
    if (status == WANE_OK && problem->landscape->branch->small[SHAPE_P]->status == LEADING_ZERO)
        status = flow_problem_undecided(problem, "P = 0: student and teacher have no degree in common");
    if (status == WANE_OK && !arf_is_zero(problem->R_hi)) status = enter_inside(problem);
    return status;
}
