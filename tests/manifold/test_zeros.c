/* Zeros of N, A' and P' in (0, 1) against Sturm's theorem on exact polynomials. */
#include "pairs.h"
#include "sturm.h"

#include <flint/fmpq_poly.h>
#include <flint/fmpq_vec.h>

#include <criterion/criterion.h>

#include "manifold/shape/interior_branch.h"

#define DEGREE 6

static slong count_marks(const interior_branch_t branch, mark_kind_t kind)
{
    slong count = 0;
    for (slong i = 0; i < branch->mark_count; i++) count += branch->mark[i].kind == kind;
    return count;
}

/* The marks of one kind contain a zero each: the exact polynomial changes sign over every enclosure. */
static void check_enclosures(const interior_branch_t branch, mark_kind_t kind, const fmpq_poly_t f,
                             const char *what)
{
    arf_t end[2];
    fmpq_t x, y;
    arf_init(end[0]);
    arf_init(end[1]);
    fmpq_init(x);
    fmpq_init(y);
    for (slong i = 0; i < branch->mark_count; i++) {
        if (branch->mark[i].kind != kind) continue;
        int sign[2];
        arb_get_interval_arf(end[0], end[1], branch->mark[i].R, 4 * branch->kernels->prec);
        for (int j = 0; j < 2; j++) {
            arf_get_fmpq(x, end[j]);
            fmpq_poly_evaluate_fmpq(y, f, x);
            sign[j] = fmpq_sgn(y);
        }
        cr_assert_leq(sign[0] * sign[1], 0, "%s: an enclosure without a zero", what);
        cr_assert_geq(arb_rel_accuracy_bits(branch->mark[i].R), 70, "%s: %s", what,
                      arb_get_str(branch->mark[i].R, 20, 0));
    }
    arf_clear(end[0]);
    arf_clear(end[1]);
    fmpq_clear(x);
    fmpq_clear(y);
}

static slong decided_pairs, undecided_pairs;

static void check_pair(flint_rand_t state)
{
    char student[400], teacher[400];
    fmpq *c = _fmpq_vec_init(DEGREE + 1), *t = _fmpq_vec_init(DEGREE + 1);
    fmpq_poly_t shape[3];
    kernels_t kernels;
    wane_message_t message;
    static const mark_kind_t kind[3] = {MARK_EQUILIBRIUM, MARK_FOLD, MARK_CROSSING};
    static const char *name[3] = {"N", "A'", "P'"};
    for (int i = 0; i < 3; i++) fmpq_poly_init(shape[i]);
    random_polynomial(student, c, 1 + (slong)n_randint(state, DEGREE), state);
    random_polynomial(teacher, t, 1 + (slong)n_randint(state, DEGREE), state);
    exact_shapes(shape[0], shape[1], shape[2], NULL, c, t, DEGREE);
    kernels_init(kernels);
    pair_kernels(kernels, student, teacher);
    interior_branch_struct *branch = interior_branch_new(kernels, 1, 1, message);
    if (branch != NULL && !branch->neutral) {
        for (int i = 0; i < 3; i++) {
            if (!is_squarefree_inside(shape[i])) continue; /* a zero of even order has no mark */
            cr_assert_eq(count_marks(branch, kind[i]), zeros_in_unit_interval(shape[i]), "%s of %s | %s",
                         name[i], student, teacher);
            check_enclosures(branch, kind[i], shape[i], name[i]);
        }
        decided_pairs++;
    } else if (branch != NULL) {
        cr_assert(fmpq_poly_is_zero(shape[0]), "%s | %s is not neutral", student, teacher);
    } else {
        undecided_pairs++;
    }
    interior_branch_free(branch);
    kernels_clear(kernels);
    for (int i = 0; i < 3; i++) fmpq_poly_clear(shape[i]);
    _fmpq_vec_clear(c, DEGREE + 1);
    _fmpq_vec_clear(t, DEGREE + 1);
}

Test(zeros, none_missed_and_none_invented)
{
    flint_rand_t state;
    flint_rand_init(state);
    slong count = repetitions(400);
    for (slong i = 0; i < count; i++) check_pair(state);
    cr_assert_leq(20 * undecided_pairs, count, "%ld of %ld undecided", (long)undecided_pairs, (long)count);
    cr_assert_geq(2 * decided_pairs, count);
    flint_rand_clear(state);
}

/* What is left of a series at 0 behind its terms is far below what decides a sign, but it is there. */
Test(zeros, series_contain_their_functions)
{
    static const char *const pair[][2] = {
        {"tanh", "sin(2*x)"}, {"tanh(3*x)", "erf(2*x)"}, {"sigmoid(3*x)", "tanh(2*x)+cos(3*x)"}};
    slong narrow = 0;
    for (int i = 0; i < 3; i++) {
        kernels_t kernels;
        interior_branch_t branch;
        kernel_values_t at;
        sample_t sample;
        arb_t R, value, power;
        kernels_init(kernels);
        kernel_values_init(at);
        sample_init(sample);
        arb_init(R);
        arb_init(value);
        arb_init(power);
        pair_kernels_digits(kernels, pair[i][0], pair[i][1], 60);
        interior_branch_init_unmarked(branch, kernels, 1, 1);
        for (int f = 0; f < SHAPE_COUNT; f++)
            for (int n = 4; n <= 8; n++) {
                arb_set_d(R, n / 16.);
                oriented_kernels_evaluate(at, branch->kernels, R, kernels->prec);
                shape_function_value(value, (shape_function_t)f, at->P, at->S, kernels->prec);
                arb_pow_ui(power, R, (ulong)branch->small[f]->leading, kernels->prec);
                arb_div(value, value, power, kernels->prec);
                small_series_sample(sample, branch->small[f], arb_midref(R), kernels->prec);
                cr_assert(arb_overlaps(sample->value, value), "%s | %s, shape %d at %d/16: %s, %s",
                          pair[i][0], pair[i][1], f, n, arb_get_str(sample->value, 40, 0),
                          arb_get_str(value, 40, 0));
                narrow += arb_rel_accuracy_bits(value) > arb_rel_accuracy_bits(sample->value) + 20;
            }
        interior_branch_clear(branch);
        kernels_clear(kernels);
        kernel_values_clear(at);
        sample_clear(sample);
        arb_clear(R);
        arb_clear(value);
        arb_clear(power);
    }
    cr_assert_geq(narrow, 20, "only %ld values tell more than the series", narrow);
}
