/* Filling kernels, for the files that do. */
#ifndef HERMITE_KERNEL_KERNELS_PRIVATE_H
#define HERMITE_KERNEL_KERNELS_PRIVATE_H

#include "hermite/kernel/kernels.h"

/* Room for that many coefficients, all 0. */
void hermite_kernels_set_length(kernels_t kernels, slong length);
/* p and s from the coefficients of student and teacher. */
void hermite_kernels_set_products(kernels_t kernels, slong prec);
/* What the pair's structure gives: whether the teacher is the student, or its mirror image, up to a ratio, and
   whether N(1) = 0. */
void hermite_kernels_set_structure(kernels_t kernels, const wane_function_t student,
                                   const wane_function_t teacher);
/* Of an uncorrelated pair: P becomes the constant p_0. */
void hermite_kernels_set_uncorrelated(kernels_t kernels);
/* Once p and s are what they are to be. */
void hermite_kernels_set_series(kernels_t kernels);

/* Whether both functions are admitted; unless WANE_OK the kernels claim nothing. */
wane_status_t hermite_kernels_admit(kernels_t kernels, const wane_function_t student,
                                    const wane_function_t teacher, wane_message_t message);
/* kernels_compute for functions that are admitted, by their integrals. */
wane_status_t hermite_kernels_of_pair(kernels_t kernels, const wane_function_t student,
                                      const wane_function_t teacher, const wane_effort_t *effort,
                                      wane_message_t message);
/* Becomes the kernels for all values of the interval parameters, by mean value forms (derivations/16 (12) to (15)).
   Returns 0, the kernels as they were, if the pair is not of that kind. */
int hermite_kernels_of_family(kernels_t kernels, const wane_function_t student, const wane_function_t teacher,
                              const wane_effort_t *effort);

#endif
