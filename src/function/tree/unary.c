/* Applying an elementary function, with the simplifications that hold exactly. */
#include "function/tree/hash.h"
#include "function/tree/node.h"
#include "function/tree/unary.h"

static const wane_node_t *plain(wane_unary_t function, const wane_node_t *u)
{
    wane_node_t *node = wane_node_allocate(WANE_NODE_UNARY, 1);

    node->function = function;
    node->operand[0] = u;
    node->size = 1 + u->size;
    node->is_constant = u->is_constant;
    node->has_expectation = u->has_expectation;
    node->is_total = u->is_total && !wane_unary_facts[function].is_partial;
    node->degree = u->is_constant ? 0 : WANE_NOT_A_POLYNOMIAL;
    node->hash = wane_hash_pair(wane_hash_mix(200 + function), u->hash);
    if (u->is_constant && u->is_total && wane_unary_facts[function].is_partial) {
        wane_function_t f = {{node}};
        arb_t value;

        arb_init(value);
        wane_function_evaluate_real(value, f, value, 64);
        node->is_total = arb_is_finite(value);
        arb_clear(value);
    }
    return node;
}

/* f(0) where it is rational; 0 if it is not. */
static int value_at_zero(fmpq_t value, wane_unary_t function)
{
    switch (function) {
    case WANE_UNARY_EXP:
    case WANE_UNARY_COS:
    case WANE_UNARY_COSH:
    case WANE_UNARY_ERFC:
        fmpq_one(value);
        return 1;
    case WANE_UNARY_PHI:
    case WANE_UNARY_SIGMOID:
        fmpq_set_si(value, 1, 2);
        return 1;
    case WANE_UNARY_LOG:
    case WANE_UNARY_SOFTPLUS:
    case WANE_UNARY_LOG2COSH:
    case WANE_UNARY_SIGN: /* 0 or a jump: left alone */
    case WANE_UNARY_STEP:
        return 0;
    default:
        fmpq_zero(value);
        return 1;
    }
}

static int rational_root(fmpq_t value, const fmpq_t u)
{
    if (fmpq_sgn(u) < 0 || !fmpz_is_square(fmpq_numref(u)) || !fmpz_is_square(fmpq_denref(u))) return 0;
    fmpz_sqrt(fmpq_numref(value), fmpq_numref(u));
    fmpz_sqrt(fmpq_denref(value), fmpq_denref(u));
    return 1;
}

/* f at a rational, where that is rational. */
static int value_at_rational(fmpq_t value, wane_unary_t function, const fmpq_t u)
{
    int sign = fmpq_sgn(u);

    if (sign == 0) return value_at_zero(value, function);
    switch (function) {
    case WANE_UNARY_SQRT:
        return rational_root(value, u);
    case WANE_UNARY_ABS:
        fmpq_abs(value, u);
        return 1;
    case WANE_UNARY_SIGN:
        fmpq_set_si(value, sign, 1);
        return 1;
    case WANE_UNARY_STEP:
        fmpq_set_si(value, sign > 0, 1);
        return 1;
    case WANE_UNARY_RELU:
        if (sign > 0) fmpq_set(value, u);
        else fmpq_zero(value);
        return 1;
    case WANE_UNARY_NEGATIVE_EXP:
        fmpq_zero(value);
        return sign > 0;
    case WANE_UNARY_LOG:
        fmpq_zero(value);
        return fmpq_is_one(u);
    default:
        return 0;
    }
}

static int is_homogeneous(wane_unary_t function)
{
    return function == WANE_UNARY_ABS || function == WANE_UNARY_RELU || function == WANE_UNARY_SIGN ||
           function == WANE_UNARY_STEP;
}

/* Positive homogeneity: f(c u) = c f(u) (abs, relu) or f(u) (sign, step) for c = |leading coefficient|. */
static const wane_node_t *homogeneous(wane_unary_t function, const wane_node_t *u, const fmpq_t c)
{
    fmpq_t inverse;
    const wane_node_t *node;

    fmpq_init(inverse);
    fmpq_inv(inverse, c);
    node = wane_node_unary(function, wane_node_scale(u, inverse));
    if (function == WANE_UNARY_ABS || function == WANE_UNARY_RELU) node = wane_node_scale(node, c);
    fmpq_clear(inverse);
    return node;
}

/* f(u) with leading coefficient c of u negative, rewritten in f(-u). */
static const wane_node_t *negated(wane_unary_t function, const wane_node_t *u)
{
    const wane_node_t *node = wane_node_unary(function, wane_node_scale_ratio(u, -1, 1));

    if (wane_unary_facts[function].symmetry == WANE_SYMMETRY_EVEN) return node;
    if (function == WANE_UNARY_STEP) return wane_node_sub(wane_node_ratio(1, 1), node);
    return wane_node_scale_ratio(node, -1, 1);
}

const wane_node_t *wane_node_unary(wane_unary_t function, const wane_node_t *u)
{
    const wane_node_t *node = NULL;
    fmpq_t c;

    fmpq_init(c);
    if (u->kind == WANE_NODE_RATIONAL) {
        if (value_at_rational(c, function, u->value)) node = wane_node_rational(c);
        if (node != NULL) wane_node_release(u);
    } else if (function == WANE_UNARY_ABS && u->kind == WANE_NODE_UNARY && u->function == WANE_UNARY_ABS) {
        node = u;
    }
    if (node == NULL) {
        int symmetric =
            wane_unary_facts[function].symmetry != WANE_SYMMETRY_NONE || function == WANE_UNARY_STEP;

        if (u->kind == WANE_NODE_RATIONAL) fmpq_set(c, u->value);
        else wane_node_leading(c, u);
        if (symmetric && fmpq_sgn(c) < 0) {
            node = negated(function, u);
        } else {
            fmpq_abs(c, c);
            if (is_homogeneous(function) && u->kind == WANE_NODE_SUM && !fmpq_is_one(c))
                node = homogeneous(function, u, c);
            else node = plain(function, u);
        }
    }
    fmpq_clear(c);
    return node;
}

static slong hermite_degree(slong order, slong degree)
{
    if (degree == WANE_NOT_A_POLYNOMIAL || degree == 0) return degree;
    return order < WANE_DEGREE_HUGE / degree ? order * degree : WANE_DEGREE_HUGE;
}

const wane_node_t *wane_node_hermite(slong order, int orthonormal, const wane_node_t *u)
{
    wane_node_t *node;
    fmpq_t c;

    if (order == 0) return wane_node_power(u, 0);
    if (order == 1) return u;
    fmpq_init(c);
    wane_node_leading(c, u);
    if (fmpq_sgn(c) < 0) {
        const wane_node_t *mirrored = wane_node_hermite(order, orthonormal, wane_node_scale_ratio(u, -1, 1));

        fmpq_clear(c);
        return wane_node_scale_ratio(mirrored, order % 2 == 0 ? 1 : -1, 1);
    }
    fmpq_clear(c);
    node = wane_node_allocate(WANE_NODE_HERMITE, 1);
    node->order = order;
    node->orthonormal = orthonormal;
    node->operand[0] = u;
    node->size = 1 + u->size;
    node->is_constant = u->is_constant;
    node->has_expectation = u->has_expectation;
    node->is_total = u->is_total;
    node->degree = hermite_degree(order, u->degree);
    node->hash = wane_hash_pair(wane_hash_mix(300 + 2 * order + (orthonormal != 0)), u->hash);
    return node;
}
