/* Certified Hermite coefficients and correlation kernels: the module `hermite`.

   h_k = He_k/sqrt(k!) is the orthonormal probabilists' basis of L2(N(0,1)), c_k = E[f(Z) h_k(Z)].
   Every ball returned contains the true value; what vanishes by structure (parity, centring, polynomial
   degree) is exactly 0, so arb_is_zero is the test for a symbolic zero. */
#ifndef WANE_HERMITE_H
#define WANE_HERMITE_H

#include "wane/export.h"
#include "wane/effort.h"
#include "wane/function.h"
#include "wane/interval.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Encloses the expectations inside f (center, normalize) to prec bits, so that f can be evaluated. */
WANE_API wane_status_t wane_hermite_resolve(const wane_function_t f, slong prec, wane_message_t message);

/* The pair whose planar flow is that of student and teacher with a ridge of decay >= 0 on the second layer,
   a' = eps (P - a (S + decay)): both functions shifted by constants, so that c_0^2 + decay takes the place of c_0^2 and
   p_0 stays.  What is asked of the new pair is answered of the flow with decay, for every decay of the interval, which
   is one unknown called "decay" in both functions (no parameter of theirs may have that name); losses of the new pair
   are less by decay c*_0^2/(2 (c_0^2 + decay)).  Not for networks of finite width, whose weights differ.  Aliasing
   allowed.  Source: derivations/23 (2), (5). */
WANE_API void wane_shifted_pair(wane_function_t shifted_student, wane_function_t shifted_teacher,
                                const wane_function_t student, const wane_function_t teacher,
                                const wane_interval_t decay);

/* In place of an index k: there is none, which is more than not to know it (-1). */
#define WANE_NONE (-2)

/* A table of coefficients with what is known about its function. */
typedef struct {
    struct wane_coefficients_data *data;
} wane_coefficients_struct;
typedef wane_coefficients_struct wane_coefficients_t[1];
WANE_API void wane_coefficients_init(wane_coefficients_t table); /* no entries */
WANE_API void wane_coefficients_clear(wane_coefficients_t table);
/* c_0, …, c_(length-1).  WANE_UNDECIDED if effort->digits correct digits of every non-zero entry are out of
   reach at effort->max_prec, or some entry could not be enclosed at all; the table then still holds valid
   enclosures, indeterminate balls where nothing is known. */
WANE_API wane_status_t wane_coefficients_compute(wane_coefficients_t table, const wane_function_t f,
                                                 slong length, const wane_effort_t *effort,
                                                 wane_message_t message);
/* c contains c_k; indeterminate beyond the entries of the table. */
WANE_API void wane_coefficients_get(arb_t c, const wane_coefficients_t table, slong k);
/* norm2 contains E f^2 = sum c_k^2. */
WANE_API void wane_coefficients_norm2(arb_t norm2, const wane_coefficients_t table);
/* dnorm2 contains E f'^2 = sum k c_k^2: +infinity where f is proved to jump, indeterminate if not known. */
WANE_API void wane_coefficients_dnorm2(arb_t dnorm2, const wane_coefficients_t table);
WANE_API wane_parity_t wane_coefficients_parity(const wane_coefficients_t table);
/* The least k >= 1 with c_k != 0 proved and all before exactly 0; -1 not determined, WANE_NONE if f is proved
   constant. */
WANE_API slong wane_coefficients_information_exponent(const wane_coefficients_t table);

/* The kernels of a student sigma and a teacher sigma*:
     P(R) = sum p_k R^k = E sigma(u) sigma*(v), S(R) = sum s_k R^(2k) = E sigma(u) sigma(v) at correlation R,
   R^2, with p_k = c_k c*_k, s_k = c_k^2, the tails beyond the stored coefficients enclosed by Parseval. */
#define WANE_KERNEL_DERIVATIVES 4 /* P, P', P'', P''' and S, S', S'', S''' */
typedef struct {
    struct wane_kernels_data *data;
} wane_kernels_struct;
typedef wane_kernels_struct wane_kernels_t[1];
WANE_API void wane_kernels_init(wane_kernels_t kernels);
WANE_API void wane_kernels_clear(wane_kernels_t kernels);
/* Whatever the status, the kernels can be asked: unless it is WANE_OK they claim nothing (every ball is the
   whole line). */
WANE_API wane_status_t wane_kernels_compute(wane_kernels_t kernels, const wane_function_t student,
                                            const wane_function_t teacher, const wane_effort_t *effort,
                                            wane_message_t message);
/* Kernels computed for this student, with any teacher, become those of the student and this teacher at the
   same precision, at little cost.  Returns 0, and leaves them as they are, unless the teacher is a polynomial
   whose degree is below the length of wane_kernels_series and no closed form beside the former teacher is in use
   (functions with kinks). */
WANE_API int wane_kernels_replace_teacher(wane_kernels_t kernels, const wane_function_t student,
                                          const wane_function_t teacher);
/* P[j] and S[j] contain the j-th derivatives in R, j < WANE_KERNEL_DERIVATIVES, at every point of the ball
   R within [-1, 1]; not finite where they are infinite or not seen to be finite (kinks, at R = 1). */
WANE_API void wane_kernels_evaluate(arb_ptr P, arb_ptr S, const wane_kernels_t kernels, const arb_t R,
                                    slong prec);
/* The stored p_0, …, p_(length-1) and s_0, …, s_(length-1); they live until the kernels change. */
WANE_API void wane_kernels_series(arb_srcptr *p, arb_srcptr *s, slong *length, const wane_kernels_t kernels);
/* table becomes what is known of the student or the teacher: the stored coefficients, norms and parity. */
WANE_API void wane_kernels_student(wane_coefficients_t table, const wane_kernels_t kernels);
WANE_API void wane_kernels_teacher(wane_coefficients_t table, const wane_kernels_t kernels);

#ifdef __cplusplus
}
#endif
#endif
