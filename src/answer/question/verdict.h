/* A verdict in the limit of a slow second layer, as part of an answer. */
#ifndef ANSWER_QUESTION_VERDICT_H
#define ANSWER_QUESTION_VERDICT_H

#include <jansson.h>

#include "answer/question/question.h"
#include "manifold/family/from_functions.h"

json_t *answer_verdict_json(const verdict_t verdict, slong digits);
json_t *answer_sentences_json(char *const *sentences, slong count);

#endif
