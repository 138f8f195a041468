#include "function/evaluate/evaluate.h"
#include "independent.h"

#include <flint/acb_calc.h>

typedef struct {
    const wane_function_struct *f;
    slong k;
} integrand_t;

/* He_k(z) / sqrt(k!) by the recurrence on balls. */
static void hermite_polynomial(acb_t value, const acb_t z, slong k, slong prec)
{
    acb_t previous, current, next;
    acb_init(previous);
    acb_init(current);
    acb_init(next);
    acb_zero(previous);
    acb_one(current);
    for (slong i = 0; i < k; i++) {
        acb_mul(next, z, current, prec);
        acb_submul_ui(next, previous, (ulong)i, prec);
        acb_swap(previous, current);
        acb_swap(current, next);
    }
    arb_t norm;
    arb_init(norm);
    arb_fac_ui(norm, (ulong)k, prec);
    arb_rsqrt(norm, norm, prec);
    acb_mul_arb(value, current, norm, prec);
    arb_clear(norm);
    acb_clear(previous);
    acb_clear(current);
    acb_clear(next);
}

static int integrand(acb_ptr value, const acb_t z, void *data, slong order, slong prec)
{
    integrand_t *item = data;
    acb_t t;
    acb_init(t);
    function_evaluate_holomorphic(value, item->f, z, prec);
    if (acb_is_finite(value)) {
        hermite_polynomial(t, z, item->k, prec);
        acb_mul(value, value, t, prec);
        acb_sqr(t, z, prec);
        acb_mul_2exp_si(t, t, -1);
        acb_neg(t, t);
        acb_exp(t, t, prec);
        acb_mul(value, value, t, prec);
    }
    acb_clear(t);
    (void)order; /* the evaluator already returns a non-finite ball wherever f may not be holomorphic */
    return 0;
}

void independent_stretch(arb_t c, const wane_function_t f, slong k, const arb_t left, const arb_t right,
                         slong prec)
{
    integrand_t item = {f, k};
    acb_t from, to, sum;
    mag_t tolerance;
    acb_calc_integrate_opt_t options;
    acb_init(from);
    acb_init(to);
    acb_init(sum);
    mag_init(tolerance);
    acb_set_arb(from, left);
    acb_set_arb(to, right);
    mag_set_ui_2exp_si(tolerance, 1, -prec);
    acb_calc_integrate_opt_init(options);
    options->depth_limit = 4 * prec;
    options->eval_limit = 1000000;
    acb_calc_integrate(sum, integrand, &item, from, to, prec, tolerance, options, prec + 64);
    arb_set(c, acb_realref(sum));
    arb_const_pi(acb_realref(from), prec + 64);
    arb_mul_2exp_si(acb_realref(from), acb_realref(from), 1);
    arb_rsqrt(acb_realref(from), acb_realref(from), prec + 64);
    arb_mul(c, c, acb_realref(from), prec + 64);
    acb_clear(from);
    acb_clear(to);
    acb_clear(sum);
    mag_clear(tolerance);
}

void independent_coefficient(arb_t c, const wane_function_t f, slong k, double range, slong prec)
{
    arb_t left, right;
    arb_init(left);
    arb_init(right);
    arb_set_d(left, -range);
    arb_set_d(right, range);
    independent_stretch(c, f, k, left, right, prec);
    arb_add_error_2exp_si(c, -prec);
    arb_clear(left);
    arb_clear(right);
}
