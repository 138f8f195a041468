#include "hermite/coefficients/power_sum.h"

#include "base/rational.h"
#include "function/facts/facts.h"
#include "function/facts/growth.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"

#define MOST_TERMS 16

/* On one side of 0: f(s t) = sum_i factor[i] t^exponent[i], t > 0. */
typedef struct {
    slong count;
    arb_struct factor[MOST_TERMS], exponent[MOST_TERMS];
} side_t;

static void side_init(side_t *side)
{
    side->count = 0;
    for (int i = 0; i < MOST_TERMS; i++) {
        arb_init(side->factor + i);
        arb_init(side->exponent + i);
    }
}

static void side_clear(side_t *side)
{
    for (int i = 0; i < MOST_TERMS; i++) {
        arb_clear(side->factor + i);
        arb_clear(side->exponent + i);
    }
}

/* ---- which sum it is ---- */

static int monomial(arb_t factor, arb_t exponent, const wane_node_t *node, slong prec);

/* (factor t^exponent) times (w^power), w = a t^p with a > 0 */
static int multiply_power(arb_t factor, arb_t exponent, const wane_node_t *w, const arb_t power, slong prec)
{
    SCOPED(arb, a, p);
    if (!monomial(a, p, w, prec) || !arb_is_positive(a)) return 0;
    if (!arb_is_one(a)) arb_pow(a, a, power, prec);
    arb_mul(factor, factor, a, prec);
    arb_addmul(exponent, p, power, prec);
    return 1;
}

static int multiply_exponential(arb_t factor, arb_t exponent, const wane_node_t *node, slong n, slong prec)
{
    SCOPED(powers, powers);
    SCOPED(arb, power);
    if (!node_powers_where_defined(powers, node, prec) || !powers->rest->is_constant) return 0;
    const wane_function_struct rest = {powers->rest};
    wane_function_evaluate_real(power, &rest, power, prec);
    arb_mul_si(power, power, n, prec);
    arb_exp(power, power, prec);
    arb_mul(factor, factor, power, prec);
    for (slong i = 0; i < powers->count; i++) {
        arb_mul_si(power, powers->exponent + i, n, prec);
        if (!multiply_power(factor, exponent, powers->base[i], power, prec)) return 0;
    }
    return 1;
}

static int multiply(arb_t factor, arb_t exponent, const wane_node_t *node, slong n, slong prec)
{
    SCOPED(arb, power);
    if (node->is_constant) {
        const wane_function_struct f = {node};
        wane_function_evaluate_real(power, &f, power, prec);
        arb_pow_fmpz(power, power, (const fmpz[]){n}, prec);
        arb_mul(factor, factor, power, prec);
        return arb_is_finite(factor);
    }
    arb_set_si(power, n);
    if (node->kind == NODE_X) {
        arb_add(exponent, exponent, power, prec);
        return 1;
    }
    if (node->kind == NODE_UNARY && node->function == UNARY_EXP)
        return multiply_exponential(factor, exponent, node, n, prec);
    if (node->kind == NODE_UNARY && (node->function == UNARY_SQRT || node->function == UNARY_CBRT)) {
        arb_div_ui(power, power, node->function == UNARY_SQRT ? 2 : 3, prec);
        return multiply_power(factor, exponent, node->operand[0], power, prec);
    }
    if (node->kind == NODE_UNARY) return 0;
    return n >= 1 && multiply_power(factor, exponent, node, power, prec);
}

/* node = factor t^exponent for t > 0 */
static int monomial(arb_t factor, arb_t exponent, const wane_node_t *node, slong prec)
{
    int known = 1;
    arb_one(factor);
    arb_zero(exponent);
    if (node->kind == NODE_SUM) {
        if (node->count != 1 || !fmpq_is_zero(node->value)) return 0;
        known = monomial(factor, exponent, node->operand[0], prec);
        base_mul_fmpq(factor, factor, node->coefficient, prec);
    } else if (node->kind == NODE_PRODUCT) {
        for (slong i = 0; i < node->count && known; i++)
            known = multiply(factor, exponent, node->operand[i], node->exponent[i], prec);
    } else if (node->kind == NODE_HERMITE || node->kind == NODE_EXPECTATION) {
        known = 0;
    } else {
        known = multiply(factor, exponent, node, 1, prec);
    }
    return known;
}

static int add_term(side_t *side, const wane_node_t *node, const fmpq_t coefficient, slong prec)
{
    if (side->count == MOST_TERMS) return 0;
    arb_struct *factor = side->factor + side->count, *exponent = side->exponent + side->count;
    if (!monomial(factor, exponent, node, prec)) return 0;
    base_mul_fmpq(factor, factor, coefficient, prec);
    side->count++;
    return 1;
}

static int set_side(side_t *side, const wane_function_t f, slong prec)
{
    const wane_node_t *node = f->root;
    SCOPED(fmpq, one);
    fmpq_one(one);
    if (node == NULL) return 1;
    if (node->kind != NODE_SUM) return add_term(side, node, one, prec);
    int known = 1;
    if (!fmpq_is_zero(node->value)) {
        arb_set_fmpq(side->factor, node->value, prec);
        side->count = 1;
    }
    for (slong i = 0; i < node->count && known; i++)
        known = add_term(side, node->operand[i], node->coefficient + i, prec);
    return known;
}

