/* The box in which the interval parameters of a function lie, and sizes of functions over all of it. */
#ifndef HERMITE_COEFFICIENTS_PARAMETER_BOX_H
#define HERMITE_COEFFICIENTS_PARAMETER_BOX_H

#include "base/scoped.h"
#include "wane/function.h"

#define MOST_PARAMETERS 6
#define BOX_MOMENTS 5

typedef struct {
    slong count;
    const char *name[MOST_PARAMETERS]; /* they live as long as the function */
    fmpq_t middle[MOST_PARAMETERS];
    mag_t half_width[MOST_PARAMETERS];
} parameter_box_t;

/* Returns 0 if there are too many; the box is to be cleared all the same. */
int parameter_box_init_set(parameter_box_t *box, const wane_function_t f);
void parameter_box_clear(parameter_box_t *box);

/* h = f with the parameters at the midpoint of the box. */
void parameter_box_middle(wane_function_t h, const wane_function_t f, const parameter_box_t *box);

/* root[j] >= sqrt(E (g^(j))^2) for all values of the parameters, j < BOX_MOMENTS; infinite where nothing is known, and
   from `count` on. */
void parameter_box_sizes(mag_ptr root, const wane_function_t g, slong count);
/* bound >= |c_k(g)|: derivations/16 (14). */
void parameter_box_coefficient(mag_t bound, mag_srcptr root, slong k);

/* Coefficients that the structure of f gives, whatever the parameters: exact zeros by parity, those of an even or odd part
   that is a polynomial, E f = 0. */
void parameter_box_structure(arb_ptr c, slong length, const wane_function_t f, slong prec);

#endif
