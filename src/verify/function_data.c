#include "verify/function_data.h"

#include <string.h>

#include "function/pieces.h"
#include "verify/parameters.h"

#define ALLOWED_EVALUATIONS 4000000

static void init(function_data_struct *data, const char *text, slong length, slong prec)
{
    memset(data, 0, sizeof *data);
    data->text = flint_malloc(strlen(text) + 1);
    strcpy(data->text, text);
    wane_function_init(data->f);
    for (int j = 0; j < MOMENTS; j++) {
        wane_function_init(data->derivative[j]);
        arb_init(data->moment[j]);
        arb_pos_inf(data->moment[j]);
    }
    for (int i = 0; i < 2; i++) {
        wane_function_init(data->part[i]);
        wane_surd_poly_init(data->part_polynomial[i]);
    }
    wane_surd_poly_init(data->polynomial);
    data->length = length;
    data->c = _arb_vec_init(length);
    data->kinks = -1;
    data->allowance.evaluations = ALLOWED_EVALUATIONS;
    data->prec = prec;
}

void verify_function_data_free(function_data_struct *data)
{
    if (data == NULL) return;
    flint_free(data->text);
    flint_free(data->key);
    wane_function_clear(data->f);
    for (int j = 0; j < MOMENTS; j++) {
        wane_function_clear(data->derivative[j]);
        arb_clear(data->moment[j]);
    }
    for (int i = 0; i < 2; i++) {
        wane_function_clear(data->part[i]);
        wane_surd_poly_clear(data->part_polynomial[i]);
    }
    wane_surd_poly_clear(data->polynomial);
    _arb_vec_clear(data->c, data->length);
    if (data->kinks > 0) {
        _arb_vec_clear(data->kink, data->kinks);
        _arb_vec_clear(data->slope, data->kinks);
    }
    flint_free(data);
}

/* By structure: the parts of either parity, and which of them are polynomials. */
static void find_structure(function_data_struct *data)
{
    wane_parity_t parity = wane_function_parity(data->f);
    data->is_polynomial = wane_function_hermite_polynomial(data->polynomial, data->f, data->prec);
    data->centered = wane_function_is_centered(data->f);
    data->smoothness = wane_function_smoothness(data->f);
    if (parity == WANE_PARITY_EVEN) wane_function_set(data->part[0], data->f);
    else if (parity == WANE_PARITY_ODD) wane_function_set(data->part[1], data->f);
    data->has_parts =
        parity != WANE_PARITY_NONE || wane_function_split(data->part[0], data->part[1], data->f);
    for (int i = 0; data->has_parts && i < 2; i++)
        data->part_is_polynomial[i] =
            wane_function_hermite_polynomial(data->part_polynomial[i], data->part[i], data->prec);
    wane_function_set(data->derivative[0], data->f);
    for (int j = 1; j < MOMENTS; j++) wane_function_derivative(data->derivative[j], data->derivative[j - 1]);
}

/* The slope of a piece alpha + beta x; 0 if it is not of that form. */
static int linear_piece(arb_t beta, const wane_function_t piece, slong prec)
{
    wane_surd_poly_t p;
    wane_surd_poly_init(p);
    int linear = wane_function_hermite_polynomial(p, piece, prec) && p->length <= 2;
    arb_zero(beta);
    if (linear && p->length > 1) wane_surd_get_arb(beta, p->coefficient + 1, prec);
    wane_surd_poly_clear(p);
    return linear;
}

/* Continuous and linear between kinks: their places and slope jumps. */
static void find_kinks(function_data_struct *data)
{
    wane_pieces_t pieces;
    arb_t beta, before;
    int linear;
    if (data->is_polynomial || data->smoothness < 0) return;
    wane_pieces_init(pieces);
    arb_init(beta);
    arb_init(before);
    linear = wane_function_pieces(pieces, data->f, data->prec, NULL) == WANE_OK && pieces->count > 0 &&
             pieces->count <= 64;
    if (linear) {
        data->kink = _arb_vec_init(pieces->count);
        data->slope = _arb_vec_init(pieces->count);
        data->kinks = pieces->count;
        for (slong i = 0; linear && i <= pieces->count; i++) {
            arb_swap(before, beta);
            linear = linear_piece(beta, pieces->piece + i, data->prec);
            if (i == 0) continue;
            arb_set(data->kink + i - 1, pieces->breakpoint + i - 1);
            arb_sub(data->slope + i - 1, beta, before, data->prec);
        }
        if (!linear) {
            _arb_vec_clear(data->kink, data->kinks);
            _arb_vec_clear(data->slope, data->kinks);
            data->kinks = -1;
        }
    }
    wane_pieces_clear(pieces);
    arb_clear(beta);
    arb_clear(before);
}

