/* Kernels of piecewise analytic functions: the table of truncated powers against integrals, the decay of the
   rests against the coefficients themselves, kernels against their power series and, up to R = 1, against
   their derivatives and other splines. */
#include <criterion/criterion.h>
#include <flint/acb_calc.h>
#include <flint/acb_hypgeom.h>
#include <flint/ulong_extras.h>
#include <stdio.h>
#include <string.h>

#include "hermite/kink/kink_kernel.h"
#include "hermite/coefficients/norms.h"
#include "hermite/kink/spline_pair.h"
#include "independent.h"
#include "random_function.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES
#define PREC 160

static void parse(wane_function_t f, const char *text)
{
    wane_message_t message;
    wane_function_init(f);
    cr_assert(wane_function_parse(f, text, NULL, 0, message) == WANE_OK, "%s: %s", text, message->text);
}

/* ---- I_{m,n} ---- */

/* E (Z - b)_+^n/n! = 2^(n/2) exp(-b^2/2) H_{-n-1}(b/sqrt 2)/sqrt(pi) */
static void partial_moment(acb_t value, slong n, const acb_t b, slong prec)
{
    acb_t order, t;
    acb_init(order);
    acb_init(t);
    arb_sqrt_ui(acb_realref(t), 2, prec);
    arb_zero(acb_imagref(t));
    acb_div(t, b, t, prec);
    acb_set_si(order, -n - 1);
    acb_hypgeom_hermite_h(value, order, t, prec);
    acb_sqr(t, b, prec);
    acb_mul_2exp_si(t, t, -1);
    acb_neg(t, t);
    acb_exp(t, t, prec);
    acb_mul(value, value, t, prec);
    arb_const_sqrt_pi(acb_realref(t), prec);
    arb_zero(acb_imagref(t));
    acb_div(value, value, t, prec);
    arb_set_ui(acb_realref(t), 2);
    arb_sqrt(acb_realref(t), acb_realref(t), prec);
    arb_pow_ui(acb_realref(t), acb_realref(t), (ulong)n, prec);
    acb_mul(value, value, t, prec);
    acb_clear(order);
    acb_clear(t);
}

typedef struct {
    slong m, n;
    arb_t x, y, q, sine;
} powers_t;

/* E [(v - y)_+^n/n! | u] = s^n E (Z - (y - q u)/s)_+^n/n! */
static void given_u(acb_t value, const powers_t *p, const acb_t u, slong prec)
{
    acb_t b;
    acb_init(b);
    acb_mul_arb(b, u, p->q, prec);
    acb_sub_arb(b, b, p->y, prec);
    acb_neg(b, b);
    acb_div_arb(b, b, p->sine, prec);
    partial_moment(value, p->n, b, prec);
    arb_pow_ui(acb_realref(b), p->sine, (ulong)p->n, prec);
    acb_mul_arb(value, value, acb_realref(b), prec);
    acb_clear(b);
}

static void density(acb_t value, const acb_t u, slong prec)
{
    acb_t t;
    acb_init(t);
    acb_sqr(t, u, prec);
    acb_mul_2exp_si(t, t, -1);
    acb_neg(t, t);
    acb_exp(value, t, prec);
    arb_const_pi(acb_realref(t), prec);
    arb_mul_2exp_si(acb_realref(t), acb_realref(t), 1);
    arb_rsqrt(acb_realref(t), acb_realref(t), prec);
    acb_mul_arb(value, value, acb_realref(t), prec);
    acb_clear(t);
}

static int powers_integrand(acb_ptr value, const acb_t u, void *data, slong order, slong prec)
{
    const powers_t *p = data;
    acb_t t;
    (void)order;
    acb_init(t);
    given_u(value, p, u, prec);
    density(t, u, prec);
    acb_mul(value, value, t, prec);
    acb_sub_arb(t, u, p->x, prec);
    acb_pow_ui(t, t, (ulong)p->m, prec);
    acb_mul(value, value, t, prec);
    arb_fac_ui(acb_realref(t), (ulong)p->m, prec);
    acb_div_arb(value, value, acb_realref(t), prec);
    acb_clear(t);
    return 0;
}

