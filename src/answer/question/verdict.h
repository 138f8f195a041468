/* A verdict in the limit of a slow second layer, as part of an answer. */
#ifndef ANSWER_QUESTION_VERDICT_H
#define ANSWER_QUESTION_VERDICT_H

#include <jansson.h>

#include "answer/question/question.h"
#include "wane/manifold.h"

json_t *answer_verdict_json(const wane_verdict_t verdict, slong digits);
json_t *answer_sentences_json(char *const *sentences, slong count);

/* The flow itself at the ratio eps of the learning rates, which is given and not 0. */
wane_status_t answer_verdict_of_flow(json_t *answer, const answer_problem_t problem,
                                     const wane_answer_host_t *host, wane_message_t message);

/* Hands over the text of the certificate, which it lets go, under the name that the problem gives it. */
wane_status_t answer_certificate(const answer_problem_t problem, const wane_answer_host_t *host, char *text,
                                 wane_message_t message);
/* Whether one is asked for that somebody takes. */
int answer_certificate_is_wanted(const answer_problem_t problem, const wane_answer_host_t *host);

#endif
