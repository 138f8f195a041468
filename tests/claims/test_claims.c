/* What is false comes out refuted, what is open undecided; what is true contains the reference values. */
#include <string.h>

#include <criterion/criterion.h>

#include "claims/evidence/evidence.h"
#include "claims/evidence/problem.h"

static claims_setting_t quick_setting(void)
{
    claims_request_t request;
    claims_request_default(&request);
    return (claims_setting_t){.quick = 1, .effort = request.effort};
}

/* The status after everything that was added. */
static claim_status_t settled(claim_t *claim)
{
    claim_settle(claim);
    return claim->status;
}

static void expect(claim_t *claim, claim_status_t status)
{
    cr_assert_eq(settled(claim), status, "%s: %s", claim_status_name(claim->status),
                 claim->evidence_count > 0 ? claim->evidence[claim->evidence_count - 1].text : "no evidence");
    claim_clear(claim);
}

/* The number whose name starts so contains the decimal, whose last digit is truncated. */
static void expect_number(const claim_t *claim, const char *name, const char *decimal)
{
    arb_t reference, unit;
    arb_init(reference);
    arb_init(unit);
    arb_set_str(reference, decimal, 200);
    mag_zero(arb_radref(reference));
    arb_set_si(unit, 10);
    arb_pow_ui(unit, unit, strlen(strchr(decimal, '.') + 1), 200);
    arb_inv(unit, unit, 200);
    arb_add_error(reference, unit);
    int found = 0;
    for (slong i = 0; i < claim->evidence_count; i++)
        for (slong j = 0; j < claim->evidence[i].number_count; j++) {
            const claim_number_t *number = claim->evidence[i].numbers + j;
            if (strncmp(number->name, name, strlen(name)) != 0 || found) continue;
            found = 1;
            cr_assert(number->is_certified);
            cr_assert(arb_overlaps(number->ball, reference), "%s: %s", name,
                      arb_get_str(number->ball, 30, 0));
            cr_assert_geq(arb_rel_accuracy_bits(number->ball), 40, "%s: %s", name,
                          arb_get_str(number->ball, 30, 0));
        }
    cr_assert(found, "no number %s", name);
    arb_clear(reference);
    arb_clear(unit);
}

/* What is read of the text is [lo, hi]. */
static void expect_interval(const char *text, const char *lo, const char *hi)
{
    wane_interval_t interval;
    wane_interval_init(interval);
    cr_assert_eq(claims_interval(interval, text, NULL), WANE_OK, "%s", text);
    char *low = fmpq_get_str(NULL, 10, interval->lo), *high = fmpq_get_str(NULL, 10, interval->hi);
    cr_assert_str_eq(low, lo, "%s", text);
    cr_assert_str_eq(high, hi, "%s", text);
    flint_free(low);
    flint_free(high);
    wane_interval_clear(interval);
}

Test(claims, numbers_are_read_exactly)
{
    expect_interval("3/10", "3/10", "3/10");
    expect_interval("0.3", "3/10", "3/10");
    expect_interval("[0.1, 0.2]", "1/10", "1/5");
    expect_interval("[-1/2, 1/2]", "-1/2", "1/2");
}

Test(claims, what_is_no_number_is_refused)
{
    const claims_problem_t problem = {.student = "tanh", .teacher = "h1", .a0 = "0,3"};
    claims_pair_t pair;
    wane_verdict_t verdict;
    wane_effort_t effort = quick_setting().effort;
    claims_pair_init(pair);
    wane_verdict_init(verdict);
    cr_assert_eq(claims_interval(pair->a0, "[0.2, 0.1]", NULL), WANE_BAD_INPUT);
    cr_assert_eq(claims_pair_read(pair, &problem, NULL, NULL), WANE_BAD_INPUT);
    cr_assert_eq(claims_verdict_at_eps(verdict, pair, "one", "1/2", &effort, NULL), WANE_BAD_INPUT);
    cr_assert_eq(claims_verdict_at_eps(verdict, pair, "1", "half", &effort, NULL), WANE_BAD_INPUT);
    wane_verdict_clear(verdict);
    claims_pair_clear(pair);
}

