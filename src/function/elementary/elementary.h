/* The elementary functions an expression can apply, and all that is known about each.

   Each has a row, a wane_elementary_t, in a file of its own (siblings that are one computation share one);
   another one is another file and another line here. */
#ifndef FUNCTION_ELEMENTARY_ELEMENTARY_H
#define FUNCTION_ELEMENTARY_ELEMENTARY_H

#include <flint/acb.h>
#include <flint/arb_poly.h>
#include <flint/fmpq.h>

/* ROW(number, row, value): the number is WANE_UNARY_number, the row wane_elementary_row.  Hashes and with
   them the order inside canonical expressions depend on the order here.

   The value in machine arithmetic, for simulation, stands here and not in the
   file of the function: it is compiled for floats and doubles by the bulk
   loops, whose flags (-ffast-math) must not reach anything certified. */
#define WANE_ELEMENTARY_ROWS(ROW)                                                                            \
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

#define WANE_ELEMENTARY_NUMBER(number, row, value) WANE_UNARY_##number,
typedef enum { WANE_ELEMENTARY_ROWS(WANE_ELEMENTARY_NUMBER) WANE_UNARY_COUNT } wane_unary_t;

/* What f(-u) is rewritten to. */
typedef enum {
    WANE_SYMMETRY_NONE, /* left alone */
    WANE_SYMMETRY_ODD,
    WANE_SYMMETRY_EVEN,
    WANE_SYMMETRY_COMPLEMENT /* 1 - f(u) */
} wane_symmetry_t;

typedef enum {
    WANE_MONOTONE_NOT,
    WANE_MONOTONE_INCREASING, /* non-decreasing on the domain */
    WANE_MONOTONE_DECREASING,
    WANE_MONOTONE_IN_SIZE /* non-decreasing in |u| */
} wane_monotone_t;

/* Where f is defined. */
typedef enum {
    WANE_DOMAIN_LINE,
    WANE_DOMAIN_POSITIVE,    /* u > 0, where it is analytic */
    WANE_DOMAIN_NONNEGATIVE, /* u >= 0, analytic for u > 0 */
    WANE_DOMAIN_OFF_POLES    /* where the function `denominator` does not vanish: |f| <= 1/|denominator| */
} wane_domain_t;

typedef enum {
    WANE_GROWS_AFFINE, /* |f(u)| <= offset + slope |u| */
    WANE_GROWS_AS_LOG,
    WANE_GROWS_AS_SQRT,
    WANE_GROWS_AS_EXP,
    WANE_GROWS_AS_COSH, /* |f(u)| <= e^u + e^-u */
    WANE_GROWS_AT_POLES /* as the domain says */
} wane_grows_t;

/* The real zeros of f. */
typedef enum {
    WANE_ZEROS_UNKNOWN,
    WANE_ZEROS_NONE,
    WANE_ZEROS_CROSSING_0, /* u = 0, with a change of sign */
    WANE_ZEROS_TOUCHING_0, /* u = 0, an end of the domain */
    WANE_ZEROS_CROSSING_1  /* u = 1, with a change of sign */
} wane_zeros_kind_t;

/* f(c u) for c > 0. */
typedef enum { WANE_SCALING_NONE, WANE_SCALING_INVARIANT, WANE_SCALING_LINEAR } scaling_t;

/* A formula in u (and v): a program for a stack of expressions, ended by WANE_RULE_END. */
typedef enum {
    WANE_RULE_END,
    WANE_RULE_U,
    WANE_RULE_V,
    WANE_RULE_INTEGER, /* a */
    WANE_RULE_PI,
    WANE_RULE_APPLY, /* the function a to the top */
    WANE_RULE_POWER, /* the top to the a */
    WANE_RULE_SCALE, /* the top times a/b */
    WANE_RULE_ADD,
    WANE_RULE_SUB,
    WANE_RULE_MUL,
    WANE_RULE_DIV
} wane_rule_operation_t;

typedef struct {
    wane_rule_operation_t operation;
    int a, b;
} wane_rule_t;

typedef struct {
    /* Words: of a function that the language does not name, how it is printed (%+, %*, %^ stand for u as a
       term, as a factor and as a base) and what contains it. */
    const char *name, *formula, *part_of;

    /* On the line: derivations/11 (1). */
    wane_symmetry_t symmetry;
    wane_monotone_t monotone;
    wane_domain_t domain;
    wane_unary_t denominator; /* OFF_POLES */
    double lower, upper;      /* infimum and supremum, rounded outward */
    int fills_range;          /* strictly monotone onto the open interval (lower, upper), these exact */
    wane_grows_t growth;
    double slope, offset; /* GROWS_AFFINE; slope is 0 or 1 */
    wane_zeros_kind_t zeros;

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
    const wane_rule_t *derivative;  /* NULL: 0 almost everywhere */
    const wane_rule_t *branch[2];   /* of a kinked function for u < 0 and u > 0: derivations/12 (1) */
    const wane_rule_t *part[2];     /* even and odd part for odd u, or NULL: derivations/11 (3) */
    const wane_rule_t *sum_part[2]; /* even and odd part of f(u + v) for even u and odd v, or NULL */

    /* Values.  A wide ball is left to a function that is monotone only if it is kinked or has an end of its
       domain. Of a kinked function the box and the series are asked for only where Re u keeps its sign. */
    void (*ball)(arb_t value, const arb_t x, slong prec);
    void (*box)(acb_t value, const acb_t z, slong prec);
    void (*series)(arb_poly_t y, const arb_poly_t u, slong length, slong prec);
} wane_elementary_t;

#define WANE_ELEMENTARY_DECLARATION(number, row, value) extern const wane_elementary_t wane_elementary_##row;
WANE_ELEMENTARY_ROWS(WANE_ELEMENTARY_DECLARATION)

extern const wane_elementary_t *const wane_elementary[WANE_UNARY_COUNT];

/* Outputs never alias inputs.  Inputs are finite.  Wide balls are as welcome as narrow ones. */

/* value contains f(t) for every t in x where f is defined; not finite if f is unbounded there. */
void wane_elementary_ball(arb_t value, wane_unary_t function, const arb_t x, slong prec);
/* value contains f(w) for every w in z and is finite only if f is holomorphic on a neighbourhood of z. */
void wane_elementary_box(acb_t value, wane_unary_t function, const acb_t z, slong prec);
/* The series of f(u), to that length; not finite where it may not be analytic. */
void wane_elementary_series(arb_poly_t y, wane_unary_t function, const arb_poly_t u, slong length,
                            slong prec);
/* The name of f, or of what contains it. */
const char *wane_elementary_blamed(wane_unary_t function);
/* 1 if the formula does not contain u. */
int wane_rule_is_constant(const wane_rule_t *rule);

#endif
