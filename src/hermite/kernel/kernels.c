#include "function/pieces/same.h"
#include "hermite/kernel/kernels.h"

#include "base/decimal.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/pieces/convexity.h"
#include "function/tree/scoped_function.h"
#include "hermite/closed/homogeneous_pair.h"
#include "hermite/closed/uncorrelated_pair.h"
#include "hermite/kink/kernel_series.h"
#include "hermite/kernel/kernels_private.h"
#include "hermite/kink/kink_kernel.h"
#include "hermite/coefficients/norms.h"
#include "base/rational.h"

#define FIRST_LENGTH 64
/* Beside closed forms up to R = 1 the series serves small R only. */
#define LENGTH_BESIDE_CLOSED_FORMS 128
#define LARGEST_LENGTH 4096
#define KNOWN_OF_NOTHING 8 /* coefficients of kernels that could not be had */
#define LEAST_PREC 64

static void forget_structure(kernels_t kernels)
{
    kernels->same_up_to_ratio = kernels->same_up_to_constant = kernels->mirrored = kernels->homogeneous = 0;
    kernels->apart[0] = kernels->apart[1] = kernels->beside_step = kernels->proportion = 0;
    for (int i = 0; i < 3; i++) kernels->definite[i] = 0;
}

void kernels_init(kernels_t kernels)
{
    coefficients_init(kernels->student);
    coefficients_init(kernels->teacher);
    kernels->length = 0;
    kernels->p = kernels->s = NULL;
    kernels->P_series = kernels->K_series = NULL;
    kernels->p_finite = kernels->s_finite = 0;
    forget_structure(kernels);
    kernels->corners = NULL;
    fmpq_init(kernels->ratio);
    for (slong j = 0; j < TAIL_MOMENTS; j++) {
        arb_init(kernels->student_tail[j]);
        arb_init(kernels->teacher_tail[j]);
        arb_init(kernels->student_moment[j]);
        arb_init(kernels->teacher_moment[j]);
    }
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_init(kernels->P_at_one[j]);
        arb_init(kernels->S_at_one[j]);
    }
    kernels->student_kink = kernels->pair_kink = NULL;
    kernels->prec = 0;
}

static void free_series(kernels_t kernels)
{
    kernel_series_free(kernels->P_series);
    kernel_series_free(kernels->K_series);
    kernels->P_series = kernels->K_series = NULL;
    if (!kernels->p) return;
    _arb_vec_clear(kernels->p, kernels->length);
    _arb_vec_clear(kernels->s, kernels->length);
}

void hermite_kernels_set_series(kernels_t kernels)
{
    kernel_series_free(kernels->P_series);
    kernel_series_free(kernels->K_series);
    kernels->P_series = kernel_series_new(kernels->p, kernels->length, 0, kernels->prec);
    kernels->K_series = kernel_series_new(kernels->s, kernels->length, 1, kernels->prec);
}

static void free_closed_forms(kernels_t kernels)
{
    hermite_kink_kernel_free(kernels->student_kink);
    hermite_kink_kernel_free(kernels->pair_kink);
    kernels->student_kink = kernels->pair_kink = NULL;
}

void kernels_clear(kernels_t kernels)
{
    coefficients_clear(kernels->student);
    coefficients_clear(kernels->teacher);
    free_closed_forms(kernels);
    free_series(kernels);
    kernel_corners_free(kernels->corners);
    fmpq_clear(kernels->ratio);
    for (slong j = 0; j < TAIL_MOMENTS; j++) {
        arb_clear(kernels->student_tail[j]);
        arb_clear(kernels->teacher_tail[j]);
        arb_clear(kernels->student_moment[j]);
        arb_clear(kernels->teacher_moment[j]);
    }
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_clear(kernels->P_at_one[j]);
        arb_clear(kernels->S_at_one[j]);
    }
}

/* E[f^(j)^2], j < count: the untruncated Parseval sums. */
static wane_status_t moments(arb_t *moment, const wane_function_t f, slong count, slong prec,
                             wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (slong j = 0; status == WANE_OK && j < count; j++)
        status = hermite_derivative_product(moment[j], f, f, j, prec, message);
    return status;
}

