/* Nodes of an expression: immutable, reference counted, shared freely between expressions and threads.

   Sums and products are kept in a canonical form, so that what is equal up to order and rational factors is
   recognised and what cancels, cancels exactly:
     SUM      value + sum_i coefficient[i] operand[i], operands distinct, neither sums nor rationals;
     PRODUCT  prod_i operand[i]^exponent[i], operands neither rationals nor, unless that would hide a pole,
   products; rational factors live in the coefficient of a surrounding sum, and a sum that is a factor has
   leading coefficient 1.  No simplification enlarges the domain: 0*g is kept unless g is defined on the whole
   line. The constructors below evaluate nothing and prove nothing: they see what holds by structure, and mark
   as provisional what a proof could simplify further (node_simplify of facts/node_facts.h).

   Constructors consume one reference to each operand and return one. */
#ifndef FUNCTION_NODE_NODE_H
#define FUNCTION_NODE_NODE_H

#include <stdatomic.h>
#include <stdint.h>

#include "wane/function.h"
#include "function/elementary/elementary.h"

typedef enum {
    NODE_RATIONAL,    /* value */
    NODE_INTERVAL,    /* an unknown number in [value, upper] */
    NODE_PI,          /* pi */
    NODE_E,           /* e */
    NODE_EXPECTATION, /* E[operand[0](Z)], enclosed by *expectation */
    NODE_X,           /* the variable */
    NODE_SUM,
    NODE_PRODUCT,
    NODE_UNARY,  /* function(operand[0]) */
    NODE_HERMITE /* He_order or, if orthonormal, h_order, of operand[0]; order >= 2 */
} node_kind_t;

#define NOT_A_POLYNOMIAL (-1)
#define DEGREE_HUGE (WORD_MAX / 4)

/* The beginning of what is kept with a node, and freed with it. */
typedef struct node_cache {
    void (*release)(struct node_cache *cache);
} node_cache_t;

struct wane_node {
    node_kind_t kind;
    unary_t function;
    int orthonormal;
    int is_constant;     /* does not contain x */
    int is_total;        /* defined and finite on the whole line, by structure */
    int is_provisional;  /* holds, integrands aside, 0*g or 1/(1/b) with
                            g or b that might be undefined somewhere */
    int has_expectation; /* contains an expectation, integrands aside */
    slong order;         /* HERMITE */
    slong degree;        /* bound of the polynomial degree, or NOT_A_POLYNOMIAL */
    slong column;        /* where it came from in the typed text, 0 if unknown */
    double size;         /* of the expression written out, shared parts repeated */
    slong count;         /* of operands */
    const wane_node_t **operand;
    fmpq *coefficient; /* SUM */
    slong *exponent;   /* PRODUCT */
    fmpq_t value, upper;
    char *name; /* INTERVAL: the parameter it came from, or NULL; equal names are the same unknown */
    arb_struct *expectation; /* EXPECTATION: indeterminate before it is set */
    uint64_t hash;           /* equal nodes have equal hashes */
    _Atomic slong references;
    _Atomic(node_cache_t *) cache; /* what evaluation keeps with the node */
};

/* Memory. */
wane_node_t *node_allocate(node_kind_t kind, slong operand_count);
const wane_node_t *node_keep(const wane_node_t *node); /* one more reference */
void node_release(const wane_node_t *node);
/* Notes where the node came from, unless it is shared or already knows. */
const wane_node_t *node_at(const wane_node_t *node, slong column);
/* The root of a function, a fresh 0 for the empty one; a new reference. */
const wane_node_t *node_root(const wane_function_t f);
/* Stores node (consumed) as the root of f. */
void node_store(wane_function_t f, const wane_node_t *node);

/* Leaves. */
const wane_node_t *node_rational(const fmpq_t value);
const wane_node_t *node_ratio(slong numerator, ulong denominator);
const wane_node_t *node_interval(const fmpq_t lower, const fmpq_t upper, const char *name);
const wane_node_t *node_pi(void);
const wane_node_t *node_e(void);
const wane_node_t *node_x(void);
/* E g(Z), not enclosed yet; g itself if it is constant. */
const wane_node_t *node_expectation(const wane_node_t *g);

/* Arithmetic. */
const wane_node_t *node_add(const wane_node_t *a, const wane_node_t *b);
const wane_node_t *node_sub(const wane_node_t *a, const wane_node_t *b);
const wane_node_t *node_mul(const wane_node_t *a, const wane_node_t *b);
const wane_node_t *node_div(const wane_node_t *a, const wane_node_t *b);
const wane_node_t *node_power(const wane_node_t *a, slong exponent);
const wane_node_t *node_scale(const wane_node_t *a, const fmpq_t c);
const wane_node_t *node_scale_ratio(const wane_node_t *a, slong numerator, ulong denominator);
/* -a, which is kept */
static inline const wane_node_t *node_negated(const wane_node_t *a)
{
    return node_scale_ratio(node_keep(a), -1, 1);
}

/* Functions. */
const wane_node_t *node_unary(unary_t function, const wane_node_t *u);
#define UNARY(name, u) node_unary(UNARY_##name, u)
const wane_node_t *node_hermite(slong order, int orthonormal, const wane_node_t *u);

/* The formula of a row of elementary functions, of u and, if it has two arguments, v; both are kept. */
const wane_node_t *node_of_rule(const rule_t *rule, const wane_node_t *u, const wane_node_t *v);

/* Structure. */
/* An interval with a name as the language writes them, not one that was written out and named afterwards. */
int node_is_parameter(const wane_node_t *node);
int node_is_rational(const wane_node_t *node, slong value);
int node_equal(const wane_node_t *a, const wane_node_t *b);
/* A canonical non-zero coefficient of a sum: that of its operand of the highest degree, among
   equals of the least hash; 1 for any other node. */
void node_leading(fmpq_t c, const wane_node_t *node);
/* node with x replaced by -x. */
const wane_node_t *node_reflect(const wane_node_t *node);
/* By the variable, or by an interval parameter; kinks and jumps contribute nothing. */
const wane_node_t *node_derivative(const wane_node_t *node);
const wane_node_t *node_parameter_derivative(const wane_node_t *node, const char *parameter);
/* 1 if the constant is defined and positive by structure. */
int node_is_positive_constant(const wane_node_t *node);

#endif
