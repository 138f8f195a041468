/* An expression as a flat program: shared subexpressions once, constants apart, temporaries in few slots.

   Operands are numbered: >= 0 a slot, WANE_TAPE_X the variable, below that a constant (WANE_TAPE_CONSTANT).
   The slot an instruction writes is never one that it reads. */
#ifndef FUNCTION_EVALUATE_TAPE_H
#define FUNCTION_EVALUATE_TAPE_H

#include "function/tree/node.h"

#define WANE_TAPE_X (-1)
#define WANE_TAPE_CONSTANT(i) (-2 - (i)) /* its own inverse */

typedef enum {
    WANE_TAPE_ADD,         /* a + b */
    WANE_TAPE_SUB,         /* a - b */
    WANE_TAPE_MUL,         /* a b */
    WANE_TAPE_MULADD,      /* a + b c */
    WANE_TAPE_SCALE,       /* a 2^number */
    WANE_TAPE_POWER,       /* a^number, number >= 2 */
    WANE_TAPE_DIV,         /* a / b */
    WANE_TAPE_UNARY,       /* function(a) */
    WANE_TAPE_HERMITE,     /* He_number(a), h_number(a) */
    WANE_TAPE_EXPECTATION, /* the stored enclosure of node */
    WANE_TAPE_COPY         /* a */
} wane_tape_operation_t;

typedef struct {
    wane_tape_operation_t operation;
    slong target, a, b, c, number;
    wane_unary_t function;
    int orthonormal;
    const wane_node_t *node;
} wane_instruction_t;

typedef struct wane_tape_constants wane_tape_constants_t; /* enclosures at one precision */

typedef struct {
    wane_node_cache_t cache; /* first: the node frees its program through it */
    slong length, slot_count, constant_count;
    wane_instruction_t *instruction;
    const wane_node_t **constant; /* numbers that do not depend on x */
    _Atomic(wane_tape_constants_t *) constants;
} wane_tape_t;

/* The program of node, compiled on first use and kept with the node. */
wane_tape_t *wane_tape_of(const wane_node_t *node);
void wane_tape_free(wane_node_cache_t *tape);
/* Enclosures of tape->constant[] good to prec bits; valid as long as the tape. */
arb_srcptr wane_tape_constants(wane_tape_t *tape, slong prec);

#endif
