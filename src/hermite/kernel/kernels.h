/* The correlation kernels of a pair: what lies behind wane_kernels_t (wane/hermite.h). */
#ifndef HERMITE_KERNEL_KERNELS_H
#define HERMITE_KERNEL_KERNELS_H

#include <pthread.h>

#include "hermite/coefficients/table.h"

/* The kernels of a student sigma and a teacher sigma*:
     P(R) = sum p_k R^k = E sigma(u) sigma*(v), S(R) = sum s_k R^(2k) = E sigma(u) sigma(v) at correlation R,
   R^2, with p_k = c_k c*_k, s_k = c_k^2, the tails beyond the stored coefficients enclosed by Parseval. */
#define TAIL_MOMENTS 5
typedef struct wane_kernels_data {
    coefficients_t student, teacher;
    slong length; /* of the arrays below */
    arb_ptr p, s;
    struct kernel_series *P_series, *K_series; /* p and s as evaluated */
    int p_finite, s_finite;                    /* 1: P (S) is exactly the stored polynomial, no tail */
    int same_up_to_ratio;    /* teacher = ratio * student by structure (realizable teacher) */
    int same_up_to_constant; /* not so, but up to a constant beside a student with c_0 = 0: P = ratio K */
    int mirrored;            /* neither, but teacher(x) is so to student(-x): P(R) = ratio K(-R) */
    fmpq_t ratio;
    int proportion;  /* the sign of P/K where it is a constant that may be irrational; 0: not known */
    int definite[3]; /* the sign of E sigma^(i)(u) sigma*^(i)(v) at every correlation, where neither factor
                        changes its own; 0: not known */
    int beside_step; /* the sign of P' on (-1, 1), where R P'' <= 0 if it is 1, >= 0 if -1, by a teacher that is a
                        step; 0: not known */
    int apart
        [2]; /* sigma(x) sigma*(x) = 0, sigma(x) sigma*(-x) = 0 for all x: P = P' = 0 exactly at R = 1, -1 */
    struct kernel_corners
        *corners;    /* of a teacher affine in its parameters, or in what encloses them; or NULL */
    int homogeneous; /* N(1) = P(1) S'(1) - 2 P'(1) S(1) = 0 exactly, by positive homogeneity of the pair */
    arb_t student_tail[TAIL_MOMENTS]; /* T_j = sum_{k >= length} k(k-1)…(k-j+1)
                                              s_k; upper bounds, inf if unknown */
    arb_t teacher_tail[TAIL_MOMENTS];
    arb_t student_moment[TAIL_MOMENTS]; /* E[(sigma^(j))^2] = sum_k k(k-1)…(k-j+1) s_k, all of it */
    arb_t teacher_moment[TAIL_MOMENTS];
    arb_t P_at_one[WANE_KERNEL_DERIVATIVES], S_at_one[WANE_KERNEL_DERIVATIVES]; /* in R, by expectations */
    /* closed forms of S, P for functions with kinks; NULL where there are none.  A teacher that is the
       student up to the ratio has the student's. */
    struct kink_kernel *student_kink, *pair_kink;
    slong prec;
} kernels_struct;
typedef kernels_struct kernels_t[1];
void kernels_init(kernels_t kernels);
void kernels_clear(kernels_t kernels);
/* Whatever the status, the kernels can be asked: unless it is
   WANE_OK they claim nothing (every ball is the whole line). */
wane_status_t kernels_compute(kernels_t kernels, const wane_function_t student, const wane_function_t teacher,
                              const wane_effort_t *effort, wane_message_t message);
/* Kernels computed for this student, with any teacher, become those of the student and this teacher at the
   same precision, at little cost.  Returns 0, and leaves them as they are, unless the teacher is a polynomial
   of degree below kernels->length and no closed form beside the former teacher is in use (pair_kink). */
int kernels_replace_teacher(kernels_t kernels, const wane_function_t student, const wane_function_t teacher);
/* P[j] and S[j] contain the j-th derivatives in R, j < WANE_KERNEL_DERIVATIVES, at every point of the ball
   R within [-1, 1]; not finite where they are infinite or not seen to be finite (kinks, at R = 1).  S may be NULL. */
void kernels_evaluate(arb_ptr P, arb_ptr S, const kernels_t kernels, const arb_t R, slong prec);
/* K[j] contains the j-th derivative in q, j < WANE_KERNEL_DERIVATIVES, of K(q) = sum s_k q^k = E sigma(u)
   sigma(v) at correlation q, at every point of the ball q within [-1, 1]; not finite where it is infinite or
   not seen to be finite.  So S(R) = K(R^2). */
void kernels_evaluate_correlation(arb_ptr K, const kernels_t kernels, const arb_t q, slong prec);

/* The kernels at the corners of the box of a teacher's parameters, where it is affine in each of them: P at any other
   value is a mean of those there, with the same weights for all R: derivations/22 (39).  The same of a teacher that is
   so in factors free of x, each between its least and its greatest value: (40). */
#define MOST_CORNERS 8

typedef struct kernel_corners {
    slong count;
    int is_tight; /* the corners are members */
    wane_function_t student, teacher[MOST_CORNERS];
    pthread_mutex_t lock;       /* held while a corner is filled in: threads may share the source */
    int is_known[MOST_CORNERS]; /* 0: not asked for, -1: not to be had */
    kernels_struct *kernels;    /* of those known */
} kernel_corners_struct;

/* NULL where the teacher is not such. */
kernel_corners_struct *kernel_corners_new(const wane_function_t student, const wane_function_t teacher);
void kernel_corners_free(kernel_corners_struct *corners); /* NULL: nothing */

/* The kernels at one corner, as precise as the source, which has the corners; NULL if they are not to be had.  Computed
   when they are first asked for, by whichever thread that is. */
const kernels_struct *kernel_corner(const kernels_t source, slong index);

/* What is linear in a teacher that is no polynomial, its coefficients and P at R = 1, from the corners: quadrature sees
   them less closely over a whole box. */
void kernel_corners_sharpen(kernels_t kernels);

#endif
