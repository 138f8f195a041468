/* C8: weight decay of the second layer. */
#include "base/scoped.h"
#include "base/text.h"
#include "claims/evidence/evidence.h"

#define PREC 128

/* A student and h1 + b h3, with and without decay. */
typedef struct {
    const char *student, *b;
    claims_pair_t pair;
    wane_kernels_t kernels;
    arb_t c_1, c_3, b_ball, norm2, dnorm2, ddnorm2; /* E sigma^2, E sigma'^2, E sigma''^2 */
    arb_t lambda_1;
} decay_pair_t;

static void decay_pair_init(decay_pair_t *of, const claims_decay_problem_t *problem)
{
    *of = (decay_pair_t){.student = problem->student, .b = problem->b};
    claims_pair_init(of->pair);
    wane_kernels_init(of->kernels);
    arb_struct *number[] = {of->c_1, of->c_3, of->b_ball, of->norm2, of->dnorm2, of->ddnorm2, of->lambda_1};
    for (int i = 0; i < 7; i++) arb_init(number[i]);
}

static void decay_pair_clear(decay_pair_t *of)
{
    claims_pair_clear(of->pair);
    wane_kernels_clear(of->kernels);
    arb_struct *number[] = {of->c_1, of->c_3, of->b_ball, of->norm2, of->dnorm2, of->ddnorm2, of->lambda_1};
    for (int i = 0; i < 7; i++) arb_clear(number[i]);
}

/* lambda_1 = P(1) S'(1)/(2 P'(1)) - S(1), P = c_1 R + b c_3 R^3: derivations/23 (11). */
static void set_lambda(decay_pair_t *of)
{
    SCOPED(arb, value, slope);
    arb_mul(value, of->b_ball, of->c_3, PREC);
    arb_mul_ui(slope, value, 3, PREC);
    arb_add(value, value, of->c_1, PREC);
    arb_add(slope, slope, of->c_1, PREC);
    arb_mul(value, value, of->dnorm2, PREC);
    arb_div(value, value, slope, PREC);
    arb_sub(of->lambda_1, value, of->norm2, PREC);
}

static wane_status_t read_pair(decay_pair_t *of, const claims_setting_t *setting, wane_message_t message)
{
    const claims_problem_t problem = {of->student, "h1+b*h3", NULL, "0"};
    SCOPED(wane_coefficients, table, slope);
    SCOPED(wane_interval, b);
    wane_function_t derivative;
    wane_status_t status = claims_pair_read(of->pair, &problem, of->b, message);
    if (status == WANE_OK) status = claims_interval(b, of->b, message);
    if (status == WANE_OK)
        status = wane_coefficients_compute(table, of->pair->student, 4, &setting->effort, message);
    wane_function_init(derivative);
    wane_function_derivative(derivative, of->pair->student);
    if (status == WANE_OK)
        status = wane_coefficients_compute(slope, derivative, 4, &setting->effort, message);
    wane_function_clear(derivative);
    if (status != WANE_OK) return status;
    wane_interval_get_arb(of->b_ball, b, PREC);
    wane_coefficients_get(of->c_1, table, 1);
    wane_coefficients_get(of->c_3, table, 3);
    wane_coefficients_norm2(of->norm2, table);
    wane_coefficients_dnorm2(of->dnorm2, table);
    wane_coefficients_dnorm2(of->ddnorm2, slope);
    set_lambda(of);
    return WANE_OK;
}

/* The hypotheses of derivations/23 (13): sigma odd, c_1 > 0 > c_3, 0 <= b < c_1/(3 |c_3|), E sigma''^2 <= E sigma'^2 +
   3 E sigma^2. */
static int hypotheses(const decay_pair_t *of)
{
    SCOPED(arb, slope, least);
    arb_mul(slope, of->b_ball, of->c_3, PREC);
    arb_mul_ui(slope, slope, 3, PREC);
    arb_add(slope, slope, of->c_1, PREC);
    arb_mul_ui(least, of->norm2, 3, PREC);
    arb_add(least, least, of->dnorm2, PREC);
    return wane_function_parity(of->pair->student) == WANE_PARITY_ODD && arb_is_positive(of->c_1) &&
           arb_is_negative(of->c_3) && arb_is_nonnegative(of->b_ball) && arb_is_positive(slope) &&
           arb_le(of->ddnorm2, least);
}

