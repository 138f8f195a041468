/* C4: certificates of verdicts in the limit eps -> 0 for whole ranges of b. */
#include "base/scoped.h"
#include "claims/evidence/certify.h"
#include "base/text.h"
#include "claims/nonlinear.h"

void nonlinear_certificate(claim_t *claim, const char *student, const char *b, slong number,
                           const claims_setting_t *setting)
{
    char *text, *name = base_text("%s | h1 + b h3, every b in %s, a0 = 1/2, eps -> 0", student, b);
    wane_verdict_t verdict;
    wane_message_t message = {{.text = ""}};
    wane_verdict_init(verdict);
    SCOPED(claims_pair, pair);
    wane_status_t status = nonlinear_pair(pair, student, b, message);
    if (status == WANE_OK) status = claims_interval(pair->a0, "1/2", message);
    if (status == WANE_OK)
        status = wane_verdict_certify(verdict, &text, pair->student, pair->teacher, pair->a0, pair->start,
                                      &setting->effort, message);
    if (status == WANE_OK) claims_certify(claim, name, text, number);
    else claim_add_failure(claim, name, message);
    wane_verdict_clear(verdict);
    flint_free(name);
}
