/* What became of each question, counted and printed. */
#ifndef CAMPAIGN_REPORT_H
#define CAMPAIGN_REPORT_H

#include <stdint.h>

#include "certify.h"
#include "compare.h"

typedef enum {
    RESULT_AGREES,
    RESULT_NOT_COMPARED,
    RESULT_ONE_ORDER,
    RESULT_CONTRADICTS,
    RESULT_UNDECIDED,
    RESULT_REFUSED, /* bad input: no such question should be drawn, but what is refused claims nothing */
    RESULT_STOPPED, /* longer than allowed */
    RESULT_CRASHED,
    RESULT_COUNT
} result_t;

typedef struct {
    uint64_t index;
    kind_t kind;
    int degenerate, proved;
    result_t result;
    certificate_t certificate;
    double seconds; /* of processor time, in the library */
    char text[900]; /* what is wrong, or why it is not known */
    char certificate_text[600];
} finding_t;

typedef struct report report_t;
/* explain: prints the questions that were not compared, too. */
report_t *report_new(uint64_t seed, int explain);
void report_free(report_t *report);
/* Prints at once what is wrong. */
void report_add(report_t *report, const finding_t *finding);
/* Prints the totals; returns the number of contradictions, crashes among them. */
long report_print(const report_t *report, double seconds);

#endif
