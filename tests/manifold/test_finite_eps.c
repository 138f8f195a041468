/* Verdicts at finite eps: reference problems, quantifiers, both sides of a basin boundary, and the recorded
   bounds against an independent solution. */
#include "finite_eps_question.h"
#include "long_flow.h"
#include "pairs.h"

#include <math.h>
#include <quadmath.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

typedef struct {
    const char *student, *teacher, *eps, *a0, *R0;
    wane_outcome_t outcome;
    double R_final;
} case_t;

static void expect(const case_t *c)
{
    finite_eps_t result;
    finite_eps_init(result);
    wane_status_t status = decide_flow_of(result, c->student, c->teacher, c->eps, c->a0, c->R0, "1/100");
    cr_expect_eq(result->outcome, c->outcome, "%s | %s, eps %s, a0 %s, R0 %s: %s", c->student, c->teacher,
                 c->eps, c->a0, c->R0, wane_outcome_name(result->outcome));
    cr_expect_eq(result->proved, c->outcome != WANE_OUTCOME_UNDECIDED);
    if (c->outcome == WANE_OUTCOME_UNDECIDED) {
        cr_expect_eq(status, WANE_UNDECIDED);
        cr_expect_eq(result->theorem != NULL, arb_is_finite(result->R_final)); /* of the limit alone */
        cr_expect(result->theorem == NULL || strstr(result->theorem, "exceed") == NULL);
    } else {
        cr_expect_eq(status, WANE_OK);
        cr_expect(result->theorem != NULL && result->region != NULL && result->entered != NULL);
        cr_expect(lower_end(result->R_final) <= c->R_final + 1e-14 &&
                      upper_end(result->R_final) >= c->R_final - 1e-14,
                  "%s | %s, eps %s: R_final", c->student, c->teacher, c->eps);
    }
    finite_eps_clear(result);
}

#define SINK 0.621493106876519812 /* tanh | h1 - 0.1 h3 */
#define SADDLE_STUDENT "h1-3/10*h2+h3/2-7/10*h4-h5/10"
#define SADDLE_TEACHER "3*h1+3*h2+3*h3-h4/2-h5/5"
#define SADDLE_SINK 0.80809847013009412

Test(finite_eps, required_problems)
{
    static const char *const ratios[] = {"10", "1", "1/10", "1/1000", "1/1000000"};
    case_t cases[] = {
        {"tanh", "h1+0.3*h3", NULL, "1/2", "0", WANE_OUTCOME_UNLEARNING, 0},
        {"tanh", "h1-0.1*h3", NULL, "1/2", "0", WANE_OUTCOME_PARTIAL_UNLEARNING, SINK},
        {"erf", "h1+0.25*h3", NULL, "1/2", "0", WANE_OUTCOME_UNLEARNING, 0},
        {"center(gelu)", "h1-0.2*h2", NULL, "1/2", "0", WANE_OUTCOME_UNLEARNING, 0},
        {"relu", "relu", NULL, "1/2", "0", WANE_OUTCOME_LEARNING, 1},
        {"center(relu)", "h1-0.2*h2", NULL, "1/2", "0", WANE_OUTCOME_UNLEARNING, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t j = 0; j < 5; j++) {
            cases[i].eps = ratios[j];
            expect(&cases[i]);
        }
    }
}

