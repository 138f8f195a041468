/* Where a parameter enters through a factor free of x, that factor is a parameter itself: derivations/22 (40). */
#include "function/pieces/affine.h"

#include <stdio.h>

#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/facts/range.h"
#include "function/tree/expression.h"
#include "function/canonical/product.h"
#include "function/tree/rewrite.h"
#include "function/tree/scoped_function.h"

#define MOST_PARAMETERS 3
#define MOST_FACTORS 8
#define LARGEST_EXPONENT 1000

int function_expectations_are_fixed(const wane_function_t f)
{
    SCOPED(wane_function, integrand);
    for (slong i = 0; i < function_expectation_count(f); i++) {
        function_expectation_integrand(integrand, f, i);
        if (function_unknown_count(integrand) > 0) return 0;
    }
    return 1;
}

static int is_affine(const wane_function_t f)
{
    SCOPED(fmpq, lo, hi);
    const slong count = function_unknown_count(f);
    if (!function_expectations_are_fixed(f)) return 0;
    for (slong i = 0; i < count; i++) {
        const slong degree = function_parameter_degree(f, function_unknown(lo, hi, f, i));
        if (degree != 0 && degree != 1) return 0;
    }
    return 1;
}

static int node_is_affine(const wane_node_t *node)
{
    SCOPED(wane_function, f);
    node_store(f, node_keep(node));
    return is_affine(f);
}

/* The factors that became parameters: equal ones are the same. */
typedef struct {
    slong count;
    const wane_node_t *factor[MOST_FACTORS], *parameter[MOST_FACTORS];
} factors_t;

static int is_moderate(const arf_t x)
{
    return arf_is_zero(x) || (arf_is_finite(x) && arf_cmpabs_2exp_si(x, LARGEST_EXPONENT) < 0 &&
                              arf_cmpabs_2exp_si(x, -LARGEST_EXPONENT) > 0);
}

/* An interval that holds all values of the factor, 0 where it is an end; NULL if there is none. */
static const wane_node_t *parameter_of(const wane_node_t *factor, factors_t *factors)
{
    for (slong i = 0; i < factors->count; i++)
        if (node_equal(factors->factor[i], factor)) return node_keep(factors->parameter[i]);
    SCOPED(range, values);
    if (factors->count == MOST_FACTORS || !node_constant_range(values, factor) ||
        !is_moderate(values->lower) || !is_moderate(values->upper))
        return NULL;
    SCOPED(fmpq, lo, hi);
    char name[40];
    arf_get_fmpq(lo, values->lower);
    arf_get_fmpq(hi, values->upper);
    snprintf(name, sizeof name, "factor %ld", (long)factors->count + 1);
    factors->factor[factors->count] = node_keep(factor);
    factors->parameter[factors->count] = node_interval(lo, hi, name);
    return node_keep(factors->parameter[factors->count++]);
}

/* node, or the parameter in its place if it is not affine; consumed. */
static const wane_node_t *enclosed(const wane_node_t *node, factors_t *factors)
{
    const wane_node_t *parameter = node_is_affine(node) ? NULL : parameter_of(node, factors);
    if (parameter == NULL) return node;
    node_release(node);
    return parameter;
}

static const wane_node_t *at_once(const wane_node_t *node, const rewriting_t *rewriting)
{
    const factors_t *const *factors = rewriting->context;
    if (node->is_constant && !node->has_expectation) return enclosed(node_keep(node), (factors_t *)*factors);
    return node->count == 0 || node->kind == NODE_EXPECTATION ? node_keep(node) : NULL;
}

/* The factors free of x are taken together. */
static const wane_node_t *build(const wane_node_t *node, const wane_node_t *const *operand,
                                const rewriting_t *rewriting)
{
    const factors_t *const *factors = rewriting->context;
    if (node->kind != NODE_PRODUCT) return node_with_operands(node, operand);
    product_t constant, all;
    product_init(constant);
    product_init(all);
    for (slong i = 0; i < node->count; i++)
        product_multiply(operand[i]->is_constant ? constant : all, operand[i], node->exponent[i]);
    const wane_node_t *factor = enclosed(product_finish(constant), (factors_t *)*factors);
    product_multiply(all, factor, 1);
    node_release(factor);
    return product_finish(all);
}

affine_t function_affine_hull(wane_function_t h, const wane_function_t f)
{
    const slong count = function_unknown_count(f);
    if (count == 0 || f->root == NULL) return AFFINE_NOT;
    if (is_affine(f)) {
        wane_function_set(h, f);
        return count <= MOST_PARAMETERS ? AFFINE_ITSELF : AFFINE_NOT;
    }
    factors_t factors = {0}, *context = &factors;
    rewriting_t rewriting = {.at_once = at_once, .build = build, .context = &context};
    SCOPED(wane_function, hull);
    node_map_init(rewriting.done);
    node_store(hull, node_rewrite(f->root, &rewriting));
    for (slong i = 0; i < factors.count; i++) {
        node_release(factors.factor[i]);
        node_release(factors.parameter[i]);
    }
    if (!is_affine(hull) || function_unknown_count(hull) == 0 ||
        function_unknown_count(hull) > MOST_PARAMETERS)
        return AFFINE_NOT;
    wane_function_set(h, hull);
    return AFFINE_ENCLOSING;
}

slong function_corner_count(const wane_function_t h)
{
    const slong count = function_unknown_count(h);
    return count > 0 && count <= MOST_PARAMETERS && is_affine(h) ? WORD(1) << count : 0;
}

void function_at_corner(wane_function_t g, const wane_function_t h, slong index)
{
    SCOPED(fmpq, lo, hi);
    SCOPED(wane_function, source);
    wane_function_set(source, h);
    wane_function_set(g, h);
    for (slong i = 0; i < function_unknown_count(source); i++) {
        const char *name = function_unknown(lo, hi, source, i);
        const fmpq *end = (index >> i) & 1 ? hi : lo;
        function_narrow(g, g, name, end, end);
    }
}
