/* Running the program of an expression on truncated power series. */
#include "function/evaluate/taylor.h"

#include "base/scoped.h"

#include <flint/arb_poly.h>

#include "function/elementary/ball.h"
#include "function/evaluate/tape.h"

/* x(t), or a constant. */
static void set_leaf(arb_poly_t y, slong operand, arb_srcptr constant, const arb_poly_t x)
{
    if (operand == TAPE_X) {
        arb_poly_set(y, x);
        return;
    }
    arb_poly_zero(y);
    arb_poly_set_coeff_arb(y, 0, constant + TAPE_CONSTANT(operand));
}

static void set_unknown(arb_poly_t y, slong from, slong n)
{
    SCOPED(arb, nothing);
    arb_indeterminate(nothing);
    for (slong k = from; k < n; k++) arb_poly_set_coeff_arb(y, k, nothing);
}

/* The power that u begins with, all before it exactly 0; u->length if none. */
static slong first_power(const arb_poly_t u)
{
    slong v = 0;
    while (v < u->length && arb_is_zero(u->coeffs + v)) v++;
    return v;
}

/* The root of order q: t^(v/q) root(u/t^v) for small t > 0; beyond it is not known. */
static void one_sided_root(arb_poly_t y, unary_t function, const arb_poly_t u, slong v, slong n, slong prec)
{
    const slong q = function == UNARY_CBRT ? 3 : 2;
    if (v == u->length) { /* u = O(t^n) */
        set_unknown(y, n / q, n);
        return;
    }
    if (v % q != 0 || !arb_is_positive(u->coeffs + v)) {
        set_unknown(y, 0, n);
        return;
    }
    SCOPED(arb_poly, ratio);
    arb_poly_shift_right(ratio, u, v);
    elementary_series(y, function, ratio, n - v, prec);
    arb_poly_shift_left(y, y, v / q);
    set_unknown(y, n - v + v / q, n);
}

/* f(u) for small t > 0 where u(0) = 0 is the place of a kink or the end of the domain. */
static void one_sided(arb_poly_t y, unary_t function, const arb_poly_t u, slong n, slong prec)
{
    const elementary_t *f = elementary_table[function];
    const slong v = first_power(u);
    arb_poly_zero(y);
    if (f->domain == DOMAIN_NONNEGATIVE) {
        one_sided_root(y, function, u, v, n, prec);
        return;
    }
    if (v == u->length && !f->jumps) return; /* |f(u)| <= 2 |u| = O(t^n) near 0 */
    if (v == u->length || (!arb_is_positive(u->coeffs + v) && !arb_is_negative(u->coeffs + v))) {
        set_unknown(y, 0, n);
        return;
    }
    const int positive = arb_is_positive(u->coeffs + v);
    if (function == UNARY_ABS && !positive) arb_poly_neg(y, u);
    else if (function == UNARY_ABS || (function == UNARY_RELU && positive)) arb_poly_set(y, u);
    else if (function == UNARY_SIGN) arb_poly_set_si(y, positive ? 1 : -1);
    else if (function == UNARY_STEP) arb_poly_set_si(y, positive);
    else if (function == UNARY_NEGATIVE_EXP && !positive) {
        arb_poly_exp_series(y, u, n, prec);
        arb_poly_add_si(y, y, -1, prec);
    }
}

static int is_singular_at_0(unary_t function)
{
    return elementary_table[function]->is_kinked || elementary_table[function]->domain == DOMAIN_NONNEGATIVE;
}

static void apply(arb_poly_t y, unary_t function, const arb_poly_t u, int sided, slong n, slong prec)
{
    SCOPED(arb, value);
    arb_poly_get_coeff_arb(value, u, 0);
    if (sided && arb_is_zero(value) && is_singular_at_0(function)) one_sided(y, function, u, n, prec);
    else elementary_series(y, function, u, n, prec);
}

static void run(arb_poly_t y, const instruction_t *i, const arb_poly_struct *const *u, int sided, slong n,
                slong prec)
{
    switch (i->operation) {
    case TAPE_ADD:
        arb_poly_add_series(y, u[0], u[1], n, prec);
        break;
    case TAPE_SUB:
        arb_poly_sub_series(y, u[0], u[1], n, prec);
        break;
    case TAPE_MUL:
        arb_poly_mullow(y, u[0], u[1], n, prec);
        break;
    case TAPE_MULADD:
        arb_poly_mullow(y, u[1], u[2], n, prec);
        arb_poly_add_series(y, y, u[0], n, prec);
        break;
    case TAPE_SCALE:
        arb_poly_scalar_mul_2exp_si(y, u[0], i->number);
        break;
    case TAPE_POWER:
        arb_poly_pow_ui_trunc_binexp(y, u[0], (ulong)i->number, n, prec);
        break;
    case TAPE_DIV:
        arb_poly_div_series(y, u[0], u[1], n, prec);
        break;
    case TAPE_UNARY:
        apply(y, i->function, u[0], sided, n, prec);
        break;
    case TAPE_HERMITE:
        series_hermite(y, (ulong)i->number, i->orthonormal, u[0], n, prec);
        break;
    case TAPE_EXPECTATION:
        arb_poly_zero(y);
        arb_poly_set_coeff_arb(y, 0, i->node->expectation);
        break;
    case TAPE_COPY:
        arb_poly_set_round(y, u[0], prec);
        break;
    }
    arb_poly_truncate(y, n);
}

static void run_tape(arb_ptr c, slong length, tape_t *tape, const arb_poly_t x, int sided, slong prec)
{
    arb_srcptr constant = tape_constants(tape, prec);
    arb_poly_struct *slot = flint_malloc((size_t)tape->slot_count * sizeof(arb_poly_struct)), leaf[3];
    for (slong i = 0; i < tape->slot_count; i++) arb_poly_init(slot + i);
    for (int i = 0; i < 3; i++) arb_poly_init(leaf + i);
    slong target = 0;
    for (slong i = 0; i < tape->length; i++) {
        const instruction_t *step = tape->instruction + i;
        const slong operand[3] = {step->a, step->b, step->c};
        const arb_poly_struct *u[3] = {leaf, leaf + 1, leaf + 2};
        for (int j = 0; j < 3; j++) { /* unused ones name the variable */
            if (operand[j] >= 0) u[j] = slot + operand[j];
            else set_leaf(leaf + j, operand[j], constant, x);
        }
        target = step->target;
        run(slot + target, step, u, sided, length, prec);
    }
    for (slong k = 0; k < length; k++) arb_poly_get_coeff_arb(c + k, slot + target, k);
    for (slong i = 0; i < tape->slot_count; i++) arb_poly_clear(slot + i);
    for (int i = 0; i < 3; i++) arb_poly_clear(leaf + i);
    flint_free(slot);
}

void function_taylor(arb_ptr c, slong length, const wane_function_t f, const arb_t x, slong prec)
{
    _arb_vec_zero(c, length);
    if (f->root == NULL || length <= 0) return;
    SCOPED(arb_poly, variable);
    arb_poly_set_coeff_si(variable, 1, 1);
    arb_poly_set_coeff_arb(variable, 0, x);
    run_tape(c, length, tape_of(f->root), variable, 0, prec);
}

void function_one_sided_series(arb_ptr c, slong length, const wane_function_t f, int side, slong root,
                               slong prec)
{
    _arb_vec_zero(c, length);
    if (f->root == NULL || length <= root) return;
    SCOPED(arb_poly, variable);
    arb_poly_set_coeff_si(variable, root, side);
    run_tape(c, length, tape_of(f->root), variable, 1, prec);
}
