/* The law of R -> 0: derivations/04 (12), 15 (24). */
#ifndef VERIFY_LIMIT_SCALING_H
#define VERIFY_LIMIT_SCALING_H

#include "verify/shape/run.h"

/* "scaling" is this law, of the pair turned by a_sign and R_sign, of whose N the profile is and whose student
   begins at degree s; or null where there is no law (holds = 0). */
int verify_check_scaling(run_struct *run, int holds, const pair_struct *pair, const profile_t *N, slong s,
                         int a_sign, int R_sign);

#endif
