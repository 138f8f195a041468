#include "function/exact/surd.h"

#include "base/decimal.h"
#include "function/tree/scoped_function.h"
#include "hermite/kernel/kernel_share.h"
#include "hermite/kernel/share_taylor.h"

#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "hermite/coefficients/norms.h"

void hermite_share_init(hermite_share_t share)
{
    share->length = 0;
    share->c = NULL;
    share->parity = WANE_PARITY_NONE;
    share->is_polynomial = 0;
    surd_poly_init(share->polynomial);
    for (int j = 0; j < TAIL_MOMENTS; j++) mag_init(share->tail + j);
    share->prec = 0;
}

void hermite_share_clear(hermite_share_t share)
{
    if (share->c != NULL) _arb_vec_clear(share->c, share->length);
    surd_poly_clear(share->polynomial);
    for (int j = 0; j < TAIL_MOMENTS; j++) mag_clear(share->tail + j);
}

void share_set_length(hermite_share_t share, slong length)
{
    if (share->c != NULL) _arb_vec_clear(share->c, share->length);
    share->length = length;
    share->c = _arb_vec_init(length);
}

static void set_polynomial(hermite_share_t share)
{
    slong degrees = share->polynomial->length;
    share->is_polynomial = 1;
    share_set_length(share, FLINT_MAX(degrees, 2));
    for (slong k = 0; k < degrees; k++)
        surd_get_arb(share->c + k, share->polynomial->coefficient + k, share->prec);
}

static wane_status_t set_constant(hermite_share_t share, const wane_function_t f, const wane_effort_t *effort,
                                  wane_message_t message)
{
    kernels_t self;
    kernels_init(self);
    wane_status_t status = share_compute_self(self, f, effort, message);
    if (status == WANE_OK) {
        share_set_length(share, self->length);
        _arb_vec_set(share->c, self->student->c, self->length);
        for (int j = 0; j < TAIL_MOMENTS; j++) arb_get_mag(share->tail + j, self->student_tail[j]);
        share->prec = self->prec;
    }
    kernels_clear(self);
    return status;
}

static wane_status_t compute(hermite_share_t share, const wane_function_t f, int up_to_factor,
                             const wane_effort_t *effort, wane_message_t message)
{
    hermite_share_clear(share);
    hermite_share_init(share);
    share->prec = FLINT_MIN((slong)(BASE_BITS_PER_DIGIT * (double)effort->digits) + 64, effort->max_prec);
    share->parity = wane_function_parity(f);
    wane_status_t status = wane_hermite_resolve(f, share->prec, message);
    if (status != WANE_OK) return status;
    if (function_hermite_polynomial(share->polynomial, f, share->prec)) {
        set_polynomial(share);
        return WANE_OK;
    }
    if (function_unknown_count(f) > 0) return share_set_taylor(share, f, up_to_factor, effort, message);
    return set_constant(share, f, effort, message);
}

wane_status_t hermite_share_compute(hermite_share_t share, const wane_function_t f,
                                    const wane_effort_t *effort, wane_message_t message)
{
    return compute(share, f, 0, effort, message);
}

wane_status_t hermite_share_compute_up_to_factor(hermite_share_t share, const wane_function_t f,
                                                 const wane_effort_t *effort, wane_message_t message)
{
    return compute(share, f, 1, effort, message);
}
