/* Boxes that make up another: lower and upper ends, 2 dimension each. */
#ifndef VERIFY_COVER_H
#define VERIFY_COVER_H

#include <flint/fmpq.h>

int cover_contains(const fmpq *outer, const fmpq *inner, slong dimension);
/* Whether the boxes of the list make up all of the box.  cuts: how much is tried; 0 claims nothing. */
int cover_is_whole(fmpq *const *list, slong count, const fmpq *box, slong dimension, slong cuts);

#endif
