/* P, S and the potential Phi = P^2/S in high precision on a fine grid, not certified: sums of Hermite
   coefficients of their own, for relu the arc-cosine kernel. */
#ifndef TEST_MANIFOLD_POTENTIAL_GRID_H
#define TEST_MANIFOLD_POTENTIAL_GRID_H

#include "manifold/family/from_functions.h"

#define GRID_CELLS 1024
#define GRID_PREC 160
#define GRID_DEGREE 8

/* At R = i/GRID_CELLS, 0 <= i <= GRID_CELLS: S and S' (even and odd in R). */
typedef struct {
    arb_ptr S, S1;
    arb_ptr c; /* the student's first coefficients, GRID_DEGREE + 1 of them */
} student_grid_t;
void student_grid_init(student_grid_t *grid, const char *student);
void student_grid_clear(student_grid_t *grid);

/* The teacher sum_k t_k h_k, k <= GRID_DEGREE: P and P' at R = i/GRID_CELLS, |i| <= GRID_CELLS. */
typedef struct {
    const student_grid_t *student;
    arb_ptr P, P1, potential; /* entry i + GRID_CELLS */
} pair_grid_t;
void pair_grid_init(pair_grid_t *grid, const student_grid_t *student, const fmpq *t, slong length);
void pair_grid_clear(pair_grid_t *grid);

/* In doubles: P, P', S, S' at grid point i. */
typedef struct {
    double P, P1, S, S1;
} grid_values_t;
grid_values_t grid_values(const pair_grid_t *grid, slong i);

/* Every statement of the verdict that the grid can see; NULL if all are confirmed, else what is not. */
const char *contradiction(const verdict_t verdict, const pair_grid_t *grid);

#endif
