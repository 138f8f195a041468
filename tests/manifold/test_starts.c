/* Starts beside R = 0 with a0 = 0, and what integration says of them. */
#include "pairs.h"
#include "small_eps_flow.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

typedef struct {
    const char *student, *teacher, *a0, *R0;
    wane_outcome_t outcome;
    double R_peak, R_final, a_final;
} expected_t;

/* "x", or "lo,hi". */
static void set_range(wane_interval_t range, const char *text)
{
    const char *comma = strchr(text, ',');
    char lo[40];
    snprintf(lo, sizeof lo, "%.*s", comma != NULL ? (int)(comma - text) : (int)strlen(text), text);
    cr_assert_eq(fmpq_set_str(range->lo, lo, 10), 0);
    cr_assert_eq(fmpq_set_str(range->hi, comma != NULL ? comma + 1 : lo, 10), 0);
}

/* At 30 digits; no more of them are asked for where the answer is undecided. */
static wane_status_t decide_once(verdict_t verdict, const char *student, const char *teacher, const char *a0,
                                 const char *R0, wane_message_t message)
{
    kernels_t kernels;
    wane_interval_t scale;
    wane_start_t start;
    wane_effort_t effort;
    kernels_init(kernels);
    wane_interval_init(scale);
    wane_start_init(start);
    wane_effort_default(&effort);
    pair_kernels(kernels, student, teacher);
    set_range(scale, a0);
    if (strcmp(R0, "0+") == 0) start->kind = WANE_START_ZERO_PLUS;
    else if (strcmp(R0, "0-") == 0) start->kind = WANE_START_ZERO_MINUS;
    else if (strcmp(R0, "0") != 0) {
        start->kind = WANE_START_VALUE;
        set_range(start->value, R0);
    }
    wane_status_t status = verdict_from_kernels(verdict, kernels, scale, start, &effort, message);
    kernels_clear(kernels);
    wane_interval_clear(scale);
    wane_start_clear(start);
    return status;
}

static int contains(const arb_t x, double value, double slack)
{
    double middle = arf_get_d(arb_midref(x), ARF_RND_NEAR);
    return middle == value || fabs(middle - value) <= slack;
}

/* Each agrees with integration at eps = 1e-3, 1e-4, 1e-5 from R0 = 1e-3, 1e-6, 1e-9. */
Test(starts, beside_the_origin)
{
    static const expected_t expected[] = {
        {"tanh", "h1+0.3*h3", "0", "0+", WANE_OUTCOME_UNLEARNING, 1, 0, INFINITY},
        {"tanh", "h1+0.3*h3", "0", "0-", WANE_OUTCOME_UNLEARNING, -1, 0, -INFINITY},
        {"tanh", "h1+0.3*h3", "0", "0", WANE_OUTCOME_NOT_LEARNED, 0, 0, 0},
        {"h1+0.5*h3", "h1-0.2*h3", "0", "0+", WANE_OUTCOME_UNLEARNING, 1, 0, INFINITY},
        {"h2+0.5*h4", "h2+0.3*h4", "0", "0+", WANE_OUTCOME_PARTIAL_UNLEARNING, 1, 0.7745966692414834,
         5.0 / 3},
        {"h2+0.5*h4", "h2+0.3*h4", "0", "0-", WANE_OUTCOME_PARTIAL_UNLEARNING, -1, -0.7745966692414834,
         5.0 / 3},
        {"h1-h2", "0.3+2*h2", "0", "0+", WANE_OUTCOME_LEARNING, 1, 1, -1},
        {"-0.5*h1", "2*h1+0.5*h2", "0", "0-", WANE_OUTCOME_NEUTRAL, -1, -1, 4},
        {"-0.5*h1", "2*h1+0.5*h2", "0", "0+", WANE_OUTCOME_NEUTRAL, 1, 1, -4},
        {"1+h1+h3", "0.5*h1", "0", "0+", WANE_OUTCOME_PARTIAL_UNLEARNING, 1, -1, 0},
        {"1+h1+h2", "h2", "0", "0+", WANE_OUTCOME_LEARNING, 1, 1, 1.0 / 3},
        /* p > 2s + 1: from smaller R0 the state meets the branch, beside which N < 0 */
        {"h1+h4", "h4", "0", "0+", WANE_OUTCOME_LEARNING, 1, 1, 0.5},
        {"1+h1+h4", "h4", "0", "0-", WANE_OUTCOME_LEARNING, -1, -1, 1.0 / 3},
        /* P' = 0 at R = 0.5: the state comes to the zero of the branch and rises along it */
        {"h1+h2", "h1-h2", "0", "0+", WANE_OUTCOME_UNLEARNING, 0.5, 0, INFINITY},
        {"h1+h3", "h2", "0", "0+", WANE_OUTCOME_NOT_LEARNED, 0, 0, 0},
        {"1+h1+h3", "1+h3", "0", "0-", WANE_OUTCOME_NOT_LEARNED, 0, 0, 1},
        {"1+h1+h3", "1+h3", "1/1000000", "0+", WANE_OUTCOME_NOT_LEARNED, 0, 0, 1},
        {"1+h2", "1+h2", "0", "0+", WANE_OUTCOME_LEARNING, 1, 1, 1},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const expected_t *e = expected + i;
        verdict_t verdict;
        wane_message_t message;
        verdict_init(verdict);
        wane_status_t status = decide_once(verdict, e->student, e->teacher, e->a0, e->R0, message);
        cr_expect(status == WANE_OK, "%s | %s from %s: %s", e->student, e->teacher, e->R0, message->text);
        cr_expect(verdict->outcome == e->outcome, "%s | %s from %s: %s", e->student, e->teacher, e->R0,
                  wane_outcome_name(verdict->outcome));
        if (e->a_final != 0 || e->R_final == 0) {
            cr_expect(contains(verdict->R_peak, e->R_peak, 1e-12), "%s | %s", e->student, e->teacher);
            cr_expect(contains(verdict->R_final, e->R_final, 1e-12), "%s | %s", e->student, e->teacher);
            cr_expect(contains(verdict->a_final, e->a_final, 1e-12), "%s | %s", e->student, e->teacher);
        }
        verdict_clear(verdict);
    }
}

