/* Interval starts, slow times and separations against point values computed in double precision. */
#include "naive.h"
#include "manifold/limit/itinerary.h"
#include "manifold/limit/phase_rates.h"
#include "pairs.h"

#include <math.h>

#include <criterion/criterion.h>

static wane_status_t from_interval(verdict_t verdict, const kernels_t kernels, slong lo, slong hi,
                                   slong scale)
{
    wane_interval_t a0;
    wane_start_t start;
    wane_message_t message;
    wane_interval_init(a0);
    wane_start_init(start);
    fmpq_set_si(a0->lo, lo, (ulong)scale);
    fmpq_set_si(a0->hi, hi, (ulong)scale);
    wane_status_t status = verdict_prove(verdict, 1, NULL, kernels, a0, start, message);
    wane_interval_clear(a0);
    wane_start_clear(start);
    return status;
}

/* Phase by phase, an interval of a0 gives what contains the answer for each a0 in it. */
Test(measures, an_interval_contains_its_points)
{
    static const char *pair[][2] = {
        {"tanh", "h1+0.3*h3"}, {"tanh", "h1-0.1*h3"}, {"h1+0.5*h2+0.3*h3", "h1+0.2*h3"}};
    static const slong range[][2] = {{40, 60}, {300, 400}, {20, 50}};
    for (int i = 0; i < 3; i++) {
        kernels_t kernels;
        verdict_t wide, point;
        kernels_init(kernels);
        verdict_init(wide);
        pair_kernels(kernels, pair[i][0], pair[i][1]);
        cr_assert_eq(from_interval(wide, kernels, range[i][0], range[i][1], 100), WANE_OK);
        for (slong a = range[i][0]; a <= range[i][1]; a += 5) {
            verdict_init(point);
            cr_assert_eq(from_interval(point, kernels, a, a, 100), WANE_OK);
            cr_assert_eq(point->outcome, wide->outcome);
            cr_assert_eq(point->phase_count, wide->phase_count);
            for (slong j = 0; j < point->phase_count; j++) {
                const wane_phase_t *p = point->phases + j, *w = wide->phases + j;
                cr_assert_eq(p->end, w->end);
                cr_assert(arb_overlaps(w->R_to, p->R_to), "%s: %s, %s", pair[i][1],
                          arb_get_str(w->R_to, 10, 0), arb_get_str(p->R_to, 20, 0));
                cr_assert(!arb_is_finite(w->a_to) || arb_overlaps(w->a_to, p->a_to));
                cr_assert(arb_overlaps(w->loss_to, p->loss_to));
                cr_assert(!arb_is_finite(w->slow_time) || arb_overlaps(w->slow_time, p->slow_time));
            }
            verdict_clear(point);
        }
        verdict_clear(wide);
        kernels_clear(kernels);
    }
}

typedef struct {
    double height, height_slope, N, S, S1, P1;
} point_t;

static point_t at(const naive_kernels_t *k, double R)
{
    double P = 0, P1 = 0, P2 = 0, S = 0, S1 = 0, S2 = 0;
    for (int j = 0; j < k->length; j++) {
        double e = 2 * j;
        P += k->p[j] * pow(R, j);
        S += k->s[j] * pow(R, e);
        if (j > 0) P1 += k->p[j] * j * pow(R, j - 1), S1 += k->s[j] * e * pow(R, e - 1);
        if (j > 0) P2 += k->p[j] * j * (j - 1) * pow(R, j - 2), S2 += k->s[j] * e * (e - 1) * pow(R, e - 2);
    }
    point_t v = {2 * P1 / S1, 2 * (P2 * S1 - P1 * S2) / (S1 * S1), P * S1 - 2 * P1 * S, S, S1, P1};
    return v;
}

