/* A solution followed to its end by the second opinion. */
#ifndef CAMPAIGN_JOURNEY_H
#define CAMPAIGN_JOURNEY_H

#include "path.h"

#define JOURNEY_LEFT                                                                                         \
    2.5L /* |x|, artanh R or log |R|, below which a line that was approached counts as left */

typedef enum {
    JOURNEY_UNKNOWN,  /* it does not become clear: why says what is in the way */
    JOURNEY_RESTS,    /* tends to (R, a), both finite */
    JOURNEY_RUNS_OFF, /* R -> 0, |a| -> infinity */
} journey_end_t;

typedef struct {
    journey_end_t end;
    const char *why;
    long double R, a; /* limits; a infinite where it runs off */
    long double peak; /* signed; the supremum of |R| after R last changed sign */
    int exits;     /* how often |R| = 1 or an invariant R = 0 was left after having been approached closely */
    int from_zero; /* the last of them was from R = 0 */
    long double a_out; /* a at the last exit */
    /* Where it runs off: the last state before rounding hides the motion. */
    long double tail_R, tail_a, tail_t;
} journey_t;

/* From R0, given as it is (log_R0 = 0) or, where R = 0 is invariant, by log |R0| < 0 and the sign of R0. */
void journey_follow(journey_t *journey, const pair_kernel_t *kernel, long double eps, long double a0,
                    long double R0, long double log_R0, long double tolerance);

/* 1 if R = 0 is invariant for R, p_1 = 0. */
int journey_line_is_invariant(const pair_kernel_t *kernel);

#endif
