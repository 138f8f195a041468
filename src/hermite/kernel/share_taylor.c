#include "hermite/kernel/share_taylor.h"

#include "function/facts/facts.h"
#include "function/tree/expression.h"
#include "function/tree/scoped_function.h"
#include "hermite/coefficients/norms.h"
#include "hermite/coefficients/parameter_box.h"

#define TAYLOR_LENGTH 128 /* coefficients kept of a function with parameters */

_Static_assert(BOX_MOMENTS == TAIL_MOMENTS, "one and the same list of moments");

/* sqrt(T_j) beyond `length` of a function whose kernels with itself are known: derivations/16 (13). */
static void root_tails(mag_ptr root, const kernels_t self, slong length)
{
    SCOPED(arb, tail, term);
    SCOPED(fmpz, falling);
    for (int j = 0; j < TAIL_MOMENTS; j++) {
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
    for (int j = 0; j < TAIL_MOMENTS; j++)
        if (!arb_is_finite(self->student_tail[j])) return 0;
    return self->student_kink == NULL;
}

/* The kernels of f with itself hold its coefficients, moments and tails. */
wane_status_t share_compute_self(kernels_t self, const wane_function_t f, const wane_effort_t *effort,
                                 wane_message_t message)
{
    wane_status_t status = kernels_compute(self, f, f, effort, message);
    return status == WANE_OK && !tails_are_finite(self) ? WANE_UNDECIDED : status;
}

/* c_k(f) = middle[k] + sum_i [-h_i, h_i] slope[i][k] + [-rest[k], rest[k]]; sqrt(T_j) <= root[j] beyond `length`. */
typedef struct {
    const parameter_box_t *box;
    const wane_effort_t *effort;
    slong length, prec;
    arb_ptr middle, slope[MOST_PARAMETERS];
    mag_ptr rest, root;
} taylor_t;

static void taylor_init(taylor_t *taylor, const parameter_box_t *box, const wane_effort_t *effort)
{
    *taylor = (taylor_t){.box = box, .effort = effort, .prec = WORD_MAX, .length = TAYLOR_LENGTH};
    taylor->middle = _arb_vec_init(TAYLOR_LENGTH);
    for (slong i = 0; i < box->count; i++) taylor->slope[i] = _arb_vec_init(TAYLOR_LENGTH);
    taylor->rest = _mag_vec_init(TAYLOR_LENGTH);
    taylor->root = _mag_vec_init(TAIL_MOMENTS);
}

static void taylor_clear(taylor_t *taylor)
{
    _arb_vec_clear(taylor->middle, TAYLOR_LENGTH);
    for (slong i = 0; i < taylor->box->count; i++) _arb_vec_clear(taylor->slope[i], TAYLOR_LENGTH);
    _mag_vec_clear(taylor->rest, TAYLOR_LENGTH);
    _mag_vec_clear(taylor->root, TAIL_MOMENTS);
}

/* The coefficients of g at the midpoint, and its tails times the weight; `shortens`: what it does not know, is not
   kept. */
static wane_status_t add_at_middle(arb_ptr c, taylor_t *taylor, const wane_function_t g, const mag_t weight,
                                   int shortens, wane_message_t message)
{
    kernels_t self;
    SCOPED_VEC(mag, own, TAIL_MOMENTS);
    SCOPED(wane_function, middle);
    kernels_init(self);
    parameter_box_middle(middle, g, taylor->box);
    wane_status_t status = share_compute_self(self, middle, taylor->effort, message);
    if (status == WANE_OK) {
        if (shortens && !self->s_finite) taylor->length = FLINT_MIN(self->length, TAYLOR_LENGTH);
        const slong known = FLINT_MIN(taylor->length, self->length);
        for (slong k = 0; k < known; k++) arb_set(c + k, self->student->c + k);
        root_tails(own, self, known);
        for (slong k = known; k < taylor->length && !self->s_finite; k++)
            arb_add_error_mag(c + k, own); /* |c_k| <= sqrt(T_0) */
        for (int j = 0; j < TAIL_MOMENTS; j++) mag_addmul(taylor->root + j, own + j, weight);
        taylor->prec = FLINT_MIN(taylor->prec, self->prec);
    }
    kernels_clear(self);
    return status;
}

/* The remainder weight g, g with parameters anywhere in the box: derivations/16 (14). */
static wane_status_t add_remainder(taylor_t *taylor, const wane_function_t g, const mag_t weight)
{
    SCOPED_VEC(mag, size, BOX_MOMENTS);
    SCOPED(mag, bound);
    parameter_box_sizes(size, g, BOX_MOMENTS);
    for (int j = 0; j < TAIL_MOMENTS; j++) {
        if (mag_is_inf(size + j)) return WANE_UNDECIDED;
        mag_addmul(taylor->root + j, size + j, weight);
    }
    for (slong k = 0; k < taylor->length; k++) {
        parameter_box_coefficient(bound, size, k);
        mag_addmul(taylor->rest + k, bound, weight);
    }
    return WANE_OK;
}

/* f = f_0 + sum h_i D_i f_0 + sum h_i h_l D_i D_l f/2 with the last at a point of the box. */
static wane_status_t expand(taylor_t *taylor, const wane_function_t f, wane_message_t message)
{
    const parameter_box_t *box = taylor->box;
    SCOPED(mag, weight);
    SCOPED(wane_function, first, second);
    mag_one(weight);
    wane_status_t status = add_at_middle(taylor->middle, taylor, f, weight, 1, message);
    for (slong i = 0; i < box->count && status == WANE_OK; i++) {
        if (!function_parameter_derivative(first, f, box->name[i])) return WANE_UNDECIDED;
        status = add_at_middle(taylor->slope[i], taylor, first, box->half_width[i], 0, message);
        for (slong l = i; l < box->count && status == WANE_OK; l++) {
            if (!function_parameter_derivative(second, first, box->name[l])) return WANE_UNDECIDED;
            mag_mul(weight, box->half_width[i], box->half_width[l]);
            if (i == l) mag_mul_2exp_si(weight, weight, -1);
            status = add_remainder(taylor, second, weight);
        }
    }
    return status;
}

static void coefficient(arb_t c, const taylor_t *taylor, slong k)
{
    SCOPED(mag, size);
    arb_set(c, taylor->middle + k);
    for (slong i = 0; i < taylor->box->count; i++) {
        arb_get_mag(size, taylor->slope[i] + k);
        mag_mul(size, size, taylor->box->half_width[i]);
        arb_add_error_mag(c, size);
    }
    arb_add_error_mag(c, taylor->rest + k);
}

/* c_k/|c_s|, |c_s| >= least: derivations/16 (19). */
static void ratio_of_coefficients(arb_t c, const taylor_t *taylor, slong k, slong s, const mag_t least)
{
    SCOPED(arb, ratio, part);
    SCOPED(mag, size, change);
    arb_div(ratio, taylor->middle + k, taylor->middle + s, taylor->prec);
    for (slong i = 0; i < taylor->box->count; i++) {
        arb_mul(part, ratio, taylor->slope[i] + s, taylor->prec);
        arb_sub(part, taylor->slope[i] + k, part, taylor->prec);
        arb_get_mag(size, part);
        mag_addmul(change, size, taylor->box->half_width[i]);
    }
    arb_get_mag(size, ratio);
    mag_addmul(change, size, taylor->rest + s);
    mag_add(change, change, taylor->rest + k);
    mag_div(change, change, least);
    if (arb_is_negative(taylor->middle + s)) arb_neg(ratio, ratio);
    arb_add_error_mag(ratio, change);
    arb_set(c, ratio);
}

/* The first s >= 1 with c_s != 0 all over the box, those before exactly 0; 0 if it is not seen. */
static slong leading(mag_t least, const hermite_share_t share)
{
    for (slong k = 1; k < share->length; k++) {
        if (arb_is_zero(share->c + k)) continue;
        arb_get_mag_lower(least, share->c + k);
        return mag_is_zero(least) ? 0 : k;
    }
    return 0;
}

static void divide_by_leading(hermite_share_t share, mag_ptr root, const taylor_t *taylor)
{
    SCOPED(mag, least);
    const slong s = leading(least, share);
    if (s == 0) return;
    const int sign = arb_is_negative(share->c + s) ? -1 : 1;
    for (slong k = 0; k < share->length; k++)
        if (!arb_is_zero(share->c + k)) ratio_of_coefficients(share->c + k, taylor, k, s, least);
    arb_set_si(share->c + s, sign);
    for (int j = 0; j < TAIL_MOMENTS; j++) mag_div(root + j, root + j, least);
}

static void assemble(hermite_share_t share, const wane_function_t f, const taylor_t *taylor, int up_to_factor)
{
    SCOPED_VEC(mag, root, TAIL_MOMENTS);
    share_set_length(share, taylor->length);
    share->prec = FLINT_MIN(share->prec, taylor->prec);
    for (int j = 0; j < TAIL_MOMENTS; j++) mag_set(root + j, taylor->root + j);
    for (slong k = 0; k < share->length; k++) coefficient(share->c + k, taylor, k);
    parameter_box_structure(share->c, share->length, f, share->prec);
    if (up_to_factor) divide_by_leading(share, root, taylor);
    for (int j = 0; j < TAIL_MOMENTS; j++) mag_mul(share->tail + j, root + j, root + j);
}

#define SPARE_DIGITS 5

/* What is multiplied by half widths, or added to what is as wide, needs few digits. */
static slong digits_for(const parameter_box_t *box, slong digits)
{
    SCOPED(mag, widest);
    for (slong i = 0; i < box->count; i++) mag_max(widest, widest, box->half_width[i]);
    const slong shown = mag_is_zero(widest) ? digits : SPARE_DIGITS - (slong)(0.3 * (double)MAG_EXP(widest));
    return FLINT_MIN(digits, FLINT_MAX(shown, SPARE_DIGITS));
}

wane_status_t share_set_taylor(hermite_share_t share, const wane_function_t f, int up_to_factor,
                               const wane_effort_t *effort, wane_message_t message)
{
    const char *kink;
    slong column;
    parameter_box_t box;
    taylor_t taylor;
    if (function_expectation_count(f) > 0 || function_has_kinks(f, &kink, &column)) return WANE_UNDECIDED;
    wane_effort_t modest = *effort;
    const int few = parameter_box_init_set(&box, f);
    modest.digits = digits_for(&box, effort->digits);
    taylor_init(&taylor, &box, &modest);
    wane_status_t status = few ? expand(&taylor, f, message) : WANE_UNDECIDED;
    if (status == WANE_OK) assemble(share, f, &taylor, up_to_factor);
    taylor_clear(&taylor);
    parameter_box_clear(&box);
    return status;
}
