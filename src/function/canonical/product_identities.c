/* Factors that together are one function (derivations/11 (19) to (21)). */
#include "base/scoped.h"
#include "function/canonical/sign.h"
#include "function/canonical/identity.h"

static int applies(const product_t product, slong i, unary_t function)
{
    return product->base[i]->kind == NODE_UNARY && product->base[i]->function == function;
}

static const wane_node_t *argument(const product_t product, slong i)
{
    return product->base[i]->operand[0];
}

/* The factor function(u), -1 if there is none. */
static slong find(const product_t product, unary_t function, const wane_node_t *u)
{
    for (slong i = 0; i < product->count; i++)
        if (applies(product, i, function) && node_equal(argument(product, i), u)) return i;
    return -1;
}

/* base[i]^exponent[i] without n of its exponents; the others stay where they are, the last excepted. */
static void reduce(product_t product, slong i, slong n)
{
    const slong last = product->count - 1;

    product->exponent[i] -= n;
    if (product->exponent[i] != 0) return;
    node_release(product->base[i]);
    product->base[i] = product->base[last];
    product->exponent[i] = product->exponent[last];
    product->count--;
}

/* The i-th without m of its exponents and the j-th without n, the later first: reducing moves the last. */
static void reduce_both(product_t product, slong i, slong m, slong j, slong n)
{
    if (i > j) reduce(product, i, m);
    reduce(product, j, n);
    if (i < j) reduce(product, i, m);
}

/* product *= node^n, node consumed */
static void put(product_t product, const wane_node_t *node, slong n)
{
    product_multiply(product, node, n);
    node_release(node);
}

/* w if node is e^w + constant and e^w no power, borrowed. */
static const wane_node_t *shifted_exponential(const wane_node_t *node, slong constant)
{
    if (node->kind != NODE_SUM || node->count != 1 || !fmpq_is_one(node->coefficient) ||
        fmpq_cmp_si(node->value, constant) != 0 || node->operand[0]->kind != NODE_UNARY ||
        node->operand[0]->function != UNARY_EXP || node_is_logarithmic(node->operand[0]->operand[0]))
        return NULL;
    return node->operand[0]->operand[0];
}

/* (e^w + 1)^(-n) = sigmoid(-w)^n */
static int gate(product_t product, slong i)
{
    const wane_node_t *w = shifted_exponential(product->base[i], 1);
    const slong n = -product->exponent[i];

    if (w == NULL || n < 0) return 0;
    w = node_negated(w);
    reduce(product, i, -n);
    put(product, UNARY(SIGMOID, w), n);
    return 1;
}

/* 1 if v = r y, by structure. */
static int proportion(fmpq_t r, const wane_node_t *v, const wane_node_t *y)
{
    const wane_node_t *scaled;
    int result;

    SCOPED(fmpq, c);
    node_leading(r, v);
    node_leading(c, y);
    fmpq_div(r, r, c);
    scaled = node_scale(node_keep(y), r);
    result = node_equal(v, scaled);
    node_release(scaled);
    return result;
}

/* e^v sigmoid(y)^n: e^(-y) sigmoid(y) = sigmoid(-y) and e^(-y/2) sigmoid(y) = 1/(2 cosh(y/2)). */
static int absorb_exponential(product_t product, slong i)
{
    const wane_node_t *y, *v;
    int whole, half;

    if (product->exp_argument == NULL || !applies(product, i, UNARY_SIGMOID) || product->exponent[i] < 0 ||
        argument(product, i)->kind == NODE_RATIONAL)
        return 0;
    SCOPED(fmpq, r);
    y = argument(product, i);
    if (!proportion(r, product->exp_argument, y)) return 0;
    whole = fmpq_cmp_si(r, -1) <= 0;
    half = fmpz_equal_si(fmpq_numref(r), -1) && fmpz_equal_si(fmpq_denref(r), 2);
    if (!whole && !half) return 0;
    y = node_keep(y);
    reduce(product, i, 1);
    v = product->exp_argument;
    product->exp_argument = node_add(v, whole ? node_keep(y) : node_scale_ratio(node_keep(y), 1, 2));
    if (whole) {
        put(product, UNARY(SIGMOID, node_scale_ratio(y, -1, 1)), 1);
    } else {
        put(product, UNARY(COSH, node_scale_ratio(y, 1, 2)), -1);
        fmpq_div_2exp(product->coefficient, product->coefficient, 1);
    }
    return 1;
}

