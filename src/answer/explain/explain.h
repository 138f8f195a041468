/* A proof in words: the lemma, its statement and its steps, as sentences with formulas in plain text. */
#ifndef ANSWER_EXPLAIN_EXPLAIN_H
#define ANSWER_EXPLAIN_EXPLAIN_H

#include <jansson.h>

#include "answer/question/question.h"

/* The string of that name; NULL for anything else. */
const char *explain_string(const json_t *object, const char *name);
/* A fresh sentence at the end of the list, as printf would print it. */
void explain_say(json_t *sentences, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A certified real of an answer as a number for people; to be freed with flint_free. */
char *explain_number(const json_t *real, slong digits);

/* What is claimed, and of what: a part of the answer, or of a certificate that is accepted. */
typedef struct {
    const char *student, *teacher; /* as they were given, parameters by name */
    const json_t *values;          /* of the parameters, numbers and "[lo, hi]": {name: text} */
    const char *decay;             /* its value; NULL: there is none */
    const char *drop;              /* NULL in the limit */
    const char *theorem, *outcome;
    const json_t *numbers; /* R_peak, R_final, a_final, exit, scaling, as an answer has them */
    slong digits;
} explain_claim_t;

/* {"title", "setting", "flow", "notation", "statement", "numbers"} */
json_t *explain_lemma(const explain_claim_t *claim);

/* [{"says": […], "references": […]}] from an answer with an account. */
json_t *explain_steps(const json_t *answer, slong digits);

/* The step that decay is a shift of constants. */
void explain_say_shifted(json_t *steps);

/* What `explain` answers where a verdict with its account is at hand (answer_verdict_with_account, its status and message):
   the account is taken from it. */
json_t *explain_told(const answer_problem_t problem, json_t *verdict, wane_status_t status,
                     const wane_message_t message);

/* What follows in the end. */
const char *explain_conclusion(const char *outcome);

/* A step at the end of the list; its sentences may be added to. */
json_t *explain_step(json_t *steps, int note, const char *formulas);

/* The whole answer from a certificate that the checker accepts. */
wane_status_t explain_certificate(json_t *answer, const char *text, size_t length, slong digits,
                                  wane_message_t said);

/* Adds "text", "markdown" and "latex", documents made of the answer. */
void explain_add_documents(json_t *answer);

#endif
