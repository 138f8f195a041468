/* The activations that questions are made of, and what the second opinion knows of each: its values in long
   double; or, where it is linear between kinks, intercept + slope x + sum of jump/2 |x - place|. */
#ifndef CAMPAIGN_SHAPE_H
#define CAMPAIGN_SHAPE_H

#include <stddef.h>

#define SHAPE_KINKS 2

typedef enum {
    SHAPE_SMOOTH, /* coefficients decay fast: as student and teacher */
    SHAPE_LINEAR, /* piecewise linear: the same, by kinks */
    SHAPE_ROUGH,  /* smooth but at multiples of 1/4: as teacher of a student without kinks */
} shape_class_t;

typedef struct {
    const char *pattern; /* the text, @ in place of the argument */
    shape_class_t class;
    int unstretched; /* with a larger factor in its argument the coefficients would decay too slowly */
    long double (*value)(long double x); /* not of the piecewise linear ones */
    long double intercept, slope;
    int kink_count;
    long double jump[SHAPE_KINKS], place[SHAPE_KINKS];
} shape_t;

extern const shape_t shapes[];
extern const long shape_count, shape_smooth_count, shape_linear_count; /* in that order, rough ones last */

/* Writes the pattern with the argument; a bare name where the argument is x. */
void shape_print(char *text, size_t size, const shape_t *shape, const char *argument);

#endif
