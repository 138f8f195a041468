/* What questions about the flow at given eps take. */
#ifndef ANSWER_PROBLEM_FLOW_H
#define ANSWER_PROBLEM_FLOW_H

#include "answer/problem/problem.h"
#include "manifold/flow/finite_eps.h"

/* eps is given and is not 0, which stands for the limit. */
int answer_is_about_flow(const answer_problem_t problem);

/* A number, an interval, or "all". */
wane_status_t answer_get_quantifier(quantifier_t quantifier, const answer_problem_t problem, answer_key_t key,
                                    wane_message_t message);
/* The same, positive. */
wane_status_t answer_get_eps(quantifier_t eps, const answer_problem_t problem, wane_message_t message);
wane_status_t answer_get_drop(fmpq_t drop, const answer_problem_t problem, wane_message_t message);

#endif
