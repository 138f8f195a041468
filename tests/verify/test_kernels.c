/* The verifier's coefficients and kernels against the prover's, which come by other means. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "verify/kernel/kinked.h"
#include "verify/shape/shape.h"
#include "hermite/kernel/kernels.h"

#define TERMS 96
#define PREC 128

typedef struct {
    char student[24], teacher[40];
} problem_t;

static problem_t problems[] = {
    {"tanh(x)", "sin(2*x)"},
    {"gelu(x)", "h1+0.2*h2"},
    {"silu(x)", "relu(x)"},
    {"tanh(x)", "sign(x)"},
    {"relu(x)", "relu(x)"},
    {"relu(x)", "-2*relu(x)"},
    {"relu(x)", "abs(x)"},
    {"hardtanh(x)", "h1+0.3*h3"},
    {"relu(x)", "tanh(x)"},
    {"hardtanh(x)", "relu(x)"},
    {"hardtanh(x)", "hardtanh(x)"},
    {"center(relu)", "h1+0.3*h3"},
    {"leaky_relu(x,1/10)", "hardtanh(2*x-1)"},
    {"elu(x)", "relu(x)"},
    {"relu(x)", "softplus(x)"},
    {"selu(x)", "hardtanh(2*x-1)"},
    {"selu(x)", "-2*selu(x)"},
    {"relu(x)+tanh(x)", "abs(x-1/2)*exp(x/4)"},
    {"hardtanh(x)", "sign(x)"},
    {"relu(x-1)", "step(x-1)"},
    {"hardtanh(x)", "tanh(x)*step(x-1)"},
    {"selu(x)", "sign(x-1/2)+relu(x+1)"},
    {"elu(x)", "step(x+1/2)*x^2"},
    {"selu(x)", "relu(x)"},
    {"abs(x)+x^2", "relu(x)"},
    {"softsign(x)", "step(x)"},
    {"softsign(x-1/2)", "sign(x-1/2)"},
    {"hardtanh(x)+h4/4", "relu(x)*tanh(x-1)"},
    {"relu(x)*x^2+relu(x-1)", "abs(x)*x+step(x)"},
    {"elu(x)", "elu(x-2)"},
};

ParameterizedTestParameters(kernels, agree)
{
    return cr_make_param_array(problem_t, problems, sizeof problems / sizeof *problems);
}

static function_data_struct *data_of(const char *text)
{
    wane_message_t message;
    wane_function_t f;
    wane_function_init(f);
    cr_assert_eq(wane_function_parse(f, text, NULL, 0, message), WANE_OK);
    function_data_struct *data = verify_function_data_new(f, 0, text, TERMS, PREC, message);
    wane_function_clear(f);
    cr_assert_not_null(data, "%s: %s", text, message->text);
    verify_function_data_coefficient(data, TERMS - 1);
    verify_function_data_need_moments(data);
    return data;
}

static void check_coefficients(const function_data_struct *data, const coefficients_t table)
{
    for (slong k = 0; k < FLINT_MIN(TERMS, table->length); k++) {
        cr_assert(arb_overlaps(data->c + k, table->c + k), "%s: coefficient %ld", data->text, (long)k);
        cr_assert_eq(arb_is_zero(data->c + k), arb_is_zero(table->c + k), "%s: coefficient %ld", data->text,
                     (long)k);
        cr_assert_lt(mag_cmp_2exp_si(arb_radref(data->c + k), -75), 0, "%s: coefficient %ld", data->text,
                     (long)k);
    }
}

/* Points within the ball: the prover's values there must lie in the verifier's enclosures. */
static void check_ball(const pair_t pair, const kernels_t kernels, const arb_t ball, flint_rand_t state)
{
    arb_ptr P = _arb_vec_init(4 * DERIVATIVES + 5), S = P + DERIVATIVES, p = S + DERIVATIVES,
            s = p + DERIVATIVES;
    arb_struct *R = s + DERIVATIVES, *w = R + 1, *wP2 = R + 2, *wS2 = R + 3, *t = R + 4;
    verify_pair_evaluate(P, S, pair, ball, PREC);
    int scaled = verify_kinked_scaled(w, wP2, wS2, pair, ball, PREC);
    for (int i = 0; i < 3; i++) {
        arb_set_d(R, (double)n_randint(state, 2001) / 1000 - 1);
        arb_mul_arf(R, R, arb_midref(ball), PREC); /* a scratch value */
        arf_set_mag(arb_midref(R), arb_radref(ball));
        mag_zero(arb_radref(R));
        arb_mul_si(R, R, (slong)n_randint(state, 2001) - 1000, PREC);
        arb_div_si(R, R, 1000, PREC);
        arb_add_arf(R, R, arb_midref(ball), PREC);
        arb_get_mid_arb(R, R);
        if (arf_cmp_si(arb_midref(R), 1) >= 0 || arf_sgn(arb_midref(R)) <= 0) continue;
        arb_mul_si(t, R, pair->R_sign, PREC);
        kernels_evaluate(p, s, kernels, t, 2 * PREC);
        for (slong j = 0; j < DERIVATIVES; j++) {
            int turn = j % 2 ? pair->R_sign : 1;
            arb_mul_si(p + j, p + j, turn * pair->a_sign, 2 * PREC);
            arb_mul_si(s + j, s + j, turn, 2 * PREC);
            cr_assert(arb_overlaps(P + j, p + j), "%s | %s: P^(%ld) at %g", pair->student->text,
                      pair->teacher->text, (long)j, arf_get_d(arb_midref(R), ARF_RND_NEAR));
            cr_assert(arb_overlaps(S + j, s + j), "%s | %s: S^(%ld) at %g", pair->student->text,
                      pair->teacher->text, (long)j, arf_get_d(arb_midref(R), ARF_RND_NEAR));
        }
        if (!scaled) continue;
        arb_mul(t, R, R, 2 * PREC);
        arb_sub_si(t, t, 1, 2 * PREC);
        arb_neg(t, t);
        arb_sqrt(t, t, 2 * PREC);
        cr_assert(arb_overlaps(w, t));
        arb_mul(p + 2, p + 2, t, 2 * PREC);
        arb_mul(s + 2, s + 2, t, 2 * PREC);
        cr_assert(arb_overlaps(wS2, s + 2), "%s: w S'' at %g", pair->student->text,
                  arf_get_d(arb_midref(R), ARF_RND_NEAR));
        cr_assert(!arb_is_finite(wP2) || arb_overlaps(wP2, p + 2), "%s | %s: w P'' at %g",
                  pair->student->text, pair->teacher->text, arf_get_d(arb_midref(R), ARF_RND_NEAR));
    }
    _arb_vec_clear(P, 4 * DERIVATIVES + 5);
}