/* For x, y >= -3: beyond u = 16 there is less than 2^-100. */
static void powers_by_integration(arb_t value, powers_t *p)
{
    acb_t a, b, t;
    mag_t tolerance;
    acb_init(a);
    acb_init(b);
    acb_init(t);
    mag_init(tolerance);
    mag_set_ui_2exp_si(tolerance, 1, -90);
    acb_set_arb(a, p->x);
    if (p->m < 0) {
        given_u(t, p, a, 128);
        density(b, a, 128);
        acb_mul(t, t, b, 128);
    } else {
        acb_set_ui(b, 16);
        acb_calc_integrate(t, powers_integrand, p, a, b, 90, tolerance, NULL, 128);
        arb_add_error_2exp_si(acb_realref(t), -100);
    }
    arb_set(value, acb_realref(t));
    acb_clear(a);
    acb_clear(b);
    acb_clear(t);
    mag_clear(tolerance);
}

Test(spline_kernels, table_is_its_integrals)
{
    const slong count = 7;
    flint_rand_t state;
    powers_t p;
    kink_pair_t pair;
    correlation_t at;
    spline_table_t table;
    arb_t complement, truth;
    flint_rand_init(state);
    kink_pair_init(pair);
    correlation_init(at);
    spline_table_init(table, count, count);
    arb_init(complement);
    arb_init(truth);
    arb_init(p.x);
    arb_init(p.y);
    arb_init(p.q);
    arb_init(p.sine);
    for (slong i = 0; i < random_repetitions(12); i++) {
        arb_set_si(p.x, (slong)n_randint(state, 17) - 8);
        arb_set_si(p.y, (slong)n_randint(state, 17) - 8);
        arb_mul_2exp_si(p.x, p.x, -2);
        arb_mul_2exp_si(p.y, p.y, -2);
        if (i % 3 == 0) arb_set(p.y, p.x);
        arb_set_ui(complement, 1 + n_randbits(state, 30));
        arb_mul_2exp_si(complement, complement, -30 - (slong)n_randint(state, i % 2 ? 10 : 1));
        arb_sub_ui(p.q, complement, 1, 256);
        arb_neg(p.q, p.q);
        correlation_set_complement(at, complement, PREC);
        arb_set(p.sine, at->sine);
        kink_pair_set(pair, p.x, p.y, i % 3 == 0, PREC);
        spline_table_set(table, pair, at, NULL, PREC);
        for (int trial = 0; trial < 3; trial++) {
            p.m = (slong)n_randint(state, (ulong)count + 1) - 1;
            p.n = (slong)n_randint(state, (ulong)count);
            powers_by_integration(truth, &p);
            arb_srcptr value = spline_table_entry(table, p.m, p.n);
            cr_assert(arb_overlaps(value, truth), "I_{%ld,%ld} in case %ld", (long)p.m, (long)p.n, (long)i);
            cr_assert(mag_cmp_2exp_si(arb_radref(truth), -60) < 0, "the integral is wide");
            cr_assert(mag_cmp_2exp_si(arb_radref(value), -110) < 0, "I_{%ld,%ld} is wide in case %ld",
                      (long)p.m, (long)p.n, (long)i);
        }
    }
    arb_clear(p.x);
    arb_clear(p.y);
    arb_clear(p.q);
    arb_clear(p.sine);
    arb_clear(complement);
    arb_clear(truth);
    kink_pair_clear(pair);
    correlation_clear(at);
    spline_table_clear(table);
    flint_rand_clear(state);
}

/* ---- splines and their rests ---- */

static void complete(hermite_spline_t spline, const char *text, slong length, slong bits)
{
    wane_function_t f;
    wane_message_t message;
    arb_t norm2;
    arb_init(norm2);
    parse(f, text);
    hermite_spline_init(spline);
    cr_assert(hermite_spline_analyse(spline, f, bits, PREC), "%s is not understood", text);
    cr_assert(hermite_derivative_product(norm2, f, f, 0, PREC, message) == WANE_OK);
    length = FLINT_MAX(length, spline->least_length);
    cr_assert(hermite_spline_choose(spline, length, bits, PREC), "%s", text);
    const slong prec = PREC + 2 * hermite_spline_jump_bits(spline);
    cr_assert(hermite_spline_complete(spline, norm2, prec, NULL, message) == WANE_OK, "%s", text);
    wane_function_clear(f);
    arb_clear(norm2);
}

