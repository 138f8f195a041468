/* Certificates of verdicts at given eps: the levels of the landscape, the
   bounds of the rise cell by cell, and what follows.  The bounds are found
   anew with the tails added that a reader with fewer terms has: note 08. */
#include "base/scoped.h"
#include "function/tree/scoped_function.h"
#include "manifold/certificate/certify.h"

#include <string.h>

#include "manifold/shape/precision_loop.h"
#include "manifold/certificate/certificate_orbit.h"
#include "manifold/certificate/certificate.h"

#define START_PREC 100

typedef struct {
    flow_subject_t subject;
    json_t *json;
    wane_status_t status;
} flow_certificate_question_t;

/* The levels as they are claimed. */
typedef struct {
    bounds_claim_t R, a, Phi;
    int has_height; /* a and Phi are claimed */
} level_claim_t;

typedef struct {
    const flow_problem_struct *problem;
    writer_t writer;
    level_claim_t *level;
} flow_writer_t;

json_t *certificate_quantifier_json(const quantifier_t range)
{
    return range->all ? json_string("all") : certificate_range_json(range->value);
}

static const char *level_name(level_kind_t kind)
{
    static const char *const names[] = {
        [LEVEL_START] = "start", [LEVEL_SINK] = "sink", [LEVEL_SADDLE] = "saddle",
        [LEVEL_ZERO] = "zero",   [LEVEL_ONE] = "one",
    };
    return names[kind];
}

/* The interval claimed for one of the zeros. */
static void claimed_zero(bounds_claim_t claim, const flow_writer_t *flow, shape_function_t f, const arb_t R)
{
    const landscape_struct *landscape = flow->problem->landscape;
    arb_srcptr zero = f == SHAPE_P ? landscape->P_zero : landscape->N_zero;
    for (slong i = 0; i < flow->writer->zero_count[f]; i++)
        if (arb_equal(zero + i, R)) bounds_claim_set(claim, flow->writer->zero[f] + i);
}

static void set_around_or_zero(bounds_claim_t claim, const arb_t x)
{
    if (arb_is_zero(x)) bounds_claim_set_si(claim, 0);
    else bounds_claim_around(claim, x);
}

/* P/S and P^2/S over the interval claimed for R. */
static void claim_heights(level_claim_t *claim, const flow_writer_t *flow)
{
    slong prec = flow->problem->prec;
    SCOPED(kernel_values, at);
    SCOPED(arb, x);
    bounds_claim_get_arb(x, claim->R, prec);
    writer_evaluate(at, flow->writer, x);
    arb_div(x, at->P, at->S, prec);
    bounds_claim_around(claim->a, x);
    arb_mul(x, x, at->P, prec); /* as the reader does */
    bounds_claim_around(claim->Phi, x);
}

/* At R = 0: p_0/s_0, or the limit of P/S where p < 2s. */
static void claim_start(level_claim_t *claim, const flow_writer_t *flow)
{
    const interior_branch_struct *branch = flow->problem->landscape->branch;
    const oriented_kernels_struct *kernels = branch->kernels;
    int c_0_vanishes = arb_is_zero(kernels->s);
    slong k = c_0_vanishes ? branch->small_R->s : 0;
    claim->has_height = !c_0_vanishes || !arb_is_zero(kernels->p + k);
    if (!claim->has_height) return;
    SCOPED(arb, x);
    arb_div(x, kernels->p + k, kernels->s + k, flow->problem->prec);
    if (c_0_vanishes) {
        arf_pos_inf(claim->a->lo);
        arf_pos_inf(claim->a->hi);
    } else {
        set_around_or_zero(claim->a, x);
    }
    arb_mul(x, x, kernels->p + k, flow->problem->prec);
    set_around_or_zero(claim->Phi, x);
}

static void claim_level(level_claim_t *claim, const flow_writer_t *flow, const level_t *level)
{
    const interior_branch_struct *branch = flow->problem->landscape->branch;
    claim->has_height = 1;
    switch (level->kind) {
    case LEVEL_START:
        if (arb_is_zero(level->R)) {
            claim_start(claim, flow);
            break;
        }
        /* fall through */
    case LEVEL_ZERO:
        claimed_zero(claim->R, flow, SHAPE_P, level->R);
        break;
    case LEVEL_ONE:
        bounds_claim_set_si(claim->R, 1);
        bounds_claim_around(claim->a, branch->a_eq);
        arb_t Phi;
        arb_init(Phi);
        arb_mul(Phi, branch->a_eq, branch->kernels->P_at_one[0], flow->problem->prec);
        bounds_claim_around(claim->Phi, Phi);
        arb_clear(Phi);
        break;
    default:
        claimed_zero(claim->R, flow, SHAPE_N, level->R);
        claim_heights(claim, flow);
    }
}

