#include "base/hull.h"
#include "function/pieces/same.h"
#include "function/exact/surd.h"
#include "function/tree/scoped_function.h"
#include "verify/kernel/kernel_pair.h"

#include "function/facts/facts.h"
#include "function/pieces/pieces.h"
#include "verify/kernel/angle_kernel.h"
#include "verify/kernel/kinked.h"

/* N[i] = sum of k^i c_k^2 beyond the stored ones from T_j, k^i in falling factorials: derivations/15 (6). */
static void plain_powers(mag_t *N, const function_data_struct *data)
{
    static const ulong stirling[TAIL_POWERS][TAIL_POWERS] = {
        {1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 1, 1, 0, 0}, {0, 1, 3, 1, 0}, {0, 1, 7, 6, 1}};
    SCOPED_VEC(mag, T, MOMENTS);
    SCOPED(mag, t);
    verify_function_data_tails(T, data);
    for (int i = 0; i < TAIL_POWERS; i++) {
        mag_zero(N[i]);
        for (int j = 0; j <= i; j++) {
            if (stirling[i][j] == 0) continue;
            mag_mul_ui(t, T + j, stirling[i][j]);
            mag_add(N[i], N[i], t);
        }
    }
}

/* sigma*(x) = ratio sigma(R_sign x), by structure, whole or piece by piece, where unknowns are one if their names are, or so up to a
   constant beside a student with c_0 = 0: then P = ratio K in this orientation. */
static void set_ratio(pair_t pair)
{
    SCOPED(fmpq, ratio);
    SCOPED(wane_function, seen);
    if (pair->R_sign < 0) function_reflect(seen, pair->teacher->f);
    else wane_function_set(seen, pair->teacher->f);
    pair->is_multiple = function_is_multiple(ratio, seen, pair->student->f) ||
                        function_is_multiple_of_centered(ratio, seen, pair->student->f);
    if (pair->a_sign < 0) fmpq_neg(ratio, ratio);
    arb_set_fmpq(pair->ratio, ratio, pair->prec);
    pair->proportion =
        pair->is_multiple ? fmpq_sgn(ratio) : pair->a_sign * function_proportion_sign(seen, pair->student->f);
}

/* With at least two degrees present. */
static void set_realizable(pair_t pair)
{
    int degrees = 0;
    for (slong k = 0; k < pair->length; k++) degrees += arb_is_positive(pair->s + k);
    pair->realizable = degrees >= 2 ? pair->proportion : 0;
}

static void set_series(pair_t pair)
{
    slong prec = pair->prec;
    for (slong k = 0; k < pair->length; k++) {
        const arb_struct *c = verify_function_data_coefficient(pair->student, k);
        const arb_struct *d = verify_function_data_coefficient(pair->teacher, k);
        arb_mul(pair->p + k, c, d, prec);
        if (k == 0) verify_function_data_means(pair->p, pair->student, pair->teacher);
        if (arb_is_zero(c) || arb_is_zero(d)) arb_zero(pair->p + k);
        if ((k % 2 ? pair->R_sign : 1) * pair->a_sign < 0) arb_neg(pair->p + k, pair->p + k);
        arb_sqr(pair->s + k, c, prec);
        if (k == 0) verify_function_data_means(pair->s, pair->student, pair->student);
        if (pair->is_multiple) arb_mul(pair->p + k, pair->s + k, pair->ratio, prec);
    }
    for (slong j = 0; j < DERIVATIVES; j++) {
        pair->p_row[j] = _arb_vec_init(pair->length);
        pair->s_row[j] = _arb_vec_init(pair->length);
        for (slong k = 0; k < pair->length; k++) {
            arb_set(pair->p_row[j] + k, pair->p + k);
            arb_set(pair->s_row[j] + k, pair->s + k);
            for (slong i = 0; i < j; i++) {
                arb_mul_si(pair->p_row[j] + k, pair->p_row[j] + k, k - i, prec);
                arb_mul_si(pair->s_row[j] + k, pair->s_row[j] + k, 2 * k - i, prec);
            }
        }
    }
}

