/* The formulas of the rows of elementary functions, as expressions. */
#include "function/tree/node.h"

#define DEEPEST 8

/* The step applied to the stack that ends before end; returns its new end. */
static const wane_node_t **step(const wane_node_t **end, const wane_rule_t *rule, const wane_node_t *u,
                                const wane_node_t *v)
{
    switch (rule->operation) {
    case WANE_RULE_U:
        *end = wane_node_keep(u);
        return end + 1;
    case WANE_RULE_V:
        *end = wane_node_keep(v);
        return end + 1;
    case WANE_RULE_INTEGER:
        *end = wane_node_ratio(rule->a, 1);
        return end + 1;
    case WANE_RULE_PI:
        *end = wane_node_pi();
        return end + 1;
    case WANE_RULE_APPLY:
        end[-1] = wane_node_unary((wane_unary_t)rule->a, end[-1]);
        return end;
    case WANE_RULE_POWER:
        end[-1] = wane_node_power(end[-1], rule->a);
        return end;
    case WANE_RULE_SCALE:
        end[-1] = wane_node_scale_ratio(end[-1], rule->a, (ulong)rule->b);
        return end;
    case WANE_RULE_ADD:
        end[-2] = wane_node_add(end[-2], end[-1]);
        return end - 1;
    case WANE_RULE_SUB:
        end[-2] = wane_node_sub(end[-2], end[-1]);
        return end - 1;
    case WANE_RULE_MUL:
        end[-2] = wane_node_mul(end[-2], end[-1]);
        return end - 1;
    default: /* DIV */
        end[-2] = wane_node_div(end[-2], end[-1]);
        return end - 1;
    }
}

const wane_node_t *wane_node_of_rule(const wane_rule_t *rule, const wane_node_t *u, const wane_node_t *v)
{
    const wane_node_t *stack[DEEPEST], **end = stack;

    for (; rule->operation != WANE_RULE_END; rule++) end = step(end, rule, u, v);
    return *stack;
}
