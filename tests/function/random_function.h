/* Seeded random functions and points for tests. */
#ifndef TESTS_RANDOM_FUNCTION_H
#define TESTS_RANDOM_FUNCTION_H

#include <stdint.h>

#include "wane/function.h"

typedef struct {
    uint64_t state;
} random_struct;
typedef random_struct random_t[1];

void random_seed(random_t random, uint64_t seed);
uint64_t random_bits(random_t random);
slong random_below(random_t random, slong n); /* 0 … n-1 */
double random_uniform(random_t random, double lower, double upper);

/* How often to repeat: count times the environment's WANE_TEST_MULTIPLIER (1 if unset). */
slong random_repetitions(slong count);

/* What random functions may be made of. */
#define RANDOM_POLYNOMIAL 1 /* polynomials only */
#define RANDOM_KINKS 2      /* abs, relu, … too */
#define RANDOM_INTERVALS 4  /* interval constants too */
#define RANDOM_PARTIAL 8    /* divisions, log, sqrt of what may vanish too */
#define RANDOM_TAME 16      /* bounded derivatives: no exp, sinh, cosh, products of products */

/* A random expression as text (free with free) and as a function; depth up to about 5. */
char *random_text(random_t random, int depth, int kinds);
void random_function(wane_function_t f, random_t random, int depth, int kinds);

/* f = the expression, which must be correct. */
void function_of(wane_function_t f, const char *text);

#endif