/* All |p_j| <= |sigma| |sigma*| and s_k <= |sigma|^2. */
static void set_bounds(pair_t pair)
{
    SCOPED(mag, t);
    arb_get_mag(pair->p_bound, pair->student->moment[0]);
    arb_get_mag(t, pair->teacher->moment[0]);
    mag_mul(pair->p_bound, pair->p_bound, t);
    mag_sqrt(pair->p_bound, pair->p_bound);
    arb_get_mag(t, pair->student->moment[0]);
    mag_mul(pair->product_bound, pair->p_bound, t);
}

/* Beyond the stored ones every p_k is 0, for even and for odd k. */
static int has_no_tail(const function_data_struct *student, const function_data_struct *teacher)
{
    for (int i = 0; i < 2; i++)
        if (!verify_function_data_part_is_finite(student, i) &&
            !verify_function_data_part_is_finite(teacher, i))
            return 0;
    return 1;
}

/* E f(Z) g(+-Z). */
static void mixed_moment(arb_t value, const wane_function_t f, const wane_function_t g, int sign,
                         allowance_t *allowance, slong prec)
{
    SCOPED(wane_function, product);
    if (sign < 0) function_reflect(product, g);
    else wane_function_set(product, g);
    function_mul(product, product, f);
    verify_gaussian_expectation(value, product, 0, allowance, prec);
}

/* E sigma' g' for g that may jump: E g (x sigma' - sigma''), by parts. */
static void slope_by_parts(arb_t value, const function_data_struct *student, const wane_function_t g,
                           int sign, allowance_t *allowance, slong prec)
{
    SCOPED(wane_function, x, y);
    wane_function_parse(x, "x", NULL, 0, NULL);
    function_mul(x, x, student->derivative[1]);
    wane_function_parse(y, "-1", NULL, 0, NULL);
    function_mul(y, y, student->derivative[2]);
    function_add(x, x, y);
    mixed_moment(value, x, g, sign, allowance, prec);
    arb_mul_si(value, value, sign, prec);
}

/* The mean of the slopes of f on both sides of y; where it is open whether f is cut at y, a ball of all of
   them. */
static void mean_slope(arb_t slope, const pieces_t pieces, const arb_t y, slong prec)
{
    slong first = 0, last;
    SCOPED(wane_function, derivative);
    SCOPED(arb, one);
    while (first < pieces->count && arb_lt(pieces->breakpoint + first, y)) first++;
    for (last = first; last < pieces->count && !arb_gt(pieces->breakpoint + last, y); last++) {
    }
    int at_cut = last == first + 1 && arb_is_exact(y) && arb_equal(pieces->breakpoint + first, y);
    for (slong i = first; i <= last; i++) {
        wane_function_derivative(derivative, pieces->piece + i);
        wane_function_evaluate_real(one, derivative, y, prec);
        if (i == first) arb_set(slope, one);
        else if (at_cut) arb_add(slope, slope, one, prec);
        else arb_union(slope, slope, one, prec);
    }
    if (at_cut) arb_mul_2exp_si(slope, slope, -1);
}

/* The sum over the jumps j of g at y of j phi(y) times the mean slope of f at y, at -y for sign = -1. */
static void slope_at_jumps(arb_t sum, const wane_function_t f, const wane_function_t g, int sign, slong prec)
{
    SCOPED(pieces, f_pieces, g_pieces);
    SCOPED(arb, y, jump, t);
    arb_zero(sum);
    if (function_pieces(f_pieces, f, prec, NULL) != WANE_OK ||
        function_pieces(g_pieces, g, prec, NULL) != WANE_OK) {
        arb_indeterminate(sum);
        return;
    }
    for (slong i = 0; i < g_pieces->count; i++) {
        arb_set(y, g_pieces->breakpoint + i);
        wane_function_evaluate_real(jump, g_pieces->piece + i + 1, y, prec);
        wane_function_evaluate_real(t, g_pieces->piece + i, y, prec);
        arb_sub(jump, jump, t, prec);
        verify_normal_density(t, y, prec);
        arb_mul(jump, jump, t, prec);
        arb_mul_si(y, y, sign, prec);
        mean_slope(t, f_pieces, y, prec);
        arb_addmul(sum, jump, t, prec);
    }
}

