#include "certify.h"

#include <stdio.h>
#include <string.h>

#include "wane/verify.h"

const char *const certificate_name[CERTIFICATE_COUNT] = {"not asked", "no certificate",          "accepted",
                                                         "rejected",  "derives another verdict", "stopped"};

static certificate_t check(char *text, size_t size, const char *certificate)
{
    wane_message_t message = {{.text = ""}};
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(certificate, strlen(certificate), verifier, NULL, NULL, message);
    wane_verifier_free(verifier);
    snprintf(text, size, "%s", message->text);
    if (status == WANE_OK) return CERTIFICATE_ACCEPTED;
    return strstr(message->text, "the verdict that follows is") != NULL ? CERTIFICATE_OTHER
                                                                        : CERTIFICATE_REJECTED;
}

certificate_t certificate_check(char *text, size_t size, const question_t *q, long prec)
{
    asked_t a;
    wane_message_t message = {{.text = ""}};
    char *written = NULL;
    certificate_t outcome = CERTIFICATE_NONE;
    if (asked_init(&a, q, prec, message)) {
        const flow_subject_t subject = {a.student, a.teacher, a.eps, a.a0, a.start, a.drop};
        if (question_is_flow(q)) flow_certificate_compute(&written, &subject, &a.effort, message);
        else certificate_compute(&written, a.student, a.teacher, a.a0_interval, a.start, &a.effort, message);
    }
    snprintf(text, size, "%s", message->text);
    if (written != NULL) outcome = check(text, size, written);
    flint_free(written);
    asked_clear(&a);
    return outcome;
}
