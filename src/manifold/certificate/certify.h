/* Certificates of verdicts, for wane_verify to re-prove. */
#ifndef MANIFOLD_CERTIFICATE_CERTIFY_H
#define MANIFOLD_CERTIFICATE_CERTIFY_H

#include "manifold/family/boxes/box_flow.h"
#include "manifold/family/boxes/box_verdict.h"

/* Proves the verdict in the singular limit and writes everything a sceptic needs to check it: JSON
   text in the format of the project's user documentation, docs/certificates.md; free with flint_free.  *text
   is NULL unless the status is WANE_OK.  WANE_UNDECIDED: there is no proved verdict, or no covering was found
   that plain evaluation confirms.  Source: derivations/15. */
wane_status_t certificate_compute(char **text, const wane_function_t student, const wane_function_t teacher,
                                  const wane_interval_t a0, const wane_start_t start,
                                  const wane_effort_t *effort, wane_message_t message);

/* verdict_compute, and the certificate of the same proof: what is proved is proved once.  WANE_UNDECIDED
   with a proved verdict: there is no certificate of it. */
wane_status_t verdict_certify(verdict_t verdict, char **text, const wane_function_t student,
                              const wane_function_t teacher, const wane_interval_t a0,
                              const wane_start_t start, const wane_effort_t *effort, wane_message_t message);

/* box_verdict_compute, and the certificate of the same proofs: of the one box, or of a family, whose
   members are the boxes.  WANE_UNDECIDED with a proved verdict: there is no certificate of it. */
wane_status_t box_verdict_certify(box_verdict_t family, char **text, const wane_function_t student,
                                  const wane_function_t teacher, const wane_interval_t a0,
                                  const wane_start_t start, const wane_effort_t *effort,
                                  wane_message_t message);

/* The verdict of all inputs: one for a whole family if some input is an interval; the certificate unless text
   is NULL. */
wane_status_t box_verdict_decide(box_verdict_t result, char **text, const wane_function_t student,
                                 const wane_function_t teacher, const wane_interval_t a0,
                                 const wane_start_t start, const wane_effort_t *effort,
                                 wane_message_t message);

/* The same for verdicts at given eps, as certificate_compute.  WANE_BAD_INPUT as finite_eps_compute.  Source:
   derivations/08. */
wane_status_t flow_certificate_compute(char **text, const flow_subject_t *subject,
                                       const wane_effort_t *effort, wane_message_t message);

/* finite_eps_compute, and the certificate of the same proof, as verdict_certify.  The bounds of the
   proof leave room for a reader with fewer coefficients, so that more or fewer steps can lead to them. */
wane_status_t finite_eps_certify(finite_eps_t result, char **text, const flow_subject_t *subject,
                                 const wane_effort_t *effort, wane_message_t message);

/* As box_verdict_certify and box_verdict_decide. */
wane_status_t box_flow_certify(box_flow_t family, char **text, const flow_subject_t *subject,
                               const wane_effort_t *effort, wane_message_t message);
wane_status_t box_flow_decide(box_flow_t result, char **text, const flow_subject_t *subject,
                              const wane_effort_t *effort, wane_message_t message);

/* The same certificate, text, which is let go, of the shifted pair of these functions, every interval of which has a
   name, as one of their flow with that decay: derivations/23. */
char *certificate_with_decay(char *text, const wane_function_t student, const wane_function_t teacher,
                             const wane_interval_t decay);
/* The functions with a name for every interval, which certificates ask for: two intervals get two names. */
void certificate_name_intervals(wane_function_t named_student, wane_function_t named_teacher,
                                const wane_function_t student, const wane_function_t teacher);

#endif
