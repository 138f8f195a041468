/* The critical manifold of a picture, on the sides that are drawn. */
#ifndef ANSWER_PICTURE_BRANCH_H
#define ANSWER_PICTURE_BRANCH_H

#include "answer/picture/picture.h"

typedef struct {
    json_t *side[2]; /* answers of `manifold` with points for R < 0 and for R > 0; NULL: not drawn */
    json_t *kernel;  /* at R = -1, 0 and 1, NULL where they are not known */
} picture_branch_t;

/* Where neither side is asked for, R > 0 is. */
wane_status_t picture_branch_ask(picture_branch_t *branch, const answer_problem_t problem, int negative,
                                 int positive, const wane_answer_host_t *host, wane_message_t message);
void picture_branch_clear(picture_branch_t *branch);

/* The heights of all that stands out. */
void picture_branch_add_heights(const picture_branch_t *branch, picture_range_t *a);
/* In the (R, a) plane, with the lines |R| = 1 between the heights of the frame. */
void picture_branch_draw_plane(const picture_branch_t *branch, picture_t *picture, picture_range_t a);

/* Folds and equilibria, at an ordinate of the points: "A" or another. */
void picture_branch_draw_marks(const picture_branch_t *branch, picture_t *picture, const char *ordinate);
/* Lines "R ordinate" of the parts that attract, or of those that repel; a pole, where the sign changes farther than
   that, is left open. */
void picture_branch_print(FILE *out, const json_t *manifold, const char *ordinate, int attracting,
                          double far);
/* Between the points; NaN where there are none. */
double picture_branch_at(const json_t *manifold, const char *ordinate, double R);

/* 1, 0: the branch attracts at R; -1: not known. */
int picture_branch_attracts(const json_t *manifold, double R);

#endif