static void add_theorem(claim_t *claim, const decay_pair_t *of)
{
    claim_evidence_t *evidence = claim_add(
        claim, claim_decided(hypotheses(of), 0), 1,
        "%s | h1 + %s h3: the student is odd, c_1 > 0 > c_3, P' > 0 up to R = 1 and E sigma''^2 <= E "
        "sigma'^2 "
        "+ 3 E sigma^2, so N/(2 P') increases from 0 to lambda_1: for every eps > 0 and every a0 > 0, from "
        "R(0) = 0, R tends to a limit R_lambda in (0, 1), increasing in the decay, for every 0 < lambda < "
        "lambda_1, and R increases to 1 for every lambda >= lambda_1",
        of->student, of->b);
    evidence_ball(evidence, of->lambda_1, "lambda_1");
    evidence_ball(evidence, of->ddnorm2, "E sigma''^2");
}

/* ---- at single values of the decay, the critical manifold computed ---- */

/* quotient lambda_1, rounded. */
static void set_decay(wane_interval_t decay, const arb_t lambda_1, double quotient)
{
    arf_t x;
    arf_init(x);
    arf_set_d(x, quotient * arf_get_d(arb_midref(lambda_1), ARF_RND_NEAR));
    arf_get_fmpq(decay->lo, x);
    fmpq_set(decay->hi, decay->lo);
    arf_clear(x);
}

static void look_at(claim_t *claim, arb_t before, const decay_pair_t *of, double quotient,
                    const claims_setting_t *setting)
{
    wane_manifold_t manifold;
    wane_message_t message = {{.text = ""}};
    SCOPED(claims_pair, shifted);
    SCOPED(wane_interval, decay);
    SCOPED(arb, lambda);
    wane_manifold_init(manifold);
    set_decay(decay, of->lambda_1, quotient);
    wane_interval_get_arb(lambda, decay, PREC);
    wane_shifted_pair(shifted->student, shifted->teacher, of->pair->student, of->pair->teacher, decay);
    if (claims_manifold(manifold, shifted, &setting->effort, message) == WANE_OK) {
        const wane_equilibrium_t *sink = claims_only_equilibrium(manifold);
        const int below = quotient < 1;
        const claims_N_t expected = quotient == 0 ? CLAIMS_N_POSITIVE
                                    : below       ? CLAIMS_N_RISING
                                                  : CLAIMS_N_NEGATIVE;
        const int holds = claims_sign_pattern(manifold) == expected &&
                          (sink == NULL || !below || quotient == 0 || arb_lt(before, sink->R));
        claim_evidence_t *evidence =
            claim_add(claim, claim_decided(holds, !holds), 0,
                      "%s | h1 + %s h3, the signs of N at one decay: %s", of->student, of->b,
                      quotient == 0 ? "without decay R -> 0"
                      : below       ? "R tends to the sink"
                                    : "R increases to 1");
        evidence_ball(evidence, lambda, "lambda");
        if (expected == CLAIMS_N_RISING && sink != NULL) {
            evidence_ball(evidence, sink->R, "R_lambda");
            arb_set(before, sink->R);
        }
    } else {
        claim_add_failure(claim, "the signs of N", message);
    }
    wane_manifold_clear(manifold);
}

void claims_decay(claim_t *claim, const claims_decay_problem_t *problems, slong count,
                  const claims_setting_t *setting)
{
    static const double quotients[] = {0, 1. / 1024, 1. / 8, 1. / 2, 3. / 4, 5. / 4, 4};
    for (slong i = 0; i < count; i++) {
        decay_pair_t of;
        wane_message_t message = {{.text = ""}};
        SCOPED(arb, before);
        decay_pair_init(&of, problems + i);
        if (read_pair(&of, setting, message) == WANE_OK) {
            add_theorem(claim, &of);
            for (size_t k = 0; k < sizeof quotients / sizeof *quotients; k++)
                if (arb_is_positive(of.lambda_1) || k == 0)
                    look_at(claim, before, &of, quotients[k], setting);
        } else {
            claim_add_failure(claim, "the coefficients", message);
        }
        decay_pair_clear(&of);
    }
}
