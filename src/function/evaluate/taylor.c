/* Running the program of an expression on truncated power series. */
#include "function/evaluate/taylor.h"

#include <flint/arb_hypgeom.h>
#include <flint/arb_poly.h>

#include "function/evaluate/tape.h"

static void constant_term(arb_t value, const arb_poly_t u)
{
    arb_poly_get_coeff_arb(value, u, 0);
}

static void shift(arb_poly_t y, slong constant, slong prec)
{
    arb_t one;
    arb_poly_t c;
    arb_init(one);
    arb_poly_init(c);
    arb_set_si(one, constant);
    arb_poly_set_coeff_arb(c, 0, one);
    arb_poly_add(y, y, c, prec);
    arb_clear(one);
    arb_poly_clear(c);
}

/* t = exp(-|u|), |u| = u or -u by the sign at the point; 1 if u is not negative there.  Any choice is right.
 */
static int decaying(arb_poly_t t, const arb_poly_t u, slong n, slong prec)
{
    arb_t value;
    arb_init(value);
    constant_term(value, u);
    const int positive = arf_sgn(arb_midref(value)) >= 0;
    if (positive) arb_poly_neg(t, u);
    else arb_poly_set(t, u);
    arb_poly_exp_series(t, t, n, prec);
    arb_clear(value);
    return positive;
}

/* 1/(1 + exp(-u)) = 1/(1 + t) or t/(1 + t) */
static void sigmoid(arb_poly_t y, const arb_poly_t u, slong n, slong prec)
{
    arb_poly_t t, denominator;
    arb_poly_init(t);
    arb_poly_init(denominator);
    const int positive = decaying(t, u, n, prec);
    arb_poly_set(denominator, t);
    shift(denominator, 1, prec);
    arb_poly_div_series(y, t, denominator, n, prec);
    if (positive) {
        arb_poly_neg(y, y);
        shift(y, 1, prec);
    }
    arb_poly_clear(t);
    arb_poly_clear(denominator);
}

/* log(1 + exp u) = max(u, 0) + log(1 + t) */
static void softplus(arb_poly_t y, const arb_poly_t u, slong n, slong prec)
{
    arb_poly_t t;
    arb_poly_init(t);
    const int positive = decaying(t, u, n, prec);
    arb_poly_log1p_series(t, t, n, prec);
    if (positive) arb_poly_add(y, t, u, prec);
    else arb_poly_swap(y, t);
    arb_poly_clear(t);
}

static void twice(arb_poly_t y, const arb_poly_t u)
{
    arb_poly_scalar_mul_2exp_si(y, u, 1);
}

/* asinh u = asinh u_0 + integral of u'/sqrt(1 + u^2) */
static void inverse_sinh(arb_poly_t y, const arb_poly_t u, slong n, slong prec)
{
    arb_poly_t slope, root;
    arb_t value;
    arb_poly_init(slope);
    arb_poly_init(root);
    arb_init(value);
    constant_term(value, u);
    arb_asinh(value, value, prec);
    arb_poly_mullow(root, u, u, n, prec);
    shift(root, 1, prec);
    arb_poly_rsqrt_series(root, root, n, prec);
    arb_poly_derivative(slope, u, prec);
    arb_poly_mullow(y, slope, root, n, prec);
    arb_poly_integral(y, y, prec);
    arb_poly_truncate(y, n);
    arb_poly_set_coeff_arb(y, 0, value);
    arb_poly_clear(slope);
    arb_poly_clear(root);
    arb_clear(value);
}

/* erfc(-u/sqrt 2)/2 */
static void phi(arb_poly_t y, const arb_poly_t u, slong n, slong prec)
{
    arb_t scale;
    arb_init(scale);
    arb_set_ui(scale, 2);
    arb_rsqrt(scale, scale, prec);
    arb_neg(scale, scale);
    arb_poly_scalar_mul(y, u, scale, prec);
    arb_hypgeom_erfc_series(y, y, n, prec);
    arb_poly_scalar_mul_2exp_si(y, y, -1);
    arb_clear(scale);
}

