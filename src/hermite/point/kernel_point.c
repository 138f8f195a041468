#include "hermite/point/kernel_point.h"

#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "hermite/coefficients/norms.h"
#include "hermite/kernel/kernel_evaluate.h"
#include "hermite/kernel/kernels_near_one.h"
#include "hermite/kink/kink_kernel.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES
/* Beside |R| = 1, on 1 - |R| <= 2^-BESIDE, sqrt(1 - R^2) P'' is looked at. */
#define BESIDE 40
/* A range is cut into so many parts, whose ends have so many bits more than it is wide. */
#define PARTS 16
#define GRID_BITS 24

void kernel_point_init(kernel_point_t at)
{
    for (int j = 0; j < DERIVATIVES; j++) {
        arb_init(at->P + j);
        arb_init(at->S + j);
        arb_init(at->K + j);
    }
}

void kernel_point_clear(kernel_point_t at)
{
    for (int j = 0; j < DERIVATIVES; j++) {
        arb_clear(at->P + j);
        arb_clear(at->S + j);
        arb_clear(at->K + j);
    }
}

/* ---- at the ends ---- */

/* P^(j)(±1) = (±1)^j E f^(j)(u) g^(j)(±u), where that is finite: derivations/06 (20). */
static void set_products(arb_ptr value, const wane_function_t f, const wane_function_t g, int side,
                         slong prec)
{
    SCOPED(wane_function, turned);
    SCOPED(arb, product);
    if (side < 0) function_reflect(turned, g);
    else wane_function_set(turned, g);
    for (slong j = 0; j < DERIVATIVES; j++) {
        if (hermite_derivative_product(product, f, turned, j, prec, NULL) != WANE_OK) return;
        if (!arb_is_finite(product)) continue;
        if (side < 0 && j % 2 == 1) arb_neg(product, product);
        kernel_intersect(value + j, product, prec);
    }
}

static void set_infinite(arb_ptr value, int j, int sign)
{
    if (sign > 0) arb_pos_inf(value + j);
    else arb_neg_inf(value + j);
}

/* What is not finite, and all behind it, is not known; then what is proved to be infinite: derivations/13 (12).  scaled: on all
   1 - |R| <= 2^-BESIDE the second derivative times sqrt(1 - R^2), which if it keeps away from 0 makes that
   derivative infinite; NULL if there is none. */
static void set_infinities(arb_ptr value, arb_srcptr scaled, int slope_sign)
{
    int j = 0;
    while (j < DERIVATIVES && arb_is_finite(value + j)) j++;
    for (int i = j; i < DERIVATIVES; i++) arb_indeterminate(value + i);
    if (j == 1 && slope_sign != 0) set_infinite(value, 1, slope_sign);
    if (j != 2 || scaled == NULL) return;
    if (arb_is_positive(scaled) || arb_is_negative(scaled))
        set_infinite(value, 2, arb_is_positive(scaled) ? 1 : -1);
}

static void set_beside(arb_t complement)
{
    arb_zero(complement);
    arf_set_si_2exp_si(arb_midref(complement), 1, -BESIDE - 1);
    mag_set_ui_2exp_si(arb_radref(complement), 1, -BESIDE - 1); /* [0, 2^-BESIDE] */
}

/* On all 1 - |q| <= 2^-BESIDE the second derivative of K times sqrt(1 - q^2); NULL if there is no closed form. */
static arb_srcptr beside_of_K(arb_ptr scaled, const kernels_t kernels, int side, slong prec)
{
    SCOPED(arb, complement);
    if (kernels->student_kink == NULL) return NULL;
    set_beside(complement);
    hermite_kink_kernel_evaluate_scaled(scaled, kernels->student_kink, side < 0, complement, prec);
    return scaled + 2;
}

/* jumps: whether the student does; then sum k c_k^2 is infinite: derivations/06 (21). */
static void end_of_K(arb_ptr K, const kernels_t kernels, const wane_function_t student, int side, int jumps,
                     slong prec)
{
    SCOPED_VEC(arb, scaled, DERIVATIVES);
    set_products(K, student, student, side, prec);
    set_infinities(K, beside_of_K(scaled, kernels, side, prec), jumps && side > 0);
}

/* S(R) = K(R^2) has the infinities of K at 1. */
static void end_of_S(arb_ptr S, const kernels_t kernels, int side, int jumps, slong prec)
{
    SCOPED_VEC(arb, scaled, DERIVATIVES);
    for (slong j = 0; j < DERIVATIVES; j++)
        if (arb_is_finite(kernels->S_at_one[j]))
            arb_mul_si(S + j, kernels->S_at_one[j], j % 2 ? side : 1, kernels->prec);
    set_infinities(S, beside_of_K(scaled, kernels, 1, prec), jumps ? side : 0);
}

