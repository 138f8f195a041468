/* Region and entrance in sentences. */
#include "manifold/flow/flow_problem.h"

/* What R, a, A(R), B(R), the signs of N, P and B' of the present orientation are in the user's. */
typedef struct {
    const char *R, *a, *A, *B, *A_name, *B_name;
    const char *N_positive, *N_negative, *P_positive, *both, *B_falls;
} symbols_t;

static symbols_t symbols_of(const flow_problem_t problem)
{
    symbols_t s = {"R", "a", "A(R)", "B(R)", "A", "B", "N > 0", "N < 0", "P > 0", "N < 0 < P", "B' < 0"};
    if (problem->R_sign < 0) s.R = "|R|";
    if (problem->a_sign < 0) {
        s.a = "|a|", s.A = "-A(R)", s.B = "-B(R)", s.A_name = "-A", s.B_name = "-B", s.P_positive = "P < 0";
        s.both = problem->R_sign < 0 ? "N < 0 and P < 0" : "P < 0 < N";
    } else if (problem->R_sign < 0) {
        s.both = "N > 0 and P > 0";
    }
    /* Each reflection turns N and B': derivations/04 (17). */
    if (problem->a_sign * problem->R_sign < 0)
        s.N_positive = "N < 0", s.N_negative = "N > 0", s.B_falls = "B' > 0";
    return s;
}

static int settles_everywhere(const wane_finite_eps_proof_struct *proof)
{
    for (slong i = 0; i < proof->rise_count; i++)
        if (proof->rises[i].settles < 0) return 0;
    return 1;
}

static void describe_still(flow_problem_t problem)
{
    wane_finite_eps_struct *result = problem->result;
    const wane_kernels_struct *kernels = problem->kernels;
    int keeps_a = kernels->length == 0 || arb_is_zero(kernels->s);
    result->region = flow_text("the line R = 0");
    result->entered = flow_text("at the start");
    flow_problem_reason(problem, "on the line R = 0, %s",
                        keeps_a ? "c_0 = 0: a stands still" : "a' = eps (p_0 - a s_0): a tends to p_0/s_0");
}

static char *channel_words(flow_problem_t problem, slong limit)
{
    const level_t *level = problem->landscape->level + limit;
    symbols_t s = symbols_of(problem);
    char *left = flow_number(level->R), *right = flow_number(level[1].R);
    char *text = flow_text("%s %s %s < %s, max(%s, 0) <= %s <= %s, where %s, %s falls and %s rises", left,
                           limit == 0 ? "<" : "<=", s.R, right, s.A, s.a, s.B, s.N_positive, s.R, s.a);
    flow_problem_reason(problem,
                        "%s and %s for %s < %s < %s: there %s > %s and %s, so the region is forward "
                        "invariant, and it holds no equilibrium but %s",
                        s.N_positive, s.P_positive, left, s.R, right, s.B_name, s.A_name, s.B_falls,
                        limit == 0 ? "the limit R = 0" : "its left end, the sink");
    flint_free(left);
    flint_free(right);
    return text;
}

static char *rise_words(flow_problem_t problem, slong limit, int settles)
{
    const level_t *level = problem->landscape->level + limit;
    symbols_t s = symbols_of(problem);
    arb_t a;
    arb_init(a);
    level_height(a, problem->landscape, limit);
    char *left = flow_number(level[-1].R), *right = flow_number(level->R), *height = flow_number(a), *text;
    if (settles)
        text = flow_text("%s < %s < %s, %s <= %s <= %s, where %s rises", left, s.R, right, height, s.a, s.A,
                         s.R);
    else
        text = flow_text("%s < %s < %s, 0 < %s <= %s, where %s and %s rises", left, s.R, right, s.a, s.A,
                         s.N_negative, s.R);
    flow_problem_reason(
        problem, "%s for %s < %s < %s: %s < %s there, so %s cannot turn back below %s = %s%s%s%s", s.both,
        left, s.R, right, s.B_name, s.A_name, s.R, s.a, s.A, settles ? ", and " : "", settles ? s.B_name : "",
        settles ? " stays above its value at the sink" : ", and no equilibrium lies inside");
    flint_free(left);
    flint_free(right);
    flint_free(height);
    arb_clear(a);
    return text;
}

/* A sink to which R falls, or beside which it turns: derivations/18 (19). */
static char *fall_words(flow_problem_t problem, slong limit)
{
    int from_above = level_before(problem->landscape, problem->R_lo) == limit;
    if (!from_above) return rise_words(problem, limit, 1);
    char *channel = channel_words(problem, limit);
    if (limit == 0 || problem->entry_caught) return channel;
    char *below = rise_words(problem, limit, 1), *text = flow_text("%s; or %s", channel, below);
    flint_free(channel);
    flint_free(below);
    return text;
}

static void describe_region(flow_problem_t problem, slong limit)
{
    wane_finite_eps_struct *result = problem->result;
    int settles = settles_everywhere(&result->proof);
    if (problem->landscape->level[limit].kind == LEVEL_ONE || settles)
        result->region = rise_words(problem, limit, settles);
    else if (problem->entry == ENTRY_FALLING) result->region = fall_words(problem, limit);
    else result->region = channel_words(problem, limit);
}

