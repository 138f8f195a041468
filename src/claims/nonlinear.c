/* C4: the primary nonlinear term of the teacher decides: student | h1 + b h3. */
#include "base/scoped.h"
#include "claims/nonlinear.h"

#include "claims/evidence/leading.h"

#define NONLINEAR_PREC 128

/* ---- for every b, from four signs ---- */

typedef struct {
    int odd;
    arb_t c1, c3, norm2, dnorm2;
    arb_t excess; /* 3 E sigma^2 - E sigma'^2 */
    arb_t room;   /* c_1/3 - b_c c_3 */
} signs_t;

static void signs_init(signs_t *x)
{
    x->odd = 0;
    arb_init(x->c1);
    arb_init(x->c3);
    arb_init(x->norm2);
    arb_init(x->dnorm2);
    arb_init(x->excess);
    arb_init(x->room);
}

static void signs_clear(signs_t *x)
{
    arb_clear(x->c1);
    arb_clear(x->c3);
    arb_clear(x->norm2);
    arb_clear(x->dnorm2);
    arb_clear(x->excess);
    arb_clear(x->room);
}

/* derivations/21 (6): b_c = c_1 (E sigma'^2 - E sigma^2)/(c_3 (3 E sigma^2 - E sigma'^2)). */
static void signs_set(signs_t *x, arb_t b_c, const wane_coefficients_t table)
{
    SCOPED(arb, term);
    x->odd = wane_coefficients_parity(table) == WANE_PARITY_ODD;
    wane_coefficients_get(x->c1, table, 1);
    wane_coefficients_get(x->c3, table, 3);
    wane_coefficients_norm2(x->norm2, table);
    wane_coefficients_dnorm2(x->dnorm2, table);
    arb_mul_si(x->excess, x->norm2, 3, NONLINEAR_PREC);
    arb_sub(x->excess, x->excess, x->dnorm2, NONLINEAR_PREC);
    arb_sub(b_c, x->dnorm2, x->norm2, NONLINEAR_PREC);
    arb_mul(b_c, b_c, x->c1, NONLINEAR_PREC);
    arb_mul(term, x->c3, x->excess, NONLINEAR_PREC);
    arb_div(b_c, b_c, term, NONLINEAR_PREC);
    arb_div_si(x->room, x->c1, 3, NONLINEAR_PREC);
    arb_submul(x->room, b_c, x->c3, NONLINEAR_PREC);
}

static void add_signs(claim_t *claim, const char *student, const signs_t *x, const arb_t b_c)
{
    int holds = x->odd && arb_is_positive(x->c1) && arb_is_negative(x->c3) && arb_is_positive(x->excess) &&
                arb_is_positive(x->room);
    int fails = arb_is_negative(x->c1) || arb_is_positive(x->c3) || arb_is_negative(x->excess);
    claim_evidence_t *evidence =
        claim_add(claim, claim_decided(holds, fails), 1,
                  "%s is odd, c_1 > 0 > c_3, E sigma'^2 < 3 E sigma^2 and b_c c_3 < c_1/3; by the theorem "
                  "of derivations/21 these signs settle every b, for every eps > 0, from R(0) = 0: b > 0: R "
                  "-> 0 for every a0 > 0, Q = 4, kappa = 2 |c_3| c_1 b; b = 0: R -> 0, Q = 6; b_c < b < 0: "
                  "R -> R*(b) in (0, 1) for every a0 > 0, without exceeding it if a0 >= a*(b) = B(R*); b <= "
                  "b_c: R increases to 1 for every a0 > 0",
                  student);
    evidence_ball(evidence, x->c1, "c_1");
    evidence_ball(evidence, x->c3, "c_3");
    evidence_ball(evidence, x->norm2, "E sigma^2");
    evidence_ball(evidence, x->dnorm2, "E sigma'^2");
    evidence_ball(evidence, b_c, "b_c");
}

