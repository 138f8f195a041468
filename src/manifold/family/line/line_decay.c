/* Weight decay as the quantity that moves: derivations/23. */
#include "manifold/family/line/line_theorems.h"

#include "base/interval.h"
#include "base/scoped.h"
#include "manifold/family/from_functions.h"
#include "manifold/flow/flow_problem.h"

#define GREATEST_POWER 20 /* of 2 that is tried for a decay beyond which the feature is learned */
#define LEAST_POWER 40
#define SIGN_PREC 128
#define REFINEMENTS 10

/* ---- signs ---- */

/* R leaves R0 = 0 upwards for all of a0: p_1 > 0, and p_0 >= 0, so that P > 0 on (0, 1) if P' > 0 there. */
static int rises(const wane_function_t student, const wane_function_t teacher, const quantifier_struct *a0,
                 const wane_start_struct *start, const wane_effort_t *effort)
{
    kernels_t kernels;
    wane_message_t unused;
    const int is_zero =
        start->kind == WANE_START_ZERO ||
        (start->kind == WANE_START_VALUE && fmpq_is_zero(start->value->lo) && fmpq_is_zero(start->value->hi));
    if (!is_zero || !(a0->all || fmpq_sgn(a0->value->lo) > 0)) return 0;
    SCOPED(arb, p);
    kernels_init(kernels);
    int good = kernels_compute(kernels, student, teacher, effort, unused) == WANE_OK;
    for (slong k = 0; good && k < 2; k++) {
        arb_mul(p, kernels->student->c + k, kernels->teacher->c + k, SIGN_PREC);
        good = k == 0 ? arb_is_nonnegative(p) : arb_is_positive(p);
    }
    kernels_clear(kernels);
    return good;
}

/* A > 0, which has the sign of P', on (0, 1). */
static int branch_is_positive(const manifold_t manifold)
{
    int is = manifold->flow_count > 0;
    for (slong i = 0; i < manifold->flow_count; i++) is = is && manifold->flow[i].a_sign > 0;
    return is;
}

static int manifold_at(manifold_t manifold, const wane_function_t student, const wane_function_t teacher,
                       const fmpq_t decay, const wane_effort_t *effort)
{
    wane_message_t unused;
    SCOPED(wane_interval, value);
    wane_function_t f, g;
    wane_function_init(f);
    wane_function_init(g);
    interval_set_fmpq(value, decay);
    wane_shifted_pair(f, g, student, teacher, value);
    const int known = manifold_compute(manifold, f, g, 1, effort, unused) == WANE_OK;
    wane_function_clear(f);
    wane_function_clear(g);
    return known;
}

/* ---- beyond ---- */

/* N < 0 on (0, r), P' > 0 on (0, 1), where r is known from below. */
static int falls_before(arb_t r, const manifold_t manifold)
{
    if (!branch_is_positive(manifold) || manifold->flow[0].a_direction >= 0) return 0;
    arb_one(r);
    for (slong i = manifold->flow_count - 1; i >= 0; i--)
        if (manifold->flow[i].a_direction >= 0)
            arb_get_lbound_arf(arb_midref(r), manifold->flow[i].R_lo, SIGN_PREC);
    return 1;
}

int line_decay_learns(const wane_function_t student, const wane_function_t teacher,
                      const quantifier_struct *a0, const wane_start_struct *start,
                      const wane_effort_t *effort)
{
    manifold_t manifold;
    wane_message_t unused;
    SCOPED(arb, r);
    manifold_init(manifold);
    const int learns = rises(student, teacher, a0, start, effort) &&
                       manifold_compute(manifold, student, teacher, 1, effort, unused) == WANE_OK &&
                       falls_before(r, manifold) && arb_is_one(r);
    manifold_clear(manifold);
    return learns;
}

/* 1 - r is no more than the drop, which is 0 in the limit. */
static int is_kept_beyond(const flow_subject_t *subject, const fmpq_t decay, const wane_effort_t *effort)
{
    manifold_t manifold;
    SCOPED(arb, r, loss, drop);
    manifold_init(manifold);
    if (subject->eps != NULL) arb_set_fmpq(drop, subject->drop, SIGN_PREC);
    int kept =
        manifold_at(manifold, subject->student, subject->teacher, decay, effort) && falls_before(r, manifold);
    if (kept) {
        arb_sub_si(loss, r, 1, SIGN_PREC);
        arb_add(loss, loss, drop, SIGN_PREC);
        kept = arb_is_nonnegative(loss);
    }
    manifold_clear(manifold);
    return kept;
}

int line_decay_beyond(fmpq_t from, const fmpq_t least, const flow_subject_t *subject,
                      const wane_effort_t *effort)
{
    int found = 0;
    SCOPED(fmpq, open, middle);
    fmpq_set(open, least);
    if (!rises(subject->student, subject->teacher, subject->a0, subject->start, effort)) return 0;
    for (int power = 0; power <= GREATEST_POWER && !found; power += 2) {
        fmpq_set_si(from, WORD(1) << power, 1);
        if (fmpq_cmp(from, least) < 0) fmpq_set(from, least);
        found = is_kept_beyond(subject, from, effort);
        if (!found) fmpq_set(open, from);
    }
    for (int i = 0; i < REFINEMENTS && found && fmpq_cmp(open, from) < 0; i++) {
        fmpq_add(middle, open, from);
        fmpq_div_2exp(middle, middle, 1);
        fmpq_set(is_kept_beyond(subject, middle, effort) ? from : open, middle);
    }
    return found;
}

