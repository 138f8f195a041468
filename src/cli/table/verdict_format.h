/* A verdict as JSON and as text. */
#ifndef CLI_TABLE_VERDICT_FORMAT_H
#define CLI_TABLE_VERDICT_FORMAT_H

#include <jansson.h>
#include <stdio.h>

#include "wane/manifold.h"

json_t *cli_verdict_json(json_t *answer, const wane_verdict_t verdict, slong digits);
/* The outcome, the values it rests on, and the scaling law. */
void cli_verdict_summary_text(FILE *out, const wane_verdict_t verdict, slong digits);
/* The itinerary and the reasons. */
void cli_verdict_story_text(FILE *out, const wane_verdict_t verdict);

/* The fast phase that follows the delayed exit, or NULL. */
const wane_phase_t *cli_verdict_jump(const wane_verdict_t verdict);

#endif
