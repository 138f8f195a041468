/* C3: exponents and prefactors of R -> 0. */
#include <math.h>

#include "base/scoped.h"
#include "claims/evidence/every_eps.h"
#include "claims/evidence/evidence.h"
#include "claims/evidence/follow.h"
#include "claims/evidence/leading.h"

#define SCALING_PREC 128

/* The law by the analysis of the flow for every eps and a0, against the law read off the coefficients. */
static void add_law(claim_t *claim, const char *name, const wane_verdict_t verdict,
                    const wane_kernels_t kernels)
{
    slong Q = -1;
    SCOPED(arb, kappa);
    const wane_small_R_struct *law = wane_verdict_scaling(verdict);
    const int proved = wane_verdict_outcome(verdict) != WANE_OUTCOME_UNDECIDED;
    int known = claims_leading(&Q, kappa, kernels);
    int holds = proved && law != NULL && law->tends_to_zero == 1 && known && law->Q == Q &&
                arb_overlaps(law->kappa, kappa);
    int fails = proved && (law == NULL || (known && (law->Q != Q || !arb_overlaps(law->kappa, kappa))));
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(holds, fails), 1,
        "%s: for every eps > 0 and every a0 > 0, R(0) = 0: R (eps t)^(1/%ld) and a (eps t)^(-%ld/%ld) "
        "tend to the prefactors given; Q and kappa agree with the formulas in the coefficients",
        name, law != NULL ? (long)law->Q : 0, law != NULL ? (long)law->s : 0, law != NULL ? (long)law->Q : 0);
    if (law != NULL) {
        evidence_ball(evidence, law->kappa, "kappa");
        evidence_ball(evidence, law->R_prefactor, "R prefactor");
        evidence_ball(evidence, law->a_prefactor, "a prefactor");
    }
}

/* ---- along a trajectory ---- */

#define SAMPLES 4
#define RATIO_TOLERANCE 0.03 /* of R/(law) - 1 at the last time */
#define EXPONENT_TOLERANCE 0.02

static const slong sample_times[SAMPLES] = {10, 100, 1000, 10000};

/* ratio[i] = R(t) (eps t)^(1/Q) / prefactor, eps = 1. */
static void set_ratios(arb_ptr ratio, arb_srcptr R, const slong *times, slong count, const wane_small_R_t law)
{
    SCOPED(arb, power);
    for (slong i = 0; i < count; i++) {
        arb_set_si(power, times[i]);
        arb_root_ui(power, power, (ulong)law->Q, SCALING_PREC);
        arb_mul(ratio + i, R + i, power, SCALING_PREC);
        arb_div(ratio + i, ratio + i, law->R_prefactor, SCALING_PREC);
    }
}

static double middle(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

static void judge(claim_t *claim, const claims_problem_t *pair, arb_srcptr R, slong count,
                  const wane_small_R_t law)
{
    SCOPED_VEC(arb, ratio, count);
    set_ratios(ratio, R, sample_times, count, law);
    double last = fabs(middle(ratio + count - 1) - 1);
    double exponent = log10(middle(R + count - 1) / middle(R + count - 2));
    int closer = 1;
    for (slong i = 1; i < count; i++) closer &= fabs(middle(ratio + i) - 1) < fabs(middle(ratio + i - 1) - 1);
    int agrees =
        closer && last < RATIO_TOLERANCE && fabs(exponent + 1.0 / (double)law->Q) < EXPONENT_TOLERANCE;
    claim_evidence_t *evidence =
        claim_add(claim, claim_measured(agrees), 0,
                  "%s | %s along a certified trajectory at eps = 1 from a0 = %s: R/law comes closer to 1 "
                  "with each decade, to within %g, and the last decade's exponent lies within %g of -1/Q",
                  pair->student, pair->teacher, pair->a0, RATIO_TOLERANCE, EXPONENT_TOLERANCE);
    for (slong i = 0; i < count; i++)
        evidence_ball(evidence, ratio + i, "R/law at t = %ld", (long)sample_times[i]);
    evidence_value(evidence, exponent, "exponent over the last decade");
}

void claims_law_on_orbit(claim_t *claim, const claims_problem_t *problem, const wane_small_R_t law,
                         const claims_setting_t *setting)
{
    wane_kernels_t kernels;
    wane_message_t message = {{.text = ""}};
    slong count = setting->quick ? SAMPLES - 1 : SAMPLES;
    SCOPED_VEC(arb, R, count);
    SCOPED_VEC(arb, a, count);
    SCOPED(claims_pair, pair);
    wane_kernels_init(kernels);
    wane_status_t status = claims_pair_read(pair, problem, NULL, message);
    if (status == WANE_OK) status = claims_kernels(kernels, pair, &setting->effort, message);
    claims_trajectory_t trajectory = {kernels, "1", problem->a0, 8};
    if (status == WANE_OK) status = claims_follow(R, a, sample_times, count, &trajectory, message);
    if (status == WANE_OK) judge(claim, problem, R, count, law);
    else claim_add_failure(claim, "the trajectory", message);
    wane_kernels_clear(kernels);
}

/* A trajectory is followed for the first pair only. */
static void one_pair(claim_t *claim, const claims_problem_t *problem, const char *name, int first,
                     const wane_verdict_t verdict, const wane_kernels_t kernels,
                     const claims_setting_t *setting)
{
    add_law(claim, name, verdict, kernels);
    const wane_small_R_struct *law = wane_verdict_scaling(verdict);
    if (first && law != NULL) claims_law_on_orbit(claim, problem, law, setting);
}

void claims_scaling(claim_t *claim, const claims_problem_t *pairs, slong count,
                    const claims_setting_t *setting)
{
    claims_for_every_eps(claim, pairs, count, one_pair, setting);
}
