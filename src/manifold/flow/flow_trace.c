#include "manifold/flow/flow_trace.h"

#include <math.h>
#include <string.h>

#include "base/scoped.h"
#include "manifold/shape/shape_function.h"
#include "manifold/orbit/orbit_one_step.h"
#include "manifold/orbit/orbit_work.h"

#define BITS 60         /* of the ends of boxes */
#define PIECES 8        /* of a step, on each of which the sign of R' is asked for */
#define TURN 1e-5       /* by which the box of a step may exceed what R reached before */
#define TURN_PARTS 16   /* steps that replace one on which R turns */
#define SLACK (-10)     /* log2 of the part of its size by which the box of a whole step is widened */
#define UNCERTAIN 1024. /* times the margin */
#define READER_SHARE 0.125
#define LONGEST_STEP 1e6

static void box_init(state_box_t *box)
{
    for (int i = 0; i < 2; i++) {
        arf_init(box->lo + i);
        arf_init(box->hi + i);
    }
}

static void box_clear(state_box_t *box)
{
    for (int i = 0; i < 2; i++) {
        arf_clear(box->lo + i);
        arf_clear(box->hi + i);
    }
}

void flow_trace_clear(integration_t *record)
{
    for (slong i = 0; i < record->node_count; i++) {
        arf_clear(record->nodes[i].t);
        box_clear(&record->nodes[i].at);
        box_clear(&record->nodes[i].during);
    }
    flint_free(record->nodes);
    arb_clear(record->peak_lo);
    arb_clear(record->peak_hi);
    arf_clear(record->sup_bound);
    arf_clear(record->scale_floor);
}

/* A fresh node at the time reached. */
static orbit_node_t *add_node(integration_t *record, const arf_t t)
{
    slong i = record->node_count++;
    if ((i & (i + 1)) == 0) /* room grows by doubling */
        record->nodes = flint_realloc(record->nodes, (size_t)(2 * i + 2) * sizeof(orbit_node_t));
    orbit_node_t *node = record->nodes + i;
    arf_init(node->t);
    arf_set(node->t, t);
    box_init(&node->at);
    box_init(&node->during);
    return node;
}

/* The smallest box with ends of few bits around two balls. */
static void box_set(state_box_t *box, arb_srcptr balls)
{
    for (int i = 0; i < 2; i++) {
        arb_get_interval_arf(box->lo + i, box->hi + i, balls + i, BITS + 20);
        arf_set_round(box->lo + i, box->lo + i, BITS, ARF_RND_FLOOR);
        arf_set_round(box->hi + i, box->hi + i, BITS, ARF_RND_CEIL);
    }
}

static void box_get(arb_ptr balls, const state_box_t *box, slong prec)
{
    for (int i = 0; i < 2; i++) arb_set_interval_arf(balls + i, box->lo + i, box->hi + i, prec);
}

static void widen(arb_ptr box, double margin)
{
    SCOPED(mag, m);
    for (int i = 0; i < 2; i++) {
        mag_set_d(m, margin * (1 + fabs(arf_get_d(arb_midref(box + i), ARF_RND_NEAR))));
        arb_add_error_mag(box + i, m);
    }
}

/* The set becomes the last node's box. */
static void place(flow_trace_t trace)
{
    const orbit_node_t *node = trace->record->nodes + trace->record->node_count - 1;
    SCOPED_VEC(arb, box, 2);
    box_get(box, &node->at, trace->orbit->prec);
    orbit_place(trace->orbit, box, node->t);
}

static double far_end(const arb_t x, int sign)
{
    return sign * arf_get_d(arb_midref(x), ARF_RND_NEAR) + mag_get_d(arb_radref(x));
}

static void note_sup(flow_trace_t trace, arb_srcptr hull, arb_srcptr end)
{
    for (int side = 0; side < 2; side++) {
        trace->sup[side] = fmax(trace->sup[side], far_end(hull, 1 - 2 * side));
        if (far_end(end, 1 - 2 * side) < 0) trace->sup[side] = 0;
    }
}

