/* The elementary functions an expression can apply, and what is known about each. */
#ifndef FUNCTION_TREE_UNARY_H
#define FUNCTION_TREE_UNARY_H

typedef enum {
    WANE_UNARY_EXP,
    WANE_UNARY_LOG,
    WANE_UNARY_SQRT,
    WANE_UNARY_SIN,
    WANE_UNARY_COS,
    WANE_UNARY_TAN,
    WANE_UNARY_SINH,
    WANE_UNARY_COSH,
    WANE_UNARY_TANH,
    WANE_UNARY_ATAN,
    WANE_UNARY_ASINH,
    WANE_UNARY_ERF,
    WANE_UNARY_ERFC,
    WANE_UNARY_PHI,          /* the normal distribution function erfc(-u/sqrt 2)/2 */
    WANE_UNARY_SIGMOID,      /* 1/(1 + exp(-u)) */
    WANE_UNARY_SOFTPLUS,     /* log(1 + exp u) */
    WANE_UNARY_LOG2COSH,     /* log(2 cosh u) */
    WANE_UNARY_ABS,          /* |u| */
    WANE_UNARY_SIGN,         /* -1, 1; [-1, 1] at 0 */
    WANE_UNARY_STEP,         /* 0, 1; [0, 1] at 0 */
    WANE_UNARY_RELU,         /* max(u, 0) */
    WANE_UNARY_NEGATIVE_EXP, /* exp(min(u, 0)) - 1, the bent part of elu */
    WANE_UNARY_COUNT
} wane_unary_t;

typedef enum { WANE_SYMMETRY_NONE, WANE_SYMMETRY_ODD, WANE_SYMMETRY_EVEN } wane_symmetry_t;

typedef struct {
    const char *name; /* the language reads it; NULL where printing needs a formula */
    wane_symmetry_t symmetry;
    int is_increasing;    /* non-decreasing on its domain */
    int is_kinked;        /* not analytic at u = 0 */
    int is_partial;       /* not defined for every real u */
    double lower, upper;  /* infimum and supremum, rounded outward */
    double slope, offset; /* |f(u)| <= offset + slope |u|; offset < 0 if there is no such bound */
} wane_unary_facts_t;

extern const wane_unary_facts_t wane_unary_facts[WANE_UNARY_COUNT];

#endif