/* ---- from 0 on ---- */

/* N > 0 on (r, 1], where r is known from above, and P' > 0 on (0, 1). */
static int rises_beyond(arb_t r, const manifold_t manifold)
{
    const slong last = manifold->equilibrium_count - 1;
    if (!branch_is_positive(manifold) || last < -1 || !arb_gt(manifold->a_eq, manifold->a_c) ||
        manifold->flow[manifold->flow_count - 1].a_direction <= 0)
        return 0;
    arb_zero(r);
    if (last >= 0) arb_get_ubound_arf(arb_midref(r), manifold->equilibria[last].R, SIGN_PREC);
    return 1;
}

/* All of the branch attracts: A' < 0. */
static int is_attracting(const manifold_t manifold)
{
    int is = manifold->fold_count == 0;
    for (slong i = 0; i < manifold->flow_count; i++) is = is && manifold->flow[i].attracting;
    return is;
}

/* R_peak exceeds both r by more than the drop, which is 0 in the limit. */
static int is_lost(const flow_subject_t *subject, const arb_t R_peak, const arb_t r)
{
    SCOPED(arb, least, drop);
    if (subject->eps != NULL) arb_set_fmpq(drop, subject->drop, SIGN_PREC);
    arb_sub(least, R_peak, r, SIGN_PREC);
    return arb_is_finite(R_peak) && arb_gt(least, drop);
}

int line_decay_from_zero(fmpq_t to, const fmpq_t most, const flow_subject_t *subject, const arb_t R_peak,
                         const wane_effort_t *effort)
{
    manifold_t plain;
    wane_message_t unused;
    int found = 0;
    SCOPED(arb, r, r_plain);
    manifold_init(plain);
    const int may =
        rises(subject->student, subject->teacher, subject->a0, subject->start, effort) &&
        manifold_compute(plain, subject->student, subject->teacher, 1, effort, unused) == WANE_OK &&
        rises_beyond(r_plain, plain) && is_lost(subject, R_peak, r_plain) &&
        (subject->eps != NULL || is_attracting(plain));
    manifold_clear(plain);
    for (int power = 2; may && power <= LEAST_POWER && !found; power += 2) {
        manifold_t manifold;
        manifold_init(manifold);
        fmpq_div_2exp(to, most, (flint_bitcnt_t)power);
        found = manifold_at(manifold, subject->student, subject->teacher, to, effort) &&
                rises_beyond(r, manifold) && is_lost(subject, R_peak, r);
        manifold_clear(manifold);
    }
    return found;
}

/* ---- in the limit ---- */

/* The place where the first fibre ends, as the branch falls: R = 1, or A(R) = a0; 0 if it is not known. */
static int first_landing(arb_t R, const manifold_t plain, const flow_subject_t *subject,
                         const wane_effort_t *effort)
{
    const slong prec = 4 * effort->digits + SIGN_PREC;
    const wane_interval_struct *a0 = subject->a0->value;
    verdict_t verdict;
    wane_message_t unused;
    SCOPED(arb, scale);
    wane_interval_get_arb(scale, a0, prec);
    arb_one(R);
    if (arb_lt(scale, plain->a_c)) return 1;
    if (!arb_gt(scale, plain->a_c) || !fmpq_equal(a0->lo, a0->hi)) return 0;
    verdict_init(verdict);
    verdict_compute(verdict, subject->student, subject->teacher, a0, subject->start, effort, unused);
    const int lands = verdict->phase_count > 0 && verdict->phases[0].kind == WANE_PHASE_FAST &&
                      verdict->phases[0].end == WANE_END_BRANCH;
    if (lands) arb_set(R, verdict->phases[0].R_to);
    verdict_clear(verdict);
    return lands;
}

/* P(R)/A(R) - S(R), A(R) = a0 unless R = 1. */
static int boundary_at(arb_t boundary, const arb_t R, const manifold_t plain, const flow_subject_t *subject,
                       const wane_effort_t *effort)
{
    const slong prec = 4 * effort->digits + SIGN_PREC;
    kernels_t kernels;
    wane_message_t unused;
    wane_effort_t more = *effort;
    SCOPED_VEC(arb, P, WANE_KERNEL_DERIVATIVES);
    SCOPED_VEC(arb, S, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, height);
    more.digits = 2 * effort->digits + 10;
    kernels_init(kernels);
    const int known = kernels_compute(kernels, subject->student, subject->teacher, &more, unused) == WANE_OK;
    if (known) {
        if (arb_is_one(R)) arb_set(height, plain->a_c);
        else wane_interval_get_arb(height, subject->a0->value, prec);
        kernels_evaluate(P, S, kernels, R, prec);
        arb_div(boundary, P, height, prec);
        arb_sub(boundary, boundary, S, prec);
    }
    kernels_clear(kernels);
    return known && arb_is_positive(boundary);
}

int line_decay_boundary(arb_t boundary, const flow_subject_t *subject, const wane_effort_t *effort)
{
    manifold_t plain;
    wane_message_t unused;
    SCOPED(arb, R);
    manifold_init(plain);
    const int known =
        rises(subject->student, subject->teacher, subject->a0, subject->start, effort) &&
        manifold_compute(plain, subject->student, subject->teacher, 1, effort, unused) == WANE_OK &&
        branch_is_positive(plain) && is_attracting(plain) && first_landing(R, plain, subject, effort) &&
        boundary_at(boundary, R, plain, subject, effort);
    manifold_clear(plain);
    return known;
}
