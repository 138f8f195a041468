/* Evaluation beside that on real balls: on complex ones, and on arrays of machine numbers. */
#ifndef FUNCTION_EVALUATE_EVALUATE_H
#define FUNCTION_EVALUATE_EVALUATE_H

#include <flint/acb.h>

#include "wane/function.h"

/* value contains f(w) for every w in the ball z; if value is finite, f is moreover holomorphic on (a
   neighbourhood of) z.  At a singularity, branch cut or kink inside z the value is not finite. */
void wane_function_evaluate_holomorphic(acb_t value, const wane_function_t f, const acb_t z, slong prec);

/* f in machine arithmetic on whole arrays, for simulation: NOT certified. */
typedef struct wane_bulk wane_bulk_struct;
typedef wane_bulk_struct *wane_bulk_t;
wane_bulk_t wane_bulk_new(const wane_function_t f); /* expectations must have been set */
void wane_bulk_free(wane_bulk_t bulk);
/* y[i] = f(x[i]), i < n; y may be x.  Thread-safe; relative error a few units in the last place. */
void wane_bulk_evaluate_float(float *y, const float *x, size_t n, const wane_bulk_struct *bulk);
void wane_bulk_evaluate_double(double *y, const double *x, size_t n, const wane_bulk_struct *bulk);

#endif