/* E sigma'(sign x) d sigma*(x) for a continuous student and a teacher with jumps, between which its slope is
   square integrable: derivations/22 (24). */
static void slope_beside_jumps(arb_t value, const function_data_struct *student,
                               const function_data_struct *teacher, int sign, allowance_t *allowance,
                               slong prec)
{
    SCOPED(wane_function, square);
    SCOPED(arb, jumps);
    arb_indeterminate(value);
    function_mul(square, teacher->derivative[1], teacher->derivative[1]);
    verify_gaussian_expectation(jumps, square, 0, allowance, prec);
    if (!arb_is_finite(jumps)) return;
    mixed_moment(value, student->derivative[1], teacher->derivative[1], sign, allowance, prec);
    slope_at_jumps(jumps, student->f, teacher->f, sign, prec);
    arb_add(value, value, jumps, prec);
}

/* E f(x) g(sign x), where the constants of f and g that hold parameters are in c_0 alone: derivations/15 (42). */
static void moment_beside_constants(arb_t value, function_data_struct *f, function_data_struct *g, int sign,
                                    allowance_t *allowance, slong prec)
{
    function_data_struct *f_x = f->varying != NULL ? f->varying : f,
                         *g_x = g->varying != NULL ? g->varying : g;
    mixed_moment(value, f_x->f, g_x->f, sign, allowance, prec);
    arb_submul(value, verify_function_data_coefficient(f_x, 0), verify_function_data_coefficient(g_x, 0),
               prec);
    SCOPED(arb, means);
    verify_function_data_means(means, f, g);
    arb_add(value, value, means, prec);
}

/* E sigma^(j)(x) sigma*^(j)(sign x); of a student affine in each of its parameters beside a teacher without any it lies
   between the values at the corners: derivations/15 (28). */
static void moment_at_one(arb_t value, const function_data_struct *student,
                          const function_data_struct *teacher, int j, int sign, allowance_t *allowance,
                          slong prec)
{
    const slong corners = function_unknown_count(teacher->f) == 0 ? student->corners : 0;
    SCOPED(arb, one);
    if (j == 0 && (student->varying != NULL || teacher->varying != NULL)) {
        moment_beside_constants(value, (function_data_struct *)student, (function_data_struct *)teacher, sign,
                                allowance, prec);
        return;
    }
    if (corners == 0)
        mixed_moment(value, student->derivative[j], teacher->derivative[j], sign, allowance, prec);
    for (slong i = 0; i < corners; i++) {
        mixed_moment(one, student->corner[i]->derivative[j], teacher->derivative[j], sign, allowance, prec);
        base_hull_add(value, one, i == 0, prec);
    }
}

/* E sigma^(j)(x) sigma*^(j)(R_sign x). */
static void value_at_one(arb_t value, const pair_t pair, const function_data_struct *teacher, int j)
{
    const function_data_struct *student = pair->student;
    allowance_t *allowance = &pair->student->allowance;
    arb_indeterminate(value);
    if (j <= teacher->smoothness + 1)
        moment_at_one(value, student, teacher, j, pair->R_sign, allowance, pair->prec);
    else if (j == 1 && student->smoothness >= 1)
        slope_by_parts(value, student, teacher->f, pair->R_sign, allowance, pair->prec);
    if (j == 1 && student->smoothness >= 0 && !arb_is_finite(value))
        slope_beside_jumps(value, student, teacher, pair->R_sign, allowance, pair->prec);
}