static json_t *level_json(const level_claim_t *claim, level_kind_t kind)
{
    return json_pack("{s:s,s:o,s:o,s:o}", "kind", level_name(kind), "R", bounds_claim_json(claim->R, 1), "a",
                     claim->has_height ? bounds_claim_json(claim->a, 1) : json_null(), "Phi",
                     claim->has_height ? bounds_claim_json(claim->Phi, 1) : json_null());
}

/* The coverings by signs of P and N, and the levels; NULL if plain evaluation does not confirm them. */
static json_t *landscape_json(flow_writer_t *flow)
{
    const flow_problem_struct *problem = flow->problem;
    const landscape_struct *landscape = problem->landscape;
    writer_struct *writer = flow->writer;
    int found = writer_isolate(writer, SHAPE_P, landscape->P_zero, landscape->P_count) &&
                writer_isolate(writer, SHAPE_N, landscape->N_zero, landscape->N_count);
    json_t *P = found ? writer_profile(writer, SHAPE_P) : NULL,
           *N = found ? writer_profile(writer, SHAPE_N) : NULL;
    if (P == NULL || N == NULL) {
        json_decref(P);
        json_decref(N);
        return NULL;
    }
    json_t *levels = json_array();
    for (slong i = 0; i < landscape->count; i++) {
        claim_level(flow->level + i, flow, landscape->level + i);
        json_array_append_new(levels, level_json(flow->level + i, landscape->level[i].kind));
    }
    return json_pack("{s:i,s:i,s:o,s:o,s:o,s:o}", "a", problem->a_sign, "R", problem->R_sign, "at_one",
                     writer_values_at_one(writer), "P", P, "N", N, "levels", levels);
}

static json_t *side_json(int present, const arb_t *piece)
{
    if (!present) return json_null();
    return json_pack("[o,o,o]", dyadic_json(arb_midref(piece[0])), dyadic_json(arb_midref(piece[1])),
                     dyadic_json(arb_midref(piece[2])));
}

/* Cells up to the last on which there is a bound. */
static slong useful_cells(const rise_record_t *rise)
{
    slong count = rise->cell_count;
    while (count > 0 && !rise->cells[count - 1].has_upper && !rise->cells[count - 1].has_lower) count--;
    return count;
}

/* Where the i-th cell ends. */
static const arf_struct *cell_end(const rise_record_t *rise, slong i)
{
    return arb_midref(i + 1 < rise->cell_count ? rise->cells[i + 1].R : rise->end);
}

static json_t *rise_json(const rise_record_t *rise, const quantifier_t eps, int structural)
{
    json_t *cells = json_array();
    slong count = useful_cells(rise);
    for (slong i = 0; i < count; i++) {
        const orbit_cell_t *cell = rise->cells + i;
        json_array_append_new(cells, json_pack("[o,o,o]", dyadic_json(arb_midref(cell->R)),
                                               side_json(cell->has_upper, cell->upper),
                                               side_json(cell->has_lower, cell->lower)));
    }
    return json_pack("{s:o,s:o,s:o,s:b}", "eps",
                     structural ? certificate_quantifier_json(eps) : certificate_range_json(rise->eps),
                     "cells", cells, "end", count > 0 ? dyadic_json(cell_end(rise, count - 1)) : json_null(),
                     "settles", rise->settles >= 0);
}

static json_t *rises_json(const flow_writer_t *flow)
{
    const flow_problem_struct *problem = flow->problem;
    const finite_eps_proof_struct *proof = &problem->result->proof;
    json_t *list = json_array();
    for (slong i = 0; problem->entry == ENTRY_RISING && i < proof->rise_count; i++) {
        const rise_record_t *rise = proof->rises + i;
        /* by structure alone it serves every eps */
        int structural = fmpq_is_zero(rise->eps->lo);
        json_array_append_new(list, rise_json(rise, problem->eps, structural));
    }
    return list;
}