/* Simpson's rule for the integral of S' A'/N. */
static double slow_time(const naive_kernels_t *k, double from, double to)
{
    enum { PANELS = 2000 };
    double sum = 0, step = (to - from) / PANELS;
    for (int i = 0; i <= PANELS; i++) {
        point_t v = at(k, from + i * step);
        double weight = i == 0 || i == PANELS ? 1 : i % 2 ? 4 : 2;
        sum += weight * v.S1 * v.height_slope / v.N;
    }
    return sum * step / 3;
}

static double separation(const naive_kernels_t *k, double R)
{
    point_t v = at(k, R);
    double eigenvalue = fabs(0.5 * (1 - R * R) * v.height * v.height_slope * v.S1);
    double of_a = fabs(v.N / (v.S1 * v.height)), of_R = fabs(v.N / (v.S1 * v.height_slope * R));
    return eigenvalue / fmax(of_a, of_R);
}

static double middle(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

Test(measures, slow_time_to_a_fold_and_to_the_aligned_line)
{
    /* h1 + h2 | h1 + h2 - … chosen so that phases end at a fold and at R = 1 */
    static const char *pair[][2] = {
        {"tanh", "sin(2*x)"}, {"h1+h3", "h1-0.2*h2+1.5*h3"}, {"h1+h2", "h1-0.2*h2"}};
    int finite = 0;
    for (int i = 0; i < 3; i++) {
        kernels_t kernels;
        naive_kernels_t k;
        verdict_t verdict;
        kernels_init(kernels);
        pair_kernels(kernels, pair[i][0], pair[i][1]);
        naive_kernels(&k, kernels);
        for (slong a = 1; a <= 6; a++) {
            verdict_init(verdict);
            if (from_interval(verdict, kernels, a, a, 1) == WANE_OK) {
                for (slong j = 0; j < verdict->phase_count; j++) {
                    const wane_phase_t *p = verdict->phases + j;
                    if (p->branch != WANE_BRANCH_INTERIOR || !arb_is_finite(p->slow_time)) continue;
                    double expected = slow_time(&k, middle(p->R_from), fmin(middle(p->R_to), 1 - 1e-9));
                    cr_assert_float_eq(middle(p->slow_time), expected, 1e-5 * expected,
                                       "%s: %.12g, expected %.12g", pair[i][1], middle(p->slow_time),
                                       expected);
                    cr_assert_geq(arb_rel_accuracy_bits(p->slow_time), 20);
                    finite++;
                }
            }
            verdict_clear(verdict);
        }
        kernels_clear(kernels);
    }
    cr_assert_geq(finite, 4);
}

/* Time goes on up to R = 1. */
Test(measures, slow_time_counts_its_last_stretch)
{
    static const char *pair[][2] = {
        {"h1+h2", "h1-0.2*h2"}, {"h1+h3", "h1+0.2*h3"}, {"h1+0.5*h3", "h1-0.2*h3"}};
    int later = 0;
    for (int i = 0; i < 3; i++) {
        kernels_t kernels;
        wane_message_t message;
        kernels_init(kernels);
        pair_kernels(kernels, pair[i][0], pair[i][1]);
        interior_branch_struct *branch = interior_branch_new(kernels, 1, 1, message);
        cr_assert_not_null(branch);
        arb_t from, to, before, all;
        arb_init(from);
        arb_init(to);
        arb_init(before);
        arb_init(all);
        arb_set_d(from, 0.9375);
        arb_set_d(to, 1 - 0x1p-40);
        branch_slow_time(before, branch, from, to);
        arb_one(to);
        branch_slow_time(all, branch, from, to);
        arb_abs(before, before);
        arb_abs(all, all);
        cr_assert(!arb_lt(all, before), "%s: %s up to 1, %s before", pair[i][1], arb_get_str(all, 20, 0),
                  arb_get_str(before, 20, 0));
        later += arb_is_finite(all) && arb_is_finite(before);
        arb_clear(from);
        arb_clear(to);
        arb_clear(before);
        arb_clear(all);
        interior_branch_free(branch);
        kernels_clear(kernels);
    }
    cr_assert_geq(later, 2);
}

/* S'A'/N in balls at a point, P and S by whatever serves there. */
static double rough_integrand(const kernels_t kernels, double R)
{
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    double p[WANE_KERNEL_DERIVATIVES], s[WANE_KERNEL_DERIVATIVES];
    arb_t x;
    arb_init(x);
    arb_set_d(x, R);
    kernels_evaluate(P, S, kernels, x, 128);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) p[j] = middle(P + j), s[j] = middle(S + j);
    arb_clear(x);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
    return 2 * (p[2] * s[1] - p[1] * s[2]) / (s[1] * (p[0] * s[1] - 2 * p[1] * s[0]));
}