/* tail[j] = moment[j] - sum_{k < length} k(k-1)…(k-j+1) c_k^2 >= 0, derivations/07 (1). */
static void parseval_tails(arb_t *tail, const arb_t *moment, arb_srcptr c, slong length, int is_finite,
                           slong prec)
{
    SCOPED(fmpz, falling);
    SCOPED(arb, square);
    for (slong j = 0; j < TAIL_MOMENTS; j++) arb_set(tail[j], moment[j]);
    for (slong k = 0; k < length; k++) {
        if (arb_is_zero(c + k)) continue;
        arb_sqr(square, c + k, prec);
        for (slong j = 0; j < TAIL_MOMENTS && j <= k; j++) {
            hermite_falling_factorial(falling, k, j);
            arb_submul_fmpz(tail[j], square, falling, prec);
        }
    }
    for (slong j = 0; j < TAIL_MOMENTS; j++) {
        if (is_finite) arb_zero(tail[j]);
        else arb_nonnegative_part(tail[j], tail[j]);
    }
}

/* Do the tails of S'' and, where no closed form replaces it, P'' at R = 1 matter at this accuracy? */
static int tails_negligible(const kernels_t kernels, slong bits)
{
    int small = 1;
    SCOPED(mag, tail, other);
    if (!kernels->s_finite) {
        arb_get_mag(tail, kernels->student_tail[2]);
        arb_get_mag_lower(other, kernels->S_at_one[2]);
        mag_mul_2exp_si(other, other, -bits - 2);
        small = mag_cmp(tail, other) <= 0;
    }
    if (small && !kernels->p_finite && !kernels->pair_kink) {
        arb_get_mag(other, kernels->teacher_tail[2]);
        arb_get_mag(tail, kernels->student_tail[2]);
        mag_mul(tail, tail, other);
        small = mag_cmp_2exp_si(tail, -2 * bits) <= 0;
    }
    return small;
}

typedef struct {
    const wane_function_struct *student, *teacher;
    hermite_spline_t student_spline, teacher_spline;
    int has_splines;  /* completed */
    int uncorrelated; /* P is the constant p_0 */
} pair_t;

static wane_status_t values_at_one(kernels_t kernels, const pair_t *pair, slong prec, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (slong j = 0; status == WANE_OK && j < WANE_KERNEL_DERIVATIVES; j++) {
        if (kernels->same_up_to_ratio)
            base_mul_fmpq(kernels->P_at_one[j], kernels->student_moment[j], kernels->ratio, prec);
        else
            status = hermite_derivative_product(kernels->P_at_one[j], pair->student, pair->teacher, j, prec,
                                                message);
    }
    /* S(R) = K(R^2), by the chain rule at R = 1 from the moments K^(j)(1) */
    const arb_t *K = kernels->student_moment;
    arb_set(kernels->S_at_one[0], K[0]);
    arb_mul_2exp_si(kernels->S_at_one[1], K[1], 1);
    arb_mul_2exp_si(kernels->S_at_one[2], K[2], 1);
    arb_add(kernels->S_at_one[2], kernels->S_at_one[2], K[1], prec);
    arb_mul_2exp_si(kernels->S_at_one[2], kernels->S_at_one[2], 1);
    arb_mul_2exp_si(kernels->S_at_one[3], K[3], 1);
    arb_addmul_ui(kernels->S_at_one[3], K[2], 3, prec);
    arb_mul_2exp_si(kernels->S_at_one[3], kernels->S_at_one[3], 2);
    return status;
}

static int has_kinks(const wane_function_t f)
{
    const char *name;
    slong column;
    return function_has_kinks(f, &name, &column);
}

