#include "base/zero_isolation.h"
#include "base/scoped.h"
#include "manifold/family/exact/bifurcation_fibre.h"

#include <stdlib.h>

#include <flint/arb_fmpz_poly.h>
#include <flint/arb_poly.h>
#include <flint/acb.h>

#include "manifold/family/exact/number_field_poly.h"

#define FIRST_PREC 64
#define LAST_PREC 4096
#define MOST_WORK 3000 /* degree of the field times the square of that of the curve */

/* ---- the roots ---- */

/* The real roots of an irreducible polynomial; returns how many. */
static slong real_roots(acb_ptr *roots, const fmpz_poly_t f, slong prec)
{
    slong degree = fmpz_poly_degree(f), count = 0;
    *roots = _acb_vec_init(degree);
    arb_fmpz_poly_complex_roots(*roots, f, 0, prec);
    while (count < degree && arb_is_zero(acb_imagref(*roots + count))) count++;
    return count;
}

static void append_roots(candidate_root_t **list, slong *count, const candidates_t candidates, slong i,
                         slong prec)
{
    const candidate_t *c = candidates->candidate + i;
    acb_ptr roots;
    slong real = real_roots(&roots, c->polynomial, prec);
    *list = flint_realloc(*list, FLINT_MAX(*count + real, 1) * sizeof(candidate_root_t));
    for (slong j = 0; j < real; j++) {
        candidate_root_t *root = *list + (*count)++;
        root->candidate = i;
        root->root = j;
        arb_init(root->b);
        arb_set(root->b, acb_realref(roots + j));
    }
    _acb_vec_clear(roots, fmpz_poly_degree(c->polynomial));
}

static int compare(const void *x, const void *y)
{
    const candidate_root_t *u = x, *v = y;
    return arf_cmp(arb_midref(u->b), arb_midref(v->b));
}

/* Different irreducible polynomials have different roots, so enough bits tell them apart. */
static candidate_root_t *isolated_roots(slong *count, const candidates_t candidates, slong prec)
{
    candidate_root_t *list = NULL;
    *count = 0;
    for (slong i = 0; i < candidates->count; i++) append_roots(&list, count, candidates, i, prec);
    if (*count > 1) qsort(list, *count, sizeof(candidate_root_t), compare);
    for (slong i = 0; i + 1 < *count; i++)
        if (!arb_lt(list[i].b, list[i + 1].b)) {
            candidate_roots_free(list, *count);
            return isolated_roots(count, candidates, 2 * prec);
        }
    return list;
}

candidate_root_t *candidate_roots(slong *count, const candidates_t candidates)
{
    return isolated_roots(count, candidates, FIRST_PREC);
}

void candidate_roots_free(candidate_root_t *roots, slong count)
{
    for (slong i = 0; i < count; i++) arb_clear(roots[i].b);
    flint_free(roots);
}

void candidate_root_refine(arb_t b, const candidates_t candidates, const candidate_root_t *root, slong prec)
{
    const candidate_t *c = candidates->candidate + root->candidate;
    acb_ptr roots;
    real_roots(&roots, c->polynomial, prec);
    arb_set(b, acb_realref(roots + root->root));
    _acb_vec_clear(roots, fmpz_poly_degree(c->polynomial));
}

/* ---- common zeros ---- */

/* f = the curve's polynomial in R over Q[b]/(m). */
static void restrict_curve(number_field_poly_t f, const fmpz_mpoly_t g, const fmpq_poly_t m,
                           const fmpz_mpoly_ctx_t ctx)
{
    slong degree = fmpz_mpoly_degree_si(g, SHAPE_VARIABLE_R, ctx);
    fmpq_poly_struct *c = flint_malloc((degree + 1) * sizeof(fmpq_poly_struct));
    SCOPED(fmpz, value);
    for (slong i = 0; i <= degree; i++) fmpq_poly_init(c + i);
    for (slong i = 0; i < fmpz_mpoly_length(g, ctx); i++) {
        slong power = (slong)fmpz_mpoly_get_term_var_exp_ui(g, i, SHAPE_VARIABLE_R, ctx);
        slong parameter = (slong)fmpz_mpoly_get_term_var_exp_ui(g, i, SHAPE_VARIABLE_B, ctx);
        fmpz_mpoly_get_term_coeff_fmpz(value, g, i, ctx);
        fmpq_poly_set_coeff_fmpz(c + power, parameter, value);
    }
    for (slong i = 0; i <= degree; i++) {
        number_field_poly_set_coefficient(f, i, c + i, m);
        fmpq_poly_clear(c + i);
    }
    flint_free(c);
}

