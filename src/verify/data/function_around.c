#include "verify/data/function_around.h"

#include "function/facts/facts.h"
#include "function/pieces/affine.h"
#include "function/facts/smoothness.h"
#include "function/tree/expression.h"
#include "function/tree/scoped_function.h"

#define MOST_SMOOTH 3
#define MOST_SECOND (MOST_SMOOTH * (MOST_SMOOTH + 1) / 2)
#define SECOND_PREC 40
#define BEYOND_WIDTH 48

struct function_around {
    int order; /* 1 where kinks move: then nothing is differentiated twice, and slope is that over the box */
    slong count, length, seconds;
    function_data_struct *middle, *slope[MOST_SMOOTH]; /* free of parameters */
    mag_t half_width[MOST_SMOOTH];
    wane_function_t second[MOST_SECOND]; /* over the box, with their weights */
    mag_t weight[MOST_SECOND];
    int has_sizes;
    mag_ptr size; /* of the rest: size[j] >= sum of weight times sqrt(E (second^(j))^2) */
    allowance_t allowance;
};

/* In all its parameters; 0 if it is not of that kind. */
static int order_of(const wane_function_t f)
{
    const slong count = function_unknown_count(f);
    int order = count > 0 && count <= MOST_SMOOTH && function_expectations_are_fixed(f) ? 2 : 0;
    SCOPED(fmpq, lo, hi);
    for (slong i = 0; i < count && order > 0; i++) {
        const int own = function_parameter_order(f, function_unknown(lo, hi, f, i));
        order = FLINT_MIN(order, own);
    }
    return order;
}

/* g with every parameter of f at its midpoint. */
static function_data_struct *data_at_middle(const wane_function_t g, const wane_function_t f, slong length,
                                            slong prec)
{
    wane_message_t unused;
    SCOPED(wane_function, middle);
    SCOPED(fmpq, lo, hi);
    wane_function_set(middle, g);
    for (slong i = 0; i < function_unknown_count(f); i++) {
        const char *name = function_unknown(lo, hi, f, i);
        fmpq_add(lo, lo, hi);
        fmpq_div_2exp(lo, lo, 1);
        function_narrow(middle, middle, name, lo, lo);
    }
    return verify_function_data_new(middle, 0, "", length, prec, unused);
}

static void half_width(mag_t h, const wane_function_t f, slong i)
{
    SCOPED(fmpq, lo, hi);
    SCOPED(arb, width);
    function_unknown(lo, hi, f, i);
    fmpq_sub(hi, hi, lo);
    arb_set_fmpq(width, hi, SECOND_PREC);
    arb_mul_2exp_si(width, width, -1);
    arb_get_mag(h, width);
}

static int differentiate(function_around_struct *around, const wane_function_t f, slong prec)
{
    SCOPED(wane_function, first);
    SCOPED(fmpq, lo, hi);
    for (slong i = 0; i < around->count; i++) {
        if (!function_parameter_derivative(first, f, function_unknown(lo, hi, f, i))) return 0;
        wane_message_t unused;
        around->slope[i] = around->order == 1
                               ? verify_function_data_new(first, 0, "", around->length, prec, unused)
                               : data_at_middle(first, f, around->length, prec);
        if (around->slope[i] == NULL) return 0;
        if (around->order == 1) continue;
        for (slong l = i; l < around->count; l++) {
            const slong n = around->seconds++;
            mag_mul(around->weight[n], around->half_width[i], around->half_width[l]);
            if (i == l) mag_mul_2exp_si(around->weight[n], around->weight[n], -1);
            if (!function_parameter_derivative(around->second[n], first, function_unknown(lo, hi, f, l)))
                return 0;
        }
    }
    return 1;
}

/* What the parameters leave open is about the square of the greatest half width, seldom less: more bits than for that
   are of no use.  Only a choice. */
static slong useful_prec(const function_around_struct *around)
{
    SCOPED(mag, greatest);
    for (slong i = 0; i < around->count; i++) mag_max(greatest, greatest, around->half_width[i]);
    const double bits = mag_is_zero(greatest) ? 1e6 : -2 * mag_get_d_log2_approx(greatest);
    return BEYOND_WIDTH + (bits > 0 ? (slong)bits : 0);
}

