#include "potential_grid.h"

#include <math.h>
#include <string.h>

#include <criterion/criterion.h>

#define STUDENT_TERMS 600
#define CLEAR 3 /* cells beside the end of a phase that say nothing */

static double middle(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

/* S and S' of relu: K = (sin t + (pi - t) cos t)/(2 pi), K' = (pi - t)/(2 pi), cos t = q = R^2. */
static void arc_cosine(arb_t S, arb_t S1, const arb_t R, int centered)
{
    arb_t q, t, x, two_pi;
    arb_init(q);
    arb_init(t);
    arb_init(x);
    arb_init(two_pi);
    arb_const_pi(two_pi, GRID_PREC);
    arb_sqr(q, R, GRID_PREC);
    arb_acos(t, q, GRID_PREC);
    arb_sub(x, two_pi, t, GRID_PREC); /* pi - t */
    arb_mul_2exp_si(two_pi, two_pi, 1);
    arb_mul(S, x, q, GRID_PREC);
    arb_div(S1, x, two_pi, GRID_PREC);
    arb_mul(S1, S1, R, GRID_PREC);
    arb_mul_2exp_si(S1, S1, 1);
    arb_sin(x, t, GRID_PREC);
    arb_add(S, S, x, GRID_PREC);
    if (centered) arb_sub_ui(S, S, 1, GRID_PREC);
    arb_div(S, S, two_pi, GRID_PREC);
    arb_clear(q);
    arb_clear(t);
    arb_clear(x);
    arb_clear(two_pi);
}

static void power_series(arb_t S, arb_t S1, arb_srcptr s, arb_srcptr ks, const arb_t R)
{
    arb_ptr power = _arb_vec_init(STUDENT_TERMS + 1);
    arb_sqr(power + STUDENT_TERMS, R, GRID_PREC);
    _arb_vec_set_powers(power, power + STUDENT_TERMS, STUDENT_TERMS, GRID_PREC);
    arb_dot(S, NULL, 0, s, 1, power, 1, STUDENT_TERMS, GRID_PREC);
    arb_dot(S1, NULL, 0, ks, 1, power, 1, STUDENT_TERMS - 1, GRID_PREC); /* K' */
    arb_mul(S1, S1, R, GRID_PREC);
    arb_mul_2exp_si(S1, S1, 1);
    _arb_vec_clear(power, STUDENT_TERMS + 1);
}

static void forget_radius(arb_ptr x, slong length)
{
    for (slong i = 0; i < length; i++) mag_zero(arb_radref(x + i));
}

void student_grid_init(student_grid_t *grid, const char *student)
{
    wane_function_t f;
    wane_message_t message;
    arb_ptr c = _arb_vec_init(3 * STUDENT_TERMS), s = c + STUDENT_TERMS, ks = s + STUDENT_TERMS;
    arb_t R;
    arb_init(R);
    wane_function_init(f);
    cr_assert_eq(wane_function_parse(f, student, NULL, 0, message), WANE_OK);
    cr_assert_eq(hermite_coefficients(c, STUDENT_TERMS, f, GRID_PREC, NULL, message), WANE_OK);
    for (slong k = 0; k < STUDENT_TERMS; k++) {
        arb_sqr(s + k, c + k, GRID_PREC);
        if (k > 0) arb_mul_ui(ks + k - 1, s + k, (ulong)k, GRID_PREC);
    }
    grid->S = _arb_vec_init(GRID_CELLS + 1);
    grid->S1 = _arb_vec_init(GRID_CELLS + 1);
    grid->c = _arb_vec_init(GRID_DEGREE + 1);
    _arb_vec_set(grid->c, c, GRID_DEGREE + 1);
    for (slong i = 0; i <= GRID_CELLS; i++) {
        arb_set_si(R, i);
        arb_div_ui(R, R, GRID_CELLS, GRID_PREC);
        if (strstr(student, "relu")) arc_cosine(grid->S + i, grid->S1 + i, R, student[0] == 'c');
        else power_series(grid->S + i, grid->S1 + i, s, ks, R);
    }
    forget_radius(grid->S, GRID_CELLS + 1);
    forget_radius(grid->S1, GRID_CELLS + 1);
    forget_radius(grid->c, GRID_DEGREE + 1);
    wane_function_clear(f);
    arb_clear(R);
    _arb_vec_clear(c, 3 * STUDENT_TERMS);
}

void student_grid_clear(student_grid_t *grid)
{
    _arb_vec_clear(grid->S, GRID_CELLS + 1);
    _arb_vec_clear(grid->S1, GRID_CELLS + 1);
    _arb_vec_clear(grid->c, GRID_DEGREE + 1);
}

void pair_grid_init(pair_grid_t *grid, const student_grid_t *student, const fmpq *t, slong length)
{
    const slong count = 2 * GRID_CELLS + 1;
    arb_ptr p = _arb_vec_init(3 * length), kp = p + length, power = kp + length;
    arb_t R;
    arb_init(R);
    grid->student = student;
    grid->P = _arb_vec_init(3 * count);
    grid->P1 = grid->P + count;
    grid->potential = grid->P1 + count;
    for (slong k = 0; k < length; k++) {
        arb_mul_fmpz(p + k, student->c + k, fmpq_numref(t + k), GRID_PREC);
        arb_div_fmpz(p + k, p + k, fmpq_denref(t + k), GRID_PREC);
        if (k > 0) arb_mul_ui(kp + k - 1, p + k, (ulong)k, GRID_PREC);
    }
    for (slong i = 0; i < count; i++) {
        const slong cell = FLINT_ABS(i - GRID_CELLS);
        arb_set_si(R, i - GRID_CELLS);
        arb_div_ui(R, R, GRID_CELLS, GRID_PREC);
        _arb_vec_set_powers(power, R, length, GRID_PREC);
        arb_dot(grid->P + i, NULL, 0, p, 1, power, 1, length, GRID_PREC);
        arb_dot(grid->P1 + i, NULL, 0, kp, 1, power, 1, length - 1, GRID_PREC);
        arb_sqr(grid->potential + i, grid->P + i, GRID_PREC);
        arb_div(grid->potential + i, grid->potential + i, student->S + cell, GRID_PREC);
    }
    forget_radius(grid->P, 3 * count);
    arb_clear(R);
    _arb_vec_clear(p, 3 * length);
}

void pair_grid_clear(pair_grid_t *grid)
{
    _arb_vec_clear(grid->P, 3 * (2 * GRID_CELLS + 1));
}

grid_values_t grid_values(const pair_grid_t *grid, slong i)
{
    const slong cell = FLINT_ABS(i);
    grid_values_t v = {middle(grid->P + GRID_CELLS + i), middle(grid->P1 + GRID_CELLS + i),
                       middle(grid->student->S + cell), middle(grid->student->S1 + cell)};
    if (i < 0) v.S1 = -v.S1;
    return v;
}

static slong cell_above(double R)
{
    return (slong)ceil(R * GRID_CELLS);
}

/* The sign of Phi at i + 1 less Phi at i. */
static int rise(const pair_grid_t *grid, slong i)
{
    return arf_cmp(arb_midref(grid->potential + GRID_CELLS + i + 1),
                   arb_midref(grid->potential + GRID_CELLS + i));
}

static int sign_of(double x)
{
    return (x > 0) - (x < 0);
}

/* a R' > 0 or < 0 all the way: G = a P' - a^2 S'/2. */
static const char *check_fibre(const wane_phase_t *phase, const pair_grid_t *grid)
{
    const double from = middle(phase->R_from), to = middle(phase->R_to), a = middle(phase->a_from);
    const slong first = cell_above(fmin(from, to)) + CLEAR, last = cell_above(fmax(from, to)) - 1 - CLEAR;
    for (slong i = first; i <= last; i++) {
        grid_values_t v = grid_values(grid, i);
        if (i == 0) continue;
        if (sign_of(a * v.P1 - 0.5 * a * a * v.S1) == -sign_of(to - from))
            return "a fibre stops before its end";
    }
    return NULL;
}

/* Phi' = -(P/S^2) N, a' = eps N/S': Phi rises with R where -P a' S' > 0. */
static const char *check_branch(const wane_phase_t *phase, const pair_grid_t *grid)
{
    const double from = middle(phase->R_from), to = middle(phase->R_to);
    const double a_from = middle(phase->a_from), a_to = middle(phase->a_to);
    const slong first = cell_above(fmin(from, to)) + CLEAR, last = cell_above(fmax(from, to)) - 2 - CLEAR;
    for (slong i = first; i <= last; i++) {
        grid_values_t v = grid_values(grid, i), w = grid_values(grid, i + 1);
        if (i >= -1 && i <= 0) continue;
        if (v.P * w.P <= 0) continue;
        if (rise(grid, i) == sign_of(v.P) * sign_of(a_to - a_from) * sign_of(v.S1))
            return "the potential is not monotone on a slow phase";
        double A = 2 * v.P1 / v.S1, next = 2 * w.P1 / w.S1;
        if (sign_of(next - A) == -sign_of(to - from) * sign_of(a_to - a_from))
            return "the height of the branch is not monotone on a slow phase";
    }
    if (phase->end == WANE_END_EQUILIBRIUM) {
        const slong i = cell_above(to);
        if (FLINT_ABS(i) > CLEAR + 1 && FLINT_ABS(i) < GRID_CELLS - CLEAR - 1 &&
            (rise(grid, i - CLEAR - 1) < 0 || rise(grid, i + CLEAR) > 0))
            return "the potential has no maximum at the final equilibrium";
    }
    return NULL;
}

/* W(a) of the way in and the way out, up to a factor. */
static double way(double a, double a_eq, double a_c)
{
    return -0.5 * a * a - (a_eq - a_c) * a - a_eq * (a_eq - a_c) * log(fabs(a_eq - a));
}

static const char *check_aligned(const wane_phase_t *phase, const pair_grid_t *grid)
{
    grid_values_t v = grid_values(grid, middle(phase->R_to) > 0 ? GRID_CELLS : -GRID_CELLS);
    const double a_eq = v.P / v.S, a_c = 2 * v.P1 / v.S1, from = middle(phase->a_from),
                 to = middle(phase->a_to);
    if (phase->end == WANE_END_EQUILIBRIUM) {
        if (fabs(to - a_eq) > 1e-9 * (1 + fabs(a_eq))) return "the aligned equilibrium is elsewhere";
        if (a_eq * (a_c - a_eq) < -1e-9) return "the aligned equilibrium does not attract";
    }
    if (phase->end == WANE_END_EXIT && fabs(a_eq - to) > 1e-9) { /* doubles see how far a_eq is */
        double scale = 1 + fabs(way(from, a_eq, a_c));
        if (fabs(way(from, a_eq, a_c) - way(to, a_eq, a_c)) > 1e-6 * scale) return "the exit is elsewhere";
    }
    return NULL;
}

const char *contradiction(const verdict_t verdict, const pair_grid_t *grid)
{
    for (slong j = 0; j < verdict->phase_count; j++) {
        const wane_phase_t *phase = verdict->phases + j;
        const char *wrong = NULL;
        if (phase->kind == WANE_PHASE_FAST) wrong = check_fibre(phase, grid);
        else if (phase->branch == WANE_BRANCH_INTERIOR) wrong = check_branch(phase, grid);
        else if (phase->branch != WANE_BRANCH_UNCORRELATED) wrong = check_aligned(phase, grid);
        if (wrong) return wrong;
    }
    return NULL;
}
