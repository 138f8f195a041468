/* Certificates of verdicts, for wane_verify to re-prove: the module `manifold`. */
#ifndef WANE_CERTIFICATE_H
#define WANE_CERTIFICATE_H

#include "wane/export.h"
#include "wane/finite_eps.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Proves the verdict in the singular limit and writes everything a sceptic needs to check it: JSON
   text in the format of the project's user documentation, docs/certificates.md; free with flint_free.  *text
   is NULL unless the status is WANE_OK.  WANE_UNDECIDED: there is no proved verdict, or no covering was found
   that plain evaluation confirms.  Source: derivations/15. */
WANE_API wane_status_t wane_certificate_compute(char **text, const wane_function_t student,
                                                const wane_function_t teacher, const wane_interval_t a0,
                                                const wane_start_t start, const wane_effort_t *effort,
                                                wane_message_t message);

/* wane_verdict_compute, and the certificate of the same proof: what is proved is proved once.  WANE_UNDECIDED
   with a proved verdict: there is no certificate of it. */
WANE_API wane_status_t wane_verdict_certify(wane_verdict_t verdict, char **text,
                                            const wane_function_t student, const wane_function_t teacher,
                                            const wane_interval_t a0, const wane_start_t start,
                                            const wane_effort_t *effort, wane_message_t message);

/* wane_box_verdict_compute, and the certificate of the same proofs: of the one box, or of a family, whose
   members are the sub-boxes.  WANE_UNDECIDED with a proved verdict: there is no certificate of it. */
WANE_API wane_status_t wane_box_verdict_certify(wane_box_verdict_t family, char **text,
                                                const wane_function_t student, const wane_function_t teacher,
                                                const wane_interval_t a0, const wane_start_t start,
                                                const wane_effort_t *effort, wane_message_t message);

/* The same for the verdict of wane_finite_eps_compute, at given
   eps.  WANE_BAD_INPUT as there.  Source: derivations/08. */
WANE_API wane_status_t wane_flow_certificate_compute(char **text, const wane_function_t student,
                                                     const wane_function_t teacher,
                                                     const wane_quantifier_t eps, const wane_quantifier_t a0,
                                                     const wane_start_t start, const fmpq_t drop,
                                                     const wane_effort_t *effort, wane_message_t message);

/* wane_finite_eps_compute, and the certificate of the same proof, as wane_verdict_certify.  The bounds of the
   proof leave room for a reader with fewer coefficients, so that more or fewer steps can lead to them. */
WANE_API wane_status_t wane_finite_eps_certify(wane_finite_eps_t result, char **text,
                                               const wane_function_t student, const wane_function_t teacher,
                                               const wane_quantifier_t eps, const wane_quantifier_t a0,
                                               const wane_start_t start, const fmpq_t drop,
                                               const wane_effort_t *effort, wane_message_t message);

#ifdef __cplusplus
}
#endif
#endif
