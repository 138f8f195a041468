#include "manifold/flow/rise.h"

#include "base/scoped.h"

#include <math.h>

#define PREC 96
#define FIRST_STEP 0.02
#define LARGEST_STEP 0.5
#define LEAST_STEP 1e-10
#define SETTLE_EVERY 16
#define WITHIN_SHARP 1e-4
#define WITHIN_COARSE 0.5

void rise_record_init(rise_record_t *record)
{
    wane_interval_init(record->eps);
    record->cell_count = 0;
    record->cells = NULL;
    record->settles = -1;
    record->limit = -1;
    record->crosses = 0;
    record->peak_is_limit = 0;
    arb_init(record->end);
    arb_init(record->settles_from);
    arb_init(record->peak_lo);
    arb_init(record->peak_hi);
    arb_one(record->peak_hi);
}

void rise_record_clear(rise_record_t *record)
{
    for (slong i = 0; i < record->cell_count; i++) {
        arb_clear(record->cells[i].R);
        for (int j = 0; j < 3; j++) {
            arb_clear(record->cells[i].upper[j]);
            arb_clear(record->cells[i].lower[j]);
        }
    }
    flint_free(record->cells);
    wane_interval_clear(record->eps);
    arb_clear(record->end);
    arb_clear(record->settles_from);
    arb_clear(record->peak_lo);
    arb_clear(record->peak_hi);
}

void rise_init(rise_t rise, const landscape_t landscape, const arb_t eps, rise_record_t *record)
{
    rise->landscape = landscape;
    rise->prec = PREC;
    rise->tolerance = 1e-5;
    rise->budget = 1500;
    rise->has_upper = rise->has_lower = 0;
    rise->record = record;
    arb_init(rise->eps);
    arb_set(rise->eps, eps);
    arf_init(rise->R);
    arf_init(rise->R_lower);
    bound_piece_init(rise->upper);
    bound_piece_init(rise->lower);
}

void rise_clear(rise_t rise)
{
    arb_clear(rise->eps);
    arf_clear(rise->R);
    arf_clear(rise->R_lower);
    bound_piece_clear(rise->upper);
    bound_piece_clear(rise->lower);
}

slong level_before(const landscape_t landscape, const arf_t R)
{
    slong found = -1;
    SCOPED(arb, x);
    arb_set_arf(x, R);
    for (slong i = 0; i + 1 < landscape->count; i++) {
        int after =
            arb_lt(landscape->level[i].R, x) || (arb_is_zero(landscape->level[i].R) && arb_is_zero(x));
        if (after && arb_lt(x, landscape->level[i + 1].R)) found = i;
    }
    return found;
}

static void record_side(arb_struct *to, const bound_piece_struct *piece)
{
    arb_set_arf(to, piece->value);
    arb_set_arf(to + 1, piece->slope);
    arb_set_arf(to + 2, piece->bend);
}

static void record_cell(rise_t rise)
{
    rise_record_t *record = rise->record;
    slong i = record->cell_count++;
    if ((i & (i + 1)) == 0 || i == 0) /* room grows by doubling */
        record->cells = flint_realloc(record->cells, (size_t)(2 * i + 2) * sizeof(orbit_cell_t));
    orbit_cell_t *cell = record->cells + i;
    arb_init(cell->R);
    arb_set_arf(cell->R, rise->R);
    cell->has_upper = rise->has_upper;
    cell->has_lower = rise->has_lower;
    for (int j = 0; j < 3; j++) {
        arb_init(cell->upper[j]);
        arb_init(cell->lower[j]);
    }
    if (rise->has_upper) record_side(cell->upper[0], rise->upper);
    if (rise->has_lower) record_side(cell->lower[0], rise->lower);
}

