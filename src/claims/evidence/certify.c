#include "claims/evidence/certify.h"

#include <string.h>

#include "base/text.h"
#include "wane/verify.h"

void claims_certify(claim_t *claim, const char *of, char *text, slong number)
{
    wane_message_t message = {{.text = ""}};
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
    wane_verifier_free(verifier);
    claim_evidence_t *evidence =
        claim_add(claim, status == WANE_OK ? CLAIM_PROVED : CLAIM_REFUTED, 0,
                  "%s: the certificate of this verdict, re-proved by independent means: %s", of,
                  status == WANE_OK ? "accepted" : message->text);
    evidence->certificate = text;
    evidence->certificate_name = base_text("%s-%ld.json", claim->id, (long)number);
}
