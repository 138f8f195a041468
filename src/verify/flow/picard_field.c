#include "verify/flow/picard_field.h"

#define WORK 14

void verify_picard_field_init(picard_field_t field)
{
    field->work = _arb_vec_init(WORK);
    field->f = field->work;
    field->f1 = field->work + 2;
    field->f2 = field->work + 4;
    field->A = field->work + 6;
    field->A1 = field->work + 10;
}

void verify_picard_field_clear(picard_field_t field)
{
    _arb_vec_clear(field->work, WORK);
}

typedef struct {
    arb_t R, D, R1, D1; /* R, 1 - R^2 and their derivatives in time */
    arb_t T;            /* P' - a S' */
    arb_t GR;           /* a P'' - a^2 S''/2 */
    arb_t GRR;          /* a P''' - a^2 S'''/2 */
    arb_t GRa;          /* P'' - a S'' */
    arb_t t;
} terms_t;

static void terms_init(terms_t *x)
{
    arb_init(x->R);
    arb_init(x->D);
    arb_init(x->R1);
    arb_init(x->D1);
    arb_init(x->T);
    arb_init(x->GR);
    arb_init(x->GRR);
    arb_init(x->GRa);
    arb_init(x->t);
}

static void terms_clear(terms_t *x)
{
    arb_clear(x->R);
    arb_clear(x->D);
    arb_clear(x->R1);
    arb_clear(x->D1);
    arb_clear(x->T);
    arb_clear(x->GR);
    arb_clear(x->GRR);
    arb_clear(x->GRa);
    arb_clear(x->t);
}

/* value = P - a S */
static void affine(arb_t value, const arb_t P, const arb_t S, const arb_t a, slong prec)
{
    arb_mul(value, a, S, prec);
    arb_sub(value, P, value, prec);
}

/* value = a P - a^2 S/2 */
static void quadratic(arb_t value, const arb_t P, const arb_t S, const arb_t a, slong prec)
{
    arb_mul(value, a, S, prec);
    arb_mul_2exp_si(value, value, -1);
    arb_sub(value, P, value, prec);
    arb_mul(value, value, a, prec);
}

/* y = A x */
static void apply(arb_ptr y, arb_srcptr A, arb_srcptr x, slong prec)
{
    for (int i = 0; i < 2; i++) arb_dot(y + i, NULL, 0, A + 2 * i, 1, x, 1, 2, prec);
}

/* A and its derivative along the flow. */
static void set_derivatives(picard_field_t field, terms_t *x, arb_srcptr P, arb_srcptr S,
                            const picard_t picard, const arb_t a)
{
    const slong prec = picard->prec;
    arb_ptr A = field->A, A1 = field->A1;
    affine(x->T, P + 1, S + 1, a, prec);
    quadratic(x->GR, P + 2, S + 2, a, prec);
    quadratic(x->GRR, P + 3, S + 3, a, prec);
    affine(x->GRa, P + 2, S + 2, a, prec);
    arb_mul(x->R1, x->D, field->f, prec);
    arb_mul(x->D1, x->R, x->R1, prec);
    arb_mul_si(x->D1, x->D1, -2, prec);
    arb_mul(A, x->D, x->GR, prec);
    arb_set(A + 1, x->T);
    arb_mul(A + 2, x->D, x->T, prec);
    arb_mul(A + 2, A + 2, picard->eps, prec);
    arb_mul(A + 3, S, picard->eps, prec);
    arb_neg(A + 3, A + 3);
    /* A_12' = (P'' - a S'') R' - S' a' */
    arb_mul(A1 + 1, x->GRa, x->R1, prec);
    arb_submul(A1 + 1, S + 1, field->f + 1, prec);
    /* A_11' = D' G_R + D (G_RR R' + (P'' - a S'') a') */
    arb_mul(x->t, x->GRR, x->R1, prec);
    arb_addmul(x->t, x->GRa, field->f + 1, prec);
    arb_mul(A1, x->t, x->D, prec);
    arb_addmul(A1, x->D1, x->GR, prec);
    /* A_21' = eps (D' A_12 + D A_12'), A_22' = -eps S' R' */
    arb_mul(A1 + 2, x->D1, x->T, prec);
    arb_addmul(A1 + 2, x->D, A1 + 1, prec);
    arb_mul(A1 + 2, A1 + 2, picard->eps, prec);
    arb_mul(A1 + 3, S + 1, x->R1, prec);
    arb_mul(A1 + 3, A1 + 3, picard->eps, prec);
    arb_neg(A1 + 3, A1 + 3);
}

void verify_picard_field(picard_field_t field, const picard_t picard, arb_srcptr box, int only_f)
{
    const slong prec = picard->prec;
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES + 2), S = P + DERIVATIVES, y = S + DERIVATIVES;
    const arb_struct *a = box + 1;
    terms_t x;
    terms_init(&x);
    arb_tanh(x.R, box, prec);
    verify_pair_sum(P, S, picard->pair[0], x.R, prec);
    for (int j = 0; j < DERIVATIVES; j++) {
        arb_add_error_mag(P + j, picard->tail_P + j);
        arb_add_error_mag(S + j, picard->tail_S + j);
    }
    verify_kinked_improve_locally(P, S, picard->pair[picard->side], picard->local_P, picard->local_K, x.R,
                                  prec);
    quadratic(field->f, P + 1, S + 1, a, prec);
    affine(field->f + 1, P, S, a, prec);
    arb_mul(field->f + 1, field->f + 1, picard->eps, prec);
    if (!only_f) {
        arb_sqr(x.D, x.R, prec);
        arb_sub_ui(x.D, x.D, 1, prec);
        arb_neg(x.D, x.D);
        set_derivatives(field, &x, P, S, picard, a);
        apply(field->f1, field->A, field->f, prec);
        apply(field->f2, field->A1, field->f, prec);
        apply(y, field->A, field->f1, prec);
        for (int i = 0; i < 2; i++) arb_add(field->f2 + i, field->f2 + i, y + i, prec);
    }
    terms_clear(&x);
    _arb_vec_clear(P, 2 * DERIVATIVES + 2);
}
