/* The activations by the names of PyTorch, JAX and TensorFlow (docs/language.md says where they differ). */
#include "base/number.h"
#include "base/scoped.h"
#include "function/text/named_functions.h"

#define UNARY(name, u) wane_node_unary(WANE_UNARY_##name, u)

typedef const wane_node_t *node_t;
typedef const wane_node_t *const *arguments_t;

/* The i-th argument, p/q if it is not given. */
static node_t given(arguments_t u, int count, int i, slong p, ulong q)
{
    return count > i ? u[i] : wane_node_ratio(p, q);
}

static node_t build_linear(arguments_t u, int count)
{
    return u[0];
}

static node_t build_quad(arguments_t u, int count)
{
    return wane_node_power(u[0], 2);
}

static node_t build_gelu(arguments_t u, int count)
{
    node_t gate = UNARY(PHI, wane_node_keep(u[0]));

    return wane_node_mul(u[0], gate);
}

/* u/2 (1 + tanh v) = u sigmoid(2v), v = sqrt(2/pi) (u + 0.044715 u^3) */
static node_t build_gelu_tanh(arguments_t u, int count)
{
    node_t cubic = wane_node_scale_ratio(wane_node_power(wane_node_keep(u[0]), 3), 44715, 1000000);
    node_t root = UNARY(SQRT, wane_node_div(wane_node_ratio(2, 1), wane_node_pi()));
    node_t inner = wane_node_scale_ratio(wane_node_add(wane_node_keep(u[0]), cubic), 2, 1);

    return wane_node_mul(u[0], UNARY(SIGMOID, wane_node_mul(root, inner)));
}

static node_t build_mish(arguments_t u, int count)
{
    node_t gate = UNARY(TANH, UNARY(SOFTPLUS, wane_node_keep(u[0])));

    return wane_node_mul(u[0], gate);
}

static node_t build_softsign(arguments_t u, int count)
{
    node_t size = wane_node_add(wane_node_ratio(1, 1), UNARY(ABS, wane_node_keep(u[0])));

    return wane_node_div(u[0], size);
}

/* (|u + 1| - |u - 1|)/2 */
static node_t build_hardtanh(arguments_t u, int count)
{
    node_t above = UNARY(ABS, wane_node_add(wane_node_keep(u[0]), wane_node_ratio(1, 1)));
    node_t below = UNARY(ABS, wane_node_sub(u[0], wane_node_ratio(1, 1)));

    return wane_node_scale_ratio(wane_node_sub(above, below), 1, 2);
}

/* (1 + s)/2 u + (1 - s)/2 |u|, slope s = 1/100 unless given */
static node_t build_leaky_relu(arguments_t u, int count)
{
    node_t slope = given(u, count, 1, 1, 100);
    node_t odd = wane_node_add(wane_node_ratio(1, 1), wane_node_keep(slope));
    node_t even = wane_node_sub(wane_node_ratio(1, 1), slope);

    odd = wane_node_mul(odd, wane_node_keep(u[0]));
    even = wane_node_mul(even, UNARY(ABS, u[0]));
    return wane_node_scale_ratio(wane_node_add(odd, even), 1, 2);
}

/* relu(u) + alpha (exp(min(u, 0)) - 1), alpha = 1 unless given */
static node_t build_elu(arguments_t u, int count)
{
    node_t alpha = given(u, count, 1, 1, 1);
    node_t bent = UNARY(NEGATIVE_EXP, wane_node_keep(u[0]));

    return wane_node_add(UNARY(RELU, u[0]), wane_node_mul(alpha, bent));
}

static node_t decimal(const char *text)
{
    node_t node;

    SCOPED(fmpq, c);
    base_number_read(c, text);
    node = wane_node_rational(c);
    return node;
}

/* lambda elu(u, alpha) with the constants as everybody writes them. */
static node_t build_selu(arguments_t u, int count)
{
    node_t pair[2] = {u[0], decimal("1.6732632423543772848170429916717")};

    return wane_node_mul(decimal("1.0507009873554804934193349852946"), build_elu(pair, 2));
}

/* max(u, 0) + min(0, a (exp(u/a) - 1)), a = 1 unless given; for a > 0 the kink of the exponent is that of u */
static node_t build_celu(arguments_t u, int count)
{
    node_t alpha = given(u, count, 1, 1, 1), bent, positive = UNARY(RELU, wane_node_keep(u[0]));

    if (wane_node_is_positive_constant(alpha)) {
        bent = UNARY(NEGATIVE_EXP, wane_node_div(u[0], wane_node_keep(alpha)));
    } else {
        bent = wane_node_sub(wane_node_keep(positive), u[0]); /* -min(u, 0) */
        bent = wane_node_div(wane_node_scale_ratio(bent, -1, 1), wane_node_keep(alpha));
        bent = wane_node_sub(UNARY(EXP, bent), wane_node_ratio(1, 1));
    }
    return wane_node_add(positive, wane_node_mul(alpha, bent));
}