Test(measures, slow_time_beside_kinks)
{
    static const char *pair[][2] = {{"elu", "sign"}, {"selu", "sign"}};
    int finite = 0;
    for (int i = 0; i < 2; i++) {
        kernels_t kernels;
        verdict_t verdict;
        kernels_init(kernels);
        pair_kernels_digits(kernels, pair[i][0], pair[i][1], 15);
        for (slong a = 1; a <= 3; a++) {
            verdict_init(verdict);
            from_interval(verdict, kernels, a, a, 1);
            for (slong j = 0; j < verdict->phase_count; j++) {
                const wane_phase_t *p = verdict->phases + j;
                if (p->branch != WANE_BRANCH_INTERIOR || !arb_is_finite(p->slow_time)) continue;
                const double from = middle(p->R_from), to = middle(p->R_to);
                if (from < 0 || to < 0 || fmax(from, to) > 0.999 || fabs(to - from) < 0.01) continue;
                enum { PANELS = 200 };
                double sum = 0;
                for (int k = 0; k <= PANELS; k++)
                    sum += (k == 0 || k == PANELS ? 1
                            : k % 2               ? 4
                                                  : 2) *
                           rough_integrand(kernels, from + k * (to - from) / PANELS);
                sum *= (to - from) / PANELS / 3;
                cr_assert_float_eq(middle(p->slow_time), sum, 1e-5 * fabs(sum),
                                   "%s | %s: %.12g, expected %.12g", pair[i][0], pair[i][1],
                                   middle(p->slow_time), sum);
                cr_assert_geq(arb_rel_accuracy_bits(p->slow_time), 14);
                finite++;
            }
            verdict_clear(verdict);
        }
        kernels_clear(kernels);
    }
    cr_assert_geq(finite, 2);
}

Test(measures, separation_is_a_lower_bound)
{
    static const char *pair[][2] = {{"tanh", "h1+0.3*h3"}, {"tanh", "h1-0.1*h3"}, {"erf", "h1+0.2*h3"}};
    for (int i = 0; i < 3; i++) {
        kernels_t kernels;
        naive_kernels_t k;
        verdict_t verdict;
        kernels_init(kernels);
        verdict_init(verdict);
        pair_kernels(kernels, pair[i][0], pair[i][1]);
        naive_kernels(&k, kernels);
        cr_assert_eq(from_interval(verdict, kernels, 1, 1, 2), WANE_OK);
        const wane_phase_t *last = verdict->phases + verdict->phase_count - 1;
        cr_assert_eq(last->branch, WANE_BRANCH_INTERIOR);
        cr_assert(arb_is_positive(last->separation));
        double least = INFINITY, from = middle(last->R_from), to = middle(last->R_to);
        for (int j = 1; j < 400; j++) least = fmin(least, separation(&k, from + (to - from) * j / 400));
        cr_assert_leq(middle(last->separation), least * (1 + 1e-6));
        cr_assert_geq(middle(last->separation), 0.2 * least);
        verdict_clear(verdict);
        kernels_clear(kernels);
    }
}

