/* Coefficients of the functions that have them in closed form: derivations/10. */
#ifndef HERMITE_CLOSED_GAUSSIAN_SERIES_H
#define HERMITE_CLOSED_GAUSSIAN_SERIES_H

#include <flint/arb.h>

/* u(x) = quadratic x^2 + linear x + constant. */
typedef struct {
    arb_t quadratic, linear, constant;
} quadratic_struct;
typedef quadratic_struct quadratic_t[1];
void quadratic_init(quadratic_t u);
void quadratic_clear(quadratic_t u);

/* exp(u); 0 if quadratic < 1/2 is not certain, or its sign is not. */
int gaussian_series_exp(arb_ptr c, slong length, const quadratic_t u, slong prec);
/* cos(u) or sin(u), u affine. */
void gaussian_series_cos(arb_ptr c, slong length, const quadratic_t u, slong prec);
void gaussian_series_sin(arb_ptr c, slong length, const quadratic_t u, slong prec);
/* erf(u), u affine. */
int gaussian_series_erf(arb_ptr c, slong length, const quadratic_t u, slong prec);

#endif
