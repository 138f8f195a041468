/* From a problem to the objects of the library. */
#ifndef ANSWER_PROBLEM_PAIR_H
#define ANSWER_PROBLEM_PAIR_H

#include "answer/problem/problem.h"
#include "base/scoped.h"
#include "hermite/kernel/kernels.h"
#include "manifold/family/from_functions.h"

/* Reads and checks the function of that key; messages name its place, and the column. */
wane_status_t answer_get_function(wane_function_t f, const answer_problem_t problem, answer_key_t key,
                                  wane_message_t message);
/* digits, prec and threads. */
wane_status_t answer_get_effort(wane_effort_t *effort, const answer_problem_t problem,
                                wane_message_t message);
/* R0. */
wane_status_t answer_get_start(wane_start_t start, const answer_problem_t problem, wane_message_t message);

/* Student, teacher and effort, which most questions need,
   and where it starts, which is read where it is needed. */
typedef struct {
    wane_function_t student, teacher; /* with decay the shifted pair: derivations/23 (2) */
    wane_function_t typed[2];         /* student and teacher as they were given */
    wane_interval_t decay;            /* [0, 0] unless given */
    wane_effort_t effort;
    wane_interval_t a0;
    wane_start_t start;
} answer_pair_struct;
typedef answer_pair_struct answer_pair_t[1];
void answer_pair_init(answer_pair_t pair);
void answer_pair_clear(answer_pair_t pair);
SCOPED_TYPE(answer_pair)
wane_status_t answer_get_pair(answer_pair_t pair, const answer_problem_t problem, wane_message_t message);
int answer_has_decay(const answer_pair_t pair);
/* decay, a number or an interval, nothing below 0. */
wane_status_t answer_get_decay(wane_interval_t decay, const answer_problem_t problem, wane_message_t message);
/* The same in two steps, for who asks for less of a student than the flow does. */
wane_status_t answer_get_functions(answer_pair_t pair, const answer_problem_t problem,
                                   wane_message_t message);
wane_status_t answer_check_student(const answer_pair_t pair, const answer_problem_t problem,
                                   wane_message_t message);
/* a0, a number or an interval, and R0. */
wane_status_t answer_get_a0_and_start(answer_pair_t pair, const answer_problem_t problem,
                                      wane_message_t message);

#endif
