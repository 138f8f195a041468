/* Weight decay as constants added to student and teacher: derivations/23. */
#ifndef HERMITE_COEFFICIENTS_SHIFTED_PAIR_H
#define HERMITE_COEFFICIENTS_SHIFTED_PAIR_H

#include "wane/hermite.h"

/* The name of the unknown that stands in both functions where decay is an interval. */
#define SHIFTED_PAIR_UNKNOWN "decay"

/* more contains what the loss with the ridge of student and teacher exceeds that of the shifted pair by, anywhere in
   the plane: derivations/23 (5). */
wane_status_t shifted_pair_loss(arb_t more, const wane_function_t student, const wane_function_t teacher,
                                const wane_interval_t decay, slong prec, wane_message_t message);

#endif
