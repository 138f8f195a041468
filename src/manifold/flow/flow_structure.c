/* Pairs whose structure says what becomes of every start: derivations/22 (17), and (18) to (22) where P' = 0 or N = 0
   identically. */
#include "base/scoped.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/orbit/invariant.h"

static void end_as(flow_problem_t problem, flow_structure_t structure, wane_outcome_t outcome)
{
    problem->entry = ENTRY_BY_STRUCTURE;
    problem->result->proof.structure = structure;
    flow_problem_set_outcome(problem, outcome);
}

/* P, P' > 0 on both sides of R = 0 and N < 0 for R > 0, after reflections. */
static int rises_from_everywhere(flow_problem_t problem)
{
    const int *definite = problem->kernels->definite;
    if (definite[0] == 0 || definite[1] == 0) return 0;
    problem->a_sign = definite[0];
    problem->R_sign = definite[0] * definite[1];
    arf_zero(problem->R_lo);
    arf_zero(problem->R_hi);
    if (flow_problem_set_landscape(problem) != WANE_OK) return 0;
    const landscape_struct *landscape = problem->landscape;
    return landscape->count == 2 && landscape->level[0].N_sign < 0 && landscape->level[1].kind == LEVEL_ONE;
}

static void tend_to_one(flow_problem_t problem)
{
    finite_eps_struct *result = problem->result;
    const kernels_struct *kernels = problem->kernels;
    end_as(problem, STRUCTURE_RISING, WANE_OUTCOME_LEARNING);
    arb_set_si(result->R_peak, problem->R_sign);
    arb_set(result->R_final, result->R_peak);
    if (kernels->same_up_to_ratio || kernels->same_up_to_constant || kernels->mirrored)
        arb_set_fmpq(result->a_final, kernels->ratio, problem->prec);
    else arb_mul_si(result->a_final, problem->landscape->branch->a_eq, problem->a_sign, problem->prec);
    flow_problem_record_levels(problem);
}

/* Of R0 and a0 where H decides; turned so that R0 > 0, and P > 0 where N = 0. */
typedef struct {
    flow_problem_struct *problem;
    invariant_t kept;
    arb_t scale;    /* a0 */
    arb_t H;        /* H(R0) - H(0), c_0 = 0 */
    int scale_sign; /* -1: some a0 < 0, 0: a0 = 0, 1: all a0 >= 0 */
    int is_bounded; /* neither eps nor a0 is every positive number */
} start_t;

static void start_init(start_t *start, flow_problem_t problem, int P_sign)
{
    const slong prec = problem->prec;
    const wane_interval_struct *a0 = problem->a0->value;
    start->problem = problem;
    start->kept.kernels = problem->kernels;
    start->kept.has_branch = P_sign != 0;
    arb_init(start->kept.square);
    arb_init(start->kept.eps);
    arb_init(start->kept.R0);
    arb_init(start->scale);
    arb_init(start->H);
    start->is_bounded = !problem->eps->all && !problem->a0->all;
    wane_interval_get_arb(start->kept.eps, problem->eps->value, prec);
    wane_interval_get_arb(start->kept.R0, problem->start->value, prec);
    arb_mul_si(start->kept.R0, start->kept.R0, problem->R_sign, prec);
    wane_interval_get_arb(start->scale, a0, prec);
    if (P_sign < 0) arb_neg(start->scale, start->scale);
    SCOPED(arf, least, most);
    arb_get_abs_lbound_arf(least, start->scale, prec);
    arb_get_abs_ubound_arf(most, start->scale, prec);
    arb_set_interval_arf(start->kept.square, least, most, prec);
    arb_sqr(start->kept.square, start->kept.square, prec);
    const int turned = P_sign < 0 ? -1 : 1;
    const int lo = turned * (problem->a0->all ? 1 : fmpq_sgn(turned > 0 ? a0->lo : a0->hi)),
              hi = turned * (problem->a0->all ? 1 : fmpq_sgn(turned > 0 ? a0->hi : a0->lo));
    start->scale_sign = lo < 0 ? -1 : hi > 0;
}

static void start_clear(start_t *start)
{
    arb_clear(start->kept.square);
    arb_clear(start->kept.eps);
    arb_clear(start->kept.R0);
    arb_clear(start->scale);
    arb_clear(start->H);
}

static void set_peak_and_limit(flow_problem_t problem, const arb_t peak, const arb_t limit)
{
    finite_eps_struct *result = problem->result;
    arb_mul_si(result->R_peak, peak, problem->R_sign, problem->prec);
    arb_mul_si(result->R_final, limit, problem->R_sign, problem->prec);
    result->proof.a_sign = problem->a_sign;
    result->proof.R_sign = problem->R_sign;
}

