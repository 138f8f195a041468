/* Raising the precision until a question about a pair of functions is settled. */
#ifndef MANIFOLD_SHAPE_PRECISION_LOOP_H
#define MANIFOLD_SHAPE_PRECISION_LOOP_H

#include "manifold/shape/manifold.h"

typedef struct {
    /* Answers from the given kernels. */
    wane_status_t (*answer)(void *question, const kernels_t kernels, const wane_effort_t *effort,
                            wane_message_t message);
    /* The least relative accuracy, in bits, of the values in the answer; not asked unless digits
       are wanted. */
    slong (*accuracy)(const void *question);
    void *question;
    int wants_digits; /* 0: intervals were given, so that digits cannot be promised */
} question_t;

wane_status_t drive(const question_t *question, const wane_function_t student, const wane_function_t teacher,
                    const wane_effort_t *effort, wane_message_t message);

/* WANE_UNDECIDED with "<what> at … bits", which is followed by what would help: more bits only where they do. */
wane_status_t undecided_at(wane_message_t message, const kernels_t kernels, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same of the sign of something on 0 < R < 1, which is open where it says; of a teacher with parameters, that it
   has not one sign for all of their values. */
wane_status_t undecided_on_unit(wane_message_t message, const kernels_t kernels, const char *what,
                                const char *where);

/* Relative accuracy of a value that counts: large for exact, infinite and undetermined ones. */
slong value_accuracy(const arb_t x);

#endif
