/* Ranges of expressions over pieces of the line, half-lines
   included: directed rounding, ends may be infinite. */
#ifndef FUNCTION_FACTS_RANGE_H
#define FUNCTION_FACTS_RANGE_H

#include <flint/arf.h>

#include "base/scoped.h"
#include "function/tree/node.h"

typedef struct {
    arf_t lower, upper;
} wane_range_struct;
typedef wane_range_struct wane_range_t[1];

void wane_range_init(wane_range_t range);
void wane_range_clear(wane_range_t range);
SCOPED_TYPE(wane_range)
void wane_range_set(wane_range_t range, const wane_range_t other);
void wane_range_everything(wane_range_t range);
void wane_range_set_arb(wane_range_t range, const arb_t x);
void wane_range_add(wane_range_t c, const wane_range_t a, const wane_range_t b);
void wane_range_mul(wane_range_t c, const wane_range_t a, const wane_range_t b);
void wane_range_scale(wane_range_t c, const wane_range_t a, const fmpq_t q);
/* c = a^n, n >= 1. */
void wane_range_power(wane_range_t c, const wane_range_t a, ulong n);
/* c = 1/a; 0 if a may be 0. */
int wane_range_inverse(wane_range_t c, const wane_range_t a);
/* c = f(a); 0 if f may be undefined on a. */
int wane_range_unary(wane_range_t c, wane_unary_t function, const wane_range_t a);
void wane_range_union(wane_range_t c, const wane_range_t a, const wane_range_t b);

/* range contains node(t) for all t in x, which is finite or a half-line with |end| >= 1; 0 if node may be
   undefined somewhere there. */
int wane_node_range(wane_range_t range, const wane_node_t *node, const wane_range_t x);
/* The same of a constant, with directed rounding from its intervals on: of [0, 1] the lower end is 0. */
int wane_node_constant_range(wane_range_t range, const wane_node_t *node);
/* The same on the whole line, by halves and pieces. */
int wane_node_line_range(wane_range_t range, const wane_node_t *node);

/* A statement about g on the whole line. */
typedef enum { WANE_NONZERO, WANE_POSITIVE, WANE_NONNEGATIVE } wane_sign_claim_t;

/* 1 if the claim is proved for all real x; then |g| >= bound (which is 0 only for WANE_NONNEGATIVE).
 *Otherwise where is a point near which, or infinity if far out, it could not be proved. */
int wane_node_prove_sign(mag_t bound, double *where, const wane_node_t *g, wane_sign_claim_t claim);

/* Monomial coefficients a[0..degree] of a polynomial node; a is initialised, to be cleared by _arb_vec_clear.
   NULL if it is no polynomial of moderate degree. */
arb_ptr wane_node_monomials(slong *degree, const wane_node_t *node, slong prec);

#endif
