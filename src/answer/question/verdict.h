/* A verdict in the limit of a slow second layer, as part of an answer. */
#ifndef ANSWER_QUESTION_VERDICT_H
#define ANSWER_QUESTION_VERDICT_H

#include <jansson.h>

#include "answer/question/question.h"
#include "manifold/family/from_functions.h"

/* The same answer and `account`, the steps of the proof as answer_account_json has them. */
answer_question_t answer_verdict_with_account;

json_t *answer_verdict_json(const verdict_t verdict, slong digits);
json_t *answer_sentences_json(char *const *sentences, slong count);

#endif
