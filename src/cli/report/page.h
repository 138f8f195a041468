/* A page of one problem: HTML that needs nothing else, no script, no network, for screens light and dark and for paper. */
#ifndef CLI_REPORT_PAGE_H
#define CLI_REPORT_PAGE_H

#include <jansson.h>
#include <stdio.h>

#include "answer/problem/problem.h"

/* Before anything is computed: whether the name ends in .html and a file may be written there. */
wane_status_t cli_page_possible(const char *path, wane_message_t message);
/* The page of the answer to "report"; pictures by gnuplot.  Where there is none the page says so, and the message. */
void cli_page_print(FILE *out, const json_t *answer, const answer_problem_t problem, wane_message_t message);

#endif
