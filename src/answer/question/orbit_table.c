#include <math.h>

#include <flint/fmpq_vec.h>

#include "answer/problem/decimal.h"
#include "answer/question/orbit_table.h"
#include "base/hull.h"
#include "base/scoped.h"

#define TIME_DIGITS 10
#define LOG_TIME_DIGITS 4
#define DECADES 4

/* Time number i of 1, …, points - 1. */
static void set_time(fmpq_t time, const fmpq_t last, slong i, slong points, answer_spacing_t spacing)
{
    if (spacing == ANSWER_SPACING_LINEAR) {
        fmpq_set_si(time, i, (ulong)points);
        fmpq_mul(time, time, last);
        answer_round_decimal(time, TIME_DIGITS);
    } else {
        double factor = points > 1 ? (double)(points - i) / (double)(points - 1) : 0;
        fmpq_set_si(time, (slong)llround(1e12 * pow(10, -DECADES * factor)), 1000000000000);
        fmpq_canonicalise(time);
        fmpq_mul(time, time, last);
        answer_round_decimal(time, LOG_TIME_DIGITS);
    }
}

void answer_orbit_table_init(answer_orbit_table_t table, const fmpq_t last, slong points,
                             answer_spacing_t spacing, slong digits)
{
    table->filled = table->steps = 0;
    table->pieces = 1;
    table->digits = digits;
    table->alloc = points + 1;
    table->time = _fmpq_vec_init(table->alloc);
    table->R = _arb_vec_init(table->alloc);
    table->a = _arb_vec_init(table->alloc);
    table->gap = _arb_vec_init(table->alloc);
    table->length = 1;
    for (slong i = 1; i <= points; i++) {
        fmpq *time = table->time + table->length;
        if (i < points) set_time(time, last, i, points, spacing);
        else fmpq_set(time, last);
        /* Rounding may have made neighbours equal, or reached the end. */
        if (fmpq_cmp(time, time - 1) > 0 && (i == points || fmpq_cmp(time, last) < 0)) table->length++;
    }
}

void answer_orbit_table_init_like(answer_orbit_table_t table, const answer_orbit_table_t other)
{
    table->filled = table->steps = 0;
    table->pieces = 1;
    table->digits = other->digits;
    table->alloc = table->length = other->length;
    table->time = _fmpq_vec_init(table->alloc);
    table->R = _arb_vec_init(table->alloc);
    table->a = _arb_vec_init(table->alloc);
    table->gap = _arb_vec_init(table->alloc);
    for (slong i = 0; i < table->length; i++) fmpq_set(table->time + i, other->time + i);
}

void answer_orbit_table_clear(answer_orbit_table_t table)
{
    _fmpq_vec_clear(table->time, table->alloc);
    _arb_vec_clear(table->R, table->alloc);
    _arb_vec_clear(table->a, table->alloc);
    _arb_vec_clear(table->gap, table->alloc);
}

void answer_orbit_table_swap(answer_orbit_table_t table, answer_orbit_table_t other)
{
    const answer_orbit_table_struct kept = *table;
    *table = *other;
    *other = kept;
}

/* Whether time number i lies at or before the end of the orbit's last step. */
static int is_reached(const answer_orbit_table_t table, slong i, const orbit_t orbit)
{
    SCOPED(fmpq, now, step);
    arf_get_fmpq(now, orbit->last->t);
    arf_get_fmpq(step, orbit->last->h);
    fmpq_add(now, now, step);
    return fmpq_cmp(table->time + i, now) <= 0;
}

/* tanh increases: its values at the ends bound it. */
static void set_correlation(arb_t R, const arb_t rho, slong prec)
{
    SCOPED(arb, end);
    arb_get_lbound_arf(arb_midref(end), rho, prec);
    arb_tanh(R, end, prec);
    arb_get_ubound_arf(arb_midref(end), rho, prec);
    arb_tanh(end, end, prec);
    arb_union(R, R, end, prec);
    if (!arb_is_finite(R)) arb_zero_pm_one(R);
}

/* 1 - tanh |rho| = 2/(1 + exp(2 |rho|)) falls with |rho|. */
static void set_gap(arb_t gap, const arb_t rho, slong prec)
{
    SCOPED(arb, end);
    for (int i = 0; i < 2; i++) {
        if (i == 0) arb_get_abs_lbound_arf(arb_midref(end), rho, prec);
        else arb_get_abs_ubound_arf(arb_midref(end), rho, prec);
        mag_zero(arb_radref(end));
        arb_mul_2exp_si(end, end, 1);
        arb_exp(end, end, prec);
        arb_add_ui(end, end, 1, prec);
        arb_ui_div(end, 2, end, prec);
        base_hull_add(gap, end, i == 0, prec);
    }
    if (!arb_is_finite(gap)) arb_unit_interval(gap);
}

void answer_orbit_table_fill(answer_orbit_table_t table, const orbit_t orbit)
{
    SCOPED_VEC(arb, state, 2);
    SCOPED(arb, time);
    table->steps = orbit->step_count;
    for (; table->filled < table->length && is_reached(table, table->filled, orbit); table->filled++) {
        arb_set_fmpq(time, table->time + table->filled, orbit->prec + 64);
        orbit_state_at(state, orbit, time);
        set_correlation(table->R + table->filled, state, orbit->prec);
        set_gap(table->gap + table->filled, state, orbit->prec);
        arb_set(table->a + table->filled, state + 1);
    }
}

static double log_radius(const arb_t x)
{
    return mag_is_zero(arb_radref(x)) ? -INFINITY : (mag_get_d_log2_approx(arb_radref(x)) + 1) * log10(2);
}

double answer_orbit_table_width(const answer_orbit_table_t table)
{
    double width = -INFINITY;
    for (slong i = 0; i < table->filled; i++) {
        const double a = fabs(arf_get_d(arb_midref(table->a + i), ARF_RND_NEAR));
        width = fmax(width, log_radius(table->R + i));
        width = fmax(width, log_radius(table->a + i) - log10(fmax(a, 1)));
    }
    return width;
}