/* One verdict for all of a range of a0 that begins at 0, that of 0 itself and of others. */
Test(starts, ranges_from_zero)
{
    static const struct {
        const char *student, *teacher, *range, *member[3], *R0;
        wane_status_t status;
    } range[] = {
        {"tanh", "h1+0.3*h3", "0,1/2", {"0", "1/1000", "1/2"}, "3/10", WANE_OK},
        {"tanh", "h1+0.3*h3", "-1/2,0", {"0", "-1/1000", "-1/2"}, "-3/10", WANE_OK},
        {"relu", "leaky_relu(x,0.2)", "0,1/80", {"0", "1/1000", "1/80"}, "1/2", WANE_OK},
        {"1+h1+1/2*h3", "1+h1", "0,1/10", {"0", "1/1000", "1/10"}, "0", WANE_OK},
        {"1+h1+1/2*h3", "1-h1", "0,1/10", {"0", "1/1000", "1/10"}, "1/2", WANE_OK},
        {"1+h2", "1-1/2*h2", "0,1/10", {"0", "1/1000", "1/10"}, "1/4,1/2", WANE_OK},
        {"1+h1+h2", "1+h2", "0,1/10", {"0", "1/1000", "1/10"}, "1/2", WANE_OK},
        {"h1", "1+h1", "0,1/10", {"0", "1/1000", "1/10"}, "0", WANE_UNDECIDED}, /* (0, 0) is an equilibrium */
        {"1+h1", "-1+4*h1", "0,1/10", {"0", "1/1000", "1/10"}, "1/8", WANE_UNDECIDED}, /* P(R0) < 0 */
        {"1+h1", "-1+4*h1", "0,1/10", {"0", "1/1000", "1/10"}, "1/4", WANE_UNDECIDED}, /* P(R0) = 0 */
        {"1+h1", "-1+4*h1", "-1/10,1/10", {"0", "-1/1000", "1/10"}, "1/2", WANE_UNDECIDED},
        {"1+h1+h3",
         "1+h3",
         "0,1/10",
         {"0", "1/1000", "1/10"},
         "0+",
         WANE_UNDECIDED}, /* the order of limits */
    };
    for (size_t i = 0; i < sizeof range / sizeof *range; i++) {
        verdict_t all, one;
        wane_message_t message = {{.text = ""}};
        verdict_init(all);
        const wane_status_t status =
            decide_once(all, range[i].student, range[i].teacher, range[i].range, range[i].R0, message);
        cr_expect_eq(status, range[i].status, "%zu: %s", i, message->text);
        for (int k = 0; status == WANE_OK && k < 3; k++) {
            verdict_init(one);
            cr_assert_eq(decide_once(one, range[i].student, range[i].teacher, range[i].member[k], range[i].R0,
                                     message),
                         WANE_OK, "%zu: %s", i, message->text);
            cr_expect_eq(one->outcome, all->outcome, "%zu", i);
            cr_expect(arb_overlaps(one->R_peak, all->R_peak) && arb_overlaps(one->R_final, all->R_final) &&
                          arb_overlaps(one->a_final, all->a_final),
                      "%zu, %s", i, range[i].member[k]);
            verdict_clear(one);
        }
        verdict_clear(all);
    }
}