/* P(1) = a_sign E sigma(x) sigma*(R_sign x), P'(1) = a_sign R_sign E sigma'(x) sigma*'(R_sign x); of a teacher affine
   in its parameters between the values at the corners. */
static void set_P_at_one(pair_t pair, int j)
{
    const function_data_struct *teacher = pair->teacher;
    SCOPED(arb, value);
    if (teacher->corners == 0) value_at_one(pair->P_one[j], pair, teacher, j);
    for (slong i = 0; i < teacher->corners; i++) {
        value_at_one(value, pair, teacher->corner[i], j);
        base_hull_add(pair->P_one[j], value, i == 0, pair->prec);
    }
    if (pair->a_sign * (j == 1 ? pair->R_sign : 1) < 0) arb_neg(pair->P_one[j], pair->P_one[j]);
}

/* The same from the series and both tails: derivations/15 (28). */
static void sum_P_at_one(pair_t pair, int j)
{
    SCOPED_VEC(mag, T, 2 * MOMENTS);
    SCOPED(arb, sum);
    verify_function_data_tails(T, pair->student);
    verify_function_data_tails(T + MOMENTS, pair->teacher);
    mag_mul(T, T + j, T + MOMENTS + j);
    mag_sqrt(T, T);
    for (slong k = j; k < pair->length; k++) arb_add(sum, sum, pair->p_row[j] + k, pair->prec);
    arb_add_error_mag(sum, T);
    if (!arb_is_finite(pair->P_one[j])) arb_set(pair->P_one[j], sum);
    else if (arb_is_finite(sum)) arb_intersection(pair->P_one[j], pair->P_one[j], sum, pair->prec);
}

static void set_values_at_one(pair_t pair)
{
    const int with_parameters =
        function_unknown_count(pair->student->f) + function_unknown_count(pair->teacher->f) > 0;
    if (pair->student->is_believed) return; /* believed, too, when they are read */
    for (int j = 0; j < 2; j++) {
        arb_set(pair->S_one[j], pair->student->moment[j]);
        if (pair->is_multiple) {
            arb_mul(pair->P_one[j], pair->student->moment[j], pair->ratio, pair->prec);
        } else if (pair->p_finite) {
            arb_zero(pair->P_one[j]);
            for (slong k = j; k < pair->length; k++)
                arb_add(pair->P_one[j], pair->P_one[j], pair->p_row[j] + k, pair->prec);
        } else {
            set_P_at_one(pair, j);
            if (with_parameters) sum_P_at_one(pair, j);
        }
    }
    arb_mul_2exp_si(pair->S_one[1], pair->S_one[1], 1);
}

void verify_pair_init_set(pair_t pair, function_data_struct *student, function_data_struct *teacher,
                          int a_sign, int R_sign)
{
    pair->student = student;
    pair->teacher = teacher;
    pair->a_sign = a_sign;
    pair->R_sign = R_sign;
    pair->length = student->length;
    pair->prec = student->prec;
    pair->p = _arb_vec_init(pair->length);
    pair->s = _arb_vec_init(pair->length);
    pair->s_finite = verify_function_data_is_finite(student);
    pair->p_finite = has_no_tail(student, teacher);
    for (int i = 0; i < TAIL_POWERS; i++) {
        mag_init(pair->student_power[i]);
        mag_init(pair->teacher_power[i]);
    }
    mag_init(pair->product_bound);
    mag_init(pair->p_bound);
    for (int j = 0; j < 2; j++) {
        arb_init(pair->P_one[j]);
        arb_init(pair->S_one[j]);
    }
    arb_init(pair->P_rest);
    arb_init(pair->K_rest);
    arb_init(pair->P_spread);
    verify_kinked_init(pair);
    pair->quotient = flint_calloc(QUOTIENTS, sizeof *pair->quotient);
    for (int f = 0; f < QUOTIENTS; f++) arb_poly_init(pair->quotient[f].g);
    plain_powers(pair->student_power, student);
    plain_powers(pair->teacher_power, teacher);
    arb_init(pair->ratio);
    set_ratio(pair);
    set_series(pair);
    set_bounds(pair);
    set_values_at_one(pair);
    set_realizable(pair);
}

