#include "manifold/family/map/map_model.h"

#include <math.h>

#include "base/scoped.h"
#include "hermite/oriented/kernel_blur.h"
#include "manifold/family/thresholds_cover.h"
#include "manifold/shape/start.h"

#define MODEL_PREC 96
#define SHARPNESS 8

map_model_t *map_model_hold(map_model_t *model)
{
    if (model != NULL) atomic_fetch_add(&model->holders, 1);
    return model;
}

void map_model_release(map_model_t *model)
{
    if (model == NULL || atomic_fetch_sub(&model->holders, 1) > 1) return;
    const slong boundaries = FLINT_MAX(model->thresholds->count - 1, 0);
    _arb_vec_clear(model->at, (MAP_MODEL_PARTS + 1) * boundaries);
    _arb_vec_clear(model->slope, MAP_MODEL_PARTS * boundaries);
    flint_free(model->has_slope);
    fmpq_clear(model->lo);
    fmpq_clear(model->hi);
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

/* What moves with the parameter: the member at the centre, P_1, and where the mark is. */
typedef struct {
    const interior_branch_struct *member;
    arb_poly_struct P_1[WANE_KERNEL_DERIVATIVES]; /* and its derivatives */
    mark_kind_t kind;
    arb_struct R; /* of the mark in the member */
} moving_t;

static int moving_init(moving_t *moving, const interior_branch_t branch, const interior_branch_t member,
                       slong mark, const kernels_struct *source, const fmpq_t width)
{
    moving->member = member;
    moving->kind = member->mark[mark].kind;
    arb_init(&moving->R);
    arb_set(&moving->R, member->mark[mark].R);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) arb_poly_init(moving->P_1 + j);
    if (!set_difference(moving->P_1, source, branch, width)) return 0;
    for (int j = 1; j < WANE_KERNEL_DERIVATIVES; j++)
        arb_poly_derivative(moving->P_1 + j, moving->P_1 + j - 1, source->prec);
    return 1;
}

static void moving_clear(moving_t *moving)
{
    arb_clear(&moving->R);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) arb_poly_clear(moving->P_1 + j);
}

/* The slope of the height of the mark, and of its R, for parameters at that offset from the centre and R in the ball:
   derivations/25 (4), (5). */
static void height_slope(arb_t slope, arb_t R_slope, const moving_t *moving, const arb_t R,
                         const arb_t offset)
{
    const interior_branch_struct *member = moving->member;
    const slong prec = member->kernels->prec;
    SCOPED(kernel_values, at);
    SCOPED_VEC(arb, Q, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, speed);
    oriented_kernels_evaluate(at, member->kernels, R, prec);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_poly_evaluate(Q + j, moving->P_1 + j, R, prec);
        arb_addmul(at->P + j, Q + j, offset, prec);
    }
    if (moving->kind == MARK_ONE) arb_set(at->S + 1, member->kernels->S_at_one[1]);
    arb_zero(R_slope);
    arb_div(slope, Q + 1, at->S + 1, prec);
    arb_mul_2exp_si(slope, slope, 1);
    if (moving->kind == MARK_FOLD) arb_indeterminate(R_slope);
    if (moving->kind != MARK_EQUILIBRIUM) return;
    arb_mul(R_slope, Q, at->S + 1, prec);
    arb_mul_2exp_si(speed, Q + 1, 1);
    arb_submul(R_slope, speed, at->S, prec);
    shape_function_slope(speed, SHAPE_N, at->P, at->S, prec);
    arb_div(R_slope, R_slope, speed, prec);
    arb_neg(R_slope, R_slope);
    shape_function_value(speed, SHAPE_F, at->P, at->S, prec);
    arb_mul(speed, speed, R_slope, prec);
    arb_div(speed, speed, at->S + 1, prec);
    arb_div(speed, speed, at->S + 1, prec);
    arb_addmul_ui(slope, speed, 2, prec);
}

static int has_same_marks(const interior_branch_t x, const interior_branch_t y)
{
    int same = x->mark_count == y->mark_count;
    for (slong i = 0; same && i < x->mark_count; i++) same = x->mark[i].kind == y->mark[i].kind;
    return same;
}

/* Part k of the column as an offset from its centre. */
static void part_offset(arb_t offset, slong k, const fmpq_t width, slong prec)
{
    SCOPED(fmpq, end);
    SCOPED(arb, upper);
    fmpq_set_si(end, 2 * k - MAP_MODEL_PARTS, 2 * MAP_MODEL_PARTS);
    fmpq_mul(end, end, width);
    arb_set_fmpq(offset, end, prec);
    fmpq_set_si(end, 2 * k + 2 - MAP_MODEL_PARTS, 2 * MAP_MODEL_PARTS);
    fmpq_mul(end, end, width);
    arb_set_fmpq(upper, end, prec);
    arb_union(offset, offset, upper, prec);
}

