/* The named functions of the language and what they stand for; the activations are in activations.c. */
#include <ctype.h>
#include <string.h>

#include "base/scoped.h"
#include "function/facts/node_facts.h"
#include "function/text/named_functions.h"

#define UNARY(name, u) wane_node_unary(WANE_UNARY_##name, u)

typedef const wane_node_t *node_t;
typedef const wane_node_t *const *arguments_t;

static node_t relu_of_difference(node_t u, node_t v)
{
    return UNARY(RELU, wane_node_sub(wane_node_keep(u), wane_node_keep(v)));
}

/* The variable one of two first, and of two variable ones the one that leads: max and min are symmetric, and
   a constant shows the bound of the result. */
static void arrange(node_t *u, node_t *v)
{
    node_t difference = wane_node_sub(wane_node_keep(*u), wane_node_keep(*v)), other = *u;
    int swaps = (*u)->is_constant;

    SCOPED(fmpq, c);
    wane_node_leading(c, difference);
    if ((*u)->is_constant == (*v)->is_constant) swaps = fmpq_sgn(c) < 0;
    wane_node_release(difference);
    if (!swaps) return;
    *u = *v;
    *v = other;
}

/* v + relu(u - v) */
const wane_node_t *wane_node_max(const wane_node_t *u, const wane_node_t *v)
{
    node_t excess;

    arrange(&u, &v);
    excess = relu_of_difference(u, v);
    wane_node_release(u);
    return wane_node_add(v, excess);
}

/* v - relu(v - u) */
const wane_node_t *wane_node_min(const wane_node_t *u, const wane_node_t *v)
{
    node_t excess;

    arrange(&u, &v);
    excess = relu_of_difference(v, u);
    wane_node_release(u);
    return wane_node_sub(v, excess);
}

static node_t build_max(arguments_t u, int count)
{
    node_t result = u[0];

    for (int i = 1; i < count; i++) result = wane_node_max(result, u[i]);
    return result;
}

static node_t build_min(arguments_t u, int count)
{
    node_t result = u[0];

    for (int i = 1; i < count; i++) result = wane_node_min(result, u[i]);
    return result;
}

