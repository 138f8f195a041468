/* The phases with the intervals claimed for R and a, and what is claimed of the end. */
#include "manifold/certificate/certificate.h"

#define NARROWEST 62

typedef struct {
    const itinerary_struct *state;
    writer_struct *(*writers)[2];
    json_t *phases;
    int a_sign, R_sign;
    bounds_claim_t a, R;            /* present claims, in the present orientation; R >= 0 */
    bounds_claim_t peak, a_delayed; /* as signed values */
    slong last_exit;
} story_t;

static const writer_struct *writer_of(const story_t *story)
{
    return story->writers[story->a_sign < 0][story->R_sign < 0];
}

static void turned_claim(bounds_claim_t claim, int sign)
{
    if (sign > 0) return;
    arf_swap(claim->lo, claim->hi);
    arf_neg(claim->lo, claim->lo);
    arf_neg(claim->hi, claim->hi);
}

/* A ball in the present orientation. */
static void present(arb_t y, const arb_t x, int sign)
{
    itinerary_turn(y, x, sign);
}

typedef int (*test_t)(void *context, const bounds_claim_t claim);

/* The narrowest interval tried around x that passes the test. */
static int grow(bounds_claim_t claim, const arb_t x, test_t test, void *context)
{
    mag_t radius, t;
    int found = 0;
    mag_init(radius);
    mag_init(t);
    arb_get_mag(t, x);
    mag_mul_2exp_si(radius, t, -NARROWEST);
    mag_mul_2exp_si(t, arb_radref(x), -3);
    mag_add(t, t, arb_radref(x));
    mag_max(radius, radius, t);
    if (mag_is_zero(radius)) mag_set_ui_2exp_si(radius, 1, -NARROWEST);
    for (int i = 0; i < 60 && !found; i++) {
        bounds_claim_widen(claim, x, radius);
        found = test(context, claim);
        mag_mul_2exp_si(radius, radius, 1);
    }
    mag_clear(radius);
    mag_clear(t);
    return found;
}

typedef struct {
    const writer_struct *writer;
    arb_t a;
} landing_t;

static int landing_test(void *context, const bounds_claim_t claim)
{
    const landing_t *landing = context;
    arb_t R;
    arb_init(R);
    int good = arf_sgn(claim->lo) > 0 && arf_cmp_si(claim->hi, 1) < 0;
    arb_set_arf(R, claim->lo);
    good = good && writer_fibre_sign(landing->writer, R, landing->a) > 0;
    arb_set_arf(R, claim->hi);
    good = good && writer_fibre_sign(landing->writer, R, landing->a) < 0;
    arb_clear(R);
    return good;
}

static int land(bounds_claim_t R_to, const story_t *story, const arb_t R)
{
    const writer_struct *writer = writer_of(story);
    if (arf_is_zero(story->a->lo) && arf_is_zero(story->a->hi)) { /* a = 0+: the zero of P' */
        const interior_branch_struct *branch = writer->branch;
        for (slong i = 1; i + 1 < branch->mark_count; i++) {
            if (branch->mark[i].kind != MARK_CROSSING || !arb_overlaps(branch->mark[i].R, R)) continue;
            bounds_claim_set(R_to, writer_mark(writer, i));
            return 1;
        }
        return 0;
    }
    landing_t landing = {.writer = writer};
    arb_init(landing.a);
    bounds_claim_get_arb(landing.a, story->a, writer->branch->kernels->prec);
    int found = grow(R_to, R, landing_test, &landing);
    arb_clear(landing.a);
    return found;
}

typedef struct {
    growth_t growth;
    bounds_claim_t a_in;
    slong prec;
} exit_t;

/* W(x) - W(y): derivations/05 (6). */
static int excess_sign(const exit_t *exit, const arf_t at, const arb_t y)
{
    slong prec = exit->prec;
    const arb_struct *target = exit->growth->target;
    arb_t x, value, t, logarithm;
    arb_init(x);
    arb_init(value);
    arb_init(t);
    arb_init(logarithm);
    arb_set_arf(x, at);
    arb_sub(value, target, x, prec);
    arb_sub(t, target, y, prec);
    arb_div(logarithm, value, t, prec);
    arb_log(logarithm, logarithm, prec);
    arb_mul(logarithm, logarithm, target, prec);
    arb_sub(t, x, y, prec);
    if (exit->growth->has_zero) {
        arb_t gap;
        arb_init(gap);
        arb_sub(gap, target, exit->growth->zero, prec);
        arb_mul(logarithm, logarithm, gap, prec);
        arb_add(value, x, y, prec);
        arb_mul_2exp_si(value, value, -1);
        arb_add(value, value, gap, prec);
        arb_mul(t, t, value, prec);
        arb_clear(gap);
    }
    arb_add(value, t, logarithm, prec);
    int sign = -decided_sign(value);
    arb_clear(x);
    arb_clear(value);
    arb_clear(t);
    arb_clear(logarithm);
    return sign;
}

