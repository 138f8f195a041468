/* Where an analytic argument changes sign on a stretch of the line. */
#ifndef FUNCTION_PIECES_BREAKPOINTS_H
#define FUNCTION_PIECES_BREAKPOINTS_H

#include "function/pieces/zero.h"

/* The open interval between two points; NULL is infinitely far. */
typedef struct {
    zero_struct *left, *right;
} function_stretch_t;

/* Finds zeros of u on the stretch, increasing, such that u has one strict sign between neighbours (isolated
   zeros without a change of sign aside).  Returns NULL, or why they could not be found, ending in "%.3g" if a
   place (*where) is known. */
const char *breakpoints_find(zeros_t found, double *where, zeros_t pool, const wane_node_t *u,
                             function_stretch_t stretch);
/* Merges zeros in order; 0 if some cannot be told apart or are not in the stretch for certain. */
int breakpoints_insert(zeros_t sorted, zero_struct *zero, function_stretch_t stretch);
/* The sign of u at points of the stretch, -1 or 1; 0 if not found. */
int stretch_sign(const wane_node_t *u, function_stretch_t stretch);
/* 1 if u is proved not to vanish on the closed stretch. */
int stretch_nonzero(const wane_node_t *u, function_stretch_t stretch);
/* 1 if node is proved to be analytic in a neighbourhood of the closed stretch, kinks aside; otherwise *blamed
   is a part that may not be. */
int stretch_analytic(const wane_node_t **blamed, const wane_node_t *node, function_stretch_t stretch);

/* Zeros of u on the stretch, and perhaps others, in no order: those with a change of sign, or all with
   even_too. NULL, or why not as above. */
const char *zeros_of_factor(zeros_t found, double *where, zeros_t pool, const wane_node_t *u,
                            function_stretch_t stretch, int even_too);

/* ---- for one factor of u ---- */

/* 1 if u is a polynomial with rational coefficients, up to a constant factor, of moderate degree; then all
   its zeros of odd multiplicity, or of any, are appended; *vanishes tells whether u = 0. */
int zeros_of_polynomial(zeros_t found, int *vanishes, zeros_t pool, const wane_node_t *u, int even_too);
/* The same for any analytic u, over a hull of the stretch: NULL, or why not as above. */
const char *zeros_by_isolation(zeros_t found, double *where, zeros_t pool, const wane_node_t *u,
                               function_stretch_t stretch, int even_too);

#endif
