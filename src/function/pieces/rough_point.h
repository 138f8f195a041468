/* Points where the derivative of a function fails to be square-integrable. */
#ifndef FUNCTION_PIECES_ROUGH_POINT_H
#define FUNCTION_PIECES_ROUGH_POINT_H

#include "wane/function.h"

/* 1 if beside a rational point, *place, f is proved to move away from its one-sided limit there at least as fast as
   the root of the distance: then f' is not square-integrable, derivations/06 (21). */
int function_moves_like_root(fmpq_t place, const wane_function_t f);

#endif