/* Splines of the functions that are no polynomials, where one of them has kinks and both are understood. */
static wane_status_t set_splines(kernels_t kernels, pair_t *pair, slong bits, slong prec,
                                 const wane_effort_t *effort, wane_message_t message)
{
    hermite_spline_struct *spline[2] = {pair->student_spline, pair->teacher_spline};
    const wane_function_struct *f[2] = {pair->student, pair->teacher};
    const arb_t *moment[2] = {kernels->student_moment, kernels->teacher_moment};
    const int wanted[2] = {!kernels->student->is_polynomial,
                           !kernels->teacher->is_polynomial && !kernels->same_up_to_ratio};
    slong length = LENGTH_BESIDE_CLOSED_FORMS;
    pair->has_splines = 0;
    if (!has_kinks(pair->student) && !has_kinks(pair->teacher)) return WANE_OK;
    for (int i = 0; i < 2; i++) {
        if (!wanted[i]) continue;
        if (!hermite_spline_analyse(spline[i], f[i], bits, prec)) return WANE_OK;
        length = FLINT_MAX(length, spline[i]->least_length);
    }
    slong working = prec;
    for (int i = 0; i < 2; i++) {
        if (!wanted[i]) continue;
        if (!hermite_spline_choose(spline[i], length, bits, prec)) return WANE_OK;
        working = FLINT_MAX(working, prec + 2 * hermite_spline_jump_bits(spline[i]));
    }
    wane_status_t status = WANE_OK;
    for (int i = 0; i < 2 && status == WANE_OK; i++)
        if (wanted[i]) status = hermite_spline_complete(spline[i], moment[i][0], working, effort, message);
    pair->has_splines = status == WANE_OK;
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

static void set_closed_forms(kernels_t kernels, const pair_t *pair, slong prec)
{
    free_closed_forms(kernels);
    if (!pair->has_splines || kernels->student->is_polynomial) return;
    kernels->student_kink = hermite_kink_kernel_new(pair->student_spline, pair->student_spline, prec);
    if (!kernels->teacher->is_polynomial && !kernels->same_up_to_ratio && !pair->uncorrelated)
        kernels->pair_kink = hermite_kink_kernel_new(pair->student_spline, pair->teacher_spline, prec);
}

void hermite_kernels_set_length(kernels_t kernels, slong length)
{
    free_series(kernels);
    kernels->length = length;
    kernels->p = _arb_vec_init(length);
    kernels->s = _arb_vec_init(length);
    coefficients_struct *tables[2] = {kernels->student, kernels->teacher};
    for (int i = 0; i < 2; i++) {
        if (tables[i]->c) _arb_vec_clear(tables[i]->c, tables[i]->length);
        tables[i]->c = _arb_vec_init(length);
        tables[i]->length = length;
    }
}

void hermite_kernels_set_products(kernels_t kernels, slong prec)
{
    arb_srcptr c = kernels->student->c, t = kernels->teacher->c;
    for (slong k = 0; k < kernels->length; k++) {
        arb_mul(kernels->p + k, c + k, t + k, prec);
        arb_sqr(kernels->s + k, c + k, prec);
    }
}

void hermite_kernels_set_structure(kernels_t kernels, const wane_function_t student,
                                   const wane_function_t teacher)
{
    SCOPED(wane_function, mirror);
    forget_structure(kernels);
    function_reflect(mirror, teacher);
    kernels->same_up_to_ratio = function_is_multiple(kernels->ratio, teacher, student);
    kernels->same_up_to_constant =
        !kernels->same_up_to_ratio && function_is_multiple_of_centered(kernels->ratio, teacher, student);
    kernels->mirrored = !kernels->same_up_to_ratio && !kernels->same_up_to_constant &&
                        (function_is_multiple(kernels->ratio, mirror, student) ||
                         function_is_multiple_of_centered(kernels->ratio, mirror, student));
    kernels->proportion = kernels->same_up_to_ratio || kernels->same_up_to_constant ? fmpq_sgn(kernels->ratio)
                          : kernels->mirrored                                       ? 0
                                              : function_proportion_sign(teacher, student);
    kernels->homogeneous = hermite_homogeneous_pair(student, teacher);
    kernel_corners_free(kernels->corners);
    kernels->corners = kernel_corners_new(student, teacher);
}

/* The sign of f^(order) where it has one everywhere and is not 0, c being its expectation up to a factor. */
static int sign_of_derivative(const wane_function_t f, const arb_t c, int order)
{
    SCOPED(wane_function, turned);
    SCOPED(fmpq, sign);
    if (!arb_is_nonzero(c)) return 0;
    fmpq_set_si(sign, arb_is_positive(c) ? 1 : -1, 1);
    function_scalar_mul(turned, f, sign);
    return function_derivative_is_nonnegative(turned, order) ? (arb_is_positive(c) ? 1 : -1) : 0;
}

/* The sign s of c_1 if the odd part of s f is convex on x > 0 and does not fall there; else 0. */
static int sign_of_odd_part(const wane_function_t f, const arb_t c_1)
{
    SCOPED(wane_function, turned);
    SCOPED(fmpq, sign);
    if (!arb_is_nonzero(c_1)) return 0;
    fmpq_set_si(sign, arb_is_positive(c_1) ? 1 : -1, 1);
    function_scalar_mul(turned, f, sign);
    return function_odd_part_is_convex(turned) ? fmpq_sgn(sign) : 0;
}

/* What holds for R < 0, too, whatever the digits say: derivations/22 (14), (43). */
static void set_positivity(kernels_t kernels, const wane_function_t student, const wane_function_t teacher)
{
    SCOPED(wane_function, mirror);
    function_reflect(mirror, teacher);
    kernels->apart[0] = functions_live_apart(student, mirror);
    kernels->apart[1] = functions_live_apart(student, teacher);
    kernels->beside_step = function_step_sign(teacher);
    if (kernels->beside_step != 0) kernels->beside_step *= sign_of_odd_part(student, kernels->student->c + 1);
    for (int i = 0; i < 3; i++) {
        const int sign = sign_of_derivative(student, kernels->student->c + i, i);
        kernels->definite[i] = sign == 0 ? 0 : sign * sign_of_derivative(teacher, kernels->teacher->c + i, i);
    }
}

/* P becomes the constant p_0 that it is. */
void hermite_kernels_set_uncorrelated(kernels_t kernels)
{
    kernels->p_finite = 1;
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) arb_zero(kernels->P_at_one[j]);
    for (slong k = 1; k < kernels->length; k++) arb_zero(kernels->p + k);
    if (kernels->length > 0) arb_set(kernels->P_at_one[0], kernels->p);
}

