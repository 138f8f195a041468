/* How many continuous derivatives a function has for certain. */
#include "base/scoped.h"
#include "function/facts/range.h"
#include "function/facts/facts.h"
#include "function/facts/growth.h"
#include "function/facts/hermite_polynomial.h"
#include "function/facts/node_facts.h"
#include "function/facts/smoothness.h"
#include "function/node/node_map.h"

static slong smoothness(const wane_node_t *node, node_map_t done);

/* ---- signs on the line ---- */

/* 1 if node takes both signs at a few points. */
static int changes_sign(const wane_node_t *node)
{
    wane_function_t f = {{node}};
    int positive = 0, negative = 0;

    SCOPED(arb, x, value);
    for (int i = -16; i <= 16; i++) {
        arb_set_d(x, 0.4375 * i + 0.0625);
        wane_function_evaluate_real(value, f, x, 64);
        positive |= arb_is_finite(value) && arb_is_positive(value);
        negative |= arb_is_finite(value) && arb_is_negative(value);
    }
    return positive && negative;
}

/* 1 or -1 if the claim holds for node or for its negative, else 0. */
static int lasting_sign(const wane_node_t *node, sign_claim_t claim)
{
    const wane_node_t *negative;
    double where;
    int sign = 0;

    if (changes_sign(node)) return 0;
    SCOPED(mag, bound);
    negative = node_scale_ratio(node_keep(node), -1, 1);
    if (node_prove_sign(bound, &where, node, claim)) sign = 1;
    else if (node_prove_sign(bound, &where, negative, claim)) sign = -1;
    node_release(negative);
    return sign;
}

/* ---- single nodes ---- */

static slong unary(const wane_node_t *node, node_map_t done)
{
    const elementary_t *f = elementary_table[node->function];
    const wane_node_t *u = node->operand[0];
    slong inner;
    int sign;

    SCOPED(powers, powers);
    if (node_powers(powers, node)) { /* merely continuous where a base vanishes */
        inner = FLINT_MIN(smoothness(powers->rest, done), 0);
        for (slong i = 0; i < powers->count; i++) inner = FLINT_MIN(inner, smoothness(powers->base[i], done));
        return inner;
    }
    inner = smoothness(u, done);
    if (f->domain == DOMAIN_POSITIVE && lasting_sign(u, SIGN_POSITIVE) <= 0) return -1;
    if (f->domain == DOMAIN_NONNEGATIVE) /* merely continuous at 0 */
        return lasting_sign(u, SIGN_POSITIVE) > 0 ? inner : FLINT_MIN(inner, 0);
    if (!f->is_kinked) return inner;
    sign = lasting_sign(u, f->jumps ? SIGN_POSITIVE : SIGN_NONNEGATIVE);
    if (sign == 0) return f->jumps ? -1 : FLINT_MIN(inner, 0);
    return rule_is_constant(f->branch[sign > 0]) ? SMOOTHNESS_ANALYTIC : inner;
}

/* ---- sums ---- */

/* The derivative of c f(r u) jumps by c |r| times this where u passes 0. */
static int slope_jump(const wane_node_t *node)
{
    return node->kind == NODE_UNARY ? elementary_table[node->function]->slope_jump : 0;
}

/* 1 if the slopes of the terms that bend where the i-th does fit together. */
static int bends_cancel(const wane_node_t *sum, slong i)
{
    wane_function_t u = {{sum->operand[i]->operand[0]}};
    int cancel;

    SCOPED(fmpq, total, ratio);
    for (slong j = 0; j < sum->count; j++) {
        int jump = slope_jump(sum->operand[j]);
        wane_function_t v;

        if (jump == 0) continue;
        v->root = sum->operand[j]->operand[0];
        if (!function_ratio(ratio, v, u)) continue;
        fmpq_abs(ratio, ratio);
        fmpq_mul_si(ratio, ratio, jump);
        fmpq_addmul(total, ratio, sum->coefficient + j);
    }
    cancel = fmpq_is_zero(total);
    return cancel;
}

/* The terms c f(r u), f = |.|, relu, exp(min(., 0)) - 1, with smooth u and cancelling jumps of the slope
   where u = 0 have together one continuous derivative: each is smooth in u on either side of 0. */
static slong sum(const wane_node_t *node, node_map_t done)
{
    slong least = SMOOTHNESS_ANALYTIC;

    for (slong i = 0; i < node->count; i++) {
        const wane_node_t *term = node->operand[i];
        slong here;

        if (fmpq_is_zero(node->coefficient + i)) continue;
        here = smoothness(term, done);
        if (here == 0 && slope_jump(term) != 0 && bends_cancel(node, i))
            here = FLINT_MIN(1, smoothness(term->operand[0], done));
        least = FLINT_MIN(least, here);
    }
    return least;
}

/* ---- all nodes ---- */

