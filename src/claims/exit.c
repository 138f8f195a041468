/* C1 at a delayed exit: the contraction gathered on the way in is what has to be undone on the way out. */
#include "base/scoped.h"
#include "claims/evidence/evidence.h"

#define EXIT_PREC 128
#define EXIT_BITS 40

/* ∫ (rate/slow speed) da on the line is factor * (W(x) - W(y)): derivations/05 (4), (14). */
typedef struct {
    arb_t critical, equilibrium, factor;
} line_t;

static void line_init(line_t *line)
{
    arb_init(line->critical);
    arb_init(line->equilibrium);
    arb_init(line->factor);
}

static void line_clear(line_t *line)
{
    arb_clear(line->critical);
    arb_clear(line->equilibrium);
    arb_clear(line->factor);
}

/* R = 1: a_c = 2P'/S', a_eq = P/S, S'/S. */
static void set_aligned(line_t *line, const wane_kernels_t kernels)
{
    SCOPED_VEC(arb, P, WANE_KERNEL_DERIVATIVES);
    SCOPED_VEC(arb, S, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, one);
    arb_one(one);
    wane_kernels_evaluate(P, S, kernels, one, EXIT_PREC);
    arb_div(line->critical, P + 1, S + 1, EXIT_PREC);
    arb_mul_2exp_si(line->critical, line->critical, 1);
    arb_div(line->equilibrium, P, S, EXIT_PREC);
    arb_div(line->factor, S + 1, S, EXIT_PREC);
}

/* R = 0 with p = 2s: alpha_0 = 2 p_p/s_s, b_0 = p_0/s_0, -s s_s/s_0.  Returns 0 if p != 2s is seen. */
static int set_uncorrelated(line_t *line, const wane_kernels_t kernels)
{
    slong length, s = 1;
    arb_srcptr p, c2;
    wane_kernels_series(&p, &c2, &length, kernels);
    while (s < length && arb_is_zero(c2 + s)) s++;
    if (2 * s >= length) return 0;
    for (slong k = 1; k < 2 * s; k++)
        if (!arb_is_zero(p + k)) return 0;
    arb_div(line->critical, p + 2 * s, c2 + s, EXIT_PREC);
    arb_mul_2exp_si(line->critical, line->critical, 1);
    arb_div(line->equilibrium, p, c2, EXIT_PREC);
    arb_div(line->factor, c2 + s, c2, EXIT_PREC);
    arb_mul_si(line->factor, line->factor, -s, EXIT_PREC);
    return 1;
}

/* W(x) - W(y), derivations/05 (6). */
static void difference(arb_t w, const line_t *line, const arb_t x, const arb_t y)
{
    SCOPED(arb, gap, term, ratio);
    arb_sub(gap, line->equilibrium, line->critical, EXIT_PREC);
    arb_add(term, x, y, EXIT_PREC);
    arb_mul_2exp_si(term, term, -1);
    arb_add(term, term, gap, EXIT_PREC);
    arb_sub(w, y, x, EXIT_PREC);
    arb_mul(w, w, term, EXIT_PREC);
    arb_sub(ratio, line->equilibrium, x, EXIT_PREC);
    arb_sub(term, line->equilibrium, y, EXIT_PREC);
    arb_div(ratio, ratio, term, EXIT_PREC);
    arb_log(ratio, ratio, EXIT_PREC);
    arb_mul(ratio, ratio, gap, EXIT_PREC);
    arb_mul(ratio, ratio, line->equilibrium, EXIT_PREC);
    arb_sub(w, w, ratio, EXIT_PREC);
}

/* The sign of W - W(a_in) a little below and above a_out: opposite signs enclose a zero. */
static int end_sign(const line_t *line, const arb_t out, const arb_t in, int upper)
{
    SCOPED(arb, end, w);
    arb_set_si(w, upper ? 1 : -1);
    arb_mul_2exp_si(w, w, -EXIT_BITS);
    arb_add(end, out, w, EXIT_PREC);
    difference(w, line, end, in);
    return arb_is_positive(w) ? 1 : arb_is_negative(w) ? -1 : 0;
}

static void add_exit(claim_t *claim, const claims_problem_t *problem, const line_t *line,
                     const wane_phase_t *phase)
{
    SCOPED(arb, gained);
    int lower = end_sign(line, phase->a_to, phase->a_from, 0);
    int upper = end_sign(line, phase->a_to, phase->a_from, 1);
    difference(gained, line, line->critical, phase->a_from);
    arb_mul(gained, gained, line->factor, EXIT_PREC);
    arb_neg(gained, gained);
    int holds = lower * upper < 0 && arb_is_positive(gained);
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(holds, lower * upper > 0 || arb_is_negative(gained)), 1,
        "%s | %s, a0 = %s: at the exit from R = %d the separation fails as the rate passes 0; instead the "
        "distance to the line has shrunk by exp(-contraction/eps) when it stops attracting, and W(a_out) = "
        "W(a_in): the state leaves where exactly this is undone (W - W(a_in) changes its sign within 2^-%d "
        "of a_out)",
        problem->student, problem->teacher, problem->a0, phase->branch == WANE_BRANCH_ALIGNED, EXIT_BITS);
    evidence_ball(evidence, gained, "contraction");
    evidence_ball(evidence, phase->a_from, "a_in");
    evidence_ball(evidence, line->critical, "a_static");
    evidence_ball(evidence, phase->a_to, "a_out");
}

void claims_exit(claim_t *claim, const claims_problem_t *problem, const wane_verdict_t verdict,
                 const wane_kernels_t kernels)
{
    line_t line;
    const wane_phase_t *phase;
    line_init(&line);
    for (slong i = 0; (phase = wane_verdict_phase(verdict, i)) != NULL; i++) {
        if (phase->end != WANE_END_EXIT) continue;
        int known = phase->branch == WANE_BRANCH_ALIGNED;
        if (known) set_aligned(&line, kernels);
        else if (phase->branch == WANE_BRANCH_UNCORRELATED) known = set_uncorrelated(&line, kernels);
        if (known) add_exit(claim, problem, &line, phase);
        else
            claim_add(claim, CLAIM_UNDECIDED, 1, "%s | %s: an exit of another kind", problem->student,
                      problem->teacher);
    }
    line_clear(&line);
}