function_around_struct *verify_function_around_new(const wane_function_t f, slong length, slong prec)
{
    const int order = order_of(f);
    if (order == 0) return NULL;
    function_around_struct *around = flint_calloc(1, sizeof *around);
    around->order = order;
    around->count = function_unknown_count(f);
    around->length = length;
    around->size = _mag_vec_init(MOMENTS);
    around->allowance.evaluations = 4000000;
    for (int n = 0; n < MOST_SECOND; n++) {
        wane_function_init(around->second[n]);
        mag_init(around->weight[n]);
    }
    for (slong i = 0; i < MOST_SMOOTH; i++) mag_init(around->half_width[i]);
    for (slong i = 0; i < around->count; i++) half_width(around->half_width[i], f, i);
    prec = FLINT_MIN(prec, useful_prec(around));
    around->middle = data_at_middle(f, f, length, prec);
    if (around->middle != NULL && differentiate(around, f, prec)) return around;
    verify_function_around_free(around);
    return NULL;
}

int verify_function_around_is_smooth(const function_around_struct *around)
{
    return around != NULL && around->order == 2;
}

void verify_function_around_free(function_around_struct *around)
{
    if (around == NULL) return;
    verify_function_data_free(around->middle);
    for (slong i = 0; i < MOST_SMOOTH; i++) {
        verify_function_data_free(around->slope[i]);
        mag_clear(around->half_width[i]);
    }
    for (int n = 0; n < MOST_SECOND; n++) {
        wane_function_clear(around->second[n]);
        mag_clear(around->weight[n]);
    }
    _mag_vec_clear(around->size, MOMENTS);
    flint_free(around);
}

/* As far as the second derivative is as often differentiable in x. */
static void need_sizes(function_around_struct *around)
{
    if (around->has_sizes) return;
    around->has_sizes = 1;
    SCOPED(wane_function, derivative, square);
    SCOPED(arb, value);
    SCOPED(mag, root);
    for (slong n = 0; n < around->seconds; n++) {
        const slong steps = function_smoothness(around->second[n]) + 1;
        wane_function_set(derivative, around->second[n]);
        for (slong j = 0; j < MOMENTS; j++) {
            if (j > 0) wane_function_derivative(derivative, derivative);
            function_mul(square, derivative, derivative);
            mag_inf(root);
            if (j <= steps) {
                verify_gaussian_expectation(value, square, 0, &around->allowance, SECOND_PREC);
                if (arb_is_finite(value)) arb_get_mag(root, value);
            }
            mag_sqrt(root, root);
            mag_addmul(around->size + j, root, around->weight[n]);
        }
    }
}

void verify_function_around_coefficient(arb_t c, function_around_struct *around, slong k)
{
    SCOPED(mag, size, best, falling);
    need_sizes(around);
    arb_set(c, verify_function_data_coefficient(around->middle, k));
    for (slong i = 0; i < around->count; i++) {
        arb_get_mag(size, verify_function_data_coefficient(around->slope[i], k));
        mag_mul(size, size, around->half_width[i]);
        arb_add_error_mag(c, size);
    }
    mag_inf(best);
    mag_one(falling);
    for (slong j = 0; j < MOMENTS && j <= k; j++) {
        if (j > 0) {
            mag_set_ui_lower(size, (ulong)(k - j + 1));
            mag_mul_lower(falling, falling, size);
        }
        mag_rsqrt(size, falling);
        mag_mul(size, size, around->size + j);
        mag_min(best, best, size);
    }
    arb_add_error_mag(c, best);
}

/* root += weight sqrt(T_j) */
static void add_tails(mag_ptr root, function_data_struct *data, const mag_t weight)
{
    SCOPED_VEC(mag, T, MOMENTS);
    verify_function_data_need_moments(data);
    verify_function_data_coefficient(data, data->length - 1);
    verify_function_data_tails(T, data);
    for (int j = 0; j < MOMENTS; j++) {
        mag_sqrt(T + j, T + j);
        mag_addmul(root + j, T + j, weight);
    }
}

void verify_function_around_tails(mag_ptr T, function_around_struct *around)
{
    SCOPED(mag, one);
    mag_one(one);
    need_sizes(around);
    for (int j = 0; j < MOMENTS; j++) mag_set(T + j, around->size + j);
    add_tails(T, around->middle, one);
    for (slong i = 0; i < around->count; i++) add_tails(T, around->slope[i], around->half_width[i]);
    for (int j = 0; j < MOMENTS; j++) mag_mul(T + j, T + j, T + j);
}
