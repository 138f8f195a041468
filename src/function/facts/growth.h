/* Growth of expressions, and why an expression is refused. */
#ifndef FUNCTION_FACTS_GROWTH_H
#define FUNCTION_FACTS_GROWTH_H

#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/node/node.h"
#include "function/node/node_map.h"

typedef struct {
    node_map_t growths;          /* node -> growth_struct, NULL where refused */
    node_map_t checked;          /* nodes known to be defined */
    slong column;                /* of the innermost typed text around the node at work */
    int unresolved;              /* an expectation that is not set yet entered */
    const wane_node_t *steepest; /* the exponential with the largest quadratic exponent */
    mag_t steepest_quadratic;
    wane_message_struct failure; /* text is empty as long as nothing is wrong */
} growth_context_struct;
typedef growth_context_struct growth_context_t[1];

void growth_context_init(growth_context_t context);
void growth_context_clear(growth_context_t context);
SCOPED_TYPE(growth_context)

/* Notes why node is refused (the first reason stays) and returns 0: "<lead><node>: <reason>". */
int growth_refuse(growth_context_t context, const wane_node_t *node, const char *lead, const char *reason);

/* 1 if node is proved to be defined on the whole line. */
int node_prove_defined(const wane_node_t *node, growth_context_t context);
/* 1 and a bound of |node|, which is proved to be defined. */
int node_growth(growth_t growth, const wane_node_t *node, growth_context_t context);
/* 1 and a bound of exp(u). */
int node_exp_growth(growth_t growth, const wane_node_t *u, growth_context_t context);
/* 1 and |node| >= bound > 0 on the line, or a refusal. */
int node_prove_nonzero(mag_t bound, const wane_node_t *node, growth_context_t context);

/* e^(rest + sum_i exponent[i] log(base[i])) = e^rest prod_i base[i]^exponent[i], exponents > 0, bases >= 0 that may
   vanish, where the power is 0: derivations/11 (27). */
#define MOST_BASES 4
typedef struct {
    slong count;
    const wane_node_t *base[MOST_BASES], *rest;
    arb_struct exponent[MOST_BASES];
} powers_struct;
typedef powers_struct powers_t[1];
void powers_init(powers_t powers);
void powers_clear(powers_t powers);
SCOPED_TYPE(powers)
/* 1 if node is such a power. */
int node_powers(powers_t powers, const wane_node_t *node);
/* The same where it is known that the bases are >= 0, exponents to prec bits. */
int node_powers_where_defined(powers_t powers, const wane_node_t *node, slong prec);
/* value = x^exponent for x >= 0, also where x may be 0. */
void power_ball(arb_t value, const arb_t x, const arb_t exponent, slong prec);

void growth_set(growth_t growth, const growth_t other);

#endif