static int exit_test(void *context, const bounds_claim_t claim)
{
    const exit_t *exit = context;
    int sign[2][2];
    arb_t y;
    arb_init(y);
    for (int i = 0; i < 2; i++) {
        arb_set_arf(y, i == 0 ? exit->a_in->lo : exit->a_in->hi);
        sign[i][0] = excess_sign(exit, claim->lo, y);
        sign[i][1] = excess_sign(exit, claim->hi, y);
    }
    arb_clear(y);
    return sign[0][0] != 0 && sign[0][0] == sign[1][0] && sign[0][1] == sign[1][1] &&
           sign[0][1] == -sign[0][0];
}

/* The growth beside the line of the phase. */
static void set_growth(growth_t growth, const story_t *story, const wane_phase_t *phase)
{
    const interior_branch_struct *branch = writer_of(story)->branch;
    const oriented_kernels_struct *kernels = branch->kernels;
    if (phase->branch != WANE_BRANCH_UNCORRELATED) {
        arb_set(growth->target, branch->a_eq);
        arb_set(growth->zero, branch->a_c);
        return;
    }
    slong s = branch->small_R->s, p = branch->small[SHAPE_P_PRIME]->leading + 1;
    arb_div(growth->target, kernels->p, kernels->s, kernels->prec);
    growth->has_zero = p == 2 * s;
    if (growth->has_zero) {
        arb_div(growth->zero, kernels->p + p, kernels->s + s, kernels->prec);
        arb_mul_2exp_si(growth->zero, growth->zero, 1);
    }
}

static int leave(bounds_claim_t a_to, const story_t *story, const wane_phase_t *phase, const arb_t a)
{
    exit_t exit = {.prec = writer_of(story)->branch->kernels->prec};
    growth_init(exit.growth);
    bounds_claim_init(exit.a_in);
    bounds_claim_set(exit.a_in, story->a);
    set_growth(exit.growth, story, phase);
    int found = grow(a_to, a, exit_test, &exit);
    growth_clear(exit.growth);
    bounds_claim_clear(exit.a_in);
    return found;
}

/* The mark of that kind where the phase ends. */
static int arrive_at_mark(bounds_claim_t R_to, bounds_claim_t a_to, const story_t *story, const arb_t R,
                          mark_kind_t kind)
{
    const writer_struct *writer = writer_of(story);
    const interior_branch_struct *branch = writer->branch;
    for (slong i = 1; i + 1 < branch->mark_count; i++) {
        if (branch->mark[i].kind != kind || !arb_overlaps(branch->mark[i].R, R)) continue;
        bounds_claim_set(R_to, writer_mark(writer, i));
        if (kind == MARK_CROSSING) bounds_claim_set_si(a_to, 0);
        else writer_height(a_to, writer, R_to);
        return 1;
    }
    return 0;
}

/* The claims at the end of the phase; R and a are its values there in the present orientation. */
static int claims_at_end(bounds_claim_t R_to, bounds_claim_t a_to, const story_t *story,
                         const wane_phase_t *phase, const arb_t R, const arb_t a)
{
    bounds_claim_set(R_to, story->R);
    bounds_claim_set(a_to, story->a);
    if (phase->end == WANE_END_STANDSTILL) return 1;
    if (phase->end == WANE_END_BRANCH) return land(R_to, story, R);
    if (phase->end == WANE_END_FOLD) return arrive_at_mark(R_to, a_to, story, R, MARK_FOLD);
    if (phase->end == WANE_END_SIGN_CHANGE) return arrive_at_mark(R_to, a_to, story, R, MARK_CROSSING);
    if (phase->end == WANE_END_EQUILIBRIUM && phase->branch == WANE_BRANCH_INTERIOR)
        return arrive_at_mark(R_to, a_to, story, R, MARK_EQUILIBRIUM);
    if (phase->end == WANE_END_EXIT) return leave(a_to, story, phase, a);
    bounds_claim_set_si(R_to, arb_is_zero(R) ? 0 : 1);
    if (phase->kind == WANE_PHASE_FAST) return 1;
    if (!arb_is_finite(a)) {
        arf_set(a_to->lo, arb_midref(a));
        arf_set(a_to->hi, arb_midref(a));
    } else if (arb_is_zero(a)) {
        bounds_claim_set_si(a_to, 0);
    } else {
        bounds_claim_around(a_to, a);
    }
    return 1;
}

static json_t *claim_pair(const bounds_claim_t from, const bounds_claim_t to, int from_sign, int to_sign)
{
    return json_pack("[o,o]", bounds_claim_json(from, from_sign), bounds_claim_json(to, to_sign));
}

static void update_peak(story_t *story, const bounds_claim_t R_to, const arb_t peak)
{
    /* whichever claim holds the peak */
    arb_t x;
    arb_init(x);
    bounds_claim_get_arb(x, R_to, 256);
    if (arb_overlaps(x, peak)) bounds_claim_set(story->peak, R_to);
    arb_clear(x);
}

