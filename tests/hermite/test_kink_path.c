/* The second derivative of the closed part of a kernel along a path of
   correlations: its Taylor polynomials in time against the closed form itself
   at other points of the path, from which all orders can be read off. */
#include <criterion/criterion.h>
#include <flint/arb_poly.h>
#include <math.h>

#include "hermite/kink/kink_path.h"
#include "independent.h"

#define ENTRIES 24
#define PREC 200

typedef struct {
    const char *student, *teacher;
    int same;
} pair_t;

/* rho(t) = rho + t - t^2/2, q = tanh rho. */
static void set_path(kink_path_t path, const arb_t rho, slong k)
{
    arb_ptr series = _arb_vec_init(3 * ENTRIES), tanh = series + ENTRIES, slope = tanh + ENTRIES;
    arb_set(series, rho);
    arb_one(series + 1);
    arb_set_d(series + 2, -0.5);
    /* tanh = sinh/cosh */
    arb_ptr sinh = _arb_vec_init(2 * ENTRIES), cosh = sinh + ENTRIES;
    _arb_poly_sinh_cosh_series(sinh, cosh, series, 3, ENTRIES, PREC);
    _arb_poly_div_series(tanh, sinh, ENTRIES, cosh, ENTRIES, ENTRIES, PREC);
    _arb_poly_derivative(slope, series, 3, PREC);
    for (slong i = 0; i <= k; i++) {
        arb_set(path->q + i, tanh + i);
        arb_neg(path->c + i, tanh + i);
        if (i == 0) arb_add_ui(path->c, path->c, 1, PREC);
        if (i < 2) arb_set(path->v + i, slope + i);
        else arb_zero(path->v + i);
    }
    _arb_poly_mullow(path->square, tanh, ENTRIES, tanh, ENTRIES, k + 1, PREC);
    _arb_vec_neg(path->square, path->square, k + 1);
    arb_add_ui(path->square, path->square, 1, PREC);
    _arb_vec_clear(series, 3 * ENTRIES);
    _arb_vec_clear(sinh, 2 * ENTRIES);
}

/* rho(t) */
static void moved(arb_t x, const arb_t rho, const arb_t t)
{
    arb_sqr(x, t, PREC);
    arb_mul_2exp_si(x, x, -1);
    arb_sub(x, t, x, PREC);
    arb_add(x, x, rho, PREC);
}

/* The second derivative of the closed part at q = tanh rho, from that of the whole kernel and the series. */
static void directly(arb_t value, const hermite_kink_kernel_t *kernel, int reflect, const arb_t rho)
{
    int negative;
    const kink_side_t *side = kink_path_side(kernel, reflect, &negative);
    correlation_t at;
    arb_ptr values = _arb_vec_init(WANE_KERNEL_DERIVATIVES);
    arb_t complement;
    arb_init(complement);
    correlation_init(at);
    arb_tanh(complement, rho, 2 * PREC);
    arb_sub_ui(complement, complement, 1, 2 * PREC);
    arb_neg(complement, complement);
    correlation_set_complement(at, complement, 2 * PREC);
    kink_side_closed_form(values, side, at, NULL, 0, 2 * PREC);
    arb_set(value, values + 2);
    correlation_clear(at);
    arb_clear(complement);
    _arb_vec_clear(values, WANE_KERNEL_DERIVATIVES);
}

static void follow(kink_path_t path, const hermite_kink_kernel_t *kernel, int reflect, const arb_t rho)
{
    int negative;
    set_path(path, rho, 0);
    kink_path_start(path, kink_path_side(kernel, reflect, &negative), PREC);
    for (slong k = 1; k < ENTRIES; k++) {
        set_path(path, rho, k);
        kink_path_extend(path, k, PREC);
    }
}