/* A bound that exists and is sharp enough on the cell; a straight one will do where steps are short. */
static int bound_one_side(int *sharp, bound_piece_struct *piece, bound_side_t side, const rise_struct *rise,
                          const rise_cell_struct *cell, double h, int may_be_straight)
{
    *sharp = 0;
    if (bound_over_cell(piece, side, cell, rise->eps, rise->prec)) {
        double scale =
            fabs(arf_get_d(piece->value, ARF_RND_NEAR)) + fabs(arf_get_d(piece->slope, ARF_RND_NEAR));
        double allowed = rise->tolerance * h * scale;
        *sharp = piece->error < 0.2 * allowed;
        if (piece->error <= allowed) return 1;
        if (!may_be_straight) return 0;
        return 1;
    }
    return may_be_straight && straight_bound_over_cell(piece, side, cell, rise->eps, rise->prec);
}

/* The lower bound is at or above a = A(R): the orbit has turned before. */
static int has_turned(const rise_t rise, const kernel_jet_t jet)
{
    SCOPED(arb, a, G);
    arb_set_arf(a, rise->lower->value);
    speed_form(G, jet->P, jet->S, a, rise->prec);
    return arb_is_nonpositive(G);
}

/* Where N < 0 the orbit cannot turn: it reaches the next level, if not beyond. */
static void upper_is_lost(rise_t rise)
{
    rise->has_upper = 0;
    slong i = level_before(rise->landscape, rise->R);
    if (i >= 0 && rise->landscape->level[i].N_sign < 0)
        arb_set(rise->record->peak_lo, rise->landscape->level[i + 1].R);
}

static void advance(rise_t rise, const arf_t next)
{
    arf_set(rise->R, next);
    arb_set_arf(rise->record->end, next);
    if (rise->has_upper) {
        arf_swap(rise->upper->value, rise->upper->next);
        arb_set_arf(rise->record->peak_lo, rise->R);
    }
    if (rise->has_lower) {
        arf_swap(rise->lower->value, rise->lower->next);
        arf_set(rise->R_lower, rise->R);
    }
}

/* Steps are halved until both bounds are had; then each bound may fail for good. */
static int try_cell(int *sharp, rise_t rise, const rise_cell_t cell, double h)
{
    int sharp_upper = 1, sharp_lower = 1, short_step = h < 1e-4;
    if (rise->has_upper &&
        !bound_one_side(&sharp_upper, rise->upper, BOUND_UPPER, rise, cell, h, short_step)) {
        if (h > LEAST_STEP) return 0;
        upper_is_lost(rise);
        *sharp = 1;
        return 0;
    }
    if (rise->has_lower &&
        !bound_one_side(&sharp_lower, rise->lower, BOUND_LOWER, rise, cell, h, short_step)) {
        if (h > LEAST_STEP) return 0;
        rise->has_lower = 0;
    }
    *sharp = sharp_upper && sharp_lower;
    return 1;
}

/* Records that a comes to 0, with the range of R in which it does as that of the peak: for the least a0 and
   the largest eps it may do so before R, where the lower bound has been lost. */
static int crosses_zero(rise_t rise, const kernel_jet_t at_R, double within)
{
    SCOPED(arf, R);
    rise_record_t *record = rise->record;
    record->crosses =
        scale_reaches_zero(R, within, rise->landscape, at_R, rise->upper->value, rise->eps, rise->prec);
    if (record->crosses) {
        arb_set_arf(record->peak_lo, rise->R_lower);
        arb_set_arf(record->peak_hi, R);
    }
    return record->crosses;
}

/* After the first cell from R = 0. */
static void leave_corner(rise_t rise, const rise_cell_t cell)
{
    if (arf_is_zero(rise->upper->value)) /* of a range from 0 on the upper bound carries R, and is enough */
        rise->has_lower = corner_bound(rise->lower->value, BOUND_LOWER, cell, rise->eps, rise->prec);
    if (arf_is_zero(rise->upper->value)) {
        rise->has_upper = corner_bound(rise->upper->value, BOUND_UPPER, cell, rise->eps, rise->prec);
        if (rise->has_upper) arb_set_arf(rise->record->peak_lo, rise->R);
    }
}

