/* The vector field of the planar flow in (rho, a), rho = artanh R, cut to polynomials, and what the cut
   leaves out: derivations/17 (1) to (4). */
#ifndef MANIFOLD_ORBIT_ORBIT_FIELD_H
#define MANIFOLD_ORBIT_ORBIT_FIELD_H

#include "hermite/kink/kink_path.h"
#include "hermite/kernel/kernels.h"

/* P, P', P'' about a point R_0 and K, K', K'' about q_0 = R_0^2, of the series cut after P_used and K_used
   terms: f^(d)(x_0 + w) = sum_j f[d][j] w^j. */
typedef struct {
    arb_ptr P[3], K[3];
    slong P_count, K_count; /* entries of P[0], K[0]; those beyond are zero; P[d], K[d] have d fewer */
    slong entries;          /* at most */
} orbit_expansion_t;

/* A polynomial with what re-expanding it takes. */
typedef struct {
    slong length;   /* stored terms up to the last that is not exactly zero */
    slong used;     /* terms summed at present */
    arb_ptr *table; /* [j][k] = binomial(k + j, j) c_(k+j) */
} orbit_polynomial_t;

/* One kernel: its power series and, for functions with kinks, what its closed form leaves to a series, for
   R > 0 and for R < 0. */
typedef struct {
    orbit_polynomial_t series, rest[2];
    const hermite_kink_kernel_t *kink; /* NULL: there is no closed form */
} orbit_kernel_t;

typedef struct {
    const kernels_struct *kernels;
    slong count; /* entries of an expansion */
    slong prec;
    orbit_kernel_t P, K;
    int closed;    /* the closed forms of kinked functions are in use, where there are any */
    int reflected; /* for R < 0 */
    arb_ptr power; /* workspace */
    double effort; /* multiplications so far, about */
} orbit_field_struct;
typedef orbit_field_struct orbit_field_t[1];

void orbit_field_init(orbit_field_t field, const kernels_t kernels, slong count, slong prec);
void orbit_field_clear(orbit_field_t field);

/* Room for `entries` <= field->count coefficients. */
void orbit_expansion_init(orbit_expansion_t *expansion, const orbit_field_t field, slong entries);
void orbit_expansion_clear(orbit_expansion_t *expansion, const orbit_field_t field);

/* How a kernel is summed where |R| is about tanh |rho|, in the order in which to try: with as many terms as
   matter there, with all of them, with the closed forms of functions with kinks.  Each is another field, with
   its own tails. */
typedef enum { ORBIT_FEW_TERMS, ORBIT_ALL_TERMS, ORBIT_CLOSED_FORM, ORBIT_FORMS } orbit_form_t;
/* Chooses the first form from `form` on that may serve; ORBIT_FORMS, and nothing chosen, if there is none. */
orbit_form_t orbit_field_choose(orbit_field_t field, orbit_form_t form, double rho);
/* Whether the closed form of the kernel is in use. */
int orbit_field_is_closed(const orbit_field_t field, const orbit_kernel_t *kernel);
/* The polynomial that is expanded at present. */
orbit_polynomial_t *orbit_field_polynomial(const orbit_field_t field, const orbit_kernel_t *kernel);

/* Contains the expansions about every point (R, q) of the two balls, 0 <= q. */
void orbit_field_expand(orbit_expansion_t *expansion, orbit_field_t field, const arb_t R, const arb_t q,
                        slong prec);

/* P (2) and K (2) contain the value and first derivative at R and q of the kernels whose closed forms are in
   use, the others being untouched: of the closed form and the terms that are summed beside it.  R within the
   half of (-1, 1) that the field was told, D = 1 - q = 1 - R^2, or they are not finite. */
void orbit_field_closed_values(arb_ptr P, arb_ptr K, const orbit_field_t field, const arb_t R, const arb_t D,
                               slong prec);

/* factor: the kernel's second derivative is the factor times that of its side, plus the series'. */
const kink_side_t *orbit_field_side(arb_t factor, const orbit_field_t field, const orbit_kernel_t *kernel,
                                    slong prec);

/* tail[0], …, tail[3] bound the terms not summed in P, P', S, S' where |R| <= size <= 1:
   derivations/07 (2), (3). */
void orbit_field_tails(mag_ptr tail, const orbit_field_t field, const mag_t size);

/* displacement (2): what the terms not summed add to (rho', a') at most, for R and a in the balls:
   derivations/17 (4). */
void orbit_field_displacement(mag_ptr displacement, const orbit_field_t field, const arb_t R, const arb_t a,
                              const arb_t eps);

#endif
