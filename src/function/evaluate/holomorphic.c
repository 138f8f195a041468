/* Running the program of an expression on complex balls. */
#include "function/evaluate/evaluate.h"
#include "base/scoped.h"
#include "function/elementary/ball.h"
#include "function/evaluate/tape.h"

/* An operand: constants are real. */
typedef struct {
    acb_srcptr complex; /* NULL for a constant */
    arb_srcptr real;
} operand_t;

static operand_t locate(slong operand, acb_srcptr slot, arb_srcptr constant, const acb_t z)
{
    if (operand >= 0) return (operand_t){slot + operand, NULL};
    if (operand == TAPE_X) return (operand_t){z, NULL};
    return (operand_t){NULL, constant + TAPE_CONSTANT(operand)};
}

/* a op b where at most one is a constant kept real; two constants do not meet, they were folded. */
static void set(acb_t value, operand_t a)
{
    if (a.complex != NULL) acb_set(value, a.complex);
    else acb_set_arb(value, a.real);
}

static void add(acb_t value, operand_t a, operand_t b, slong prec)
{
    if (a.complex == NULL) {
        operand_t t = a;
        a = b;
        b = t;
    }
    if (a.complex == NULL) {
        arb_add(acb_realref(value), a.real, b.real, prec);
        arb_zero(acb_imagref(value));
    } else if (b.complex == NULL) {
        acb_add_arb(value, a.complex, b.real, prec);
    } else {
        acb_add(value, a.complex, b.complex, prec);
    }
}

static void subtract(acb_t value, operand_t a, operand_t b, slong prec)
{
    if (a.complex != NULL && b.complex != NULL) {
        acb_sub(value, a.complex, b.complex, prec);
    } else if (a.complex != NULL) {
        acb_sub_arb(value, a.complex, b.real, prec);
    } else if (b.complex != NULL) {
        acb_sub_arb(value, b.complex, a.real, prec);
        acb_neg(value, value);
    } else {
        arb_sub(acb_realref(value), a.real, b.real, prec);
        arb_zero(acb_imagref(value));
    }
}

static void multiply(acb_t value, operand_t a, operand_t b, slong prec)
{
    if (a.complex == NULL) {
        operand_t t = a;
        a = b;
        b = t;
    }
    if (a.complex == NULL) {
        arb_mul(acb_realref(value), a.real, b.real, prec);
        arb_zero(acb_imagref(value));
    } else if (b.complex == NULL) {
        acb_mul_arb(value, a.complex, b.real, prec);
    } else {
        acb_mul(value, a.complex, b.complex, prec);
    }
}

static void multiply_add(acb_t value, operand_t a, operand_t b, operand_t c, slong prec)
{
    set(value, a);
    if (b.complex != NULL && c.complex != NULL) acb_addmul(value, b.complex, c.complex, prec);
    else if (b.complex != NULL) acb_addmul_arb(value, b.complex, c.real, prec);
    else if (c.complex != NULL) acb_addmul_arb(value, c.complex, b.real, prec);
    else arb_addmul(acb_realref(value), b.real, c.real, prec);
}

static void divide(acb_t value, operand_t a, operand_t b, slong prec)
{
    if (b.complex != NULL ? acb_contains_zero(b.complex) : arb_contains_zero(b.real)) {
        acb_indeterminate(value);
    } else if (b.complex == NULL) {
        set(value, a);
        acb_div_arb(value, value, b.real, prec);
    } else if (a.complex == NULL && arb_is_one(a.real)) {
        acb_inv(value, b.complex, prec);
    } else {
        set(value, a);
        acb_div(value, value, b.complex, prec);
    }
}

/* f(a), f given by the instruction. */
static void apply(acb_t value, const instruction_t *i, operand_t a, slong prec)
{
    acb_srcptr z = a.complex;

    SCOPED(acb, embedded);
    if (z == NULL) {
        acb_set_arb(embedded, a.real);
        z = embedded;
    }
    if (i->operation == TAPE_POWER) box_power(value, z, i->number, prec);
    else if (i->operation == TAPE_UNARY) elementary_box(value, i->function, z, prec);
    else box_hermite(value, i->number, i->orthonormal, z, prec);
}

static void run(acb_t value, const instruction_t *i, operand_t a, operand_t b, operand_t c, slong prec)
{
    switch (i->operation) {
    case TAPE_ADD:
        add(value, a, b, prec);
        break;
    case TAPE_SUB:
        subtract(value, a, b, prec);
        break;
    case TAPE_MUL:
        multiply(value, a, b, prec);
        break;
    case TAPE_MULADD:
        multiply_add(value, a, b, c, prec);
        break;
    case TAPE_SCALE:
        set(value, a);
        acb_mul_2exp_si(value, value, i->number);
        break;
    case TAPE_DIV:
        divide(value, a, b, prec);
        break;
    case TAPE_EXPECTATION:
        arb_set_round(acb_realref(value), i->node->expectation, prec);
        arb_zero(acb_imagref(value));
        break;
    case TAPE_COPY:
        set(value, a);
        acb_set_round(value, value, prec);
        break;
    default:
        apply(value, i, a, prec);
    }
}

#define STACK_SLOTS 16

void function_evaluate_holomorphic(acb_t value, const wane_function_t f, const acb_t z, slong prec)
{
    acb_struct stack[STACK_SLOTS], *slot = stack;
    tape_t *tape;
    arb_srcptr constant;
    slong target = 0, i;
    int known;

    if (f->root == NULL) {
        acb_zero(value);
        return;
    }
    tape = tape_of(f->root);
    constant = tape_constants(tape, prec);
    known = _arb_vec_is_finite(constant, tape->constant_count);
    if (tape->slot_count > STACK_SLOTS) slot = flint_malloc(tape->slot_count * sizeof(acb_struct));
    for (i = 0; i < tape->slot_count; i++) acb_init(slot + i);
    /* Where a step is not holomorphic the whole is not known to be. */
    for (i = 0; i < tape->length && known; i++) {
        const instruction_t *step = tape->instruction + i;

        target = step->target;
        run(slot + target, step, locate(step->a, slot, constant, z), locate(step->b, slot, constant, z),
            locate(step->c, slot, constant, z), prec);
        if (!acb_is_finite(slot + target)) break;
    }
    if (i == tape->length && (acb_is_finite(z) || f->root->is_constant)) acb_swap(value, slot + target);
    else acb_indeterminate(value);
    for (i = 0; i < tape->slot_count; i++) acb_clear(slot + i);
    if (slot != stack) flint_free(slot);
}
