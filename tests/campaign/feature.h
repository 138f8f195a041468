/* A student or a teacher as the second opinion sees it: a polynomial in the orthonormal Hermite basis and a
   multiple of one activation, of x or mirrored or stretched. */
#ifndef CAMPAIGN_FEATURE_H
#define CAMPAIGN_FEATURE_H

#include "fraction.h"
#include "shape.h"

#define FEATURE_DEGREE 7
#define FEATURE_TERMS 257 /* Hermite coefficients that are computed */

typedef struct {
    fraction_t polynomial[FEATURE_DEGREE + 1];
    const shape_t *shape; /* or NULL */
    fraction_t factor;    /* of the activation, not 0 */
    fraction_t stretch;   /* its argument is this times x; 1 or -1 where it has kinks or is rough */
    int centered;         /* the mean is taken away */
    int parameter;        /* the coefficient of this degree is the parameter b; -1: none */
} feature_t;

void feature_init(feature_t *f);
/* The text, with b where there is a parameter. */
void feature_print(char *text, size_t size, const feature_t *f);

/* The coefficients c[k] = E f(Z) h_k(Z) of all of it, and kink[k] of the part that has kinks alone, the sum
   of jump/2 |x - place|; c counts it too.  What is below rounding is 0. */
typedef struct {
    long double c[FEATURE_TERMS], kink[FEATURE_TERMS];
    int kink_count;
    long double jump[SHAPE_KINKS], place[SHAPE_KINKS];
} spectrum_t;
void feature_spectrum(spectrum_t *s, const feature_t *f);

#endif
