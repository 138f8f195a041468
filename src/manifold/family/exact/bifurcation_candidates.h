/* The finitely many values of the parameter at which the picture of a family of polynomials can change. */
#ifndef MANIFOLD_FAMILY_EXACT_BIFURCATION_CANDIDATES_H
#define MANIFOLD_FAMILY_EXACT_BIFURCATION_CANDIDATES_H

#include "manifold/family/exact/bifurcation_shapes.h"

/* An irreducible factor, over Z, of some shapes; it contains R. */
typedef struct {
    fmpz_mpoly_t g;
    int shapes; /* sum of 1 << f over the shapes f it divides */
} curve_t;

/* What a candidate may be. */
typedef struct {
    wane_event_t event;
    int inside; /* it happens only if the curves meet (second < 0:
                   the first has a double zero) inside (0, 1) */
    slong first, second;
} suspicion_t;

typedef struct {
    fmpz_poly_t polynomial; /* irreducible over Z, leading coefficient positive; its real roots are meant */
    slong count;
    suspicion_t *suspicion;
} candidate_t;

typedef struct {
    polynomial_shapes_struct *shapes;
    slong curve_count;
    curve_t *curve;
    slong count;
    candidate_t *candidate;
} candidates_struct;
typedef candidates_struct candidates_t[1];

/* derivations/14 (4): outside the roots of all candidates the picture is locally constant.  The shapes must
   outlive the candidates.  Returns 0 if FLINT's elimination gave up; to be cleared in both cases. */
int candidates_init_set(candidates_t candidates, polynomial_shapes_t shapes);
void candidates_clear(candidates_t candidates);

#endif