/* Where the argument keeps its sign a kinked function is one of its two analytic pieces. */
static void kinked(arb_poly_t y, wane_unary_t function, const arb_poly_t u, slong n, slong prec)
{
    arb_t value;
    arb_init(value);
    constant_term(value, u);
    const int positive = arb_is_positive(value);
    if (!positive && !arb_is_negative(value)) {
        arb_indeterminate(value);
        arb_poly_zero(y);
        arb_poly_set_coeff_arb(y, 0, value);
    } else if (function == WANE_UNARY_SIGN || function == WANE_UNARY_STEP) {
        arb_poly_zero(y);
        shift(y, positive ? 1 : function == WANE_UNARY_SIGN ? -1 : 0, prec);
    } else if (function == WANE_UNARY_ABS) {
        arb_poly_set(y, u);
        if (!positive) arb_poly_neg(y, y);
    } else if (function == WANE_UNARY_RELU) {
        if (positive) arb_poly_set(y, u);
        else arb_poly_zero(y);
    } else if (positive) { /* NEGATIVE_EXP */
        arb_poly_zero(y);
    } else {
        arb_poly_exp_series(y, u, n, prec);
        shift(y, -1, prec);
    }
    arb_clear(value);
}

static void unary(arb_poly_t y, wane_unary_t function, const arb_poly_t u, slong n, slong prec)
{
    arb_poly_t t;
    arb_poly_init(t);
    switch (function) {
    case WANE_UNARY_EXP:
        arb_poly_exp_series(y, u, n, prec);
        break;
    case WANE_UNARY_LOG:
        arb_poly_log_series(y, u, n, prec);
        break;
    case WANE_UNARY_SQRT:
        arb_poly_sqrt_series(y, u, n, prec);
        break;
    case WANE_UNARY_SIN:
        arb_poly_sin_series(y, u, n, prec);
        break;
    case WANE_UNARY_COS:
        arb_poly_cos_series(y, u, n, prec);
        break;
    case WANE_UNARY_TAN:
        arb_poly_tan_series(y, u, n, prec);
        break;
    case WANE_UNARY_SINH:
        arb_poly_sinh_series(y, u, n, prec);
        break;
    case WANE_UNARY_COSH:
        arb_poly_cosh_series(y, u, n, prec);
        break;
    case WANE_UNARY_TANH: /* 2 sigmoid(2u) - 1 */
        twice(t, u);
        sigmoid(y, t, n, prec);
        twice(y, y);
        shift(y, -1, prec);
        break;
    case WANE_UNARY_ATAN:
        arb_poly_atan_series(y, u, n, prec);
        break;
    case WANE_UNARY_ASINH:
        inverse_sinh(y, u, n, prec);
        break;
    case WANE_UNARY_ERF:
        arb_hypgeom_erf_series(y, u, n, prec);
        break;
    case WANE_UNARY_ERFC:
        arb_hypgeom_erfc_series(y, u, n, prec);
        break;
    case WANE_UNARY_PHI:
        phi(y, u, n, prec);
        break;
    case WANE_UNARY_SIGMOID:
        sigmoid(y, u, n, prec);
        break;
    case WANE_UNARY_SOFTPLUS:
        softplus(y, u, n, prec);
        break;
    case WANE_UNARY_LOG2COSH: /* softplus(2u) - u */
        twice(t, u);
        softplus(y, t, n, prec);
        arb_poly_sub(y, y, u, prec);
        break;
    default:
        kinked(y, function, u, n, prec);
    }
    arb_poly_clear(t);
}

/* He_{k+1} = u He_k - k He_{k-1} */
static void hermite(arb_poly_t y, slong order, int orthonormal, const arb_poly_t u, slong n, slong prec)
{
    arb_poly_t previous, next;
    arb_t t;
    arb_poly_init(previous);
    arb_poly_init(next);
    arb_init(t);
    arb_poly_zero(y);
    shift(y, 1, prec);
    for (slong k = 0; k < order; k++) {
        arb_set_si(t, -k);
        arb_poly_scalar_mul(previous, previous, t, prec);
        arb_poly_mullow(next, u, y, n, prec);
        arb_poly_add(next, next, previous, prec);
        arb_poly_swap(previous, y);
        arb_poly_swap(y, next);
    }
    if (orthonormal) {
        arb_fac_ui(t, (ulong)order, prec);
        arb_rsqrt(t, t, prec);
        arb_poly_scalar_mul(y, y, t, prec);
    }
    arb_poly_clear(previous);
    arb_poly_clear(next);
    arb_clear(t);
}

