/* The named functions of the language and what they stand for. */
#include <limits.h>
#include <string.h>

#include "base/number.h"
#include "base/scoped.h"
#include "base/spelling.h"
#include "function/facts/node_facts.h"
#include "function/text/named_functions.h"

#define UNARY(name, u) wane_node_unary(WANE_UNARY_##name, u)

typedef const wane_node_t *node_t;
typedef const wane_node_t *const *arguments_t;

static node_t build_quad(arguments_t u, int count)
{
    return wane_node_power(u[0], 2);
}

static node_t build_gelu(arguments_t u, int count)
{
    node_t gate = UNARY(PHI, wane_node_keep(u[0]));

    return wane_node_mul(u[0], gate);
}

static node_t build_silu(arguments_t u, int count)
{
    node_t gate = UNARY(SIGMOID, wane_node_keep(u[0]));

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
    node_t slope = count > 1 ? u[1] : wane_node_ratio(1, 100);
    node_t odd = wane_node_add(wane_node_ratio(1, 1), wane_node_keep(slope));
    node_t even = wane_node_sub(wane_node_ratio(1, 1), slope);

    odd = wane_node_mul(odd, wane_node_keep(u[0]));
    even = wane_node_mul(even, UNARY(ABS, u[0]));
    return wane_node_scale_ratio(wane_node_add(odd, even), 1, 2);
}

/* relu(u) + alpha (exp(min(u, 0)) - 1), alpha = 1 unless given */
static node_t build_elu(arguments_t u, int count)
{
    node_t alpha = count > 1 ? u[1] : wane_node_ratio(1, 1);
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

/* max(a, b) = b + relu(a - b) */
static node_t build_max(arguments_t u, int count)
{
    node_t result = u[0];

    for (int i = 1; i < count; i++) {
        node_t excess = UNARY(RELU, wane_node_sub(result, wane_node_keep(u[i])));
        result = wane_node_add(u[i], excess);
    }
    return result;
}

/* min(a, b) = a - relu(a - b) */
static node_t build_min(arguments_t u, int count)
{
    node_t result = u[0];

    for (int i = 1; i < count; i++) {
        node_t excess = UNARY(RELU, wane_node_sub(wane_node_keep(result), u[i]));
        result = wane_node_sub(result, excess);
    }
    return result;
}

static node_t build_mean(arguments_t u, int count)
{
    return wane_node_mean(u[0]);
}

static node_t build_center(arguments_t u, int count)
{
    node_t mean = wane_node_mean(wane_node_keep(u[0]));

    return wane_node_sub(u[0], mean);
}

/* f/sqrt(E f^2) */
static node_t build_normalize(arguments_t u, int count)
{
    node_t norm2 = wane_node_mean(wane_node_power(wane_node_keep(u[0]), 2));

    return wane_node_div(u[0], UNARY(SQRT, norm2));
}

/* Beside these, each elementary function by its name. */
static const wane_name_t names[] = {
    {"leaky_relu", 1, 2, 1, build_leaky_relu, 0},
    {"elu", 1, 2, 1, build_elu, 0},
    {"selu", 1, 1, 1, build_selu, 0},
    {"gelu", 1, 1, 1, build_gelu, 0},
    {"gelu_tanh", 1, 1, 1, build_gelu_tanh, 0},
    {"silu", 1, 1, 1, build_silu, 0},
    {"swish", 1, 1, 1, build_silu, 0},
    {"mish", 1, 1, 1, build_mish, 0},
    {"hardtanh", 1, 1, 1, build_hardtanh, 0},
    {"softsign", 1, 1, 1, build_softsign, 0},
    {"quad", 1, 1, 1, build_quad, 0},
    {"min", 2, WANE_MOST_ARGUMENTS, 0, build_min, 0},
    {"max", 2, WANE_MOST_ARGUMENTS, 0, build_max, 0},
    {"mean", 1, 1, 0, build_mean, 0},
    {"center", 1, 1, 0, build_center, 0},
    {"normalize", 1, 1, 0, build_normalize, 0},
};

#define NAME_COUNT ((int)(sizeof(names) / sizeof(names[0])))

int wane_name_find(wane_name_t *found, const char *name)
{
    for (int i = 0; i < WANE_UNARY_COUNT; i++)
        if (wane_elementary[i]->name != NULL && strcmp(wane_elementary[i]->name, name) == 0) {
            *found = (wane_name_t){wane_elementary[i]->name, 1, 1, 1, NULL, (wane_unary_t)i};
            return 1;
        }
    for (int i = 0; i < NAME_COUNT; i++)
        if (strcmp(names[i].name, name) == 0) {
            *found = names[i];
            return 1;
        }
    return 0;
}

const wane_node_t *wane_name_apply(const wane_name_t *name, const wane_node_t *const *argument, int count)
{
    return name->build != NULL ? name->build(argument, count)
                               : wane_node_unary(name->elementary, argument[0]);
}

/* candidate, if it is closer to name than *best at the distance *least. */
static void consider(const char **best, int *least, const char *name, const char *candidate)
{
    int distance = candidate == NULL ? INT_MAX : base_spelling_cost(name, candidate);

    if (distance >= *least) return;
    *least = distance;
    *best = candidate;
}

const char *wane_name_suggest(const char *name)
{
    static const char *const others[] = {"pi", "He3", "h3"};
    const char *best = NULL;
    int least = 2 + 2 * FLINT_MIN(2, (int)FLINT_MIN(strlen(name), BASE_SPELLING_LONGEST) / 2);

    for (int i = 0; i < WANE_UNARY_COUNT; i++) consider(&best, &least, name, wane_elementary[i]->name);
    for (int i = 0; i < NAME_COUNT; i++) consider(&best, &least, name, names[i].name);
    for (int i = 0; i < 3; i++) consider(&best, &least, name, others[i]);
    return best;
}