Test(claims, status_follows_from_the_evidence)
{
    static const struct {
        claim_status_t essential, other, settled;
    } cases[] = {
        {CLAIM_PROVED, CLAIM_MEASURED, CLAIM_PROVED},     {CLAIM_PROVED, CLAIM_UNDECIDED, CLAIM_PROVED},
        {CLAIM_PROVED, CLAIM_REFUTED, CLAIM_REFUTED},     {CLAIM_MEASURED, CLAIM_PROVED, CLAIM_MEASURED},
        {CLAIM_UNDECIDED, CLAIM_PROVED, CLAIM_UNDECIDED}, {CLAIM_REFUTED, CLAIM_PROVED, CLAIM_REFUTED},
    };
    claim_t claim;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        claim_init(&claim);
        claim_add(&claim, CLAIM_PROVED, 1, "first");
        claim_add(&claim, cases[i].essential, 1, "second");
        claim_add(&claim, cases[i].other, 0, "third");
        expect(&claim, cases[i].settled);
    }
    claim_init(&claim);
    expect(&claim, CLAIM_UNDECIDED);
    claim_init(&claim);
    claim_add(&claim, CLAIM_PROVED, 0, "a further check alone");
    expect(&claim, CLAIM_UNDECIDED);
}

/* ---- C1 ---- */

static const claims_problem_t reference = {"tanh", "h1+3/10*h3", "1/2", "0"};

Test(claims, separation)
{
    claims_setting_t setting = quick_setting();
    static const claims_problem_t neutral = {"h1", "h1+1/2*h3", "1/2", "0"};
    claim_t claim;
    claim_init(&claim);
    claim.id = "C1";
    setting.certificates = 1;
    claims_separation(&claim, &reference, 1, &setting);
    expect_number(&claim, "a_static", "1.01660010177521210134785");
    expect_number(&claim, "a_out", "1.245662335251242183153");
    const claim_evidence_t *last = claim.evidence + claim.evidence_count - 1;
    cr_assert_str_eq(last->certificate_name, "C1-1.json");
    cr_assert_not_null(strstr(last->certificate, "unlearning"));
    expect(&claim, CLAIM_PROVED);

    /* Every point of the branch is an equilibrium: there is no slow rate to compare with. */
    setting.certificates = 0;
    claim_init(&claim);
    claims_separation(&claim, &neutral, 1, &setting);
    cr_assert_neq(settled(&claim), CLAIM_REFUTED);
    claim_clear(&claim);
}

/* The exit of one problem against the line R = 1 of another. */
Test(claims, an_exit_at_a_wrong_height_is_refuted)
{
    claims_setting_t setting = quick_setting();
    static const claims_problem_t other = {"tanh", "h1+31/100*h3", "1/2", "0"};
    claims_pair_t pair, wrong;
    wane_kernels_t kernels;
    wane_verdict_t verdict;
    wane_message_t message;
    claim_t claim;
    claims_pair_init(pair);
    claims_pair_init(wrong);
    wane_kernels_init(kernels);
    wane_verdict_init(verdict);
    cr_assert_eq(claims_pair_read(pair, &reference, NULL, message), WANE_OK);
    cr_assert_eq(claims_pair_read(wrong, &other, NULL, message), WANE_OK);
    cr_assert_eq(wane_verdict_compute(verdict, pair->student, pair->teacher, pair->a0, pair->start,
                                      &setting.effort, message),
                 WANE_OK);
    cr_assert_eq(claims_kernels(kernels, wrong, &setting.effort, message), WANE_OK);
    claim_init(&claim);
    claims_exit(&claim, &reference, verdict, kernels);
    expect(&claim, CLAIM_REFUTED);
    wane_verdict_clear(verdict);
    wane_kernels_clear(kernels);
    claims_pair_clear(pair);
    claims_pair_clear(wrong);
}

/* ---- C2 ---- */

