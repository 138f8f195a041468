#include "manifold/shape/shape_function.h"

#include "base/scoped.h"

#define BOUND_PREC 64
#define NO_S (-1)

/* factor * P^(i) * S^(j); j = NO_S: factor * P^(i). */
typedef struct {
    int factor, i, j;
} term_t;
typedef struct {
    int count;
    term_t term[3];
} form_t;

/* derivations/02 and 03; the derivatives follow by the product rule. */
static const form_t value_form[SHAPE_COUNT] = {
    [SHAPE_N] = {2, {{-2, 1, 0}, {1, 0, 1}}},
    [SHAPE_F] = {2, {{1, 2, 1}, {-1, 1, 2}}},
    [SHAPE_P_PRIME] = {1, {{1, 1, NO_S}}},
    [SHAPE_P] = {1, {{1, 0, NO_S}}},
};
static const form_t derivative_form[SHAPE_COUNT] = {
    [SHAPE_N] = {3, {{1, 0, 2}, {-1, 1, 1}, {-2, 2, 0}}},
    [SHAPE_F] = {2, {{1, 3, 1}, {-1, 1, 3}}},
    [SHAPE_P_PRIME] = {1, {{1, 2, NO_S}}},
    [SHAPE_P] = {1, {{1, 1, NO_S}}},
};

static void difference_zero(monotone_difference_t *d)
{
    arf_zero(d->U_lo);
    arf_zero(d->U_hi);
    arf_zero(d->V_lo);
    arf_zero(d->V_hi);
}

static void form_value(arb_t value, const form_t *form, arb_srcptr P, arb_srcptr S, slong prec)
{
    SCOPED(arb, term);
    arb_zero(value);
    for (int t = 0; t < form->count; t++) {
        arb_mul_si(term, P + form->term[t].i, form->term[t].factor, prec);
        if (form->term[t].j != NO_S) arb_mul(term, term, S + form->term[t].j, prec);
        arb_add(value, value, term, prec);
    }
}

void shape_function_value(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S, slong prec)
{
    form_value(value, &value_form[f], P, S, prec);
}

void shape_function_slope(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S, slong prec)
{
    form_value(value, &derivative_form[f], P, S, prec);
}

void shape_function_scaled_slope(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S,
                                 const arb_t sine, slong prec)
{
    const form_t *form = &derivative_form[f];
    SCOPED(arb, product);
    arb_zero(value);
    for (int t = form->count - 1; t >= 0; t--) {
        const term_t *term = form->term + t;
        arb_mul_si(product, P + term->i, term->factor, prec);
        if (term->i != 2 && term->j != 2) arb_mul(product, product, sine, prec);
        if (term->j == NO_S) arb_add(value, value, product, prec);
        else arb_addmul(value, product, S + term->j, prec);
    }
}

void shape_function_value_complex(acb_t value, shape_function_t f, acb_srcptr P, acb_srcptr S, slong prec)
{
    const form_t *form = &value_form[f];
    SCOPED(acb, product);
    acb_zero(value);
    for (int t = 0; t < form->count; t++) {
        acb_mul_si(product, P + form->term[t].i, form->term[t].factor, prec);
        if (form->term[t].j != NO_S) acb_mul(product, product, S + form->term[t].j, prec);
        acb_add(value, value, product, prec);
    }
}

void shape_function_majorant(mag_t value, shape_function_t f, mag_srcptr P, mag_srcptr S)
{
    const form_t *form = &value_form[f];
    SCOPED(mag, factor);
    mag_zero(value);
    for (int t = 0; t < form->count; t++) {
        mag_mul_ui(factor, P + form->term[t].i, (ulong)FLINT_ABS(form->term[t].factor));
        if (form->term[t].j == NO_S) mag_add(value, value, factor);
        else mag_addmul(value, factor, S + form->term[t].j);
    }
}

/* The factor that order differentiations give to R^n. */
static slong falling(slong n, int order)
{
    slong product = 1;
    for (int i = 0; i < order; i++) product *= n - i;
    return product;
}

slong shape_weight(shape_function_t f, slong j, slong k)
{
    const form_t *form = &value_form[f];
    slong weight = 0;
    for (int t = 0; t < form->count; t++) {
        const term_t *term = form->term + t;
        weight += term->factor * falling(j, term->i) * (term->j == NO_S ? 1 : falling(2 * k, term->j));
    }
    return weight;
}

slong shape_shift(shape_function_t f)
{
    const term_t *term = value_form[f].term;
    return term->i + (term->j == NO_S ? 0 : term->j);
}

int shape_involves_student(shape_function_t f)
{
    return value_form[f].term->j != NO_S;
}

