/* Growth of expressions, and why an expression is refused. */
#ifndef FUNCTION_FACTS_GROWTH_H
#define FUNCTION_FACTS_GROWTH_H

#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/tree/node.h"
#include "function/tree/node_map.h"

typedef struct {
    wane_node_map_t growths;     /* node -> wane_growth_struct, NULL where refused */
    wane_node_map_t checked;     /* nodes known to be defined */
    slong column;                /* of the innermost typed text around the node at work */
    int unresolved;              /* an expectation that is not set yet entered */
    const wane_node_t *steepest; /* the exponential with the largest quadratic exponent */
    mag_t steepest_quadratic;
    wane_message_struct failure; /* text is empty as long as nothing is wrong */
} wane_growth_context_struct;
typedef wane_growth_context_struct wane_growth_context_t[1];

void wane_growth_context_init(wane_growth_context_t context);
void wane_growth_context_clear(wane_growth_context_t context);
SCOPED_TYPE(wane_growth_context)

/* Notes why node is refused (the first reason stays) and returns 0: "<lead><node>: <reason>". */
int wane_growth_refuse(wane_growth_context_t context, const wane_node_t *node, const char *lead,
                       const char *reason);

/* 1 if node is proved to be defined on the whole line. */
int wane_node_prove_defined(const wane_node_t *node, wane_growth_context_t context);
/* 1 and a bound of |node|, which is proved to be defined. */
int wane_node_growth(wane_growth_t growth, const wane_node_t *node, wane_growth_context_t context);
/* 1 and a bound of exp(u). */
int wane_node_exp_growth(wane_growth_t growth, const wane_node_t *u, wane_growth_context_t context);
/* 1 and |node| >= bound > 0 on the line, or a refusal. */
int wane_node_prove_nonzero(mag_t bound, const wane_node_t *node, wane_growth_context_t context);

void wane_growth_set(wane_growth_t growth, const wane_growth_t other);

#endif