function_data_struct *verify_function_data_new(const wane_function_t f, const char *text, slong length,
                                               slong prec, wane_message_t message)
{
    function_data_struct *data = flint_malloc(sizeof *data);
    init(data, text, length, prec);
    wane_function_set(data->f, f);
    data->key = verify_function_key(f);
    wane_status_t status = wane_function_check(data->f, message);
    if (status == WANE_OK && !verify_resolve_expectations(data->f, &data->allowance, prec))
        status = wane_message_set(message, WANE_REJECTED, 0, "an expectation in it could not be enclosed");
    if (status == WANE_OK) {
        find_structure(data);
        find_kinks(data);
        return data;
    }
    verify_function_data_free(data);
    return NULL;
}

int verify_function_data_exact(wane_surd_t c, const function_data_struct *data, slong k)
{
    wane_surd_t zero;
    const wane_surd_poly_struct *p = NULL;
    wane_surd_init(zero);
    wane_surd_set(c, zero);
    wane_surd_clear(zero);
    if (k == 0 && data->centered) return 1;
    if (data->is_polynomial) p = data->polynomial;
    else if (data->has_parts && data->part_is_polynomial[k % 2]) p = data->part_polynomial[k % 2];
    if (p == NULL) return 0;
    if (k < p->length) wane_surd_set(c, p->coefficient + k);
    return c->exact;
}

static void compute_coefficient(function_data_struct *data, slong k)
{
    arb_struct *c = data->c + k;
    const wane_surd_poly_struct *p = NULL;
    if (k == 0 && data->centered) {
        arb_zero(c);
        return;
    }
    if (data->is_polynomial) p = data->polynomial;
    else if (data->has_parts && data->part_is_polynomial[k % 2]) p = data->part_polynomial[k % 2];
    if (p != NULL) {
        arb_zero(c);
        if (k < p->length) wane_surd_get_arb(c, p->coefficient + k, data->prec);
        /* Only a structural zero may be the exact number 0. */
        if (k < p->length && arb_is_zero(c) && !wane_surd_is_zero(p->coefficient + k))
            arb_add_error_2exp_si(c, -data->prec);
        return;
    }
    verify_gaussian_expectation(c, data->has_parts ? data->part[k % 2] : data->f, k, &data->allowance,
                                data->prec);
    if (arb_is_zero(c) && (!data->has_parts || wane_function_parity(data->part[k % 2]) != WANE_PARITY_ZERO))
        arb_add_error_2exp_si(c, -data->prec);
}

const arb_struct *verify_function_data_coefficient(function_data_struct *data, slong k)
{
    for (; data->known <= k; data->known++) compute_coefficient(data, data->known);
    return data->c + k;
}

/* E f^2 of a polynomial is the sum of the squares. */
static void polynomial_moments(function_data_struct *data)
{
    arb_t c, t;
    arb_init(c);
    arb_init(t);
    for (int j = 0; j < MOMENTS; j++) {
        arb_zero(data->moment[j]);
        for (slong k = j; k < data->polynomial->length; k++) {
            wane_surd_get_arb(c, data->polynomial->coefficient + k, data->prec);
            arb_sqr(t, c, data->prec);
            for (int i = 0; i < j; i++) arb_mul_si(t, t, k - i, data->prec);
            arb_add(data->moment[j], data->moment[j], t, data->prec);
        }
    }
    arb_clear(c);
    arb_clear(t);
}

void verify_function_data_need_moments(function_data_struct *data)
{
    if (data->has_moments) return;
    data->has_moments = 1;
    if (data->is_polynomial) {
        polynomial_moments(data);
        return;
    }
    for (slong j = 0; j < MOMENTS && j <= data->smoothness + 1; j++) {
        wane_function_t square;
        wane_function_init(square);
        wane_function_mul(square, data->derivative[j], data->derivative[j]);
        verify_gaussian_expectation(data->moment[j], square, 0, &data->allowance, data->prec);
        if (!arb_is_finite(data->moment[j])) arb_pos_inf(data->moment[j]);
        wane_function_clear(square);
    }
}

int verify_function_data_is_finite(const function_data_struct *data)
{
    return data->is_polynomial && data->polynomial->length <= data->length;
}

int verify_function_data_part_is_finite(const function_data_struct *data, int parity)
{
    if (verify_function_data_is_finite(data)) return 1;
    return data->has_parts && data->part_is_polynomial[parity] &&
           data->part_polynomial[parity]->length <= data->length;
}

void verify_function_data_tails(mag_ptr T, const function_data_struct *data)
{
    arb_t rest, term;
    arb_init(rest);
    arb_init(term);
    for (slong j = 0; j < MOMENTS; j++) {
        arb_set(rest, data->moment[j]);
        for (slong k = j; k < data->length; k++) {
            arb_sqr(term, data->c + k, data->prec);
            for (slong i = 0; i < j; i++) arb_mul_si(term, term, k - i, data->prec);
            arb_sub(rest, rest, term, data->prec);
        }
        if (verify_function_data_is_finite(data)) mag_zero(T + j);
        else if (!arb_is_finite(rest)) mag_inf(T + j);
        else {
            arf_t upper;
            arf_init(upper);
            arb_get_ubound_arf(upper, rest, 64);
            if (arf_sgn(upper) < 0) arf_zero(upper);
            arf_get_mag(T + j, upper);
            arf_clear(upper);
        }
    }
    arb_clear(rest);
    arb_clear(term);
}