/* The signs of one pair against the verdict of another. */
static claim_status_t signs_against(const char *teacher_of_signs, const char *teacher_of_verdict)
{
    claims_setting_t setting = quick_setting();
    claims_problem_t first = {"tanh", teacher_of_signs, NULL, "0"},
                     second = {"tanh", teacher_of_verdict, NULL, "0"};
    claims_pair_t pair;
    wane_manifold_t manifold;
    wane_verdict_t verdict;
    wane_message_t message;
    claim_t claim;
    claims_pair_init(pair);
    wane_manifold_init(manifold);
    wane_verdict_init(verdict);
    claim_init(&claim);
    cr_assert_eq(claims_pair_read(pair, &first, NULL, message), WANE_OK);
    cr_assert_eq(claims_manifold(manifold, pair, &setting.effort, message), WANE_OK);
    cr_assert_eq(claims_pair_read(pair, &second, NULL, message), WANE_OK);
    wane_status_t status = claims_verdict_at_eps(verdict, pair, NULL, NULL, &setting.effort, message);
    cr_assert(status == WANE_OK || status == WANE_UNDECIDED);
    claims_sign_against_verdict(&claim, teacher_of_signs, manifold, verdict);
    claim_status_t found = settled(&claim);
    claim_clear(&claim);
    wane_verdict_clear(verdict);
    wane_manifold_clear(manifold);
    claims_pair_clear(pair);
    return found;
}

Test(claims, sign_of_N)
{
    static const char *const teachers[3] = {"h1+3/10*h3", "tanh", "h1-1/10*h3"};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            cr_assert_eq(signs_against(teachers[i], teachers[j]), i == j ? CLAIM_PROVED : CLAIM_REFUTED,
                         "%s against %s", teachers[i], teachers[j]);
    /* Another sink of the same kind. */
    cr_assert_eq(signs_against("h1-1/10*h3", "h1-1/5*h3"), CLAIM_REFUTED);
}

Test(claims, several_signs)
{
    claims_setting_t setting = quick_setting();
    static const claims_problem_t pair = {"erf", "h1+1/5*h3+3/2*h5", NULL, "0"};
    claim_t claim;
    claim_init(&claim);
    claims_sign_of_N(&claim, &pair, 1, &setting);
    expect(&claim, CLAIM_PROVED);
}

/* ---- C3 ---- */

Test(claims, scaling)
{
    claims_setting_t setting = quick_setting();
    static const claims_problem_t learned = {"tanh", "tanh", "1/2", "0"};
    claim_t claim;
    claim_init(&claim);
    claims_scaling(&claim, &reference, 1, &setting);
    expect_number(&claim, "kappa", "0.053945534573830733");
    expect_number(&claim, "R prefactor", "1.4672230019219376");
    expect_number(&claim, "a prefactor", "1.1252327115273585");
    cr_assert_eq(claim.evidence_count, 2);
    cr_assert_eq(claim.evidence[1].status, CLAIM_MEASURED);
    expect(&claim, CLAIM_PROVED);

    claim_init(&claim);
    claims_scaling(&claim, &learned, 1, &setting);
    expect(&claim, CLAIM_REFUTED);
}

/* A trajectory against the law of another pair: a wrong prefactor, and a wrong exponent. */
Test(claims, a_wrong_law_is_refuted)
{
    claims_setting_t setting = quick_setting();
    static const char *const others[2] = {"h1+2/5*h3", "h1"};
    for (int i = 0; i < 2; i++) {
        claims_problem_t other = {"tanh", others[i], "1/2", "0"};
        claims_pair_t pair;
        wane_manifold_t manifold;
        wane_message_t message;
        claim_t claim;
        claims_pair_init(pair);
        wane_manifold_init(manifold);
        claim_init(&claim);
        cr_assert_eq(claims_pair_read(pair, &other, NULL, message), WANE_OK);
        cr_assert_eq(claims_manifold(manifold, pair, &setting.effort, message), WANE_OK);
        claims_law_on_orbit(&claim, &reference, wane_manifold_small_R(manifold), &setting);
        expect(&claim, CLAIM_REFUTED);
        wane_manifold_clear(manifold);
        claims_pair_clear(pair);
    }
}

/* ---- C4 ---- */

Test(claims, nonlinear_term)
{
    claims_setting_t setting = quick_setting();
    claim_t claim;
    claim_init(&claim);
    claims_nonlinear_term(&claim, "tanh", &setting);
    expect_number(&claim, "c_1", "0.6057055096021588255835402275558804394262");
    expect_number(&claim, "c_3", "-0.148437190787272704045250989939649726312");
    expect_number(&claim, "R*", "0.621493106876519812");
    expect_number(&claim, "a*", "2.657134885425682678");
    expect_number(&claim, "b_c", "-0.3981");
    expect(&claim, CLAIM_PROVED);

    /* c_3 > 0: the effect has the other sign. */
    claim_init(&claim);
    claims_nonlinear_term(&claim, "h1+1/5*h3", &setting);
    expect(&claim, CLAIM_REFUTED);
}

