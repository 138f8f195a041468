/* The partition of the initial scales against verdicts at single scales. */
#include "base/interval.h"
#include "manifold/limit/delayed_exit.h"
#include "manifold/family/thresholds_cover.h"
#include "pairs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>
#include <flint/fmpq_vec.h>

static wane_status_t thresholds_of(thresholds_t thresholds, const char *student, const char *teacher,
                                   const wane_start_t start)
{
    kernels_t kernels;
    wane_effort_t effort;
    wane_message_t message;
    kernels_init(kernels);
    pair_kernels(kernels, student, teacher);
    wane_effort_default(&effort);
    wane_status_t status = thresholds_from_kernels(thresholds, kernels, start, &effort, message);
    kernels_clear(kernels);
    return status;
}

typedef struct {
    const char *student, *teacher;
    int count;
    wane_outcome_t outcome[2];
    double boundary; /* between the two */
} expected_t;

Test(thresholds, reference_partitions)
{
    static const expected_t expected[] = {
        {"tanh",
         "h1-0.1*h3",
         2,
         {WANE_OUTCOME_PARTIAL_UNLEARNING, WANE_OUTCOME_LEARNING},
         2.657134885425682678},
        {"tanh", "h1+0.3*h3", 1, {WANE_OUTCOME_UNLEARNING}, 0},
        {"tanh", "sin(2*x)", 1, {WANE_OUTCOME_LEARNING}, 0},
        {"tanh", "-h1-0.3*h3", 1, {WANE_OUTCOME_UNLEARNING}, 0},
        {"erf",
         "h1+0.2*h3+1.5*h5",
         2,
         {WANE_OUTCOME_LEARNING, WANE_OUTCOME_UNLEARNING},
         3.5233994947668276311},
        {"tanh", "tanh", 1, {WANE_OUTCOME_LEARNING}, 0},
        {"relu", "relu", 1, {WANE_OUTCOME_LEARNING}, 0},
        {"h1", "h1+0.5*h3", 1, {WANE_OUTCOME_NEUTRAL}, 0},
        {"tanh", "h3", 1, {WANE_OUTCOME_NOT_LEARNED}, 0},
    };
    wane_start_t zero;
    wane_start_init(zero);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const expected_t *e = expected + i;
        thresholds_t thresholds;
        thresholds_init(thresholds);
        cr_assert_eq(thresholds_of(thresholds, e->student, e->teacher, zero), WANE_OK, "%s", e->teacher);
        cr_assert_eq(thresholds->count, e->count, "%s", e->teacher);
        for (int j = 0; j < e->count; j++) cr_assert_eq(thresholds->interval[j].outcome, e->outcome[j]);
        cr_assert(arb_is_zero(thresholds->interval[0].from));
        cr_assert(arf_is_pos_inf(arb_midref(thresholds->interval[e->count - 1].to)));
        if (e->count == 2) {
            const arb_struct *to = thresholds->interval[0].to;
            cr_assert_float_eq(arf_get_d(arb_midref(to), ARF_RND_NEAR), e->boundary, 1e-14);
            cr_assert_geq(arb_rel_accuracy_bits(to), 90);
            cr_assert(arb_overlaps(to, thresholds->interval[1].from));
        }
        thresholds_clear(thresholds);
    }
    wane_start_clear(zero);
}

typedef struct {
    slong agreed, undecided;
} tally_t;

static void check_point(tally_t *tally, const kernels_t kernels, const fmpq_t a0, const wane_start_t start,
                        wane_outcome_t outcome, const char *what)
{
    verdict_t verdict;
    wane_interval_t scale;
    wane_effort_t effort;
    wane_message_t message;
    verdict_init(verdict);
    wane_interval_init(scale);
    interval_set_fmpq(scale, a0);
    wane_effort_default(&effort);
    wane_status_t status = verdict_from_kernels(verdict, kernels, scale, start, &effort, message);
    if (status == WANE_OK) {
        cr_assert_eq(verdict->outcome, outcome, "%s, a0 = %s: %s, the partition says %s", what,
                     fmpq_get_str(NULL, 10, a0), wane_outcome_name(verdict->outcome),
                     wane_outcome_name(outcome));
        tally->agreed++;
    } else {
        tally->undecided++;
    }
    verdict_clear(verdict);
    wane_interval_clear(scale);
}

/* The double x as a fraction. */
static void set_double(fmpq_t q, double x)
{
    arf_t y;
    arf_init(y);
    arf_set_d(y, x);
    arf_get_fmpq(q, y);
    arf_clear(y);
}

