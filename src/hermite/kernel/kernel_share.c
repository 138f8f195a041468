#include "function/exact/surd.h"
#include "function/tree/scoped_function.h"
#include "hermite/kernel/kernel_share.h"

#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "hermite/coefficients/norms.h"
#include "hermite/coefficients/parameter_box.h"

#define TAYLOR_LENGTH 128 /* coefficients kept of a function with parameters */

_Static_assert(BOX_MOMENTS == WANE_TAIL_MOMENTS, "one and the same list of moments");

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
                                   const mag_t weight)
{
    SCOPED_VEC(mag, size, BOX_MOMENTS);
    SCOPED(mag, bound);
    parameter_box_sizes(size, g, BOX_MOMENTS);
    for (int j = 0; j < WANE_TAIL_MOMENTS; j++) {
        if (mag_is_inf(size + j)) return WANE_UNDECIDED;
        mag_addmul(root + j, size + j, weight);
    }
    for (slong k = 0; k < share->length; k++) {
        parameter_box_coefficient(bound, size, k);
        mag_mul(bound, bound, weight);
        arb_add_error_mag(share->c + k, bound);
    }
    return WANE_OK;
}

/* f = f_0 + sum h_i D_i f_0 + sum h_i h_l D_i D_l f/2 with the last at a point of the box. */
static wane_status_t set_taylor(hermite_share_t share, const wane_function_t f, const parameter_box_t *box,
                                const wane_effort_t *effort, wane_message_t message)
{
    SCOPED_VEC(mag, root, WANE_TAIL_MOMENTS);
    SCOPED(mag, weight);
    SCOPED(wane_function, first, second, middle);
    parameter_box_middle(middle, f, box);
    wane_status_t status = add_exact_term(share, root, middle, NULL, effort, message);
    for (slong i = 0; i < box->count && status == WANE_OK; i++) {
        if (!wane_function_parameter_derivative(first, f, box->name[i])) status = WANE_UNDECIDED;
        if (status == WANE_OK) parameter_box_middle(middle, first, box);
        if (status == WANE_OK)
            status = add_exact_term(share, root, middle, box->half_width[i], effort, message);
        for (slong l = i; l < box->count && status == WANE_OK; l++) {
            if (!wane_function_parameter_derivative(second, first, box->name[l])) status = WANE_UNDECIDED;
            mag_mul(weight, box->half_width[i], box->half_width[l]);
            if (i == l) mag_mul_2exp_si(weight, weight, -1);
            if (status == WANE_OK) status = add_remainder(share, root, second, weight);
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
    parameter_box_t box;
    wane_status_t status = WANE_UNDECIDED;
    if (wane_function_expectation_count(f) > 0 || wane_function_has_kinks(f, &kink, &column)) return status;
    if (parameter_box_init_set(&box, f)) status = set_taylor(share, f, &box, effort, message);
    parameter_box_clear(&box);
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
