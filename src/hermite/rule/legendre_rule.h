/* Nodes and weights of Gauss-Legendre rules on [-1, 1], computed once per order. */
#ifndef HERMITE_RULE_LEGENDRE_RULE_H
#define HERMITE_RULE_LEGENDRE_RULE_H

#include <flint/arb.h>

typedef struct {
    slong order;
    arb_ptr node, weight; /* the order/2 rounded up nodes >= 0; the others are their mirror images */
} legendre_rule_t;

typedef struct {
    slong prec, length, alloc;
    legendre_rule_t *rule;
} legendre_rules_struct;
typedef legendre_rules_struct legendre_rules_t[1];

void legendre_rules_init(legendre_rules_t rules, slong prec);
void legendre_rules_clear(legendre_rules_t rules);
/* Valid until the next call. */
const legendre_rule_t *legendre_rules_get(legendre_rules_t rules, slong order);

#endif
