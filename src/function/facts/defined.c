/* Being defined on the whole line. */
#include <math.h>
#include <stdio.h>

#include "base/scoped.h"
#include "function/facts/growth.h"
#include "function/facts/node_facts.h"
#include "function/facts/range.h"

/* "… near x = 0.5" or "… for large |x|" */
static int refuse_near(growth_context_t context, const wane_node_t *node, const char *lead,
                       const char *problem, double where)
{
    char reason[256];

    if (isinf(where))
        snprintf(reason, sizeof(reason), "%s for large |x|, expected a function defined on the whole line",
                 problem);
    else
        snprintf(reason, sizeof(reason), "%s near x = %.3g, expected a function defined on the whole line",
                 problem, where);
    return growth_refuse(context, node, lead, reason);
}

/* 1 if node has a finite value at 0. */
static int is_finite(const wane_node_t *node)
{
    wane_function_t f = {{node}};
    int result;

    SCOPED(arb, value);
    wane_function_evaluate_real(value, f, value, 64);
    result = arb_is_finite(value);
    return result;
}

static int holds_interval(const wane_node_t *node)
{
    int any = node->kind == NODE_INTERVAL;

    for (slong i = 0; i < node->count && !any && node->kind != NODE_EXPECTATION; i++)
        any = holds_interval(node->operand[i]);
    return any;
}

/* 1 if the constant, whose parts are defined, is seen to be so by its value.  The root of a ball about 0 is
   taken for that of a number that is not negative, as sin(pi); of an interval the ends must show it. */
static int has_value(const wane_node_t *node)
{
    int result = 1;

    if (!node->is_constant || !is_finite(node)) return 0;
    if (node->kind != NODE_UNARY || elementary_table[node->function]->domain != DOMAIN_NONNEGATIVE ||
        !holds_interval(node->operand[0]))
        return 1;
    SCOPED(range, range);
    result = node_constant_range(range, node->operand[0]) && arf_sgn(range->lower) >= 0;
    return result;
}

static int prove(mag_t bound, const wane_node_t *blamed, const wane_node_t *g, sign_claim_t claim,
                 const char *lead, const char *problem, growth_context_t context)
{
    double where;

    if (g->has_expectation && !is_finite(g)) { /* one not enclosed yet: to be tried again when it is */
        context->unresolved = 1;
        mag_one(bound);
        return 1;
    }
    return node_prove_sign(bound, &where, g, claim) || refuse_near(context, blamed, lead, problem, where);
}

int node_prove_nonzero(mag_t bound, const wane_node_t *node, growth_context_t context)
{
    return prove(bound, node, node, SIGN_NONZERO, "division by ", "not bounded away from 0", context);
}

/* f(u) where the denominator of f, at u, keeps away from 0. */
static int prove_off_poles(const wane_node_t *node, growth_context_t context)
{
    const wane_node_t *denominator =
        node_unary(elementary_table[node->function]->denominator, node_keep(node->operand[0]));
    int result;

    SCOPED(mag, bound);
    result = prove(bound, node, denominator, SIGN_NONZERO, "", "has a pole", context);
    node_release(denominator);
    return result;
}

static int prove_unary(const wane_node_t *node, growth_context_t context)
{
    int result = 1;

    SCOPED(mag, bound);
    switch (elementary_table[node->function]->domain) {
    case DOMAIN_LINE:
        break;
    case DOMAIN_POSITIVE:
        result = prove(bound, node, node->operand[0], SIGN_POSITIVE, "",
                       "its argument is not bounded away from 0 from above", context);
        break;
    case DOMAIN_NONNEGATIVE:
        result = prove(bound, node, node->operand[0], SIGN_NONNEGATIVE, "", "its argument may be negative",
                       context);
        break;
    case DOMAIN_OFF_POLES:
        result = prove_off_poles(node, context);
    }
    return result;
}

static int prove_product(const wane_node_t *node, growth_context_t context)
{
    int result = 1;

    SCOPED(mag, bound);
    for (slong i = 0; i < node->count && result; i++)
        if (node->exponent[i] < 0) result = node_prove_nonzero(bound, node->operand[i], context);
    return result;
}

static int is_logarithm(const wane_node_t *node)
{
    return node->kind == NODE_UNARY && node->function == UNARY_LOG && !node->is_constant;
}

/* Of one logarithm alone: beside a second b log u need not be bounded by what is said of it. */
slong node_tamer_of_logarithm(fmpq_t c, const wane_node_t *product, slong i)
{
    const wane_node_t *u = product->operand[i], *size;
    slong tamer = -1, logarithms = 0;

    if (product->kind != NODE_PRODUCT || !is_logarithm(u) || product->exponent[i] != 1) return -1;
    for (slong j = 0; j < product->count; j++) logarithms += is_logarithm(product->operand[j]);
    if (logarithms > 1) return -1;
    u = u->operand[0];
    fmpq_one(c);
    if (u->kind == NODE_SUM && u->count == 1 && fmpq_is_zero(u->value)) {
        fmpq_set(c, u->coefficient);
        u = u->operand[0];
    }
    for (slong j = 0; j < product->count && tamer < 0 && fmpq_sgn(c) > 0; j++) {
        if (product->exponent[j] < 1 || j == i) continue;
        size = node_unary(UNARY_ABS, node_keep(product->operand[j]));
        if (node_equal(size, u)) tamer = j;
        node_release(size);
    }
    return tamer;
}

/* The i-th operand, of a logarithm beside what vanishes with its argument only that argument. */
static int prove_operand(const wane_node_t *node, slong i, growth_context_t context)
{
    SCOPED(fmpq, c);
    const int is_tame = node_tamer_of_logarithm(c, node, i) >= 0;

    return node_prove_defined(is_tame ? node->operand[i]->operand[0] : node->operand[i], context);
}

/* A power of what may vanish, though its logarithm is not defined there. */
static int prove_powers(const powers_t powers, growth_context_t context)
{
    int result = node_prove_defined(powers->rest, context);

    for (slong i = 0; i < powers->count && result; i++) result = node_prove_defined(powers->base[i], context);
    return result;
}

int node_prove_defined(const wane_node_t *node, growth_context_t context)
{
    const void *known;
    slong column = context->column;
    int result = 1;

    if (node->is_total || node_map_get(&known, context->checked, node)) return 1;
    if (node->column > 0) context->column = node->column;
    SCOPED(powers, powers);
    const int is_power = node_powers(powers, node);
    if (is_power) result = prove_powers(powers, context);
    for (slong i = 0; i < node->count && result && !is_power; i++) result = prove_operand(node, i, context);
    if (result && !is_power && !has_value(node)) {
        if (node->kind == NODE_UNARY) result = prove_unary(node, context);
        if (node->kind == NODE_PRODUCT) result = prove_product(node, context);
    }
    if (result) node_map_put(context->checked, node, node);
    context->column = column;
    return result;
}

int node_is_defined(const wane_node_t *node)
{
    int result;

    if (node->is_total) return 1;
    SCOPED(growth_context, context);
    result = node_prove_defined(node, context) && !context->unresolved;
    return result;
}
