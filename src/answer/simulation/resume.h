/* Problems that the file of a simulation holds. */
#ifndef ANSWER_SIMULATION_RESUME_H
#define ANSWER_SIMULATION_RESUME_H

#include "answer/problem/problem.h"

/* What the file of "resume" was asked for, where the problem does not say otherwise; nothing where these keys have no
   "resume", none is given, or there is no such file yet. */
wane_status_t answer_resume_read(answer_problem_t problem, const answer_key_t *keys, wane_message_t message);

/* What such a file is to keep of a problem, as JSON text (free it): all that "simulate" and "check" take of it but
   files and threads, bins if there are any.  NULL when memory runs out. */
char *answer_resume_given(const answer_problem_t problem, long bins);

#endif
