/* The certificate of a proved verdict through the independent checker. */
#ifndef CAMPAIGN_CERTIFY_H
#define CAMPAIGN_CERTIFY_H

#include "ask.h"

typedef enum {
    CERTIFICATE_NOT_ASKED,
    CERTIFICATE_NONE, /* the prover writes none */
    CERTIFICATE_ACCEPTED,
    CERTIFICATE_REJECTED, /* some claim is not confirmed */
    CERTIFICATE_OTHER,    /* the checker derives another verdict: a contradiction */
    CERTIFICATE_STOPPED,  /* not ready in time */
    CERTIFICATE_COUNT
} certificate_t;
extern const char *const certificate_name[CERTIFICATE_COUNT];

/* text receives what the checker or the prover says. */
certificate_t certificate_check(char *text, size_t size, const question_t *question, long prec);

#endif
