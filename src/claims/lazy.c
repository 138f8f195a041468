/* C7: as R -> 0 the first layer comes to rest while the loss tends to what the primary term cannot
   explain. */
#include "base/scoped.h"
#include "claims/evidence/every_eps.h"
#include "claims/evidence/evidence.h"
#include "claims/evidence/follow.h"

#define LAZY_PREC 192
#define ORBIT_DIGITS 16
#define SAMPLES 4
#define LOSS_TOLERANCE 0.02 /* of the loss above its limit at the last time, relative to E teacher^2/2 */

static const slong sample_times[SAMPLES] = {10, 100, 1000, 10000};

/* (E teacher^2 - c*_s^2)/2, derivations/21 (8). */
static void limit_loss(arb_t loss, const wane_coefficients_t teacher, slong s)
{
    SCOPED(arb, norm2);
    wane_coefficients_get(loss, teacher, s);
    wane_coefficients_norm2(norm2, teacher);
    arb_mul(loss, loss, loss, LAZY_PREC);
    arb_sub(loss, norm2, loss, LAZY_PREC);
    arb_mul_2exp_si(loss, loss, -1);
}

static void add_theorem(claim_t *claim, const char *name, const wane_verdict_t verdict,
                        const wane_kernels_t kernels)
{
    SCOPED(arb, loss);
    SCOPED(wane_coefficients, teacher);
    const wane_outcome_t outcome = wane_verdict_outcome(verdict);
    const wane_small_R_struct *law = wane_verdict_scaling(verdict);
    int unlearns = outcome == WANE_OUTCOME_UNLEARNING && law != NULL;
    wane_kernels_teacher(teacher, kernels);
    if (unlearns && law->s > 0) limit_loss(loss, teacher, law->s);
    else arb_indeterminate(loss);
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(unlearns && arb_is_finite(loss), outcome != WANE_OUTCOME_UNDECIDED && !unlearns),
        1,
        "%s: R -> 0 and |a| -> infinity for every eps > 0 and every a0 > 0, from R(0) = 0; by the "
        "theorem of derivations/21 the loss without label noise tends to the number given, |w'| = "
        "|R'|/sqrt(1 - R^2) to 0, and the way that is left to the weights is arcsin R -> 0",
        name);
    if (unlearns) evidence_ball(evidence, loss, "limit of the loss");
}

/* loss = (E teacher^2 - V)/2 and speed = |G| sqrt(1 - R^2) at a point of a trajectory. */
static void loss_and_speed(arb_t loss, arb_t speed, const arb_t R, const arb_t a,
                           const wane_kernels_t kernels, const arb_t teacher_norm2)
{
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    SCOPED(arb, x);
    wane_kernels_evaluate(P, S, kernels, R, LAZY_PREC);
    arb_mul(x, a, S, LAZY_PREC);
    arb_submul_si(x, P, 2, LAZY_PREC);
    arb_mul(loss, x, a, LAZY_PREC);
    arb_add(loss, loss, teacher_norm2, LAZY_PREC);
    arb_mul_2exp_si(loss, loss, -1);
    arb_mul(x, a, S + 1, LAZY_PREC);
    arb_submul_si(x, P + 1, 2, LAZY_PREC);
    arb_mul(speed, x, a, LAZY_PREC);
    arb_mul_2exp_si(speed, speed, -1);
    arb_abs(speed, speed);
    arb_mul(x, R, R, LAZY_PREC);
    arb_sub_si(x, x, 1, LAZY_PREC);
    arb_neg(x, x);
    arb_sqrt(x, x, LAZY_PREC);
    arb_mul(speed, speed, x, LAZY_PREC);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
}

/* Both fall towards their limits, the loss to within the tolerance. */
static int settles(arb_srcptr loss, arb_srcptr speed, slong count, const arb_t limit,
                   const arb_t teacher_norm2)
{
    int falls = arb_gt(loss + count - 1, limit);
    SCOPED(arb, room);
    for (slong i = 1; i < count; i++)
        falls &= arb_lt(loss + i, loss + i - 1) && arb_lt(speed + i, speed + i - 1);
    arb_set_d(room, LOSS_TOLERANCE / 2);
    arb_mul(room, room, teacher_norm2, LAZY_PREC);
    arb_add(room, room, limit, LAZY_PREC);
    falls &= arb_lt(loss + count - 1, room);
    return falls;
}

static void add_orbit(claim_t *claim, const claims_problem_t *problem, const wane_kernels_t kernels, slong s,
                      slong count)
{
    arb_ptr x = _arb_vec_init(4 * count), R = x, a = x + count, loss = x + 2 * count, speed = x + 3 * count;
    wane_message_t message = {{.text = ""}};
    claims_trajectory_t trajectory = {kernels, "1", problem->a0, ORBIT_DIGITS};
    SCOPED(arb, limit, norm2);
    SCOPED(wane_coefficients, teacher);
    wane_kernels_teacher(teacher, kernels);
    wane_coefficients_norm2(norm2, teacher);
    limit_loss(limit, teacher, s);
    if (claims_follow(R, a, sample_times, count, &trajectory, message) == WANE_OK) {
        for (slong i = 0; i < count; i++) loss_and_speed(loss + i, speed + i, R + i, a + i, kernels, norm2);
        claim_evidence_t *evidence =
            claim_add(claim, claim_measured(settles(loss, speed, count, limit, norm2)), 0,
                      "%s | %s along a certified trajectory at eps = 1 from a0 = %s: loss and |w'| fall "
                      "from decade to decade, the loss to within %g (E teacher^2)/2 above its limit",
                      problem->student, problem->teacher, problem->a0, LOSS_TOLERANCE);
        for (slong i = 0; i < count; i++) {
            evidence_ball(evidence, loss + i, "loss at t = %ld", (long)sample_times[i]);
            evidence_ball(evidence, speed + i, "|w'| at t = %ld", (long)sample_times[i]);
        }
    } else {
        claim_add_failure(claim, "the trajectory", message);
    }
    _arb_vec_clear(x, 4 * count);
}

/* A trajectory is followed for the first pair only. */
static void one_pair(claim_t *claim, const claims_problem_t *problem, const char *name, int first,
                     const wane_verdict_t verdict, const wane_kernels_t kernels,
                     const claims_setting_t *setting)
{
    add_theorem(claim, name, verdict, kernels);
    const wane_small_R_struct *law = wane_verdict_scaling(verdict);
    if (first && law != NULL)
        add_orbit(claim, problem, kernels, law->s, setting->quick ? SAMPLES - 1 : SAMPLES);
}

void claims_lazy(claim_t *claim, const claims_problem_t *pairs, slong count, const claims_setting_t *setting)
{
    claims_for_every_eps(claim, pairs, count, one_pair, setting);
}
