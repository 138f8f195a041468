/* The discrete part of the critical manifold. */
#ifndef MANIFOLD_SHAPE_PORTRAIT_H
#define MANIFOLD_SHAPE_PORTRAIT_H

#include "wane/bifurcations.h"

void wane_portrait_init(wane_portrait_t picture);
void wane_portrait_clear(wane_portrait_t picture);
void wane_portrait_set(wane_portrait_t picture, const wane_portrait_t other);
int wane_portrait_equal(const wane_portrait_t x, const wane_portrait_t y);
/* WANE_UNDECIDED if the manifold's enclosures do not put its points in order or leave a sign open.  Where the
   kernels stand for a whole interval of the parameter, the picture is that of every value in it. */
wane_status_t wane_portrait_from_kernels(wane_portrait_t picture, const wane_kernels_t kernels, int side,
                                         const wane_effort_t *effort, wane_message_t message);

#endif
