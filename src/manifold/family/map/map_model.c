#include "manifold/family/map/map_model.h"

#include "base/scoped.h"
#include "hermite/oriented/kernel_blur.h"
#include "manifold/family/thresholds_cover.h"
#include "manifold/shape/start.h"

#define MODEL_PREC 96
#define PARTS 8 /* what the enclosure of a boundary may add to its slope, or to the height of a cell, as a part */

map_model_t *map_model_hold(map_model_t *model)
{
    if (model != NULL) atomic_fetch_add(&model->holders, 1);
    return model;
}

void map_model_release(map_model_t *model)
{
    if (model == NULL || atomic_fetch_sub(&model->holders, 1) > 1) return;
    const slong boundaries = FLINT_MAX(model->thresholds->count - 1, 0);
    _arb_vec_clear(model->middle, boundaries);
    _arb_vec_clear(model->slope, boundaries);
    flint_free(model->has_slope);
    fmpq_clear(model->centre);
    thresholds_clear(model->thresholds);
    flint_free(model);
}

static void column_ends(fmpq_t lo, fmpq_t hi, const map_axis_t *axis, slong depth, ulong column)
{
    map_axis_node(lo, axis, column, depth);
    map_axis_node(hi, axis, column + 1, depth);
}

/* ---- slopes ---- */

/* P_1, the derivative of P in the parameter: the difference of two corners, in the orientation of the branch. */
static int set_difference(arb_poly_t P_1, const kernels_struct *source, const interior_branch_t branch,
                          const fmpq_t width)
{
    const kernels_struct *lower = kernel_corner(source, 0), *upper = kernel_corner(source, 1);
    if (lower == NULL || upper == NULL || !lower->p_finite || !upper->p_finite) return 0;
    const slong length = FLINT_MAX(lower->length, upper->length);
    SCOPED(arb, difference, w);
    arb_set_fmpq(w, width, source->prec);
    for (slong k = 0; k < length; k++) {
        if (k < lower->length) arb_neg(difference, lower->p + k);
        else arb_zero(difference);
        if (k < upper->length) arb_add(difference, difference, upper->p + k, source->prec);
        arb_mul_si(difference, difference, oriented_kernels_sign(branch->kernels, k), source->prec);
        arb_div(difference, difference, w, source->prec);
        if (!arb_is_zero(difference)) arb_poly_set_coeff_arb(P_1, k, difference);
    }
    return 1;
}

/* The slope of the height of a mark, or of a point R that stays: derivations/25 (4), (5). */
static void height_slope(arb_t slope, const interior_branch_t branch, const arb_t R, mark_kind_t kind,
                         const arb_poly_t P_1)
{
    const slong prec = branch->kernels->prec;
    SCOPED(kernel_values, at);
    SCOPED_VEC(arb, Q, 2);
    SCOPED(arb, moves, speed);
    arb_poly_evaluate2(Q, Q + 1, P_1, R, prec);
    oriented_kernels_evaluate(at, branch->kernels, R, prec);
    if (kind == MARK_ONE) arb_set(at->S + 1, branch->kernels->S_at_one[1]);
    arb_div(slope, Q + 1, at->S + 1, prec);
    arb_mul_2exp_si(slope, slope, 1);
    if (kind != MARK_EQUILIBRIUM) return;
    arb_mul(moves, Q, at->S + 1, prec);
    arb_mul_2exp_si(speed, Q + 1, 1);
    arb_submul(moves, speed, at->S, prec);
    shape_function_slope(speed, SHAPE_N, at->P, at->S, prec);
    arb_div(moves, moves, speed, prec); /* -dR/db */
    shape_function_value(speed, SHAPE_F, at->P, at->S, prec);
    arb_mul(moves, moves, speed, prec);
    arb_sqr(speed, at->S + 1, prec);
    arb_div(moves, moves, speed, prec);
    arb_submul_ui(slope, moves, 2, prec);
}

static int has_same_marks(const interior_branch_t x, const interior_branch_t y)
{
    int same = x->mark_count == y->mark_count;
    for (slong i = 0; same && i < x->mark_count; i++) same = x->mark[i].kind == y->mark[i].kind;
    return same;
}

