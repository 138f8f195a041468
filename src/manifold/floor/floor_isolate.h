/* All equilibria of the symmetric flow, none missed: derivations/20 (9). */
#ifndef MANIFOLD_FLOOR_FLOOR_ISOLATE_H
#define MANIFOLD_FLOOR_FLOOR_ISOLATE_H

#include "base/zero_isolation.h"
#include "manifold/floor/floor_function.h"

/* Appends brackets of the zeros of F in (0, 1), from left to right, as far as they can be isolated, none of
   which contains a zero of F'.  Returns 1 if these are all. */
int floor_isolate(bracket_list_t list, const floor_problem_t *problem, slong prec);

/* R contains the zero in the bracket, to about prec bits if the kernels allow. */
void floor_refine(arb_t R, const floor_problem_t *problem, const bracket_t *bracket, slong prec);

#endif