/* x + the variable of the series, or a constant. */
static void set_leaf(arb_poly_t y, slong operand, arb_srcptr constant, const arb_t x)
{
    arb_poly_zero(y);
    if (operand != WANE_TAPE_X) {
        arb_poly_set_coeff_arb(y, 0, constant + WANE_TAPE_CONSTANT(operand));
    } else {
        arb_poly_set_coeff_si(y, 1, 1);
        arb_poly_set_coeff_arb(y, 0, x);
    }
}

static void run(arb_poly_t y, const wane_instruction_t *i, const arb_poly_struct *const *u, slong n,
                slong prec)
{
    switch (i->operation) {
    case WANE_TAPE_ADD:
        arb_poly_add_series(y, u[0], u[1], n, prec);
        break;
    case WANE_TAPE_SUB:
        arb_poly_sub_series(y, u[0], u[1], n, prec);
        break;
    case WANE_TAPE_MUL:
        arb_poly_mullow(y, u[0], u[1], n, prec);
        break;
    case WANE_TAPE_MULADD:
        arb_poly_mullow(y, u[1], u[2], n, prec);
        arb_poly_add_series(y, y, u[0], n, prec);
        break;
    case WANE_TAPE_SCALE:
        arb_poly_scalar_mul_2exp_si(y, u[0], i->number);
        break;
    case WANE_TAPE_POWER:
        arb_poly_pow_ui_trunc_binexp(y, u[0], (ulong)i->number, n, prec);
        break;
    case WANE_TAPE_DIV:
        arb_poly_div_series(y, u[0], u[1], n, prec);
        break;
    case WANE_TAPE_UNARY:
        unary(y, i->function, u[0], n, prec);
        break;
    case WANE_TAPE_HERMITE:
        hermite(y, i->number, i->orthonormal, u[0], n, prec);
        break;
    case WANE_TAPE_EXPECTATION:
        arb_poly_zero(y);
        arb_poly_set_coeff_arb(y, 0, i->node->expectation);
        break;
    case WANE_TAPE_COPY:
        arb_poly_set_round(y, u[0], prec);
        break;
    }
    arb_poly_truncate(y, n);
}

static void run_tape(arb_ptr c, slong length, wane_tape_t *tape, const arb_t x, slong prec)
{
    arb_srcptr constant = wane_tape_constants(tape, prec);
    arb_poly_struct *slot = flint_malloc((size_t)tape->slot_count * sizeof(arb_poly_struct)), leaf[3];
    for (slong i = 0; i < tape->slot_count; i++) arb_poly_init(slot + i);
    for (int i = 0; i < 3; i++) arb_poly_init(leaf + i);
    slong target = 0;
    for (slong i = 0; i < tape->length; i++) {
        const wane_instruction_t *step = tape->instruction + i;
        const slong operand[3] = {step->a, step->b, step->c};
        const arb_poly_struct *u[3] = {leaf, leaf + 1, leaf + 2};
        for (int j = 0; j < 3; j++) { /* unused ones name the variable */
            if (operand[j] >= 0) u[j] = slot + operand[j];
            else set_leaf(leaf + j, operand[j], constant, x);
        }
        target = step->target;
        run(slot + target, step, u, length, prec);
    }
    for (slong k = 0; k < length; k++) arb_poly_get_coeff_arb(c + k, slot + target, k);
    for (slong i = 0; i < tape->slot_count; i++) arb_poly_clear(slot + i);
    for (int i = 0; i < 3; i++) arb_poly_clear(leaf + i);
    flint_free(slot);
}

void wane_function_taylor(arb_ptr c, slong length, const wane_function_t f, const arb_t x, slong prec)
{
    _arb_vec_zero(c, length);
    if (f->root != NULL && length > 0) run_tape(c, length, wane_tape_of(f->root), x, prec);
}