/* Divides out all exact zeros at R = 0 and R = 1. */
static void strip_ends(number_field_poly_t f, const fmpq_poly_t m)
{
    SCOPED(number_field_poly, factor, quotient, remainder);
    SCOPED(fmpq_poly, c);
    for (int end = 0; end < 2; end++) {
        factor->length = 0;
        fmpq_poly_set_si(c, 1);
        number_field_poly_set_coefficient(factor, 1, c, m);
        fmpq_poly_set_si(c, -end);
        number_field_poly_set_coefficient(factor, 0, c, m);
        while (f->length > 1) {
            number_field_poly_divide(quotient, remainder, f, factor, m);
            if (remainder->length > 0) break;
            number_field_poly_set(f, quotient);
        }
    }
}

static void make_square_free(number_field_poly_t f, const fmpq_poly_t m)
{
    SCOPED(number_field_poly, slope, common, quotient, remainder);
    number_field_poly_derivative(slope, f);
    number_field_poly_gcd(common, f, slope, m);
    number_field_poly_divide(quotient, remainder, f, common, m);
    number_field_poly_set(f, quotient);
}

static int sign_at(const arb_poly_t f, const arb_t x, slong prec)
{
    SCOPED(arb, value);
    arb_poly_evaluate(value, f, x, prec);
    return decided_sign(value);
}

/* Zeros of f in the dyadic interval [i, i + 1]/2^depth, whose ends are none; -1 if not decided. */
static slong count_zeros(const arb_poly_t f, const arb_poly_t slope, const fmpz_t i, slong depth, slong prec)
{
    slong count = -1;
    SCOPED(arb, x, l, r);
    SCOPED(fmpz, next);
    fmpz_add_ui(next, i, 1);
    arb_set_fmpz(l, i);
    arb_mul_2exp_si(l, l, -depth);
    arb_set_fmpz(r, next);
    arb_mul_2exp_si(r, r, -depth);
    arb_union(x, l, r, prec);
    int left = sign_at(f, l, prec), right = sign_at(f, r, prec);
    if (sign_at(f, x, prec) != 0) count = 0;
    else if (left != 0 && right != 0 && sign_at(slope, x, prec) != 0) count = left != right;
    else if (depth < prec / 4) {
        fmpz_mul_2exp(next, i, 1);
        slong first = count_zeros(f, slope, next, depth + 1, prec);
        fmpz_add_ui(next, next, 1);
        slong second = first < 0 ? -1 : count_zeros(f, slope, next, depth + 1, prec);
        if (second >= 0) count = first + second;
    }
    return count;
}

/* Whether f, square-free and not 0 at 0 and 1, has a zero in (0, 1) at the embedding of the root. */
static int has_zero_inside(const number_field_poly_t f, const candidates_t candidates,
                           const candidate_root_t *root)
{
    slong count = -1;
    if (f->length <= 1) return 0;
    SCOPED(arb_poly, g, slope);
    SCOPED(arb, b);
    SCOPED(fmpz, zero);
    for (slong prec = 2 * FIRST_PREC; prec <= LAST_PREC && count < 0; prec *= 2) {
        candidate_root_refine(b, candidates, root, prec);
        arb_poly_fit_length(g, f->length);
        number_field_poly_embed(g->coeffs, f, b, prec);
        _arb_poly_set_length(g, f->length);
        arb_poly_derivative(slope, g, prec);
        count = count_zeros(g, slope, zero, 0, prec);
    }
    return count < 0 ? -1 : count > 0;
}

int suspicion_is_true(const candidates_t candidates, const candidate_root_t *root,
                      const suspicion_t *suspicion)
{
    const fmpz_mpoly_ctx_struct *ctx = candidates->shapes->ctx;
    const candidate_t *c = candidates->candidate + root->candidate;
    const curve_t *first = candidates->curve + suspicion->first;
    slong degree = fmpz_mpoly_degree_si(first->g, SHAPE_VARIABLE_R, ctx);
    int result = 0;
    if (fmpz_poly_degree(c->polynomial) * degree * degree > MOST_WORK) return -1;
    SCOPED(number_field_poly, f, g, d);
    SCOPED(fmpq_poly, m);
    fmpq_poly_set_fmpz_poly(m, c->polynomial);
    restrict_curve(f, first->g, m, ctx);
    if (suspicion->second >= 0) restrict_curve(g, candidates->curve[suspicion->second].g, m, ctx);
    else number_field_poly_derivative(g, f);
    if (f->length > 0 || g->length > 0) {
        number_field_poly_gcd(d, f, g, m);
        if (d->length > 1) {
            strip_ends(d, m);
            make_square_free(d, m);
            result = has_zero_inside(d, candidates, root);
        }
    }
    return result;
}
