/* Families of pairs with a parameter b for the tests of bifurcations. */
#ifndef TEST_MANIFOLD_FAMILIES_H
#define TEST_MANIFOLD_FAMILIES_H

#include "manifold/family/bifurcations.h"

/* Asks about the pair over [lo, hi] (rationals as text), or
   the whole line for lo = NULL; a0 = NULL: no verdict. */
wane_status_t search_family(bifurcations_t bifurcations, const char *student, const char *teacher,
                            const char *lo, const char *hi, int side, const char *a0, wane_message_t message);

/* A random polynomial a_0 + a_1 h1 + … whose a_k are affine
   in b; value and slope receive their coefficients. */
void random_family(char *text, fmpq *value, fmpq *slope, slong degree, flint_rand_t state);

/* The thresholds of one event. */
slong count_events(const bifurcations_t bifurcations, wane_event_t event);
/* Those at which b contains the rational given as text. */
slong count_events_at(const bifurcations_t bifurcations, wane_event_t event, const char *b);

#endif
