#include "manifold/limit/definitions.h"

#include "base/scoped.h"

#define PREC 1024 /* of rational numbers; differences are exact */

/* sup |R| and lim |R| as far as they are given. */
typedef struct {
    arb_t peak, limit, drop, loss;
} sizes_t;

static void sizes_init(sizes_t *sizes, const answer_t *answer)
{
    arb_init(sizes->peak);
    arb_init(sizes->limit);
    arb_init(sizes->drop);
    arb_init(sizes->loss);
    arb_abs(sizes->peak, answer->R_peak);
    arb_abs(sizes->limit, answer->R_final);
    if (answer->drop != NULL) arb_set_fmpq(sizes->drop, answer->drop, PREC);
    arb_sub(sizes->loss, sizes->peak, sizes->limit, ARF_PREC_EXACT);
}

static void sizes_clear(sizes_t *sizes)
{
    arb_clear(sizes->peak);
    arb_clear(sizes->limit);
    arb_clear(sizes->drop);
    arb_clear(sizes->loss);
}

static int are_opposite(arb_srcptr x, arb_srcptr y)
{
    return (arb_is_positive(x) && arb_is_negative(y)) || (arb_is_negative(x) && arb_is_positive(y));
}

/* (28) */
static const char *order(const answer_t *answer, const sizes_t *sizes)
{
    SCOPED(arb, one);
    arb_one(one);
    const char *why = NULL;
    if (arb_gt(sizes->peak, one) || arb_gt(sizes->limit, one)) why = "|R| exceeds 1";
    else if (are_opposite(answer->R_peak, answer->R_final))
        why = "R is at its peak and in the end on different sides";
    else if (arb_gt(sizes->limit, sizes->peak)) why = "|R| exceeds its peak in the end";
    return why;
}

/* The largest |R0|: one of the solutions starts there. */
static void largest_start(arb_t R, const wane_interval_struct *R0)
{
    SCOPED(fmpq, lo, hi);
    fmpq_abs(lo, R0->lo);
    fmpq_abs(hi, R0->hi);
    arb_set_fmpq(R, fmpq_cmp(lo, hi) > 0 ? lo : hi, PREC);
}

static const char *start_counts(const answer_t *answer, const sizes_t *sizes)
{
    if (answer->R0 == NULL) return NULL;
    const char *why = NULL;
    SCOPED(arb, R, bound);
    largest_start(R, answer->R0);
    arb_sub(bound, R, sizes->limit, ARF_PREC_EXACT);
    if (arb_gt(R, sizes->peak)) why = "|R| at the start exceeds its peak";
    else if (answer->outcome == WANE_OUTCOME_LEARNING && arb_gt(bound, sizes->drop))
        why = "|R| at the start exceeds its limit by more than learning allows";
    return why;
}

/* (29) */
static const char *meaning(const answer_t *answer, const sizes_t *sizes, int of_many)
{
    const int limit_is_zero = arb_is_zero(sizes->limit);
    switch (answer->outcome) {
    case WANE_OUTCOME_LEARNING:
        if (limit_is_zero) return "R ends at 0";
        return arb_gt(sizes->loss, sizes->drop) ? "|R| ends below its peak" : NULL;
    case WANE_OUTCOME_PARTIAL_UNLEARNING:
        if (limit_is_zero) return "R ends at 0";
        if (arb_le(sizes->loss, sizes->drop)) return "|R| does not end below its peak";
        return of_many || arb_gt(sizes->loss, sizes->drop) ? NULL
                                                           : "that |R| ends below its peak is not seen";
    case WANE_OUTCOME_UNLEARNING:
        if (!limit_is_zero) return "R does not end at 0";
        return arb_is_zero(sizes->peak) ? "R was never away from 0" : NULL;
    case WANE_OUTCOME_NOT_LEARNED:
        return limit_is_zero && arb_is_zero(sizes->peak) ? NULL : "R leaves 0";
    default:
        return NULL;
    }
}

const char *answer_contradicts(const answer_t *answer, int of_many)
{
    sizes_t sizes;
    sizes_init(&sizes, answer);
    const char *why = NULL;
    if (answer->outcome == WANE_OUTCOME_UNDECIDED) why = "there is none";
    if (why == NULL) why = order(answer, &sizes);
    if (why == NULL) why = start_counts(answer, &sizes);
    if (why == NULL) why = meaning(answer, &sizes, of_many);
    sizes_clear(&sizes);
    return why;
}

