#include "hermite/kernel/kernels_near_one.h"
#include "base/scoped.h"
#include "hermite/kernel/rough_kernels.h"

static void turn(arb_ptr P, const oriented_kernels_t kernels)
{
    if (kernels->a_sign < 0) _arb_vec_neg(P, P, WANE_KERNEL_DERIVATIVES);
}

void rough_kernels_evaluate(arb_ptr P, arb_ptr S, const oriented_kernels_t kernels, const arb_t R, slong prec)
{
    if (kernels->R_sign > 0) {
        kernels_evaluate(P, S, kernels->source, R, prec);
    } else {
        SCOPED(arb, reflected);
        arb_neg(reflected, R);
        kernels_evaluate(P, S, kernels->source, reflected, prec);
        for (int j = 1; j < WANE_KERNEL_DERIVATIVES; j += 2) {
            arb_neg(P + j, P + j);
            arb_neg(S + j, S + j);
        }
    }
    turn(P, kernels);
}

void rough_kernels_near_one(arb_ptr P, arb_ptr S, const oriented_kernels_t kernels, const arf_t l, slong prec)
{
    SCOPED(arf, zero, gap);
    SCOPED(arb, complement);
    arf_sub_ui(gap, l, 1, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_neg(gap, gap);
    arb_set_interval_arf(complement, zero, gap, FLINT_MAX(prec, 2 * arf_bits(gap)));
    kernels_evaluate_near_one(P, S, kernels->source, kernels->R_sign < 0, complement, prec);
    arb_indeterminate(P + 3);
    arb_indeterminate(S + 3);
    turn(P, kernels);
}