/* The rest's terms with weight k^6 from `first` on are below the bound, and not by more than `room` bits. */
static void check_decay(const char *text, slong order, slong first, slong room)
{
    hermite_spline_t spline, derived;
    mag_t bound;
    arb_t sum, t;
    mag_init(bound);
    arb_init(sum);
    arb_init(t);
    complete(spline, text, 2 * first, 60);
    hermite_spline_init(derived);
    hermite_spline_derive(derived, spline, (int)(first % 3), order, PREC);
    decay_bound(bound, spline->decay, derived->order, first, derived->pieces,
                derived->pieces->count > 0 ? derived->jump : NULL);
    for (slong k = first; k < derived->length; k++) {
        arb_set_si(t, k);
        arb_pow_ui(t, t, 3, PREC);
        arb_mul(t, t, derived->rest + k, PREC);
        arb_addmul(sum, t, t, PREC);
    }
    arf_set_mag(arb_midref(t), bound);
    mag_zero(arb_radref(t));
    cr_assert(arb_le(sum, t), "%s: the rest falls more slowly than proved, order %ld", text,
              (long)derived->order);
    arb_mul_2exp_si(sum, sum, room);
    cr_assert(arb_gt(sum, t), "%s: the bound is far off at order %ld", text, (long)derived->order);
    arb_clear(sum);
    arb_clear(t);
    mag_clear(bound);
    hermite_spline_clear(spline);
    hermite_spline_clear(derived);
}

Test(spline_kernels, rests_fall_as_proved)
{
    check_decay("elu", 10, 40, 20);
    check_decay("elu", 14, 90, 24);
    check_decay("selu(x-1)", 12, 60, 24);
    check_decay("softsign", 9, 200, 44);
    check_decay("max(x,sin(2*x))", 10, 60, 30);
    check_decay("x^2*sign(x)*cos(x)", 10, 60, 24);
    check_decay("sign(x-1)*tanh(x)", 9, 90, 40);
    check_decay("hardtanh*cos(x)", 10, 60, 24);
    check_decay("tanh", 12, 60, 40);
    check_decay("gelu", 16, 30, 60);
}

/* ---- kernels ---- */

static hermite_kink_kernel_t *make(const char *student, const char *teacher, slong longer, slong bits)
{
    hermite_spline_t f, g;
    const int same = strcmp(student, teacher) == 0;
    complete(f, student, 64, bits);
    if (same) complete(g, "0", 64, bits);
    else complete(g, teacher, 64, bits);
    const slong length = FLINT_MAX(f->least_length, g->least_length) + longer;
    hermite_spline_clear(f);
    hermite_spline_clear(g);
    complete(f, student, length, bits);
    if (!same) complete(g, teacher, length, bits);
    hermite_kink_kernel_t *kernel = hermite_kink_kernel_new(f, same ? f : g, PREC);
    hermite_spline_clear(f);
    if (!same) hermite_spline_clear(g);
    cr_assert(kernel != NULL, "%s | %s", student, teacher);
    return kernel;
}

typedef struct {
    const char *student, *teacher;
} texts_t;

static const texts_t pairs[] = {{"elu", "elu"},
                                {"elu", "abs(x-1)"},
                                {"selu(x-1/2)", "step(x+1)"},
                                {"max(x,sin(2*x))", "elu(1-x)"},
                                {"abs(tanh(x/2))", "relu"},
                                {"x^2*sign(x)", "sign(x)+x"},
                                {"hardtanh*cos(x)", "min(exp(x/2),2)"},
                                {"relu", "selu"},
                                {"relu^2", "abs(x)^3"},
                                {"gelu", "abs"},
                                {"relu(x-1)", "sin(x)"}};
#define PAIRS ((slong)(sizeof(pairs) / sizeof(pairs[0])))

