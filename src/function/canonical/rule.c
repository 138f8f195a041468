/* The formulas of the rows of elementary functions, as expressions. */
#include "function/node/node.h"

#define DEEPEST 8

/* The step applied to the stack that ends before end; returns its new end. */
static const wane_node_t **step(const wane_node_t **end, const rule_t *rule, const wane_node_t *u,
                                const wane_node_t *v)
{
    switch (rule->operation) {
    case RULE_U:
        *end = node_keep(u);
        return end + 1;
    case RULE_V:
        *end = node_keep(v);
        return end + 1;
    case RULE_INTEGER:
        *end = node_ratio(rule->a, 1);
        return end + 1;
    case RULE_PI:
        *end = node_pi();
        return end + 1;
    case RULE_APPLY:
        end[-1] = node_unary((unary_t)rule->a, end[-1]);
        return end;
    case RULE_POWER:
        end[-1] = node_power(end[-1], rule->a);
        return end;
    case RULE_SCALE:
        end[-1] = node_scale_ratio(end[-1], rule->a, (ulong)rule->b);
        return end;
    case RULE_ADD:
        end[-2] = node_add(end[-2], end[-1]);
        return end - 1;
    case RULE_SUB:
        end[-2] = node_sub(end[-2], end[-1]);
        return end - 1;
    case RULE_MUL:
        end[-2] = node_mul(end[-2], end[-1]);
        return end - 1;
    default: /* DIV */
        end[-2] = node_div(end[-2], end[-1]);
        return end - 1;
    }
}

const wane_node_t *node_of_rule(const rule_t *rule, const wane_node_t *u, const wane_node_t *v)
{
    const wane_node_t *stack[DEEPEST], **end = stack;

    for (; rule->operation != RULE_END; rule++) end = step(end, rule, u, v);
    return *stack;
}
