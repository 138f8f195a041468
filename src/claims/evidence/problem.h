/* The problems that claims are asked about. */
#ifndef CLAIMS_EVIDENCE_PROBLEM_H
#define CLAIMS_EVIDENCE_PROBLEM_H

#include "base/scoped.h"
#include "wane/verdict.h"

SCOPED_TYPE(wane_coefficients)

/* As typed on the command line; R0 is "0" or "0+". */
typedef struct {
    const char *student, *teacher, *a0, *R0;
} claims_problem_t;

/* Both functions, read and checked, and the start. */
typedef struct {
    wane_function_t student, teacher;
    wane_interval_t a0;
    wane_start_t start;
} claims_pair_struct;
typedef claims_pair_struct claims_pair_t[1];
void claims_pair_init(claims_pair_t pair);
void claims_pair_clear(claims_pair_t pair);
SCOPED_TYPE(claims_pair)
/* b: the value of the parameter b, or NULL. */
wane_status_t claims_pair_read(claims_pair_t pair, const claims_problem_t *problem, const char *b,
                               wane_message_t message);

wane_status_t claims_kernels(wane_kernels_t kernels, const claims_pair_t pair, const wane_effort_t *effort,
                             wane_message_t message);
wane_status_t claims_manifold(wane_manifold_t manifold, const claims_pair_t pair, const wane_effort_t *effort,
                              wane_message_t message);
/* The verdict at finite eps from R0 = 0; eps or a0 NULL: every positive value. */
wane_status_t claims_verdict_at_eps(wane_verdict_t result, const claims_pair_t pair, const char *eps,
                                    const char *a0, const wane_effort_t *effort, wane_message_t message);

/* Reads "3/10", "0.3" or "[0.1, 0.2]". */
wane_status_t claims_interval(wane_interval_t interval, const char *text, wane_message_t message);

/* The sign of N = PS' - 2P'S over (0, 1), read off the direction of a on the branch (derivations/03 (5)). */
typedef enum {
    CLAIMS_N_POSITIVE, /* on (0, Z), Z the first zero of P, or 1 */
    CLAIMS_N_NEGATIVE, /* on (0, 1) */
    CLAIMS_N_RISING,   /* negative, then positive */
    CLAIMS_N_MIXED     /* anything else, or not decided */
} claims_N_t;
claims_N_t claims_sign_pattern(const wane_manifold_t manifold);
/* The interior equilibrium if there is exactly one, else NULL. */
const wane_equilibrium_t *claims_only_equilibrium(const wane_manifold_t manifold);

#endif
