/* Tables of certified Hermite coefficients: what lies behind wane_coefficients_t (wane/hermite.h). */
#ifndef HERMITE_COEFFICIENTS_TABLE_H
#define HERMITE_COEFFICIENTS_TABLE_H

#include "hermite/coefficients/coefficients.h"

/* A table of coefficients with what is known about its function. */
typedef struct wane_coefficients_data {
    slong length; /* coefficients c[0], …, c[length-1] */
    arb_ptr c;
    wane_parity_t parity;
    slong information_exponent; /* least k >= 1 with c_k != 0 proved and all before exactly 0; -1 not
                                          determined, WANE_NONE if f is proved constant */
    int is_polynomial;          /* then all coefficients are known exactly */
    struct surd_poly *polynomial;
    arb_t norm2;  /* E f^2 */
    arb_t dnorm2; /* sum k c_k^2 = E f'^2; +infinity where f is proved to jump, indeterminate if not known */
} coefficients_struct;
typedef coefficients_struct coefficients_t[1];
void coefficients_init(coefficients_t table);
void coefficients_clear(coefficients_t table);
/* WANE_UNDECIDED if effort->digits correct digits of every non-zero entry are out of reach at
   effort->max_prec, or some entry could not be enclosed at all; the table then still holds valid enclosures,
   indeterminate balls where nothing is known. */
wane_status_t coefficients_compute(coefficients_t table, const wane_function_t f, slong length,
                                   const wane_effort_t *effort, wane_message_t message);

#endif