static void end_of_P(arb_ptr P, const kernels_t kernels, const wane_function_t student,
                     const wane_function_t teacher, int side, int jumps, slong prec)
{
    SCOPED_VEC(arb, scaled, DERIVATIVES);
    SCOPED(arb, complement);
    set_beside(complement);
    set_products(P, student, teacher, side, prec);
    const int by_spline = hermite_kink_kernel_of_pair(scaled, kernels, side < 0, complement, 1, prec);
    const int is_K = side > 0 && kernels->same_up_to_ratio && jumps;
    set_infinities(P, by_spline ? scaled + 2 : NULL, is_K ? fmpq_sgn(kernels->ratio) : 0);
}

/* The derivatives at -1 from those at 1 of a function with that parity. */
static void set_turned(arb_ptr value, arb_srcptr at_one, int parity)
{
    for (int j = 0; j < DERIVATIVES; j++)
        if (parity * (j % 2 ? -1 : 1) < 0) arb_neg(value + j, at_one + j);
        else arb_set(value + j, at_one + j);
}

static int sign_of(wane_parity_t parity)
{
    return parity == WANE_PARITY_ODD ? -1 : parity == WANE_PARITY_NONE ? 0 : 1;
}

void kernel_point_evaluate(kernel_point_t at, const kernels_t kernels, const wane_function_t student,
                           const wane_function_t teacher, const arb_t R, slong prec)
{
    const int side = arb_equal_si(R, 1) ? 1 : arb_equal_si(R, -1) ? -1 : 0;
    kernels_evaluate(at->P, at->S, kernels, R, prec);
    kernels_evaluate_correlation(at->K, kernels, R, prec);
    if (side == 0) return;
    const int student_sign = sign_of(kernels->student->parity),
              teacher_sign = sign_of(kernels->teacher->parity);
    const int K_parity = side < 0 ? student_sign : 0, P_parity = K_parity != 0 ? K_parity
                                                                 : side < 0    ? teacher_sign
                                                                               : 0;
    SCOPED(kernel_point, one);
    if (K_parity != 0 || P_parity != 0) {
        SCOPED(arb, end);
        arb_one(end);
        kernel_point_evaluate(one, kernels, student, teacher, end, prec);
    }
    SCOPED(arb, place);
    const int jumps = hermite_has_jump(place, student);
    end_of_S(at->S, kernels, side, jumps, prec);
    if (K_parity != 0) set_turned(at->K, one->K, K_parity);
    else end_of_K(at->K, kernels, student, side, jumps, prec);
    if (P_parity != 0) set_turned(at->P, one->P, P_parity);
    else end_of_P(at->P, kernels, student, teacher, side, jumps, prec);
}

/* ---- ranges ---- */

static void unite(kernel_point_t at, const kernel_point_t part, slong prec)
{
    for (int j = 0; j < DERIVATIVES; j++) {
        arb_union(at->P + j, at->P + j, part->P + j, prec);
        arb_union(at->S + j, at->S + j, part->S + j, prec);
        arb_union(at->K + j, at->K + j, part->K + j, prec);
    }
}

/* x = n 2^bits, rounded outward: down for the lower end, up for the upper one. */
static void to_grid(fmpz_t n, const fmpq_t x, slong bits, int up)
{
    SCOPED(fmpq, scaled);
    fmpq_mul_2exp(scaled, x, (flint_bitcnt_t)bits);
    if (up) fmpz_cdiv_q(n, fmpq_numref(scaled), fmpq_denref(scaled));
    else fmpz_fdiv_q(n, fmpq_numref(scaled), fmpq_denref(scaled));
}

void kernel_point_evaluate_range(kernel_point_t at, const kernels_t kernels, const wane_function_t student,
                                 const wane_function_t teacher, const fmpq_t lower, const fmpq_t upper,
                                 slong prec)
{
    SCOPED(fmpq, width);
    SCOPED(fmpz, first, last, middle);
    SCOPED(arb, R);
    SCOPED(kernel_point, part);
    fmpq_sub(width, upper, lower);
    /* The ends on a grid that |R| = 1 lies on, so that no ball leaves [-1, 1] but by what its radius is rounded. */
    const slong bits =
        GRID_BITS + FLINT_MAX(0, (slong)(fmpz_bits(fmpq_denref(width)) - fmpz_bits(fmpq_numref(width))) + 1);
    to_grid(first, lower, bits, 0);
    to_grid(last, upper, bits, 1);
    fmpz_sub(middle, last, first);
    const ulong whole = fmpz_get_ui(middle);
    for (ulong i = 0; i < PARTS; i++) {
        const ulong from = i * whole / PARTS, to = (i + 1) * whole / PARTS;
        fmpz_mul_2exp(middle, first, 1);
        fmpz_add_ui(middle, middle, from + to);
        arb_set_fmpz(R, middle);
        arb_mul_2exp_si(R, R, -bits - 1);
        mag_set_ui_2exp_si(arb_radref(R), to - from, -bits - 1);
        kernel_point_evaluate(i == 0 ? at : part, kernels, student, teacher, R, prec);
        if (i > 0) unite(at, part, prec);
    }
}