/* Of a0^2 - eps (H(R0) - H(0)), c_0 = 0, for all of the ranges; 0: not the same, or not known. */
static int sign_at_zero(arb_t rest, start_t *start)
{
    const slong prec = start->problem->prec;
    SCOPED(arf, lo, hi);
    SCOPED(arb, most);
    if (!start->is_bounded) return 0;
    arb_get_interval_arf(lo, hi, start->kept.R0, prec);
    if (!invariant_from_zero(start->H, start->kept.kernels, lo)) return 0;
    invariant_from_zero(most, start->kept.kernels, hi);
    arb_union(start->H, start->H, most, prec);
    arb_mul(rest, start->kept.eps, start->H, prec);
    arb_sub(rest, start->kept.square, rest, prec);
    return decided_sign(rest);
}

/* a0^2 > eps H(R0): R -> 0, |a| -> sqrt(a0^2 - eps H(R0)). */
static void come_to_zero(start_t *start, const arb_t rest, int P_sign)
{
    flow_problem_struct *problem = start->problem;
    SCOPED(arb, zero);
    arb_sqrt(problem->result->a_final, rest, problem->prec);
    if (arb_is_negative(start->scale)) arb_neg(problem->result->a_final, problem->result->a_final);
    if (P_sign < 0) arb_neg(problem->result->a_final, problem->result->a_final);
    set_peak_and_limit(problem, start->kept.R0, zero);
    end_as(problem, P_sign == 0 ? STRUCTURE_ZERO : STRUCTURE_NEUTRAL, WANE_OUTCOME_UNLEARNING);
}

static wane_status_t depends(flow_problem_t problem)
{
    problem->is_not_integrated = 1;
    return flow_problem_undecided(problem,
                                  "a^2 - eps H(R) stays the same: whether R or a comes to 0 first, and "
                                  "where, depends on a0^2/eps, and is "
                                  "not the same for all of the given a0, R0 and eps; narrow their ranges");
}

/* The root of the invariant's value as a ball; at most R0 where P = 0. */
static void limit_ball(arb_t limit, const start_t *start)
{
    SCOPED(arf, lo, hi, R_lo, R_hi);
    invariant_limit(lo, hi, &start->kept);
    arb_get_interval_arf(R_lo, R_hi, start->kept.R0, start->problem->prec);
    if (!start->kept.has_branch) arf_min(hi, hi, R_hi);
    arb_set_interval_arf(limit, lo, hi, start->problem->prec);
}

/* 22 (20): a -> 0, R to the root. */
static wane_status_t come_to_rest(start_t *start)
{
    flow_problem_struct *problem = start->problem;
    SCOPED(arb, limit, loss);
    if (start->scale_sign == 0) arb_set(limit, start->kept.R0);
    else if (start->is_bounded) limit_ball(limit, start);
    else arb_union(limit, limit, start->kept.R0, problem->prec); /* from 0 on */
    arb_sub(loss, start->kept.R0, limit, problem->prec);
    const int falls = start->scale_sign != 0 && arb_gt(loss, problem->drop),
              stays = start->scale_sign == 0 || arb_le(loss, problem->drop);
    if (!falls && !stays) {
        problem->is_not_integrated = 1;
        return flow_problem_undecided(
            problem,
            "the limit of R is proved, but neither that R exceeded it by more than the drop for all of "
            "the given a0, R0 and eps, nor the contrary; narrow their ranges or change `drop`");
    }
    arb_zero(problem->result->a_final);
    set_peak_and_limit(problem, start->kept.R0, limit);
    end_as(problem, STRUCTURE_ZERO, falls ? WANE_OUTCOME_PARTIAL_UNLEARNING : WANE_OUTCOME_LEARNING);
    return WANE_OK;
}

/* P = 0: 22 (20). */
static wane_status_t forget_all(start_t *start)
{
    const kernels_struct *kernels = start->kept.kernels;
    SCOPED(arb, rest);
    if (start->scale_sign == 0) return come_to_rest(start);
    if (!line_keeps_scale(kernels) && !arb_is_positive(kernels->s)) return depends(start->problem);
    if (!start->is_bounded && line_keeps_scale(kernels))
        return flow_problem_nothing_in_common(
            start->problem,
            "no verdict is that of all: P = 0 identically, and from R0 on a^2 - eps H(R) stays the "
            "same; where a0^2 >= eps (H(R0) - H(0)) R comes to 0 (unlearning), below a comes to 0 "
            "first, with R near R0 where a0^2/eps is small; give eps and a0 as numbers or ranges");
    if (!start->is_bounded && !arb_le(start->kept.R0, start->problem->drop))
        return flow_problem_nothing_in_common(
            start->problem,
            "no verdict is that of all: P = 0 identically, and from R0 on a^2 - eps H(R) stays the "
            "same; a comes to 0 with R near 0 where a0^2/eps is large (partial-unlearning) and near R0 where "
            "it is small (learning, by less than the drop); give eps and a0 as numbers or ranges");
    const int sign = line_keeps_scale(kernels) ? sign_at_zero(rest, start) : -1;
    if (sign == 0) return depends(start->problem);
    if (sign < 0) return come_to_rest(start);
    come_to_zero(start, rest, 0);
    return WANE_OK;
}

