/* The activations by the names of PyTorch, JAX and TensorFlow (docs/language.md says where they differ). */
#include "base/number.h"
#include "base/scoped.h"
#include "function/text/named_functions.h"

typedef const wane_node_t *node_t;
typedef const wane_node_t *const *operands_t;

/* The i-th argument, p/q if it is not given. */
static node_t given(operands_t u, int count, int i, slong p, ulong q)
{
    return count > i ? u[i] : node_ratio(p, q);
}

static node_t build_linear(operands_t u, int count)
{
    return u[0];
}

static node_t build_quad(operands_t u, int count)
{
    return node_power(u[0], 2);
}

static node_t build_gelu(operands_t u, int count)
{
    node_t gate = UNARY(PHI, node_keep(u[0]));

    return node_mul(u[0], gate);
}

/* u/2 (1 + tanh v) = u sigmoid(2v), v = sqrt(2/pi) (u + 0.044715 u^3) */
static node_t build_gelu_tanh(operands_t u, int count)
{
    node_t cubic = node_scale_ratio(node_power(node_keep(u[0]), 3), 44715, 1000000);
    node_t root = UNARY(SQRT, node_div(node_ratio(2, 1), node_pi()));
    node_t inner = node_scale_ratio(node_add(node_keep(u[0]), cubic), 2, 1);

    return node_mul(u[0], UNARY(SIGMOID, node_mul(root, inner)));
}

static node_t build_mish(operands_t u, int count)
{
    node_t gate = UNARY(TANH, UNARY(SOFTPLUS, node_keep(u[0])));

    return node_mul(u[0], gate);
}

static node_t build_softsign(operands_t u, int count)
{
    node_t size = node_add(node_ratio(1, 1), UNARY(ABS, node_keep(u[0])));

    return node_div(u[0], size);
}

/* (|u + 1| - |u - 1|)/2 */
static node_t build_hardtanh(operands_t u, int count)
{
    node_t above = UNARY(ABS, node_add(node_keep(u[0]), node_ratio(1, 1)));
    node_t below = UNARY(ABS, node_sub(u[0], node_ratio(1, 1)));

    return node_scale_ratio(node_sub(above, below), 1, 2);
}

/* (1 + s)/2 u + (1 - s)/2 |u|, slope s = 1/100 unless given */
static node_t build_leaky_relu(operands_t u, int count)
{
    node_t slope = given(u, count, 1, 1, 100);
    node_t odd = node_add(node_ratio(1, 1), node_keep(slope));
    node_t even = node_sub(node_ratio(1, 1), slope);

    odd = node_mul(odd, node_keep(u[0]));
    even = node_mul(even, UNARY(ABS, u[0]));
    return node_scale_ratio(node_add(odd, even), 1, 2);
}

/* relu(u) + alpha (exp(min(u, 0)) - 1), alpha = 1 unless given */
static node_t build_elu(operands_t u, int count)
{
    node_t alpha = given(u, count, 1, 1, 1);
    node_t bent = UNARY(NEGATIVE_EXP, node_keep(u[0]));

    return node_add(UNARY(RELU, u[0]), node_mul(alpha, bent));
}

static node_t decimal(const char *text)
{
    node_t node;

    SCOPED(fmpq, c);
    base_number_read(c, text);
    node = node_rational(c);
    return node;
}

/* lambda elu(u, alpha) with the constants as everybody writes them. */
static node_t build_selu(operands_t u, int count)
{
    node_t pair[2] = {u[0], decimal("1.6732632423543772848170429916717")};

    return node_mul(decimal("1.0507009873554804934193349852946"), build_elu(pair, 2));
}

/* max(u, 0) + min(0, a (exp(u/a) - 1)), a = 1 unless given; for a > 0 the kink of the exponent is that of u */
static node_t build_celu(operands_t u, int count)
{
    node_t alpha = given(u, count, 1, 1, 1), bent, positive = UNARY(RELU, node_keep(u[0]));

    if (node_is_positive_constant(alpha)) {
        bent = UNARY(NEGATIVE_EXP, node_div(u[0], node_keep(alpha)));
    } else {
        bent = node_sub(node_keep(positive), u[0]); /* -min(u, 0) */
        bent = node_div(node_scale_ratio(bent, -1, 1), node_keep(alpha));
        bent = node_sub(UNARY(EXP, bent), node_ratio(1, 1));
    }
    return node_add(positive, node_mul(alpha, bent));
}