/* The first cell where a may be 0. */
static void march_from_corner(rise_t rise, kernel_jet_t left, kernel_jet_t right, rise_cell_t cell)
{
    const oriented_kernels_struct *kernels = rise->landscape->branch->kernels;
    int sharp;
    double h = 1e-3;
    SCOPED(arf, next);
    orbit_jet_evaluate(left, kernels, rise->R, rise->prec);
    rise->has_lower = arf_sgn(rise->lower->value) > 0;
    rise->has_upper = arf_sgn(rise->upper->value) > 0;
    for (int done = 0; !done && h > LEAST_STEP; h *= 0.5) {
        orbit_advance(next, rise->R, h);
        orbit_jet_evaluate(right, kernels, next, rise->prec);
        rise_cell_set(cell, left, right, rise->prec);
        done = try_cell(&sharp, rise, cell, h);
    }
    if (h > LEAST_STEP) {
        record_cell(rise);
        advance(rise, next);
        leave_corner(rise, cell);
    } else {
        rise->has_lower = rise->has_upper = 0;
    }
}

static void march(rise_t rise, kernel_jet_t left, kernel_jet_t right, rise_cell_t cell)
{
    const oriented_kernels_struct *kernels = rise->landscape->branch->kernels;
    double h = FIRST_STEP;
    SCOPED(arf, next, limit);
    arf_set_si_2exp_si(limit, -1, -48);
    arf_add_ui(limit, limit, 1, ARF_PREC_EXACT, ARF_RND_DOWN);
    orbit_jet_evaluate(left, kernels, rise->R, rise->prec);
    slong count = 0;
    while ((rise->has_upper || rise->has_lower) && rise->budget-- > 0 && arf_cmp(rise->R, limit) < 0) {
        int sharp = 0;
        orbit_advance(next, rise->R, h);
        if (arf_cmp(next, rise->R) <= 0) break;
        orbit_jet_evaluate(right, kernels, next, rise->prec);
        rise_cell_set(cell, left, right, rise->prec);
        int had_upper = rise->has_upper;
        if (!try_cell(&sharp, rise, cell, h)) {
            int lost = had_upper && !rise->has_upper;
            if (lost && crosses_zero(rise, left, WITHIN_COARSE)) break;
            h = lost ? FIRST_STEP : 0.5 * h;
            continue;
        }
        record_cell(rise);
        advance(rise, next);
        kernel_jet_t swap = {*left};
        *left = *right;
        *right = *swap;
        if (rise->has_lower && has_turned(rise, left)) {
            arb_set_arf(rise->record->peak_hi, rise->R);
            break;
        }
        if (rise->has_lower && count++ % SETTLE_EVERY == 0)
            rise_settle(rise->record, rise->landscape, rise->R, rise->lower->value);
        if (rise->record->settles >= 0) break;
        if (rise->has_upper && crosses_zero(rise, left, WITHIN_SHARP)) break;
        if (sharp) h = fmin(1.5 * h, LARGEST_STEP);
    }
    if (rise->has_upper) upper_is_lost(rise);
}

#define START_ROOM 20 /* bits; for a reader whose enclosures are as wide as ours, or a little wider */

/* Over the cell [R_lo, R_hi] in which the solution starts: straight bounds, away from the start's range, hold
   whatever R0 is: derivations/18 (13). */
