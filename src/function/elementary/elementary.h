/* The elementary functions an expression can apply, and all that is known about each.

   Each has a row, a elementary_t, in a file of its own (siblings that are one computation share one);
   another one is another file and another line here. */
#ifndef FUNCTION_ELEMENTARY_ELEMENTARY_H
#define FUNCTION_ELEMENTARY_ELEMENTARY_H

#include <flint/acb.h>
#include <flint/arb_poly.h>
#include <flint/fmpq.h>

/* ROW(number, row, value): the number is UNARY_number, the row elementary_row.  Hashes and with
   them the order inside canonical expressions depend on the order here.

   The value in machine arithmetic, for simulation, stands here and not in the
   file of the function: it is compiled for floats and doubles by the bulk
   loops, whose flags (-ffast-math) must not reach anything certified. */
#define ELEMENTARY_ROWS(ROW)                                                                                 \
    ROW(EXP, exp, MATH(exp)(u))                                                                              \
    ROW(LOG, log, MATH(log)(u))                                                                              \
    ROW(SQRT, sqrt, MATH(sqrt)(u))                                                                           \
    ROW(SIN, sin, MATH(sin)(u))                                                                              \
    ROW(COS, cos, MATH(cos)(u))                                                                              \
    ROW(TAN, tan, MATH(tan)(u))                                                                              \
    ROW(SINH, sinh, MATH(sinh)(u))                                                                           \
    ROW(COSH, cosh, MATH(cosh)(u))                                                                           \
    ROW(TANH, tanh, MATH(tanh)(u))                                                                           \
    ROW(ATAN, atan, MATH(atan)(u))                                                                           \
    ROW(ASINH, asinh, MATH(asinh)(u))                                                                        \
    ROW(ERF, erf, MATH(erf)(u))                                                                              \
    ROW(ERFC, erfc, MATH(erfc)(u))                                                                           \
    ROW(PHI, phi, (REAL)0.5 * MATH(erfc)((REAL)-M_SQRT1_2 * u))                                              \
    ROW(SIGMOID, sigmoid, 1 / (1 + MATH(exp)(-u)))                                                           \
    ROW(SOFTPLUS, softplus, (u > 0 ? u : 0) + MATH(log1p)(MATH(exp)(-MATH(fabs)(u))))                        \
    ROW(LOG2COSH, log2cosh, MATH(fabs)(u) + MATH(log1p)(MATH(exp)(-2 * MATH(fabs)(u))))                      \
    ROW(ABS, abs, MATH(fabs)(u))                                                                             \
    ROW(SIGN, sign, u > 0 ? (REAL)1 : u < 0 ? (REAL)-1 : (REAL)0)                                            \
    ROW(STEP, step, u > 0 ? (REAL)1 : u < 0 ? (REAL)0 : (REAL)0.5)                                           \
    ROW(RELU, relu, u > 0 ? u : 0)                                                                           \
    ROW(NEGATIVE_EXP, negative_exp, MATH(expm1)(u < 0 ? u : 0))                                              \
    ROW(CBRT, cbrt, MATH(cbrt)(u))

#define ELEMENTARY_NUMBER(number, row, value) UNARY_##number,
typedef enum { ELEMENTARY_ROWS(ELEMENTARY_NUMBER) UNARY_COUNT } unary_t;

/* What f(-u) is rewritten to. */
typedef enum {
    SYMMETRY_NONE, /* left alone */
    SYMMETRY_ODD,
    SYMMETRY_EVEN,
    SYMMETRY_COMPLEMENT /* 1 - f(u) */
} symmetry_t;

typedef enum {
    MONOTONE_NOT,
    MONOTONE_INCREASING, /* non-decreasing on the domain */
    MONOTONE_DECREASING,
    MONOTONE_IN_SIZE /* non-decreasing in |u| */
} monotone_t;

/* Where f is defined. */
typedef enum {
    DOMAIN_LINE,
    DOMAIN_POSITIVE,    /* u > 0, where it is analytic */
    DOMAIN_NONNEGATIVE, /* u >= 0, analytic for u > 0 */
    DOMAIN_OFF_POLES    /* where the function `denominator` does not vanish: |f| <= 1/|denominator| */
} domain_t;

