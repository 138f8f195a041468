/* One pair and all eps: the bounds of one rise, at one eps, hold for all eps beyond it, on one side each:
   derivations/18 (32), (33). */
#ifndef MANIFOLD_FAMILY_MAP_FLOW_BESIDE_H
#define MANIFOLD_FAMILY_MAP_FLOW_BESIDE_H

#include "hermite/oriented/jet_cache.h"
#include "manifold/flow/flow_problem.h"

typedef struct {
    quantifier_t eps; /* all */
    finite_eps_t result;
    flow_problem_t problem;
    wane_message_t message;
    int is_decided; /* result->outcome is that of every eps > 0 */
    int has_sides;  /* else the limit is one sink for every eps, and bounds of sup R decide */
    slong sink;
    arf_t passed, turned; /* sup R beyond the one: partial unlearning; not beyond the other: learning */
    arf_t height;         /* not below B at the sink */
    int is_highest_first; /* B is above that from the start on */
    jet_cache_t jets;     /* at places that all rises share */
    int has_jets;
} flow_beside_struct;
typedef flow_beside_struct flow_beside_t[1];

/* All but the functions of the subject is used; its eps is not.  To be cleared whatever the status: WANE_UNDECIDED if
   neither is_decided nor has_sides. */
wane_status_t flow_beside_init(flow_beside_t beside, const kernels_t kernels, const flow_subject_t *subject);
void flow_beside_clear(flow_beside_t beside);

/* With has_sides.  *below: partial unlearning for every eps in (0, ratio]; *above: learning for every eps >= ratio.
   What is 0 is not known.  tolerance: the relative loss of the bounds per unit of artanh R that is allowed. */
void flow_beside_at(int *below, int *above, flow_beside_t beside, const fmpq_t ratio, double tolerance);

#endif
