#include "function/exact/surd.h"
#include "base/scoped.h"
#include "hermite/closed/closed_form.h"

#include "function/facts/facts.h"
#include "function/node/node.h"
#include "function/facts/hermite_polynomial.h"
#include "hermite/closed/gaussian_series.h"
#include "hermite/closed/product_zeros.h"
#include "base/rational.h"

#define MOST_POWER 64 /* of cosh and sinh, as a sum of exponentials */

static int series_of_node(arb_ptr c, slong length, const wane_node_t *node, slong prec);

/* The polynomial that a node is, without taking a reference. */
static int polynomial_of_node(surd_poly_t p, const wane_node_t *node, slong prec)
{
    wane_function_struct f = {node};
    return function_hermite_polynomial(p, &f, prec);
}

/* u of degree at most `degree`, from u_0 + u_1 h_1 + u_2 h_2, h_2 = (x^2 - 1)/sqrt 2. */
static int quadratic_of_node(quadratic_t u, const wane_node_t *node, slong degree, slong prec)
{
    SCOPED(surd_poly, p);
    SCOPED(arb, t);
    int known = polynomial_of_node(p, node, prec) && p->length <= degree + 1;
    if (known) {
        if (p->length > 0) surd_get_arb(u->constant, p->coefficient, prec);
        if (p->length > 1) surd_get_arb(u->linear, p->coefficient + 1, prec);
        if (p->length > 2) {
            surd_get_arb(u->quadratic, p->coefficient + 2, prec);
            arb_sqrt_ui(t, 2, prec);
            arb_div(u->quadratic, u->quadratic, t, prec);
            arb_sub(u->constant, u->constant, u->quadratic, prec);
        }
    }
    return known;
}

static void quadratic_set(quadratic_t u, const quadratic_t v)
{
    arb_set(u->quadratic, v->quadratic);
    arb_set(u->linear, v->linear);
    arb_set(u->constant, v->constant);
}

static void scale_quadratic(quadratic_t u, slong factor, slong prec)
{
    arb_mul_si(u->quadratic, u->quadratic, factor, prec);
    arb_mul_si(u->linear, u->linear, factor, prec);
    arb_mul_si(u->constant, u->constant, factor, prec);
}

/* cosh(u)^power and sinh(u)^power: 2^-power sum_j (+-1)^j C(power, j) exp((power - 2j) u). */
static int series_of_cosh(arb_ptr c, slong length, const quadratic_t u, int is_sinh, slong power, slong prec)
{
    quadratic_t multiple;
    int known = power <= MOST_POWER;
    SCOPED_VEC(arb, term, length);
    SCOPED(fmpz, binomial);
    quadratic_init(multiple);
    _arb_vec_zero(c, length);
    for (slong j = 0; known && j <= power; j++) {
        quadratic_set(multiple, u);
        scale_quadratic(multiple, power - 2 * j, prec);
        known = gaussian_series_exp(term, length, multiple, prec);
        fmpz_bin_uiui(binomial, (ulong)power, (ulong)j);
        if (is_sinh && j % 2 == 1) fmpz_neg(binomial, binomial);
        for (slong k = 0; known && k < length; k++) arb_addmul_fmpz(c + k, term + k, binomial, prec);
    }
    _arb_vec_scalar_mul_2exp_si(c, c, length, -power);
    quadratic_clear(multiple);
    return known;
}

/* Powers of exp, cosh and sinh; the other functions with power 1. */
static int series_of_unary(arb_ptr c, slong length, const wane_node_t *node, slong power, slong prec)
{
    quadratic_t u;
    int known = 0;
    quadratic_init(u);
    if (node->function == UNARY_EXP && quadratic_of_node(u, node->operand[0], 2, prec)) {
        scale_quadratic(u, power, prec);
        known = gaussian_series_exp(c, length, u, prec);
    } else if (power >= 1 && (node->function == UNARY_COSH || node->function == UNARY_SINH) &&
               quadratic_of_node(u, node->operand[0], 2, prec)) {
        known = series_of_cosh(c, length, u, node->function == UNARY_SINH, power, prec);
    } else if (power == 1 && quadratic_of_node(u, node->operand[0], 1, prec)) {
        known = 1;
        if (node->function == UNARY_SIN) gaussian_series_sin(c, length, u, prec);
        else if (node->function == UNARY_COS) gaussian_series_cos(c, length, u, prec);
        else if (node->function == UNARY_ERF) known = gaussian_series_erf(c, length, u, prec);
        else known = 0;
    }
    quadratic_clear(u);
    return known;
}

/* d := coefficients of x f, one fewer: sqrt(k) c_{k-1} + sqrt(k+1) c_{k+1}, derivations/10 (5). */
static void multiply_by_x(arb_ptr d, arb_srcptr c, slong length, slong prec)
{
    SCOPED(arb, root, t);
    for (slong k = 0; k < length - 1; k++) {
        arb_sqrt_ui(root, (ulong)k + 1, prec);
        arb_mul(t, c + k + 1, root, prec);
        if (k > 0) {
            arb_sqrt_ui(root, (ulong)k, prec);
            arb_addmul(t, c + k - 1, root, prec);
        }
        arb_set(d + k, t);
    }
}