/* w F at R in the pair's orientation, by the prover; at = arccos R. */
static void scaled_fold(arb_t value, arb_t at, const pair_t pair, const kernels_t kernels, const arb_t R)
{
    SCOPED_VEC(arb, p, 2 * DERIVATIVES);
    arb_ptr s = p + DERIVATIVES;
    SCOPED(arb, t);
    arb_mul_si(t, R, pair->R_sign, PREC);
    kernels_evaluate(p, s, kernels, t, 2 * PREC);
    arb_mul(value, p + 2, s + 1, PREC);
    arb_submul(value, p + 1, s + 2, PREC);
    arb_mul_si(value, value, pair->a_sign * pair->R_sign, PREC); /* one odd derivative in each product */
    arb_acos(at, R, PREC);
    arb_sin(t, at, PREC);
    arb_mul(value, value, t, PREC);
}

/* Between any two points the slope of w F over the angle is one of those enclosed. */
static void check_fold_slope(const pair_t pair, const kernels_t kernels, const arb_t ball)
{
    SCOPED_VEC(arb, P, 2 * DERIVATIVES);
    SCOPED(arb, R, value, x, y, t, u);
    SCOPED(arf, lo, hi);
    verify_pair_evaluate(P, P + DERIVATIVES, pair, ball, PREC);
    if (!verify_kinked_fold_slope(value, pair, P, P + DERIVATIVES, ball, PREC)) return;
    arb_get_interval_arf(lo, hi, ball, PREC);
    if (arf_sgn(lo) < 0) arf_set_d(lo, 0.0625);
    if (arf_cmp_si(hi, 1) >= 0) arf_set_d(hi, 0.984375);
    if (arf_cmp(lo, hi) >= 0) return;
    arb_set_arf(R, lo);
    scaled_fold(x, t, pair, kernels, R);
    arb_set_arf(R, hi);
    scaled_fold(y, u, pair, kernels, R);
    arb_sub(y, y, x, PREC);
    arb_sub(t, t, u, PREC);
    arb_div(y, y, t, PREC);
    cr_assert(arb_overlaps(value, y), "%s | %s: (w F)' from %g to %g", pair->student->text,
              pair->teacher->text, arf_get_d(lo, ARF_RND_NEAR), arf_get_d(hi, ARF_RND_NEAR));
}

static void check_values_at_one(const pair_t pair, const kernels_t kernels)
{
    arb_t x;
    arb_init(x);
    for (int j = 0; j < 2; j++) {
        cr_assert(arb_overlaps(pair->S_one[j], kernels->S_at_one[j]));
        if (pair->R_sign > 0) {
            arb_mul_si(x, kernels->P_at_one[j], pair->a_sign, PREC);
            cr_assert(arb_overlaps(pair->P_one[j], x), "%s | %s: P^(%d)(1)", pair->student->text,
                      pair->teacher->text, j);
        }
        cr_assert_gt(arb_rel_accuracy_bits(pair->S_one[j]), 70);
    }
    arb_clear(x);
}

