#include "verify/data/curvature_inside.h"

#include <string.h>

#include "base/hull.h"
#include "function/tree/scoped_function.h"
#include "verify/data/normal.h"

#define KNOWN_BITS (-24) /* a coefficient less known than that is of no use */

/* derivations/15 (33) */
void curvature_beyond(mag_t bound, const growth_t growth, slong more)
{
    const slong n = growth->degree + more;
    SCOPED(arb, t, a, decay);
    mag_inf(bound);
    if (n < 1 || n > 100 || !mag_is_zero(growth->quadratic)) return;
    arf_set_mag(arb_midref(a), growth->linear);
    /* decay = FAR - a - n/(1 + FAR) */
    arb_set_si(decay, n);
    arb_div_si(decay, decay, 1 + FAR, PREC);
    arb_add(decay, decay, a, PREC);
    arb_sub_si(decay, decay, FAR, PREC);
    arb_neg(decay, decay);
    if (!arb_is_positive(decay)) return;
    /* C (1 + m)^n (1 + FAR)^n exp(a (m + FAR) - FAR^2/2)/decay */
    arb_mul_si(t, a, RANGE, PREC);
    arb_mul_2exp_si(t, t, 1);
    arb_sub_si(t, t, FAR * FAR, PREC);
    arb_mul_2exp_si(t, t, -1);
    arb_exp(t, t, PREC);
    arb_div(t, t, decay, PREC);
    arb_get_mag(bound, t);
    mag_mul(bound, bound, growth->factor);
    for (slong i = 0; i < n; i++) mag_mul_ui(bound, bound, (1 + FAR) * (1 + CURVATURE_REACH));
}

void curvature_range(arb_t range, const wane_function_t g, slong from, slong to)
{
    SCOPED(arb, x, y);
    for (slong i = from; i < to; i++) {
        arb_set_si(x, 2 * i + 1);
        mag_one(arb_radref(x));
        arb_mul_2exp_si(x, x, -1);
        arb_div_si(x, x, PARTS, PREC);
        wane_function_evaluate_real(y, g, x, PREC);
        base_hull_add(range, y, i == from, PREC);
    }
}

/* c_k(f'') from c_(k+2)(f), less what kinks and jumps have of it: derivations/15 (45). */
static void set_coefficients(curvature_struct *curvature)
{
    function_data_struct *f = curvature->f;
    const slong prec = f->prec, most = FLINT_MAX(f->length - 2, 0);
    SCOPED(arb, t, phi, sum, rest);
    arb_ptr h = _arb_vec_init(3 * FLINT_MAX(f->kinks, 1)); /* h_(k-1), h_k, h_(k+1) at each kink */
    curvature->c = _arb_vec_init(most);
    arb_set(rest, curvature->square);
    for (slong i = 0; i < f->kinks; i++) {
        arb_one(h + 3 * i + 1);
        arb_set(h + 3 * i + 2, f->kink + i);
    }
    for (slong k = 0; k < most; k++) {
        arb_set_si(t, (k + 1) * (k + 2));
        arb_sqrt(t, t, prec);
        arb_mul(sum, t, verify_function_data_coefficient(f, k + 2), prec);
        for (slong i = 0; i < f->kinks; i++) {
            arb_ptr at = h + 3 * i;
            verify_normal_density(phi, f->kink + i, prec);
            arb_mul(t, f->slope + i, at + 1, prec);
            if (f->has_jumps) {
                SCOPED(arb, root);
                arb_sqrt_ui(root, (ulong)k + 1, prec);
                arb_mul(root, root, at + 2, prec);
                arb_addmul(t, root, f->jump + i, prec);
            }
            arb_submul(sum, t, phi, prec);
            /* sqrt(k + 2) h_(k+2) = x h_(k+1) - sqrt(k + 1) h_k */
            arb_sqrt_ui(phi, (ulong)k + 1, prec);
            arb_mul(t, phi, at + 1, prec);
            arb_swap(at, at + 1);
            arb_swap(at + 1, at + 2);
            arb_mul(at + 2, at + 1, f->kink + i, prec);
            arb_sub(at + 2, at + 2, t, prec);
            arb_sqrt_ui(phi, (ulong)k + 2, prec);
            arb_div(at + 2, at + 2, phi, prec);
        }
        if (!arb_is_finite(sum) || mag_cmp_2exp_si(arb_radref(sum), KNOWN_BITS) > 0) break;
        arb_set(curvature->c + k, sum);
        arb_submul(rest, sum, sum, prec);
        curvature->length = k + 1;
    }
    SCOPED(arf, upper);
    arb_get_ubound_arf(upper, rest, PREC);
    if (arf_sgn(upper) < 0) arf_zero(upper);
    arf_get_mag(curvature->tail, upper);
    _arb_vec_clear(h, 3 * FLINT_MAX(f->kinks, 1));
}

