/* Verdicts of random pairs, six students and polynomial teachers, against the potential on a grid. */
#include "pairs.h"
#include "potential_grid.h"

#include <flint/fmpq_vec.h>

#include <criterion/criterion.h>

#define DEGREE 7

static void random_pairs_of(const char *student, slong count, ulong seed)
{
    flint_rand_t state;
    student_grid_t student_grid;
    slong undecided = 0;
    flint_rand_init(state);
    for (ulong i = 0; i < 1000 * seed; i++) n_randlimb(state);
    student_grid_init(&student_grid, student);
    for (slong i = 0; i < count; i++) {
        char teacher[400];
        fmpq *t = _fmpq_vec_init(DEGREE + 1);
        pair_grid_t grid;
        kernels_t kernels;
        verdict_t verdict;
        wane_message_t message;
        fmpq_t a0, R0;
        fmpq_init(a0);
        fmpq_init(R0);
        kernels_init(kernels);
        verdict_init(verdict);
        slong degree = 1 + (slong)n_randint(state, DEGREE);
        random_polynomial(teacher, t, degree, state);
        fmpq_set_si(a0, 1 + (slong)n_randint(state, 60), 17);
        if (n_randint(state, 3) == 0) fmpq_neg(a0, a0);
        pair_kernels(kernels, student, teacher);
        pair_grid_init(&grid, &student_grid, t, degree + 1);
        wane_status_t status = decide_from_kernels(verdict, kernels, a0, R0, message);
        if (status == WANE_UNDECIDED) undecided++;
        const char *wrong = contradiction(verdict, &grid);
        cr_assert(wrong == NULL, "%s | %s from a0 = %s: %s", student, teacher, fmpq_get_str(NULL, 10, a0),
                  wrong);
        pair_grid_clear(&grid);
        verdict_clear(verdict);
        kernels_clear(kernels);
        fmpq_clear(a0);
        fmpq_clear(R0);
        _fmpq_vec_clear(t, DEGREE + 1);
    }
    student_grid_clear(&student_grid);
    flint_rand_clear(state);
    cr_assert_leq(50 * undecided, count + 49, "%s: %ld of %ld undecided", student, (long)undecided,
                  (long)count);
}

Test(potential, tanh)
{
    random_pairs_of("tanh", repetitions(167), 1);
}
Test(potential, erf)
{
    random_pairs_of("erf", repetitions(167), 2);
}
Test(potential, gelu)
{
    random_pairs_of("gelu", repetitions(167), 3);
}
Test(potential, silu)
{
    random_pairs_of("silu", repetitions(167), 4);
}
Test(potential, relu)
{
    random_pairs_of("relu", repetitions(166), 5);
}
Test(potential, centered_relu)
{
    random_pairs_of("center(relu)", repetitions(166), 6);
}