/* The slopes on all parts, the mark being where it is in the column, and on its way from the centre. */
static int set_part_slopes(arb_ptr slope, const moving_t *moving, const arb_t R_of_column, const fmpq_t width)
{
    const slong prec = moving->member->kernels->prec;
    SCOPED(arb, offset, R, R_slope, unused);
    arb_set_fmpq(offset, width, prec);
    arb_mul_2exp_si(offset, offset, -1);
    arb_neg(R, offset);
    arb_union(offset, offset, R, prec);
    height_slope(unused, R_slope, moving, R_of_column, offset);
    for (slong k = 0; k < MAP_MODEL_PARTS; k++) {
        part_offset(offset, k, width, prec);
        arb_mul(R, offset, R_slope, prec);
        arb_add(R, R, &moving->R, prec);
        if (!arb_is_finite(R) || !arb_intersection(R, R, R_of_column, prec)) arb_set(R, R_of_column);
        height_slope(slope + k, unused, moving, R, offset);
        if (!arb_is_finite(slope + k)) return 0;
    }
    return 1;
}

/* From the centre to both sides: derivations/25 (6). */
static void set_part_ends(arb_ptr at, arb_srcptr slope, const arb_t middle, const fmpq_t width, slong prec)
{
    SCOPED(arb, step);
    arb_set_fmpq(step, width, prec);
    arb_div_ui(step, step, MAP_MODEL_PARTS, prec);
    arb_set(at + MAP_MODEL_PARTS / 2, middle);
    for (slong k = MAP_MODEL_PARTS / 2; k < MAP_MODEL_PARTS; k++) {
        arb_mul(at + k + 1, slope + k, step, prec);
        arb_add(at + k + 1, at + k + 1, at + k, prec);
    }
    for (slong k = MAP_MODEL_PARTS / 2; k > 0; k--) {
        arb_mul(at + k - 1, slope + k - 1, step, prec);
        arb_sub(at + k - 1, at + k, at + k - 1, prec);
    }
}

/* The critical height at the ends of the parts, and its slopes on them; 0 if they are not to be had. */
static int set_slope(arb_ptr at, arb_ptr slope, const critical_t *critical, const scale_cover_t cover,
                     const kernels_t centre, const fmpq_t width)
{
    const interior_branch_struct *branch = cover->branches[critical->a_sign < 0][critical->R_sign < 0];
    wane_message_t unused;
    moving_t moving;
    if (branch == NULL || critical->path != 0 || critical->a_sign < 0 || critical->kind != CRITICAL_MARK)
        return 0;
    const mark_t *mark = branch->mark + critical->mark;
    if (mark->kind != MARK_ONE && mark->kind != MARK_EQUILIBRIUM && mark->kind != MARK_FOLD) return 0;
    interior_branch_struct *member = interior_branch_new(centre, critical->a_sign, critical->R_sign, unused);
    int good = member != NULL && has_same_marks(branch, member);
    if (good) {
        SCOPED(arb, middle);
        good = moving_init(&moving, branch, member, critical->mark, cover->kernels, width) &&
               set_part_slopes(slope, &moving, mark->R, width);
        if (mark->kind == MARK_ONE) arb_set(middle, member->a_c);
        else branch_height(middle, member, &moving.R);
        good = good && arb_is_finite(middle);
        if (good) set_part_ends(at, slope, middle, width, member->kernels->prec);
        moving_clear(&moving);
    }
    interior_branch_free(member);
    return good;
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
    SCOPED(fmpq, width, middle);
    fmpq_sub(width, hi, lo);
    fmpq_add(middle, lo, hi);
    fmpq_div_2exp(middle, middle, 1);
    fmpq_set(prover->box.end + 2 * unknown, middle);
    fmpq_set(prover->box.end + 2 * unknown + 1, middle);
    if (family_kernels_compute(&centre, prover->kernels, &prover->box, message) != WANE_OK) return;
    for (slong i = 0; i + 1 < model->thresholds->count; i++) {
        const critical_t *name = name_of(cover, model->thresholds->interval[i].to);
        model->has_slope[i] =
            name != NULL && set_slope(model->at + (MAP_MODEL_PARTS + 1) * i,
                                      model->slope + MAP_MODEL_PARTS * i, name, cover, centre, width);
    }
}

/* ---- one column ---- */

static map_model_t *model_new(void)
{
    map_model_t *model = flint_calloc(1, sizeof *model);
    atomic_init(&model->holders, 1);
    thresholds_init(model->thresholds);
    fmpq_init(model->lo);
    fmpq_init(model->hi);
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
        fmpq_set(model->lo, lo);
        fmpq_set(model->hi, hi);
        model->has_slope = flint_calloc((size_t)boundaries + 1, sizeof(int));
        model->at = _arb_vec_init((MAP_MODEL_PARTS + 1) * boundaries);
        model->slope = _arb_vec_init(MAP_MODEL_PARTS * boundaries);
        if (has_slopes(prover, kernels)) set_slopes(model, prover, cover, lo, hi);
        status = WANE_OK;
    }
    scale_cover_clear(cover);
    if (status == WANE_OK) *result = model;
    else map_model_release(model);
    return status;
}

