#include "manifold/flow/rise_bound.h"

#include "base/scoped.h"

#include <math.h>

#define VALUE_PREC 80
#define ATTEMPTS 5

void bound_piece_init(bound_piece_struct *piece)
{
    arf_init(piece->value);
    arf_init(piece->slope);
    arf_init(piece->bend);
    arf_init(piece->next);
    piece->error = 0;
}

void bound_piece_clear(bound_piece_struct *piece)
{
    arf_clear(piece->value);
    arf_clear(piece->slope);
    arf_clear(piece->bend);
    arf_clear(piece->next);
}

/* The end of the ball on this side. */
static void take_end(arf_t x, bound_side_t side, const arb_t ball)
{
    if (side == BOUND_UPPER) arb_get_ubound_arf(x, ball, VALUE_PREC);
    else arb_get_lbound_arf(x, ball, VALUE_PREC);
}

/* x is on the safe side of y. */
static int is_safe(bound_side_t side, const arf_t x, const arf_t y)
{
    return side == BOUND_UPPER ? arf_cmp(x, y) >= 0 : arf_cmp(x, y) <= 0;
}

/* value + slope x + bend x^2/2 at x. */
static void piece_at(arb_t a, const bound_piece_struct *piece, const arb_t x, slong prec)
{
    arb_mul_arf(a, x, piece->bend, prec);
    arb_mul_2exp_si(a, a, -1);
    arb_add_arf(a, a, piece->slope, prec);
    arb_mul(a, a, x, prec);
    arb_add_arf(a, a, piece->value, prec);
}

/* The values and the slopes over 0 <= x <= width. */
static void piece_ranges(arb_t a, arb_t slope, const bound_piece_struct *piece, const arb_t width, slong prec)
{
    SCOPED(arb, x);
    arb_union(x, x, width, prec);
    piece_at(a, piece, x, prec);
    arb_mul_arf(slope, x, piece->bend, prec);
    arb_add_arf(slope, slope, piece->slope, prec);
}

void bound_piece_range(arb_t a, const bound_piece_struct *piece, const arb_t width, slong prec)
{
    SCOPED(arb, slope);
    piece_ranges(a, slope, piece, width, prec);
}

static void set_next(bound_piece_struct *piece, bound_side_t side, const rise_cell_struct *cell, slong prec)
{
    SCOPED(arb, a);
    piece_at(a, piece, cell->width, prec);
    take_end(piece->next, side, a);
}

/* What the bend's uncertainty costs: half of its width times the square of the cell's. */
static double loss_of(const arb_t bend, const rise_cell_struct *cell)
{
    double width = arf_get_d(arb_midref(cell->width), ARF_RND_NEAR);
    return mag_get_d(arb_radref(bend)) * width * width;
}

int bound_over_cell(bound_piece_struct *piece, bound_side_t side, const rise_cell_struct *cell,
                    const arb_t eps, slong prec)
{
    int proved = 0;
    SCOPED(arb, a, slope, bend);
    SCOPED(arf, needed);
    arb_set_arf(a, piece->value);
    orbit_slope(slope, cell->left->P, cell->left->S, a, eps, prec);
    take_end(piece->slope, side, slope);
    arf_zero(piece->bend);
    for (int i = 0; i < ATTEMPTS && !proved && arb_is_finite(slope); i++) {
        piece_ranges(a, slope, piece, cell->width, prec);
        if (!arb_is_positive(a)) break;
        orbit_bend(bend, cell, a, slope, eps, prec);
        if (!arb_is_finite(bend)) break;
        take_end(needed, side, bend);
        proved = i > 0 && is_safe(side, piece->bend, needed);
        if (proved) break;
        /* A little beyond what was needed, since the box moves with the choice. */
        arb_set_arf(bend, needed);
        arf_get_mag(arb_radref(bend), needed);
        mag_mul_2exp_si(arb_radref(bend), arb_radref(bend), i - 12);
        take_end(piece->bend, side, bend);
    }
    if (proved) {
        piece->error = loss_of(bend, cell);
        set_next(piece, side, cell, prec);
    }
    return proved && arf_is_finite(piece->next) && arf_sgn(piece->next) > 0;
}

/* slope G against eps D over the cell: what derivations/18 (13) asks for. */
static int straight_piece_is_proved(const bound_piece_struct *piece, bound_side_t side,
                                    const rise_cell_struct *cell, const arb_t eps, slong prec)
{
    SCOPED(arb, a, slope, D, G);
    piece_ranges(a, slope, piece, cell->width, prec);
    nullcline_form(D, cell->P, cell->S, a, prec);
    speed_form(G, cell->P, cell->S, a, prec);
    arb_mul(D, D, eps, prec);
    arb_mul_arf(slope, G, piece->slope, prec);
    arb_sub(D, D, slope, prec);
    int proved = arb_is_positive(a) && arb_is_finite(D) &&
                 (side == BOUND_UPPER ? arb_is_nonpositive(D) && arb_is_positive(G) : arb_is_nonnegative(D));
    return proved;
}

/* Slopes to try, in units of the one at the left end, the sharpest first. */
static const double slope_factor[2][6] = {
    [BOUND_UPPER] = {1.02, 1.1, 1.3, 2, 0.5, 0},
    [BOUND_LOWER] = {4, 1.5, 0.98, 0.8, 0.4, 0},
};

int straight_bound_over_cell(bound_piece_struct *piece, bound_side_t side, const rise_cell_struct *cell,
                             const arb_t eps, slong prec)
{
    int proved = 0;
    SCOPED(arb, a, slope);
    arb_set_arf(a, piece->value);
    orbit_slope(slope, cell->left->P, cell->left->S, a, eps, prec);
    double start = arb_is_finite(slope) ? arf_get_d(arb_midref(slope), ARF_RND_NEAR) : 0;
    arf_zero(piece->bend);
    for (int i = 0; i < 6 && !proved && isfinite(start); i++) {
        /* For a negative slope the safe direction is the other one. */
        double factor = slope_factor[start < 0 && slope_factor[side][i] != 0 ? !side : side][i];
        arf_set_d(piece->slope, factor * start);
        proved = straight_piece_is_proved(piece, side, cell, eps, prec);
    }
    if (proved) {
        set_next(piece, side, cell, prec);
        piece->error = 0;
    }
    return proved && arf_is_finite(piece->next) && arf_sgn(piece->next) > 0;
}
