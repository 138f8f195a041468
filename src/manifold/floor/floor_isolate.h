/* All equilibria of the symmetric flow, none missed. */
#ifndef MANIFOLD_FLOOR_FLOOR_ISOLATE_H
#define MANIFOLD_FLOOR_FLOOR_ISOLATE_H

#include "manifold/floor/floor_function.h"

#define FLOOR_BRACKETS 64

/* Exactly one zero of F lies in (lo, hi), F' has no zero in it; rising: F' > 0. */
typedef struct {
    arf_t lo, hi;
    int rising;
} floor_bracket_t;

typedef struct {
    slong count;
    floor_bracket_t bracket[FLOOR_BRACKETS];
    int complete; /* no other zero in (0, 1) */
} floor_list_struct;
typedef floor_list_struct floor_list_t[1];
void floor_list_init(floor_list_t list);
void floor_list_clear(floor_list_t list);

/* The zeros of F in (0, 1), from left to right, as far as they can be isolated. */
void floor_isolate(floor_list_t list, const floor_problem_t *problem, slong prec);

/* R contains the zero in the bracket, to about prec bits if the kernels allow. */
void floor_refine(arb_t R, const floor_problem_t *problem, const floor_bracket_t *bracket, slong prec);

#endif
