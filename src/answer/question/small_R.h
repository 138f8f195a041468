/* The scaling law of unlearning, R -> 0, in answers. */
#ifndef ANSWER_QUESTION_SMALL_R_H
#define ANSWER_QUESTION_SMALL_R_H

#include <jansson.h>

#include "wane/manifold.h"

json_t *answer_small_R_json(const wane_small_R_t small, slong digits);

#endif
