/* The named functions of the language and what they stand for; the activations are in activations.c. */
#include <ctype.h>
#include <string.h>

#include "base/scoped.h"
#include "function/facts/node_facts.h"
#include "function/text/named_functions.h"

typedef const wane_node_t *node_t;
typedef const wane_node_t *const *operands_t;

static node_t relu_of_difference(node_t u, node_t v)
{
    return UNARY(RELU, node_sub(node_keep(u), node_keep(v)));
}

/* The variable one of two first, and of two variable ones the one that leads: max and min are symmetric, and
   a constant shows the bound of the result. */
static void arrange(node_t *u, node_t *v)
{
    node_t difference = node_sub(node_keep(*u), node_keep(*v)), other = *u;
    int swaps = (*u)->is_constant;

    SCOPED(fmpq, c);
    node_leading(c, difference);
    if ((*u)->is_constant == (*v)->is_constant) swaps = fmpq_sgn(c) < 0;
    node_release(difference);
    if (!swaps) return;
    *u = *v;
    *v = other;
}

/* v + relu(u - v) */
const wane_node_t *node_max(const wane_node_t *u, const wane_node_t *v)
{
    node_t excess;

    arrange(&u, &v);
    excess = relu_of_difference(u, v);
    node_release(u);
    return node_add(v, excess);
}

/* v - relu(v - u) */
const wane_node_t *node_min(const wane_node_t *u, const wane_node_t *v)
{
    node_t excess;

    arrange(&u, &v);
    excess = relu_of_difference(v, u);
    node_release(u);
    return node_sub(v, excess);
}

static node_t build_max(operands_t u, int count)
{
    node_t result = u[0];

    for (int i = 1; i < count; i++) result = node_max(result, u[i]);
    return result;
}

static node_t build_min(operands_t u, int count)
{
    node_t result = u[0];

    for (int i = 1; i < count; i++) result = node_min(result, u[i]);
    return result;
}

/* min(max(u, lower), upper) */
static node_t build_clip(operands_t u, int count)
{
    return node_min(node_max(u[0], u[1]), u[2]);
}

static node_t build_mean(operands_t u, int count)
{
    return node_mean(u[0]);
}

static node_t build_center(operands_t u, int count)
{
    if (node_is_centered(u[0])) return u[0];
    node_t mean = node_mean(node_keep(u[0]));

    return node_sub(u[0], mean);
}

/* f/sqrt(E f^2) */
static node_t build_normalize(operands_t u, int count)
{
    node_t norm2 = node_mean(node_power(node_keep(u[0]), 2));

    return node_div(u[0], UNARY(SQRT, norm2));
}

/* 1/cosh(u) */
static node_t build_sech(operands_t u, int count)
{
    return node_power(UNARY(COSH, u[0]), -1);
}

static node_t build_log1p(operands_t u, int count)
{
    return UNARY(LOG, node_add(node_ratio(1, 1), u[0]));
}

static node_t build_expm1(operands_t u, int count)
{
    return node_sub(UNARY(EXP, u[0]), node_ratio(1, 1));
}

/* cbrt(max(u, 0)) - cbrt(max(-u, 0)); u itself where it is not negative by structure */
static node_t build_cbrt(operands_t u, int count)
{
    node_t size = UNARY(ABS, node_keep(u[0])), above, below;
    const int is_size = node_equal(size, u[0]);

    node_release(size);
    if (is_size) return UNARY(CBRT, u[0]);
    above = UNARY(RELU, node_keep(u[0]));
    below = UNARY(RELU, node_scale_ratio(u[0], -1, 1));
    return node_sub(UNARY(CBRT, above), UNARY(CBRT, below));
}

/* The value at the jump, if it is given, changes nothing. */
static node_t build_heaviside(operands_t u, int count)
{
    if (count > 1) node_release(u[1]);
    return UNARY(STEP, u[0]);
}

static node_t build_indicator(operands_t u, int count)
{
    return u[0];
}

/* v if the condition is v < 0, below 1, or v > 0, below 0; borrowed, NULL of another condition. */
static node_t edge_of(node_t condition, int below)
{
    if (below) {
        if (condition->kind != NODE_SUM || condition->count != 1 || !fmpq_is_one(condition->value) ||
            fmpq_cmp_si(condition->coefficient, -1) != 0)
            return NULL;
        condition = condition->operand[0];
    }
    return condition->kind == NODE_UNARY && condition->function == UNARY_STEP ? condition->operand[0] : NULL;
}

/* 1 if the conditions are v < a, v < b, … with a < b < …, below 1, or v > a, v > b, … with a > b > …. */
static int are_stretches(operands_t u, int count, int below)
{
    for (int i = 0; i + 1 < count; i += 2) {
        node_t edge = edge_of(u[i], below), last = i > 0 ? edge_of(u[i - 2], below) : NULL, step;
        int is_next;

        if (edge == NULL || (i > 0 && last == NULL)) return 0;
        if (i == 0) continue;
        step = node_sub(node_keep(last), node_keep(edge));
        is_next =
            step->kind == NODE_RATIONAL && (below ? fmpq_sgn(step->value) > 0 : fmpq_sgn(step->value) < 0);
        node_release(step);
        if (!is_next) return 0;
    }
    return 1;
}

/* From the last case to the first: rest + condition (value - rest); of stretches one after another the values
   change by themselves where v crosses an edge: value + step(edge) (next - value). */
