/* Which functions are admitted. */
#include "function/tree/scoped_function.h"
#include "function/facts/growth.h"
#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "function/facts/range.h"

/* E f^2 < inf for |f| <= F (1+r)^n e^(a r + b r^2) with b < 1/4; for E g it suffices that b < 1/2. */
static int is_integrable(const growth_t growth, slong exponent)
{
    return mag_cmp_2exp_si(growth->quadratic, exponent) < 0;
}

static int check_node(const wane_node_t *node, slong exponent, growth_context_t context)
{
    int result;

    SCOPED(growth, growth);
    result = node_growth(growth, node, context);
    if (result && !is_integrable(growth, exponent))
        result =
            growth_refuse(context, context->steepest != NULL ? context->steepest : node, "",
                          "grows too fast: E f(Z)^2 is not finite, expected at most exp(b x^2) with b < 1/4");
    return result;
}

wane_status_t wane_function_check(const wane_function_t f, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    int result;

    if (f->root == NULL) return WANE_OK;
    SCOPED(growth_context, context);
    SCOPED(wane_function, g);
    result = check_node(f->root, -2, context);
    for (slong i = 0; i < function_expectation_count(f) && result; i++) {
        function_expectation_integrand(g, f, i);
        result = check_node(g->root, -1, context);
    }
    if (!result)
        status =
            wane_message_set(message, WANE_BAD_INPUT, context->failure.column, "%s", context->failure.text);
    return status;
}

/* ---- kinks ---- */

/* At the end of its domain a function is not analytic: sqrt(u) is where u is bounded away from 0,
   and log(u), which inside a power need not be. */
static int is_kink(const wane_node_t *node)
{
    double where;
    int result;

    if (node->kind != NODE_UNARY || node->is_constant) return 0;
    if (elementary_table[node->function]->domain != DOMAIN_NONNEGATIVE &&
        elementary_table[node->function]->domain != DOMAIN_POSITIVE)
        return elementary_table[node->function]->is_kinked;
    SCOPED(mag, bound);
    result = !node_prove_sign(bound, &where, node->operand[0], SIGN_POSITIVE);
    return result;
}

static const wane_node_t *first_kink(const wane_node_t *node, slong *column, slong around, node_map_t done)
{
    const wane_node_t *found = NULL;
    const void *known;

    if (node_map_get(&known, done, node)) return NULL;
    node_map_put(done, node, node);
    if (node->column > 0) around = node->column;
    if (is_kink(node)) {
        *column = around;
        return node;
    }
    for (slong i = 0; i < node->count && found == NULL && node->kind != NODE_EXPECTATION; i++)
        found = first_kink(node->operand[i], column, around, done);
    return found;
}

int function_has_kinks(const wane_function_t f, const char **name, slong *column)
{
    const wane_node_t *found;

    if (f->root == NULL) return 0;
    SCOPED(node_map, done);
    *column = 0;
    found = first_kink(f->root, column, 0, done);
    if (found == NULL) return 0;
    *name = elementary_blamed(found->function);
    return 1;
}
