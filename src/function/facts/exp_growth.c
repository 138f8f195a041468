/* exp(u) for u <= A + L r + Q r^2, r = |x|: the polynomial part of u exactly, the rest by its growth or its
   supremum (derivations/11 (15)). */
#include "base/scoped.h"
#include "function/facts/growth.h"
#include "function/facts/facts.h"
#include "function/facts/range.h"
#include "function/canonical/sum.h"

#define PREC 64

typedef struct {
    arb_t constant, linear, quadratic; /* upper bounds; quadratic may be negative */
} envelope_t;

static void upper(arb_t x)
{
    arb_get_ubound_arf(arb_midref(x), x, PREC);
    mag_zero(arb_radref(x));
}

static int add_supremum(envelope_t *envelope, const wane_node_t *term)
{
    arb_t top;
    int result;

    SCOPED(range, range);
    result = node_line_range(range, term) && arf_is_finite(range->upper);
    if (result) {
        arb_init(top);
        arf_set(arb_midref(top), range->upper);
        arb_add(envelope->constant, envelope->constant, top, PREC);
        arb_clear(top);
    }
    return result;
}

/* Degree at most 2 by its coefficients; beyond, only if it tends to -inf on both sides. */
static int add_polynomial(envelope_t *envelope, const wane_node_t *p)
{
    slong degree;
    arb_ptr a = node_monomials(&degree, p, PREC);

    if (a == NULL || degree > 2) {
        if (a != NULL) _arb_vec_clear(a, degree + 1);
        return add_supremum(envelope, p);
    }
    SCOPED(arb, size);
    arb_add(envelope->constant, envelope->constant, a, PREC);
    if (degree >= 1) {
        arb_abs(size, a + 1);
        arb_add(envelope->linear, envelope->linear, size, PREC);
    }
    if (degree == 2) arb_add(envelope->quadratic, envelope->quadratic, a + 2, PREC);
    _arb_vec_clear(a, degree + 1);
    return 1;
}

/* |t| <= F (1+r)^n with n <= 2: F, F + F r, F + 2F r + F r^2. */
static int add_growing(envelope_t *envelope, const growth_t growth)
{

    if (growth->degree > 2 || !mag_is_zero(growth->linear) || !mag_is_zero(growth->quadratic)) return 0;
    SCOPED(arb, factor);
    arf_set_mag(arb_midref(factor), growth->factor);
    arb_add(envelope->constant, envelope->constant, factor, PREC);
    if (growth->degree >= 1) arb_addmul_si(envelope->linear, factor, growth->degree, PREC);
    if (growth->degree == 2) arb_add(envelope->quadratic, envelope->quadratic, factor, PREC);
    return 1;
}

static int add_term(envelope_t *envelope, const wane_node_t *term, growth_context_t context)
{
    int result;

    if (add_supremum(envelope, term)) return 1;
    SCOPED(growth, growth);
    result = node_growth(growth, term, context) && add_growing(envelope, growth);
    return result;
}

/* u taken apart: one polynomial and the terms that are none. */
static int envelope_of(envelope_t *envelope, const wane_node_t *u, growth_context_t context)
{
    const wane_node_t *polynomial, *term;
    sum_t sum;
    int result = 1;

    if (u->kind != NODE_SUM)
        return u->degree != NOT_A_POLYNOMIAL ? add_polynomial(envelope, u) : add_term(envelope, u, context);
    sum_init(sum);
    fmpq_set(sum->constant, u->value);
    for (slong i = 0; i < u->count && result; i++) {
        if (u->operand[i]->degree != NOT_A_POLYNOMIAL) {
            sum_add(sum, u->coefficient + i, u->operand[i]);
        } else {
            term = node_scale(node_keep(u->operand[i]), u->coefficient + i);
            result = add_term(envelope, term, context);
            node_release(term);
        }
    }
    polynomial = sum_finish(sum);
    if (result) result = add_polynomial(envelope, polynomial);
    node_release(polynomial);
    return result;
}

/* exp of the envelope; with Q < 0 it is at most exp(A + L^2/(4|Q|)). */
static void exponentiate(growth_t growth, envelope_t *envelope)
{

    SCOPED(arb, peak);
    upper(envelope->constant);
    upper(envelope->linear);
    upper(envelope->quadratic);
    mag_zero(growth->linear);
    mag_zero(growth->quadratic);
    growth->degree = 0;
    if (arb_is_negative(envelope->quadratic)) {
        arb_sqr(peak, envelope->linear, PREC);
        arb_div(peak, peak, envelope->quadratic, PREC);
        arb_mul_2exp_si(peak, peak, -2);
        arb_sub(envelope->constant, envelope->constant, peak, PREC);
    } else {
        arf_get_mag(growth->linear, arb_midref(envelope->linear));
        arf_get_mag(growth->quadratic, arb_midref(envelope->quadratic));
    }
    arb_exp(peak, envelope->constant, PREC);
    arb_get_mag(growth->factor, peak);
}