wane_status_t flow_trace_init(flow_trace_t trace, integration_t *record, const kernels_t kernels,
                              const arb_t eps, const arb_t R, const arb_t a, double margin,
                              wane_message_t message)
{
    memset(record, 0, sizeof *record);
    arb_init(record->peak_lo);
    arb_init(record->peak_hi);
    arf_init(record->sup_bound);
    arf_init(record->scale_floor);
    trace->record = record;
    trace->margin = margin;
    orbit_init(trace->orbit, kernels, eps, (slong)fmax(4, ceil(-log10(margin))));
    wane_status_t status = orbit_start(trace->orbit, R, a, message);
    if (status != WANE_OK) return status;
    SCOPED_VEC(arb, box, 2);
    orbit_state(box, trace->orbit);
    widen(box, margin / 16);
    box_set(&add_node(record, trace->orbit->last->t)->at, box);
    trace->sup[0] = trace->sup[1] = 0;
    note_sup(trace, box, box);
    place(trace);
    return WANE_OK;
}

void flow_trace_close(flow_trace_t trace)
{
    orbit_clear(trace->orbit);
}

/* The sign of G on a box; 0 if it takes both. */
static int direction(const flow_trace_t trace, arb_srcptr box)
{
    const slong prec = trace->orbit->prec;
    SCOPED(kernel_values, at);
    SCOPED(arb, x);
    arb_tanh(x, box, prec);
    kernels_evaluate(at->P, at->S, trace->orbit->kernels, x, prec);
    speed_form(x, at->P, at->S, box + 1, prec);
    return decided_sign(x);
}

/* piece contains the states during the j-th part of the last step. */
static void piece_of_step(arb_ptr piece, const flow_trace_t trace, int j)
{
    const orbit_step_struct *last = trace->orbit->last;
    const slong prec = trace->orbit->prec;
    SCOPED(arb, time, half);
    arb_set_arf(half, last->h);
    arb_div_si(half, half, 2 * PIECES, prec);
    arb_mul_si(time, half, 2 * j + 1, prec);
    arb_add_error(time, half); /* [j, j + 1] h/PIECES */
    arb_add_arf(time, time, last->t, prec);
    orbit_state_at(piece, trace->orbit, time);
    for (int i = 0; i < 2; i++) {
        arb_set(half, piece + i);
        if (!arb_intersection(piece + i, half, last->during + i, prec)) arb_set(piece + i, last->during + i);
    }
}

/* hull contains the states during the last step, from boxes for its pieces; where R' has one sign on all of
   them the hull of both ends does for rho. */
static void hull_of_step(arb_ptr hull, const flow_trace_t trace)
{
    const slong prec = trace->orbit->prec;
    arb_ptr piece = _arb_vec_init(4), ends = piece + 2;
    int one_sign = 0;
    box_get(ends, &trace->record->nodes[trace->record->node_count - 1].at, prec);
    for (int i = 0; i < 2; i++) {
        arb_union(ends + i, ends + i, trace->orbit->last->end + i, prec);
        arb_set(hull + i, ends + i);
    }
    for (int j = 0; j < PIECES; j++) {
        piece_of_step(piece, trace, j);
        for (int i = 0; i < 2; i++) arb_union(hull + i, hull + i, piece + i, prec);
        int sign = direction(trace, piece);
        one_sign = j == 0 || sign == one_sign ? sign : 0;
    }
    if (one_sign != 0) arb_set(hull, ends);
    _arb_vec_clear(piece, 4);
}

/* By how much rho seems to exceed, on either side, what it reached before and reaches at the end. */
static double excess(const flow_trace_t trace, arb_srcptr hull)
{
    double most = 0;
    for (int side = 0; side < 2; side++) {
        double before = fmax(trace->sup[side], far_end(trace->orbit->last->end, 1 - 2 * side));
        most = fmax(most, far_end(hull, 1 - 2 * side) - fmax(before, 0));
    }
    return most;
}

/* Where kernels are uncertain boxes grow by far more than the margin, and a reader's lower order by some of that more. */
static void widen_what_grows(arb_ptr end, arb_srcptr start, double margin)
{
    SCOPED(mag, room);
    for (int i = 0; i < 2; i++) {
        const double growth = mag_get_d(arb_radref(end + i)) - mag_get_d(arb_radref(start + i));
        mag_set_d(room, growth * READER_SHARE);
        if (growth > margin * UNCERTAIN) arb_add_error_mag(end + i, room);
    }
}

/* The last step ends in a box that is wider than what was reached; the box for the whole step contains it,
   and the next step starts from it. */
