/* The phases with the intervals claimed for R and a, and what is claimed of the end. */
#include "base/scoped.h"
#include "manifold/certificate/certificate.h"

#define NARROWEST 62
#define WRITER_SHORT 30 /* bits of a bound that need not be narrow */

typedef struct {
    writer_struct *(*writers)[2];
    json_t *phases;
    int a_sign, R_sign;             /* of the last step */
    bounds_claim_t a, R;            /* present claims, in that orientation; R >= 0 */
    bounds_claim_t peak, a_delayed; /* as signed values */
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

/* The sign of a function at a point; 0: not seen, or the point is none of those that count. */
typedef int (*sign_t)(const void *context, const arf_t at);

#define STEPS 90
#define WIDE (-12) /* log2 of a radius from which it grows by a quarter, since there may be little room */
#define WIDE_SHARE (-4)

/* The nearest end tried on one side of x, as far as `least` from it or more, where there is a sign, which is returned.
   What is wide need not be as wide as the ball, which parameters have made so. */
static int grow_end(arf_t end, const arb_t x, const mag_t least, int upper, sign_t sign, const void *context)
{
    int found = 0;
    SCOPED(mag, radius, t);
    SCOPED(bounds_claim, claim);
    arb_get_mag(t, x);
    mag_mul_2exp_si(radius, t, -NARROWEST);
    mag_mul_2exp_si(t, arb_radref(x), -3);
    mag_add(t, t, arb_radref(x));
    mag_max(radius, radius, t);
    if (mag_is_zero(radius)) mag_set_ui_2exp_si(radius, 1, -NARROWEST);
    mag_max(radius, radius, least);
    if (mag_cmp_2exp_si(radius, WIDE) > 0) mag_mul_2exp_si(radius, radius, WIDE_SHARE);
    for (int i = 0; i < STEPS && found == 0; i++) {
        bounds_claim_widen(claim, x, radius);
        arf_set(end, upper ? claim->hi : claim->lo);
        found = sign(context, end);
        mag_mul_2exp_si(t, radius, mag_cmp_2exp_si(radius, WIDE) < 0 ? 0 : -2);
        mag_add(radius, radius, t);
    }
    return found;
}

/* The narrowest interval tried around x with another sign at the right end than at the left end, which is returned; 0
   if there is none. */
static int grow(bounds_claim_t claim, const arb_t x, const mag_t least, sign_t sign, const void *context)
{
    const int left = grow_end(claim->lo, x, least, 0, sign, context);
    return left != 0 && grow_end(claim->hi, x, least, 1, sign, context) == -left ? left : 0;
}

typedef struct {
    const writer_struct *writer;
    arb_t a;
} landing_t;

static int landing_sign(const void *context, const arf_t at)
{
    const landing_t *landing = context;
    SCOPED(arb, R);
    if (arf_sgn(at) <= 0 || arf_cmp_si(at, 1) >= 0) return 0;
    arb_set_arf(R, at);
    return writer_fibre_sign(landing->writer, R, landing->a);
}

/* On the piece of the step. */
static int land(bounds_claim_t R_to, const story_t *story, const proof_step_t *step)
{
    const writer_struct *writer = writer_of(story);
    if (arf_is_zero(story->a->lo) && arf_is_zero(story->a->hi)) { /* a = 0+: the zero of P' */
        bounds_claim_set(R_to, writer_mark(writer, step->piece + 1));
        return 1;
    }
    landing_t landing = {.writer = writer};
    arb_init(landing.a);
    bounds_claim_get_arb(landing.a, story->a, writer->branch->kernels->prec);
    SCOPED(mag, least);
    writer_fibre_reach(least, writer, step->R_to, landing.a);
    const int found = grow(R_to, step->R_to, least, landing_sign, &landing) > 0;
    arb_clear(landing.a);
    return found;
}

/* The branch at R is higher than a and than the exit of the least a: derivations/15 (29). */
static int is_beyond_exit(const story_t *story, const arf_t R)
{
    const writer_struct *writer = writer_of(story);
    const interior_branch_struct *branch = writer->branch;
    const slong prec = branch->kernels->prec;
    SCOPED(bounds_claim, at, height);
    SCOPED(entry_exit, growth);
    SCOPED(arb, x, a, W);
    arf_set(at->lo, R);
    arf_set(at->hi, R);
    if (!writer_height(height, writer, at)) return 0;
    arb_set_arf(x, R);
    bounds_claim_get_arb(a, story->a, prec);
    if (writer_fibre_sign(writer, x, a) <= 0) return 0;
    arb_set_arf(x, height->lo);
    if (!arb_gt(x, branch->a_c) || arb_gt(x, branch->a_eq)) return arb_gt(x, branch->a_c);
    arb_set(growth->target, branch->a_eq);
    arb_set(growth->zero, branch->a_c);
    arb_set_arf(a, story->a->lo);
    entry_exit_difference(W, growth, x, a, prec);
    return arb_is_positive(W);
}

#define STEPS_BESIDE_CORNER 8

/* Beside the corner: from the point that the step has below 1, or one further down on the last piece. */
static int land_beside_corner(bounds_claim_t R_to, const story_t *story, const proof_step_t *step)
{
    const interior_branch_struct *branch = writer_of(story)->branch;
    SCOPED(arb, gap);
    SCOPED(arf, R);
    arb_get_lbound_arf(R, step->R_to, WRITER_SHORT);
    arb_set_arf(gap, R);
    arb_sub(gap, gap, branch->mark[branch->mark_count - 2].R, WRITER_SHORT);
    arb_mul_2exp_si(gap, gap, -STEPS_BESIDE_CORNER);
    arf_one(R_to->hi);
    int found = 0;
    for (int i = 0; i < STEPS_BESIDE_CORNER && !found && arf_sgn(R) > 0; i++) {
        arf_set(R_to->lo, R);
        found = is_beyond_exit(story, R);
        arf_sub(R, R, arb_midref(gap), WRITER_SHORT, ARF_RND_DOWN);
        arb_mul_2exp_si(gap, gap, 1);
    }
    return found;
}

/* The state comes to R = 1 at a or at a_c, whichever is less. */
static void include_corner(bounds_claim_t a, const story_t *story)
{
    SCOPED(bounds_claim, a_c);
    bounds_claim_around(a_c, writer_of(story)->branch->a_c);
    arf_min(a->lo, a->lo, a_c->lo);
}

typedef struct {
    const entry_exit_struct *growth;
    const arb_struct *a_out; /* as the proof has it */
    const bounds_claim_struct *a_in;
    slong prec;
} exit_t;

static int is_beside(const arb_t x, const arb_t y, const arb_t z)
{
    return (arb_gt(x, z) && arb_gt(y, z)) || (arb_lt(x, z) && arb_lt(y, z));
}

/* The sign of W - W(a_in), if it is the same for both ends of a_in, on the side of the target and of the turn on which
   the exit is. */
static int exit_sign(const void *context, const arf_t at)
{
    const exit_t *exit = context;
    const entry_exit_struct *growth = exit->growth;
    int sign[2];
    SCOPED(arb, x, y, W);
    arb_set_arf(x, at);
    arb_get_mid_arb(y, exit->a_out);
    if (!is_beside(x, y, growth->target) || (growth->has_zero && !is_beside(x, y, growth->zero))) return 0;
    for (int i = 0; i < 2; i++) {
        arb_set_arf(y, i == 0 ? exit->a_in->lo : exit->a_in->hi);
        entry_exit_difference(W, growth, x, y, exit->prec);
        sign[i] = decided_sign(W);
    }
    return sign[0] == sign[1] ? sign[0] : 0;
}

static int leave(bounds_claim_t a_to, const story_t *story, const proof_step_t *step)
{
    const exit_t exit = {step->growth, step->a_to, story->a, writer_of(story)->branch->kernels->prec};
    SCOPED(mag, least);
    return grow(a_to, step->a_to, least, exit_sign, &exit) != 0;
}

static int arrive_at_mark(bounds_claim_t R_to, bounds_claim_t a_to, const story_t *story, slong mark)
{
    const writer_struct *writer = writer_of(story);
    bounds_claim_set(R_to, writer_mark(writer, mark));
    if (writer->branch->mark[mark].kind != MARK_CROSSING) return writer_height(a_to, writer, R_to);
    bounds_claim_set_si(a_to, 0);
    return 1;
}

/* The claims at the end of the phase, in its orientation. */
static int claims_at_end(bounds_claim_t R_to, bounds_claim_t a_to, const story_t *story,
                         const proof_step_t *step)
{
    const proof_rule_row_t *row = proof_rule_row(step->rule);
    bounds_claim_set(R_to, story->R);
    bounds_claim_set(a_to, story->a);
    if (row->end == WANE_END_STANDSTILL) return 1;
    if (step->rule == PROOF_FIBRE_CORNER_LANDS) return land_beside_corner(R_to, story, step);
    if (row->end == WANE_END_BRANCH) return land(R_to, story, step);
    if (step->has_exit) return leave(a_to, story, step);
    if (step->mark >= 0) {
        if (!arrive_at_mark(R_to, a_to, story, step->mark)) return 0;
        if (row->phase == WANE_PHASE_FAST) bounds_claim_set(a_to, story->a);
        return 1;
    }
    bounds_claim_set_si(R_to, arb_is_zero(step->R_to) ? 0 : 1);
    if (row->phase == WANE_PHASE_FAST) return 1;
    if (!arb_is_finite(step->a_to)) {
        arf_set(a_to->lo, arb_midref(step->a_to));
        arf_set(a_to->hi, arb_midref(step->a_to));
    } else if (arb_is_zero(step->a_to)) {
        bounds_claim_set_si(a_to, 0);
    } else {
        bounds_claim_around(a_to, step->a_to);
    }
    return 1;
}

static json_t *claim_pair(const bounds_claim_t from, const bounds_claim_t to, int from_sign, int to_sign)
{
    return json_pack("[o,o]", bounds_claim_json(from, from_sign), bounds_claim_json(to, to_sign));
}

/* The present claims turned to the orientation of the step. */
static void orient(story_t *story, const proof_step_t *step)
{
    turned_claim(story->a, step->a_sign * story->a_sign);
    turned_claim(story->R, step->R_sign * story->R_sign);
    story->a_sign = step->a_sign;
    story->R_sign = step->R_sign;
}

/* A sink or the corner: which of both, as the profiles of N have it. */
static const char *end_name(const story_t *story, const proof_step_t *step, const wane_phase_t *phase)
{
    const int is_corner =
        step->rule == PROOF_ALIGNED_SINK_OR_CORNER && writer_N_vanishes_at_corners(writer_of(story));
    return wane_phase_end_name(is_corner ? WANE_END_CORNER : phase->end);
}

static json_t *phase_json(const story_t *story, const wane_phase_t *phase, const bounds_claim_t R_to,
                          const bounds_claim_t a_to, const char *end)
{
    return json_pack("{s:s,s:s,s:o,s:o,s:s}", "phase", wane_phase_kind_name(phase->kind), "branch",
                     wane_branch_name(phase->branch), "R",
                     claim_pair(story->R, R_to, story->R_sign, story->R_sign), "a",
                     claim_pair(story->a, a_to, story->a_sign, story->a_sign), "end", end);
}

/* At least where the phase ends; where it is not known that this is more than what was reached before, that counts. */
static void include_peak(story_t *story, const bounds_claim_t R_to)
{
    const int crossed = arf_sgn(story->R->lo) < 0;
    SCOPED(bounds_claim, before);
    bounds_claim_set(before, story->peak);
    bounds_claim_set(story->peak, R_to);
    if (!crossed && arf_cmp(before->hi, R_to->hi) > 0) arf_set(story->peak->hi, before->hi);
}

static int add_phase(story_t *story, const proof_step_t *step, const wane_phase_t *phase)
{
    orient(story, step);
    if (writer_of(story) == NULL) return 0;
    if (step->rule == PROOF_FIBRE_CORNER_ALIGNED) include_corner(story->a, story);
    SCOPED(bounds_claim, R_to, a_to);
    int found = claims_at_end(R_to, a_to, story, step);
    if (found) {
        json_array_append_new(story->phases,
                              phase_json(story, phase, R_to, a_to, end_name(story, step, phase)));
        if (step->is_peak) include_peak(story, R_to);
        bounds_claim_set(story->R, R_to);
        bounds_claim_set(story->a, a_to);
        if (step->has_exit) {
            bounds_claim_set(story->a_delayed, a_to);
            turned_claim(story->a_delayed, story->a_sign);
        }
    }
    return found;
}

static json_t *zero_or_around(const arb_t x)
{
    return arb_is_zero(x) ? json_pack("[s,s]", "0", "0") : ball_claim_json(x);
}

static void add_end(json_t *certificate, const story_t *story, const verdict_t verdict)
{
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

/* The start's numbers, which need not be dyadic: as wide as they are and no more. */
static void start_claim(bounds_claim_t claim, const wane_interval_t value)
{
    SCOPED(bounds_claim, end);
    SCOPED(arb, x);
    arb_set_fmpq(x, value->lo, 128);
    bounds_claim_around(end, x);
    arf_set(claim->lo, arb_is_exact(x) ? arb_midref(x) : end->lo);
    arb_set_fmpq(x, value->hi, 128);
    bounds_claim_around(end, x);
    arf_set(claim->hi, arb_is_exact(x) ? arb_midref(x) : end->hi);
}

int certificate_add_itinerary(json_t *certificate, const proof_record_t record, const verdict_t verdict,
                              writer_struct *writers[2][2], const wane_interval_t a0,
                              const wane_start_t start)
{
    story_t story = {.writers = writers, .phases = json_array(), .a_sign = 1, .R_sign = 1};
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
    for (slong i = 0; found && i < verdict->phase_count; i++)
        found = add_phase(&story, proof_record_phase(record, i), verdict->phases + i);
    json_object_set_new(certificate, "itinerary", story.phases);
    if (found) add_end(certificate, &story, verdict);
    bounds_claim_clear(story.a);
    bounds_claim_clear(story.R);
    bounds_claim_clear(story.peak);
    bounds_claim_clear(story.a_delayed);
    return found;
}
