/* What the abstract of arXiv:2602.07378 claims, and what weight decay makes of it, settled for the model of derivations 01: the module `claims`.

   S. Imai, S. Nishiyama, M. Imaizumi, "Dichotomy of Feature Learning and Unlearning: Fast-Slow Analysis on
   Neural Networks with Stochastic Gradient Descent" (2026).  Only the abstract was at hand: every statement
   below was worded and derived here (derivations/21), and whether the paper's own theorems say the same could
   not be compared.  Every status follows from what is computed when it is asked for. */
#ifndef CLAIMS_EVIDENCE_CLAIMS_H
#define CLAIMS_EVIDENCE_CLAIMS_H

#include "wane/sgd.h"

typedef enum {
    CLAIM_PROVED,    /* by ball or exact arithmetic and the theorems of the derivations */
    CLAIM_MEASURED,  /* agrees with computations that certify nothing */
    CLAIM_REFUTED,   /* some piece of evidence contradicts it */
    CLAIM_UNDECIDED, /* some piece could not be settled */
} claim_status_t;
const char *claim_status_name(claim_status_t status); /* "proved", "measured", … */

/* A number with a name: a ball that contains the value meant, or an uncertified one. */
typedef struct {
    char *name;
    int is_certified, is_lower_bound;
    arb_t ball;   /* if certified; for a lower bound one that is at most the value meant */
    double value; /* if not */
} claim_number_t;

/* One thing that was proved or measured. */
typedef struct {
    claim_status_t status;
    int supports; /* 1: the claim rests on it; 0: a further check, which can only refute */
    char *text;   /* the sentence that status is about */
    slong number_count;
    claim_number_t *numbers;
    char *certificate;      /* of a verdict (wane/verdict.h), NULL if there is none */
    char *certificate_name; /* the file it should go to: "C1-1.json" */
} claim_evidence_t;

/* refuted if some evidence is; else undecided if some evidence it rests on is, or there is none; else
   measured if some of that is; else proved. */
typedef struct {
    const char *id;         /* "C1" … "C8" */
    const char *title;      /* a few words */
    const char *statement;  /* in words */
    const char *symbols;    /* the same in symbols */
    const char *source;     /* where it is derived */
    const char *comparison; /* what of the paper could not be compared */
    claim_status_t status;
    slong evidence_count;
    claim_evidence_t *evidence;
} claim_t;

#define CLAIM_COUNT 8
typedef struct {
    claim_t claim[CLAIM_COUNT];
} claims_struct;
typedef claims_struct claims_t[1];
void claims_init(claims_t claims); /* every claim undecided, without evidence */
void claims_clear(claims_t claims);

/* How far all of it may be relied on, and what was not at hand: a few sentences, static. */
const char *claims_scope(void);

typedef struct {
    int quick;            /* fewer problems, smaller networks, shorter trajectories */
    int certificates;     /* keep the certificates of the verdicts used, each re-proved by wane_verify */
    wane_effort_t effort; /* precision, at least 20 digits; threads: claims settled at the same time */
    wane_simulation_observer_t
        progress; /* NULL, or called now and then from any of the threads, never two at once */
    void *context;
} claims_request_t;
void claims_request_default(claims_request_t *request); /* 20 digits, 1 thread */

/* Settles all claims.  WANE_OK: each is proved or measured.  WANE_REJECTED: some claim is refuted.
   WANE_UNDECIDED: none is, but some is not settled.  The message names the first such claim.  WANE_FAILURE:
   progress interrupted. */
wane_status_t claims_compute(claims_t claims, const claims_request_t *request, wane_message_t message);

#endif