/* Up to where an upper bound carries R. */
static void reach_of(arf_t reach, const rise_record_t *rise, const arf_t start)
{
    arf_set(reach, start);
    for (slong i = 0; i < useful_cells(rise); i++)
        if (rise->cells[i].has_upper) arf_set(reach, cell_end(rise, i));
}

/* The same where integration led to a box: with the peak on the way there. */
static void peak_of_arrival(bounds_claim_t peak, const flow_writer_t *flow, const rise_record_t *rise)
{
    const flow_problem_struct *problem = flow->problem;
    const integration_t *way = problem->result->proof.integration;
    const level_claim_t *level = flow->level + rise->limit;
    certificate_peak_on_way(peak, way);
    if (problem->landscape->level[rise->limit].kind == LEVEL_ONE) {
        arf_one(peak->lo);
        arf_one(peak->hi);
        return;
    }
    arf_max(peak->lo, peak->lo, level->R->lo);
    if (rise->settles >= 0 || way->arrival == ARRIVAL_FALLING) {
        arf_max(peak->hi, peak->hi, level->R->hi);
        arf_max(peak->hi, peak->hi, problem->R_hi);
    } else {
        int known = way->arrival == ARRIVAL_CONFINED && arf_cmp(way->sup_bound, level[1].R->lo) < 0;
        arf_max(peak->hi, peak->hi, known ? way->sup_bound : level[1].R->hi);
        if (way->arrival == ARRIVAL_CONFINED) arf_max(peak->hi, peak->hi, way->sup_bound);
    }
}

static void set_peak(bounds_claim_t peak, const flow_writer_t *flow, const rise_record_t *rise,
                     const arf_t R_lo, const arf_t R_hi)
{
    const flow_problem_struct *problem = flow->problem;
    const landscape_struct *landscape = problem->landscape;
    slong limit = rise->limit;
    if (problem->entry == ENTRY_ARRIVED) {
        peak_of_arrival(peak, flow, rise);
        return;
    }
    reach_of(peak->lo, rise, R_lo);
    if (arb_is_exact(rise->peak_hi)) arf_set(peak->hi, arb_midref(rise->peak_hi));
    else arf_one(peak->hi);
    if (limit < 0) return;
    const level_claim_t *level = flow->level + limit;
    if (rise->settles >= 0 || landscape->level[limit].kind == LEVEL_ONE) {
        bounds_claim_set(peak, level->R);
        return;
    }
    if (problem->entry == ENTRY_FALLING) {
        arf_set(peak->lo, R_lo);
        arf_set(peak->hi, R_hi);
        arf_max(peak->hi, peak->hi, level->R->hi);
    } else {
        arf_min(peak->hi, peak->hi, level[1].R->hi);
    }
    arf_max(peak->lo, peak->lo, level->R->lo);
}

/* lo <= sup R <= hi for one rise, as a reader of the certificate sees it. */
static void peak_of(bounds_claim_t peak, const flow_writer_t *flow, const rise_record_t *rise)
{
    const flow_problem_struct *problem = flow->problem;
    arf_t lo, hi; /* R0, for whoever computes with fewer bits */
    arf_init(lo);
    arf_init(hi);
    arf_set_round(lo, problem->R_lo, START_PREC, ARF_RND_FLOOR);
    arf_set_round(hi, problem->R_hi, START_PREC, ARF_RND_CEIL);
    set_peak(peak, flow, rise, lo, hi);
    arf_clear(lo);
    arf_clear(hi);
}

static void add_end(json_t *json, const flow_writer_t *flow)
{
    const flow_problem_struct *problem = flow->problem;
    const finite_eps_struct *result = problem->result;
    const finite_eps_proof_struct *proof = &result->proof;
    SCOPED(bounds_claim, peak, hull);
    for (slong i = 0; i < proof->rise_count; i++) {
        peak_of(peak, flow, proof->rises + i);
        if (i == 0) bounds_claim_set(hull, peak);
        arf_min(hull->lo, hull->lo, peak->lo);
        arf_max(hull->hi, hull->hi, peak->hi);
    }
    json_object_set_new(json, "R_peak", bounds_claim_json(hull, problem->R_sign));
    if (problem->landscape->neutral) {
        json_object_set_new(json, "R_final", bounds_claim_json(hull, problem->R_sign));
        json_object_set_new(json, "a_final", json_null());
    } else {
        const level_claim_t *level = flow->level + proof->rises[0].limit;
        json_object_set_new(json, "R_final", bounds_claim_json(level->R, problem->R_sign));
        json_object_set_new(json, "a_final", bounds_claim_json(level->a, problem->a_sign));
    }
    json_object_set_new(json, "scaling",
                        result->has_scaling ? certificate_scaling_json(result->scaling) : json_null());
}

