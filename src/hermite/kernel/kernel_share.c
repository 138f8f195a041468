#include "function/exact/surd.h"
#include "function/tree/scoped_function.h"
#include "hermite/kernel/kernel_share.h"

#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "hermite/coefficients/norms.h"

#define TAYLOR_LENGTH 128 /* coefficients kept of a function with parameters */
#define MOST_PARAMETERS 6

void hermite_share_init(hermite_share_t share)
{
    share->length = 0;
    share->c = NULL;
    share->parity = WANE_PARITY_NONE;
    share->is_polynomial = 0;
    wane_surd_poly_init(share->polynomial);
    for (int j = 0; j < WANE_TAIL_MOMENTS; j++) mag_init(share->tail + j);
    share->prec = 0;
}

void hermite_share_clear(hermite_share_t share)
{
    if (share->c != NULL) _arb_vec_clear(share->c, share->length);
    wane_surd_poly_clear(share->polynomial);
    for (int j = 0; j < WANE_TAIL_MOMENTS; j++) mag_clear(share->tail + j);
}

static void set_length(hermite_share_t share, slong length)
{
    if (share->c != NULL) _arb_vec_clear(share->c, share->length);
    share->length = length;
    share->c = _arb_vec_init(length);
}

static void set_polynomial(hermite_share_t share)
{
    slong degrees = share->polynomial->length;
    share->is_polynomial = 1;
    set_length(share, FLINT_MAX(degrees, 2));
    for (slong k = 0; k < degrees; k++)
        wane_surd_get_arb(share->c + k, share->polynomial->coefficient + k, share->prec);
}

/* sqrt(T_j) beyond `length` of a function whose kernels with itself are known: derivations/16 (13). */
static void root_tails(mag_ptr root, const kernels_t self, slong length)
{
    SCOPED(arb, tail, term);
    SCOPED(fmpz, falling);
    for (int j = 0; j < WANE_TAIL_MOMENTS; j++) {
        arb_get_mag(root + j, self->student_tail[j]);
        arb_zero(tail);
        for (slong k = length; k < self->length; k++) {
            hermite_falling_factorial(falling, k, j);
            arb_addmul_fmpz(tail, self->s + k, falling, self->prec);
        }
        SCOPED(mag, stored);
        arb_get_mag(stored, tail);
        mag_add(root + j, root + j, stored);
        mag_sqrt(root + j, root + j);
    }
}

static int tails_are_finite(const kernels_t self)
{
    for (int j = 0; j < WANE_TAIL_MOMENTS; j++)
        if (!arb_is_finite(self->student_tail[j])) return 0;
    return self->student_kink == NULL;
}

/* The kernels of f with itself hold its coefficients, moments and tails. */
static wane_status_t compute_self(kernels_t self, const wane_function_t f, const wane_effort_t *effort,
                                  wane_message_t message)
{
    wane_status_t status = kernels_compute(self, f, f, effort, message);
    return status == WANE_OK && !tails_are_finite(self) ? WANE_UNDECIDED : status;
}

static wane_status_t set_constant(hermite_share_t share, const wane_function_t f, const wane_effort_t *effort,
                                  wane_message_t message)
{
    kernels_t self;
    kernels_init(self);
    wane_status_t status = compute_self(self, f, effort, message);
    if (status == WANE_OK) {
        set_length(share, self->length);
        _arb_vec_set(share->c, self->student->c, self->length);
        for (int j = 0; j < WANE_TAIL_MOMENTS; j++) arb_get_mag(share->tail + j, self->student_tail[j]);
        share->prec = self->prec;
    }
    kernels_clear(self);
    return status;
}

/* The parameters of f, with midpoint and half width. */
typedef struct {
    slong count;
    const char *name[MOST_PARAMETERS];
    fmpq_t middle[MOST_PARAMETERS];
    mag_t half_width[MOST_PARAMETERS];
} box_t;

