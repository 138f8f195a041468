/* Taylor coefficients in time of the flow of the cut field, and of its derivative in the initial point:
   derivations/17 (5) to (8).  One run at a point, on a ball, or on a box that holds the solution for a while:
   the coefficients returned contain those of the solution through every point of the ball. */
#ifndef MANIFOLD_ORBIT_ORBIT_SERIES_H
#define MANIFOLD_ORBIT_ORBIT_SERIES_H

#include "manifold/orbit/orbit_field.h"

typedef struct {
    slong order;    /* coefficients 0, …, order are known after a run */
    arb_ptr rho, a; /* the solution */
    arb_ptr V[4];   /* d(rho, a)/d(rho_0, a_0), by rows; only with the derivative */
    /* Along the solution: R, D = 1 - R^2, P, P', P'', K, K', K'' at q = R^2, and products of these. */
    arb_ptr R, D, P[3], K[3], aR, aRK1, M, G, aK, RG;
    arb_ptr slope[4]; /* the field's derivative, by rows; this and the rest only with the derivative */
    arb_ptr DK2, T, aT, N, aN;
    arb_ptr defect[2];        /* of a given curve */
    arb_ptr minus_D;          /* q - q_0 */
    arb_ptr R_power, q_power; /* row j: the coefficients of (R - R_0)^j, (q - q_0)^j */
    slong R_rows, q_rows;
    /* With closed forms: paths of the correlations |R| and q, and the derivatives of R and q in time. */
    int P_closed, K_closed, reflected;
    kink_path_t P_path, K_path;
    arb_ptr R_speed, q_speed;
    arb_t P_factor; /* of the path's second derivative in P'' */
    orbit_expansion_t expansion;
    slong stride;
    arb_ptr storage;
    slong storage_length;
} orbit_series_struct;
typedef orbit_series_struct orbit_series_t[1];

void orbit_series_init(orbit_series_t series, const orbit_field_t field, slong order);
void orbit_series_clear(orbit_series_t series, const orbit_field_t field);

/* Coefficients up to `order` of the solutions that start in the box (rho, a). */
void orbit_series_run(orbit_series_t series, orbit_field_t field, const arb_t rho, const arb_t a,
                      const arb_t eps, int with_derivative, slong prec);

/* defect[i], coefficients 0, …, order - 1: those of f(p(t)) - p'(t), f the cut field, p the curve whose
   coefficients 0, …, order are in rho and a. */
void orbit_series_defect(orbit_series_t series, orbit_field_t field, const arb_t eps, slong prec);

/* The derivative of the field on the box, by rows: slope[0] = d rho'/d rho, …; after a run on it. */
void orbit_series_slope(arb_ptr slope, const orbit_series_t series, const arb_t eps, slong prec);

/* value = sum coefficient[k] t^k, k = 0, …, order */
void orbit_series_evaluate(arb_t value, const orbit_series_t series, arb_srcptr coefficient, const arb_t t,
                           slong prec);

/* R = tanh rho, D = 1/cosh^2 rho, q = tanh^2 rho for every rho in the ball, without loss near |R| = 1. */
void orbit_correlation(arb_t R, arb_t D, arb_t q, const arb_t rho, slong prec);

#endif