static void record_step(flow_trace_t trace, arb_srcptr hull)
{
    const orbit_step_struct *last = trace->orbit->last;
    const slong prec = trace->orbit->prec;
    arb_ptr end = _arb_vec_init(4), during = end + 2;
    SCOPED(mag, slack);
    SCOPED(arf, t);
    arf_add(t, last->t, last->h, ARF_PREC_EXACT, ARF_RND_DOWN);
    orbit_node_t *node = add_node(trace->record, t);
    for (int i = 0; i < 2; i++) arb_set(end + i, last->end + i);
    widen(end, trace->margin);
    box_get(during, &node[-1].at, prec);
    widen_what_grows(end, during, trace->margin);
    box_set(&node->at, end);
    box_get(end, &node->at, prec);
    box_get(during, &node[-1].at, prec);
    for (int i = 0; i < 2; i++) {
        arb_union(during + i, during + i, end + i, prec);
        arb_union(during + i, during + i, hull + i, prec);
        mag_mul_2exp_si(slack, arb_radref(during + i), SLACK);
        arb_add_error_mag(during + i, slack);
    }
    widen(during, trace->margin);
    box_set(&node[-1].during, during);
    note_sup(trace, during, end);
    place(trace);
    _arb_vec_clear(end, 4);
}

/* The last step again, in short ones. */
static wane_status_t step_finely(flow_trace_t trace, wane_message_t message)
{
    const double h = arf_get_d(trace->orbit->last->h, ARF_RND_NEAR);
    SCOPED_VEC(arb, hull, 2);
    wane_status_t status = WANE_OK;
    place(trace);
    trace->orbit->work->longest = h / TURN_PARTS;
    for (double done = 0; status == WANE_OK && done < h;) {
        status = orbit_step(trace->orbit, message);
        if (status != WANE_OK) break;
        done += arf_get_d(trace->orbit->last->h, ARF_RND_NEAR);
        hull_of_step(hull, trace);
        record_step(trace, hull);
    }
    trace->orbit->work->longest = LONGEST_STEP;
    return status;
}

wane_status_t flow_trace_step(flow_trace_t trace, wane_message_t message)
{
    SCOPED_VEC(arb, hull, 2);
    wane_status_t status = orbit_step(trace->orbit, message);
    if (status == WANE_OK) {
        hull_of_step(hull, trace);
        if (excess(trace, hull) > TURN) status = step_finely(trace, message);
        else record_step(trace, hull);
    }
    return status;
}

void flow_trace_state(arb_ptr state, const flow_trace_t trace)
{
    box_get(state, &trace->record->nodes[trace->record->node_count - 1].at, trace->orbit->prec);
}

/* Where all of the box lies: 1 or -1, 0 for both sides. */
static int side(const state_box_t *box)
{
    return arf_sgn(box->lo) > 0 ? 1 : arf_sgn(box->hi) < 0 ? -1 : 0;
}

static void correlation(arb_t R, const arf_t rho, slong prec)
{
    arb_set_arf(R, rho);
    arb_tanh(R, R, prec);
    arb_abs(R, R);
}

/* From the last node that lies on the other side, or the first: there R has this sign for good at the latest
   after the last step that touches R = 0.  derivations/18 (25). */
void flow_trace_peak(arb_t lo, arb_t hi, const integration_t *record, int R_sign, slong prec)
{
    slong last = record->node_count - 1, certain = last, first = last;
    SCOPED(arb, R);
    while (first > 0 && side(&record->nodes[first - 1].during) == R_sign) first--;
    while (certain > 0 && side(&record->nodes[certain].at) != -R_sign) certain--;
    arb_zero(lo);
    arb_zero(hi);
    for (slong i = certain; i <= last; i++) {
        const orbit_node_t *node = record->nodes + i;
        if (i >= first) {
            correlation(R, R_sign > 0 ? node->at.lo : node->at.hi, prec);
            arb_max(lo, lo, R, prec);
        }
        const state_box_t *wide = i < last ? &node->during : &node->at;
        if (arf_sgn(R_sign > 0 ? wide->hi : wide->lo) != R_sign) continue;
        correlation(R, R_sign > 0 ? wide->hi : wide->lo, prec);
        arb_max(hi, hi, R, prec);
    }
    arb_get_lbound_arf(arb_midref(lo), lo, prec);
    mag_zero(arb_radref(lo));
    arb_get_ubound_arf(arb_midref(hi), hi, prec);
    mag_zero(arb_radref(hi));
}
