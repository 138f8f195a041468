/* Pairs of functions for the tests of the manifold module. */
#ifndef TEST_MANIFOLD_PAIRS_H
#define TEST_MANIFOLD_PAIRS_H

#include "manifold/family/from_functions.h"

/* Kernels of the functions as typed, to 30 digits or as many as said; asserts success. */
void pair_kernels(kernels_t kernels, const char *student, const char *teacher);
void pair_kernels_digits(kernels_t kernels, const char *student, const char *teacher, slong digits);

/* A random polynomial a_0 + a_1 h1 + … with small fractions; text must hold 400 characters.  coefficient
   receives the a_k, k <= degree. */
void random_polynomial(char *text, fmpq *coefficient, slong degree, flint_rand_t state);

/* Decides from texts such as "0.5" or "1/3"; R0 may be "0", "0+", "0-" or a number. */
wane_status_t decide(verdict_t verdict, const char *student, const char *teacher, const char *a0,
                     const char *R0, wane_message_t message);
/* The same from numbers, with slow times and separations. */
wane_status_t decide_from_kernels(verdict_t verdict, const kernels_t kernels, const fmpq_t a0,
                                  const fmpq_t R0, wane_message_t message);

/* How many times to repeat a randomised test: count * WANE_TEST_MULTIPLIER. */
slong repetitions(slong count);

#endif