Test(finite_eps, quantifiers)
{
    static const case_t cases[] = {
        {"tanh", "h1+0.3*h3", "all", "all", "0", WANE_OUTCOME_UNLEARNING, 0},
        {"tanh", "2*tanh", "all", "all", "0", WANE_OUTCOME_LEARNING, 1},
        {"gelu", "h1+0.2*h2", "all", "all", "0", WANE_OUTCOME_LEARNING, 1},
        {"relu", "relu", "all", "all", "0", WANE_OUTCOME_LEARNING, 1},
        /* B(R*) = 2.657…: from there on R settles for every eps; below, not for every one. */
        {"tanh", "h1-0.1*h3", "all", "3", "0", WANE_OUTCOME_LEARNING, SINK},
        {"tanh", "h1-0.1*h3", "all", "[133/50,7]", "0", WANE_OUTCOME_LEARNING, SINK},
        {"tanh", "h1-0.1*h3", "all", "5/2", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"tanh", "h1-0.1*h3", "1/10", "all", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"tanh", "h1-0.1*h3", "[1/100,10]", "[1/10,1/2]", "0", WANE_OUTCOME_PARTIAL_UNLEARNING, SINK},
        /* P = 0 at R = 0.38 and 0.73; N changes sign beyond */
        {"h1+h2+h3", "h1-4*h2+18/5*h3", "all", "all", "0", WANE_OUTCOME_UNLEARNING, 0},
        /* the corners of the box decide, where N begins with R^6 and with R^4 */
        {"tanh", "h1+[0,1/2]*h3", "all", "all", "0", WANE_OUTCOME_UNLEARNING, 0},
        {"tanh", "h1+[1/20,3/10]*h3+[0,1/10]*h5", "all", "[1/10,2]", "0", WANE_OUTCOME_UNLEARNING, 0},
        /* N(1) = 0 at the end that is the student */
        {"h1+h2", "h1+h2+[-1/10,0]*h1", "all", "all", "0", WANE_OUTCOME_LEARNING, 1},
        {"h1+h2", "h1+h2+[0,1/10]*h1", "all", "all", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"tanh", "-h1+[-1/2,0]*h3", "all", "all", "0", WANE_OUTCOME_UNLEARNING, 0},
        {"tanh", "h1+[-1/10,1/2]*h3", "all", "all", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"tanh", "h1+[-1/10,0]*h3", "all", "all", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"tanh", "h2", "all", "all", "0", WANE_OUTCOME_NOT_LEARNED, 0},
        {"tanh", "h1", "1/10", "[-1,1]", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"erf", "h1+0.2*h3+1.5*h5", "1/10", "all", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"erf", "h1+0.2*h3+1.5*h5", "all", "3", "0", WANE_OUTCOME_UNDECIDED, 0},
        /* 4 rises over the saddle at 0.31 to the sink, 20 turns before it: the lower bound of the range goes
           on where the solution may have turned */
        {SADDLE_STUDENT, SADDLE_TEACHER, "1/100", "4", "0", WANE_OUTCOME_LEARNING, SADDLE_SINK},
        {SADDLE_STUDENT, SADDLE_TEACHER, "1/100", "20", "0", WANE_OUTCOME_UNLEARNING, 0},
        {SADDLE_STUDENT, SADDLE_TEACHER, "1/100", "[4,20]", "0", WANE_OUTCOME_UNDECIDED, 0},
        {SADDLE_STUDENT, SADDLE_TEACHER, "1/100", "[4,20]", "1/10", WANE_OUTCOME_UNDECIDED, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) expect(&cases[i]);
}

Test(finite_eps, other_starts)
{
    static const case_t cases[] = {
        {"tanh", "h1+0.3*h3", "1/10", "1", "1/2", WANE_OUTCOME_UNLEARNING, 0},
        {"tanh", "h1-0.1*h3", "1/10", "1/2", "0+", WANE_OUTCOME_PARTIAL_UNLEARNING, SINK},
        /* a0 between A and B beyond the sink: R falls to it */
        {"tanh", "h1-0.1*h3", "1/10", "3/2", "24/25", WANE_OUTCOME_PARTIAL_UNLEARNING, SINK},
        /* V exceeds Phi at both walls */
        {"tanh", "h1-0.1*h3", "1/10", "27/10", "31/50", WANE_OUTCOME_LEARNING, SINK},
        {"erf", "h1+0.2*h3+1.5*h5", "1/10", "5", "1/5", WANE_OUTCOME_UNLEARNING, 0},
        {"erf", "h1+0.2*h3+1.5*h5", "1/10", "2", "1/2", WANE_OUTCOME_LEARNING, 1},
        /* N < 0, but R = 0 attracts from above a = 2: derivations/18 (18), (26) */
        {"h2+h4", "h4", "1/10", "5", "1/10", WANE_OUTCOME_UNLEARNING, 0},
        /* falls from far above the saddle's level: nothing bars the saddle at the start */
        {"erf", "h1+0.2*h3+1.5*h5", "1/10", "50", "3/5", WANE_OUTCOME_UNLEARNING, 0},
        {"tanh", "h1-0.1*h3", "1/10", "0", "0", WANE_OUTCOME_NOT_LEARNED, 0},
        {"1+h1", "1+2*h1", "1/10", "0", "0", WANE_OUTCOME_LEARNING, 1},
        /* from 0 on */
        {"1/2+h1+h3", "1+h1-3/10*h3", "1", "[0,1]", "0", WANE_OUTCOME_PARTIAL_UNLEARNING,
         0.37722552949299670},
        {"1/2+h1+h3", "-1-h1+3/10*h3", "1", "[-1,0]", "0", WANE_OUTCOME_PARTIAL_UNLEARNING,
         0.37722552949299670},
        {"1/2+h1+h3", "1+h1-3/10*h3", "1", "[-1,0]", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"1/2+h1+h3", "1+h1-3/10*h3", "1", "[-1,1]", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"tanh", "h1+0.3*h3", "1", "[0,1]", "0", WANE_OUTCOME_UNDECIDED, 0},
        {"tanh", "h2", "1", "[0,1]", "0", WANE_OUTCOME_NOT_LEARNED, 0},
        /* 1 + h1 | 1 - h1 falls through R = 0 from the right */
        {"1+h1", "1-h1", "1/10", "1/2", "1/2", WANE_OUTCOME_LEARNING, -1},
        {"tanh", "h3", "1/10", "1/2", "0+", WANE_OUTCOME_UNDECIDED, 0},
        {"tanh", "h1", "1/10", "0", "0+", WANE_OUTCOME_UNDECIDED, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) expect(&cases[i]);
}

/* Where R falls first and turns it ends below the sink, not in the region beyond it. */
Test(finite_eps, regions_of_falls)
{
    static const struct {
        const char *a0, *R0;
        int below, beyond;
    } cases[] = {{"27/10", "31/50", 1, 0}, {"27/10", "63/100", 1, 1}, {"2", "4/5", 0, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        finite_eps_t result;
        finite_eps_init(result);
        decide_flow_of(result, "tanh", "h1-0.1*h3", "1/10", cases[i].a0, cases[i].R0, "1/100");
        cr_assert_not_null(result->region, "a0 = %s, R0 = %s", cases[i].a0, cases[i].R0);
        cr_expect_eq(strstr(result->region, "where R rises") != NULL, cases[i].below, "%s", result->region);
        cr_expect_eq(strstr(result->region, "R falls and a rises") != NULL, cases[i].beyond, "%s",
                     result->region);
        finite_eps_clear(result);
    }
}

/* Reflected problems have reflected answers: derivations/01 (17), (18). */
Test(finite_eps, symmetries)
{
    static const struct {
        const char *teacher, *a0;
        int R_sign, a_sign;
    } variants[] = {
        {"h1-0.1*h3+0.05*h2", "1/2", 1, 1},
        {"-h1+0.1*h3+0.05*h2", "1/2", -1, 1},
        {"-h1+0.1*h3-0.05*h2", "-1/2", 1, -1},
        {"h1-0.1*h3-0.05*h2", "-1/2", -1, -1},
    };
    arb_t R, a, peak;
    arb_init(R);
    arb_init(a);
    arb_init(peak);
    for (int i = 0; i < 4; i++) {
        finite_eps_t result;
        finite_eps_init(result);
        decide_flow_of(result, "tanh+0.2*h2", variants[i].teacher, "1/2", variants[i].a0, "0", "1/100");
        cr_expect_eq(result->outcome, WANE_OUTCOME_PARTIAL_UNLEARNING, "%s", variants[i].teacher);
        arb_mul_si(result->R_final, result->R_final, variants[i].R_sign, 100);
        arb_mul_si(result->R_peak, result->R_peak, variants[i].R_sign, 100);
        arb_mul_si(result->a_final, result->a_final, variants[i].a_sign, 100);
        if (i == 0) {
            arb_set(R, result->R_final);
            arb_set(a, result->a_final);
            arb_set(peak, result->R_peak);
        }
        cr_expect(arb_overlaps(R, result->R_final) && arb_overlaps(a, result->a_final));
        cr_expect(arb_overlaps(peak, result->R_peak));
        finite_eps_clear(result);
    }
    arb_clear(R);
    arb_clear(a);
    arb_clear(peak);
}

/* Bisects a0 between learning and unlearning until the two proofs are 1/1024 apart. */
Test(finite_eps, basin_boundary)
{
    kernels_t kernels;
    wane_message_t message;
    slong below = 3 * 1024, above = 9 * 512;
    kernels_init(kernels);
    pair_kernels(kernels, "erf", "h1+0.2*h3+1.5*h5");
    while (above - below > 1) {
        char a0[40];
        finite_eps_t result;
        slong middle = (above + below) / 2;
        snprintf(a0, sizeof a0, "%ld/1024", (long)middle);
        finite_eps_init(result);
        decide_flow(result, kernels, "1/10", a0, "0", "1/100", message);
        if (result->outcome == WANE_OUTCOME_LEARNING) below = middle;
        else if (result->outcome == WANE_OUTCOME_UNLEARNING) above = middle;
        else cr_assert_fail("a0 = %s: %s", a0, message->text);
        finite_eps_clear(result);
    }
    cr_log_info("the basin boundary lies between %ld/1024 and %ld/1024", (long)below, (long)above);
    kernels_clear(kernels);
}

/* sup R - lim R lies between 0.0439 and 0.0442 for tanh | h1 - 0.1 h3, eps = 10. */
Test(finite_eps, the_drop_decides)
{
    static const struct {
        const char *drop;
        wane_outcome_t outcome;
    } cases[] = {{"439/10000", WANE_OUTCOME_PARTIAL_UNLEARNING}, {"442/10000", WANE_OUTCOME_LEARNING}};
    for (int i = 0; i < 2; i++) {
        finite_eps_t result;
        finite_eps_init(result);
        decide_flow_of(result, "tanh", "h1-0.1*h3", "10", "1/2", "0", cases[i].drop);
        cr_expect_eq(result->outcome, cases[i].outcome, "%s: %s", cases[i].drop,
                     wane_outcome_name(result->outcome));
        finite_eps_clear(result);
    }
}

static double piece_at(const arb_struct *piece, double x)
{
    double c[3];
    for (int j = 0; j < 3; j++) c[j] = arf_get_d(arb_midref(piece + j), ARF_RND_NEAR);
    return c[0] + x * (c[1] + x * c[2] / 2);
}

/* The independent orbit lies between the recorded bounds as long as it rises. */
static slong compare_with_orbit(const rise_record_t *rise, const long_flow_t *flow, double a0,
                                const char *name)
{
    long_state_t state = {0, 0, a0};
    double h = 1e-3;
    slong i = 0, compared = 0;
    __float128 before = -1;
    while (long_flow_step(&state, flow, &h, 1e-22) && state.rho > before) {
        before = state.rho;
        h = fmin(h, 0.02 / (1 + fabs((double)state.a)));
        double R = (double)long_flow_R(state.rho), a = (double)state.a;
        while (i + 1 < rise->cell_count && arf_cmp_d(arb_midref(rise->cells[i + 1].R), R) <= 0) i++;
        if (i + 1 >= rise->cell_count) break;
        const orbit_cell_t *cell = rise->cells + i;
        double x = (double)state.rho - atanh(arf_get_d(arb_midref(cell->R), ARF_RND_NEAR));
        if (cell->has_upper)
            cr_assert_leq(a, piece_at(cell->upper[0], x) + 1e-13, "%s: R = %.15g, a = %.15g above the bound",
                          name, R, a);
        if (cell->has_lower)
            cr_assert_geq(a, piece_at(cell->lower[0], x) - 1e-13, "%s: R = %.15g, a = %.15g below the bound",
                          name, R, a);
        compared++;
    }
    return compared;
}

Test(finite_eps, recorded_bounds_hold_the_orbit)
{
    static const struct {
        const char *student, *teacher, *eps, *a0;
        double ratio, scale;
    } cases[] = {
        {"tanh", "h1+0.3*h3", "10", "1/2", 10, 0.5},        {"tanh", "h1-0.1*h3", "1", "1/2", 1, 0.5},
        {"silu", "h1-0.3*h2+0.5*h3", "1/2", "2", 0.5, 2},   {"erf", "h1+0.25*h3", "1/10", "2", 0.1, 2},
        {"center(gelu)", "h1-0.2*h2", "2", "1/10", 2, 0.1}, {"silu", "1+h1", "1/2", "0", 0.5, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kernels_t kernels;
        finite_eps_t result;
        wane_message_t message;
        long_flow_t flow;
        kernels_init(kernels);
        finite_eps_init(result);
        pair_kernels(kernels, cases[i].student, cases[i].teacher);
        decide_flow(result, kernels, cases[i].eps, cases[i].a0, "0", "1/100", message);
        cr_assert_eq(result->proof.rise_count, 1);
        long_flow_set(&flow, kernels, 0, cases[i].ratio);
        slong compared = compare_with_orbit(result->proof.rises, &flow, cases[i].scale, cases[i].teacher);
        cr_expect_geq(compared, 20, "%s: %ld", cases[i].teacher, (long)compared);
        kernels_clear(kernels);
        finite_eps_clear(result);
    }
}

/* R hardly moves while a passes 0. */
static double correlation_at_zero_scale(const long_flow_t *flow, double a0)
{
    long_state_t state = {0, 0, a0};
    double h = 1e-2;
    while (state.a > 0 && long_flow_step(&state, flow, &h, 1e-20)) h = fmin(h, 1e-2);
    return fabs((double)long_flow_R(state.rho));
}

/* P < 0 first: a falls through 0, R back through 0; and a0 = 0, which a leaves like a square root. */
Test(finite_eps, through_zero)
{
    static const struct {
        const char *teacher, *eps, *a0;
        double ratio, scale;
    } cases[] = {
        {"-1/5+2/5*h1-9/5*h3", "2", "1/10", 2, 0.1},
        {"-3/2-1/2*h1", "2", "1/2", 2, 0.5},
        {"-19/10+6/5*h1-6/5*h2", "1/2", "2", 0.5, 2},
        {"1+h1", "1/2", "0", 0.5, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kernels_t kernels;
        finite_eps_t result;
        wane_message_t message;
        long_flow_t flow;
        kernels_init(kernels);
        finite_eps_init(result);
        pair_kernels(kernels, "silu", cases[i].teacher);
        decide_flow(result, kernels, cases[i].eps, cases[i].a0, "0", "1/100", message);
        cr_expect_eq(result->outcome, WANE_OUTCOME_PARTIAL_UNLEARNING, "%s", cases[i].teacher);
        long_flow_set(&flow, kernels, 0, cases[i].ratio);
        if (cases[i].scale > 0) {
            const rise_record_t *leg = result->proof.first_leg;
            double R = correlation_at_zero_scale(&flow, cases[i].scale);
            cr_assert_not_null(leg);
            cr_expect(R >= lower_end(leg->peak_lo) - 1e-6 && R <= upper_end(leg->peak_hi) + 1e-6,
                      "%s: a = 0 at %.10g", cases[i].teacher, R);
        }
        double peak = long_flow_follow(&flow, 0, cases[i].scale, 150).peak;
        cr_expect(peak >= lower_end(result->R_peak) - 1e-5 && peak <= upper_end(result->R_peak) + 1e-5,
                  "%s: peak %.10g not in [%.10g, %.10g]", cases[i].teacher, peak, lower_end(result->R_peak),
                  upper_end(result->R_peak));
        cr_expect_leq(upper_end(result->R_peak) - lower_end(result->R_peak), 1e-3, "%s", cases[i].teacher);
        kernels_clear(kernels);
        finite_eps_clear(result);
    }
}

/* Over a range the least a0, and the largest eps, bring a to 0 first, long before the bound from above. */
Test(finite_eps, ranges_through_zero)
{
    static const struct {
        const char *eps, *a0;
        double ratio[2], scale[2];
    } cases[] = {
        {"5/4", "[5/8,7/8]", {1.25, 1.25}, {0.625, 0.875}},
        {"[1,9/8]", "3/4", {1, 1.125}, {0.75, 0.75}},
    };
    kernels_t kernels;
    kernels_init(kernels);
    pair_kernels(kernels, "-9/10+3/5*h1+7/10*h2", "1+2*h1+3/10*h3+3/10*h4-6/5*h5");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        finite_eps_t result;
        wane_message_t message;
        finite_eps_init(result);
        decide_flow(result, kernels, cases[i].eps, cases[i].a0, "0", "1/10", message);
        cr_assert_eq(result->outcome, WANE_OUTCOME_LEARNING);
        cr_assert_not_null(result->proof.first_leg);
        for (int j = 0; j < 2; j++) {
            long_flow_t flow;
            long_flow_set(&flow, kernels, 0, cases[i].ratio[j]);
            double R = correlation_at_zero_scale(&flow, cases[i].scale[j]);
            double peak = long_flow_follow(&flow, 0, cases[i].scale[j], 150).peak;
            cr_expect(R >= lower_end(result->proof.first_leg->peak_lo) - 1e-6 &&
                          R <= upper_end(result->proof.first_leg->peak_hi) + 1e-6,
                      "eps %s, a0 %s: a = 0 at %.10g", cases[i].eps, cases[i].a0, R);
            cr_expect(-fabs(peak) >= lower_end(result->R_peak) - 1e-5 &&
                          -fabs(peak) <= upper_end(result->R_peak) + 1e-5,
                      "eps %s, a0 %s: peak %.10g not in [%.10g, %.10g]", cases[i].eps, cases[i].a0, peak,
                      lower_end(result->R_peak), upper_end(result->R_peak));
        }
        finite_eps_clear(result);
    }
    kernels_clear(kernels);
}

/* Nothing is said of an end that only a part of the range has. */
Test(finite_eps, undecided_ranges_say_nothing)
{
    static const struct {
        const char *student, *teacher, *eps, *a0, *R0;
    } cases[] = {
        {"erf", "h1+0.2*h3+1.5*h5", "[1/100,10]", "7/2", "0"}, /* 1 at the lower end, 0 at the upper one */
        {"-9/10+3/5*h1+7/10*h2", "1+2*h1+3/10*h3+3/10*h4-6/5*h5", "[1,3/2]", "3/4",
         "0"}, /* R < 0 in the end */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        finite_eps_t result;
        finite_eps_init(result);
        decide_flow_of(result, cases[i].student, cases[i].teacher, cases[i].eps, cases[i].a0, cases[i].R0,
                       "1/100");
        cr_expect_eq(result->outcome, WANE_OUTCOME_UNDECIDED, "%s", cases[i].teacher);
        cr_expect(!arb_is_finite(result->R_final), "%s", cases[i].teacher);
        cr_expect(!arb_is_finite(result->R_peak), "%s", cases[i].teacher);
        cr_expect(!arb_is_finite(result->a_final), "%s", cases[i].teacher);
        finite_eps_clear(result);
    }
}

/* Where there is a peak it is known to some digits. */
Test(finite_eps, peaks_are_tight)
{
    static const char *const ratios[] = {"10", "1", "1/10"};
    for (int i = 0; i < 3; i++) {
        finite_eps_t result;
        finite_eps_init(result);
        decide_flow_of(result, "tanh", "h1+0.3*h3", ratios[i], "1/2", "0", "1/100");
        cr_expect_leq(upper_end(result->R_peak) - lower_end(result->R_peak), 2e-3, "eps %s", ratios[i]);
        finite_eps_clear(result);
    }
}

/* |R| falls from its start, is followed by integration and rises again to less than it had: the start and
   what was passed on the way count for sup |R|. */
Test(finite_eps, peaks_on_the_way_count)
{
    static const case_t cases[] = {
        {"1-3*h1-h2", "0.5+h1", "1", "4", "-9/10", WANE_OUTCOME_PARTIAL_UNLEARNING, -0.56123710357630091},
        {"h1+0.5*h3+1.5*h5", "h1-0.5*h3+0.9*h5", "381/100", "357/100", "451/500",
         WANE_OUTCOME_PARTIAL_UNLEARNING, 0.86751708376903612},
        {"relu", "-h1-3*h2+h3", "1/100", "1", "-9/10", WANE_OUTCOME_PARTIAL_UNLEARNING, -0.27770836760461777},
        /* both reflections */
        {"1-3*h1-h2", "0.5-h1", "1", "4", "9/10", WANE_OUTCOME_PARTIAL_UNLEARNING, 0.56123710357630091},
        {"1-3*h1-h2", "-0.5-h1", "1", "-4", "-9/10", WANE_OUTCOME_PARTIAL_UNLEARNING, -0.56123710357630091},
        {"1-3*h1-h2", "-0.5+h1", "1", "-4", "9/10", WANE_OUTCOME_PARTIAL_UNLEARNING, 0.56123710357630091},
        /* a range; below the limit the start does not matter */
        {"1-3*h1-h2", "0.5+h1", "1", "[4,40001/10000]", "[-9/10,-8999/10000]",
         WANE_OUTCOME_PARTIAL_UNLEARNING, -0.56123710357630091},
        {"1-3*h1-h2", "0.5+h1", "1", "4", "-1/2", WANE_OUTCOME_LEARNING, -0.56123710357630091},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect(&cases[i]);
        finite_eps_t result;
        finite_eps_init(result);
        decide_flow_of(result, cases[i].student, cases[i].teacher, cases[i].eps, cases[i].a0, cases[i].R0,
                       "1/100");
        double most = fmax(fabs(lower_end(result->R_peak)), fabs(upper_end(result->R_peak)));
        cr_expect(most >= fabs(cases[i].R_final) - 1e-12);
        if (cases[i].outcome == WANE_OUTCOME_PARTIAL_UNLEARNING)
            cr_expect(most > fabs(cases[i].R_final) + 0.01);
        finite_eps_clear(result);
    }
}

/* From functions, with two named parameters of one value; frees nothing of the result. */
static wane_status_t decide_family(finite_eps_t result, const char *student, const char *teacher,
                                   const char *value, const char *eps, const char *a0, wane_message_t message)
{
    wane_function_t f, g;
    quantifier_t ratio, scale;
    wane_start_t start;
    wane_effort_t effort;
    const wane_parameter_t b[] = {{.name = "b", .value = value}, {.name = "bb", .value = value}};
    fmpq_t drop;
    wane_function_init(f);
    wane_function_init(g);
    quantifier_init(ratio);
    quantifier_init(scale);
    wane_start_init(start);
    fmpq_init(drop);
    fmpq_set_si(drop, 1, 100);
    ratio->all = strcmp(eps, "all") == 0;
    scale->all = strcmp(a0, "all") == 0;
    if (!ratio->all) fmpq_set_str(ratio->value->lo, eps, 10);
    if (!scale->all) fmpq_set_str(scale->value->lo, a0, 10);
    fmpq_set(ratio->value->hi, ratio->value->lo);
    fmpq_set(scale->value->hi, scale->value->lo);
    wane_effort_default(&effort);
    cr_assert_eq(wane_function_parse(f, student, b, 2, message), WANE_OK, "%s", message->text);
    cr_assert_eq(wane_function_parse(g, teacher, b, 2, message), WANE_OK, "%s", message->text);
    wane_status_t status = finite_eps_compute(result, f, g, ratio, scale, start, drop, &effort, message);
    wane_function_clear(f);
    wane_function_clear(g);
    quantifier_clear(ratio);
    quantifier_clear(scale);
    wane_start_clear(start);
    fmpq_clear(drop);
    return status;
}

/* Where coefficients cannot be had it is not known that p_1 = 0. */
Test(finite_eps, kernels_that_claim_nothing)
{
    static const char *const students[] = {"tanh(10^200*x)", "sin(exp(x^2))"};
    for (int i = 0; i < 2; i++) {
        finite_eps_t result;
        wane_message_t message;
        finite_eps_init(result);
        cr_expect_eq(decide_family(result, students[i], "h1", "1", "1", "1", message), WANE_UNDECIDED);
        cr_expect(!result->proved && result->outcome == WANE_OUTCOME_UNDECIDED, "%s", students[i]);
        cr_expect_not_null(strstr(message->text, "too steep"), "%s", message->text);
        finite_eps_clear(result);
    }
}

/* Every range that was given is in the sentence, each by its name, once. */
Test(finite_eps, theorems_quantify_everything)
{
    static const struct {
        const char *student, *teacher, *b, *eps, *a0, *start;
    } cases[] = {
        {"tanh", "h1+b*h3", "[1/20,17/100]", "all", "all",
         "For every b in [1/20, 17/100], every eps > 0 and every a0 > 0, from R(0) = 0: "},
        {"tanh", "h1+0.3*h3", "[1/20,17/100]", "all", "all",
         "For every eps > 0 and every a0 > 0, from R(0) = 0: "},
        {"tanh", "h1+b*h3", "3/10", "1/10", "1/2", "For eps = 1/10 and a0 = 1/2, from R(0) = 0: "},
        {"b*h1+h3", "b*h1+h3", "[1,11/10]", "all", "all",
         "For every b in [1, 11/10], every eps > 0 and every a0 > 0, from R(0) = 0: "},
        {"tanh", "h1+bb*h3+b*h3", "[1/20,17/100]", "all", "all",
         "For every bb in [1/20, 17/100], every b in [1/20, 17/100], every eps > 0 and every a0 > 0, from "},
        {"tanh", "h1+[1/20,17/100]*h3", "1", "all", "all",
         "For every value in [1/20, 17/100] (teacher: interval at column 4), every eps > 0 and every a0 > 0"},
        {"tanh", "b*h1+[1/10,3/20]*h3", "[1,101/100]", "all", "all",
         "For every b in [1, 101/100], every value in [1/10, 3/20] (teacher: interval at column 6), every "
         "eps > 0 and "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        finite_eps_t result;
        wane_message_t message;
        finite_eps_init(result);
        cr_assert_eq(decide_family(result, cases[i].student, cases[i].teacher, cases[i].b, cases[i].eps,
                                   cases[i].a0, message),
                     WANE_OK, "%s", message->text);
        cr_expect_eq(strncmp(result->theorem, cases[i].start, strlen(cases[i].start)), 0, "%s",
                     result->theorem);
        finite_eps_clear(result);
    }
}

/* A limit that differs from member to member is claimed as a
   range, and a peak on the other side of R = 0 is none. */
Test(finite_eps, theorems_say_what_is_proved)
{
    finite_eps_t result;
    wane_message_t message;
    finite_eps_init(result);
    decide_family(result, "tanh", "h1-b*h3", "[1/10,100001/1000000]", "1/10", "3", message);
    cr_expect_not_null(strstr(result->theorem, "R(t) tends to a limit in [0.6214"), "%s", result->theorem);
    decide_flow_of(result, "1+h1", "1-h1", "1/10", "1/2", "1/2", "1/100");
    cr_expect_not_null(strstr(result->theorem, "after R last changed sign"), "%s", result->theorem);
    finite_eps_clear(result);
}

/* Where the order of the zeros of N and P is not known for a whole family nothing is concluded from them. */
Test(finite_eps, incomplete_landscapes_are_not_used)
{
    static const case_t cases[] = {
        {"0.01+h1+0.01*h2", "100*([0.0061,0.096]-0.405)+0.9*h1-50*h2", "1", "1/50", "17/20",
         WANE_OUTCOME_UNDECIDED, 0},
        {"0.01+h1+0.01*h2", "100*([0.0061,0.096]-0.405)-0.9*h1-50*h2", "1", "1/50", "-17/20",
         WANE_OUTCOME_UNDECIDED, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) expect(&cases[i]);
}

Test(finite_eps, bad_input_is_refused)
{
    static const struct {
        const char *eps, *R0, *drop;
    } cases[] = {
        {"0", "0", "1/100"}, {"-1", "0", "1/100"}, {"1", "1", "1/100"}, {"1", "0", "1"}, {"1", "0", "0"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        finite_eps_t result;
        finite_eps_init(result);
        cr_expect_eq(decide_flow_of(result, "tanh", "h1", cases[i].eps, "1", cases[i].R0, cases[i].drop),
                     WANE_BAD_INPUT);
        finite_eps_clear(result);
    }
}
