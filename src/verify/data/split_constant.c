#include "verify/data/split_constant.h"

#include "base/rational.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/facts/node_facts.h"
#include "function/tree/scoped_function.h"
#include "function/canonical/product.h"
#include "function/canonical/sum.h"

int verify_split_constant(wane_function_t varying, wane_function_t mean, arb_t constant,
                          const wane_function_t f, slong prec)
{
    const wane_node_t *root = f->root;
    if (root == NULL || root->kind != NODE_SUM || function_unknown_count(f) == 0) return 0;
    SCOPED(arb, value, anywhere);
    SCOPED(wane_function, term);
    sum_t sum, rest;
    sum_init(sum);
    sum_init(rest);
    const wane_node_t *number = node_rational(root->value);
    sum_add_si(rest, 1, number);
    node_release(number);
    arb_set_fmpq(constant, root->value, prec);
    for (slong i = 0; i < root->count; i++) {
        if (!root->operand[i]->is_constant) {
            sum_add(sum, root->coefficient + i, root->operand[i]);
            continue;
        }
        sum_add(rest, root->coefficient + i, root->operand[i]);
        node_store(term, node_keep(root->operand[i]));
        wane_function_evaluate_real(value, term, anywhere, prec);
        base_mul_fmpq(value, value, root->coefficient + i, prec);
        arb_add(constant, constant, value, prec);
    }
    node_store(varying, sum_finish(sum));
    node_store(mean, node_add(sum_finish(rest), node_mean(node_root(varying))));
    return function_unknown_count(varying) == 0 && arb_is_finite(constant);
}

static int is_not_zero(const wane_node_t *base, slong prec)
{
    SCOPED(wane_function, f);
    SCOPED(arb, value, anywhere);
    node_store(f, node_keep(base));
    wane_function_evaluate_real(value, f, anywhere, prec);
    return arb_is_finite(value) && !arb_contains_zero(value);
}

/* A product of which each base occurs once. */
static const wane_node_t *cancelled(const wane_node_t *node, slong prec)
{
    product_t product;
    product_init(product);
    for (slong i = 0; i < node->count; i++) {
        slong exponent = node->exponent[i];
        int is_first = 1;
        for (slong j = 0; j < node->count; j++) {
            if (j == i || !node_equal(node->operand[i], node->operand[j]) ||
                !is_not_zero(node->operand[i], prec))
                continue;
            is_first = is_first && i < j;
            exponent += node->exponent[j];
        }
        if (is_first) product_multiply(product, node->operand[i], exponent);
    }
    return product_finish(product);
}

void verify_cancel(wane_function_t number, slong prec)
{
    const wane_node_t *root = number->root;
    if (root == NULL || !root->is_constant) return;
    const int is_scaled = root->kind == NODE_SUM && root->count == 1 && fmpq_is_zero(root->value);
    const wane_node_t *node = is_scaled ? root->operand[0] : root;
    if (node->kind != NODE_PRODUCT) return;
    const wane_node_t *result = cancelled(node, prec);
    node_store(number, is_scaled ? node_scale(result, root->coefficient) : result);
}
