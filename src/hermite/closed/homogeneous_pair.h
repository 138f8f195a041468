/* Pairs for which N(1) = 0 exactly by homogeneity. */
#ifndef HERMITE_CLOSED_HOMOGENEOUS_PAIR_H
#define HERMITE_CLOSED_HOMOGENEOUS_PAIR_H

#include "wane/function.h"

/* 1 if, by structure, the student is positively homogeneous and the teacher
   agrees with a function of the same degree on all degrees that the student
   has: then P'(1)/P(1) = K'(1)/K(1), derivations/03 (20), (21). */
int hermite_homogeneous_pair(const wane_function_t student, const wane_function_t teacher);

#endif
