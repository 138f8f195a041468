#include "hermite/coefficients/parameter_box.h"

#include "function/exact/surd.h"
#include "function/facts/facts.h"
#include "function/facts/smoothness.h"
#include "function/tree/scoped_function.h"
#include "hermite/coefficients/norms.h"

#define SIZE_PREC 32

int parameter_box_init_set(parameter_box_t *box, const wane_function_t f)
{
    const slong count = function_unknown_count(f);
    SCOPED(fmpq, lower, upper);
    SCOPED(arb, width);
    box->count = count > MOST_PARAMETERS ? 0 : count;
    for (slong i = 0; i < box->count; i++) {
        fmpq_init(box->middle[i]);
        mag_init(box->half_width[i]);
        box->name[i] = function_unknown(lower, upper, f, i);
        fmpq_add(box->middle[i], lower, upper);
        fmpq_div_2exp(box->middle[i], box->middle[i], 1);
        fmpq_sub(upper, upper, box->middle[i]);
        arb_set_fmpq(width, upper, SIZE_PREC);
        arb_get_mag(box->half_width[i], width);
    }
    return count <= MOST_PARAMETERS;
}

void parameter_box_clear(parameter_box_t *box)
{
    for (slong i = 0; i < box->count; i++) {
        fmpq_clear(box->middle[i]);
        mag_clear(box->half_width[i]);
    }
}

void parameter_box_middle(wane_function_t h, const wane_function_t f, const parameter_box_t *box)
{
    wane_function_set(h, f);
    for (slong i = 0; i < box->count; i++)
        function_narrow(h, h, box->name[i], box->middle[i], box->middle[i]);
}

void parameter_box_sizes(mag_ptr root, const wane_function_t g, slong count)
{
    const slong steps = function_smoothness(g) + 1; /* g^(j) is in L2 for j up to this */
    SCOPED(wane_function, derivative, square);
    SCOPED(arb, value);
    wane_function_set(derivative, g);
    for (slong j = 0; j < BOX_MOMENTS; j++) {
        mag_inf(root + j);
        if (j > steps || j >= count) continue;
        if (j > 0) wane_function_derivative(derivative, derivative);
        function_mul(square, derivative, derivative);
        if (hermite_plain_coefficients(value, 1, square, SIZE_PREC, 1, NULL) == WANE_OK &&
            arb_is_finite(value)) {
            arb_get_mag(root + j, value);
            mag_sqrt(root + j, root + j);
        }
    }
}

void parameter_box_coefficient(mag_t bound, mag_srcptr root, slong k)
{
    SCOPED(fmpz, falling);
    SCOPED(mag, t);
    mag_inf(bound);
    for (slong j = 0; j < BOX_MOMENTS && j <= k; j++) {
        hermite_falling_factorial(falling, k, j);
        mag_set_fmpz_lower(t, falling);
        mag_rsqrt(t, t);
        mag_mul(t, t, root + j);
        mag_min(bound, bound, t);
    }
}

void parameter_box_structure(arb_ptr c, slong length, const wane_function_t f, slong prec)
{
    SCOPED(wane_function, even, odd);
    SCOPED(surd_poly, p);
    const wane_parity_t parity = wane_function_parity(f);
    const wane_function_struct *part[2] = {even, odd};
    const int has_parts = parity == WANE_PARITY_NONE && function_split(even, odd, f);
    for (slong i = 0; i < 2; i++) {
        const int vanishes =
            parity == WANE_PARITY_ZERO || parity == (i == 0 ? WANE_PARITY_ODD : WANE_PARITY_EVEN);
        if (!vanishes && !(has_parts && function_hermite_polynomial(p, part[i], prec))) continue;
        for (slong k = i; k < length; k += 2)
            if (vanishes || k >= p->length) arb_zero(c + k);
            else surd_get_arb(c + k, p->coefficient + k, prec);
    }
    if (length > 0 && function_is_centered(f)) arb_zero(c);
}