static void compare(const hermite_kink_kernel_t *kernel, int reflect, double rho, const char *name)
{
    kink_path_t path;
    arb_t start, t, x, expected, value;
    arb_init(start);
    arb_init(t);
    arb_init(x);
    arb_init(expected);
    arb_init(value);
    kink_path_init(path, kernel, ENTRIES);
    arb_set_d(start, rho);
    follow(path, kernel, reflect, start);
    for (slong e = 6; e <= 12; e += 2) {
        arb_set_si(t, e % 4 == 0 ? 1 : -1);
        arb_mul_2exp_si(t, t, -e);
        moved(x, start, t);
        directly(expected, kernel, reflect, x);
        _arb_poly_evaluate(value, path->second, ENTRIES, t, PREC);
        if (arb_is_zero(expected)) {
            cr_assert(arb_is_zero(value), "%s at rho = %g: not zero", name, rho);
            continue;
        }
        arb_sub(value, value, expected, PREC);
        /* With gap != 0 all is smaller than every power of w near q = 1. */
        if (arf_cmpabs_2exp_si(arb_midref(value), -PREC) < 0) continue;
        cr_assert(arb_rel_accuracy_bits(expected) > 60, "%s at rho = %g: few bits", name, rho);
        arb_div(value, value, expected, PREC);
        arb_get_mid_arb(value, value);
        /* The radius of convergence is more than 1/2, or, where exp(-gap^2/8w^2) matters, about w/gap. */
        cr_assert(fabs(arf_get_d(arb_midref(value), ARF_RND_NEAR)) <
                      exp2(-20.0 * ((double)e - 3.5)) + exp2(-100),
                  "%s, reflect %d, rho = %g, t = 2^-%ld: off by %g", name, reflect, rho, (long)e,
                  arf_get_d(arb_midref(value), ARF_RND_NEAR));
    }
    /* What is found on a ball holds what is found at its points. */
    arb_ptr point = _arb_vec_init(ENTRIES);
    _arb_vec_set(point, path->second, ENTRIES);
    mag_set_d(arb_radref(start), 1.0 / 64);
    follow(path, kernel, reflect, start);
    for (slong k = 0; k < ENTRIES; k++)
        cr_assert(arb_overlaps(path->second + k, point + k), "%s, rho = %g: coefficient %ld on a ball", name,
                  rho, (long)k);
    _arb_vec_clear(point, ENTRIES);
    kink_path_clear(path);
    arb_clear(start);
    arb_clear(t);
    arb_clear(x);
    arb_clear(expected);
    arb_clear(value);
}

Test(kink_path, follows_closed_forms)
{
    static const pair_t pairs[] = {{"relu", "relu", 1},
                                   {"relu", "abs", 0},
                                   {"relu", "sign", 0},
                                   {"hardtanh", "hardtanh", 1},
                                   {"hardtanh", "leaky_relu(x-1,1/4)", 0},
                                   {"abs(x-1/3)+x", "step(x-1/5)+x", 0},
                                   {"elu", "abs(x+1/2)", 0},
                                   {"elu", "elu", 1},
                                   {"max(x,sin(x))", "sign(x-1)", 0},
                                   {"relu(x)^2", "hardtanh", 0}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        wane_function_t f, g;
        kernels_t kernels;
        wane_effort_t effort;
        wane_message_t message;
        char name[100];
        wane_function_init(f);
        wane_function_init(g);
        kernels_init(kernels);
        wane_effort_default(&effort);
        cr_assert_eq(wane_function_parse(f, pairs[i].student, NULL, 0, message), WANE_OK);
        cr_assert_eq(wane_function_parse(g, pairs[i].teacher, NULL, 0, message), WANE_OK);
        cr_assert_eq(kernels_compute(kernels, f, g, &effort, message), WANE_OK, "%s", message->text);
        snprintf(name, sizeof name, "%s | %s", pairs[i].student, pairs[i].teacher);
        const hermite_kink_kernel_t *kernel = pairs[i].same ? kernels->student_kink : kernels->pair_kink;
        cr_assert_not_null(kernel, "%s", name);
        for (int reflect = 0; reflect < (pairs[i].same ? 1 : 2); reflect++) {
            compare(kernel, reflect, 0.75, name);
            compare(kernel, reflect, 2, name);
            compare(kernel, reflect, 17, name);
        }
        kernels_clear(kernels);
        wane_function_clear(f);
        wane_function_clear(g);
    }
}