int node_exp_growth(growth_t growth, const wane_node_t *u, growth_context_t context)
{
    envelope_t envelope;
    int result;

    arb_init(envelope.constant);
    arb_init(envelope.linear);
    arb_init(envelope.quadratic);
    result = envelope_of(&envelope, u, context) && arb_is_finite(envelope.constant) &&
             arb_is_finite(envelope.linear) && arb_is_finite(envelope.quadratic);
    if (result) exponentiate(growth, &envelope);
    arb_clear(envelope.constant);
    arb_clear(envelope.linear);
    arb_clear(envelope.quadratic);
    return result && mag_is_finite(growth->factor);
}

/* ---- powers of what may vanish ---- */

void powers_init(powers_t powers)
{
    powers->count = 0;
    powers->rest = NULL;
    for (int i = 0; i < MOST_BASES; i++) arb_init(powers->exponent + i);
}

void powers_clear(powers_t powers)
{
    if (powers->rest != NULL) node_release(powers->rest);
    for (int i = 0; i < MOST_BASES; i++) arb_clear(powers->exponent + i);
}

/* The u of term = (constant) log(u), the constant multiplied to the exponent; NULL if it is not of this kind. */
static const wane_node_t *logarithm_of(arb_t exponent, const wane_node_t *term, slong prec)
{
    const wane_node_t *base = NULL;

    if (term->kind == NODE_UNARY) return term->function == UNARY_LOG ? term->operand[0] : NULL;
    if (term->kind != NODE_PRODUCT) return NULL;
    SCOPED(arb, value);
    for (slong i = 0; i < term->count; i++) {
        const wane_node_t *factor = term->operand[i];
        wane_function_t f = {{factor}};

        if (factor->is_constant) {
            wane_function_evaluate_real(value, f, value, prec);
            arb_pow_fmpz(value, value, (const fmpz[]){term->exponent[i]}, prec);
            arb_mul(exponent, exponent, value, prec);
            arb_zero(value);
        } else if (base == NULL && term->exponent[i] == 1 && factor->kind == NODE_UNARY &&
                   factor->function == UNARY_LOG) {
            base = factor->operand[0];
        } else {
            return NULL;
        }
    }
    return base;
}

static int may_vanish_only(const wane_node_t *u)
{
    double where;

    SCOPED(mag, bound);
    return !u->is_constant && !node_prove_sign(bound, &where, u, SIGN_POSITIVE) &&
           node_prove_sign(bound, &where, u, SIGN_NONNEGATIVE);
}

/* To the bases or to the rest. */
static void sort_term(powers_t powers, const fmpq_t coefficient, const wane_node_t *term, int is_proved,
                      slong prec)
{
    const wane_node_t *base = NULL;

    if (powers->count < MOST_BASES) {
        arb_struct *exponent = powers->exponent + powers->count;

        arb_set_fmpq(exponent, coefficient, prec);
        base = logarithm_of(exponent, term, prec);
        if (base != NULL && (!arb_is_positive(exponent) || !(is_proved || may_vanish_only(base))))
            base = NULL;
    }
    if (base != NULL) powers->base[powers->count++] = base;
    else powers->rest = node_add(powers->rest, node_scale(node_keep(term), coefficient));
}

static int sort(powers_t powers, const wane_node_t *node, int is_proved, slong prec)
{
    const wane_node_t *v;

    if (node->kind != NODE_UNARY || node->function != UNARY_EXP || node->is_constant) return 0;
    v = node->operand[0];
    if (v->kind == NODE_SUM) {
        powers->rest = node_rational(v->value);
        for (slong i = 0; i < v->count; i++)
            sort_term(powers, v->coefficient + i, v->operand[i], is_proved, prec);
    } else {
        SCOPED(fmpq, one);
        fmpq_one(one);
        powers->rest = node_ratio(0, 1);
        sort_term(powers, one, v, is_proved, prec);
    }
    return powers->count > 0;
}

int node_powers(powers_t powers, const wane_node_t *node)
{
    return sort(powers, node, 0, PREC);
}

int node_powers_where_defined(powers_t powers, const wane_node_t *node, slong prec)
{
    return sort(powers, node, 1, prec);
}

void power_ball(arb_t value, const arb_t x, const arb_t exponent, slong prec)
{
    if (arb_is_positive(x)) {
        arb_pow(value, x, exponent, prec);
        return;
    }
    SCOPED(arb, top, other); /* increasing in x, from 0 on */
    arb_get_ubound_arf(arb_midref(top), x, prec);
    arb_zero(value);
    if (!arb_is_positive(top)) return;
    arb_pow(other, top, exponent, prec);
    arb_union(value, value, other, prec);
}