/* The signs of (a, R) in which a phase is described: the itinerary's own rules. */
static void orient(story_t *story, const wane_phase_t *phase, slong number)
{
    const wane_verdict_struct *verdict = story->state->verdict;
    int a = decided_sign(phase->a_from), R = decided_sign(phase->R_to);
    if (a != 0 || number == 0) {
        for (slong i = number; a == 0 && i < verdict->phase_count; i++)
            a = decided_sign(verdict->phases[i].a_to);
        if (a == 0) a = 1;
    } else if (verdict->phases[number - 1].end == WANE_END_SIGN_CHANGE) {
        a = -story->a_sign;
    } else {
        a = story->a_sign;
    }
    if (R == 0) R = decided_sign(phase->R_from);
    for (slong i = number; R == 0 && i < verdict->phase_count; i++) R = decided_sign(verdict->phases[i].R_to);
    if (R == 0) R = story->R_sign;
    turned_claim(story->a, a * story->a_sign);
    turned_claim(story->R, R * story->R_sign);
    story->a_sign = a;
    story->R_sign = R;
}

static int add_phase(story_t *story, slong number)
{
    const wane_phase_t *phase = story->state->verdict->phases + number;
    bounds_claim_t R_to, a_to;
    arb_t R, a;
    orient(story, phase, number);
    if (writer_of(story) == NULL) return 0;
    bounds_claim_init(R_to);
    bounds_claim_init(a_to);
    arb_init(R);
    arb_init(a);
    present(R, phase->R_to, story->R_sign);
    present(a, phase->a_to, story->a_sign);
    int found = claims_at_end(R_to, a_to, story, phase, R, a);
    if (found) {
        json_array_append_new(story->phases,
                              json_pack("{s:s,s:s,s:o,s:o,s:s}", "phase", wane_phase_kind_name(phase->kind),
                                        "branch", wane_branch_name(phase->branch), "R",
                                        claim_pair(story->R, R_to, story->R_sign, story->R_sign), "a",
                                        claim_pair(story->a, a_to, story->a_sign, story->a_sign), "end",
                                        wane_phase_end_name(phase->end)));
        bounds_claim_set(story->R, R_to);
        bounds_claim_set(story->a, a_to);
        update_peak(story, R_to, story->state->peak);
        if (phase->end == WANE_END_EXIT) {
            bounds_claim_set(story->a_delayed, a_to);
            turned_claim(story->a_delayed, story->a_sign);
        }
    }
    bounds_claim_clear(R_to);
    bounds_claim_clear(a_to);
    arb_clear(R);
    arb_clear(a);
    return found;
}

static json_t *zero_or_around(const arb_t x)
{
    return arb_is_zero(x) ? json_pack("[s,s]", "0", "0") : ball_claim_json(x);
}

static void add_end(json_t *certificate, const story_t *story)
{
    const wane_verdict_struct *verdict = story->state->verdict;
    json_object_set_new(certificate, "verdict", json_string(wane_outcome_name(verdict->outcome)));
    json_object_set_new(certificate, "R_peak", bounds_claim_json(story->peak, story->R_sign));
    json_object_set_new(certificate, "R_final", bounds_claim_json(story->R, story->R_sign));
    json_object_set_new(certificate, "a_final", bounds_claim_json(story->a, story->a_sign));
    json_object_set_new(certificate, "exit",
                        verdict->has_exit
                            ? json_pack("{s:o,s:o}", "a_static", zero_or_around(verdict->a_static),
                                        "a_delayed", bounds_claim_json(story->a_delayed, 1))
                            : json_null());
    json_object_set_new(certificate, "scaling",
                        verdict->has_scaling ? certificate_scaling_json(verdict->scaling) : json_null());
}

/* The start's numbers, which need not be dyadic. */
static void start_claim(bounds_claim_t claim, const wane_interval_t value)
{
    arb_t x;
    arb_init(x);
    wane_interval_get_arb(x, value, 128);
    if (arb_is_exact(x)) {
        arf_set(claim->lo, arb_midref(x));
        arf_set(claim->hi, arb_midref(x));
    } else {
        bounds_claim_around(claim, x);
    }
    arb_clear(x);
}

int certificate_add_itinerary(json_t *certificate, const itinerary_t state, writer_struct *writers[2][2],
                              const wane_interval_t a0, const wane_start_t start)
{
    story_t story = {.state = state, .writers = writers, .phases = json_array(), .a_sign = 1, .R_sign = 1};
    bounds_claim_init(story.a);
    bounds_claim_init(story.R);
    bounds_claim_init(story.peak);
    bounds_claim_init(story.a_delayed);
    start_claim(story.a, a0);
    if (start->kind == WANE_START_VALUE) start_claim(story.R, start->value);
    if (start->kind == WANE_START_ZERO_MINUS) story.R_sign = -1;
    /* the start is the peak until R rises */
    bounds_claim_set(story.peak, story.R);
    if (arf_sgn(story.R->hi) < 0) turned_claim(story.peak, -1);
    int found = 1;
    for (slong i = 0; found && i < state->verdict->phase_count; i++) found = add_phase(&story, i);
    json_object_set_new(certificate, "itinerary", story.phases);
    if (found) add_end(certificate, &story);
    bounds_claim_clear(story.a);
    bounds_claim_clear(story.R);
    bounds_claim_clear(story.peak);
    bounds_claim_clear(story.a_delayed);
    return found;
}
