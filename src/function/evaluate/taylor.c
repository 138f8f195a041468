/* Running the program of an expression on truncated power series. */
#include "function/evaluate/taylor.h"

#include <flint/arb_poly.h>

#include "function/elementary/ball.h"
#include "function/evaluate/tape.h"

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
        wane_elementary_series(y, i->function, u[0], n, prec);
        break;
    case WANE_TAPE_HERMITE:
        wane_series_hermite(y, (ulong)i->number, i->orthonormal, u[0], n, prec);
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
