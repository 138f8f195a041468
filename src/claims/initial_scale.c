/* C5: a larger initial scale of the second layer mitigates unlearning. */
#include "base/scoped.h"
#include "claims/evidence/evidence.h"
#include "base/text.h"
#include "claims/evidence/follow.h"

#define SCALE_PREC 128
#define ORBIT_DIGITS 8

/* The pair with everything that is asked of it. */
typedef struct {
    char *name;
    claims_pair_t pair;
    wane_kernels_t kernels;
    wane_manifold_t manifold;
} subject_t;

/* The theorem of derivations/21 (1): N > 0 makes every solution turn. */
static void add_theorem(claim_t *claim, const subject_t *subject)
{
    claims_N_t pattern = claims_sign_pattern(subject->manifold);
    slong length;
    arb_srcptr p, s;
    wane_kernels_series(&p, &s, &length, subject->kernels);
    int leaves = length > 1 && arb_is_positive(p + 1);
    int turns = pattern == CLAIMS_N_POSITIVE && wane_manifold_small_R(subject->manifold)->tends_to_zero == 1;
    claim_add(
        claim, claim_decided(leaves && turns, pattern == CLAIMS_N_NEGATIVE), 1,
        "%s: p_1 > 0, and N > 0 on (0, 1), so that from R(0) = 0 and any a0 > 0 R rises, turns once and "
        "falls to 0; by the theorem of derivations/21 R_peak, and with it the drop R_peak - R_final, is "
        "strictly decreasing in a0 > 0, for every eps > 0",
        subject->name);
}

/* 64 x rounded down, less one, over 64. */
static char *rational_below(const arb_t x)
{
    SCOPED(fmpz, n);
    SCOPED(arf, low);
    arb_get_lbound_arf(low, x, 64);
    arf_mul_2exp_si(low, low, 6);
    arf_get_fmpz(n, low, ARF_RND_FLOOR);
    fmpz_sub_ui(n, n, 1);
    char *digits = fmpz_get_str(NULL, 10, n), *text = base_text("%s/64", digits);
    flint_free(digits);
    return text;
}

/* A decreases to a_c: then the fibre from R = 0 reaches R = 1 for every a0 <= a_c. */
static void add_limit(claim_t *claim, subject_t *subject, const claims_setting_t *setting)
{
    const wane_manifold_struct *manifold = subject->manifold;
    const wane_stretch_t *flow;
    wane_verdict_t verdict;
    wane_message_t message = {{.text = ""}};
    wane_verdict_init(verdict);
    SCOPED(arb, a_c, a_eq, R_peak);
    wane_manifold_aligned(a_c, a_eq, manifold);
    int falls = wane_manifold_fold(manifold, 0) == NULL && wane_manifold_stretch(manifold, 0) != NULL &&
                arb_is_positive(a_c);
    for (slong i = 0; (flow = wane_manifold_stretch(manifold, i)) != NULL; i++)
        falls &= flow->attracting == 1 && flow->a_sign > 0;
    char *below = rational_below(a_c), *range = base_text("[1/100, %s]", below);
    wane_status_t status = claims_interval(subject->pair->a0, range, message);
    if (status == WANE_OK)
        status = wane_verdict_compute(verdict, subject->pair->student, subject->pair->teacher,
                                      subject->pair->a0, subject->pair->start, &setting->effort, message);
    wane_verdict_R_peak(R_peak, verdict);
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(falls && status == WANE_OK && arb_is_one(R_peak), 0), 1,
        "%s: A falls from infinity to a_c over (0, 1), hence R_peak -> 1 as eps -> 0 for every a0 <= a_c "
        "(derivations/21 (2)); confirmed by the verdict in the limit for every a0 in %s",
        subject->name, range);
    evidence_ball(evidence, a_c, "a_c");
    flint_free(below);
    flint_free(range);
    wane_verdict_clear(verdict);
}

/* ---- peaks and halving times ---- */

/* Certified peaks and times from each of the scales; 0 if one is not to be had. */
static int halvings(arb_ptr peak, arb_ptr time, const subject_t *subject, const char *eps,
                    const char *const *scales, slong count, wane_message_t message)
{
    for (slong i = 0; i < count; i++) {
        claims_trajectory_t trajectory = {subject->kernels, eps, scales[i], ORBIT_DIGITS};
        if (claims_halving(peak + i, time + i, &trajectory, message) != WANE_OK) return 0;
    }
    return 1;
}

/* 1 strictly increasing, -1 strictly decreasing, 0 neither proved. */
static int order(arb_srcptr x, slong count)
{
    int rises = 1, falls = 1;
    for (slong i = 1; i < count; i++) {
        rises &= arb_lt(x + i - 1, x + i);
        falls &= arb_gt(x + i - 1, x + i);
    }
    return rises - falls;
}

#define PEAKS 8
static const char *const peak_scales[PEAKS] = {"1/4", "1/2", "3/4", "1", "5/4", "3/2", "2", "3"};

