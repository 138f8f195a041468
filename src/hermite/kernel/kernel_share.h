/* What one of the two functions contributes to the kernels, for every value of its interval parameters:
   computed for student and teacher apart, joined as often as wanted. */
#ifndef HERMITE_KERNEL_KERNEL_SHARE_H
#define HERMITE_KERNEL_KERNEL_SHARE_H

#include "function/exact/surd.h"
#include "hermite/kernel/kernels.h"

typedef struct {
    slong length; /* coefficients c[0], …; beyond them the tails */
    arb_ptr c;
    wane_parity_t parity;
    int is_polynomial; /* then the tails vanish and length covers the degree */
    surd_poly_t polynomial;
    mag_struct tail[TAIL_MOMENTS]; /* T_j = sum_{k >= length} k(k-1)…(k-j+1) c_k^2, upper bounds */
    slong prec;
} hermite_share_struct;
typedef hermite_share_struct hermite_share_t[1];

void hermite_share_init(hermite_share_t share);
void hermite_share_clear(hermite_share_t share);

/* WANE_UNDECIDED, without a message, if f is not of the kind treated here: a polynomial, or a smooth function
   with all moments finite whose parameters, if it has any, enter smoothly.  f must have passed
   wane_function_check.  derivations/16 (12) to (15). */
wane_status_t hermite_share_compute(hermite_share_t share, const wane_function_t f,
                                    const wane_effort_t *effort, wane_message_t message);

/* The same of a positive multiple of f that may depend on the parameters: with the first coefficient, c_s, s >= 1, made
   1 or -1 where it has a sign on the box.  derivations/16 (19). */
wane_status_t hermite_share_compute_up_to_factor(hermite_share_t share, const wane_function_t f,
                                                 const wane_effort_t *effort, wane_message_t message);

/* The kernels of two shares at the lesser precision; student and teacher are the functions they belong to. */
void hermite_share_join(kernels_t kernels, const hermite_share_t student_share,
                        const hermite_share_t teacher_share, const wane_function_t student,
                        const wane_function_t teacher);

/* kernels_compute for positive multiples of both functions that may depend on their interval parameters, of which signs
   and zeros of N, A', P' and P are those of the pair: derivations/16 (19).  The student's share, where one is used, is left
   in of_student, and taken from there if that is not empty: it must then be of this student and effort. */
wane_status_t kernels_compute_up_to_factor(kernels_t kernels, hermite_share_t of_student,
                                           const wane_function_t student, const wane_function_t teacher,
                                           const wane_effort_t *effort, wane_message_t message);

#endif
