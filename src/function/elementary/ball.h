/* Real balls and complex boxes: what the elementary functions share. */
#ifndef FUNCTION_ELEMENTARY_BALL_H
#define FUNCTION_ELEMENTARY_BALL_H

#include <flint/acb.h>
#include <flint/arb_poly.h>

/* Outputs never alias inputs. */

/* ---- widths and signs ---- */

/* 1 if the ball is too wide for first-order error propagation to be tight. */
int ball_is_wide(const arb_t x);
int box_is_wide(const acb_t z);
/* Of the centre of x: its sign, and whether its size is below 2^e. */
int ball_centre_sign(const arb_t x);
int ball_centre_is_below(const arb_t x, slong e);
/* 1 if |x| < pi 2^shift is proved. */
int ball_is_below_pi(const arb_t x, slong shift);
/* 1 if z may meet i y, |y| >= 1, where atan and asinh are cut. */
int box_meets_imaginary_cut(const acb_t z);
/* value := value and bounds, either of which may be missing (not finite). */
void box_intersect(acb_t value, const acb_t bounds, slong prec);

/* ---- tight values on wide balls ---- */

typedef void ball_map_t(arb_t value, const arb_t x, slong prec);

/* f(x) from the values at both ends, for monotone f: of any ball, and only if it is wide. */
void ball_from_ends(arb_t value, ball_map_t *f, const arb_t x, slong prec);
void ball_monotone(arb_t value, ball_map_t *f, const arb_t x, slong prec);
/* From the values at the ends of |x|, for f that increases with |x|. */
void ball_even(arb_t value, ball_map_t *f, const arb_t x, slong prec);
void ball_abs(arb_t value, const arb_t x, slong prec);

/* x^n and z^n. */
void ball_power(arb_t value, const arb_t x, ulong n, slong prec);
void box_power(acb_t value, const acb_t z, ulong n, slong prec);
/* He_n, or h_n if orthonormal. */
void ball_hermite(arb_t value, ulong n, int orthonormal, const arb_t x, slong prec);
void box_hermite(acb_t value, ulong n, int orthonormal, const acb_t z, slong prec);
void series_hermite(arb_poly_t y, ulong n, int orthonormal, const arb_poly_t u, slong length, slong prec);

/* ---- series ---- */

/* 1 if the constant term is positive for certain. */
int series_is_positive(const arb_poly_t u);

void box_erfc(acb_t value, const acb_t z, slong prec);

/* ---- the logistic family: log(1 + e^w), |Im w| < pi, and two of its members ---- */

void box_log1p_exp(acb_t value, const acb_t w, slong prec);
void box_tanh(acb_t value, const acb_t z, slong prec);
void series_sigmoid(arb_poly_t y, const arb_poly_t u, slong length, slong prec);
void series_softplus(arb_poly_t y, const arb_poly_t u, slong length, slong prec);

#endif
