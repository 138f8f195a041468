/* Functions that are affine in each of their interval parameters, and what encloses others. */
#ifndef FUNCTION_PIECES_AFFINE_H
#define FUNCTION_PIECES_AFFINE_H

#include "wane/function.h"

/* Whether the expectations inside f are numbers, free of its parameters. */
int function_expectations_are_fixed(const wane_function_t f);

/* What function_affine_hull has made of f. */
typedef enum {
    AFFINE_NOT,       /* nothing */
    AFFINE_ITSELF,    /* h = f */
    AFFINE_ENCLOSING, /* h has other parameters, and every member of f among its members */
} affine_t;

/* h is affine in each of its parameters: at the corners of their box stand functions of which every member of f is a
   mean with the same weights for all x.  The intervals in f are named.  derivations/22 (39), (40). */
affine_t function_affine_hull(wane_function_t h, const wane_function_t f);
slong function_corner_count(const wane_function_t h); /* 2^parameters; 0 if h is not affine in them */
/* Every parameter at the lower or upper end that the bits of the index say. */
void function_at_corner(wane_function_t g, const wane_function_t h, slong index);

#endif
