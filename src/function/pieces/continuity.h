/* How smooth a function is seen to be from its pieces. */
#ifndef FUNCTION_PIECES_CONTINUITY_H
#define FUNCTION_PIECES_CONTINUITY_H

#include "wane/function.h"

/* function_smoothness, or more where f is continuous and derivatives of the pieces on both sides of every breakpoint
   are equal, exactly: 1 for x/(1 + |x|) and x|x|.  Never more than the truth.  derivations/12 (17). */
slong function_continuity(const wane_function_t f);

#endif
