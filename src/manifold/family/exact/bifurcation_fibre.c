#include "base/zero_isolation.h"
#include "base/scoped.h"
#include "manifold/family/exact/bifurcation_fibre.h"

#include <stdlib.h>

#include <flint/arb_fmpz_poly.h>
#include <flint/arb_poly.h>
#include <flint/acb.h>
#include <flint/gr_poly.h>
#include <flint/nf_elem.h>

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

/* Polynomials in R over Q[b]/(m), m irreducible. */
typedef struct {
    nf_t nf;
    gr_ctx_t ctx;
} field_t;

static void field_init(field_t *field, const fmpz_poly_t m)
{
    SCOPED(fmpq_poly, defining);
    fmpq_poly_set_fmpz_poly(defining, m);
    nf_init(field->nf, defining);
    gr_ctx_init_nf(field->ctx, defining);
}

static void field_clear(field_t *field)
{
    gr_ctx_clear(field->ctx);
    nf_clear(field->nf);
}

/* f = the curve's polynomial in R over the field. */
static int restrict_curve(gr_poly_t f, const fmpz_mpoly_t g, field_t *field, const fmpz_mpoly_ctx_t ctx)
{
    const slong degree = fmpz_mpoly_degree_si(g, SHAPE_VARIABLE_R, ctx);
    fmpq_poly_struct *c = flint_malloc((degree + 1) * sizeof(fmpq_poly_struct));
    int status = GR_SUCCESS;
    SCOPED(fmpz, value);
    nf_elem_t x;
    nf_elem_init(x, field->nf);
    for (slong i = 0; i <= degree; i++) fmpq_poly_init(c + i);
    for (slong i = 0; i < fmpz_mpoly_length(g, ctx); i++) {
        slong power = (slong)fmpz_mpoly_get_term_var_exp_ui(g, i, SHAPE_VARIABLE_R, ctx);
        slong parameter = (slong)fmpz_mpoly_get_term_var_exp_ui(g, i, SHAPE_VARIABLE_B, ctx);
        fmpz_mpoly_get_term_coeff_fmpz(value, g, i, ctx);
        fmpq_poly_set_coeff_fmpz(c + power, parameter, value);
    }
    for (slong i = 0; i <= degree; i++) {
        fmpq_poly_rem(c + i, c + i, field->nf->pol);
        nf_elem_set_fmpq_poly(x, c + i, field->nf);
        status |= gr_poly_set_coeff_scalar(f, i, x, field->ctx);
        fmpq_poly_clear(c + i);
    }
    nf_elem_clear(x, field->nf);
    flint_free(c);
    return status;
}

/* A greatest common divisor; monic remainders keep the coefficients from growing more than they must. */
static int set_gcd(gr_poly_t d, gr_poly_t f, gr_poly_t g, gr_ctx_t ctx)
{
    int status = GR_SUCCESS;
    while (g->length > 0 && status == GR_SUCCESS) {
        status |= gr_poly_make_monic(g, g, ctx);
        status |= gr_poly_rem(f, f, g, ctx);
        gr_poly_swap(f, g, ctx);
    }
    gr_poly_swap(d, f, ctx);
    return status;
}

/* Divides out all exact zeros at R = 0 and R = 1, and what is not square-free; f is not 0. */
static int strip(gr_poly_t f, gr_ctx_t ctx)
{
    int status = GR_SUCCESS;
    gr_poly_t factor, quotient, remainder, slope;
    gr_poly_init(factor, ctx);
    gr_poly_init(quotient, ctx);
    gr_poly_init(remainder, ctx);
    gr_poly_init(slope, ctx);
    for (int end = 0; end < 2; end++) {
        status |= gr_poly_set_coeff_si(factor, 1, 1, ctx);
        status |= gr_poly_set_coeff_si(factor, 0, -end, ctx);
        while (f->length > 1 && status == GR_SUCCESS) {
            status |= gr_poly_divrem(quotient, remainder, f, factor, ctx);
            if (remainder->length > 0) break;
            gr_poly_swap(f, quotient, ctx);
        }
    }
    status |= gr_poly_derivative(slope, f, ctx);
    status |= gr_poly_set(quotient, f, ctx);
    status |= set_gcd(factor, quotient, slope, ctx);
    status |= gr_poly_divexact(f, f, factor, ctx);
    gr_poly_clear(factor, ctx);
    gr_poly_clear(quotient, ctx);
    gr_poly_clear(remainder, ctx);
    gr_poly_clear(slope, ctx);
    return status;
}

/* The polynomial at the embedding that takes the generator to b. */
static void embed(arb_poly_t g, const gr_poly_t f, const field_t *field, const arb_t b, slong prec)
{
    SCOPED(fmpq_poly, c);
    arb_poly_fit_length(g, f->length);
    for (slong i = 0; i < f->length; i++) {
        nf_elem_get_fmpq_poly(c, (nf_elem_struct *)f->coeffs + i, field->nf);
        _arb_fmpz_poly_evaluate_arb(g->coeffs + i, fmpq_poly_numref(c), fmpq_poly_length(c), b, prec);
        arb_div_fmpz(g->coeffs + i, g->coeffs + i, fmpq_poly_denref(c), prec);
    }
    _arb_poly_set_length(g, f->length);
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
static int has_zero_inside(const gr_poly_t f, const field_t *field, const candidates_t candidates,
                           const candidate_root_t *root)
{
    slong count = -1;
    if (f->length <= 1) return 0;
    SCOPED(arb_poly, g, slope);
    SCOPED(arb, b);
    SCOPED(fmpz, zero);
    for (slong prec = 2 * FIRST_PREC; prec <= LAST_PREC && count < 0; prec *= 2) {
        candidate_root_refine(b, candidates, root, prec);
        embed(g, f, field, b, prec);
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
    field_t field;
    gr_poly_t f, g;
    field_init(&field, c->polynomial);
    gr_poly_init(f, field.ctx);
    gr_poly_init(g, field.ctx);
    int status = restrict_curve(f, first->g, &field, ctx);
    if (suspicion->second >= 0)
        status |= restrict_curve(g, candidates->curve[suspicion->second].g, &field, ctx);
    else status |= gr_poly_derivative(g, f, field.ctx);
    if (f->length > 0 || g->length > 0) status |= set_gcd(f, f, g, field.ctx);
    if (f->length > 1) {
        status |= strip(f, field.ctx);
        result = has_zero_inside(f, &field, candidates, root);
    }
    gr_poly_clear(f, field.ctx);
    gr_poly_clear(g, field.ctx);
    field_clear(&field);
    return status == GR_SUCCESS ? result : -1;
}