/* The critical height at the centre, and its slope over the column; 0 if they are not to be had. */
static int set_slope(arb_t middle, arb_t slope, const critical_t *critical, const scale_cover_t cover,
                     const kernels_t centre, const fmpq_t width)
{
    const interior_branch_struct *branch = cover->branches[critical->a_sign < 0][critical->R_sign < 0];
    wane_message_t unused;
    SCOPED(arb_poly, P_1);
    if (branch == NULL || critical->path != 0 || critical->a_sign < 0 || critical->kind != CRITICAL_MARK) return 0;
    const mark_t *mark = branch->mark + critical->mark;
    if (mark->kind != MARK_ONE && mark->kind != MARK_EQUILIBRIUM && mark->kind != MARK_FOLD) return 0;
    if (!set_difference(P_1, cover->kernels, branch, width)) return 0;
    interior_branch_struct *member = interior_branch_new(centre, critical->a_sign, critical->R_sign, unused);
    const int good = member != NULL && has_same_marks(branch, member);
    if (good) {
        height_slope(slope, branch, mark->R, mark->kind, P_1);
        if (mark->kind == MARK_ONE) arb_set(middle, member->a_c);
        else branch_height(middle, member, member->mark[critical->mark].R);
    }
    interior_branch_free(member);
    return good && arb_is_finite(slope) && arb_is_finite(middle);
}

/* The critical height that is the boundary; NULL: it has no name. */
static const critical_t *name_of(const scale_cover_t cover, const arb_t boundary)
{
    for (slong i = 1; i < cover->count; i++)
        if (arb_equal(cover->cut[i].a0, boundary)) return &cover->cut[i].critical;
    return NULL;
}

/* Whether the teacher is a family in that one unknown, of which it is affine, and the student is not. */
static int has_slopes(const map_prover_t prover, const kernels_t kernels)
{
    const slong unknown = prover->problem->axis[prover->line].unknown;
    return kernels->corners != NULL && kernels->corners->count == 2 &&
           !prover->problem->space->unknown[unknown].in_function[0] &&
           prover->problem->space->unknown[unknown].in_function[1];
}

static void set_slopes(map_model_t *model, map_prover_t prover, const scale_cover_t cover, const fmpq_t lo,
                       const fmpq_t hi)
{
    const slong unknown = prover->problem->axis[prover->line].unknown;
    const kernels_struct *centre;
    wane_message_t message;
    SCOPED(fmpq, width);
    fmpq_sub(width, hi, lo);
    fmpq_set(prover->box.end + 2 * unknown, model->centre);
    fmpq_set(prover->box.end + 2 * unknown + 1, model->centre);
    if (family_kernels_compute(&centre, prover->kernels, &prover->box, message) != WANE_OK) return;
    for (slong i = 0; i + 1 < model->thresholds->count; i++) {
        const critical_t *name = name_of(cover, model->thresholds->interval[i].to);
        model->has_slope[i] =
            name != NULL && set_slope(model->middle + i, model->slope + i, name, cover, centre, width);
    }
}

/* ---- one column ---- */

static map_model_t *model_new(void)
{
    map_model_t *model = flint_calloc(1, sizeof *model);
    atomic_init(&model->holders, 1);
    thresholds_init(model->thresholds);
    fmpq_init(model->centre);
    return model;
}

static wane_status_t compute(map_model_t **result, map_prover_t prover, slong depth, ulong column,
                             wane_message_t message)
{
    const map_axis_t *axis = &prover->problem->axis[prover->line];
    const kernels_struct *kernels;
    scale_cover_t cover;
    SCOPED(wane_start, start);
    SCOPED(fmpq, lo, hi);
    fmpq *end = prover->box.end + 2 * axis->unknown;
    *result = NULL;
    column_ends(lo, hi, axis, depth, column);
    fmpq_set(end, lo);
    fmpq_set(end + 1, hi);
    wane_status_t status = family_kernels_compute(&kernels, prover->kernels, &prover->box, message);
    if (status != WANE_OK) return status;
    map_model_t *model = model_new();
    family_box_start(start, &prover->box, prover->problem->space);
    scale_cover_init(cover, kernels, start);
    status = scale_cover_run(cover, message);
    if (status == WANE_OK) status = thresholds_from_cover(model->thresholds, cover, message);
    model->is_decided = status == WANE_OK;
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        const slong boundaries = model->thresholds->count - 1;
        fmpq_add(model->centre, lo, hi);
        fmpq_div_2exp(model->centre, model->centre, 1);
        model->has_slope = flint_calloc((size_t)boundaries + 1, sizeof(int));
        model->middle = _arb_vec_init(boundaries);
        model->slope = _arb_vec_init(boundaries);
        if (has_slopes(prover, kernels)) set_slopes(model, prover, cover, lo, hi);
        status = WANE_OK;
    }
    scale_cover_clear(cover);
    if (status == WANE_OK) *result = model;
    else map_model_release(model);
    return status;
}

/* ---- columns inside ---- */

