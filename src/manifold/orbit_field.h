/* The vector field of the planar flow in (rho, a), rho = artanh R, cut to polynomials, and what the cut
   leaves out: derivations/17 (1) to (4). */
#ifndef MANIFOLD_ORBIT_FIELD_H
#define MANIFOLD_ORBIT_FIELD_H

#include "wane/hermite.h"

/* P, P', P'' about a point R_0 and K, K', K'' about q_0 = R_0^2, of the series cut after P_used and K_used
   terms: f^(d)(x_0 + w) = sum_j f[d][j] w^j. */
typedef struct {
    arb_ptr P[3], K[3];
    slong P_count, K_count; /* entries of P[0], K[0]; those beyond are zero; P[d], K[d] have d fewer */
} orbit_expansion_t;

typedef struct {
    const wane_kernels_struct *kernels;
    slong count;              /* entries of an expansion */
    slong P_length, K_length; /* stored terms up to the last that is not exactly zero */
    slong P_used, K_used;     /* terms summed at present */
    slong prec;
    arb_ptr *P_table, *K_table; /* [j][k] = binomial(k + j, j) p_(k+j) */
    arb_ptr power;              /* workspace */
} orbit_field_struct;
typedef orbit_field_struct orbit_field_t[1];

void orbit_field_init(orbit_field_t field, const wane_kernels_t kernels, slong count, slong prec);
void orbit_field_clear(orbit_field_t field);

/* Room for `entries` <= field->count coefficients. */
void orbit_expansion_init(orbit_expansion_t *expansion, const orbit_field_t field, slong entries);
void orbit_expansion_clear(orbit_expansion_t *expansion, const orbit_field_t field);

/* Sums as many terms as matter to prec bits where |R| <= size; all of them if size >= 1.  Only a choice. */
void orbit_field_choose_terms(orbit_field_t field, double size);

/* Contains the expansions about every point (R, q) of the two balls, 0 <= q. */
void orbit_field_expand(orbit_expansion_t *expansion, orbit_field_t field, const arb_t R, const arb_t q,
                        slong prec);

/* tail[0], …, tail[3] bound the terms not summed in P, P', S, S' where |R| <= size <= 1: derivations/07 (2),
 * (3).
 */
void orbit_field_tails(mag_ptr tail, const orbit_field_t field, const mag_t size);

/* displacement (2): what the terms not summed add to (rho', a') at most, for R and a in the balls:
 * derivations/17 (4).
 */
void orbit_field_displacement(mag_ptr displacement, const orbit_field_t field, const arb_t R, const arb_t a,
                              const arb_t eps);

#endif
