#include "verify/kernel/kinked.h"

#include "base/scoped.h"
#include "verify/data/curvature.h"
#include "verify/data/normal.h"
#include "verify/kernel/angle_kernel.h"

#define FROM_HERE_ON 0.7

static void intersect(arb_t x, const arb_t y, slong prec)
{
    if (!arb_is_finite(y)) return;
    if (!arb_is_finite(x) || !arb_intersection(x, x, y, prec)) arb_set(x, y);
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
    pair->S_is_kinked = pair->P_is_kinked = 0;
    if (student->kinks < 0 || student->has_jumps || (student->is_bent && !kinks_are_near(student))) return;
    verify_function_data_need_curvature(student);
    if (student->curvature == NULL) return;
    pair->S_is_kinked = student->kinks > 0;
    if (teacher->kinks < 0 || student->kinks + teacher->kinks == 0) return;
    if ((student->is_bent || teacher->is_bent) && !(kinks_are_near(student) && kinks_are_near(teacher)))
        return;
    verify_function_data_need_curvature(teacher);
    pair->P_is_kinked = teacher->curvature != NULL;
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
    own->kernel = (kernel_t){pair->student, pair->student, 1, 1, own->value, own->slope, 1};
}

static void pair_kernel_init(own_kernel_t *own, const pair_t pair)
{
    arb_init(own->value);
    arb_init(own->slope);
    arb_set(own->value, pair->P_one[0]);
    arb_set(own->slope, pair->P_one[1]);
    own->kernel =
        (kernel_t){pair->student, pair->teacher, 0, pair->R_sign, own->value, own->slope, pair->a_sign};
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
        if (pair->S_is_kinked) improve_S(S, pair, R, prec);
        if (pair->is_multiple ? pair->S_is_kinked : pair->P_is_kinked) improve_P(P, pair, R, prec);
    }
}

/* The angles of the points of the ball. */
static void angles_of(arb_t angle, const arb_t lo, const arb_t hi, slong prec)
{
    SCOPED(arb, t);
    verify_angle_of(angle, lo, prec);
    verify_angle_of(t, hi, prec);
    arb_union(angle, angle, t, prec);
}

/* w S'' = 2 w K' + 4 R^2 density / sqrt(1 + R^2), the angle being arccos R^2. */
static void scaled_S(arb_t wS2, const pair_t pair, const arb_t w, const arb_t lo, const arb_t hi, slong prec)
{
    own_kernel_t own;
    SCOPED(arb, x, y, r, angle, value, slope);
    arb_sqr(x, lo, prec);
    arb_sqr(y, hi, prec);
    angles_of(angle, x, y, prec);
    student_kernel_init(&own, pair);
    verify_kernel_at(value, slope, &own.kernel, x, prec);
    arb_union(slope, slope, own.slope, prec); /* K' increases up to K'(1) */
    verify_kernel_density(x, &own.kernel, angle, prec);
    own_kernel_clear(&own);
    arb_union(r, lo, hi, prec); /* may stick out of [0, 1] by rounding */
    arb_sqr(y, r, prec);
    arb_mul(x, x, y, prec);
    arb_mul_2exp_si(x, x, 2);
    arb_add_si(y, y, 1, prec);
    arb_rsqrt(y, y, prec);
    arb_mul(wS2, x, y, prec);
    arb_mul_2exp_si(slope, slope, 1);
    arb_addmul(wS2, slope, w, prec);
}

int verify_kinked_scaled(arb_t w, arb_t wP2, arb_t wS2, const pair_t pair, const arb_t R, slong prec)
{
    const int by_ratio = pair->is_multiple && pair->S_is_kinked,
              has_P = by_ratio || (!pair->is_multiple && pair->P_is_kinked);
    if (!pair->S_is_kinked && !has_P) return 0;
    own_kernel_t own;
    SCOPED(arb, x, y, angle, lo, hi);
    verify_unit_ends(lo, hi, R, prec);
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
    arb_indeterminate(wS2);
    arb_indeterminate(wP2);
    if (pair->S_is_kinked) scaled_S(wS2, pair, w, lo, hi, prec);
    if (has_P) {
        angles_of(angle, lo, hi, prec);
        if (by_ratio) student_kernel_init(&own, pair);
        else pair_kernel_init(&own, pair);
        verify_kernel_density(wP2, &own.kernel, angle, prec);
        if (by_ratio) arb_mul(wP2, wP2, pair->ratio, prec);
        own_kernel_clear(&own);
    }
    return 1;
}

