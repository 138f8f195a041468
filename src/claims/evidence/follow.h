/* Certified trajectories from R = 0, seen at given times, and how long R takes to fall to half its peak. */
#ifndef CLAIMS_EVIDENCE_FOLLOW_H
#define CLAIMS_EVIDENCE_FOLLOW_H

#include "claims/evidence/problem.h"

/* A trajectory: eps and a0 > 0 as fractions. */
typedef struct {
    const wane_kernels_struct *kernels;
    const char *eps, *a0;
    slong digits;
} claims_trajectory_t;

/* R[i], a[i] at times[i], positive and increasing, i < count. */
wane_status_t claims_follow(arb_ptr R, arb_ptr a, const slong *times, slong count,
                            const claims_trajectory_t *trajectory, wane_message_t message);

/* sup R, and the time from there until R is half of it.  N > 0 is assumed wherever P > 0, so that R rises,
   turns once and falls for ever (derivations/18 (8)). */
wane_status_t claims_halving(arb_t R_peak, arb_t time, const claims_trajectory_t *trajectory,
                             wane_message_t message);

#endif
