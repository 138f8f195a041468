/* Starts. */
#ifndef MANIFOLD_SHAPE_START_H
#define MANIFOLD_SHAPE_START_H

#include "base/scoped.h"
#include "manifold/shape/manifold.h"

void start_set(wane_start_t start, const wane_start_t other);
SCOPED_TYPE(wane_start)

#endif
