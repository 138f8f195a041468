/* Thresholds of any family over a bounded range, by cutting it into cells. */
#ifndef MANIFOLD_FAMILY_CELLS_BIFURCATION_CELLS_H
#define MANIFOLD_FAMILY_CELLS_BIFURCATION_CELLS_H

#include "manifold/family/bifurcation_family.h"
#include "manifold/family/bifurcation_list.h"

/* derivations/14 (9): cells on which the picture is proved become ranges; narrow open cells between different
   pictures become thresholds; the other open cells are unresolved. */
wane_status_t cell_bifurcations(bifurcations_t bifurcations, members_t members, wane_message_t message);

/* Renames thresholds found by cutting whose event inside (0,
   1) explains the change of picture but is not proved. */
wane_status_t confirm_thresholds(bifurcations_t bifurcations, members_t members, wane_message_t message);

/* Narrows the enclosures of thresholds found by cutting, where the event is one equation that can be solved:
   derivations/14 (10), (11). */
wane_status_t sharpen_thresholds(bifurcations_t bifurcations, members_t members, wane_message_t message);

/* The verdicts from the family's start: at the sample of every range, and on cells of a bounded range for
   every value; where it changes while the picture stays, a threshold. */
wane_status_t verdict_bifurcations(bifurcations_t bifurcations, members_t members, wane_message_t message);

#endif
