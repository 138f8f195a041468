/* R(t) above a(t), over one axis of time in equal ratios. */
#ifndef ANSWER_PICTURE_PANELS_H
#define ANSWER_PICTURE_PANELS_H

#include "answer/picture/picture.h"

typedef enum { PANEL_R, PANEL_A } panel_t;

typedef struct {
    picture_range_t time, value[2]; /* of R and of a */
    int log;  /* values in equal ratios, for what tends to 0 or to infinity: their moduli */
    int sign; /* of both where there are moduli */
} panels_t;

/* Equal ratios on an axis, with powers of ten, or 1, 2, 5 where there are few of them. */
void panels_set_ratios(picture_t *picture, char axis, picture_range_t range, int labelled);

/* The value as it is drawn; what an axis in equal ratios has no place for lies below it. */
double panels_value(const panels_t *panels, double value);
/* Begins the plot of R or of a; the plots are ended by panels_end. */
void panels_begin(const panels_t *panels, picture_t *picture, panel_t which);
void panels_end(picture_t *picture);

/* "R = prefactor (eps t)^exponent" where the answer's `scaling` has a law, from eps t = 1 on; eps: a number. */
void panels_draw_law(const panels_t *panels, picture_t *picture, panel_t which, const json_t *scaling,
                     double eps);
/* A height that is named in the key once. */
void panels_draw_level(const panels_t *panels, picture_t *picture, double value, const char *title);

/* Rows "t least greatest" as a band, and "t middle". */
#define PANELS_BAND "using 1:2:3 with filledcurves linestyle 9"

#endif
