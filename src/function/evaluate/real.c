/* Running the program of an expression on real balls. */
#include "function/elementary/ball.h"
#include "function/evaluate/tape.h"

/* x^n/y and the like are undefined where the denominator may vanish. */
static void divide(arb_t value, const arb_t a, const arb_t b, slong prec)
{
    if (arb_contains_zero(b)) arb_indeterminate(value);
    else arb_div(value, a, b, prec);
}

static void run(arb_t value, const instruction_t *i, arb_srcptr a, arb_srcptr b, arb_srcptr c, slong prec)
{
    switch (i->operation) {
    case TAPE_ADD:
        arb_add(value, a, b, prec);
        break;
    case TAPE_SUB:
        arb_sub(value, a, b, prec);
        break;
    case TAPE_MUL:
        arb_mul(value, a, b, prec);
        break;
    case TAPE_MULADD:
        arb_set(value, a);
        arb_addmul(value, b, c, prec);
        break;
    case TAPE_SCALE:
        arb_mul_2exp_si(value, a, i->number);
        break;
    case TAPE_POWER:
        ball_power(value, a, i->number, prec);
        break;
    case TAPE_DIV:
        divide(value, a, b, prec);
        break;
    case TAPE_UNARY:
        elementary_ball(value, i->function, a, prec);
        break;
    case TAPE_HERMITE:
        ball_hermite(value, i->number, i->orthonormal, a, prec);
        break;
    case TAPE_EXPECTATION:
        arb_set_round(value, i->node->expectation, prec);
        break;
    case TAPE_COPY:
        arb_set_round(value, a, prec);
        break;
    }
}

static arb_srcptr locate(slong operand, arb_srcptr slot, arb_srcptr constant, const arb_t x)
{
    if (operand >= 0) return slot + operand;
    return operand == TAPE_X ? x : constant + TAPE_CONSTANT(operand);
}

#define STACK_SLOTS 16

void wane_function_evaluate_real(arb_t value, const wane_function_t f, const arb_t x, slong prec)
{
    arb_struct stack[STACK_SLOTS], *slot = stack;
    tape_t *tape;
    arb_srcptr constant;
    slong target = 0, i;
    int known;

    if (f->root == NULL) {
        arb_zero(value);
        return;
    }
    tape = tape_of(f->root);
    constant = tape_constants(tape, prec);
    known = _arb_vec_is_finite(constant, tape->constant_count);
    if (tape->slot_count > STACK_SLOTS) slot = flint_malloc(tape->slot_count * sizeof(arb_struct));
    for (i = 0; i < tape->slot_count; i++) arb_init(slot + i);
    /* Anything not finite on the way makes the whole indeterminate: tanh(1/0) is not in [-1, 1]. */
    for (i = 0; i < tape->length && known; i++) {
        const instruction_t *step = tape->instruction + i;

        target = step->target;
        run(slot + target, step, locate(step->a, slot, constant, x), locate(step->b, slot, constant, x),
            locate(step->c, slot, constant, x), prec);
        if (!arb_is_finite(slot + target)) break;
    }
    if (i == tape->length && (arb_is_finite(x) || f->root->is_constant)) arb_swap(value, slot + target);
    else arb_indeterminate(value);
    for (i = 0; i < tape->slot_count; i++) arb_clear(slot + i);
    if (slot != stack) flint_free(slot);
}
