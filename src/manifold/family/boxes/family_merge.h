/* The verdicts of sub-boxes brought together. */
#ifndef MANIFOLD_FAMILY_BOXES_FAMILY_MERGE_H
#define MANIFOLD_FAMILY_BOXES_FAMILY_MERGE_H

#include "manifold/flow/finite_eps.h"
#include "manifold/limit/verdict.h"

/* Whether two proved verdicts went through the same phases. */
int family_same_itinerary(const verdict_t x, const verdict_t y);
/* Widens all so that it holds for the members of part too, at given eps; the proof goes, signs that differ are 0. */
void family_merge_flow(finite_eps_t all, const finite_eps_t part);
/* Widens all so that it holds for the members of part too; keeps the phases only if `same`. */
void family_merge(verdict_t all, const verdict_t part, int same);
/* "fast to the interior branch, slow on it until equilibrium, …"; free with flint_free. */
char *family_itinerary_text(const verdict_t verdict);
void family_drop_reasons(verdict_t verdict);

#endif
