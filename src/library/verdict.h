/* What a verdict of the public library holds, for the rest of it. */
#ifndef LIBRARY_VERDICT_H
#define LIBRARY_VERDICT_H

#include "manifold/proof/verdict.h"

/* NULL at given eps. */
const verdict_struct *library_verdict_in_the_limit(const wane_verdict_t verdict);

#endif
