/* The inside of a bulk evaluator: the program of an expression over blocks of machine numbers.

   A whole number of VECTORS of elements is always computed, so that an element goes through the same
   instructions wherever it stands in the array: results do not depend on how an array is cut. */
#ifndef FUNCTION_EVALUATE_BULK_H
#define FUNCTION_EVALUATE_BULK_H

#include "function/evaluate/evaluate.h"
#include "function/evaluate/tape.h"

#define BULK_BLOCK 512
#define BULK_VECTOR 32 /* a multiple of the elements of any vector register */

struct bulk {
    slong length, slot_count, constant_count;
    instruction_t *instruction; /* no expectations: they have become constants */
    /* Each constant repeated over one block. */
    float *constant_float;
    double *constant_double;
};

/* n a multiple of BULK_VECTOR, at most a block; slots
   aligned to 64 bytes; returns the place of the result.  What instruction `at` computes is kept beyond the slots, after
   the block of x, if at >= 0. */
const float *bulk_run_float(float *slots, const float *x, size_t n, const bulk_struct *bulk, slong at);
const double *bulk_run_double(double *slots, const double *x, size_t n, const bulk_struct *bulk, slong at);

#endif