typedef enum {
    GROWS_AFFINE, /* |f(u)| <= offset + slope |u| */
    GROWS_AS_LOG,
    GROWS_AS_SQRT,
    GROWS_AS_EXP,
    GROWS_AS_COSH, /* |f(u)| <= e^u + e^-u */
    GROWS_AT_POLES /* as the domain says */
} grows_t;

/* The real zeros of f. */
typedef enum {
    ZEROS_UNKNOWN,
    ZEROS_NONE,
    ZEROS_CROSSING_0, /* u = 0, with a change of sign */
    ZEROS_TOUCHING_0, /* u = 0, an end of the domain */
    ZEROS_CROSSING_1  /* u = 1, with a change of sign */
} zeros_kind_t;

/* f(c u) for c > 0. */
typedef enum { SCALING_NONE, SCALING_INVARIANT, SCALING_LINEAR } scaling_t;

/* A formula in u (and v): a program for a stack of expressions, ended by RULE_END. */
typedef enum {
    RULE_END,
    RULE_U,
    RULE_V,
    RULE_INTEGER, /* a */
    RULE_PI,
    RULE_APPLY, /* the function a to the top */
    RULE_POWER, /* the top to the a */
    RULE_SCALE, /* the top times a/b */
    RULE_ADD,
    RULE_SUB,
    RULE_MUL,
    RULE_DIV
} rule_operation_t;

typedef struct {
    rule_operation_t operation;
    int a, b;
} rule_t;

typedef struct {
    /* Words: of a function that the language does not name, how it is printed (%+, %*, %^ stand for u as a
       term, as a factor and as a base) and what contains it. */
    const char *name, *formula, *part_of;

    /* On the line: derivations/11 (1). */
    symmetry_t symmetry;
    monotone_t monotone;
    domain_t domain;
    unary_t denominator; /* OFF_POLES */
    double lower, upper; /* infimum and supremum, rounded outward */
    int fills_range;     /* strictly monotone onto the open interval (lower, upper), these exact */
    grows_t growth;
    double slope, offset; /* GROWS_AFFINE; slope is 0 or 1 */
    zeros_kind_t zeros;

    /* Kinks, all at u = 0. */
    int is_kinked, jumps;
    int slope_jump; /* of f' at 0, where f is continuous */

    /* Canonical forms. */
    int twice_at_zero; /* 2 f(0); -1 if it stays as it is */
    int (*at_rational)(fmpq_t value,
                       const fmpq_t u); /* f(u), u not 0; 0 if it stays as it is.  NULL: always */
    scaling_t scaling;
    int is_idempotent; /* f(f(u)) = f(u) */

    /* Formulas. */
    const rule_t *derivative;  /* NULL: 0 almost everywhere */
    const rule_t *branch[2];   /* of a kinked function for u < 0 and u > 0: derivations/12 (1) */
    const rule_t *part[2];     /* even and odd part for odd u, or NULL: derivations/11 (3) */
    const rule_t *sum_part[2]; /* even and odd part of f(u + v) for even u and odd v, or NULL */

    /* Values.  A wide ball is left to a function that is monotone only if it is kinked or has an end of its
       domain. Of a kinked function the box and the series are asked for only where Re u keeps its sign. */
    void (*ball)(arb_t value, const arb_t x, slong prec);
    void (*box)(acb_t value, const acb_t z, slong prec);
    void (*series)(arb_poly_t y, const arb_poly_t u, slong length, slong prec);
} elementary_t;

#define ELEMENTARY_DECLARATION(number, row, value) extern const elementary_t elementary_##row;
ELEMENTARY_ROWS(ELEMENTARY_DECLARATION)

extern const elementary_t *const elementary_table[UNARY_COUNT];

/* Outputs never alias inputs.  Inputs are finite.  Wide balls are as welcome as narrow ones. */

/* value contains f(t) for every t in x where f is defined; not finite if f is unbounded there. */
void elementary_ball(arb_t value, unary_t function, const arb_t x, slong prec);
/* value contains f(w) for every w in z and is finite only if f is holomorphic on a neighbourhood of z. */
void elementary_box(acb_t value, unary_t function, const acb_t z, slong prec);
/* The series of f(u), to that length; not finite where it may not be analytic. */
void elementary_series(arb_poly_t y, unary_t function, const arb_poly_t u, slong length, slong prec);
/* The name of f, or of what contains it. */
const char *elementary_blamed(unary_t function);
/* 1 if the formula does not contain u. */
int rule_is_constant(const rule_t *rule);

#endif