/* R = 0 for all time. */
static void add_still(json_t *json, const finite_eps_t result)
{
    SCOPED(bounds_claim, a);
    json_t *final = json_null();
    if (arb_is_finite(result->a_final)) {
        set_around_or_zero(a, result->a_final);
        final = bounds_claim_json(a, 1);
    }
    json_object_set_new(json, "landscape", json_null());
    json_object_set_new(json, "rises", json_array());
    json_object_set_new(json, "R_peak", json_pack("[s,s]", "0", "0"));
    json_object_set_new(json, "R_final", json_pack("[s,s]", "0", "0"));
    json_object_set_new(json, "a_final", final);
    json_object_set_new(json, "scaling", json_null());
}

static int arrives_at_line(const flow_problem_t problem)
{
    return problem->entry == ENTRY_ARRIVED && problem->result->proof.integration->arrival == ARRIVAL_LINE;
}

/* R -> 0 to a point of the line of equilibria. */
static void add_line(json_t *json, const flow_problem_t problem)
{
    const integration_t *way = problem->result->proof.integration;
    SCOPED(bounds_claim, claim);
    json_object_set_new(json, "landscape", json_null());
    json_object_set_new(json, "rises", json_array());
    certificate_peak_on_way(claim, way);
    json_object_set_new(json, "R_peak", bounds_claim_json(claim, problem->R_sign));
    json_object_set_new(json, "R_final", json_pack("[s,s]", "0", "0"));
    arf_set(claim->lo, way->scale_floor);
    arf_set(claim->hi, problem->a_hi);
    json_object_set_new(json, "a_final", bounds_claim_json(claim, problem->a_sign));
    json_object_set_new(json, "scaling", json_null());
}

#define ROOM (-14) /* log2 of what is left to a reader of the root's size */

/* Of a root of what is integrated. */
static void claim_with_room(bounds_claim_t claim, const arb_t x)
{
    SCOPED(mag, room);
    arb_get_mag(room, x);
    mag_mul_2exp_si(room, room, ROOM);
    mag_add(room, room, arb_radref(x));
    bounds_claim_widen(claim, x, room);
}

/* Where something is kept along solutions: the reader finds out what. */
static void add_invariant(json_t *json, const flow_problem_t problem)
{
    static const char *const names[] = {
        [STRUCTURE_CONSTANT] = "constant", [STRUCTURE_ZERO] = "zero", [STRUCTURE_NEUTRAL] = "neutral"};
    const finite_eps_struct *result = problem->result;
    const int neutral = result->outcome == WANE_OUTCOME_NEUTRAL,
              at_rest = arb_is_zero(result->a_final) && !arb_is_zero(result->R_final);
    SCOPED(bounds_claim, peak, limit, scale);
    SCOPED(arb, R);
    bounds_claim_around(peak, result->R_peak);
    if (arb_is_zero(result->R_final)) {
        bounds_claim_set_si(limit, 0);
    } else if (!neutral && arb_equal(result->R_final, result->R_peak)) {
        bounds_claim_set(limit, peak);
    } else {
        arb_abs(R, result->R_final);
        claim_with_room(limit, R);
        if (arf_sgn(limit->lo) < 0 || arb_contains_zero(R)) arf_zero(limit->lo);
        if (neutral) { /* the peak is the larger of R0 and the limit */
            arb_abs(R, result->R_peak);
            bounds_claim_around(peak, R);
            arf_max(peak->hi, peak->hi, limit->hi);
            arf_min(peak->lo, peak->lo, limit->lo);
        }
    }
    if (!neutral && result->proof.structure != STRUCTURE_CONSTANT) claim_with_room(scale, result->a_final);
    else if (!neutral) bounds_claim_around(scale, result->a_final);
    json_object_set_new(json, "landscape", json_pack("{s:s}", "structure", names[result->proof.structure]));
    json_object_set_new(json, "rises", json_array());
    json_object_set_new(json, "R_peak", bounds_claim_json(peak, neutral ? problem->R_sign : 1));
    const int turned =
        !neutral && (arb_is_zero(result->R_final) || arb_equal(result->R_final, result->R_peak));
    json_object_set_new(json, "R_final", bounds_claim_json(limit, turned ? 1 : problem->R_sign));
    json_object_set_new(json, "a_final",
                        neutral   ? json_null()
                        : at_rest ? json_pack("[s,s]", "0", "0")
                                  : bounds_claim_json(scale, 1));
    json_object_set_new(json, "scaling", json_null());
}

