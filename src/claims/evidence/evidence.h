/* One function for each claim: what is computed to settle it.  Each takes the problems it is asked about, so
   that tests can ask about problems for which the claim is false. */
#ifndef CLAIMS_EVIDENCE_EVIDENCE_H
#define CLAIMS_EVIDENCE_EVIDENCE_H

#include "claims/evidence/claim.h"
#include "claims/evidence/problem.h"

/* How much to do, and whom to tell about it. */
typedef struct {
    int quick, certificates;
    wane_effort_t effort;
    wane_simulation_observer_t progress; /* of this claim; may be NULL */
    void *context;
} claims_setting_t;

/* C1: on every slow phase of every problem. */
void claims_separation(claim_t *claim, const claims_problem_t *problems, slong count,
                       const claims_setting_t *setting);
/* At the delayed exit of a proved verdict: the integrated contraction, derivations/05. */
void claims_exit(claim_t *claim, const claims_problem_t *problem, const wane_verdict_t verdict,
                 const wane_kernels_t kernels);

/* C2: for every pair (a0 is not used). */
void claims_sign_of_N(claim_t *claim, const claims_problem_t *pairs, slong count,
                      const claims_setting_t *setting);
/* What the sign of N over (0, 1) says, against a verdict for every eps and a0. */
void claims_sign_against_verdict(claim_t *claim, const char *name, const wane_manifold_t manifold,
                                 const wane_verdict_t verdict);

/* C3: for every pair; the first one's law is also looked for along a trajectory. */
void claims_scaling(claim_t *claim, const claims_problem_t *pairs, slong count,
                    const claims_setting_t *setting);
/* Whether a trajectory of the pair obeys the law. */
void claims_law_on_orbit(claim_t *claim, const claims_problem_t *pair, const wane_small_R_t law,
                         const claims_setting_t *setting);

/* C4: a student in place of tanh, with the teacher h1 + b h3. */
void claims_nonlinear_term(claim_t *claim, const char *student, const claims_setting_t *setting);

/* C5: for one pair. */
void claims_initial_scale(claim_t *claim, const claims_problem_t *pair, const claims_setting_t *setting);

/* C6: for every problem, against a network taught by simulated_teacher (NULL: the problem's own). */
void claims_finite_networks(claim_t *claim, const claims_problem_t *problems, slong count,
                            const char *simulated_teacher, const claims_setting_t *setting);

/* How the flow of N neurons of one problem tends to the infinitely wide one, and where unlearning stops. */
void claims_widths(claim_t *claim, const claims_problem_t *problem, const claims_setting_t *setting);

/* C7: for every pair; the first one's trajectory is followed. */
void claims_lazy(claim_t *claim, const claims_problem_t *pairs, slong count, const claims_setting_t *setting);

/* C8: for every student, with the teacher h1 + b h3. */
typedef struct {
    const char *student, *b;
} claims_decay_problem_t;
void claims_decay(claim_t *claim, const claims_decay_problem_t *problems, slong count,
                  const claims_setting_t *setting);

#endif