/* (e^w - 1) sigmoid(-w) = tanh(w/2) */
static int tangent(product_t product, slong i)
{
    const wane_node_t *w = shifted_exponential(product->base[i], -1), *y;
    slong j, n;

    if (w == NULL || product->exponent[i] < 0) return 0;
    y = node_negated(w);
    j = find(product, UNARY_SIGMOID, y);
    node_release(y);
    if (j < 0 || product->exponent[j] < 0) return 0;
    n = FLINT_MIN(product->exponent[i], product->exponent[j]);
    y = node_scale_ratio(node_keep(w), 1, 2);
    reduce_both(product, i, n, j, n);
    put(product, UNARY(TANH, y), n);
    return 1;
}

/* f(u)^m g(u)^(s n), f and g the functions below: h(u) to the lesser of m and n. */
typedef struct {
    unary_t f, g;
    int s;
    unary_t h;
} quotient_t;

static const quotient_t quotients[] = {
    {UNARY_SINH, UNARY_COSH, -1, UNARY_TANH}, {UNARY_SIN, UNARY_COS, -1, UNARY_TAN},
    {UNARY_TANH, UNARY_COSH, 1, UNARY_SINH},  {UNARY_RELU, UNARY_STEP, 1, UNARY_RELU},
    {UNARY_ABS, UNARY_STEP, 1, UNARY_RELU},
};

/* |u|^n = u^n or u^(n-1) |u|; sqrt(u)^n = u^(n/2) or u^((n-1)/2) sqrt(u) for u >= 0 */
static int even_power(product_t product, slong i)
{
    const slong n = product->exponent[i] - (product->exponent[i] & 1);
    const int is_abs = applies(product, i, UNARY_ABS);
    const wane_node_t *u;

    if (n < 2 || (!is_abs && !applies(product, i, UNARY_SQRT))) return 0;
    u = argument(product, i);
    if (u->is_constant || (!is_abs && !node_is_nonnegative(u))) return 0;
    node_keep(u);
    reduce(product, i, n);
    put(product, u, is_abs ? n : n / 2);
    return 1;
}

static int quotient(product_t product, slong i)
{
    for (size_t k = 0; k < sizeof(quotients) / sizeof(quotients[0]); k++) {
        const quotient_t *q = quotients + k;
        const wane_node_t *u;
        slong j, n;

        if (!applies(product, i, q->f) || product->exponent[i] < 0) continue;
        j = find(product, q->g, argument(product, i));
        if (j < 0 || (product->exponent[j] > 0) != (q->s > 0)) continue;
        n = FLINT_MIN(product->exponent[i], FLINT_ABS(product->exponent[j]));
        u = node_keep(argument(product, i));
        reduce_both(product, i, n, j, q->s * n);
        put(product, node_unary(q->h, u), n);
        return 1;
    }
    return 0;
}

/* u step(u) = relu(u), u sign(u) = |u|, u relu(u) = relu(u)^2, and with powers of u */
static int kink(product_t product, slong i)
{
    const unary_t function = product->base[i]->kind == NODE_UNARY ? product->base[i]->function : UNARY_COUNT;
    const wane_node_t *u;
    slong j = -1, n;

    if ((function != UNARY_STEP && function != UNARY_SIGN && function != UNARY_RELU) ||
        product->exponent[i] < 0)
        return 0;
    for (slong k = 0; k < product->count && j < 0; k++)
        if (product->exponent[k] > 0 && node_equal(product->base[k], argument(product, i))) j = k;
    if (j < 0) return 0;
    u = node_keep(argument(product, i));
    n = function == UNARY_SIGN ? 1 : product->exponent[j];
    reduce_both(product, i, function == UNARY_RELU ? 0 : 1, j, n);
    put(product, node_unary(function == UNARY_SIGN ? UNARY_ABS : UNARY_RELU, u), n);
    return 1;
}

/* v (step(v) - 1) = relu(-v) */
static int kink_below(product_t product, slong i)
{
    const wane_node_t *node = product->base[i], *v;
    slong j = -1;

    if (node->kind != NODE_SUM || node->count != 1 || !fmpq_is_one(node->coefficient) ||
        fmpq_cmp_si(node->value, -1) != 0 || product->exponent[i] != 1)
        return 0;
    if (node->operand[0]->kind != NODE_UNARY || node->operand[0]->function != UNARY_STEP) return 0;
    v = node->operand[0]->operand[0];
    for (slong k = 0; k < product->count && j < 0; k++)
        if (product->exponent[k] == 1 && node_equal(product->base[k], v)) j = k;
    if (j < 0) return 0;
    v = node_negated(v);
    reduce_both(product, i, 1, j, 1);
    put(product, UNARY(RELU, v), 1);
    return 1;
}

int product_identity(product_t product)
{
    for (slong i = 0; i < product->count; i++)
        if (gate(product, i) || absorb_exponential(product, i) || tangent(product, i) ||
            quotient(product, i) || kink(product, i) || kink_below(product, i) || even_power(product, i))
            return 1;
    return 0;
}