static double middle(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

/* Random scales in each interval, and beside its ends and the ties. */
static void check_partition(tally_t *tally, const thresholds_t thresholds, const kernels_t kernels,
                            const wane_start_t start, const char *what, flint_rand_t state)
{
    fmpq_t a0;
    fmpq_init(a0);
    for (slong i = 0; i < thresholds->count; i++) {
        const wane_scale_interval_t *interval = thresholds->interval + i;
        if (interval->outcome == WANE_OUTCOME_UNDECIDED) continue;
        double from = middle(interval->from), to = middle(interval->to), point[8];
        int count = 0;
        point[count++] = isinf(to) ? 3 * from + 1 : 0.5 * (from + to);
        for (int j = 0; j < 2; j++) {
            double u = (double)(1 + n_randint(state, 999)) / 1000;
            point[count++] = isinf(to) ? (from + 1e-3) / u : from + u * (to - from);
        }
        point[count++] = isinf(to) ? 1e4 * (1 + from) : to * (1 - 1e-6);
        point[count++] = from > 0 ? from * (1 + 1e-6) : isinf(to) ? 1e-4 : 1e-4 * to;
        for (int j = 0; j < count; j++) {
            if (!(point[j] > from && point[j] < to)) continue;
            set_double(a0, point[j]);
            check_point(tally, kernels, a0, start, interval->outcome, what);
        }
        for (slong j = 0; j < thresholds->tie_count; j++) {
            double tie = middle(thresholds->tie + j);
            for (int side = -1; side <= 1; side += 2) {
                double x = tie * (1 + side * 1e-6);
                if (!(x > from && x < to)) continue;
                set_double(a0, x);
                check_point(tally, kernels, a0, start, interval->outcome, what);
            }
        }
    }
    fmpq_clear(a0);
}

/* Pairs whose boundaries are reached through a late exit from R = 0, which carries heights back to a0. */
Test(thresholds, boundaries_behind_late_exits)
{
    static const struct {
        const char *student, *teacher;
        slong R0; /* hundredths */
    } pair[] = {
        {"1.4-0.7*h1-0.8*h2", "-0.6+0.4*h2", -10},
        {"1-1.9*h3-0.4*h4-0.1*h5", "-1.6-2*h1-1.1*h3+0.7*h4", -66},
        {"-0.6+0.5*h1+0.9*h2-1.7*h3+0.7*h5", "0.7*h2", -55},
        {"0.8-0.1*h2+1.8*h3+0.7*h4", "-1.2-0.8*h3-1.1*h4+0.7*h5", 28},
        {"-0.2+0.8*h2+0.7*h3", "1.3+0.5*h1-1.8*h3+0.4*h4+1.5*h5+0.7*h6", 64},
    };
    flint_rand_t state;
    wane_start_t start;
    tally_t tally = {0, 0};
    flint_rand_init(state);
    wane_start_init(start);
    start->kind = WANE_START_VALUE;
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        thresholds_t thresholds;
        kernels_t kernels;
        thresholds_init(thresholds);
        kernels_init(kernels);
        fmpq_set_si(start->value->lo, pair[i].R0, 100);
        fmpq_set(start->value->hi, start->value->lo);
        cr_assert_neq(thresholds_of(thresholds, pair[i].student, pair[i].teacher, start), WANE_BAD_INPUT);
        cr_assert_geq(thresholds->count, 2, "%s", pair[i].student);
        pair_kernels(kernels, pair[i].student, pair[i].teacher);
        for (int j = 0; j < 4; j++)
            check_partition(&tally, thresholds, kernels, start, pair[i].student, state);
        thresholds_clear(thresholds);
        kernels_clear(kernels);
    }
    cr_assert_eq(tally.undecided, 0);
    wane_start_clear(start);
    flint_rand_clear(state);
}

static void set_fraction(arb_t x, slong numerator, slong denominator)
{
    arb_set_si(x, numerator);
    arb_div_si(x, x, denominator, 128);
}

