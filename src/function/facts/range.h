/* Ranges of expressions over pieces of the line, half-lines
   included: directed rounding, ends may be infinite. */
#ifndef FUNCTION_FACTS_RANGE_H
#define FUNCTION_FACTS_RANGE_H

#include <flint/arf.h>

#include "base/scoped.h"
#include "function/node/node.h"

typedef struct {
    arf_t lower, upper;
} range_struct;
typedef range_struct range_t[1];

void range_init(range_t range);
void range_clear(range_t range);
SCOPED_TYPE(range)
void range_set(range_t range, const range_t other);
void range_everything(range_t range);
void range_set_arb(range_t range, const arb_t x);
void range_add(range_t c, const range_t a, const range_t b);
void range_mul(range_t c, const range_t a, const range_t b);
void range_scale(range_t c, const range_t a, const fmpq_t q);
/* c = a^n, n >= 1. */
void range_power(range_t c, const range_t a, ulong n);
/* c = 1/a; 0 if a may be 0. */
int range_inverse(range_t c, const range_t a);
/* c = f(a); 0 if f may be undefined on a. */
int range_unary(range_t c, unary_t function, const range_t a);
void range_union(range_t c, const range_t a, const range_t b);

/* range contains node(t) for all t in x, which is finite or a half-line with |end| >= 1; 0 if node may be
   undefined somewhere there. */
int node_range(range_t range, const wane_node_t *node, const range_t x);
/* range contains node(t) for all t in x at which it is defined; 0 if it may be unbounded there. */
int node_range_where_defined(range_t range, const wane_node_t *node, const range_t x);
/* The same of a constant, with directed rounding from its intervals on: of [0, 1] the lower end is 0. */
int node_constant_range(range_t range, const wane_node_t *node);
/* The same on the whole line, by halves and pieces. */
int node_line_range(range_t range, const wane_node_t *node);

/* A statement about g on the whole line. */
typedef enum { SIGN_NONZERO, SIGN_POSITIVE, SIGN_NONNEGATIVE } sign_claim_t;

/* 1 if the claim is proved for all real x; then |g| >= bound (which is 0 only for SIGN_NONNEGATIVE).
 *Otherwise where is a point near which, or infinity if far out, it could not be proved. */
int node_prove_sign(mag_t bound, double *where, const wane_node_t *g, sign_claim_t claim);

/* Monomial coefficients a[0..degree] of a polynomial node; a is initialised, to be cleared by _arb_vec_clear.
   NULL if it is no polynomial of moderate degree. */
arb_ptr node_monomials(slong *degree, const wane_node_t *node, slong prec);

#endif