/* d(w S'')/dt, t = arccos R: derivations/15 (48). */
static void speed_of_S(arb_t speed, const pair_t pair, arb_srcptr S, const arb_t t, const arb_t lo,
                       const arb_t hi, slong prec)
{
    own_kernel_t own;
    SCOPED(arb, R, w, angle, density, x, y, root);
    student_kernel_init(&own, pair);
    arb_sin_cos(w, R, t, prec);
    arb_sqr(x, lo, prec);
    arb_sqr(y, hi, prec);
    angles_of(angle, x, y, prec);
    verify_kernel_density(density, &own.kernel, angle, prec);
    verify_kernel_density_speed(speed, &own.kernel, angle, prec);
    own_kernel_clear(&own);
    /* S' + 8 R^3 speed/(1 + R^2) - R w density (12/root - 4 R^2/root^3), S' = 2 R K', root = sqrt(1 + R^2) */
    arb_sqr(x, R, prec);
    arb_add_si(y, x, 1, prec);
    arb_rsqrt(root, y, prec);
    arb_div(y, x, y, prec); /* R^2/(1 + R^2) */
    arb_mul(speed, speed, y, prec);
    arb_mul(speed, speed, R, prec);
    arb_mul_2exp_si(speed, speed, 3);
    arb_sub_si(y, y, 3, prec);
    arb_mul(y, y, root, prec);
    arb_mul(y, y, R, prec);
    arb_mul(y, y, w, prec);
    arb_mul(y, y, density, prec);
    arb_mul_2exp_si(y, y, 2);
    arb_add(speed, speed, y, prec);
    arb_add(speed, speed, S + 1, prec);
}

int verify_kinked_fold_slope(arb_t value, const pair_t pair, arb_srcptr P, arb_srcptr S, const arb_t R,
                             slong prec)
{
    if (!pair->S_is_kinked || !(pair->is_multiple || pair->P_is_kinked)) return 0;
    own_kernel_t own;
    SCOPED(arb, lo, hi, t, x);
    verify_unit_ends(lo, hi, R, prec);
    angles_of(t, lo, hi, prec);
    if (pair->is_multiple) student_kernel_init(&own, pair);
    else pair_kernel_init(&own, pair);
    verify_kernel_density_speed(x, &own.kernel, t, prec);
    if (pair->is_multiple) arb_mul(x, x, pair->ratio, prec);
    own_kernel_clear(&own);
    /* P' (w S'')_t - (w P'')_t S' */
    speed_of_S(value, pair, S, t, lo, hi, prec);
    arb_mul(value, value, P + 1, prec);
    arb_submul(value, x, S + 1, prec);
    return 1;
}

void verify_kinked_local(local_kernel_t P, local_kernel_t K, const pair_t pair, const arf_t lo,
                         const arf_t hi, slong prec)
{
    own_kernel_t own;
    SCOPED(arf, l, r);
    P->is_known = K->is_known = 0;
    if (pair->S_is_kinked) {
        student_kernel_init(&own, pair);
        arf_mul(l, lo, lo, prec, ARF_RND_FLOOR);
        arf_mul(r, hi, hi, prec, ARF_RND_CEIL);
        verify_local_kernel_set(K, &own.kernel, l, r, prec);
        if (pair->is_multiple) verify_local_kernel_set(P, &own.kernel, lo, hi, prec);
        own_kernel_clear(&own);
    }
    if (pair->P_is_kinked && !pair->is_multiple) {
        pair_kernel_init(&own, pair);
        verify_local_kernel_set(P, &own.kernel, lo, hi, prec);
        own_kernel_clear(&own);
    }
}

void verify_kinked_improve_locally(arb_ptr P, arb_ptr S, const pair_t pair, const local_kernel_t local_P,
                                   const local_kernel_t local_K, const arb_t R, slong prec)
{
    SCOPED_VEC(arb, k, DERIVATIVES);
    SCOPED(arb, q, t);
    arb_mul_si(q, R, pair->R_sign, prec);
    if (verify_local_kernel_evaluate(k, local_P, q, prec)) {
        for (int j = 0; j < DERIVATIVES; j++) {
            if (pair->is_multiple) arb_mul(k + j, k + j, pair->ratio, prec);
            if (j % 2 && pair->R_sign < 0) arb_neg(k + j, k + j);
            intersect(P + j, k + j, prec);
        }
    }
    arb_sqr(q, R, prec);
    if (verify_local_kernel_evaluate(k, local_K, q, prec)) {
        intersect(S, k, prec);
        arb_mul_2exp_si(k + 1, k + 1, 1);
        arb_mul(t, k + 1, R, prec); /* S' = 2 R K' */
        intersect(S + 1, t, prec);
        arb_mul_2exp_si(k + 2, k + 2, 2);
        arb_mul(t, k + 2, q, prec);
        arb_add(t, t, k + 1, prec); /* S'' = 2 K' + 4 R^2 K'' */
        intersect(S + 2, t, prec);
        arb_mul_2exp_si(k + 3, k + 3, 3);
        arb_mul(t, k + 3, q, prec);
        arb_addmul_si(t, k + 2, 3, prec);
        arb_mul(t, t, R, prec); /* S''' = 12 R K'' + 8 R^3 K''' */
        intersect(S + 3, t, prec);
    }
}
