#include "manifold/family/map/map_model.h"

#include <math.h>

#include "base/scoped.h"
#include "manifold/family/map/map_slope.h"
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

/* The slope of the height of a mark, and of its R: derivations/25 (4), (5). */
static void mark_slope(arb_t slope, arb_t R_slope, const moving_t *moving, const arb_t R, const arb_t offset)
{
    const slong prec = moving->member->kernels->prec;
    SCOPED(kernel_values, at);
    SCOPED_VEC(arb, Q, WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, speed);
    moving_evaluate(at, Q, moving, R, offset);
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

/* The critical height at the ends of the parts, and its slopes on them; 0 if they are not to be had. */
static int set_slope(arb_ptr at, arb_ptr slope, const critical_t *critical, const scale_cover_t cover,
                     const kernels_t centre, const fmpq_t width)
{
    const interior_branch_struct *branch = cover->branches[critical->a_sign < 0][critical->R_sign < 0];
    wane_message_t unused;
    if (branch == NULL || critical->path != 0 || critical->a_sign < 0 || critical->kind != CRITICAL_MARK)
        return 0;
    const mark_t *mark = branch->mark + critical->mark;
    if (mark->kind != MARK_ONE && mark->kind != MARK_EQUILIBRIUM && mark->kind != MARK_FOLD) return 0;
    interior_branch_struct *member = interior_branch_new(centre, critical->a_sign, critical->R_sign, unused);
    int good = member != NULL && has_same_marks(branch, member);
    if (good) {
        SCOPED(arb, middle);
        moving_t moving = {.kind = mark->kind, .slope = mark_slope};
        good = moving_init(&moving, member, cover->kernels, width);
        arb_set(&moving.R, member->mark[critical->mark].R);
        if (mark->kind == MARK_ONE) arb_set(middle, member->a_c);
        else branch_height(middle, member, &moving.R);
        good = good && moving_set_parts(at, slope, &moving, mark->R, middle, width);
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

int map_model_has_slopes(const map_prover_t prover, const kernels_t kernels)
{
    const slong unknown = prover->problem->axis[prover->line].unknown;
    return kernels->corners != NULL && kernels->corners->count == 2 &&
           !prover->problem->space->unknown[unknown].in_function[0] &&
           prover->problem->space->unknown[unknown].in_function[1];
}

const kernels_struct *map_model_centre(fmpq_t width, const map_model_t *model, map_prover_t prover)
{
    fmpq *end = prover->box.end + 2 * prover->problem->axis[prover->line].unknown;
    const kernels_struct *centre;
    wane_message_t unused;
    fmpq_sub(width, model->hi, model->lo);
    fmpq_add(end, model->lo, model->hi);
    fmpq_div_2exp(end, end, 1);
    fmpq_set(end + 1, end);
    return family_kernels_compute(&centre, prover->kernels, &prover->box, unused) == WANE_OK ? centre : NULL;
}

static void set_slopes(map_model_t *model, map_prover_t prover, const scale_cover_t cover)
{
    SCOPED(fmpq, width);
    const kernels_struct *centre = map_model_centre(width, model, prover);
    for (slong i = 0; centre != NULL && i + 1 < model->thresholds->count; i++) {
        const critical_t *name = name_of(cover, model->thresholds->interval[i].to);
        model->has_slope[i] =
            name != NULL && set_slope(model->at + (MAP_MODEL_PARTS + 1) * i,
                                      model->slope + MAP_MODEL_PARTS * i, name, cover, centre, width);
    }
}

/* ---- one column ---- */

static map_model_t *model_new(const fmpq_t lo, const fmpq_t hi)
{
    map_model_t *model = flint_calloc(1, sizeof *model);
    atomic_init(&model->holders, 1);
    thresholds_init(model->thresholds);
    fmpq_init(model->lo);
    fmpq_init(model->hi);
    fmpq_set(model->lo, lo);
    fmpq_set(model->hi, hi);
    return model;
}

void map_model_make_room(map_model_t *model)
{
    const slong boundaries = model->thresholds->count - 1;
    model->has_slope = flint_calloc((size_t)boundaries + 1, sizeof(int));
    model->at = _arb_vec_init((MAP_MODEL_PARTS + 1) * boundaries);
    model->slope = _arb_vec_init(MAP_MODEL_PARTS * boundaries);
}

/* The partition of all scales. */
static wane_status_t partition_scales(map_model_t *model, map_prover_t prover, const kernels_t kernels,
                                      wane_message_t message)
{
    scale_cover_t cover;
    SCOPED(wane_start, start);
    family_box_start(start, &prover->box, prover->problem->space);
    scale_cover_init(cover, kernels, start);
    wane_status_t status = scale_cover_run(cover, message);
    if (status == WANE_OK) status = thresholds_from_cover(model->thresholds, cover, message);
    model->is_decided = status == WANE_OK;
    if (status == WANE_UNDECIDED) status = WANE_OK;
    if (status == WANE_OK) map_model_make_room(model);
    if (status == WANE_OK && map_model_has_slopes(prover, kernels)) set_slopes(model, prover, cover);
    scale_cover_clear(cover);
    return status;
}

static wane_status_t compute(map_model_t **result, map_prover_t prover, slong depth, ulong column,
                             wane_message_t message)
{
    const map_axis_t *axis = prover->problem->axis, *line = &axis[prover->line], *rows = &axis[prover->rows];
    const kernels_struct *kernels;
    SCOPED(fmpq, lo, hi);
    fmpq *end = prover->box.end;
    *result = NULL;
    column_ends(lo, hi, line, depth, column);
    fmpq_set(end + 2 * line->unknown, lo);
    fmpq_set(end + 2 * line->unknown + 1, hi);
    for (int i = 0; i < 2 && rows->is_decay; i++) fmpq_set(end + 2 * rows->unknown + i, rows->range->hi);
    wane_status_t status = family_kernels_compute(&kernels, prover->kernels, &prover->box, message);
    if (status != WANE_OK) return status;
    map_model_t *model = model_new(lo, hi);
    if (rows->is_decay) map_model_of_decays(model, prover, kernels);
    else status = partition_scales(model, prover, kernels, message);
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
