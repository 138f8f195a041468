/* The verdicts of sub-boxes brought together. */
#ifndef MANIFOLD_FAMILY_FAMILY_MERGE_H
#define MANIFOLD_FAMILY_FAMILY_MERGE_H

#include "wane/manifold.h"

/* Whether two proved verdicts went through the same phases. */
int family_same_itinerary(const wane_verdict_t x, const wane_verdict_t y);
/* Widens all so that it holds for the members of part too; keeps the phases only if `same`. */
void family_merge(wane_verdict_t all, const wane_verdict_t part, int same);
/* "fast to the interior branch, slow on it until equilibrium, …"; free with flint_free. */
char *family_itinerary_text(const wane_verdict_t verdict);
void family_drop_phases(wane_verdict_t verdict);
void family_drop_reasons(wane_verdict_t verdict);

#endif