/* The spline's, where it has them. */
static wane_status_t coefficients_of(arb_ptr c, slong length, const wane_function_t f,
                                     const hermite_spline_t spline, slong prec, const wane_effort_t *effort,
                                     wane_message_t message)
{
    if (spline->c == NULL || spline->length < length)
        return hermite_coefficients(c, length, f, prec, effort, message);
    for (slong k = 0; k < length; k++) arb_set_round(c + k, spline->c + k, prec);
    return WANE_OK;
}

static wane_status_t coefficients_at(kernels_t kernels, pair_t *pair, slong length, slong prec,
                                     const wane_effort_t *effort, wane_message_t message)
{
    hermite_kernels_set_length(kernels, length);
    arb_ptr c = kernels->student->c, t = kernels->teacher->c;
    wane_status_t status =
        coefficients_of(c, length, pair->student, pair->student_spline, prec, effort, message);
    if (status != WANE_OK) return status;
    if (kernels->same_up_to_ratio) {
        for (slong k = 0; k < length; k++) base_mul_fmpq(t + k, c + k, kernels->ratio, prec);
    } else {
        status = coefficients_of(t, length, pair->teacher, pair->teacher_spline, prec, effort, message);
        if (status != WANE_OK) return status;
    }
    hermite_kernels_set_products(kernels, prec);
    parseval_tails(kernels->student_tail, kernels->student_moment, c, length, kernels->s_finite, prec);
    parseval_tails(kernels->teacher_tail, kernels->teacher_moment, t, length, kernels->teacher->is_polynomial,
                   prec);
    return WANE_OK;
}

static void describe(coefficients_t table, const wane_function_t f, const arb_t *moment, slong prec)
{
    table->parity = wane_function_parity(f);
    table->is_polynomial = function_hermite_polynomial(table->polynomial, f, prec);
    arb_set(table->norm2, moment[0]);
    arb_set(table->dnorm2, moment[1]);
    table->information_exponent = -1;
}

static wane_status_t compute(kernels_t kernels, pair_t *pair, const wane_effort_t *effort,
                             wane_message_t message)
{
    const slong bits = (slong)(BASE_BITS_PER_DIGIT * (double)effort->digits);
    const slong prec = FLINT_MIN(bits + 64, effort->max_prec);
    kernels->prec = prec;
    hermite_kernels_set_structure(kernels, pair->student, pair->teacher);

    wane_status_t status = moments(kernels->student_moment, pair->student, TAIL_MOMENTS, prec, message);
    if (status == WANE_OK)
        status = moments(kernels->teacher_moment, pair->teacher, TAIL_MOMENTS, prec, message);
    if (status == WANE_OK) status = values_at_one(kernels, pair, prec, message);
    if (status != WANE_OK) return status;

    describe(kernels->student, pair->student, kernels->student_moment, prec);
    describe(kernels->teacher, pair->teacher, kernels->teacher_moment, prec);
    status = set_splines(kernels, pair, bits + 8, prec, effort, message);
    if (status != WANE_OK) return status;
    set_closed_forms(kernels, pair, prec);
    kernels->s_finite = kernels->student->is_polynomial;
    kernels->p_finite = kernels->s_finite || kernels->teacher->is_polynomial || pair->uncorrelated;
    slong least = 8;
    if (kernels->student->is_polynomial) least = FLINT_MAX(least, kernels->student->polynomial->length);
    if (kernels->teacher->is_polynomial) least = FLINT_MAX(least, kernels->teacher->polynomial->length);
    if (least > LARGEST_LENGTH)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "polynomials of degree at most %d are expected here", LARGEST_LENGTH - 1);

    slong length = kernels->s_finite && kernels->p_finite ? least : FLINT_MAX(least, FIRST_LENGTH);
    if (pair->has_splines && (kernels->s_finite || kernels->student_kink)) {
        length = FLINT_MAX(least, LENGTH_BESIDE_CLOSED_FORMS);
        return coefficients_at(kernels, pair, length, prec, effort, message);
    }
    for (;;) {
        status = coefficients_at(kernels, pair, length, prec, effort, message);
        if (status != WANE_OK || tails_negligible(kernels, bits) || length >= LARGEST_LENGTH) return status;
        length = FLINT_MIN(4 * length, LARGEST_LENGTH);
    }
}

