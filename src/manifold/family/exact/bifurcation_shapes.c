#include "manifold/family/exact/bifurcation_shapes.h"

#include "base/scoped.h"

#include <flint/fmpz_factor.h>

#define MOST_ROOTS 3    /* each may double the degree */
#define MOST_DEGREE 600 /* of the discriminant in the parameter: some seconds */

/* The square roots in use: one variable for each prime. */
typedef struct {
    slong count;
    ulong prime[MOST_ROOTS];
} roots_t;

static int add_primes(roots_t *roots, const fmpz_t radicand)
{
    fmpz_factor_t factors;
    int fits = 1;
    fmpz_factor_init(factors);
    fmpz_factor(factors, radicand);
    for (slong i = 0; i < factors->num && fits; i++) {
        ulong prime = fmpz_get_ui(factors->p + i);
        slong j = 0;
        while (j < roots->count && roots->prime[j] != prime) j++;
        if (j < roots->count) continue;
        fits = roots->count < MOST_ROOTS && fmpz_abs_fits_ui(factors->p + i);
        if (fits) roots->prime[roots->count++] = prime;
    }
    fmpz_factor_clear(factors);
    return fits;
}

/* 1 if every coefficient is a rational polynomial times the same square root, which only scales the sum. */
static int common_radicand(fmpz_t radicand, const surd_parameter_poly_struct *f, slong length)
{
    fmpz_one(radicand);
    int found = 0;
    for (slong k = 0; k < length; k++) {
        if (f[k].length == 0) continue;
        if (f[k].length > 1 || (found && !fmpz_equal(f[k].radicand, radicand))) return 0;
        fmpz_set(radicand, f[k].radicand);
        found = 1;
    }
    return 1;
}

static int collect_roots(roots_t *roots, const surd_parameter_poly_struct *f, slong length)
{
    for (slong k = 0; k < length; k++)
        for (slong i = 0; i < f[k].length; i++)
            if (!add_primes(roots, f[k].radicand + i)) return 0;
    return 1;
}

static void common_denominator(fmpz_t denominator, const surd_parameter_poly_struct *f, slong length)
{
    fmpz_one(denominator);
    for (slong k = 0; k < length; k++)
        for (slong i = 0; i < f[k].length; i++)
            fmpz_lcm(denominator, denominator, fmpq_poly_denref(f[k].part + i));
}

/* f += multiplier * part * sqrt(radicand) * R^power; without roots the square root is left out. */
static void add_part(fmpz_mpoly_t f, const fmpq_poly_t part, const fmpz_t radicand, slong power,
                     const fmpz_t denominator, const roots_t *roots, int with_roots,
                     const fmpz_mpoly_ctx_t ctx)
{
    fmpz_mpoly_t term;
    ulong exponent[SHAPE_VARIABLES + MOST_ROOTS] = {0};
    fmpz_mpoly_init(term, ctx);
    SCOPED(fmpz, c);
    exponent[SHAPE_VARIABLE_R] = (ulong)power;
    for (slong j = 0; j < roots->count && with_roots; j++)
        exponent[SHAPE_VARIABLES + j] = fmpz_divisible_si(radicand, (slong)roots->prime[j]);
    for (slong i = 0; i < fmpq_poly_length(part); i++) {
        fmpz_divexact(c, denominator, fmpq_poly_denref(part));
        fmpz_mul(c, c, fmpq_poly_numref(part) + i);
        exponent[SHAPE_VARIABLE_B] = (ulong)i;
        fmpz_mpoly_push_term_fmpz_ui(term, c, exponent, ctx);
    }
    fmpz_mpoly_sort_terms(term, ctx);
    fmpz_mpoly_combine_like_terms(term, ctx);
    fmpz_mpoly_add(f, f, term, ctx);
    fmpz_mpoly_clear(term, ctx);
}

/* f = multiple of Σ_k coefficient_k R^(step k). */
static void set_series(fmpz_mpoly_t f, const surd_parameter_poly_struct *coefficient, slong length,
                       slong step, const roots_t *roots, int with_roots, const fmpz_mpoly_ctx_t ctx)
{
    SCOPED(fmpz, denominator);
    common_denominator(denominator, coefficient, length);
    fmpz_mpoly_zero(f, ctx);
    for (slong k = 0; k < length; k++)
        for (slong i = 0; i < coefficient[k].length; i++)
            add_part(f, coefficient[k].part + i, coefficient[k].radicand + i, step * k, denominator, roots,
                     with_roots, ctx);
}

