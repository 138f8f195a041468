/* The law at small R. */
#ifndef MANIFOLD_SHAPE_SMALL_R_H
#define MANIFOLD_SHAPE_SMALL_R_H

#include "manifold/shape/manifold.h"

void small_R_init(wane_small_R_t small);
void small_R_clear(wane_small_R_t small);
void small_R_set(wane_small_R_t small, const wane_small_R_t other);

#endif