static slong compute(const wane_node_t *node, node_map_t done)
{
    slong least = SMOOTHNESS_ANALYTIC;

    if (node->is_constant) return least;
    if (node->kind == NODE_UNARY) return unary(node, done);
    if (node->kind == NODE_SUM) return sum(node, done);
    SCOPED(fmpq, c);
    for (slong i = 0; i < node->count; i++) { /* b log|b| is merely continuous where b = 0 */
        const int is_tame = node_tamer_of_logarithm(c, node, i) >= 0;
        const wane_node_t *operand = is_tame ? node->operand[i]->operand[0] : node->operand[i];
        least = FLINT_MIN(least, smoothness(operand, done));
        if (is_tame) least = FLINT_MIN(least, 0);
    }
    return least;
}

static slong smoothness(const wane_node_t *node, node_map_t done)
{
    const void *known;
    slong result;

    if (node_map_get(&known, done, node)) return (slong)(intptr_t)known;
    result = compute(node, done);
    node_map_put(done, node, (const void *)(intptr_t)result);
    return result;
}

/* ---- jumps whose sides agree: derivations/12 (16) ---- */

#define MOST_JUMPS 32

typedef struct {
    const wane_node_t *node[MOST_JUMPS];
    fmpq place[MOST_JUMPS];
    slong count;
} jumps_t;

/* u = r (x - place), r not 0, both rational */
static int is_line_through(fmpq_t place, const wane_node_t *u)
{
    SCOPED(surd_poly, p);
    SCOPED(fmpq, slope);
    if (!node_monic_hermite_polynomial(p, u, 64) || p->length != 2) return 0;
    if (!surd_is_rational(place, p->coefficient) || !surd_is_rational(slope, p->coefficient + 1)) return 0;
    fmpq_div(place, place, slope);
    fmpq_neg(place, place);
    return 1;
}

/* Every node that may jump; 0 if one is not seen to do so at a single rational point. */
static int collect_jumps(jumps_t *jumps, const wane_node_t *node, node_map_t done)
{
    const void *known;
    int all = 1;

    if (node->is_constant || node_map_get(&known, done, node)) return 1;
    node_map_put(done, node, node);
    if (node->kind == NODE_UNARY && elementary_table[node->function]->domain == DOMAIN_POSITIVE &&
        lasting_sign(node->operand[0], SIGN_POSITIVE) <= 0)
        return 0;
    if (node->kind == NODE_UNARY && elementary_table[node->function]->jumps &&
        lasting_sign(node->operand[0], SIGN_POSITIVE) == 0) {
        if (jumps->count == MOST_JUMPS || !is_line_through(jumps->place + jumps->count, node->operand[0]))
            return 0;
        jumps->node[jumps->count++] = node;
        return 1;
    }
    for (slong i = 0; i < node->count && all; i++) all = collect_jumps(jumps, node->operand[i], done);
    return all;
}

/* node beside the place of the i-th jump, on the right (side 1) or left (0). */
static const wane_node_t *beside(const wane_node_t *node, const jumps_t *jumps, slong i, int side)
{
    const wane_node_t *from[MOST_JUMPS] = {NULL}, *to[MOST_JUMPS] = {NULL}, *result;
    slong count = 0;

    for (slong j = 0; j < jumps->count; j++) {
        const wane_node_t *u = jumps->node[j]->operand[0], *slope;
        int sign;

        if (!fmpq_equal(jumps->place + j, jumps->place + i)) continue;
        slope = node_derivative(u);
        sign = lasting_sign(slope, SIGN_POSITIVE);
        node_release(slope);
        from[count] = jumps->node[j];
        to[count++] =
            node_of_rule(elementary_table[jumps->node[j]->function]->branch[(sign > 0) == side], u, NULL);
    }
    result = node_substitute(node, from, to, count);
    for (slong j = 0; j < count; j++) node_release(to[j]);
    return result;
}

static int sides_agree(const wane_node_t *node, const jumps_t *jumps, slong i)
{
    const wane_node_t *jump = node_sub(beside(node, jumps, i, 1), beside(node, jumps, i, 0));
    const int agree = node_vanishes_at(jump, jumps->place + i);

    node_release(jump);
    return agree;
}

static int is_continuous(const wane_node_t *node)
{
    jumps_t jumps = {.count = 0};
    SCOPED(node_map, done);
    int continuous;

    for (slong i = 0; i < MOST_JUMPS; i++) fmpq_init(jumps.place + i);
    continuous = collect_jumps(&jumps, node, done);
    for (slong i = 0; i < jumps.count && continuous; i++) continuous = sides_agree(node, &jumps, i);
    for (slong i = 0; i < MOST_JUMPS; i++) fmpq_clear(jumps.place + i);
    return continuous;
}

slong function_smoothness(const wane_function_t f)
{
    slong result;

    if (f->root == NULL) return SMOOTHNESS_ANALYTIC;
    SCOPED(node_map, done);
    result = smoothness(f->root, done);
    if (result < 0 && is_continuous(f->root)) result = 0;
    return result;
}