/* leaky_relu with the slope 1/4, where training begins, unless given */
static node_t build_prelu(operands_t u, int count)
{
    node_t pair[2] = {u[0], given(u, count, 1, 1, 4)};

    return build_leaky_relu(pair, 2);
}

/* leaky_relu with the mean of a slope between 1/8 and 1/3, unless given */
static node_t build_rrelu(operands_t u, int count)
{
    node_t sum = node_add(given(u, count, 1, 1, 8), given(u, count, 2, 1, 3));
    node_t pair[2] = {u[0], node_scale_ratio(sum, 1, 2)};

    return build_leaky_relu(pair, 2);
}

/* relu(u - p/q) */
static node_t relu_beyond(node_t u, slong p, ulong q)
{
    return UNARY(RELU, node_sub(node_keep(u), node_ratio(p, q)));
}

/* min(max(u, 0), 6) */
static node_t build_relu6(operands_t u, int count)
{
    node_t result = node_sub(relu_beyond(u[0], 0, 1), relu_beyond(u[0], 6, 1));

    node_release(u[0]);
    return result;
}

/* relu6(u + 3)/6 */
static node_t build_hardsigmoid(operands_t u, int count)
{
    node_t result = node_sub(relu_beyond(u[0], -3, 1), relu_beyond(u[0], 3, 1));

    node_release(u[0]);
    return node_scale_ratio(result, 1, 6);
}

static node_t build_hardswish(operands_t u, int count)
{
    node_t gate;

    node_keep(u[0]);
    gate = build_hardsigmoid(u, 1);
    return node_mul(u[0], gate);
}

/* u between the ends, -1 and 1 unless given */
static node_t build_hardtanh_between(operands_t u, int count)
{
    if (count == 1) return build_hardtanh(u, 1);
    return node_min(node_max(u[0], u[1]), given(u, count, 2, 1, 1));
}

/* log(1 + exp(b u))/b, b = 1 unless given */
static node_t build_softplus(operands_t u, int count)
{
    if (count == 1) return UNARY(SOFTPLUS, u[0]);
    return node_div(UNARY(SOFTPLUS, node_mul(u[0], node_keep(u[1]))), u[1]);
}

/* log sigmoid(u) = -softplus(-u) */
static node_t build_logsigmoid(operands_t u, int count)
{
    return node_scale_ratio(UNARY(SOFTPLUS, node_scale_ratio(u[0], -1, 1)), -1, 1);
}

/* u sigmoid(b u), b = 1 unless given */
static node_t build_swish(operands_t u, int count)
{
    node_t beta = given(u, count, 1, 1, 1);

    return node_mul(u[0], UNARY(SIGMOID, node_mul(node_keep(u[0]), beta)));
}

/* u sigmoid(1.702 u) */
static node_t build_quick_gelu(operands_t u, int count)
{
    node_t pair[2] = {u[0], node_ratio(851, 500)};

    return build_swish(pair, 2);
}

static node_t build_tanhshrink(operands_t u, int count)
{
    node_t bent = UNARY(TANH, node_keep(u[0]));

    return node_sub(u[0], bent);
}

/* u less its part between -l and l, l = 1/2 unless given: relu(u - l) - relu(-u - l) */
static node_t build_softshrink(operands_t u, int count)
{
    node_t lambda = given(u, count, 1, 1, 2);
    node_t above = node_sub(node_keep(u[0]), node_keep(lambda));
    node_t below = node_sub(node_scale_ratio(u[0], -1, 1), lambda);

    return node_sub(UNARY(RELU, above), UNARY(RELU, below));
}

/* u where |u| > l, 0 elsewhere, l = 1/2 unless given */
static node_t build_hardshrink(operands_t u, int count)
{
    node_t lambda = given(u, count, 1, 1, 2);
    node_t outside = UNARY(STEP, node_sub(UNARY(ABS, node_keep(u[0])), lambda));

    return node_mul(u[0], outside);
}

/* u where u > t, v elsewhere */
static node_t build_threshold(operands_t u, int count)
{
    node_t beyond = UNARY(STEP, node_sub(node_keep(u[0]), u[1]));
    node_t excess = node_sub(u[0], node_keep(u[2]));

    return node_add(u[2], node_mul(excess, beyond));
}

/* (u + sqrt(u^2 + b))/2, b = 4 unless given */
static node_t build_squareplus(operands_t u, int count)
{
    node_t b = given(u, count, 1, 4, 1);
    node_t root = UNARY(SQRT, node_add(node_power(node_keep(u[0]), 2), b));

    return node_scale_ratio(node_add(u[0], root), 1, 2);
}

