/* A certificate's verdict as a theorem for Coq. */
#include <flint/flint.h>

#include "answer/question/question.h"
#include "verify/formal/formal.h"
#include "wane/verify.h"

/* The hypotheses of the theorem are claims of the certificate, which the checker has to accept. */
static wane_status_t formalize(json_t *answer, const char *text, size_t length, wane_message_t said)
{
    char *theorem;
    wane_status_t status = verify_formalize(&theorem, text, length, said);
    if (status == WANE_OK) {
        wane_verifier_t verifier = wane_verifier_new();
        status = wane_verify(text, length, verifier, NULL, NULL, said);
        wane_verifier_free(verifier);
    }
    answer_add(answer, json_pack("{s:b,s:s?}", "accepted", status == WANE_OK, "theorem",
                                 status == WANE_OK ? theorem : NULL));
    flint_free(theorem);
    return status;
}

wane_status_t answer_formalize(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                               wane_message_t message)
{
    char *text;
    size_t length;
    wane_message_t said = {{.text = ""}};
    wane_status_t status = answer_read_certificate(&text, &length, problem, message);
    if (status == WANE_OK)
        status = answer_of_certificate(formalize(answer, text, length, said), problem, said, message);
    flint_free(text);
    return status;
}
