/* Evaluation beside that on real balls: on complex ones, and on arrays of machine numbers. */
#ifndef FUNCTION_EVALUATE_EVALUATE_H
#define FUNCTION_EVALUATE_EVALUATE_H

#include <flint/acb.h>

#include "wane/function.h"

/* value contains f(w) for every w in the ball z; if value is finite, f is moreover holomorphic on (a
   neighbourhood of) z.  At a singularity, branch cut or kink inside z the value is not finite. */
void function_evaluate_holomorphic(acb_t value, const wane_function_t f, const acb_t z, slong prec);

/* f in machine arithmetic on whole arrays, for simulation: NOT certified. */
typedef struct bulk bulk_struct;
typedef bulk_struct *bulk_t;
bulk_t bulk_new(const wane_function_t f); /* expectations must have been set */
void bulk_free(bulk_t bulk);
/* y[i] = f(x[i]), i < n; y may be x.  Thread-safe; relative error a few units in the last place. */
void bulk_evaluate_float(float *y, const float *x, size_t n, const bulk_struct *bulk);
void bulk_evaluate_double(double *y, const double *x, size_t n, const bulk_struct *bulk);

/* f and g on the same arguments; where f is computed on the way to g (tanh and its derivative), at the cost of g
   alone.  The evaluators must outlive the pair; both are NULL in a pair that is none. */
typedef struct {
    const bulk_struct *f, *g;
    slong at; /* the instruction of g that computes f; -1: none */
} bulk_pair_t;
bulk_pair_t bulk_pair(const bulk_struct *f, const bulk_struct *g);
/* y[i] = f(x[i]), z[i] = g(x[i]), i < n, as bulk_evaluate to the last bit. */
void bulk_evaluate_pair_float(float *y, float *z, const float *x, size_t n, const bulk_pair_t *pair);
void bulk_evaluate_pair_double(double *y, double *z, const double *x, size_t n, const bulk_pair_t *pair);

#endif