/* f = even + odd t with t^2 = prime replaced; even and odd are free of t. */
static void split_root(fmpz_mpoly_t even, fmpz_mpoly_t odd, const fmpz_mpoly_t f, slong variable, ulong prime,
                       const fmpz_mpoly_ctx_t ctx)
{
    ulong exponent[SHAPE_VARIABLES + MOST_ROOTS];
    SCOPED(fmpz, c, factor);
    fmpz_mpoly_zero(even, ctx);
    fmpz_mpoly_zero(odd, ctx);
    for (slong i = 0; i < fmpz_mpoly_length(f, ctx); i++) {
        fmpz_mpoly_get_term_coeff_fmpz(c, f, i, ctx);
        fmpz_mpoly_get_term_exp_ui(exponent, f, i, ctx);
        fmpz_ui_pow_ui(factor, prime, exponent[variable] / 2);
        fmpz_mul(c, c, factor);
        fmpz_mpoly_struct *target = exponent[variable] % 2 ? odd : even;
        exponent[variable] = 0;
        fmpz_mpoly_push_term_fmpz_ui(target, c, exponent, ctx);
    }
    fmpz_mpoly_sort_terms(even, ctx);
    fmpz_mpoly_combine_like_terms(even, ctx);
    fmpz_mpoly_sort_terms(odd, ctx);
    fmpz_mpoly_combine_like_terms(odd, ctx);
}

/* The product of the conjugates over each square root in turn, where it occurs: derivations/14 (3). */
static void take_norm(fmpz_mpoly_t f, int *rational, const roots_t *roots, const fmpz_mpoly_ctx_t ctx)
{
    fmpz_mpoly_t even, odd;
    fmpz_mpoly_init(even, ctx);
    fmpz_mpoly_init(odd, ctx);
    for (slong j = 0; j < roots->count; j++) {
        split_root(even, odd, f, SHAPE_VARIABLES + j, roots->prime[j], ctx);
        if (fmpz_mpoly_is_zero(odd, ctx)) {
            fmpz_mpoly_set(f, even, ctx);
            continue;
        }
        if (fmpz_mpoly_is_zero(even, ctx)) { /* a mere factor */
            fmpz_mpoly_set(f, odd, ctx);
            continue;
        }
        *rational = 0;
        fmpz_mpoly_mul(even, even, even, ctx);
        fmpz_mpoly_mul(odd, odd, odd, ctx);
        fmpz_mpoly_scalar_mul_ui(odd, odd, roots->prime[j], ctx);
        fmpz_mpoly_sub(f, even, odd, ctx);
    }
    fmpz_mpoly_clear(even, ctx);
    fmpz_mpoly_clear(odd, ctx);
}

/* target = a' b - factor a b' (derivatives in R). */
static void bracket(fmpz_mpoly_t target, const fmpz_mpoly_t a1, const fmpz_mpoly_t b, const fmpz_mpoly_t a,
                    const fmpz_mpoly_t b1, ulong factor, const fmpz_mpoly_ctx_t ctx)
{
    fmpz_mpoly_t product;
    fmpz_mpoly_init(product, ctx);
    fmpz_mpoly_mul(target, a1, b, ctx);
    fmpz_mpoly_mul(product, a, b1, ctx);
    fmpz_mpoly_scalar_mul_ui(product, product, factor, ctx);
    fmpz_mpoly_sub(target, target, product, ctx);
    fmpz_mpoly_clear(product, ctx);
}

/* derivations/03 (1), 02 (8) */
static void set_shapes(polynomial_shapes_t shapes, const fmpz_mpoly_t P, const fmpz_mpoly_t S)
{
    const fmpz_mpoly_ctx_struct *ctx = shapes->ctx;
    fmpz_mpoly_t P1, P2, S1, S2;
    fmpz_mpoly_init(P1, ctx);
    fmpz_mpoly_init(P2, ctx);
    fmpz_mpoly_init(S1, ctx);
    fmpz_mpoly_init(S2, ctx);
    fmpz_mpoly_derivative(P1, P, SHAPE_VARIABLE_R, ctx);
    fmpz_mpoly_derivative(P2, P1, SHAPE_VARIABLE_R, ctx);
    fmpz_mpoly_derivative(S1, S, SHAPE_VARIABLE_R, ctx);
    fmpz_mpoly_derivative(S2, S1, SHAPE_VARIABLE_R, ctx);
    bracket(shapes->shape[SHAPE_N], S1, P, S, P1, 2, ctx);
    bracket(shapes->shape[SHAPE_F], P2, S1, P1, S2, 1, ctx);
    fmpz_mpoly_set(shapes->shape[SHAPE_P_PRIME], P1, ctx);
    fmpz_mpoly_set(shapes->shape[SHAPE_P], P, ctx);
    fmpz_mpoly_clear(P1, ctx);
    fmpz_mpoly_clear(P2, ctx);
    fmpz_mpoly_clear(S1, ctx);
    fmpz_mpoly_clear(S2, ctx);
}

