#include "hermite/rule/legendre_rule.h"

#include <flint/arb_hypgeom.h>

void legendre_rules_init(legendre_rules_t rules, slong prec)
{
    rules->prec = prec;
    rules->length = rules->alloc = 0;
    rules->rule = NULL;
}

void legendre_rules_clear(legendre_rules_t rules)
{
    for (slong i = 0; i < rules->length; i++) {
        slong half = (rules->rule[i].order + 1) / 2;
        _arb_vec_clear(rules->rule[i].node, half);
        _arb_vec_clear(rules->rule[i].weight, half);
    }
    flint_free(rules->rule);
}

const legendre_rule_t *legendre_rules_get(legendre_rules_t rules, slong order)
{
    for (slong i = 0; i < rules->length; i++)
        if (rules->rule[i].order == order) return &rules->rule[i];
    if (rules->length == rules->alloc) {
        rules->alloc = 2 * rules->alloc + 4;
        rules->rule = flint_realloc(rules->rule, (size_t)rules->alloc * sizeof(legendre_rule_t));
    }
    legendre_rule_t *rule = &rules->rule[rules->length++];
    slong half = (order + 1) / 2;
    rule->order = order;
    rule->node = _arb_vec_init(half);
    rule->weight = _arb_vec_init(half);
    for (slong i = 0; i < half; i++) /* FLINT counts from the largest node down */
        arb_hypgeom_legendre_p_ui_root(rule->node + i, rule->weight + i, (ulong)order, (ulong)i, rules->prec);
    return rule;
}