/* x += factor * y * z, rounded in the given direction; 0 times infinity is 0: the product of the true
   numbers is bounded by that of the bounds, and a factor whose upper bound is 0 vanishes. */
static void accumulate(arf_t x, int factor, const arf_t y, const arf_struct *z, arf_rnd_t rounding)
{
    if (arf_is_zero(y) || (z != NULL && arf_is_zero(z))) return;
    SCOPED(arf, product);
    arf_mul_si(product, y, factor, BOUND_PREC, rounding);
    if (z != NULL) arf_mul(product, product, z, BOUND_PREC, rounding);
    arf_add(x, x, product, BOUND_PREC, rounding);
}

static void add_term(monotone_difference_t *d, const term_t *term, const monotone_bounds_t *b)
{
    int size = FLINT_ABS(term->factor), i = term->i;
    const arf_struct *S_lo = term->j == NO_S ? NULL : b->S.lo[term->j];
    const arf_struct *S_hi = term->j == NO_S ? NULL : b->S.hi[term->j];
    int positive = term->factor > 0;
    accumulate(positive ? d->U_lo : d->V_lo, size, b->plus.lo[i], S_lo, ARF_RND_FLOOR);
    accumulate(positive ? d->U_hi : d->V_hi, size, b->plus.hi[i], S_hi, ARF_RND_CEIL);
    accumulate(positive ? d->V_lo : d->U_lo, size, b->minus.lo[i], S_lo, ARF_RND_FLOOR);
    accumulate(positive ? d->V_hi : d->U_hi, size, b->minus.hi[i], S_hi, ARF_RND_CEIL);
}

static void add_form(monotone_difference_t *d, const form_t *form, const monotone_bounds_t *b)
{
    difference_zero(d);
    for (int t = 0; t < form->count; t++) add_term(d, &form->term[t], b);
}

void shape_function_sample(sample_t sample, shape_function_t f, const kernel_jet_t jet, slong prec)
{
    arf_set(sample->R, jet->R);
    shape_function_value(sample->value, f, jet->P, jet->S, prec);
    add_form(&sample->f, &value_form[f], &jet->bounds);
    add_form(&sample->slope, &derivative_form[f], &jet->bounds);
}

void branch_function_value(arb_t A, arb_srcptr P, arb_srcptr S, slong prec)
{
    arb_div(A, P + 1, S + 1, prec);
    arb_mul_2exp_si(A, A, 1);
}

void landscape_function_value(arb_t Phi, arb_srcptr P, arb_srcptr S, slong prec)
{
    arb_sqr(Phi, P, prec);
    arb_div(Phi, Phi, S, prec);
}

void nullcline_form(arb_t D, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    arb_mul(D, a, S, prec);
    arb_sub(D, P, D, prec);
}

void climb_form(arb_t H, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    arb_mul(H, a, S + 1, prec);
    arb_mul_2exp_si(H, H, -1);
    arb_sub(H, P + 1, H, prec);
}

void speed_form(arb_t G, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    climb_form(G, P, S, a, prec);
    arb_mul(G, G, a, prec);
}

void gain_form(arb_t V, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    arb_mul(V, a, S, prec);
    arb_submul_ui(V, P, 2, prec);
    arb_neg(V, V);
    arb_mul(V, V, a, prec);
}

void fibre_form(arb_t H, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec)
{
    arb_mul(H, a, S + 1, prec);
    arb_submul_ui(H, P + 1, 2, prec);
    arb_neg(H, H);
}

/* d = 2 P^(j) - a S^(j) */
static void add_fibre_form(monotone_difference_t *d, int j, const arb_t a, const monotone_bounds_t *b)
{
    const term_t P_term = {2, j, NO_S};
    SCOPED(arf, bound);
    difference_zero(d);
    add_term(d, &P_term, b);
    arb_get_lbound_arf(bound, a, BOUND_PREC);
    if (arf_sgn(bound) > 0) accumulate(d->V_lo, 1, bound, b->S.lo[j], ARF_RND_FLOOR);
    arb_get_ubound_arf(bound, a, BOUND_PREC);
    if (arf_sgn(bound) > 0) accumulate(d->V_hi, 1, bound, b->S.hi[j], ARF_RND_CEIL);
}

void fibre_function_sample(sample_t sample, const kernel_jet_t jet, const arb_t a, slong prec)
{
    arf_set(sample->R, jet->R);
    fibre_form(sample->value, jet->P, jet->S, a, prec);
    add_fibre_form(&sample->f, 1, a, &jet->bounds);
    add_fibre_form(&sample->slope, 2, a, &jet->bounds);
}
