/* The questions: one file each, one row each in ../answer.c and in ../problem/form.c. */
#ifndef ANSWER_QUESTION_QUESTION_H
#define ANSWER_QUESTION_QUESTION_H

#include <jansson.h>

#include "answer/problem/problem.h"
#include "wane/answer.h"

/* Adds to the object what is answered; that is lost if the status is WANE_FAILURE or WANE_BAD_INPUT. */
typedef wane_status_t answer_question_t(json_t *answer, const answer_problem_t problem,
                                        const wane_answer_host_t *host, wane_message_t message);
answer_question_t answer_coeffs;
answer_question_t answer_manifold;
answer_question_t answer_verdict;
answer_question_t answer_thresholds;
answer_question_t answer_bifurcations;
answer_question_t answer_verify;
answer_question_t answer_orbit;
answer_question_t answer_simulate;
answer_question_t answer_check;
answer_question_t answer_claims;
answer_question_t answer_kernel;
answer_question_t answer_sweep;
answer_question_t answer_map;
answer_question_t answer_verdicts;
answer_question_t answer_formalize;
answer_question_t answer_plot_phase;
answer_question_t answer_plot_orbit;
answer_question_t answer_plot_potential;
answer_question_t answer_plot_coefficients;
answer_question_t answer_plot_check;
answer_question_t answer_explain;
answer_question_t answer_report;

/* All of the file of the certificate that is asked about, flint_free'd; "-" is standard input.  *name is what to call it. */
wane_status_t answer_read_certificate(char **text, size_t *length, const answer_problem_t problem,
                                      wane_message_t message);
/* The message `said` of what stands in that file. */
wane_status_t answer_of_certificate(wane_status_t status, const answer_problem_t problem,
                                    const wane_message_t said, wane_message_t message);

/* Whether there is an answer, though it may not be the one hoped for. */
static inline int answer_is_known(wane_status_t status)
{
    return status == WANE_OK || status == WANE_UNDECIDED || status == WANE_REJECTED;
}

/* Adds the fields of the object `own`, which is let go. */
void answer_add(json_t *answer, json_t *own);

/* Adds a field of an answer that is a list, the form's `lines`: one object a line, with a comma and a newline between
   them, of malloc, which is handed over. */
void answer_add_lines(json_t *answer, const char *name, char *lines);

/* A document that goes with the answer; WANE_OK where the host wants none. */
wane_status_t answer_hand_over(const wane_answer_host_t *host, const char *name, const char *text,
                               wane_message_t message);

/* Progress of a work of `steps` steps (0: of none to count), for the library's callbacks. */
typedef struct {
    const wane_answer_host_t *host;
    double steps;
} answer_progress_t;
int answer_progress_advance(void *progress, double fraction_done);

#endif
