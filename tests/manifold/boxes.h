/* Boxes of intervals, in thousandths, and members of them. */
#ifndef TESTS_MANIFOLD_BOXES_H
#define TESTS_MANIFOLD_BOXES_H

#include "wane/function.h"
#include "wane/interval.h"

/* The function with the parameters b and c in these ranges. */
void box_function(wane_function_t f, const char *text, const slong b[2], const slong c[2]);
void box_interval(wane_interval_t interval, const slong range[2]);
/* Whether the value of one member may be what is said of all. */
int hull_agrees(const arb_t all, const arb_t one);
/* At most so wide, within [from, to]. */
void random_range(slong range[2], slong from, slong to, slong widest, flint_rand_t state);

#endif