/* sum over k < length, |x| <= 0.9, length 700: the rest is below 2^24 700^3 0.9^697 < 2^-50. */
static void power_series(arb_t value, arb_srcptr c, arb_srcptr d, slong length, slong order, const arb_t x)
{
    fmpz_t falling;
    arb_t term;
    fmpz_init(falling);
    arb_init(term);
    arb_zero(value);
    for (slong k = length - 1; k >= order; k--) {
        hermite_falling_factorial(falling, k, order);
        arb_mul(term, c + k, d + k, PREC);
        arb_mul_fmpz(term, term, falling, PREC);
        arb_mul(value, value, x, PREC);
        arb_add(value, value, term, PREC);
    }
    arb_add_error_2exp_si(value, -50);
    fmpz_clear(falling);
    arb_clear(term);
}

static void check_against_series(const texts_t *texts, flint_rand_t state)
{
    const slong length = 700;
    wane_function_t f, g;
    wane_message_t message;
    hermite_kink_kernel_t *kernel = make(texts->student, texts->teacher, 0, 60);
    arb_ptr c = _arb_vec_init(length), d = _arb_vec_init(length), value = _arb_vec_init(DERIVATIVES);
    arb_t q, x, complement, truth;
    arb_init(q);
    arb_init(x);
    arb_init(complement);
    arb_init(truth);
    parse(f, texts->student);
    parse(g, texts->teacher);
    cr_assert(hermite_coefficients(c, length, f, 100, NULL, message) == WANE_OK, "%s", message->text);
    cr_assert(hermite_coefficients(d, length, g, 100, NULL, message) == WANE_OK, "%s", message->text);
    for (slong i = 0; i < random_repetitions(6); i++) {
        arb_set_ui(q, n_randint(state, 901));
        arb_div_ui(q, q, 1000, PREC);
        arb_sub_ui(complement, q, 1, PREC);
        arb_neg(complement, complement);
        const int reflect = (int)(i % 2);
        hermite_kink_kernel_evaluate(value, kernel, reflect, complement, 128);
        for (slong j = 0; j < DERIVATIVES; j++) {
            arb_set(x, q);
            if (reflect) arb_neg(x, x);
            power_series(truth, c, d, length, j, x);
            if (reflect && j % 2) arb_neg(truth, truth);
            cr_assert(arb_overlaps(value + j, truth), "%s | %s, derivative %ld, side %d", texts->student,
                      texts->teacher, (long)j, reflect);
            cr_assert(mag_cmp_2exp_si(arb_radref(value + j), -60) < 0, "%s | %s, derivative %ld: wide",
                      texts->student, texts->teacher, (long)j);
        }
    }
    _arb_vec_clear(c, length);
    _arb_vec_clear(d, length);
    _arb_vec_clear(value, DERIVATIVES);
    arb_clear(q);
    arb_clear(x);
    arb_clear(complement);
    arb_clear(truth);
    wane_function_clear(f);
    wane_function_clear(g);
    hermite_kink_kernel_free(kernel);
}

Test(spline_kernels, power_series)
{
    flint_rand_t state;
    flint_rand_init(state);
    for (slong i = 0; i < PAIRS; i++) check_against_series(&pairs[i], state);
    flint_rand_clear(state);
}

/* Two choices of the splines describe one kernel, at correlations arbitrarily near 1 and on both sides; the
   second derivative times s belongs to the second derivative; balls contain their points. */