static node_t build_piecewise(operands_t u, int count)
{
    node_t rest = count % 2 != 0 ? u[count - 1] : node_ratio(0, 1), result = NULL, before = NULL;
    const int last = (count - count % 2) - 2, rises = are_stretches(u, count, 1);

    if (!rises && !are_stretches(u, count, 0)) {
        for (int i = last; i >= 0; i -= 2) {
            node_t excess = node_sub(u[i + 1], node_keep(rest));

            rest = node_add(rest, node_mul(u[i], excess));
        }
        return rest;
    }
    for (int i = 0; i <= last + 2; i += 2) { /* rising: the values in turn; falling: from the rest up */
        const int at = rises ? i : last - i;
        node_t value = rises ? (i <= last ? u[i + 1] : rest) : (i == 0 ? rest : u[at + 3]);

        if (i == 0) {
            result = node_keep(value);
        } else {
            node_t edge = edge_of(u[rises ? i - 2 : at + 2], rises);
            node_t gate = UNARY(STEP, node_keep(edge));

            result = node_add(result, node_mul(gate, node_sub(node_keep(value), before)));
        }
        before = node_keep(value);
    }
    node_release(before);
    for (int i = 0; i <= last + 1; i++) node_release(u[i]);
    node_release(rest);
    return result;
}

/* Beside these and the activations, each elementary function by its name. */
static const name_t names[] = {
    {"min", 2, MOST_ARGUMENTS, 0, TAKES_EXPRESSIONS, build_min, 0},
    {"max", 2, MOST_ARGUMENTS, 0, TAKES_EXPRESSIONS, build_max, 0},
    {"clip", 3, 3, 0, TAKES_EXPRESSIONS, build_clip, 0},
    {"mean", 1, 1, 0, TAKES_EXPRESSIONS, build_mean, 0},
    {"center", 1, 1, 0, TAKES_EXPRESSIONS, build_center, 0},
    {"normalize", 1, 1, 0, TAKES_EXPRESSIONS, build_normalize, 0},
    {"sech", 1, 1, 1, TAKES_EXPRESSIONS, build_sech, 0},
    {"cbrt", 1, 1, 1, TAKES_EXPRESSIONS, build_cbrt, 0},
    {"log1p", 1, 1, 0, TAKES_EXPRESSIONS, build_log1p, 0},
    {"expm1", 1, 1, 1, TAKES_EXPRESSIONS, build_expm1, 0},
    {"heaviside", 1, 2, 1, TAKES_NUMBERS, build_heaviside, 0},
    {"indicator", 1, 1, 0, TAKES_CONDITIONS, build_indicator, 0},
    {"piecewise", 2, MOST_ARGUMENTS, 0, TAKES_CASES, build_piecewise, 0},
    {NULL, 0, 0, 0, TAKES_EXPRESSIONS, NULL, 0},
};

/* Other spellings of names. */
static const struct {
    const char *spelling, *name;
} others[] = {{"ln", "log"},          {"arctan", "atan"},  {"arcsinh", "asinh"},
              {"arsinh", "asinh"},    {"sgn", "sign"},     {"logistic", "sigmoid"},
              {"expit", "sigmoid"},   {"sine", "sin"},     {"hard_silu", "hardswish"},
              {"clamp", "clip"},      {"absolute", "abs"}, {"fabs", "abs"},
              {"identity", "linear"}, {"square", "quad"},  {"sigm", "sigmoid"},
              {"exponential", "exp"}, {"maximum", "max"},  {"minimum", "min"},
              {"ndtr", "Phi"}};

#define OTHER_COUNT ((int)(sizeof(others) / sizeof(others[0])))

int name_is(const char *name, const char *other)
{
    for (;; name++, other++) {
        while (*name == '_') name++;
        while (*other == '_') other++;
        if (tolower((unsigned char)*name) != tolower((unsigned char)*other)) return 0;
        if (*name == '\0') return 1;
    }
}

/* Phi written phi may be meant as the density: not guessed. */
static int names_elementary(const char *name, int i)
{
    const char *own = elementary_table[i]->name;

    if (own == NULL || (i == UNARY_PHI && strcmp(name, "phi") == 0)) return 0;
    return name_is(name, own);
}

static int find_in(name_t *found, const name_t *list, const char *name)
{
    for (; list->name != NULL; list++)
        if (name_is(name, list->name)) {
            *found = *list;
            return 1;
        }
    return 0;
}

int name_find(name_t *found, const char *name)
{
    if (find_in(found, activation_names, name) || find_in(found, names, name)) return 1;
    for (int i = 0; i < UNARY_COUNT; i++)
        if (names_elementary(name, i)) {
            *found = (name_t){elementary_table[i]->name, 1, 1, 1, TAKES_EXPRESSIONS, NULL, (unary_t)i};
            return 1;
        }
    for (int i = 0; i < OTHER_COUNT; i++)
        if (name_is(name, others[i].spelling)) return name_find(found, others[i].name);
    return 0;
}

const wane_node_t *name_apply(const name_t *name, const wane_node_t *const *argument, int count)
{
    return name->build != NULL ? name->build(argument, count) : node_unary(name->elementary, argument[0]);
}

const char *name_listed(int i)
{
    const name_t *const lists[] = {activation_names, names};

    for (int j = 0; j < 2; j++)
        for (const name_t *at = lists[j]; at->name != NULL; at++)
            if (i-- == 0) return at->name;
    for (int j = 0; j < UNARY_COUNT; j++)
        if (elementary_table[j]->name != NULL && i-- == 0) return elementary_table[j]->name;
    return i < OTHER_COUNT ? others[i].spelling : NULL;
}
