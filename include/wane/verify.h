/* Re-proving a certificate by independent means: the module `verify`.

   It shares with the prover only the expressions (wane/function.h) and ball arithmetic.
   Coefficients are integrated one by one, signs are evaluated on the stored pieces, and the
   itinerary is derived afresh from what has been checked.  Nothing in a certificate is
   believed: every field is confirmed or the certificate is rejected.  Source: derivations 02
   to 05, 08, 15 and 18; the format: the project's user documentation, docs/certificates.md. */
#ifndef WANE_VERIFY_H
#define WANE_VERIFY_H

#include <stddef.h>

#include "wane/export.h"
#include "wane/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is expensive and depends on the functions alone, kept from one certificate to the next: coefficients,
   moments, and coverings that were confirmed.  Not thread-safe; one for each thread. */
typedef struct wane_verifier wane_verifier_struct;
typedef wane_verifier_struct *wane_verifier_t;
WANE_API wane_verifier_t wane_verifier_new(void);
WANE_API void wane_verifier_free(wane_verifier_t verifier);

/* Called with one sentence for each step that is proved; a non-zero return stops the check. */
typedef int (*wane_verify_observer_t)(void *context, const char *sentence);

/* WANE_OK: every claim of the certificate is proved.  WANE_REJECTED: some claim
   is not; the message says which. WANE_BAD_INPUT: the text is no certificate
   (not JSON, or without its format and version).  WANE_FAILURE: stopped.  observer may be NULL. */
WANE_API wane_status_t wane_verify(const char *text, size_t length, wane_verifier_t verifier,
                                   wane_verify_observer_t observer, void *context, wane_message_t message);

#ifdef __cplusplus
}
#endif
#endif