static void check_other_spline(const texts_t *texts, flint_rand_t state)
{
    hermite_kink_kernel_t *one = make(texts->student, texts->teacher, 0, 55);
    hermite_kink_kernel_t *other = make(texts->student, texts->teacher, 37, 70);
    arb_ptr a = _arb_vec_init(4 * DERIVATIVES), b = a + DERIVATIVES, wide = b + DERIVATIVES,
            scaled = wide + DERIVATIVES;
    arb_t complement, end, sine;
    arb_init(complement);
    arb_init(end);
    arb_init(sine);
    for (slong i = 0; i < random_repetitions(8); i++) {
        const int reflect = (int)(i % 2);
        arb_set_ui(complement, 1 + n_randbits(state, 40));
        arb_mul_2exp_si(complement, complement, -40 - (slong)n_randint(state, 60));
        hermite_kink_kernel_evaluate(a, one, reflect, complement, 128);
        hermite_kink_kernel_evaluate(b, other, reflect, complement, 128);
        for (slong j = 0; j < 3; j++) {
            cr_assert(arb_overlaps(a + j, b + j), "%s | %s, derivative %ld", texts->student, texts->teacher,
                      (long)j);
            cr_assert(j == 2 || mag_cmp_2exp_si(arb_radref(a + j), -45) < 0, "%s | %s, derivative %ld: wide",
                      texts->student, texts->teacher, (long)j);
        }
        hermite_kink_kernel_evaluate_scaled(scaled, one, reflect, complement, 128);
        arb_sub_ui(sine, complement, 2, 256);
        arb_neg(sine, sine);
        arb_mul(sine, sine, complement, 256);
        arb_sqrt(sine, sine, 256);
        arb_mul(sine, sine, b + 2, 128);
        cr_assert(arb_overlaps(scaled, b) && arb_overlaps(scaled + 1, b + 1) &&
                      arb_overlaps(scaled + 2, sine),
                  "%s | %s, scaled", texts->student, texts->teacher);
        cr_assert(mag_cmp_2exp_si(arb_radref(scaled + 2), -40) < 0, "%s | %s, scaled: wide", texts->student,
                  texts->teacher);
        arb_set_ui(end, 1);
        arb_mul_2exp_si(end, end, -(slong)n_randint(state, 30));
        if (i % 3 == 0) arb_zero(end);
        arb_union(end, end, complement, 64);
        hermite_kink_kernel_evaluate(wide, one, reflect, end, 64);
        for (slong j = 0; j < 3; j++)
            cr_assert(!arb_is_finite(wide + j) || arb_overlaps(wide + j, b + j),
                      "%s | %s, derivative %ld on a ball", texts->student, texts->teacher, (long)j);
        hermite_kink_kernel_evaluate_scaled(wide, one, reflect, end, 64);
        cr_assert(arb_overlaps(wide + 2, sine) && arb_overlaps(wide, b) && arb_overlaps(wide + 1, b + 1),
                  "%s | %s, scaled on a ball", texts->student, texts->teacher);
    }
    arb_clear(complement);
    arb_clear(end);
    arb_clear(sine);
    _arb_vec_clear(a, 4 * DERIVATIVES);
    hermite_kink_kernel_free(one);
    hermite_kink_kernel_free(other);
}

Test(spline_kernels, other_splines_up_to_one)
{
    flint_rand_t state;
    flint_rand_init(state);
    for (slong i = 0; i < PAIRS; i++) check_other_spline(&pairs[i], state);
    flint_rand_clear(state);
}

/* At q = 1 the value and the slope are expectations, where they are finite. */
Test(spline_kernels, values_at_one)
{
    for (slong i = 0; i < PAIRS; i++) {
        wane_function_t f, g;
        wane_message_t message;
        arb_ptr value = _arb_vec_init(DERIVATIVES);
        arb_t truth, zero;
        arb_init(truth);
        arb_init(zero);
        hermite_kink_kernel_t *kernel = make(pairs[i].student, pairs[i].teacher, 0, 60);
        parse(f, pairs[i].student);
        parse(g, pairs[i].teacher);
        hermite_kink_kernel_evaluate(value, kernel, 0, zero, 128);
        for (slong j = 0; j < 2; j++) {
            cr_assert(hermite_derivative_product(truth, f, g, j, 128, message) == WANE_OK);
            if (!arb_is_finite(truth)) continue;
            cr_assert(arb_overlaps(truth, value + j), "%s | %s: %ld", pairs[i].student, pairs[i].teacher,
                      (long)j);
            cr_assert(mag_cmp_2exp_si(arb_radref(value + j), -50) < 0, "%s | %s: %ld", pairs[i].student,
                      pairs[i].teacher, (long)j);
        }
        hermite_kink_kernel_free(kernel);
        wane_function_clear(f);
        wane_function_clear(g);
        arb_clear(truth);
        arb_clear(zero);
        _arb_vec_clear(value, DERIVATIVES);
    }
}
