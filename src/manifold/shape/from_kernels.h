/* Answers from kernels at one precision. */
#ifndef MANIFOLD_SHAPE_FROM_KERNELS_H
#define MANIFOLD_SHAPE_FROM_KERNELS_H

#include "manifold/shape/manifold.h"

/* The manifold from given kernels, at their precision.  WANE_UNDECIDED (with what to raise) if some sign is
   not determined; manifold then holds a_c, a_eq and small_R only: the lists are not known, and empty. */
wane_status_t manifold_from_kernels(manifold_t manifold, const kernels_t kernels, int side,
                                    const wane_effort_t *effort, wane_message_t message);

#endif