/* u + sin(a u)^2/a = u + (1 - cos(2 a u))/(2a), a = 1 unless given */
static node_t build_snake(operands_t u, int count)
{
    node_t alpha = given(u, count, 1, 1, 1);
    node_t angle = node_mul(node_scale_ratio(node_keep(u[0]), 2, 1), node_keep(alpha));
    node_t wave = node_sub(node_ratio(1, 1), UNARY(COS, angle));

    return node_add(u[0], node_div(wave, node_scale_ratio(alpha, 2, 1)));
}

/* 0, (u + 1)^2/4, u on the left of -1, between, on the right of 1 */
static node_t build_sparse_plus(operands_t u, int count)
{
    node_t from = node_power(relu_beyond(u[0], -1, 1), 2), to = node_power(relu_beyond(u[0], 1, 1), 2);

    node_release(u[0]);
    return node_scale_ratio(node_sub(from, to), 1, 4);
}

/* its derivative */
static node_t build_sparse_sigmoid(operands_t u, int count)
{
    node_t result = node_sub(relu_beyond(u[0], -1, 1), relu_beyond(u[0], 1, 1));

    node_release(u[0]);
    return node_scale_ratio(result, 1, 2);
}

const name_t activation_names[] = {
    {"relu6", 1, 1, 1, TAKES_NUMBERS, build_relu6, 0},
    {"leaky_relu", 1, 2, 1, TAKES_NUMBERS, build_leaky_relu, 0},
    {"prelu", 1, 2, 1, TAKES_NUMBERS, build_prelu, 0},
    {"rrelu", 1, 3, 1, TAKES_NUMBERS, build_rrelu, 0},
    {"threshold", 3, 3, 0, TAKES_NUMBERS, build_threshold, 0},
    {"elu", 1, 2, 1, TAKES_NUMBERS, build_elu, 0},
    {"celu", 1, 2, 1, TAKES_NUMBERS, build_celu, 0},
    {"selu", 1, 1, 1, TAKES_NUMBERS, build_selu, 0},
    {"gelu", 1, 1, 1, TAKES_NUMBERS, build_gelu, 0},
    {"gelu_tanh", 1, 1, 1, TAKES_NUMBERS, build_gelu_tanh, 0},
    {"quick_gelu", 1, 1, 1, TAKES_NUMBERS, build_quick_gelu, 0},
    {"silu", 1, 1, 1, TAKES_NUMBERS, build_swish, 0},
    {"swish", 1, 2, 1, TAKES_NUMBERS, build_swish, 0},
    {"hardswish", 1, 1, 1, TAKES_NUMBERS, build_hardswish, 0},
    {"mish", 1, 1, 1, TAKES_NUMBERS, build_mish, 0},
    {"softplus", 1, 2, 1, TAKES_NUMBERS, build_softplus, 0},
    {"squareplus", 1, 2, 1, TAKES_NUMBERS, build_squareplus, 0},
    {"sparse_plus", 1, 1, 1, TAKES_NUMBERS, build_sparse_plus, 0},
    {"sparse_sigmoid", 1, 1, 1, TAKES_NUMBERS, build_sparse_sigmoid, 0},
    {"hardsigmoid", 1, 1, 1, TAKES_NUMBERS, build_hardsigmoid, 0},
    {"logsigmoid", 1, 1, 1, TAKES_NUMBERS, build_logsigmoid, 0},
    {"hardtanh", 1, 3, 1, TAKES_NUMBERS, build_hardtanh_between, 0},
    {"tanhshrink", 1, 1, 1, TAKES_NUMBERS, build_tanhshrink, 0},
    {"softshrink", 1, 2, 1, TAKES_NUMBERS, build_softshrink, 0},
    {"hardshrink", 1, 2, 1, TAKES_NUMBERS, build_hardshrink, 0},
    {"softsign", 1, 1, 1, TAKES_NUMBERS, build_softsign, 0},
    {"snake", 1, 2, 1, TAKES_NUMBERS, build_snake, 0},
    {"quad", 1, 1, 1, TAKES_NUMBERS, build_quad, 0},
    {"linear", 1, 1, 1, TAKES_NUMBERS, build_linear, 0},
    {NULL, 0, 0, 0, TAKES_EXPRESSIONS, NULL, 0},
};