/* leaky_relu with the slope 1/4, where training begins, unless given */
static node_t build_prelu(arguments_t u, int count)
{
    node_t pair[2] = {u[0], given(u, count, 1, 1, 4)};

    return build_leaky_relu(pair, 2);
}

/* leaky_relu with the mean of a slope between 1/8 and 1/3, unless given */
static node_t build_rrelu(arguments_t u, int count)
{
    node_t sum = wane_node_add(given(u, count, 1, 1, 8), given(u, count, 2, 1, 3));
    node_t pair[2] = {u[0], wane_node_scale_ratio(sum, 1, 2)};

    return build_leaky_relu(pair, 2);
}

/* relu(u - p/q) */
static node_t relu_beyond(node_t u, slong p, ulong q)
{
    return UNARY(RELU, wane_node_sub(wane_node_keep(u), wane_node_ratio(p, q)));
}

/* min(max(u, 0), 6) */
static node_t build_relu6(arguments_t u, int count)
{
    node_t result = wane_node_sub(relu_beyond(u[0], 0, 1), relu_beyond(u[0], 6, 1));

    wane_node_release(u[0]);
    return result;
}

/* relu6(u + 3)/6 */
static node_t build_hardsigmoid(arguments_t u, int count)
{
    node_t result = wane_node_sub(relu_beyond(u[0], -3, 1), relu_beyond(u[0], 3, 1));

    wane_node_release(u[0]);
    return wane_node_scale_ratio(result, 1, 6);
}

static node_t build_hardswish(arguments_t u, int count)
{
    node_t gate;

    wane_node_keep(u[0]);
    gate = build_hardsigmoid(u, 1);
    return wane_node_mul(u[0], gate);
}

/* u between the ends, -1 and 1 unless given */
static node_t build_hardtanh_between(arguments_t u, int count)
{
    if (count == 1) return build_hardtanh(u, 1);
    return wane_node_min(wane_node_max(u[0], u[1]), given(u, count, 2, 1, 1));
}

/* log(1 + exp(b u))/b, b = 1 unless given */
static node_t build_softplus(arguments_t u, int count)
{
    if (count == 1) return UNARY(SOFTPLUS, u[0]);
    return wane_node_div(UNARY(SOFTPLUS, wane_node_mul(u[0], wane_node_keep(u[1]))), u[1]);
}

/* log sigmoid(u) = -softplus(-u) */
static node_t build_logsigmoid(arguments_t u, int count)
{
    return wane_node_scale_ratio(UNARY(SOFTPLUS, wane_node_scale_ratio(u[0], -1, 1)), -1, 1);
}

/* u sigmoid(b u), b = 1 unless given */
static node_t build_swish(arguments_t u, int count)
{
    node_t beta = given(u, count, 1, 1, 1);

    return wane_node_mul(u[0], UNARY(SIGMOID, wane_node_mul(wane_node_keep(u[0]), beta)));
}

/* u sigmoid(1.702 u) */
static node_t build_quick_gelu(arguments_t u, int count)
{
    node_t pair[2] = {u[0], wane_node_ratio(851, 500)};

    return build_swish(pair, 2);
}

static node_t build_tanhshrink(arguments_t u, int count)
{
    node_t bent = UNARY(TANH, wane_node_keep(u[0]));

    return wane_node_sub(u[0], bent);
}

/* u less its part between -l and l, l = 1/2 unless given: relu(u - l) - relu(-u - l) */
static node_t build_softshrink(arguments_t u, int count)
{
    node_t lambda = given(u, count, 1, 1, 2);
    node_t above = wane_node_sub(wane_node_keep(u[0]), wane_node_keep(lambda));
    node_t below = wane_node_sub(wane_node_scale_ratio(u[0], -1, 1), lambda);

    return wane_node_sub(UNARY(RELU, above), UNARY(RELU, below));
}

/* u where |u| > l, 0 elsewhere, l = 1/2 unless given */
static node_t build_hardshrink(arguments_t u, int count)
{
    node_t lambda = given(u, count, 1, 1, 2);
    node_t outside = UNARY(STEP, wane_node_sub(UNARY(ABS, wane_node_keep(u[0])), lambda));

    return wane_node_mul(u[0], outside);
}

/* u where u > t, v elsewhere */
static node_t build_threshold(arguments_t u, int count)
{
    node_t beyond = UNARY(STEP, wane_node_sub(wane_node_keep(u[0]), u[1]));
    node_t excess = wane_node_sub(u[0], wane_node_keep(u[2]));

    return wane_node_add(u[2], wane_node_mul(excess, beyond));
}

/* (u + sqrt(u^2 + b))/2, b = 4 unless given */
static node_t build_squareplus(arguments_t u, int count)
{
    node_t b = given(u, count, 1, 4, 1);
    node_t root = UNARY(SQRT, wane_node_add(wane_node_power(wane_node_keep(u[0]), 2), b));

    return wane_node_scale_ratio(wane_node_add(u[0], root), 1, 2);
}

