#include "verify/shape/shape.h"

#include "base/scoped.h"
#include "verify/kernel/kinked.h"

#define DEEPEST 26
#define MOST_BISECTIONS 4000

slong verify_shape_weight(shape_t f, slong j, slong k)
{
    if (f == SHAPE_FLOW) return 2 * (k - j);
    if (f == SHAPE_FOLD) return 2 * j * k * (j - 2 * k);
    return f == SHAPE_VALUE ? 1 : j;
}

slong verify_shape_shift(shape_t f)
{
    return f == SHAPE_FOLD ? 3 : f == SHAPE_VALUE ? 0 : 1;
}

int verify_shape_is_linear(shape_t f)
{
    return f == SHAPE_HEIGHT || f == SHAPE_VALUE;
}

int verify_ball_sign(const arb_t x)
{
    return arb_is_positive(x) ? 1 : arb_is_negative(x) ? -1 : 0;
}

/* x - y - 2 z of products; the forms of derivations/15 (14). */
static void form(arb_t value, shape_t f, int derivative, arb_srcptr P, arb_srcptr S, slong prec)
{
    if (verify_shape_is_linear(f)) {
        arb_set(value, P + (f == SHAPE_HEIGHT) + derivative);
    } else if (f == SHAPE_FOLD) {
        arb_mul(value, P + 2 + derivative, S + 1, prec);
        arb_submul(value, P + 1, S + 2 + derivative, prec);
    } else {
        SCOPED(arb, t);
        arb_mul(value, P + 1 + derivative, S, prec);
        arb_mul_2exp_si(value, value, 1);
        arb_mul(t, P, S + 1 + derivative, prec);
        if (derivative) arb_submul(t, P + 1, S + 1, prec);
        arb_sub(value, t, value, prec);
    }
}

/* w times the form, w = sqrt(1 - R^2) > 0, where P'' or S'' alone are infinite at R = 1; of F' what has the sign of
   (w F)', which tells as much of the zeros of F: derivations/15 (48). */
static void scaled_form(arb_t value, const pair_t pair, shape_t f, int derivative, arb_ptr P, arb_ptr S,
                        const arb_t R, slong prec)
{
    SCOPED(arb, w, wP2, wS2, t);
    arb_indeterminate(value);
    if (f == SHAPE_FOLD && derivative) {
        verify_kinked_fold_slope(value, pair, P, S, R, prec);
    } else if (verify_kinked_scaled(w, wP2, wS2, pair, R, prec)) {
        if (!arb_is_finite(wP2)) arb_mul(wP2, w, P + 2, prec);
        if (!arb_is_finite(wS2)) arb_mul(wS2, w, S + 2, prec);
        if (f == SHAPE_FOLD && !derivative) {
            arb_mul(value, wP2, S + 1, prec);
            arb_submul(value, P + 1, wS2, prec);
        } else if (f == SHAPE_FLOW && derivative) {
            arb_mul(value, P, wS2, prec);
            arb_mul(t, P + 1, S + 1, prec);
            arb_submul(value, t, w, prec);
            arb_mul(t, wP2, S, prec);
            arb_submul_ui(value, t, 2, prec);
        } else if (f == SHAPE_HEIGHT && derivative) {
            arb_set(value, wP2);
        }
    }
}