void verify_pair_clear(pair_t pair)
{
    _arb_vec_clear(pair->p, pair->length);
    _arb_vec_clear(pair->s, pair->length);
    for (int j = 0; j < DERIVATIVES; j++) {
        _arb_vec_clear(pair->p_row[j], pair->length);
        _arb_vec_clear(pair->s_row[j], pair->length);
    }
    for (int i = 0; i < TAIL_POWERS; i++) {
        mag_clear(pair->student_power[i]);
        mag_clear(pair->teacher_power[i]);
    }
    mag_clear(pair->product_bound);
    mag_clear(pair->p_bound);
    arb_clear(pair->ratio);
    for (int f = 0; f < QUOTIENTS; f++) arb_poly_clear(pair->quotient[f].g);
    flint_free(pair->quotient);
    arb_clear(pair->P_rest);
    arb_clear(pair->K_rest);
    arb_clear(pair->P_spread);
    for (int j = 0; j < 2; j++) {
        arb_clear(pair->P_one[j]);
        arb_clear(pair->S_one[j]);
    }
}

/* sup over k >= length of k^(e/2) r^k, up to r^drop: derivations/15 (7). */
static void supremum(mag_t bound, slong e, slong length, slong degree, slong drop, const mag_t r,
                     const mag_t gap)
{
    SCOPED(mag, t, place);
    /* the maximum over real k is at most at e/(2 degree gap), gap <= log(1/r) */
    if (e > 0) {
        mag_set_ui(place, (ulong)e);
        mag_div(place, place, gap);
        mag_div_ui(place, place, (ulong)(2 * degree));
    }
    if (mag_cmp_2exp_si(place, 62) >= 0) {
        mag_inf(bound);
    } else {
        slong k = FLINT_MAX(length, e > 0 ? (slong)mag_get_d(place) + 2 : 0);
        /* k^(e/2) is increasing up to k, r^(degree k) decreasing from length on */
        mag_set_ui(t, (ulong)k);
        mag_pow_ui(t, t, (ulong)FLINT_MAX(e, 0));
        mag_sqrt(t, t);
        mag_pow_ui(bound, r, (ulong)FLINT_MAX(degree * length - drop, 0));
        mag_mul(bound, bound, t);
    }
}

/* What the terms from length on add to the j-th derivative of a series in R^degree, degree = 1 or 2, with
   coefficients bounded through sum k^i x_k^2 <= X[i], sum k^l y_k^2 <= Y[l]. */
static void tail(mag_t bound, const mag_t *X, const mag_t *Y, slong length, slong degree, slong j,
                 const mag_t r, const mag_t gap)
{
    SCOPED(mag, t, one);
    mag_inf(bound);
    for (slong i = 0; i < TAIL_POWERS; i++) {
        for (slong l = 0; l < TAIL_POWERS; l++) {
            if (i + l > 2 * j || mag_is_inf(X[i]) || mag_is_inf(Y[l])) continue;
            supremum(t, 2 * j - i - l, length, degree, j, r, gap);
            mag_mul(one, X[i], Y[l]);
            mag_sqrt(one, one);
            mag_mul(t, t, one);
            mag_min(bound, bound, t);
        }
    }
    mag_mul_2exp_si(bound, bound, degree == 2 ? j : 0);
}