/* What the structure of the pair decides for every start. */
static int add_structure(json_t *json, const flow_subject_t *subject, const flow_problem_t problem,
                         slong terms)
{
    const finite_eps_struct *result = problem->result;
    if (result->proof.structure != STRUCTURE_RISING) {
        add_invariant(json, problem);
        return 1;
    }
    writer_t writer;
    SCOPED(bounds_claim, one, a);
    writer_init_set(writer, problem->landscape->branch, terms);
    writer_expect_series(writer, certificate_reader_means(subject->student, subject->teacher));
    json_t *N = writer_profile(writer, SHAPE_N);
    if (N != NULL) {
        json_object_set_new(json, "landscape",
                            json_pack("{s:s,s:i,s:i,s:o,s:o}", "structure", "rising", "a", problem->a_sign,
                                      "R", problem->R_sign, "at_one", writer_values_at_one(writer), "N", N));
        bounds_claim_around(a, result->a_final);
        json_object_set_new(json, "rises", json_array());
        bounds_claim_set_si(one, 1);
        json_object_set_new(json, "R_peak", bounds_claim_json(one, problem->R_sign));
        json_object_set_new(json, "R_final", bounds_claim_json(one, problem->R_sign));
        json_object_set_new(json, "a_final", bounds_claim_json(a, 1));
        json_object_set_new(json, "scaling", json_null());
    }
    writer_clear(writer);
    return N != NULL;
}

static int add_moving(json_t *json, const flow_subject_t *subject, const flow_problem_t problem, slong terms)
{
    slong count = problem->landscape->count;
    flow_writer_t flow = {.problem = problem};
    flow.level = flint_calloc((size_t)count, sizeof(level_claim_t));
    for (slong i = 0; i < count; i++) {
        bounds_claim_init(flow.level[i].R);
        bounds_claim_init(flow.level[i].a);
        bounds_claim_init(flow.level[i].Phi);
    }
    writer_init_set(flow.writer, problem->landscape->branch, terms);
    writer_expect_series(flow.writer, certificate_reader_means(subject->student, subject->teacher));
    json_t *landscape = landscape_json(&flow);
    if (landscape != NULL) {
        json_object_set_new(json, "landscape", landscape);
        json_object_set_new(json, "rises", rises_json(&flow));
        add_end(json, &flow);
    }
    writer_clear(flow.writer);
    for (slong i = 0; i < count; i++) {
        bounds_claim_clear(flow.level[i].R);
        bounds_claim_clear(flow.level[i].a);
        bounds_claim_clear(flow.level[i].Phi);
    }
    flint_free(flow.level);
    return landscape != NULL;
}

json_t *flow_certificate_of_proof(const flow_subject_t *subject, const flow_problem_t problem, slong terms)
{
    json_t *json = certificate_head_json("wane flow certificate", subject->student, subject->teacher);
    json_object_set_new(json, "eps", certificate_quantifier_json(subject->eps));
    json_object_set_new(json, "a0", certificate_quantifier_json(subject->a0));
    json_object_set_new(json, "R0", certificate_start_json(subject->start));
    json_object_set_new(json, "drop", rational_json(subject->drop));
    certificate_add_tables(json, problem->kernels, terms);
    int found = 1;
    json_object_set_new(json, "orbit", certificate_orbit_json(problem));
    if (problem->entry == ENTRY_STILL) add_still(json, problem->result);
    else if (problem->entry == ENTRY_BY_STRUCTURE) found = add_structure(json, subject, problem, terms);
    else if (arrives_at_line(problem)) add_line(json, problem);
    else found = add_moving(json, subject, problem, terms);
    json_object_set_new(json, "verdict", json_string(wane_outcome_name(problem->result->outcome)));
    certificate_set_version(json);
    if (found) return json;
    json_decref(json);
    return NULL;
}