/* The sign on the ball of [l, r] by the form itself and by the mean value theorem. */
static int sign_on_ball(const pair_t pair, shape_t f, int derivative, const arf_t l, const arf_t r)
{
    slong prec = pair->prec;
    arb_ptr P = _arb_vec_init(4 * DERIVATIVES + 4), S = P + DERIVATIVES;
    arb_ptr Pm = S + DERIVATIVES, Sm = Pm + DERIVATIVES, x = Sm + DERIVATIVES;
    arb_struct *R = x + 1, *middle = x + 2, *slope = x + 3;
    arb_set_interval_arf(R, l, r, prec);
    verify_pair_evaluate(P, S, pair, R, prec);
    form(x, f, derivative, P, S, prec);
    int sign = verify_ball_sign(x);
    if (!arb_is_finite(x) || (sign == 0 && f == SHAPE_FOLD && derivative)) {
        scaled_form(x, pair, f, derivative, P, S, R, prec);
        sign = verify_ball_sign(x);
    }
    if (sign == 0 && !derivative && !arf_equal(l, r)) {
        form(slope, f, 1, P, S, prec);
        if (arb_is_finite(slope)) {
            arb_get_mid_arb(middle, R);
            verify_pair_evaluate(Pm, Sm, pair, middle, prec);
            form(x, f, 0, Pm, Sm, prec);
            arb_sub(R, R, middle, prec);
            arb_addmul(x, slope, R, prec);
            sign = verify_ball_sign(x);
        }
    }
    _arb_vec_clear(P, 4 * DERIVATIVES + 4);
    return sign;
}

static int sign_by_bisection(verify_sign_on_ball_t sign_on_ball, const void *context, slong *left,
                             const arf_t l, const arf_t r, int depth)
{
    int sign = sign_on_ball(context, l, r);
    if (sign != 0 || arf_equal(l, r) || depth == DEEPEST || (*left)-- <= 0) return sign;
    SCOPED(arf, m);
    arf_add(m, l, r, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(m, m, -1);
    sign = sign_by_bisection(sign_on_ball, context, left, m, r, depth + 1);
    if (sign != 0 && sign_by_bisection(sign_on_ball, context, left, l, m, depth + 1) != sign) sign = 0;
    if (sign == 0) *left = 0;
    return sign;
}

int verify_sign_by_bisection(verify_sign_on_ball_t sign_on_ball, const void *context, const arf_t l,
                             const arf_t r)
{
    slong left = MOST_BISECTIONS;
    return sign_by_bisection(sign_on_ball, context, &left, l, r, 0);
}

typedef struct {
    const pair_struct *pair;
    shape_t f;
    int derivative;
} shape_context_t;

static int shape_sign_on_ball(const void *context, const arf_t l, const arf_t r)
{
    const shape_context_t *shape = context;
    return sign_on_ball(shape->pair, shape->f, shape->derivative, l, r);
}

int verify_shape_sign(const pair_t pair, shape_t f, int derivative, const arf_t l, const arf_t r)
{
    const shape_context_t shape = {pair, f, derivative};
    return verify_sign_by_bisection(shape_sign_on_ball, &shape, l, r);
}

int verify_shape_sign_at(const pair_t pair, shape_t f, const arf_t R)
{
    return sign_on_ball(pair, f, 0, R, R);
}

int verify_fibre_sign(const pair_t pair, const arb_t R, const arb_t a)
{
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES), S = P + DERIVATIVES;
    verify_pair_evaluate(P, S, pair, R, pair->prec);
    arb_mul(S, S + 1, a, pair->prec);
    arb_mul_2exp_si(P, P + 1, 1);
    arb_sub(P, P, S, pair->prec);
    int sign = verify_ball_sign(P);
    _arb_vec_clear(P, 2 * DERIVATIVES);
    return sign;
}

int verify_fibre_sign_at_one(const pair_t pair, const arb_t a)
{
    SCOPED(arb, x);
    arb_mul(x, a, pair->S_one[1], pair->prec);
    arb_submul_ui(x, pair->P_one[1], 2, pair->prec);
    arb_neg(x, x);
    return verify_ball_sign(x);
}

void verify_branch_height(arb_t a, const pair_t pair, const arb_t R)
{
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES), S = P + DERIVATIVES;
    verify_pair_evaluate(P, S, pair, R, pair->prec);
    arb_div(a, P + 1, S + 1, pair->prec);
    arb_mul_2exp_si(a, a, 1);
    _arb_vec_clear(P, 2 * DERIVATIVES);
}
