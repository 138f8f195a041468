#include "hermite/coefficients/power_sum.h"

#include <flint/arb_poly.h>

#include "base/rational.h"
#include "function/facts/facts.h"
#include "function/facts/growth.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"

#define MOST_TERMS 16

/* On one side of 0: f(s t) = sum_i factor[i] t^exponent[i] (log t)^logs[i], t > 0, logs[i] 0 or 1. */
typedef struct {
    slong count;
    int logs[MOST_TERMS];
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

/* factor t^exponent (plain + slope log t), or with slope = 0 and plain = 1 if there is no logarithm. */
typedef struct {
    arb_t plain, slope;
    int is_there;
} logarithm_t;

static int monomial(arb_t factor, arb_t exponent, logarithm_t *log, const wane_node_t *node, slong prec);

/* (factor t^exponent) times (w^power), w = a t^p with a > 0 */
static int multiply_power(arb_t factor, arb_t exponent, const wane_node_t *w, const arb_t power, slong prec)
{
    SCOPED(arb, a, p);
    if (!monomial(a, p, NULL, w, prec) || !arb_is_positive(a)) return 0;
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

/* log w, w = a t^p with a > 0 */
static int multiply_logarithm(logarithm_t *log, const wane_node_t *w, slong prec)
{
    if (log == NULL || log->is_there || !monomial(log->plain, log->slope, NULL, w, prec) ||
        !arb_is_positive(log->plain))
        return 0;
    arb_log(log->plain, log->plain, prec);
    log->is_there = 1;
    return 1;
}

static int multiply(arb_t factor, arb_t exponent, logarithm_t *log, const wane_node_t *node, slong n,
                    slong prec)
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
    if (node->kind == NODE_UNARY && node->function == UNARY_LOG && n == 1)
        return multiply_logarithm(log, node->operand[0], prec);
    if (node->kind == NODE_UNARY) return 0;
    return n >= 1 && multiply_power(factor, exponent, node, power, prec);
}

/* node = factor t^exponent for t > 0, times the logarithm, for which NULL does not ask */
static int monomial(arb_t factor, arb_t exponent, logarithm_t *log, const wane_node_t *node, slong prec)
{
    int known = 1;
    arb_one(factor);
    arb_zero(exponent);
    if (node->kind == NODE_SUM) {
        if (node->count != 1 || !fmpq_is_zero(node->value)) return 0;
        known = monomial(factor, exponent, log, node->operand[0], prec);
        base_mul_fmpq(factor, factor, node->coefficient, prec);
    } else if (node->kind == NODE_PRODUCT) {
        for (slong i = 0; i < node->count && known; i++)
            known = multiply(factor, exponent, log, node->operand[i], node->exponent[i], prec);
    } else if (node->kind == NODE_HERMITE || node->kind == NODE_EXPECTATION) {
        known = 0;
    } else {
        known = multiply(factor, exponent, log, node, 1, prec);
    }
    return known;
}

static int add_term(side_t *side, const wane_node_t *node, const fmpq_t coefficient, slong prec)
{
    if (side->count > MOST_TERMS - 2) return 0;
    arb_struct *factor = side->factor + side->count, *exponent = side->exponent + side->count;
    logarithm_t log = {.is_there = 0};
    arb_init(log.plain);
    arb_init(log.slope);
    const int known = monomial(factor, exponent, &log, node, prec);
    base_mul_fmpq(factor, factor, coefficient, prec);
    side->logs[side->count++] = 0;
    if (log.is_there) {
        arb_mul(factor + 1, factor, log.slope, prec);
        arb_mul(factor, factor, log.plain, prec);
        arb_set(exponent + 1, exponent);
        side->logs[side->count++] = 1;
    }
    arb_clear(log.plain);
    arb_clear(log.slope);
    return known;
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
        side->logs[0] = 0;
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

/* value[m], m <= 2: the m-th derivative in q of M(q) = 2^(q/2 - 1) Gamma((q+1)/2)/sqrt(pi), q > -1, the integral of
   t^q (log t)^m phi over t > 0: derivations/10 (11). */
static void moments(arb_ptr value, const arb_t q, slong prec)
{
    SCOPED(arb, t, two);
    SCOPED(arb_poly, z, digamma);
    arb_add_ui(t, q, 1, prec);
    arb_mul_2exp_si(t, t, -1);
    arb_poly_set_coeff_arb(z, 0, t);
    arb_one(two);
    arb_mul_2exp_si(two, two, -1);
    arb_poly_set_coeff_arb(z, 1, two);
    arb_gamma(value, t, prec);
    arb_mul_2exp_si(t, q, -1);
    arb_set_ui(two, 2);
    arb_pow(t, two, t, prec);
    arb_mul(value, value, t, prec);
    arb_const_pi(t, prec);
    arb_mul_2exp_si(t, t, 2);
    arb_rsqrt(t, t, prec);
    arb_mul(value, value, t, prec);
    arb_poly_digamma_series(digamma, z, 2, prec); /* of (q + 1 + e)/2 in e */
    arb_log(two, two, prec);
    arb_poly_get_coeff_arb(t, digamma, 0);
    arb_add(t, t, two, prec);
    arb_mul_2exp_si(t, t, -1); /* (log M)' = (log 2 + psi((q+1)/2))/2 */
    arb_mul(value + 1, value, t, prec);
    arb_poly_get_coeff_arb(two, digamma, 1);
    arb_mul_2exp_si(two, two, -1);
    arb_addmul(two, t, t, prec);
    arb_mul(value + 2, value, two, prec);
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

/* c_k += factor times the integral of t^p (log t)^logs He_k phi over t > 0, for k of one parity: that of p (p-2) …
   (p-k+2) M(p), or (p-1)(p-3) … (p-k+2) M(p+1) for odd k, and its derivative in p. */
static void add_integrals(arb_ptr c, slong length, const side_t *side, slong term, slong parity, int sign,
                          slong prec)
{
    SCOPED_VEC(arb, M, 3);
    SCOPED(arb, q, factor);
    arb_srcptr p = side->exponent + term;
    arb_add_si(q, p, parity, prec);
    moments(M, q, prec);
    for (slong k = parity; k < length; k += 2) {
        arb_srcptr value = M + side->logs[term];
        if (sign > 0) arb_addmul(c + k, value, side->factor + term, prec);
        else arb_submul(c + k, value, side->factor + term, prec);
        arb_sub_si(factor, p, k, prec);
        arb_mul(M + 1, M + 1, factor, prec);
        arb_add(M + 1, M + 1, M, prec);
        arb_mul(M, M, factor, prec);
    }
}

static void sum_coefficients(arb_ptr c, slong length, const side_t *side, slong prec)
{
    SCOPED(arb, norm, root);
    _arb_vec_zero(c, length);
    for (int s = 0; s < 2; s++)
        for (slong i = 0; i < side[s].count; i++)
            for (slong parity = 0; parity < 2; parity++)
                add_integrals(c, length, &side[s], i, parity, s == 1 && parity == 1 ? -1 : 1, prec);
    arb_one(norm);
    for (slong k = 0; k < length; k++) {
        if (k > 0) arb_mul_ui(norm, norm, (ulong)k, prec);
        arb_rsqrt(root, norm, prec);
        arb_mul(c + k, c + k, root, prec);
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

/* a t^p (log t)^m -> a p t^(p-1) (log t)^m + a m t^(p-1); constants go.  0 if there are too many. */
static int differentiate(side_t *side, slong prec)
{
    side_t slope;
    int fits = 1;
    side_init(&slope);
    for (slong i = 0; i < side->count && fits; i++)
        for (int part = 0; part <= side->logs[i] && fits; part++) {
            const slong j = slope.count;
            if (part == 0 && arb_is_zero(side->exponent + i)) continue;
            fits = j < MOST_TERMS;
            if (!fits) break;
            arb_set(slope.factor + j, side->factor + i);
            if (part == 0) arb_mul(slope.factor + j, slope.factor + j, side->exponent + i, prec);
            arb_sub_ui(slope.exponent + j, side->exponent + i, 1, prec);
            slope.logs[j] = side->logs[i] - part;
            slope.count++;
        }
    FLINT_SWAP(side_t, *side, slope);
    side_clear(&slope);
    return fits;
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
    SCOPED_VEC(arb, M, 3);
    SCOPED(arb, q, t);
    for (slong i = 0; i < side->count; i++)
        for (slong j = 0; j < side->count; j++) {
            arb_add(q, side->exponent + i, side->exponent + j, prec);
            moments(M, q, prec);
            arb_mul(t, M + side->logs[i] + side->logs[j], side->factor + i, prec);
            arb_addmul(value, t, side->factor + j, prec);
        }
}

int power_sum_norm(arb_t value, const wane_function_t f, int order, slong prec)
{
    side_t side[2];
    side_init(side);
    side_init(side + 1);
    int known = order <= 1 && (order == 0 || function_smoothness(f) >= 0) && set_sides(side, f, prec + 32);
    for (int s = 0; known && s < 2 && order == 1; s++) known = differentiate(&side[s], prec + 32);
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