/* x in [lo, hi] minus the centre. */
static void set_offset(arb_t offset, const map_model_t *model, const fmpq_t lo, const fmpq_t hi, slong prec)
{
    SCOPED(fmpq, l, h);
    SCOPED(arb, upper);
    fmpq_sub(l, lo, model->centre);
    fmpq_sub(h, hi, model->centre);
    arb_set_fmpq(offset, l, prec);
    arb_set_fmpq(upper, h, prec);
    arb_union(offset, offset, upper, prec);
}

void map_model_boundaries(arb_ptr boundary, const map_model_t *model, const map_axis_t *axis, slong depth,
                          ulong column, slong prec)
{
    SCOPED(fmpq, lo, hi);
    SCOPED(arb, offset, linear);
    column_ends(lo, hi, axis, depth, column);
    set_offset(offset, model, lo, hi, prec);
    for (slong i = 0; i + 1 < model->thresholds->count; i++) {
        arb_set(boundary + i, model->thresholds->interval[i].to);
        if (!model->has_slope[i]) continue;
        arb_mul(linear, model->slope + i, offset, prec);
        arb_add(linear, linear, model->middle + i, prec);
        if (!arb_is_finite(boundary + i) || mag_cmp(arb_radref(linear), arb_radref(boundary + i)) < 0)
            arb_set(boundary + i, linear);
    }
}

/* What the enclosure adds to the boundary's own way over the column, against the cells there: derivations/25 (6). */
static int is_sharp(const map_model_t *model, slong i, const map_prover_t prover, const fmpq_t lo, const fmpq_t hi,
                    slong depth)
{
    const map_axis_t *rows = &prover->problem->axis[prover->rows];
    SCOPED(arb, offset, added, way, height);
    SCOPED(fmpq, width);
    SCOPED(mag, most);
    if (!model->has_slope[i]) return 0;
    set_offset(offset, model, lo, hi, MODEL_PREC);
    arb_get_mag(most, offset);
    mag_mul(most, most, arb_radref(model->slope + i));
    mag_add(most, most, arb_radref(model->middle + i));
    arf_set_mag(arb_midref(added), most);
    arb_mul_ui(added, added, PARTS, MODEL_PREC);
    fmpq_sub(width, hi, lo);
    arb_set_fmpq(way, width, MODEL_PREC);
    arb_set_arf(height, arb_midref(model->slope + i));
    arb_mul(way, way, height, MODEL_PREC);
    arb_abs(way, way);
    fmpq_sub(width, rows->range->hi, rows->range->lo);
    arb_set_fmpq(height, width, MODEL_PREC);
    arb_mul_2exp_si(height, height, -depth);
    if (rows->is_log) { /* about the height of cells there */
        fmpq_div(width, rows->range->hi, rows->range->lo);
        arb_set_fmpq(height, width, MODEL_PREC);
        arb_log(height, height, MODEL_PREC);
        arb_mul(height, height, model->middle + i, MODEL_PREC);
        arb_mul_2exp_si(height, height, -depth);
    }
    return arb_lt(added, way) || arb_lt(added, height);
}

static int is_enough(const map_model_t *model, const map_prover_t prover, slong depth, ulong column)
{
    SCOPED(fmpq, lo, hi);
    column_ends(lo, hi, &prover->problem->axis[prover->line], depth, column);
    int enough = model->is_decided && model->thresholds->tie_count == 0;
    for (slong i = 0; enough && i + 1 < model->thresholds->count; i++)
        enough = is_sharp(model, i, prover, lo, hi, depth);
    return enough;
}

wane_status_t map_model_next(map_model_t **model, map_prover_t prover, map_model_t *wider, slong depth,
                             ulong column, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    if (wider != NULL && is_enough(wider, prover, depth, column)) {
        *model = map_model_hold(wider);
        return WANE_OK;
    }
    status = compute(model, prover, depth, column, message);
    if (status == WANE_OK && wider != NULL && wider->is_decided && !(*model)->is_decided) {
        map_model_release(*model);
        *model = map_model_hold(wider);
    }
    return status;
}

wane_status_t map_model_of_column(map_model_t **model, map_prover_t prover, slong depth, ulong column,
                                  wane_message_t message)
{
    wane_status_t status = WANE_OK;
    *model = NULL;
    for (slong d = 0; d <= depth && status == WANE_OK; d++) {
        map_model_t *wider = *model;
        status = map_model_next(model, prover, wider, d, column >> (depth - d), message);
        map_model_release(wider);
        if (status != WANE_OK) *model = NULL;
    }
    return status;
}