/* What the bounds do not settle is final: more precision would not help. */
static wane_status_t answer(void *question, const kernels_t kernels, const wane_effort_t *effort,
                            wane_message_t message)
{
    flow_certificate_question_t *q = question;
    finite_eps_t result;
    flow_problem_t problem;
    kernel_blur_t blur;
    slong terms = certificate_terms(kernels);
    finite_eps_init(result);
    flow_problem_init(problem, result, kernels, q->subject.eps, q->subject.a0, q->subject.start,
                      q->subject.drop, message);
    kernel_blur_init_set(blur, kernels, terms);
    problem->blur = blur;
    problem->digits = effort->digits;
    wane_status_t status = flow_problem_start(problem);
    q->status = status;
    if (status == WANE_OK) q->status = flow_problem_decide(problem);
    /* Of bounds that lead through a = 0 there is no certificate, but of integrated boxes. */
    const int through_zero = q->status == WANE_OK && result->proof.first_leg != NULL;
    if (q->status == WANE_UNDECIDED || through_zero) {
        int final = status == WANE_OK;
        q->status = flow_problem_integrate(problem, &final);
        status = final ? WANE_OK : WANE_UNDECIDED;
    }
    if (through_zero && q->status == WANE_UNDECIDED)
        wane_message_set(message, WANE_UNDECIDED, 0,
                         "no certificate: solutions that pass through a = 0 and R = 0 have one only where "
                         "integration encloses them all; narrow the ranges of a0 and eps");
    if (q->status == WANE_OK) q->status = flow_problem_check(problem);
    if (q->status == WANE_OK) {
        q->json = flow_certificate_of_proof(&q->subject, problem, terms);
        if (q->json == NULL)
            q->status = status = wane_message_set(
                message, WANE_UNDECIDED, 0,
                "no certificate: plain evaluation does not confirm every sign; raise `digits`");
    }
    flow_problem_clear(problem);
    finite_eps_clear(result);
    kernel_blur_clear(blur);
    return status;
}

json_t *flow_certificate_from_kernels(const flow_subject_t *subject, const kernels_t kernels, slong digits)
{
    flow_certificate_question_t q = {*subject, NULL, WANE_OK};
    const wane_effort_t effort = {.digits = digits};
    wane_message_t unused;
    answer(&q, kernels, &effort, unused);
    return q.json;
}

static wane_status_t compute(char **text, const flow_subject_t *named, const wane_effort_t *effort,
                             wane_message_t message)
{
    flow_certificate_question_t q = {*named, NULL, WANE_OK};
    question_t question = {answer, NULL, &q, 0};
    wane_message_t own;
    wane_message_struct *why = message != NULL ? message : own;
    wane_status_t status = flow_problem_check_input(named->eps, named->a0, named->start, named->drop, why);
    if (status == WANE_OK) status = drive(&question, named->student, named->teacher, effort, why);
    if (status == WANE_OK) status = q.status;
    *text = q.json != NULL ? certificate_text(q.json, JSON_INDENT(1)) : NULL;
    return status;
}

wane_status_t flow_certificate_compute(char **text, const flow_subject_t *subject,
                                       const wane_effort_t *effort, wane_message_t message)
{
    if (box_flow_is_needed(subject)) {
        box_flow_t family;
        box_flow_init(family);
        wane_status_t status = box_flow_certify(family, text, subject, effort, message);
        box_flow_clear(family);
        return status;
    }
    return compute(text, subject, effort, message);
}

/* The first proof that can be written down is. */
static void write_once(void *question, const flow_problem_t proof, slong terms)
{
    flow_certificate_question_t *q = question;
    if (q->json == NULL) q->json = flow_certificate_of_proof(&q->subject, proof, terms);
}

wane_status_t finite_eps_certify(finite_eps_t result, char **text, const flow_subject_t *subject,
                                 const wane_effort_t *effort, wane_message_t message)
{
    SCOPED(wane_function, sigma, target);
    certificate_name_intervals(sigma, target, subject->student, subject->teacher);
    flow_certificate_question_t q = {*subject, NULL, WANE_OK};
    q.subject.student = sigma;
    q.subject.teacher = target;
    const flow_witness_t witness = {certificate_terms, write_once, &q};
    *text = NULL;
    wane_status_t status = finite_eps_compute_before(result, &witness, subject, effort, message);
    if (status == WANE_OK && q.json != NULL) *text = certificate_text(q.json, JSON_INDENT(1));
    else json_decref(q.json);
    if (status == WANE_OK && *text == NULL) /* another way, or more bits, may serve a reader better */
        status = compute(text, &q.subject, effort, message);
    return status;
}