/* p_1 = 0, p_0 != 0, p > 2s, p_p > 0: whether the state leaves depends on R0 against a power of eps. */
Test(starts, order_of_limits)
{
    static const char *const pair[][3] = {{"1+h1+h3", "1+h3", "0+"},
                                          {"sigmoid", "1-h3", "0+"},
                                          {"1+h1-h3", "-1+h3", "0+"},
                                          {"1+h1+h3", "1-h3", "0-"},
                                          {"1+h1+h4", "1+h4", "0-"}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        verdict_t verdict;
        wane_message_t message;
        verdict_init(verdict);
        cr_expect(decide_once(verdict, pair[i][0], pair[i][1], "0", pair[i][2], message) == WANE_UNDECIDED,
                  "%s | %s", pair[i][0], pair[i][1]);
        cr_expect(strstr(message->text, "order of the limits") != NULL, "%s", message->text);
        verdict_clear(verdict);
    }
    /* both happen */
    kernels_t kernels;
    small_eps_flow_t flow;
    kernels_init(kernels);
    pair_kernels(kernels, "1+h1+h3", "1+h3");
    small_eps_flow_set(&flow, kernels, 1e-4);
    cr_expect(fabs(small_eps_flow_follow(&flow, 1e-3, 0, 4).peak) < 2e-3);
    small_eps_flow_set(&flow, kernels, 1e-7);
    cr_expect(fabs(small_eps_flow_follow(&flow, 0.1, 0, 0.01).peak) > 0.9);
    kernels_clear(kernels);
}

