/* A verdict in the limit eps -> 0: the flow at eps = 10^-3, 10^-4, 10^-5, and whether what comes out tends to
   what is claimed, or to something else. */
#include "compare.h"

#include <math.h>
#include <stdio.h>

#include "journey.h"

#define RATIOS 3
#define BEYOND 1e-3L /* so much smaller an eps must confirm a contradiction */
#define USUAL 1e-8L
#define FINE 1e-10L
#define AGREES 1e-3L
#define COMING 0.05L /* with less than this to go, coming nearer is enough */
#define WRONG 0.01L
#define SMALL_TAIL 0.03L /* where the law is asked for up to a factor 2 */
#define GROWN 8          /* a law |a| ~ (eps t)^(1/Q), Q >= 2, is then off by less than a part in 60 */
#define LAW 0.5L
#define RULES 0.3L

typedef struct {
    long double eps, R0, log_R0;
    int start_first;
} way_t;

static void ways_from_value(way_t *way, const question_t *m)
{
    for (int i = 0; i < RATIOS; i++) {
        way[i].eps = powl(10, -3 - i);
        way[i].R0 = fraction_value(m->R0.lo);
        way[i].log_R0 = 0;
        way[i].start_first = 0;
    }
}

/* The power q of R' ~ R^q near an invariant R = 0, of derivations/05 (12); 1 beside others. */
static int power_near_zero(const pair_kernel_t *kernel)
{
    int p = 1, s = 1;
    while (p < kernel->p_length && kernel->p[p] == 0) p++;
    while (s < kernel->s_length && kernel->s[s] == 0) s++;
    return p < 2 ? 1 : p < 2 * s && p < kernel->p_length ? p - 1 : 2 * s - 1;
}

/* eps -> 0 with R0 fixed and small. */
static void ways_eps_first(way_t *way, const question_t *m, int power)
{
    static const long double start[] = {1e-4L, 0.01L, 0.03L, 0.1L};
    for (int i = 0; i < RATIOS; i++) {
        way[i].eps = powl(10, -3 - i);
        way[i].R0 = m->from == FROM_ZERO_PLUS ? 1 : -1;
        way[i].log_R0 = logl(start[power > 4 ? 3 : power - 1]);
        way[i].start_first = 0;
    }
}

/* R0 stands for 0+ or 0- if R moves the same way, at the height a0, from everywhere closer to 0. */
static int is_small(const way_t *way, const pair_kernel_t *kernel, long double a0)
{
    long double R = way->R0 * expl(way->log_R0), first = 0;
    for (int i = 0; i < 100; i++, R /= 1.5L) {
        pair_values_t v;
        pair_kernel_at(&v, kernel, R, 1 - R * R);
        const long double motion = v.P1 - a0 * R * v.K1;
        if (motion * first < 0) return 0;
        if (first == 0) first = motion > 0 ? 1 : motion < 0 ? -1 : 0;
    }
    return 1;
}

/* R0 so small that eps log R0 is large. */
static void ways_start_first(way_t *way, const question_t *m)
{
    static const long double eps[] = {1e-2L, 3e-3L, 1e-3L}, start[] = {-2e3L, -6e3L, -1.1e4L};
    for (int i = 0; i < RATIOS; i++) {
        way[i].eps = eps[i];
        way[i].R0 = m->from == FROM_ZERO_PLUS ? 1 : -1;
        way[i].log_R0 = start[i];
        way[i].start_first = 1;
    }
}

static void follow(journey_t *journey, const way_t *way, const pair_kernel_t *kernel, const question_t *m,
                   long double tolerance)
{
    journey_follow(journey, kernel, way->eps, fraction_value(m->a0.lo), way->R0, way->log_R0, tolerance);
}

static long double change(long double x, long double y)
{
    return isinf(x) && x == y ? 0 : fabsl(x - y);
}

/* What comes out at the three eps; the last again with a finer tolerance, and at an eps far below. */
typedef struct {
    long double at[RATIOS], again, beyond;
} sequence_t;

/* Values that have settled: the changes become smaller, and are small beside what misses the claim. */
static int has_settled(const sequence_t *v, long double miss)
{
    long double first = change(v->at[1], v->at[0]), second = change(v->at[2], v->at[1]);
    return first < miss / 4 && second < miss / 10 && (second < 1e-9L || second < 0.7L * first) &&
           change(v->at[2], v->again) < miss / 100 && change(v->at[2], v->beyond) < miss / 10;
}