/* The way in of the way out is the way in, for both kinds of exit from R = 1. */
Test(thresholds, way_in_inverts_way_out)
{
    flint_rand_t state;
    flint_rand_init(state);
    slong count = repetitions(200);
    for (slong i = 0; i < count; i++) {
        entry_exit_t growth;
        arb_t a_in, a_out, back, zero;
        entry_exit_init(growth);
        arb_init(a_in);
        arb_init(a_out);
        arb_init(back);
        arb_init(zero);
        int falls = (int)n_randint(state, 2); /* a_eq < 0: a falls through 0 */
        slong a_c = 10 + (slong)n_randint(state, 990);
        slong a_eq = falls ? -1 - (slong)n_randint(state, 999) : a_c + 1 + (slong)n_randint(state, 999);
        set_fraction(growth->zero, a_c, 100);
        set_fraction(growth->target, a_eq, 100);
        set_fraction(a_in, 1 + (slong)n_randint(state, (ulong)a_c - 1), 100);
        const arb_struct *turn = falls ? zero : growth->zero, *far = falls ? growth->zero : zero;
        cr_assert_eq(delayed_exit_solve(a_out, growth, a_in, turn, NULL, 128), 1);
        cr_assert_eq(delayed_entry_solve(back, growth, a_out, turn, far, 128), 1);
        cr_assert(arb_overlaps(back, a_in), "%s, not %s", arb_get_str(back, 20, 0), arb_get_str(a_in, 20, 0));
        arb_sub(back, growth->target, a_out, 128);
        if (fabs(middle(back)) > 1e-3 && middle(a_in) > 0.1 &&
            middle(a_in) < 0.9 * middle(growth->zero)) { /* where W is well conditioned */
            cr_assert_eq(delayed_entry_solve(back, growth, a_out, turn, far, 128), 1);
            cr_assert_geq(arb_rel_accuracy_bits(back), 40, "%s from %s: %s", arb_get_str(back, 20, 0),
                          arb_get_str(a_in, 20, 0), arb_get_str(a_out, 20, 0));
        }
        /* no way in leads beyond the image of the far end */
        cr_assert_eq(delayed_exit_solve(a_out, growth, far, turn, NULL, 128), 1);
        arb_add(a_out, a_out, growth->target, 128);
        arb_mul_2exp_si(a_out, a_out, -1);
        cr_assert_eq(delayed_entry_solve(back, growth, a_out, turn, far, 128), -1);
        entry_exit_clear(growth);
        arb_clear(a_in);
        arb_clear(a_out);
        arb_clear(back);
        arb_clear(zero);
    }
    flint_rand_clear(state);
}

static void random_start(wane_start_t start, flint_rand_t state)
{
    static const wane_start_kind_t kind[] = {WANE_START_ZERO, WANE_START_ZERO_PLUS, WANE_START_ZERO_MINUS,
                                             WANE_START_VALUE, WANE_START_VALUE};
    start->kind = kind[n_randint(state, 5)];
    slong R0 = start->kind == WANE_START_VALUE ? (slong)n_randint(state, 197) - 98 : 0;
    fmpq_set_si(start->value->lo, R0, 100);
    fmpq_set(start->value->hi, start->value->lo);
}

Test(thresholds, random_pairs_agree_at_single_scales)
{
    static const char *student[] = {"tanh", "erf", "sin(x)", "gelu", "center(gelu)", NULL, NULL, NULL};
    flint_rand_t state;
    tally_t tally = {0, 0};
    slong undecided = 0, count = repetitions(60), intervals = 0;
    fmpq *c = _fmpq_vec_init(8);
    wane_start_t start;
    flint_rand_init(state);
    wane_start_init(start);
    for (slong i = 0; i < count; i++) {
        char teacher[400], own[400], what[900];
        thresholds_t thresholds;
        kernels_t kernels;
        const char *sigma = student[n_randint(state, 8)];
        random_polynomial(own, c, 1 + (slong)n_randint(state, 5), state);
        random_polynomial(teacher, c, 1 + (slong)n_randint(state, 7), state);
        if (sigma == NULL) sigma = own;
        random_start(start, state);
        char *R0 = fmpq_get_str(NULL, 10, start->value->lo);
        snprintf(what, sizeof what, "%s | %s, start %d, R0 = %s", sigma, teacher, (int)start->kind, R0);
        flint_free(R0);
        thresholds_init(thresholds);
        kernels_init(kernels);
        wane_status_t status = thresholds_of(thresholds, sigma, teacher, start);
        cr_assert(status == WANE_OK || status == WANE_UNDECIDED, "%s", what);
        undecided += status == WANE_UNDECIDED;
        intervals += thresholds->count;
        pair_kernels(kernels, sigma, teacher);
        check_partition(&tally, thresholds, kernels, start, what, state);
        thresholds_clear(thresholds);
        kernels_clear(kernels);
    }
    cr_log_info("%ld intervals, %ld of %ld undecided; points: %ld agree, %ld undecided", (long)intervals,
                (long)undecided, (long)count, (long)tally.agreed, (long)tally.undecided);
    cr_assert_leq(10 * undecided, count, "%ld of %ld undecided", (long)undecided, (long)count);
    cr_assert_leq(50 * tally.undecided, tally.agreed, "%ld points undecided, %ld agree",
                  (long)tally.undecided, (long)tally.agreed);
    _fmpq_vec_clear(c, 8);
    wane_start_clear(start);
    flint_rand_clear(state);
}