/* c := coefficients of p f from those of f, of which length + degree are given: h_{j+1} f = (x h_j f -
   sqrt(j) h_{j-1} f) / sqrt(j+1). */
static void multiply_by_polynomial(arb_ptr c, arb_srcptr of_f, slong length, const surd_poly_t p, slong prec)
{
    slong all = length + p->length;
    arb_ptr previous = _arb_vec_init(all), current = _arb_vec_init(all), next = _arb_vec_init(all);
    SCOPED(arb, t);
    _arb_vec_zero(c, length);
    _arb_vec_set(current, of_f, length + p->length - 1);
    for (slong j = 0; j < p->length; j++) {
        surd_get_arb(t, p->coefficient + j, prec);
        if (!arb_is_zero(t))
            for (slong k = 0; k < length; k++) arb_addmul(c + k, current + k, t, prec);
        slong left = length + p->length - 1 - j;
        multiply_by_x(next, current, left, prec);
        for (slong k = 0; k < left - 1; k++) {
            arb_sqrt_ui(t, (ulong)j, prec);
            arb_submul(next + k, previous + k, t, prec);
            arb_rsqrt_ui(t, (ulong)j + 1, prec);
            arb_mul(next + k, next + k, t, prec);
        }
        arb_ptr spare = previous;
        previous = current;
        current = next;
        next = spare;
    }
    _arb_vec_clear(previous, all);
    _arb_vec_clear(current, all);
    _arb_vec_clear(next, all);
}

/* A product of constants, polynomials and one other factor. */
static int series_of_product(arb_ptr c, slong length, const wane_node_t *node, slong prec)
{
    const wane_node_t *rest = node_ratio(1, 1);
    slong odd_one = -1;
    int known = 1;
    for (slong i = 0; known && i < node->count; i++) {
        const wane_node_t *operand = node->operand[i];
        int polynomial = operand->degree != NOT_A_POLYNOMIAL && node->exponent[i] > 0;
        if (operand->is_constant || polynomial)
            rest = node_mul(rest, node_power(node_keep(operand), node->exponent[i]));
        else if (odd_one >= 0 || operand->kind != NODE_UNARY) known = 0;
        else odd_one = i;
    }
    SCOPED(surd_poly, p);
    known = known && odd_one >= 0 && polynomial_of_node(p, rest, prec) && p->length > 0;
    if (known) {
        slong all = length + p->length - 1;
        SCOPED_VEC(arb, plain, all);
        known = series_of_unary(plain, all, node->operand[odd_one], node->exponent[odd_one], prec);
        if (known) multiply_by_polynomial(c, plain, length, p, prec);
        if (known && node->exponent[odd_one] == 1 && node_monic_hermite_polynomial(p, rest, prec))
            hermite_product_zeros(c, length, p, node->operand[odd_one]->function,
                                  node->operand[odd_one]->operand[0]);
    }
    node_release(rest);
    return known;
}

static int series_of_sum(arb_ptr c, slong length, const wane_node_t *node, slong prec)
{
    SCOPED_VEC(arb, term, length);
    int known = 1;
    _arb_vec_zero(c, length);
    arb_set_fmpq(c, node->value, prec);
    for (slong i = 0; known && i < node->count; i++) {
        known = series_of_node(term, length, node->operand[i], prec);
        for (slong k = 0; known && k < length; k++) {
            base_mul_fmpq(term + k, term + k, node->coefficient + i, prec);
            arb_add(c + k, c + k, term + k, prec);
        }
    }
    return known;
}

static int series_of_polynomial(arb_ptr c, slong length, const wane_function_t f, slong prec)
{
    SCOPED(surd_poly, p);
    int known = function_hermite_polynomial(p, f, prec);
    for (slong k = 0; known && k < length; k++) {
        if (k < p->length) surd_get_arb(c + k, p->coefficient + k, prec);
        else arb_zero(c + k);
    }
    return known;
}

static int series_of_node(arb_ptr c, slong length, const wane_node_t *node, slong prec)
{
    const wane_function_struct f = {node};
    if (node->degree != NOT_A_POLYNOMIAL) return series_of_polynomial(c, length, &f, prec);
    switch (node->kind) {
    case NODE_SUM:
        return series_of_sum(c, length, node, prec);
    case NODE_PRODUCT:
        return series_of_product(c, length, node, prec);
    case NODE_UNARY:
        return series_of_unary(c, length, node, 1, prec);
    default:
        return 0;
    }
}

int hermite_closed_form(arb_ptr c, slong length, const wane_function_t f, slong prec)
{
    if (series_of_polynomial(c, length, f, prec)) return 1;
    if (length <= 0 || f->root == NULL) return 0;
    return series_of_node(c, length, f->root, prec + 2 * (slong)FLINT_BIT_COUNT(length) + 16);
}
