/* The itinerary of a certificate, derived phase by phase from what has been checked and compared with what is
   claimed: derivations/15 (17)-(24). */
#ifndef VERIFY_LIMIT_JOURNEY_H
#define VERIFY_LIMIT_JOURNEY_H

#include "verify/limit/journey_state.h"

/* The sign of H_a = 2P' - aS' just inside a mark; 0 if not shown. */
int verify_journey_sign_at_mark(journey_struct *journey, const orientation_struct *o, slong mark);

int verify_journey_start(journey_struct *journey);
int verify_journey_fibre(journey_struct *journey);
/* The landing claimed by phase lies in the gap and H_a changes sign over it. */
int verify_journey_lands(journey_struct *journey, const orientation_struct *o, slong gap,
                         const phase_t *phase);
/* The phase of a fibre that meets the mark, or may; the first phase alone. */
int verify_journey_tie(journey_struct *journey, const orientation_struct *o, slong mark);
int verify_journey_branch(journey_struct *journey);
int verify_journey_aligned(journey_struct *journey);
int verify_journey_uncorrelated(journey_struct *journey);
int verify_journey_outcome(journey_struct *journey);

int verify_check_itinerary(run_struct *run);

#endif
