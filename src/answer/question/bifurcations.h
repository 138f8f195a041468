/* Bifurcations as the body of an answer. */
#ifndef ANSWER_QUESTION_BIFURCATIONS_H
#define ANSWER_QUESTION_BIFURCATIONS_H

#include <jansson.h>

#include "wane/bifurcations.h"

/* name is that of the parameter. */
json_t *answer_bifurcations_json(const wane_bifurcations_t bifurcations, const char *name, slong digits);

#endif