/* min(max(u, lower), upper) */
static node_t build_clip(arguments_t u, int count)
{
    return wane_node_min(wane_node_max(u[0], u[1]), u[2]);
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

/* 1/cosh(u) */
static node_t build_sech(arguments_t u, int count)
{
    return wane_node_power(UNARY(COSH, u[0]), -1);
}

static node_t build_log1p(arguments_t u, int count)
{
    return UNARY(LOG, wane_node_add(wane_node_ratio(1, 1), u[0]));
}

static node_t build_expm1(arguments_t u, int count)
{
    return wane_node_sub(UNARY(EXP, u[0]), wane_node_ratio(1, 1));
}

/* cbrt(max(u, 0)) - cbrt(max(-u, 0)); u itself where it is not negative by structure */
static node_t build_cbrt(arguments_t u, int count)
{
    node_t size = UNARY(ABS, wane_node_keep(u[0])), above, below;
    const int is_size = wane_node_equal(size, u[0]);

    wane_node_release(size);
    if (is_size) return UNARY(CBRT, u[0]);
    above = UNARY(RELU, wane_node_keep(u[0]));
    below = UNARY(RELU, wane_node_scale_ratio(u[0], -1, 1));
    return wane_node_sub(UNARY(CBRT, above), UNARY(CBRT, below));
}

/* The value at the jump, if it is given, changes nothing. */
static node_t build_heaviside(arguments_t u, int count)
{
    if (count > 1) wane_node_release(u[1]);
    return UNARY(STEP, u[0]);
}

static node_t build_indicator(arguments_t u, int count)
{
    return u[0];
}

/* v if the condition is v < 0, below 1, or v > 0, below 0; borrowed, NULL of another condition. */
static node_t edge_of(node_t condition, int below)
{
    if (below) {
        if (condition->kind != WANE_NODE_SUM || condition->count != 1 || !fmpq_is_one(condition->value) ||
            fmpq_cmp_si(condition->coefficient, -1) != 0)
            return NULL;
        condition = condition->operand[0];
    }
    return condition->kind == WANE_NODE_UNARY && condition->function == WANE_UNARY_STEP
               ? condition->operand[0]
               : NULL;
}

/* 1 if the conditions are v < a, v < b, … with a < b < …, below 1, or v > a, v > b, … with a > b > …. */
static int are_stretches(arguments_t u, int count, int below)
{
    for (int i = 0; i + 1 < count; i += 2) {
        node_t edge = edge_of(u[i], below), last = i > 0 ? edge_of(u[i - 2], below) : NULL, step;
        int is_next;

        if (edge == NULL || (i > 0 && last == NULL)) return 0;
        if (i == 0) continue;
        step = wane_node_sub(wane_node_keep(last), wane_node_keep(edge));
        is_next = step->kind == WANE_NODE_RATIONAL &&
                  (below ? fmpq_sgn(step->value) > 0 : fmpq_sgn(step->value) < 0);
        wane_node_release(step);
        if (!is_next) return 0;
    }
    return 1;
}

/* From the last case to the first: rest + condition (value - rest); of stretches one after another the values
   change by themselves where v crosses an edge: value + step(edge) (next - value). */
static node_t build_piecewise(arguments_t u, int count)
{
    node_t rest = count % 2 != 0 ? u[count - 1] : wane_node_ratio(0, 1), result = NULL, before = NULL;
    const int last = (count - count % 2) - 2, rises = are_stretches(u, count, 1);

    if (!rises && !are_stretches(u, count, 0)) {
        for (int i = last; i >= 0; i -= 2) {
            node_t excess = wane_node_sub(u[i + 1], wane_node_keep(rest));

            rest = wane_node_add(rest, wane_node_mul(u[i], excess));
        }
        return rest;
    }
    for (int i = 0; i <= last + 2; i += 2) { /* rising: the values in turn; falling: from the rest up */
        const int at = rises ? i : last - i;
        node_t value = rises ? (i <= last ? u[i + 1] : rest) : (i == 0 ? rest : u[at + 3]);

        if (i == 0) {
            result = wane_node_keep(value);
        } else {
            node_t edge = edge_of(u[rises ? i - 2 : at + 2], rises);
            node_t gate = UNARY(STEP, wane_node_keep(edge));

            result = wane_node_add(result, wane_node_mul(gate, wane_node_sub(wane_node_keep(value), before)));
        }
        before = wane_node_keep(value);
    }
    wane_node_release(before);
    for (int i = 0; i <= last + 1; i++) wane_node_release(u[i]);
    wane_node_release(rest);
    return result;
}

/* Beside these and the activations, each elementary function by its name. */
static const wane_name_t names[] = {
    {"min", 2, WANE_MOST_ARGUMENTS, 0, WANE_TAKES_EXPRESSIONS, build_min, 0},
    {"max", 2, WANE_MOST_ARGUMENTS, 0, WANE_TAKES_EXPRESSIONS, build_max, 0},
    {"clip", 3, 3, 0, WANE_TAKES_EXPRESSIONS, build_clip, 0},
    {"mean", 1, 1, 0, WANE_TAKES_EXPRESSIONS, build_mean, 0},
    {"center", 1, 1, 0, WANE_TAKES_EXPRESSIONS, build_center, 0},
    {"normalize", 1, 1, 0, WANE_TAKES_EXPRESSIONS, build_normalize, 0},
    {"sech", 1, 1, 1, WANE_TAKES_EXPRESSIONS, build_sech, 0},
    {"cbrt", 1, 1, 1, WANE_TAKES_EXPRESSIONS, build_cbrt, 0},
    {"log1p", 1, 1, 0, WANE_TAKES_EXPRESSIONS, build_log1p, 0},
    {"expm1", 1, 1, 1, WANE_TAKES_EXPRESSIONS, build_expm1, 0},
    {"heaviside", 1, 2, 1, WANE_TAKES_NUMBERS, build_heaviside, 0},
    {"indicator", 1, 1, 0, WANE_TAKES_CONDITIONS, build_indicator, 0},
    {"piecewise", 2, WANE_MOST_ARGUMENTS, 0, WANE_TAKES_CASES, build_piecewise, 0},
    {NULL, 0, 0, 0, WANE_TAKES_EXPRESSIONS, NULL, 0},
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

int wane_name_is(const char *name, const char *other)
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
    const char *own = wane_elementary[i]->name;

    if (own == NULL || (i == WANE_UNARY_PHI && strcmp(name, "phi") == 0)) return 0;
    return wane_name_is(name, own);
}

static int find_in(wane_name_t *found, const wane_name_t *list, const char *name)
{
    for (; list->name != NULL; list++)
        if (wane_name_is(name, list->name)) {
            *found = *list;
            return 1;
        }
    return 0;
}

int wane_name_find(wane_name_t *found, const char *name)
{
    if (find_in(found, wane_activations, name) || find_in(found, names, name)) return 1;
    for (int i = 0; i < WANE_UNARY_COUNT; i++)
        if (names_elementary(name, i)) {
            *found = (wane_name_t){wane_elementary[i]->name, 1, 1, 1, WANE_TAKES_EXPRESSIONS, NULL,
                                   (wane_unary_t)i};
            return 1;
        }
    for (int i = 0; i < OTHER_COUNT; i++)
        if (wane_name_is(name, others[i].spelling)) return wane_name_find(found, others[i].name);
    return 0;
}

const wane_node_t *wane_name_apply(const wane_name_t *name, const wane_node_t *const *argument, int count)
{
    return name->build != NULL ? name->build(argument, count)
                               : wane_node_unary(name->elementary, argument[0]);
}

const char *wane_name_listed(int i)
{
    const wane_name_t *const lists[] = {wane_activations, names};

    for (int j = 0; j < 2; j++)
        for (const wane_name_t *at = lists[j]; at->name != NULL; at++)
            if (i-- == 0) return at->name;
    for (int j = 0; j < WANE_UNARY_COUNT; j++)
        if (wane_elementary[j]->name != NULL && i-- == 0) return wane_elementary[j]->name;
    return i < OTHER_COUNT ? others[i].spelling : NULL;
}