/* Increasing from 0 to infinity, neighbours sharing a boundary and differing in the outcome, ties inside. */
static void check_structure(const thresholds_t thresholds, const char *what)
{
    const wane_scale_interval_t *interval = thresholds->interval;
    slong last = thresholds->count - 1;
    cr_assert_geq(last, 0, "%s", what);
    cr_assert(arb_is_zero(interval[0].from) && arf_is_pos_inf(arb_midref(interval[last].to)), "%s", what);
    for (slong i = 0; i <= last; i++) {
        cr_assert(arb_lt(interval[i].from, interval[i].to), "%s: interval %ld", what, (long)i);
        cr_assert_eq(interval[i].reason != NULL, interval[i].outcome == WANE_OUTCOME_UNDECIDED, "%s", what);
        if (i == last) continue;
        cr_assert(arb_equal(interval[i].to, interval[i + 1].from), "%s: boundary %ld", what, (long)i);
        cr_assert_neq(interval[i].outcome, interval[i + 1].outcome, "%s", what);
    }
    for (slong i = 0; i < thresholds->tie_count; i++) {
        int inside = 0;
        for (slong j = 0; j <= last; j++)
            inside = inside || (arb_gt(thresholds->tie + i, interval[j].from) &&
                                arb_lt(thresholds->tie + i, interval[j].to) &&
                                interval[j].outcome != WANE_OUTCOME_UNDECIDED);
        cr_assert(inside, "%s: tie %ld", what, (long)i);
    }
}

static void partition_and_points(tally_t *tally, slong *undecided, const char *student, const char *teacher,
                                 const wane_start_t start, const char *what, flint_rand_t state)
{
    thresholds_t thresholds;
    kernels_t kernels;
    thresholds_init(thresholds);
    kernels_init(kernels);
    wane_status_t status = thresholds_of(thresholds, student, teacher, start);
    cr_assert(status == WANE_OK || status == WANE_UNDECIDED, "%s", what);
    *undecided += status == WANE_UNDECIDED;
    check_structure(thresholds, what);
    pair_kernels(kernels, student, teacher);
    check_partition(tally, thresholds, kernels, start, what, state);
    thresholds_clear(thresholds);
    kernels_clear(kernels);
}

/* Late exits from R = 0 close to the end of the window in which they exist. */
Test(thresholds, exits_near_the_end_of_their_window)
{
    static const struct {
        const char *student, *teacher;
        slong R0; /* hundredths */
        int count;
        double boundary; /* the last */
    } pair[] = {
        {"3-2*h1-h2", "-3+h2", -10, 1, 0},
        {"0.1-h1+3*h2", "-1+2*h2", 99, 2, 19.674768313599342},
    };
    flint_rand_t state;
    wane_start_t start;
    tally_t tally = {0, 0};
    slong undecided = 0;
    flint_rand_init(state);
    wane_start_init(start);
    start->kind = WANE_START_VALUE;
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        thresholds_t thresholds;
        thresholds_init(thresholds);
        fmpq_set_si(start->value->lo, pair[i].R0, 100);
        fmpq_set(start->value->hi, start->value->lo);
        cr_assert_eq(thresholds_of(thresholds, pair[i].student, pair[i].teacher, start), WANE_OK);
        cr_assert_eq(thresholds->count, pair[i].count);
        if (pair[i].count == 2)
            cr_assert_float_eq(middle(thresholds->interval[0].to), pair[i].boundary, 1e-12);
        thresholds_clear(thresholds);
        partition_and_points(&tally, &undecided, pair[i].student, pair[i].teacher, start, pair[i].student,
                             state);
    }
    verdict_t verdict;
    wane_message_t message;
    verdict_init(verdict);
    cr_assert_eq(decide(verdict, "0.1-h1+3*h2", "-1+2*h2", "1961/100", "99/100", message), WANE_OK, "%s",
                 message->text);
    cr_assert_eq(verdict->outcome, WANE_OUTCOME_LEARNING);
    verdict_clear(verdict);
    cr_assert_eq(undecided + tally.undecided, 0);
    wane_start_clear(start);
    flint_rand_clear(state);
}

static void random_coefficients(char *text, flint_rand_t state)
{
    static const char *const coefficient[] = {"", "", "+1", "-1", "+2", "-2", "+3", "-3", "+1/2", "-1/10"};
    int length = 0, degree = 1 + (int)n_randint(state, 4);
    text[0] = '\0';
    for (int k = 0; k <= degree; k++) {
        const char *c = coefficient[n_randint(state, 10)];
        if (c[0] != '\0') length += snprintf(text + length, 60, k > 0 ? "%s*h%d" : "%s", c, k);
    }
    if (length == 0) strcpy(text, "h1");
}