void nonlinear_theorem(claim_t *claim, arb_t b_c, const char *student, const claims_setting_t *setting)
{
    wane_kernels_t kernels;
    signs_t signs;
    wane_message_t message = {{.text = ""}};
    SCOPED(claims_pair, pair);
    SCOPED(wane_coefficients, table);
    wane_kernels_init(kernels);
    signs_init(&signs);
    arb_indeterminate(b_c);
    wane_status_t status = nonlinear_pair(pair, student, "0", message);
    if (status == WANE_OK) status = claims_kernels(kernels, pair, &setting->effort, message);
    if (status == WANE_OK) wane_kernels_student(table, kernels);
    wane_coefficients_get(signs.c3, table, 3);
    if (status == WANE_OK && !arb_is_finite(signs.c3))
        status = wane_message_set(message, WANE_UNDECIDED, 0, "the student has no cubic term");
    if (status == WANE_OK) {
        signs_set(&signs, b_c, table);
        add_signs(claim, student, &signs, b_c);
    } else {
        claim_add_failure(claim, student, message);
    }
    signs_clear(&signs);
    wane_kernels_clear(kernels);
}

/* ---- Q and kappa ---- */

/* The verdict at one b, proved for every eps and a0. */
static wane_status_t verdict_at(wane_verdict_t verdict, const char *student, const char *b,
                                const claims_setting_t *setting, wane_message_t message)
{
    SCOPED(claims_pair, pair);
    wane_status_t status = nonlinear_pair(pair, student, b, message);
    return status == WANE_OK ? claims_verdict_at_eps(verdict, pair, NULL, NULL, &setting->effort, message)
                             : status;
}

#define LAWS 4
static const char *const law_b[LAWS] = {"0", "1/10", "3/10", "1/2"};

/* A law is NULL where R does not tend to 0. */
static void add_laws(claim_t *claim, const char *student, const wane_small_R_struct *const *laws)
{
    int fails = 0;
    for (int i = 0; i < LAWS; i++) fails |= laws[i] == NULL || laws[i]->tends_to_zero == 0;
    int holds = !fails && laws[0]->tends_to_zero == 1 && laws[0]->Q == 6;
    for (int i = 1; holds && i < LAWS; i++) {
        holds &= laws[i]->tends_to_zero == 1 && laws[i]->Q == 4;
        holds &= i == 1 || arb_lt(laws[i - 1]->kappa, laws[i]->kappa);
    }
    claim_evidence_t *evidence = claim_add(claim, claim_decided(holds, fails), 1,
                                           "%s | h1 + b h3: Q = 6 at b = 0 and Q = 4 with kappa "
                                           "increasing in b at the others, for every eps and a0",
                                           student);
    for (int i = 0; i < LAWS; i++)
        if (laws[i] != NULL && laws[i]->tends_to_zero == 1)
            evidence_ball(evidence, laws[i]->kappa, "kappa at b = %s", law_b[i]);
}

void nonlinear_law(claim_t *claim, const char *student, const claims_setting_t *setting)
{
    wane_verdict_t verdicts[LAWS];
    const wane_small_R_struct *laws[LAWS];
    wane_message_t message = {{.text = ""}};
    wane_status_t status = WANE_OK;
    for (int i = 0; i < LAWS; i++) wane_verdict_init(verdicts[i]);
    for (int i = 0; status == WANE_OK && i < LAWS; i++) {
        status = verdict_at(verdicts[i], student, law_b[i], setting, message);
        laws[i] = wane_verdict_scaling(verdicts[i]);
    }
    if (status == WANE_OK) add_laws(claim, student, laws);
    else claim_add_failure(claim, "the law at some b", message);
    for (int i = 0; i < LAWS; i++) wane_verdict_clear(verdicts[i]);
}

void claims_nonlinear_term(claim_t *claim, const char *student, const claims_setting_t *setting)
{
    SCOPED(arb, b_c);
    nonlinear_theorem(claim, b_c, student, setting);
    nonlinear_cover(claim, student, "[1/20, 1/2]", WANE_OUTCOME_UNLEARNING, setting);
    nonlinear_cover(claim, student, "[-3/5, -2/5]", WANE_OUTCOME_LEARNING, setting);
    if (setting->certificates) {
        nonlinear_certificate(claim, student, "[1/20, 1/2]", 1, setting);
        nonlinear_certificate(claim, student, "[-3/5, -2/5]", 2, setting);
    }
    nonlinear_law(claim, student, setting);
    nonlinear_thresholds(claim, student, b_c, setting);
    nonlinear_sink(claim, student, "-1/10", setting);
}