static void compare_values(comparison_t *comparison, const char *name, const answer_t *answer, range_t range,
                           const sequence_t *v, long double slack)
{
    long double size = isinf(v->at[2]) ? 1 : fmaxl(1, fabsl(v->at[2]));
    long double miss = range_distance(v->at[2], range), before = range_distance(v->at[1], range);
    if (miss <= (AGREES + slack) * size || (miss < COMING * size && miss < 0.6L * before)) return;
    if (miss > (WRONG + slack) * size && has_settled(v, miss))
        comparison_say(
            comparison, COMPARED_CONTRADICTS,
            "%s, %s in [%.10g, %.10g], but integration gives %.10Lg, %.10Lg, %.10Lg for decreasing eps",
            wane_outcome_name(answer->outcome), name, range.lo, range.hi, v->at[0], v->at[1], v->at[2]);
    else comparison_say(comparison, COMPARED_NOT, "%s: no convergence seen for eps down to 1e-5", name);
}

/* Integration sees an exit where the line is left by a
   distance: only a jump that goes further is seen at once. */
static int is_a_jump(const answer_t *answer)
{
    const long double R = fminl(fabsl(answer->landing.lo), fabsl(answer->landing.hi));
    const long double far = fmaxl(fabsl(answer->landing.lo), fabsl(answer->landing.hi));
    return answer->from_zero ? R > expl(-JOURNEY_LEFT) * 1.1L : far < tanhl(JOURNEY_LEFT) - 0.01L;
}

/* The last two are the finer one and the one beyond. */
static void compare_exits(comparison_t *comparison, const answer_t *answer, const journey_t *j)
{
    sequence_t v;
    if (!answer->has_exit || j[0].exits == 0 || !is_a_jump(answer)) return;
    for (int i = 0; i < RATIOS + 2; i++)
        if (j[i].exits != j[0].exits || j[i].from_zero != answer->from_zero) return;
    for (int i = 0; i < RATIOS; i++) v.at[i] = j[i].a_out;
    v.again = j[RATIOS].a_out;
    v.beyond = j[RATIOS + 1].a_out;
    compare_values(comparison, "a at the last exit", answer, answer->a_out, &v, 0.02L);
}

/* N and A are near their leading terms at R: else the law has not begun there. */
static int leading_terms_rule(const pair_kernel_t *kernel, long double R)
{
    long double lead = 0, sum = 0, power = 1;
    int s = 1;
    for (int n = 0; n < 60; n++) {
        long double term = pair_kernel_N(kernel, n) * power;
        if (lead == 0) lead = term;
        sum += term;
        power *= R;
    }
    while (s < kernel->s_length && kernel->s[s] == 0) s++;
    if (lead == 0 || s >= kernel->s_length || s >= kernel->p_length) return 0;
    pair_values_t v;
    pair_kernel_at(&v, kernel, R, 1 - R * R);
    long double A = v.P1 / (R * v.K1), leading_A = kernel->p[s] / kernel->s[s] * powl(R, -s);
    return fabsl(sum / lead - 1) < RULES && fabsl(A / leading_A - 1) < RULES;
}

/* |R| (eps t)^(1/Q) where |R| has become small, the leading terms have ruled for a while, and time counts
   from the landing: |a| has grown far beyond the heights at which that can have been. */
static void compare_law(comparison_t *comparison, const answer_t *answer, const pair_kernel_t *kernel,
                        const way_t *way, const journey_t *j, long double a0)
{
    if (!answer->has_scaling || j->end != JOURNEY_RUNS_OFF || fabsl(j->tail_R) > SMALL_TAIL) return;
    if (fabsl(j->tail_a) < GROWN * fmaxl(fabsl(a0), fabsl(j->a_out))) return;
    if (!leading_terms_rule(kernel, j->tail_R) || !leading_terms_rule(kernel, 2 * j->tail_R)) return;
    long double factor = fabsl(j->tail_R) * powl(way->eps * j->tail_t, 1.0L / answer->Q);
    if (range_distance(factor, answer->prefactor) > LAW * factor)
        comparison_say(
            comparison, COMPARED_CONTRADICTS,
            "R ~ C (eps t)^(-1/%ld) with C in [%.10g, %.10g], but integration gives C = %.6Lg at R = %.3Lg",
            answer->Q, answer->prefactor.lo, answer->prefactor.hi, factor, j->tail_R);
}