/* u + sin(a u)^2/a = u + (1 - cos(2 a u))/(2a), a = 1 unless given */
static node_t build_snake(arguments_t u, int count)
{
    node_t alpha = given(u, count, 1, 1, 1);
    node_t angle = wane_node_mul(wane_node_scale_ratio(wane_node_keep(u[0]), 2, 1), wane_node_keep(alpha));
    node_t wave = wane_node_sub(wane_node_ratio(1, 1), UNARY(COS, angle));

    return wane_node_add(u[0], wane_node_div(wave, wane_node_scale_ratio(alpha, 2, 1)));
}

/* 0, (u + 1)^2/4, u on the left of -1, between, on the right of 1 */
static node_t build_sparse_plus(arguments_t u, int count)
{
    node_t from = wane_node_power(relu_beyond(u[0], -1, 1), 2),
           to = wane_node_power(relu_beyond(u[0], 1, 1), 2);

    wane_node_release(u[0]);
    return wane_node_scale_ratio(wane_node_sub(from, to), 1, 4);
}

/* its derivative */
static node_t build_sparse_sigmoid(arguments_t u, int count)
{
    node_t result = wane_node_sub(relu_beyond(u[0], -1, 1), relu_beyond(u[0], 1, 1));

    wane_node_release(u[0]);
    return wane_node_scale_ratio(result, 1, 2);
}

const wane_name_t wane_activations[] = {
    {"relu6", 1, 1, 1, WANE_TAKES_NUMBERS, build_relu6, 0},
    {"leaky_relu", 1, 2, 1, WANE_TAKES_NUMBERS, build_leaky_relu, 0},
    {"prelu", 1, 2, 1, WANE_TAKES_NUMBERS, build_prelu, 0},
    {"rrelu", 1, 3, 1, WANE_TAKES_NUMBERS, build_rrelu, 0},
    {"threshold", 3, 3, 0, WANE_TAKES_NUMBERS, build_threshold, 0},
    {"elu", 1, 2, 1, WANE_TAKES_NUMBERS, build_elu, 0},
    {"celu", 1, 2, 1, WANE_TAKES_NUMBERS, build_celu, 0},
    {"selu", 1, 1, 1, WANE_TAKES_NUMBERS, build_selu, 0},
    {"gelu", 1, 1, 1, WANE_TAKES_NUMBERS, build_gelu, 0},
    {"gelu_tanh", 1, 1, 1, WANE_TAKES_NUMBERS, build_gelu_tanh, 0},
    {"quick_gelu", 1, 1, 1, WANE_TAKES_NUMBERS, build_quick_gelu, 0},
    {"silu", 1, 1, 1, WANE_TAKES_NUMBERS, build_swish, 0},
    {"swish", 1, 2, 1, WANE_TAKES_NUMBERS, build_swish, 0},
    {"hardswish", 1, 1, 1, WANE_TAKES_NUMBERS, build_hardswish, 0},
    {"mish", 1, 1, 1, WANE_TAKES_NUMBERS, build_mish, 0},
    {"softplus", 1, 2, 1, WANE_TAKES_NUMBERS, build_softplus, 0},
    {"squareplus", 1, 2, 1, WANE_TAKES_NUMBERS, build_squareplus, 0},
    {"sparse_plus", 1, 1, 1, WANE_TAKES_NUMBERS, build_sparse_plus, 0},
    {"sparse_sigmoid", 1, 1, 1, WANE_TAKES_NUMBERS, build_sparse_sigmoid, 0},
    {"hardsigmoid", 1, 1, 1, WANE_TAKES_NUMBERS, build_hardsigmoid, 0},
    {"logsigmoid", 1, 1, 1, WANE_TAKES_NUMBERS, build_logsigmoid, 0},
    {"hardtanh", 1, 3, 1, WANE_TAKES_NUMBERS, build_hardtanh_between, 0},
    {"tanhshrink", 1, 1, 1, WANE_TAKES_NUMBERS, build_tanhshrink, 0},
    {"softshrink", 1, 2, 1, WANE_TAKES_NUMBERS, build_softshrink, 0},
    {"hardshrink", 1, 2, 1, WANE_TAKES_NUMBERS, build_hardshrink, 0},
    {"softsign", 1, 1, 1, WANE_TAKES_NUMBERS, build_softsign, 0},
    {"snake", 1, 2, 1, WANE_TAKES_NUMBERS, build_snake, 0},
    {"quad", 1, 1, 1, WANE_TAKES_NUMBERS, build_quad, 0},
    {"linear", 1, 1, 1, WANE_TAKES_NUMBERS, build_linear, 0},
    {NULL, 0, 0, 0, WANE_TAKES_EXPRESSIONS, NULL, 0},
};
