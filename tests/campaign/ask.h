/* The library's answer, in numbers that are rounded outward. */
#ifndef CAMPAIGN_ASK_H
#define CAMPAIGN_ASK_H

#include "question.h"
#include "manifold/certificate/certify.h"
#include "manifold/family/from_functions.h"
#include "manifold/family/thresholds.h"

/* Both infinite and equal: that infinity; lo = -inf, hi = inf: not determined. */
typedef struct {
    double lo, hi;
} range_t;
range_t range_of(const arb_t x);

typedef struct {
    wane_status_t status;
    char message[512];
    wane_outcome_t outcome;
    range_t peak, final, a_final;
    int has_exit;
    int from_zero; /* the exit is from R = 0 */
    range_t a_out;
    range_t landing; /* R after the jump */
    int has_scaling;
    long Q;
    range_t prefactor; /* of |R| ~ prefactor (eps t)^(-1/Q) */
} answer_t;

typedef struct {
    wane_function_t student, teacher;
    wane_interval_t a0_interval;
    quantifier_t a0, eps;
    wane_start_t start;
    fmpq_t drop;
    wane_effort_t effort;
} asked_t;

/* What the question says as the library takes it.  0: refused, with the message. */
int asked_init(asked_t *asked, const question_t *question, long prec, wane_message_t message);
void asked_clear(asked_t *asked);

/* Verdicts, in the limit or at given eps. */
void ask_verdict(answer_t *answer, const question_t *question, long prec);

/* 1 where the kind is about the flow at given eps. */
int question_is_flow(const question_t *question);

#endif
