#include "verify/kernel/kinked.h"

#include "base/scoped.h"
#include "verify/kernel/angle_kernel.h"

#define FROM_HERE_ON 0.7

static void intersect(arb_t x, const arb_t y, slong prec)
{
    if (!arb_is_finite(y)) return;
    if (!arb_is_finite(x) || !arb_intersection(x, x, y, prec)) arb_set(x, y);
}

static int student_is_kinked(const pair_t pair)
{
    return pair->student->kinks > 0 && arb_is_finite(pair->K_rest);
}

/* P by the angle: one of the two has kinks. */
static int has_kinks(const pair_t pair)
{
    return pair->student->kinks + pair->teacher->kinks > 0 && arb_is_finite(pair->P_rest);
}

/* sum += (J + j x) phi(x) E f''(R x + w Z) over the kinks of g. */
static void add_kinks(arb_t sum, const function_data_struct *g, const function_data_struct *f, slong prec)
{
    SCOPED(arb, t, weight);
    for (slong i = 0; i < g->kinks; i++) {
        arb_set(weight, g->slope + i);
        if (g->has_jumps) arb_addmul(weight, g->jump + i, g->kink + i, prec);
        verify_normal_density(t, g->kink + i, prec);
        arb_mul(t, t, weight, prec);
        arb_addmul(sum, t, f->curvature, prec);
    }
}

/* At most sum |j| phi(y) E |f''(R y + w Z) Z| over the jumps of g. */
static void add_spread(arb_t sum, const function_data_struct *g, const function_data_struct *f, slong prec)
{
    SCOPED(arb, t);
    SCOPED(mag, size);
    for (slong i = 0; g->has_jumps && i < g->kinks; i++) {
        verify_normal_density(t, g->kink + i, prec);
        arb_mul(t, t, g->jump + i, prec);
        arb_get_mag(size, t);
        mag_mul(size, size, f->curvature_spread);
        arb_add_error_mag(sum, size);
    }
}

/* Whether no kink is farther from 0 than what is known of curvatures. */
static int kinks_are_near(const function_data_struct *f)
{
    SCOPED(arb, reach, size);
    arb_set_si(reach, CURVATURE_REACH);
    int near = 1;
    for (slong i = 0; i < f->kinks; i++) {
        arb_abs(size, f->kink + i);
        near = near && arb_le(size, reach);
    }
    return near;
}

void verify_kinked_init(pair_t pair)
{
    function_data_struct *student = pair->student, *teacher = pair->teacher;
    const slong prec = pair->prec;
    SCOPED(arb, t);
    arb_indeterminate(pair->P_rest);
    arb_indeterminate(pair->K_rest);
    if (student->kinks < 0 || student->has_jumps || (student->is_bent && !kinks_are_near(student))) return;
    if (student->kinks > 0) { /* E sigma''(u) sigma''(v) is in [0, E sigma''^2] */
        verify_function_data_need_curvature(student);
        arb_zero(pair->K_rest);
        add_kinks(pair->K_rest, student, student, prec);
        arb_mul_2exp_si(pair->K_rest, pair->K_rest, 1);
        arb_union(t, t, student->curvature_square, prec);
        arb_add(pair->K_rest, pair->K_rest, t, prec);
    }
    if (teacher->kinks < 0 || student->kinks + teacher->kinks == 0) return;
    if ((student->is_bent || teacher->is_bent) && !(kinks_are_near(student) && kinks_are_near(teacher)))
        return;
    verify_function_data_need_curvature(student);
    verify_function_data_need_curvature(teacher);
    arb_mul(t, student->curvature_square, teacher->curvature_square, prec);
    arb_sqrtpos(t, t, prec);
    arb_neg(pair->P_rest, t);
    arb_union(pair->P_rest, pair->P_rest, t, prec);
    add_kinks(pair->P_rest, student, teacher, prec);
    add_kinks(pair->P_rest, teacher, student, prec);
    add_spread(pair->P_spread, teacher, student, prec);
    arb_mul_si(pair->P_rest, pair->P_rest, pair->a_sign, prec);
}

typedef struct {
    arb_t value, slope;
    kernel_t kernel;
} own_kernel_t;

static void student_kernel_init(own_kernel_t *own, const pair_t pair)
{
    arb_init(own->value);
    arb_init(own->slope);
    arb_set(own->value, pair->S_one[0]);
    arb_mul_2exp_si(own->slope, pair->S_one[1], -1);
    own->kernel =
        (kernel_t){pair->student, pair->student, 1, 1, own->value, own->slope, 1, pair->K_rest, NULL};
}

static void pair_kernel_init(own_kernel_t *own, const pair_t pair)
{
    arb_init(own->value);
    arb_init(own->slope);
    arb_set(own->value, pair->P_one[0]);
    arb_set(own->slope, pair->P_one[1]);
    own->kernel =
        (kernel_t){pair->student, pair->teacher, 0, pair->R_sign, own->value, own->slope, pair->a_sign,
                   pair->P_rest,  pair->P_spread};
}

