/* An expression as a flat program: shared subexpressions once, constants apart, temporaries in few slots.

   Operands are numbered: >= 0 a slot, TAPE_X the variable, below that a constant (TAPE_CONSTANT).
   The slot an instruction writes is never one that it reads. */
#ifndef FUNCTION_EVALUATE_TAPE_H
#define FUNCTION_EVALUATE_TAPE_H

#include "function/node/node.h"

#define TAPE_X (-1)
#define TAPE_CONSTANT(i) (-2 - (i)) /* its own inverse */

typedef enum {
    TAPE_ADD,         /* a + b */
    TAPE_SUB,         /* a - b */
    TAPE_MUL,         /* a b */
    TAPE_MULADD,      /* a + b c */
    TAPE_SCALE,       /* a 2^number */
    TAPE_POWER,       /* a^number, number >= 2 */
    TAPE_DIV,         /* a / b */
    TAPE_UNARY,       /* function(a) */
    TAPE_HERMITE,     /* He_number(a), h_number(a) */
    TAPE_EXPECTATION, /* the stored enclosure of node */
    TAPE_COPY         /* a */
} tape_operation_t;

typedef struct {
    tape_operation_t operation;
    slong target, a, b, c, number;
    unary_t function;
    int orthonormal;
    const wane_node_t *node;
} instruction_t;

typedef struct tape_constants tape_constants_t; /* enclosures at one precision */

typedef struct {
    node_cache_t cache; /* first: the node frees its program through it */
    slong length, slot_count, constant_count;
    instruction_t *instruction;
    const wane_node_t **constant; /* numbers that do not depend on x */
    _Atomic(tape_constants_t *) constants;
} tape_t;

/* The program of node, compiled on first use and kept with the node. */
tape_t *tape_of(const wane_node_t *node);
void tape_free(node_cache_t *tape);
/* Enclosures of tape->constant[] good to prec bits; valid as long as the tape. */
arb_srcptr tape_constants(tape_t *tape, slong prec);

#endif