ParameterizedTest(problem_t *p, kernels, agree)
{
    wane_function_t sigma, target;
    kernels_t kernels;
    wane_effort_t effort;
    wane_message_t message;
    flint_rand_t state;
    arb_t ball;
    wane_function_init(sigma);
    wane_function_init(target);
    kernels_init(kernels);
    arb_init(ball);
    flint_rand_init(state);
    wane_effort_default(&effort);
    cr_assert_eq(wane_function_parse(sigma, p->student, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(target, p->teacher, NULL, 0, message), WANE_OK);
    wane_status_t status = kernels_compute(kernels, sigma, target, &effort, message);
    cr_assert(status == WANE_OK || status == WANE_UNDECIDED, "%s", message->text);
    function_data_struct *student = data_of(p->student), *teacher = data_of(p->teacher);
    check_coefficients(student, kernels->student);
    check_coefficients(teacher, kernels->teacher);
    for (int orientation = 0; orientation < 4; orientation++) {
        pair_t pair;
        verify_pair_init_set(pair, student, teacher, orientation & 1 ? -1 : 1, orientation & 2 ? -1 : 1);
        check_values_at_one(pair, kernels);
        for (int i = 0; i < 24; i++) {
            /* balls of many sizes, also touching R = 1 */
            double r = 0.5 / (double)(1UL << n_randint(state, 20)), m = (double)n_randint(state, 1000) / 1000;
            if (i % 4 == 0) m = 1 - r;
            arb_set_d(ball, m);
            mag_set_d(arb_radref(ball), r);
            check_ball(pair, kernels, ball, state);
            check_fold_slope(pair, kernels, ball);
        }
        verify_pair_clear(pair);
    }
    verify_function_data_free(student);
    verify_function_data_free(teacher);
    wane_function_clear(sigma);
    wane_function_clear(target);
    kernels_clear(kernels);
    arb_clear(ball);
    flint_rand_clear(state);
}

/* Bent functions: what an enclosure over all the line would leave open is known. */
Test(kernels, bent_beside_one)
{
    static const char *const pairs[][2] = {
        {"selu(x)", "relu(x)"}, {"softsign(x)", "step(x)"}, {"hardtanh(x)+h4(x)/4", "abs(x)*x-relu(x-1)"}};
    SCOPED(arb, R);
    SCOPED_VEC(arb, P, 2 * DERIVATIVES);
    arb_set_d(R, 0.998);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        function_data_struct *student = data_of(pairs[i][0]), *teacher = data_of(pairs[i][1]);
        pair_t pair;
        verify_pair_init_set(pair, student, teacher, 1, 1);
        verify_pair_evaluate(P, P + DERIVATIVES, pair, R, PREC);
        cr_expect_lt(mag_cmp_2exp_si(arb_radref(P + 2), i == 1 ? -3 : -5), 0, "%s", pairs[i][0]);
        cr_expect_lt(mag_cmp_2exp_si(arb_radref(P + 1), i == 1 ? -8 : -12), 0, "%s", pairs[i][0]);
        cr_expect_lt(mag_cmp_2exp_si(arb_radref(P + DERIVATIVES + 1), -9), 0, "%s", pairs[i][0]);
        verify_pair_clear(pair);
        verify_function_data_free(student);
        verify_function_data_free(teacher);
    }
}

/* Up to R = 1 the second derivatives, or w times them, are known although their series diverge. */
Test(kernels, up_to_one)
{
    static const char *const pairs[][2] = {{"elu(x)", "relu(x)"},
                                           {"relu(x)", "softplus(x)"},
                                           {"selu(x)", "hardtanh(x)"},
                                           {"selu(x)", "relu(x)"}};
    SCOPED(arb, R, w, wP2, wS2);
    SCOPED_VEC(arb, P, 2 * DERIVATIVES);
    arb_set_si(R, 1023);
    mag_one(arb_radref(R));
    arb_mul_2exp_si(R, R, -10);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        function_data_struct *student = data_of(pairs[i][0]), *teacher = data_of(pairs[i][1]);
        pair_t pair;
        verify_pair_init_set(pair, student, teacher, 1, 1);
        verify_pair_evaluate(P, P + DERIVATIVES, pair, R, PREC);
        if (i < 2)
            cr_expect_lt(mag_cmp_2exp_si(arb_radref(P + 2), 0), 0, "%s | %s", pairs[i][0], pairs[i][1]);
        cr_expect_lt(mag_cmp_2exp_si(arb_radref(P + 1), -5), 0);
        cr_expect_lt(mag_cmp_2exp_si(arb_radref(P + DERIVATIVES + 1), -3), 0);
        if (i > 0) {
            cr_expect(verify_kinked_scaled(w, wP2, wS2, pair, R, PREC));
            cr_expect_lt(mag_cmp_2exp_si(arb_radref(wS2), -1), 0);
            cr_expect_lt(mag_cmp_2exp_si(arb_radref(wP2), -2), 0);
        }
        verify_pair_clear(pair);
        verify_function_data_free(student);
        verify_function_data_free(teacher);
    }
}
