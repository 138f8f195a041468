/* The formulas of the rows of elementary functions, as expressions. */
#include "function/tree/node.h"

#define DEEPEST 8

/* The step applied to the top of the stack; returns the new height. */
static int step(const wane_node_t **stack, int height, const wane_rule_t *rule, const wane_node_t *u,
                const wane_node_t *v)
{
    const wane_node_t **top = stack + height - 1, **below = top - 1;

    switch (rule->operation) {
    case WANE_RULE_U:
        top[1] = wane_node_keep(u);
        return height + 1;
    case WANE_RULE_V:
        top[1] = wane_node_keep(v);
        return height + 1;
    case WANE_RULE_INTEGER:
        top[1] = wane_node_ratio(rule->a, 1);
        return height + 1;
    case WANE_RULE_PI:
        top[1] = wane_node_pi();
        return height + 1;
    case WANE_RULE_APPLY:
        *top = wane_node_unary((wane_unary_t)rule->a, *top);
        return height;
    case WANE_RULE_POWER:
        *top = wane_node_power(*top, rule->a);
        return height;
    case WANE_RULE_SCALE:
        *top = wane_node_scale_ratio(*top, rule->a, (ulong)rule->b);
        return height;
    case WANE_RULE_ADD:
        *below = wane_node_add(*below, *top);
        return height - 1;
    case WANE_RULE_SUB:
        *below = wane_node_sub(*below, *top);
        return height - 1;
    case WANE_RULE_MUL:
        *below = wane_node_mul(*below, *top);
        return height - 1;
    default: /* DIV */
        *below = wane_node_div(*below, *top);
        return height - 1;
    }
}

const wane_node_t *wane_node_of_rule(const wane_rule_t *rule, const wane_node_t *u, const wane_node_t *v)
{
    const wane_node_t *stack[1 + DEEPEST];
    int height = 0;

    for (; rule->operation != WANE_RULE_END; rule++) height = step(stack + 1, height, rule, u, v);
    return stack[1];
}