static void box_init_set(box_t *box, const wane_function_t f)
{
    SCOPED(fmpq, lo, hi);
    SCOPED(arb, width);
    for (slong i = 0; i < box->count; i++) {
        fmpq_init(box->middle[i]);
        mag_init(box->half_width[i]);
        box->name[i] = wane_function_unknown(lo, hi, f, i);
        fmpq_add(box->middle[i], lo, hi);
        fmpq_div_2exp(box->middle[i], box->middle[i], 1);
        fmpq_sub(hi, hi, box->middle[i]);
        arb_set_fmpq(width, hi, 64);
        arb_get_mag(box->half_width[i], width);
    }
}

static void box_clear(box_t *box)
{
    for (slong i = 0; i < box->count; i++) {
        fmpq_clear(box->middle[i]);
        mag_clear(box->half_width[i]);
    }
}

/* g at the midpoint of the box. */
static void at_middle(wane_function_t h, const wane_function_t g, const box_t *box)
{
    wane_function_set(h, g);
    for (slong i = 0; i < box->count; i++)
        wane_function_narrow(h, h, box->name[i], box->middle[i], box->middle[i]);
}

/* c_k += [-1, 1] weight c_k(g), and sqrt(T_j) += weight sqrt(T_j(g)), for g without parameters; weight NULL:
   c_k = c_k(g). */
static wane_status_t add_exact_term(hermite_share_t share, mag_ptr root, const wane_function_t g,
                                    mag_srcptr weight, const wane_effort_t *effort, wane_message_t message)
{
    kernels_t self;
    SCOPED_VEC(mag, own, WANE_TAIL_MOMENTS);
    kernels_init(self);
    wane_status_t status = compute_self(self, g, effort, message);
    if (status == WANE_OK && weight == NULL)
        set_length(share, self->s_finite ? TAYLOR_LENGTH : FLINT_MIN(self->length, TAYLOR_LENGTH));
    for (slong k = 0; status == WANE_OK && k < FLINT_MIN(share->length, self->length); k++) {
        if (weight == NULL) {
            arb_set(share->c + k, self->student->c + k);
            continue;
        }
        SCOPED(mag, size);
        arb_get_mag(size, self->student->c + k);
        mag_mul(size, size, weight);
        arb_add_error_mag(share->c + k, size);
    }
    if (status == WANE_OK) {
        root_tails(own, self, FLINT_MIN(share->length, self->length));
        for (slong k = self->length; k < share->length && weight != NULL; k++) { /* |c_k| <= sqrt(T_0) */
            SCOPED(mag, size);
            mag_mul(size, own, weight);
            arb_add_error_mag(share->c + k, size);
        }
        for (int j = 0; j < WANE_TAIL_MOMENTS; j++) {
            if (weight != NULL) mag_mul(own + j, own + j, weight);
            mag_add(root + j, root + j, own + j);
        }
        share->prec = FLINT_MIN(share->prec, self->prec);
    }
    kernels_clear(self);
    return status;
}

/* The remainder weight g, g with parameters anywhere in the box: |c_k(g)| <= sqrt(M_j/(k(k-1)…(k-j+1))) for
   each j <= k, M_j = E (g^(j))^2: derivations/16 (14). */
static wane_status_t add_remainder(hermite_share_t share, mag_ptr root, const wane_function_t g,
                                   const mag_t weight, wane_message_t message)
{
    SCOPED_VEC(mag, moment, WANE_TAIL_MOMENTS);
    wane_status_t status = WANE_OK;
    SCOPED(arb, value);
    SCOPED(mag, bound, best);
    SCOPED(fmpz, falling);
    for (int j = 0; j < WANE_TAIL_MOMENTS && status == WANE_OK; j++) {
        status = hermite_derivative_product(value, g, g, j, 64, message);
        if (status == WANE_OK && !arb_is_finite(value)) status = WANE_UNDECIDED;
        arb_get_mag(moment + j, value);
        mag_sqrt(bound, moment + j);
        mag_addmul(root + j, bound, weight);
    }
    for (slong k = 0; k < share->length && status == WANE_OK; k++) {
        mag_inf(best);
        for (slong j = 0; j < WANE_TAIL_MOMENTS && j <= k; j++) {
            hermite_falling_factorial(falling, k, j);
            mag_set_fmpz_lower(bound, falling);
            mag_div(bound, moment + j, bound);
            mag_min(best, best, bound);
        }
        mag_sqrt(best, best);
        mag_mul(best, best, weight);
        arb_add_error_mag(share->c + k, best);
    }
    return status;
}

