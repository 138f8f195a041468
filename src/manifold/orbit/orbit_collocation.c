#include "manifold/orbit/orbit_collocation.h"

#include "base/scoped.h"

#include <math.h>

#define CONDITION_BITS 4 /* per degree, lost in passing to monomials */
#define MATRIX_PREC 64
#define MOST_CORRECTIONS 12
#define FULL_CORRECTIONS 4 /* with a matrix of their own */

/* Vandermonde's matrix on Chebyshev's nodes -cos(pi i/m), its inverse, and derivatives through both. */
static void set_matrices(orbit_collocation_t c)
{
    const slong n = c->degree + 1, prec = c->prec + CONDITION_BITS * n + 64;
    arb_mat_t powers, derivatives;
    SCOPED(arb, x);
    arb_mat_init(powers, n, n);
    arb_mat_init(derivatives, n, n);
    for (slong i = 0; i < n; i++) {
        SCOPED(fmpq, angle);
        fmpq_set_si(angle, c->degree - i, (ulong)c->degree);
        arb_cos_pi_fmpq(x, angle, prec);
        for (slong k = 0; k < n; k++) {
            arb_pow_ui(arb_mat_entry(powers, i, k), x, (ulong)k, prec);
            if (k == 0) continue;
            arb_mul_si(arb_mat_entry(derivatives, i, k), arb_mat_entry(powers, i, k - 1), k, prec);
        }
    }
    arb_mat_inv(c->to_coefficients, powers, prec);
    arb_mat_mul(c->differentiate, derivatives, c->to_coefficients, prec);
    arb_mat_get_mid(c->to_coefficients, c->to_coefficients);
    arb_mat_get_mid(c->differentiate, c->differentiate);
    arb_mat_clear(powers);
    arb_mat_clear(derivatives);
}

void orbit_collocation_init(orbit_collocation_t c, const orbit_field_t field, slong degree, slong prec)
{
    const slong n = degree + 1;
    c->degree = degree;
    c->prec = prec + 2 * degree;
    arb_mat_init(c->to_coefficients, n, n);
    arb_mat_init(c->differentiate, n, n);
    for (int i = 0; i < 2; i++) {
        c->value[i] = _arb_vec_init(n);
        c->curve[i] = _arb_vec_init(n);
    }
    c->slope = _arb_vec_init(4 * n);
    c->residual = _arb_vec_init(2 * n);
    orbit_series_init(c->at_node, field, 1);
    set_matrices(c);
}

void orbit_collocation_clear(orbit_collocation_t c, const orbit_field_t field)
{
    const slong n = c->degree + 1;
    arb_mat_clear(c->to_coefficients);
    arb_mat_clear(c->differentiate);
    for (int i = 0; i < 2; i++) {
        _arb_vec_clear(c->value[i], n);
        _arb_vec_clear(c->curve[i], n);
    }
    _arb_vec_clear(c->slope, 4 * n);
    _arb_vec_clear(c->residual, 2 * n);
    orbit_series_clear(c->at_node, field);
}

/* Residuals p' - f and the field's derivative at the nodes. */
static void evaluate(orbit_collocation_t c, orbit_field_t field, const arb_t eps, const arb_t rate)
{
    const slong n = c->degree + 1;
    orbit_series_struct *s = c->at_node;
    for (slong i = 0; i < n; i++) {
        orbit_series_run(s, field, c->value[0] + i, c->value[1] + i, eps, 0, c->prec);
        orbit_series_slope(c->slope + 4 * i, s, eps, MATRIX_PREC);
        for (int j = 0; j < 2; j++) {
            arb_ptr residual = c->residual + j * n + i;
            arb_dot(residual, NULL, 0, arb_mat_entry(c->differentiate, i, 0), 1, c->value[j], 1, n, c->prec);
            arb_mul(residual, residual, rate, c->prec);
            arb_sub(residual, residual, (j == 0 ? s->rho : s->a) + 1, c->prec);
            arb_get_mid_arb(residual, residual);
        }
    }
}

/* Unknowns and equations: the fast component at nodes
   `anchored`, …, m, then the slow one at nodes 1, …, m. */
typedef struct {
    int component;
    slong node;
} unknown_t;

static unknown_t unknown(const orbit_collocation_t c, int fast, int anchored, slong index)
{
    const slong fast_ones = c->degree + 1 - anchored;
    if (index < fast_ones) return (unknown_t){fast, index + anchored};
    return (unknown_t){1 - fast, index - fast_ones + 1};
}

static slong unknowns(const orbit_collocation_t c, int anchored)
{
    return 2 * c->degree + 1 - anchored;
}

