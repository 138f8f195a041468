/* Starts. */
#ifndef MANIFOLD_SHAPE_START_H
#define MANIFOLD_SHAPE_START_H

#include "base/scoped.h"
#include "manifold/shape/manifold.h"

/* Whether R(0) is 0+ or 0-. */
int start_is_beside_zero(const wane_start_t start);
void start_set(wane_start_t start, const wane_start_t other);
SCOPED_TYPE(wane_start)

#endif