/* ---- C5 ---- */

Test(claims, initial_scale)
{
    claims_setting_t setting = quick_setting();
    static const claims_problem_t learned = {"tanh", "tanh", "1/2", "0"},
                                  sink = {"tanh", "h1-1/10*h3", "1/2", "0"};
    claim_t claim;
    claim_init(&claim);
    claims_initial_scale(&claim, &reference, &setting);
    expect_number(&claim, "a_c", "1.01660010177521210134785");
    expect(&claim, CLAIM_PROVED);

    /* The peak is 1 for every a0. */
    claim_init(&claim);
    claims_initial_scale(&claim, &learned, &setting);
    expect(&claim, CLAIM_REFUTED);

    /* Strictly decreasing only up to a*. */
    claim_init(&claim);
    claims_initial_scale(&claim, &sink, &setting);
    cr_assert_neq(settled(&claim), CLAIM_PROVED);
    claim_clear(&claim);
}

/* ---- C6 ---- */

Test(claims, finite_networks)
{
    claims_setting_t setting = quick_setting();
    claim_t claim;
    claim_init(&claim);
    claims_finite_networks(&claim, &reference, 1, NULL, &setting);
    expect(&claim, CLAIM_MEASURED);

    claim_init(&claim);
    claims_finite_networks(&claim, &reference, 1, "21/20*(h1+3/10*h3)", &setting);
    expect(&claim, CLAIM_REFUTED);
}

/* Floors computed elsewhere, to their last digit. */
Test(claims, widths)
{
    static const char *const names[3] = {"R at the floor, N = 10", "R at the floor, N = 1000",
                                         "R at the floor, N = 10000"};
    static const double floors[3] = {0.46086, 0.14933, 0.08428};
    claims_setting_t setting = quick_setting();
    claim_t claim;
    int found = 0;
    claim_init(&claim);
    claims_widths(&claim, &reference, &setting);
    cr_assert_eq(claim.evidence_count, 2);
    for (slong j = 0; j < claim.evidence[1].number_count; j++)
        for (int i = 0; i < 3; i++)
            if (strcmp(claim.evidence[1].numbers[j].name, names[i]) == 0) {
                cr_assert_float_eq(claim.evidence[1].numbers[j].value, floors[i], 6e-6, "%s", names[i]);
                found++;
            }
    cr_assert_eq(found, 3);
    expect(&claim, CLAIM_MEASURED);
}

/* ---- C7 ---- */

Test(claims, lazy)
{
    claims_setting_t setting = quick_setting();
    static const claims_problem_t learned = {"tanh", "tanh", "1/2", "0"};
    claim_t claim;
    claim_init(&claim);
    claims_lazy(&claim, &reference, 1, &setting);
    expect_number(&claim, "limit of the loss", "0.04500000000000000");
    expect(&claim, CLAIM_PROVED);

    claim_init(&claim);
    claims_lazy(&claim, &learned, 1, &setting);
    expect(&claim, CLAIM_REFUTED);
}

/* ---- C8 ---- */

Test(claims, decay)
{
    claims_setting_t setting = quick_setting();
    static const claims_decay_problem_t known = {"tanh", "3/10"}, negative = {"tanh", "-1/10"},
                                        even = {"gelu", "3/10"}, steep = {"tanh", "3/2"},
                                        rough = {"sin(4*x)", "1/10"};
    static const claims_decay_problem_t *const without[] = {&negative, &even, &steep, &rough};
    claim_t claim;
    claim_init(&claim);
    claims_decay(&claim, &known, 1, &setting);
    expect_number(&claim, "lambda_1", "0.1577164245981740315");
    cr_assert_eq(claim.evidence_count, 8);
    expect(&claim, CLAIM_PROVED);
    /* Where the theorem's hypotheses fail nothing is proved by it. */
    for (int i = 0; i < 4; i++) {
        claim_init(&claim);
        claims_decay(&claim, without[i], 1, &setting);
        cr_assert_neq(claim.evidence[0].status, CLAIM_PROVED, "%s, %s", without[i]->student, without[i]->b);
        claim_settle(&claim);
        cr_assert_neq(claim.status, CLAIM_PROVED);
        claim_clear(&claim);
    }
}