static void set_system(arb_mat_t A, const orbit_collocation_t c, int fast, int anchored, const arb_t rate)
{
    for (slong i = 0; i < unknowns(c, anchored); i++)
        for (slong k = 0; k < unknowns(c, anchored); k++) {
            const unknown_t row = unknown(c, fast, anchored, i), column = unknown(c, fast, anchored, k);
            arb_ptr entry = arb_mat_entry(A, i, k);
            arb_zero(entry);
            if (row.component == column.component)
                arb_mul(entry, arb_mat_entry(c->differentiate, row.node, column.node), rate, MATRIX_PREC);
            if (row.node == column.node)
                arb_sub(entry, entry, c->slope + 4 * row.node + 2 * row.component + column.component,
                        MATRIX_PREC);
            arb_get_mid_arb(entry, entry);
        }
}

/* One correction of Newton's method; returns log2 of its size. */
static double correct(orbit_collocation_t c, int fast, int anchored, const arb_mat_t factors,
                      const slong *permutation)
{
    const slong n = c->degree + 1;
    arb_mat_t x;
    arb_mat_init(x, unknowns(c, anchored), 1);
    SCOPED(mag, size, m);
    for (slong i = 0; i < unknowns(c, anchored); i++) {
        const unknown_t row = unknown(c, fast, anchored, i);
        arb_set(arb_mat_entry(x, i, 0), c->residual + row.component * n + row.node);
    }
    arb_mat_approx_solve_lu_precomp(x, permutation, factors, x, MATRIX_PREC);
    for (slong i = 0; i < unknowns(c, anchored); i++) {
        const unknown_t row = unknown(c, fast, anchored, i);
        arb_ptr value = c->value[row.component] + row.node;
        arb_sub(value, value, arb_mat_entry(x, i, 0), c->prec);
        arb_get_mid_arb(value, value);
        arb_get_mag(m, arb_mat_entry(x, i, 0));
        mag_max(size, size, m);
    }
    const double bits = mag_is_zero(size) ? -INFINITY : mag_get_d_log2_approx(size);
    arb_mat_clear(x);
    return bits;
}

static void set_line(orbit_collocation_t c, arb_srcptr start, arb_srcptr velocity, double h)
{
    SCOPED(arb, time);
    for (slong i = 0; i <= c->degree; i++) {
        arb_set_d(time, 0.5 * h * (1 - cos(M_PI * (double)i / (double)c->degree)));
        for (int j = 0; j < 2; j++) {
            arb_mul(c->value[j] + i, velocity + j, time, c->prec);
            arb_add(c->value[j] + i, c->value[j] + i, start + j, c->prec);
            arb_get_mid_arb(c->value[j] + i, c->value[j] + i);
        }
    }
}

/* The curve through the values; whether its last coefficients are negligible. */
static int set_curve(orbit_collocation_t c, slong bits)
{
    const slong n = c->degree + 1;
    int resolved = 1;
    for (int j = 0; j < 2; j++)
        for (slong k = 0; k < n; k++) {
            arb_dot(c->curve[j] + k, NULL, 0, arb_mat_entry(c->to_coefficients, k, 0), 1, c->value[j], 1, n,
                    c->prec);
            arb_get_mid_arb(c->curve[j] + k, c->curve[j] + k);
            /* The last monomial coefficient is 2^(m-1) times that of Chebyshev's polynomial. */
            if (k >= n - 2 && arf_cmpabs_2exp_si(arb_midref(c->curve[j] + k), c->degree - bits + 8) > 0)
                resolved = 0;
        }
    return resolved;
}

int orbit_collocation_solve(orbit_collocation_t c, orbit_field_t field, const arb_t eps, int fast,
                            int anchored, arb_srcptr start, arb_srcptr velocity, double h, slong bits)
{
    const slong count = unknowns(c, anchored);
    arb_mat_t factors;
    slong *permutation = flint_malloc((size_t)count * sizeof *permutation);
    double size = INFINITY;
    int going = 1;
    arb_mat_init(factors, count, count);
    SCOPED(arb, rate);
    arb_set_d(rate, 0.5 * h);
    arb_inv(rate, rate, c->prec);
    arb_get_mid_arb(rate, rate);
    set_line(c, start, velocity, h);
    for (int i = 0; going && i < MOST_CORRECTIONS && size > (double)-bits; i++) {
        evaluate(c, field, eps, rate);
        if (i < FULL_CORRECTIONS) {
            set_system(factors, c, fast, anchored, rate);
            for (slong k = 0; k < count; k++) permutation[k] = k;
            going = arb_mat_approx_lu(permutation, factors, factors, MATRIX_PREC);
        }
        const double before = size;
        if (going) size = correct(c, fast, anchored, factors, permutation);
        going = going && isfinite(size) && (i < 2 || size < before - 1) && size < 8;
        if (size == -INFINITY) break;
    }
    arb_mat_clear(factors);
    flint_free(permutation);
    return size <= (double)-bits && set_curve(c, bits);
}