void verify_pair_tails(mag_ptr P, mag_ptr S, const pair_t pair, const mag_t size)
{
    SCOPED(mag, r, gap);
    SCOPED(arb, t);
    mag_one(r);
    mag_min(r, r, size);
    arf_set_mag(arb_midref(t), r);
    arb_sub_si(t, t, 1, 64);
    arb_neg(t, t);
    arb_get_mag_lower(gap, t); /* 1 - r <= log(1/r) */
    for (slong j = 0; j < DERIVATIVES; j++) {
        mag_zero(P + j);
        mag_zero(S + j);
        if (!pair->p_finite)
            tail(P + j, pair->student_power, pair->teacher_power, pair->length, 1, j, r, gap);
        if (!pair->s_finite)
            tail(S + j, pair->student_power, pair->student_power, pair->length, 2, j, r, gap);
    }
}

void verify_pair_sum(arb_ptr P, arb_ptr S, const pair_t pair, const arb_t R, slong prec)
{
    slong length = pair->length;
    SCOPED_VEC(arb, power, 2 * length + 1);
    _arb_vec_set_powers(power, R, 2 * length + 1, prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        arb_zero(P + j);
        arb_zero(S + j);
        if (length > j) arb_dot(P + j, NULL, 0, pair->p_row[j] + j, 1, power, 1, length - j, prec);
        slong first = (j + 1) / 2; /* the least k with 2k >= j */
        if (length > first)
            arb_dot(S + j, NULL, 0, pair->s_row[j] + first, 1, power + 2 * first - j, 2, length - first,
                    prec);
    }
}

/* x += [0, rest], [-rest, 0] or [-rest, rest] by the sign of what is left out. */
static void add_rest(arb_t x, const mag_t rest, int sign, slong prec)
{
    if (sign == 0 || mag_is_inf(rest)) {
        arb_add_error_mag(x, rest);
        return;
    }
    SCOPED(arf, zero, end);
    SCOPED(arb, range);
    arf_set_mag(end, rest);
    arb_set_interval_arf(range, zero, end, prec);
    if (sign > 0) arb_add(x, x, range, prec);
    else arb_sub(x, x, range, prec);
}

void verify_pair_evaluate(arb_ptr P, arb_ptr S, const pair_t pair, const arb_t R, slong prec)
{
    mag_ptr tail_P = _mag_vec_init(2 * DERIVATIVES + 1), tail_S = tail_P + DERIVATIVES;
    mag_ptr size = tail_S + DERIVATIVES;
    arb_get_mag(size, R);
    verify_pair_tails(tail_P, tail_S, pair, size);
    verify_pair_sum(P, S, pair, R, prec);
    const int is_right = arb_is_nonnegative(R); /* all terms beyond have one sign: derivations/15 (39) */
    const int P_sign = is_right && pair->is_multiple ? arf_sgn(arb_midref(pair->ratio)) : 0;
    for (slong j = 0; j < DERIVATIVES; j++) {
        add_rest(P + j, tail_P + j, P_sign, prec);
        add_rest(S + j, tail_S + j, is_right, prec);
    }
    verify_kinked_improve(P, S, pair, R, prec);
    _mag_vec_clear(tail_P, 2 * DERIVATIVES + 1);
}

int verify_pair_exact_p(surd_t p, const pair_t pair, slong k)
{
    SCOPED(surd, c, d, zero);
    int known_c = verify_function_data_exact(c, pair->student, k),
        known_d = verify_function_data_exact(d, pair->teacher, k);
    int known = (known_c && known_d) || (known_c && surd_is_zero(c)) || (known_d && surd_is_zero(d));
    surd_set(p, zero);
    if (known_c && known_d) surd_mul(p, c, d, pair->prec);
    if ((k % 2 ? pair->R_sign : 1) * pair->a_sign < 0) surd_neg(p, p);
    return known;
}

int verify_pair_exact_s(surd_t s, const pair_t pair, slong k)
{
    SCOPED(surd, c);
    int known = verify_function_data_exact(c, pair->student, k);
    surd_mul(s, c, c, pair->prec);
    return known;
}