static void know_nothing(arb_ptr x, slong count)
{
    for (slong i = 0; i < count; i++) arb_zero_pm_inf(x + i);
}

/* Every ball is the whole line and no fact is claimed, so
   that nothing can be concluded from what was begun. */
static void forget(kernels_t kernels)
{
    coefficients_struct *tables[2] = {kernels->student, kernels->teacher};
    kernels->prec = FLINT_MAX(kernels->prec, LEAST_PREC);
    free_closed_forms(kernels);
    hermite_kernels_set_length(kernels, KNOWN_OF_NOTHING);
    know_nothing(kernels->p, kernels->length);
    know_nothing(kernels->s, kernels->length);
    for (int i = 0; i < 2; i++) {
        tables[i]->parity = WANE_PARITY_NONE;
        tables[i]->is_polynomial = 0;
        tables[i]->information_exponent = -1;
        know_nothing(tables[i]->c, kernels->length);
        know_nothing(tables[i]->norm2, 1);
        know_nothing(tables[i]->dnorm2, 1);
    }
    for (slong j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        know_nothing(kernels->P_at_one[j], 1);
        know_nothing(kernels->S_at_one[j], 1);
    }
    for (slong j = 0; j < TAIL_MOMENTS; j++) {
        know_nothing(kernels->student_tail[j], 1);
        know_nothing(kernels->teacher_tail[j], 1);
        know_nothing(kernels->student_moment[j], 1);
        know_nothing(kernels->teacher_moment[j], 1);
    }
    kernels->p_finite = kernels->s_finite = 0;
    forget_structure(kernels);
    kernel_corners_free(kernels->corners);
    kernels->corners = NULL;
}

wane_status_t hermite_kernels_admit(kernels_t kernels, const wane_function_t student,
                                    const wane_function_t teacher, wane_message_t message)
{
    wane_status_t status = wane_function_check(student, message);
    if (status == WANE_OK) status = wane_function_check(teacher, message);
    if (status == WANE_OK) return status;
    forget(kernels);
    hermite_kernels_set_series(kernels);
    return status;
}

wane_status_t kernels_compute(kernels_t kernels, const wane_function_t student, const wane_function_t teacher,
                              const wane_effort_t *effort, wane_message_t message)
{
    wane_status_t status = hermite_kernels_admit(kernels, student, teacher, message);
    if (status != WANE_OK) return status;
    if (hermite_kernels_of_family(kernels, student, teacher, effort)) {
        set_positivity(kernels, student, teacher);
        return WANE_OK;
    }
    return hermite_kernels_of_pair(kernels, student, teacher, effort, message);
}

wane_status_t hermite_kernels_of_pair(kernels_t kernels, const wane_function_t student,
                                      const wane_function_t teacher, const wane_effort_t *effort,
                                      wane_message_t message)
{
    pair_t pair = {
        .student = student, .teacher = teacher, .uncorrelated = hermite_uncorrelated_pair(student, teacher)};
    hermite_spline_init(pair.student_spline);
    hermite_spline_init(pair.teacher_spline);
    wane_status_t status = compute(kernels, &pair, effort, message);
    if (status != WANE_OK) forget(kernels);
    else set_positivity(kernels, student, teacher);
    if (status == WANE_OK && !kernels->teacher->is_polynomial && !kernels->same_up_to_ratio)
        kernel_corners_sharpen(kernels);
    if (status == WANE_OK && pair.uncorrelated) hermite_kernels_set_uncorrelated(kernels);
    hermite_kernels_set_series(kernels);
    hermite_spline_clear(pair.student_spline);
    hermite_spline_clear(pair.teacher_spline);
    return status;
}