typedef long double (*pick_t)(const journey_t *journey);

static long double limit_of_R(const journey_t *journey)
{
    return journey->R;
}

static long double peak_of_R(const journey_t *journey)
{
    return journey->peak;
}

static long double limit_of_a(const journey_t *journey)
{
    return journey->a;
}

static sequence_t sequence_of(const journey_t *j, pick_t pick)
{
    sequence_t v = {{pick(&j[0]), pick(&j[1]), pick(&j[2])}, pick(&j[RATIOS]), pick(&j[RATIOS + 1])};
    return v;
}

static int misses(const journey_t *j, const answer_t *answer)
{
    return range_distance(j->R, answer->final) > WRONG || range_distance(j->peak, answer->peak) > WRONG ||
           range_distance(j->a, answer->a_final) > WRONG ||
           (answer->has_exit && j->exits > 0 && j->from_zero == answer->from_zero &&
            range_distance(j->a_out, answer->a_out) > WRONG);
}

static void compare_way(comparison_t *comparison, const answer_t *answer, const question_t *m,
                        const pair_kernel_t *kernel, const way_t *way)
{
    journey_t j[RATIOS + 2];
    way_t beyond = way[RATIOS - 1];
    long double slack = way[0].log_R0 != 0 ? 2 * expl(way[0].log_R0) : 0;
    for (int i = RATIOS - 1; i >= 0; i--) {
        follow(&j[i], &way[i], kernel, m, USUAL);
        if (j[i].end == JOURNEY_UNKNOWN) {
            comparison_say(comparison, COMPARED_NOT, "integration: %s", j[i].why);
            return;
        }
    }
    j[RATIOS] = j[RATIOS + 1] = j[RATIOS - 1];
    if (misses(&j[RATIOS - 1], answer)) {
        follow(&j[RATIOS], &way[RATIOS - 1], kernel, m, FINE);
        beyond.eps = way[0].start_first ? beyond.eps / 3 : beyond.eps * BEYOND;
        follow(&j[RATIOS + 1], &beyond, kernel, m, USUAL);
        if (j[RATIOS].end != j[RATIOS - 1].end || j[RATIOS + 1].end != j[RATIOS - 1].end) {
            comparison_say(comparison, COMPARED_NOT,
                           "integration: depends on its tolerance, or on a smaller eps");
            return;
        }
    }
    sequence_t R = sequence_of(j, limit_of_R), peak = sequence_of(j, peak_of_R),
               a = sequence_of(j, limit_of_a);
    compare_values(comparison, "limit", answer, answer->final, &R, slack);
    compare_values(comparison, "peak", answer, answer->peak, &peak, slack);
    compare_values(comparison, "limit of a", answer, answer->a_final, &a, slack);
    compare_exits(comparison, answer, j);
    compare_law(comparison, answer, kernel, &way[0], &j[0], fraction_value(m->a0.lo));
}

void compare_limit(comparison_t *comparison, const answer_t *answer, const question_t *m)
{
    pair_kernel_t kernel;
    way_t way[RATIOS];
    comparison_t other = {COMPARED_AGREES, ""};
    pair_kernel_set(&kernel, &m->student, &m->teacher);
    if (m->from == FROM_VALUE) {
        ways_from_value(way, m);
        compare_way(comparison, answer, m, &kernel, way);
        return;
    }
    int power = power_near_zero(&kernel);
    ways_eps_first(way, m, power);
    if (!is_small(&way[0], &kernel, fraction_value(m->a0.lo))) {
        comparison_say(comparison, COMPARED_NOT,
                       "integration: no start that it can follow is near enough to 0");
        return;
    }
    compare_way(comparison, answer, m, &kernel, way);
    if (power > 1 || comparison->result == COMPARED_CONTRADICTS) return;
    ways_start_first(way, m);
    compare_way(&other, answer, m, &kernel, way);
    if (other.result == COMPARED_CONTRADICTS)
        comparison_say(comparison, COMPARED_ONE_ORDER, "R0 -> 0 first: %s", other.text);
}