static int differentiate(wane_function_t h, const wane_function_t f, const char *name)
{
    return wane_function_parameter_derivative(h, f, name);
}

/* f = f_0 + sum h_i D_i f_0 + sum h_i h_l D_i D_l f/2 with the last at a point of the box. */
static wane_status_t set_taylor(hermite_share_t share, const wane_function_t f, const box_t *box,
                                const wane_effort_t *effort, wane_message_t message)
{
    SCOPED_VEC(mag, root, WANE_TAIL_MOMENTS);
    SCOPED(mag, weight);
    SCOPED(wane_function, first, second, middle);
    at_middle(middle, f, box);
    wane_status_t status = add_exact_term(share, root, middle, NULL, effort, message);
    for (slong i = 0; i < box->count && status == WANE_OK; i++) {
        if (!differentiate(first, f, box->name[i])) status = WANE_UNDECIDED;
        if (status == WANE_OK) at_middle(middle, first, box);
        if (status == WANE_OK)
            status = add_exact_term(share, root, middle, box->half_width[i], effort, message);
        for (slong l = i; l < box->count && status == WANE_OK; l++) {
            if (!differentiate(second, first, box->name[l])) status = WANE_UNDECIDED;
            mag_mul(weight, box->half_width[i], box->half_width[l]);
            if (i == l) mag_mul_2exp_si(weight, weight, -1);
            if (status == WANE_OK) status = add_remainder(share, root, second, weight, message);
        }
    }
    for (slong k = 0; k < share->length; k++)
        if ((k % 2 == 0 && share->parity == WANE_PARITY_ODD) ||
            (k % 2 == 1 && share->parity == WANE_PARITY_EVEN))
            arb_zero(share->c + k);
    for (int j = 0; j < WANE_TAIL_MOMENTS; j++) mag_mul(share->tail + j, root + j, root + j);
    return status;
}

static wane_status_t set_with_parameters(hermite_share_t share, const wane_function_t f,
                                         const wane_effort_t *effort, wane_message_t message)
{
    const char *kink;
    slong column;
    box_t box = {.count = wane_function_unknown_count(f)};
    if (box.count > MOST_PARAMETERS || wane_function_expectation_count(f) > 0 ||
        wane_function_has_kinks(f, &kink, &column))
        return WANE_UNDECIDED;
    box_init_set(&box, f);
    wane_status_t status = set_taylor(share, f, &box, effort, message);
    box_clear(&box);
    return status;
}

wane_status_t hermite_share_compute(hermite_share_t share, const wane_function_t f,
                                    const wane_effort_t *effort, wane_message_t message)
{
    hermite_share_clear(share);
    hermite_share_init(share);
    share->prec = FLINT_MIN((slong)(3.3219280949 * (double)effort->digits) + 64, effort->max_prec);
    share->parity = wane_function_parity(f);
    wane_status_t status = wane_hermite_resolve(f, share->prec, message);
    if (status != WANE_OK) return status;
    if (wane_function_hermite_polynomial(share->polynomial, f, share->prec)) {
        set_polynomial(share);
        return WANE_OK;
    }
    if (wane_function_unknown_count(f) > 0) return set_with_parameters(share, f, effort, message);
    return set_constant(share, f, effort, message);
}