/* Where integration ended. */
static char *arrival_words(const flow_problem_t problem)
{
    const wane_integration_t *way = problem->result->proof.integration;
    symbols_t s = symbols_of(problem);
    char *why[] = {
        [WANE_ARRIVAL_RISING] = flow_text("rises below %s = %s", s.a, s.A),
        [WANE_ARRIVAL_FALLING] =
            flow_text("falls above %s = %s, where it is caught below %s = %s or turns", s.a, s.A, s.a, s.B),
        [WANE_ARRIVAL_LINE] = flow_text("falls to 0"),
        [WANE_ARRIVAL_CONFINED] =
            flow_text("is confined to the basin of its limit, since V = 2aP - a^2 S never falls"),
    };
    char *t = flow_end(way->nodes[way->node_count - 1].t), *R = flow_end(problem->R_lo),
         *a = flow_end(problem->a_lo);
    char *text = flow_text("at t = %s, with %s near %s and %s near %s: from there on %s %s", t, s.R, R, s.a,
                           a, s.R, why[way->arrival]);
    for (size_t i = 0; i < sizeof why / sizeof *why; i++) flint_free(why[i]);
    flint_free(t);
    flint_free(R);
    flint_free(a);
    return text;
}

static void describe_line(flow_problem_t problem)
{
    wane_finite_eps_struct *result = problem->result;
    symbols_t s = symbols_of(problem);
    char *R = flow_end(problem->R_hi), *a = flow_end(result->proof.integration->scale_floor);
    result->region =
        flow_text("0 < %s <= %s, %s > %s, where %s falls and %s falls", s.R, R, s.a, a, s.R, s.a);
    flow_problem_reason(
        problem,
        "c_0 = 0 = p_1: for %s <= %s the student's own term outweighs the teacher's as long as "
        "%s > %s, and %s loses too little on the way to R = 0 to come there",
        s.R, R, s.a, a, s.a);
    flint_free(R);
    flint_free(a);
    char *text = arrival_words(problem);
    result->entered = text;
}

/* Of all rises, in the orientation where R > 0. */
static char *range_of_peaks(const wane_finite_eps_proof_struct *proof)
{
    const wane_rise_t *rise = proof->rises;
    arb_srcptr lo = rise->peak_lo, hi = rise->peak_hi;
    for (slong i = 1; i < proof->rise_count; i++) {
        if (arf_cmp(arb_midref(rise[i].peak_lo), arb_midref(lo)) < 0) lo = rise[i].peak_lo;
        if (arf_cmp(arb_midref(rise[i].peak_hi), arb_midref(hi)) > 0) hi = rise[i].peak_hi;
    }
    char *left = flow_number(lo), *right = flow_number(hi), *text;
    text = flow_text("between %s and %s", left, right);
    flint_free(left);
    flint_free(right);
    return text;
}

static char *entrance_words(flow_problem_t problem, slong limit)
{
    const wane_finite_eps_proof_struct *proof = &problem->result->proof;
    const level_t *level = problem->landscape->level + limit;
    symbols_t s = symbols_of(problem);
    char *text, *number;
    if (problem->entry == ENTRY_ARRIVED) return arrival_words(problem);
    if (problem->entry == ENTRY_FALLING)
        return flow_text("when %s, falling from above %s = %s, is caught below %s = %s or turns", s.R, s.a,
                         s.A, s.a, s.B);
    if (level->kind == LEVEL_ONE || settles_everywhere(proof)) {
        if (level->kind == LEVEL_ONE && limit == 1) return flow_text("at once");
        const wane_rise_t *rise = proof->rises;
        arb_t R;
        arb_init(R);
        if (level->kind == LEVEL_ONE) arb_set(R, level[-1].R);
        else arb_set(R, rise->settles_from);
        number = flow_number(R);
        text = arb_is_zero(R)
                   ? flow_text("at once")
                   : flow_text("when %s passes %s on its rise, with %s < %s", s.R, number, s.a, s.A);
        arb_clear(R);
    } else {
        number = range_of_peaks(proof);
        text = limit == 0
                   ? flow_text("when R' first vanishes, at %s %s", s.R, number)
                   : flow_text("when R' first vanishes, at %s %s, or else %s tends to the limit from below",
                               s.R, number, s.R);
    }
    flint_free(number);
    return text;
}

static void describe_orbit(flow_problem_t problem)
{
    const wane_finite_eps_proof_struct *proof = &problem->result->proof;
    slong cells = 0;
    for (slong i = 0; i < proof->rise_count; i++) cells += proof->rises[i].cell_count;
    if (problem->entry == ENTRY_RISING && cells > 0) {
        char *peak = range_of_peaks(proof);
        flow_problem_reason(problem,
                            "sub- and supersolutions of da/drho = eps (P - aS)/G on %ld cells: sup %s is %s",
                            (long)cells, symbols_of(problem).R, peak);
        flint_free(peak);
    } else if (problem->entry == ENTRY_RISING) {
        flow_problem_reason(problem, "this holds by the signs of N and P alone, whatever eps > 0 is");
    }
}

void flow_problem_describe(flow_problem_t problem)
{
    wane_finite_eps_struct *result = problem->result;
    if (problem->entry == ENTRY_STILL) {
        describe_still(problem);
        flow_problem_state_theorem(problem);
        return;
    }
    if (result->outcome == WANE_OUTCOME_NEUTRAL) {
        symbols_t s = symbols_of(problem);
        result->region = flow_text("0 < %s <= %s = %s, where %s and %s rise", s.a, s.A, s.B, s.R, s.a);
        result->entered = flow_text("at the start");
        flow_problem_reason(problem, "N = 0 identically: every point of a = A(R) is an equilibrium");
    } else if (problem->entry == ENTRY_ARRIVED && result->proof.integration->arrival == WANE_ARRIVAL_LINE) {
        describe_line(problem);
    } else {
        slong limit = result->proof.rises[0].limit;
        describe_region(problem, limit);
        result->entered = entrance_words(problem, limit);
    }
    describe_orbit(problem);
    flow_problem_state_theorem(problem);
}