static int changes_side(int *side, const arb_t R)
{
    int sign = arb_is_positive(R) ? 1 : arb_is_negative(R) ? -1 : 0;
    int changes = sign != 0 && *side == -sign;
    if (sign != 0) *side = sign;
    return changes;
}

/* The largest |R| of the ends of phases, between which R is monotone, after R last changed sign. */
static int peak_of_phases(arb_t peak, const verdict_t verdict)
{
    int side = 0, stays = 1;
    SCOPED(arb, R);
    arb_zero(peak);
    for (slong i = 0; i < 2 * verdict->phase_count; i++) {
        const wane_phase_t *phase = verdict->phases + i / 2;
        arb_srcptr end = i % 2 == 0 ? phase->R_from : phase->R_to;
        arb_abs(R, end);
        if (changes_side(&side, end)) {
            stays = 0;
            arb_set(peak, R);
        } else {
            arb_max(peak, peak, R, PREC);
        }
    }
    return stays;
}

static void evaluate(arb_ptr P, arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    SCOPED(arb, x, range);
    arb_zero_pm_one(range);
    if (arb_intersection(x, R, range, prec)) kernels_evaluate(P, S, kernels, x, prec);
    else
        for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
            arb_indeterminate(P + j);
            arb_indeterminate(S + j);
        }
}

/* V, D = P - aS and F = (1 - R^2)(aP' - a^2 S'/2) on the balls. */
static void forms(arb_t V, arb_t D, arb_t F, const kernels_t kernels, const arb_t R, const arb_t a)
{
    const slong prec = kernels->prec;
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES + 2), S = P + WANE_KERNEL_DERIVATIVES;
    arb_ptr x = S + WANE_KERNEL_DERIVATIVES;
    evaluate(P, S, kernels, R, prec);
    arb_mul(x, a, S, prec);
    arb_sub(D, P, x, prec);
    arb_add(V, D, P, prec);
    arb_mul(V, V, a, prec);
    arb_mul(x, a, S + 1, prec);
    arb_mul_2exp_si(x, x, -1);
    arb_sub(F, P + 1, x, prec);
    arb_mul(F, F, a, prec);
    arb_sqr(x, R, prec);
    arb_sub_ui(x, x, 1, prec);
    arb_mul(F, F, x, prec);
    if (arb_is_zero(x)) arb_zero(F); /* |R| = 1 is invariant */
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES + 2);
}

const char *end_contradicts(const answer_t *answer, const kernels_t kernels, const wane_interval_struct *a0,
                            const wane_start_struct *start)
{
    if (!arb_is_finite(answer->R_final)) return NULL;
    if (!arb_is_finite(answer->a_final)) /* infinite, or not given */
        return arb_is_exact(answer->a_final) && !arb_is_zero(answer->R_final)
                   ? "a grows without bound though R does not tend to 0"
                   : NULL;
    SCOPED(arb, V, V_end, D, F, R, a);
    const char *why = NULL;
    forms(V_end, D, F, kernels, answer->R_final, answer->a_final);
    if (!arb_contains_zero(D) || !arb_contains_zero(F)) why = "the end is no equilibrium";
    if (why == NULL && a0 != NULL) {
        wane_interval_get_arb(a, a0, kernels->prec);
        if (start->kind == WANE_START_VALUE) wane_interval_get_arb(R, start->value, kernels->prec);
        forms(V, D, F, kernels, R, a);
        if (arb_gt(V, V_end)) why = "the loss is greater in the end than at the start";
    }
    return why;
}

const char *itinerary_contradicts(const verdict_t verdict, const kernels_t kernels, const wane_interval_t a0,
                                  const wane_start_t start)
{
    answer_t answer = {.outcome = verdict->outcome,
                       .R_peak = verdict->R_peak,
                       .R_final = verdict->R_final,
                       .a_final = verdict->a_final};
    SCOPED(arb, peak, stated);
    const char *why = NULL;
    if (peak_of_phases(peak, verdict) && start->kind == WANE_START_VALUE) answer.R0 = start->value;
    arb_abs(stated, verdict->R_peak);
    if (!arb_overlaps(peak, stated)) why = "the peak is not that of its phases";
    if (why == NULL) why = answer_contradicts(&answer, 0);
    if (why == NULL) why = end_contradicts(&answer, kernels, a0, start);
    return why;
}

wane_status_t answer_is_refused(wane_outcome_t outcome, const char *why, wane_message_t message)
{
    return wane_message_set(
        message, WANE_UNDECIDED, 0,
        "a defect of wane: %s was derived, but by its own numbers %s; nothing is claimed, please "
        "report this problem",
        wane_outcome_name(outcome), why);
}
