/* The rows of wane orbit for whole ranges of starts and ratios of the learning rates: the ranges are cut into
   pieces, each is followed, and a row is the hull of the pieces' rows. */
#ifndef ANSWER_QUESTION_ORBIT_PIECES_H
#define ANSWER_QUESTION_ORBIT_PIECES_H

#include "answer/question/orbit_table.h"
#include "answer/question/question.h"
#include "manifold/family/from_functions.h"

/* What is cut: [lo, hi] of eps, R(0), a(0). */
typedef enum { ANSWER_ORBIT_EPS, ANSWER_ORBIT_R, ANSWER_ORBIT_A, ANSWER_ORBIT_RANGES } answer_orbit_range_t;
typedef wane_interval_t answer_orbit_box_t[ANSWER_ORBIT_RANGES];
void answer_orbit_box_init(answer_orbit_box_t box);
void answer_orbit_box_clear(answer_orbit_box_t box);
int answer_orbit_box_is_point(answer_orbit_box_t box);

/* Fills the rows for the solutions from everything in the box; table->pieces counts the pieces.
   WANE_UNDECIDED if some piece could not be followed to the end however small, or the work allowed was used
   up: the rows that are filled hold all the same. */
wane_status_t answer_orbit_follow(answer_orbit_table_t table, answer_orbit_box_t box, const kernels_t kernels,
                                  slong digits, answer_progress_t *progress, wane_message_t message);

#endif