static void set_student_facts(polynomial_shapes_t shapes, const polynomial_kernels_t kernels,
                              const roots_t *roots, int with_roots)
{
    slong s = 1;
    while (s < kernels->length && kernels->s[s].length == 0) s++;
    if (kernels->length > 0) set_series(shapes->mean, kernels->s, 1, 1, roots, with_roots, shapes->ctx);
    if (s < kernels->length)
        set_series(shapes->student_leading, kernels->s + s, 1, 1, roots, with_roots, shapes->ctx);
}

/* The discriminant of a shape of degrees m in b and n in R has at most the degree m (2 n - 2). */
static int is_feasible(const polynomial_shapes_t shapes)
{
    for (int f = 0; f < SHAPE_COUNT; f++) {
        if (fmpz_mpoly_is_zero(shapes->shape[f], shapes->ctx)) continue;
        slong m = fmpz_mpoly_degree_si(shapes->shape[f], SHAPE_VARIABLE_B, shapes->ctx);
        slong n = fmpz_mpoly_degree_si(shapes->shape[f], SHAPE_VARIABLE_R, shapes->ctx);
        if (m * (2 * n - 2) > MOST_DEGREE) return 0;
    }
    return 1;
}

int polynomial_shapes_init_set(polynomial_shapes_t shapes, const polynomial_kernels_t kernels)
{
    roots_t roots = {0, {0}};
    fmpz_mpoly_t P, S;
    slong length = kernels->length;
    SCOPED(fmpz, radicand);
    int P_roots = !common_radicand(radicand, kernels->p, length);
    int S_roots = !common_radicand(radicand, kernels->s, length);
    int fits = (!P_roots || collect_roots(&roots, kernels->p, length)) &&
               (!S_roots || collect_roots(&roots, kernels->s, length));
    fmpz_mpoly_ctx_init(shapes->ctx, SHAPE_VARIABLES + MOST_ROOTS, ORD_LEX);
    for (int f = 0; f < SHAPE_COUNT; f++) fmpz_mpoly_init(shapes->shape[f], shapes->ctx);
    fmpz_mpoly_init(shapes->mean, shapes->ctx);
    fmpz_mpoly_init(shapes->student_leading, shapes->ctx);
    shapes->rational = 1;
    if (!fits) return 0;
    fmpz_mpoly_init(P, shapes->ctx);
    fmpz_mpoly_init(S, shapes->ctx);
    set_series(P, kernels->p, length, 1, &roots, P_roots, shapes->ctx);
    set_series(S, kernels->s, length, 2, &roots, S_roots, shapes->ctx);
    set_shapes(shapes, P, S);
    set_student_facts(shapes, kernels, &roots, S_roots);
    for (int f = 0; f < SHAPE_COUNT; f++) take_norm(shapes->shape[f], &shapes->rational, &roots, shapes->ctx);
    take_norm(shapes->mean, &shapes->rational, &roots, shapes->ctx);
    take_norm(shapes->student_leading, &shapes->rational, &roots, shapes->ctx);
    fmpz_mpoly_clear(P, shapes->ctx);
    fmpz_mpoly_clear(S, shapes->ctx);
    return is_feasible(shapes);
}

void polynomial_shapes_clear(polynomial_shapes_t shapes)
{
    for (int f = 0; f < SHAPE_COUNT; f++) fmpz_mpoly_clear(shapes->shape[f], shapes->ctx);
    fmpz_mpoly_clear(shapes->mean, shapes->ctx);
    fmpz_mpoly_clear(shapes->student_leading, shapes->ctx);
    fmpz_mpoly_ctx_clear(shapes->ctx);
}