/* P = p_0 != 0: 22 (19). */
static wane_status_t keep_the_mean(start_t *start)
{
    flow_problem_struct *problem = start->problem;
    const kernels_struct *kernels = problem->kernels;
    SCOPED(arb, zero);
    arb_div(problem->result->a_final, kernels->p, kernels->s, problem->prec);
    set_peak_and_limit(problem, start->kept.R0, zero);
    end_as(problem, STRUCTURE_CONSTANT, WANE_OUTCOME_UNLEARNING);
    return WANE_OK;
}

/* The point of the line of equilibria, on this side of R = 0 or, passes, on the other. */
static void come_to_equilibria(start_t *start, int P_sign, int passes)
{
    flow_problem_struct *problem = start->problem;
    SCOPED(arb, limit, peak);
    SCOPED(kernel_values, at);
    arb_unit_interval(limit);
    if (start->is_bounded) limit_ball(limit, start);
    arb_set(peak, limit);
    if (passes) problem->R_sign = -problem->R_sign;
    else arb_max(peak, peak, start->kept.R0, problem->prec);
    if (start->is_bounded) {
        kernels_evaluate_turned(at, problem->kernels, 1, problem->R_sign, limit, problem->prec);
        arb_div(problem->result->a_final, at->P, at->S, problem->prec);
    }
    problem->a_sign = passes ? -P_sign : P_sign;
    set_peak_and_limit(problem, peak, limit);
    end_as(problem, STRUCTURE_NEUTRAL, WANE_OUTCOME_NEUTRAL);
}

/* N = 0, P != 0: 22 (21), (22). */
static wane_status_t keep_the_invariant(start_t *start, int P_sign)
{
    const kernels_struct *kernels = start->kept.kernels;
    SCOPED(arb, rest);
    int sign = -1; /* a comes to 0 before R does, or is never negative */
    if (start->scale_sign < 0 && !start->is_bounded && line_keeps_scale(kernels))
        return flow_problem_nothing_in_common(
            start->problem,
            "no verdict is that of all: N = 0 identically, and from a0 of the other sign than P a^2 - eps "
            "H(R) stays the same; "
            "where a0^2 = eps (H(R0) - H(0)) the state tends to R = a = 0, where a0^2/eps is smaller to "
            "an equilibrium of the line a = A(R) (neutral); give eps and a0 as numbers or ranges");
    if (start->scale_sign < 0 && !arb_is_positive(kernels->s))
        sign = line_keeps_scale(kernels) ? sign_at_zero(rest, start) : 0;
    if (sign > 0 && !arb_is_negative(start->scale)) sign = 0;
    if (sign == 0) return depends(start->problem);
    const int passes = sign > 0 && kernels->length > 1 && !arb_is_zero(kernels->p + 1);
    if (sign > 0 && !passes) come_to_zero(start, rest, P_sign);
    else come_to_equilibria(start, P_sign, passes);
    return WANE_OK;
}

static int P_is_constant(const kernels_struct *kernels)
{
    int constant = kernels->p_finite;
    for (slong k = 1; constant && k < kernels->length; k++) constant = arb_is_zero(kernels->p + k);
    return constant;
}

/* 1 if N = 0 identically, and the sign of P on this side. */
static int is_neutral(int *P_sign, const flow_problem_t problem)
{
    interior_branch_t branch;
    interior_branch_init_unmarked(branch, problem->kernels, 1, problem->R_sign);
    const small_series_struct *P = branch->small[SHAPE_P];
    *P_sign = P->status == LEADING_DECIDED ? decided_sign(P->g) : 0;
    const int neutral = branch->neutral;
    interior_branch_clear(branch);
    return neutral && *P_sign != 0;
}

/* R0 of one sign. */
static int starts_inside(flow_problem_t problem)
{
    const wane_start_struct *start = problem->start;
    if (start->kind != WANE_START_VALUE) return 0;
    problem->R_sign = fmpq_sgn(start->value->lo) > 0 ? 1 : fmpq_sgn(start->value->hi) < 0 ? -1 : 0;
    return problem->R_sign != 0;
}

/* WANE_BAD_INPUT: nothing is said. */
static wane_status_t decide_by_invariant(flow_problem_t problem)
{
    const kernels_struct *kernels = problem->kernels;
    start_t start;
    int P_sign = 0;
    if (!kernels->p_finite || !starts_inside(problem)) return WANE_BAD_INPUT;
    const int constant = P_is_constant(kernels),
              zero = constant && (kernels->length == 0 || arb_is_zero(kernels->p));
    if (constant ? !zero && !arb_is_nonzero(kernels->p) : !is_neutral(&P_sign, problem))
        return WANE_BAD_INPUT;
    problem->a_sign = 1;
    start_init(&start, problem, P_sign);
    wane_status_t status = zero       ? forget_all(&start)
                           : constant ? keep_the_mean(&start)
                                      : keep_the_invariant(&start, P_sign);
    start_clear(&start);
    return status;
}

int flow_problem_by_structure(wane_status_t *status, flow_problem_t problem)
{
    *status = WANE_OK;
    if (rises_from_everywhere(problem)) tend_to_one(problem);
    else *status = decide_by_invariant(problem);
    if (*status == WANE_OK) wane_message_set(problem->message, WANE_OK, 0, "%s", "");
    return *status != WANE_BAD_INPUT;
}