/* What 0+ means is said where the state leaves R = 0 and a moves on that line. */
Test(starts, reading_of_0_plus)
{
    static const struct {
        const char *student, *teacher, *a0, *R0, *reading;
    } cases[] = {
        {"1+h1+2*h2", "2+h2", "5", "0+", "eps ln(1/|R(0)|) -> 0"},
        {"1+h1+2*h2", "2+h2", "1", "0-", "eps ln(1/|R(0)|) -> 0"},
        {"1+h3", "1+h3", "1", "0+", "eps/|R(0)|^1 -> 0"},
        {"1+h3", "1+h3", "1", "0", NULL},
        {"1+h1+2*h2", "2+h2", "5", "1/10", NULL},
        {"h2", "h2", "1", "0+", NULL},
        {"tanh", "h1", "1", "0+", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        verdict_t verdict;
        wane_message_t message;
        verdict_init(verdict);
        cr_assert(decide_once(verdict, cases[i].student, cases[i].teacher, cases[i].a0, cases[i].R0,
                              message) == WANE_OK,
                  "%s | %s: %s", cases[i].student, cases[i].teacher, message->text);
        int said = 0, right = 0;
        for (slong k = 0; k < verdict->reason_count; k++) {
            said += strstr(verdict->reasons[k], "is read as") != NULL;
            right += cases[i].reading != NULL && strstr(verdict->reasons[k], cases[i].reading) != NULL;
        }
        cr_expect(said == (cases[i].reading != NULL) && right == said, "%s | %s from %s", cases[i].student,
                  cases[i].teacher, cases[i].R0);
        verdict_clear(verdict);
    }
}

static void random_small_polynomial(char *text, flint_rand_t state)
{
    static const char *const coefficient[] = {"", "", "", "+1", "-1", "+2", "-2", "-3", "+1/2", "-1/2"};
    int length = 0, degree = 1 + (int)n_randint(state, 4);
    text[0] = '\0';
    for (int k = 0; k <= degree; k++) {
        const char *c = coefficient[n_randint(state, 10)];
        if (c[0] == '\0') continue;
        length += snprintf(text + length, 60, k > 0 ? "%s*h%d" : "%s", c, k);
    }
    if (length == 0) strcpy(text, "h1");
}

typedef struct {
    slong compared, undecided, unsettled;
} tally_t;

/* The fast time that it takes to get away from R0 beside R = 0, and more: along a ~ sqrt(eps) R, or along
   a = P/S if c_0 != 0. */
static double time_to_leave(const kernels_t kernels, double R0, double eps)
{
    int p = 1;
    while (p < kernels->length && arb_is_zero(kernels->p + p)) p++;
    if (p >= kernels->length) return 0;
    double p_p = fabs(arf_get_d(arb_midref(kernels->p + p), ARF_RND_NEAR)), R = fabs(R0),
           s_0 = arf_get_d(arb_midref(kernels->s), ARF_RND_NEAR);
    if (p == 1) return 10 * (s_0 / p_p + 1 / sqrt(eps)) * -log(R) / p_p;
    return 10 * (1 / sqrt(eps) + s_0 * pow(R, 1 - p) / p_p) * pow(R, 1 - p) / p_p;
}

/* What integration at small eps makes of the start, against the proved verdict. */
static void compare(tally_t *tally, const verdict_t verdict, const kernels_t kernels, double R0, double eps,
                    int on_line, const char *what)
{
    small_eps_flow_t flow;
    small_eps_flow_set(&flow, kernels, eps);
    double S = 0, way_out = on_line ? eps * time_to_leave(kernels, R0, eps) : 0;
    for (slong k = 0; k < kernels->length; k++) S += arf_get_d(arb_midref(kernels->s + k), ARF_RND_NEAR);
    small_eps_end_t end = small_eps_flow_follow(&flow, R0, 0, way_out + 120 / fmin(1, S));
    double peak = arf_get_d(arb_midref(verdict->R_peak), ARF_RND_NEAR),
           final = arf_get_d(arb_midref(verdict->R_final), ARF_RND_NEAR);
    /* the way to R = 0 takes for ever: it falls at least, if it is on the way at all */
    int falls = final == 0 && fabs(end.R) < fabs(end.half) && fabs(end.half) < fabs(end.peak);
    if (!end.done || (fabs(end.R - end.half) > 0.01 && !falls)) {
        tally->unsettled++;
        return;
    }
    tally->compared++;
    cr_expect(fabs(end.peak - peak) < 0.1, "%s, R0 = %g, eps = %g: peak %g, proved %g", what, R0, eps,
              end.peak, peak);
    cr_expect(fabs(end.R - final) < 0.06 || falls, "%s, R0 = %g, eps = %g: end %g, proved %g", what, R0, eps,
              end.R, final);
}

static double value_of(const char *fraction)
{
    const char *bar = strchr(fraction, '/');
    return atof(fraction) / (bar != NULL ? atof(bar + 1) : 1);
}

static void search_from(tally_t *tally, const char *student, const char *teacher, const char *R0_text,
                        flint_rand_t state)
{
    static const double small[] = {1e-2, 1e-3, 1e-9};
    char what[700];
    verdict_t verdict;
    kernels_t kernels;
    wane_message_t message;
    verdict_init(verdict);
    kernels_init(kernels);
    pair_kernels(kernels, student, teacher);
    wane_status_t status = decide_once(verdict, student, teacher, "0", R0_text, message);
    int on_line = R0_text[0] == '0' && R0_text[1] != '\0';
    int at_origin = kernels->length < 1 || arb_is_zero(kernels->p);
    snprintf(what, sizeof what, "%s | %s from %s", student, teacher, R0_text);
    if (status == WANE_OK) {
        int p_1 = kernels->length > 1 && !arb_is_zero(kernels->p + 1);
        double eps = n_randint(state, 2) ? 1e-9 : 1e-10;
        double R0 = on_line ? small[at_origin ? n_randint(state, p_1 ? 3 : 2)
                                    : p_1     ? 2
                                              : 0]
                            : value_of(R0_text);
        if (on_line && R0_text[1] == '-') R0 = -R0;
        compare(tally, verdict, kernels, R0, eps, on_line, what);
    } else {
        tally->undecided++;
    }
    verdict_clear(verdict);
    kernels_clear(kernels);
}

Test(starts, small_pairs_against_integration, .timeout = 0)
{
    static const char *const R0[] = {"0+", "0-", "0+", "0-", "0+", "0-", "1/2", "-1/2", "9/10", "-1/10"};
    tally_t tally = {0, 0, 0};
    slong count = repetitions(60);
    flint_rand_t state;
    flint_rand_init(state);
    for (slong i = 0; i < count; i++) {
        char student[300], teacher[300];
        random_small_polynomial(student, state);
        random_small_polynomial(teacher, state);
        search_from(&tally, student, teacher, R0[n_randint(state, 10)], state);
    }
    cr_log_info("%ld compared, %ld undecided, %ld not settled", (long)tally.compared, (long)tally.undecided,
                (long)tally.unsettled);
    cr_assert_geq(2 * tally.compared, count);
    flint_rand_clear(state);
}