/* Up to where 1 - R^2 is small, which one value for a wide piece would miss. */
Test(measures, a_separation_holds_up_to_its_ends)
{
    static const char *pair[][2] = {{"h1+0.5*h3", "h1-0.2*h3"},
                                    {"h1+h2", "h1-0.2*h2"},
                                    {"h1+0.3*h2", "2*h1+0.1*h2"},
                                    {"tanh", "h1+0.3*h3"}};
    static const double from[] = {0.0625, 0.25, 0.5, 0.75}, to[] = {0.9375, 1 - 0x1p-8, 1 - 0x1p-12};
    int finite = 0;
    for (int i = 0; i < 4; i++) {
        kernels_t kernels;
        naive_kernels_t k;
        wane_message_t message;
        kernels_init(kernels);
        pair_kernels(kernels, pair[i][0], pair[i][1]);
        naive_kernels(&k, kernels);
        interior_branch_struct *branch = interior_branch_new(kernels, 1, 1, message);
        cr_assert_not_null(branch);
        arb_t bound;
        arf_t lo, hi;
        arb_init(bound);
        arf_init(lo);
        arf_init(hi);
        for (int j = 0; j < 12; j++) {
            arf_set_d(lo, from[j / 3]);
            arf_set_d(hi, to[j % 3]);
            branch_separation(bound, branch, lo, hi);
            finite += arb_is_finite(bound);
            for (int n = 0; n <= 400 && arb_is_finite(bound); n++) {
                const double R = from[j / 3] + (to[j % 3] - from[j / 3]) * n / 400;
                cr_assert_geq(separation(&k, R) * (1 + 1e-6), middle(bound),
                              "%s: %g at %.12g, bound %g on [%g, %.12g]", pair[i][1], separation(&k, R), R,
                              middle(bound), from[j / 3], to[j % 3]);
            }
        }
        arb_clear(bound);
        arf_clear(lo);
        arf_clear(hi);
        interior_branch_free(branch);
        kernels_clear(kernels);
    }
    cr_assert_geq(finite, 20);
}

/* On |R| = 1: a^2 S' |a_c - a| / (S |a_eq - a|). */
static double separation_on_line(const naive_kernels_t *k, double side, double a)
{
    double P = 0, P1 = 0, S = 0, S1 = 0;
    for (int j = 0; j < k->length; j++) {
        P += k->p[j] * pow(side, j);
        P1 += j * k->p[j] * pow(side, j);
        S += k->s[j];
        S1 += 2 * j * k->s[j];
    }
    return a * a * S1 * fabs(2 * P1 / S1 - a) / (S * fabs(P / S - a));
}

static void expect_bound(const naive_kernels_t *k, const wane_phase_t *phase, const char *pair)
{
    for (slong i = 0; i < phase->stretch_count; i++) {
        const double lo = middle(phase->stretch[i].lo), hi = middle(phase->stretch[i].hi);
        cr_assert_lt(lo, hi);
        for (int j = 0; j <= 200; j++) {
            const double x = lo + (hi - lo) * j / 200;
            const double ratio =
                phase->branch == WANE_BRANCH_INTERIOR
                    ? separation(k, x)
                    : separation_on_line(k, phase->branch == WANE_BRANCH_ALIGNED ? 1 : -1, x);
            if (x == 0 || !isfinite(ratio)) continue;
            cr_assert_geq(ratio, middle(phase->separation) * (1 - 1e-6), "%s: %g at %g, bound %g", pair,
                          ratio, x, middle(phase->separation));
        }
    }
}

