#include "manifold/family/map/map_slope.h"

#include "base/scoped.h"
#include "hermite/oriented/kernel_blur.h"

/* P_1, the derivative of P in the parameter: the difference of two corners, in the orientation of the member. */
static int set_difference(arb_poly_t P_1, const kernels_struct *source, const interior_branch_t member,
                          const fmpq_t width)
{
    const kernels_struct *lower = kernel_corner(source, 0), *upper = kernel_corner(source, 1);
    if (lower == NULL || upper == NULL || !lower->p_finite || !upper->p_finite) return 0;
    const slong length = FLINT_MAX(lower->length, upper->length);
    SCOPED(arb, difference, w);
    arb_set_fmpq(w, width, source->prec);
    for (slong k = 0; k < length; k++) {
        if (k < lower->length) arb_neg(difference, lower->p + k);
        else arb_zero(difference);
        if (k < upper->length) arb_add(difference, difference, upper->p + k, source->prec);
        arb_mul_si(difference, difference, oriented_kernels_sign(member->kernels, k), source->prec);
        arb_div(difference, difference, w, source->prec);
        if (!arb_is_zero(difference)) arb_poly_set_coeff_arb(P_1, k, difference);
    }
    return 1;
}

int moving_init(moving_t *moving, const interior_branch_t member, const kernels_t source, const fmpq_t width)
{
    moving->member = member;
    arb_init(&moving->R);
    arb_init(&moving->scale);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) arb_poly_init(moving->P_1 + j);
    if (!set_difference(moving->P_1, source, member, width)) return 0;
    for (int j = 1; j < WANE_KERNEL_DERIVATIVES; j++)
        arb_poly_derivative(moving->P_1 + j, moving->P_1 + j - 1, source->prec);
    return 1;
}

void moving_clear(moving_t *moving)
{
    arb_clear(&moving->R);
    arb_clear(&moving->scale);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) arb_poly_clear(moving->P_1 + j);
}

void moving_evaluate(kernel_values_t at, arb_ptr P_1, const moving_t *moving, const arb_t R,
                     const arb_t offset)
{
    const interior_branch_struct *member = moving->member;
    const slong prec = member->kernels->prec;
    oriented_kernels_evaluate(at, member->kernels, R, prec);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_poly_evaluate(P_1 + j, moving->P_1 + j, R, prec);
        if (moving->kind == MARK_ONE) arb_set(at->P + j, member->kernels->P_at_one[j]);
        if (moving->kind == MARK_ONE) arb_set(at->S + j, member->kernels->S_at_one[j]);
        arb_addmul(at->P + j, P_1 + j, offset, prec);
    }
}

/* Part k of the column as an offset from its centre. */
static void part_offset(arb_t offset, slong k, const fmpq_t width, slong prec)
{
    SCOPED(fmpq, end);
    SCOPED(arb, upper);
    fmpq_set_si(end, 2 * k - MAP_MODEL_PARTS, 2 * MAP_MODEL_PARTS);
    fmpq_mul(end, end, width);
    arb_set_fmpq(offset, end, prec);
    fmpq_set_si(end, 2 * k + 2 - MAP_MODEL_PARTS, 2 * MAP_MODEL_PARTS);
    fmpq_mul(end, end, width);
    arb_set_fmpq(upper, end, prec);
    arb_union(offset, offset, upper, prec);
}

/* The slopes on all parts, the place being where it is in the column, and on its way from the centre. */
static int set_part_slopes(arb_ptr slope, const moving_t *moving, const arb_t R_of_column, const fmpq_t width)
{
    const slong prec = moving->member->kernels->prec;
    SCOPED(arb, offset, R, R_slope, unused);
    arb_set_fmpq(offset, width, prec);
    arb_mul_2exp_si(offset, offset, -1);
    arb_neg(R, offset);
    arb_union(offset, offset, R, prec);
    moving->slope(unused, R_slope, moving, R_of_column, offset);
    for (slong k = 0; k < MAP_MODEL_PARTS; k++) {
        part_offset(offset, k, width, prec);
        arb_mul(R, offset, R_slope, prec);
        arb_add(R, R, &moving->R, prec);
        if (!arb_is_finite(R) || !arb_intersection(R, R, R_of_column, prec)) arb_set(R, R_of_column);
        moving->slope(slope + k, unused, moving, R, offset);
        if (!arb_is_finite(slope + k)) return 0;
    }
    return 1;
}

/* From the centre to both sides: derivations/25 (6). */
static void set_part_ends(arb_ptr at, arb_srcptr slope, const arb_t middle, const fmpq_t width, slong prec)
{
    SCOPED(arb, step);
    arb_set_fmpq(step, width, prec);
    arb_div_ui(step, step, MAP_MODEL_PARTS, prec);
    arb_set(at + MAP_MODEL_PARTS / 2, middle);
    for (slong k = MAP_MODEL_PARTS / 2; k < MAP_MODEL_PARTS; k++) {
        arb_mul(at + k + 1, slope + k, step, prec);
        arb_add(at + k + 1, at + k + 1, at + k, prec);
    }
    for (slong k = MAP_MODEL_PARTS / 2; k > 0; k--) {
        arb_mul(at + k - 1, slope + k - 1, step, prec);
        arb_sub(at + k - 1, at + k, at + k - 1, prec);
    }
}

int moving_set_parts(arb_ptr at, arb_ptr slope, const moving_t *moving, const arb_t R_of_column,
                     const arb_t height, const fmpq_t width)
{
    if (!arb_is_finite(height) || !set_part_slopes(slope, moving, R_of_column, width)) return 0;
    set_part_ends(at, slope, height, width, moving->member->kernels->prec);
    return 1;
}
