#include "function/exact/surd.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "manifold/family/exact/bifurcation_polynomial.h"

#define LARGEST_PARAMETER_DEGREE 24 /* of p_k and s_k; beyond, exact elimination would take too long */
#define LARGEST_LENGTH 33

static void surd_parameter_poly_init(surd_parameter_poly_t f)
{
    f->length = 0;
    f->radicand = NULL;
    f->part = NULL;
}

static void surd_parameter_poly_clear(surd_parameter_poly_t f)
{
    for (slong i = 0; i < f->length; i++) {
        fmpz_clear(f->radicand + i);
        fmpq_poly_clear(f->part + i);
    }
    flint_free(f->radicand);
    flint_free(f->part);
}

static fmpq_poly_struct *part_of(surd_parameter_poly_t f, const fmpz_t radicand)
{
    for (slong i = 0; i < f->length; i++)
        if (fmpz_equal(f->radicand + i, radicand)) return f->part + i;
    slong i = f->length++;
    f->radicand = flint_realloc(f->radicand, f->length * sizeof(fmpz));
    f->part = flint_realloc(f->part, f->length * sizeof(fmpq_poly_struct));
    fmpz_init_set(f->radicand + i, radicand);
    fmpq_poly_init(f->part + i);
    return f->part + i;
}

/* f += value * basis */
static void add_scaled(surd_parameter_poly_t f, const surd_t value, const fmpq_poly_t basis)
{
    SCOPED(fmpq_poly, term);
    for (slong i = 0; i < value->length; i++) {
        fmpq_poly_struct *part = part_of(f, value->radicand + i);
        fmpq_poly_scalar_mul_fmpq(term, basis, value->coefficient + i);
        fmpq_poly_add(part, part, term);
    }
}

static void drop_zeros(surd_parameter_poly_t f)
{
    slong kept = 0;
    for (slong i = 0; i < f->length; i++) {
        if (fmpq_poly_is_zero(f->part + i)) continue;
        fmpz_swap(f->radicand + kept, f->radicand + i);
        fmpq_poly_swap(f->part + kept, f->part + i);
        kept++;
    }
    for (slong i = kept; i < f->length; i++) {
        fmpz_clear(f->radicand + i);
        fmpq_poly_clear(f->part + i);
    }
    f->length = kept;
}

/* Π_{j != i} (b - j)/(i - j) over the nodes 0, …, count - 1. */
static void lagrange(fmpq_poly_t basis, slong i, slong count)
{
    SCOPED(fmpq_poly, factor);
    fmpq_poly_one(basis);
    for (slong j = 0; j < count; j++) {
        if (j == i) continue;
        fmpq_poly_zero(factor);
        fmpq_poly_set_coeff_si(factor, 1, 1);
        fmpq_poly_set_coeff_si(factor, 0, -j);
        fmpq_poly_mul(basis, basis, factor);
        fmpq_poly_scalar_div_si(basis, basis, i - j);
    }
}

static int exact_coefficients(surd_poly_t p, const wane_function_t f)
{
    if (!function_hermite_polynomial(p, f, 64) || p->length > LARGEST_LENGTH) return 0;
    for (slong k = 0; k < p->length; k++)
        if (!p->coefficient[k].exact) return 0;
    return 1;
}

static void fit_length(polynomial_kernels_t kernels, slong length)
{
    if (length <= kernels->length) return;
    kernels->p = flint_realloc(kernels->p, length * sizeof(surd_parameter_poly_struct));
    kernels->s = flint_realloc(kernels->s, length * sizeof(surd_parameter_poly_struct));
    for (; kernels->length < length; kernels->length++) {
        surd_parameter_poly_init(kernels->p + kernels->length);
        surd_parameter_poly_init(kernels->s + kernels->length);
    }
}

/* Adds the values at one node times its basis polynomial. */
static int add_node(polynomial_kernels_t kernels, const bifurcation_problem_t family, slong node, slong count)
{
    wane_function_t f[2];
    surd_poly_t c[2];
    wane_message_t message;
    for (int i = 0; i < 2; i++) {
        wane_function_init(f[i]);
        surd_poly_init(c[i]);
    }
    SCOPED(wane_interval, b);
    SCOPED(surd, product);
    SCOPED(fmpq_poly, basis);
    fmpq_set_si(b->lo, node, 1);
    fmpq_set_si(b->hi, node, 1);
    int done = family_functions(f[0], f[1], family, b, message) == WANE_OK &&
               exact_coefficients(c[0], f[0]) && exact_coefficients(c[1], f[1]);
    if (done) {
        lagrange(basis, node, count);
        fit_length(kernels, c[0]->length);
        for (slong k = 0; k < c[0]->length; k++) {
            surd_mul(product, c[0]->coefficient + k, c[0]->coefficient + k, 0);
            add_scaled(kernels->s + k, product, basis);
            if (k >= c[1]->length) continue;
            surd_mul(product, c[0]->coefficient + k, c[1]->coefficient + k, 0);
            if (family->side < 0 && k % 2 == 1) surd_neg(product, product);
            add_scaled(kernels->p + k, product, basis);
        }
    }
    for (int i = 0; i < 2; i++) {
        wane_function_clear(f[i]);
        surd_poly_clear(c[i]);
    }
    return done;
}

int polynomial_kernels_init_set(polynomial_kernels_t kernels, const bifurcation_problem_t family)
{
    slong student_degree = -1, teacher_degree = -1;
    wane_message_t message;
    kernels->length = 0;
    kernels->p = kernels->s = NULL;
    SCOPED(wane_interval, b);
    family_parameter_range(b, family);
    int polynomial = family_degrees(&student_degree, &teacher_degree, family, b, message) == WANE_OK &&
                     student_degree >= 0 && teacher_degree >= 0 &&
                     student_degree + FLINT_MAX(student_degree, teacher_degree) <= LARGEST_PARAMETER_DEGREE;
    if (!polynomial) return 0;
    slong count = student_degree + FLINT_MAX(student_degree, teacher_degree) + 1;
    for (slong node = 0; node < count && polynomial; node++)
        polynomial = add_node(kernels, family, node, count);
    for (slong k = 0; k < kernels->length; k++) {
        drop_zeros(kernels->p + k);
        drop_zeros(kernels->s + k);
    }
    return polynomial;
}

void polynomial_kernels_clear(polynomial_kernels_t kernels)
{
    for (slong k = 0; k < kernels->length; k++) {
        surd_parameter_poly_clear(kernels->p + k);
        surd_parameter_poly_clear(kernels->s + k);
    }
    flint_free(kernels->p);
    flint_free(kernels->s);
}
