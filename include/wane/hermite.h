/* Certified Hermite coefficients and correlation kernels: the module `hermite`.

   h_k = He_k/sqrt(k!) is the orthonormal probabilists' basis of L2(N(0,1)), c_k = E[f(Z) h_k(Z)].
   Every ball returned contains the true value; what vanishes by structure (parity, centring, polynomial
   degree) is exactly 0, so arb_is_zero is the test for a symbolic zero. */
#ifndef WANE_HERMITE_H
#define WANE_HERMITE_H

#include "wane/export.h"
#include "wane/effort.h"
#include "wane/function.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Encloses the expectations inside f (center, normalize) to prec bits, so that f can be evaluated. */
WANE_API wane_status_t wane_hermite_resolve(const wane_function_t f, slong prec, wane_message_t message);

/* E[f(Z)] with absolute error at most 2^-prec where possible. */
WANE_API wane_status_t wane_hermite_expectation(arb_t value, const wane_function_t f, slong prec,
                                                wane_message_t message);

/* c[0..length-1], each with absolute radius at most about 2^-prec; exact zeros exact.  The workhorse below
   wane_coefficients_compute. */
WANE_API wane_status_t wane_hermite_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                                 const wane_effort_t *effort, wane_message_t message);

/* In place of an index k: there is none, which is more than not to know it (-1). */
#define WANE_NONE (-2)

/* A table of coefficients with what is known about its function. */
typedef struct {
    slong length; /* coefficients c[0], …, c[length-1] */
    arb_ptr c;
    wane_parity_t parity;
    slong information_exponent;        /* least k >= 1 with c_k != 0 proved and all before exactly 0; -1 not
                                          determined, WANE_NONE if f is proved constant */
    int is_polynomial;                 /* then all coefficients are known exactly */
    struct wane_surd_poly *polynomial; /* not of the public library */
    arb_t norm2;                       /* E f^2 */
    arb_t dnorm2; /* sum k c_k^2 = E f'^2; +infinity where f is proved to jump, indeterminate if not known */
} wane_coefficients_struct;
typedef wane_coefficients_struct wane_coefficients_t[1];
WANE_API void wane_coefficients_init(wane_coefficients_t table);
WANE_API void wane_coefficients_clear(wane_coefficients_t table);
/* WANE_UNDECIDED if effort->digits correct digits of every non-zero entry are out of reach at
   effort->max_prec, or some entry could not be enclosed at all; the table then still holds valid enclosures,
   indeterminate balls where nothing is known. */
WANE_API wane_status_t wane_coefficients_compute(wane_coefficients_t table, const wane_function_t f,
                                                 slong length, const wane_effort_t *effort,
                                                 wane_message_t message);

/* The kernels of a student sigma and a teacher sigma*:
     P(R) = sum p_k R^k = E sigma(u) sigma*(v), S(R) = sum s_k R^(2k) = E sigma(u) sigma(v) at correlation R,
   R^2, with p_k = c_k c*_k, s_k = c_k^2, the tails beyond the stored coefficients enclosed by Parseval. */
#define WANE_KERNEL_DERIVATIVES 4 /* P, P', P'', P''' and S, S', S'', S''' */
#define WANE_TAIL_MOMENTS 5
typedef struct {
    wane_coefficients_t student, teacher;
    slong length; /* of the arrays below */
    arb_ptr p, s;
    arb_ptr p_derivative[WANE_KERNEL_DERIVATIVES]; /* coefficients of P^(j)(R) in R, length entries each */
    arb_ptr s_derivative[WANE_KERNEL_DERIVATIVES]; /* coefficients of K^(j)(q) in q */
    int p_finite, s_finite;                        /* 1: P (S) is exactly the stored polynomial, no tail */
    int same_up_to_ratio; /* teacher = ratio * student by structure (realizable teacher) */
    int mirrored;         /* not so, but teacher(x) = ratio * student(-x) */
    fmpq_t ratio;
    int positive[3]; /* E sigma^(i)(u) sigma*^(i)(v) > 0 at every correlation, both factors being >= 0 */
    int apart;       /* sigma(x) sigma*(-x) = 0 for all x: P(-1) = P'(-1) = 0 exactly */
    int homogeneous; /* N(1) = P(1) S'(1) - 2 P'(1) S(1) = 0 exactly, by positive homogeneity of the pair */
    arb_t student_tail[WANE_TAIL_MOMENTS]; /* T_j = sum_{k >= length} k(k-1)…(k-j+1)
                                              s_k; upper bounds, inf if unknown */
    arb_t teacher_tail[WANE_TAIL_MOMENTS];
    arb_t student_moment[WANE_TAIL_MOMENTS]; /* E[(sigma^(j))^2] = sum_k k(k-1)…(k-j+1) s_k, all of it */
    arb_t teacher_moment[WANE_TAIL_MOMENTS];
    arb_t P_at_one[WANE_KERNEL_DERIVATIVES], S_at_one[WANE_KERNEL_DERIVATIVES]; /* in R, by expectations */
    /* closed forms of S, P for functions with kinks; NULL where there are none.  A teacher that is the
       student up to the ratio has the student's. */
    struct wane_kink_kernel *student_kink, *pair_kink;
    slong prec;
} wane_kernels_struct;
typedef wane_kernels_struct wane_kernels_t[1];
WANE_API void wane_kernels_init(wane_kernels_t kernels);
WANE_API void wane_kernels_clear(wane_kernels_t kernels);
/* Whatever the status, the kernels can be asked: unless it is
   WANE_OK they claim nothing (every ball is the whole line). */
WANE_API wane_status_t wane_kernels_compute(wane_kernels_t kernels, const wane_function_t student,
                                            const wane_function_t teacher, const wane_effort_t *effort,
                                            wane_message_t message);
/* Kernels computed for this student, with any teacher, become those of the student and this teacher at the
   same precision, at little cost.  Returns 0, and leaves them as they are, unless the teacher is a polynomial
   of degree below kernels->length and no closed form beside the former teacher is in use (pair_kink). */
WANE_API int wane_kernels_replace_teacher(wane_kernels_t kernels, const wane_function_t student,
                                          const wane_function_t teacher);
/* P[j] and S[j] contain the j-th derivatives in R, j < WANE_KERNEL_DERIVATIVES, at every point of the ball
   R within [-1, 1]; not finite where they are infinite or not seen to be finite (kinks, at R = 1). */
WANE_API void wane_kernels_evaluate(arb_ptr P, arb_ptr S, const wane_kernels_t kernels, const arb_t R,
                                    slong prec);
/* K[j] contains the j-th derivative in q, j < WANE_KERNEL_DERIVATIVES, of K(q) = sum s_k q^k = E sigma(u)
   sigma(v) at correlation q, at every point of the ball q within [-1, 1]; not finite where it is infinite or
   not seen to be finite.  So S(R) = K(R^2). */
WANE_API void wane_kernels_evaluate_correlation(arb_ptr K, const wane_kernels_t kernels, const arb_t q,
                                                slong prec);

#ifdef __cplusplus
}
#endif
#endif