/* ---- columns inside ---- */

/* The boundary over what part k has in common with [lo, hi]; 0: nothing. */
static int over_part(arb_t boundary, const map_model_t *model, slong i, slong k, const fmpq_t lo,
                     const fmpq_t hi, slong prec)
{
    SCOPED(fmpq, left, from, to);
    SCOPED(arb, offset, upper);
    fmpq_sub(to, model->hi, model->lo);
    fmpq_set_si(left, MAP_MODEL_PARTS, 1);
    fmpq_div(to, to, left);
    fmpq_mul_si(left, to, k);
    fmpq_add(left, left, model->lo);
    fmpq_sub(from, lo, left);
    if (fmpq_sgn(from) < 0) fmpq_zero(from);
    fmpq_sub(left, hi, left);
    if (fmpq_cmp(left, to) < 0) fmpq_set(to, left);
    if (fmpq_cmp(from, to) >= 0) return 0;
    arb_set_fmpq(offset, from, prec);
    arb_set_fmpq(upper, to, prec);
    arb_union(offset, offset, upper, prec);
    arb_mul(boundary, offset, model->slope + MAP_MODEL_PARTS * i + k, prec);
    arb_add(boundary, boundary, model->at + (MAP_MODEL_PARTS + 1) * i + k, prec);
    return 1;
}

/* One boundary over [lo, hi] by its slopes. */
static void over_parts(arb_t boundary, const map_model_t *model, slong i, const fmpq_t lo, const fmpq_t hi,
                       slong prec)
{
    SCOPED(arb, part);
    int is_first = 1;
    for (slong k = 0; k < MAP_MODEL_PARTS; k++) {
        if (!over_part(part, model, i, k, lo, hi, prec)) continue;
        if (is_first) arb_set(boundary, part);
        else arb_union(boundary, boundary, part, prec);
        is_first = 0;
    }
}

void map_model_boundaries(arb_ptr boundary, const map_model_t *model, const map_axis_t *axis, slong depth,
                          ulong column, slong prec)
{
    SCOPED(fmpq, lo, hi);
    SCOPED(arb, linear);
    column_ends(lo, hi, axis, depth, column);
    for (slong i = 0; i + 1 < model->thresholds->count; i++) {
        arb_set(boundary + i, model->thresholds->interval[i].to);
        if (!model->has_slope[i]) continue;
        over_parts(linear, model, i, lo, hi, prec);
        if (!arb_is_finite(boundary + i) || mag_cmp(arb_radref(linear), arb_radref(boundary + i)) < 0)
            arb_set(boundary + i, linear);
    }
}

/* How far the boundary goes over the column, roughly. */
static double way_of(const map_model_t *model, slong i, const fmpq_t lo, const fmpq_t hi)
{
    SCOPED(fmpq, width, part);
    fmpq_sub(part, lo, model->lo);
    fmpq_sub(width, model->hi, model->lo);
    fmpq_div(part, part, width);
    fmpq_sub(width, hi, lo);
    const slong k = FLINT_MIN((slong)(fmpq_get_d(part) * MAP_MODEL_PARTS), MAP_MODEL_PARTS - 1);
    return fabs(arf_get_d(arb_midref(model->slope + MAP_MODEL_PARTS * i + k), ARF_RND_DOWN) *
                fmpq_get_d(width));
}

/* The height of the cells there, roughly. */
static double height_of(const map_axis_t *rows, const arb_t boundary, slong depth)
{
    SCOPED(fmpq, range);
    if (rows->is_log) fmpq_div(range, rows->range->hi, rows->range->lo);
    else fmpq_sub(range, rows->range->hi, rows->range->lo);
    const double size = fmpq_get_d(range), at = arf_get_d(arb_midref(boundary), ARF_RND_DOWN);
    return ldexp(rows->is_log ? log(size) * at : size, -(int)depth);
}

/* What the enclosure adds to the boundary's own way over the column is a small part of that, or of a cell's height: a
   choice. */
static int is_sharp(const map_model_t *model, slong i, const map_prover_t prover, const fmpq_t lo,
                    const fmpq_t hi, slong depth)
{
    SCOPED(arb, boundary);
    if (!model->has_slope[i]) return 0;
    over_parts(boundary, model, i, lo, hi, MODEL_PREC);
    const double way = way_of(model, i, lo, hi),
                 height = height_of(&prover->problem->axis[prover->rows], boundary, depth);
    return SHARPNESS * (2 * mag_get_d(arb_radref(boundary)) - way) <= fmax(way, height);
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
        const ulong here = column >> (depth - d);
        if (prover->known[d].model != NULL && prover->known[d].column == here) {
            *model = map_model_hold(prover->known[d].model);
        } else {
            status = map_model_next(model, prover, wider, d, here, message);
            if (status != WANE_OK) *model = NULL;
            map_model_release(prover->known[d].model);
            prover->known[d].model = map_model_hold(*model);
            prover->known[d].column = here;
        }
        map_model_release(wider);
    }
    return status;
}