static void own_kernel_clear(own_kernel_t *own)
{
    arb_clear(own->value);
    arb_clear(own->slope);
}

static void improve_S(arb_ptr S, const pair_t pair, const arb_t R, slong prec)
{
    own_kernel_t own;
    student_kernel_init(&own, pair);
    SCOPED(arb, q, value, slope, second);
    arb_sqr(q, R, prec);
    verify_student_kernel(value, slope, second, &own.kernel, q, prec);
    intersect(S, value, prec);
    arb_mul_2exp_si(slope, slope, 1);
    arb_mul(value, slope, R, prec); /* S' = 2 R K' */
    intersect(S + 1, value, prec);
    arb_mul(second, second, q, prec);
    arb_mul_2exp_si(second, second, 2);
    arb_add(value, second, slope, prec); /* S'' = 2 K' + 4 R^2 K'' */
    intersect(S + 2, value, prec);
    own_kernel_clear(&own);
}

static void improve_P(arb_ptr P, const pair_t pair, const arb_t R, slong prec)
{
    own_kernel_t own;
    SCOPED(arb, value, slope, second);
    if (pair->is_multiple) { /* P = ratio K */
        student_kernel_init(&own, pair);
        verify_student_kernel(value, slope, second, &own.kernel, R, prec);
        arb_mul(value, value, pair->ratio, prec);
        arb_mul(slope, slope, pair->ratio, prec);
        arb_mul(second, second, pair->ratio, prec);
    } else {
        pair_kernel_init(&own, pair);
        verify_mixed_kernel(value, slope, second, &own.kernel, R, prec);
    }
    intersect(P, value, prec);
    intersect(P + 1, slope, prec);
    intersect(P + 2, second, prec);
    own_kernel_clear(&own);
}

void verify_kinked_improve(arb_ptr P, arb_ptr S, const pair_t pair, const arb_t R, slong prec)
{
    SCOPED(arb, from);
    arb_set_d(from, FROM_HERE_ON);
    if (!arb_lt(R, from)) {
        if (student_is_kinked(pair)) improve_S(S, pair, R, prec);
        if (pair->is_multiple ? student_is_kinked(pair) : has_kinks(pair)) improve_P(P, pair, R, prec);
    }
}

int verify_kinked_scaled(arb_t w, arb_t wP2, arb_t wS2, const pair_t pair, const arb_t R, slong prec)
{
    if (!student_is_kinked(pair)) return 0;
    own_kernel_t own;
    SCOPED(arb, x, y, angle, value, slope, lo, hi, r);
    verify_unit_ends(lo, hi, R, prec);
    arb_union(r, lo, hi, prec); /* may stick out of [0, 1] by rounding */
    /* w on [lo, hi] decreases */
    arb_sqr(x, lo, prec);
    arb_sub_si(x, x, 1, prec);
    arb_neg(x, x);
    arb_sqrt(x, x, prec);
    arb_sqr(y, hi, prec);
    arb_sub_si(y, y, 1, prec);
    arb_neg(y, y);
    arb_sqrtpos(y, y, prec);
    arb_union(w, x, y, prec);
    /* S: the angle is arccos R^2 */
    arb_sqr(x, lo, prec);
    verify_angle_of(angle, x, prec);
    arb_sqr(y, hi, prec);
    verify_angle_of(value, y, prec);
    arb_union(angle, angle, value, prec);
    student_kernel_init(&own, pair);
    verify_kernel_at(value, slope, &own.kernel, x, prec);
    arb_union(slope, slope, own.slope, prec); /* K' increases up to K'(1) */
    verify_kernel_density(x, &own.kernel, angle, prec);
    own_kernel_clear(&own);
    /* w S'' = 2 w K' + 4 R^2 density / sqrt(1 + R^2) */
    arb_sqr(y, r, prec);
    arb_mul(x, x, y, prec);
    arb_mul_2exp_si(x, x, 2);
    arb_add_si(y, y, 1, prec);
    arb_rsqrt(y, y, prec);
    arb_mul(wS2, x, y, prec);
    arb_mul_2exp_si(slope, slope, 1);
    arb_addmul(wS2, slope, w, prec);
    arb_indeterminate(wP2);
    if (pair->is_multiple || has_kinks(pair)) {
        verify_angle_of(angle, lo, prec);
        verify_angle_of(value, hi, prec);
        arb_union(angle, angle, value, prec);
        if (pair->is_multiple) student_kernel_init(&own, pair);
        else pair_kernel_init(&own, pair);
        verify_kernel_density(wP2, &own.kernel, angle, prec);
        if (pair->is_multiple) arb_mul(wP2, wP2, pair->ratio, prec);
        own_kernel_clear(&own);
    }
    return 1;
}
