/* The way-in/way-out functions of derivations/05: W, and its linear form for p < 2s. */
#ifndef VERIFY_LIMIT_ENTRY_EXIT_H
#define VERIFY_LIMIT_ENTRY_EXIT_H

#include "verify/claim/number.h"

/* W(a) = -a^2/2 - (target - zero) a - target (target - zero) ln|target - a|, or, linear, -a -
   target ln|target - a|. */
typedef struct {
    arb_t target, zero;
    int linear;
} entry_exit_struct;
typedef entry_exit_struct entry_exit_t[1];
void verify_entry_exit_init(entry_exit_t growth);
void verify_entry_exit_clear(entry_exit_t growth);

/* The sign of W(x) - W(y) for the ball x and every y in the
   interval, x and y on one side of target; 0 if not shown. */
int verify_entry_exit_difference_sign(const entry_exit_t growth, const arb_t x, const verify_claim_t y,
                                      slong prec);

#endif
