/* Thresholds and orbits: asked and compared at once. */
#ifndef CAMPAIGN_COMPARE_REST_H
#define CAMPAIGN_COMPARE_REST_H

#include "compare.h"

/* The structure of the partition, and verdicts at places drawn inside its intervals. */
void compare_thresholds(comparison_t *comparison, answer_t *answer, question_t *question, long prec);
/* Integration lies in the enclosure at the end of every step. */
void compare_orbit(comparison_t *comparison, answer_t *answer, const question_t *question, long prec);

#endif
