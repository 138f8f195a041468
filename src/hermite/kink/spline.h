/* A piecewise analytic function as a spline that takes over its kinks and a smooth rest:
     f = sum_{i, m < order} jump[i * order + m] (x - x_i)_+^m/m! + r,   derivations/13 (1). */
#ifndef HERMITE_KINK_SPLINE_H
#define HERMITE_KINK_SPLINE_H

#include "hermite/kink/decay.h"
#include "hermite/coefficients/table.h"

typedef struct {
    wane_function_t function;
    pieces_t pieces;
    int is_polynomial; /* between the breakpoints: then r is a polynomial, of degree below order */
    fmpq *exact;       /* x_i where it is known to be rational, to decide coincidences */
    int *has_exact;
    decay_t decay;
    slong least_length; /* with which bits of the kernels' derivatives are reached */
    slong order;        /* 0 until the spline is chosen */
    arb_ptr jump;
    slong length;                 /* of the arrays below */
    arb_ptr c, rest;              /* coefficients of f, of r */
    mag_t rest_bound, norm_bound; /* sums of k^DECAY_WEIGHT c_k(r)^2 and of c_k(f)^2 from length on */
} hermite_spline_struct;
typedef hermite_spline_struct hermite_spline_t[1];

void hermite_spline_init(hermite_spline_t spline);
void hermite_spline_clear(hermite_spline_t spline);

/* Cuts f into pieces and learns how its coefficients decay.  0 if that is not seen. */
int hermite_spline_analyse(hermite_spline_t spline, const wane_function_t f, slong bits, slong prec);

/* Chooses the order for this length and sets the jumps.  0 if they are not seen to be finite. */
int hermite_spline_choose(hermite_spline_t spline, slong length, slong bits, slong prec);

/* Computes the coefficients of the chosen spline to an absolute error of 2^-prec, which should allow for the
   bits that the jumps of this function and of its partner cost.  norm2 = E f^2. */
wane_status_t hermite_spline_complete(hermite_spline_t spline, const arb_t norm2, slong prec,
                                      const wane_effort_t *effort, wane_message_t message);

/* The same function, or f(-x) with reflect != 0, with a
   spline of at most this order, from a completed one. */
void hermite_spline_derive(hermite_spline_t derived, const hermite_spline_t spline, int reflect, slong order,
                           slong prec);

/* Bits by which the spline is larger than f, roughly: they are lost when its coefficients are subtracted. */
slong hermite_spline_jump_bits(const hermite_spline_t spline);

/* An order, at most spline->order, that suits wide balls:
   a few digits, jumps that do not cancel each other. */
slong hermite_spline_coarse_order(const hermite_spline_t spline);

#endif
