/* A simulation over time, its band, and the floor of its width. */
#ifndef ANSWER_PICTURE_SIMULATED_H
#define ANSWER_PICTURE_SIMULATED_H

#include "answer/picture/panels.h"

typedef struct {
    json_t *check; /* the answer to `check`; NULL: none */
} picture_simulated_t;

/* The status is that of `check`, but a comparison that fails is a picture all the same: WANE_OK. */
wane_status_t picture_simulated_ask(picture_simulated_t *simulated, const answer_problem_t problem,
                                    const wane_answer_host_t *host, wane_message_t message);
void picture_simulated_clear(picture_simulated_t *simulated);

/* NaN where there is none. */
double picture_simulated_floor(const picture_simulated_t *simulated, panel_t which);
/* Titles stand in the panel of R. */
void picture_simulated_draw_band(const picture_simulated_t *simulated, picture_t *picture,
                                 const panels_t *panels, panel_t which);
void picture_simulated_draw_means(const picture_simulated_t *simulated, picture_t *picture,
                                  const panels_t *panels, panel_t which, const answer_problem_t problem);
void picture_simulated_draw_floor(const picture_simulated_t *simulated, picture_t *picture,
                                  const panels_t *panels, panel_t which);

/* The number under a name of R or of a, "R_planar" for "planar"; NaN for null. */
double picture_simulated_number(const json_t *row, panel_t which, const char *name);

/* The time of a row of `check`. */
double picture_simulated_time(const json_t *row);
/* After the values of the curves: the floor, room up to |R| = 1 in equal ratios, and whose moduli these are; none where R
   and a have different signs. */
void picture_simulated_end_ranges(const picture_simulated_t *simulated, panels_t *panels);

#endif
