/* Thresholds of families of polynomials, exactly. */
#ifndef MANIFOLD_FAMILY_EXACT_BIFURCATION_EXACT_H
#define MANIFOLD_FAMILY_EXACT_BIFURCATION_EXACT_H

#include "manifold/family/bifurcation_family.h"
#include "manifold/family/bifurcation_list.h"

/* Sets *applies to 0, and does nothing else, if the pair is no pair of polynomials with exact coefficients
   (or one whose elimination would take too long). */
wane_status_t exact_bifurcations(bifurcations_t bifurcations, int *applies, members_t members,
                                 wane_message_t message);

#endif