/* At each exit, fold and zero of a some rate vanishes: the bound speaks of stretches beside it only. */
Test(measures, a_separation_holds_on_its_stretches)
{
    static const char *pair[][2] = {{"tanh", "h1+0.3*h3"},         {"tanh", "-h1-0.3*h3"},
                                    {"tanh", "h1-0.1*h3"},         {"h1+h2", "h1-0.2*h2"},
                                    {"tanh", "sin(2*x)"},          {"h1+0.5*h3", "h1-0.2*h3"},
                                    {"h1+h3", "h1-0.2*h2+1.5*h3"}, {"h1+0.4*h2", "-h1+0.3*h2+0.2*h3"}};
    int stretches = 0, exits = 0;
    for (int i = 0; i < 8; i++) {
        kernels_t kernels;
        naive_kernels_t k;
        kernels_init(kernels);
        pair_kernels(kernels, pair[i][0], pair[i][1]);
        naive_kernels(&k, kernels);
        for (slong a = -7; a <= 7; a += 2) {
            verdict_t verdict;
            verdict_init(verdict);
            if (from_interval(verdict, kernels, a, a, 4) == WANE_OK) {
                for (slong j = 0; j < verdict->phase_count; j++) {
                    const wane_phase_t *phase = verdict->phases + j;
                    cr_assert_eq(arb_is_finite(phase->separation), phase->stretch_count > 0);
                    expect_bound(&k, phase, pair[i][1]);
                    stretches += (int)phase->stretch_count;
                }
                exits += verdict->has_exit;
            }
            verdict_clear(verdict);
        }
        kernels_clear(kernels);
    }
    cr_assert_geq(stretches, 40);
    cr_assert_geq(exits, 8);
}

/* What a family of boxes shares holds for its members. */
Test(measures, stretches_of_an_interval_are_common)
{
    kernels_t kernels;
    naive_kernels_t k;
    verdict_t wide;
    kernels_init(kernels);
    verdict_init(wide);
    pair_kernels(kernels, "tanh", "h1+0.3*h3");
    naive_kernels(&k, kernels);
    cr_assert_eq(from_interval(wide, kernels, 40, 60, 100), WANE_OK);
    for (slong j = 0; j < wide->phase_count; j++) expect_bound(&k, wide->phases + j, "tanh | h1+0.3*h3");
    verdict_clear(wide);
    kernels_clear(kernels);
}

/* The last phase never ends, also that of a start which is an equilibrium, where no branch was ever looked at. */
Test(measures, the_last_phase_never_ends)
{
    static const struct {
        const char *student, *teacher;
        slong a0; /* tenths */
    } question[] = {{"tanh", "h1+0.3*h3", 0}, {"tanh", "h3", 0},          {"tanh", "h1+0.3*h3", 5},
                    {"tanh", "tanh", 5},      {"tanh", "h1-0.1*h3", -30}, {"h1", "h1+0.5*h3", 5}};
    for (size_t i = 0; i < sizeof question / sizeof *question; i++) {
        kernels_t kernels;
        verdict_t verdict;
        kernels_init(kernels);
        verdict_init(verdict);
        pair_kernels(kernels, question[i].student, question[i].teacher);
        cr_assert_eq(from_interval(verdict, kernels, question[i].a0, question[i].a0, 10), WANE_OK);
        const arb_struct *last = verdict->phases[verdict->phase_count - 1].slow_time;
        cr_assert(arf_is_pos_inf(arb_midref(last)) && mag_is_zero(arb_radref(last)), "%s | %s",
                  question[i].student, question[i].teacher);
        verdict_clear(verdict);
        kernels_clear(kernels);
    }
}

/* From R0 = 2/3 the state falls to the branch, which it follows up to R = 4/(3b), the zero of P', before it falls for
   good: of the members of the family some have their peak at the start, some there. */
Test(measures, of_two_peaks_the_larger)
{
    verdict_t family, member;
    wane_message_t message;
    verdict_init(family);
    verdict_init(member);
    cr_assert_eq(decide(family, "1+h1+h2+h3/2", "-2+h2-[99/50,101/50]*h3", "3/2", "2/3", message), WANE_OK);
    cr_assert_eq(decide(member, "1+h1+h2+h3/2", "-2+h2-99/50*h3", "3/2", "2/3", message), WANE_OK);
    cr_assert_float_eq(middle(member->R_peak), 200. / 297, 1e-15);
    cr_assert(arb_overlaps(family->R_peak, member->R_peak), "%s", arb_get_str(family->R_peak, 10, 0));
    verdict_clear(family);
    verdict_clear(member);
}