static int start_in_cell(rise_t rise, const kernel_jet_t left, const kernel_jet_t right, rise_cell_t cell)
{
    SCOPED(arb, a, reach, slope);
    SCOPED(arf, lo, hi);
    SCOPED(mag, room);
    rise_cell_set(cell, left, right, rise->prec);
    arb_set_interval_arf(a, rise->lower->value, rise->upper->value, rise->prec);
    orbit_slope(slope, cell->P, cell->S, a, rise->eps, rise->prec);
    arb_mul(reach, slope, cell->width, rise->prec);
    arb_mul_2exp_si(reach, reach, 1);
    arb_add_error(a, reach);
    arb_add_error_2exp_si(a, -rise->prec + 16); /* the rounding of what follows */
    orbit_slope(slope, cell->P, cell->S, a, rise->eps, rise->prec);
    int proved = arb_is_finite(slope) && arb_is_positive(a);
    if (proved) {
        arb_get_mag(room, slope);
        mag_mul_2exp_si(room, room, -START_ROOM);
        arb_add_error_mag(slope, room);
        arb_get_interval_arf(lo, hi, slope, rise->prec);
        if (arf_sgn(lo) > 0) arf_zero(lo);
        if (arf_sgn(hi) < 0) arf_zero(hi);
        arf_set(rise->lower->slope, lo);
        arf_set(rise->upper->slope, hi);
        arf_zero(rise->lower->bend);
        arf_zero(rise->upper->bend);
        arb_mul_arf(reach, cell->width, hi, rise->prec);
        arb_add_arf(reach, reach, rise->upper->value, rise->prec);
        proved = arb_contains(a, reach);
        arb_get_ubound_arf(rise->upper->next, reach, rise->prec);
        arb_mul_arf(reach, cell->width, lo, rise->prec);
        arb_add_arf(reach, reach, rise->lower->value, rise->prec);
        proved = proved && arb_contains(a, reach);
        arb_get_lbound_arf(rise->lower->next, reach, rise->prec);
    }
    return proved;
}

static int start(rise_t rise, const arf_t R_hi, kernel_jet_t left, kernel_jet_t right, rise_cell_t cell)
{
    const oriented_kernels_struct *kernels = rise->landscape->branch->kernels;
    if (arf_cmp(rise->R, R_hi) >= 0) return 1;
    orbit_jet_evaluate(left, kernels, rise->R, rise->prec);
    orbit_jet_evaluate(right, kernels, R_hi, rise->prec);
    if (!start_in_cell(rise, left, right, cell)) return 0;
    record_cell(rise);
    advance(rise, R_hi);
    return 1;
}

void rise_run(rise_t rise, const arf_t R_lo, const arf_t R_hi, const arf_t lower, const arf_t upper)
{
    SCOPED(kernel_jet, left, right);
    SCOPED(rise_cell, cell);
    arf_set(rise->R, R_lo);
    arf_set(rise->R_lower, R_lo);
    arf_set(rise->lower->value, lower);
    arf_set(rise->upper->value, upper);
    rise->has_lower = rise->has_upper = 1;
    arb_set_arf(rise->record->peak_lo, R_lo);
    if (arf_is_zero(lower)) march_from_corner(rise, left, right, cell);
    if (start(rise, R_hi, left, right, cell)) {
        if (rise->has_lower) rise_settle(rise->record, rise->landscape, rise->R, rise->lower->value);
        if (rise->record->settles < 0) march(rise, left, right, cell);
    }
}

static int is_ruled_out(const rise_record_t *record, const landscape_t landscape, slong i)
{
    const level_t *level = landscape->level + i;
    if (record->settles >= 0) return record->settles != i;
    int turns = !arb_is_one(record->peak_hi);
    if (level->kind == LEVEL_SADDLE)
        return arb_ge(record->peak_lo, level->R) || (turns && arb_lt(record->peak_hi, level->R));
    if (i + 1 < landscape->count && arb_ge(record->peak_lo, level[1].R)) return 1;
    return turns && (level->kind == LEVEL_ONE || arb_lt(record->peak_hi, level->R));
}

/* A saddle, or an end through which the solution may leave. */
static int blocks(const landscape_t landscape, slong i)
{
    const level_t *level = landscape->level + i;
    if (level->kind == LEVEL_START) return level->N_sign > 0 && !level_attracts(landscape, i);
    return level->kind == LEVEL_SADDLE;
}

slong rise_limit(const rise_record_t *record, const landscape_t landscape)
{
    slong found = -1;
    for (slong i = 0; i < landscape->count; i++) {
        if (is_ruled_out(record, landscape, i)) continue;
        if (blocks(landscape, i)) return -1;
        if (!level_attracts(landscape, i)) continue;
        if (found >= 0) return -1;
        found = i;
    }
    return found;
}