/* Small integers, kinks, starts on R = 0 and far from it. */
Test(thresholds, degenerate_pairs_are_partitions)
{
    static const char *const kinked[] = {"relu", "center(relu)", "abs(x)"};
    static const slong tenths[] = {5, -5, 9, -9, 1, -1};
    flint_rand_t state;
    wane_start_t start;
    tally_t tally = {0, 0};
    slong undecided = 0, count = repetitions(150);
    flint_rand_init(state);
    wane_start_init(start);
    for (slong i = 0; i < count; i++) {
        char student[300], teacher[300], what[700];
        random_coefficients(student, state);
        random_coefficients(teacher, state);
        if (n_randint(state, 8) == 0) strcpy(student, kinked[n_randint(state, 3)]);
        if (n_randint(state, 16) == 0) strcpy(teacher, kinked[n_randint(state, 3)]);
        slong which = (slong)n_randint(state, 9);
        start->kind = which == 6   ? WANE_START_ZERO
                      : which == 7 ? WANE_START_ZERO_PLUS
                      : which == 8 ? WANE_START_ZERO_MINUS
                                   : WANE_START_VALUE;
        fmpq_set_si(start->value->lo, which < 6 ? tenths[which] : 0, 10);
        fmpq_set(start->value->hi, start->value->lo);
        snprintf(what, sizeof what, "%s | %s, start %ld", student, teacher, (long)which);
        partition_and_points(&tally, &undecided, student, teacher, start, what, state);
    }
    cr_log_info("%ld of %ld undecided; points: %ld agree, %ld undecided", (long)undecided, (long)count,
                (long)tally.agreed, (long)tally.undecided);
    cr_assert_leq(10 * undecided, count);
    cr_assert_leq(50 * tally.undecided, tally.agreed);
    wane_start_clear(start);
    flint_rand_clear(state);
}

static wane_status_t partition_of(thresholds_t thresholds, const char *student, const char *teacher,
                                  const char *b)
{
    const wane_parameter_t parameter = {"b", b};
    wane_function_t f, g;
    wane_effort_t effort;
    wane_message_t message;
    wane_start_t zero;
    wane_start_init(zero);
    wane_function_init(f);
    wane_function_init(g);
    wane_effort_default(&effort);
    effort.digits = 12;
    effort.max_prec = 400;
    cr_assert_eq(wane_function_parse(f, student, &parameter, 1, message), WANE_OK);
    cr_assert_eq(wane_function_parse(g, teacher, &parameter, 1, message), WANE_OK);
    wane_status_t status = thresholds_compute(thresholds, f, g, zero, &effort, message);
    wane_function_clear(f);
    wane_function_clear(g);
    wane_start_clear(zero);
    return status;
}

/* The partition of a family is that of every member, up to the hulls of its boundaries. */
Test(thresholds, families)
{
    static const char *const families[][5] = {
        {"tanh(b*x)", "h1+0.3*h3", "[1/2,3/2]", "1/2", "4/3"},
        {"tanh(b*x)", "h1+0.2*h3+1.5*h5", "[19/20,21/20]", "19/20", "1"},
        {"tanh", "h1+b*h3", "[1/20,3/10]", "1/20", "1/7"},
        {"erf", "h1+0.2*h3+b*h5", "[7/5,8/5]", "8/5", "3/2"}};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        const char *const *family = families[i];
        thresholds_t all;
        thresholds_init(all);
        cr_assert_eq(partition_of(all, family[0], family[1], family[2]), WANE_OK, "%s | %s", family[0],
                     family[1]);
        for (int member = 3; member < 5; member++) {
            thresholds_t one;
            thresholds_init(one);
            cr_assert_eq(partition_of(one, family[0], family[1], family[member]), WANE_OK);
            cr_assert_eq(one->count, all->count, "%s | %s", family[0], family[1]);
            for (slong j = 0; j < one->count; j++) {
                cr_assert_eq(one->interval[j].outcome, all->interval[j].outcome);
                cr_assert(arb_overlaps(one->interval[j].to, all->interval[j].to), "%s | %s: boundary %ld",
                          family[0], family[1], (long)j);
            }
            thresholds_clear(one);
        }
        thresholds_clear(all);
    }
    thresholds_t mixed;
    thresholds_init(mixed);
    cr_assert_eq(partition_of(mixed, "tanh", "h1+b*h3", "[-9/10,3/10]"), WANE_UNDECIDED);
    thresholds_clear(mixed);
}