/* Right and left of 0. */
static int set_sides(side_t *side, const wane_function_t f, slong prec)
{
    SCOPED(pieces, pieces);
    SCOPED(wane_function, left);
    if (function_rough_pieces(pieces, f, prec, NULL) != WANE_OK || pieces->count != 1 ||
        !arb_is_zero(pieces->breakpoint))
        return 0;
    function_reflect(left, &pieces->piece[0]);
    return set_side(side, &pieces->piece[1], prec) && set_side(side + 1, left, prec);
}

/* ---- integrals ---- */

/* integral of t^q phi over t > 0: 2^(q/2 - 1) Gamma((q+1)/2)/sqrt(pi), q > -1 */
static void moment(arb_t value, const arb_t q, slong prec)
{
    SCOPED(arb, t, two);
    arb_add_ui(t, q, 1, prec);
    arb_mul_2exp_si(t, t, -1);
    arb_gamma(value, t, prec);
    arb_mul_2exp_si(t, q, -1);
    arb_set_ui(two, 2);
    arb_pow(t, two, t, prec);
    arb_mul(value, value, t, prec);
    arb_const_pi(t, prec);
    arb_mul_2exp_si(t, t, 2);
    arb_rsqrt(t, t, prec);
    arb_mul(value, value, t, prec);
}

/* integral of t^p He_k phi over t > 0: p (p-2) … (p-k+2) M(p), or (p-1)(p-3) … (p-k+2) M(p+1) for odd k */
static void integral(arb_t value, const arb_t p, slong k, slong prec)
{
    SCOPED(arb, q, factor);
    arb_set(q, p);
    if (k % 2 == 1) arb_add_ui(q, q, 1, prec);
    moment(value, q, prec);
    for (slong i = k % 2; i <= k - 2; i += 2) {
        arb_sub_ui(factor, p, (ulong)i, prec);
        arb_mul(value, value, factor, prec);
    }
}

static int exponents_are_above(const side_t *side, double least)
{
    int above = 1;
    SCOPED(arb, bound);
    arb_set_d(bound, least);
    for (int s = 0; s < 2; s++)
        for (slong i = 0; i < side[s].count; i++) above = above && arb_gt(side[s].exponent + i, bound);
    return above;
}

static void sum_coefficients(arb_ptr c, slong length, const side_t *side, slong prec)
{
    SCOPED(arb, t, norm);
    for (slong k = 0; k < length; k++) {
        arb_zero(c + k);
        for (int s = 0; s < 2; s++)
            for (slong i = 0; i < side[s].count; i++) {
                integral(t, side[s].exponent + i, k, prec);
                arb_mul(t, t, side[s].factor + i, prec);
                if (s == 1 && k % 2 == 1) arb_sub(c + k, c + k, t, prec);
                else arb_add(c + k, c + k, t, prec);
            }
        arb_fac_ui(norm, (ulong)k, prec);
        arb_rsqrt(norm, norm, prec);
        arb_mul(c + k, c + k, norm, prec);
    }
}

int power_sum_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec)
{
    side_t side[2];
    side_init(side);
    side_init(side + 1);
    const int known = set_sides(side, f, prec + 32) && exponents_are_above(side, -1);
    if (known) sum_coefficients(c, length, side, prec + 32);
    side_clear(side);
    side_clear(side + 1);
    return known;
}

/* a t^p -> a p t^(p-1); constants go. */
static void differentiate(side_t *side, slong prec)
{
    slong count = 0;
    for (slong i = 0; i < side->count; i++) {
        if (arb_is_zero(side->exponent + i)) continue;
        arb_mul(side->factor + count, side->factor + i, side->exponent + i, prec);
        arb_sub_ui(side->exponent + count, side->exponent + i, 1, prec);
        count++;
    }
    side->count = count;
}

/* 1 if one exponent of the derivative is at most -1/2 and the others are above. */
static int is_infinite(const side_t *side)
{
    slong low = 0;
    SCOPED(arb, bound);
    arb_set_d(bound, -0.5);
    for (slong i = 0; i < side->count; i++) {
        if (arb_gt(side->exponent + i, bound)) continue;
        if (!arb_le(side->exponent + i, bound) || arb_contains_zero(side->factor + i)) return 0;
        low++;
    }
    return low == 1;
}

static void sum_of_squares(arb_t value, const side_t *side, slong prec)
{
    SCOPED(arb, q, t);
    for (slong i = 0; i < side->count; i++)
        for (slong j = 0; j < side->count; j++) {
            arb_add(q, side->exponent + i, side->exponent + j, prec);
            moment(t, q, prec);
            arb_mul(t, t, side->factor + i, prec);
            arb_addmul(value, t, side->factor + j, prec);
        }
}

int power_sum_norm(arb_t value, const wane_function_t f, int order, slong prec)
{
    side_t side[2];
    side_init(side);
    side_init(side + 1);
    int known = order <= 1 && (order == 0 || function_smoothness(f) >= 0) && set_sides(side, f, prec + 32);
    for (int s = 0; known && s < 2 && order == 1; s++) differentiate(&side[s], prec + 32);
    arb_zero(value);
    if (known && order == 1 && (is_infinite(side) || is_infinite(side + 1))) {
        arb_pos_inf(value);
    } else {
        known = known && exponents_are_above(side, -0.5);
        for (int s = 0; known && s < 2; s++) sum_of_squares(value, &side[s], prec + 32);
    }
    side_clear(side);
    side_clear(side + 1);
    return known;
}
