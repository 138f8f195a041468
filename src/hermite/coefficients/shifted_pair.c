#include "hermite/coefficients/shifted_pair.h"

#include "base/interval.h"
#include "base/scoped.h"
#include "function/facts/node_facts.h"
#include "function/tree/scoped_function.h"
#include "hermite/coefficients/coefficients.h"

typedef const wane_node_t *node_t;

static node_t mean_of(const wane_function_t f)
{
    return node_mean(node_root(f));
}

/* sqrt(c_0^2 + decay) */
static node_t shifted_constant(node_t mean, const wane_interval_t decay)
{
    node_t ridge = node_interval(decay->lo, decay->hi, SHIFTED_PAIR_UNKNOWN);
    return node_unary(UNARY_SQRT, node_add(node_power(node_keep(mean), 2), ridge));
}

/* The product of the constants stays p_0: derivations/23 (2). */
static node_t shifted_teacher(const wane_function_t teacher, node_t mean, const wane_interval_t decay)
{
    node_t constant = mean_of(teacher), centered = node_sub(node_root(teacher), node_keep(constant));
    if (node_is_rational(mean, 0) || node_is_rational(constant, 0)) {
        node_release(constant);
        return centered;
    }
    node_t product = node_mul(node_keep(mean), constant);
    return node_add(centered, node_div(product, shifted_constant(mean, decay)));
}

void wane_shifted_pair(wane_function_t shifted_student, wane_function_t shifted_of_teacher,
                       const wane_function_t student, const wane_function_t teacher,
                       const wane_interval_t decay)
{
    SCOPED(wane_function, f, g);
    wane_function_set(f, student);
    wane_function_set(g, teacher);
    if (!fmpq_is_zero(decay->hi)) {
        node_t mean = mean_of(student);
        node_store(f, node_simplify(node_add(node_sub(node_root(student), node_keep(mean)),
                                             shifted_constant(mean, decay))));
        node_store(g, node_simplify(shifted_teacher(teacher, mean, decay)));
        node_release(mean);
    }
    wane_function_set(shifted_student, f);
    wane_function_set(shifted_of_teacher, g);
}

wane_status_t shifted_pair_loss(arb_t more, const wane_function_t student, const wane_function_t teacher,
                                const wane_interval_t decay, slong prec, wane_message_t message)
{
    SCOPED(arb, c, d, ridge);
    arb_zero(more);
    wane_status_t status = hermite_expectation(d, teacher, prec, message);
    if (status == WANE_OK) status = hermite_expectation(c, student, prec, message);
    if (status != WANE_OK || arb_is_zero(d) || fmpq_is_zero(decay->hi)) return status;
    wane_interval_get_arb(ridge, decay, prec);
    arb_sqr(c, c, prec);
    arb_add(c, c, ridge, prec);
    arb_sqr(more, d, prec);
    arb_mul(more, more, ridge, prec);
    arb_div(more, more, c, prec);
    arb_mul_2exp_si(more, more, -1);
    return status;
}