static void add_peaks(claim_t *claim, const subject_t *subject)
{
    arb_ptr peak = _arb_vec_init(2 * PEAKS), time = peak + PEAKS;
    wane_message_t message = {{.text = ""}};
    if (halvings(peak, time, subject, "1/10", peak_scales, PEAKS, message)) {
        claim_evidence_t *evidence = claim_add(
            claim, claim_decided(order(peak, PEAKS) < 0 && order(time, PEAKS) > 0, order(peak, PEAKS) > 0), 1,
            "%s, eps = 1/10: certified trajectories; the enclosures of R_peak are disjoint and fall, and "
            "the times in which R falls from its peak to half of it grow, a0 = 1/4 to 3",
            subject->name);
        for (slong i = 0; i < PEAKS; i++) {
            evidence_ball(evidence, peak + i, "R_peak, a0 = %s", peak_scales[i]);
            evidence_ball(evidence, time + i, "time to halve R, a0 = %s", peak_scales[i]);
        }
    } else {
        claim_add_failure(claim, "the peaks at eps = 1/10", message);
    }
    _arb_vec_clear(peak, 2 * PEAKS);
}

#define RATES 4
static const char *const rates[RATES] = {"1/10", "1/20", "1/50", "1/100"};

static void add_small_eps(claim_t *claim, const subject_t *subject)
{
    static const char *const scale[1] = {"1/2"};
    arb_ptr peak = _arb_vec_init(2 * RATES), time = peak + RATES;
    wane_message_t message = {{.text = ""}};
    int known = 1;
    for (int i = 0; known && i < RATES; i++)
        known = halvings(peak + i, time + i, subject, rates[i], scale, 1, message);
    if (known) {
        claim_evidence_t *evidence =
            claim_add(claim, claim_decided(order(peak, RATES) > 0, order(peak, RATES) < 0), 1,
                      "%s, a0 = 1/2: R_peak grows towards 1 as eps falls (the number given is 1 - R_peak)",
                      subject->name);
        for (int i = 0; i < RATES; i++) {
            arb_sub_si(time, peak + i, 1, SCALE_PREC);
            arb_neg(time, time);
            evidence_ball(evidence, time, "1 - R_peak, eps = %s", rates[i]);
        }
    } else {
        claim_add_failure(claim, "the peaks at small eps", message);
    }
    _arb_vec_clear(peak, 2 * RATES);
}

#define TIMES 6
static const char *const time_scales[TIMES] = {"1/4", "1/2", "3/4", "5/4", "3/2", "2"};

/* What is not true: below a_c the time first falls when eps is small. */
static void add_times(claim_t *claim, const subject_t *subject)
{
    arb_ptr peak = _arb_vec_init(2 * TIMES), time = peak + TIMES;
    claim_evidence_t *evidence;
    wane_message_t message = {{.text = ""}};
    if (halvings(peak, time, subject, "1/100", time_scales, TIMES, message)) {
        int below = order(time, TIMES / 2), above = order(time + TIMES / 2, TIMES / 2);
        evidence =
            claim_add(claim, claim_decided(below < 0 && above > 0, 0), 0,
                      "%s, eps = 1/100: a limit of the claim.  Above a_c the time in which R falls to "
                      "half its peak grows with a0, but below a_c it is not monotone: it falls from a0 = "
                      "1/4 to 3/4, for a smaller a0 stays longer at R = 1 before it leaves",
                      subject->name);
        for (slong i = 0; i < TIMES; i++)
            evidence_ball(evidence, time + i, "time to halve R, a0 = %s", time_scales[i]);
    }
    _arb_vec_clear(peak, 2 * TIMES);
}

void claims_initial_scale(claim_t *claim, const claims_problem_t *problem, const claims_setting_t *setting)
{
    subject_t subject;
    wane_message_t message = {{.text = ""}};
    claims_pair_init(subject.pair);
    wane_kernels_init(subject.kernels);
    wane_manifold_init(subject.manifold);
    subject.name = base_text("%s | %s", problem->student, problem->teacher);
    wane_status_t status = claims_pair_read(subject.pair, problem, NULL, message);
    if (status == WANE_OK) status = claims_kernels(subject.kernels, subject.pair, &setting->effort, message);
    if (status == WANE_OK)
        status = claims_manifold(subject.manifold, subject.pair, &setting->effort, message);
    if (status == WANE_OK) {
        add_theorem(claim, &subject);
        if (claims_sign_pattern(subject.manifold) == CLAIMS_N_POSITIVE) {
            add_limit(claim, &subject, setting);
            add_peaks(claim, &subject);
            add_small_eps(claim, &subject);
            add_times(claim, &subject);
        }
    } else {
        claim_add_failure(claim, subject.name, message);
    }
    flint_free(subject.name);
    wane_manifold_clear(subject.manifold);
    wane_kernels_clear(subject.kernels);
    claims_pair_clear(subject.pair);
}
