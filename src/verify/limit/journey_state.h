/* Where a journey through a certificate's itinerary stands, and how it takes the next claimed phase. */
#ifndef VERIFY_LIMIT_JOURNEY_STATE_H
#define VERIFY_LIMIT_JOURNEY_STATE_H

#include "verify/shape/run.h"

typedef enum { NEXT_FIBRE, NEXT_BRANCH, NEXT_ALIGNED, NEXT_UNCORRELATED, NEXT_END } next_t;

/* A claimed phase in the present orientation. */
typedef struct {
    int slow;
    const char *branch, *end;
    verify_claim_t R_from, R_to, a_from, a_to;
} phase_t;

typedef struct {
    run_struct *run;
    const json_t *list;
    size_t used; /* phases consumed */
    next_t next;
    int a_sign, R_sign;
    /* In the present orientation: a >= 0 ([0, 0] is 0+); R < 0 on a fibre that has crossed R = 0. */
    verify_claim_t a, R;
    int direction;
    slong gap;           /* between marks gap and gap + 1 */
    int frozen;          /* exactly on the invariant line R = 0 */
    int joined;          /* came to |R| = 1 along the branch: a = a_c exactly */
    int crossed;         /* the fibre under way has crossed R = 0 */
    verify_claim_t peak; /* the largest |R| since R last changed sign */
    int at_peak;
    int has_exit;
    verify_claim_t a_delayed; /* turned back */
    arb_t a_static;
    int ends_small; /* R -> 0, a -> infinity */
    slong prec;
} journey_struct;
typedef journey_struct journey_t[1];

orientation_struct *verify_journey_orientation(journey_struct *journey);
/* Takes the next claimed phase, which must continue from the present state, and be of that kind. */
int verify_journey_take(phase_t *phase, journey_struct *journey, int slow, const char *branch,
                        const char *end);
void verify_phase_init(phase_t *phase);
void verify_phase_clear(phase_t *phase);
/* The state moves to the end of the phase; motion as |R| falls (-1), stays (0), rises (1) or either (2). */
void verify_journey_move(journey_struct *journey, const phase_t *phase, int motion);
void verify_journey_reflect_a(journey_struct *journey);
void verify_journey_reflect_R(journey_struct *journey);

/* x is proved to lie in the claim. */
int verify_claimed(const journey_struct *journey, const verify_claim_t claim, const arb_t x);
int verify_claim_is_zero(const verify_claim_t claim);

#endif
