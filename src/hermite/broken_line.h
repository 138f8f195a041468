/* Functions that are linear between their breakpoints:
     f(x) = constant + slope x + sum_i (turn_i (x - x_i)_+ + jump_i 1_{x > x_i}). */
#ifndef WANE_HERMITE_BROKEN_LINE_H
#define WANE_HERMITE_BROKEN_LINE_H

#include "wane/function.h"

typedef struct {
    arb_t at, turn, jump;
    int has_exact; /* then `at` encloses the rational `exact`, which decides coincidences */
    fmpq exact;
} kink_struct;

typedef struct {
    arb_t constant, slope;
    slong count;
    kink_struct *kink; /* from left to right */
} broken_line_struct;
typedef broken_line_struct broken_line_t[1];

void broken_line_init(broken_line_t line);
void broken_line_clear(broken_line_t line);

/* 1 if f is such a function by structure, and the numbers above; 0 otherwise. */
int broken_line_set_function(broken_line_t line, const wane_function_t f, slong prec);

#endif
