/* Members of a family: its functions, kernels, pictures and
   verdicts at a value or over an interval of the parameter. */
#ifndef MANIFOLD_FAMILY_BIFURCATION_FAMILY_H
#define MANIFOLD_FAMILY_BIFURCATION_FAMILY_H

#include "hermite/kernel/kernel_share.h"
#include "manifold/family/bifurcations.h"

/* The pair with the parameter at b: a number if b->lo = b->hi, else one unknown in the interval. */
wane_status_t family_functions(wane_function_t student, wane_function_t teacher,
                               const bifurcation_problem_t family, const wane_interval_t b,
                               wane_message_t message);

/* Members of a family, and what they share: kernels at several precisions, kept while the student stays. */
#define MEMBER_LEVELS 8
typedef struct {
    const bifurcation_problem_struct *family;
    const wane_effort_t *effort;
    int student_is_fixed;
    int is_quick; /* every member's kernels follow from those of one, or are finite sums */
    /* Of the pair, and for signs alone of positive multiples of its functions: what is kept of one kind never answers
       for the other. */
    kernels_t kernels[2][MEMBER_LEVELS];
    wane_status_t status[2][MEMBER_LEVELS]; /* of the kernels; WANE_FAILURE: none yet */
    hermite_share_t student[MEMBER_LEVELS]; /* of a student that stays, up to a factor; empty: not known */
} members_struct;
typedef members_struct members_t[1];
/* family and effort must outlive it. */
void members_init(members_t members, const bifurcation_problem_t family, const wane_effort_t *effort);
void members_clear(members_t members);

/* A question that kernels answer; WANE_UNDECIDED asks for better ones. */
typedef struct {
    wane_status_t (*answer)(void *context, const kernels_t kernels, const wane_effort_t *effort,
                            wane_message_t message);
    void *context;
    int signs_only; /* 1: positive multiples of student and teacher will do */
} inquiry_t;
/* Asks about every member with the parameter in b; raises the precision as far as that can help. */
wane_status_t members_ask(const inquiry_t *inquiry, members_t members, const wane_interval_t b,
                          wane_message_t message);

/* The picture of every member with the parameter in b. */
wane_status_t members_picture(portrait_t picture, members_t members, const wane_interval_t b,
                              wane_message_t message);

/* The verdict, from the family's start, of every member with the parameter in b. */
wane_status_t members_verdict(wane_outcome_t *outcome, members_t members, const wane_interval_t b,
                              wane_message_t message);

/* The range, or [-1, 1] as a stand-in for the whole line. */
void family_parameter_range(wane_interval_t b, const bifurcation_problem_t family);

/* Degrees of student and teacher in the parameter over the interval b; -1 where they are not polynomials. */
wane_status_t family_degrees(slong *student_degree, slong *teacher_degree, const bifurcation_problem_t family,
                             const wane_interval_t b, wane_message_t message);

#endif