/* What integrals and speeds need. */
static void cut(curvature_struct *curvature)
{
    function_data_struct *f = curvature->f;
    pieces_struct *pieces = curvature->pieces;
    SCOPED(arb, t);
    if (function_unknown_count(f->f) > 0 || function_pieces(pieces, f->f, f->prec, NULL) != WANE_OK ||
        pieces->count > 64)
        return;
    curvature->second = flint_calloc((size_t)pieces->count + 1, sizeof *curvature->second);
    curvature->jump = _arb_vec_init(pieces->count);
    for (slong i = 0; i <= pieces->count; i++) {
        wane_function_init(curvature->second + i);
        wane_function_derivative(curvature->second + i, pieces->piece + i);
        wane_function_derivative(curvature->second + i, curvature->second + i);
    }
    for (slong i = 0; i < pieces->count; i++) {
        wane_function_evaluate_real(t, curvature->second + i, pieces->breakpoint + i, PREC);
        wane_function_evaluate_real(curvature->jump + i, curvature->second + i + 1, pieces->breakpoint + i,
                                    PREC);
        arb_sub(curvature->jump + i, curvature->jump + i, t, PREC);
    }
    curvature->has_nodes = 1;
}

static void mean_square(arb_t value, const wane_function_t g, curvature_struct *curvature)
{
    SCOPED(wane_function, square);
    function_mul(square, g, g);
    verify_gaussian_expectation(value, square, 0, &curvature->allowance, curvature->f->prec);
}

static void init(curvature_struct *curvature, function_data_struct *f)
{
    memset(curvature, 0, sizeof *curvature);
    curvature->f = f;
    arb_init(curvature->range);
    arb_init(curvature->square);
    arb_init(curvature->slope_square);
    mag_init(curvature->spread);
    growth_init(curvature->growth);
    growth_init(curvature->slope_growth);
    pieces_init(curvature->pieces);
    mag_init(curvature->tail);
    curvature->allowance = f->allowance;
    curvature->is_zero = !f->is_bent && f->kinks >= 0;
}

/* 0 if nothing is known. */
static int set(curvature_struct *curvature)
{
    function_data_struct *f = curvature->f;
    const wane_function_struct *g = f->derivative[2];
    SCOPED(mag, far, size);
    if (curvature->is_zero) return 1;
    if (f->kinks < 0 || f->is_believed || !function_growth(curvature->growth, g)) return 0;
    curvature_range(curvature->range, g, -RANGE * PARTS, RANGE * PARTS);
    curvature_beyond(far, curvature->growth, 1);
    arb_get_mag(size, curvature->range);
    mag_mul_2exp_si(curvature->spread, size, 1); /* E |Z| < 1 */
    mag_add(curvature->spread, curvature->spread, far);
    /* what the range has too much beyond: P(|Z| > FAR) < 2^-100 */
    mag_mul_2exp_si(size, size, -100);
    arb_add_error_mag(curvature->range, far);
    arb_add_error_mag(curvature->range, size);
    mean_square(curvature->square, g, curvature);
    if (!arb_is_finite(curvature->range) || !arb_is_finite(curvature->square)) return 0;
    set_coefficients(curvature);
    cut(curvature);
    arb_indeterminate(curvature->slope_square);
    curvature->slope_is_bounded = function_growth(curvature->slope_growth, f->derivative[3]);
    if (curvature->slope_is_bounded) mean_square(curvature->slope_square, f->derivative[3], curvature);
    return 1;
}

curvature_struct *verify_curvature_new(function_data_struct *f)
{
    curvature_struct *curvature = flint_malloc(sizeof *curvature);
    init(curvature, f);
    if (set(curvature)) return curvature;
    verify_curvature_free(curvature);
    return NULL;
}

static void place_free(place_t *place)
{
    arb_clear(place->y);
    mag_clear(place->speed.mean);
    mag_clear(place->speed.moment);
    mag_clear(place->speed.slope);
    _arb_vec_clear(place->mean, NODES);
    _arb_vec_clear(place->moment, NODES);
    flint_free(place->is_known);
    flint_free(place);
}

void verify_curvature_free(curvature_struct *curvature)
{
    if (curvature == NULL) return;
    for (slong i = 0; i < curvature->places; i++) place_free(curvature->place[i]);
    flint_free(curvature->place);
    for (slong i = 0; curvature->second != NULL && i <= curvature->pieces->count; i++)
        wane_function_clear(curvature->second + i);
    flint_free(curvature->second);
    if (curvature->jump != NULL) _arb_vec_clear(curvature->jump, curvature->pieces->count);
    if (curvature->c != NULL) _arb_vec_clear(curvature->c, FLINT_MAX(curvature->f->length - 2, 0));
    arb_clear(curvature->range);
    arb_clear(curvature->square);
    arb_clear(curvature->slope_square);
    mag_clear(curvature->spread);
    growth_clear(curvature->growth);
    growth_clear(curvature->slope_growth);
    pieces_clear(curvature->pieces);
    mag_clear(curvature->tail);
    flint_free(curvature);
}

int verify_curvature_is_zero(const curvature_struct *curvature)
{
    return curvature != NULL && curvature->is_zero;
}
