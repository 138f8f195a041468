/* What is asked: drawn from (seed, index) alone, with everything rational, so that the command can be asked
   the same again. */
#ifndef CAMPAIGN_QUESTION_H
#define CAMPAIGN_QUESTION_H

#include "draw.h"
#include "feature.h"

typedef enum {
    KIND_LIMIT,       /* a verdict as eps -> 0 */
    KIND_FLOW,        /* at given eps */
    KIND_LIMIT_RANGE, /* for ranges of a0, R0 or a parameter */
    KIND_FLOW_RANGE,  /* for ranges of a0, eps or a parameter, or for all of a0 or eps */
    KIND_THRESHOLDS,  /* the partition of the scales a0 */
    KIND_ORBIT,       /* an enclosed trajectory */
    KIND_COUNT
} kind_t;
extern const char *const kind_name[KIND_COUNT];

typedef enum { FROM_VALUE, FROM_ZERO_PLUS, FROM_ZERO_MINUS } from_t;

/* lo = hi: a number; all: every positive number. */
typedef struct {
    fraction_t lo, hi;
    int all;
} stretch_t;

typedef struct {
    kind_t kind;
    int degenerate; /* drawn from small integers, zeros and special places */
    feature_t student, teacher;
    stretch_t a0, R0, eps, b; /* b: of the parameter, if there is one */
    from_t from;
    fraction_t time; /* of an orbit */
    draw_t draw;     /* for what is drawn later: members, shares */
} question_t;

/* kind < 0: any. */
void question_draw(question_t *question, uint64_t seed, uint64_t index, int kind);

/* "1/2", "[0.1,0.2]", "all"; R0 also "0+", "0-". */
void question_print_stretch(char *text, size_t size, const stretch_t *stretch);
void question_print_R0(char *text, size_t size, const question_t *question);
/* The whole command that asks it; extra is appended. */
void question_command(char *text, size_t size, const question_t *question, const char *extra);

/* One member of the ranges: a question with numbers only. */
void question_member(question_t *member, question_t *question);
int question_has_parameter(const question_t *question);

#endif
