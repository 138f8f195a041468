/* What the curves of a family of polynomials do exactly at a root of a candidate. */
#ifndef MANIFOLD_FAMILY_EXACT_BIFURCATION_FIBRE_H
#define MANIFOLD_FAMILY_EXACT_BIFURCATION_FIBRE_H

#include <flint/arb.h>

#include "manifold/family/exact/bifurcation_candidates.h"

/* A real root of an irreducible polynomial, isolated. */
typedef struct {
    slong candidate; /* index */
    slong root;      /* index among the real roots of its polynomial, increasing */
    arb_t b;
} candidate_root_t;

/* The real roots of all candidates, increasing and with
   disjoint enclosures; free with candidate_roots_free. */
candidate_root_t *candidate_roots(slong *count, const candidates_t candidates);
void candidate_roots_free(candidate_root_t *roots, slong count);
/* The same root to prec bits. */
void candidate_root_refine(arb_t b, const candidates_t candidates, const candidate_root_t *root, slong prec);

/* Whether what is suspected inside (0, 1) happens at the root: the curves share a zero there (or the one has
   a double zero).  1 yes, 0 no, -1 not decided within bounded effort.  derivations/14 (6). */
int suspicion_is_true(const candidates_t candidates, const candidate_root_t *root,
                      const suspicion_t *suspicion);

#endif
